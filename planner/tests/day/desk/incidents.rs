//! What comes up during the day, on small days by hand.

use super::{Draft, end_of, enter, enter_because, open, stop, three};
use crate::days::{at, cards, date, input, plan, problem, serial, tuesday, van};
use crate::waves::{seal, under_way};
use fenjian_planner::check::check;
use fenjian_planner::desk::{Edit, Happened, Incident, Instead};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::plan::Need;
use fenjian_planner::problem::{Area, ConsignmentId, DropId, Node, Shape, VehicleId};
use fenjian_planner::roads::Matrix;
use fenjian_planner::units::{Clock, Metres, Seconds};

fn report(what: Happened) -> Edit {
    let (reason, owner) = ("县局来电".into(), "张三".into());
    Edit::Report(Incident { what, reason, owner, until: tuesday() })
}

fn closed(drop: u32, divert: Option<u32>) -> Happened {
    let reopens = Some(date("2026-09-04"));
    let instead = divert.map_or(Instead::Wait, |drop| Instead::Divert(DropId(drop)));
    Happened::Closed { drop: DropId(drop), reopens, instead }
}

fn drops(draft: &Draft) -> Vec<Vec<u32>> {
    let routes = draft.plan().routes;
    routes.iter().map(|r| r.stops.iter().map(|s| s.drop.0).collect()).collect()
}

fn refused(draft: &mut Draft, edit: Edit) -> Code {
    enter(draft, edit).unwrap_err().fault.code
}

/// The way back leads to the plan and the day at first.
fn there_and_back(mut draft: Draft, what: Happened) {
    use fenjian_planner::desk::{Entry, What};
    let (plan, day) = (draft.plan(), draft.problem().clone());
    enter(&mut draft, report(what)).unwrap();
    draft.enter(Entry { by: "张三".into(), what: What::Undo }).unwrap();
    assert_eq!((draft.plan(), draft.problem().clone()), (plan, day));
    assert_eq!(draft.incidents(), []);
}

#[test]
fn a_vehicle_that_is_out_brings_nothing_more() {
    let mut draft = three();
    let out = Happened::VehicleOut { vehicle: VehicleId(0), back: None };
    there_and_back(draft.clone(), out.clone());
    let change = enter(&mut draft, report(out)).unwrap();
    assert_eq!((change.held, drops(&draft).len()), (19, 0));
    let hold = &draft.plan().holds[0];
    assert_eq!((hold.reason, &hold.way_out.needs), (fault::NO_VEHICLE, &Need::AnotherVehicle));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    let take = |vehicle| Edit::Take { drop: DropId(0), to: end_of(vehicle, 1) };
    assert_eq!(refused(&mut draft, take(0)), fault::VEHICLE_OUT);
    enter(&mut draft, take(1)).unwrap();
    let onto = Edit::Move { stops: vec![stop(1, 1, 0)], to: end_of(0, 1) };
    assert_eq!(refused(&mut draft, onto), fault::VEHICLE_OUT);
    // It comes back.
    enter(&mut draft, Edit::Withdraw { incident: 1 }).unwrap();
    enter(&mut draft, Edit::Take { drop: DropId(1), to: end_of(0, 1) }).unwrap();
    assert_eq!(drops(&draft), [[1], [0]]);
    assert_eq!(refused(&mut draft, Edit::Withdraw { incident: 1 }), fault::NOT_THERE);
}

#[test]
fn a_vehicle_that_is_back_later_starts_then() {
    let mut draft = three();
    let back = Some(Clock::at(10, 0));
    enter(&mut draft, report(Happened::VehicleOut { vehicle: VehicleId(0), back })).unwrap();
    let this = &draft.plan().routes[0];
    assert_eq!((this.start, this.depart), (Clock::at(10, 0), Clock::at(10, 15)));
    assert_eq!(draft.unsettled(), []);
}

#[test]
fn what_a_closed_place_would_get_waits_for_the_day_it_opens() {
    let mut draft = three();
    there_and_back(draft.clone(), closed(1, None));
    let change = enter(&mut draft, report(closed(1, None))).unwrap();
    assert_eq!(change.held, 3);
    let hold = &draft.plan().holds[0];
    let needs = Need::NextOpen(Some(date("2026-09-04")));
    assert_eq!((hold.reason, &hold.way_out.needs), (fault::CLOSED_TODAY, &needs));
    assert!(drops(&draft).concat().iter().all(|drop| *drop != 1));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    // It opens after all: the cards wait for a vehicle now.
    enter(&mut draft, Edit::Withdraw { incident: 1 }).unwrap();
    assert_eq!(draft.plan().holds[0].reason, fault::NO_VEHICLE);
    enter(&mut draft, Edit::Take { drop: DropId(1), to: end_of(0, 1) }).unwrap();
    assert_eq!(check(draft.problem(), &draft.plan()), []);
}

