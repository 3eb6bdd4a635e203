//! What is fed with damaged files: every reader of what people and programs send, and the engine
//! with whatever its reader accepts.

use fenjian_planner::check::answer;
use fenjian_planner::check::instance::check;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::{self, Context, FileKind, routing, vroom};
use fenjian_planner::halt::Stop;
use fenjian_planner::intake::CitizenKey;
use fenjian_planner::roads::DETOUR_PERCENT;
use fenjian_planner::route::{Settings, classic, fleet};
use fenjian_planner::vrp::{Instance, Objective};
use std::io::Cursor;

/// A reader and small files that it takes.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// What is damaged first.
    pub(crate) samples: Vec<Vec<u8>>,
    /// Reads bytes: none when they were accepted, else how they were refused.
    pub(crate) read: fn(&[u8]) -> Option<String>,
}

const TINY: &[u8] = include_bytes!("../../../../planner/tests/data/routing/tiny.vrp");
const WINDOWS: &[u8] = include_bytes!("../../../../planner/tests/data/routing/windows.vrp");
const MATRIX: &[u8] = include_bytes!("../../../../planner/tests/data/routing/matrix.vrp");
const SOLOMON: &[u8] = include_bytes!("../../../../planner/tests/data/routing/R101-25.txt");
const SOLUTION: &[u8] = include_bytes!("../../../../planner/tests/data/routing/tiny.sol");
const WORKBOOK: &[u8] = include_bytes!("../../../../planner/tests/data/cards.xls");
const VROOM: &[u8] = include_bytes!("../../../../planner/tests/data/routing/vroom.json");

/// Columns of every kind, and a row of one.
const TABLES: [&str; 4] = [
    "code,name,kind,lon,lat,parent_code,via,service_min,opening_hours,slots,aliases,active_from\n\
     440106000001,甲所,station,113.36,23.12,,direct,5,Mo-Fr 09:00-17:00; PH off,,,2020-01-01\n",
    "card_serial,citizen_id,name,receipt_no,receiving_code,channel,applied_on,delivery,reason\n\
     A1,440106199003072314,张三,R1,440106001000,local,2026-09-01,collect,first\n",
    "vehicle,type,pouches,weight_kg,shift_start,shift_end,max_km,fixed_cost,cost_per_km,cost_per_hour,skills,break_min,break_from,break_to,trips\n\
     V1,van,40,800,08:00,18:00,300,120,1.5,40,a;b,30,11:30,13:00,2\n",
    "date,kind,hours_as\n2026-10-01,holiday,\n2026-10-10,workday,5\n",
];

/// Every target.
pub(crate) fn all() -> Vec<Target> {
    let owned = |samples: &[&[u8]]| samples.iter().map(|bytes| bytes.to_vec()).collect();
    let problems = [TINY, WINDOWS, MATRIX, SOLOMON];
    vec![
        Target { name: "routing", samples: owned(&problems), read: read_problem },
        Target { name: "solution", samples: owned(&[SOLUTION]), read: read_solution },
        Target { name: "engine", samples: owned(&problems), read: solve },
        Target { name: "vroom", samples: owned(&[VROOM]), read: read_vroom },
        Target { name: "vroom-solution", samples: vroom_solutions(), read: read_vroom_solution },
        Target { name: "fleet", samples: owned(&[VROOM]), read: solve_vroom },
        Target { name: "tables", samples: owned(&TABLES.map(str::as_bytes)), read: read_tables },
        Target { name: "workbook", samples: owned(&[WORKBOOK]), read: read_tables },
    ]
}

fn refused<T>(outcome: Result<T, Fault>) -> Option<String> {
    outcome.err().map(|fault| fault.to_string())
}

fn read_problem(bytes: &[u8]) -> Option<String> {
    refused(routing::read(bytes).map(|instance| served_alone(&instance)))
}

/// A problem that was accepted can be served, but for the number of routes.
fn served_alone(instance: &Instance) {
    let alone = (1..=instance.customers() as u32).map(|customer| vec![customer]).collect();
    let faults = check(instance, &alone).faults;
    assert!(faults.iter().all(|f| f.code == fault::ROUTES_TOO_MANY), "{faults:?}");
}

