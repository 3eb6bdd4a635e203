//! The rival, counted by hand.

use super::case::machine;
use fenjian_planner::sort::{Rules, by_code};

#[test]
fn one_pass_where_pockets_suffice() {
    let rules = Rules::of(&machine(4, 10));
    // Fills: 1 + 2 + 1; the fourth pocket spares the emptying.
    assert_eq!(by_code(&[5, 15, 10], rules), Some(30.0 + 30.0));
}

#[test]
fn two_passes_by_low_and_high_digit() {
    let rules = Rules::of(&machine(3, 10));
    // Codes 0 to 5. With two low digits: 0, 2, 4 (12 cards) and 1, 3, 5 (3 cards) fill 2 + 1 pockets;
    // then 0 and 1, 2 and 3, 4 and 5 fill one each. With three: 0 and 3, 1 and 4, 2 and 5.
    let seconds = 2.0 * (30.0 + 15.0);
    assert_eq!(by_code(&[4, 1, 4, 1, 4, 1], rules), Some(seconds));
    // Now 30 cards of one low digit fill three pockets and the others one: one is emptied; the
    // three low digits instead take 20, 11 and 11 cards: one more than three fills, two.
    assert_eq!(by_code(&[10, 1, 10, 1, 10, 1], rules), Some(2.0 * (30.0 + 33.0) + 7.0 + 21.0));
}

#[test]
fn as_many_digits_as_it_takes() {
    let rules = Rules::of(&machine(2, 100));
    assert_eq!(by_code(&[1; 8], rules), Some(3.0 * (30.0 + 8.0)));
    assert_eq!(by_code(&[1, 1], Rules::of(&machine(1, 100))), None);
}
