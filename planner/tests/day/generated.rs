//! Generated days, small and odd: every kind of place, card, vehicle and centre.

use super::days::{at, card, code, date, input, location, tuesday, van};
use chrono::Weekday;
use fenjian_planner::day::{DayInput, OpenCard};
use fenjian_planner::fault;
use fenjian_planner::units::{Clock, Fen, Grams, Metres, Seconds};
use fenjian_planner::words::{
    Alert, AlertReason, Alerted, Break, Calendar, CalendarDay, Channel, DayKind, Delivery,
    Location, LocationKind, MatrixRow, Vehicle, Via,
};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// Locations 1 to this many; cards also ask for codes beyond.
const PLACES: u32 = 9;
const SKILLS: [&str; 2] = ["越野", "登岛"];

fn skills() -> impl Strategy<Value = Vec<String>> {
    let some = vec(select(&SKILLS[..]).prop_map(String::from), 0..=2);
    (prop_oneof![3 => Just(Vec::new()), 1 => some]).prop_map(|mut skills| {
        skills.sort();
        skills.dedup();
        skills
    })
}

fn hours() -> impl Strategy<Value = &'static str> {
    select(vec![
        "Mo-Fr 08:30-12:00,14:00-17:30; PH off",
        "Mo-Fr 08:30-12:00,14:00-17:30; PH off",
        "Mo-Su 09:00-21:00",
        "24/7",
        "",
        "Mo-Fr 16:00-16:30",
        "Su 09:00-10:00",
        "Mo-Su 22:00-02:00",
    ])
}

fn place(n: u32) -> impl Strategy<Value = Location> {
    let kind = select(LocationKind::ALL);
    let parent = weighted(0.4, 1..=PLACES);
    let names = (any::<bool>(), weighted(0.1, 1..=PLACES + 2), weighted(0.1, Just(())));
    ((-400i32..400, -400i32..400), kind, hours(), parent, 0i64..25, weighted(0.5, 0u32..9))
        .prop_flat_map(move |(position, kind, hours, parent, service, slots)| {
            (Just((position, kind, hours, parent, service, slots)), skills(), names.clone())
        })
        .prop_map(move |((position, kind, hours, parent, service, slots), skills, names)| {
            let (through, alias, closed) = names;
            Location {
                kind,
                at: at(position.0, position.1),
                parent: parent.map(code),
                via: if through && parent.is_some() { Via::Parent } else { Via::Direct },
                service: Seconds::minutes(service),
                opening_hours: hours.into(),
                slots: slots.map(|slots| (slots, tuesday())),
                remote: n.is_multiple_of(3),
                skills,
                // Location 1 stays open: vehicles start there.
                active_to: closed.filter(|()| n > 1).map(|()| date("2026-08-01")),
                aliases: alias.map(code).into_iter().collect(),
                ..location(n)
            }
        })
}

fn open_card(n: u32) -> impl Strategy<Value = OpenCard> {
    let delivery = prop_oneof![
        8 => Just(Delivery::Collect), 1 => Just(Delivery::Home), 1 => Just(Delivery::Pickup)
    ];
    let dates = (weighted(0.95, 0u64..60), weighted(0.1, 0u64..20));
    (1..=PLACES + 2, select(Channel::ALL), delivery, dates, weighted(0.03, Just(()))).prop_map(
        move |(to, channel, delivery, (age, promise), bad)| OpenCard {
            channel,
            delivery,
            applied_on: age.map(|days| tuesday() - chrono::Days::new(days)),
            must_arrive_by: promise.map(|days| tuesday() + chrono::Days::new(days)),
            stopped: bad.map(|()| fault::SECOND_CARD).into_iter().collect(),
            ..card(n, to)
        },
    )
}

