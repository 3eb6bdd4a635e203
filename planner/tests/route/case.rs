//! Small days for tests: everything in units of ten minutes and kilometres, so that a slow twin can
//! try every moment, and prices of one fen a second and a metre, so that no cost is rounded.

use chrono::NaiveDate;
use fenjian_planner::consolidate::{Load, consolidate};
use fenjian_planner::problem::{
    Consignment, DayCard, DayProblem, DropId, DropPoint, Parts, Place, PlaceId, Roads,
};
use fenjian_planner::roads::Matrix;
use fenjian_planner::units::{Clock, Fen, Grams, Metres, Seconds, Window};
use fenjian_planner::vrp::Smoothness;
use fenjian_planner::words::{
    Break, CardSerial, Centre, CentreCode, LocationCode, LocationKind, LonLat, Mode, Pouching,
    Vehicle,
};

/// Seconds of a unit.
pub(super) const UNIT: i64 = 600;

/// A drop point with its cards.
#[derive(Clone, Debug)]
pub(super) struct Drop {
    /// Where, on a grid with one unit of driving between neighbours.
    pub(super) at: (i64, i64),
    /// Windows in units.
    pub(super) windows: Vec<(i64, i64)>,
    pub(super) service: i64,
    pub(super) cards: usize,
    pub(super) skills: Vec<String>,
}

/// A vehicle; times in units, distance in kilometres.
#[derive(Clone, Debug)]
pub(super) struct Van {
    pub(super) pouches: Option<u32>,
    pub(super) grams: Option<i64>,
    pub(super) shift: (i64, i64),
    pub(super) max_km: Option<i64>,
    pub(super) max_stops: Option<u32>,
    pub(super) fixed: i64,
    /// Prices in fen for a kilometre and an hour, times 1000 and 3600.
    pub(super) prices: (i64, i64),
    pub(super) skills: Vec<String>,
    /// Length, from, to.
    pub(super) pause: Option<(i64, i64, i64)>,
    pub(super) trips: u32,
    pub(super) reload: i64,
    pub(super) start: Option<(i64, i64)>,
    pub(super) end: Option<(i64, i64)>,
}

impl Default for Van {
    fn default() -> Self {
        Self {
            pouches: None,
            grams: None,
            shift: (0, 60),
            max_km: None,
            max_stops: None,
            fixed: 5_000,
            prices: (1, 1),
            skills: Vec::new(),
            pause: None,
            trips: 1,
            reload: 0,
            start: None,
            end: None,
        }
    }
}

/// A day.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) drops: Vec<Drop>,
    pub(super) vans: Vec<Van>,
    pub(super) docks: u32,
    pub(super) dock_time: i64,
    pub(super) opens: i64,
    pub(super) closes: i64,
}

impl Default for Case {
    fn default() -> Self {
        Self { drops: vec![], vans: vec![], docks: 9, dock_time: 1, opens: 0, closes: 60 }
    }
}

/// The problem, its roads and its loads.
pub(super) type Built = (DayProblem, Matrix, Vec<Load>);

fn seconds(units: i64) -> Seconds {
    Seconds(units * UNIT)
}

fn clock(units: i64) -> Clock {
    Clock(units * UNIT)
}

fn code(ix: usize) -> LocationCode {
    LocationCode::parse(&format!("{ix:012}")).unwrap()
}

