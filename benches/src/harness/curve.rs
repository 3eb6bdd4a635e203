//! The best cost over time of one run.

use super::Result;
use std::path::Path;

/// Seconds since the start of the process and the best cost from then on; ascending in time, falling
/// in cost.
pub type Curve = Vec<(f64, f64)>;

/// Points closer than this in time (as a ratio) are one.
const STEP: f64 = 1.03;

/// Reads `file` with columns `seconds` and `cost`, divides costs by `scale`, and keeps about thirty
/// points for each factor of two in time. Without the file there is no curve.
///
/// # Errors
/// When the file has not these columns or not numbers in them.
pub fn read(file: &Path, scale: f64) -> Result<Curve> {
    if !file.exists() {
        return Ok(Curve::new());
    }
    let mut reader = csv::Reader::from_path(file)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        header.iter().position(|h| h == name).ok_or(format!("{} has no {name}", file.display()))
    };
    let (when, what) = (column("seconds")?, column("cost")?);
    let mut marks = Curve::new();
    for row in reader.records() {
        let row = row?;
        marks.push((row[when].parse()?, row[what].parse::<f64>()? / scale));
    }
    Ok(thinned(&marks))
}

/// The falling steps of `marks`; of those that follow each other at once only the last.
fn thinned(marks: &[(f64, f64)]) -> Curve {
    let mut kept = Curve::new();
    let mut since = 0.0;
    for &(seconds, cost) in marks {
        match kept.last_mut() {
            Some(last) if cost >= last.1 => {}
            Some(last) if seconds < since * STEP => *last = (seconds, cost),
            _ => {
                kept.push((seconds, cost));
                since = seconds;
            }
        }
    }
    kept
}

/// The best cost after `seconds`; none before the first.
pub fn at(curve: &Curve, seconds: f64) -> Option<f64> {
    curve.iter().take_while(|mark| mark.0 <= seconds).last().map(|mark| mark.1)
}

/// When the cost was first at most `cost`.
pub fn reached(curve: &Curve, cost: f64) -> Option<f64> {
    curve.iter().find(|mark| mark.1 <= cost).map(|mark| mark.0)
}
