//! The vehicles of each centre, enough for its day with a little slack.

use super::divisions::Province;
use super::people::surname;
use super::rounds::{self, Class, Demand, Round};
use super::shared::centre_code;
use super::streams::stream;
use super::table::{Column, Encoding, Look, Open, Table};
use rand::RngExt;
use std::io::Result;

/// The fleet of one centre.
#[derive(Clone, Debug, Default)]
pub(super) struct Yard {
    pub(super) vehicles: Vec<Round>,
    /// Drop points no vehicle reaches within a shift; their cards will be held.
    pub(super) out_of_reach: usize,
}

/// What a day's `demands` need at the centre of `province`.
pub(super) fn yard(province: &Province, demands: Vec<Demand>) -> Yard {
    let (vehicles, out_of_reach) = rounds::drive(province.at, demands);
    Yard { vehicles, out_of_reach }
}

/// Writes `fleet.csv`, with a `centre` column when there are several provinces.
pub(super) fn write(open: Open<'_>, provinces: &[Province], yards: &[Yard]) -> Result<u64> {
    const COLUMNS: &[Column] = &[
        ("vehicle", "车辆"),
        ("plate", "车牌"),
        ("type", "车型"),
        ("pouches", "可装袋数"),
        ("weight_kg", "载重千克"),
        ("shift_start", "当班开始"),
        ("shift_end", "当班结束"),
        ("max_km", "最大里程公里"),
        ("max_stops", "最多站数"),
        ("fixed_cost", "固定费用"),
        ("cost_per_km", "每公里费用"),
        ("cost_per_hour", "每小时费用"),
        ("skills", "具备条件"),
        ("break_min", "休息分钟"),
        ("break_from", "休息最早"),
        ("break_to", "休息最晚"),
        ("trips", "车次"),
        ("reload_min", "再装车分钟"),
        ("start_code", "出车地编码"),
        ("end_code", "收车地编码"),
        ("driver", "驾驶员"),
        ("escort", "押运员"),
        ("phone", "联系电话"),
        ("centre", "制证中心"),
    ];
    let look = Look {
        title: Some("制证中心车辆一览表"),
        chinese: true,
        total: true,
        encoding: Encoding::Utf8WithMark,
    };
    let columns = if provinces.len() > 1 { COLUMNS } else { &COLUMNS[..COLUMNS.len() - 1] };
    let mut table = Table::open(open, "fleet.csv", columns, look)?;
    for (province, yard) in provinces.iter().zip(yards) {
        for (ix, round) in yard.vehicles.iter().enumerate() {
            let row = row(province, ix + 1, round);
            table.row(&row[..columns.len()])?;
        }
    }
    table.close()
}

/// What a class costs and may do: type, kg, km, stops, fixed cost, yuan per km, yuan per hour.
fn terms(class: Class) -> [&'static str; 7] {
    match class {
        Class::Town => ["新能源面包车", "300", "180", "40", "60", "0.6", "40"],
        Class::Van => ["轻型客车", "500", "500", "40", "90", "1.1", "42"],
        Class::Truck => ["轻型厢式货车", "1200", "800", "40", "130", "1.6", "48"],
        Class::Long => ["长途押运车", "1000", "", "40", "200", "1.5", "80"],
        Class::OneWay => ["长途押运车（外宿）", "1000", "", "30", "380", "1.5", "80"],
    }
}

fn row(province: &Province, number: usize, round: &Round) -> [String; 24] {
    let class = round.class;
    let [kind, weight, km, stops, fixed, per_km, per_hour] = terms(class);
    let mut rng = stream(u64::from(province.code) * 1_000 + number as u64, "crew");
    // Nobody drives more than about four hours before the break.
    let (from, to) = match class {
        Class::Town | Class::Van => (11 * 3600 + 1800, 13 * 3600 + 1800),
        Class::Truck => (10 * 3600, 13 * 3600),
        Class::Long | Class::OneWay => (round.start + 3 * 3600, round.start + 8 * 3600),
    };
    let mut person = || format!("{}师傅", surname(&mut rng));
    let driver = person();
    let escort = match class {
        Class::Long | Class::OneWay => format!("{}、{}", person(), person()),
        _ => person(),
    };
    [
        format!("{number:02}"),
        format!("{}O·T{number:04}", province.short),
        kind.into(),
        class.pouches().to_string(),
        weight.into(),
        clock(round.start),
        clock(round.start + class.shift()),
        km.into(),
        stops.into(),
        fixed.into(),
        per_km.into(),
        per_hour.into(),
        round.skills.join(";"),
        (rounds::BREAK / 60).to_string(),
        clock(from),
        clock(to),
        class.trips().to_string(),
        if class.trips() > 1 { "20".into() } else { String::new() },
        String::new(),
        round.end.map_or(String::new(), |code| format!("{code:012}")),
        driver,
        escort,
        format!("000-0001{:04}", rng.random_range(0..10_000)),
        centre_code(province.code),
    ]
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60)
}
