//! All kinds of files but cards: which table a row goes to and what stands in its columns.

use fenjian_planner::formats::{FileKind, Value};
use fenjian_planner::words::{Alert, Alerted, Centre, CentreCode, Location, Vehicle};
use tokio_postgres::types::{ToSql, Type};

/// A row's cells, in the order of the table's columns.
pub(super) type Cells = Vec<Box<dyn ToSql + Sync + Send>>;

/// A table that is filled from files.
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// By what a row is known again: the first columns.
    pub(super) key: usize,
    /// Every column.
    pub(super) columns: &'static [(&'static str, Type)],
    /// Whether the first column is the centre a row belongs to.
    pub(super) of_centre: bool,
}

const CENTRE: &[(&str, Type)] = &[
    ("code", Type::TEXT),
    ("name", Type::TEXT),
    ("lon_e6", Type::INT4),
    ("lat_e6", Type::INT4),
    ("opens_s", Type::INT4),
    ("closes_s", Type::INT4),
    ("dock_s", Type::INT4),
    ("docks", Type::INT4),
    ("two_persons", Type::BOOL),
];
const LOCATION: &[(&str, Type)] = &[
    ("code", Type::TEXT),
    ("active_from", Type::DATE),
    ("active_to", Type::DATE),
    ("name", Type::TEXT),
    ("kind", Type::TEXT),
    ("address", Type::TEXT),
    ("lon_e6", Type::INT4),
    ("lat_e6", Type::INT4),
    ("parent_code", Type::TEXT),
    ("via", Type::TEXT),
    ("service_s", Type::INT4),
    ("opening_hours", Type::TEXT),
    ("slots", Type::INT4),
    ("slots_on", Type::DATE),
    ("remote", Type::BOOL),
    ("contact", Type::TEXT),
    ("phone", Type::TEXT),
    ("skills", Type::TEXT_ARRAY),
    ("aliases", Type::TEXT_ARRAY),
];
const VEHICLE: &[(&str, Type)] = &[
    ("centre", Type::TEXT),
    ("name", Type::TEXT),
    ("plate", Type::TEXT),
    ("kind", Type::TEXT),
    ("pouches", Type::INT4),
    ("weight_g", Type::INT8),
    ("shift_start_s", Type::INT4),
    ("shift_end_s", Type::INT4),
    ("max_m", Type::INT8),
    ("max_stops", Type::INT4),
    ("fixed_fen", Type::INT8),
    ("km_fen", Type::INT8),
    ("hour_fen", Type::INT8),
    ("skills", Type::TEXT_ARRAY),
    ("break_s", Type::INT4),
    ("break_from_s", Type::INT4),
    ("break_to_s", Type::INT4),
    ("trips", Type::INT4),
    ("reload_s", Type::INT4),
    ("start_code", Type::TEXT),
    ("end_code", Type::TEXT),
    ("driver", Type::TEXT),
    ("escort", Type::TEXT),
    ("phone", Type::TEXT),
];
const CALENDAR: &[(&str, Type)] =
    &[("day", Type::DATE), ("kind", Type::TEXT), ("hours_as", Type::INT4)];
