//! Receiving locations, in versions.

use super::named;
use crate::units::Seconds;
use chrono::NaiveDate;
use std::fmt;

/// A 12-digit location code; its first six digits are the division (GB/T 2260).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocationCode(u64);

impl LocationCode {
    /// Reads exactly twelve ASCII digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// The six digits of its county.
    pub fn division(self) -> u32 {
        (self.0 / 1_000_000) as u32
    }
}

impl fmt::Display for LocationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

/// A WGS-84 position in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LonLat {
    /// Longitude, east positive, in 1e-6 degrees.
    pub lon_e6: i32,
    /// Latitude, north positive, in 1e-6 degrees.
    pub lat_e6: i32,
}

named!(
    /// What kind of receiving location it is.
    LocationKind {
        /// A police station.
        Station = "station" "派出所",
        /// A service hall.
        Hall = "hall" "办证大厅",
        /// A self-service cabinet.
        Cabinet = "cabinet" "自助柜",
    }
);

named!(
    /// How cards get there.
    Via {
        /// The vehicle stops at the location itself.
        Direct = "direct" "直接交接",
        /// The vehicle stops at its parent, which passes the pouch on.
        Parent = "parent" "上级转交",
    }
);

/// One version of a receiving location (受理点), known by `(code, active_from)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its code.
    pub code: LocationCode,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: LocationKind,
    /// Its address; may be empty.
    pub address: String,
    /// Where it stands.
    pub at: LonLat,
    /// The bureau above it.
    pub parent: Option<LocationCode>,
    /// Whether the vehicle stops here or at the parent.
    pub via: Via,
    /// Handing over takes this long, once per stop.
    pub service: Seconds,
    /// When it can take a handover, in OpenStreetMap `opening_hours` syntax; empty means always.
    pub opening_hours: String,
    /// Free slots of a cabinet, and the date they were counted.
    pub slots: Option<(u32, NaiveDate)>,
    /// Whether the law's longer limit for remote areas applies.
    pub remote: bool,
    /// Whom to ask for; may be empty.
    pub contact: String,
    /// The telephone; may be empty.
    pub phone: String,
    /// What a vehicle needs to come here.
    pub skills: Vec<String>,
    /// First day of this version.
    pub active_from: NaiveDate,
    /// Last day of this version; none while it is open.
    pub active_to: Option<NaiveDate>,
    /// Former codes for which it stands in.
    pub aliases: Vec<LocationCode>,
}
