//! The sheets of a sort plan: what they say equals the plan and the ledger.

use crate::edition::{Spec, build, large, loc, small};
use crate::paper::{self, count};
use crate::sorts::{machine, rack};
use fenjian::manifests::{Kind, Manifest, require, set};
use fenjian_planner::check::sort::check_sort;
use fenjian_planner::plan::sort::SortPlan;
use fenjian_planner::words::{Channel, Mode};
use fenjian_sql::edition::{CardLine, Edition, Status};
use std::collections::{BTreeMap, BTreeSet};

fn of(edition: &Edition, kind: Kind) -> Vec<Manifest> {
    set(edition, &[kind])
}

fn rows(manifest: &Manifest) -> Vec<Vec<String>> {
    manifest.pages.iter().flat_map(|page| paper::numbered_rows(page)).collect()
}

fn plan(edition: &Edition) -> &SortPlan {
    &edition.sorts[0].plan
}

/// Cards of a slot.
fn cards(plan: &SortPlan, pass: usize, slot: usize) -> u64 {
    let through = plan.destinations.iter().filter(|destination| {
        destination.way.iter().any(|at| (at.pass as usize, at.slot as usize) == (pass, slot))
    });
    through.map(|destination| u64::from(destination.cards)).sum()
}

fn all_cards(edition: &Edition) -> impl Iterator<Item = &CardLine> {
    edition.cards.values().flatten()
}

#[test]
fn the_plan_made_by_hand_is_sound() {
    for edition in [small(Status::Published), large(Status::Published)] {
        let faults = check_sort(
            &edition.problem,
            &edition.plan,
            &BTreeSet::new(),
            &[machine(), rack()],
            plan(&edition),
        );
        assert_eq!(faults, []);
        assert_eq!(plan(&edition).passes.len(), 2);
    }
}

/// Each pocket of a map: what is written after its number and its count.
fn pockets(manifest: &Manifest) -> BTreeMap<u32, (String, String)> {
    let cells = rows(manifest).into_iter().flat_map(|row| {
        let of: Vec<_> = row.chunks(3).filter(|cell| cell.len() == 3).map(<[_]>::to_vec).collect();
        of
    });
    cells.map(|c| (c[0].parse().unwrap(), (c[1].clone(), c[2].clone()))).collect()
}

#[test]
fn pocket_maps_show_every_pocket_of_every_pass_with_its_cards() {
    let edition = large(Status::Published);
    let plan = plan(&edition);
    let maps = of(&edition, Kind::PocketMap);
    assert_eq!(maps.len(), plan.passes.len());
    let mut sums = Vec::new();
    for (pass, map) in maps.iter().enumerate() {
        assert_eq!(map.subject, format!("sorter-1/{}", pass + 1));
        let machine = ["sorter-1　第 1 遍", "rack-1　第 2 遍"][pass];
        assert!(map.title.contains(machine), "{}", map.title);
        let shown = pockets(map);
        let last = plan.passes[pass].slots.iter().flat_map(|s| &s.pockets).max().unwrap();
        assert_eq!(shown.keys().copied().collect::<Vec<_>>(), (1..=*last).collect::<Vec<_>>());
        let mut sum = 0;
        for (slot, at) in plan.passes[pass].slots.iter().enumerate() {
            let (what, shown_cards) = &shown[&at.pockets[0]];
            assert_eq!(count(shown_cards), cards(plan, pass, slot), "{pass} {slot}");
            assert_eq!(what.contains("留待第 2 遍"), at.next.is_some(), "{what}");
            sum += count(shown_cards);
            for other in &at.pockets[1..] {
                assert_eq!(shown[other].1, format!("同 {} 号", at.pockets[0]));
            }
        }
        assert!(shown.values().all(|(what, cards)| what != "不用" || cards.is_empty()));
        let text = paper::all(map);
        assert!(text.contains(&format!("合计 {} 张", thousands(sum))), "{text}");
        sums.push(sum);
        // The picture has a bar for each pocket in use.
        let used: usize = plan.passes[pass].slots.iter().map(|s| s.pockets.len()).sum();
        let bars = map.pages.iter().map(|page| page.matches("<rect").count()).sum::<usize>();
        assert_eq!(bars, used);
    }
    let all: u64 = edition.problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
    assert_eq!(sums[0], all, "all cards of the day go through the first pass");
    assert!(pockets(&maps[0]).values().any(|(what, _)| what == "不用"));
    assert!(paper::all(&maps[1]).contains("上机：第 1 遍的各叠"));
}

