//! Standing rules (常设规则): adjustments of the desk that hold on every day until their last one.

use super::LocationCode;
use crate::units::Clock;
use chrono::NaiveDate;

/// What a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The vehicle of this name brings the location's cards, and no other.
    OnVehicle(String),
    /// Service does not begin before.
    NotBefore(Clock),
    /// Service does not begin after.
    NotAfter(Clock),
}

impl Standing {
    /// In Chinese, without the location: `固定由车辆 7 送`.
    pub fn text(&self) -> String {
        match self {
            Self::OnVehicle(name) => format!("固定由车辆 {name} 送"),
            Self::NotBefore(at) => format!("不早于 {at} 交接"),
            Self::NotAfter(at) => format!("不晚于 {at} 交接"),
        }
    }
}

/// An adjustment that somebody keeps for the days to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingRule {
    /// The number by which people know it.
    pub id: i64,
    /// Whose drop point it is about; may be a former code.
    pub location: LocationCode,
    /// What it asks for.
    pub what: Standing,
    /// Why, in somebody's words.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The first day on which it holds.
    pub first: NaiveDate,
    /// The last day on which it holds.
    pub last: NaiveDate,
}

impl StandingRule {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// The skill that a drop point asks for when a rule keeps it for a vehicle, and that only this vehicle has. People
/// read it wherever a limit of the drop point is told.
pub fn standing_skill(vehicle: &str) -> String {
    format!("常设：车辆 {vehicle}")
}
