//! The plan of a day: plain types that planning writes and checking, storing and printing read.
//! Whoever reads a plan has nothing left to decide. [`sort`] has the plan of how its cards are sorted.

pub mod sort;

use crate::fault::Code;
use crate::problem::{ConsignmentId, DayProblem, DropId, VehicleId};
use crate::units::{Clock, Fen, Grams, Metres, Seconds};
use crate::words::{Mode, State};
use std::collections::BTreeMap;

/// What happens to every card of a [`DayProblem`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Routes, ascending by vehicle, then trip.
    pub routes: Vec<Route>,
    /// Cards that wait, ascending by consignment; at most one entry for each.
    pub holds: Vec<Hold>,
}

/// One trip of one vehicle from loading until it is back (or at its end place).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// 1 for its first trip.
    pub trip: u32,
    /// The duty of this trip begins: the vehicle leaves its start place, or, when that is the
    /// centre, loading begins; for later trips it is the end of the trip before.
    pub start: Clock,
    /// The dock it loads at, from 0.
    pub dock: u32,
    /// Loading begins; it takes the centre's dock time.
    pub load: Clock,
    /// It leaves the centre.
    pub depart: Clock,
    /// The driver's break, when it falls into this trip.
    pub pause: Option<Pause>,
    /// Its stops in the order of driving; never empty.
    pub stops: Vec<Stop>,
    /// It is back at the centre, or, after the last trip, at its end place.
    pub end: Clock,
    /// Road distance, from the start place for the first trip.
    pub distance: Metres,
    /// Distance and duty time from `start` to `end`, and the fixed cost on the first trip.
    pub cost: Fen,
}

/// The driver's break. The vehicle stands still meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Where it is taken.
    pub at: PauseAt,
    /// When it begins.
    pub begin: Clock,
}

/// Where a break is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PauseAt {
    /// At the centre, before loading.
    BeforeLoading,
    /// Just before driving to the stop of this index; the number of stops means before driving
    /// back.
    BeforeStop(u32),
}

/// A handover at a drop point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub drop: DropId,
    /// The vehicle arrives.
    pub arrive: Clock,
    /// Service begins, inside a window.
    pub begin: Clock,
    /// It leaves: begin + service time (a break may follow before it drives).
    pub leave: Clock,
    /// What is handed over, ascending by consignment, then number; never empty.
    pub pouches: Vec<Pouch>,
}

/// A pouch (证件袋) of cards of one receiving location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pouch {
    /// Whose cards.
    pub consignment: ConsignmentId,
    /// Its number among the travelling pouches of the location, from 1.
    pub number: u32,
    /// How many such pouches travel today.
    pub of: u32,
    /// How many cards are in it, at least 1.
    pub cards: u32,
    /// Its weight with cards.
    pub weight: Grams,
}

/// Cards of a consignment that wait for another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Whose cards.
    pub consignment: ConsignmentId,
    /// How many: the last ones of the consignment's list.
    pub cards: u32,
    /// The binding constraint, an H code.
    pub reason: Code,
    /// The nearest way out.
    pub way_out: WayOut,
}

/// What would have to change for a held consignment to travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// The vehicle that comes nearest; none when no vehicle helps.
    pub vehicle: Option<VehicleId>,
    /// What it, or the drop point, would need.
    pub needs: Need,
}

/// One thing that would have to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Wait until the drop point opens; none when no open day is known.
    NextOpen(Option<chrono::NaiveDate>),
    /// A vehicle more.
    AnotherVehicle,
    /// A vehicle with this skill.
    Skill(String),
    /// Room for this many pouches more.
    Pouches(u32),
    /// This much more payload.
    Weight(Grams),
    /// A window open for this much longer.
    Window(Seconds),
    /// A shift longer by this.
    Shift(Seconds),
    /// A distance limit higher by this.
    Distance(Metres),
    /// A stop limit higher by this.
    Stops(u32),
    /// Loading earlier by this.
    Dock(Seconds),
    /// A break that may begin later by this.
    Break(Seconds),
    /// Free slots.
    Slots(u32),
    /// That a person decides otherwise.
    Decision,
}

