//! Every way out is true: with what it asks for, the load that waits can be served.

use super::case::{Built, Case, Drop, UNIT, Van};
use super::twin;
use fenjian_planner::fault;
use fenjian_planner::halt::Stop;
use fenjian_planner::plan::{Need, WayOut};
use fenjian_planner::route::{Routed, Settings, solve};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn solved(built: &Built) -> Routed {
    let never = || 0.0;
    let settings = Settings { seed: 1, threads: 1 };
    solve(&built.0, &built.1, &built.2, settings, Stop::after(600, &never), &|_| ())
}

fn cards(built: &Built, load: usize) -> u32 {
    built.2[load].pouches.iter().map(|pouch| pouch.cards).sum()
}

/// The days on which what `way_out` asks for is granted to the load of drop point `drop`.
fn granted(case: &Case, drop: usize, way_out: &WayOut) -> Vec<Case> {
    let another = |van: &Van| {
        let vans = [&case.vans[..], std::slice::from_ref(van)].concat();
        Case { vans, ..case.clone() }
    };
    let vans = match way_out.vehicle {
        Some(_) => vec![case.clone()],
        None => case.vans.iter().map(another).collect(),
    };
    let mut days = Vec::new();
    for mut day in vans {
        let Some(id) = way_out.vehicle else {
            days.push(day);
            continue;
        };
        let van = &mut day.vans[id.ix()];
        let units = |seconds: i64| (seconds + UNIT - 1) / UNIT;
        match &way_out.needs {
            Need::Skill(skill) => van.skills.push(skill.clone()),
            Need::Pouches(n) => *van.pouches.as_mut().unwrap() += n,
            Need::Weight(g) => *van.grams.as_mut().unwrap() += g.0,
            Need::Stops(n) => *van.max_stops.as_mut().unwrap() += n,
            Need::Distance(m) => *van.max_km.as_mut().unwrap() += (m.0 + 999) / 1_000,
            Need::Shift(s) => {
                let mut earlier = day.clone();
                earlier.vans[id.ix()].shift.0 -= units(s.0);
                days.push(earlier);
                day.vans[id.ix()].shift.1 += units(s.0);
            }
            Need::Break(s) => van.pause.as_mut().unwrap().2 += units(s.0),
            Need::Dock(s) => {
                let earlier = Case { opens: day.opens - units(s.0), ..day.clone() };
                days.push(earlier);
                day.docks += 1;
            }
            Need::Window(s) => {
                for ix in 0..day.drops[drop].windows.len() {
                    let mut longer = day.clone();
                    let windows = &mut longer.drops[drop].windows;
                    windows[ix].1 += units(s.0);
                    // What now overlaps is one window.
                    let to = windows[ix].1;
                    let swallowed: Vec<_> =
                        windows.drain(ix + 1..).filter(|window| window.0 > to).collect();
                    windows.extend(swallowed);
                    days.push(longer);
                }
                continue;
            }
            Need::AnotherVehicle | Need::NextOpen(_) | Need::Slots(_) | Need::Decision => {
                panic!("not the search's to say")
            }
        }
        days.push(day);
    }
    days
}

fn windows() -> impl Strategy<Value = Vec<(i64, i64)>> {
    (0i64..15, 0i64..6, 1i64..12, 0i64..8).prop_map(|(from, length, gap, again)| {
        vec![(from, from + length), (from + length + gap, from + length + gap + again)]
    })
}

fn drop() -> impl Strategy<Value = Drop> {
    ((-4i64..5, -4i64..5), 0i64..3, 1usize..7, windows(), 0usize..4).prop_map(
        |(at, service, cards, windows, asks)| {
            let skills = if asks == 0 { vec!["山路".to_string()] } else { vec![] };
            Drop { at, windows, service, cards, skills }
        },
    )
}

