//! The incidents of a revision by names, one a line, so that later days can be planned with those that still hold.

use super::plain;
use super::today::AreaForm;
use super::{lines, write_line};
use crate::desk::{ByName, Instead};
use crate::fault::Fault;
use crate::problem::Area;
use crate::units::Clock;
use crate::words::{CardSerial, LocationCode};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An incident as a revision notes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// In Chinese, as the day called it.
    pub text: String,
    /// What.
    #[serde(with = "ByNameForm")]
    pub what: ByName,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds.
    #[serde(with = "plain")]
    pub until: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ByName", rename_all = "snake_case")]
enum ByNameForm {
    VehicleOut {
        vehicle: String,
        #[serde(with = "plain")]
        back: Option<Clock>,
    },
    Roads(#[serde(with = "AreaForm")] Area),
    Closed {
        #[serde(with = "plain")]
        drop: LocationCode,
        #[serde(with = "plain")]
        reopens: Option<NaiveDate>,
        #[serde(with = "plain", rename = "divert")]
        instead: Instead<LocationCode>,
    },
    MustArrive {
        #[serde(with = "plain")]
        consignments: Vec<LocationCode>,
        #[serde(with = "plain")]
        cards: Vec<CardSerial>,
        #[serde(with = "plain")]
        by: Clock,
    },
}

/// One incident as a line without its end. O(size).
pub fn write_noted(noted: &Noted) -> String {
    let mut text = String::new();
    write_line(&mut text, noted);
    text.truncate(text.trim_end().len());
    text
}

/// Reads lines of [`write_noted`]. O(size).
///
/// # Errors
/// S719 when one is changed.
pub fn read_noted(text: &str) -> Result<Vec<Noted>, Fault> {
    lines::<Noted>(text).collect()
}
