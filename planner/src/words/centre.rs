//! A production centre: the depot of its routes.

use super::LonLat;
use crate::units::{Clock, Seconds};

/// The code of a production centre; not empty, ASCII letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CentreCode(pub String);

impl std::fmt::Display for CentreCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A production centre (制证中心).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Centre {
    /// Its code.
    pub code: CentreCode,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub at: LonLat,
    /// Loading can begin from here on.
    pub opens: Clock,
    /// Loading has ended by then.
    pub closes: Clock,
    /// Time one dock is taken by loading one vehicle.
    pub dock_time: Seconds,
    /// How many vehicles can load at once; at least 1.
    pub docks: u32,
}
