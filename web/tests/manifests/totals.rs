//! Totals on paper equal the plan and the ledger.

use crate::edition::large;
use crate::paper::{self, count};
use fenjian::manifests::{Kind, Manifest, set};
use fenjian_planner::plan::Pouch;
use fenjian_planner::words::Mode;
use fenjian_sql::edition::{Edition, Status};

fn of(edition: &Edition, kind: Kind) -> Vec<Manifest> {
    set(edition, &[kind])
}

fn pouches(edition: &Edition) -> Vec<&Pouch> {
    let stops = edition.plan.routes.iter().flat_map(|route| &route.stops);
    stops.flat_map(|stop| &stop.pouches).collect()
}

fn travelling(edition: &Edition) -> u64 {
    edition.plan.leaving(&edition.problem, Mode::Van)
}

#[test]
fn handover_sheets_add_up_to_what_travels_on_each_copy() {
    let edition = large(Status::Published);
    let manifests = of(&edition, Kind::Handover);
    assert_eq!(manifests.len(), edition.plan.stops());
    for copy in ["存根联", "随车联", "签收联"] {
        let pages = manifests.iter().flat_map(|m| &m.pages);
        let pages = pages.filter(|page| page.contains(&format!("class=\"copy\">{copy}")));
        let rows: Vec<_> = pages.flat_map(|page| paper::numbered_rows(page)).collect();
        assert_eq!(rows.len(), pouches(&edition).len(), "{copy}");
        assert_eq!(rows.iter().map(|row| count(&row[3])).sum::<u64>(), travelling(&edition));
    }
    for manifest in &manifests {
        let rows: Vec<_> = (manifest.pages.iter())
            .filter(|page| page.contains("存根联"))
            .flat_map(|page| paper::numbered_rows(page))
            .collect();
        let cards: u64 = rows.iter().map(|row| count(&row[3])).sum();
        let text = paper::all(manifest);
        let last = text.lines().rfind(|line| line.starts_with("合计")).unwrap();
        assert!(last.starts_with(&format!("合计 {} 袋", rows.len())), "{last}");
        let digits: String = last.chars().filter(|&c| c != ',').collect();
        assert!(digits.contains(&format!(" {cards} 张 （大写：")), "{last}");
    }
}

#[test]
fn load_lists_name_each_pouch_once_and_the_last_stop_first() {
    let edition = large(Status::Published);
    let mut all = 0;
    for manifest in of(&edition, Kind::LoadList) {
        let rows: Vec<_> =
            manifest.pages.iter().flat_map(|page| paper::numbered_rows(page)).collect();
        let order: Vec<_> = rows.iter().map(|row| count(&row[0])).collect();
        assert_eq!(order, (1..=rows.len() as u64).collect::<Vec<_>>());
        let stops: Vec<_> = rows.iter().map(|row| count(&row[1])).collect();
        assert!(stops.is_sorted_by(|a, b| a >= b) && *stops.last().unwrap() == 1, "{stops:?}");
        all += rows.len();
    }
    assert_eq!(all, pouches(&edition).len());
}

#[test]
fn inner_lists_hold_every_travelling_card_once() {
    let edition = large(Status::Published);
    let manifests = of(&edition, Kind::InnerList);
    assert_eq!(manifests.len(), pouches(&edition).len());
    let mut receipts: Vec<String> = Vec::new();
    for manifest in &manifests {
        let rows: Vec<_> =
            manifest.pages.iter().flat_map(|page| paper::numbered_rows(page)).collect();
        let total = paper::all(manifest);
        assert!(total.contains(&format!("合计 {} 张", rows.len())), "{}", manifest.title);
        assert!(!total.contains("须核查"));
        receipts.extend(rows.into_iter().map(|row| row[1].replace(' ', "")));
    }
    assert_eq!(receipts.len() as u64, travelling(&edition));
    let mut expected: Vec<String> = Vec::new();
    for (id, consignment) in edition.problem.consignments_with_ids() {
        let held = edition.plan.holds.iter().find(|h| h.consignment == id).map_or(0, |h| h.cards);
        if consignment.mode == Mode::Van {
            let lines = &edition.cards[&id];
            let leaving = &lines[..lines.len() - held as usize];
            expected.extend(leaving.iter().map(|card| card.receipt_no.clone()));
        }
    }
    receipts.sort_unstable();
    expected.sort_unstable();
    assert_eq!(receipts, expected);
}

#[test]
fn the_sort_list_has_every_location_once_in_code_order() {
    let edition = large(Status::Published);
    let manifest = &of(&edition, Kind::SortList)[0];
    let rows: Vec<_> = manifest.pages.iter().flat_map(|page| paper::coded_rows(page)).collect();
    let codes: Vec<_> = rows.iter().map(|row| row[0].clone()).collect();
    let mut expected: Vec<_> = (edition.problem.consignments.iter())
        .map(|c| edition.problem.places[c.location.ix()].code.to_string())
        .collect();
    expected.dedup();
    assert_eq!(codes, expected);
    let cards: u64 = rows.iter().map(|row| count(&row[5])).sum();
    let channels: u64 =
        rows.iter().flat_map(|row| &row[2..5]).filter(|c| !c.is_empty()).map(|c| count(c)).sum();
    let all: u64 = edition.problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
    assert_eq!((cards, channels), (all, all));
}

#[test]
fn lists_without_vans_hold_their_cards() {
    let edition = large(Status::Published);
    let lists = [
        (Kind::PostList, Mode::Post),
        (Kind::HomeList, Mode::Home),
        (Kind::PickupList, Mode::Pickup),
    ];
    for (kind, mode) in lists {
        let manifest = &of(&edition, kind)[0];
        let rows = manifest.pages.iter().flat_map(|page| paper::numbered_rows(page)).count();
        assert_eq!(rows as u64, edition.plan.leaving(&edition.problem, mode));
    }
}

#[test]
fn a_parcel_for_each_location_bears_its_address() {
    let edition = large(Status::Published);
    let list = paper::all(&of(&edition, Kind::PostList)[0]);
    let posted = edition.problem.consignments.iter().filter(|c| c.mode == Mode::Post);
    for place in posted.map(|c| &edition.problem.places[c.location.ix()]) {
        for text in [&*place.name, &place.address, &place.phone, "邮件号"] {
            assert!(list.contains(text), "{text} in {list}");
        }
    }
}

#[test]
fn the_reconciliation_says_zero_only_when_it_is() {
    let mut edition = large(Status::Published);
    let verdict = |edition: &Edition| {
        let text = paper::all(&of(edition, Kind::Reconciliation)[0]);
        text.lines().find(|line| line.starts_with("差额")).unwrap().to_owned()
    };
    assert_eq!(verdict(&edition), "差额 0 平衡合拢");
    edition.ledger.produced -= 3;
    assert_eq!(verdict(&edition), "差额 −3 不平衡，差 −3 张，须立即查明");
}

#[test]
fn cards_that_came_after_the_plan_are_named_outside_it() {
    let mut edition = large(Status::Published);
    *edition.ledger.states.entry(fenjian_planner::words::State::Planned).or_default() += 11;
    edition.ledger.produced += 11;
    let text = paper::all(&of(&edition, Kind::Reconciliation)[0]);
    assert!(text.contains("差额 0 平衡合拢") && text.contains("本版之外 11 张"), "{text}");
}
