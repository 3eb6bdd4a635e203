//! Which characters the fonts of this machine can show. A character that none of them has would be
//! an empty box on paper; it is printed as its code point instead, `〔U+E863〕`, and is a finding.
//!
//! What a browser on another machine has is not known here: paper is made where the program runs.

use super::text::printable;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Characters of Unicode.
const CHARACTERS: usize = 0x11_0000;

/// Fonts that have a glyph for everything, each of them a box.
const PLACEHOLDERS: [&str; 3] = ["Last Resort", "LastResort", "Unicode BMP Fallback SIL"];

/// What a set of fonts covers.
pub(super) struct Coverage {
    /// One bit for each character.
    bits: Vec<u64>,
    families: BTreeSet<String>,
}

impl Coverage {
    /// The fonts of this machine, read once. About as long as listing the folders takes.
    pub(super) fn installed() -> &'static Self {
        static INSTALLED: OnceLock<Coverage> = OnceLock::new();
        INSTALLED.get_or_init(|| {
            let mut fonts = fontdb::Database::new();
            fonts.load_system_fonts();
            Self::of(&fonts)
        })
    }

    /// What `fonts` cover together. O(glyphs).
    fn of(fonts: &fontdb::Database) -> Self {
        let mut coverage =
            Self { bits: vec![0; CHARACTERS.div_ceil(64)], families: BTreeSet::new() };
        for face in fonts.faces() {
            let names = || face.families.iter().map(|(name, _)| name.as_str());
            if names().any(|name| PLACEHOLDERS.contains(&name)) {
                continue;
            }
            coverage.families.extend(names().map(str::to_owned));
            fonts.with_face_data(face.id, |data, ix| coverage.add(data, ix));
        }
        coverage
    }

    /// Adds the characters of one face; a broken file adds none.
    fn add(&mut self, data: &[u8], ix: u32) {
        let Ok(face) = ttf_parser::Face::parse(data, ix) else { return };
        let Some(cmap) = face.tables().cmap else { return };
        for table in cmap.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            table.codepoints(|c| {
                if let Some(word) = self.bits.get_mut(c as usize / 64) {
                    *word |= 1 << (c % 64);
                }
            });
        }
    }

    /// Whether all of `text` may stand on paper as it is: an answer for nearly every page at the cost of
    /// one look at each of its characters. That it may not is not said.
    fn plain(&self, text: &str) -> bool {
        let plain = |c: char| match c.is_ascii() {
            true => c == '\n' || !c.is_ascii_control(),
            false => self.has(c) && printable(c) && !is_private(c),
        };
        text.chars().all(plain)
    }

    fn has(&self, c: char) -> bool {
        let at = c as usize;
        self.bits[at / 64] & 1 << (at % 64) != 0
    }

    /// Whether a font of this family is there.
    pub(super) fn family(&self, name: &str) -> bool {
        self.families.contains(name)
    }

    /// Whether these fonts are those of a machine that prints Chinese. Where they are not, they say
    /// nothing about the paper.
    pub(super) fn judges(&self) -> bool {
        self.has('证')
    }

    /// Whether `c` would be a box on paper.
    pub(super) fn lacks(&self, c: char) -> bool {
        let quick = c.is_ascii() || self.has(c) && !is_private(c);
        !quick && printable(c) && !shows_nothing(c) && (is_private(c) || self.judges())
    }

    /// `text` with a code point in place of each character that would be a box. O(characters).
    fn legible<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.chars().any(|c| self.lacks(c)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match self.lacks(c) {
                true => out.push_str(&format!("〔{}〕", code_point(c))),
                false => out.push(c),
            }
        }
        Cow::Owned(out)
    }
}

/// `text` as the fonts of this machine can print it.
pub(super) fn legible(text: &str) -> Cow<'_, str> {
    Coverage::installed().legible(text)
}

/// Whether all of `text` is sure to need no change before it is printed.
pub(super) fn plain(text: &str) -> bool {
    Coverage::installed().plain(text)
}

/// `U+E863`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// Private-use characters, in which old systems keep rare names. Every font draws something else
/// for them, so that none can be trusted.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// Blanks, joiners and selectors, which need no glyph.
fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200c}' | '\u{200d}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covering(text: &str) -> Coverage {
        let mut coverage = Coverage { bits: vec![0; CHARACTERS / 64], families: BTreeSet::new() };
        for c in text.chars() {
            coverage.bits[c as usize / 64] |= 1 << (c as usize % 64);
        }
        coverage
    }

    #[test]
    fn a_character_without_a_glyph_is_printed_as_its_code_point() {
        let fonts = covering("证王明\u{e863}");
        assert_eq!(fonts.legible("王\u{31350}明"), "王〔U+31350〕明");
        assert_eq!(fonts.legible("\u{e863}明"), "〔U+E863〕明");
        assert!(matches!(fonts.legible("王 明\u{e0100}"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_machine_without_chinese_fonts_judges_private_characters_only() {
        let fonts = covering("abc");
        assert_eq!(fonts.legible("王\u{31350}\u{e863}"), "王\u{31350}〔U+E863〕");
    }

    #[test]
    fn the_fonts_of_this_machine_print_chinese_and_lack_what_does_not_exist() {
        let fonts = Coverage::installed();
        assert!(fonts.judges() && !fonts.lacks('龘') && !fonts.lacks('𠮷'));
        assert!(fonts.lacks('\u{3fffd}') && fonts.lacks('\u{e863}'));
    }
}
