//! Judging one row of a cards file.

use super::mask::{mask_number, shown};
use super::{CitizenKey, citizen, content};
use crate::fault::{self, Code};
use crate::formats::Seen;
use crate::words::{Card, CardSerial, CentreCode, Channel, Delivery, LocationCode, Reason};
use chrono::{Days, NaiveDate, NaiveDateTime};

/// The first identity cards were issued in 1984; nothing about one is older.
const FIRST_YEAR_OF_CARDS: i32 = 1984;

/// No field of a card is longer, in characters.
const LONGEST_TEXT: usize = 64;

/// Characters of the receiving code that are kept for people to look at.
const RECEIVING_TEXT: usize = 32;

/// A row of a cards file with a usable serial, judged by what the row alone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedCard {
    /// The card.
    pub card: Card,
    /// The centre, when the file has a `centre` column.
    pub centre: Option<CentreCode>,
    /// The receiving code as the file says it, at most 32 characters, for people to look at.
    pub receiving_text: String,
    /// Q codes the row alone shows, ascending; empty for a card that may travel.
    pub stopped: Vec<Code>,
    /// SHA-256 over every field that matters, so that a row that comes again unchanged is known.
    pub content: [u8; 32],
}

/// A row of a cards file, its cells read but not judged. Codes are half-width and unmarked.
pub(crate) struct CardRow<'a> {
    pub(crate) serial: &'a str,
    pub(crate) citizen_id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) receipt_no: &'a str,
    pub(crate) receiving_code: &'a str,
    pub(crate) channel: Seen<Channel>,
    pub(crate) applied_on: Seen<NaiveDate>,
    pub(crate) produced_at: Seen<NaiveDateTime>,
    pub(crate) batch_no: &'a str,
    pub(crate) tray: &'a str,
    pub(crate) position: Seen<u32>,
    pub(crate) delivery: Seen<Delivery>,
    pub(crate) must_arrive_by: Seen<NaiveDate>,
    pub(crate) reason: Seen<Reason>,
    pub(crate) centre: Seen<CentreCode>,
}

/// Something to say about a column of the row. `value` may be shown.
#[derive(Debug)]
pub(crate) struct Remark {
    pub(crate) code: Code,
    pub(crate) column: &'static str,
    pub(crate) value: Option<String>,
    pub(crate) detail: &'static str,
}

/// Judges `row`, imported for `day`: the card with safe values where the row has none, and a
/// remark for each thing that is wrong; every Q code of the card has one. O(length of the row).
///
/// # Errors
/// R201 when the serial is not usable: then the row cannot enter the ledger.
pub(crate) fn judge(
    row: CardRow<'_>,
    day: NaiveDate,
    key: Option<&CitizenKey>,
    remarks: &mut Vec<Remark>,
) -> Result<JudgedCard, Remark> {
    let before = remarks.len();
    let own = citizen::plain(row.citizen_id);
    let mut judge = Judge { day, own: &own, remarks };
    let serial = judge.serial(row.serial)?;
    let hashed = judge.citizen_number();
    let (receiving, receiving_text) = judge.receiving(row.receiving_code);
    let (applied_on, produced_at, must_arrive_by) =
        judge.dates(row.applied_on, row.produced_at, row.must_arrive_by, row.reason);
    let card = Card {
        serial,
        citizen: key.filter(|_| hashed).map(|key| key.hash(&own)),
        name: judge.name(row.name),
        receipt_no: judge.receipt(row.receipt_no),
        receiving,
        channel: judge.choice("channel", row.channel, Channel::Local),
        applied_on,
        produced_at,
        batch_no: judge.text("batch_no", row.batch_no),
        tray: judge.text("tray", row.tray),
        position: judge.position(row.position),
        delivery: judge.choice("delivery", row.delivery, Delivery::Collect),
        must_arrive_by,
        reason: judge.choice("reason", row.reason, Reason::Renewal),
    };
    let centre = match row.centre {
        Seen::Nothing => None,
        Seen::Value(centre) => Some(centre),
        Seen::Unreadable | Seen::Impossible => {
            judge.stop(fault::UNREADABLE_CARD, "centre", None, "");
            None
        }
    };
    Ok(finish(card, centre, receiving_text, &remarks[before..]))
}

