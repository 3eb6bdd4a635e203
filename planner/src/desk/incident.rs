//! What came up today (当日变化): a fact, not a wish, so it is entered whatever it breaks.

use crate::problem::{Area, ConsignmentId, DayProblem, DropId, VehicleId};
use crate::units::Clock;
use crate::words::CardSerial;
use chrono::NaiveDate;

/// Something that came up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// What.
    pub what: Happened,
    /// Why, in somebody's words.
    pub reason: String,
    /// Who answers for it and takes it back.
    pub owner: String,
    /// The last day on which it holds; none before this one.
    pub until: NaiveDate,
}

/// What came up, by the indices of a day or ([`ByName`](super::ByName)) by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened<Vehicle = VehicleId, Drop = DropId, Location = ConsignmentId> {
    /// A vehicle is out.
    VehicleOut {
        /// Which.
        vehicle: Vehicle,
        /// When it is back; none for not today.
        back: Option<Clock>,
    },
    /// Roads are closed or slow.
    Roads(Area),
    /// Nobody takes handovers at a drop point today.
    Closed {
        /// Which.
        drop: Drop,
        /// The day it opens again, as far as that is known; until then its cards wait.
        reopens: Option<NaiveDate>,
        /// What becomes of its cards meanwhile.
        instead: Instead<Drop>,
    },
    /// A batch must be handed over by a time.
    MustArrive {
        /// Locations all of whose cards must.
        consignments: Vec<Location>,
        /// Cards that must.
        cards: Vec<CardSerial>,
        /// The last moment at which service may begin.
        by: Clock,
    },
}

/// What becomes of the cards for a closed drop point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead<Drop = DropId> {
    /// They wait.
    Wait,
    /// Another drop point takes them.
    Divert(Drop),
    /// They go to their receiving locations by post.
    Post,
}

impl Incident {
    /// In Chinese, without reason and owner: `车辆 7 停用`.
    pub fn text(&self, problem: &DayProblem) -> String {
        let place = |drop: DropId| match problem.drops.get(drop.ix()) {
            Some(_) => problem.drop_place(drop).name.clone(),
            None => String::new(),
        };
        match &self.what {
            Happened::VehicleOut { vehicle, back } => {
                let name = problem.vehicles.get(vehicle.ix()).map_or("", |v| v.name.as_str());
                match back {
                    Some(at) => format!("车辆 {name} 停用至 {at}"),
                    None => format!("车辆 {name} 停用"),
                }
            }
            Happened::Roads(area) if area.is_closed() => "道路封闭".into(),
            Happened::Roads(area) => format!("道路缓行，用时为平时的 {} %", area.percent),
            Happened::Closed { drop, instead: Instead::Divert(to), .. } => {
                format!("{} 不能交接，改送 {}", place(*drop), place(*to))
            }
            Happened::Closed { drop, reopens, instead } => {
                let reopens = reopens.map(|day| day.format("%Y-%m-%d 恢复").to_string());
                let reopens = reopens.unwrap_or_else(|| "恢复日期未定".into());
                let post = if *instead == Instead::Post { "，改走邮政速递" } else { "" };
                format!("{} 不能交接，{reopens}{post}", place(*drop))
            }
            Happened::MustArrive { consignments, cards, by } => {
                format!("{} 个受理点、{} 张证件须在 {by} 前送到", consignments.len(), cards.len())
            }
        }
    }
}
