//! What is known of public instances, and what other programs reached elsewhere.

use super::Result;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Best known values; `benches/data/best_known.csv` has their sources.
#[derive(Clone, Debug, Deserialize)]
pub struct Known {
    /// The instance.
    pub instance: String,
    /// How many customers.
    pub n: usize,
    /// Least distance, in units of the file.
    pub cost: f64,
    /// Fewest vehicles, where they are looked for first.
    pub vehicles: Option<usize>,
}

/// A figure of a program that is on no registry, measured on such a machine on another day.
#[derive(Clone, Debug, Deserialize)]
pub struct Elsewhere {
    /// The program.
    pub solver: String,
    /// An instance, or a class of a protocol.
    pub place: String,
    /// Its limit.
    pub seconds: f64,
    /// Gap to the best known in %.
    pub gap: f64,
}

/// All best known values by instance.
///
/// # Errors
/// When the file was spoilt.
pub fn known() -> Result<BTreeMap<String, Known>> {
    let text = include_str!("../../data/best_known.csv");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Known>();
    Ok(rows
        .map(|row| row.map(|known| (known.instance.clone(), known)))
        .collect::<std::result::Result<_, _>>()?)
}

/// All figures from elsewhere.
///
/// # Errors
/// When the file was spoilt.
pub fn elsewhere() -> Result<Vec<Elsewhere>> {
    let text = include_str!("../../data/elsewhere.csv");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
