//! `.sol` files are read as they are written, and strange ones refused.

use fenjian_planner::formats::routing::{Solution, read_solution, units, write_solution};
use proptest::prelude::*;

#[test]
fn the_format_of_cvrplib() {
    let instance = crate::sound(crate::TINY);
    let text = write_solution(&instance, &vec![vec![1, 2], vec![3]], 32);
    assert_eq!(text, include_str!("../data/routing/tiny.sol"));
    let tenths = crate::sound(crate::WINDOWS);
    assert_eq!(write_solution(&tenths, &vec![vec![2]], 205), "Route #1: 2\nCost 20.5\n");
}

#[test]
fn other_spellings_are_read() {
    let expected = Solution { routes: vec![vec![3, 5, 7], vec![], vec![2]], cost: Some(12.5) };
    for text in [
        "Route #1: 3 5 7\nRoute #2:\nRoute #3: 2\nCost 12.5\n",
        "\u{feff}route 1 : 3  5\t7\r\nroute 2:\r\nRoute#3:2\r\ncost: 12.5",
        "Cost = 12.5\nRoute #1: 3 5 7\nRoute #2:\n\nRoute #3: 2",
    ] {
        assert_eq!(read_solution(text.as_bytes()), Ok(expected.clone()), "{text}");
    }
    assert_eq!(read_solution(b"Route #1: 1").unwrap().cost, None);
}

#[test]
fn what_is_no_solution_is_refused() {
    for (text, code) in [
        (&b""[..], "F101"),
        (b" \n", "F101"),
        (b"Route #1: 1\0", "F311"),
        (b"Cost 12", "F312"),
        (b"Route #1: 1\nCost twelve", "F312"),
        (b"Route #1: 1\nCost nan", "F312"),
        (b"Route #1: 1\nCost 1\nCost 2", "F312"),
        (b"Route #1 1 2", "F312"),
        (b"Route #1: 1 -2", "F312"),
        (b"Route #1: 1 99999999999", "F312"),
        (b"Route #1: 1 x", "F312"),
        (b"Route #1: 1\nand more", "F312"),
    ] {
        let fault = read_solution(text).unwrap_err();
        assert_eq!(fault.code.id, code, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn costs_are_in_the_units_of_the_file() {
    let shown = [(1234, 1), (1234, 10), (5, 10), (-5, 10), (0, 10)].map(|(a, s)| units(a, s));
    assert_eq!(shown, ["1234", "123.4", "0.5", "-0.5", "0.0"]);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        routes in prop::collection::vec(prop::collection::vec(1_u32..1000, 0..9), 1..9),
        cost in 0_i64..1_000_000_000,
    ) {
        let instance = crate::sound(crate::WINDOWS);
        let read = read_solution(write_solution(&instance, &routes, cost).as_bytes()).unwrap();
        prop_assert_eq!(read.routes, routes);
        prop_assert_eq!((read.cost.unwrap() * 10.0).round() as i64, cost);
    }
}
