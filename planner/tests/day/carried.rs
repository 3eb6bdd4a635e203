//! What came up before a day is planned and still holds is part of the day.

use crate::days::{cards, date, input, location, plan, problem, tuesday, van};
use crate::waves::{seal, under_way};
use chrono::{Days, NaiveDate};
use fenjian_planner::check::check;
use fenjian_planner::day::{Assembled, DayInput, assemble};
use fenjian_planner::desk::{ByName, Carried, Happened, Instead};
use fenjian_planner::formats::snapshot::{Noted, read_noted, write_noted};
use fenjian_planner::problem::{Area, DropId, Shape};
use fenjian_planner::units::{Clock, Metres, Seconds};
use fenjian_planner::words::{LocationCode, Mode};

fn code(n: u32) -> LocationCode {
    location(n).code
}

fn carried(what: ByName, since: NaiveDate, until: NaiveDate) -> Carried {
    let (reason, owner) = ("来电".into(), "张三".into());
    Carried { number: 7, since, what, reason, owner, until }
}

fn closed(n: u32, reopens: Option<&str>, instead: Instead<LocationCode>) -> ByName {
    Happened::Closed { drop: code(n), reopens: reopens.map(date), instead }
}

fn day(carried: Vec<Carried>) -> DayInput {
    let mut day = input(3, [cards(1, 5, 1), cards(101, 5, 2), cards(201, 5, 3)].concat());
    day.vehicles.push(van("2"));
    day.carried = carried;
    day
}

fn made(carried: Vec<Carried>) -> Assembled {
    assemble(day(carried)).unwrap()
}

fn yesterday() -> NaiveDate {
    tuesday() - Days::new(1)
}

#[test]
fn it_holds_until_its_last_day_and_no_longer() {
    let plain = made(Vec::new());
    let out = |since, until| {
        let what = Happened::VehicleOut { vehicle: "2".into(), back: None };
        made(vec![carried(what, since, until)])
    };
    let today = out(yesterday(), tuesday());
    assert_eq!(today.problem.vehicles[1].max_stops, Some(0));
    assert_eq!(today.problem.vehicles[0], plain.problem.vehicles[0]);
    for over in
        [out(yesterday(), yesterday()), out(tuesday() + Days::new(1), tuesday() + Days::new(2))]
    {
        assert_eq!(over.problem, plain.problem);
    }
}

#[test]
fn what_is_of_one_day_does_not_hold_on_the_next() {
    let plain = made(Vec::new());
    let back = Happened::VehicleOut { vehicle: "2".into(), back: Some(Clock::at(11, 0)) };
    let must = Happened::MustArrive {
        consignments: vec![code(1)],
        cards: Vec::new(),
        by: Clock::at(11, 0),
    };
    for what in [back, must] {
        let today = made(vec![carried(what.clone(), tuesday(), tuesday())]);
        assert_ne!(today.problem, plain.problem);
        let next = made(vec![carried(what, yesterday(), tuesday())]);
        assert_eq!(next.problem, plain.problem);
    }
    let reopened = closed(1, Some("2026-09-01"), Instead::Wait);
    assert_eq!(made(vec![carried(reopened, yesterday(), tuesday())]).problem, plain.problem);
}

#[test]
fn a_closed_place_waits_is_diverted_or_goes_by_post_as_it_did() {
    let on =
        |instead| made(vec![carried(closed(2, None, instead), yesterday(), tuesday())]).problem;
    assert!(on(Instead::Wait).drops[1].windows.is_empty());
    assert_eq!(on(Instead::Divert(code(3))).consignments[1].drop, Some(DropId(2)));
    let posted = on(Instead::Post);
    assert_eq!((posted.consignments[1].mode, posted.consignments[1].drop), (Mode::Post, None));
}

#[test]
fn what_the_day_has_nothing_of_is_left_and_what_cannot_be_is_told() {
    let gone = Happened::VehicleOut { vehicle: "9".into(), back: None };
    let unknown = closed(77, None, Instead::Wait);
    let nothing =
        made(vec![carried(gone, yesterday(), tuesday()), carried(unknown, yesterday(), tuesday())]);
    assert_eq!((&nothing.problem, nothing.left_out.len()), (&made(Vec::new()).problem, 0));
    // Diverted to a place that is closed as well.
    let both = made(vec![
        carried(closed(3, None, Instead::Wait), yesterday(), tuesday()),
        carried(closed(2, None, Instead::Divert(code(3))), yesterday(), tuesday()),
    ]);
    let codes: Vec<_> = both.left_out.iter().map(|fault| fault.code.id).collect();
    assert_eq!(codes, ["P507"]);
    assert!(
        both.left_out[0].detail.starts_with("第 7 号，2号派出所 不能交接"),
        "{}",
        both.left_out[0]
    );
    assert!(both.problem.drops[2].windows.is_empty() && !both.problem.drops[1].windows.is_empty());
}

#[test]
fn what_is_sealed_goes_where_and_when_it_was_to_and_the_day_is_planned() {
    let first = day(Vec::new());
    let (problem, before) = (problem(&first), plan(&problem(&first), 50));
    let last = before.routes[0].stops.last().unwrap();
    let must = Happened::MustArrive {
        consignments: (1..4).map(code).collect(),
        cards: Vec::new(),
        by: last.begin - Seconds::minutes(5),
    };
    let number = last.drop.0 + 1;
    for what in [must, closed(number, None, Instead::Wait)] {
        let mut second = day(vec![carried(what, tuesday(), tuesday())]);
        second.under_way =
            Some(under_way(&problem, &before, seal(&problem, &before, || true), true));
        let Assembled { problem, left_out, .. } = assemble(second).unwrap();
        assert_eq!(check(&problem, &plan(&problem, 50)), []);
        assert_eq!(left_out.len(), 1, "{left_out:?}");
        let told = format!("已封袋的车辆仍到 {number}号派出所");
        assert!(left_out[0].detail.ends_with(&told), "{}", left_out[0]);
    }
}

#[test]
fn its_record_is_read_as_it_was_written() {
    let shape = Shape::Circle { centre: crate::days::at(5, 5), radius: Metres(800) };
    let all = [
        Happened::VehicleOut { vehicle: "备 1".into(), back: Some(Clock::at(9, 30)) },
        Happened::Roads(Area { shape, percent: 250 }),
        closed(1, Some("2026-09-04"), Instead::Divert(code(2))),
        closed(1, None, Instead::Post),
        closed(1, None, Instead::Wait),
    ];
    let noted = all.map(|what| {
        let (text, reason, owner) = ("一\n二".into(), "来电".into(), "张三".into());
        Noted { text, what, reason, owner, until: tuesday() }
    });
    let lines: Vec<String> = noted.iter().map(write_noted).collect();
    assert!(lines.iter().all(|line| !line.contains('\n')));
    assert_eq!(read_noted(&lines.join("\n")).unwrap(), noted);
}
