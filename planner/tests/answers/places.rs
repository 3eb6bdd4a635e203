//! Where breaks may be taken, and when a reloading is over after one.

use crate::case::{answer, problem, step, window};
use fenjian_planner::check::answer::{check, reckon};
use fenjian_planner::units::Seconds;
use fenjian_planner::vrp::{Answer, Event, Problem, Step, Tour, Vehicle};

fn codes(problem: &Problem, steps: Vec<Step>) -> Vec<&'static str> {
    let tour = Tour { vehicle: 0, steps, ..answer().tours[0].clone() };
    let absent = vec![1];
    let answer = reckon(problem, &Answer { tours: vec![tour], absent, ..answer() });
    check(problem, &answer).iter().map(|fault| fault.code.id).collect()
}

/// One vehicle with a break between 500 and 900, and the first two stops.
fn small(depots: Vec<usize>) -> Problem {
    let mut problem = problem();
    problem.stops.truncate(2);
    problem.befores.clear();
    problem.reference = None;
    problem.vehicles.truncate(1);
    let own = &mut problem.vehicles[0];
    own.breaks[0].begin = window(0, 900);
    *own = Vehicle { depots, max_duration: None, max_stops: None, ..own.clone() };
    problem
}

#[test]
fn before_loading_it_is_at_the_depot() {
    let load = Event::Load { depot: 0 };
    let day = |node: usize, arrive: i64| {
        vec![
            step(Event::Start, 5, [100; 3]),
            step(Event::Break(0), node, [arrive, arrive, arrive + 100]),
            step(load, 0, [700, 700, 760]),
            step(Event::Stop(0), 1, [860, 860, 870]),
            step(Event::End, 0, [970; 3]),
        ]
    };
    let mut problem = small(vec![0]);
    problem.stops[0].windows.clear();
    assert_eq!(codes(&problem, day(0, 600)), [""; 0]);
    assert_eq!(codes(&problem, day(5, 100)), ["A102"], "not where the day starts");
}

#[test]
fn without_depots_it_may_be_where_the_day_starts() {
    let day = |node: usize, arrive: i64| {
        vec![
            step(Event::Start, 5, [100; 3]),
            step(Event::Break(0), node, [arrive, arrive, arrive + 100]),
            step(Event::Stop(0), 1, [600, 760, 770]),
            step(Event::End, 0, [870; 3]),
        ]
    };
    let mut problem = small(vec![]);
    problem.vehicles[0].breaks[0].begin = window(0, 800);
    assert_eq!(codes(&problem, day(5, 100)), [""; 0]);
    assert_eq!(codes(&problem, day(1, 500)), ["A102"], "not at the next stop");
}

#[test]
fn a_reloading_counts_from_the_first_step_at_the_depot() {
    let load = Event::Load { depot: 0 };
    let day = |pause: Step, [arrive, begin, leave]: [i64; 3]| {
        vec![
            step(Event::Start, 5, [100; 3]),
            step(load, 0, [600, 600, 660]),
            step(Event::Stop(0), 1, [760, 760, 770]),
            pause,
            step(load, 0, [arrive, begin, leave]),
            step(Event::Stop(1), 2, [leave + 200, leave + 200, leave + 210]),
            step(Event::End, 0, [leave + 410; 3]),
        ]
    };
    let mut problem = small(vec![0]);
    let codes = |problem: &Problem, steps| {
        let tour = Tour { vehicle: 0, steps, ..answer().tours[0].clone() };
        let whole = Answer { tours: vec![tour], absent: vec![], ..answer() };
        let answer = reckon(problem, &whole);
        check(problem, &answer).iter().map(|fault| fault.code.id).collect::<Vec<_>>()
    };
    let at_depot = step(Event::Break(0), 0, [870, 870, 970]);
    assert_eq!(codes(&problem, day(at_depot, [970, 970, 1070])), [""; 0]);
    assert_eq!(codes(&problem, day(at_depot, [970, 970, 1170])), ["A104"]);
    let at_stop = step(Event::Break(0), 1, [770, 770, 870]);
    assert_eq!(codes(&problem, day(at_stop, [970, 970, 1170])), [""; 0]);
    assert_eq!(codes(&problem, day(at_stop, [970, 970, 1070])), ["A104"]);
    problem.vehicles[0].reload = Seconds::ZERO;
    assert_eq!(codes(&problem, day(at_stop, [970, 970, 1030])), [""; 0]);
}
