//! Clock times, windows, shift and break.

use super::{Damage, stop};
use fenjian_planner::fault;
use fenjian_planner::plan::{Pause, PauseAt};
use fenjian_planner::units::{Clock, Seconds};

pub(super) const DAMAGES: &[Damage] = &[
    ("service before the window", fault::OUTSIDE_WINDOW, |_, plan| {
        stop(plan, 1, 0).begin = Clock::at(13, 59);
    }),
    ("service after the window", fault::OUTSIDE_WINDOW, |parts, _| {
        parts.drops[0].windows[0].to = Clock::at(11, 49);
    }),
    ("service at a place that is closed", fault::OUTSIDE_WINDOW, |parts, _| {
        parts.drops[0].windows.clear();
    }),
    ("an arrival sooner than one can drive", fault::TIMES_WRONG, |_, plan| {
        stop(plan, 2, 1).arrive = stop(plan, 2, 1).arrive - Seconds(1);
    }),
    ("an arrival later than needed", fault::TIMES_WRONG, |_, plan| {
        let late = Seconds(1);
        let stop = stop(plan, 2, 1);
        (stop.arrive, stop.begin, stop.leave) =
            (stop.arrive + late, stop.begin + late, stop.leave + late);
    }),
    ("service begins before the arrival", fault::TIMES_WRONG, |_, plan| {
        stop(plan, 2, 0).begin = stop(plan, 2, 0).arrive - Seconds(1);
    }),
    ("the vehicle waits though the place is open", fault::TIMES_WRONG, |_, plan| {
        stop(plan, 2, 0).begin = stop(plan, 2, 0).arrive + Seconds(60);
    }),
    ("service is cut short", fault::TIMES_WRONG, |_, plan| {
        stop(plan, 1, 0).leave = stop(plan, 1, 0).leave - Seconds(1);
    }),
    ("it departs before it is loaded", fault::TIMES_WRONG, |_, plan| {
        plan.routes[1].load = plan.routes[1].depart - Seconds::minutes(14);
    }),
    ("it is back too soon", fault::TIMES_WRONG, |_, plan| {
        plan.routes[2].end = plan.routes[2].end - Seconds(1);
    }),
    ("the duty begins after loading", fault::TIMES_WRONG, |_, plan| {
        plan.routes[0].start = plan.routes[0].load + Seconds(1);
    }),
    ("the duty begins long before loading", fault::TIMES_WRONG, |_, plan| {
        plan.routes[0].start = plan.routes[0].load - Seconds(60);
    }),
    ("it loads before it can be at the centre", fault::TIMES_WRONG, |_, plan| {
        plan.routes[2].start = plan.routes[2].start + Seconds::minutes(1);
    }),
    ("a trip begins before the last one ended", fault::TIMES_WRONG, |_, plan| {
        plan.routes[1].start = plan.routes[1].start - Seconds(1);
    }),
    ("the driver rests at the wheel", fault::TIMES_WRONG, |_, plan| {
        plan.routes[0].pause.as_mut().unwrap().begin = Clock::at(11, 55);
    }),
    ("a break takes no time", fault::TIMES_WRONG, |_, plan| {
        plan.routes[0].pause.as_mut().unwrap().at = PauseAt::BeforeStop(0);
    }),
    ("a break before loading is too late for it", fault::TIMES_WRONG, |_, plan| {
        let pause = plan.routes[0].pause.take();
        plan.routes[1].pause = pause.map(|pause| Pause { at: PauseAt::BeforeLoading, ..pause });
    }),
    ("a time is out of this world", fault::TIMES_WRONG, |_, plan| {
        plan.routes[0].end = Clock(i64::MAX);
    }),
    ("the duty begins before the shift", fault::OUTSIDE_SHIFT, |parts, _| {
        parts.vehicles[1].shift_start = Clock::at(8, 30);
    }),
    ("the duty ends after the shift", fault::OUTSIDE_SHIFT, |parts, _| {
        parts.vehicles[0].shift_end = Clock::at(15, 0);
    }),
    ("the break is forgotten", fault::BREAK_WRONG, |_, plan| plan.routes[0].pause = None),
    ("the break begins too late", fault::BREAK_WRONG, |parts, _| {
        parts.vehicles[0].pause.as_mut().unwrap().to = Clock::at(11, 59);
    }),
    ("the break begins too early", fault::BREAK_WRONG, |parts, _| {
        parts.vehicles[0].pause.as_mut().unwrap().from = Clock::at(12, 1);
    }),
    ("two breaks", fault::BREAK_WRONG, |_, plan| {
        plan.routes[1].pause = Some(Pause { at: PauseAt::BeforeStop(1), begin: Clock::at(13, 0) });
    }),
    ("a break nobody asks for", fault::BREAK_WRONG, |parts, _| parts.vehicles[0].pause = None),
    ("a break that is not due", fault::BREAK_WRONG, |parts, _| {
        parts.vehicles[0].pause.as_mut().unwrap().to = Clock::at(16, 0);
    }),
];
