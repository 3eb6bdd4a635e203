//! Standing rules: what holds is in the day and the plan obeys it, what cannot hold is set aside and told.

use super::days::{assembled, cards, code, date, input, location, plan, problem, tuesday, van};
use super::desk::open;
use super::generated;
use super::waves::{seal, under_way};
use fenjian_planner::check::check;
use fenjian_planner::day::{Assembled, DayInput};
use fenjian_planner::desk::{ByName, Carried, Edit, Entry, Happened, Incident, What};
use fenjian_planner::fault;
use fenjian_planner::plan::{Need, Plan};
use fenjian_planner::problem::{DayProblem, VehicleId};
use fenjian_planner::units::{Clock, Fen};
use fenjian_planner::words::{
    Delivery, Location, Mode, Standing, StandingRule, Vehicle, Via, standing_skill,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// A rule for one day, this Tuesday.
fn rule(id: i64, to: u32, what: Standing) -> StandingRule {
    let (reason, owner) = ("所长要求".into(), "张三".into());
    let (first, last) = (tuesday(), tuesday());
    StandingRule { id, location: code(to), what, reason, owner, first, last }
}

fn on(vehicle: &str) -> Standing {
    Standing::OnVehicle(vehicle.into())
}

/// Two places of twelve and three cards; van 1 takes both, van 2 is dearer.
fn two() -> DayInput {
    let mut day = input(2, [cards(1, 12, 1), cards(101, 3, 2)].concat());
    day.vehicles.push(Vehicle { fixed_cost: Fen(20_000), ..van("2") });
    day
}

fn with(mut day: DayInput, rules: Vec<StandingRule>) -> DayInput {
    day.rules = rules;
    day
}

/// The stops of a plan as `1 08:50 2号派出所`.
fn stops(problem: &DayProblem, plan: &Plan) -> Vec<String> {
    let line = |route: &fenjian_planner::plan::Route| {
        let vehicle = problem.vehicles[route.vehicle.ix()].name.clone();
        let place = |stop: &fenjian_planner::plan::Stop| {
            format!("{vehicle} {} {}", stop.begin, problem.drop_place(stop.drop).name)
        };
        route.stops.iter().map(place).collect::<Vec<_>>()
    };
    plan.routes.iter().flat_map(line).collect()
}

/// What is set aside, as `3 车辆不在当日车队中`.
fn aside(day: &DayInput) -> Vec<String> {
    let told = assembled(day).set_aside.into_iter().map(|aside| {
        assert_eq!(aside.fault().code, fault::RULE_SET_ASIDE);
        format!("{} {}", aside.rule, aside.why.text())
    });
    told.collect()
}

#[test]
fn a_place_goes_with_its_vehicle_and_not_before_its_hour() {
    let free = problem(&two());
    assert!(stops(&free, &plan(&free, 100)).iter().all(|stop| stop.starts_with("1 ")));
    let rules = vec![
        rule(1, 2, on("2")),
        rule(2, 2, Standing::NotBefore(Clock::at(10, 0))),
        rule(3, 1, Standing::NotAfter(Clock::at(8, 40))),
        rule(4, 1, on("1")),
    ];
    let Assembled { problem, set_aside, .. } = assembled(&with(two(), rules));
    assert_eq!(set_aside, []);
    let plan = plan(&problem, 100);
    assert_eq!(check(&problem, &plan), []);
    let made = stops(&problem, &plan);
    assert_eq!(made.len(), 2, "{made:?}");
    assert!(made[0].starts_with("1 08:") && made[0].ends_with("1号派出所"), "{made:?}");
    assert_eq!(made[1], "2 10:00 2号派出所");
}

#[test]
fn a_rule_holds_from_its_first_day_to_its_last() {
    let free = problem(&two());
    for (first, last, holds) in [
        ("2026-08-01", "2026-08-31", false),
        ("2026-08-01", "2026-09-01", true),
        ("2026-09-01", "2026-12-31", true),
        ("2026-09-02", "2026-12-31", false),
    ] {
        let (first, last) = (date(first), date(last));
        let rule = StandingRule { first, last, ..rule(1, 2, on("2")) };
        let day = problem(&with(two(), vec![rule]));
        assert_eq!(day != free, holds, "{first} {last}");
        assert_eq!(day.drops[1].skills, vec![standing_skill("2"); usize::from(holds)]);
    }
}

#[test]
fn a_rule_acts_where_the_cards_go_today_and_is_silent_when_none_do() {
    // Location 9 is called 2 now, which hands on at 3; 1 has only a card that goes by post.
    let mut day = input(0, cards(1, 3, 9));
    day.cards[2] = super::days::card(3, 1);
    day.cards[2].delivery = Delivery::Home;
    let second =
        Location { via: Via::Parent, parent: Some(code(3)), aliases: vec![code(9)], ..location(2) };
    day.locations = vec![location(1), second, location(3)];
    let rules = vec![rule(1, 9, on("1")), rule(2, 1, on("77")), rule(3, 5, on("77"))];
    let Assembled { problem, set_aside, .. } = assembled(&with(day.clone(), rules));
    assert_eq!((problem.drops.len(), set_aside.len()), (1, 0));
    assert_eq!(problem.drop_place(0.into()).code, code(3));
    assert_eq!(problem.drops[0].skills, [standing_skill("1")]);
    assert_eq!(problem.vehicles[0].skills, [standing_skill("1")]);
    // The drop point may be named itself, though all of its cards are for others.
    let Assembled { problem: by_drop, .. } = assembled(&with(day, vec![rule(1, 3, on("1"))]));
    assert_eq!(by_drop, problem);
}

#[test]
fn what_cannot_hold_is_set_aside_and_said() {
    let mut day = two();
    day.locations[0].skills = vec!["登岛".into()];
    day.vehicles[0].skills = vec!["登岛".into()];
    day.vehicles.push(Vehicle { max_stops: Some(0), ..van("3") });
    day.locations[1].opening_hours = "Mo-Fr 09:00-12:00".into();
    let free = problem(&day);
    let rules = vec![
        rule(1, 1, on("9")),
        rule(2, 1, on("2")),
        rule(3, 1, on("3")),
        rule(4, 2, Standing::NotBefore(Clock::at(14, 0))),
        rule(5, 2, on("1")),
        rule(6, 2, on("2")),
    ];
    let day = with(day, rules);
    assert_eq!(
        aside(&day),
        [
            "1 车辆不在当日车队中",
            "2 车辆不具备「登岛」",
            "3 车辆当日停用",
            "4 当日的可交接时间都在此之外",
            "5 另有常设规则指定了别的车辆",
            "6 另有常设规则指定了别的车辆",
        ]
    );
    assert_eq!(problem(&day), free);
    let first = assembled(&day).set_aside.remove(0).fault();
    assert_eq!(first.detail, "第 1 号，1号派出所 固定由车辆 9 送：车辆不在当日车队中");
}

#[test]
fn hours_add_up_and_the_one_that_would_leave_nothing_gives_way() {
    let mut day = two();
    day.locations[1].opening_hours = "Mo-Fr 09:00-12:00,14:00-17:00".into();
    let rules = vec![
        rule(1, 2, Standing::NotBefore(Clock::at(11, 0))),
        rule(2, 2, Standing::NotAfter(Clock::at(10, 0))),
        rule(3, 2, Standing::NotAfter(Clock::at(15, 30))),
        rule(4, 2, on("2")),
        rule(5, 2, on("2")),
    ];
    let day = with(day, rules);
    assert_eq!(aside(&day), ["2 当日的可交接时间都在此之外"]);
    let drop = &problem(&day).drops[1];
    let windows: Vec<_> = drop.windows.iter().map(|w| format!("{}-{}", w.from, w.to)).collect();
    assert_eq!(windows, ["11:00-11:50", "14:00-15:30"]);
    assert_eq!(drop.skills, [standing_skill("2")]);
    // A door that is closed all day is not the rule's doing.
    let mut closed = day;
    closed.locations[1].opening_hours = "Su 09:00-12:00".into();
    assert_eq!(aside(&closed), [""; 0]);
    assert!(problem(&closed).drops[1].windows.is_empty());
}

#[test]
fn what_is_sealed_goes_before_a_rule() {
    let mut day = two();
    let first = problem(&day);
    let before = plan(&first, 100);
    let sealed = seal(&first, &before, || true);
    day.cards.extend(cards(201, 2, 1));
    for (leave, what, told) in [
        (false, on("1"), vec![]),
        (true, on("1"), vec!["1 车辆已封袋或已发车，不再加站"]),
        (false, on("2"), vec!["1 已封袋的车辆 1 到这里"]),
        (false, Standing::NotBefore(Clock::at(8, 0)), vec![]),
    ] {
        day.under_way = Some(under_way(&first, &before, sealed.clone(), leave));
        let day = with(day.clone(), vec![rule(1, 1, what.clone())]);
        assert_eq!(aside(&day), told, "{what:?}");
        let second = problem(&day);
        let after = plan(&second, 50);
        assert_eq!(check(&second, &after), []);
        assert_eq!(after.holds, [], "{what:?}");
    }
    let late = with(day, vec![rule(1, 1, Standing::NotBefore(Clock::at(17, 0)))]);
    let told = aside(&late);
    assert!(told[0].starts_with("1 已封袋的线路 ") && told[0].ends_with("交接"), "{told:?}");
}

#[test]
fn what_came_up_and_still_holds_goes_before_a_rule() {
    let rules = vec![rule(1, 2, on("2")), rule(2, 2, Standing::NotBefore(Clock::at(10, 0)))];
    let carried = |what: ByName| {
        let (reason, owner) = ("来电".into(), "张三".into());
        let (since, until) = (tuesday(), tuesday());
        let one = Carried { number: 7, since, what, reason, owner, until };
        DayInput { carried: vec![one], ..with(two(), rules.clone()) }
    };
    let out = carried(Happened::VehicleOut { vehicle: "2".into(), back: None });
    assert_eq!(aside(&out), ["1 车辆当日停用"]);
    assert_eq!(problem(&out).drops[1].skills, [""; 0]);
    let (consignments, by) = (vec![code(2)], Clock::at(9, 30));
    let early = carried(Happened::MustArrive { consignments, cards: Vec::new(), by });
    assert_eq!(aside(&early), ["2 当日的可交接时间都在此之外"]);
    let Assembled { problem, left_out, .. } = assembled(&early);
    assert_eq!((problem.drops[1].windows[0].to, left_out), (by, vec![]));
}

#[test]
fn a_vehicle_that_is_out_leaves_its_places_to_the_others_until_it_is_back() {
    let mut draft = open(&with(two(), vec![rule(1, 1, on("1")), rule(2, 2, on("2"))]), 100);
    let day = draft.problem().clone();
    let mut enter = |edit| {
        draft.enter(Entry { by: "张三".into(), what: What::Edit { edit, because: None } }).unwrap();
        draft.clone()
    };
    let what = Happened::VehicleOut { vehicle: VehicleId(1), back: None };
    let (reason, owner) = ("机油灯亮".into(), "张三".into());
    let out = enter(Edit::Report(Incident { what, reason, owner, until: tuesday() }));
    assert_eq!(out.problem().drops[1].skills, [""; 0]);
    let hold = &out.plan().holds[0];
    assert_eq!((hold.cards, hold.reason), (3, fault::NO_VEHICLE));
    // The other vehicle takes it, which no limit forbids today.
    let to = fenjian_planner::desk::Place {
        route: fenjian_planner::desk::RouteId { vehicle: VehicleId(0), trip: 1 },
        before: None,
    };
    let taken = enter(Edit::Take { drop: 1.into(), to });
    assert_eq!((taken.plan().holds.len(), taken.unsettled().len()), (0, 0));
    assert_eq!(check(taken.problem(), &taken.plan()), []);
    // It comes back after all: the rule holds again, and that the stop is elsewhere is to be settled.
    let back = enter(Edit::Withdraw { incident: 1 });
    assert_eq!(back.problem(), &day);
    let codes: Vec<_> = back.unsettled().iter().map(|breach| breach.code).collect();
    assert_eq!(codes, [fault::SKILL_LACKING]);
}

#[test]
fn what_its_vehicle_has_no_room_for_waits_for_others_when_it_is_out() {
    let mut day = input(1, cards(1, 12, 1));
    day.vehicles = vec![van("1"), Vehicle { pouches: Some(1), ..van("2") }];
    let mut draft = open(&with(day, vec![rule(1, 1, on("2"))]), 50);
    let hold = draft.plan().holds[0].clone();
    assert_eq!((hold.cards, hold.reason), (2, fault::SKILL_MISSING));
    let what = Happened::VehicleOut { vehicle: VehicleId(1), back: None };
    let (reason, owner) = ("机油灯亮".into(), "张三".into());
    let edit = Edit::Report(Incident { what, reason, owner, until: tuesday() });
    draft.enter(Entry { by: "张三".into(), what: What::Edit { edit, because: None } }).unwrap();
    let plan = draft.plan();
    assert_eq!((plan.holds[0].cards, &plan.holds[0].way_out.needs), (12, &Need::AnotherVehicle));
    assert_eq!(check(draft.problem(), &plan), []);
}

fn any_rule() -> impl Strategy<Value = (u32, Standing, i64, i64)> {
    let clock = (0i64..288).prop_map(|n| Clock::at(0, 5 * n));
    let what = prop_oneof![
        (0u32..6).prop_map(|name| on(&name.to_string())),
        clock.clone().prop_map(Standing::NotBefore),
        clock.prop_map(Standing::NotAfter),
    ];
    (1u32..12, what, -1i64..=1, -1i64..=1)
}

/// Rules of today and of the days around it.
pub(super) fn rules() -> impl Strategy<Value = Vec<StandingRule>> {
    vec(any_rule(), 0..8).prop_map(|rules| {
        let made = rules.into_iter().enumerate().map(|(id, (to, what, first, last))| {
            let day = |n| tuesday() + chrono::Duration::days(n);
            StandingRule { first: day(first), last: day(last), ..rule(id as i64, to, what) }
        });
        made.collect()
    })
}

/// The drop point of a rule's location, asked card by card.
fn drop_of(problem: &DayProblem, day: &DayInput, rule: &StandingRule) -> Option<usize> {
    let locations = fenjian_planner::locate::Locations::on(&day.locations, day.day);
    let now = locations.locate(rule.location).ok()?.location.code;
    let vans = problem.consignments_with_ids().filter(|(_, c)| c.mode == Mode::Van);
    let mut own = vans.filter(|(id, _)| problem.location(*id).code == now);
    let own = own.find_map(|(_, c)| c.drop).map(|drop| drop.ix());
    own.or_else(|| problem.drops.iter().position(|d| problem.places[d.place.ix()].code == now))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_plan_breaks_a_rule_that_holds(input in generated::day(), rules in rules()) {
        let free = problem(&input);
        let day = with(input, rules);
        let Assembled { problem, set_aside, .. } = assembled(&day);
        let plan = plan(&problem, 20);
        prop_assert_eq!(check(&problem, &plan), vec![]);
        let (mut drops, mut vehicles) = (free.drops.clone(), free.vehicles.clone());
        for rule in day.rules.iter().filter(|rule| rule.first <= day.day && day.day <= rule.last) {
            if set_aside.iter().any(|aside| aside.rule == rule.id) {
                continue;
            }
            let Some(drop) = drop_of(&problem, &day, rule) else { continue };
            let windows = &mut drops[drop].windows;
            match &rule.what {
                Standing::OnVehicle(name) => {
                    let skill = standing_skill(name);
                    let vehicle = vehicles.iter_mut().find(|v| v.name == *name).unwrap();
                    vehicle.skills.retain(|known| *known != skill);
                    vehicle.skills.push(skill.clone());
                    drops[drop].skills.retain(|known| *known != skill);
                    drops[drop].skills.push(skill);
                }
                Standing::NotBefore(at) => {
                    windows.retain(|window| window.to >= *at);
                    windows.iter_mut().for_each(|window| window.from = window.from.max(*at));
                }
                Standing::NotAfter(at) => {
                    windows.retain(|window| window.from <= *at);
                    windows.iter_mut().for_each(|window| window.to = window.to.min(*at));
                }
            }
            for route in &plan.routes {
                let vehicle = &problem.vehicles[route.vehicle.ix()].name;
                for stop in route.stops.iter().filter(|stop| stop.drop.ix() == drop) {
                    prop_assert!(match &rule.what {
                        Standing::OnVehicle(name) => name == vehicle,
                        Standing::NotBefore(at) => stop.begin >= *at,
                        Standing::NotAfter(at) => stop.begin <= *at,
                    }, "{:?} {} {}", rule.what, vehicle, stop.begin);
                }
            }
        }
        // Nothing else of the day changes, and no rule closes a door.
        let sorted = |vehicles: &[Vehicle]| {
            let mut vehicles = vehicles.to_vec();
            vehicles.iter_mut().for_each(|vehicle| vehicle.skills.sort());
            vehicles
        };
        prop_assert_eq!(sorted(&problem.vehicles), sorted(&vehicles));
        prop_assert_eq!(&problem.drops, &drops);
        prop_assert_eq!(&problem.consignments, &free.consignments);
        for (with, without) in problem.drops.iter().zip(&free.drops) {
            prop_assert_eq!(with.windows.is_empty(), without.windows.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn vehicles_go_out_and_come_back_whatever_the_rules(
        input in generated::day(),
        rules in rules(),
        clicks in vec((0u32..5, any::<bool>()), 1..8),
    ) {
        let mut draft = open(&with(input, rules), 10);
        for (vehicle, back) in clicks {
            let incident = draft.incidents().first().map(|(number, _)| *number);
            let edit = match incident.filter(|_| back) {
                Some(incident) => Edit::Withdraw { incident },
                None => {
                    let what = Happened::VehicleOut { vehicle: VehicleId(vehicle), back: None };
                    let (reason, owner) = ("停用".into(), "张三".into());
                    Edit::Report(Incident { what, reason, owner, until: tuesday() })
                }
            };
            let entry = Entry { by: "张三".into(), what: What::Edit { edit, because: None } };
            let known = (vehicle as usize) < draft.problem().vehicles.len();
            match draft.enter(entry) {
                Ok(_) => prop_assert_eq!(check(draft.problem(), &draft.plan()).len(), draft.unsettled().len()),
                Err(refused) => prop_assert!(!known, "{}", refused.fault),
            }
        }
    }
}
