//! Standing rules: kept with what exists, ended once, read for the days on which they hold.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_planner::formats::FileKind;
use fenjian_planner::units::Clock;
use fenjian_planner::words::{CentreCode, Standing};
use fenjian_sql::standing::{KeptRule, NewRule};
use support::plans::planned;
use support::words::{card, cards, code, day, set_up};
use support::{Db, centre, database};

const REFUSED: &str = "FJ001";

fn new(to: u32, what: Standing) -> NewRule {
    NewRule {
        location: code(to),
        what,
        reason: "所长要求".into(),
        owner: "张三".into(),
        first: day(1),
        last: day(5),
        by: "李四".into(),
        draft: None,
    }
}

fn on(vehicle: &str) -> Standing {
    Standing::OnVehicle(vehicle.into())
}

async fn filled() -> Db {
    let db = database().await;
    set_up(&db, 2).await;
    let mut values = cards(1..=5);
    values.extend((6..=8).map(|n| card(n).to(code(2)).value()));
    db.import(FileKind::Cards, values).await;
    db
}

async fn keep(db: &Db, new: NewRule) -> KeptRule {
    db.store.keep_rule(&centre(), &new).await.unwrap()
}

#[tokio::test]
async fn a_rule_is_kept_read_for_its_days_and_ended_once() {
    let db = filled().await;
    let late = NewRule { first: day(3), ..new(1, Standing::NotAfter(Clock::at(11, 30))) };
    let made = [
        keep(&db, new(2, on("V2"))).await,
        keep(&db, new(1, Standing::NotBefore(Clock::at(10, 0)))).await,
        keep(&db, late).await,
    ];
    assert_eq!((made[0].name.as_str(), &made[0].made_by), ("第2派出所", &"李四".to_owned()));
    assert_eq!((&made[0].ended, &made[0].set_aside), (&None, &None));
    let listed = db.store.standing_rules(&centre()).await.unwrap();
    let newest: Vec<_> = made.iter().rev().cloned().collect();
    assert_eq!(listed, newest);

    let held = async |on| {
        let input = db.store.day_input(&centre(), day(on)).await.unwrap();
        input.rules.iter().map(|rule| rule.id).collect::<Vec<_>>()
    };
    let ids: Vec<_> = made.iter().map(|kept| kept.rule.id).collect();
    assert_eq!(held(1).await, ids[..2]);
    assert_eq!(db.store.day_input(&centre(), day(1)).await.unwrap().rules[0], made[0].rule);

    let ended = db.store.end_rule(&centre(), ids[0], "王五").await.unwrap();
    assert_eq!(ended.ended.as_ref().map(|(_, by)| by.as_str()), Some("王五"));
    assert_eq!(held(1).await, ids[1..2]);
    let twice = db.store.end_rule(&centre(), ids[0], "赵六").await.unwrap_err();
    assert_eq!(twice.code, fault::RULE_ENDED);
    assert!(twice.detail.contains("王五"), "{twice}");
    let none = db.store.end_rule(&centre(), 99, "赵六").await.unwrap_err();
    assert_eq!(none.code, fault::NO_SUCH_RULE);
    assert_eq!(db.store.standing_rules(&centre()).await.unwrap()[2], ended);
}

#[tokio::test]
async fn a_rule_about_what_nobody_knows_is_refused() {
    let db = filled().await;
    let refused = async |centre: &CentreCode, new: NewRule| {
        db.store.keep_rule(centre, &new).await.unwrap_err().code
    };
    let nowhere = CentreCode("C99".into());
    assert_eq!(refused(&nowhere, new(1, on("V1"))).await, fault::NO_SUCH_CENTRE);
    assert_eq!(refused(&centre(), new(9, on("V1"))).await, fault::NO_SUCH_LOCATION);
    assert_eq!(refused(&centre(), new(1, on("V9"))).await, fault::NO_SUCH_VEHICLE);
    let draft = NewRule { draft: Some(7), ..new(1, on("V1")) };
    assert_eq!(refused(&centre(), draft).await, fault::NO_SUCH_DRAFT);
    let listed = db.store.standing_rules(&nowhere).await.unwrap_err();
    assert_eq!(listed.code, fault::NO_SUCH_CENTRE);
    assert_eq!(db.store.standing_rules(&centre()).await, Ok(vec![]));
}

#[tokio::test]
async fn a_plan_obeys_and_notes_what_it_was_made_without() {
    let db = filled().await;
    keep(&db, new(2, on("V2"))).await;
    let early = keep(&db, new(1, Standing::NotAfter(Clock::at(7, 0)))).await;
    planned(&db, 1).await;
    let edition = db.store.edition(&centre(), day(1), None).await.unwrap();
    for route in &edition.plan.routes {
        for stop in &route.stops {
            let vehicle = &edition.problem.vehicles[route.vehicle.ix()].name;
            if edition.problem.drop_place(stop.drop).code == code(2) {
                assert_eq!(vehicle, "V2");
            }
        }
    }
    let listed = db.store.standing_rules(&centre()).await.unwrap();
    assert_eq!((listed[0].rule.id, &listed[1].set_aside), (early.rule.id, &None));
    let without = listed[0].set_aside.clone().unwrap();
    assert_eq!((without.day, without.revision), (day(1), 1));
    assert_eq!((without.why.as_str(), without.detail), ("no_window", None));
    assert_eq!(without.said, "当日的可交接时间都在此之外");
    // It holds on every day that is planned, and the newest one is told.
    planned(&db, 1).await;
    let listed = db.store.standing_rules(&centre()).await.unwrap();
    assert_eq!(listed[0].set_aside.as_ref().map(|without| without.revision), Some(2));
}

#[tokio::test]
async fn nothing_of_a_rule_changes_but_its_end() {
    let db = filled().await;
    let kept = keep(&db, new(2, Standing::NotAfter(Clock::at(7, 0)))).await;
    planned(&db, 1).await;
    for statement in [
        "DELETE FROM standing_rule",
        "TRUNCATE standing_rule CASCADE",
        "UPDATE standing_rule SET owner = 'x'",
        "UPDATE standing_rule SET until_day = until_day + 1",
        "UPDATE standing_rule SET at_s = 0, ended_at = now(), ended_by = 'x'",
        "DELETE FROM standing_set_aside",
        "UPDATE standing_set_aside SET why = 'x'",
        "TRUNCATE standing_set_aside",
    ] {
        assert_eq!(db.tamper(statement).await, REFUSED, "{statement}");
    }
    db.store.end_rule(&centre(), kept.rule.id, "王五").await.unwrap();
    for statement in [
        "UPDATE standing_rule SET ended_at = NULL, ended_by = NULL",
        "UPDATE standing_rule SET ended_by = 'x'",
    ] {
        assert_eq!(db.tamper(statement).await, REFUSED, "{statement}");
    }
}
