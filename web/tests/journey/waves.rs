//! A day in two waves: what is sealed stays, late cards join what has room, and the floor goes on with the rest.

use crate::program::DAYS;
use crate::scanning::{FIRST, Floor};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DAY: &str = DAYS[0];
const LIMIT: [&str; 3] = ["--iterations", "100", "--publish"];

/// Late cards of the same province, as a file of their own.
fn late_cards(floor: &Floor, serials: &str) -> Value {
    let folder = floor.program.path("late");
    let out = folder.to_str().unwrap();
    let sample = ["sample", "--provinces", "64", "--cards", "200", "--seed", "9", "--day", DAY];
    floor.program.json(&[&sample[..], &["--out", out]].concat());
    let file = folder.join("cards.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines = text.lines();
    let head = lines.next().unwrap().to_owned();
    let renamed = lines.map(|line| format!("{serials}{line}"));
    let text: Vec<String> = std::iter::once(head).chain(renamed).collect();
    std::fs::write(&file, text.join("\n")).unwrap();
    floor.program.import(&folder, "cards", DAY)
}

/// What scanning every card of the files says: pouches with their route and how many cards.
fn pouches(floor: &Floor, files: &[(&str, u32)]) -> BTreeMap<String, (String, u64)> {
    let mut found = BTreeMap::new();
    for (_, answer) in files.iter().flat_map(|(folder, first)| floor.sorted(folder, *first)) {
        if let (Some(pouch), Some(route)) = (answer["pouch"].as_str(), answer["route"].as_str()) {
            let entry = found.entry(pouch.to_owned()).or_insert_with(|| (route.to_owned(), 0));
            entry.1 += 1;
        }
    }
    found
}

/// Each inner list is of the wave in which its pouch was sealed or is to be.
fn each_wave_is_printed_by_itself(
    floor: &Floor,
    first: &[(String, u64)],
    (second, pouches): (&String, usize),
) {
    let page = floor.served.get(&format!("/days/640000/{DAY}/print"));
    assert!(
        page.contains("第 1 波次") && page.contains("第 2 波次") && !page.contains("第 3 波次")
    );
    let lists = |wave: u32| {
        let form = format!("who=x&as=html&kind=inner-list&order=kind&wave={wave}");
        floor.served.post(&format!("/days/640000/{DAY}/print"), &form)
    };
    let papers = |html: &str| html.matches("第 1 页　共").count();
    let (earlier, now) = (lists(1), lists(2));
    for (pouch, _) in first {
        assert!(earlier.contains(pouch.as_str()) && !now.contains(pouch.as_str()), "{pouch}");
    }
    assert!(!earlier.contains(second.as_str()) && now.contains(second.as_str()), "{second}");
    assert_eq!(papers(&earlier), first.len());
    assert!(papers(&now) >= pouches - first.len() - 1);
    assert!(!earlier.contains("第 2 波次") && !now.contains("第 1 波次"));
}

#[test]
fn late_cards_come_in_a_second_wave_and_nothing_sealed_moves() {
    let floor = Floor::new();
    let first = pouches(&floor, &[(FIRST, 1_000)]);
    let routes: BTreeSet<&String> = first.values().map(|(route, _)| route).collect();
    let (gone, half) = (routes.first().unwrap(), routes.last().unwrap());
    assert!(routes.len() > 1);
    // The first route is sealed, loaded and gone; of the last one, one pouch is sealed.
    let mut sealed = Vec::new();
    let of = |route: &str| {
        let own = first.iter().filter(move |(_, (own, _))| own == route);
        own.map(|(pouch, (_, cards))| (pouch.clone(), *cards)).collect::<Vec<_>>()
    };
    sealed.extend(of(gone));
    sealed.extend(of(half).into_iter().take(1));
    let mut n = 50_000;
    let mut step = |body: Value| {
        n += 1;
        let (status, answer) = floor.scan(n, &body);
        assert_eq!((status, &answer["verdict"]), (200, &json!("right")), "{body} {answer}");
    };
    for (ix, (pouch, cards)) in sealed.iter().enumerate() {
        let seal = format!("W{ix:05}");
        step(json!({ "command": "seal-as-planned", "pouch": pouch, "seal": seal, "count": cards }));
    }
    for (pouch, _) in of(gone) {
        step(json!({ "command": "load", "pouch": pouch, "route": gone }));
    }
    step(json!({ "command": "depart", "route": gone }));
    // One of its pouches comes back: it is not sealed any more, and its cards wait for another day.
    let (returned, back) = of(gone).pop().unwrap();
    step(json!({ "command": "return", "pouch": returned }));
    sealed.retain(|(pouch, _)| *pouch != returned);
    let before = floor.program.day("reconcile", DAY, &[]);
    assert_eq!(before["states"]["returned"], back, "{before}");

    let late = late_cards(&floor, "L");
    assert!(late["accepted"].as_u64().unwrap() > 100, "{late}");
    let planned = floor.program.day("plan", DAY, &LIMIT);
    assert_eq!((&planned["revision"], &planned["status"]), (&json!(2), &json!("published")));
    assert_eq!(floor.program.day("check", DAY, &[])["sound"], true);
    let found = floor.program.day("reconcile", DAY, &[]);
    assert_eq!((&found["balanced"], &found["differences"]), (&json!(true), &json!([])));
    for state in ["sealed", "in_transit", "returned"] {
        assert_eq!(found["states"][state], before["states"][state], "{state}");
    }
    // The sort plan of the second wave leaves out what is sealed.
    let sorted = floor.program.day("sort", DAY, &["--machine", "rack-1"]);
    assert_eq!(sorted["misplaced"], 0, "{sorted}");
    let again =
        floor.program.run(&["plan", "--centre", "640000", "--day", DAY, "--iterations", "50"]);
    assert!(again.status.success(), "a third wave is planned too");

    // Late cards of the half sealed route go on it; a sealed pouch keeps its number and its route.
    let second = pouches(&floor, &[(FIRST, 60_000), ("late", 70_000)]);
    for (pouch, (route, _)) in second.iter().filter(|(pouch, _)| first.contains_key(*pouch)) {
        let own = &first[pouch].0;
        assert!(route == own || !sealed.iter().any(|(shut, _)| shut == pouch), "{pouch} {route}");
    }
    assert!(second.keys().any(|pouch| !first.contains_key(pouch)), "late cards have pouches");
    let (pouch, (route, cards)) = second
        .iter()
        .find(|(pouch, (route, _))| {
            *route != **gone && !sealed.iter().any(|(shut, _)| shut == *pouch)
        })
        .unwrap();
    step(json!({ "command": "seal-as-planned", "pouch": pouch, "seal": "X1", "count": cards }));
    step(json!({ "command": "load", "pouch": pouch, "route": route }));
    let found = floor.program.day("reconcile", DAY, &[]);
    assert_eq!((&found["chain_intact"], &found["differences"]), (&json!(true), &json!([])));

    let out = floor.program.path("sheets");
    floor.program.day("manifests", DAY, &["--out", out.to_str().unwrap()]);
    let labels = std::fs::read_to_string(out.join("pouch-label.html")).unwrap();
    assert!(sealed.iter().all(|(pouch, _)| labels.contains(pouch.as_str())));
    each_wave_is_printed_by_itself(&floor, &sealed, (pouch, second.len()));
    floor.program.day("close", DAY, &[]);
    let found = floor.program.day("reconcile", DAY, &[]);
    assert_eq!((&found["balanced"], &found["differences"]), (&json!(true), &json!([])));
}
