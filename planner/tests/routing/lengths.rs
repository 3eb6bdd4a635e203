//! Distances from coordinates follow TSPLIB 95.

use crate::{TINY, fault, legs, sound, with};
use fenjian_planner::vrp::{Metric, Rounding};

/// Distances from node 1 of the tiny file under another edge weight type.
fn first_row(kind: &str) -> Vec<i64> {
    legs(&sound(&with(TINY, "EUC_2D", kind)))[0].clone()
}

#[test]
fn each_type_has_its_rounding() {
    assert_eq!(first_row("EUC_2D"), [0, 5, 10, 6]);
    assert_eq!(first_row("CEIL_2D"), [0, 5, 10, 6]);
    assert_eq!(first_row("FLOOR_2D"), [0, 5, 10, 5]);
    assert_eq!(first_row("MAN_2D"), [0, 7, 14, 6]);
    assert_eq!(first_row("MAX_2D"), [0, 4, 8, 6]);
    // sqrt(25 / 10) = 1.58, sqrt(10) = 3.16, sqrt(3.136) = 1.77
    assert_eq!(first_row("ATT"), [0, 2, 4, 2]);
}

#[test]
fn a_half_is_rounded_up() {
    // sqrt(2.5²) = 2.5 and a distance of 2.4
    let halves = with(&with(TINY, "2 3 4", "2 0 2.5"), "3 6 8", "3 0 2.4");
    assert_eq!(legs(&sound(&halves))[0][1..3], [3, 2]);
}

#[test]
fn the_third_coordinate_counts() {
    let solid = TINY
        .replace("EUC_2D", "EUC_3D\nNODE_COORD_TYPE : THREED_COORDS")
        .replace("1 0 0\n", "1 0 0 0\n")
        .replace("2 3 4\n", "2 2 3 6\n")
        .replace("3 6 8\n", "3 6 8 0\n")
        .replace("4 0 5.6\n", "4 0 0 5.6\n");
    assert_eq!(legs(&sound(&solid))[0], [0, 7, 10, 6]);
    assert_eq!(legs(&sound(&solid.replace("EUC_3D", "MAN_3D")))[0], [0, 11, 14, 6]);
    assert_eq!(legs(&sound(&solid.replace("EUC_3D", "MAX_3D")))[0], [0, 6, 8, 6]);
    assert_eq!(fault(with(&solid, "2 2 3 6", "2 2 3").as_bytes()).0, "F305");
}

/// burma14 of TSPLIB, whose shortest tour is known to be 3323.
#[test]
fn the_sphere_is_that_of_tsplib() {
    let places = [
        (16.47, 96.10),
        (16.47, 94.44),
        (20.09, 92.54),
        (22.39, 93.37),
        (25.23, 97.24),
        (22.00, 96.05),
        (20.47, 97.02),
        (17.20, 96.29),
        (16.30, 97.38),
        (14.05, 98.12),
        (16.53, 97.38),
        (21.52, 95.59),
        (19.41, 97.13),
        (20.09, 94.55),
    ];
    let mut text = String::from(
        "TYPE : CVRP\nDIMENSION : 14\nCAPACITY : 13\nEDGE_WEIGHT_TYPE : GEO\n\
         EDGE_WEIGHT_FORMAT: FUNCTION\nDISPLAY_DATA_TYPE: COORD_DISPLAY\nNODE_COORD_SECTION\n",
    );
    for (index, (latitude, longitude)) in places.iter().enumerate() {
        text += &format!("{} {latitude} {longitude}\n", index + 1);
    }
    text += "DEMAND_SECTION\n1 0\n";
    text.extend((2..=14).map(|node| format!("{node} 1\n")));
    text += "DEPOT_SECTION\n1\n-1\nEOF\n";
    let instance = sound(&text);
    let tour = [1, 2, 14, 3, 4, 5, 6, 12, 7, 13, 8, 11, 9, 10, 1];
    let length: i64 =
        tour.windows(2).map(|pair| instance.metric.distance(pair[0] - 1, pair[1] - 1)).sum();
    assert_eq!(length, 3323);
}

#[test]
fn tens_of_thousands_need_no_matrix() {
    let nodes = 50_000;
    let mut text = format!(
        "TYPE : CVRP\nDIMENSION : {nodes}\nCAPACITY : 9\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n"
    );
    text.extend((1..=nodes).map(|node| format!("{node} {} {}\n", node % 317, node / 317)));
    text += "DEMAND_SECTION\n";
    text.extend((1..=nodes).map(|node| format!("{node} {}\n", i32::from(node > 1))));
    text += "DEPOT_SECTION\n1\n-1\n";
    let instance = sound(&text);
    assert!(matches!(instance.metric, Metric::Plane { rounding: Rounding::Nearest, .. }));
    assert_eq!(instance.customers(), nodes - 1);
    let round = text.replace("EUC_2D", "GEO");
    assert_eq!(fault(round.as_bytes()).0, "F306", "a matrix would be too large");
}
