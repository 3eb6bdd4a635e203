//! The pages over HTTP: what they show, whom they refuse, how they stop.

use crate::program::{DAYS, Program};
use crate::served::Served;

#[test]
fn pages_show_the_day_and_refuse_strangers() {
    let program = Program::new();
    program.import_sample(DAYS[0], "1", "600");
    let day = format!("/days/640000/{}", DAYS[0]);
    let plan = program.day("plan", DAYS[0], &["--iterations", "100"]);
    let served = Served::start(&program);
    assert!(served.get("/health").ends_with("ok\n"));
    assert!(served.get("/ready").ends_with("ready\n"));
    assert!(served.get("/").contains(&format!("第 {} 版草稿", plan["revision"])));
    assert!(served.get(&format!("{day}/manifests?kind=load-list")).contains("草稿"));

    program.day("publish", DAYS[0], &[]);
    let page = served.get(&day);
    assert!(page.contains("平衡合拢") && page.contains("640000-260928-R01"));
    let sheets = served.get(&format!("{day}/manifests?kind=load-list&subject=640000-260928-R01"));
    assert!(sheets.contains("装车单") && !sheets.contains("草稿"));
    let pouch = served.post("/search", "q=640000-260928-P0001");
    assert!(pouch.contains("640000-260928-R"), "{pouch}");

    assert!(served.ask("GET", "/", "example.com", "").starts_with("HTTP/1.1 403"));
    assert!(served.ask("GET", "/nowhere", served.address(), "").starts_with("HTTP/1.1 404"));
    let unknown = served.ask("GET", "/days/640000/2020-01-01", served.address(), "");
    assert!(unknown.starts_with("HTTP/1.1 404"), "{unknown}");
    served.stop();
}
