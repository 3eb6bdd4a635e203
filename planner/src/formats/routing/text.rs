//! Bytes → numbered lines, and faults that say where they are.

use crate::fault::{self, Code, Fault};
use std::borrow::Cow;

/// A line of a file; the first is 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// A fault on this line.
    pub(super) fn fault(&self, code: Code, detail: impl std::fmt::Display) -> Fault {
        Fault::new(code, format!("第 {} 行：{detail}", self.number))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> {
        self.text.split_whitespace()
    }

    /// The line's `N` words; `what` says what they should be.
    pub(super) fn exactly<const N: usize>(&self, what: &str) -> Result<[&'a str; N], Fault> {
        let mut words = self.words();
        let mut taken = [""; N];
        for place in &mut taken {
            *place = words.next().ok_or_else(|| self.wrong_count::<N>(what))?;
        }
        if words.next().is_some() {
            return Err(self.wrong_count::<N>(what));
        }
        Ok(taken)
    }

    fn wrong_count<const N: usize>(&self, what: &str) -> Fault {
        let found = self.words().count();
        self.fault(fault::COUNT_WRONG, format!("{what} 每行应有 {N} 个数，这里有 {found} 个"))
    }

    /// Fails when the line had bytes that are not UTF-8.
    pub(super) fn in_utf8(&self) -> Result<(), Fault> {
        match self.text.contains(char::REPLACEMENT_CHARACTER) {
            true => Err(self.fault(fault::NOT_TEXT, shown(self.text))),
            false => Ok(()),
        }
    }
}

/// The text of a file without its byte order mark. Bytes that are not UTF-8 become replacement
/// characters: old comments are in any encoding, and elsewhere [`Line::in_utf8`] finds them.
///
/// # Errors
/// F101 when there is nothing but blanks, F311 when there are bytes of zero (UTF-16, binary files).
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(Fault::new(fault::EMPTY_FILE, ""));
    }
    if bytes.contains(&0) {
        return Err(Fault::new(fault::NOT_TEXT, "含有零字节"));
    }
    Ok(String::from_utf8_lossy(bytes))
}

/// The lines that are not blank.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let all = text.lines().enumerate();
    let lines = all.map(|(index, text)| Line { number: index + 1, text: text.trim() });
    lines.filter(|line| !line.text.is_empty())
}

/// A piece of a file as a message shows it: short, and without control characters.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let short: String = text.chars().filter(|c| !c.is_control()).take(MOST).collect();
    if text.chars().count() > MOST { format!("“{short}…”") } else { format!("“{short}”") }
}
