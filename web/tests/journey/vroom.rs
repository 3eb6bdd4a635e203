//! VROOM problems as its clients send them, and on the command line.

use crate::program::Program;
use crate::served::{Served, rest};
use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Two vans, six jobs, one of them for nobody.
fn problem() -> Value {
    let jobs: Vec<_> = (0..6)
        .map(|ix| {
            json!({
                "id": 100 + ix, "description": format!("第 {ix} 户"), "service": 300,
                "location": [113.2 + f64::from(ix) / 50.0, 23.1], "delivery": [1],
                "skills": if ix == 5 { vec![9] } else { vec![1] },
            })
        })
        .collect();
    json!({
        "vehicles": [
            { "id": 1, "start": [113.2, 23.0], "end": [113.2, 23.0], "capacity": [3], "skills": [1],
              "time_window": [28_800, 64_800],
              "breaks": [{ "id": 1, "time_windows": [[39_600, 46_800]], "service": 1800 }] },
            { "id": 2, "start": [113.4, 23.0], "capacity": [3], "skills": [1] },
        ],
        "jobs": jobs,
        "options": { "g": true, "l": 1 },
    })
}

fn request(served: &Served, headers: &str, body: &str) -> String {
    let (host, length) = (served.address(), body.len());
    let head =
        format!("POST /api/vroom HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}");
    format!("{head}Content-Length: {length}\r\n\r\n{body}")
}

/// Status and body of the answer to a problem sent as JSON.
fn post(served: &Served, body: &str) -> (u16, Value) {
    let request = request(served, "Content-Type: application/json\r\n", body);
    split(&rest(served.send(&request)))
}

fn split(answer: &str) -> (u16, Value) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.to_lowercase().contains("content-type: application/json"), "{head}");
    (head[9..12].parse().unwrap(), serde_json::from_str(body).unwrap())
}

#[test]
fn a_client_gets_what_vroom_would_answer() {
    let program = Program::new();
    let served = Served::start(&program);
    let (status, solution) = post(&served, &problem().to_string());
    assert_eq!(status, 200, "{solution}");
    assert_eq!(
        (&solution["code"], &solution["distances"]),
        (&json!(0), &json!("great-circle × 1.4"))
    );
    assert_eq!(solution["unassigned"].as_array().unwrap().len(), 1);
    assert_eq!(solution["unassigned"][0]["id"], 105);
    assert_eq!(solution["summary"]["delivery"], json!([5]));
    let routes = solution["routes"].as_array().unwrap();
    let loads = routes.iter().map(|route| route["steps"][0]["load"][0].as_u64().unwrap());
    assert_eq!(loads.sum::<u64>(), 5, "both vans leave loaded");
    let first = routes.iter().find(|route| route["vehicle"] == 1).unwrap();
    let mut steps = first["steps"].as_array().unwrap().iter();
    assert!(steps.any(|step| step["type"] == "break"), "{first}");
    let (problem, answer) = (program.path("problem.json"), program.path("solution.json"));
    fs::write(&problem, self::problem().to_string()).unwrap();
    fs::write(&answer, solution.to_string()).unwrap();
    let (sound, _) = fenjian("check-solution", &[&problem, &answer], &[]);
    assert!(sound, "the checker passes what was served");

    for (body, named) in [
        ("{\"jobs\": [", "V901"),
        ("{\"jobs\": [], \"vehicles\": [], \"objectives\": []}", "objectives"),
        ("{\"jobs\": [], \"vehicles\": [{\"id\": 1, \"type\": \"\"}]}", "vehicles[0].type"),
    ] {
        let (status, refusal) = post(&served, body);
        assert_eq!((status, &refusal["code"]), (400, &json!(2)), "{refusal}");
        assert!(refusal["error"].as_str().unwrap().contains(named), "{refusal}");
    }
    served.stop();
}

