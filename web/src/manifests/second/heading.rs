//! A piece of fixed text as a translation file knows it: numbers are places, `第 {} 站`.

/// The digits of capital numerals.
const CAPITALS: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿";

/// What `piece` is called in a translation file, and the numbers that stand in its places.
/// O(characters).
pub(super) fn heading(piece: &str) -> (String, Vec<&str>) {
    let mut heading = String::with_capacity(piece.len());
    let mut numbers = Vec::new();
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        // Han that are digits only where a capital numeral may begin: 捡拾招领 is none.
        let begins = heading.is_empty() || heading.ends_with('：');
        let long = if begins { capital(rest) } else { 0 }.max(number(rest));
        let (taken, after) = rest.split_at(long.max(c.len_utf8()));
        if long > 0 {
            numbers.push(taken);
            heading.push_str("{}");
        } else {
            heading.push(c);
        }
        rest = after;
    }
    (heading, numbers)
}

/// How many places a heading or text has.
pub(super) fn places(text: &str) -> usize {
    text.matches("{}").count()
}

/// `text` with `numbers` in its places.
pub(super) fn fill(text: &str, numbers: &[&str]) -> String {
    numbers.iter().fold(text.to_owned(), |text, number| text.replacen("{}", number, 1))
}

/// How many bytes of a capital numeral `text` begins with.
fn capital(text: &str) -> usize {
    text.find(|c| !CAPITALS.contains(c)).unwrap_or(text.len())
}

/// How many bytes of a number, time or date in digits `text` begins with; a dash stands for none.
fn number(text: &str) -> usize {
    if text.starts_with('—') {
        return '—'.len_utf8();
    }
    let digits = text.strip_prefix('−').unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let ends = digits.find(|c: char| !c.is_ascii_digit() && !",.:-/–".contains(c));
    let number = &digits[..ends.unwrap_or(digits.len())];
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    text.len() - digits.len() + number.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_places_and_words_are_not() {
        let of = |piece| heading(piece).0;
        assert_eq!(of("第 12 站"), "第 {} 站");
        assert_eq!(of("（大写：壹仟零伍袋）"), "（大写：{}袋）");
        assert_eq!(of("壹万张"), "{}张");
        assert_eq!(of("捡拾招领"), "捡拾招领");
        assert_eq!(of("最早时限 2026-11-24"), "最早时限 {}");
        assert_eq!(of("最早时限 —"), "最早时限 {}");
        assert_eq!(of("不平衡，差 −1,234 张，须立即查明"), "不平衡，差 {} 张，须立即查明");
    }

    #[test]
    fn numbers_stand_in_the_places_of_the_text_in_their_order() {
        let (heading, numbers) = heading("留待第 2 遍 1,234 张");
        assert_eq!(heading, "留待第 {} 遍 {} 张");
        assert_eq!(fill("pass {}: {} cards", &numbers), "pass 2: 1,234 cards");
        assert_eq!(fill("in words", &numbers), "in words");
    }
}
