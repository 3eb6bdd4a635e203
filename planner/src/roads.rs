//! Distances and driving times between the nodes of a day.

use crate::problem::{DayProblem, Node};
use crate::units::{Metres, Seconds};

/// Distance and time for every ordered pair of nodes.
#[derive(Clone, Debug)]
pub struct Matrix {
    nodes: usize,
    legs: Vec<(Metres, Seconds)>,
}

impl Matrix {
    /// The matrix of `problem`. O(nodes²).
    pub fn of(_problem: &DayProblem) -> Self {
        unimplemented!("later")
    }

    /// Road distance.
    pub fn distance(&self, from: Node, to: Node) -> Metres {
        self.legs[from.ix() * self.nodes + to.ix()].0
    }

    /// Driving time.
    pub fn time(&self, from: Node, to: Node) -> Seconds {
        self.legs[from.ix() * self.nodes + to.ix()].1
    }
}
