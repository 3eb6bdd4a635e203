//! Everything the answer names exists, and its times are such that the other constraints can count
//! without looking again.

use crate::fault::{self, Fault};
use crate::vrp::{Answer, Event, Problem, Step};

/// No clock of an answer is further from midnight, in seconds: twice the longest shift.
const FAR: i64 = 1 << 41;

pub(super) fn check(problem: &Problem, answer: &Answer, faults: &mut Vec<Fault>) {
    let mut wrong = |what: String| faults.push(Fault::new(fault::ANSWER_UNKNOWN, what));
    for (ix, tour) in answer.tours.iter().enumerate() {
        let Some(vehicle) = problem.vehicles.get(tour.vehicle) else {
            wrong(format!("第 {ix} 个行程的车辆 {} 不存在", tour.vehicle));
            continue;
        };
        for (at, step) in tour.steps.iter().enumerate() {
            let known = match step.event {
                Event::Start | Event::End => true,
                Event::Load { depot } => depot < problem.depots.len(),
                Event::Stop(stop) => stop < problem.stops.len(),
                Event::Break(number) => number < vehicle.breaks.len(),
            };
            if !known || step.node >= problem.nodes {
                wrong(format!(
                    "车辆 {} 第 {at} 步：{:?}，地点 {}",
                    tour.vehicle, step.event, step.node
                ));
            }
            if clocks(step).iter().any(|clock| !(-FAR..=FAR).contains(clock)) {
                wrong(format!("车辆 {} 第 {at} 步的时刻离谱", tour.vehicle));
            }
        }
    }
    if answer.tours.windows(2).any(|pair| pair[0].vehicle >= pair[1].vehicle) {
        wrong("行程没有按车辆升序排列，或一辆车出现两次".into());
    }
    if answer.absent.windows(2).any(|pair| pair[0] >= pair[1]) {
        wrong("未完成的任务没有升序排列".into());
    }
    if let Some(stop) = answer.absent.iter().find(|&&stop| stop >= problem.stops.len()) {
        wrong(format!("未完成的任务 {stop} 不存在"));
    }
}

fn clocks(step: &Step) -> [i64; 3] {
    [step.arrive.0, step.begin.0, step.leave.0]
}
