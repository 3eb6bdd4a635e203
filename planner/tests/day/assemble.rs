//! Assembling: who is stopped, how cards are grouped, what the problem knows of places and fleet.

use super::days::{assembled, at, card, cards, code, date, input, location, problem, serial, van};
use fenjian_planner::day::{DayInput, OpenCard, assemble};
use fenjian_planner::fault;
use fenjian_planner::problem::{DropId, Node, Roads};
use fenjian_planner::units::{Metres, Seconds};
use fenjian_planner::words::{
    Alert, AlertReason, Alerted, Delivery, Location, LocationKind, MatrixRow, Mode, Via,
};

/// The stopped cards as `C00000001 Q303 Q304`.
fn stopped(input: &DayInput) -> Vec<String> {
    let line = |(serial, codes): &(_, Vec<fault::Code>)| {
        let codes: Vec<_> = codes.iter().map(|code| code.id).collect();
        format!("{serial} {}", codes.join(" "))
    };
    assembled(input).stopped.iter().map(line).collect()
}

fn alert(card: Alerted, since: &str, until: Option<&str>) -> Alert {
    Alert { card, reason: AlertReason::LossReport, since: date(since), until: until.map(date) }
}

#[test]
fn cards_are_grouped_by_location_and_mode_the_most_urgent_first() {
    let home = OpenCard { delivery: Delivery::Home, ..card(4, 1) };
    let pickup = OpenCard { delivery: Delivery::Pickup, ..card(5, 1) };
    let older = OpenCard { applied_on: Some(date("2026-07-20")), ..card(3, 1) };
    let problem = problem(&input(2, vec![card(1, 2), card(2, 1), older, home, pickup]));
    let lines: Vec<_> = (problem.consignments_with_ids())
        .map(|(id, c)| {
            let serials: Vec<_> = c.cards.iter().map(|card| card.serial.as_str()).collect();
            let drop = c.drop.map(|drop| problem.drop_place(drop).name.as_str());
            format!("{} {:?} {drop:?} {serials:?}", problem.location(id).name, c.mode)
        })
        .collect();
    assert_eq!(
        lines,
        [
            r#"1号派出所 Van Some("1号派出所") ["C00000003", "C00000002"]"#,
            r#"1号派出所 Home None ["C00000004"]"#,
            r#"1号派出所 Pickup None ["C00000005"]"#,
            r#"2号派出所 Van Some("2号派出所") ["C00000001"]"#,
        ]
    );
}

#[test]
fn a_promise_goes_before_the_policy_and_remote_places_have_longer() {
    let promised = OpenCard { must_arrive_by: Some(date("2026-09-04")), ..card(1, 1) };
    let mut input = input(2, vec![promised, card(2, 1), card(3, 2)]);
    input.locations[1].remote = true;
    let problem = problem(&input);
    let due = |ix: usize| problem.consignments[ix].cards.iter().map(|c| c.due).collect::<Vec<_>>();
    assert_eq!(due(0), [date("2026-09-04"), date("2026-09-17")]);
    assert_eq!(due(1), [date("2026-10-17")]);
}

#[test]
fn what_a_row_or_a_place_or_an_alert_stops_is_stopped_with_every_reason() {
    let bad = OpenCard { stopped: vec![fault::BAD_CHECK_DIGIT], ..card(1, 9) };
    let nowhere = OpenCard { receiving: None, ..card(2, 1) };
    let mut input = input(2, vec![card(5, 2), bad, nowhere, card(3, 1), card(4, 1)]);
    input.locations[1].active_to = Some(date("2026-08-31"));
    input.alerts = vec![
        alert(Alerted::Serial(serial(3)), "2026-09-01", None),
        alert(Alerted::Receipt("SL00000001".into()), "2026-08-01", Some("2026-09-01")),
        alert(Alerted::Serial(serial(4)), "2026-09-02", None),
        alert(Alerted::Receipt("SL00000004".into()), "2026-08-01", Some("2026-08-31")),
    ];
    assert_eq!(
        stopped(&input),
        ["C00000001 Q301 Q303 Q304", "C00000002 Q303", "C00000003 Q304", "C00000005 Q308"]
    );
    assert_eq!(problem(&input).consignments.len(), 1, "card 4 travels");
}

#[test]
fn an_alert_without_a_receipt_number_means_no_card_without_one() {
    let none = OpenCard { receipt_no: String::new(), ..card(1, 1) };
    let mut input = input(1, vec![none]);
    input.alerts = vec![alert(Alerted::Receipt(String::new()), "2026-01-01", None)];
    assert_eq!(stopped(&input), [""; 0]);
}

