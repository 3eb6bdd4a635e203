//! Sheets of a sort plan, from the command that makes it to paper.

use crate::program::{DAYS, Program};
use crate::served::Served;
use std::fs;

/// The first count after `合计`.
fn total(html: &str) -> u64 {
    let after = html.split("<span>合计</span><b>").nth(1).unwrap();
    let count: String = after.chars().take_while(|c| *c != ' ').filter(|c| *c != ',').collect();
    count.parse().unwrap()
}

#[test]
fn a_sorted_day_has_its_sheets_and_an_unsorted_one_says_what_to_do() {
    let program = Program::new();
    program.import_sample(DAYS[0], "1", "1200");
    let planned = program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
    let states = planned["ledger"]["states"].as_object().unwrap();
    let stopped = states.get("quarantined").and_then(serde_json::Value::as_u64).unwrap_or(0);
    let all = states.values().map(|n| n.as_u64().unwrap()).sum::<u64>() - stopped;
    let out = program.path("sheets");
    let print = |kind: &str| {
        let out = out.to_str().unwrap();
        program.day("manifests", DAYS[0], &["--out", out, "--only", kind]);
        fs::read_to_string(program.path("sheets").join(format!("{kind}.html"))).unwrap()
    };
    let ask = ["manifests", "--centre", "640000", "--day", DAYS[0], "--only", "pocket-map"];
    let refused = program.run(&[&ask[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("S744"));
    let served = Served::start(&program);
    let day = format!("/days/640000/{}", DAYS[0]);
    assert!(!served.get(&day).contains("格口图"));

    let sorted = program.day("sort", DAYS[0], &["--machine", "rack-1"]);
    assert_eq!(sorted["misplaced"], 0);
    let map = print("pocket-map");
    assert_eq!(map.matches("class=\"volumes\"").count() as u64, sorted["passes"]);
    assert_eq!(total(&map), all, "every card of the day goes through the first pass");
    assert!(map.contains("640000-260928-G0001") && map.contains("rack-1"));
    assert_eq!(total(&print("sweep-order")), all);
    assert!(print("pocket-changes").contains("没有更早的分拣方案"));
    let (local, pulled) = (total(&print("code-book")), total(&print("pull-list")));
    assert_eq!(local + pulled, all, "a card is local and in the book, or off-site and pulled");
    assert!(print("pouch-label").contains("640000-260928-P0001"));

    let page = served.get(&day);
    assert!(page.contains("格口图") && page.contains("袋签"));
    let page = served.get(&format!("{day}/manifests?kind=pocket-map&subject=rack-1%2F1"));
    assert!(page.contains("第 1 遍，共") && !page.contains("第 2 遍，共"));
    let everything = served.get(&format!("{day}/manifests"));
    assert!(everything.contains("取格顺序") && !everything.contains("data-kind=\"pouch-label\""));
    assert!(!everything.contains("data-kind=\"pull-list\""), "names are signed for");
    served.stop();
}
