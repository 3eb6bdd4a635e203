//! Names, which are never cut: a long one goes on on the next line, and its row becomes as high as
//! its lines need. Lines are counted from upper bounds of widths, so that a browser, which breaks
//! at the same places or more, never needs more of them than were promised.

use super::glyphs::legible;
use super::script::{Setting, setting};
use super::widths::width;
use askama::Template;
use askama::filters::HtmlSafe;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// Tenths of a millimetre in a point.
const TENTHS_PER_POINT: f64 = 254.0 / 72.0;

/// What a cell keeps free to its left and right, with its line.
const CELL_MARGIN_MM: u32 = 3;

/// A name with the size in which it is set and the height that it takes.
/// Displays as escaped HTML.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    source = "<bdi class=\"set{% if setting.down %} down{% endif %}\"{% if !setting.lang.is_empty() %} lang=\"{{ setting.lang }}\"{% endif %} \
style=\"font-size:{{ pt }}pt;line-height:{{ setting.line }}%{% if setting.down %};height:{{ length_mm }}mm{% endif %}\">\
{% for piece in pieces %}{{ piece }}{% if !loop.last %}<wbr>{% endif %}{% endfor %}</bdi>"
)]
pub(super) struct Name {
    /// Between them a line may end though nothing in the text says so.
    pieces: Vec<String>,
    setting: Setting,
    pt: f64,
    /// Of a line that runs downwards.
    length_mm: u32,
    /// The height that it takes, in tenths of a millimetre.
    tenths: u32,
}

impl HtmlSafe for Name {}

impl Name {
    /// The height of a row that holds this name.
    pub(super) fn row_mm(&self) -> u32 {
        const MARGIN: u32 = 15;
        (self.tenths + MARGIN).div_ceil(10)
    }
}

/// Sets `text` in a cell `cell_mm` wide in the first of `sizes` (points) in which it is not higher
/// than a hand, else in the last.
pub(super) fn name(text: &str, cell_mm: u32, sizes: &[u32]) -> Name {
    const HIGH: u32 = 600;
    let text = &*legible(text);
    let setting = setting(text);
    let room_mm = cell_mm.saturating_sub(CELL_MARGIN_MM).max(1);
    let set = |pt: u32| match (setting.down, f64::from(pt * setting.size) / 100.0) {
        (true, pt) => down(text, setting, room_mm, pt),
        (false, pt) => across(text, setting, room_mm, pt),
    };
    let low = sizes.iter().map(|&pt| set(pt)).find(|name| name.tenths <= HIGH);
    low.unwrap_or_else(|| set(sizes.last().copied().unwrap_or(12)))
}

fn across(text: &str, setting: Setting, room_mm: u32, pt: f64) -> Name {
    let lines = lines(text, ems(room_mm, pt));
    Name { pieces: pieces(text), setting, pt, length_mm: 0, tenths: thickness(setting, pt, lines) }
}

/// Lines that run downwards: as short as the cell is wide enough for, and no word broken.
fn down(text: &str, setting: Setting, room_mm: u32, pt: f64) -> Name {
    const LENGTHS_MM: [u32; 7] = [14, 18, 22, 27, 33, 40, 50];
    let longest = text.split(' ').map(width).max().unwrap_or(0);
    let fits = |length_mm: u32| {
        let line = ems(length_mm, pt);
        longest <= line && thickness(setting, pt, lines(text, line)) <= 10 * room_mm
    };
    let length_mm = LENGTHS_MM.into_iter().find(|&mm| fits(mm)).unwrap_or_else(|| {
        // Beyond what is a name: one line of its own for every part that does not fit.
        let columns = (10 * room_mm / thickness(setting, pt, 1).max(1)).max(1);
        (50..).find(|&mm| lines(text, ems(mm, pt)) <= columns).unwrap_or(50)
    });
    Name { pieces: pieces(text), setting, pt, length_mm, tenths: 10 * length_mm }
}

