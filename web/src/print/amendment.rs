//! What an amendment asks of the printers: manifests whose content is not on paper yet, and papers
//! that are to be thrown away.

use crate::manifests::{self, Choice, Kind};
use fenjian_sql::edition::{Edition, Status};
use fenjian_sql::print_log::OnPaper;
use std::collections::{BTreeMap, BTreeSet};

/// The difference between a revision and what is on paper of its day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// What is to be printed, by kind and subject.
    pub print: BTreeSet<(Kind, String)>,
    /// How many of them replace a paper.
    pub changed: usize,
    /// How many manifests are on paper as they are.
    pub kept: usize,
    /// Papers that are no longer in force.
    pub void: Vec<OnPaper>,
}

/// Compares the manifests of `kinds` with what is on paper. Everything of a draft is to be printed, and no
/// paper is void by it. O(cards + papers).
pub fn amendment(edition: &Edition, kinds: &[Kind], on_paper: &[OnPaper]) -> Amendment {
    let mut amendment = Amendment::default();
    let mut digests: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for paper in on_paper {
        let of = digests.entry((&paper.kind, &paper.number)).or_default();
        of.insert(&paper.digest);
    }
    let mut in_force = BTreeSet::new();
    for manifest in manifests::each(edition, &Choice::of(kinds)) {
        let kind = manifest.kind.word();
        let identity = manifest.identity.as_ref();
        let printed = identity.and_then(|identity| digests.get(&(kind, identity.number.as_str())));
        let same = identity.filter(|it| printed.is_some_and(|p| p.contains(it.digest.as_str())));
        if let Some(identity) = identity {
            in_force.insert((kind, identity.number.clone(), identity.digest.clone()));
        }
        match same {
            Some(_) => amendment.kept += 1,
            None => {
                amendment.changed += usize::from(printed.is_some());
                amendment.print.insert((manifest.kind, manifest.subject));
            }
        }
    }
    let of_kinds = |paper: &&OnPaper| kinds.iter().any(|kind| kind.word() == paper.kind);
    let void = |paper: &&OnPaper| {
        let key = (paper.kind.as_str(), paper.number.clone(), paper.digest.clone());
        edition.revision.status == Status::Published && !in_force.contains(&key)
    };
    amendment.void = on_paper.iter().filter(of_kinds).filter(void).cloned().collect();
    amendment
}
