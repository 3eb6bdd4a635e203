//! The rules for the columns of a card's row.

use super::card::Remark;
use super::citizen;
use super::mask::{mask_number, shown};
use crate::fault::{self, Code};
use crate::formats::Seen;
use crate::words::{CardSerial, LocationCode, Reason};
use chrono::{Days, NaiveDate, NaiveDateTime};

/// The first identity cards were issued in 1984; nothing about one is older.
const FIRST_YEAR_OF_CARDS: i32 = 1984;

/// No field of a card is longer, in characters.
const LONGEST_TEXT: usize = 64;

/// Characters of the receiving code that are kept for people to look at.
const RECEIVING_TEXT: usize = 32;

/// R201 for a serial of which `value` may be shown.
pub(super) fn no_serial(value: String, detail: &'static str) -> Remark {
    let value = (!value.is_empty()).then_some(value);
    Remark { code: fault::NO_SERIAL, column: "card_serial", value, detail }
}

/// The rules, one function for each column, writing down what they find.
pub(super) struct Rules<'a> {
    pub(super) day: NaiveDate,
    /// The row's citizen number, as it is checked; nothing of it may be kept.
    pub(super) own: &'a str,
    pub(super) remarks: &'a mut Vec<Remark>,
}

impl Rules<'_> {
    pub(super) fn stop(
        &mut self,
        code: Code,
        column: &'static str,
        value: Option<String>,
        detail: &'static str,
    ) {
        self.remarks.push(Remark { code, column, value, detail });
    }

    fn shows_citizen(&self, text: &str) -> bool {
        citizen::shown_in(text, Some(self.own), self.day)
    }

    pub(super) fn serial(&self, text: &str) -> Result<CardSerial, Remark> {
        if citizen::own_shown_in(text, self.own) {
            return Err(no_serial(mask_number(text), "序列号中含公民身份号码"));
        }
        CardSerial::parse(text).ok_or_else(|| no_serial(shown(text), ""))
    }

    /// Judges the number; whether it is worth hashing.
    pub(super) fn citizen_number(&mut self) -> bool {
        let masked = Some(mask_number(self.own));
        match citizen::birth(self.own) {
            _ if self.own.is_empty() => {
                self.stop(fault::UNREADABLE_CARD, "citizen_id", None, "没有可用的公民身份号码");
                false
            }
            Ok(born) => {
                if born > self.day {
                    self.stop(fault::IMPOSSIBLE_DATE, "citizen_id", masked, "出生日期在将来");
                }
                true
            }
            Err(wrong) => {
                let detail = match wrong {
                    citizen::Wrong::Shape => "应为 17 位数字加校验位",
                    citizen::Wrong::Birth => "其中的出生日期不存在",
                    citizen::Wrong::Check => "",
                };
                self.stop(fault::BAD_CHECK_DIGIT, "citizen_id", masked, detail);
                // Written the same way twice, a wrong number is still the same holder's.
                wrong != citizen::Wrong::Shape
            }
        }
    }

    pub(super) fn name(&mut self, text: &str) -> String {
        if text.is_empty() {
            self.stop(fault::UNREADABLE_CARD, "name", None, "没有姓名");
        }
        self.text("name", text)
    }

    pub(super) fn receipt(&mut self, text: &str) -> String {
        if self.shows_citizen(text) {
            self.stop(fault::RECEIPT_SHOWS_ID, "receipt_no", Some(mask_number(text)), "");
            return String::new();
        }
        self.text("receipt_no", text)
    }

    pub(super) fn receiving(&mut self, text: &str) -> (Option<LocationCode>, String) {
        let code = LocationCode::parse(text);
        if self.shows_citizen(text) {
            self.stop(fault::UNKNOWN_LOCATION, "receiving_code", Some(mask_number(text)), "");
            return (None, String::new());
        }
        if code.is_none() {
            let value = (!text.is_empty()).then(|| shown(text));
            self.stop(fault::UNKNOWN_LOCATION, "receiving_code", value, "应为 12 位数字");
        }
        (code, text.chars().take(RECEIVING_TEXT).collect())
    }

    /// A text that is kept as it is, unless it is too long or shows a citizen number.
    pub(super) fn text(&mut self, column: &'static str, text: &str) -> String {
        if self.shows_citizen(text) {
            let masked = Some(mask_number(text));
            self.stop(fault::UNREADABLE_CARD, column, masked, "含公民身份号码，已清空");
            return String::new();
        }
        if text.chars().nth(LONGEST_TEXT).is_some() {
            self.stop(fault::UNREADABLE_CARD, column, None, "超过 64 个字符，已截断");
        }
        text.chars().take(LONGEST_TEXT).collect()
    }

    pub(super) fn choice<T>(&mut self, column: &'static str, seen: Seen<T>, safe: T) -> T {
        match seen {
            Seen::Value(value) => return value,
            Seen::Nothing => self.stop(fault::UNREADABLE_CARD, column, None, "是空的"),
            Seen::Unreadable | Seen::Impossible => {
                self.stop(fault::UNREADABLE_CARD, column, None, "");
            }
        }
        safe
    }

    /// A position that cannot be read only makes the card harder to find.
    pub(super) fn position(&mut self, seen: Seen<u32>) -> Option<u32> {
        if matches!(seen, Seen::Unreadable | Seen::Impossible) {
            self.stop(fault::BAD_VALUE, "position", None, "应为不小于 0 的整数");
        }
        seen.value()
    }

    /// The three dates, each only if it is possible.
    pub(super) fn dates(
        &mut self,
        applied: Seen<NaiveDate>,
        produced: Seen<NaiveDateTime>,
        must_arrive: Seen<NaiveDate>,
        reason: Seen<Reason>,
    ) -> (Option<NaiveDate>, Option<NaiveDateTime>, Option<NaiveDate>) {
        // A found card comes without an application.
        if applied == Seen::Nothing && reason != Seen::Value(Reason::Found) {
            self.stop(fault::UNREADABLE_CARD, "applied_on", None, "没有申领日期");
        }
        let applied_on = self.date("applied_on", applied);
        let produced_at = self.date("produced_at", produced);
        let must_arrive_by = self.date("must_arrive_by", must_arrive);
        // Cards made after midnight belong to the day before.
        let last = self.day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        let produced_on = produced_at.map(|moment| moment.date());
        let mut impossible = |column: &'static str, date: NaiveDate, detail: &'static str| {
            self.stop(fault::IMPOSSIBLE_DATE, column, Some(date.to_string()), detail);
        };
        if let Some(date) = produced_on.filter(|date| *date > last) {
            impossible("produced_at", date, "晚于导入日");
        }
        if let Some(date) = applied_on {
            if date < first_day() {
                impossible("applied_on", date, "早于 1984 年");
            } else if produced_on.is_some_and(|produced| date > produced) {
                impossible("applied_on", date, "晚于制证时间");
            } else if date > last {
                impossible("applied_on", date, "晚于导入日");
            }
        }
        if let (Some(by), Some(applied)) = (must_arrive_by, applied_on)
            && by < applied
        {
            impossible("must_arrive_by", by, "早于申领日期");
        }
        (applied_on, produced_at, must_arrive_by)
    }

    fn date<T>(&mut self, column: &'static str, seen: Seen<T>) -> Option<T> {
        match seen {
            Seen::Unreadable => {
                self.stop(fault::UNREADABLE_CARD, column, None, "应为日期，如 2026-09-28");
            }
            Seen::Impossible => self.stop(fault::IMPOSSIBLE_DATE, column, None, "没有这一天"),
            Seen::Nothing | Seen::Value(_) => {}
        }
        seen.value()
    }
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST_YEAR_OF_CARDS, 1, 1).unwrap_or(NaiveDate::MIN)
}
