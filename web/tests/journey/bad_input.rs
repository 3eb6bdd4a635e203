//! Bad files get a coded error, and the database stays as it was.

use crate::program::{DAYS, Program};
use std::fs;

fn code_of(program: &Program, kind: &str, name: &str, bytes: &[u8]) -> String {
    let path = program.path(name);
    fs::write(&path, bytes).unwrap();
    let output = program.run(&["import", kind, path.to_str().unwrap(), "--day", DAYS[0], "--json"]);
    assert_eq!(output.status.code(), Some(1), "{name}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["error"]["code"].as_str().unwrap().to_owned()
}

#[test]
fn a_bad_file_is_named_and_changes_nothing() {
    let program = Program::new();
    program.import_sample(DAYS[0], "1", "300");
    let before = program.day("reconcile", DAYS[0], &[]);
    assert_eq!(code_of(&program, "cards", "empty.csv", b""), "F101");
    assert_eq!(code_of(&program, "cards", "header.csv", "甲,乙\n1,2\n".as_bytes()), "F103");
    assert_eq!(code_of(&program, "cards", "noise.csv", &[0xff, 0xfe, 0, 1, 2, 0xff]), "F102");
    assert_eq!(code_of(&program, "cards", "long.csv", &vec![b'x'; 3 << 20]), "F104");
    assert_eq!(code_of(&program, "cards", "broken.xlsx", b"PK\x03\x04 not a workbook"), "F105");
    assert_eq!(program.day("reconcile", DAYS[0], &[]), before);
}

#[test]
fn a_preview_leaves_no_trace() {
    let program = Program::new();
    program.import_sample(DAYS[0], "1", "300");
    let before = program.day("reconcile", DAYS[0], &[]);
    let files = program.path("more");
    let out = files.to_str().unwrap();
    program.json(&["sample", "--provinces", "64", "--cards", "300", "--seed", "9", "--out", out]);
    let cards = files.join("cards.csv");
    let cards = cards.to_str().unwrap();
    let preview = program.json(&["import", "cards", cards, "--day", DAYS[0], "--dry-run"]);
    assert!(preview["accepted"].as_u64().unwrap() > 0);
    assert_eq!(program.day("reconcile", DAYS[0], &[]), before);
}

#[test]
fn wrong_use_and_failed_work_end_differently() {
    let program = Program::new();
    assert_eq!(program.run(&["plan"]).status.code(), Some(2));
    for price in ["-1", "0.505", "10000.01", "1e3", ".5", ""] {
        let day = ["plan", "--centre", "440000", "--day", DAYS[0], "--spread", price];
        assert_eq!(program.run(&day).status.code(), Some(2), "{price:?}");
    }
    assert_eq!(program.run(&["import", "cards", "no such file"]).status.code(), Some(1));
    let open = program.run(&["serve", "--listen", "0.0.0.0:0", "--json"]);
    assert_eq!(open.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&open.stdout).contains("W801"));
}

#[test]
fn among_several_centres_a_row_that_names_none_is_one_bad_row() {
    let program = Program::new();
    let files = program.path("two");
    let out = files.to_str().unwrap();
    program.json(&["sample", "--provinces", "63,64", "--cards", "2000", "--out", out]);
    for kind in ["centres", "locations", "fleet"] {
        program.import(&files, kind, DAYS[0]);
    }
    let cards = files.join("cards.csv");
    let mut text = fs::read_to_string(&cards).unwrap();
    text += "44IWQB9999999999999\n";
    fs::write(&cards, text).unwrap();
    let report = program.import(&files, "cards", DAYS[0]);
    assert!(report["accepted"].as_u64().unwrap() > 1900, "{}", report["accepted"]);
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.iter().any(|f| f["code"] == "R217"), "the row is named");

    let nobody = code_of(
        &program,
        "machines",
        "machines.csv",
        &fs::read(files.join("machines.csv")).unwrap(),
    );
    assert_eq!(nobody, "S707", "a file in which no row says whose it is fails as a whole");
}
