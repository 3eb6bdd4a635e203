//! A made-up province's day of any size: the same for the same size and seed.
//!
//! A capital with the centre at its edge, counties scattered around it, and drop points around both;
//! offices that close over noon, halls that do not, cabinets that never close; three types of vans
//! with a driver's break; a few docks. Only the shape is meant to be like a real day: no real place
//! is in it.

use chrono::NaiveDate;
use fenjian_planner::problem::{
    Consignment, DayCard, DayProblem, DropPoint, Parts, Place, PlaceId, Roads,
};
use fenjian_planner::units::{Clock, Fen, Grams, Metres, Seconds, Window};
use fenjian_planner::vrp::Smoothness;
use fenjian_planner::words::{
    Break, CardSerial, Centre, CentreCode, LocationCode, LocationKind, LonLat, Mode, Pouching,
    Vehicle,
};

/// A congruential generator (Knuth's MMIX constants); enough to scatter points.
struct Scatter(u64);

impl Scatter {
    fn below(&mut self, n: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i64) % n
    }

    /// Around zero, mostly near it, within ± `reach`.
    fn around(&mut self, reach: i64) -> i64 {
        (0..3).map(|_| self.below(2 * reach + 1) - reach).sum::<i64>() / 3
    }
}

/// The day of a province with `stops` drop points.
///
/// # Panics
/// When the made-up day contradicts itself, which would be a mistake in this file.
pub fn province(stops: usize, seed: u64) -> DayProblem {
    let mut random = Scatter(seed);
    let capital = LonLat { lon_e6: 113_300_000, lat_e6: 23_150_000 };
    let counties: Vec<LonLat> = (0..(stops / 12).max(1))
        .map(|_| near(&mut random, capital, 2_000_000, 1_600_000))
        .collect();
    let mut places = Vec::new();
    let mut drops = Vec::new();
    let mut consignments = Vec::new();
    for ix in 0..stops {
        let in_capital = random.below(100) < 30;
        let at = match in_capital {
            true => near(&mut random, capital, 350_000, 250_000),
            false => {
                let county = counties[random.below(counties.len() as i64) as usize];
                near(&mut random, county, 180_000, 150_000)
            }
        };
        let kind = match random.below(10) {
            0..6 => LocationKind::Station,
            6..9 => LocationKind::Hall,
            _ => LocationKind::Cabinet,
        };
        places.push(place(ix, kind, at));
        let service = Seconds::minutes(4 + random.below(9));
        drops.push(DropPoint {
            place: PlaceId::from(ix),
            windows: windows(kind, &mut random, service),
            service,
            skills: Vec::new(),
            next_open: None,
        });
        let many = if random.below(12) == 0 { 400 } else { 60 };
        consignments.push(consignment(ix, 1 + random.below(many)));
    }
    let vehicles = (0..stops.div_ceil(11)).map(vehicle).collect();
    let centre = Centre {
        code: CentreCode("C01".into()),
        name: "制证中心".into(),
        at: near(&mut random, capital, 100_000, 100_000),
        opens: Clock::at(5, 0),
        closes: Clock::at(18, 0),
        dock_time: Seconds::minutes(10),
        docks: (stops as u32).div_ceil(120),
    };
    let parts = Parts {
        centre,
        day: NaiveDate::from_ymd_opt(2026, 3, 10).unwrap_or_default(),
        pouching: Pouching { cards_per_pouch: 100, ..Pouching::default() },
        places,
        drops,
        consignments,
        vehicles,
        terminals: Vec::new(),
        roads: Roads::Estimate { detour_percent: 140 },
        areas: Vec::new(),
        wave: 1,
        kept: Vec::new(),
        smoothness: Smoothness::default(),
    };
    match DayProblem::new(parts) {
        Ok(problem) => problem,
        Err(faults) => panic!("the made-up day is unsound: {faults:?}"),
    }
}

fn near(random: &mut Scatter, at: LonLat, lon_reach: i64, lat_reach: i64) -> LonLat {
    LonLat {
        lon_e6: at.lon_e6 + random.around(lon_reach) as i32,
        lat_e6: at.lat_e6 + random.around(lat_reach) as i32,
    }
}

fn place(ix: usize, kind: LocationKind, at: LonLat) -> Place {
    let code = LocationCode::parse(&format!("44{ix:010}"));
    Place {
        code: code.unwrap_or_else(|| unreachable!("twelve digits")),
        name: format!("受理点 {ix}"),
        kind,
        address: String::new(),
        at,
        contact: String::new(),
        phone: String::new(),
        remote: false,
    }
}

fn windows(kind: LocationKind, random: &mut Scatter, service: Seconds) -> Vec<Window> {
    let window =
        |from: i64, to: i64| Window { from: Clock(from * 60), to: Clock(to * 60) - service };
    let late = 30 * random.below(3);
    match kind {
        LocationKind::Station => {
            vec![window(8 * 60 + late, 12 * 60), window(14 * 60, 17 * 60 + late)]
        }
        LocationKind::Hall => vec![window(9 * 60, 17 * 60)],
        LocationKind::Cabinet => vec![window(0, 24 * 60)],
    }
}

fn consignment(ix: usize, cards: i64) -> Consignment {
    let due = NaiveDate::from_ymd_opt(2026, 3, 20).unwrap_or_default();
    let serial = |card| CardSerial::parse(&format!("S{ix:06}{card:06}"));
    let card = |card| serial(card).map(|serial| DayCard { due, serial });
    Consignment {
        location: PlaceId::from(ix),
        mode: Mode::Van,
        drop: Some(fenjian_planner::problem::DropId::from(ix)),
        cards: (0..cards).filter_map(card).collect(),
        free_slots: None,
    }
}

fn vehicle(ix: usize) -> Vehicle {
    let (kind, pouches, weight, fixed, per_km) = match ix % 3 {
        0 => ("大型", 60, 400, 40_000, 160),
        1 => ("中型", 36, 200, 28_000, 120),
        _ => ("小型", 20, 100, 20_000, 90),
    };
    Vehicle {
        name: format!("{ix:03}"),
        plate: String::new(),
        kind: kind.into(),
        pouches: Some(pouches),
        weight: Some(Grams(weight * 1000)),
        shift_start: Clock::at(5, 30),
        shift_end: Clock::at(18, 30),
        max_distance: Some(Metres(600_000)),
        max_stops: Some(30),
        fixed_cost: Fen(fixed),
        cost_per_km: Fen(per_km),
        cost_per_hour: Fen(4_500),
        skills: Vec::new(),
        pause: Some(Break {
            length: Seconds::minutes(45),
            from: Clock::at(11, 30),
            to: Clock::at(13, 30),
        }),
        trips: 1 + u32::from(ix % 3 == 2),
        reload: Seconds::minutes(20),
        start: None,
        end: None,
        driver: String::new(),
        escort: String::new(),
        phone: String::new(),
    }
}