#[test]
fn strangers_giants_and_crowds_are_turned_away() {
    let program = Program::new();
    let served = Served::start(&program);
    let body = problem().to_string();
    let foreign = "Content-Type: application/json\r\nOrigin: https://example.com\r\n";
    assert!(rest(served.send(&request(&served, foreign, &body))).starts_with("HTTP/1.1 403"));
    let form = "Content-Type: text/plain\r\n";
    assert_eq!(split(&rest(served.send(&request(&served, form, &body)))).0, 415);
    let head = |length: usize| {
        format!(
            "POST /api/vroom HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Connection: close\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n",
            served.address()
        )
    };
    let (status, refusal) = split(&rest(served.send(&head(1 << 30))));
    assert_eq!((status, &refusal["code"]), (413, &json!(4)));

    // Whoever is told to go on has a place, and gives it back when he leaves.
    let mut inside: Vec<_> = (0..4).map(|_| served.send(&head(9))).collect();
    for stream in &mut inside {
        let mut told = [0; 12];
        stream.read_exact(&mut told).unwrap();
        assert_eq!(&told, b"HTTP/1.1 100");
    }
    let (status, refusal) = post(&served, &body);
    assert_eq!((status, &refusal["code"]), (503, &json!(1)));
    assert!(refusal["error"].as_str().unwrap().contains("W811"), "{refusal}");
    drop(inside);
    let (status, solution) = std::iter::repeat_with(|| post(&served, &body))
        .take(1_000)
        .find(|(status, _)| *status != 503)
        .unwrap();
    assert_eq!(status, 200, "{solution}");
    served.stop();
}

#[test]
fn a_client_that_leaves_takes_its_search_along() {
    let program = Program::new();
    let served = Served::start(&program);
    let mut long = problem();
    long["options"] = json!({ "l": 60 });
    let mut leaving = served.send(&request(
        &served,
        "Content-Type: application/json\r\nExpect: 100-continue\r\n",
        &long.to_string(),
    ));
    let mut told = [0; 12];
    leaving.read_exact(&mut told).unwrap();
    // It has a place by now; a moment later it is being solved.
    std::thread::sleep(Duration::from_millis(500));
    drop(leaving);
    // Behind a search of a minute no answer would come within a minute.
    assert_eq!(post(&served, &problem().to_string()).0, 200);
    served.stop();
}

/// Whether a command went well, and the object it gave.
fn fenjian(command: &str, files: &[&Path], more: &[&str]) -> (bool, Value) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_fenjian"));
    let output = program.arg(command).args(files).args(more).arg("--json").output().unwrap();
    let object = String::from_utf8(output.stdout).unwrap();
    (output.status.success(), serde_json::from_str(object.lines().next().unwrap()).unwrap())
}

#[test]
fn a_small_problem_does_not_use_up_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let (file, trace) = (folder.path().join("p.json"), folder.path().join("t.csv"));
    let mut problem = problem();
    problem["options"] = json!({});
    fs::write(&file, problem.to_string()).unwrap();
    let more = ["--time", "1h", "--trace", trace.to_str().unwrap()];
    let (done, solved) = fenjian("solve", &[&file], &more);
    assert!(done, "{solved}");
    // It ends long before, and always at the same place.
    let (_, again) = fenjian("solve", &[&file], &["--time", "30m"]);
    for key in ["iterations", "cost", "routes"] {
        assert_eq!(solved[key], again[key], "{key}");
    }
    let (all, text) = (solved["iterations"].as_u64().unwrap(), fs::read_to_string(&trace).unwrap());
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["seconds", "iterations", "cost", "routes"]);
    let last = rows.last().unwrap();
    assert_eq!(last[1..], [all, solved["cost"].as_u64().unwrap(), 2].map(|n| n.to_string()));

    // Half the work for each level of exploration below VROOM's usual one.
    problem["options"] = json!({ "x": 3 });
    fs::write(&file, problem.to_string()).unwrap();
    let (_, quick) = fenjian("solve", &[&file], &["--time", "1h"]);
    assert_eq!(quick["iterations"].as_u64().unwrap(), all / 4);
}

#[test]
fn the_command_line_solves_and_checks() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("p.json"), folder.path().join("s.json"));
    fs::write(&file, problem().to_string()).unwrap();
    let more = ["--iterations", "200", "--threads", "1", "--out", out.to_str().unwrap()];
    let (done, solved) = fenjian("solve", &[&file], &more);
    assert!(done, "{solved}");
    let (sound, checked) = fenjian("check-solution", &[&file, &out], &[]);
    assert!(sound, "{checked}");
    for key in ["cost", "routes", "unassigned", "feasible"] {
        assert_eq!(checked[key], solved[key], "{key}");
    }
    let mut solution: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    solution["summary"]["cost"] = json!(1);
    fs::write(&out, solution.to_string()).unwrap();
    let (sound, checked) = fenjian("check-solution", &[&file, &out], &[]);
    assert!(!sound);
    assert_eq!(checked["faults"][0]["code"], "A114");
}
