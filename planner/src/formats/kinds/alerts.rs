//! `alerts`: cards to stop.

use crate::fault::{self, Finding};
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::intake::citizen;
use crate::words::{Alert, Alerted, CardSerial};
use chrono::NaiveDate;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    optional("card_serial", "证件序列号", &["证件流水号"]),
    optional("receipt_no", "受理号", &["领证回执号"]),
    required("reason", "布控原因", &["原因"]),
    required("since", "布控起始", &["起始日期"]),
    optional("until", "布控截止", &["截止日期"]),
];

/// Reads one row imported for `day`. A row that names a serial and a receipt number goes by the
/// serial.
pub(in crate::formats) fn read(row: &Row<'_>, day: NaiveDate) -> Result<Alert, Finding> {
    let alert = Alert {
        card: card(row, day)?,
        reason: row.need("reason", row.choice("reason"))?,
        since: row.need("since", row.date("since"))?,
        until: row.date("until")?,
    };
    if alert.until.is_some_and(|until| until < alert.since) {
        return Err(row.bad("until", "截止早于起始"));
    }
    Ok(alert)
}

fn card(row: &Row<'_>, day: NaiveDate) -> Result<Alerted, Finding> {
    if !row.text("card_serial").is_empty() {
        return CardSerial::parse(&row.uncut_code("card_serial"))
            .map(Alerted::Serial)
            .ok_or_else(|| row.finding(fault::NO_SERIAL, "card_serial", ""));
    }
    let receipt = row.uncut_code("receipt_no");
    if receipt.is_empty() {
        return Err(row.finding(fault::MISSING_VALUE, "card_serial", "须有序列号或受理号"));
    }
    if citizen::shown_in(&receipt, None, day) {
        return Err(row.finding(fault::RECEIPT_SHOWS_ID, "receipt_no", ""));
    }
    Ok(Alerted::Receipt(receipt.into_owned()))
}
