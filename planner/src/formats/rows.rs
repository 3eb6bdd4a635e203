//! From records to values: which records are data rows, and what becomes of each.

use super::cut::Cut;
use super::header::Header;
use super::kinds;
use super::records::{Cells, Records};
use super::row::Row;
use super::{Context, FileKind, Record, Value};
use crate::fault::{self, Fault, Finding};

/// Gives every data row behind the header to `each`; how many there were. Blank rows, 合计 rows
/// and repeated headers are no data rows.
pub(super) fn read(
    kind: FileKind,
    records: &mut dyn Records,
    header: &Header,
    cut: &Cut,
    context: &Context<'_>,
    each: &mut dyn FnMut(Record) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    records.rewind()?;
    let mut reading = Reading { kind, header, cut, context, rows: 0 };
    let mut cells = Cells::default();
    while records.next(&mut cells)? {
        if cells.line <= header.line {
            continue;
        }
        let of_workbook = records.are_of_workbook();
        let row = Row { header, cells: &cells, cut, of_workbook };
        let apart = if row.half().is_some() { records.lines_apart() } else { Vec::new() };
        if apart.is_empty() {
            reading.take(&cells, of_workbook, each)?;
        }
        for line in &apart {
            reading.take(line, of_workbook, each)?;
        }
    }
    Ok(reading.rows)
}

/// What is the same for every row of a file, and how many there were.
struct Reading<'a> {
    kind: FileKind,
    header: &'a Header,
    cut: &'a Cut,
    context: &'a Context<'a>,
    rows: u64,
}

impl Reading<'_> {
    /// Gives the row of `cells` to `each` if it is a data row.
    fn take(
        &mut self,
        cells: &Cells,
        of_workbook: bool,
        each: &mut dyn FnMut(Record) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if cells.is_blank() || is_total(cells) || self.header.is_repeated_by(cells) {
            return Ok(());
        }
        let row = Row { header: self.header, cells, cut: self.cut, of_workbook };
        let mut findings = Vec::new();
        let value = match row.half() {
            None if self.kind == FileKind::Pouching && self.rows > 0 => {
                Err(row.finding(fault::KEY_TWICE, "cards_per_pouch", "只能有一行"))
            }
            None => value(self.kind, &row, self.context, &mut findings),
            Some(half) if self.kind == FileKind::Cards => {
                kinds::cards::read_half(&row, self.context.day, half, &mut findings)
                    .map(|card| Value::Card(Box::new(card)))
            }
            Some(half) => Err(half),
        };
        self.rows += 1;
        each(Record { line: cells.line, value, findings })
    }
}

fn value(
    kind: FileKind,
    row: &Row<'_>,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Value, Finding> {
    use kinds::*;
    Ok(match kind {
        FileKind::Centres => {
            let (centre, two_persons) = centres::read(row)?;
            Value::Centre(centre, two_persons)
        }
        FileKind::Locations => Value::Location(locations::read(row, context.day, findings)?),
        FileKind::Fleet => {
            let (vehicle, centre) = fleet::read(row)?;
            Value::Vehicle(vehicle, centre)
        }
        FileKind::Cards => {
            Value::Card(Box::new(cards::read(row, context.day, context.key, findings)?))
        }
        FileKind::Alerts => Value::Alert(alerts::read(row, context.day)?),
        FileKind::Calendar => Value::CalendarDay(calendar::read(row)?),
        FileKind::Policy => Value::Policy(policy::read(row)?),
        FileKind::Machines => Value::Machine(machines::read(row)?),
        FileKind::Tariff => Value::Tariff(tariff::read(row)?),
        FileKind::Pouching => Value::Pouching(pouching::read(row)?),
        FileKind::Matrix => Value::Leg(matrix::read(row)?),
    })
}

/// Whether it is a 合计 row: its first cell that is not empty says so and nothing else but numbers.
fn is_total(cells: &Cells) -> bool {
    const WORDS: &[&str] =
        &["合计", "总计", "小计", "共计", "累计", "本页合计", "grandtotal", "subtotal", "total"];
    const UNITS: &[char] = &['张', '条', '行', '个', '件', '天', '辆', '人', '份', '元'];
    let Some(first) = cells.iter().find(|cell| !cell.is_empty()) else { return false };
    if first.len() > 64 {
        return false;
    }
    let plain = super::layout::plain_name(first);
    let rest = WORDS.iter().find_map(|word| plain.strip_prefix(word));
    let rest = rest.map(|rest| rest.trim_end_matches(UNITS));
    rest.is_some_and(|rest| {
        rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | ',' | '.'))
    })
}
