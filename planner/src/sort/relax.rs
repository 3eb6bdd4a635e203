//! The model with its bound: how many destinations of each volume finish in which pass, as an
//! integer program.
//!
//! Destinations of the same volume (that may finish in the same passes) are alike, so that the
//! unknowns are counts, some hundred in all, and not a choice for each destination and pocket. Orders
//! and the shares of single pockets are left out, therefore its least cost is a bound for every
//! sort of this shape; docs/SORTING.md has the proof.

use super::shape::Shape;
use crate::milp::{Limit, Program};
use std::collections::BTreeMap;

/// A chain or tree of passes in which the number of parts that the first pass keeps is free.
pub(super) struct Model<'a> {
    /// The shape; the parts that the first pass keeps are ignored.
    pub(super) shape: &'a Shape,
    /// Cards of each destination.
    pub(super) volumes: &'a [u64],
    /// For each destination, the passes that may finish it, as bits.
    pub(super) may: &'a [u32],
    /// For each destination, seconds that it costs when the first pass does not finish it.
    pub(super) own: &'a [f64],
    /// Whether any number of destinations may finish in the last pass; for bounds over many shapes.
    pub(super) roomy: bool,
}

/// What is known of a model.
pub(super) struct Solved {
    /// The pass that finishes each destination and the parts the first pass keeps for each pass; none when only the bound is known.
    pub(super) choice: Option<(Vec<usize>, Vec<u32>)>,
    /// Seconds below which no sort of this shape goes, wishes included.
    pub(super) bound: f64,
}

/// Destinations that are alike: volume, passes allowed, milliseconds for a lost pocket.
type Kind = (u64, u32, u64);

impl Model<'_> {
    /// Solves the model. None when no sort of this shape exists. See [`Program::least`] for what it costs.
    pub(super) fn solve(&self, limit: Limit) -> Option<Solved> {
        let (program, kinds, counts, parts) = self.program();
        let outcome = program.least(limit)?;
        let choice = outcome.values.map(|values| {
            let mut pass_of = vec![0; self.volumes.len()];
            for (members, counts) in kinds.values().zip(&counts) {
                let mut members = members.iter();
                for &(pass, unknown) in counts {
                    for &ix in members.by_ref().take(values[unknown] as usize) {
                        pass_of[ix] = pass;
                    }
                }
            }
            let kept = parts.iter().map(|part| part.map_or(0, |ix| values[ix] as u32)).collect();
            (pass_of, kept)
        });
        Some(Solved { choice, bound: outcome.bound })
    }

    /// The bound with fractions allowed. None when no sort of this shape exists.
    pub(super) fn bound(&self, limit: Limit) -> Option<f64> {
        self.program().0.relaxed(limit)
    }

    /// Passes through which a card goes that `pass` finishes.
    fn seconds(&self, volume: u64, pass: usize) -> f64 {
        let passes = self.shape.back(pass).map(|p| self.shape.passes[p].rules.per_card);
        volume as f64 * passes.sum::<f64>()
    }

    #[allow(clippy::type_complexity)]
    fn program(
        &self,
    ) -> (Program, BTreeMap<Kind, Vec<usize>>, Vec<Vec<(usize, usize)>>, Vec<Option<usize>>) {
        let shape = self.shape;
        let passes = shape.passes.len();
        let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
        for (ix, &volume) in self.volumes.iter().enumerate() {
            let own = (self.own[ix] * 1000.0) as u64;
            kinds.entry((volume, self.may[ix], own)).or_default().push(ix);
        }
        let fixed = shape.passes.iter().map(|branch| branch.rules.pass(0, 0)).sum();
        let mut program = Program { fixed, ..Program::default() };
        // Pockets emptied in each pass, and parts kept by the first pass.
        let emptied: Vec<usize> = (shape.passes.iter())
            .map(|branch| program.unknown(branch.rules.full, 1e7, true))
            .collect();
        let parts: Vec<Option<usize>> = (0..passes)
            .map(|pass| {
                let pockets = f64::from(shape.passes[0].rules.pockets);
                let free = pass > 0 && shape.passes[pass].parent == 0;
                free.then(|| program.unknown(0.0, pockets, true))
            })
            .collect();
        let mut finished: Vec<Vec<(usize, f64)>> = vec![Vec::new(); passes];
        let mut fills: Vec<Vec<(usize, f64)>> = vec![Vec::new(); passes];
        let mut counts = Vec::with_capacity(kinds.len());
        for (&(volume, may, own), members) in &kinds {
            let alike = members.len() as f64;
            let mut of_kind = Vec::new();
            for pass in (0..passes).filter(|pass| may >> pass & 1 == 1) {
                let lost = if pass > 0 { own as f64 / 1000.0 } else { 0.0 };
                let cost = self.seconds(volume, pass) + lost;
                let unknown = program.unknown(cost, alike, true);
                of_kind.push((pass, unknown));
                finished[pass].push((unknown, 1.0));
                for through in shape.back(pass) {
                    let rules = shape.passes[through].rules;
                    let share = match through {
                        0 if pass == 0 => rules.fills(volume) as f64,
                        _ => volume as f64 / rules.capacity as f64,
                    };
                    fills[through].push((unknown, share));
                }
            }
            let all = |sign: f64| of_kind.iter().map(|&(_, unknown)| (unknown, sign)).collect();
            program.at_most(all(1.0), alike);
            program.at_most(all(-1.0), -alike);
            counts.push(of_kind);
        }
        for pass in 0..passes {
            let pockets = f64::from(shape.passes[pass].rules.pockets);
            let mut filled = std::mem::take(&mut fills[pass]);
            filled.push((emptied[pass], -1.0));
            // Where one pass handles all that the first hands on, every further batch has all pockets once more.
            if pass == 1 && passes == 2 {
                let rules = shape.passes[1].rules;
                let again = program.unknown(rules.pass(0, 0), self.volumes.len() as f64, true);
                filled.push((again, -pockets));
            }
            program.at_most(filled, pockets);
            let mut room = std::mem::take(&mut finished[pass]);
            if pass == 0 {
                room.extend(parts.iter().flatten().map(|&part| (part, 1.0)));
                program.at_most(room, pockets);
                continue;
            }
            // Destinations that finish here, against the parts kept by the first pass times all that
            // later passes multiply them by.
            let mut below = 1.0;
            let mut at = pass;
            while shape.passes[at].parent != 0 {
                below *= f64::from(shape.passes[at].digits);
                at = shape.passes[at].parent;
            }
            let cells = match self.roomy && pass + 1 == passes {
                true => self.volumes.len() as f64,
                false => below * shape.finishing(pass) as f64,
            };
            room.extend(parts[at].map(|part| (part, -cells)));
            program.at_most(room, 0.0);
        }
        (program, kinds, counts, parts)
    }
}
