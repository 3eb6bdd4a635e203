//! Rows of a matrix file.

use crate::units::{Metres, Seconds};

/// A measured leg between two places, each named by a location code or the centre's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How long it is.
    pub distance: Metres,
    /// How long driving it takes.
    pub time: Seconds,
}