#[test]
fn a_missing_drop_point_stops_only_what_goes_by_van() {
    let home = OpenCard { delivery: Delivery::Home, ..card(2, 1) };
    let mut input = input(1, vec![card(1, 1), home]);
    input.locations[0].via = Via::Parent;
    assert_eq!(stopped(&input), ["C00000001 Q309"]);
    assert_eq!(problem(&input).consignments[0].mode, Mode::Home);
}

#[test]
fn locations_of_one_bureau_share_its_drop_point_and_its_hours() {
    let through = |n| Location { via: Via::Parent, parent: Some(code(3)), ..location(n) };
    let mut input = input(0, [cards(1, 2, 1), cards(11, 3, 2)].concat());
    let bureau = Location { opening_hours: "Mo-Fr 09:00-12:00".into(), ..location(3) };
    input.locations = vec![through(1), through(2), bureau];
    let problem = problem(&input);
    assert_eq!(problem.places.len(), 3);
    assert_eq!(problem.drops.len(), 1);
    assert_eq!(problem.drop_place(DropId(0)).code, code(3));
    let drop = &problem.drops[0];
    assert_eq!(drop.windows.iter().map(|w| w.to.to_string()).collect::<Vec<_>>(), ["11:50"]);
    assert_eq!(drop.next_open, Some(date("2026-09-02")));
    assert!(problem.consignments.iter().all(|c| c.drop == Some(DropId(0))));
}

#[test]
fn only_cabinets_have_slots() {
    let mut input = input(2, vec![card(1, 1), card(2, 2)]);
    for location in &mut input.locations {
        location.slots = Some((5, date("2026-08-31")));
    }
    input.locations[1].kind = LocationKind::Cabinet;
    let slots: Vec<_> = problem(&input).consignments.iter().map(|c| c.free_slots).collect();
    assert_eq!(slots, [None, Some(5)]);
}

#[test]
fn vehicles_start_and_end_where_the_place_is_called_today() {
    let mut input = input(2, vec![card(1, 1)]);
    input.locations[1].aliases = vec![code(7)];
    input.vehicles[0].start = Some(code(7));
    input.vehicles.insert(0, van("9"));
    let problem = problem(&input);
    assert_eq!(problem.vehicles[0].name, "1", "by name");
    assert_eq!(problem.vehicles[0].start, Some(code(2)));
    assert_eq!(problem.start_node(0.into()), Node(2));
    assert_eq!(problem.position(Node(2)), at(20, 0));
    assert_eq!(problem.end_node(0.into()), Node::CENTRE);
}

#[test]
fn a_contradiction_is_named_and_nothing_is_planned() {
    let faults = |input: DayInput| {
        let faults = assemble(input).unwrap_err();
        assert!(faults.iter().all(|fault| fault.code == fault::INVALID_PROBLEM));
        faults.iter().map(|fault| fault.detail.clone()).collect::<Vec<_>>().join("；")
    };
    let mut twice = input(1, vec![card(1, 1), card(1, 1)]);
    assert!(faults(twice.clone()).contains("同一证件出现两次"));
    twice.cards.pop();
    twice.vehicles = vec![van("1"), van("1")];
    assert!(faults(twice).contains("车辆重名"));
    let mut nowhere = input(1, vec![card(1, 1)]);
    nowhere.vehicles[0].end = Some(code(9));
    assert!(faults(nowhere).contains("车辆 1 的起讫地点 440103000009 不存在"));
}

#[test]
fn a_day_without_cards_or_vehicles_is_a_day() {
    let mut input = input(0, Vec::new());
    input.vehicles.clear();
    let problem = problem(&input);
    assert_eq!((problem.consignments.len(), problem.nodes()), (0, 1));
}

#[test]
fn a_matrix_file_goes_before_the_estimate() {
    let row = |from: &str, to: &str, metres, seconds| MatrixRow {
        from: from.into(),
        to: to.into(),
        distance: Metres(metres),
        time: Seconds(seconds),
    };
    let mut input = input(1, vec![card(1, 1)]);
    assert_eq!(problem(&input).roads, Roads::Estimate { detour_percent: 140 });
    let there = code(1).to_string();
    input.matrix = vec![row("GZ", &there, 1_500, 240), row(&there, "GZ", 1_700, 260)];
    let leg = |metres, seconds| (Metres(metres), Seconds(seconds));
    let legs = vec![leg(0, 0), leg(1_500, 240), leg(1_700, 260), leg(0, 0)];
    assert_eq!(problem(&input).roads, Roads::Matrix { legs, estimated: 0 });
}
