//! Areas in which roads are closed or slow.

use super::Parts;
use crate::units::Metres;
use crate::words::LonLat;

/// Roads in an area. A leg through it takes longer, or leads around it where that is faster: see
/// [`crate::roads::Matrix`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Where.
    pub shape: Shape,
    /// What a way inside takes, in percent of what it takes otherwise: from 100 to [`Area::CLOSED`].
    pub percent: u32,
}

/// The shape of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Everything within a distance of a point.
    Circle {
        /// The point.
        centre: LonLat,
        /// The distance as the crow flies.
        radius: Metres,
    },
    /// Everything inside a line that ends where it begins; the first corner is not repeated.
    Polygon(Vec<LonLat>),
}

impl Area {
    /// The percentage of a closed road: nobody drives there who can get around it, and who must gets there too late.
    pub const CLOSED: u32 = 10_000;
    /// No circle is larger.
    const WIDEST: Metres = Metres(500_000);
    /// No line has more corners.
    const CORNERS: usize = 1_000;

    /// Whether nobody drives there.
    pub fn is_closed(&self) -> bool {
        self.percent == Self::CLOSED
    }

    fn sound(&self) -> bool {
        let on_earth = |at: &LonLat| at.lon_e6.abs() <= 180_000_000 && at.lat_e6.abs() < 90_000_000;
        let shape = match &self.shape {
            Shape::Circle { centre, radius } => {
                on_earth(centre) && (Metres(1)..=Self::WIDEST).contains(radius)
            }
            Shape::Polygon(corners) => {
                (3..=Self::CORNERS).contains(&corners.len()) && corners.iter().all(on_earth)
            }
        };
        shape && (100..=Self::CLOSED).contains(&self.percent)
    }
}

/// Every contradiction in the areas, in words.
pub(super) fn contradictions(parts: &Parts) -> Vec<String> {
    let unsound = parts.areas.iter().filter(|area| !area.sound());
    unsound.map(|_| "道路区域须有三个以上的角或半径，系数在 100 % 至 10000 % 之间".into()).collect()
}
