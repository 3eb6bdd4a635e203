//! Names and values that would break a page or deceive a reader.

use crate::edition::{Spec, build, loc, small};
use crate::paper;
use fenjian::manifests::{Kind, document, set};
use fenjian_planner::problem::ConsignmentId;
use fenjian_sql::edition::{Edition, Status};
use proptest::prelude::*;

const HOSTILE: &str = "</td></tr></table><script>alert(1)</script><img src=x onerror=1>\u{202E}&amp;\"'\u{0}\u{1B}\u{7}\u{2028}{{ 7*7 }}";

fn hostile() -> Edition {
    let mut location = loc(&format!("所{HOSTILE}"), 30);
    location.home = 2;
    location.pickup = 2;
    let mut edition = build(&Spec {
        status: Status::Published,
        locations: vec![location],
        routes: vec![(0, 1, vec![0])],
        cards_per_pouch: 20,
        name: |_| format!("王{HOSTILE}"),
        stopped: 2,
        refused: 1,
    });
    for row in &mut edition.refused {
        row.file = HOSTILE.into();
        row.value = Some(HOSTILE.into());
        row.detail = HOSTILE.into();
    }
    for stopped in &mut edition.stopped {
        stopped.receiving = HOSTILE.into();
        stopped.card.receipt_no = HOSTILE.into();
        stopped.card.tray = HOSTILE.into();
    }
    for sort in &mut edition.sorts {
        sort.machine = HOSTILE.into();
        if let Some(before) = &mut sort.before {
            before.own.insert(HOSTILE.into(), vec![1]);
        }
    }
    for card in edition.cards.values_mut().flatten() {
        card.tray = HOSTILE.into();
        card.batch_no = HOSTILE.into();
    }
    for number in edition.numbers.values_mut() {
        number.push_str("<b>");
    }
    edition
}

#[test]
fn nothing_escapes_into_the_page() {
    let html = document(HOSTILE, &set(&hostile(), Kind::ALL));
    for broken in ["<script", "<img", "alert(1)</td>", "\u{202E}", "\u{0}", "\u{1B}", "\u{2028}"] {
        assert!(!html.contains(broken), "{broken:?}");
    }
    let open = |tag: &str| html.matches(&format!("<{tag}")).count();
    for tag in ["table", "tr", "td", "bdi", "section", "main", "header"] {
        let exact =
            html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(exact, html.matches(&format!("</{tag}>")).count(), "{tag} of {}", open(tag));
    }
    assert!(html.contains("{{ 7*7 }}"));
}

#[test]
fn full_names_stand_on_inner_lists_and_the_pull_list_only() {
    let edition = small(Status::Published);
    for manifest in set(&edition, Kind::ALL) {
        let text = paper::all(&manifest);
        let named =
            ["王小明", "李娜", "欧阳春晓", "阿布都热合曼"].iter().any(|name| text.contains(name));
        let may = matches!(manifest.kind, Kind::InnerList | Kind::PullList);
        assert_eq!(named, may, "{}", manifest.title);
    }
}

#[test]
fn drivers_and_sorters_see_counts_only() {
    let edition = small(Status::Published);
    let kinds = [
        Kind::RunSheet,
        Kind::LoadList,
        Kind::Handover,
        Kind::PouchLabel,
        Kind::PocketMap,
        Kind::SweepOrder,
        Kind::PocketChanges,
        Kind::CodeBook,
    ];
    for manifest in set(&edition, &kinds) {
        let text = paper::all(&manifest);
        assert!(!text.contains("SL4401") && !text.contains('＊'), "{}", manifest.title);
    }
}

#[test]
fn namesakes_in_one_pouch_are_marked() {
    let edition = small(Status::Published);
    let manifests = set(&edition, &[Kind::InnerList]);
    let rows = manifests[0].pages.iter().flat_map(|page| paper::numbered_rows(page));
    assert!(rows.clone().count() > 0);
    for row in rows {
        assert!(row[2].ends_with("同名"), "{row:?}");
    }
    let mut edition = edition;
    for (ix, card) in edition.cards.get_mut(&ConsignmentId(0)).unwrap().iter_mut().enumerate() {
        card.name = format!("王{ix}");
    }
    assert!(!paper::all(&set(&edition, &[Kind::InnerList])[0]).contains("同名"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever a name is, it neither opens a tag nor leaves a character that steers direction,
    /// and what is printable of it can be read back.
    #[test]
    fn any_name_is_printed_as_text(name in "\\PC{1,40}|[\\x00-\\x7f]{1,30}|[\u{2000}-\u{206f}]{1,9}") {
        let mut edition = small(Status::Published);
        for card in edition.cards.get_mut(&ConsignmentId(0)).unwrap() {
            card.name.clone_from(&name);
        }
        let page = &set(&edition, &[Kind::InnerList])[0].pages[0];
        let clean = small(Status::Published);
        let expected = &set(&clean, &[Kind::InnerList])[0].pages[0];
        // The same tags, whatever the name: rows may be higher, so fewer of them may stand here.
        let kinds = |html: &str| {
            let tags = html.split('<').skip(1).map(|tag| tag.split([' ', '>']).next().unwrap().to_owned());
            // Where a name may be broken, if it has such a place, is no tag of the page.
            tags.filter(|tag| tag != "wbr").collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(kinds(page), kinds(expected));
        let steers = |c: char| ('\u{202A}'..='\u{202E}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
        let steered = page.chars().any(steers);
        prop_assert!(!steered);
        prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
    }
}