#[test]
fn what_is_diverted_goes_along_with_the_stop_there_and_comes_back() {
    let mut draft = three();
    there_and_back(draft.clone(), closed(1, Some(2)));
    let change = enter(&mut draft, report(closed(1, Some(2)))).unwrap();
    assert_eq!(change.held, 0);
    let stops = &draft.plan().routes[0].stops;
    let there = stops.iter().find(|stop| stop.drop == DropId(2)).unwrap();
    let cards: Vec<_> = there.pouches.iter().map(|p| (p.consignment.0, p.cards)).collect();
    assert_eq!((stops.len(), cards), (2, vec![(1, 3), (2, 4)]));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    enter(&mut draft, Edit::Withdraw { incident: 1 }).unwrap();
    let mut back = drops(&draft).concat();
    back.sort_unstable();
    assert_eq!(back, [0, 1, 2]);
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    // Not to a place that is closed itself.
    enter(&mut draft, report(closed(2, None))).unwrap();
    assert_eq!(refused(&mut draft, report(closed(1, Some(2)))), fault::INCIDENT_SENSELESS);
}

#[test]
fn a_batch_is_due_and_its_place_closes_when_it_must_have_arrived() {
    let mut draft = three();
    let first = draft.plan();
    // The last stop of the route, which is then too late.
    let last = first.routes[0].stops.last().unwrap();
    let by = last.begin - Seconds::minutes(30);
    let consignments = vec![ConsignmentId(last.drop.0)];
    let must = Happened::MustArrive { consignments, cards: Vec::new(), by };
    there_and_back(draft.clone(), must.clone());
    let change = enter(&mut draft, report(must)).unwrap();
    let cards: i64 = last.pouches.iter().map(|pouch| i64::from(pouch.cards)).sum();
    assert_eq!((change.late, draft.unsettled().len()), (cards, 1));
    assert_eq!(draft.unsettled()[0].code, fault::OUTSIDE_WINDOW);
    assert_eq!(draft.unsettled()[0].over, 30 * 60);
    assert_eq!(draft.overrides(), []);
    // Somebody lets it stand, by name and reason.
    let accept = enter(&mut draft, Edit::Accept).unwrap_err();
    assert_eq!(accept.fault.code, fault::LIMITS_BROKEN);
    enter_because(&mut draft, Edit::Accept, Some("县局同意晚到")).unwrap();
    assert_eq!((draft.unsettled().len(), draft.overrides().len()), (0, 1));
    let day = &draft.problem().consignments[last.drop.ix()].cards;
    assert!(day.iter().all(|card| card.due == tuesday()));
}

#[test]
fn a_card_that_must_arrive_is_no_longer_held_by_a_person() {
    let mut draft = three();
    enter(&mut draft, Edit::Hold { stops: vec![stop(0, 1, 1)], reason: "缓送".into() }).unwrap();
    let must = |cards, by| Happened::MustArrive { consignments: Vec::new(), cards, by };
    let change = enter(&mut draft, report(must(vec![serial(102)], Clock::at(16, 0)))).unwrap();
    assert_eq!((change.late, draft.plan().holds[0].reason), (1, fault::NO_VEHICLE));
    assert_eq!(draft.problem().consignments[1].cards[0].serial, serial(102));
    let unknown = report(must(vec![serial(999)], Clock::at(16, 0)));
    assert_eq!(refused(&mut draft, unknown), fault::INCIDENT_SENSELESS);
}

#[test]
fn a_slow_road_takes_longer_and_a_closed_one_is_driven_around() {
    let draft = three();
    let roads = Matrix::of(draft.problem());
    let (a, b) = (Node::CENTRE, Node(1));
    // From the centre 1,023 m east to the first place; the circle has the middle half of it.
    let length = roads.distance(a, b);
    let circle =
        |percent| Area { shape: Shape::Circle { centre: at(5, 0), radius: Metres(256) }, percent };
    let on = |area: Area| {
        let mut draft = draft.clone();
        enter(&mut draft, report(Happened::Roads(area))).unwrap();
        assert_eq!(check(draft.problem(), &draft.plan()), []);
        assert!(draft.changed().duty > Seconds::ZERO);
        let roads = Matrix::of(draft.problem());
        (roads.distance(a, b), roads.time(a, b))
    };
    // Half of the way takes a tenth more: five percent.
    let (metres, seconds) = on(circle(110));
    assert_eq!(metres, length);
    let (was, is) = (roads.time(a, b).0 as f64, seconds.0 as f64);
    assert!((is / was - 1.05).abs() < 0.005, "{was} s became {is} s");
    // Around a circle of radius r whose centre lies 2r from both ends: two tangents of √3 r and an arc of 60 degrees,
    // instead of 4 r.
    let (metres, seconds) = on(circle(Area::CLOSED));
    let longer = (2.0 * 3.0_f64.sqrt() + std::f64::consts::FRAC_PI_3) / 4.0;
    let is = metres.0 as f64 / length.0 as f64;
    assert!((is / longer - 1.0).abs() < 0.005, "{is} times as long, not {longer}");
    let is = seconds.0 as f64 / was;
    assert!((is / longer - 1.0).abs() < 0.005, "{is} times the time, not {longer}");
    // A square across the way, 4 r wide and as long as the half: up and down its shorter side.
    let square = Shape::Polygon(vec![at(3, -6), at(7, -6), at(7, 2), at(3, 2)]);
    let (metres, _) = on(Area { shape: square, percent: Area::CLOSED });
    let (dx, dy) = (3.0 * 0.9197, 2.0);
    let around = 2.0 * f64::hypot(dx, dy) + 4.0 * 0.9197;
    let is = metres.0 as f64 / length.0 as f64;
    assert!((is / (around / (10.0 * 0.9197)) - 1.0).abs() < 0.005, "{is} times as long");
}

