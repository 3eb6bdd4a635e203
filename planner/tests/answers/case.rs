//! A problem with something of everything, and a sound answer timed by hand.
//!
//! Six places stand on a line, a kilometre and a hundred seconds apart; the depot is at one end.

use fenjian_planner::units::{Clock, Fen, Metres, Seconds, Window};
use fenjian_planner::vrp::{
    Answer, Break, Depot, Event, Frozen, Problem, Profile, Reference, Smoothness, Step, Stop, Tour,
    Vehicle,
};

const NODES: i64 = 6;

pub(crate) fn window(from: i64, to: i64) -> Window {
    Window { from: Clock(from), to: Clock(to) }
}

fn line() -> Profile {
    let table = |each: &dyn Fn(i64) -> i64| {
        (0..NODES)
            .flat_map(|from| (0..NODES).map(move |to| (from - to).abs()))
            .map(each)
            .collect::<Vec<_>>()
    };
    Profile {
        metres: table(&|places| places * 1000).into_iter().map(Metres).collect(),
        seconds: table(&|places| places * 100).into_iter().map(Seconds).collect(),
        costs: table(&|places| places.min(1)).into_iter().map(Fen).collect(),
    }
}

fn stop(node: usize) -> Stop {
    Stop { node, service: Seconds(10), weight: 1, delivery: vec![1], ..Stop::default() }
}

fn vehicle() -> Vehicle {
    Vehicle {
        depots: vec![0],
        trips: 2,
        shift: window(100, 3000),
        max_duration: Some(Seconds(2010)),
        max_driving: Some(Seconds(1500)),
        max_distance: Some(Metres(15_000)),
        max_stops: Some(3),
        per_km: Fen(10),
        per_hour: Fen(3600),
        per_driving_hour: Fen(7200),
        ..Vehicle::at(0, vec![2])
    }
}

pub(crate) fn problem() -> Problem {
    let pause = Break { when_due: true, ..Break::new(window(900, 1000), Seconds(100)) };
    let first = Vehicle {
        start: Some(5),
        breaks: vec![pause],
        reload: Seconds(200),
        fixed: Fen(1000),
        frozen: Frozen::Prefix(vec![0]),
        ..vehicle()
    };
    let second = Vehicle {
        start: None,
        end: None,
        skills: vec![7],
        frozen: Frozen::Route(vec![vec![5], vec![6]]),
        ..vehicle()
    };
    let stops = vec![
        Stop { windows: vec![window(0, 500), window(700, 800)], ..stop(1) },
        Stop { pickup: vec![1], ..stop(2) },
        Stop { group: Some(1), ..stop(3) },
        Stop { group: Some(1), ..stop(4) },
        Stop { prize: Some(Fen(700)), ..stop(4) },
        Stop { skills: vec![7], vehicles: Some(vec![1]), apart: Some(3), ..stop(1) },
        Stop { apart: Some(3), ..stop(2) },
    ];
    Problem {
        nodes: NODES as usize,
        profiles: vec![line()],
        depots: vec![Depot {
            node: 0,
            windows: vec![window(600, 1300)],
            dock_time: Seconds(60),
            docks: Some(1),
        }],
        stops,
        vehicles: vec![first, second],
        befores: vec![(0, 1), (0, 2)],
        reference: Some(Reference {
            vehicle: vec![Some(0), Some(1), Some(0), None, None, Some(1), None],
            previous: vec![None, None, Some(1), None, None, None, None],
            moved: Fen(50),
            reordered: Fen(20),
        }),
        smoothness: Smoothness { spread_per_km: Fen(100), balance: Fen(3600) },
    }
}

pub(crate) fn step(event: Event, node: usize, [arrive, begin, leave]: [i64; 3]) -> Step {
    Step { event, node, arrive: Clock(arrive), begin: Clock(begin), leave: Clock(leave) }
}

pub(crate) fn answer() -> Answer {
    let load = Event::Load { depot: 0 };
    let first = vec![
        step(Event::Start, 5, [100; 3]),
        step(load, 0, [600, 600, 660]),
        step(Event::Stop(0), 1, [760, 760, 770]),
        step(Event::Stop(1), 2, [870, 870, 880]),
        step(Event::Break(0), 2, [880, 1000, 1100]),
        // Reloading takes 200 seconds from the arrival.
        step(load, 0, [1300, 1300, 1500]),
        step(Event::Stop(2), 3, [1800, 1800, 1810]),
        step(Event::End, 0, [2110; 3]),
    ];
    let second = vec![
        step(Event::Start, 0, [700; 3]),
        step(load, 0, [700, 700, 760]),
        step(Event::Stop(5), 1, [860, 860, 870]),
        step(load, 0, [970, 970, 1030]),
        step(Event::Stop(6), 2, [1230, 1230, 1240]),
        step(Event::End, 2, [1240; 3]),
    ];
    Answer {
        tours: vec![
            Tour {
                vehicle: 0,
                steps: first,
                metres: Metres(15_000),
                driving: Seconds(1500),
                // Fixed, way, six legs at one each, day and driving.
                cost: Fen(1000 + 150 + 6 + 2010 + 3000),
            },
            Tour {
                vehicle: 1,
                steps: second,
                metres: Metres(4_000),
                driving: Seconds(400),
                cost: Fen(40 + 3 + 540 + 800),
            },
        ],
        absent: vec![4],
        // The tours; the prize left; one stop moved, one reordered; a kilometre of spread; and the
        // squares of 2,010 and 540 seconds in hours of an hour.
        cost: Fen(6166 + 1383 + 700 + 50 + 20 + 100 + 1122 + 81),
    }
}
