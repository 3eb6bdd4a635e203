//! Workdays and holidays, with 调休 days that keep another weekday's hours.

use super::named;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;

named!(
    /// What a calendar entry makes of its day.
    DayKind {
        /// People work.
        Workday = "workday" "工作日",
        /// A public holiday.
        Holiday = "holiday" "节假日",
    }
);

/// One entry of the calendar file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The date.
    pub date: NaiveDate,
    /// Workday or holiday.
    pub kind: DayKind,
    /// The weekday whose opening hours this day keeps.
    pub hours_as: Option<Weekday>,
}

/// The shared calendar; days without an entry are workdays from Monday to Friday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, CalendarDay>,
}

impl Calendar {
    /// A calendar of `days`; the last entry of a date wins.
    pub fn new(days: impl IntoIterator<Item = CalendarDay>) -> Self {
        Self { days: days.into_iter().map(|d| (d.date, d)).collect() }
    }

    /// The entry of `date`, if there is one.
    pub fn entry(&self, date: NaiveDate) -> Option<&CalendarDay> {
        self.days.get(&date)
    }

    /// Every entry, by date.
    pub fn entries(&self) -> impl Iterator<Item = &CalendarDay> {
        self.days.values()
    }

    /// Whether people work on `date`.
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        match self.entry(date) {
            Some(day) => day.kind == DayKind::Workday,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }
}
