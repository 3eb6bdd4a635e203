//! The due date (办理时限) of a card: the last lawful or promised day to hand it over at its drop
//! point, from a dated policy table.
//!
//! Without a policy the law's table holds: Residents' Identity Card Law, Art. 12, 60 days and 30
//! more where transport is poor; for applications from 2021-10-01 on 公通字〔2021〕12号, Art. 80
//! and 84, 45 days and 30 more. The law says nothing of legs after the centre, so its table has none.

use crate::words::{Calendar, Channel, LimitUnit, PolicyRow};
use chrono::{Days, NaiveDate};

/// No limit counts further than this; it only bounds the counting.
const TEN_YEARS: u32 = 3660;

/// The day from which the shorter limit holds.
const SINCE_2021: NaiveDate = NaiveDate::from_ymd_opt(2021, 10, 1).expect("a date that exists");

/// What a due date follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Application {
    /// The channel.
    pub channel: Channel,
    /// When the holder applied.
    pub applied_on: Option<NaiveDate>,
    /// Whether the receiving location is where transport is poor.
    pub remote: bool,
}

/// The limits in force, day by day.
pub struct Limits<'a> {
    /// Ascending by the day they come into force.
    rows: Vec<PolicyRow>,
    calendar: &'a Calendar,
}

impl<'a> Limits<'a> {
    /// The limits of `policy`; the law's table holds for a channel, or a time, it says nothing of.
    pub fn new(policy: &[PolicyRow], calendar: &'a Calendar) -> Self {
        let mut rows = law();
        rows.extend(policy);
        // Stable: on the same day a row of the policy comes after the law's and goes before it.
        rows.sort_by_key(|row| row.in_force_from);
        let begins = |channel| {
            policy.iter().filter(|row| row.channel == channel).map(|row| row.in_force_from).min()
        };
        rows.retain(|row| {
            let replaced = begins(row.channel).is_some_and(|begun| row.in_force_from >= begun);
            policy.contains(row) || !replaced
        });
        Self { rows, calendar }
    }

    /// The last day on which a card applied for like this may be handed over at its drop point:
    /// the limit counted from the day after the application, then back over the working days that
    /// pass between the drop point and the holder. A promise replaces a longer limit. A last day
    /// that is a holiday is not put off. A card whose application date nobody knows is due on
    /// `day`, the dispatch day, because it may be late already. O(limit in days).
    pub fn due(&self, application: Application, day: NaiveDate) -> NaiveDate {
        let Some(applied_on) = application.applied_on else {
            return day;
        };
        let in_force = (self.rows.iter())
            .rfind(|row| row.channel == application.channel && row.in_force_from <= applied_on);
        let Some(row) = in_force else {
            return day;
        };
        let lawful = match application.remote {
            true => row.limit_days.saturating_add(row.remote_extra_days),
            false => row.limit_days,
        };
        let limit = row.promised_days.map_or(lawful, |promised| promised.min(lawful));
        let last = self.count(applied_on, limit.min(TEN_YEARS), row.unit);
        self.before(last, row.legs_after.min(TEN_YEARS))
    }

    fn count(&self, from: NaiveDate, limit: u32, unit: LimitUnit) -> NaiveDate {
        match unit {
            LimitUnit::Days => {
                from.checked_add_days(Days::new(limit.into())).unwrap_or(NaiveDate::MAX)
            }
            LimitUnit::Workdays => {
                (from.iter_days().skip(1).filter(|&date| self.calendar.is_workday(date)))
                    .take(limit as usize)
                    .last()
                    .unwrap_or(from)
            }
        }
    }

    /// The latest day after which `workdays` working days are left until `last`.
    fn before(&self, last: NaiveDate, workdays: u32) -> NaiveDate {
        let taken = std::iter::successors(Some(last), NaiveDate::pred_opt)
            .filter(|&date| self.calendar.is_workday(date))
            .take(workdays as usize)
            .last();
        taken.and_then(|date| date.pred_opt()).unwrap_or(last)
    }
}

/// The law's table for every channel.
fn law() -> Vec<PolicyRow> {
    let dated = [(NaiveDate::MIN, 60), (SINCE_2021, 45)];
    let row = |channel, (in_force_from, limit_days)| PolicyRow {
        in_force_from,
        channel,
        limit_days,
        remote_extra_days: 30,
        unit: LimitUnit::Days,
        legs_after: 0,
        promised_days: None,
    };
    Channel::ALL.iter().flat_map(|&channel| dated.map(|from| row(channel, from))).collect()
}
