//! One order for all nodes: the depot first, then the customers ascending by number.
//!
//! In ordinary files that is the order of their lines. Rows and columns of explicit weights belong
//! to the nodes ascending by number.

use super::super::number::{MOST, scaled};
use super::super::text::Line;
use super::sheet::{Row, Section};
use crate::fault::{self, Fault};

/// The nodes of a file.
pub(super) struct Nodes {
    /// Their numbers: the depot's, then the customers' ascending.
    names: Vec<i64>,
    /// Where the depot stands among all nodes ascending by number.
    depot: usize,
}

impl Nodes {
    /// The nodes of `rows`, `dimension` of them, one of them the depot.
    ///
    /// # Errors
    /// F305 for a number that stands there twice, for more or fewer nodes than said, for a depot
    /// that is no node or no depot at all; F302 for several depots.
    pub(super) fn of<const N: usize>(
        rows: &[Row<'_, N>],
        dimension: usize,
        depots: &Section<'_>,
    ) -> Result<Self, Fault> {
        let mut names: Vec<_> = rows.iter().map(|row| row.node).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            let mut twice = rows.iter().filter(|row| row.node == pair[0]);
            let again = twice.nth(1).map(|row| row.line).unwrap_or(depots.head);
            let detail = format!("DEMAND_SECTION 节点 {} 重复", pair[0]);
            return Err(again.fault(fault::COUNT_WRONG, detail));
        }
        if names.len() != dimension {
            let detail =
                format!("DIMENSION 为 {dimension}，DEMAND_SECTION 有 {} 个节点", names.len());
            return Err(Fault::new(fault::COUNT_WRONG, detail));
        }
        let (name, line) = only_depot(depots)?;
        let missing = |_| line.fault(fault::COUNT_WRONG, format!("车场 {name} 不是节点"));
        let depot = names.binary_search(&name).map_err(missing)?;
        names[..=depot].rotate_right(1);
        Ok(Self { names, depot })
    }

    /// Numbers in the file, the depot's first.
    pub(super) fn names(&self) -> &[i64] {
        &self.names
    }

    /// Where node `index` stands among all nodes ascending by number.
    pub(super) fn place(&self, index: usize) -> usize {
        match index {
            0 => self.depot,
            _ if index <= self.depot => index - 1,
            _ => index,
        }
    }

    /// Reads one value for each node from the rows of `section`, into the order of the nodes.
    ///
    /// # Errors
    /// F305 when a node is missing, unknown or there twice, and what `read` fails with.
    pub(super) fn align<'a, T, const N: usize>(
        &self,
        section: &str,
        mut rows: Vec<Row<'a, N>>,
        read: impl Fn([&'a str; N], Line<'a>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        rows.sort_by_key(|row| row.node);
        let mut values = Vec::with_capacity(rows.len());
        for row in &rows {
            values.push(read(row.words, row.line)?);
        }
        for place in 0..rows.len().max(self.names.len()) {
            let (row, due) = (rows.get(place), self.ascending(place));
            if row.map(|row| row.node) != due {
                let which = row.map(|row| row.node).into_iter().chain(due).min();
                let detail =
                    format!("{section} 节点 {} 重复、缺少或多余", which.unwrap_or_default());
                return Err(match row {
                    Some(row) => row.line.fault(fault::COUNT_WRONG, detail),
                    None => Fault::new(fault::COUNT_WRONG, detail),
                });
            }
        }
        values[..=self.depot].rotate_right(1);
        Ok(values)
    }

    /// The number of the node that stands at `place` among all ascending by number.
    fn ascending(&self, place: usize) -> Option<i64> {
        match place.cmp(&self.depot) {
            std::cmp::Ordering::Less => self.names.get(place + 1).copied(),
            std::cmp::Ordering::Equal => self.names.first().copied(),
            std::cmp::Ordering::Greater => self.names.get(place).copied(),
        }
    }
}

/// The one depot of a list that ends with -1.
fn only_depot<'a>(section: &Section<'a>) -> Result<(i64, Line<'a>), Fault> {
    let mut depots = Vec::new();
    let mut ended = false;
    for line in &section.lines {
        for word in line.words() {
            let number = scaled(word, 1, MOST, *line, "车场编号")?;
            if ended {
                return Err(line.fault(fault::COUNT_WRONG, "DEPOT_SECTION 在 -1 之后还有数"));
            }
            match number {
                -1 => ended = true,
                _ => depots.push((number, *line)),
            }
        }
    }
    match depots[..] {
        [only] => Ok(only),
        [] => Err(section.head.fault(fault::COUNT_WRONG, "DEPOT_SECTION 没有车场")),
        [_, (_, line), ..] => {
            Err(line.fault(fault::KEY_UNSUPPORTED, format!("{} 个车场", depots.len())))
        }
    }
}
