//! Set covering by HiGHS against trying every choice.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use fenjian_planner::milp::{Column, Limit, cover};
use proptest::prelude::*;

const ROWS: usize = 5;
const ROOM: [usize; 3] = [2, 1, 2];
const LIMIT: Limit = Limit { nodes: 1_000, seconds: None };

fn sound(columns: &[Column], taken: &[usize]) -> bool {
    let covered = (0..ROWS).all(|row| taken.iter().any(|&ix| columns[ix].covers.contains(&row)));
    let used = |group: usize| taken.iter().filter(|&&ix| columns[ix].group == group).count();
    covered && (0..ROOM.len()).all(|group| used(group) <= ROOM[group])
}

fn price(columns: &[Column], taken: &[usize]) -> f64 {
    taken.iter().map(|&ix| columns[ix].cost).sum()
}

/// Every choice of columns that is sound, the cheapest first.
fn all(columns: &[Column]) -> Vec<Vec<usize>> {
    let choices = (0..1u32 << columns.len())
        .map(|bits| (0..columns.len()).filter(|ix| bits >> ix & 1 == 1).collect::<Vec<_>>());
    let mut sound: Vec<_> = choices.filter(|taken| sound(columns, taken)).collect();
    sound.sort_by(|a, b| price(columns, a).total_cmp(&price(columns, b)));
    sound
}

fn columns() -> impl Strategy<Value = Vec<Column>> {
    let column = (1..100u32, prop::collection::btree_set(0..ROWS, 1..4), 0..ROOM.len());
    let column = column.prop_map(|(cost, covers, group)| Column {
        cost: f64::from(cost),
        covers: covers.into_iter().collect(),
        group,
    });
    prop::collection::vec(column, 4..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_choice_is_the_cheapest_of_all(columns in columns()) {
        let choices = all(&columns);
        prop_assume!(!choices.is_empty());
        let worst = choices.last().unwrap();
        let taken = cover(&columns, ROWS, &ROOM, worst, LIMIT).unwrap();
        prop_assert!(sound(&columns, &taken));
        prop_assert!((price(&columns, &taken) - price(&columns, &choices[0])).abs() < 1e-6);
    }
}

#[test]
fn what_nothing_covers_has_no_answer() {
    let columns = [Column { cost: 1.0, covers: vec![0], group: 0 }];
    assert_eq!(cover(&columns, 2, &[1], &[], LIMIT), None);
}
