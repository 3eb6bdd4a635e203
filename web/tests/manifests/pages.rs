//! Page x of y, repeated heads, blocks that stay whole.

use crate::edition::{Spec, build, large, loc};
use crate::paper;
use fenjian::manifests::{Choice, Kind, Manifest, Order, set};
use fenjian_sql::edition::Status;

/// Each page's `第 x 页 共 y 页`.
pub fn counted(manifest: &Manifest) -> Vec<(usize, usize)> {
    let of_page = |page: &String| {
        let text = paper::text(page);
        let line = text.lines().find(|line| line.contains("第 ") && line.contains(" 页")).unwrap();
        let numbers: Vec<usize> =
            line.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        // The revision comes first.
        (numbers[numbers.len() - 2], numbers[numbers.len() - 1])
    };
    manifest.pages.iter().map(of_page).collect()
}

#[test]
fn pages_are_counted_per_manifest_and_per_copy() {
    // A label is a paper of its own.
    for manifest in set(&large(Status::Published), Kind::ALL) {
        if manifest.kind.is_label() {
            continue;
        }
        let copies = if manifest.kind == Kind::Handover { 3 } else { 1 };
        let each = manifest.pages.len() / copies;
        let expected: Vec<_> = (0..copies).flat_map(|_| (1..=each).map(|x| (x, each))).collect();
        assert_eq!(counted(&manifest), expected, "{}", manifest.title);
    }
}

#[test]
fn heads_are_repeated_on_every_page_with_rows() {
    for manifest in set(&large(Status::Published), Kind::ALL) {
        for page in &manifest.pages {
            for table in page.split("<table").skip(1) {
                assert!(table.split("<tbody>").next().unwrap().contains("<th>"));
            }
        }
    }
}

fn one_stop(pouches: u32) -> Vec<Manifest> {
    let edition = build(&Spec {
        status: Status::Published,
        locations: vec![loc("天河区公安分局", pouches * 10)],
        routes: vec![(0, 1, vec![0])],
        cards_per_pouch: 10,
        name: |_| "王小明".into(),
        stopped: 0,
        refused: 0,
    });
    set(&edition, &[Kind::Handover])
}

#[test]
fn a_handover_of_twelve_pouches_is_one_page() {
    assert_eq!(one_stop(12)[0].pages.len(), 3);
    assert!(one_stop(200)[0].pages.len() > 3 * 8);
}

#[test]
fn signatures_and_totals_stand_on_the_last_page_of_every_copy() {
    for pouches in 1..40 {
        let manifest = &one_stop(pouches)[0];
        let each = manifest.pages.len() / 3;
        for (ix, page) in manifest.pages.iter().enumerate() {
            let text = paper::text(page);
            let last = (ix + 1) % each == 0;
            assert_eq!(text.contains("单位印章"), last, "{pouches} pouches, page {ix}");
            assert_eq!(text.contains("合计"), last, "{pouches} pouches, page {ix}");
            assert!(!paper::numbered_rows(page).is_empty(), "{pouches} pouches, page {ix}");
        }
    }
}

#[test]
fn a_day_without_anything_still_has_its_sheets() {
    let edition = build(&Spec {
        status: Status::Published,
        locations: vec![loc("天河区公安分局", 7)],
        routes: Vec::new(),
        cards_per_pouch: 10,
        name: |_| "王小明".into(),
        stopped: 0,
        refused: 0,
    });
    let manifests = set(&edition, Kind::ALL);
    let kinds: Vec<_> = manifests.iter().map(|m| m.kind).collect();
    let always = [Kind::DaySheet, Kind::Reconciliation, Kind::Exceptions, Kind::SortList];
    assert_eq!(kinds, [&always[..], &[Kind::PullList]].concat());
    assert!(paper::all(&manifests[2]).contains("本日没有停发、待发和未收的证件"));
}

#[test]
fn manifests_come_in_the_order_that_was_asked_for() {
    let edition = large(Status::Published);
    let printed = |order| {
        let choice = Choice { order, ..Choice::of(Kind::ALL) };
        fenjian::manifests::each(&edition, &choice).collect::<Vec<_>>()
    };
    let routes = |manifests: &[Manifest]| {
        let mut routes: Vec<_> = manifests.iter().filter_map(|m| m.route.clone()).collect();
        routes.dedup();
        routes
    };
    let departs = |route: &String| {
        let (before, _) = route.split_once(" 发车").unwrap();
        before.rsplit('　').next().unwrap().to_owned()
    };
    let by_departure = routes(&printed(Order::Departure));
    assert!(by_departure.is_sorted_by_key(departs), "{by_departure:?}");
    let by_number = routes(&printed(Order::Route));
    assert!(by_number.is_sorted() && by_number != by_departure, "{by_number:?}");
    assert_eq!(by_number.len(), edition.plan.routes.len());
    let by_kind = printed(Order::Kind);
    assert!(by_kind.is_sorted_by_key(|manifest| manifest.kind));
    assert_eq!(by_kind.len(), printed(Order::Departure).len());
    let of_one: Vec<_> =
        by_kind.into_iter().filter(|manifest| manifest.kind == Kind::Handover).collect();
    assert_eq!(routes(&of_one), by_departure);
}
