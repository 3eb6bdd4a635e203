//! Due dates: the law's table, a policy's rows, working days, promises.

use super::days::date;
use chrono::NaiveDate;
use fenjian_planner::due::{Application, Limits};
use fenjian_planner::words::{Calendar, CalendarDay, Channel, DayKind, LimitUnit, PolicyRow};
use proptest::prelude::*;

fn row(in_force_from: &str, limit_days: u32) -> PolicyRow {
    PolicyRow {
        in_force_from: date(in_force_from),
        channel: Channel::Local,
        limit_days,
        remote_extra_days: 30,
        unit: LimitUnit::Days,
        legs_after: 0,
        promised_days: None,
    }
}

fn applied(on: &str) -> Application {
    Application { channel: Channel::Local, applied_on: Some(date(on)), remote: false }
}

/// The due date under `policy` and the calendar without entries.
fn due(policy: &[PolicyRow], application: Application) -> String {
    let calendar = Calendar::default();
    Limits::new(policy, &calendar).due(application, date("2026-09-01")).to_string()
}

#[test]
fn without_a_policy_the_law_holds() {
    assert_eq!(due(&[], applied("2026-07-01")), "2026-08-15", "45 days");
    assert_eq!(due(&[], applied("2021-10-01")), "2021-11-15", "45 days from the first of them");
    assert_eq!(due(&[], applied("2021-09-30")), "2021-11-29", "60 days until then");
    let remote = Application { remote: true, ..applied("2026-07-01") };
    assert_eq!(due(&[], remote), "2026-09-14", "30 days more");
    let cross = Application { channel: Channel::Cross, ..applied("2026-07-01") };
    assert_eq!(due(&[], cross), "2026-08-15", "every channel");
}

#[test]
fn the_row_in_force_at_the_application_counts() {
    let policy = [row("2026-05-01", 30), row("2025-01-01", 40)];
    assert_eq!(due(&policy, applied("2026-04-30")), "2026-06-09");
    assert_eq!(due(&policy, applied("2026-05-01")), "2026-05-31");
    assert_eq!(due(&policy, applied("2024-12-31")), "2025-02-14", "before it the law's 45");
    let cross = Application { channel: Channel::Cross, ..applied("2026-05-01") };
    assert_eq!(due(&policy, cross), "2026-06-15", "another channel: the law's 45");
}

#[test]
fn a_policy_from_before_the_new_rule_is_not_cut_short_by_it() {
    let policy = [row("2020-01-01", 50)];
    assert_eq!(due(&policy, applied("2026-07-01")), "2026-08-20");
}

#[test]
fn workdays_follow_the_calendar() {
    // Thursday 1 to Wednesday 7 October are holidays, Saturday 10 October is worked.
    let off = (1..=7).map(|d| CalendarDay {
        date: NaiveDate::from_ymd_opt(2026, 10, d).unwrap(),
        kind: DayKind::Holiday,
        hours_as: None,
    });
    let worked = CalendarDay { date: date("2026-10-10"), kind: DayKind::Workday, hours_as: None };
    let calendar = Calendar::new(off.chain([worked]));
    let express = PolicyRow { unit: LimitUnit::Workdays, ..row("2026-01-01", 4) };
    let limits = Limits::new(&[express], &calendar);
    let due = limits.due(applied("2026-09-29"), date("2026-10-08"));
    assert_eq!(due, date("2026-10-10"), "30 September, 8, 9 and 10 October");
}

#[test]
fn a_promise_lowers_the_limit_and_never_raises_it() {
    let promised = |days| [PolicyRow { promised_days: Some(days), ..row("2026-01-01", 45) }];
    assert_eq!(due(&promised(20), applied("2026-07-01")), "2026-07-21");
    assert_eq!(due(&promised(90), applied("2026-07-01")), "2026-08-15");
    let remote = Application { remote: true, ..applied("2026-07-01") };
    assert_eq!(due(&promised(20), remote), "2026-07-21", "it names no exception");
}

#[test]
fn legs_after_the_drop_point_are_working_days() {
    let legs = |n| [PolicyRow { legs_after: n, ..row("2026-01-01", 45) }];
    // Applied on Wednesday 1 July; the last lawful day is Saturday 15 August.
    assert_eq!(due(&legs(0), applied("2026-07-01")), "2026-08-15");
    assert_eq!(due(&legs(1), applied("2026-07-01")), "2026-08-13", "Friday is the leg");
    assert_eq!(due(&legs(5), applied("2026-07-01")), "2026-08-09", "Monday to Friday");
}

#[test]
fn a_card_of_unknown_age_is_due_today() {
    let application = Application { applied_on: None, ..applied("2026-07-01") };
    assert_eq!(due(&[], application), "2026-09-01");
}

#[test]
fn absurd_numbers_end() {
    let absurd = PolicyRow {
        unit: LimitUnit::Workdays,
        legs_after: u32::MAX,
        remote_extra_days: u32::MAX,
        ..row("2026-01-01", u32::MAX)
    };
    let remote = Application { remote: true, ..applied("2026-07-01") };
    assert!(due(&[absurd], remote).as_str() < "2027-01-01");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Walking day by day from the due date, exactly the legs fit before the limit is over.
    #[test]
    fn the_legs_fit_and_no_later_day_would_do(
        limit in 1u32..60, legs in 0u32..12, start in 0i64..400, workdays: bool,
        off in proptest::collection::btree_set(0i64..500, 0..40),
    ) {
        let first = date("2026-01-01");
        let at = |n: i64| first + chrono::Days::new(n as u64);
        let calendar = Calendar::new(off.iter().map(|&n| CalendarDay {
            date: at(n), kind: DayKind::Holiday, hours_as: None,
        }));
        let unit = if workdays { LimitUnit::Workdays } else { LimitUnit::Days };
        let policy = PolicyRow { unit, ..row("2026-01-01", limit) };
        let plain = Limits::new(&[policy], &calendar);
        let last = plain.due(applied(&at(start).to_string()), first);
        let with_legs = Limits::new(&[PolicyRow { legs_after: legs, ..policy }], &calendar);
        let due = with_legs.due(applied(&at(start).to_string()), first);
        let left = |from: NaiveDate| {
            from.iter_days().skip(1).take_while(|d| *d <= last)
                .filter(|d| calendar.is_workday(*d)).count() as u32
        };
        prop_assert!(left(due) >= legs);
        prop_assert!(due == last || left(due.succ_opt().unwrap()) < legs);
    }
}