/// How much `mm` millimetres hold in a size, in hundredths of it.
pub(super) fn ems(mm: u32, pt: f64) -> u32 {
    (f64::from(mm * 1000) / (pt * TENTHS_PER_POINT)) as u32
}

/// What `lines` lines take across their direction, in tenths of a millimetre.
fn thickness(setting: Setting, pt: f64, lines: u32) -> u32 {
    (f64::from(lines * setting.line) / 100.0 * pt * TENTHS_PER_POINT).ceil() as u32
}

/// `text` cut where it may be broken though no rule of Unicode says so: after the mark between the
/// parts of a name (U+00B7), and after the dots of names written otherwise.
fn pieces(text: &str) -> Vec<String> {
    text.split_inclusive(['·', '•', '‧', '・']).map(str::to_owned).collect()
}

/// Lines that `text` takes at most where a line holds `line` hundredths of the size. A word that is
/// longer begins a line of its own and is broken at its end. O(characters).
pub(super) fn lines(text: &str, line: u32) -> u32 {
    let (mut lines, mut used) = (1, 0);
    for word in words(text) {
        // A blank at the end of a line hangs over it.
        let wide = width(word.trim_end());
        if wide > line {
            if used > 0 {
                lines += 1;
                used = 0;
            }
            for letter in word.graphemes(true) {
                let wide = width(letter).min(line);
                if used + wide > line {
                    lines += 1;
                    used = 0;
                }
                used += wide;
            }
        } else if used + wide > line {
            lines += 1;
            used = width(word);
        } else {
            used += width(word);
        }
    }
    lines
}

/// `text` cut where every browser breaks it: after blanks, Tibetan tshegs and the marks of
/// [`pieces`], and between two characters that each stand for a syllable.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((_, c)) = letters.next() {
        let Some(&(at, next)) = letters.peek() else { break };
        let ends = matches!(c, '·' | '•' | '‧' | '・') || (c == ' ' && next != ' ');
        let between = syllable(c) && syllable(next);
        if ends || between || (c == '་' && next.script() == Script::Tibetan) {
            words.push(&text[from..at]);
            from = at;
        }
    }
    words.push(&text[from..]);
    words
}

fn syllable(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{a000}'..='\u{a48c}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 12 points in a column of 37 mm.
    fn counted(text: &str) -> u32 {
        lines(text, ems(34, 12.0))
    }

    #[test]
    fn long_names_take_more_lines_and_keep_their_size() {
        assert_eq!(counted("王小明"), 1);
        assert_eq!(counted("阿卜杜拉·买买提"), 1);
        assert_eq!(counted("阿布都热合曼·买买提吐尔逊·艾合买提江·依布拉音"), 3);
        assert_eq!(counted("ئابدۇللا ئەخمەت"), 1);
        assert_eq!(counted("Maximilian Alexander von und zu Hohenstein-Wittgenstein"), 5);
        assert_eq!(counted("གྲུབ་གྲུབ་གྲུབ་གྲུབ་གྲུབ"), 2);
        let long = name("阿布都热合曼·买买提吐尔逊·艾合买提江·依布拉音", 37, &[12, 8]);
        assert_eq!((long.pt, long.row_mm()), (12.0, 17));
        assert_eq!(name("王小明", 37, &[12]).row_mm(), 7);
    }

    #[test]
    fn a_line_that_runs_downwards_is_no_longer_than_it_must_be() {
        let short = name("ᠪᠠᠲᠤ", 37, &[12]);
        let long = name("ᠰᠠᠷᠠᠨ ᠲᠤᠶᠠᠭᠠ ᠪᠠᠭᠠᠲᠤᠷ", 37, &[12]);
        assert!(short.setting.down && short.length_mm < long.length_mm && long.length_mm < 30);
    }

    #[test]
    fn a_name_higher_than_a_hand_is_set_smaller() {
        assert_eq!(name(&"龘".repeat(64), 37, &[12, 8]).pt, 12.0);
        assert_eq!(name(&"龘".repeat(300), 37, &[12, 8]).pt, 8.0);
    }
}
