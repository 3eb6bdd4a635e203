//! Numbers of routes, pouches and manifests: given at publication, kept by what they stand for, so
//! that an amendment keeps them. A number is never given twice.
//!
//! | what | number |
//! | --- | --- |
//! | route, by vehicle and trip | `{centre}-{yymmdd}-R01` |
//! | pouch, by location and number within it | `{centre}-{yymmdd}-P0001` |
//! | manifest, by kind and subject | `{centre}-{yymmdd}-{letter}0001` |
//!
//! Letters of manifests: D day-sheet, B reconciliation, E exceptions, S sort-list, T pull-list, L
//! load-list, W run-sheet, H handover, I inner-list, Y post-list, M home-list, C pickup-list, and for a sort plan
//! G pocket-map, Q sweep-order, V pocket-changes, N code-book. Subjects: the route's number for
//! load-list and run-sheet, `{route}/{drop point code}` for handover, the pouch's number for
//! inner-list, `{machine}/{pass}` for pocket-map, the machine for the others of a sort plan, empty
//! for those of the whole day. A pouch label carries the number of its pouch.

use crate::edition::Numbered;
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::plan::Plan;
use fenjian_planner::plan::sort::SortPlan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::Mode;
use std::collections::BTreeMap;

/// Kinds of manifests with the letter of their numbers.
const LETTERS: [(&str, char); 16] = [
    ("day-sheet", 'D'),
    ("reconciliation", 'B'),
    ("exceptions", 'E'),
    ("sort-list", 'S'),
    ("pocket-map", 'G'),
    ("sweep-order", 'Q'),
    ("pocket-changes", 'V'),
    ("code-book", 'N'),
    ("pull-list", 'T'),
    ("load-list", 'L'),
    ("run-sheet", 'W'),
    ("handover", 'H'),
    ("inner-list", 'I'),
    ("post-list", 'Y'),
    ("home-list", 'M'),
    ("pickup-list", 'C'),
];

/// What has a number already, and what comes next.
pub(crate) struct Numbering {
    given: BTreeMap<Numbered, String>,
    stem: String,
    next: BTreeMap<char, u32>,
    new: Vec<(Numbered, String)>,
}

impl Numbering {
    /// Reads the numbers of a day.
    pub(crate) async fn read(
        work: &Transaction<'_>,
        centre: &str,
        day: NaiveDate,
    ) -> Result<Self, Fault> {
        let select = "SELECT kind, subject, part, number FROM numbering
                      WHERE centre = $1 AND day = $2";
        let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
        let stem = format!("{centre}-{}", day.format("%y%m%d"));
        let mut numbering =
            Self { given: BTreeMap::new(), stem, next: BTreeMap::new(), new: Vec::new() };
        for row in rows {
            let key = key_of(row.get(0), row.get(1), row.get(2))?;
            *numbering.next.entry(letter(&key)).or_default() += 1;
            numbering.given.insert(key, row.get(3));
        }
        Ok(numbering)
    }

    /// Gives numbers to all that `plan` needs and has none yet, in the order of the plan; answers
    /// with the numbers of all that stands in it.
    pub(crate) fn number(
        &mut self,
        problem: &DayProblem,
        plan: &Plan,
    ) -> BTreeMap<Numbered, String> {
        let mut numbers = Numbers { of: self, used: BTreeMap::new() };
        numbers.walk(problem, plan);
        numbers.used
    }

    /// The same for the sheets of a sort plan of `machine`: they come and go with it, and keep their
    /// numbers when the machine's sorting is planned again.
    pub(crate) fn number_sort(
        &mut self,
        machine: &str,
        plan: &SortPlan,
    ) -> BTreeMap<Numbered, String> {
        let mut numbers = Numbers { of: self, used: BTreeMap::new() };
        for pass in 1..=plan.passes.len() {
            numbers.give(manifest("pocket-map", &format!("{machine}/{pass}")));
        }
        for kind in ["sweep-order", "pocket-changes", "code-book"] {
            numbers.give(manifest(kind, machine));
        }
        numbers.used
    }

