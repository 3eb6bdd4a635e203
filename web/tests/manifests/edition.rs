//! Editions made by hand: a few lines say which location gets how many cards on which route, and
//! the builder fills in the rest so that the numbers can be foretold.

use crate::{lines, plan, problem, sorts};
use chrono::{DateTime, NaiveDate};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::{CentreCode, LocationCode, State};
use fenjian_sql::edition::{Edition, Ledger, Revision, Status};
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
    pub post: u32,
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
    LocationCode::parse(&format!("44{:04}{:06}", 103 + ix / 90, (ix % 90 + 1) * 10_000)).unwrap()
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
            post: if ix % 9 == 8 { 70 } else { 0 },
            ..loc(&format!("白云区第{}派出所", ix + 1), 40 + 9 * ix)
        })
        .collect();
    locations[5].van = 3_000;
    locations[5].name =
        "广州市越秀区流动人口和出租屋服务管理中心暨居民身份证异地受理大厅（二号楼）".into();
    locations[7].name =
        "A very long Latin name of a service hall, written without abbreviations".into();
    for below in &mut locations[9..20] {
        below.via = Some(8);
        below.van = 30;
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
    let problem = DayProblem::new(problem::parts(spec)).unwrap();
    let plan = plan::plan(spec, &problem);
    let cards: BTreeMap<_, _> =
        problem.consignments_with_ids().map(|(id, c)| (id, lines::lines(spec, id, c))).collect();
    let sorts = sorts::sorts(&problem, &plan);
    let stopped: Vec<_> = (0..spec.stopped).map(|ix| lines::stopped(spec, ix)).collect();
    let numbers = match spec.status {
        Status::Proposed => BTreeMap::new(),
        _ => plan::numbers(&problem, &plan, &sorts),
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
        sorts,
        stopped,
        refused: (0..spec.refused).map(lines::refused).collect(),
        waves: BTreeMap::new(),
        previous_day: day().pred_opt(),
        centre: CentreCode("GZ".into()),
    }
}
