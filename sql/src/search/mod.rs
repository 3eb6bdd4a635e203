//! Looking things up: cards by serial, receipt number, pouch number or citizen; locations by code or
//! name; vehicles by name or plate; pouches by number. And one card's way through the days.

mod cards;
mod places;

use crate::edition::CardLine;
use crate::store::Store;
use chrono::NaiveDate;
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::words::{CentreCode, LocationCode, LocationKind, State};

/// Most hits of each kind.
const HITS: i64 = 100;

/// All that a search came to; each list holds at most 100 hits.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Cards.
    pub cards: Vec<CardHit>,
    /// Receiving locations.
    pub locations: Vec<LocationHit>,
    /// Trips of vehicles under published revisions, the newest first.
    pub routes: Vec<RouteHit>,
    /// Pouches of published revisions, the newest first.
    pub pouches: Vec<PouchHit>,
}

/// A card and where it is.
#[derive(Clone, Debug)]
pub struct CardHit {
    /// The card; its name is full and to be masked wherever it is shown.
    pub card: CardLine,
    /// Where it is to go, as its file says it.
    pub receiving: String,
    /// Its newest place in the ledger.
    pub step: Step,
}

/// One day of a card's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whose account.
    pub centre: CentreCode,
    /// Which day.
    pub day: NaiveDate,
    /// How it entered the day: `brought_forward`, `produced`, `returned` or `found`.
    pub entered: String,
    /// Its state on that day.
    pub state: State,
    /// Why it is stopped or waits.
    pub reasons: Vec<Code>,
    /// The revision that placed it.
    pub revision: Option<u32>,
    /// The number of its pouch.
    pub pouch: Option<String>,
    /// The number of its route.
    pub route: Option<String>,
    /// Its vehicle.
    pub vehicle: Option<String>,
    /// The drop point of its stop.
    pub drop: Option<LocationCode>,
}

/// A receiving location in its newest version.
#[derive(Clone, Debug)]
pub struct LocationHit {
    /// Its code.
    pub code: LocationCode,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: LocationKind,
    /// Cards with this receiving code that some centre still holds.
    pub open_cards: u64,
}

/// A trip of a vehicle.
#[derive(Clone, Debug)]
pub struct RouteHit {
    /// The centre.
    pub centre: CentreCode,
    /// The day.
    pub day: NaiveDate,
    /// The route's number.
    pub number: String,
    /// The vehicle.
    pub vehicle: String,
    /// Its pouches.
    pub pouches: u64,
    /// The cards in them.
    pub cards: u64,
}

/// A pouch.
#[derive(Clone, Debug)]
pub struct PouchHit {
    /// The centre.
    pub centre: CentreCode,
    /// The day.
    pub day: NaiveDate,
    /// Its number.
    pub number: String,
    /// Whose cards.
    pub location: LocationCode,
    /// The number of its route.
    pub route: String,
    /// The stop on the route, from 1.
    pub stop: u32,
    /// Where it is handed over.
    pub drop: LocationCode,
    /// How many cards are in it.
    pub cards: u64,
}

/// A card and its way through the days, the newest first.
#[derive(Clone, Debug)]
pub struct CardWay {
    /// The card; its name is full and to be masked wherever it is shown.
    pub card: CardLine,
    /// Where it is to go, as its file says it.
    pub receiving: String,
    /// Its days.
    pub steps: Vec<Step>,
}

impl Store {
    /// Looks `text` up as whatever it may be; a citizen number is given as its hash instead and
    /// finds that citizen's cards. Indexed but for names and plates, which are few.
    pub async fn search(&self, text: &str, citizen: Option<[u8; 32]>) -> Result<Found, Fault> {
        if let Some(citizen) = citizen {
            return Ok(Found { cards: self.cards_of(&citizen).await?, ..Found::default() });
        }
        let text = text.trim();
        if text.is_empty() {
            return Ok(Found::default());
        }
        Ok(Found {
            cards: self.cards_called(text).await?,
            locations: self.locations_called(text).await?,
            routes: self.routes_called(text).await?,
            pouches: self.pouches_called(text).await?,
        })
    }
}
