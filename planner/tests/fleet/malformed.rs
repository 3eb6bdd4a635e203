//! A malformed problem is refused with a fault, whatever is wrong with it; whatever is not refused
//! can be searched and checked.

use super::case::{pause, plain, problem, units, van, window};
use super::day::UNIT;
use fenjian_planner::check::answer;
use fenjian_planner::halt::Stop;
use fenjian_planner::route::{Settings, fleet};
use fenjian_planner::units::{Fen, Metres, Seconds};
use fenjian_planner::vrp::{Among, Frozen, Problem, Reference, Stop as Visit, Vehicle};
use proptest::prelude::*;

/// Three stops, two vans, one of them with a break.
fn sound() -> Problem {
    let stop = |x: i64| ((x, 1), Visit { delivery: vec![1], weight: 1, ..Visit::default() });
    let rests = Vehicle { breaks: vec![pause(1, 5, 9, false)], ..van(&[9]) };
    problem(vec![stop(1), stop(2), stop(3)], (0, 0), vec![van(&[9]), rests])
}

fn refused(change: impl FnOnce(&mut Problem)) -> String {
    let mut problem = sound();
    change(&mut problem);
    let settings = Settings { seed: 1, threads: 1 };
    let fault = fleet::solve(&problem, settings, Stop::after(9, &|| 0.0), &|_| ()).err().unwrap();
    assert_eq!(fault.code.id, "A100", "{fault}");
    fault.detail
}

#[test]
fn what_is_sound_is_not_refused() {
    assert_eq!(sound().check(), Ok(()));
    assert_eq!(Problem::default().check(), Ok(()));
}

#[test]
fn places_and_matrices() {
    refused(|p| p.nodes += 1);
    refused(|p| p.profiles[0].metres.truncate(3));
    refused(|p| p.profiles[0].seconds.push(Seconds(1)));
    refused(|p| p.profiles[0].costs.push(Fen(1)));
    refused(|p| p.profiles[0].metres[1] = Metres(-1));
    refused(|p| p.profiles[0].seconds[1] = Seconds(1 << 40));
    assert!(refused(|p| p.depots[0].node = p.nodes).contains("车场 0"));
    refused(|p| p.depots[0].dock_time = Seconds(-1));
}

#[test]
fn stops() {
    assert!(refused(|p| p.stops[1].node = p.nodes).contains("任务 1"));
    refused(|p| p.stops[1].service = Seconds(-1));
    refused(|p| p.stops[1].windows = vec![window(5, 4)]);
    refused(|p| p.stops[1].windows = vec![window(4, 5), window(1, 2)]);
    refused(|p| p.stops[1].delivery = vec![-1]);
    refused(|p| p.stops[1].pickup = vec![i64::MAX]);
    refused(|p| p.stops[1].weight = -1);
    refused(|p| p.stops[1].weight = i64::MAX);
    refused(|p| p.stops[1].prize = Some(Fen(-1)));
    refused(|p| p.stops[1].vehicles = Some(vec![2]));
    refused(|p| p.befores = vec![(0, 3)]);
    refused(|p| p.befores = vec![(1, 1)]);
}

#[test]
fn vehicles() {
    assert!(refused(|p| p.vehicles[1].profile = 1).contains("车辆 1"));
    refused(|p| p.vehicles[1].start = Some(p.nodes));
    refused(|p| p.vehicles[1].end = Some(usize::MAX));
    refused(|p| p.vehicles[1].depots = vec![1]);
    refused(|p| p.vehicles[1].capacity = vec![-1]);
    refused(|p| p.vehicles[1].shift = window(9, 8));
    refused(|p| p.vehicles[1].trips = 0);
    refused(|p| p.vehicles[1].reload = units(-1));
    refused(|p| p.vehicles[1].per_hour = Fen(i64::MAX));
    refused(|p| p.vehicles[1].per_km = Fen(i64::MAX));
    refused(|p| p.vehicles[1].fixed = Fen(-1));
    refused(|p| p.vehicles[1].breaks[0].length = Seconds(-1));
    refused(|p| p.vehicles[1].breaks[0].begin = window(3, 2));
    refused(|p| p.vehicles[1].breaks[0].max_load = vec![-1]);
    refused(|p| p.vehicles[1].breaks[0].instead = vec![window(6, 7)]);
    refused(|p| {
        p.vehicles[1].breaks[0].instead = vec![window(12, 14)];
        p.vehicles[1].breaks[0].when_due = true;
    });
    refused(|p| {
        let mut rest = pause(1, 0, 1, false);
        rest.instead = (1..9).map(|ix| window(3 * ix, 3 * ix + 1)).collect();
        p.vehicles[1].breaks = vec![rest; 9];
    });
}