fn read_solution(bytes: &[u8]) -> Option<String> {
    refused(routing::read_solution(bytes))
}

/// A short search of what the reader accepts; what it answers has to be feasible.
fn solve(bytes: &[u8]) -> Option<String> {
    let instance = match routing::read(bytes) {
        Ok(instance) => instance,
        Err(fault) => return Some(fault.to_string()),
    };
    let settings = Settings { seed: 1, threads: 1 };
    let stop = Stop::after(30, &|| 0.0);
    let solved = classic::solve(&instance, Objective::Distance, settings, stop, &|_| {});
    let Some(routes) = solved.routes else { return Some("no routes".into()) };
    let faults = check(&instance, &routes).faults;
    assert!(faults.is_empty(), "{faults:?}");
    None
}

fn read_vroom(bytes: &[u8]) -> Option<String> {
    refused(vroom::read(bytes, DETOUR_PERCENT))
}

/// A solution of the sample.
fn vroom_solutions() -> Vec<Vec<u8>> {
    let Ok(asked) = vroom::read(VROOM, DETOUR_PERCENT) else { return Vec::new() };
    let settings = Settings { seed: 1, threads: 1 };
    let stop = Stop::after(30, &|| 0.0);
    let Ok(found) = fleet::solve(&asked.problem, settings, stop, &|_| {}) else {
        return Vec::new();
    };
    let text = vroom::write(&asked, &found.answer, vroom::Computing::default());
    vec![text.into_bytes()]
}

/// Reads a solution of the sample, and compares and checks what it says.
fn read_vroom_solution(bytes: &[u8]) -> Option<String> {
    let asked = match vroom::read(VROOM, DETOUR_PERCENT) {
        Ok(asked) => asked,
        Err(fault) => return Some(fault.to_string()),
    };
    refused(vroom::read_solution(&asked, bytes).and_then(|stated| {
        let answer = answer::reckon(&asked.problem, &stated.answer);
        let faults = answer::check(&asked.problem, &answer);
        vroom::compare(&asked, &stated, &answer).map(|more| faults.len() + more.len())
    }))
}

/// A short search of what the reader accepts; what it answers has to be sound.
fn solve_vroom(bytes: &[u8]) -> Option<String> {
    let asked = match vroom::read(bytes, DETOUR_PERCENT) {
        Ok(asked) => asked,
        Err(fault) => return Some(fault.to_string()),
    };
    let settings = Settings { seed: 1, threads: 1 };
    let stop = Stop::after(10, &|| 0.0);
    let found = match fleet::solve(&asked.problem, settings, stop, &|_| {}) {
        Ok(found) => found,
        Err(fault) => panic!("read but malformed: {fault}"),
    };
    let faults = answer::check(&asked.problem, &found.answer);
    assert!(faults.is_empty(), "{faults:?}");
    // What is written of it says the same when it is read again.
    let text = vroom::write(&asked, &found.answer, vroom::Computing::default());
    let figures = vroom::read_solution(&asked, text.as_bytes()).and_then(|stated| {
        let again = answer::reckon(&asked.problem, &stated.answer);
        assert!(answer::check(&asked.problem, &again).is_empty(), "{text}");
        vroom::compare(&asked, &stated, &again)
    });
    assert!(figures.is_ok_and(|faults| faults.is_empty()), "{text}");
    None
}

/// Every kind of table, since a file does not say which it is.
fn read_tables(bytes: &[u8]) -> Option<String> {
    let answers: Vec<_> =
        FileKind::ALL.iter().filter_map(|kind| refused(read_table(*kind, bytes))).collect();
    (answers.len() == FileKind::ALL.len()).then(|| answers.concat())
}

fn read_table(kind: FileKind, bytes: &[u8]) -> Result<(), Fault> {
    let key = CitizenKey::new(vec![7; 32]);
    let day = chrono::NaiveDate::default();
    let mut source = Cursor::new(bytes);
    let survey = formats::survey(&mut source)?;
    let context = Context { key: key.as_ref(), day };
    formats::read(kind, &mut source, &survey, &context, &mut |_| Ok(())).map(drop)
}
