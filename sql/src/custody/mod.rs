//! Custody: who had which cards when. Every scan and every step of a pouch is an event of one chain per centre
//! and day; the database gives each its digest, moves the cards with it, and refuses what may not be.
//!
//! | file | what it does |
//! | --- | --- |
//! | `badges` | who people are when they scan |
//! | `scans` | cards scanned, many at once: `lookup` finds them, `answer` says where each belongs |
//! | `pouches` | where a pouch goes and how full it is, for whoever begins to fill it |
//! | `deeds`, `desk` | sealing, loading, departing, handing over, and cards that turn up, one at a time; what that asks of the database |
//! | `paper` | what signed sheets and pouches say when they come back, also days later |
//! | `outstanding` | what has not come back, and cards that are looked for |
//! | `missorts`, `lesson` | where cards turned up that did not belong there, and codes that this teaches |
//! | `trail` | the events of one pouch or card, for people who look |
//! | `progress` | how far the floor is with a day's pouches |
//! | `chain` | the lock of a chain, and events that were sent before |
//! | `verify` | that the chain is whole and the ledger follows it, for the reconciliation |

mod answer;
pub(crate) mod badges;
pub(crate) mod chain;
mod deeds;
mod desk;
mod lesson;
mod lookup;
pub mod missorts;
pub mod outstanding;
mod paper;
mod pouches;
pub mod progress;
mod scans;
pub mod trail;
pub(crate) mod verify;

use chrono::{DateTime, Utc};
use fenjian_planner::fault::Code;
use fenjian_planner::words::{CardSerial, LocationCode, Mode};

pub use badges::Badge;
pub use deeds::{Deed, Which};
pub use paper::{Paper, PaperAnswer, Says};
pub use pouches::PouchNow;
pub use scans::CardScan;

/// What every event says, whatever it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Made by the device: 8 to 64 letters, digits and hyphens. An event sent again has the same one.
    pub client_id: String,
    /// Digest of the code on the badge of the person who acts.
    pub badge: String,
    /// The device that was used.
    pub device: String,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
}

/// By what a card is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardKey {
    /// Its serial.
    Serial(CardSerial),
    /// The receipt number of the slip that travels with it.
    Receipt(String),
    /// Tray and position.
    Place(String, u32),
    /// Its serial or the receipt number, whichever the text is: their forms do not tell them apart.
    Code(String),
    /// The keyed hash of what a card reader read.
    Citizen([u8; 32]),
}

impl CardKey {
    /// Whether the database would take it.
    fn is_sound(&self) -> bool {
        match self {
            Self::Receipt(text) | Self::Code(text) => scans::plain(text),
            Self::Place(tray, position) => scans::plain(tray) && i32::try_from(*position).is_ok(),
            Self::Serial(_) | Self::Citizen(_) => true,
        }
    }
}

/// Right, wrong, or stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Right,
    /// It belongs elsewhere.
    Wrong,
    /// Pull it.
    Stop,
}

impl Verdict {
    const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::Stop];

    /// The word in tables and answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Stop => "stop",
        }
    }

    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

/// Where a thing belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// How the card travels; none when it waits or is stopped.
    pub mode: Option<Mode>,
    /// Its pouch.
    pub pouch: Option<String>,
    /// The pouch's route.
    pub route: Option<String>,
    /// Its receiving location.
    pub location: Option<LocationCode>,
}

/// How full the pouch is that a card was put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filling {
    /// Planned cards that lie in it by the scans so far.
    pub inside: usize,
    /// How many the plan puts into it.
    pub planned: usize,
}

/// The answer to a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Right, wrong or stop.
    pub verdict: Verdict,
    /// Why it is not right, or why a card waits.
    pub code: Option<Code>,
    /// The card, when one was meant and found.
    pub card: Option<CardSerial>,
    /// Where it belongs.
    pub home: Home,
    /// The number of its event in the day's chain; none when nothing was written.
    pub seq: Option<u64>,
    /// It was sent before and not counted again.
    pub again: bool,
    /// How many cards a sealed pouch weighs as, where that is not what was counted: a warning, never a stop.
    pub weighs_as: Option<u32>,
    /// How full the pouch is that the card went into; none where no pouch was filled, and for what was sent again.
    pub filling: Option<Filling>,
}
