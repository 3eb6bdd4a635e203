//! From the legs of a matrix file to a leg for every pair of nodes.

use super::estimate;
use crate::problem::Roads;
use crate::units::{Metres, Seconds};
use crate::words::{LonLat, MatrixRow};
use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::HashMap;
use std::ops::Add;

/// A leg compared by time, then distance: of two equally fast ways the shorter one is driven.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Leg {
    time: i64,
    distance: i64,
}

impl Add for Leg {
    type Output = Self;
    fn add(self, next: Self) -> Self {
        Self {
            time: self.time.saturating_add(next.time),
            distance: self.distance.saturating_add(next.distance),
        }
    }
}

/// The roads between `nodes` (code and position, in the order of the problem's nodes) from the
/// `rows` of a matrix file.
///
/// The file's legs form a directed graph, in which codes that are no nodes may be passed through.
/// A pair the file names keeps its own leg, the fastest when it stands there twice; any other pair
/// takes the way that is shortest in time (Dijkstra's algorithm from each node that lacks a leg);
/// a pair the graph does not connect is estimated with `detour_percent` and counted. A node to
/// itself is 0. Without any row everything is estimated.
///
/// O(rows + nodes × rows log rows) at worst, O(rows + nodes²) when the file is complete.
pub fn from_rows(rows: &[MatrixRow], nodes: &[(String, LonLat)], detour_percent: u32) -> Roads {
    if rows.is_empty() {
        return Roads::Estimate { detour_percent };
    }
    let (graph, of_code) = graph_of(rows);
    // Several nodes may be one place (a terminal that is also a drop point): all get its legs.
    let points: Vec<Option<NodeIndex>> =
        nodes.iter().map(|(code, _)| of_code.get(code.as_str()).copied()).collect();
    let mut legs = Vec::with_capacity(nodes.len() * nodes.len());
    let mut estimated = 0;
    for (from, &from_point) in points.iter().enumerate() {
        let known = from_point.map(|point| legs_from(&graph, point, &points)).unwrap_or_default();
        for (to, &to_point) in points.iter().enumerate() {
            let same = from == to || (from_point.is_some() && from_point == to_point);
            let leg = if same {
                (Metres::ZERO, Seconds::ZERO)
            } else if let Some(leg) = to_point.and_then(|point| known.get(&point)) {
                (Metres(leg.distance), Seconds(leg.time))
            } else {
                estimated += 1;
                estimate(nodes[from].1, nodes[to].1, detour_percent)
            };
            legs.push(leg);
        }
    }
    Roads::Matrix { legs, estimated }
}

/// The graph of the file, parallel legs reduced to the fastest, and where each code stands in it.
fn graph_of(rows: &[MatrixRow]) -> (DiGraph<(), Leg>, HashMap<&str, NodeIndex>) {
    let mut graph = DiGraph::new();
    let mut of_code = HashMap::new();
    let mut best: HashMap<(NodeIndex, NodeIndex), Leg> = HashMap::with_capacity(rows.len());
    for row in rows {
        let mut point = |code| *of_code.entry(code).or_insert_with(|| graph.add_node(()));
        let pair = (point(row.from.as_str()), point(row.to.as_str()));
        let leg = Leg { time: row.time.0.max(0), distance: row.distance.0.max(0) };
        let kept = best.entry(pair).or_insert(leg);
        if leg < *kept {
            *kept = leg;
        }
    }
    // In the order of points, so that equal ways are told apart the same way every time.
    let mut pairs: Vec<_> = best.into_iter().collect();
    pairs.sort_unstable_by_key(|&(pair, _)| pair);
    graph.extend_with_edges(pairs.into_iter().map(|((from, to), leg)| (from, to, leg)));
    (graph, of_code)
}

/// The legs from `from` to those of `points` that can be reached.
fn legs_from(
    graph: &DiGraph<(), Leg>,
    from: NodeIndex,
    points: &[Option<NodeIndex>],
) -> HashMap<NodeIndex, Leg> {
    use petgraph::visit::EdgeRef;
    let direct: HashMap<_, _> = graph.edges(from).map(|e| (e.target(), *e.weight())).collect();
    let enterable = |to: NodeIndex| {
        graph.neighbors_directed(to, petgraph::Direction::Incoming).next().is_some()
    };
    let complete = (points.iter().flatten())
        .all(|&to| to == from || direct.contains_key(&to) || !enterable(to));
    if complete {
        return direct;
    }
    let mut legs: HashMap<_, _> =
        dijkstra(graph, from, None, |e| *e.weight()).into_iter().collect();
    legs.extend(direct);
    legs
}