impl WayOut {
    /// In one Chinese sentence: `车辆 7 当班还需 12 分钟`.
    pub fn text(&self, problem: &DayProblem) -> String {
        let who = match self.vehicle {
            Some(id) => format!("车辆 {} ", problem.vehicles[id.ix()].name),
            None => String::new(),
        };
        let what = match &self.needs {
            Need::NextOpen(Some(day)) => format!("{} 开放", day.format("%Y-%m-%d")),
            Need::NextOpen(None) => "近期没有开放日，请与交接点联系".into(),
            Need::AnotherVehicle => "需要增派车辆".into(),
            Need::Skill(skill) => format!("需要具备「{skill}」的车辆"),
            Need::Pouches(n) => format!("还需容纳 {n} 袋"),
            Need::Weight(g) if g.0 < 1000 => format!("载重还需 {} 克", g.0),
            Need::Weight(g) => format!("载重还需 {} 千克", Metres(g.0).km()),
            Need::Window(s) => format!("到达时交接点须再开放 {} 分钟", s.minutes_up()),
            Need::Shift(s) => format!("当班还需 {} 分钟", s.minutes_up()),
            Need::Distance(m) => format!("里程上限还需 {} 公里", m.km()),
            Need::Stops(n) => format!("站数上限还需 {n} 站"),
            Need::Dock(s) => format!("须提前 {} 分钟装车", s.minutes_up()),
            Need::Break(s) => format!("休息须可推迟 {} 分钟", s.minutes_up()),
            Need::Slots(n) => format!("还需 {n} 个空格"),
            Need::Decision => "由计划员改派".into(),
        };
        who + &what
    }
}

impl Plan {
    /// How many cards the plan puts into each state: `planned` for what travels by van, goes home
    /// or is collected at the centre, `held` for what waits. O(consignments + holds).
    pub fn states(&self, problem: &DayProblem) -> BTreeMap<State, u64> {
        let held: u64 = self.holds.iter().map(|h| u64::from(h.cards)).sum();
        let all: u64 = problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
        BTreeMap::from([(State::Planned, all - held), (State::Held, held)])
    }

    /// How many cards leave by `mode`. O(consignments + holds).
    pub fn leaving(&self, problem: &DayProblem, mode: Mode) -> u64 {
        let of = |id: ConsignmentId| problem.consignments[id.ix()].mode;
        let all: u64 = (problem.consignments.iter())
            .filter(|c| c.mode == mode)
            .map(|c| c.cards.len() as u64)
            .sum();
        let held: u64 = (self.holds.iter())
            .filter(|h| of(h.consignment) == mode)
            .map(|h| u64::from(h.cards))
            .sum();
        all - held
    }

    /// Road distance of all routes.
    pub fn distance(&self) -> Metres {
        self.routes.iter().map(|r| r.distance).sum()
    }

    /// Duty time of all routes.
    pub fn duty(&self) -> Seconds {
        self.routes.iter().map(|r| r.end - r.start).sum()
    }

    /// Cost of all routes.
    pub fn cost(&self) -> Fen {
        self.routes.iter().map(|r| r.cost).sum()
    }

    /// Stops of all routes.
    pub fn stops(&self) -> usize {
        self.routes.iter().map(|r| r.stops.len()).sum()
    }
}

/// Where the plan puts each card of a consignment: the first cards of the list fill the travelling
/// pouches in the order of their numbers, the last ones wait.
pub struct Allocation<'a> {
    /// For each consignment, its travelling pouches in the order of their numbers, as
    /// (index of the route, index of the stop, the pouch).
    pub pouches: Vec<Vec<(usize, usize, &'a Pouch)>>,
    /// For each consignment, what waits.
    pub holds: Vec<Option<&'a Hold>>,
}

impl<'a> Allocation<'a> {
    /// Reads the allocation out of `plan`. O(pouches log pouches).
    pub fn of(problem: &DayProblem, plan: &'a Plan) -> Self {
        let mut pouches = vec![Vec::new(); problem.consignments.len()];
        for (r, route) in plan.routes.iter().enumerate() {
            for (s, stop) in route.stops.iter().enumerate() {
                for pouch in &stop.pouches {
                    pouches[pouch.consignment.ix()].push((r, s, pouch));
                }
            }
        }
        for list in &mut pouches {
            list.sort_by_key(|(_, _, pouch)| pouch.number);
        }
        let mut holds = vec![None; problem.consignments.len()];
        for hold in &plan.holds {
            holds[hold.consignment.ix()] = Some(hold);
        }
        Self { pouches, holds }
    }
}
