//! Absurd numbers anywhere in a plan.

use super::sound;
use fenjian_planner::check::check;
use fenjian_planner::fault;
use fenjian_planner::plan::{Need, Pause, PauseAt, Plan};
use fenjian_planner::problem::{ConsignmentId, DayProblem, DropId, VehicleId};
use fenjian_planner::units::{Clock, Fen, Grams, Metres};
use proptest::prelude::*;

/// Any number a damaged plan could hold, the extremes among them.
fn number() -> impl Strategy<Value = i64> {
    prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0), -100i64..100_000, any::<i64>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever numbers stand in a plan, the checker ends with an answer.
    #[test]
    fn no_plan_makes_the_checker_panic(changes in proptest::collection::vec((0usize..26, number()), 1..6)) {
        let (parts, mut plan) = sound();
        for (field, number) in changes {
            overwrite(&mut plan, field, number);
        }
        let faults = check(&DayProblem::new(parts).unwrap(), &plan);
        prop_assert!(faults.iter().all(|fault| fault.code.id.starts_with('C')));
    }
}

/// Writes `number` into one field of `plan`.
fn overwrite(plan: &mut Plan, field: usize, number: i64) {
    let small = number as u32;
    let route = &mut plan.routes[(number.unsigned_abs() % 3) as usize];
    match field {
        0 => route.vehicle = VehicleId(small % 3),
        1 => route.trip = small,
        2 => route.start = Clock(number),
        3 => route.dock = small % 3,
        4 => route.load = Clock(number),
        5 => route.depart = Clock(number),
        6 => route.end = Clock(number),
        7 => route.distance = Metres(number),
        8 => route.cost = Fen(number),
        9 => route.pause = Some(Pause { at: PauseAt::BeforeLoading, begin: Clock(number) }),
        10 => {
            let at = PauseAt::BeforeStop(small % 4);
            route.pause = Some(Pause { at, begin: Clock(number) });
        }
        11 => route.stops[0].drop = DropId(small % 6),
        12 => route.stops[0].arrive = Clock(number),
        13 => route.stops[0].begin = Clock(number),
        14 => route.stops[0].leave = Clock(number),
        15 => route.stops[0].pouches.clear(),
        16..=20 => {
            let Some(pouch) = route.stops[0].pouches.first_mut() else { return };
            match field {
                16 => pouch.consignment = ConsignmentId(small % 9),
                17 => pouch.number = small,
                18 => pouch.of = small,
                19 => pouch.cards = small,
                _ => pouch.weight = Grams(number),
            }
        }
        21 => plan.holds[0].cards = small,
        22 => plan.holds[1].consignment = ConsignmentId(small % 9),
        23 => plan.holds[0].way_out.vehicle = Some(VehicleId(small)),
        24 => plan.holds[0].way_out.needs = Need::Weight(Grams(number)),
        _ => plan.holds[0].reason = fault::ALL[small as usize % fault::ALL.len()],
    }
}
