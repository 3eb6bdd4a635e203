//! No bytes make a reader panic, and whatever is accepted can be served.

use crate::{MATRIX, SOLOMON, TINY, WINDOWS};
use fenjian_planner::check::instance::check;
use fenjian_planner::fault;
use fenjian_planner::formats::routing::{read, read_solution};
use proptest::prelude::*;

/// Reads `bytes` as a problem and as a solution; an accepted problem keeps what it promises.
fn survive(bytes: &[u8]) {
    let _ = read_solution(bytes);
    let Ok(instance) = read(bytes) else { return };
    let nodes = instance.metric.nodes();
    assert_eq!(instance.demand.len(), nodes);
    assert!(nodes >= 2);
    for (from, to) in (0..nodes).flat_map(|from| (0..nodes).map(move |to| (from, to))) {
        assert!((0..=i64::from(i32::MAX)).contains(&instance.metric.distance(from, to)));
    }
    // Each customer alone is feasible, but for the number of routes.
    let alone = (1..nodes as u32).map(|customer| vec![customer]).collect();
    let faults = check(&instance, &alone).faults;
    assert!(faults.iter().all(|f| f.code == fault::ROUTES_TOO_MANY), "{faults:?}");
}

fn samples() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![TINY, WINDOWS, MATRIX, SOLOMON])
}

/// Words that have broken readers before.
fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "0",
        "-1",
        "-0",
        "1e9",
        "-1e9",
        "1e308",
        "nan",
        "inf",
        "2147483647",
        "4294967296",
        "9223372036854775807",
        "99999999999999999999",
        "0.1",
        ":",
        "EOF",
        "EXPLICIT",
        "GEO",
        "DEMAND_SECTION",
        "DISTANCE : 5",
        "\u{a0}",
        "\u{feff}",
        "１２",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survive(&bytes);
    }

    #[test]
    fn other_words(text in samples(), edits in prop::collection::vec((0_usize..200, words()), 1..4)) {
        let mut lines: Vec<Vec<&str>> =
            text.lines().map(|line| line.split_whitespace().collect()).collect();
        for (place, word) in edits {
            let places: usize = lines.iter().map(Vec::len).sum();
            if let Some(spot) = lines.iter_mut().flatten().nth(place % places.max(1)) {
                *spot = word;
            }
        }
        let text: Vec<_> = lines.iter().map(|words| words.join(" ")).collect();
        survive(text.join("\n").as_bytes());
    }

    #[test]
    fn lines_lost_doubled_or_moved(
        text in samples(),
        edits in prop::collection::vec((0_usize..40, 0_usize..40, 0_u8..3), 1..4),
    ) {
        let mut lines: Vec<&str> = text.lines().collect();
        for (from, to, kind) in edits {
            let (from, to) = (from % lines.len(), to % lines.len());
            match kind {
                0 if lines.len() > 1 => drop(lines.remove(from)),
                1 => lines.insert(to, lines[from]),
                _ => lines.swap(from, to),
            }
        }
        survive(lines.join("\n").as_bytes());
    }

    #[test]
    fn other_bytes(
        text in samples(),
        edits in prop::collection::vec((any::<usize>(), any::<u8>()), 1..4),
        end in any::<usize>(),
    ) {
        let mut bytes = text.as_bytes().to_vec();
        for (place, byte) in edits {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        survive(&bytes);
        bytes.truncate(end % bytes.len());
        survive(&bytes);
    }
}
