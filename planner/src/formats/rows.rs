//! From records to values: which records are data rows, and what becomes of each.

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
    context: &Context<'_>,
    each: &mut dyn FnMut(Record) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    records.rewind()?;
    let mut cells = Cells::default();
    let mut rows = 0;
    while records.next(&mut cells)? {
        if cells.line <= header.line
            || cells.is_blank()
            || is_total(&cells)
            || header.is_repeated_by(&cells)
        {
            continue;
        }
        let row = Row { header, cells: &cells, serials: !records.can_be_cut() };
        let mut findings = Vec::new();
        let value = match half(&row, records.can_be_cut()) {
            None if kind == FileKind::Pouching && rows > 0 => {
                Err(row.finding(fault::KEY_TWICE, "cards_per_pouch", "只能有一行"))
            }
            None => value(kind, &row, context, &mut findings),
            Some(half) if kind == FileKind::Cards => {
                kinds::cards::read_half(&row, context.day, half, &mut findings)
                    .map(|card| Value::Card(Box::new(card)))
            }
            Some(half) => Err(half),
        };
        rows += 1;
        each(Record { line: cells.line, value, findings })?;
    }
    Ok(rows)
}

fn value(
    kind: FileKind,
    row: &Row<'_>,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Value, Finding> {
    use kinds::*;
    Ok(match kind {
        FileKind::Centres => Value::Centre(centres::read(row)?),
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

/// R203 for a row that has not as many cells as the header. Blank cells behind the last column do
/// no harm.
fn half(row: &Row<'_>, can_be_cut: bool) -> Option<Finding> {
    let (header, cells) = (row.header, row.cells);
    let surplus = (header.width..cells.len()).any(|ix| !cells.get(ix).is_empty());
    let column = match cells.len() < header.width && can_be_cut {
        true => header.label_at(cells.len()),
        false if surplus => header.label_at(header.width - 1),
        false => return None,
    };
    Some(Finding {
        line: Some(cells.line),
        column: Some(column.to_owned()),
        value: None,
        code: fault::HALF_ROW,
        detail: format!("表头 {} 列，该行 {} 列", header.width, cells.len()),
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
