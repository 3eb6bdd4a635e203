//! How far the floor is with a day's pouches, on a real database.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_sql::close::Exceptions;
use fenjian_sql::custody::Deed;
use fenjian_sql::custody::progress::Step;
use support::centre;
use support::floor::{Floor, load, sent};
use support::words::day;

/// Cards and step of each pouch, of three, three and two cards.
async fn steps(floor: &Floor) -> Vec<(u32, Step)> {
    let progress = floor.db.store.progress(&centre(), day(1)).await.unwrap();
    let pouches = &progress.routes[&floor.route];
    let mut steps: Vec<_> = pouches.iter().map(|pouch| (pouch.cards, pouch.step)).collect();
    steps.sort_by_key(|(cards, step)| (std::cmp::Reverse(*step), *cards));
    steps
}

#[tokio::test]
async fn each_pouch_is_as_far_as_its_last_step_took_it() {
    use Step::{Gone, Loaded, Open, Sealed};
    let floor = Floor::new().await;
    assert_eq!(steps(&floor).await, [(2, Open), (3, Open), (3, Open)]);
    floor.seal(1, &floor.big, 3).await.unwrap();
    floor.seal(2, &floor.small, 2).await.unwrap();
    assert_eq!(steps(&floor).await, [(2, Sealed), (3, Sealed), (3, Open)]);
    let progress = floor.db.store.progress(&centre(), day(1)).await.unwrap();
    let sealed = progress.routes.values().flatten().filter_map(|pouch| pouch.sealed_at);
    assert_eq!(sealed.max(), Some(sent(2).occurred_at));
    floor.deed(3, Deed::Unseal { pouch: floor.small.clone() }).await.unwrap();
    floor.deed(4, load(&floor.big, &floor.route)).await.unwrap();
    assert_eq!(steps(&floor).await, [(3, Loaded), (2, Open), (3, Open)]);
    floor.deed(5, Deed::Depart { route: floor.route.clone() }).await.unwrap();
    // What is loaded after the vehicle left is not gone.
    floor.seal(6, &floor.small, 2).await.unwrap();
    floor.deed(7, load(&floor.small, &floor.route)).await.unwrap();
    assert_eq!(steps(&floor).await, [(3, Gone), (2, Loaded), (3, Open)]);
    floor.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    let closed = floor.db.store.progress(&centre(), day(1)).await.unwrap();
    assert!(closed.closed && closed.revision == Some(1), "{closed:?}");
    let none = floor.db.store.progress(&centre(), day(9)).await.unwrap_err();
    assert_eq!(none.code, fault::NO_SUCH_DAY);
}
