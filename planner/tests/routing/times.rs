//! Windows, service times and limits of routes.

use crate::{MATRIX, TINY, WINDOWS, legs, sound, with};
use fenjian_planner::vrp::{Metric, Rounding, Timing};

#[test]
fn with_coordinates_everything_is_in_tenths() {
    let instance = sound(WINDOWS);
    assert_eq!((instance.scale, instance.max_routes), (10, Some(3)));
    assert!(matches!(instance.metric, Metric::Plane { rounding: Rounding::Tenths, .. }));
    // sqrt(2) = 1.414…, cut off to 1.4; 10; 5.6
    assert_eq!(legs(&instance)[0], [0, 14, 100, 56]);
    let expected = Timing {
        window: vec![(0, 1000), (20, 300), (105, 200), (0, 1000)],
        service: vec![0, 30, 15, 0],
    };
    assert_eq!(instance.timing, Some(expected));
}

#[test]
fn one_service_time_for_all_customers() {
    let text = with(WINDOWS, "SERVICE_TIME_SECTION\n1 0\n2 3\n3 1.5\n4 0\n", "");
    let none = sound(&text).timing.unwrap();
    assert_eq!(none.service, [0, 0, 0, 0]);
    let same = sound(&with(&text, "VEHICLES", "SERVICE_TIME: 2\nVEHICLES")).timing.unwrap();
    assert_eq!(same.service, [0, 20, 20, 20]);
}

#[test]
fn an_explicit_matrix_is_cost_and_time_as_it_stands() {
    let instance = sound(MATRIX);
    assert_eq!(instance.scale, 1);
    assert_eq!(legs(&instance), [[0, 7, 9], [5, 0, 4], [8, 6, 0]]);
    let timing = instance.timing.unwrap();
    assert_eq!(timing.window, [(0, 45000), (15600, 22500), (0, 30000)]);
    assert_eq!(timing.service, [0, 360, 420]);
}

#[test]
fn a_limit_on_routes_is_a_window_of_the_depot() {
    let limit = with(TINY, "CAPACITY", "DISTANCE : 30.5\nSERVICE_TIME : 4\nCAPACITY");
    let instance = sound(&limit);
    assert_eq!(instance.scale, 1);
    assert_eq!(legs(&instance), legs(&sound(TINY)));
    let timing = instance.timing.unwrap();
    assert_eq!(timing.window, [(0, 30); 4]);
    assert_eq!(timing.service, [0, 4, 4, 4]);
    let free = sound(&with(TINY, "CAPACITY", "SERVICE_TIME : 4\nCAPACITY"));
    assert_eq!(free, sound(TINY), "service times alone bind nothing");
}
