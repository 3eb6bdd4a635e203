//! A stop of the problem as the search reads it.

use super::span::{Span, spans};
use crate::vrp::Stop;

/// A stop to be made.
#[derive(Clone, Debug)]
pub(in crate::route) struct Job {
    pub(in crate::route) node: u32,
    pub(in crate::route) service: i64,
    pub(in crate::route) spans: Vec<Span>,
    /// In each dimension of the problem.
    pub(in crate::route) delivery: Vec<i64>,
    pub(in crate::route) pickup: Vec<i64>,
    /// What is missing when it is not served.
    pub(in crate::route) weight: i64,
    /// What its not being served costs.
    pub(in crate::route) prize: i64,
    /// Of these only one is made.
    pub(super) group: Option<u32>,
    /// Jobs with the same key are not on one trip.
    pub(in crate::route) apart: Option<u32>,
    /// Part of what is frozen of a vehicle's day.
    pub(super) frozen: bool,
}

impl Job {
    pub(in crate::route) fn new(stop: &Stop, dimensions: usize) -> Self {
        let load =
            |named: &[i64]| (0..dimensions).map(|ix| named.get(ix).copied().unwrap_or(0)).collect();
        Self {
            node: stop.node as u32,
            service: stop.service.0,
            spans: spans(&stop.windows),
            delivery: load(&stop.delivery),
            pickup: load(&stop.pickup),
            weight: if stop.optional() { 0 } else { stop.weight },
            prize: stop.prize.map_or(0, |prize| prize.0),
            group: stop.group,
            apart: stop.apart,
            frozen: false,
        }
    }
}
