//! A draft: a revision's plan, the log of what was done to it, and the way back and forth.

use super::act::act;
use super::board::{Board, brought};
use super::breach::{Breach, Override, of_board};
use super::change::Change;
use super::edit::{Edit, Entry, What};
use super::ground::Ground;
use super::incident::Incident;
use super::lane::Lane;
use super::otherwise::Otherwise;
use super::repair::{Repair, repairs};
use super::retime::settle;
use super::trial::Trial;
use crate::check::check_with;
use crate::fault::{self, Code, Fault};
use crate::plan::Plan;
use crate::problem::{DayProblem, DropId, VehicleId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A plan on the desk.
#[derive(Clone, Debug)]
pub struct Draft {
    log: Vec<Entry>,
    now: Board,
    /// States to go back to, the last one first undone.
    past: Vec<Board>,
    /// States that were undone.
    undone: Vec<Board>,
}

/// Why an edit was not made, and what could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub fault: Fault,
    /// The limits it would break beyond those that are overridden.
    pub broken: Vec<Breach>,
    /// What it would change; none when it is impossible whatever may break.
    pub change: Option<Change>,
    /// What could be done instead, the cheapest first.
    pub repairs: Vec<Repair>,
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self { fault, broken: Vec::new(), change: None, repairs: Vec::new() }
    }
}

/// What an edit leads to.
pub(super) struct Outcome {
    pub(super) board: Board,
    pub(super) breaches: Vec<Breach>,
}

/// Makes `edit` on `board`, whatever may break. O(stops of the days touched, squared, + routes).
pub(super) fn evaluate(board: &Board, edit: &Edit) -> Result<Outcome, Fault> {
    let mut trial = Trial::new(board);
    act(&mut trial, edit)?;
    settle(&mut trial)?;
    // Another day is made of the one that was planned, before anything came up.
    if !Arc::ptr_eq(&trial.board.ground, &board.ground) {
        super::report::keep(&mut trial.board)?;
    }
    let breaches = of_board(&trial.board);
    Ok(Outcome { board: trial.board, breaches })
}

/// The breaches that are new on `board`: nobody lets them stand, and no incident brought them.
pub(super) fn uncovered(board: &Board, breaches: &[Breach]) -> Vec<Breach> {
    let known = board.breaches();
    let covered = |breach: &Breach| known.iter().any(|known| breach.within(known));
    breaches.iter().filter(|breach| !covered(breach)).copied().collect()
}

impl Draft {
    /// A draft of `plan`, of which `overrides` are the limits that may break already.
    ///
    /// # Errors
    /// D108 when the checker finds anything else in it.
    pub fn open(
        problem: Arc<DayProblem>,
        plan: Plan,
        overrides: Vec<Override>,
    ) -> Result<Self, Fault> {
        let ground = Arc::new(Ground::new(problem, plan));
        let faults = check_with(&ground.problem, &ground.base, &ground.roads);
        if let Some(worst) = faults.first().filter(|_| overrides.is_empty()) {
            return Err(Fault::new(fault::DRAFT_UNSOUND, worst.detail.clone()));
        }
        if faults.iter().any(|fault| fault.code == fault::UNKNOWN_REFERENCE) {
            return Err(Fault::new(fault::DRAFT_UNSOUND, "方案引用了不存在的对象"));
        }
        let mut now = Board::of(Arc::clone(&ground), &ground.base);
        let breaches = of_board(&now);
        now.overrides = Arc::new(still(&overrides, &breaches));
        if let Some(open) = uncovered(&now, &breaches).first() {
            return Err(Fault::new(fault::DRAFT_UNSOUND, open.text(&ground.problem)));
        }
        agree(&now, &breaches)?;
        Ok(Self { log: Vec::new(), now, past: Vec::new(), undone: Vec::new() })
    }

    /// The same draft as its log tells it: every entry is made again.
    ///
    /// # Errors
    /// Whatever [`Self::open`] and [`Self::enter`] refuse.
    pub fn replay(
        problem: Arc<DayProblem>,
        plan: Plan,
        overrides: Vec<Override>,
        log: impl IntoIterator<Item = Entry>,
    ) -> Result<Self, Fault> {
        let mut draft = Self::open(problem, plan, overrides)?;
        for entry in log {
            draft.enter(entry).map_err(|refused| refused.fault)?;
        }
        Ok(draft)
    }

