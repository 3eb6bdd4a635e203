//! The day of a generated province, as `fenjian demo` plans it: read from its files as people's
//! files are read, but without the database, so that cards which only the ledger would stop travel.

use crate::harness::Result;
use chrono::NaiveDate;
use fenjian_planner::day::{DayInput, OpenCard, assemble};
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::{self, Context, FileKind, Value};
use fenjian_planner::intake::{CitizenKey, JudgedCard};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::sample::{Options, write};
use fenjian_planner::words::{Calendar, CardSerial, Pouching};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::rc::Rc;

/// A file that is written to memory.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The day of `province` (the first two digits of its code) with so many cards.
///
/// # Errors
/// For a province that does not exist, or files that the reader refuses.
pub fn sample(province: u32, cards: u32, seed: u64) -> Result<DayProblem> {
    let day = NaiveDate::from_ymd_opt(2026, 9, 28).ok_or("no such day")?;
    let mut files: BTreeMap<String, Page> = BTreeMap::new();
    write(&Options { provinces: vec![province], cards, seed, day }, &mut |name| {
        Ok(Box::new(files.entry(name.to_owned()).or_default().clone()))
    })?;
    let values = |kind: FileKind| match files.get(&format!("{}.csv", kind.word())) {
        Some(page) => read(kind, &page.0.borrow(), day),
        None => Ok(Vec::new()),
    };
    let mut centre = None;
    let mut pouching = Pouching::default();
    let (mut cards, mut locations, mut vehicles) = (BTreeMap::new(), Vec::new(), Vec::new());
    let (mut days, mut policy, mut alerts) = (Vec::new(), Vec::new(), Vec::new());
    for &kind in FileKind::ALL {
        for value in values(kind)? {
            match value {
                Value::Centre(this, _) => centre = Some(this),
                Value::Pouching(this) => pouching = this,
                Value::Location(location) => locations.push(location),
                Value::Vehicle(vehicle, _) => vehicles.push(vehicle),
                Value::CalendarDay(day) => days.push(day),
                Value::Policy(row) => policy.push(row),
                Value::Alert(alert) => alerts.push(alert),
                Value::Card(card) => {
                    let card = open(*card);
                    cards.entry(card.serial.clone()).or_insert(card);
                }
                Value::Machine(_) | Value::Tariff(_) | Value::Leg(_) => (),
            }
        }
    }
    let cards: BTreeMap<CardSerial, OpenCard> = cards;
    let input = DayInput {
        centre: centre.ok_or("the sample has no centre")?,
        day,
        cards: cards.into_values().collect(),
        locations,
        vehicles,
        calendar: Calendar::new(days),
        policy,
        alerts,
        pouching,
        matrix: Vec::new(),
        rules: Vec::new(),
        carried: Vec::new(),
        under_way: None,
    };
    let assembled = assemble(input);
    Ok(assembled.map_err(|faults| format!("the day is unsound: {faults:?}"))?.problem)
}

/// The values of all rows that are not refused.
fn read(kind: FileKind, bytes: &[u8], day: NaiveDate) -> std::result::Result<Vec<Value>, Fault> {
    let mut source = Cursor::new(bytes);
    let survey = formats::survey(&mut source)?;
    // Nobody's number is looked for, so any key does.
    let key = CitizenKey::new(vec![0; 32]);
    let context = Context { key: key.as_ref(), day };
    let mut values = Vec::new();
    formats::read(kind, &mut source, &survey, &context, &mut |record| {
        values.extend(record.value);
        Ok(())
    })?;
    Ok(values)
}

fn open(judged: JudgedCard) -> OpenCard {
    let JudgedCard { card, stopped, .. } = judged;
    OpenCard {
        serial: card.serial,
        receipt_no: card.receipt_no,
        receiving: card.receiving,
        channel: card.channel,
        applied_on: card.applied_on,
        delivery: card.delivery,
        must_arrive_by: card.must_arrive_by,
        stopped,
    }
}
