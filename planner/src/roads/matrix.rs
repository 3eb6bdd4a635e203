//! The full table of legs that planning and checking read.

use super::area::Obstacle;
use super::estimate;
use crate::problem::{Area, DayProblem, Node, Roads};
use crate::units::{Metres, Seconds};

/// Distance and time for every ordered pair of nodes.
#[derive(Clone, Debug)]
pub struct Matrix {
    nodes: usize,
    legs: Vec<(Metres, Seconds)>,
}

impl Matrix {
    /// The matrix of `problem`, whose nodes are the centre, the drop points and the terminals, with the areas in which
    /// roads are closed or slow. O(nodes² × areas).
    pub fn of(problem: &DayProblem) -> Self {
        let nodes = problem.nodes();
        let at: Vec<_> = (0..nodes).map(|ix| problem.position(Node::from(ix))).collect();
        let mut legs = match &problem.roads {
            Roads::Matrix { legs, .. } => legs.clone(),
            Roads::Estimate { detour_percent } => {
                let mut legs = vec![(Metres::ZERO, Seconds::ZERO); nodes * nodes];
                for from in 0..nodes {
                    for to in 0..from {
                        let leg = estimate(at[from], at[to], *detour_percent);
                        legs[from * nodes + to] = leg;
                        legs[to * nodes + from] = leg;
                    }
                }
                legs
            }
        };
        let obstacles: Vec<Obstacle> = problem.areas.iter().map(Obstacle::of).collect();
        for (ix, leg) in legs.iter_mut().enumerate() {
            let closed = leg.1 * i64::from(Area::CLOSED / 100);
            let ends = (at[ix / nodes], at[ix % nodes]);
            for obstacle in &obstacles {
                *leg = obstacle.leg(ends.0, ends.1, *leg);
            }
            // A road in two closed areas is as closed as in one.
            leg.1 = leg.1.min(closed);
        }
        Self { nodes, legs }
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
