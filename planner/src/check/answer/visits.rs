//! Every stop is served once or absent; of a group one at most.

use super::view::View;
use crate::fault::{self, Fault};
use std::collections::BTreeMap;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut wrong = |what: String| faults.push(Fault::new(fault::STOP_MISCOUNTED, what));
    let stops = &view.problem.stops;
    let mut served = vec![0_u32; stops.len()];
    for stop in view.days.iter().flat_map(|day| day.stops()) {
        served[stop] += 1;
    }
    let mut groups: BTreeMap<u32, u32> = BTreeMap::new();
    for (stop, &times) in stops.iter().zip(&served) {
        if let Some(group) = stop.group {
            *groups.entry(group).or_default() += times;
        }
    }
    for (group, times) in &groups {
        if *times > 1 {
            wrong(format!("第 {group} 组完成了 {times} 次"));
        }
    }
    for (ix, stop) in stops.iter().enumerate() {
        let of_served_group = stop.group.is_some_and(|group| groups[&group] > 0);
        let missing = served[ix] == 0 && !of_served_group;
        let listed = view.answer.absent.binary_search(&ix).is_ok();
        if served[ix] > 1 {
            wrong(format!("任务 {ix} 出现 {} 次", served[ix]));
        }
        if missing != listed {
            let what = if listed {
                "已完成，却列为未完成"
            } else {
                "没有完成，也没有列出"
            };
            wrong(format!("任务 {ix} {what}"));
        }
    }
}
