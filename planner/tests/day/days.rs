//! Small days for the tests, built from defaults.

use chrono::NaiveDate;
use fenjian_planner::day::{Assembled, DayInput, OpenCard, assemble};
use fenjian_planner::halt::Stop;
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::propose::propose;
use fenjian_planner::route::Settings;
use fenjian_planner::units::{Clock, Fen, Grams, Seconds};
use fenjian_planner::words::{
    Calendar, CardSerial, Centre, CentreCode, Channel, Delivery, Location, LocationCode,
    LocationKind, LonLat, Pouching, Vehicle, Via,
};

/// Tuesday 1 September 2026.
pub(super) fn tuesday() -> NaiveDate {
    date("2026-09-01")
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn code(n: u32) -> LocationCode {
    LocationCode::parse(&format!("440103{n:06}")).unwrap()
}

/// A position so many thousandths of a degree (about 100 m) east and north of the centre.
pub(super) fn at(east: i32, north: i32) -> LonLat {
    LonLat { lon_e6: 113_240_000 + 1000 * east, lat_e6: 23_120_000 + 1000 * north }
}

/// An open station that always takes handovers, 10 minutes each, `n` km or so from the centre.
pub(super) fn location(n: u32) -> Location {
    Location {
        code: code(n),
        name: format!("{n}号派出所"),
        kind: LocationKind::Station,
        address: String::new(),
        at: at(10 * n as i32, 0),
        parent: None,
        via: Via::Direct,
        service: Seconds::minutes(10),
        opening_hours: String::new(),
        slots: None,
        remote: false,
        contact: String::new(),
        phone: String::new(),
        skills: Vec::new(),
        active_from: date("2020-01-01"),
        active_to: None,
        aliases: Vec::new(),
    }
}

/// A card for location `to`, applied for on 3 August.
pub(super) fn card(n: u32, to: u32) -> OpenCard {
    OpenCard {
        serial: serial(n),
        receipt_no: format!("SL{n:08}"),
        receiving: Some(code(to)),
        channel: Channel::Local,
        applied_on: Some(date("2026-08-03")),
        delivery: Delivery::Collect,
        must_arrive_by: None,
        stopped: Vec::new(),
    }
}

pub(super) fn serial(n: u32) -> CardSerial {
    CardSerial::parse(&format!("C{n:08}")).unwrap()
}

/// `count` cards for location `to`, numbered from `first`.
pub(super) fn cards(first: u32, count: u32, to: u32) -> Vec<OpenCard> {
    (first..first + count).map(|n| card(n, to)).collect()
}

/// A van without limits but its shift, 08:00 to 18:00.
pub(super) fn van(name: &str) -> Vehicle {
    Vehicle {
        name: name.into(),
        plate: format!("粤A{name}"),
        kind: "厢式车".into(),
        pouches: None,
        weight: None,
        shift_start: Clock::at(8, 0),
        shift_end: Clock::at(18, 0),
        max_distance: None,
        max_stops: None,
        fixed_cost: Fen(10_000),
        cost_per_km: Fen(150),
        cost_per_hour: Fen(3_000),
        skills: Vec::new(),
        pause: None,
        trips: 1,
        reload: Seconds::minutes(20),
        start: None,
        end: None,
        driver: String::new(),
        escort: String::new(),
        phone: String::new(),
    }
}

/// A Tuesday with these cards, locations 1 to `locations`, and one van.
pub(super) fn input(locations: u32, cards: Vec<OpenCard>) -> DayInput {
    DayInput {
        centre: Centre {
            code: CentreCode("GZ".into()),
            name: "省制证中心".into(),
            at: at(0, 0),
            opens: Clock::at(6, 0),
            closes: Clock::at(20, 0),
            dock_time: Seconds::minutes(15),
            docks: 2,
        },
        day: tuesday(),
        cards,
        locations: (1..=locations).map(location).collect(),
        vehicles: vec![van("1")],
        calendar: Calendar::default(),
        policy: Vec::new(),
        alerts: Vec::new(),
        pouching: Pouching { cards_per_pouch: 10, card_weight: Grams(6), pouch_weight: Grams(80) },
        matrix: Vec::new(),
        carried: Vec::new(),
        rules: Vec::new(),
        under_way: None,
    }
}

pub(super) fn assembled(input: &DayInput) -> Assembled {
    assemble(input.clone()).unwrap()
}

pub(super) fn problem(input: &DayInput) -> DayProblem {
    assembled(input).problem
}

/// The plan after a few iterations of one thread.
pub(super) fn plan(problem: &DayProblem, iterations: u64) -> Plan {
    let never = || 0.0;
    let settings = Settings { seed: 7, threads: 1 };
    propose(problem, settings, Stop::after(iterations, &never), &|_| ()).plan
}
