//! What single cells are read as.
#![allow(clippy::unwrap_used)]

use super::{
    Choice, Seen, clock, code, date, date_time, flag, halved, list, scaled, weekday, whole,
};
use crate::units::Clock;
use crate::words::{Channel, LocationKind};
use chrono::{NaiveDate, Weekday};
use proptest::prelude::*;

#[test]
fn numbers_are_exact_and_bounded() {
    let read = |text: &str| scaled(text, 100, &["元"]);
    assert_eq!(read("0.1"), Some(10));
    assert_eq!(read("1,234.56 元"), Some(123_456));
    assert_eq!(read("￥１２．５０"), Some(1250));
    assert_eq!(read("2.675"), Some(268));
    assert_eq!(read("-2.675"), Some(-267));
    // 18 digits times 100 do not fit.
    assert_eq!(read("123456789012345678"), None);
    for wrong in
        ["", "-", ".5", "1,23", "1,2345", "12.5.1", "1e3", "12 km", "９9999999999999999999"]
    {
        assert_eq!(read(wrong), None, "{wrong}");
    }
    assert_eq!(whole("1200.0", &[]), Some(1200));
    assert_eq!(whole("1200.5", &[]), None);
    assert_eq!(whole("-1", &[]), None);
    assert_eq!(whole("4294967296", &[]), None);
}

#[test]
fn dates_in_every_writing_are_the_same_day() {
    let day = NaiveDate::from_ymd_opt(2026, 9, 8).unwrap();
    for text in [
        "2026-09-08",
        "2026-9-8",
        "2026/9/8",
        "2026.09.08",
        "20260908",
        "2026年9月8日",
        "２０２６－０９－０８",
        "2026-09-08 00:00:00",
        "2026-09-08T23:59",
        "2026年9月8日8时15分",
    ] {
        assert_eq!(date(text, false), Seen::Value(day), "{text}");
    }
    assert_eq!(date("46273", true), Seen::Value(day));
    assert_eq!(date("46273", false), Seen::Unreadable);
    assert_eq!(date("", false), Seen::Nothing);
    for text in ["2026-02-29", "20261301", "2026年2月30日", "2026-09-08 24:00"] {
        assert_eq!(date_time(text, false), Seen::Impossible, "{text}");
    }
    for text in ["9/8/2026", "26-09-08", "2026-09", "2026-09-08 noon", "昨天", "2026-9-8-1"] {
        assert_eq!(date_time(text, false), Seen::Unreadable, "{text}");
    }
}

#[test]
fn moments_know_their_zone() {
    let at = |text: &str| date_time(text, true).value().unwrap().to_string();
    assert_eq!(at("2026-09-28 8:15"), "2026-09-28 08:15:00");
    assert_eq!(at("2026-09-28T08:15:30.250+08:00"), "2026-09-28 08:15:30");
    assert_eq!(at("2026-09-27T20:00:00Z"), "2026-09-28 04:00:00");
    assert_eq!(at("46293.34375"), "2026-09-28 08:15:00");
}

#[test]
fn times_may_pass_midnight() {
    for text in ["8:30", "08:30", "08:30:00", "8：30", "8时30分", "8点30"] {
        assert_eq!(clock(text), Some(Clock::at(8, 30)), "{text}");
    }
    assert_eq!(clock("8点"), Some(Clock::at(8, 0)));
    assert_eq!(clock("26:00"), Some(Clock::at(26, 0)));
    for wrong in ["", "8", "8:60", "49:00", "8:30:15:1", "-8:30", "8.30"] {
        assert_eq!(clock(wrong), None, "{wrong}");
    }
}

#[test]
fn words_and_codes_are_read_as_people_write_them() {
    assert_eq!(Channel::read("INTRA"), Some(Channel::Intra));
    assert_eq!(Channel::read("跨省异地"), Some(Channel::Cross));
    assert_eq!(LocationKind::read("政务大厅"), Some(LocationKind::Hall));
    assert_eq!(Channel::read("外省"), None);
    assert_eq!((flag("是"), flag("0"), flag("?")), (Some(true), Some(false), None));
    for text in ["friday", "Fri", "Fr", "5", "周五", "星期五"] {
        assert_eq!(weekday(text), Some(Weekday::Fri), "{text}");
    }
    assert_eq!(list("a;b； c、;").collect::<Vec<_>>(), ["a", "b", "c"]);
    for text in [
        "440106001000",
        "'440106001000",
        "=\"440106001000\"",
        "４４０１０６００１０００",
        "440106001000.0",
    ] {
        assert_eq!(code(text), "440106001000");
    }
}

proptest! {
    #[test]
    fn written_fen_are_read_back(fen in 0..100_000_000_000_i64) {
        let text = crate::units::Fen(fen).yuan();
        prop_assert_eq!(scaled(&text, 100, &[]), Some(fen));
    }

    #[test]
    fn every_day_is_read_back(days in 0..200_000_i32) {
        let day = NaiveDate::from_epoch_days(days - 60_000).unwrap();
        prop_assert_eq!(date(&day.to_string(), false), Seen::Value(day));
        prop_assert_eq!(date(&day.format("%Y年%-m月%-d日").to_string(), false), Seen::Value(day));
    }

    #[test]
    fn no_cell_panics(text in "\\PC{0,24}|[0-9年月日时分:./Ee+,-]{0,24}") {
        let _ = (date_time(&text, true), clock(&text), scaled(&text, 1000, &["公里"]));
        let _ = (weekday(&text), flag(&text), Channel::read(&text), code(&text).len());
        prop_assert!(halved(&text).chars().count() == text.chars().count());
    }
}