const POLICY: &[(&str, Type)] = &[
    ("in_force_from", Type::DATE),
    ("channel", Type::TEXT),
    ("limit_days", Type::INT4),
    ("remote_extra_days", Type::INT4),
    ("unit", Type::TEXT),
    ("legs_after", Type::INT4),
    ("promised_days", Type::INT4),
];
const ALERT: &[(&str, Type)] = &[
    ("by", Type::TEXT),
    ("number", Type::TEXT),
    ("reason", Type::TEXT),
    ("since", Type::DATE),
    ("until", Type::DATE),
];
const MACHINE: &[(&str, Type)] = &[
    ("centre", Type::TEXT),
    ("name", Type::TEXT),
    ("kind", Type::TEXT),
    ("pockets", Type::INT4),
    ("pocket_cards", Type::INT4),
    ("cards_per_hour", Type::INT4),
    ("sweep_s", Type::INT4),
    ("full_pocket_s", Type::INT4),
    ("setup_s", Type::INT4),
];
const TARIFF: &[(&str, Type)] = &[
    ("mode", Type::TEXT),
    ("division", Type::INT4),
    ("base_g", Type::INT8),
    ("base_fen", Type::INT8),
    ("step_g", Type::INT8),
    ("step_fen", Type::INT8),
    ("days", Type::INT4),
];
const POUCHING: &[(&str, Type)] = &[
    ("centre", Type::TEXT),
    ("cards_per_pouch", Type::INT4),
    ("card_g", Type::INT8),
    ("pouch_g", Type::INT8),
];
const MATRIX: &[(&str, Type)] = &[
    ("from_code", Type::TEXT),
    ("to_code", Type::TEXT),
    ("distance_m", Type::INT8),
    ("time_s", Type::INT8),
];

impl Table {
    /// The table that files of `kind` fill; none for cards, which have a way of their own.
    pub(super) fn of(kind: FileKind) -> Option<Self> {
        let (name, key, columns, of_centre) = match kind {
            FileKind::Centres => ("centre", 1, CENTRE, false),
            FileKind::Locations => ("location", 2, LOCATION, false),
            FileKind::Fleet => ("vehicle", 2, VEHICLE, true),
            FileKind::Calendar => ("calendar_day", 1, CALENDAR, false),
            FileKind::Policy => ("policy", 2, POLICY, false),
            FileKind::Alerts => ("alert", 4, ALERT, false),
            FileKind::Machines => ("machine", 2, MACHINE, true),
            FileKind::Tariff => ("tariff", 2, TARIFF, false),
            FileKind::Pouching => ("pouching", 1, POUCHING, true),
            FileKind::Matrix => ("matrix_leg", 2, MATRIX, false),
            FileKind::Cards => return None,
        };
        Some(Self { name, key, columns, of_centre })
    }
}

/// The centre a row names itself.
pub(super) fn own_centre(value: &Value) -> Option<&CentreCode> {
    match value {
        Value::Vehicle(_, centre) => centre.as_ref(),
        _ => None,
    }
}

/// The cells of `value`; `centre` stands first where the table has one.
pub(super) fn cells(value: Value, centre: &str) -> Cells {
    match value {
        Value::Centre(centre, two_persons) => centre_cells(centre, two_persons),
        Value::Location(location) => location_cells(location),
        Value::Vehicle(vehicle, _) => vehicle_cells(vehicle, centre),
        Value::Alert(alert) => alert_cells(alert),
        Value::CalendarDay(day) => {
            let hours_as = day.hours_as.map(|weekday| weekday.number_from_monday() as i32);
            vec![Box::new(day.date), Box::new(day.kind.word()), Box::new(hours_as)]
        }
        Value::Policy(row) => vec![
            Box::new(row.in_force_from),
            Box::new(row.channel.word()),
            int(row.limit_days),
            int(row.remote_extra_days),
            Box::new(row.unit.word()),
            int(row.legs_after),
            some_int(row.promised_days),
        ],
        Value::Machine(machine) => vec![
            Box::new(centre.to_owned()),
            Box::new(machine.name),
            Box::new(machine.kind.word()),
            int(machine.pockets),
            int(machine.pocket_cards),
            int(machine.cards_per_hour),
            time(machine.sweep.0),
            time(machine.full_pocket.0),
            time(machine.setup.0),
        ],
        Value::Tariff(row) => vec![
            Box::new(row.mode.word()),
            int(row.division.unwrap_or(0)),
            Box::new(row.base_weight.0),
            Box::new(row.base.0),
            Box::new(row.step_weight.0),
            Box::new(row.step.0),
            int(row.days),
        ],
        Value::Pouching(rule) => vec![
            Box::new(centre.to_owned()),
            int(rule.cards_per_pouch),
            Box::new(rule.card_weight.0),
            Box::new(rule.pouch_weight.0),
        ],
        Value::Leg(leg) => vec![
            Box::new(leg.from),
            Box::new(leg.to),
            Box::new(leg.distance.0),
            Box::new(leg.time.0),
        ],
        Value::Card(_) => Vec::new(),
    }
}

