//! Judging one row of a cards file.

use super::card::{CardRow, JudgedCard, Remark};
use super::mask::mask_number;
use super::rules::{Rules, no_serial};
use super::{CitizenKey, citizen, content};
use crate::fault::{self, Code};
use crate::formats::Seen;
use crate::words::{Card, CentreCode, Channel, Delivery, Reason};
use chrono::NaiveDate;

/// Judges `row`, imported for `day`: the card with safe values where the row has none, and a
/// remark for each thing that is wrong; every Q code of the card has one. O(length of the row).
///
/// # Errors
/// R201 when the serial is not usable: then the row cannot enter the ledger.
pub(crate) fn judge(
    row: CardRow<'_>,
    day: NaiveDate,
    key: Option<&CitizenKey>,
    remarks: &mut Vec<Remark>,
) -> Result<JudgedCard, Remark> {
    let before = remarks.len();
    let own = citizen::plain(row.citizen_id);
    let mut rules = Rules { day, own: &own, remarks };
    let serial = rules.serial(row.serial)?;
    let hashed = rules.citizen_number();
    let (receiving, receiving_text) = rules.receiving(row.receiving_code);
    let (applied_on, produced_at, must_arrive_by) =
        rules.dates(row.applied_on, row.produced_at, row.must_arrive_by, row.reason);
    let card = Card {
        serial,
        citizen: key.filter(|_| hashed).map(|key| key.hash(&own)),
        name: rules.name(row.name),
        receipt_no: rules.receipt(row.receipt_no),
        receiving,
        channel: rules.choice("channel", row.channel, Channel::Local),
        applied_on,
        produced_at,
        batch_no: rules.text("batch_no", row.batch_no),
        tray: rules.text("tray", row.tray),
        position: rules.position(row.position),
        delivery: rules.choice("delivery", row.delivery, Delivery::Collect),
        must_arrive_by,
        reason: rules.choice("reason", row.reason, Reason::Renewal),
    };
    let centre = match row.centre {
        Seen::Nothing => None,
        Seen::Value(centre) => Some(centre),
        Seen::Unreadable | Seen::Impossible => {
            rules.stop(fault::UNREADABLE_CARD, "centre", None, "");
            None
        }
    };
    Ok(finish(card, centre, receiving_text, &remarks[before..]))
}

/// The card of a row with another number of cells than the header: only its serial is trusted, as
/// nobody knows which cell belongs to which column.
///
/// # Errors
/// R201 when the serial is not usable.
pub(crate) fn judge_half(
    serial: &str,
    day: NaiveDate,
    remarks: &mut Vec<Remark>,
) -> Result<JudgedCard, Remark> {
    let before = remarks.len();
    let mut rules = Rules { day, own: "", remarks };
    if citizen::birth(&citizen::plain(serial)).is_ok() {
        return Err(no_serial(mask_number(serial), "该列是公民身份号码"));
    }
    let serial = rules.serial(serial)?;
    rules.stop(fault::UNREADABLE_CARD, "card_serial", None, "列数与表头不符，只取序列号");
    let card = Card {
        serial,
        citizen: None,
        name: String::new(),
        receipt_no: String::new(),
        receiving: None,
        channel: Channel::Local,
        applied_on: None,
        produced_at: None,
        batch_no: String::new(),
        tray: String::new(),
        position: None,
        delivery: Delivery::Collect,
        must_arrive_by: None,
        reason: Reason::Renewal,
    };
    Ok(finish(card, None, String::new(), &remarks[before..]))
}

fn finish(
    card: Card,
    centre: Option<CentreCode>,
    receiving_text: String,
    remarks: &[Remark],
) -> JudgedCard {
    let mut stopped: Vec<Code> =
        remarks.iter().map(|remark| remark.code).filter(|code| code.id.starts_with('Q')).collect();
    stopped.sort_unstable();
    stopped.dedup();
    let mut judged = JudgedCard { card, centre, receiving_text, stopped, content: [0; 32] };
    judged.content = content::digest(&judged);
    judged
}
