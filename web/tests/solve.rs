//! `fenjian solve` and `check-solution` as people and programs call them.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on stops")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// A small file of the planner's tests.
fn sample(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    root.join("planner/tests/data/routing").join(name).to_str().unwrap().to_owned()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fenjian"));
    command.args(args).stdin(Stdio::null()).env_remove("DATABASE_URL");
    command
}

fn run(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The one JSON object that a command gives.
fn object(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).unwrap()
}

/// A path in a new folder.
fn fresh(folder: &tempfile::TempDir, name: &str) -> (PathBuf, String) {
    let path = folder.path().join(name);
    let text = path.to_str().unwrap().to_owned();
    (path, text)
}

const FEW: [&str; 6] = ["--iterations", "200", "--threads", "1", "--seed", "7"];

fn solve(name: &str, more: &[&str]) -> Output {
    run(&[&["solve", &sample(name)], &FEW[..], more].concat())
}

#[test]
fn every_format_is_solved_and_passes_the_check() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["tiny.vrp", "windows.vrp", "matrix.vrp", "X-n101-k25.vrp", "R101-25.txt"] {
        let (path, out) = fresh(&folder, "o.sol");
        let solved = solve(name, &["--out", &out, "--json"]);
        let said = object(&solved);
        assert!(solved.status.success(), "{name}: {said}");
        assert_eq!(said["feasible"], true, "{name}");
        assert!(said["seconds"].is_f64() && said["iterations"].is_u64(), "{said}");
        let checked = run(&["check-solution", &sample(name), &out, "--json"]);
        let found = object(&checked);
        assert!(checked.status.success(), "{name}: {found}");
        assert_eq!((&found["cost"], &found["routes"]), (&said["cost"], &said["routes"]));
        assert_eq!(found["faults"].as_array().unwrap().len(), 0);
        let routes = fs::read_to_string(path).unwrap().matches("Route #").count();
        assert_eq!(said["routes"], routes, "{name}");
    }
}

#[test]
fn without_a_file_the_solution_is_the_answer() {
    let text = stdout(&solve("tiny.vrp", &[]));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("Route #")).count(), lines.len() - 1);
    assert!(lines[lines.len() - 1].starts_with("Cost "), "{text}");
    let said = object(&solve("tiny.vrp", &["--json"]));
    let mut served: Vec<u64> = (said["solution"].as_array().unwrap().iter())
        .flat_map(|route| route.as_array().unwrap().iter().map(|c| c.as_u64().unwrap()))
        .collect();
    served.sort_unstable();
    assert_eq!(served, [1, 2, 3]);
}

#[test]
fn the_same_search_gives_the_same_file() {
    let twice = [(); 2].map(|()| stdout(&solve("X-n101-k25.vrp", &[])));
    assert_eq!(twice[0], twice[1]);
}

#[test]
fn fewer_vehicles_can_come_first() {
    let routes = |more: &[&str]| {
        let more = [&["--json"], more].concat();
        object(&solve("R101-25.txt", &more))["routes"].as_u64().unwrap()
    };
    assert!(routes(&["--fewest-vehicles"]) <= routes(&[]));
}

#[test]
fn a_trace_tells_how_the_cost_fell() {
    let folder = tempfile::tempdir().unwrap();
    let (path, trace) = fresh(&folder, "trace.csv");
    let said = object(&solve("X-n101-k25.vrp", &["--trace", &trace, "--json"]));
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("seconds,iterations,cost,routes"));
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 4), "{text}");
    assert!(rows.is_sorted_by(|a, b| a[0] <= b[0]), "{text}");
    if let Some(last) = rows.last() {
        assert!(last[2] >= said["cost"].as_f64().unwrap(), "{text}");
    }
}

#[test]
fn ctrl_c_ends_the_search_and_keeps_the_best() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = fresh(&folder, "o.sol");
    let (trace, trace_name) = fresh(&folder, "trace.csv");
    let instance = sample("X-n101-k25.vrp");
    let args = ["solve", &instance, "--time", "1h", "--out", &out, "--trace", &trace_name];
    let mut child = command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // The trace is made once Ctrl-C is listened to.
    while !trace.exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it began");
        std::thread::sleep(Duration::from_millis(10));
    }
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert!(child.wait().unwrap().success());
    assert!(path.exists());
    assert!(run(&["check-solution", &instance, &out]).status.success());
}

#[test]
fn a_checked_solution_in_words() {
    let checked = run(&["check-solution", &sample("tiny.vrp"), &sample("tiny.sol")]);
    assert!(checked.status.success());
    assert_eq!(stdout(&checked), "费用 32，线路 2 条，可行\n");
    let other = run(&["check-solution", &sample("matrix.vrp"), &sample("tiny.sol")]);
    assert_eq!(other.status.code(), Some(1));
    let expected = "费用 19，线路 2 条，不可行\n\
        C633 没有这个客户（线路 2：3，客户为 1 至 2）。核对解文件与问题文件是否成对。\n\
        C638 写明的费用与推算不符（写明 32，推算 19）。以推算的费用为准。\n";
    assert_eq!(stdout(&other), expected);
    let errors = String::from_utf8(other.stderr).unwrap();
    assert_eq!(errors, "错误 C639 解没有通过核算（2 处不符）。按列出的各处改正，或重新求解。\n");
    let programs = run(&["check-solution", &sample("matrix.vrp"), &sample("tiny.sol"), "--json"]);
    let found = object(&programs);
    assert_eq!(found["feasible"], false);
    assert_eq!(
        (&found["faults"][0]["code"], &found["faults"][1]["code"]),
        (&"C633".into(), &"C638".into())
    );
}

#[test]
fn bad_input_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (path, name) = fresh(&folder, "bad.vrp");
    let tiny = fs::read_to_string(sample("tiny.vrp")).unwrap();
    for (text, code) in [
        (String::new(), "F101"),
        ("hello".into(), "F301"),
        (tiny.replace("2 4\n", "2 11\n"), "F307"),
        (tiny.replace("EUC_2D", "XRAY1"), "F302"),
    ] {
        fs::write(&path, text).unwrap();
        let failed = run(&["solve", &name, "--json"]);
        assert_eq!(failed.status.code(), Some(1));
        assert_eq!(object(&failed)["error"]["code"], code);
        assert!(String::from_utf8(failed.stderr).unwrap().contains(code));
    }
    assert_eq!(object(&run(&["solve", "no such file", "--json"]))["error"]["code"], "F106");
    let nowhere = solve("tiny.vrp", &["--out", "/no/such/folder/o.sol", "--json"]);
    assert_eq!(object(&nowhere)["error"]["code"], "W804");
    let unreadable = run(&["check-solution", &sample("tiny.vrp"), &sample("tiny.vrp"), "--json"]);
    assert_eq!(object(&unreadable)["error"]["code"], "F312");
    assert_eq!(run(&["solve"]).status.code(), Some(2));
    assert_eq!(run(&["solve", "x", "--threads", "0"]).status.code(), Some(2));
    assert_eq!(run(&["solve", "x", "--time", "soon"]).status.code(), Some(2));
}
