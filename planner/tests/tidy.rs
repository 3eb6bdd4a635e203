//! The house rules, read from the sources: which crate and module may use what, that every file
//! says what it is for and is reached, and that the list of errors is the one in the docs.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file under `folder`, with its path from the root and its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

/// The text without comments, so that words about a thing are not taken for its use.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// No file of `folder` but those under `except` uses any of `words`.
fn only_in(folder: &str, except: &[&str], words: &[&str]) {
    for (name, text) in sources(folder) {
        if except.iter().any(|place| name.starts_with(place)) {
            continue;
        }
        let code = code(&text);
        for word in words {
            assert!(!code.contains(word), "{name} uses {word}");
        }
    }
}

#[test]
fn the_planner_has_no_outside() {
    let outside = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "Instant",
        "SystemTime",
        "Utc::now",
        "Local::now",
        "tokio",
        "async fn",
        "rand::rng()",
        "thread_rng",
        "from_os_rng",
        "println!",
    ];
    only_in("planner/src", &[], &outside);
}

#[test]
fn each_library_has_its_one_place() {
    only_in("planner/src", &["planner/src/milp"], &["good_lp"]);
    only_in("planner/src", &["planner/src/roads"], &["petgraph"]);
    only_in("planner/src", &["planner/src/formats"], &["serde"]);
    for folder in ["planner/src", "web/src"] {
        only_in(folder, &[], &["tokio_postgres", "deadpool", "INSERT INTO", "SELECT "]);
    }
    for folder in ["planner/src", "sql/src"] {
        only_in(folder, &[], &["axum", "askama", "<html", "hyper"]);
    }
}

#[test]
fn crates_depend_one_way() {
    let manifest = |name: &str| fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
    assert!(!manifest("planner").contains("fenjian-sql"));
    assert!(!manifest("planner").contains("fenjian.workspace"));
    assert!(!manifest("sql").contains("fenjian.workspace"));
    assert!(!manifest("benches").contains("fenjian-sql"));
}

#[test]
fn the_checker_knows_nothing_of_what_it_checks() {
    let allowed = ["check", "fault", "plan", "problem", "roads", "units", "vrp", "words"];
    for (name, text) in sources("planner/src/check") {
        for path in code(&text).split("crate::").skip(1) {
            let module: String =
                path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(allowed.contains(&module.as_str()), "{name} uses crate::{module}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in ["planner", "sql", "web", "benches"] {
        for (name, text) in sources(folder) {
            assert!(text.starts_with("//!"), "{name} has no header");
        }
    }
}

#[test]
fn every_file_is_reached() {
    for folder in ["planner/src", "sql/src", "web/src"] {
        let all = sources(folder);
        for (name, _) in &all {
            let path = Path::new(name);
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let parent = path.parent().unwrap();
            let (module, home) = match stem {
                "lib" | "main" => continue,
                "mod" => (parent.file_name().unwrap().to_str().unwrap(), parent.parent().unwrap()),
                _ => (stem, parent),
            };
            let homes = [home.join("mod.rs"), home.join("lib.rs"), home.with_extension("rs")];
            let declared = [format!("mod {module};"), format!("mod {module} {{")];
            let reached = all.iter().any(|(other, text)| {
                homes.iter().any(|h| Path::new(other) == h)
                    && declared.iter().any(|d| text.contains(d))
            });
            assert!(reached, "nothing declares {name}");
        }
    }
}

#[test]
fn the_page_of_errors_lists_every_code() {
    let page = fs::read_to_string(root().join("docs/ERRORS.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    let listed: BTreeSet<(String, String)> = rows
        .map(|row| row.split(" | ").take(2).map(str::to_owned).collect::<Vec<_>>())
        .filter(|cells| cells.len() == 2 && cells[0].len() == 4 && cells[0] != "code")
        .map(|cells| (cells[0].clone(), cells[1].clone()))
        .collect();
    let codes = fenjian_planner::fault::ALL.iter();
    let known: BTreeSet<_> = codes.map(|c| (c.id.to_owned(), c.cause.to_owned())).collect();
    assert_eq!(listed, known);
}