    fn give(&mut self, key: Numbered) -> String {
        if let Some(number) = self.given.get(&key) {
            return number.clone();
        }
        let letter = letter(&key);
        let next = self.next.entry(letter).or_default();
        *next += 1;
        let number = match key {
            Numbered::Route(..) => format!("{}-{letter}{next:02}", self.stem),
            _ => format!("{}-{letter}{next:04}", self.stem),
        };
        self.given.insert(key.clone(), number.clone());
        self.new.push((key, number.clone()));
        number
    }

    /// Stores what is new.
    pub(crate) async fn write(
        &self,
        work: &Transaction<'_>,
        centre: &str,
        day: NaiveDate,
    ) -> Result<(), Fault> {
        let (mut kinds, mut subjects, mut parts, mut numbers) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (key, number) in &self.new {
            let (kind, subject, part) = match key {
                Numbered::Route(vehicle, trip) => ("route", vehicle, *trip),
                Numbered::Pouch(location, pouch) => ("pouch", location, *pouch),
                Numbered::Manifest(kind, subject) => (kind.as_str(), subject, 0),
            };
            kinds.push(kind);
            subjects.push(subject);
            parts.push(part.cast_signed());
            numbers.push(number);
        }
        let insert = "
            INSERT INTO numbering (centre, day, kind, subject, part, number)
            SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::integer[], $6::text[])";
        (work)
            .execute(insert, &[&centre, &day, &kinds, &subjects, &parts, &numbers])
            .await
            .map_err(fault_of)?;
        Ok(())
    }
}

/// A walk through a plan that gives every number on the way.
struct Numbers<'a> {
    of: &'a mut Numbering,
    used: BTreeMap<Numbered, String>,
}

impl Numbers<'_> {
    fn walk(&mut self, problem: &DayProblem, plan: &Plan) {
        for kind in ["day-sheet", "reconciliation", "exceptions", "sort-list", "pull-list"] {
            self.give(manifest(kind, ""));
        }
        let lists =
            [(Mode::Post, "post-list"), (Mode::Home, "home-list"), (Mode::Pickup, "pickup-list")];
        for (mode, kind) in lists {
            if problem.consignments.iter().any(|c| c.mode == mode) {
                self.give(manifest(kind, ""));
            }
        }
        for route in &plan.routes {
            let vehicle = &problem.vehicles[route.vehicle.ix()].name;
            let number = self.give(Numbered::Route(vehicle.clone(), route.trip));
            self.give(manifest("load-list", &number));
            self.give(manifest("run-sheet", &number));
            for stop in &route.stops {
                let code = problem.drop_place(stop.drop).code;
                self.give(manifest("handover", &format!("{number}/{code}")));
                for pouch in &stop.pouches {
                    let code = problem.location(pouch.consignment).code.to_string();
                    let number = self.give(Numbered::Pouch(code, pouch.number));
                    self.give(manifest("inner-list", &number));
                }
            }
        }
    }

    fn give(&mut self, key: Numbered) -> String {
        let number = self.of.give(key.clone());
        self.used.insert(key, number.clone());
        number
    }
}

fn manifest(kind: &str, subject: &str) -> Numbered {
    Numbered::Manifest(kind.to_owned(), subject.to_owned())
}

fn letter(key: &Numbered) -> char {
    match key {
        Numbered::Route(..) => 'R',
        Numbered::Pouch(..) => 'P',
        Numbered::Manifest(kind, _) => {
            // A kind without a letter of its own shares X; its numbers still differ.
            LETTERS.iter().find(|(word, _)| word == kind).map_or('X', |(_, letter)| *letter)
        }
    }
}

fn key_of(kind: String, subject: String, part: i32) -> Result<Numbered, Fault> {
    let part = u32::try_from(part).map_err(|_| unreadable("numbering.part"))?;
    Ok(match kind.as_str() {
        "route" => Numbered::Route(subject, part),
        "pouch" => Numbered::Pouch(subject, part),
        _ => Numbered::Manifest(kind, subject),
    })
}
