//! Printed manifests in two languages: below each fixed text of a manifest stands what a translation
//! file calls it, in smaller type. What is filled in, such as names, places and values, stays as it is.
//!
//! | file | what it does |
//! | --- | --- |
//! | `heading` | a piece of text with its numbers as places |
//! | `room` | how large a text is set where, and how much higher a block gets |
//! | `paint` | the second text into finished HTML |
//!
//! The pages of the Chinese manifest are made first and give its digest, so that copies in one language
//! and in two are the same manifest. All text from outside stands in `bdi` and is left alone.

mod heading;
mod paint;
mod room;

use super::glyphs::legible;
use super::script::setting;
use super::text::scrub;
use super::unprintable::{At, Unprintable, of_texts};
use fenjian_planner::fault::{self, Code, Fault};
use fenjian_planner::formats::{Translation, translation};
use heading::places;
use room::Size;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Seek};
use std::sync::OnceLock;

/// The English texts. The file is complete: its headings are the list of all headings.
const ENGLISH: &str = include_str!("../../../translations/en.csv");

/// A second language with the text of each heading that it has.
#[derive(Clone, Debug)]
pub struct Second {
    texts: BTreeMap<String, Text>,
    /// What a line of it takes at most below the Chinese one, in tenths of a millimetre.
    step: u32,
    findings: Vec<Unprintable>,
}

/// What a heading is called.
#[derive(Clone, Debug)]
struct Text {
    text: String,
    /// The tag of its language, by which fonts are chosen; empty for that of the page.
    lang: String,
    /// In which size it stands below its heading.
    size: Size,
}

impl Second {
    /// English, as it comes with the program.
    pub fn english() -> Self {
        Self::of("en", english())
    }

    /// Reads a translation file; `name` is what people call it.
    ///
    /// # Errors
    /// Those of [`translation`]. What is wrong with single rows is among the findings.
    pub fn read(name: &str, source: &mut (impl Read + Seek)) -> Result<Self, Fault> {
        let read = translation(source);
        let read = read.map_err(|e| Fault::new(e.code, format!("{name} {}", e.detail)))?;
        Ok(Self::of(name, &read))
    }

    /// What of the file will not be printed: headings without a text (W864), rows without a heading of
    /// ours (W865), texts that have no room (W866), characters without a glyph (W861 to W863).
    pub fn findings(&self) -> &[Unprintable] {
        &self.findings
    }

    fn of(name: &str, file: &Translation) -> Self {
        let known: BTreeSet<&str> =
            english().rows.iter().map(|(_, heading, _)| heading.as_str()).collect();
        let tag = language(&file.language);
        let mut texts = BTreeMap::new();
        let (mut unknown, mut unfit) = (Vec::new(), Vec::new());
        let at = |of: String| At { manifest: name.to_owned(), field: "标题", of };
        for (line, heading, text) in &file.rows {
            if !known.contains(heading.as_str()) {
                let shown = scrub(heading.chars().take(40).collect());
                unknown.push(at(format!("{shown}（第 {line} 行）")));
            } else if !text.is_empty() && !texts.contains_key(heading) {
                match fitted(heading, text, tag) {
                    Some(text) => _ = texts.insert(heading.clone(), text),
                    None => unfit.push(at(heading.clone())),
                }
            }
        }
        let is_unfit = |heading: &str| unfit.iter().any(|at| at.of == heading);
        let missing = known.iter().filter(|&&it| !texts.contains_key(it) && !is_unfit(it));
        let missing = missing.map(|&heading| at(heading.to_owned())).collect();
        let of_code = |code: Code, places: Vec<At>| {
            let found = Unprintable { code, character: None, package: None, places };
            (!found.places.is_empty()).then_some(found)
        };
        let of_file = [
            of_code(fault::HEADING_UNTRANSLATED, missing),
            of_code(fault::HEADING_UNKNOWN, unknown),
            of_code(fault::TRANSLATION_UNFIT, unfit),
        ];
        let looked_at = file.rows.iter().map(|(_, heading, text)| {
            (text.as_str(), At { manifest: name.to_owned(), field: "译文", of: heading.clone() })
        });
        let findings = of_file.into_iter().flatten().chain(of_texts(looked_at)).collect();
        let step = texts.values().map(|text| text.size.step).fold(Size::LEAST_STEP, u32::max);
        Self { texts, step, findings }
    }
}

/// The file that comes with the program; a test reads it.
fn english() -> &'static Translation {
    static READ: OnceLock<Translation> = OnceLock::new();
    READ.get_or_init(|| {
        let none = |_| Translation { language: "en".into(), rows: Vec::new() };
        translation(&mut Cursor::new(ENGLISH)).unwrap_or_else(none)
    })
}

/// What stands above a column as a tag of a language; empty when it is none.
fn language(label: &str) -> &str {
    let part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if label.split('-').all(part) { label } else { "" }
}

/// `text` as it stands below `heading`; none when it has no room or more places than the heading.
fn fitted(heading: &str, text: &str, tag: &str) -> Option<Text> {
    let text = legible(&scrub(text.to_owned())).into_owned();
    let of_script = setting(&text).lang;
    let lang = if of_script.is_empty() { tag } else { of_script };
    let size = room::below(heading, &text).filter(|_| places(&text) <= places(heading))?;
    Some(Text { lang: lang.to_owned(), text, size })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(file: &str) -> Second {
        Second::read("ug.csv", &mut Cursor::new(file)).unwrap()
    }

    fn found(file: &str, code: &str) -> Vec<String> {
        let second = read(file);
        let of_code = second.findings().iter().filter(|finding| finding.code.id == code);
        of_code.flat_map(|finding| finding.places.iter().map(|at| at.of.clone())).collect()
    }

    #[test]
    fn the_english_file_is_read_and_every_text_of_it_has_room() {
        assert!(english().rows.len() > 200);
        assert_eq!(Second::english().findings(), []);
    }

    #[test]
    fn what_a_file_lacks_and_what_no_manifest_has_is_named() {
        let file = "zh,ug\n姓名,ئىسمى\n名字,ئىسمى\n受理号,\n";
        let missing = found(file, "W864");
        assert!(missing.contains(&"受理号".into()) && !missing.contains(&"姓名".into()));
        assert_eq!(found(file, "W865"), ["名字（第 3 行）"]);
        assert!(read(file).findings()[0].to_string().contains("ug.csv"));
    }

    #[test]
    fn a_text_that_has_no_room_or_a_place_too_many_stays_chinese() {
        let long = "a very long text for two characters";
        assert_eq!(found(&format!("zh,en\n姓名,{long}\n"), "W866"), ["姓名"]);
        assert_eq!(found("zh,en\n第 {} 站,{} of {}\n", "W866"), ["第 {} 站"]);
    }

    #[test]
    fn a_character_without_a_glyph_is_found_with_the_heading_it_is_for() {
        let file = "zh,en\n姓名,\u{e863}\n";
        assert_eq!(found(file, "W862"), ["姓名"]);
        assert_eq!(read(file).texts["姓名"].text, "〔U+E863〕");
    }
}
