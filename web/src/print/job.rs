//! What is to be printed: which manifests of which edition, put together how.

use super::leaves::{Binding, Leaf, leaves};
use crate::manifests::{self, Kind};
use fenjian_sql::edition::Edition;
use std::sync::Arc;

/// A print job.
#[derive(Clone)]
pub struct Job {
    /// The revision with all that its manifests show.
    pub edition: Arc<Edition>,
    /// Which kinds; labels never together with sheets, for they go to another printer.
    pub kinds: Vec<Kind>,
    /// How papers are put together.
    pub binding: Binding,
}

/// How large a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Manifests, each copy counted once.
    pub manifests: usize,
    /// Sides of paper, blank ones among them.
    pub sides: usize,
}

impl Job {
    /// Its sides, made one manifest at a time.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> + '_ {
        leaves(manifests::each(&self.edition, &self.kinds), self.binding)
    }

    /// Its size, by making it once: a second for 700 stops and 30,000 cards at most.
    pub fn size(&self) -> Size {
        self.leaves().fold(Size::default(), |size, leaf| Size {
            manifests: size.manifests + usize::from(leaf.opens.is_some()),
            sides: size.sides + 1,
        })
    }
}
