//! Three days from files to closing: every count agrees at every step.

use crate::program::{DAYS, Program};
use serde_json::Value;

/// A limit in iterations, so that two runs are the same.
const LIMIT: [&str; 4] = ["--iterations", "300", "--threads", "2"];

fn total(ledger: &Value) -> u64 {
    ledger["states"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum()
}

fn entered(ledger: &Value) -> u64 {
    let terms = ["brought_forward", "produced", "returned", "found"];
    terms.iter().map(|term| ledger[term].as_u64().unwrap()).sum()
}

fn assert_balanced(program: &Program, day: &str, after: &str) -> Value {
    let found = program.day("reconcile", day, &[]);
    assert_eq!(found["balanced"], true, "{day} after {after}: {found}");
    assert_eq!(found["chain_intact"], true, "{day} after {after}: {found}");
    assert_eq!(found["differences"].as_array().unwrap().len(), 0, "{day} after {after}: {found}");
    assert_eq!(entered(&found), total(&found), "{day} after {after}");
    found
}

/// Every machine sorts the day without a card out of place, above its bound and below the usual way.
fn assert_sorted(program: &Program, day: &str) {
    for machine in ["sorter-1", "rack-1"] {
        let sorted = program.day("sort", day, &["--machine", machine]);
        let seconds = |name: &str| sorted[name].as_f64().unwrap();
        assert_eq!(sorted["misplaced"], 0, "{day} {machine}: {sorted}");
        assert!(seconds("bound_seconds") <= seconds("handling_seconds") + 0.01, "{sorted}");
        assert!(seconds("handling_seconds") <= seconds("by_code_seconds"), "{sorted}");
        assert!(sorted["begin_by"].is_string(), "{sorted}");
        let again = program.day("sort", day, &["--machine", machine]);
        assert_eq!(again["handling_seconds"], sorted["handling_seconds"], "{sorted}");
    }
    let best = program.day("sort", day, &[]);
    assert!(["sorter-1", "rack-1"].contains(&best["machine"].as_str().unwrap()), "{best}");
    let unknown = program.run(&["sort", "--centre", "640000", "--day", day, "--machine", "没有"]);
    assert_eq!(unknown.status.code(), Some(1));
}

#[test]
fn three_days_balance_from_import_to_closing() {
    let program = Program::new();
    let mut carried = 0;
    for (day, seed) in DAYS.into_iter().zip(["1", "2", "3"]) {
        let report = program.import_sample(day, seed, "2000");
        let fresh = report["accepted"].as_u64().unwrap() + report["quarantined"].as_u64().unwrap();
        let ledger = assert_balanced(&program, day, "import");
        assert_eq!(ledger["brought_forward"], carried);
        assert_eq!(entered(&ledger), fresh + carried, "every card of the file is in the account");

        let again = program.import(&program.path(&format!("files-{day}")), "cards", day);
        assert_eq!((&again["accepted"], &again["quarantined"]), (&0.into(), &0.into()));
        assert_eq!(
            again["unchanged"].as_u64().unwrap() + again["refused"].as_u64().unwrap(),
            again["rows"]
        );

        let first = program.day("plan", day, &LIMIT);
        let second = program.day("plan", day, &LIMIT);
        assert_eq!(first["plan_hash"], second["plan_hash"], "the same input gives the same plan");
        assert_eq!(first["input_hash"], second["input_hash"]);
        for held in first["unserved"].as_array().unwrap() {
            assert!(!held["way_out"].as_str().unwrap().is_empty(), "{held}");
        }
        assert_balanced(&program, day, "plan");
        assert_eq!(program.day("check", day, &[])["sound"], true);

        program.day("publish", day, &[]);
        assert_sorted(&program, day);
        let published = assert_balanced(&program, day, "publish");
        let held: u64 = (second["unserved"].as_array().unwrap().iter())
            .map(|held| held["cards"].as_u64().unwrap())
            .sum();
        assert_eq!(published["states"]["held"].as_u64().unwrap_or_default(), held);

        let closed = program.day("close", day, &[]);
        carried = closed["carried"].as_u64().unwrap();
        let ledger = assert_balanced(&program, day, "close");
        let left = ["handed_over", "posted"].map(|s| ledger["states"][s].as_u64().unwrap_or(0));
        assert_eq!(left.iter().sum::<u64>() + carried, total(&ledger));
    }
}

#[test]
fn what_was_not_delivered_is_brought_forward() {
    let program = Program::new();
    program.import_sample(DAYS[0], "5", "1500");
    program.day("plan", DAYS[0], &[&LIMIT[..], &["--publish"]].concat());
    let route = "640000-260928-R01";
    let closed = program.day("close", DAYS[0], &["--undelivered", route]);
    let back = closed["ledger"]["states"]["returned"].as_u64().unwrap();
    assert!(back > 0);
    program.day("plan", DAYS[1], &LIMIT);
    let next = assert_balanced(&program, DAYS[1], "the day before");
    assert_eq!(next["brought_forward"], closed["carried"]);
}
