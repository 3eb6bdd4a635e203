//! Drafts: logs that only grow, revisions that people propose, name and publish.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::desk::{Breach, Draft, Entry, Happened, Incident, Override, What};
use fenjian_planner::fault;
use fenjian_planner::formats::FileKind;
use fenjian_planner::formats::snapshot::{read_overrides, write_entry, write_overrides};
use fenjian_planner::problem::{DropId, VehicleId};
use fenjian_sql::drafts::{Appended, DraftHead, NewEntry, Proposal};
use fenjian_sql::edition::Status;
use std::sync::Arc;
use support::plans::{plan, planned};
use support::words::{cards, day, set_up};
use support::{Db, centre, database};

const REFUSED: &str = "FJ001";

async fn drafted() -> (Db, DraftHead) {
    let db = database().await;
    set_up(&db, 2).await;
    db.import(FileKind::Cards, cards(1..=20)).await;
    planned(&db, 1).await;
    let signed = ("夜班", "张三");
    let draft = db.store.open_draft(&centre(), day(1), None, signed).await.unwrap();
    (db, draft)
}

/// A record that says nothing but its number and who.
fn line(n: usize, by: &str) -> String {
    write_entry(n, &Entry { by: by.into(), what: What::Undo })
}

async fn append(db: &Db, draft: i64, after: u32, client: Option<&str>) -> Appended {
    let text = line(after as usize + 1, "张三");
    let new = NewEntry { after, by: "张三", text: &text, client };
    db.store.append_entry(draft, new).await.unwrap()
}

