//! The scripts in which names are written, and what each asks of a line.

use unicode_script::{Script, UnicodeScript};

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The language by which the style sheet chooses fonts; empty for that of the page.
    pub(super) lang: &'static str,
    /// Type size in hundredths of that of Han beside which it reads equally large.
    pub(super) size: u32,
    /// Height of a line in hundredths of its type size.
    pub(super) line: u32,
    /// Whether its lines run downwards, the next one to the right.
    pub(super) down: bool,
}

/// By the first letter of `text` whose script has needs of its own. Letters of several scripts in
/// one name are rare; the tallest line that any of them needs is taken.
pub(super) fn setting(text: &str) -> Setting {
    const PAGE: Setting = Setting { lang: "", size: 100, line: 120, down: false };
    let mut found = text.chars().filter(|c| !c.is_ascii()).filter_map(own);
    let Some(first) = found.next() else { return PAGE };
    let line = found.map(|of| of.line).fold(first.line, u32::max);
    Setting { line, ..first }
}

/// The needs of the script of `c`, where it has some. Heights are those at which neither marks
/// above nor stacks below touch the next line in the fonts of the style sheet.
fn own(c: char) -> Option<Setting> {
    let (lang, size, line, down) = match c.script() {
        Script::Arabic => ("ug", 120, 130, false),
        Script::Tibetan => ("bo", 100, 180, false),
        Script::Mongolian => ("mn-Mong", 100, 130, true),
        Script::Yi => ("ii", 100, 120, false),
        Script::Hangul => ("ko", 100, 120, false),
        _ => return None,
    };
    Some(Setting { lang, size, line, down })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_is_set_in_its_own_way() {
        let lang = |text| setting(text).lang;
        assert_eq!(["王小明", "Veiz Gyahningz", "𠮷野家", ""].map(lang), [""; 4]);
        assert_eq!(
            ["ئايگۈل", "བཀྲ་ཤིས", "ᠪᠠᠲᠤ", "ꀊꁈ", "김철수"].map(lang),
            ["ug", "bo", "mn-Mong", "ii", "ko"]
        );
        assert!(setting("ᠪᠠᠲᠤ").down && !setting("巴图").down);
        // The mark between two parts of a name belongs to no script.
        assert_eq!(lang("·王"), "");
        assert_eq!(setting("ئايگۈل བཀྲ").line, setting("བཀྲ").line);
    }
}
