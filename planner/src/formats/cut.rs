//! Numbers that a spreadsheet cut to the 15 digits it can count with.
//!
//! It shows itself in two ways: `4.40106E+17`, and 18 digits of which the last three are zeros, in
//! far more rows than chance explains. Either way the number is lost; all that can be done is to
//! say so once, and to take none of them for what it seems.

use super::FileKind;
use super::cells;
use super::header::Header;
use super::records::{Cells, Records};
use crate::fault::{self, Fault, Finding};

/// Digits a spreadsheet keeps.
const KEPT: usize = 15;

/// Which columns of a file were cut.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    columns: Vec<Tally>,
}

/// What was seen in one column.
#[derive(Clone, Debug)]
struct Tally {
    name: &'static str,
    place: usize,
    /// Numbers in scientific notation.
    scientific: u64,
    /// Numbers of more than 15 digits that end in zeros behind the 15th.
    zeros: u64,
    /// How many such ends would be there by chance.
    expected: f64,
    /// Line of the first number that is cut or may be.
    line: Option<u64>,
}

impl Tally {
    fn see(&mut self, line: u64, text: &str) {
        let code = cells::code(text);
        if is_scientific(&code) {
            self.scientific += 1;
        } else if code.len() > KEPT && code.bytes().all(|b| b.is_ascii_digit()) {
            self.expected += 0.1_f64.powi(i32::try_from(code.len() - KEPT).unwrap_or(i32::MAX));
            if !ends_in_zeros(&code) {
                return;
            }
            self.zeros += 1;
        } else {
            return;
        }
        self.line.get_or_insert(line);
    }

    /// Six standard deviations above chance, and never less than four rows.
    fn has_cut_zeros(&self) -> bool {
        self.zeros as f64 > self.expected + 6.0 * self.expected.sqrt() + 3.0
    }

    /// How many numbers are lost.
    fn lost(&self) -> u64 {
        self.scientific + if self.has_cut_zeros() { self.zeros } else { 0 }
    }
}

impl Cut {
    /// Looks at every row of the file. O(bytes), only for kinds with long numbers.
    pub(super) fn scan(
        kind: FileKind,
        records: &mut dyn Records,
        header: &Header,
    ) -> Result<Self, Fault> {
        let tally = |&name: &&'static str| {
            let place = header.place(name)?;
            Some(Tally { name, place, scientific: 0, zeros: 0, expected: 0.0, line: None })
        };
        let mut columns: Vec<Tally> = kind.long_numbers().iter().filter_map(tally).collect();
        if columns.is_empty() {
            return Ok(Self { columns });
        }
        records.rewind()?;
        let mut cells = Cells::default();
        while records.next(&mut cells)? {
            if cells.line > header.line {
                for tally in &mut columns {
                    tally.see(cells.line, cells.get(tally.place));
                }
            }
        }
        Ok(Self { columns })
    }

    /// Whether `code`, of the column `name`, was cut.
    pub(super) fn spoils(&self, name: &str, code: &str) -> bool {
        is_scientific(code)
            || code.len() > KEPT
                && ends_in_zeros(code)
                && self.columns.iter().any(|tally| tally.name == name && tally.has_cut_zeros())
    }

    /// The one finding about the file, if a number was cut in it.
    pub(super) fn finding(&self, header: &Header) -> Option<Finding> {
        let lost: Vec<&Tally> = self.columns.iter().filter(|tally| tally.lost() > 0).collect();
        let first = lost.iter().min_by_key(|tally| tally.line)?;
        let counts: Vec<_> = (lost.iter())
            .map(|tally| format!("{} {} 个", header.label(tally.name), tally.lost()))
            .collect();
        Some(Finding {
            line: first.line,
            column: Some(header.label(first.name).to_owned()),
            value: None,
            code: fault::CUT_NUMBERS,
            detail: counts.join("，"),
        })
    }
}

/// Whether `text` is like `4.40106E+17`.
fn is_scientific(text: &str) -> bool {
    // `4E17` may well be a code.
    if !text.contains(['.', '+']) {
        return false;
    }
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix('+').unwrap_or(power);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    whole.len() == 1 && digits(whole) && digits(fraction) && power.len() == 2 && digits(power)
}

/// Whether every digit behind the 15th is zero.
fn ends_in_zeros(number: &str) -> bool {
    number.bytes().skip(KEPT).all(|b| b == b'0')
}