#[tokio::test]
async fn a_log_grows_at_its_end_and_nowhere_else() {
    let (db, draft) = drafted().await;
    let kept = |appended: &Appended| matches!(appended, Appended::Kept { .. });
    assert!(kept(&append(&db, draft.id, 0, Some("a")).await));
    assert!(kept(&append(&db, draft.id, 1, Some("b")).await));
    // Whoever knows less is told how long it is; what was sent before is known again.
    assert_eq!(append(&db, draft.id, 1, Some("c")).await, Appended::Behind { version: 2 });
    assert_eq!(append(&db, draft.id, 3, None).await, Appended::Behind { version: 2 });
    assert_eq!(append(&db, draft.id, 2, Some("a")).await, Appended::Known { n: 1 });
    let log = db.store.draft_log(draft.id, 0).await.unwrap();
    assert_eq!(log.iter().map(|logged| logged.n).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(log[1].text, line(2, "张三"));
    let rest = db.store.draft_log(draft.id, 1).await.unwrap();
    assert_eq!(rest, log[1..]);
    assert_eq!(db.store.draft_version(draft.id).await, Ok(2));
    let none = db.store.append_entry(99, NewEntry { after: 0, by: "x", text: "", client: None });
    assert_eq!(none.await.unwrap_err().code, fault::NO_SUCH_DRAFT);

    // A copy has the log up to a length, and goes its own way.
    let copy = db.store.copy_draft(draft.id, Some(1), ("若不用三号车", "李四")).await.unwrap();
    assert_eq!((copy.version, copy.copy_of), (1, Some(draft.id)));
    assert!(kept(&append(&db, copy.id, 1, Some("a")).await));
    let copied = db.store.draft_log(copy.id, 0).await.unwrap();
    assert_eq!(copied[0].text, log[0].text);
    assert_eq!(db.store.draft_version(draft.id).await, Ok(2));
    let renamed = db.store.rename_draft(copy.id, "白班").await.unwrap();
    assert_eq!(renamed.name, "白班");
    let all = db.store.drafts(&centre(), day(1)).await.unwrap();
    assert_eq!(all.iter().map(|draft| draft.id).collect::<Vec<_>>(), [copy.id, draft.id]);
}

#[tokio::test]
async fn of_writers_at_the_same_time_one_is_kept_and_the_others_are_behind() {
    let (db, draft) = drafted().await;
    let writers = (0..8).map(|n| {
        let (store, id) = (db.store.clone(), draft.id);
        tokio::spawn(async move {
            let (by, text) = (format!("{n} 号"), line(1, "x"));
            let new = NewEntry { after: 0, by: &by, text: &text, client: None };
            store.append_entry(id, new).await.unwrap()
        })
    });
    let mut kept = 0;
    for writer in writers.collect::<Vec<_>>() {
        match writer.await.unwrap() {
            Appended::Kept { .. } => kept += 1,
            other => assert_eq!(other, Appended::Behind { version: 1 }),
        }
    }
    assert_eq!((kept, db.store.draft_version(draft.id).await), (1, Ok(1)));
}

#[tokio::test]
async fn nothing_of_a_log_is_changed_and_who_gets_past_that_is_found() {
    let (db, draft) = drafted().await;
    for after in 0..3 {
        append(&db, draft.id, after, None).await;
    }
    for statement in [
        "UPDATE draft_entry SET who = 'x'",
        "DELETE FROM draft_entry WHERE n = 3",
        "TRUNCATE draft_entry CASCADE",
        "DELETE FROM draft",
        "UPDATE draft SET revision = 2",
        "UPDATE draft SET made_by = 'x'",
        "INSERT INTO draft_entry (draft, n, who, entry, digest) SELECT draft, 9, who, entry, digest
         FROM draft_entry WHERE n = 1",
        "UPDATE revision SET overrides = 'x'",
    ] {
        assert_eq!(db.tamper(statement).await, REFUSED, "{statement}");
    }
    // The owner of the database can do anything, and is found out.
    support::sql(
        &db.url,
        "ALTER TABLE draft_entry DISABLE TRIGGER ALL;
         UPDATE draft_entry SET entry = replace(entry, '张三', '李四') WHERE n = 2",
    )
    .await;
    let found = db.store.draft_log(draft.id, 0).await.unwrap_err();
    assert_eq!(found.code, fault::DRAFT_ALTERED);
    assert!(found.detail.contains("第 2 条"), "{found}");
    support::sql(&db.url, "DELETE FROM draft_entry WHERE n = 2").await;
    let found = db.store.draft_log(draft.id, 0).await.unwrap_err();
    assert!(found.detail.contains("第 2 条"), "{found}");
}

#[tokio::test]
async fn a_proposal_is_named_and_published_by_a_second_person_where_the_centre_asks() {
    let (db, draft) = drafted().await;
    support::sql(&db.url, "UPDATE centre SET two_persons = true").await;
    let base = db.store.draft_base(&draft).await.unwrap();
    let open = Draft::open(Arc::new(base.problem.clone()), base.plan, base.overrides).unwrap();
    let breach = Breach {
        code: fault::OUTSIDE_WINDOW,
        vehicle: Some(VehicleId(0)),
        trip: Some(1),
        drop: Some(DropId(1)),
        over: 60,
        weight: false,
    };
    let may = Override { breach, by: "张三".into(), reason: "已约好".into() };
    let overrides = vec![may.clone(), Override { breach: Breach { drop: None, ..breach }, ..may }];
    assert_eq!(read_overrides(&write_overrides(&overrides)).unwrap(), overrides);
    let out = Happened::VehicleOut { vehicle: VehicleId(0), back: None };
    let (reason, owner) = ("发动机故障".into(), "张三".into());
    let incident = Incident { what: out, reason, owner, until: day(2) };
    let vehicle = base.problem.vehicles[0].name.clone();
    let proposal = Proposal {
        draft: draft.clone(),
        version: 0,
        problem: base.problem,
        plan: open.plan(),
        overrides: overrides.clone(),
        incidents: vec![incident],
        by: "张三".into(),
        name: Some("夜班方案".into()),
    };
    let number = db.store.propose(proposal).await.unwrap();
    assert_eq!(number, 2);
    let stored = db.store.revision_base(&centre(), day(1), number).await.unwrap();
    assert_eq!(stored.overrides, overrides);
    let edition = db.store.edition(&centre(), day(1), Some(number)).await.unwrap();
    assert_eq!((edition.revision.parent, edition.revision.status), (Some(1), Status::Proposed));

    let own = centre();
    let publish = |by| db.store.publish(&own, day(1), Some(number), by);
    for by in [None, Some("张三")] {
        assert_eq!(publish(by).await.unwrap_err().code, fault::SAME_PERSON, "{by:?}");
    }
    let held = async |on| db.store.incidents(&own, day(on)).await.unwrap();
    assert_eq!(held(1).await, [], "what is not published holds nowhere");
    assert_eq!(publish(Some("李四")).await, Ok(number));
    assert_eq!([held(1).await.len(), held(2).await.len(), held(3).await.len()], [1, 1, 0]);
    let known = held(2).await.remove(0);
    assert_eq!(known.carried.what, Happened::VehicleOut { vehicle, back: None });
    assert_eq!(db.tamper("UPDATE incident SET until_day = until_day + 1").await, REFUSED);
    assert_eq!(db.tamper("DELETE FROM incident").await, REFUSED);
    let id = known.carried.number;
    db.store.end_incident(&own, id, "王五").await.unwrap();
    assert_eq!(held(1).await, []);
    let again = db.store.end_incident(&own, id, "王五").await.unwrap_err();
    assert_eq!(again.code, fault::NO_SUCH_INCIDENT);
    db.store.name_revision(&centre(), day(1), number, ("周二", "王五")).await.unwrap();
    let deeds = db.store.deeds(&centre(), day(1)).await.unwrap().remove(&number).unwrap();
    assert_eq!(deeds.proposed_by.as_deref(), Some("张三"));
    assert_eq!(deeds.published_by.as_deref(), Some("李四"));
    assert_eq!((deeds.name.as_deref(), deeds.draft), (Some("周二"), Some((draft.id, 0))));
    let none = db.store.name_revision(&centre(), day(1), 9, ("周二", "王五")).await.unwrap_err();
    assert_eq!(none.code, fault::NO_SUCH_REVISION);
    assert_eq!(db.tamper("DELETE FROM revision_deed").await, REFUSED);

    // What the program planned was proposed by nobody, so that one person publishes it.
    let planned = plan(&db, 1).await;
    assert_eq!(db.store.publish(&centre(), day(1), Some(planned), None).await, Ok(planned));
}
