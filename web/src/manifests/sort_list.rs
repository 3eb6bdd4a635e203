//! 分拣表: every receiving location of the day in code order, with where its cards go.

use super::facts::Facts;
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::text;
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::plan::Allocation;
use fenjian_planner::problem::{Consignment, ConsignmentId, Place};
use fenjian_planner::words::Channel;
use std::collections::BTreeMap;

/// Height of one line of a location's row.
const LINE_MM: u32 = 6;

#[derive(Template)]
#[template(path = "manifests/sort_list.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/sort_list.html", block = "row")]
struct Row<'a> {
    mm: u32,
    place: &'a Place,
    name: Fitted,
    numbers: Numbers,
    ways: Vec<Fitted>,
}

#[derive(Template)]
#[template(path = "manifests/sort_list.html", block = "tail")]
struct Tail {
    locations: usize,
    numbers: Numbers,
}

/// Cards by channel, and pouches.
#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    channels: [u64; Channel::ALL.len()],
    cards: u64,
    pouches: u64,
}

impl Numbers {
    fn add(&mut self, other: &Self) {
        for (sum, more) in self.channels.iter_mut().zip(other.channels) {
            *sum += more;
        }
        self.cards += other.cards;
        self.pouches += other.pouches;
    }
}

/// The sort list of the day.
pub(super) fn manifest(facts: &Facts<'_>) -> Manifest {
    let allocation = Allocation::of(facts.problem(), &facts.edition.plan);
    let mut sum = Numbers::default();
    let mut rows = Vec::new();
    let consignments: Vec<_> = facts.problem().consignments_with_ids().collect();
    for of_one in consignments.chunk_by(|a, b| a.1.location == b.1.location) {
        let place = facts.location_of(of_one[0].0);
        let mut numbers = Numbers::default();
        let mut ways = Vec::new();
        for &(id, _) in of_one {
            numbers.add(&numbers_of(facts, &allocation, id));
            ways.extend(by_van(facts, &allocation, id));
        }
        ways.extend(otherwise(facts, of_one));
        ways.extend(of_one.iter().filter_map(|&(id, _)| waiting(facts, id)));
        rows.push(row(place, numbers, &ways));
        sum.add(&numbers);
    }
    let tail = Tail { locations: rows.len(), numbers: sum };
    let groups = vec![Group { rows, ..Group::default() }];
    let parts = vec![
        Part::Table(Table { class: "sort", head: block(7, &Head), groups }),
        Part::Block(block(24, &tail)),
    ];
    let about = "按受理点编码排列".to_owned();
    Frame { facts, kind: Kind::SortList, subject: String::new(), about }.bind(parts, &[])
}

fn row(place: &Place, numbers: Numbers, ways: &[String]) -> Block {
    let name = fit(&place.name, 46, &[(11, 1), (9, 1), (8, 2)]);
    let ways: Vec<_> = ways.iter().map(|way| fit(way, 53, &[(10, 1), (9, 1), (8, 1)])).collect();
    // A location has few ways; a list longer than half a page would be a broken plan.
    let lines = ways.len().clamp(1, 18) as u32;
    let mm = LINE_MM * lines + 1;
    block(mm, &Row { mm, place, name, numbers, ways })
}

fn numbers_of(facts: &Facts<'_>, allocation: &Allocation<'_>, id: ConsignmentId) -> Numbers {
    let cards = facts.cards(id);
    let in_channel =
        |&channel: &Channel| cards.iter().filter(|c| c.channel == channel).count() as u64;
    let mut channels = [0; Channel::ALL.len()];
    for (count, channel) in channels.iter_mut().zip(Channel::ALL) {
        *count = in_channel(channel);
    }
    let total = facts.problem().consignments[id.ix()].cards.len() as u64;
    Numbers { channels, cards: total, pouches: allocation.pouches[id.ix()].len() as u64 }
}

/// Where the cards of a consignment go by van: a line for each stop, and one for its drop point
/// where that passes them on.
fn by_van(facts: &Facts<'_>, allocation: &Allocation<'_>, id: ConsignmentId) -> Vec<String> {
    let mut by_stop: BTreeMap<(usize, usize), (u64, u64)> = BTreeMap::new();
    for (route, stop, pouch) in &allocation.pouches[id.ix()] {
        let (pouches, cards) = by_stop.entry((*route, *stop)).or_default();
        *pouches += 1;
        *cards += u64::from(pouch.cards);
    }
    let mut ways = Vec::new();
    for ((route, stop), (pouches, cards)) in by_stop {
        let route = facts.route(route);
        let drop = facts.place(&route.stops[stop]);
        let label = facts.route_short(route);
        ways.push(format!("{label}　第 {} 站　{pouches} 袋　{} 张", stop + 1, text::count(cards)));
        if drop.code != facts.location_of(id).code {
            ways.push(format!("　经 {}", drop.name));
        }
    }
    ways
}

/// What leaves without a van, in one line.
fn otherwise(facts: &Facts<'_>, of_one: &[(ConsignmentId, &Consignment)]) -> Option<String> {
    let leaving = |&(id, c): &(ConsignmentId, &Consignment)| {
        let cards = (c.cards.len() as u64).saturating_sub(facts.held(id));
        let some = c.drop.is_none() && cards > 0;
        some.then(|| format!("{} {} 张", c.mode.zh(), text::count(cards)))
    };
    let ways: Vec<_> = of_one.iter().filter_map(leaving).collect();
    (!ways.is_empty()).then(|| ways.join("　"))
}

/// What waits, and why.
fn waiting(facts: &Facts<'_>, id: ConsignmentId) -> Option<String> {
    let hold = facts.hold(id)?;
    let (code, cards) = (hold.reason, text::count(u64::from(hold.cards)));
    Some(format!("待发 {cards} 张　{code} {}", code.cause))
}
