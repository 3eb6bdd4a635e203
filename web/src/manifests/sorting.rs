//! What the sheets of a sort plan look up: who is in which slot, how many, what it is called.

use super::Kind;
use super::facts::Facts;
use super::frame::Frame;
use super::placing::Put;
use fenjian_planner::plan::sort::{Slot, SortPlan, To};
use fenjian_planner::problem::ConsignmentId;
use fenjian_planner::words::Mode;
use fenjian_sql::sort_plan::StoredSort;
use std::collections::BTreeMap;

/// A sort plan with the lookups that its sheets need.
pub(super) struct Sorting<'a> {
    /// Those of its day.
    pub(super) facts: &'a Facts<'a>,
    /// The plan as it was stored.
    pub(super) stored: &'a StoredSort,
    /// For each pass and slot, its destinations in the order of loading.
    members: Vec<Vec<Vec<usize>>>,
    by_pouch: BTreeMap<(ConsignmentId, u32), usize>,
}

/// What a destination is called on paper.
pub(super) struct Called {
    /// Its name.
    pub(super) name: String,
    /// The code of its location; empty for what goes to none.
    pub(super) code: String,
    /// `R03 第 4 站`; empty for what no vehicle takes.
    pub(super) stop: String,
}

impl<'a> Sorting<'a> {
    /// Reads a stored sort plan. O(destinations × passes).
    pub(super) fn of(facts: &'a Facts<'a>, stored: &'a StoredSort) -> Self {
        let passes = &stored.plan.passes;
        let mut members: Vec<Vec<Vec<usize>>> =
            passes.iter().map(|pass| vec![Vec::new(); pass.slots.len()]).collect();
        for (ix, destination) in stored.plan.destinations.iter().enumerate() {
            for at in &destination.way {
                let slots = members.get_mut(at.pass as usize);
                if let Some(slot) = slots.and_then(|slots| slots.get_mut(at.slot as usize)) {
                    slot.push(ix);
                }
            }
        }
        Self { facts, stored, members, by_pouch: stored.plan.by_pouch() }
    }

    /// The plan.
    pub(super) fn plan(&self) -> &'a SortPlan {
        &self.stored.plan
    }

    /// The slots of a pass in the order of its sweep.
    pub(super) fn slots(&self, pass: usize) -> &'a [Slot] {
        &self.plan().passes[pass].slots
    }

    /// The destinations in a slot, in the order of loading.
    pub(super) fn members(&self, pass: usize, slot: usize) -> &[usize] {
        &self.members[pass][slot]
    }

    /// How many cards a slot takes.
    pub(super) fn cards(&self, pass: usize, slot: usize) -> u64 {
        let members = self.members(pass, slot).iter();
        members.map(|&ix| u64::from(self.plan().destinations[ix].cards)).sum()
    }

    /// How many cards go through a pass.
    pub(super) fn pass_cards(&self, pass: usize) -> u64 {
        (0..self.slots(pass).len()).map(|slot| self.cards(pass, slot)).sum()
    }

    /// The slot of a card's first pass, by where the plan puts the card.
    pub(super) fn first_slot(&self, put: Put) -> Option<usize> {
        let destination = match put {
            Put::Pouch(consignment, number) => *self.by_pouch.get(&(consignment, number))?,
            Put::Otherwise(to) => self.plan().going(to)?,
        };
        let first = self.plan().destinations[destination].way.first()?;
        (first.pass == 0).then_some(first.slot as usize)
    }

    /// What a destination is called.
    pub(super) fn called(&self, destination: usize) -> Called {
        let to = self.plan().destinations[destination].to;
        let word =
            |word: &str| Called { name: word.into(), code: String::new(), stop: String::new() };
        match to {
            To::Stop { consignment, route, stop } => {
                let place = self.facts.location_of(consignment);
                let route = self.facts.edition.plan.routes.get(route as usize);
                let route = route.map(|route| self.facts.route_short(route)).unwrap_or_default();
                let stop = format!("{route} 第 {} 站", stop + 1);
                Called { name: place.name.clone(), code: place.code.to_string(), stop }
            }
            To::Post(consignment) => {
                let place = self.facts.location_of(consignment);
                let stop = Mode::Post.zh().to_owned();
                Called { name: place.name.clone(), code: place.code.to_string(), stop }
            }
            To::Home => word(Mode::Home.zh()),
            To::Pickup => word(Mode::Pickup.zh()),
            To::Held => word("待发"),
        }
    }

    /// The machine that makes a pass: the plan is kept by the one of the first.
    pub(super) fn machine(&self, pass: usize) -> &'a str {
        &self.plan().passes[pass].machine
    }

    /// The frame of a sheet of the whole sort plan.
    pub(super) fn frame(&self, kind: Kind) -> Frame<'a> {
        let mut machines: Vec<&str> = Vec::new();
        for pass in &self.plan().passes {
            if !machines.contains(&pass.machine.as_str()) {
                machines.push(&pass.machine);
            }
        }
        self.frame_about(kind, self.stored.machine.clone(), &machines.join("、"))
    }

    /// The frame of a sheet that is about one of its passes.
    pub(super) fn frame_of_pass(&self, kind: Kind, pass: usize) -> Frame<'a> {
        let about = format!(
            "{}　第 {} 遍，共 {} 遍",
            self.machine(pass),
            pass + 1,
            self.plan().passes.len()
        );
        self.frame_about(kind, format!("{}/{}", self.stored.machine, pass + 1), &about)
    }

    fn frame_about(&self, kind: Kind, subject: String, what: &str) -> Frame<'a> {
        let about = format!("{what}　分拣方案 {}", self.stored.number);
        Frame { facts: self.facts, kind, subject, about }
    }
}

/// Numbers of pockets: `12、13`.
pub(super) fn list(pockets: &[u32]) -> String {
    let pockets: Vec<_> = pockets.iter().map(ToString::to_string).collect();
    pockets.join("、")
}
