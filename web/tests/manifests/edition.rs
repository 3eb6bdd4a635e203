//! Editions made by hand: a few lines say which location gets how many cards on which route, and
//! the builder fills in the rest so that the numbers can be foretold.

use chrono::{DateTime, Days, NaiveDate};
use fenjian::manifests::Kind;
use fenjian_planner::fault;
use fenjian_planner::plan::{Hold, Need, Pause, PauseAt, Plan, Pouch, Route, Stop, WayOut};
use fenjian_planner::problem::{
    Consignment, ConsignmentId, DayCard, DayProblem, DropId, DropPoint, Parts, Place, PlaceId,
    Roads, VehicleId,
};
use fenjian_planner::units::{Clock, Fen, Grams, Metres, Seconds, Window};
use fenjian_planner::words::{
    Break, CardSerial, Centre, CentreCode, Channel, LocationCode, LocationKind, LonLat, Mode,
    Pouching, Reason, State, Vehicle,
};
use fenjian_sql::edition::{
    CardLine, Edition, Ledger, Numbered, RefusedRow, Revision, Status, StoppedCard,
};
use std::collections::BTreeMap;

/// A receiving location and its cards.
#[derive(Clone, Default)]
pub struct Loc {
    pub name: String,
    /// Index of the location whose drop point takes its cards; itself when none.
    pub via: Option<usize>,
    pub van: u32,
    /// Of `van`, how many wait.
    pub held: u32,
    pub home: u32,
    pub pickup: u32,
}

