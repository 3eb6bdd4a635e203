//! The text of Solomon (1987) and of Gehring and Homberger (1999).
//!
//! A name; `VEHICLE` with number and capacity; `CUSTOMER` with seven numbers a row: number, x, y,
//! demand, ready time, due date, service time. Customer 0 is the depot. Distances and times are
//! counted in tenths, distances cut off there (the DIMACS rule).

use super::admit::admit;
use super::number::{LATEST, MOST, amount, coordinate, scaled};
use super::text::{Line, lines};
use crate::fault::{self, Fault};
use crate::vrp::{Instance, Metric, Rounding, Timing};

/// Units in one unit of the file.
const SCALE: i64 = 10;

/// Whether `line` is one that only this format has.
pub(super) fn begins(line: Line<'_>) -> bool {
    line.text.eq_ignore_ascii_case("VEHICLE")
}

/// A row of the table.
struct Row<'a> {
    line: Line<'a>,
    number: i64,
    point: (f64, f64),
    demand: i64,
    window: (i64, i64),
    service: i64,
}

/// Reads an instance. O(n log n) for n customers.
///
/// # Errors
/// F302 to F311, as [`super::read`] says.
pub(super) fn read(text: &str) -> Result<Instance, Fault> {
    let mut name = String::new();
    let mut lines = lines(text);
    loop {
        match lines.next() {
            None => return Err(Fault::new(fault::KEY_MISSING, "VEHICLE")),
            Some(line) if begins(line) => break,
            Some(line) => name = line.text.to_owned(),
        }
    }
    let (vehicles, capacity) = fleet(&mut lines)?;
    let mut rows = table(&mut lines)?;
    rows.sort_by_key(|row| row.number);
    for (expected, row) in rows.iter().enumerate() {
        if row.number != expected as i64 {
            let which = row.number.min(expected as i64);
            let detail = format!("客户编号应从 0 起连续，{which} 重复或缺少");
            return Err(row.line.fault(fault::COUNT_WRONG, detail));
        }
    }
    if let Some(depot) = rows.first().filter(|depot| depot.demand != 0 || depot.service != 0) {
        return Err(depot.line.fault(fault::NUMBER_BAD, "车场 0 的需求和交接用时应为 0"));
    }
    let names: Vec<_> = rows.iter().map(|row| row.number).collect();
    let instance = Instance {
        name,
        metric: Metric::Plane {
            points: rows.iter().map(|row| row.point).collect(),
            rounding: Rounding::Tenths,
        },
        demand: rows.iter().map(|row| row.demand).collect(),
        capacity,
        timing: Some(Timing {
            window: rows.iter().map(|row| row.window).collect(),
            service: rows.iter().map(|row| row.service).collect(),
        }),
        max_routes: Some(vehicles),
        scale: SCALE,
    };
    admit(instance, &names)
}

/// Number of vehicles and capacity, after a line that names them.
fn fleet<'a>(lines: &mut impl Iterator<Item = Line<'a>>) -> Result<(usize, i64), Fault> {
    let missing = || Fault::new(fault::KEY_MISSING, "VEHICLE 之下的 NUMBER 和 CAPACITY");
    let names = lines.next().ok_or_else(missing)?;
    if !names.text.to_ascii_uppercase().starts_with("NUMBER") {
        return Err(names.fault(fault::KEY_MISSING, "NUMBER CAPACITY"));
    }
    let line = lines.next().ok_or_else(missing)?;
    let [number, capacity] = line.exactly("NUMBER CAPACITY")?;
    let vehicles = amount(number, 1, MOST, line, "NUMBER")?;
    let capacity = amount(capacity, 1, MOST, line, "CAPACITY")?;
    if vehicles == 0 || capacity == 0 {
        return Err(line.fault(fault::NUMBER_BAD, "NUMBER 和 CAPACITY 至少为 1"));
    }
    Ok((vehicles as usize, capacity))
}

/// The rows after `CUSTOMER` and the line of column names.
fn table<'a>(lines: &mut impl Iterator<Item = Line<'a>>) -> Result<Vec<Row<'a>>, Fault> {
    let missing = || Fault::new(fault::KEY_MISSING, "CUSTOMER");
    let head = lines.next().ok_or_else(missing)?;
    if !head.text.eq_ignore_ascii_case("CUSTOMER") {
        return Err(head.fault(fault::KEY_MISSING, "CUSTOMER"));
    }
    let mut rows = Vec::new();
    for (index, line) in lines.enumerate() {
        line.in_utf8()?;
        if index == 0 && line.text.to_ascii_uppercase().starts_with("CUST") {
            continue;
        }
        rows.push(row(line)?);
    }
    Ok(rows)
}

fn row(line: Line<'_>) -> Result<Row<'_>, Fault> {
    let [number, x, y, demand, ready, due, service] = line.exactly("CUSTOMER")?;
    let window = (
        scaled(ready, SCALE, LATEST, line, "READY TIME")?,
        scaled(due, SCALE, LATEST, line, "DUE DATE")?,
    );
    if window.1 < window.0 {
        let detail = format!("客户 {number} 的时间窗 {ready} 至 {due} 前后颠倒");
        return Err(line.fault(fault::NUMBER_BAD, detail));
    }
    Ok(Row {
        line,
        number: amount(number, 1, MOST, line, "客户编号")?,
        point: (coordinate(x, line)?, coordinate(y, line)?),
        demand: amount(demand, 1, MOST, line, "DEMAND")?,
        window,
        service: amount(service, SCALE, LATEST, line, "SERVICE TIME")?,
    })
}
