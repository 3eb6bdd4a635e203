//! How values are written on paper: times, dates, numbers, masks, and text that must fit.

use super::glyphs::{legible, plain};
use chinese_number::{ChineseCase, ChineseCountMethod, ChineseVariant, NumberToChinese};
use chrono::{Datelike, NaiveDate};
use fenjian_planner::units::{Clock, Grams, Window};
use std::borrow::Cow;

/// Whether `c` may stand on paper. Control characters break pages; characters that steer the
/// direction of text could make a name or a number read as another one (Unicode TR 36, 3.1).
/// The joiners U+200C and U+200D stay, and the selectors of variants: some names need them.
pub(super) fn printable(c: char) -> bool {
    let steering = matches!(c,
        '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E00FF}');
    !steering && !c.is_control()
}

/// `html` without the characters that must not reach paper, and with the code point of those that
/// would be a box; a line break may stay.
/// Done once to each finished page, so that no field can be forgotten. O(bytes).
pub(super) fn scrub(mut html: String) -> String {
    if plain(&html) {
        return html;
    }
    html.retain(|c| c == '\n' || printable(c));
    match legible(&html) {
        Cow::Borrowed(_) => html,
        Cow::Owned(changed) => changed,
    }
}

/// `HH:MM`, with `次日` after midnight.
pub(super) fn time(clock: Clock) -> String {
    const DAY_S: i64 = 24 * 3600;
    if clock.0 < DAY_S { clock.to_string() } else { format!("次日{}", Clock(clock.0 - DAY_S)) }
}

/// Each window as `09:00–11:30`; `不开放` when there is none.
pub(super) fn windows(windows: &[Window]) -> Vec<String> {
    if windows.is_empty() {
        return vec!["不开放".into()];
    }
    windows.iter().map(|w| format!("{}–{}", time(w.from), time(w.to))).collect()
}

/// `2026年11月24日　星期二`.
pub(super) fn long_day(day: NaiveDate) -> String {
    const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let weekday = DAYS[day.weekday().num_days_from_monday() as usize];
    format!("{}年{}月{}日　星期{weekday}", day.year(), day.month(), day.day())
}

/// `2026-11-24`, or a dash.
pub(super) fn date(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "—".into(), |day| day.format("%Y-%m-%d").to_string())
}

/// `12,345`.
pub(super) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Kilograms with one decimal, rounded up: a weight limit is never met by rounding.
pub(super) fn kg(weight: Grams) -> String {
    let tenths = (weight.0 + 99).div_euclid(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A signed count: `−3`.
pub(super) fn signed(n: i64) -> String {
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}", count(n.unsigned_abs()))
}

/// Capital numerals, which cannot be altered by a stroke: `壹仟贰佰叁拾肆`. Ten is 壹拾, never 拾,
/// before which a digit could be written (正确填写票据和结算凭证的基本规定, 1997, rule 1).
pub(super) fn capital(n: u64) -> String {
    let words =
        n.to_chinese(ChineseVariant::Simple, ChineseCase::Upper, ChineseCountMethod::TenThousand);
    match words {
        Ok(words) if words.starts_with('拾') => format!("壹{words}"),
        Ok(words) => words,
        // Beyond what the words name; far above any count of cards.
        Err(_) => count(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capital_numerals_are_those_of_a_cheque() {
        let cases = [
            (0, "零"),
            (7, "柒"),
            (10, "壹拾"),
            (105, "壹佰零伍"),
            (1234, "壹仟贰佰叁拾肆"),
            (30_000, "叁万"),
            (120_450, "壹拾贰万零肆佰伍拾"),
        ];
        for (n, words) in cases {
            assert_eq!(capital(n), words);
        }
    }

    #[test]
    fn capital_numerals_read_back_and_leave_no_gap_for_a_digit() {
        const DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";
        for n in (0..30_000).chain((30_000..2_000_000).step_by(997)) {
            let words = capital(n);
            let (mut total, mut section, mut digit) = (0, 0, None);
            for c in words.chars() {
                let unit = match c {
                    '拾' => 10,
                    '佰' => 100,
                    '仟' => 1000,
                    '万' => {
                        total = (total + section + digit.take().unwrap_or(0)) * 10_000;
                        section = 0;
                        continue;
                    }
                    c => {
                        digit = DIGITS.chars().position(|d| d == c);
                        continue;
                    }
                };
                let times = digit.take().filter(|&d| d > 0);
                section += unit * times.unwrap_or_else(|| panic!("{words}: {c} without a digit"));
            }
            assert_eq!((total + section + digit.unwrap_or(0)) as u64, n, "{words}");
        }
    }

    #[test]
    fn what_steers_direction_or_breaks_pages_is_gone() {
        let html = "<td>\u{202E}王\u{0}\u{7}小\u{2066}明\u{200B}\u{FEFF}</td>\n".to_owned();
        assert_eq!(scrub(html), "<td>王小明</td>\n");
        assert_eq!(scrub("\u{644}\u{200D}ئ".into()), "\u{644}\u{200D}ئ");
    }

    #[test]
    fn counts_are_grouped_by_thousands() {
        assert_eq!(
            (count(0), count(999), count(1_000)),
            ("0".into(), "999".into(), "1,000".into())
        );
        assert_eq!(signed(-1_234_567), "−1,234,567");
    }
}