    /// Does what `entry` says and adds it to the log; gives what that changes. A refused entry changes nothing
    /// and is not in the log.
    ///
    /// # Errors
    /// D101 to D113.
    pub fn enter(&mut self, entry: Entry) -> Result<Change, Box<Refused>> {
        let change = match &entry.what {
            What::Edit { edit, because } => {
                let (board, change) = self.attempt(edit, &entry.by, because.as_deref())?;
                self.undone.clear();
                self.past.push(std::mem::replace(&mut self.now, board));
                change
            }
            What::Undo => {
                let change = self.step(self.past.last(), "撤销")?;
                let before = self.past.pop();
                self.undone.extend(before.map(|to| std::mem::replace(&mut self.now, to)));
                change
            }
            What::Redo => {
                let change = self.step(self.undone.last(), "重做")?;
                let after = self.undone.pop();
                self.past.extend(after.map(|to| std::mem::replace(&mut self.now, to)));
                change
            }
            What::Sealed { vehicles } => {
                self.seal(vehicles).map_err(refuse)?;
                Change::default()
            }
        };
        self.log.push(entry);
        Ok(change)
    }

    /// What `edit` would change; the draft stays as it is. For a stop that is being dragged.
    ///
    /// # Errors
    /// As [`Self::enter`].
    pub fn look(&self, edit: &Edit) -> Result<Change, Box<Refused>> {
        self.attempt(edit, "", None).map(|(_, change)| change)
    }

    fn attempt(
        &self,
        edit: &Edit,
        by: &str,
        because: Option<&str>,
    ) -> Result<(Board, Change), Box<Refused>> {
        let Outcome { mut board, breaches } = evaluate(&self.now, edit).map_err(refuse)?;
        let change = Change::between((&self.now, &self.now.breaches()), (&board, &breaches));
        let problem = Arc::clone(&board.ground.problem);
        for &id in &self.now.ground.sealed {
            let [now, then] = [&self.now, &board].map(|board| brought(board.day(id)));
            if then != now {
                let name = &problem.vehicles[id.ix()].name;
                return Err(refuse(Fault::new(fault::FROZEN_STAYS, format!("车辆 {name}"))));
            }
        }
        let broken = uncovered(&self.now, &breaches);
        let mut overrides = self.now.overrides.as_ref().clone();
        let mut unsettled = self.now.unsettled.as_ref().clone();
        let mut asked = Vec::new();
        match edit {
            Edit::Report(_) | Edit::Withdraw { .. } => unsettled.extend(broken),
            Edit::Accept => asked.append(&mut unsettled),
            _ => asked = broken,
        }
        if let Some(worst) = asked.first() {
            let Some(reason) = because else {
                let fault = Fault::new(fault::LIMITS_BROKEN, worst.text(&problem));
                let repairs = repairs(&self.now, edit);
                let change = Some(change);
                return Err(Box::new(Refused { fault, broken: asked, change, repairs }));
            };
            if reason.trim().is_empty() || by.trim().is_empty() {
                return Err(refuse(Fault::new(fault::REASON_MISSING, worst.text(&problem))));
            }
            let (by, reason) = (by.to_owned(), reason.to_owned());
            let may = |breach| Override { breach, by: by.clone(), reason: reason.clone() };
            overrides.extend(asked.into_iter().map(may));
        }
        board.overrides = Arc::new(still(&overrides, &breaches));
        let open = |breach: &Breach| {
            board.overrides.iter().all(|may| may.breach != *breach)
                && unsettled.iter().any(|known| breach.within(known))
        };
        let open = breaches.iter().filter(|breach| open(breach)).copied().collect();
        board.unsettled = Arc::new(open);
        agree(&board, &breaches).map_err(refuse)?;
        Ok((board, change))
    }

    /// What going to another state changes.
    ///
    /// # Errors
    /// D107 when there is none, D101 when it would change the stops of a vehicle sealed since the day was planned to others
    /// than it was planned with. Those kept before never change but in the labels of what is not sealed.
    fn step(&self, to: Option<&Board>, what: &str) -> Result<Change, Box<Refused>> {
        let Some(to) = to else {
            return Err(refuse(Fault::new(fault::NOTHING_TO_UNDO, what)));
        };
        let ground = &self.now.ground;
        for &id in &ground.sealed {
            let planned = ground.base.routes.iter().filter(|route| route.vehicle == id);
            let [now, then] = [&self.now, to].map(|board| brought(board.day(id)));
            if then != now && then != brought(planned) {
                let name = &ground.problem.vehicles[id.ix()].name;
                return Err(refuse(Fault::new(fault::FROZEN_STAYS, format!("车辆 {name}"))));
            }
        }
        Ok(Change::between((&self.now, &self.now.breaches()), (to, &to.breaches())))
    }

