//! The problem of a day made by hand.

use crate::edition::{Loc, Spec, code, day};
use chrono::Days;
use fenjian_planner::problem::{
    Consignment, DayCard, DropId, DropPoint, Parts, Place, PlaceId, Roads,
};
use fenjian_planner::units::{Clock, Fen, Seconds, Window};
use fenjian_planner::vrp::Smoothness;
use fenjian_planner::words::{
    Break, CardSerial, Centre, CentreCode, LocationKind, LonLat, Mode, Pouching, Vehicle,
};

pub fn parts(spec: &Spec) -> Parts {
    let places: Vec<_> = spec.locations.iter().enumerate().map(|(ix, l)| place(ix, l)).collect();
    let mut at: Vec<usize> = (spec.locations.iter().enumerate())
        .filter(|(_, l)| l.van > 0)
        .map(|(ix, l)| l.via.unwrap_or(ix))
        .collect();
    at.sort_unstable();
    at.dedup();
    let drops: Vec<_> = at.iter().map(|&ix| drop_point(ix)).collect();
    let mut consignments = Vec::new();
    for (ix, location) in spec.locations.iter().enumerate() {
        let drop = location.via.unwrap_or(ix);
        let modes = [
            (Mode::Van, location.van),
            (Mode::Post, location.post),
            (Mode::Home, location.home),
            (Mode::Pickup, location.pickup),
        ];
        for (mode, cards) in modes.into_iter().filter(|&(_, cards)| cards > 0) {
            let drop = at.iter().position(|&a| a == drop).map(DropId::from);
            consignments.push(Consignment {
                location: PlaceId::from(ix),
                mode,
                drop: drop.filter(|_| mode == Mode::Van),
                cards: (0..cards).map(|n| day_card(ix, mode, n)).collect(),
                free_slots: None,
            });
        }
    }
    let last = spec.routes.iter().map(|(v, _, _)| *v).max().unwrap_or(0);
    Parts {
        centre: Centre {
            code: CentreCode("GZ".into()),
            name: "广东省公安厅制证中心".into(),
            at: LonLat { lon_e6: 113_264_000, lat_e6: 23_129_000 },
            opens: Clock::at(6, 0),
            closes: Clock::at(20, 0),
            dock_time: Seconds::minutes(20),
            docks: 2,
        },
        day: day(),
        pouching: Pouching { cards_per_pouch: spec.cards_per_pouch, ..Pouching::default() },
        places,
        drops,
        consignments,
        vehicles: (0..=last).map(vehicle).collect(),
        terminals: Vec::new(),
        roads: Roads::Estimate { detour_percent: 140 },
        areas: Vec::new(),
        wave: 1,
        kept: Vec::new(),
        smoothness: Smoothness::default(),
    }
}

fn place(ix: usize, location: &Loc) -> Place {
    let turn = ix as f64 * 2.4;
    let away = 0.04 + 0.006 * ix as f64;
    Place {
        code: code(ix),
        name: location.name.clone(),
        kind: LocationKind::Station,
        address: format!("广州市天河区中山大道西 {} 号", 100 + ix),
        at: LonLat {
            lon_e6: 113_264_000 + (turn.cos() * away * 1e6) as i32,
            lat_e6: 23_129_000 + (turn.sin() * away * 1e6) as i32,
        },
        contact: "户籍窗口 陈警官".into(),
        phone: format!("020-8312{:04}", ix),
        remote: false,
    }
}

fn drop_point(ix: usize) -> DropPoint {
    DropPoint {
        place: PlaceId::from(ix),
        windows: vec![
            Window { from: Clock::at(8, 30), to: Clock::at(11, 45) },
            Window { from: Clock::at(14, 0), to: Clock::at(17, 15) },
        ],
        service: Seconds::minutes(10),
        skills: Vec::new(),
        next_open: day().succ_opt(),
    }
}

fn vehicle(ix: u32) -> Vehicle {
    Vehicle {
        name: format!("V{:02}", ix + 1),
        plate: format!("粤A·{:04}警", 1680 + ix),
        kind: "厢式货车".into(),
        pouches: Some(400),
        weight: None,
        shift_start: Clock::at(6, 0),
        shift_end: Clock::at(22, 0),
        max_distance: None,
        max_stops: None,
        fixed_cost: Fen(0),
        cost_per_km: Fen(120),
        cost_per_hour: Fen(4500),
        skills: Vec::new(),
        pause: Some(Break {
            length: Seconds::minutes(30),
            from: Clock::at(11, 30),
            to: Clock::at(13, 0),
        }),
        trips: 2,
        reload: Seconds::minutes(30),
        start: None,
        end: None,
        driver: "张建国".into(),
        escort: "刘强".into(),
        phone: "138 0013 8000".into(),
    }
}

pub fn serial(ix: usize, mode: Mode, n: u32) -> CardSerial {
    let letter = match mode {
        Mode::Van => 'v',
        Mode::Post => 'm',
        Mode::Home => 'h',
        Mode::Pickup => 'p',
    };
    CardSerial::parse(&format!("S{ix:03}{letter}{n:06}")).unwrap()
}

fn day_card(ix: usize, mode: Mode, n: u32) -> DayCard {
    let due = day() + Days::new(2 + u64::from(n / 60));
    DayCard { due, serial: serial(ix, mode, n) }
}