fn thousands(n: u64) -> String {
    let text = n.to_string();
    if n < 1000 { text } else { format!("{},{}", &text[..text.len() - 3], &text[text.len() - 3..]) }
}

#[test]
fn the_sweep_order_names_each_pouch_once_and_each_route_in_load_order() {
    let edition = large(Status::Published);
    let manifests = of(&edition, Kind::SweepOrder);
    assert_eq!(manifests.len(), 1);
    assert!(manifests[0].title.contains("sorter-1、rack-1"), "{}", manifests[0].title);
    let text = paper::all(&manifests[0]);
    assert!(text.contains("第 1 遍 sorter-1") && text.contains("第 2 遍 rack-1"), "{text}");
    let rows = rows(&manifests[0]);
    let order: Vec<_> = rows.iter().map(|row| count(&row[0])).collect();
    assert_eq!(order, (1..=rows.len() as u64).collect::<Vec<_>>());
    let all: u64 = edition.problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
    assert_eq!(rows.iter().map(|row| count(&row[4])).sum::<u64>(), all);
    // What the load lists say of each pouch: its route and its place in the loading.
    let mut loading = BTreeMap::new();
    for list in of(&edition, Kind::LoadList) {
        let route = list.subject.rsplit('-').next().unwrap().to_owned();
        for row in self::rows(&list) {
            loading.insert(row[2].clone(), (format!("{route} 第 {} 站", row[1]), row[0].clone()));
        }
    }
    let pouches: BTreeMap<_, _> = (rows.iter())
        .filter(|row| !row[2].is_empty())
        .map(|row| (row[2].clone(), (row[5].clone(), row[6].clone())))
        .collect();
    assert_eq!(pouches, loading);
    // Out of each pass the pouches of a route come by load position.
    for pass in 0..2 {
        let mut last: BTreeMap<&str, u64> = BTreeMap::new();
        let of_pass = rows.iter().filter(|row| !row[2].is_empty());
        for row in of_pass.filter(|row| finished_in(&edition, row) == pass) {
            let route = row[5].split(' ').next().unwrap();
            let position = count(&row[6]);
            assert!(last.insert(route, position).is_none_or(|before| before < position), "{row:?}");
        }
        assert!(!last.is_empty(), "pass {pass} finishes pouches");
    }
}

/// The pass after which the pouch of a row is finished.
fn finished_in(edition: &Edition, row: &[String]) -> usize {
    let by_pouch = plan(edition).by_pouch();
    let numbers = edition.numbers.iter();
    let key = numbers.filter(|(_, number)| **number == row[2]).map(|(key, _)| key).next().unwrap();
    let fenjian_sql::edition::Numbered::Pouch(code, number) = key else { panic!("{row:?}") };
    let of = edition.problem.consignments_with_ids().find(|(id, c)| {
        c.mode == Mode::Van && edition.problem.location(*id).code.to_string() == *code
    });
    let destination = by_pouch[&(of.unwrap().0, *number)];
    plan(edition).destinations[destination].way.len() - 1
}

