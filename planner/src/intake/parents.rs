//! Parents of receiving locations: whether every location that goes by its parent has a fit one.

use crate::fault::{self, Code, Finding};
use crate::words::{Location, LocationCode, Via};
use std::collections::{BTreeMap, BTreeSet};

type Graph = BTreeMap<LocationCode, BTreeSet<LocationCode>>;

/// Looks at every version of every location at once and tells, in the order of `locations`, which
/// ones have a parent that cannot serve: one that leads back to the location itself (R207), or,
/// for a location that goes by its parent, one that is not there (nor an alias of another), is at
/// no time active together with it, or is not direct itself (R208).
///
/// The findings carry no line, as the versions may come from several files. O(n log n).
pub fn check_parents(locations: &[Location]) -> Vec<(LocationCode, Finding)> {
    let mut versions: BTreeMap<LocationCode, Vec<&Location>> = BTreeMap::new();
    for location in locations {
        for code in [location.code].iter().chain(&location.aliases) {
            versions.entry(*code).or_default().push(location);
        }
    }
    let circular = on_cycles(locations);
    let judge = |location: &&Location| {
        let (code, why) = match location.parent {
            Some(parent) if circular.contains(&location.code) && circular.contains(&parent) => {
                (fault::PARENT_CYCLE, "")
            }
            _ if location.via == Via::Direct => return None,
            Some(parent) => {
                let parents = versions.get(&parent).map_or(&[][..], Vec::as_slice);
                (fault::PARENT_UNFIT, unfit(location, parents)?)
            }
            None => (fault::PARENT_UNFIT, "由上级转交，但没有上级"),
        };
        Some((location.code, finding(location, code, why)))
    };
    locations.iter().filter_map(|location| judge(&location)).collect()
}

fn finding(location: &Location, code: Code, why: &str) -> Finding {
    let colon = if why.is_empty() { "" } else { "：" };
    Finding {
        line: None,
        column: Some("parent_code".into()),
        value: location.parent.map(|parent| parent.to_string()),
        code,
        detail: format!("受理点 {}{colon}{why}", location.code),
    }
}

/// Why none of `parents`, the versions of one code, serves `location`.
fn unfit(location: &Location, parents: &[&Location]) -> Option<&'static str> {
    let meets = |parent: &&&Location| {
        parent.active_to.is_none_or(|to| to >= location.active_from)
            && location.active_to.is_none_or(|to| to >= parent.active_from)
    };
    let meeting: Vec<_> = parents.iter().filter(meets).collect();
    if parents.is_empty() {
        Some("上级不存在")
    } else if meeting.is_empty() {
        Some("上级在此期间停用")
    } else if meeting.iter().all(|parent| parent.via != Via::Direct) {
        Some("上级自身不是直接交接")
    } else {
        None
    }
}

/// Codes from which parents, in whatever version, lead back to themselves.
fn on_cycles(locations: &[Location]) -> BTreeSet<LocationCode> {
    let mut parents = Graph::new();
    for location in locations {
        parents.entry(location.code).or_default().extend(location.parent);
    }
    // What lies on a cycle has somewhere to go on for ever, forwards and backwards.
    let endless = without_ends(&parents);
    without_ends(&reversed(&endless)).into_keys().collect()
}

/// `graph` without the nodes from which no path goes on for ever (Kahn's algorithm).
fn without_ends(graph: &Graph) -> Graph {
    let mut left = graph.clone();
    let before = reversed(graph);
    let mut ends: Vec<LocationCode> = before.keys().copied().collect();
    ends.retain(|code| left.get(code).is_none_or(BTreeSet::is_empty));
    while let Some(end) = ends.pop() {
        left.remove(&end);
        for code in &before[&end] {
            if let Some(next) = left.get_mut(code)
                && next.remove(&end)
                && next.is_empty()
            {
                ends.push(*code);
            }
        }
    }
    left
}

/// Every edge turned round; every node of `graph` and every end of an edge is a node.
fn reversed(graph: &Graph) -> Graph {
    let mut turned = Graph::new();
    for (from, next) in graph {
        turned.entry(*from).or_default();
        for to in next {
            turned.entry(*to).or_default().insert(*from);
        }
    }
    turned
}
