//! Why a standing rule is set aside on a day.

use crate::units::Clock;

/// What stands against a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Its vehicle is not in the fleet.
    NoVehicle,
    /// Its vehicle may make no stop.
    Out,
    /// Its vehicle lacks a skill that the drop point needs.
    Lacks(String),
    /// Rules name other vehicles for the drop point.
    OtherVehicle,
    /// The drop point has no window in its hours.
    NoWindow,
    /// A stop there that is kept begins at another time.
    KeptAt(Clock),
    /// This vehicle has something sealed and stops there.
    KeptOn(String),
    /// Its vehicle has something sealed and does not stop there, or has left.
    Sealed,
}

impl Obstacle {
    /// Its word in tables and for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoVehicle => "no_vehicle",
            Self::Out => "out",
            Self::Lacks(_) => "lacks",
            Self::OtherVehicle => "other_vehicle",
            Self::NoWindow => "no_window",
            Self::KeptAt(_) => "kept_at",
            Self::KeptOn(_) => "kept_on",
            Self::Sealed => "sealed",
        }
    }

    /// The skill, time or vehicle that it is about, if it is about one.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Lacks(what) | Self::KeptOn(what) => Some(what.clone()),
            Self::KeptAt(at) => Some(at.to_string()),
            _ => None,
        }
    }

    /// In Chinese.
    pub fn text(&self) -> String {
        match self {
            Self::NoVehicle => "车辆不在当日车队中".into(),
            Self::Out => "车辆当日停用".into(),
            Self::Lacks(skill) => format!("车辆不具备「{skill}」"),
            Self::OtherVehicle => "另有常设规则指定了别的车辆".into(),
            Self::NoWindow => "当日的可交接时间都在此之外".into(),
            Self::KeptAt(at) => format!("已封袋的线路 {at} 交接"),
            Self::KeptOn(vehicle) => format!("已封袋的车辆 {vehicle} 到这里"),
            Self::Sealed => "车辆已封袋或已发车，不再加站".into(),
        }
    }
}
