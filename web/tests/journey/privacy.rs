//! No citizen number is printed, shown, logged or stored.

use crate::program::{DAYS, Program};
use crate::served::Served;
use std::collections::BTreeSet;
use std::fs;

/// Every run of 17 digits and a digit or X in `text` that stands alone.
fn long_numbers(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let fits = |w: &&str| {
        w.len() == 18
            && w[..17].bytes().all(|b| b.is_ascii_digit())
            && w.ends_with(|c: char| c.is_ascii_digit() || c == 'X')
    };
    words.filter(fits).map(str::to_owned).collect()
}

#[test]
fn no_citizen_number_leaves_the_files() {
    let program = Program::new();
    let said = program.import_sample(DAYS[0], "1", "1500").to_string();
    let file = fs::read(program.path(&format!("files-{}", DAYS[0])).join("cards.csv")).unwrap();
    let numbers = long_numbers(&String::from_utf8_lossy(&file));
    assert!(numbers.len() > 1000, "the sample has citizen numbers to look for");
    let planned = program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]).to_string();
    program.day("sort", DAYS[0], &["--machine", "sorter-1"]);
    let out = program.path("sheets");
    program.day("manifests", DAYS[0], &["--out", out.to_str().unwrap()]);

    let mut places = vec![("import".to_owned(), said), ("plan".to_owned(), planned)];
    for entry in fs::read_dir(&out).unwrap() {
        let path = entry.unwrap().path();
        places.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
    let dump = std::process::Command::new("sh")
        .args(["-c", "PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | tail -n 1) pg_dump \"$0\""])
        .arg(program.url())
        .output()
        .unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    places.push(("database".into(), String::from_utf8_lossy(&dump.stdout).into_owned()));

    let served = Served::start(&program);
    let number = numbers.iter().next().unwrap();
    let found = served.post("/search", &format!("q={number}"));
    assert!(found.contains("/cards/"), "a citizen number finds its card");
    places.push(("search".into(), found));
    for path in ["/", &format!("/days/640000/{}", DAYS[0])] {
        places.push((path.to_owned(), served.get(path)));
    }
    places.push(("logs".into(), served.stop()));

    for (place, text) in places {
        assert!(!text.is_empty(), "{place} says something");
        let shown: Vec<_> = numbers.iter().filter(|n| text.contains(n.as_str())).collect();
        assert!(shown.is_empty(), "{place} shows {} citizen numbers", shown.len());
    }
}
