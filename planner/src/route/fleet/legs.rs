//! Driving between nodes, for one profile.

use crate::vrp::Profile;
use std::sync::Arc;

/// Legs are cut off here: over three years, or a hundred thousand kilometres.
const LONGEST: i64 = 100_000_000;

/// A leg between two nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::route) struct Leg {
    pub(in crate::route) metres: i32,
    pub(in crate::route) seconds: i32,
}

/// All legs of a profile, with one node more than the problem: the one that is anywhere, no way from
/// all others. A clone shares the legs.
#[derive(Clone, Debug)]
pub(in crate::route) struct Legs {
    nodes: usize,
    legs: Arc<[Leg]>,
    /// `back[to * nodes + from]`: the legs to one node side by side in memory; the same as `legs` where
    /// there and back are alike.
    back: Arc<[Leg]>,
    /// What each leg costs beside its length; none when all are free.
    tolls: Option<Arc<[i64]>>,
}

/// Clones of the same legs; nobody compares nodes² numbers for each pair of vans.
impl PartialEq for Legs {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.legs, &other.legs)
    }
}

impl Legs {
    /// Takes `profile` over `nodes` nodes. O(nodes²).
    pub(super) fn new(nodes: usize, profile: &Profile) -> Self {
        let cut = |value: i64| value.clamp(0, LONGEST);
        let at = |from: usize, to: usize| {
            (from < nodes && to < nodes && from != to).then(|| from * nodes + to)
        };
        let all = || (0..=nodes).flat_map(|from| (0..=nodes).map(move |to| (from, to)));
        let leg = |(from, to)| {
            at(from, to).map_or(Leg::default(), |ix| Leg {
                metres: cut(profile.metres[ix].0) as i32,
                seconds: cut(profile.seconds[ix].0) as i32,
            })
        };
        let toll = |(from, to)| at(from, to).map_or(0, |ix| cut(profile.costs[ix].0));
        let legs: Arc<[Leg]> = all().map(leg).collect();
        let symmetric = all().all(|(from, to)| from >= to || leg((from, to)) == leg((to, from)));
        let back = match symmetric {
            true => Arc::clone(&legs),
            false => all().map(|(to, from)| leg((from, to))).collect(),
        };
        let tolls = (!profile.costs.is_empty()).then(|| all().map(toll).collect());
        Self { nodes: nodes + 1, legs, back, tolls }
    }

    /// The leg between two nodes.
    #[inline]
    pub(in crate::route) fn leg(&self, from: u32, to: u32) -> Leg {
        self.legs[from as usize * self.nodes + to as usize]
    }

    /// All legs to `node`, by where they come from.
    #[inline]
    pub(super) fn towards(&self, node: u32) -> &[Leg] {
        &self.back[node as usize * self.nodes..][..self.nodes]
    }

    /// All legs from `node`, by where they go to.
    #[inline]
    pub(super) fn leaving(&self, node: u32) -> &[Leg] {
        &self.legs[node as usize * self.nodes..][..self.nodes]
    }

    /// Driving time in seconds.
    #[inline]
    pub(in crate::route) fn drive(&self, from: u32, to: u32) -> i64 {
        i64::from(self.leg(from, to).seconds)
    }

    /// What the leg costs beside its length.
    #[inline]
    pub(in crate::route) fn toll(&self, from: u32, to: u32) -> i64 {
        self.tolls.as_ref().map_or(0, |tolls| tolls[from as usize * self.nodes + to as usize])
    }
}
