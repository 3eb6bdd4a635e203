//! Finding the header row, and what it says about the columns.

use super::layout::plain_name;
use super::records::{Cells, Records};
use super::{Column, FileKind};
use crate::fault::{self, Fault, Finding};

/// Rows looked at before giving up; titles, dates and notes stand above the header.
pub(super) const SEARCHED_ROWS: usize = 20;

/// Where each column of a kind stands in a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Line of the header row.
    pub(super) line: u64,
    /// How many cells a row has.
    pub(super) width: usize,
    /// The names as the file writes them.
    labels: Vec<String>,
    /// Column and its place in the row.
    places: Vec<(&'static str, usize)>,
}

impl Header {
    /// Reads `cells` as a header of `kind`, whatever they are.
    fn of(kind: FileKind, cells: &Cells) -> Self {
        let labels: Vec<String> = cells.iter().map(str::to_owned).collect();
        let width = labels.iter().rposition(|label| !label.is_empty()).map_or(0, |last| last + 1);
        let mut places: Vec<(&'static str, usize)> = Vec::new();
        for (ix, label) in labels.iter().enumerate() {
            if let Some(column) = column_called(kind, label)
                && !places.iter().any(|(name, _)| *name == column.name)
            {
                places.push((column.name, ix));
            }
        }
        Self { line: cells.line, width, labels, places }
    }

    /// Where the column called `name` stands.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == name).map(|(_, ix)| *ix)
    }

    /// What the file calls the column `name`; its own name when the file does not have it.
    pub(super) fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.place(name).map_or(name, |ix| &self.labels[ix])
    }

    /// What the file calls the column at `ix`.
    pub(super) fn label_at(&self, ix: usize) -> &str {
        self.labels.get(ix).map_or("", String::as_str)
    }

    /// Whether `cells` are this header once more, as at the top of each printed page.
    pub(super) fn is_repeated_by(&self, cells: &Cells) -> bool {
        self.places.iter().all(|&(_, ix)| cells.get(ix) == self.labels[ix])
    }

    /// Required columns that are not there, by both names.
    fn missing(&self, kind: FileKind) -> Vec<String> {
        let called = |column: &Column| format!("{}（{}）", column.name, column.zh);
        let mut missing: Vec<String> = (kind.columns().iter())
            .filter(|column| column.required && self.place(column.name).is_none())
            .map(called)
            .collect();
        let either = kind.either();
        if !either.is_empty() && either.iter().all(|name| self.place(name).is_none()) {
            missing.push(either.join(" 或 "));
        }
        missing
    }

    /// One finding for each column that is not known or stands there twice.
    pub(super) fn findings(&self, kind: FileKind) -> Vec<Finding> {
        let unknown = (self.labels.iter().enumerate())
            .filter(|(ix, label)| !label.is_empty() && !self.places.iter().any(|(_, at)| at == ix));
        unknown
            .map(|(_, label)| Finding {
                line: Some(self.line),
                column: Some(label.chars().take(32).collect()),
                value: None,
                code: fault::UNKNOWN_COLUMN,
                detail: match column_called(kind, label) {
                    Some(_) => "该列出现两次，只读第一次".into(),
                    None => String::new(),
                },
            })
            .collect()
    }
}

fn column_called(kind: FileKind, label: &str) -> Option<&'static Column> {
    let plain = plain_name(label);
    kind.columns().iter().find(|column| column.is_called(&plain))
}

/// Finds the header among the first rows: the first one with every required column. Reads from
/// the beginning of `records`.
///
/// # Errors
/// F101 when there is nothing but blanks, F103 naming the columns that are missing and those that
/// were found in the row that comes nearest.
pub(super) fn find(kind: FileKind, records: &mut dyn Records) -> Result<Header, Fault> {
    records.rewind()?;
    let mut cells = Cells::default();
    let mut nearest: Option<Header> = None;
    let mut rows = 0;
    while rows < SEARCHED_ROWS && records.next(&mut cells)? {
        if cells.is_blank() {
            continue;
        }
        rows += 1;
        let header = Header::of(kind, &cells);
        if header.missing(kind).is_empty() {
            return Ok(header);
        }
        if nearest.as_ref().is_none_or(|best| header.places.len() > best.places.len()) {
            nearest = Some(header);
        }
    }
    match nearest {
        None => Err(Fault::new(fault::EMPTY_FILE, "")),
        Some(header) => Err(Fault::new(fault::WRONG_HEADER, explain(kind, &header))),
    }
}

/// What is missing, and what was found. Only known names are repeated: a row that is no header may
/// hold personal data.
fn explain(kind: FileKind, nearest: &Header) -> String {
    let missing = nearest.missing(kind).join("、");
    if nearest.places.is_empty() {
        return format!("前 {SEARCHED_ROWS} 行没有「{}」的任何列名，须有 {missing}", kind.zh());
    }
    let found: Vec<_> = nearest.places.iter().map(|&(_, ix)| nearest.labels[ix].as_str()).collect();
    format!("第 {} 行缺 {missing}；只认出 {}", nearest.line, found.join("、"))
}