#[test]
fn the_pull_list_has_every_off_site_card_once_in_the_order_of_its_tray() {
    let mut edition = large(Status::Published);
    let third = |ix: usize| ix.is_multiple_of(3);
    for (ix, card) in edition.cards.values_mut().flatten().enumerate().filter(|(ix, _)| third(*ix))
    {
        card.tray.clear();
        assert!(card.position.is_some(), "card {ix} lies at a position of no tray");
    }
    let manifest = &of(&edition, Kind::PullList)[0];
    let mut expected: Vec<_> = all_cards(&edition)
        .filter(|card| card.channel != Channel::Local)
        .map(|card| (card.receipt_no.clone(), card.name.clone()))
        .collect();
    let rows = rows(manifest);
    let mut listed: Vec<_> =
        rows.iter().map(|row| (row[3].replace(' ', ""), row[2].clone())).collect();
    expected.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, expected);
    assert!(rows.iter().all(|row| row[4] == "省内异地" || row[4] == "跨省异地"), "{:?}", rows[0]);
    let loose = all_cards(&edition).filter(|c| c.channel != Channel::Local && c.tray.is_empty());
    let loose = loose.count();
    assert!(loose > 0 && loose < rows.len());
    // Within a tray positions ascend; a new tray begins with a line of its own.
    let mut tray = String::new();
    let mut last = 0;
    let mut lying = 0;
    let lines = manifest.pages.iter().flat_map(|page| paper::table_rows(page));
    for line in lines.take_while(|line| !line[0].contains("没有盘位")) {
        if let Some(rest) = line[0].strip_prefix("盘 ") {
            let next = rest.split(' ').next().unwrap().to_owned();
            last = if next == tray { last } else { 0 };
            tray = next;
        } else if line[0].parse::<u32>().is_ok() {
            let position = count(&line[1]);
            // Made-up cards may share a position.
            assert!(last <= position, "{tray}: {position} after {last}");
            (last, lying) = (position, lying + 1);
        }
    }
    assert_eq!(lying, rows.len() - loose);
}

#[test]
fn a_pulled_card_is_sent_to_the_pockets_where_its_pass_takes_it() {
    let edition = large(Status::Published);
    let plan = plan(&edition);
    let mut by_pockets: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows(&of(&edition, Kind::PullList)[0]) {
        *by_pockets.entry(row[6].clone()).or_default() += 1;
    }
    for (list, n) in &by_pockets {
        let slots = &plan.passes[0].slots;
        let slot = slots.iter().position(|slot| {
            slot.pockets.iter().map(ToString::to_string).collect::<Vec<_>>().join("、") == *list
        });
        assert!(*n <= cards(plan, 0, slot.unwrap()), "{list}");
    }
}

#[test]
fn a_day_of_local_cards_has_nothing_to_pull() {
    let mut edition = small(Status::Published);
    for card in edition.cards.values_mut().flatten() {
        card.channel = Channel::Local;
    }
    assert!(paper::all(&of(&edition, Kind::PullList)[0]).contains("本日没有异地证件"));
}

#[test]
fn the_code_book_counts_local_cards_only_and_by_division() {
    let edition = build(&Spec {
        status: Status::Published,
        locations: (0..100).map(|ix| loc(&format!("第{ix}派出所"), 3 + ix)).collect(),
        routes: vec![(0, 1, (0..100).collect())],
        cards_per_pouch: 50,
        name: |_| "王小明".into(),
        stopped: 0,
        refused: 0,
    });
    let mut expected: BTreeMap<u32, u64> = BTreeMap::new();
    for (id, cards) in &edition.cards {
        let local = cards.iter().filter(|card| card.channel == Channel::Local).count() as u64;
        *expected.entry(edition.problem.location(*id).code.division()).or_default() += local;
    }
    assert_eq!(expected.len(), 2);
    let manifest = &of(&edition, Kind::CodeBook)[0];
    let mut found: BTreeMap<u32, u64> = BTreeMap::new();
    let mut division = 0;
    for row in manifest.pages.iter().flat_map(|page| paper::table_rows(page)) {
        match &row[..] {
            [pockets, cards, _, ..] if pockets.starts_with(|c: char| c.is_ascii_digit()) => {
                *found.entry(division).or_default() += count(cards);
            }
            [bar, ..] if bar.contains(" 张") => division = bar[..6].parse().unwrap(),
            _ => {}
        }
    }
    assert_eq!(found, expected);
    let all: u64 = expected.values().sum();
    assert!(paper::all(manifest).contains(&format!("合计 {} 张", thousands(all))));
}

