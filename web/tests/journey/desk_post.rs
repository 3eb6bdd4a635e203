//! Cards sent by post from the desk: published, listed with the address of the parcel, and posted in the evening.

use crate::desk::{DRAFTS, Desk, call};
use crate::program::DAYS;
use serde_json::json;

#[test]
fn what_is_sent_by_post_is_published_listed_and_posted() {
    let desk = Desk::new();
    let board = desk.board();
    let stop = &board["routes"][0]["stops"][0];
    let send = |mode: &str, reason: &str| json!({ "do": "send", "drops": [stop["drop"]], "mode": mode, "reason": reason });
    assert_eq!(desk.edit(0, "王敏", &send("balloon", "山路积雪")).0, 400);
    assert_eq!(desk.edit(0, "王敏", &send("post", " ")).0, 400);
    let (status, refused) = desk.edit(0, "王敏", &send("home", "山路积雪"));
    assert_eq!((status, &refused["code"]), (422, &json!("D106")), "{refused}");
    let (status, kept) = desk.edit(0, "王敏", &send("post", "山路积雪"));
    assert_eq!(status, 200, "{kept}");
    let sent = &kept["delta"]["otherwise"][0];
    assert_eq!(
        (&sent["drop"], &sent["mode"], &sent["reason"], &sent["cards"]),
        (&stop["drop"], &json!("post"), &json!("山路积雪"), &stop["cards"]),
        "{sent}"
    );
    assert_eq!(kept["delta"]["ledger"]["balanced"], true);
    assert!(kept["entry"]["text"].as_str().unwrap().starts_with("改走邮政速递 "), "{kept}");

    assert_eq!(desk.post("/proposal", 1, &json!({ "by": "王敏" })).0, 201);
    let day = DRAFTS.trim_end_matches("/drafts");
    let publication = format!("{day}/revisions/2/publication");
    let (status, told) = call(&desk.served, "POST", &publication, None, &json!({ "by": "李强" }));
    assert_eq!(status, 200, "{told}");
    assert_eq!(desk.program.day("check", DAYS[0], &[])["sound"], true);
    let found = desk.program.day("reconcile", DAYS[0], &[]);
    assert_eq!((&found["balanced"], &found["differences"]), (&json!(true), &json!([])));

    let out = desk.program.path("post");
    let only = ["--only", "post-list", "--by", "李四", "--out", out.to_str().unwrap()];
    assert_eq!(desk.program.day("manifests", DAYS[0], &only)["manifests"], 1);
    let page = std::fs::read_dir(&out).unwrap().map(|file| file.unwrap().path());
    let page: Vec<_> = page.filter(|file| file.extension().is_some_and(|e| e == "html")).collect();
    let text = std::fs::read_to_string(&page[0]).unwrap();
    for location in stop["contents"].as_array().unwrap() {
        assert!(text.contains(location["location"].as_str().unwrap()), "{location}");
    }

    desk.program.day("close", DAYS[0], &[]);
    let found = desk.program.day("reconcile", DAYS[0], &[]);
    let posted = found["states"]["posted"].as_u64().unwrap();
    assert!(posted >= stop["cards"].as_u64().unwrap(), "{found}");
    assert_eq!(found["balanced"], true);
    desk.served.stop();
}
