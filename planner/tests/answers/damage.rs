//! Each kind of damage has its code.

use crate::case::{answer, problem, step, window};
use fenjian_planner::check::answer::check;
use fenjian_planner::units::{Clock, Fen, Metres, Seconds};
use fenjian_planner::vrp::{Among, Answer, Event, Frozen, Problem};

/// The damaged problem or answer is found out by `code`.
fn finds(code: &str, what: &str, damage: impl FnOnce(&mut Problem, &mut Answer)) {
    let (mut problem, mut answer) = (problem(), answer());
    damage(&mut problem, &mut answer);
    let faults = check(&problem, &answer);
    let found = faults.iter().any(|fault| fault.code.id == code);
    assert!(found, "{what}: no {code} in {faults:?}");
}

/// Everything from `at` on happens `later`.
fn delay(answer: &mut Answer, tour: usize, at: usize, later: i64) {
    for step in &mut answer.tours[tour].steps[at..] {
        for clock in [&mut step.arrive, &mut step.begin, &mut step.leave] {
            clock.0 += later;
        }
    }
}

#[test]
fn a_sound_answer_passes() {
    assert_eq!(check(&problem(), &answer()), []);
    assert_eq!(check(&Problem::default(), &Answer::default()), []);
}

#[test]
fn references() {
    finds("A101", "a vehicle", |_, a| a.tours[1].vehicle = 2);
    finds("A101", "a stop", |_, a| a.tours[0].steps[2].event = Event::Stop(7));
    finds("A101", "a depot", |_, a| a.tours[0].steps[1].event = Event::Load { depot: 1 });
    finds("A101", "a break", |_, a| a.tours[0].steps[4].event = Event::Break(1));
    finds("A101", "a node", |_, a| a.tours[0].steps[4].node = 6);
    finds("A101", "an absent stop", |_, a| a.absent.push(7));
    finds("A101", "absent stops in disorder", |_, a| a.absent = vec![4, 3]);
    finds("A101", "tours in disorder", |_, a| a.tours.reverse());
    finds("A101", "a vehicle twice", |_, a| a.tours[1].vehicle = 0);
    finds("A101", "a clock out of reach", |_, a| a.tours[0].steps[3].leave = Clock(i64::MAX));
}

#[test]
fn shapes() {
    finds("A102", "nothing", |_, a| a.tours[0].steps.clear());
    finds("A102", "only a start", |_, a| a.tours[0].steps.truncate(1));
    finds("A102", "no stop", |_, a| {
        a.tours[0].steps.drain(1..7);
    });
    finds("A102", "no start", |_, a| {
        let _ = a.tours[0].steps.remove(0);
    });
    finds("A102", "no end", |_, a| {
        let _ = a.tours[0].steps.pop();
    });
    finds("A102", "two starts", |_, a| a.tours[0].steps.insert(0, step(Event::Start, 5, [100; 3])));
    finds("A102", "no loading", |_, a| {
        let _ = a.tours[0].steps.remove(1);
    });
    finds("A102", "an empty trip", |_, a| {
        let _ = a.tours[0].steps.remove(6);
    });
    finds("A102", "a loading without depots", |p, _| p.vehicles[0].depots.clear());
    finds("A102", "a stop elsewhere", |_, a| a.tours[0].steps[2].node = 2);
    finds("A102", "a loading elsewhere", |_, a| a.tours[0].steps[1].node = 1);
    finds("A102", "a start elsewhere", |_, a| a.tours[0].steps[0].node = 4);
    finds("A102", "an end elsewhere", |_, a| a.tours[0].steps[7].node = 3);
    finds("A102", "an open start elsewhere", |_, a| a.tours[1].steps[0].node = 1);
    finds("A102", "an open end elsewhere", |_, a| a.tours[1].steps[5].node = 0);
    finds("A102", "a break on the way", |_, a| a.tours[0].steps[4].node = 1);
}

#[test]
fn visits() {
    finds("A103", "a stop twice", |_, a| {
        a.tours[0].steps.insert(3, step(Event::Stop(0), 1, [770, 770, 780]));
    });
    finds("A103", "two of a group", |p, _| p.stops[5].group = Some(1));
    finds("A103", "neither served nor absent", |_, a| a.absent.clear());
    finds("A103", "served and absent", |_, a| a.absent = vec![0, 4]);
    finds("A103", "absent though its group is served", |_, a| a.absent = vec![3, 4]);
}

#[test]
fn clocks() {
    finds("A104", "early arrival", |_, a| a.tours[0].steps[2].arrive.0 -= 1);
    finds("A104", "begun before arrival", |_, a| {
        a.tours[0].steps[2].begin.0 -= 1;
        a.tours[0].steps[2].leave.0 -= 1;
    });
    finds("A104", "short service", |_, a| a.tours[0].steps[2].leave.0 -= 1);
    finds("A104", "short break", |_, a| a.tours[0].steps[4].leave.0 -= 1);
    finds("A104", "short loading", |p, _| p.depots[0].dock_time = Seconds(61));
    finds("A104", "short reloading", |p, _| p.vehicles[0].reload = Seconds(201));
    finds("A104", "a start that lasts", |_, a| a.tours[0].steps[0].leave.0 += 1);
    finds("A104", "an end that lasts", |_, a| a.tours[0].steps[7].leave.0 += 1);
}

#[test]
fn windows() {
    finds("A105", "a stop too late", |p, _| p.stops[0].windows = vec![window(0, 759)]);
    finds("A105", "a stop between windows", |p, _| {
        p.stops[0].windows = vec![window(0, 700), window(761, 900)];
    });
    finds("A105", "a loading too early", |p, _| p.depots[0].windows = vec![window(601, 2000)]);
}

