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

/// A day on which every text from outside is `text`.
fn everywhere(text: &str) -> Edition {
    let mut location = loc("", 3);
    (location.home, location.pickup, location.held) = (1, 1, 1);
    let name = if text.trim().is_empty() { "一".to_owned() } else { text.to_owned() };
    location.name.clone_from(&name);
    let mut edition = build(&Spec {
        status: Status::Published,
        locations: vec![location, loc("番禺区市桥派出所", 2)],
        routes: vec![(0, 1, vec![0, 1])],
        cards_per_pouch: 2,
        name: |_| String::new(),
        stopped: 1,
        refused: 1,
    });
    let stopped = edition.stopped.iter_mut().map(|stopped| &mut stopped.card);
    for card in edition.cards.values_mut().flatten().chain(stopped) {
        for field in [&mut card.name, &mut card.receipt_no, &mut card.tray, &mut card.batch_no] {
            text.clone_into(field);
        }
    }
    for row in &mut edition.refused {
        (row.file, row.detail) = (text.to_owned(), text.to_owned());
        (row.column, row.value) = (Some(text.to_owned()), Some(text.to_owned()));
    }
    for stopped in &mut edition.stopped {
        text.clone_into(&mut stopped.receiving);
    }
    for sort in &mut edition.sorts {
        text.clone_into(&mut sort.machine);
    }
    edition
}

/// The tags of a document in their order, but for the places where a name may be broken.
fn tags(html: &str) -> Vec<&str> {
    let tags = html.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap());
    tags.filter(|&tag| tag != "wbr").collect()
}

/// Every tag that is opened is closed, in order.
fn assert_sound(html: &str) {
    let mut open = Vec::new();
    for tag in tags(html) {
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed)),
            None if matches!(tag, "br" | "meta" | "!doctype") || is_empty_drawing(tag) => {}
            None => open.push(tag),
        }
    }
    assert_eq!(open, [""; 0]);
}

/// Parts of a drawing that hold nothing close themselves.
fn is_empty_drawing(tag: &str) -> bool {
    matches!(
        tag.trim_end_matches('/'),
        "path" | "rect" | "line" | "circle" | "polyline" | "polygon"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever stands in a file is text on every kind of manifest: it opens and closes nothing,
    /// and what steers direction or controls a device does not reach paper.
    #[test]
    fn any_text_anywhere_stays_text(text in "\\PC{0,40}|[\\x00-\\x7f]{0,40}|[<>&\"'/ =a-c!\\-]{0,30}|[\u{2000}-\u{206f}\u{e000}-\u{e010}\u{31350}-\u{323af}]{1,9}") {
        let html = document(&text, &set(&everywhere(&text), Kind::ALL));
        assert_sound(&html);
        let body = &html[html.find("<body>").unwrap()..];
        let steers = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let steered = html.chars().any(|c| steers(c) || (c.is_control() && c != '\n'));
        prop_assert!(!steered);
        prop_assert!(!body.contains("<script") && !body.contains("<img"));
    }

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
            tags(html).into_iter().map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(kinds(page), kinds(expected));
        let steers = |c: char| ('\u{202A}'..='\u{202E}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
        let steered = page.chars().any(steers);
        prop_assert!(!steered);
        prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
    }
}

#[test]
fn ten_thousand_cards_at_one_location_fill_pouches_and_pages_and_add_up() {
    const CARDS: u32 = 10_000;
    let edition = build(&Spec {
        status: Status::Published,
        locations: vec![loc("天河区公安分局", CARDS)],
        routes: vec![(0, 1, vec![0])],
        cards_per_pouch: 100,
        name: |ix| format!("王{ix}"),
        stopped: 0,
        refused: 0,
    });
    let lists = set(&edition, &[Kind::InnerList]);
    assert_eq!(lists.len(), 100);
    let listed: Vec<String> = lists
        .iter()
        .flat_map(|list| &list.pages)
        .flat_map(|page| paper::numbered_rows(page))
        .map(|row| row[2].clone())
        .collect();
    let distinct: std::collections::BTreeSet<&String> = listed.iter().collect();
    assert_eq!((listed.len(), distinct.len()), (CARDS as usize, CARDS as usize));
    let sheet = paper::text(set(&edition, &[Kind::Handover])[0].pages.last().unwrap());
    for words in ["100 袋", "10,000 张", "壹佰袋", "壹万张"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
}
