//! How wide text gets at most in the fonts of the style sheet, known without measuring: pages are
//! counted before any font is asked. Measured once in regular and bold, rounded up; a test sets
//! many words in a browser and holds these bounds to it.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// What `text` takes at most on one line, in hundredths of its type size. O(characters).
pub(super) fn width(text: &str) -> u32 {
    let mut before = None;
    let mut letters = text.chars().filter(|&c| !is_mark(c)).peekable();
    let mut sum = if text.starts_with(is_mark) { LONE_MARK } else { 0 };
    while let Some(c) = letters.next() {
        sum += of(c, before, letters.peek().copied());
        before = Some(c);
    }
    sum
}

/// A mark without a letter is shown on a circle.
const LONE_MARK: u32 = 100;

/// What stands on, in or under a letter, and what is not seen at all.
fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    // Most of what is printed are plain characters, which need no look at the table of properties.
    let plain = matches!(c, '\u{a1}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{9fff}');
    unseen || (!plain && c.general_category_group() == GeneralCategoryGroup::Mark)
}

fn of(c: char, before: Option<char>, after: Option<char>) -> u32 {
    match c {
        '\0'..='\x7f' => ascii(c),
        // The widest characters that exist in no name, but perhaps in bad data.
        'Ǆ'..='ǌ' | 'Ǳ'..='ǳ' => 132,
        '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 100,
        '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}' => 100,
        '\u{a000}'..='\u{a4cf}' => 81,
        _ => match c.script() {
            Script::Arabic => arabic(c, joined(after, Script::Arabic)),
            Script::Tibetan => tibetan(c),
            Script::Mongolian => mongolian(c, joined(before, Script::Mongolian)),
            Script::Cyrillic => cyrillic(c),
            Script::Latin | Script::Greek | Script::Han => 100,
            Script::Common if matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{301b}' | '\u{ff01}'..='\u{ff5e}') => {
                100
            }
            _ => 170,
        },
    }
}

fn joined(neighbour: Option<char>, script: Script) -> bool {
    neighbour.is_some_and(|c| c.script() == script)
}

fn ascii(c: char) -> u32 {
    match c {
        ' ' | 'i' | 'j' | 'l' | 'I' | '!' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':'
        | ';' | '[' | ']' | '\\' | '{' | '|' | '}' => 39,
        'f' | 'r' | 't' => 45,
        'm' | 'W' | '%' => 97,
        'w' | 'M' => 87,
        '@' => 102,
        '&' | 'A'..='Z' => 78,
        _ => 65,
    }
}

/// Letters of Uyghur and Kazakh in their font; `on` when another letter follows, to which they are
/// joined or before which they at least end no word.
fn arabic(c: char, on: bool) -> u32 {
    let (before_another, last) = match c {
        'ا' => (26, 26),
        'ر' | 'ز' | 'ژ' => (36, 36),
        'و' | 'ۇ' | 'ۆ' | 'ۈ' | 'ۋ' => (41, 41),
        'ە' | 'ة' => (46, 46),
        'د' | 'ذ' | 'غ' | 'م' | 'ھ' => (51, 51),
        'ج' | 'چ' | 'خ' | 'ح' => (61, 61),
        'ل' => (31, 61),
        'ن' => (36, 61),
        'ئ' | 'ې' | 'ى' | 'ي' => (36, 66),
        'ب' | 'پ' | 'ت' => (36, 75),
        'ق' => (41, 61),
        'ف' => (41, 75),
        'ك' | 'ڭ' | 'گ' => (56, 90),
        'س' | 'ش' | 'ص' | 'ض' => (70, 95),
        // Others come from another font.
        _ => (146, 146),
    };
    if on { before_another } else { last }
}

fn cyrillic(c: char) -> u32 {
    match c {
        'Ѡ'..='ҁ' | 'Ҧ' | 'ҧ' => 135,
        'А'..='Я' | 'а'..='я' if !"ЖМФШЩЫЮжмфшщыю".contains(c) => 80,
        'Ә' | 'ә' | 'І' | 'і' | 'Ң' | 'ң' | 'Ғ' | 'ғ' | 'Ү' | 'ү' | 'Ұ' | 'ұ' | 'Қ' | 'қ' | 'Ө'
        | 'ө' | 'Һ' | 'һ' => 80,
        _ => 107,
    }
}

fn tibetan(c: char) -> u32 {
    match c {
        '་' | '༌' => 30,
        'ཨ' => 87,
        'ཝ' | 'ལ' => 80,
        'ཀ'..='ག' | 'ཆ' | 'མ' | 'ཚ' | 'ཞ' | 'ཡ' => 78,
        'ཀ'..='ཬ' => 72,
        // Signs at the beginning of a text are as wide as two letters.
        _ => 170,
    }
}

/// Widest in the middle or at the end of a word, or at its beginning.
fn mongolian(c: char, within: bool) -> u32 {
    match (c, within) {
        ('ᠠ' | 'ᠡ' | 'ᠢ' | 'ᠨ' | 'ᠮ' | 'ᠯ' | 'ᠶ', true) => 52,
        ('ᠣ'..='ᠦ' | 'ᠬ' | 'ᠭ' | 'ᠰ' | 'ᠱ' | 'ᠷ', true) => 71,
        ('ᠧ' | 'ᠩ' | 'ᠪ' | 'ᠫ' | 'ᠲ' | 'ᠴ' | 'ᠵ' | 'ᠸ'..='ᠻ', true) => 88,
        (_, true) => 125,
        ('ᠠ' | 'ᠢ' | 'ᠣ' | 'ᠤ', false) => 109,
        ('ᠨ' | 'ᠪ'..='ᠵ', false) => 88,
        (_, false) => 137,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_stacks_take_no_width_of_their_own() {
        assert_eq!(width("བཀྲ"), width("བཀ"));
        assert_eq!(width("e\u{301}"), width("e"));
        assert_eq!(width("王\u{e0100}"), width("王"));
        assert_eq!(width("\u{301}"), LONE_MARK);
        assert_eq!(width(""), 0);
    }

    #[test]
    fn letters_that_are_joined_are_narrower() {
        assert!(width("بب") < 2 * width("ب"));
        assert!(width("ᠠᠠ") < 2 * width("ᠠ"));
    }
}
