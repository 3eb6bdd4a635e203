//! Where jobs are and vehicles start and end: coordinates, or rows of the matrices.

use super::at::{At, Fields};
use crate::fault::{self, Fault};
use crate::words::LonLat;
use std::collections::HashMap;

/// A place as the file gives it; written back as it came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// Longitude and latitude in degrees.
    pub(super) location: Option<(f64, f64)>,
    /// Row and column in the matrices.
    pub(super) index: Option<usize>,
    /// Its number among the places of the problem.
    pub(super) number: usize,
}

/// The places seen so far, numbered from 0.
pub(super) struct Places {
    /// Rows of the matrices, if there are any.
    rows: Option<usize>,
    /// Without matrices, the different positions in the order of their first use.
    positions: Vec<LonLat>,
    numbers: HashMap<LonLat, usize>,
}

impl Places {
    pub(super) fn new(rows: Option<usize>) -> Self {
        Self { rows, positions: Vec::new(), numbers: HashMap::new() }
    }

    /// Without matrices, where each place is.
    pub(super) fn positions(&self) -> &[LonLat] {
        &self.positions
    }

    /// How many places there are.
    pub(super) fn count(&self) -> usize {
        self.rows.unwrap_or(self.positions.len())
    }

    /// The place that `fields` give by the keys `location` and `index`; none when they have neither.
    pub(super) fn read(
        &mut self,
        fields: &Fields<'_>,
        location: &str,
        index: &str,
    ) -> Result<Option<Place>, Fault> {
        let coordinates = fields.map(location, coordinates)?;
        let row = fields.map(index, |at| at.whole(u64::from(u32::MAX)))?.map(|row| row as usize);
        let number = match (self.rows, coordinates, row) {
            (_, None, None) => return Ok(None),
            (Some(rows), _, Some(row)) if row < rows => row,
            (Some(rows), _, Some(row)) => {
                let detail = format!("{}：{row}，矩阵只有 {rows} 行", fields.name(index));
                return Err(Fault::new(fault::CONTRADICTION, detail));
            }
            (Some(_), _, None) => {
                return Err(Fault::new(fault::MISSING_ENTRY, fields.name(index)));
            }
            (None, Some(coordinates), _) => self.number(position(coordinates)),
            (None, None, Some(_)) => {
                return Err(Fault::new(fault::MISSING_ENTRY, fields.name(location)));
            }
        };
        Ok(Some(Place { location: coordinates, index: row, number }))
    }

    fn number(&mut self, position: LonLat) -> usize {
        *self.numbers.entry(position).or_insert_with(|| {
            self.positions.push(position);
            self.positions.len() - 1
        })
    }
}

fn coordinates(at: &At<'_>) -> Result<(f64, f64), Fault> {
    match at.list(|at| at.number())?[..] {
        [lon, lat] if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Ok((lon, lat)),
        _ => Err(at.fault(fault::WRONG_ENTRY, "应为 [经度, 纬度]，以度计")),
    }
}

/// To a millionth of a degree, a tenth of a metre.
fn position((lon, lat): (f64, f64)) -> LonLat {
    LonLat { lon_e6: (lon * 1e6).round() as i32, lat_e6: (lat * 1e6).round() as i32 }
}
