//! Which manifests of a day are made, and how they are marked.

use super::Kind;
use std::collections::BTreeSet;

/// A choice of manifests.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Their kinds.
    pub kinds: Vec<Kind>,
    /// Of these routes, by number; of all when empty. What belongs to the whole day is not touched.
    pub routes: Vec<String>,
    /// Only these, by kind and subject; all when there is none.
    pub only: Option<BTreeSet<(Kind, String)>>,
    /// Of a manifest in marked copies those of these names; all when empty.
    pub copies: Vec<String>,
    /// Marked as a single reprint (补打).
    pub again: bool,
    /// Labels of 60 × 40 mm instead of 100 × 150 mm.
    pub small_labels: bool,
}

impl Choice {
    /// All manifests of `kinds`.
    pub fn of(kinds: &[Kind]) -> Self {
        Self { kinds: kinds.to_vec(), ..Self::default() }
    }

    /// Whether the manifest about `subject` is among them.
    pub(super) fn has(&self, kind: Kind, subject: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| only.contains(&(kind, subject.to_owned())))
    }

    /// Whether the copy called `name` is.
    pub(super) fn has_copy(&self, name: &str) -> bool {
        self.copies.is_empty() || self.copies.iter().any(|copy| copy == name)
    }
}