/// A van with one of every limit, any of them tight.
fn van() -> impl Strategy<Value = Van> {
    let limits = (3u32..9, 60i64..160, 10i64..60, 1u32..5, 12i64..40);
    let pause = proptest::option::of((1i64..5, 0i64..15, 0i64..5));
    (limits, pause, any::<bool>(), 1u32..3).prop_map(
        |((pouches, grams, max_km, max_stops, ends), pause, skilled, trips)| Van {
            pouches: Some(pouches),
            grams: Some(grams),
            max_km: Some(max_km),
            max_stops: Some(max_stops),
            shift: (1, ends),
            pause: pause.map(|(length, from, wide)| (length, from, from + wide)),
            skills: if skilled { vec!["山路".into()] } else { vec![] },
            trips,
            ..Van::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(2),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn granting_it_serves_the_load(
        drops in proptest::collection::vec(drop(), 1..4),
        vans in proptest::collection::vec(van(), 1..3),
        dock_time in 0i64..4,
        opens in 0i64..8,
    ) {
        let case = Case { drops, vans, docks: 1, dock_time, opens, closes: 60 };
        let built = case.build();
        let routed = solved(&built);
        let waiting: u32 = routed.unserved.iter().map(|(load, _, _)| cards(&built, *load)).sum();
        for (load, code, way_out) in &routed.unserved {
            if way_out.vehicle.is_none() && way_out.needs != Need::AnotherVehicle {
                // No single thing is enough for any vehicle of the fleet; this is the worst one.
                continue;
            }
            let drop = built.2[*load].drop.ix();
            let days = granted(&case, drop, way_out);
            let best = days.iter().map(|day| twin::best(&day.build()).0).min();
            let expected = waiting - cards(&built, *load);
            prop_assert!(
                best.is_some_and(|best| best <= expected),
                "{code} {way_out:?} leaves {best:?}, not {expected}; {:#?}", routed.routes
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(3),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// However short the search is.
    #[test]
    fn no_load_waits_while_an_able_vehicle_stands_empty(
        drops in proptest::collection::vec(drop(), 1..7),
        vans in proptest::collection::vec(van(), 1..5),
    ) {
        let case = Case { drops, vans, ..Case::default() };
        let built = case.build();
        let never = || 0.0;
        let settings = Settings { seed: 1, threads: 2 };
        let routed = solve(&built.0, &built.1, &built.2, settings, Stop::after(3, &never), &|_| ());
        for (load, ..) in &routed.unserved {
            // The day of this load alone, with one of the vehicles that stand empty.
            let mut drop = case.drops[built.2[*load].drop.ix()].clone();
            drop.cards = cards(&built, *load) as usize;
            for (ix, van) in case.vans.iter().enumerate() {
                if routed.routes.iter().all(|route| route.vehicle.ix() != ix) {
                    let alone = Case { drops: vec![drop.clone()], vans: vec![van.clone()], ..case.clone() };
                    let alone = alone.build();
                    let could = !alone.2.is_empty() && twin::best(&alone).0 == 0;
                    prop_assert!(!could, "vehicle {} could", ix);
                }
            }
        }
    }
}

/// One drop point two units away and a van that can just not reach it.
fn alone(van: Van, windows: &[(i64, i64)]) -> Case {
    let drop = Drop { at: (0, 2), windows: windows.to_vec(), service: 1, cards: 4, skills: vec![] };
    Case { drops: vec![drop], vans: vec![van], ..Case::default() }
}

#[test]
fn each_limit_is_named_with_what_is_short() {
    let day = [(0, 50)];
    let van = Van::default;
    let cases = [
        (alone(Van { shift: (0, 5), ..van() }, &day), fault::SHIFT_EXCEEDED, "当班还需 10 分钟"),
        (
            alone(Van { max_km: Some(3), ..van() }, &day),
            fault::DISTANCE_EXCEEDED,
            "里程上限还需 1.0 公里",
        ),
        (
            alone(Van { max_stops: Some(0), ..van() }, &day),
            fault::STOPS_EXCEEDED,
            "站数上限还需 1 站",
        ),
        (alone(van(), &[(0, 2)]), fault::WINDOW_MISSED, "到达时交接点须再开放 10 分钟"),
        (
            alone(Van { pause: Some((1, 2, 2)), shift: (0, 7), ..van() }, &[(3, 3)]),
            fault::BREAK_MISSED,
            "休息须可推迟 20 分钟",
        ),
        (
            Case { opens: 4, ..alone(Van { shift: (0, 9), ..van() }, &[(3, 5)]) },
            fault::DOCK_BUSY,
            "须提前 20 分钟装车",
        ),
    ];
    for (case, code, text) in cases {
        let built = case.build();
        let routed = solved(&built);
        let (load, reason, way_out) = routed.unserved.first().expect(text);
        assert_eq!((*load, *reason), (0, code), "{way_out:?}");
        assert_eq!(way_out.text(&built.0), format!("车辆 0 {text}"));
    }
}
