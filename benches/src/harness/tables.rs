//! The tables of a protocol, in Markdown.

mod costs;
mod gaps;
mod scaling;
mod vehicles;

use super::protocol::{Measure, Protocol};
use super::report::Report;

/// All tables of `protocol`: for each limit it was run with what came out, and what it took.
pub fn write(report: &Report<'_>, protocol: &Protocol) -> String {
    let mut text = String::new();
    for seconds in report.lengths(protocol) {
        text += &match protocol.measure {
            Measure::Gap | Measure::Distance | Measure::Day => {
                gaps::write(report, protocol, seconds)
            }
            Measure::Vehicles => vehicles::write(report, protocol, seconds),
            Measure::Scaling => scaling::write(report, protocol, seconds),
        };
        if protocol.measure != Measure::Scaling {
            text += &costs::write(report, protocol, seconds);
        }
    }
    match text.is_empty() {
        true => "Not run yet.\n".into(),
        false => text,
    }
}

/// A table with a head; the first column is text.
struct Grid(Vec<Vec<String>>);

impl Grid {
    fn new(head: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(vec![head.into_iter().map(Into::into).collect()])
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.push(cells.into_iter().collect());
    }

    fn text(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: Vec<String> = self.0[0].iter().map(|_| "---".into()).collect();
        let rows = self.0[1..].iter().map(|row| line(row));
        [line(&self.0[0]), line(&rule)].into_iter().chain(rows).chain(["\n".into()]).collect()
    }
}

/// The mean, if all are there and there is at least one.
fn mean(values: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let values: Option<Vec<f64>> = values.into_iter().collect();
    let values = values.filter(|values| !values.is_empty())?;
    Some(values.iter().sum::<f64>() / values.len() as f64)
}

/// A number with `digits` after the point and a comma every three digits before it.
fn number(value: f64, digits: usize) -> String {
    let plain = format!("{:.digits$}", value.abs());
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut grouped = String::new();
    for (ix, digit) in whole.chars().enumerate() {
        if ix > 0 && (whole.len() - ix).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let zero = plain.chars().all(|c| matches!(c, '0' | '.'));
    let sign = if value < 0.0 && !zero { "−" } else { "" };
    format!("{sign}{grouped}{rest}")
}

fn optional(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".into(), |value| number(value, digits))
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped() {
        assert_eq!(super::number(1_234_567.891, 1), "1,234,567.9");
        assert_eq!(super::number(-999.0, 0), "−999");
        assert_eq!(super::number(-0.001, 2), "0.00");
    }

    #[test]
    fn a_mean_misses_nothing() {
        assert_eq!(super::mean([Some(1.0), Some(2.0)]), Some(1.5));
        assert_eq!(super::mean([Some(1.0), None]), None);
        assert_eq!(super::mean([]), None);
    }
}
