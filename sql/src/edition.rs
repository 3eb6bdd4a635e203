//! All that one day's manifests and pages show of one revision, read in one go.

use crate::sort_plan::StoredSort;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use fenjian_planner::words::{CardSerial, CentreCode, Channel, Reason, State};
use std::collections::BTreeMap;

/// Where a revision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Made, not yet in force; its manifests are marked 草稿 and carry no number.
    Proposed,
    /// In force.
    Published,
    /// Was in force until another one was published.
    Superseded,
}

impl Status {
    /// The word used in tables and by programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Published => "published",
            Self::Superseded => "superseded",
        }
    }

    /// The word on pages and sheets.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Proposed => "草稿",
            Self::Published => "已发布",
            Self::Superseded => "已被取代",
        }
    }

    /// The value called `word`.
    pub fn named(word: &str) -> Option<Self> {
        let all = [Self::Proposed, Self::Published, Self::Superseded];
        all.into_iter().find(|status| status.word() == word)
    }
}

/// An immutable revision of a day's plan.
#[derive(Clone, Debug)]
pub struct Revision {
    /// 1 for the first of its centre and day.
    pub number: u32,
    /// The revision it follows.
    pub parent: Option<u32>,
    /// Where it stands.
    pub status: Status,
    /// Seed of the search.
    pub seed: u64,
    /// SHA-256 of the problem, in hex.
    pub input_hash: String,
    /// SHA-256 of the plan without ids and clock, in hex.
    pub plan_hash: String,
    /// When it was stored.
    pub made_at: DateTime<Utc>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
}

/// What the inner list and the exceptions sheet say of one card.
#[derive(Clone, Debug)]
pub struct CardLine {
    /// Its serial.
    pub serial: CardSerial,
    /// Receipt number; empty when there is none that may be printed.
    pub receipt_no: String,
    /// Full name: only for inner lists and pull lists.
    pub name: String,
    /// When the holder applied.
    pub applied_on: Option<NaiveDate>,
    /// Why it was made.
    pub reason: Reason,
    /// Its channel.
    pub channel: Channel,
    /// The last lawful or promised day.
    pub due: Option<NaiveDate>,
    /// Its batch; may be empty.
    pub batch_no: String,
    /// Its tray; may be empty.
    pub tray: String,
    /// Its position in the tray.
    pub position: Option<u32>,
}

/// A card that does not travel because it is stopped, for the exceptions sheet.
#[derive(Clone, Debug)]
pub struct StoppedCard {
    /// The card.
    pub card: CardLine,
    /// Where it should have gone, as its file says it; may be empty.
    pub receiving: String,
    /// Q codes, in order.
    pub reasons: Vec<fenjian_planner::fault::Code>,
    /// First day it was stopped.
    pub since: NaiveDate,
}

/// A row that could not enter the ledger.
#[derive(Clone, Debug)]
pub struct RefusedRow {
    /// The file as the person called it, without its folder.
    pub file: String,
    /// Line in the file.
    pub line: u64,
    /// Column, when one is to blame.
    pub column: Option<String>,
    /// The masked value.
    pub value: Option<String>,
    /// Its code.
    pub code: fenjian_planner::fault::Code,
    /// More on the cause; may be empty.
    pub detail: String,
}

/// The terms of the ledger equation of one centre and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Cards that came from the day before.
    pub brought_forward: u64,
    /// Cards made for this day.
    pub produced: u64,
    /// Cards that had left and came back.
    pub returned: u64,
    /// Found cards.
    pub found: u64,
    /// Cards in each state; states without cards may be absent.
    pub states: BTreeMap<State, u64>,
}

impl Ledger {
    /// brought forward + produced + returned + found = the sum over the states.
    pub fn balances(&self) -> bool {
        let entered = self.brought_forward + self.produced + self.returned + self.found;
        entered == self.states.values().sum::<u64>()
    }
}

/// Which pouch, route or manifest a number stands for. Numbers survive amendments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Numbered {
    /// A route, by vehicle name and trip.
    Route(String, u32),
    /// A pouch, by receiving location code and number within the location.
    Pouch(String, u32),
    /// A manifest: its kind's word and its subject (route number, pouch number, drop point code,
    /// machine, `machine/pass`, or empty for one of the whole day).
    Manifest(String, String),
}

/// One revision of one day with everything its manifests show.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The revision.
    pub revision: Revision,
    /// The day's problem.
    pub problem: DayProblem,
    /// Its plan.
    pub plan: Plan,
    /// Numbers given at publication; empty before.
    pub numbers: BTreeMap<Numbered, String>,
    /// Each consignment's cards: those that travel first, in physical order where every one has
    /// tray and position, else by receipt number; then those that wait.
    pub cards: BTreeMap<ConsignmentId, Vec<CardLine>>,
    /// In which wave each pouch was sealed that was sealed before this wave; the others are of the
    /// problem's own wave.
    pub waves: BTreeMap<(ConsignmentId, u32), u32>,
    /// How it is sorted: the newest sort plan of each machine, by the machine's name.
    pub sorts: Vec<StoredSort>,
    /// Stopped cards of the day.
    pub stopped: Vec<StoppedCard>,
    /// Rows refused by this day's imports.
    pub refused: Vec<RefusedRow>,
    /// The ledger of the day as it stands now.
    pub ledger: Ledger,
    /// The day before with an account, from which cards were brought forward.
    pub previous_day: Option<NaiveDate>,
    /// The centre's code.
    pub centre: CentreCode,
}
