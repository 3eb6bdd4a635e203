//! Two people at one draft: each sees what the other does, and nobody overwrites anything.

use super::{Desk, ENTER, TALL};

#[test]
fn two_people_see_each_others_edits_and_a_conflict_tells_what_happened() {
    let desk = Desk::new();
    let wang = desk.begin("王敏", TALL);
    let li = desk.join("李强", TALL);
    wang.wait_for_text("#people", "李强");
    li.wait_for_text("#people", "王敏");

    let one = desk.a_move(&wang, true);
    wang.drag(&one.from(), &one.before());
    wang.release();
    wang.wait_for("#answer[data-kind=kept]");
    li.wait_for(&one.there());
    li.wait_for_text("#notes", "王敏");
    assert_eq!(wang.text("#notes"), "", "one's own edit is no news");
    li.picture("desk-news");

    // Both take up the same stop; who puts it down later is told.
    let two = desk.a_move(&wang, true);
    two.carry(&li);
    wang.drag(&two.from(), &two.before());
    wang.release();
    wang.wait_for(&two.there());
    li.keys(ENTER);
    li.wait_for("dialog.tell");
    li.wait_for_text("dialog", "王敏");
    li.picture("desk-conflict");
    let board = desk.board(&li);
    assert_eq!(board["version"], 2, "nothing was overwritten");
    li.click("dialog .seen");
    li.wait_for(&two.there());
}