fn centre_cells(centre: Centre, two_persons: bool) -> Cells {
    vec![
        Box::new(centre.code.0),
        Box::new(centre.name),
        Box::new(centre.at.lon_e6),
        Box::new(centre.at.lat_e6),
        time(centre.opens.0),
        time(centre.closes.0),
        time(centre.dock_time.0),
        int(centre.docks),
        Box::new(two_persons),
    ]
}

fn location_cells(location: Location) -> Cells {
    let (slots, slots_on) = location.slots.unzip();
    let aliases: Vec<String> = location.aliases.iter().map(ToString::to_string).collect();
    vec![
        Box::new(location.code.to_string()),
        Box::new(location.active_from),
        Box::new(location.active_to),
        Box::new(location.name),
        Box::new(location.kind.word()),
        Box::new(location.address),
        Box::new(location.at.lon_e6),
        Box::new(location.at.lat_e6),
        Box::new(location.parent.map(|code| code.to_string())),
        Box::new(location.via.word()),
        time(location.service.0),
        Box::new(location.opening_hours),
        some_int(slots),
        Box::new(slots_on),
        Box::new(location.remote),
        Box::new(location.contact),
        Box::new(location.phone),
        Box::new(location.skills),
        Box::new(aliases),
    ]
}

fn vehicle_cells(vehicle: Vehicle, centre: &str) -> Cells {
    let pause = vehicle.pause;
    vec![
        Box::new(centre.to_owned()),
        Box::new(vehicle.name),
        Box::new(vehicle.plate),
        Box::new(vehicle.kind),
        some_int(vehicle.pouches),
        Box::new(vehicle.weight.map(|g| g.0)),
        time(vehicle.shift_start.0),
        time(vehicle.shift_end.0),
        Box::new(vehicle.max_distance.map(|m| m.0)),
        some_int(vehicle.max_stops),
        Box::new(vehicle.fixed_cost.0),
        Box::new(vehicle.cost_per_km.0),
        Box::new(vehicle.cost_per_hour.0),
        Box::new(vehicle.skills),
        Box::new(pause.map(|p| seconds(p.length.0))),
        Box::new(pause.map(|p| seconds(p.from.0))),
        Box::new(pause.map(|p| seconds(p.to.0))),
        int(vehicle.trips),
        time(vehicle.reload.0),
        Box::new(vehicle.start.map(|code| code.to_string())),
        Box::new(vehicle.end.map(|code| code.to_string())),
        Box::new(vehicle.driver),
        Box::new(vehicle.escort),
        Box::new(vehicle.phone),
    ]
}

fn alert_cells(alert: Alert) -> Cells {
    let (by, number) = match alert.card {
        Alerted::Serial(serial) => ("serial", serial.as_str().to_owned()),
        Alerted::Receipt(number) => ("receipt", number),
    };
    vec![
        Box::new(by),
        Box::new(number),
        Box::new(alert.reason.word()),
        Box::new(alert.since),
        Box::new(alert.until),
    ]
}

/// A count as a column of type integer; a file has no row with more than it takes.
fn int(count: u32) -> Box<dyn ToSql + Sync + Send> {
    Box::new(i32::try_from(count).unwrap_or(i32::MAX))
}

fn some_int(count: Option<u32>) -> Box<dyn ToSql + Sync + Send> {
    Box::new(count.map(|count| i32::try_from(count).unwrap_or(i32::MAX)))
}

fn time(value: i64) -> Box<dyn ToSql + Sync + Send> {
    Box::new(seconds(value))
}

/// Seconds of a day and lengths of time fit an integer many times over.
fn seconds(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}
