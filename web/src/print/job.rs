//! What is to be printed: which manifests of which edition, put together how.

use super::leaves::{Binding, Leaf, leaves};
use crate::manifests::{self, Choice};
use fenjian_sql::edition::Edition;
use fenjian_sql::print_log::Print;
use std::sync::Arc;

/// A print job.
#[derive(Clone)]
pub struct Job {
    /// The revision with all that its manifests show.
    pub edition: Arc<Edition>,
    /// Which manifests; labels never together with sheets, for they go to another printer.
    pub choice: Choice,
    /// How papers are put together.
    pub binding: Binding,
}

/// What a job comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Its manifests, for the log of prints.
    pub prints: Vec<Print>,
    /// Sides of paper, blank ones among them.
    pub sides: usize,
}

impl Job {
    /// Its sides, made one manifest at a time.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> + '_ {
        leaves(manifests::each(&self.edition, &self.choice), self.binding)
    }

    /// What it comes to, by making it once.
    pub fn outcome(&self) -> Outcome {
        self.leaves().fold(Outcome::default(), |mut outcome, leaf| {
            outcome.prints.extend(leaf.opens.map(|mark| mark.print));
            outcome.sides += 1;
            outcome
        })
    }
}