#[test]
fn loads() {
    finds("A106", "too much to deliver", |p, _| p.stops[1].delivery = vec![2]);
    // The delivery leaves before the pickup enters: one more is too much.
    finds("A106", "too much collected", |p, _| p.stops[0].pickup = vec![2]);
    finds("A106", "in another dimension", |p, _| {
        p.vehicles[0].capacity = vec![2, 4];
        p.stops[1].delivery = vec![1, 5];
    });
}

#[test]
fn loadings() {
    finds("A107", "another's depot", |p, _| {
        p.depots.push(p.depots[0].clone());
        p.vehicles[0].depots = vec![1];
    });
    finds("A107", "too many trips", |p, _| p.vehicles[0].trips = 1);
    finds("A108", "two at one dock", |_, a| delay(a, 1, 0, -50));
    finds("A108", "two at a moment", |_, a| delay(a, 1, 0, -41));
}

#[test]
fn breaks() {
    finds("A109", "none", |_, a| {
        let _ = a.tours[0].steps.remove(4);
    });
    finds("A109", "too late", |p, _| p.vehicles[0].breaks[0].begin = window(900, 999));
    finds("A109", "too early", |p, _| p.vehicles[0].breaks[0].begin = window(1001, 1900));
    finds("A109", "in none of its windows", |p, _| {
        p.vehicles[0].breaks[0].begin = window(900, 950);
        p.vehicles[0].breaks[0].instead = vec![window(1001, 1900)];
        p.vehicles[0].breaks[0].when_due = false;
    });
    finds("A109", "not due", |p, _| p.vehicles[0].breaks[0].begin = window(900, 2110));
    finds("A109", "not promptly", |p, _| p.vehicles[0].breaks[0].promptly = true);
    finds("A109", "always due", |p, _| {
        let mut pause = p.vehicles[0].breaks[0].clone();
        pause.when_due = false;
        p.vehicles[1].breaks.push(pause);
    });
    finds("A109", "twice", |_, a| {
        a.tours[0].steps.insert(5, step(Event::Break(0), 2, [1100, 1100, 1200]));
    });
    finds("A109", "in disorder", |p, a| {
        let pause = p.vehicles[0].breaks[0].clone();
        p.vehicles[0].breaks.push(pause);
        a.tours[0].steps[4].event = Event::Break(1);
        a.tours[0].steps.insert(5, step(Event::Break(0), 2, [1100, 1100, 1200]));
    });
}

#[test]
fn limits() {
    finds("A110", "an early start", |p, _| p.vehicles[0].shift.from = Clock(101));
    finds("A110", "a late end", |p, _| p.vehicles[0].shift.to = Clock(2109));
    finds("A110", "a long day", |p, _| p.vehicles[0].max_duration = Some(Seconds(2009)));
    finds("A110", "much driving", |p, _| p.vehicles[0].max_driving = Some(Seconds(1499)));
    finds("A110", "a long way", |p, _| p.vehicles[0].max_distance = Some(Metres(14_999)));
    finds("A110", "many stops", |p, _| p.vehicles[0].max_stops = Some(2));
}

#[test]
fn fitness_and_order() {
    finds("A111", "a skill", |p, _| p.vehicles[1].skills.clear());
    finds("A111", "bound to another", |p, _| p.stops[5].vehicles = Some(vec![0]));
    finds("A112", "the wrong order", |p, _| p.befores.push((2, 1)));
    finds("A112", "on another vehicle", |p, _| p.befores.push((0, 6)));
    finds("A112", "together on a trip", |p, _| {
        p.stops[0].apart = Some(3);
        p.stops[1].apart = Some(3);
    });
    finds("A112", "a frozen beginning", |p, _| p.vehicles[0].frozen = Frozen::Prefix(vec![1]));
    finds("A112", "a frozen stop elsewhere", |p, _| {
        p.vehicles[0].frozen = Frozen::Prefix(vec![0, 5]);
        p.vehicles[1].frozen = Frozen::Nothing;
    });
    finds("A112", "a frozen route", |p, _| {
        p.vehicles[1].frozen = Frozen::Route(vec![vec![5, 6]]);
    });
    finds("A112", "a trip that something stays on", |p, _| {
        let stay = |stops: &[usize]| Among { first: 0, stops: stops.to_vec() };
        p.vehicles[1].frozen = Frozen::Among(vec![stay(&[6]), stay(&[5])]);
    });
    finds("A112", "the beginning of a trip", |p, _| {
        p.vehicles[0].frozen = Frozen::Among(vec![Among { first: 1, stops: vec![1] }]);
    });
    finds("A112", "a vehicle that stays", |p, _| p.vehicles[1].frozen = Frozen::Route(vec![]));
}

#[test]
fn sums() {
    finds("A113", "the way", |_, a| a.tours[0].metres.0 += 1);
    finds("A113", "the driving", |_, a| a.tours[0].driving.0 += 1);
    finds("A113", "the cost of a tour", |_, a| a.tours[0].cost.0 += 1);
    finds("A113", "the cost of all", |_, a| a.cost.0 -= 1);
    finds("A113", "the fixed cost", |p, _| p.vehicles[0].fixed = Fen(999));
    finds("A113", "the legs", |p, _| p.profiles[0].costs.clear());
    finds("A113", "the prize", |p, _| p.stops[4].prize = Some(Fen(701)));
    finds("A113", "what was moved", |p, _| p.reference.as_mut().unwrap().moved = Fen(51));
    finds("A113", "what was reordered", |p, _| p.reference.as_mut().unwrap().reordered = Fen(21));
    finds("A113", "the spread", |p, _| p.smoothness.spread_per_km = Fen(101));
    finds("A113", "the balance", |p, _| p.smoothness.balance = Fen(3603));
}