/// The card of a row with another number of cells than the header: only its serial is trusted, as
/// nobody knows which cell belongs to which column.
///
/// # Errors
/// R201 when the serial is not usable.
pub(crate) fn judge_half(
    serial: &str,
    day: NaiveDate,
    remarks: &mut Vec<Remark>,
) -> Result<JudgedCard, Remark> {
    let before = remarks.len();
    let mut judge = Judge { day, own: "", remarks };
    if citizen::birth(&citizen::plain(serial)).is_ok() {
        return Err(no_serial(mask_number(serial), "该列是公民身份号码"));
    }
    let serial = judge.serial(serial)?;
    judge.stop(fault::UNREADABLE_CARD, "card_serial", None, "列数与表头不符，只取序列号");
    let card = Card {
        serial,
        citizen: None,
        name: String::new(),
        receipt_no: String::new(),
        receiving: None,
        channel: Channel::Local,
        applied_on: None,
        produced_at: None,
        batch_no: String::new(),
        tray: String::new(),
        position: None,
        delivery: Delivery::Collect,
        must_arrive_by: None,
        reason: Reason::Renewal,
    };
    Ok(finish(card, None, String::new(), &remarks[before..]))
}

fn finish(
    card: Card,
    centre: Option<CentreCode>,
    receiving_text: String,
    remarks: &[Remark],
) -> JudgedCard {
    let mut stopped: Vec<Code> =
        remarks.iter().map(|remark| remark.code).filter(|code| code.id.starts_with('Q')).collect();
    stopped.sort_unstable();
    stopped.dedup();
    let mut judged = JudgedCard { card, centre, receiving_text, stopped, content: [0; 32] };
    judged.content = content::digest(&judged);
    judged
}

fn no_serial(value: String, detail: &'static str) -> Remark {
    let value = (!value.is_empty()).then_some(value);
    Remark { code: fault::NO_SERIAL, column: "card_serial", value, detail }
}

/// The rules, one function for each column, writing down what they find.
struct Judge<'a> {
    day: NaiveDate,
    /// The row's citizen number, as it is checked; nothing of it may be kept.
    own: &'a str,
    remarks: &'a mut Vec<Remark>,
}

impl Judge<'_> {
    fn stop(
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

    fn serial(&self, text: &str) -> Result<CardSerial, Remark> {
        if citizen::own_shown_in(text, self.own) {
            return Err(no_serial(mask_number(text), "序列号中含公民身份号码"));
        }
        CardSerial::parse(text).ok_or_else(|| no_serial(shown(text), ""))
    }

    /// Judges the number; whether it is worth hashing.
    fn citizen_number(&mut self) -> bool {
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

    fn name(&mut self, text: &str) -> String {
        if text.is_empty() {
            self.stop(fault::UNREADABLE_CARD, "name", None, "没有姓名");
        }
        self.text("name", text)
    }

    fn receipt(&mut self, text: &str) -> String {
        if self.shows_citizen(text) {
            self.stop(fault::RECEIPT_SHOWS_ID, "receipt_no", Some(mask_number(text)), "");
            return String::new();
        }
        self.text("receipt_no", text)
    }

    fn receiving(&mut self, text: &str) -> (Option<LocationCode>, String) {
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
    fn text(&mut self, column: &'static str, text: &str) -> String {
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

    fn choice<T>(&mut self, column: &'static str, seen: Seen<T>, safe: T) -> T {
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
    fn position(&mut self, seen: Seen<u32>) -> Option<u32> {
        if matches!(seen, Seen::Unreadable | Seen::Impossible) {
            self.stop(fault::BAD_VALUE, "position", None, "应为不小于 0 的整数");
        }
        seen.value()
    }

    /// The three dates, each only if it is possible.
    fn dates(
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
