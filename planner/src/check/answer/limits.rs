//! The day lies within the shift and within every other limit of its vehicle.

use super::view::View;
use crate::fault::{self, Fault};
use crate::units::{Metres, Seconds};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        let mut above = |what: &str, value: i64, limit: Option<i64>| {
            if let Some(limit) = limit.filter(|&limit| value > limit) {
                let detail = format!("{}：{what} {value}，上限 {limit}", day.name());
                faults.push(Fault::new(fault::LIMIT_BROKEN, detail));
            }
        };
        let own = day.vehicle;
        let (from, to) = (day.start().arrive, day.end().leave);
        let driving: Seconds = day.pairs().map(|(a, b)| day.seconds(a.node, b.node)).sum();
        let way: Metres = day.pairs().map(|(a, b)| day.metres(a.node, b.node)).sum();
        above("时长", (to - from).0, own.max_duration.map(|limit| limit.0));
        above("行驶时间", driving.0, own.max_driving.map(|limit| limit.0));
        above("里程", way.0, own.max_distance.map(|limit| limit.0));
        above("站数", day.stops().count() as i64, own.max_stops.map(i64::from));
        above("结束", to.0, Some(own.shift.to.0));
        if from < own.shift.from {
            let detail = format!("{}：出发 {}，当班从 {} 起", day.name(), from.0, own.shift.from.0);
            faults.push(Fault::new(fault::LIMIT_BROKEN, detail));
        }
    }
}
