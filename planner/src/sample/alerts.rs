//! Writing `alerts.csv`.

use super::cards::Alerted;
use super::table::{Column, Encoding, Look, Open, Table};
use crate::words::AlertReason;
use chrono::{Days, NaiveDate};
use std::io::Result;

const COLUMNS: &[Column] = &[
    ("card_serial", "证件序列号"),
    ("receipt_no", "受理号"),
    ("reason", "布控原因"),
    ("since", "布控起始"),
    ("until", "布控截止"),
];

/// Writes an alert for each card of `alerted`, in force on `day`, and two for cards of other days;
/// how many rows. Chinese header, GB18030.
pub(super) fn write(open: Open<'_>, alerted: &Alerted, day: NaiveDate) -> Result<u64> {
    let look = Look { chinese: true, encoding: Encoding::Gb18030, ..Look::default() };
    let mut table = Table::open(open, "alerts.csv", COLUMNS, look)?;
    for (ix, (by_serial, number)) in alerted.iter().enumerate() {
        let reason = AlertReason::ALL[ix % AlertReason::ALL.len()];
        let since = day.checked_sub_days(Days::new(1 + ix as u64 % 9)).unwrap_or(day);
        let (serial, receipt) = if *by_serial { (number.as_str(), "") } else { ("", &number[..]) };
        table.row([serial, receipt, reason.zh(), &since.to_string(), ""])?;
    }
    let ended = day.checked_sub_days(Days::new(1)).unwrap_or(day).to_string();
    let begun = day.checked_sub_days(Days::new(30)).unwrap_or(day).to_string();
    table.row(["OTHER00000001", "", "挂失", &begun, ""])?;
    table.row(["OTHER00000002", "", "召回", &begun, &ended])?;
    table.close()
}
