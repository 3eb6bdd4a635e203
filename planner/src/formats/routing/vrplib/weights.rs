//! Explicit distances: the nine ways of TSPLIB to write a matrix.

use super::super::number::{MOST, amount};
use super::super::text::{Line, shown};
use super::nodes::Nodes;
use super::sheet::Sheet;
use crate::fault::{self, Fault};
use crate::vrp::Metric;

/// What a file lists, in its order. For a symmetric matrix the columns of one triangle are the rows
/// of the other.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Full,
    /// For each row what stands right of the diagonal, with it or without.
    Upper {
        diagonal: bool,
    },
    /// For each row what stands left of the diagonal, with it or without.
    Lower {
        diagonal: bool,
    },
}

impl Shape {
    fn named(format: &str) -> Option<Self> {
        Some(match format {
            "FULL_MATRIX" => Self::Full,
            "UPPER_ROW" | "LOWER_COL" => Self::Upper { diagonal: false },
            "UPPER_DIAG_ROW" | "LOWER_DIAG_COL" => Self::Upper { diagonal: true },
            "LOWER_ROW" | "UPPER_COL" => Self::Lower { diagonal: false },
            "LOWER_DIAG_ROW" | "UPPER_DIAG_COL" => Self::Lower { diagonal: true },
            _ => return None,
        })
    }

    /// How many numbers there are for `n` nodes.
    fn count(self, n: usize) -> usize {
        match self {
            Self::Full => n * n,
            Self::Upper { diagonal } | Self::Lower { diagonal } => {
                n * (n - 1) / 2 + if diagonal { n } else { 0 }
            }
        }
    }

    /// Where the number for (`from`, `to`) stands, from ≠ to.
    fn index(self, n: usize, from: usize, to: usize) -> usize {
        let (low, high) = (from.min(to), from.max(to));
        match self {
            Self::Full => from * n + to,
            Self::Upper { diagonal: false } => low * (2 * n - low - 1) / 2 + high - low - 1,
            Self::Upper { diagonal: true } => low * (2 * n - low + 1) / 2 + high - low,
            Self::Lower { diagonal: false } => high * (high - 1) / 2 + low,
            Self::Lower { diagonal: true } => high * (high + 1) / 2 + low,
        }
    }
}

/// The matrix of `EDGE_WEIGHT_SECTION`. The diagonal means nothing and becomes 0. O(nodes²).
///
/// # Errors
/// F303 without format or section, F302 for another format, F305 for too few or too many numbers,
/// F304 and F306 for a bad one.
pub(super) fn metric(sheet: &Sheet<'_>, nodes: &Nodes) -> Result<Metric, Fault> {
    let (format, line) = sheet.required("EDGE_WEIGHT_FORMAT")?;
    let shape = match Shape::named(format) {
        // The matrices of Eilon in CVRPLIB are written by columns although they say rows.
        Some(_) if format == "LOWER_ROW" && sheet.comments().any(|c| c.contains("Eilon")) => {
            Shape::Upper { diagonal: false }
        }
        Some(shape) => shape,
        None => {
            let detail = format!("EDGE_WEIGHT_FORMAT {}", shown(format));
            return Err(line.fault(fault::KEY_UNSUPPORTED, detail));
        }
    };
    let section = sheet.section("EDGE_WEIGHT_SECTION")?;
    let mut numbers = Vec::new();
    for line in &section.lines {
        for word in line.words() {
            numbers.push(weight(word, *line)?);
        }
    }
    let n = nodes.names().len();
    let expected = shape.count(n);
    if numbers.len() != expected {
        let found = numbers.len();
        let detail = format!("EDGE_WEIGHT_SECTION 应有 {expected} 个数，实有 {found} 个");
        return Err(section.head.fault(fault::COUNT_WRONG, detail));
    }
    let mut legs = Vec::with_capacity(n * n);
    for from in (0..n).map(|index| nodes.place(index)) {
        for to in (0..n).map(|index| nodes.place(index)) {
            legs.push(if from == to { 0 } else { numbers[shape.index(n, from, to)] });
        }
    }
    Ok(Metric::Matrix { nodes: n, legs })
}

fn weight(word: &str, line: Line<'_>) -> Result<i32, Fault> {
    if let Ok(plain) = word.parse::<i32>()
        && plain >= 0
    {
        return Ok(plain);
    }
    // At most `MOST`, which is the largest i32.
    amount(word, 1, MOST, line, "距离").map(|value| value as i32)
}