/// A day in short.
pub struct Spec {
    pub status: Status,
    pub locations: Vec<Loc>,
    /// Routes, each a vehicle, a trip and the locations where it stops.
    pub routes: Vec<(u32, u32, Vec<usize>)>,
    pub cards_per_pouch: u32,
    pub name: fn(usize) -> String,
    pub stopped: usize,
    pub refused: usize,
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub fn loc(name: &str, van: u32) -> Loc {
    Loc { name: name.into(), van, ..Loc::default() }
}

pub fn code(ix: usize) -> LocationCode {
    LocationCode::parse(&format!("4401{:02}{:06}", 3 + ix / 100, (ix % 100 + 1) * 10_000)).unwrap()
}

/// The small day of the golden texts: one bureau that passes pouches on, one station that stands
/// for itself, one that waits, cards by post and for pickup.
pub fn small(status: Status) -> Edition {
    let locations = vec![
        loc("天河区公安分局", 150),
        Loc { via: Some(0), ..loc("天河区石牌派出所", 42) },
        Loc { home: 3, pickup: 2, ..loc("番禺区市桥派出所", 250) },
        Loc { held: 20, ..loc("从化区吕田派出所", 20) },
        Loc { home: 2, ..loc("南沙区政务服务中心自助柜", 0) },
    ];
    build(&Spec {
        status,
        locations,
        routes: vec![(0, 1, vec![0, 2])],
        cards_per_pouch: 100,
        name: |ix| ["王小明", "李娜", "阿布都热合曼·买买提", "王小明", "欧阳春晓"][ix % 5].into(),
        stopped: 2,
        refused: 1,
    })
}

/// A large day: three vehicles of which one makes two trips, more than 60 pouches, a bureau that
/// passes on, one location of 3,000 cards, long names in several scripts.
pub fn large(status: Status) -> Edition {
    let mut locations: Vec<Loc> = (0..24)
        .map(|ix| Loc {
            home: ix % 3,
            pickup: ix % 4,
            ..loc(&format!("白云区第{}派出所", ix + 1), 40 + 9 * ix)
        })
        .collect();
    locations[5].van = 3_000;
    locations[5].name =
        "广州市越秀区流动人口和出租屋服务管理中心暨居民身份证异地受理大厅（二号楼）".into();
    locations[7].name =
        "A very long Latin name of a service hall, written without abbreviations".into();
    for location in &mut locations[9..20] {
        location.via = Some(8);
        location.van = 30;
    }
    locations[21].held = 60;
    locations[22].held = locations[22].van;
    let name = |ix: usize| {
        let names = [
            "王小明",
            "阿布都热合曼·买买提吐尔逊·艾合买提江·依布拉音",
            "بەختىيار ئابدۇرەھمان",
            "བཀྲ་ཤིས་དོན་གྲུབ",
            "Maximilian Alexander von und zu Hohenstein-Wittgenstein",
            "𠮷野家𡈽",
            "欧阳春晓",
        ];
        names[ix * 31 % names.len()].to_owned()
    };
    build(&Spec {
        status,
        locations,
        routes: vec![
            (0, 1, vec![0, 1, 2, 3, 4, 6, 7]),
            (1, 1, vec![5]),
            (1, 2, vec![20, 21]),
            (2, 1, vec![8, 23]),
        ],
        cards_per_pouch: 100,
        name,
        stopped: 40,
        refused: 25,
    })
}

pub fn build(spec: &Spec) -> Edition {
    let parts = parts(spec);
    let problem = DayProblem::new(parts).unwrap();
    let plan = plan(spec, &problem);
    let cards: BTreeMap<_, _> =
        problem.consignments_with_ids().map(|(id, c)| (id, lines(spec, id, c))).collect();
    let stopped: Vec<_> = (0..spec.stopped).map(|ix| stopped(spec, ix)).collect();
    let numbers = match spec.status {
        Status::Proposed => BTreeMap::new(),
        _ => numbers(&problem, &plan),
    };
    let mut states = plan.states(&problem);
    states.insert(State::Quarantined, stopped.len() as u64);
    let produced = states.values().sum::<u64>() - 7;
    Edition {
        revision: Revision {
            number: 2,
            parent: Some(1),
            status: spec.status,
            seed: 1,
            input_hash: "0f".repeat(32),
            plan_hash: "a1b2c3d4e5f60718".repeat(4),
            made_at: DateTime::UNIX_EPOCH,
            published_at: None,
        },
        ledger: Ledger { brought_forward: 5, produced, returned: 1, found: 1, states },
        problem,
        plan,
        numbers,
        cards,
        stopped,
        refused: (0..spec.refused).map(refused).collect(),
        previous_day: day().pred_opt(),
        centre: CentreCode("GZ".into()),
    }
}

fn parts(spec: &Spec) -> Parts {
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

fn serial(ix: usize, mode: Mode, n: u32) -> CardSerial {
    CardSerial::parse(&format!("S{ix:03}{}{n:06}", &mode.word()[..1])).unwrap()
}

fn day_card(ix: usize, mode: Mode, n: u32) -> DayCard {
    let due = day() + Days::new(2 + u64::from(n / 60));
    DayCard { due, serial: serial(ix, mode, n) }
}

fn lines(spec: &Spec, id: ConsignmentId, consignment: &Consignment) -> Vec<CardLine> {
    let all = consignment.cards.iter().enumerate();
    all.map(|(n, card)| line(spec, id.ix() * 7 + n, card.serial.clone(), card.due)).collect()
}

fn line(spec: &Spec, ix: usize, serial: CardSerial, due: NaiveDate) -> CardLine {
    CardLine {
        receipt_no: format!("SL4401{:010}", ix),
        serial,
        name: (spec.name)(ix),
        applied_on: day().checked_sub_days(Days::new(20)),
        reason: Reason::ALL[ix % 3],
        channel: Channel::ALL[ix % 3],
        due: Some(due),
        batch_no: "B1124".into(),
        tray: format!("T{:02}", ix / 200),
        position: Some((ix % 200) as u32 + 1),
    }
}

fn stopped(spec: &Spec, ix: usize) -> StoppedCard {
    let serial = CardSerial::parse(&format!("Q{ix:08}")).unwrap();
    let mut reasons = vec![fault::BAD_CHECK_DIGIT];
    if ix % 2 == 1 {
        reasons.push(fault::SECOND_CARD);
    }
    StoppedCard {
        card: line(spec, 90_000 + ix, serial, day()),
        receiving: code(ix % spec.locations.len()).to_string(),
        reasons,
        since: day().checked_sub_days(Days::new(ix as u64 % 3)).unwrap(),
    }
}

fn refused(ix: usize) -> RefusedRow {
    RefusedRow {
        file: "证件_20261124_第一批.csv".into(),
        line: 3 + ix as u64,
        column: Some("card_serial".into()),
        value: Some("A＊".into()),
        code: fault::NO_SERIAL,
        detail: "序列号只有 2 位".into(),
    }
}

fn plan(spec: &Spec, problem: &DayProblem) -> Plan {
    let mut routes: Vec<_> = (spec.routes.iter())
        .enumerate()
        .map(|(ix, (vehicle, trip, at))| route(spec, problem, ix, (*vehicle, *trip), at))
        .collect();
    routes.sort_by_key(|r| (r.vehicle, r.trip));
    let holds = problem.consignments_with_ids().filter(|(_, c)| c.mode == Mode::Van);
    let holds = holds.filter_map(|(consignment, c)| {
        let held = spec.locations[c.location.ix()].held;
        let way_out = WayOut { vehicle: Some(VehicleId(0)), needs: Need::Shift(Seconds(700)) };
        (held > 0).then_some(Hold {
            consignment,
            cards: held,
            reason: fault::SHIFT_EXCEEDED,
            way_out,
        })
    });
    Plan { routes, holds: holds.collect() }
}

fn route(
    spec: &Spec,
    problem: &DayProblem,
    ix: usize,
    (vehicle, trip): (u32, u32),
    at: &[usize],
) -> Route {
    let load = Clock::at(7, 0) + Seconds::minutes(5 * ix as i64 + 420 * i64::from(trip - 1));
    let depart = load + Seconds::minutes(20);
    let mut now = depart;
    let stops: Vec<_> = (at.iter())
        .map(|&ix| {
            let arrive = now + Seconds::minutes(17);
            let begin = arrive.max(Clock::at(8, 30));
            now = begin + Seconds::minutes(10);
            let drop = problem.drops.iter().position(|d| d.place == PlaceId::from(ix)).unwrap();
            let pouches = pouches(spec, problem, ix);
            Stop { drop: DropId::from(drop), arrive, begin, leave: now, pouches }
        })
        .collect();
    let pause =
        (at.len() > 2).then_some(Pause { at: PauseAt::BeforeStop(2), begin: Clock::at(11, 30) });
    Route {
        vehicle: VehicleId(vehicle),
        trip,
        start: load,
        dock: ix as u32 % 2,
        load,
        depart,
        pause,
        end: now + Seconds::minutes(40),
        distance: Metres(12_340 * (1 + at.len() as i64)),
        cost: Fen(25_000),
        stops,
    }
}

fn pouches(spec: &Spec, problem: &DayProblem, at: usize) -> Vec<Pouch> {
    let mut pouches = Vec::new();
    for (consignment, c) in problem.consignments_with_ids().filter(|(_, c)| c.mode == Mode::Van) {
        let location = &spec.locations[c.location.ix()];
        if location.via.unwrap_or(c.location.ix()) != at {
            continue;
        }
        let travelling = location.van - location.held;
        let of = travelling.div_ceil(spec.cards_per_pouch);
        for number in 1..=of {
            let cards =
                (travelling - (number - 1) * spec.cards_per_pouch).min(spec.cards_per_pouch);
            let weight = Grams(80 + 6 * i64::from(cards));
            pouches.push(Pouch { consignment, number, of, cards, weight });
        }
    }
    pouches
}

/// Numbers as publication gives them.
fn numbers(problem: &DayProblem, plan: &Plan) -> BTreeMap<Numbered, String> {
    let mut numbers = BTreeMap::new();
    let mut manifests = 0;
    let mut manifest = |numbers: &mut BTreeMap<_, _>, kind: Kind, subject: &str| {
        manifests += 1;
        let key = Numbered::Manifest(kind.word().into(), subject.into());
        numbers.insert(key, format!("GZ20261124-M{manifests:04}"));
    };
    for kind in [
        Kind::DaySheet,
        Kind::Reconciliation,
        Kind::Exceptions,
        Kind::SortList,
        Kind::HomeList,
        Kind::PickupList,
    ] {
        manifest(&mut numbers, kind, "");
    }
    let mut pouches = 0;
    for (ix, route) in plan.routes.iter().enumerate() {
        let name = format!("GZ20261124-R{:02}", ix + 1);
        let vehicle = problem.vehicles[route.vehicle.ix()].name.clone();
        numbers.insert(Numbered::Route(vehicle, route.trip), name.clone());
        manifest(&mut numbers, Kind::LoadList, &name);
        manifest(&mut numbers, Kind::RunSheet, &name);
        for stop in &route.stops {
            let at = problem.drop_place(stop.drop).code;
            manifest(&mut numbers, Kind::Handover, &format!("{name}/{at}"));
            for pouch in &stop.pouches {
                pouches += 1;
                let number = format!("GZ20261124-P{pouches:05}");
                let location = problem.location(pouch.consignment).code.to_string();
                numbers.insert(Numbered::Pouch(location, pouch.number), number.clone());
                manifest(&mut numbers, Kind::InnerList, &number);
            }
        }
    }
    numbers
}
