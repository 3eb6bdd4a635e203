//! Judging and resolving each card of the day: where it goes, when it is due, what stops it.

use super::{DayInput, OpenCard};
use crate::due::{Application, Limits};
use crate::fault::{self, Code};
use crate::locate::{Located, Locations};
use crate::problem::DayCard;
use crate::words::{Alerted, CardSerial, Channel, Delivery, LocationCode, Mode};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The cards of one receiving location and mode, with the drop point of those that go by van.
pub(super) struct Group<'a> {
    pub(super) located: Located<'a>,
    pub(super) cards: Vec<DayCard>,
}

/// Cards that may travel by location and mode, and cards that may not.
#[derive(Default)]
pub(super) struct Resolved<'a> {
    pub(super) groups: BTreeMap<(LocationCode, Mode), Group<'a>>,
    pub(super) stopped: Vec<(CardSerial, Vec<Code>)>,
}

/// Resolves every card of `input`. O(cards log cards).
pub(super) fn resolve<'a>(input: &'a DayInput, locations: &Locations<'a>) -> Resolved<'a> {
    let limits = Limits::new(&input.policy, &input.calendar);
    let alerted: HashSet<&Alerted> =
        input.alerts.iter().filter(|a| a.holds_on(input.day)).map(|a| &a.card).collect();
    let mut located = HashMap::new();
    let mut due = HashMap::<(Channel, Option<NaiveDate>, bool), NaiveDate>::new();
    let sealed: HashMap<&CardSerial, LocationCode> = (input.under_way.iter())
        .flat_map(|under_way| &under_way.sealed)
        .flat_map(|((code, _), cards)| cards.iter().map(|card| (card, *code)))
        .collect();
    let mut resolved = Resolved::default();
    for card in &input.cards {
        // What is sealed stays where it is, until somebody opens the pouch.
        let sealed = sealed.get(&card.serial).copied();
        let mut codes = Vec::new();
        if sealed.is_none() {
            codes.extend(&card.stopped);
            codes.extend(is_alerted(card, &alerted).then_some(fault::ALERTED));
        }
        let mode = sealed.map_or_else(|| mode_of(card.delivery), |_| Mode::Van);
        let place = match sealed.or(card.receiving) {
            Some(code) => *located.entry(code).or_insert_with(|| locations.locate(code)),
            None => Err(fault::UNKNOWN_LOCATION),
        };
        match place {
            Err(code) => codes.push(code),
            Ok(located) if mode == Mode::Van => codes.extend(located.drop.err()),
            Ok(_) => {}
        }
        if let (Ok(located), []) = (place, codes.as_slice()) {
            let remote = located.location.remote;
            let application =
                Application { channel: card.channel, applied_on: card.applied_on, remote };
            let lawful = *due
                .entry((card.channel, card.applied_on, remote))
                .or_insert_with(|| limits.due(application, input.day));
            let due = card.must_arrive_by.unwrap_or(lawful);
            let group = (resolved.groups.entry((located.location.code, mode)))
                .or_insert_with(|| Group { located, cards: Vec::new() });
            group.cards.push(DayCard { due, serial: card.serial.clone() });
        } else {
            codes.sort_unstable();
            codes.dedup();
            resolved.stopped.push((card.serial.clone(), codes));
        }
    }
    for group in resolved.groups.values_mut() {
        group.cards.sort_unstable();
    }
    resolved.stopped.sort_unstable();
    resolved
}

fn is_alerted(card: &OpenCard, alerted: &HashSet<&Alerted>) -> bool {
    !alerted.is_empty()
        && (alerted.contains(&Alerted::Serial(card.serial.clone()))
            || (!card.receipt_no.is_empty()
                && alerted.contains(&Alerted::Receipt(card.receipt_no.clone()))))
}

fn mode_of(delivery: Delivery) -> Mode {
    match delivery {
        Delivery::Collect => Mode::Van,
        Delivery::Home => Mode::Home,
        Delivery::Pickup => Mode::Pickup,
    }
}
