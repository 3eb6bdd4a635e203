//! Roads: the estimate is a metric, the shortest ways agree with a slow obvious twin.
#![allow(clippy::unwrap_used)]

use fenjian_planner::problem::Roads;
use fenjian_planner::roads::{driving_time, estimate, from_rows, great_circle};
use fenjian_planner::units::{Metres, Seconds};
use fenjian_planner::words::{LonLat, MatrixRow};
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat { lon_e6: (lon * 1e6) as i32, lat_e6: (lat * 1e6) as i32 }
}

fn row(from: &str, to: &str, metres: i64, seconds: i64) -> MatrixRow {
    let (distance, time) = (Metres(metres), Seconds(seconds));
    MatrixRow { from: from.into(), to: to.into(), distance, time }
}

/// A position in China.
fn position() -> impl Strategy<Value = LonLat> {
    (73_000_000..135_000_000, 18_000_000..54_000_000)
        .prop_map(|(lon_e6, lat_e6)| LonLat { lon_e6, lat_e6 })
}

#[test]
fn known_great_circles() {
    // A quarter of the equator, and one degree of a meridian.
    let quarter = great_circle(at(0.0, 0.0), at(90.0, 0.0));
    assert!((quarter - 10_007_557.2).abs() < 1.0, "{quarter}");
    let degree = great_circle(at(113.0, 23.0), at(113.0, 24.0));
    assert!((degree - 111_195.1).abs() < 0.1, "{degree}");
    let antipodes = great_circle(at(0.0, 0.0), at(180.0, 0.0));
    assert!((antipodes - 20_015_114.4).abs() < 1.0, "{antipodes}");
}

#[test]
fn the_speed_profile() {
    assert_eq!(driving_time(Metres(0)), Seconds(0));
    assert_eq!(driving_time(Metres(1)), Seconds(1), "rounded up");
    assert_eq!(driving_time(Metres(5_000)), Seconds(720), "5 km at 25 km/h");
    assert_eq!(driving_time(Metres(30_000)), Seconds(720 + 2_000), "25 km more at 45 km/h");
    assert_eq!(driving_time(Metres(100_000)), Seconds(720 + 2_000 + 3_600), "70 km at 70 km/h");
}

#[test]
fn a_pair_of_the_file_keeps_its_leg_and_others_take_the_fastest_way() {
    let nodes = [
        ("C".into(), at(113.0, 23.0)),
        ("A".into(), at(113.1, 23.0)),
        ("B".into(), at(113.2, 23.0)),
    ];
    let rows = [
        row("C", "A", 10, 100),
        row("A", "X", 20, 200),
        row("X", "B", 30, 300),
        row("C", "B", 1, 900),
    ];
    let Roads::Matrix { legs, estimated } = from_rows(&rows, &nodes, 140) else { panic!() };
    let leg = |from: usize, to: usize| (legs[from * 3 + to].0.0, legs[from * 3 + to].1.0);
    assert_eq!(leg(0, 2), (1, 900), "measured, though the way over A and X is faster");
    assert_eq!(leg(1, 2), (50, 500), "over X, which is no node");
    assert_eq!(leg(1, 1), (0, 0));
    let (metres, seconds) = estimate(nodes[2].1, nodes[0].1, 140);
    assert_eq!(leg(2, 0), (metres.0, seconds.0), "no way back in the file");
    assert_eq!(estimated, 3, "A→C, B→C, B→A");
}

#[test]
fn two_nodes_of_one_place_share_its_legs() {
    let nodes = [
        ("C".into(), at(113.0, 23.0)),
        ("A".into(), at(113.1, 23.0)),
        ("A".into(), at(113.1, 23.0)),
    ];
    let rows = [row("C", "A", 10, 100), row("A", "C", 12, 120)];
    let Roads::Matrix { legs, estimated } = from_rows(&rows, &nodes, 140) else { panic!() };
    assert_eq!(legs[2], (Metres(10), Seconds(100)));
    assert_eq!(legs[3 + 2], (Metres(0), Seconds(0)), "from a place to itself");
    assert_eq!(estimated, 0);
}

#[test]
fn without_rows_everything_is_estimated() {
    let nodes = [("C".into(), at(113.0, 23.0))];
    assert_eq!(from_rows(&[], &nodes, 140), Roads::Estimate { detour_percent: 140 });
}

proptest! {
    #[test]
    fn the_estimate_is_a_metric(a in position(), b in position(), c in position(), detour in 100u32..200) {
        let leg = |x, y| estimate(x, y, detour);
        prop_assert_eq!(leg(a, b), leg(b, a));
        prop_assert_eq!(leg(a, a), (Metres(0), Seconds(0)));
        let over = (leg(a, b).0 + leg(b, c).0, leg(a, b).1 + leg(b, c).1);
        prop_assert!(leg(a, c).0 <= over.0 + Metres(1), "rounding is all that may break it");
        prop_assert!(leg(a, c).1 <= over.1 + Seconds(1));
    }

    /// Floyd–Warshall is the slow twin. Its direct legs are shortest ways here, so that what the
    /// file says and what the graph says are the same.
    #[test]
    fn the_fastest_ways_agree_with_floyd_warshall(
        n in 2usize..8,
        legs in proptest::collection::vec((0usize..8, 0usize..8, 1i64..1000, 1i64..1000), 1..40),
    ) {
        let mut best = vec![vec![None::<(i64, i64)>; n]; n];
        for &(from, to, metres, seconds) in &legs {
            if from < n && to < n && from != to {
                let leg = Some((seconds, metres));
                let known = &mut best[from][to];
                *known = if known.is_none() { leg } else { (*known).min(leg) };
            }
        }
        let given = best.clone();
        for over in 0..n { for from in 0..n { for to in 0..n {
            if let (Some(a), Some(b)) = (best[from][over], best[over][to]) {
                let way = (a.0 + b.0, a.1 + b.1);
                if from != to && best[from][to].is_none_or(|known| way < known) {
                    best[from][to] = Some(way);
                }
            }
        }}}
        let code = |ix: usize| format!("N{ix}");
        let nodes: Vec<_> = (0..n).map(|ix| (code(ix), at(100.0 + ix as f64, 30.0))).collect();
        let rows: Vec<_> = legs.iter().filter(|l| l.0 < n && l.1 < n)
            .map(|&(from, to, metres, seconds)| row(&code(from), &code(to), metres, seconds)).collect();
        prop_assume!(!rows.is_empty());
        let Roads::Matrix { legs, estimated } = from_rows(&rows, &nodes, 140) else { panic!() };
        let mut unreached = 0;
        for from in 0..n { for to in 0..n {
            let leg = legs[from * n + to];
            let expected = match (from == to, given[from][to].or(best[from][to])) {
                (true, _) => (Metres(0), Seconds(0)),
                (false, Some((seconds, metres))) => (Metres(metres), Seconds(seconds)),
                (false, None) => { unreached += 1; estimate(nodes[from].1, nodes[to].1, 140) }
            };
            prop_assert_eq!(leg, expected, "{} → {}", from, to);
        }}
        prop_assert_eq!(estimated, unreached);
    }
}
