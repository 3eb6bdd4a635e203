//! What a kind of file looks like: its columns and what they are called.

use super::FileKind;
use super::kinds;

/// One column of a kind of file.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its English name.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// What else it is called in files that are known.
    pub(super) also: &'static [&'static str],
    /// Whether a file without it is no file of this kind.
    pub required: bool,
}

/// A column that must be there.
pub(super) const fn required(
    name: &'static str,
    zh: &'static str,
    also: &'static [&'static str],
) -> Column {
    Column { name, zh, also, required: true }
}

/// A column that may be missing.
pub(super) const fn optional(
    name: &'static str,
    zh: &'static str,
    also: &'static [&'static str],
) -> Column {
    Column { name, zh, also, required: false }
}

impl Column {
    /// Whether `plain`, a name without blanks and brackets, means this column.
    pub(super) fn is_called(&self, plain: &str) -> bool {
        plain == plain_name(self.name)
            || plain == self.zh
            || self.also.iter().any(|also| plain_name(also) == plain)
    }
}

/// A column name without what does not matter in it: capitals, blanks, underscores, hyphens,
/// brackets (so that `载重(千克)` is `载重千克`) and the star of required columns.
pub(super) fn plain_name(name: &str) -> String {
    let dropped = |c: &char| {
        !c.is_whitespace() && !matches!(c, '_' | '-' | '*' | '(' | ')' | '[' | ']' | '\u{feff}')
    };
    super::cells::halved(name).chars().filter(dropped).flat_map(char::to_lowercase).collect()
}

impl FileKind {
    /// The columns of a file of this kind, in the order of the documentation.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Centres => kinds::centres::COLUMNS,
            Self::Locations => kinds::locations::COLUMNS,
            Self::Fleet => kinds::fleet::COLUMNS,
            Self::Cards => kinds::cards::COLUMNS,
            Self::Alerts => kinds::alerts::COLUMNS,
            Self::Calendar => kinds::calendar::COLUMNS,
            Self::Policy => kinds::policy::COLUMNS,
            Self::Machines => kinds::machines::COLUMNS,
            Self::Tariff => kinds::tariff::COLUMNS,
            Self::Pouching => kinds::pouching::COLUMNS,
            Self::Matrix => kinds::matrix::COLUMNS,
        }
    }

    /// Columns of which at least one must be there.
    pub(super) fn either(self) -> &'static [&'static str] {
        match self {
            Self::Alerts => &["card_serial", "receipt_no"],
            _ => &[],
        }
    }

    /// Columns whose long numbers a spreadsheet may have taken for quantities.
    pub(super) fn long_numbers(self) -> &'static [&'static str] {
        match self {
            Self::Cards => &["card_serial", "citizen_id", "receipt_no", "receiving_code"],
            Self::Alerts => &["card_serial", "receipt_no"],
            Self::Locations => &["code", "parent_code"],
            _ => &[],
        }
    }
}
