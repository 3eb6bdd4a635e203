//! When a location takes a handover on a day: OpenStreetMap `opening_hours` under the calendar.
//!
//! `PH` means the holidays of the calendar. A day with `hours_as` (调休) keeps that weekday's
//! hours: the expression is asked about the nearest such weekday, which counts as a holiday only
//! if the day itself is one.

use crate::units::{Clock, Seconds, Window};
use crate::words::{Calendar, DayKind, Location};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use std::sync::Arc;

/// How many days ahead an opening is looked for.
const HORIZON: u64 = 60;
const MIDNIGHT: i64 = 24 * 3600;

/// Opening hours under one calendar.
pub struct Hours<'a> {
    calendar: &'a Calendar,
    holidays: Context,
}

impl<'a> Hours<'a> {
    /// Opening hours under `calendar`. O(entries).
    pub fn under(calendar: &'a Calendar) -> Self {
        Self { calendar, holidays: holidays(calendar, None) }
    }

    /// When service may begin at `location` on `day`, ascending and disjoint; it ends by closing
    /// time. What began the evening before counts from 00:00; what is open at midnight goes on
    /// past 24:00 until it closes, at most until 48:00. A place whose hours cannot be read is
    /// closed. O(rules of the expression).
    pub fn windows(&self, location: &Location, day: NaiveDate) -> Vec<Window> {
        match parse(&location.opening_hours) {
            Some(hours) => self.windows_of(&hours, location.service, day),
            None => Vec::new(),
        }
    }

    /// The first day after `day`, within 60 days, on which `location` has a window.
    pub fn next_open(&self, location: &Location, day: NaiveDate) -> Option<NaiveDate> {
        let hours = parse(&location.opening_hours)?;
        (1..=HORIZON)
            .filter_map(|ahead| day.checked_add_days(Days::new(ahead)))
            .find(|&later| !self.windows_of(&hours, location.service, later).is_empty())
    }

    fn windows_of(&self, hours: &OpeningHours, service: Seconds, day: NaiveDate) -> Vec<Window> {
        let mut open = self.open_on(hours, day);
        if let Some(last) = open.last_mut().filter(|last| last.1 == MIDNIGHT) {
            let tomorrow = day.succ_opt().map(|next| self.open_on(hours, next));
            let on = tomorrow.iter().flatten().find(|(from, _)| *from == 0);
            last.1 += on.map_or(0, |(_, to)| *to);
        }
        open.into_iter()
            .map(|(from, to)| Window { from: Clock(from), to: Clock(to) - service })
            .filter(|window| window.from <= window.to)
            .collect()
    }

    /// Open intervals of `day` as seconds from 00:00 to 24:00.
    fn open_on(&self, hours: &OpeningHours, day: NaiveDate) -> Vec<(i64, i64)> {
        let stands_for = (self.calendar.entry(day))
            .and_then(|entry| entry.hours_as)
            .map_or(day, |weekday| nearest(day, weekday));
        let context = match stands_for == day {
            true => self.holidays.clone(),
            false => holidays(self.calendar, Some((day, stands_for))),
        };
        let seconds = |minutes: u16| i64::from(minutes) * 60;
        let mut open: Vec<(i64, i64)> = Vec::new();
        for span in hours.clone().with_context(context).schedule_at(stands_for) {
            if span.kind != RuleKind::Open {
                continue;
            }
            let from = seconds(span.range.start.mins_from_midnight());
            let to = seconds(span.range.end.mins_from_midnight()).min(MIDNIGHT);
            match open.last_mut() {
                // Spans that differ only in their comment touch each other.
                Some(last) if last.1 == from => last.1 = to,
                _ => open.push((from, to)),
            }
        }
        open
    }
}

fn parse(text: &str) -> Option<OpeningHours> {
    let text = text.trim();
    if text.is_empty() { "24/7" } else { text }.parse().ok()
}

/// The calendar's holidays; of a pair `(day, stands_for)` the second is one exactly if the first is.
fn holidays(calendar: &Calendar, pair: Option<(NaiveDate, NaiveDate)>) -> Context {
    let mut public = ContextHolidays::default().get_public().clone();
    for entry in calendar.entries().filter(|entry| entry.kind == DayKind::Holiday) {
        match pair {
            Some((_, stands_for)) if entry.date == stands_for => {}
            Some((day, stands_for)) if entry.date == day => _ = public.insert(stands_for),
            _ => _ = public.insert(entry.date),
        }
    }
    Context::default().with_holidays(ContextHolidays::new(Arc::new(public), Arc::default()))
}

/// The `weekday` nearest to `day`, at most three days away.
fn nearest(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let ahead = u64::from(weekday.days_since(day.weekday()));
    let moved = match ahead {
        0..=3 => day.checked_add_days(Days::new(ahead)),
        _ => day.checked_sub_days(Days::new(7 - ahead)),
    };
    moved.unwrap_or(day)
}
