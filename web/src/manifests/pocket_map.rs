//! 格口图: the pockets of a machine in one pass, to be read from a metre away.

use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::block;
use super::sorting::{Sorting, list};
use super::volumes::{self, Bar};
use super::{Kind, Manifest};
use askama::Template;
use std::collections::BTreeMap;

/// Height of a line of pockets.
const ROW_MM: u32 = 20;

#[derive(Template)]
#[template(path = "manifests/pocket_map.html", block = "lead")]
struct Lead {
    cards: u64,
    pockets: usize,
    destinations: usize,
    fed: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/pocket_map.html", block = "picture")]
struct Picture {
    svg: String,
}

#[derive(Template)]
#[template(path = "manifests/pocket_map.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/pocket_map.html", block = "row")]
struct Row {
    cells: Vec<Cell>,
}

#[derive(Template)]
#[template(path = "manifests/pocket_map.html", block = "tail")]
struct Tail {
    cards: u64,
    finished: u64,
    /// Pass, cards.
    kept: Vec<(usize, u64)>,
}

/// One pocket.
struct Cell {
    pocket: u32,
    what: Fitted,
    more: Fitted,
    /// How many cards; for the second pocket of a slot and the next, which one is the first.
    cards: Result<u64, u32>,
    kept: bool,
}

/// The pocket map of a pass.
pub(super) fn manifest(sorting: &Sorting<'_>, pass: usize) -> Manifest {
    let cells = cells(sorting, pass);
    let mut rows = Vec::new();
    let mut left: Vec<Cell> = Vec::new();
    for cell in cells {
        left.push(cell);
        if left.len() == 2 {
            rows.push(block(ROW_MM, &Row { cells: std::mem::take(&mut left) }));
        }
    }
    if !left.is_empty() {
        rows.push(block(ROW_MM, &Row { cells: left }));
    }
    let svg = volumes::svg(&bars(sorting, pass));
    let groups = vec![Group { rows, ..Group::default() }];
    let parts = vec![
        Part::Block(lead(sorting, pass)),
        Part::Block(block(volumes::HEIGHT_MM + 8, &Picture { svg })),
        Part::Table(Table { class: "pockets", head: block(7, &Head), groups }),
        Part::Block(block(24, &tail(sorting, pass))),
    ];
    sorting.frame_of_pass(Kind::PocketMap, pass).bind(parts, &[])
}

fn lead(sorting: &Sorting<'_>, pass: usize) -> Block {
    let slots = sorting.slots(pass);
    let destinations = sorting.plan().destinations.iter();
    let through = destinations.filter(|d| d.way.iter().any(|at| at.pass as usize == pass));
    let fed = match sorting.plan().passes[pass].from {
        None => "上机：当日证件，随到随分；先按调取单取出异地证件".to_owned(),
        Some(from) => {
            let from = from as usize;
            let of = sorting.slots(from).iter().filter(|slot| slot.next == Some(pass as u32));
            let stacks: Vec<_> = of.map(|slot| list(&slot.pockets)).collect();
            format!("上机：第 {} 遍的各叠，按此次序：{}", from + 1, stacks.join(" → "))
        }
    };
    let lead = Lead {
        cards: sorting.pass_cards(pass),
        pockets: slots.iter().map(|slot| slot.pockets.len()).sum(),
        destinations: through.count(),
        fed: fit(&fed, 180, &[(14, 1), (14, 2), (12, 2), (10, 3), (8, 4)]),
    };
    block(38, &lead)
}

fn tail(sorting: &Sorting<'_>, pass: usize) -> Tail {
    let mut finished = 0;
    let mut kept: BTreeMap<usize, u64> = BTreeMap::new();
    for (slot, of) in sorting.slots(pass).iter().enumerate() {
        let cards = sorting.cards(pass, slot);
        match of.next {
            None => finished += cards,
            Some(next) => *kept.entry(next as usize + 1).or_default() += cards,
        }
    }
    Tail { cards: sorting.pass_cards(pass), finished, kept: kept.into_iter().collect() }
}

/// Every pocket up to the last one in use, by its number.
fn cells(sorting: &Sorting<'_>, pass: usize) -> Vec<Cell> {
    let mut cells: BTreeMap<u32, Cell> = BTreeMap::new();
    for (slot, of) in sorting.slots(pass).iter().enumerate() {
        let (what, more) = texts(sorting, pass, slot);
        for &pocket in &of.pockets {
            let first = of.pockets[0];
            let cards = if pocket == first { Ok(sorting.cards(pass, slot)) } else { Err(first) };
            let cell = Cell {
                pocket,
                what: fit(&what, 49, &[(20, 1), (16, 2), (13, 2), (11, 2), (9, 2), (8, 3)]),
                more: fit(&more, 50, &[(11, 1), (9, 1)]),
                cards,
                kept: of.next.is_some(),
            };
            cells.insert(pocket, cell);
        }
    }
    let last = cells.keys().next_back().copied().unwrap_or(0);
    let unused = |pocket| Cell {
        pocket,
        what: fit("不用", 50, &[(20, 1)]),
        more: fit("", 50, &[(11, 1)]),
        cards: Ok(0),
        kept: false,
    };
    (1..=last).map(|pocket| cells.remove(&pocket).unwrap_or_else(|| unused(pocket))).collect()
}

/// What stands at a slot: large, and below it.
fn texts(sorting: &Sorting<'_>, pass: usize, slot: usize) -> (String, String) {
    let members = sorting.members(pass, slot);
    let many = format!("{} 个去向", members.len());
    if let Some(next) = sorting.slots(pass)[slot].next {
        return (format!("留待第 {} 遍", next + 1), many);
    }
    let called = |ix: &usize| sorting.called(*ix);
    match members {
        [] => ("不用".to_owned(), String::new()),
        [one] => {
            let one = called(one);
            (one.name, format!("{}　{}", one.stop, one.code).trim().to_owned())
        }
        [first, .., last] => {
            let (first, last) = (called(first), called(last));
            (format!("{} 至 {}", first.name, last.name), format!("{many}，依次为一叠"))
        }
    }
}

/// How many cards come into each pocket; those of one slot share them evenly.
fn bars(sorting: &Sorting<'_>, pass: usize) -> Vec<Bar> {
    let mut bars = Vec::new();
    for (slot, of) in sorting.slots(pass).iter().enumerate() {
        let cards = sorting.cards(pass, slot) as f64 / of.pockets.len().max(1) as f64;
        let kept = of.next.is_some();
        bars.extend(of.pockets.iter().map(|&pocket| Bar { pocket, cards, kept }));
    }
    bars
}
