//! Small floors: destinations of given sizes, one route for every three.

use fenjian_planner::plan::sort::{Destination, LoadedPouch, To};
use fenjian_planner::problem::ConsignmentId;
use fenjian_planner::sort::{Settings, Sorted, Task, sort};
use fenjian_planner::units::Seconds;
use fenjian_planner::words::{Machine, MachineKind};
use std::slice::from_ref;

/// One pouch for each destination; three destinations to a route.
pub(super) fn floor(cards: &[u32]) -> Vec<Destination> {
    let destination = |(ix, &cards): (usize, &u32)| Destination {
        to: To::Stop { consignment: ConsignmentId(ix as u32), route: ix as u32 / 3, stop: 0 },
        cards,
        pouches: vec![LoadedPouch { number: 1, cards, position: 1 + ix as u32 % 3 }],
        way: Vec::new(),
    };
    cards.iter().enumerate().map(destination).collect()
}

/// A sorter that takes a second for a card.
pub(super) fn machine(pockets: u32, pocket_cards: u32) -> Machine {
    Machine {
        name: "分拣机".into(),
        kind: MachineKind::Sorter,
        pockets,
        pocket_cards,
        cards_per_hour: 3600,
        sweep: Seconds(20),
        full_pocket: Seconds(7),
        setup: Seconds(10),
    }
}

pub(super) fn settings(moves: u32) -> Settings {
    Settings { seed: 1, moves, exact: true }
}

pub(super) fn sorted(cards: &[u32], machine: &Machine, moves: u32) -> Sorted {
    sort(&Task::new(&floor(cards), from_ref(machine)), settings(moves)).unwrap()
}
