//! Opening hours under the calendar: weekdays, holidays, 调休 days, midnight, next opening.

use super::days;
use chrono::{NaiveDate, Weekday};
use fenjian_planner::hours::Hours;
use fenjian_planner::units::{Clock, Seconds, Window};
use fenjian_planner::words::{Calendar, CalendarDay, DayKind, Location};

const OFFICE: &str = "Mo-Fr 08:30-12:00,14:00-17:30; PH off";
const EVENING: &str = "Mo-Su 09:00-21:00";

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// National Day week of 2026 as the tests have it: 1–7 October off; Saturday 10 October keeps
/// Monday's hours, which Monday 5 October has lost.
fn calendar() -> Calendar {
    let holiday = |date| CalendarDay { date, kind: DayKind::Holiday, hours_as: None };
    let made_up =
        CalendarDay { date: day(10, 10), kind: DayKind::Workday, hours_as: Some(Weekday::Mon) };
    Calendar::new((1..=7).map(|d| holiday(day(10, d))).chain([made_up]))
}

fn location(opening_hours: &str, service_min: i64) -> Location {
    let service = Seconds::minutes(service_min);
    Location { opening_hours: opening_hours.into(), service, ..days::location(1) }
}

/// Windows of the day as `08:30-11:50`.
fn windows(hours: &str, service_min: i64, date: NaiveDate) -> String {
    let calendar = calendar();
    let windows = Hours::under(&calendar).windows(&location(hours, service_min), date);
    let text = |w: &Window| format!("{}-{}", w.from, w.to);
    windows.iter().map(text).collect::<Vec<_>>().join(" ")
}

#[test]
fn service_ends_by_closing_time() {
    assert_eq!(windows(OFFICE, 10, day(9, 1)), "08:30-11:50 14:00-17:20");
}

#[test]
fn an_interval_shorter_than_the_service_is_no_window() {
    assert_eq!(windows("Mo-Su 09:00-09:10,10:00-11:00", 15, day(9, 1)), "10:00-10:45");
    assert_eq!(windows("Mo-Su 09:00-09:15", 15, day(9, 1)), "09:00-09:00");
}

#[test]
fn offices_close_at_weekends_and_on_holidays_and_halls_do_not() {
    assert_eq!(windows(OFFICE, 10, day(9, 5)), "", "a Saturday");
    assert_eq!(windows(OFFICE, 10, day(10, 1)), "", "a holiday on a Thursday");
    assert_eq!(windows(EVENING, 10, day(9, 5)), "09:00-20:50");
    assert_eq!(windows(EVENING, 10, day(10, 1)), "09:00-20:50");
}

#[test]
fn a_made_up_saturday_keeps_mondays_hours() {
    assert_eq!(windows(OFFICE, 10, day(10, 10)), "08:30-11:50 14:00-17:20");
    // Only Monday's, not any workday's.
    assert_eq!(windows("Tu-Fr 08:30-12:00; PH off", 10, day(10, 10)), "");
    // An ordinary Saturday's hours are not kept.
    assert_eq!(windows("Mo-Fr 08:30-17:30; Sa 10:00-11:00", 0, day(10, 10)), "08:30-17:30");
}

#[test]
fn the_weekday_it_stands_for_may_itself_be_a_holiday() {
    let off = CalendarDay { date: day(10, 12), kind: DayKind::Holiday, hours_as: None };
    let entries: Vec<_> = calendar().entries().copied().chain([off]).collect();
    let calendar = Calendar::new(entries);
    let office = location(OFFICE, 10);
    let hours = Hours::under(&calendar);
    assert!(hours.windows(&office, day(10, 12)).is_empty());
    assert_eq!(hours.windows(&office, day(10, 10)).len(), 2);
}

#[test]
fn a_holiday_with_hours_as_stays_a_holiday() {
    let entry =
        CalendarDay { date: day(9, 1), kind: DayKind::Holiday, hours_as: Some(Weekday::Sun) };
    let calendar = Calendar::new([entry]);
    let at = |text| Hours::under(&calendar).windows(&location(text, 0), day(9, 1)).len();
    assert_eq!(at(OFFICE), 0);
    assert_eq!(at("Su 10:00-12:00"), 1);
    assert_eq!(at("Su 10:00-12:00; PH off"), 0);
}

#[test]
fn cabinets_and_places_without_hours_are_always_open() {
    for hours in ["24/7", "", "  "] {
        assert_eq!(windows(hours, 5, day(10, 1)), "00:00-47:55");
    }
}

#[test]
fn what_passes_midnight_belongs_to_both_days() {
    let night = "Fr 22:00-02:00";
    assert_eq!(windows(night, 10, day(9, 4)), "22:00-25:50");
    assert_eq!(windows(night, 10, day(9, 5)), "00:00-01:50");
    assert_eq!(windows(night, 10, day(9, 6)), "");
}

#[test]
fn unreadable_hours_mean_closed() {
    assert_eq!(windows("周一至周五", 10, day(9, 1)), "");
    let calendar = calendar();
    let hours = Hours::under(&calendar);
    assert_eq!(hours.next_open(&location("周一至周五", 10), day(9, 1)), None);
}

#[test]
fn times_that_may_be_open_are_closed() {
    assert_eq!(
        windows("Mo-Su 09:00-12:00, Mo-Su 14:00-16:00 unknown", 0, day(9, 1)),
        "09:00-12:00"
    );
}

#[test]
fn the_next_opening_skips_holidays_and_finds_made_up_days() {
    let calendar = calendar();
    let hours = Hours::under(&calendar);
    let next = |text: &str, date| hours.next_open(&location(text, 10), date);
    assert_eq!(next(OFFICE, day(9, 1)), Some(day(9, 2)));
    assert_eq!(next(OFFICE, day(9, 30)), Some(day(10, 8)));
    assert_eq!(next(OFFICE, day(10, 9)), Some(day(10, 10)));
    assert_eq!(next("Mo-Su off", day(9, 1)), None);
    assert_eq!(next("2026 Nov 01-30 09:00-10:00", day(8, 1)), None, "further than 60 days");
    assert_eq!(next("2026 Nov 01-30 09:00-10:00", day(9, 5)), Some(day(11, 1)));
}

#[test]
fn windows_are_ascending_and_disjoint_whatever_the_expression() {
    let odd = ["08:00-10:00,09:00-11:00", "10:00-12:00 \"a\", 12:00-14:00 \"b\"", "22:00-06:00"];
    for text in odd {
        let calendar = calendar();
        let windows = Hours::under(&calendar).windows(&location(text, 0), day(9, 1));
        assert!(!windows.is_empty());
        assert!(windows.is_sorted_by(|a, b| a.to < b.from), "{text}: {windows:?}");
        assert!(windows.iter().all(|w| w.from <= w.to && w.from >= Clock(0)));
    }
}
