//! The best state of a search, kept up to date by what changed since it was.

use super::state::{Node, Route, State};
use crate::vrp::Routes;

/// A copy of the best state. Taking a new one costs what changed, not what there is.
#[derive(Clone, Debug)]
pub(super) struct Best {
    /// Customers on no route.
    pub(super) absent: Vec<u32>,
    /// Total distance.
    pub(super) cost: i64,
    nodes: Vec<Node>,
    routes: Vec<Route>,
    /// Routes that are no longer the same in the state.
    stale: Vec<u32>,
    is_stale: Vec<bool>,
}

impl Best {
    pub(super) fn of(state: &State) -> Self {
        Self {
            absent: state.absent.clone(),
            cost: state.cost,
            nodes: state.nodes.clone(),
            routes: state.routes.clone(),
            stale: Vec::new(),
            is_stale: vec![false; state.routes.len()],
        }
    }

    /// What is smaller when it is better.
    pub(super) fn rank(&self) -> (usize, i64) {
        (self.absent.len(), self.cost)
    }

    /// Notes which routes the last change of `state` touched.
    pub(super) fn mark(&mut self, state: &State) {
        for route in state.touched() {
            if !self.is_stale[route as usize] {
                self.is_stale[route as usize] = true;
                self.stale.push(route);
            }
        }
    }

    /// Becomes `state`.
    pub(super) fn take(&mut self, state: &State) {
        self.cost = state.cost;
        self.absent.clone_from(&state.absent);
        for route in self.stale.drain(..) {
            self.is_stale[route as usize] = false;
            self.routes[route as usize] = state.routes[route as usize];
            for node in state.customers(route) {
                self.nodes[node as usize] = state.nodes[node as usize];
            }
        }
    }

    /// Its routes.
    pub(super) fn lists(&self) -> Routes {
        let used = self.routes.iter().filter(|route| route.size > 0);
        used.map(|route| {
            std::iter::successors(Some(route.first), |&at| Some(self.nodes[at as usize].next))
                .take(route.size as usize)
                .collect()
        })
        .collect()
    }
}