#[test]
fn locks_and_plans() {
    refused(|p| p.vehicles[0].frozen = Frozen::Prefix(vec![3]));
    refused(|p| p.vehicles[0].frozen = Frozen::Prefix(vec![1, 1]));
    refused(|p| p.vehicles[0].frozen = Frozen::Route(vec![vec![]]));
    let among =
        |first, stops: &[usize]| Frozen::Among(vec![Among { first, stops: stops.to_vec() }]);
    refused(|p| p.vehicles[0].frozen = among(0, &[]));
    refused(|p| p.vehicles[0].frozen = among(2, &[1]));
    refused(|p| p.vehicles[0].frozen = among(0, &[1, 1]));
    refused(|p| {
        p.vehicles[0].frozen = Frozen::Prefix(vec![1]);
        p.vehicles[1].frozen = Frozen::Route(vec![vec![1]]);
    });
    let plan = |vehicle: Vec<Option<usize>>, previous: Vec<Option<usize>>, moved: i64| {
        Some(Reference { vehicle, previous, moved: Fen(moved), reordered: Fen(1) })
    };
    refused(|p| p.reference = plan(vec![None; 2], vec![None; 3], 1));
    refused(|p| p.reference = plan(vec![Some(2); 3], vec![None; 3], 1));
    refused(|p| p.reference = plan(vec![None; 3], vec![Some(3); 3], 1));
    refused(|p| p.reference = plan(vec![None; 3], vec![None; 3], i64::MAX));
    refused(|p| p.smoothness.balance = Fen(-1));
    refused(|p| p.smoothness.spread_per_km = Fen(i64::MAX));
}

/// One number of a problem, replaced by another.
fn damage(p: &mut Problem, what: usize, value: i64) {
    let ix = value.unsigned_abs() as usize;
    let (stop, van) = (ix % p.stops.len(), ix % p.vehicles.len());
    match what {
        0 => p.nodes = ix,
        1 => p.stops[stop].node = ix,
        2 => p.stops[stop].service = Seconds(value),
        3 => p.stops[stop].delivery = vec![value; 1 + ix % 3],
        4 => p.stops[stop].pickup = vec![value; 1 + ix % 3],
        5 => p.stops[stop].weight = value,
        6 => p.stops[stop].prize = Some(Fen(value)),
        7 => p.stops[stop].group = Some(ix as u32),
        8 => p.stops[stop].apart = Some(ix as u32 % 2),
        9 => p.stops[stop].skills = vec![ix as u32 % 3],
        10 => p.vehicles[van].start = (ix % 9 != 8).then_some(ix),
        11 => p.vehicles[van].end = (ix % 9 != 8).then_some(ix),
        12 => p.vehicles[van].depots = vec![ix; ix % 3],
        13 => p.vehicles[van].capacity = vec![value; ix % 4],
        14 => p.vehicles[van].trips = ix as u32,
        15 => p.vehicles[van].per_hour = Fen(value),
        16 => p.vehicles[van].per_km = Fen(value),
        17 => p.vehicles[van].frozen = Frozen::Prefix(vec![ix; ix % 3]),
        18 => p.vehicles[van].frozen = Frozen::Route(vec![vec![ix]; ix % 3]),
        19 => {
            p.vehicles[van].breaks =
                vec![pause(value % 5, value / UNIT / 2, value / UNIT / 2 + 3, ix.is_multiple_of(2))]
        }
        20 => p.befores.push((stop, ix % 4)),
        21 => p.depots[0].docks = Some(ix as u32),
        22 => p.depots[0].dock_time = Seconds(value),
        23 => p.smoothness.balance = Fen(value),
        24 => p.vehicles[van].max_duration = Some(Seconds(value)),
        25 => p.vehicles[van].max_stops = Some(ix as u32),
        26 => p.vehicles[van].reload = Seconds(value),
        27 => p.stops.clear(),
        28 => p.vehicles.clear(),
        _ => p.profiles.clear(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_makes_it_panic(
        stops in prop::collection::vec(plain(), 1..5),
        damages in prop::collection::vec(
            (0_usize..30, prop_oneof![-3_i64..12, Just(i64::MAX), Just(i64::MIN + 1), Just(1 << 35)]),
            0..5,
        ),
        threads in 1_usize..3,
    ) {
        let mut drawn = problem(stops, (1, 1), vec![van(&[9]), van(&[3])]);
        for (what, value) in damages {
            if !drawn.stops.is_empty() && !drawn.vehicles.is_empty() {
                damage(&mut drawn, what, value);
            }
        }
        let settings = Settings { seed: 1, threads };
        match fleet::solve(&drawn, settings, Stop::after(20, &|| 0.0), &|_| ()) {
            Ok(found) => prop_assert_eq!(answer::check(&drawn, &found.answer), vec![]),
            Err(fault) => prop_assert_eq!(Err(fault), drawn.check()),
        }
    }
}
