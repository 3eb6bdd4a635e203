//! Numbers, marks and the order of printing.

use crate::edition::{large, small};
use crate::paper;
use fenjian::manifests::{Choice, Kind, Manifest, document, each, set, write_document};
use fenjian_sql::edition::{Edition, Numbered, Status};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_number_given_to_a_manifest_is_printed_on_exactly_one() {
    let edition = large(Status::Published);
    let mut manifests = set(&edition, Kind::ALL);
    // Labels carry the numbers of their pouches.
    manifests.retain(|manifest| !manifest.kind.is_label());
    let printed: Vec<_> =
        manifests.iter().map(|m| m.identity.as_ref().unwrap().number.clone()).collect();
    let unique: BTreeSet<_> = printed.iter().cloned().collect();
    assert_eq!(unique.len(), printed.len());
    let given: BTreeSet<_> = (edition.numbers.iter())
        .filter(|(key, _)| matches!(key, Numbered::Manifest(..)))
        .map(|(_, number)| number.clone())
        .collect();
    assert_eq!(unique, given);
    for manifest in &manifests {
        let key = Numbered::Manifest(manifest.kind.word().into(), manifest.subject.clone());
        let number = manifest.identity.as_ref().map(|identity| &identity.number);
        assert_eq!(edition.numbers.get(&key), number, "{}", manifest.title);
        for page in &manifest.pages {
            assert!(paper::text(page).contains(number.unwrap()));
        }
    }
}

#[test]
fn a_draft_has_its_mark_and_no_number_or_barcode() {
    let mut edition = large(Status::Published);
    edition.revision.status = Status::Proposed;
    for manifest in set(&edition, Kind::ALL) {
        assert_eq!(manifest.identity, None);
        for page in &manifest.pages {
            assert!(paper::text(page).contains("草稿"));
            assert!(!page.contains("class=\"bars\"") && !page.contains("class=\"qr\""));
        }
    }
}

#[test]
fn only_a_superseded_manifest_says_so() {
    let superseded = set(&small(Status::Superseded), Kind::ALL);
    let published = set(&small(Status::Published), Kind::ALL);
    for (old, new) in superseded.iter().zip(&published) {
        assert_eq!(old.identity, new.identity, "a status is no content");
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
    let after = [Kind::PostList, Kind::HomeList, Kind::PickupList];
    assert_eq!(kinds[kinds.len() - after.len()..], after);
    let mut by_route: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
    let mut departures = Vec::new();
    let mut current = String::new();
    for manifest in &manifests[before.len()..manifests.len() - after.len()] {
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
    let edition = large(Status::Published);
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
    write_document(&mut pieces, "2026-11-24", each(&edition, &Choice::of(Kind::ALL))).unwrap();
    assert_eq!(whole.as_bytes(), pieces);
    assert!(whole.starts_with("<!doctype html>") && whole.ends_with("</html>\n"));
}

#[test]
fn the_digest_follows_the_content_and_nothing_else() {
    let edition = small(Status::Published);
    let digests = |edition: &Edition, choice: &Choice| -> BTreeMap<(Kind, String), String> {
        let of = |m: Manifest| ((m.kind, m.subject), m.identity.unwrap().digest);
        each(edition, choice).map(of).collect()
    };
    let first = digests(&edition, &Choice::of(Kind::ALL));
    let mut amended = edition.clone();
    amended.revision.number += 1;
    amended.revision.plan_hash = "f".repeat(64);
    let marked = Choice {
        copies: vec!["签收联".into()],
        again: true,
        small_labels: true,
        ..Choice::of(Kind::ALL)
    };
    assert_eq!(digests(&amended, &marked), first);
    // A card's name changes: only the sheets that show it do.
    let travelling = amended.plan.routes[0].stops[0].pouches[0].consignment;
    amended.cards.get_mut(&travelling).unwrap()[1].name = "王改名".into();
    let changed: Vec<_> = (digests(&amended, &Choice::of(Kind::ALL)).into_iter())
        .filter(|(key, digest)| first[key] != *digest)
        .map(|((kind, _), _)| kind)
        .collect();
    assert_eq!(changed, [Kind::PullList, Kind::InnerList]);
    for manifest in each(&amended, &marked).filter(|manifest| manifest.kind == Kind::Handover) {
        assert!(manifest.copies == 1 && paper::all(&manifest).contains("签收联 补打"));
    }
}