#[test]
fn a_place_inside_a_closed_area_is_reached_too_late() {
    let mut draft = three();
    let shape = Shape::Circle { centre: at(20, 0), radius: Metres(900) };
    enter(&mut draft, report(Happened::Roads(Area { shape, percent: Area::CLOSED }))).unwrap();
    assert!(!draft.unsettled().is_empty());
}

#[test]
fn a_closed_area_with_a_whole_route_in_it_is_a_fact_all_the_same() {
    let mut day = input(3, [cards(1, 12, 1), cards(101, 3, 2), cards(201, 4, 3)].concat());
    for (n, place) in (1..).zip(&mut day.locations) {
        place.at = at(300 * n, 0);
    }
    let mut draft = open(&day, 50);
    let shape = Shape::Circle { centre: at(600, 0), radius: Metres(100_000) };
    enter(&mut draft, report(Happened::Roads(Area { shape, percent: Area::CLOSED }))).unwrap();
    assert!(draft.plan().routes[0].end > Clock::at(20 * 24, 0) || draft.plan().routes.is_empty());
    assert!(!draft.unsettled().is_empty());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut draft = three();
    let gone = Happened::VehicleOut { vehicle: VehicleId(7), back: None };
    assert_eq!(refused(&mut draft, report(gone)), fault::NOT_THERE);
    let tiny = Area { shape: Shape::Polygon(vec![at(0, 0), at(1, 0)]), percent: 200 };
    assert_eq!(refused(&mut draft, report(Happened::Roads(tiny))), fault::INCIDENT_SENSELESS);
    let (reason, owner) = ("故障".to_owned(), "张三".to_owned());
    let what = Happened::VehicleOut { vehicle: VehicleId(0), back: None };
    let until = date("2026-08-31");
    let old = Incident { what: what.clone(), reason, owner, until };
    assert_eq!(refused(&mut draft, Edit::Report(old.clone())), fault::INCIDENT_SENSELESS);
    let nobody = Incident { owner: String::new(), until: tuesday(), ..old };
    assert_eq!(refused(&mut draft, Edit::Report(nobody)), fault::REASON_MISSING);
    assert_eq!(refused(&mut draft, Edit::Accept), fault::EDIT_SENSELESS);
}

#[test]
fn sealed_routes_keep_order_and_departure_and_arrive_when_the_roads_let_them() {
    let mut day = input(2, [cards(1, 12, 1), cards(101, 5, 2)].concat());
    let first = problem(&day);
    let before = plan(&first, 50);
    day.under_way = Some(under_way(&first, &before, seal(&first, &before, || true), true));
    day.vehicles.push(van("2"));
    let mut draft = open(&day, 50);
    let was = draft.plan().routes[0].clone();
    let shape = Shape::Circle { centre: at(5, 0), radius: Metres(400) };
    enter(&mut draft, report(Happened::Roads(Area { shape, percent: 200 }))).unwrap();
    let is = draft.plan().routes[0].clone();
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    let order = |route: &fenjian_planner::plan::Route| {
        route.stops.iter().map(|stop| (stop.drop, stop.pouches.clone())).collect::<Vec<_>>()
    };
    assert_eq!((was.depart, order(&was)), (is.depart, order(&is)));
    assert!(is.stops[0].begin > was.stops[0].begin);
    // Sealed pouches are not diverted, their vehicle is not out.
    assert_eq!(refused(&mut draft, report(closed(0, Some(1)))), fault::FROZEN_STAYS);
    let out = Happened::VehicleOut { vehicle: VehicleId(0), back: None };
    assert_eq!(refused(&mut draft, report(out)), fault::FROZEN_STAYS);
    // A closed place does not keep the vehicle from going there; that is for people to settle.
    enter(&mut draft, report(closed(0, None))).unwrap();
    assert_eq!(draft.unsettled().len(), 1);
}

#[test]
fn a_road_that_is_closed_twice_is_as_closed_as_once() {
    let mut draft = three();
    let shape = Shape::Circle { centre: at(20, 0), radius: Metres(400) };
    let closed = Happened::Roads(Area { shape, percent: Area::CLOSED });
    let time =
        |draft: &Draft| Matrix::of(draft.problem()).time(Node::CENTRE, Node::from(DropId(1)));
    let open = time(&draft);
    enter(&mut draft, report(closed.clone())).unwrap();
    let once = time(&draft);
    enter(&mut draft, report(closed)).unwrap();
    assert!(once > open * 2);
    assert!(time(&draft) <= open * 100 && time(&draft) >= once);
}
