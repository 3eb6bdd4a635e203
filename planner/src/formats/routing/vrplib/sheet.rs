//! Keys with values and sections of lines, none of them unknown, none of them twice.

use super::super::number::{MOST, amount};
use super::super::text::{Line, lines, shown};
use crate::fault::{self, Fault};

/// Keys that are understood. `EDGE_WEIGHT_FORMAT` and the following ones repeat what other keys say,
/// or concern drawings; `COMMENT` is for people.
const KEYS: [&str; 12] = [
    "NAME",
    "COMMENT",
    "TYPE",
    "DIMENSION",
    "CAPACITY",
    "VEHICLES",
    "DISTANCE",
    "SERVICE_TIME",
    "EDGE_WEIGHT_TYPE",
    "EDGE_WEIGHT_FORMAT",
    "NODE_COORD_TYPE",
    "DISPLAY_DATA_TYPE",
];

/// Sections that are understood; `DISPLAY_DATA_SECTION` concerns drawings.
const SECTIONS: [&str; 7] = [
    "NODE_COORD_SECTION",
    "DEMAND_SECTION",
    "DEPOT_SECTION",
    "EDGE_WEIGHT_SECTION",
    "TIME_WINDOW_SECTION",
    "SERVICE_TIME_SECTION",
    "DISPLAY_DATA_SECTION",
];

/// A file cut into its parts.
pub(super) struct Sheet<'a> {
    keys: Vec<(&'static str, &'a str, Line<'a>)>,
    sections: Vec<Section<'a>>,
}

/// A section and the lines under it.
pub(super) struct Section<'a> {
    pub(super) name: &'static str,
    pub(super) head: Line<'a>,
    pub(super) lines: Vec<Line<'a>>,
}

/// A row of a table: a node's number and `N` words about it.
pub(super) struct Row<'a, const N: usize> {
    pub(super) node: i64,
    pub(super) words: [&'a str; N],
    pub(super) line: Line<'a>,
}

/// The key and value of a line `KEY : value`.
pub(super) fn entry(line: Line<'_>) -> Option<(&str, &str)> {
    let (key, value) = line.text.split_once(':')?;
    let key = key.trim();
    (is_word(key) && !key.ends_with("_SECTION")).then(|| (key, value.trim()))
}

/// The name of the section that begins on this line.
pub(super) fn section(line: Line<'_>) -> Option<&str> {
    let name = line.text.trim_end_matches(':').trim_end();
    (is_word(name) && name.ends_with("_SECTION")).then_some(name)
}

/// Whether a text is written like a key: capitals, digits and underscores, a capital first.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

impl<'a> Sheet<'a> {
    /// Cuts `text` up to the line `EOF`.
    ///
    /// # Errors
    /// F302 for a key or section that is not understood, F305 for one that stands there twice, F304
    /// for a line that belongs to none, F311 for one that is not UTF-8 and no comment.
    pub(super) fn cut(text: &'a str) -> Result<Self, Fault> {
        let mut sheet = Self { keys: Vec::new(), sections: Vec::new() };
        let mut open = false;
        for line in lines(text) {
            if line.text == "EOF" {
                break;
            }
            if let Some((key, value)) = entry(line) {
                sheet.add_key(key, value, line)?;
                open = false;
            } else if let Some(name) = section(line) {
                sheet.add_section(name, line)?;
                open = true;
            } else if let Some(section) = sheet.sections.last_mut().filter(|_| open) {
                line.in_utf8()?;
                section.lines.push(line);
            } else {
                line.in_utf8()?;
                return Err(line.fault(fault::KEY_UNSUPPORTED, shown(line.text)));
            }
        }
        Ok(sheet)
    }

    fn add_key(&mut self, key: &str, value: &'a str, line: Line<'a>) -> Result<(), Fault> {
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            return Err(line.fault(fault::KEY_UNSUPPORTED, shown(key)));
        };
        if key == "COMMENT" || key == "NAME" {
            // For people, in any encoding, on as many lines as they like.
        } else if self.key(key).is_some() {
            return Err(line.fault(fault::COUNT_WRONG, format!("{key} 重复")));
        } else {
            line.in_utf8()?;
        }
        self.keys.push((key, value, line));
        Ok(())
    }

    fn add_section(&mut self, name: &str, head: Line<'a>) -> Result<(), Fault> {
        let Some(name) = SECTIONS.into_iter().find(|known| *known == name) else {
            return Err(head.fault(fault::KEY_UNSUPPORTED, shown(name)));
        };
        if self.has(name) {
            return Err(head.fault(fault::COUNT_WRONG, format!("{name} 重复")));
        }
        self.sections.push(Section { name, head, lines: Vec::new() });
        Ok(())
    }

    /// The value of a key and its line.
    pub(super) fn key(&self, key: &str) -> Option<(&'a str, Line<'a>)> {
        let found = self.keys.iter().find(|(known, ..)| *known == key);
        found.map(|(_, value, line)| (*value, *line))
    }

    /// The value of a key that has to be there.
    pub(super) fn required(&self, key: &str) -> Result<(&'a str, Line<'a>), Fault> {
        self.key(key).ok_or_else(|| Fault::new(fault::KEY_MISSING, key))
    }

    /// Every comment.
    pub(super) fn comments(&self) -> impl Iterator<Item = &'a str> {
        self.keys.iter().filter(|(key, ..)| *key == "COMMENT").map(|(_, value, _)| *value)
    }

    /// How many nodes the file says it has.
    pub(super) fn dimension(&self) -> Result<usize, Fault> {
        let (word, line) = self.required("DIMENSION")?;
        match amount(word, 1, MOST, line, "DIMENSION")? {
            ..=1 => Err(line.fault(fault::NO_CUSTOMERS, format!("DIMENSION {word}"))),
            nodes => Ok(nodes as usize),
        }
    }

    pub(super) fn has(&self, section: &str) -> bool {
        self.sections.iter().any(|known| known.name == section)
    }

    /// A section that has to be there.
    pub(super) fn section(&self, name: &str) -> Result<&Section<'a>, Fault> {
        let found = self.sections.iter().find(|section| section.name == name);
        found.ok_or_else(|| Fault::new(fault::KEY_MISSING, name))
    }

    /// The rows of a section that has to be there: each a node's number and `N` words.
    pub(super) fn table<const N: usize>(&self, name: &str) -> Result<Vec<Row<'a, N>>, Fault> {
        let section = self.section(name)?;
        let row = |line: &Line<'a>| {
            let mut words = line.words();
            let node = words.next().unwrap_or_default();
            let node = amount(node, 1, MOST, *line, "节点编号")?;
            let mut taken = [""; N];
            for place in &mut taken {
                *place = words.next().ok_or_else(|| wrong::<N>(name, *line))?;
            }
            match words.next() {
                Some(_) => Err(wrong::<N>(name, *line)),
                None => Ok(Row { node, words: taken, line: *line }),
            }
        };
        section.lines.iter().map(row).collect()
    }
}

fn wrong<const N: usize>(name: &str, line: Line<'_>) -> Fault {
    let found = line.words().count();
    line.fault(fault::COUNT_WRONG, format!("{name} 每行应有 {} 个数，这里有 {found} 个", N + 1))
}
