//! Numbers, marks and the order of printing.

use crate::edition::{large, small};
use crate::paper;
use fenjian::manifests::{Kind, document, each, set, write_document};
use fenjian_sql::edition::{Numbered, Status};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_number_given_to_a_manifest_is_printed_on_exactly_one() {
    let edition = large(Status::Published);
    let mut manifests = set(&edition, Kind::ALL);
    // Labels carry the numbers of their pouches.
    manifests.retain(|manifest| !manifest.kind.is_label());
    let printed: Vec<_> = manifests.iter().map(|m| m.number.clone().unwrap()).collect();
    let unique: BTreeSet<_> = printed.iter().cloned().collect();
    assert_eq!(unique.len(), printed.len());
    let given: BTreeSet<_> = (edition.numbers.iter())
        .filter(|(key, _)| matches!(key, Numbered::Manifest(..)))
        .map(|(_, number)| number.clone())
        .collect();
    assert_eq!(unique, given);
    for manifest in &manifests {
        let key = Numbered::Manifest(manifest.kind.word().into(), manifest.subject.clone());
        assert_eq!(edition.numbers.get(&key), manifest.number.as_ref(), "{}", manifest.title);
        for page in &manifest.pages {
            assert!(paper::text(page).contains(manifest.number.as_deref().unwrap()));
        }
    }
}

#[test]
fn a_draft_has_its_mark_and_no_number_or_barcode() {
    let mut edition = large(Status::Published);
    edition.revision.status = Status::Proposed;
    for manifest in set(&edition, Kind::ALL) {
        assert_eq!(manifest.number, None);
        for page in &manifest.pages {
            assert!(paper::text(page).contains("草稿"));
            assert!(!page.contains("class=\"bars\""));
        }
    }
}

#[test]
fn only_a_superseded_manifest_says_so() {
    let superseded = set(&small(Status::Superseded), Kind::ALL);
    let published = set(&small(Status::Published), Kind::ALL);
    for (old, new) in superseded.iter().zip(&published) {
        assert_eq!(old.number, new.number);
        assert!(old.pages.iter().all(|page| page.contains("已被替代")));
        assert!(!new.pages.iter().any(|page| page.contains("已被替代") || page.contains("草稿")));
    }
}

#[test]
fn each_route_is_printed_together_by_departure() {
    let edition = large(Status::Published);
    let manifests = set(&edition, Kind::ALL);
    let kinds: Vec<_> = manifests.iter().map(|m| m.kind).collect();
    let before = [
        Kind::DaySheet,
        Kind::Reconciliation,
        Kind::Exceptions,
        Kind::SortList,
        Kind::PocketMap,
        Kind::PocketMap,
        Kind::SweepOrder,
        Kind::PocketChanges,
        Kind::CodeBook,
        Kind::PullList,
    ];
    assert_eq!(kinds[..before.len()], before);
    assert_eq!(kinds[kinds.len() - 2..], [Kind::HomeList, Kind::PickupList]);
    let mut by_route: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
    let mut departures = Vec::new();
    let mut current = String::new();
    for manifest in &manifests[before.len()..manifests.len() - 2] {
        if manifest.kind == Kind::LoadList {
            current.clone_from(&manifest.subject);
            departures.push(current.clone());
        }
        by_route.entry(current.clone()).or_default().push(manifest.kind);
        if matches!(manifest.kind, Kind::RunSheet | Kind::Handover) {
            assert!(manifest.subject.starts_with(&current), "{}", manifest.title);
        }
    }
    // Routes 3 and 4 were numbered by vehicle and trip; the second trip departs last.
    let order: Vec<_> = departures.iter().map(|route| route.rsplit('-').next().unwrap()).collect();
    assert_eq!(order, ["R01", "R02", "R04", "R03"]);
    for kinds in by_route.values() {
        assert!(kinds.is_sorted(), "{kinds:?}");
    }
}

#[test]
fn asking_for_some_kinds_gives_these_only() {
    let edition = small(Status::Published);
    for &kind in Kind::ALL {
        let manifests = set(&edition, &[kind]);
        assert!(!manifests.is_empty() && manifests.iter().all(|m| m.kind == kind), "{kind:?}");
        assert_eq!(Kind::named(kind.word()), Some(kind));
        assert_eq!(Kind::named(kind.zh()), Some(kind));
    }
}

#[test]
fn a_document_written_piece_by_piece_is_the_same_document() {
    let edition = small(Status::Published);
    let whole = document("2026-11-24", &set(&edition, Kind::ALL));
    let mut pieces = Vec::new();
    write_document(&mut pieces, "2026-11-24", each(&edition, Kind::ALL)).unwrap();
    assert_eq!(whole.as_bytes(), pieces);
    assert!(whole.starts_with("<!doctype html>") && whole.ends_with("</html>\n"));
}