impl Case {
    /// Makes the problem.
    pub(super) fn build(&self) -> Built {
        let ends: Vec<(i64, i64)> =
            self.vans.iter().flat_map(|van| [van.start, van.end]).flatten().collect();
        let mut points = vec![(0, 0)];
        points.extend(self.drops.iter().map(|drop| drop.at));
        points.extend(&ends);
        // Kilometres and units of driving differ, so that distance is not time in disguise.
        let leg = |a: (i64, i64), b: (i64, i64)| {
            let way = (a.0 - b.0).abs() + (a.1 - b.1).abs();
            (Metres(way * 1_000 + (a.0 - b.0).abs() * 2_000), seconds(way))
        };
        let legs = points.iter().flat_map(|&a| points.iter().map(move |&b| leg(a, b))).collect();
        let mut next_end = self.drops.len();
        let mut terminal = |at: Option<(i64, i64)>| {
            at.map(|_| {
                next_end += 1;
                code(next_end)
            })
        };
        let vehicles: Vec<_> = (self.vans.iter().enumerate())
            .map(|(ix, van)| vehicle(ix, van, terminal(van.start), terminal(van.end)))
            .collect();
        let parts = Parts {
            centre: Centre {
                code: CentreCode("C".into()),
                name: "中心".into(),
                at: LonLat { lon_e6: 0, lat_e6: 0 },
                opens: clock(self.opens),
                closes: clock(self.closes),
                dock_time: seconds(self.dock_time),
                docks: self.docks,
            },
            day: NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(),
            pouching: Pouching {
                cards_per_pouch: 3,
                card_weight: Grams(10),
                pouch_weight: Grams(0),
            },
            places: (1..points.len()).map(place).collect(),
            drops: self.drops.iter().enumerate().map(|(ix, drop)| drop_point(ix, drop)).collect(),
            consignments: (self.drops.iter().enumerate())
                .map(|(ix, drop)| consignment(ix, drop.cards))
                .collect(),
            vehicles,
            terminals: (self.drops.len()..self.drops.len() + ends.len())
                .map(PlaceId::from)
                .collect(),
            roads: Roads::Matrix { legs, estimated: 0 },
            areas: Vec::new(),
            wave: 1,
            kept: Vec::new(),
            smoothness: Smoothness::default(),
        };
        let problem = DayProblem::new(parts).unwrap();
        let roads = Matrix::of(&problem);
        let loads = consolidate(&problem).loads;
        (problem, roads, loads)
    }
}

fn place(ix: usize) -> Place {
    Place {
        code: code(ix),
        name: format!("点{ix}"),
        kind: LocationKind::Station,
        address: String::new(),
        at: LonLat { lon_e6: 0, lat_e6: 0 },
        contact: String::new(),
        phone: String::new(),
        remote: false,
    }
}

fn drop_point(ix: usize, drop: &Drop) -> DropPoint {
    let window = |&(from, to): &(i64, i64)| Window { from: clock(from), to: clock(to) };
    DropPoint {
        place: PlaceId::from(ix),
        windows: drop.windows.iter().map(window).collect(),
        service: seconds(drop.service),
        skills: drop.skills.clone(),
        next_open: None,
    }
}

fn consignment(ix: usize, cards: usize) -> Consignment {
    let due = NaiveDate::from_ymd_opt(2026, 3, 20).unwrap();
    let card =
        |card| DayCard { due, serial: CardSerial::parse(&format!("S{ix:04}N{card:04}")).unwrap() };
    Consignment {
        location: PlaceId::from(ix),
        mode: Mode::Van,
        drop: Some(DropId::from(ix)),
        cards: (0..cards).map(card).collect(),
        free_slots: None,
    }
}

fn vehicle(
    ix: usize,
    van: &Van,
    start: Option<LocationCode>,
    end: Option<LocationCode>,
) -> Vehicle {
    Vehicle {
        name: format!("{ix}"),
        plate: String::new(),
        kind: String::new(),
        pouches: van.pouches,
        weight: van.grams.map(Grams),
        shift_start: clock(van.shift.0),
        shift_end: clock(van.shift.1),
        max_distance: van.max_km.map(|km| Metres(km * 1_000)),
        max_stops: van.max_stops,
        fixed_cost: Fen(van.fixed),
        cost_per_km: Fen(van.prices.0 * 1_000),
        cost_per_hour: Fen(van.prices.1 * 3_600),
        skills: van.skills.clone(),
        pause: van.pause.map(|(length, from, to)| Break {
            length: seconds(length),
            from: clock(from),
            to: clock(to),
        }),
        trips: van.trips,
        reload: seconds(van.reload),
        start,
        end,
        driver: String::new(),
        escort: String::new(),
        phone: String::new(),
    }
}
