//! Which manifests of a day are made, and how they are marked.

use super::{Kind, Second};
use std::collections::BTreeSet;
use std::sync::Arc;

/// In which order the manifests of routes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Route by route, as they depart.
    #[default]
    Departure,
    /// Route by route, by their numbers.
    Route,
    /// All of one kind together, each by departure.
    Kind,
}

impl Order {
    /// Every order.
    pub const ALL: &[Self] = &[Self::Departure, Self::Route, Self::Kind];

    /// The word used in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Departure => "departure",
            Self::Route => "route",
            Self::Kind => "kind",
        }
    }

    /// The order called `word`.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|order| order.word() == word)
    }
}

/// A choice of manifests.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Their kinds.
    pub kinds: Vec<Kind>,
    /// Of these routes, by number; of all when empty. What belongs to the whole day is not touched.
    pub routes: Vec<String>,
    /// Of this wave: its pouches, and the routes that take some of them; of all when there is none.
    pub wave: Option<u32>,
    /// In which order.
    pub order: Order,
    /// Only these, by kind and subject; all when there is none.
    pub only: Option<BTreeSet<(Kind, String)>>,
    /// Of a manifest in marked copies those of these names; all when empty.
    pub copies: Vec<String>,
    /// Marked as a single reprint (补打).
    pub again: bool,
    /// Labels of 60 × 40 mm instead of 100 × 150 mm.
    pub small_labels: bool,
    /// A second language below the Chinese, on all but the small labels.
    pub second: Option<Arc<Second>>,
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