#[test]
fn changes_are_those_since_the_machines_day_before() {
    let mut edition = small(Status::Published);
    let own: BTreeMap<String, Vec<u32>> = {
        let plan = plan(&edition);
        let names = fenjian_planner::sort::names(&edition.problem, &plan.destinations);
        let own = (0..names.len()).filter(|&ix| plan.is_own(ix));
        own.map(|ix| (names[ix].clone(), plan.pockets(ix, 0).unwrap().to_vec())).collect()
    };
    let list = |edition: &Edition| {
        let manifest = of(edition, Kind::PocketChanges).remove(0);
        let rows = rows(&manifest).into_iter();
        (rows.map(|row| row[1..6].to_vec()).collect::<Vec<_>>(), paper::all(&manifest))
    };
    let (shown, text) = list(&edition);
    let came = own.len() - usize::from(own.contains_key("440103010000"));
    assert_eq!(shown.iter().filter(|row| row[4] == "新设").count(), came);
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    assert!(shown.contains(&row(["", "440199990000", "7", "本日没有", "撤销"])), "{shown:?}");
    assert!(shown.contains(&row(["邮寄到户", "", "8", "再分", "撤销"])), "{shown:?}");
    assert!(text.contains("2026-11-20"), "{text}");

    let before = edition.sorts[0].before.as_mut().unwrap();
    before.own.clone_from(&own);
    let (shown, text) = list(&edition);
    assert_eq!(shown.len(), 0);
    assert!(text.contains("与上一日相同"), "{text}");

    let before = edition.sorts[0].before.as_mut().unwrap();
    for pockets in before.own.values_mut() {
        for pocket in pockets {
            *pocket += 100;
        }
    }
    let (shown, _) = list(&edition);
    assert_eq!(shown.len(), own.len());
    assert!(shown.iter().all(|row| row[4] == "换格"), "{shown:?}");

    edition.sorts[0].before = None;
    assert!(list(&edition).1.contains("没有更早的分拣方案"));
}

#[test]
fn every_pouch_has_one_label_and_labels_come_in_load_order() {
    let edition = large(Status::Published);
    let labels = of(&edition, Kind::PouchLabel);
    let lists = of(&edition, Kind::LoadList);
    let mut labels = labels.iter();
    for list in &lists {
        for row in &rows(list) {
            let label = labels.next().unwrap();
            assert_eq!((&label.subject, &label.route), (&row[2], &list.route));
            let page = &label.pages[0];
            let text = paper::text(page).replace('\n', " ");
            let says = |words: &str| assert!(text.contains(words), "{words}: {text}");
            says(&format!("站 {} 装车序 {} ", row[1], row[0]));
            says(&row[2]);
            says(&row[3]);
            says(&format!(" {} 张", row[4]));
            says(list.subject.rsplit('-').next().unwrap());
            assert_eq!(text.contains('急'), row[6] == "急", "{text}");
            assert!(page.contains("class=\"bars\""));
        }
    }
    assert!(labels.next().is_none());
}

#[test]
fn a_day_that_is_not_sorted_says_so() {
    let mut edition = large(Status::Published);
    for &kind in Kind::ALL {
        assert!(require(&edition, kind).is_ok());
    }
    edition.sorts.clear();
    for &kind in Kind::ALL {
        let refused = require(&edition, kind).err().map(|fault| fault.code.id);
        assert_eq!(refused, kind.of_sort().then_some("S744"), "{kind:?}");
        assert_eq!(set(&edition, &[kind]).is_empty(), kind.of_sort(), "{kind:?}");
    }
    assert!(!paper::all(&of(&edition, Kind::PullList)[0]).contains("sorter-1"));
}