    /// Keeps the days of these vehicles and of no others that were not kept when the day was planned.
    fn seal(&mut self, vehicles: &[VehicleId]) -> Result<(), Fault> {
        let many = self.now.days.len();
        if let Some(id) = vehicles.iter().find(|id| id.ix() >= many) {
            return Err(Fault::new(fault::NOT_THERE, format!("第 {} 台车辆", id.0)));
        }
        let boards = self.past.iter_mut().chain(&mut self.undone);
        for board in boards.chain([&mut self.now]) {
            board.ground = Arc::new(board.ground.sealing(vehicles.iter().copied().collect()));
        }
        Ok(())
    }

    /// Everything that was done, in order.
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// The plan as it is now. O(plan).
    pub fn plan(&self) -> Plan {
        self.now.plan()
    }

    /// The day with everything that came up: what the plan is a plan for, and is stored with.
    pub fn problem(&self) -> &Arc<DayProblem> {
        &self.now.ground.problem
    }

    /// What came up and still holds, each with the number by which it is taken back.
    pub fn incidents(&self) -> &[(u32, Incident)] {
        &self.now.ground.incidents
    }

    /// Vehicles whose days stay, because something is sealed for them.
    pub fn kept(&self) -> &BTreeSet<VehicleId> {
        &self.now.ground.kept
    }

    /// Those of them for which something was sealed since the day was planned.
    pub fn sealed(&self) -> &BTreeSet<VehicleId> {
        &self.now.ground.sealed
    }

    /// The drop points whose cards people sent by post or pickup.
    pub fn otherwise(&self) -> &Otherwise {
        &self.now.ground.otherwise
    }

    /// How many cards for `drop`, which a van was to bring, go otherwise. O(consignments).
    pub fn sent(&self, drop: DropId) -> u64 {
        let ground = &self.now.ground;
        let pairs = ground.first().consignments.iter().zip(&ground.problem.consignments);
        let sent = pairs.filter(|(first, now)| first.drop == Some(drop) && now.drop.is_none());
        sent.map(|(_, now)| now.cards.len() as u64).sum()
    }

    /// The limits that break, each with who lets it. With [`Self::unsettled`] they are what the checker finds.
    pub fn overrides(&self) -> &[Override] {
        &self.now.overrides
    }

    /// The limits that incidents broke and that nobody has mended or accepted yet. A plan that has some is not to be
    /// published.
    pub fn unsettled(&self) -> &[Breach] {
        &self.now.unsettled
    }

    /// What has changed since the draft was opened. O(stops of days that differ).
    pub fn changed(&self) -> Change {
        let first = self.past.first().unwrap_or(&self.now);
        Change::between((first, &first.breaches()), (&self.now, &self.now.breaches()))
    }

    /// Every route as its lane shows it. O(stops).
    pub fn lanes(&self) -> Vec<Lane> {
        let ground = &self.now.ground;
        let mut lanes = Vec::new();
        for (ix, day) in self.now.days.iter().enumerate() {
            let kept = ground.kept.contains(&VehicleId::from(ix));
            for (at, trip) in day.trips.iter().enumerate() {
                let next = day.trips.get(at + 1).map(|next| &next.route);
                lanes.push(Lane::of(&ground.problem, trip, next, &day.breaches, kept));
            }
        }
        lanes
    }

    pub(super) fn board(&self) -> &Board {
        &self.now
    }
}

fn refuse(fault: Fault) -> Box<Refused> {
    Box::new(fault.into())
}

/// For each breach the override that lets it, as large as it is now.
fn still(overrides: &[Override], breaches: &[Breach]) -> Vec<Override> {
    let of = |breach: &Breach| {
        let may = overrides.iter().find(|may| breach.within(&may.breach))?;
        Some(Override { breach: *breach, ..may.clone() })
    };
    breaches.iter().filter_map(of).collect()
}

/// Whether the independent checker finds these breaches in `board` and nothing else.
pub(super) fn agree(board: &Board, breaches: &[Breach]) -> Result<(), Fault> {
    let ground = &board.ground;
    let faults = check_with(&ground.problem, &board.plan(), &ground.roads);
    let mut found: Vec<Code> = faults.iter().map(|fault| fault.code).collect();
    let mut known: Vec<Code> = breaches.iter().map(|breach| breach.code).collect();
    found.sort_unstable();
    known.sort_unstable();
    if found == known {
        return Ok(());
    }
    let astray = faults.iter().find(|fault| !known.contains(&fault.code)).or(faults.first());
    let detail = astray.map_or_else(|| "多报了限制".into(), |fault| fault.detail.clone());
    Err(Fault::new(fault::DRAFT_UNSOUND, detail))
}
