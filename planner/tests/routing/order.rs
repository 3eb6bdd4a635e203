//! Whatever a file calls its nodes, the depot is node 0 and the customers keep their order.

use crate::{MATRIX, TINY, legs, sound, with};
use fenjian_planner::vrp::Instance;

#[test]
fn a_plain_file() {
    let instance = sound(TINY);
    assert_eq!(instance.name, "tiny");
    assert_eq!((instance.capacity, instance.scale, instance.max_routes), (10, 1, None));
    assert_eq!(instance.demand, [0, 4, 5, 10]);
    assert_eq!(instance.timing, None);
    assert_eq!(legs(&instance), [[0, 5, 10, 6], [5, 0, 5, 3], [10, 5, 0, 6], [6, 3, 6, 0]]);
}

#[test]
fn a_depot_that_is_not_the_first_node() {
    let moved = with(&with(TINY, " 1\n -1", " 3\n -1"), "3 5\n", "3 0\n");
    let moved = sound(&with(&moved, "1 0\n", "1 7\n"));
    assert_eq!(moved.demand, [0, 7, 4, 10]);
    assert_eq!(legs(&moved), [[0, 10, 5, 6], [10, 0, 5, 6], [5, 5, 0, 3], [6, 6, 3, 0]]);
}

#[test]
fn a_depot_that_is_not_the_first_row_of_a_matrix() {
    let moved = with(&with(MATRIX, "DEPOT_SECTION\n1", "DEPOT_SECTION\n2"), "2 4\n", "2 0\n");
    let moved = with(&moved, "1 0\n2", "1 4\n2");
    let moved = with(&with(&moved, "2 360", "2 0"), "2 15600 22500", "2 0 45000");
    assert_eq!(legs(&sound(MATRIX)), [[0, 7, 9], [5, 0, 4], [8, 6, 0]]);
    assert_eq!(legs(&sound(&moved)), [[0, 5, 4], [7, 0, 9], [6, 8, 0]]);
}

#[test]
fn numbers_that_start_elsewhere_or_have_gaps() {
    fn named(text: &str, name: fn(i64) -> i64) -> Instance {
        let mut inside = false;
        let mut out = String::new();
        for line in text.lines() {
            let mut words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
            match words[0].parse::<i64>() {
                Ok(node) if inside && node > 0 => words[0] = name(node).to_string(),
                _ => inside = line.ends_with("_SECTION"),
            }
            out += &(words.join(" ") + "\n");
        }
        sound(&out)
    }
    let plain = sound(TINY);
    assert_eq!(named(TINY, |node| node - 1), plain);
    assert_eq!(named(TINY, |node| 10 * node), plain);
}

#[test]
fn lines_in_any_order_and_spelling() {
    let plain = sound(TINY);
    let shuffled = TINY.replace("2 3 4\n3 6 8\n", "3 6 8\n2 3 4\n");
    assert_eq!(sound(&shuffled), plain);
    assert_eq!(sound(&TINY.replace(" : ", ":")), plain);
    assert_eq!(sound(&TINY.replace(" : ", " :\t ").replace('\n', " \r\n")), plain);
    assert_eq!(sound(&format!("\u{feff}\n{TINY}anything after the end")), plain);
    assert_eq!(sound(&TINY.replace("-1\nEOF\n", "-1")), plain);
    assert_eq!(sound(&with(TINY, "2 3 4", "2 3.0e0 +4.000")), plain);
    let sections = with(TINY, "DEPOT_SECTION\n 1\n -1\n", "");
    let early = with(&sections, "NODE_COORD", "DEPOT_SECTION\n1\n-1\nCOMMENT: again\nNODE_COORD");
    assert_eq!(sound(&early), plain);
}

#[test]
fn vehicles_bound_the_routes() {
    assert_eq!(sound(&with(TINY, "CAPACITY", "VEHICLES : 2\nCAPACITY")).max_routes, Some(2));
}
