//! Where vehicles load.

use super::span::{Span, spans};
use crate::vrp::Depot;

/// A depot, or the start of vehicles that need none: there they have loaded before the day begins.
#[derive(Clone, Debug)]
pub(in crate::route) struct Dock {
    pub(in crate::route) node: u32,
    /// When loading may begin.
    pub(in crate::route) spans: Vec<Span>,
    /// How long it takes.
    pub(in crate::route) time: i64,
    /// How many load at once; none for any number.
    pub(in crate::route) docks: Option<usize>,
    /// Whether it is one of the problem's depots.
    pub(in crate::route) real: bool,
}

impl Dock {
    pub(super) fn new(depot: &Depot) -> Self {
        Self {
            node: depot.node as u32,
            spans: spans(&depot.windows),
            time: depot.dock_time.0,
            docks: depot.docks.map(|docks| docks as usize),
            real: true,
        }
    }

    /// Stands for the start of vehicles without depots.
    pub(super) fn unreal(node: u32) -> Self {
        Self { node, spans: spans(&[]), time: 0, docks: None, real: false }
    }
}
