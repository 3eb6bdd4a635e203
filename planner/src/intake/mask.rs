//! Personal values as findings and sheets may show them.

use unicode_segmentation::UnicodeSegmentation;

/// A finding shows no more of a value than this.
const SHOWN_CHARS: usize = 32;

/// A name as everywhere but on inner lists and pull lists: its first letter, with the marks that
/// belong to it, and ＊. `张三` becomes `张＊`, `مەمەت` becomes `م＊`. What stands before the first
/// letter (blanks, quotes) is dropped. Private-use characters count as letters: registers keep
/// rare names in them.
pub fn mask_name(name: &str) -> String {
    let is_letter =
        |c: char| c.is_alphabetic() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    let first = name.graphemes(true).find(|cluster| cluster.starts_with(is_letter));
    format!("{}＊", first.unwrap_or_default())
}

/// A citizen number, or what should have been one: none of it but its length.
pub fn mask_number(number: &str) -> String {
    "＊".repeat(number.chars().take(SHOWN_CHARS).count())
}

/// A value that is not known to be personal, at most 32 characters of it. When it has 15 digits or
/// more it may be or hold a citizen number, and every digit is masked.
pub(crate) fn shown(text: &str) -> String {
    let telling = text.chars().filter(|c| c.is_numeric()).count() >= 15;
    let masked = text.chars().map(|c| if telling && c.is_numeric() { '＊' } else { c });
    let mut shown: String = masked.take(SHOWN_CHARS).collect();
    if text.chars().nth(SHOWN_CHARS).is_some() {
        shown.push('…');
    }
    shown
}
