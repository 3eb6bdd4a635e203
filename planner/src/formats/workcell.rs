//! What a cell of a workbook shows, as the text that a CSV file would have.

use calamine::{Data, DataType, ExcelDateTime};

/// From here on a spreadsheet has lost digits.
const EXACT: f64 = 1e15;

/// The text of a cell. Numbers of more than 15 digits are written as `4.40106E+17`, so that they
/// are known to be cut.
pub(super) fn text(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => float(*number as f64),
        Data::Float(number) => float(*number),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) => date_time(moment),
        Data::Error(error) => error.to_string(),
    }
}

fn float(number: f64) -> String {
    if number.abs() >= EXACT {
        return format!("{number:.5e}").replace('e', "E+");
    }
    // 15 digits are what the spreadsheet shows: 12.600000000000001 is 12.6.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// A date, a moment, or a time of day, which is a moment of day zero.
fn date_time(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&days) {
        let seconds = (days * 86_400.0).round() as i64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    match Data::DateTime(*moment).as_datetime() {
        Some(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
        None => days.to_string(),
    }
}
