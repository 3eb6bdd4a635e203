//! Entries of the alerts file: stop this card.

use super::{CardSerial, named};
use chrono::NaiveDate;

named!(
    /// Why a card is to be stopped.
    AlertReason {
        /// The holder reported it lost.
        LossReport = "loss-report" "挂失",
        /// The photo is wrong.
        Photo = "photo" "照片问题",
        /// The register says otherwise.
        RegisterMismatch = "register-mismatch" "户籍信息不符",
        /// The batch is recalled.
        Recall = "recall" "召回",
        /// The application was withdrawn.
        Withdrawn = "withdrawn" "撤销申领",
    }
);

/// How an alert names its card.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alerted {
    /// By card serial.
    Serial(CardSerial),
    /// By receipt number.
    Receipt(String),
}

/// One alert (布控).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The card.
    pub card: Alerted,
    /// Why.
    pub reason: AlertReason,
    /// First day it holds.
    pub since: NaiveDate,
    /// Last day it holds; none while it is open.
    pub until: Option<NaiveDate>,
}

impl Alert {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}
