//! A card's row before and after it is judged, and what was found in it.

use crate::fault::Code;
use crate::formats::Seen;
use crate::words::{Card, CentreCode, Channel, Delivery, Reason};
use chrono::{NaiveDate, NaiveDateTime};

/// A row of a cards file with a usable serial, judged by what the row alone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedCard {
    /// The card.
    pub card: Card,
    /// The centre, when the file has a `centre` column.
    pub centre: Option<CentreCode>,
    /// The receiving code as the file says it, at most 32 characters, for people to look at.
    pub receiving_text: String,
    /// Q codes the row alone shows, ascending; empty for a card that may travel.
    pub stopped: Vec<Code>,
    /// SHA-256 over every field that matters, so that a row that comes again unchanged is known.
    pub content: [u8; 32],
}

/// A row of a cards file, its cells read but not judged. Codes are half-width and unmarked.
pub(crate) struct CardRow<'a> {
    pub(crate) serial: &'a str,
    pub(crate) citizen_id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) receipt_no: &'a str,
    pub(crate) receiving_code: &'a str,
    pub(crate) channel: Seen<Channel>,
    pub(crate) applied_on: Seen<NaiveDate>,
    pub(crate) produced_at: Seen<NaiveDateTime>,
    pub(crate) batch_no: &'a str,
    pub(crate) tray: &'a str,
    pub(crate) position: Seen<u32>,
    pub(crate) delivery: Seen<Delivery>,
    pub(crate) must_arrive_by: Seen<NaiveDate>,
    pub(crate) reason: Seen<Reason>,
    pub(crate) centre: Seen<CentreCode>,
}

/// Something to say about a column of the row. `value` may be shown.
#[derive(Debug)]
pub(crate) struct Remark {
    pub(crate) code: Code,
    pub(crate) column: &'static str,
    pub(crate) value: Option<String>,
    pub(crate) detail: &'static str,
}
