//! The generated sample: the same for the same seed, of the size asked for, and as dirty as its
//! summary says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use chrono::NaiveDate;
use fenjian_planner::fault;
use fenjian_planner::formats::{self, Context, FileKind, Record, Value};
use fenjian_planner::intake::CitizenKey;
use fenjian_planner::locate::Locations;
use fenjian_planner::sample::{Options, Summary, provinces, write};
use fenjian_planner::words::{Location, LocationKind, Via};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::rc::Rc;

type Files = BTreeMap<String, Rc<RefCell<Vec<u8>>>>;

/// Writes into memory that the test still holds.
struct Memory(Rc<RefCell<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 28).unwrap()
}

fn sample(provinces: &[u32], cards: u32, seed: u64) -> (Files, Summary) {
    let mut files = Files::new();
    let options = Options { provinces: provinces.to_vec(), cards, seed, day: day() };
    let summary = write(&options, &mut |name| {
        let file = Rc::new(RefCell::new(Vec::new()));
        files.insert(name.to_owned(), Rc::clone(&file));
        Ok(Box::new(Memory(file)))
    });
    (files, summary.unwrap())
}

fn records(files: &Files, kind: FileKind) -> Vec<Record> {
    let mut source = Cursor::new(files[&format!("{}.csv", kind.word())].borrow().clone());
    let survey = formats::survey(&mut source).unwrap();
    let key = CitizenKey::new(vec![1; 32]).unwrap();
    let mut rows = Vec::new();
    let context = Context { key: Some(&key), day: day() };
    let findings = formats::read(kind, &mut source, &survey, &context, &mut |record| {
        rows.push(record);
        Ok(())
    });
    assert_eq!(findings.unwrap(), [], "{} as a whole", kind.word());
    rows
}

fn locations(files: &Files) -> Vec<Location> {
    let value = |record: Record| match record.value.unwrap() {
        Value::Location(location) => location,
        other => panic!("{other:?} is no location"),
    };
    records(files, FileKind::Locations).into_iter().map(value).collect()
}

#[test]
fn the_same_seed_gives_the_same_files() {
    let (first, summary) = sample(&[64], 2_000, 7);
    let (second, again) = sample(&[64], 2_000, 7);
    assert_eq!((&first, summary), (&second, again));
    let (other, _) = sample(&[64], 2_000, 8);
    assert_eq!(first["locations.csv"], other["locations.csv"], "the country stays");
    assert_ne!(first["cards.csv"], other["cards.csv"]);
}

#[test]
fn a_province_has_six_hundred_locations_of_all_kinds() {
    let (files, summary) = sample(&[44], 1_000, 1);
    let all = locations(&files);
    assert_eq!(all.len() as u64, summary.versions);
    let active: Vec<_> = all.iter().filter(|l| l.active_to.is_none()).collect();
    assert!(active.len() >= 600, "{}", active.len());
    let kinds: BTreeSet<LocationKind> = active.iter().map(|l| l.kind).collect();
    assert_eq!(kinds.len(), LocationKind::ALL.len());
    assert!(active.iter().any(|l| l.via == Via::Parent));
}

#[test]
fn the_whole_country_has_its_13800_locations() {
    let (_, summary) = sample(&provinces(), 1_000, 1);
    assert_eq!((summary.centres, summary.locations), (31, 13_800));
}

#[test]
fn the_dirt_is_what_the_summary_says() {
    let (files, summary) = sample(&[44], 20_000, 3);
    let all = locations(&files);
    let places = Locations::on(&all, day());
    let (mut stopped, mut refused) = (BTreeMap::new(), BTreeMap::new());
    let rows = records(&files, FileKind::Cards);
    for row in &rows {
        match &row.value {
            Err(finding) => *refused.entry(finding.code).or_insert(0) += 1,
            Ok(Value::Card(card)) => {
                let mut codes = card.stopped.clone();
                // A half row has no receiving code that could be asked for.
                if let (Some(code), false) =
                    (card.card.receiving, codes.contains(&fault::UNREADABLE_CARD))
                {
                    codes.extend(places.locate(code).err());
                }
                for code in codes {
                    *stopped.entry(code).or_insert(0) += 1;
                }
            }
            Ok(other) => panic!("{other:?} is no card"),
        }
    }
    let cards = summary.cards;
    assert_eq!(rows.len() as u64, cards.rows);
    assert_eq!(refused.get(&fault::NO_SERIAL), Some(&cards.no_serial));
    assert_eq!(stopped.get(&fault::BAD_CHECK_DIGIT), Some(&cards.bad_check_digit));
    assert_eq!(stopped.get(&fault::IMPOSSIBLE_DATE), Some(&cards.impossible_date));
    assert_eq!(stopped.get(&fault::RECEIPT_SHOWS_ID), Some(&cards.receipt_shows_citizen));
    assert_eq!(stopped.get(&fault::UNREADABLE_CARD), Some(&cards.half_rows));
    assert_eq!(stopped.get(&fault::CLOSED_LOCATION), Some(&cards.abandoned));
    assert!(stopped[&fault::UNKNOWN_LOCATION] >= cards.unknown_location);
    assert!(cards.recoded > 0 && cards.succeeded > 0 && cards.left_to_parent > 0);
}