fn vehicle(name: u32) -> impl Strategy<Value = Vehicle> {
    let room = (weighted(0.6, 0u32..9), weighted(0.5, 90i64..900));
    let shift = (5i64..12, 1i64..14);
    let limits = (weighted(0.3, 1i64..200), weighted(0.3, 0u32..6), 1u32..4, 0i64..50);
    let pause = weighted(0.5, (10i64..60, 10i64..14, 0i64..3));
    let ends = (weighted(0.2, Just(code(1))), weighted(0.2, Just(code(1))));
    (room, shift, limits, pause, ends, skills(), (0i64..500, 0i64..400, 0i64..9_000)).prop_map(
        move |(room, shift, limits, pause, ends, skills, prices)| Vehicle {
            pouches: room.0,
            weight: room.1.map(Grams),
            shift_start: Clock::at(shift.0, 0),
            shift_end: Clock::at(shift.0 + shift.1, 0),
            max_distance: limits.0.map(|km| Metres(1000 * km)),
            max_stops: limits.1,
            trips: limits.2,
            reload: Seconds::minutes(limits.3),
            pause: pause.map(|(length, from, lasts)| Break {
                length: Seconds::minutes(length),
                from: Clock::at(from, 0),
                to: Clock::at(from + lasts, 0),
            }),
            start: ends.0,
            end: ends.1,
            skills,
            fixed_cost: Fen(100 * prices.0),
            cost_per_km: Fen(prices.1),
            cost_per_hour: Fen(prices.2),
            ..van(&name.to_string())
        },
    )
}

/// Measured legs between some of the places, one way and not the other.
fn legs() -> impl Strategy<Value = Vec<MatrixRow>> {
    let end = prop_oneof![Just("GZ".to_owned()), (1..=PLACES).prop_map(|n| code(n).to_string())];
    let row =
        (end.clone(), end, 0i64..60_000, 0i64..5_000).prop_map(|(from, to, metres, seconds)| {
            MatrixRow { from, to, distance: Metres(metres), time: Seconds(seconds) }
        });
    prop_oneof![2 => Just(Vec::new()), 1 => vec(row, 1..40)]
}

/// A working Tuesday, a holiday, or a Tuesday that keeps Sunday's hours.
fn calendar() -> impl Strategy<Value = Calendar> {
    let entry = |kind, hours_as| CalendarDay { date: tuesday(), kind, hours_as };
    prop_oneof![
        4 => Just(Calendar::default()),
        1 => Just(Calendar::new([entry(DayKind::Holiday, None)])),
        1 => Just(Calendar::new([entry(DayKind::Workday, Some(Weekday::Sun))])),
    ]
}

/// A day of at most 120 cards.
pub(super) fn day() -> impl Strategy<Value = DayInput> {
    let places: Vec<_> = (1..=PLACES).map(place).collect();
    let cards = (0u32..120).prop_flat_map(|n| (0..n).map(open_card).collect::<Vec<_>>());
    let vehicles = (0u32..5).prop_flat_map(|n| (0..n).map(vehicle).collect::<Vec<_>>());
    let centre = (1u32..3, 0i64..40, 4i64..9, 1i64..14);
    let alerts = vec(
        (0u32..120).prop_map(|n| Alert {
            card: Alerted::Receipt(card(n, 1).receipt_no),
            reason: AlertReason::Recall,
            since: date("2026-08-01"),
            until: None,
        }),
        0..3,
    );
    let rules = (1u32..12, calendar(), legs(), alerts);
    (places, cards, vehicles, centre, rules).prop_map(
        |(locations, cards, vehicles, (docks, dock_minutes, opens, hours), rules)| {
            let (cards_per_pouch, calendar, matrix, alerts) = rules;
            let mut day = input(0, cards);
            day.locations = locations;
            day.vehicles = vehicles;
            day.centre.docks = docks;
            day.centre.dock_time = Seconds::minutes(dock_minutes);
            day.centre.opens = Clock::at(opens, 0);
            day.centre.closes = Clock::at(opens + hours, 0);
            day.pouching.cards_per_pouch = cards_per_pouch;
            (day.calendar, day.matrix, day.alerts) = (calendar, matrix, alerts);
            day
        },
    )
}
