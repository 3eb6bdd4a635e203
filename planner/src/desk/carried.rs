//! What came up and still holds when a day is planned: on a later day, or later on the same one. Days differ in their
//! indices, so it is kept by names.

use super::incident::{Happened, Incident, Instead};
use super::otherwise::Otherwise;
use super::today;
use crate::fault::{self, Fault};
use crate::problem::{ConsignmentId, DayProblem, DropId, KeptStop, VehicleId};
use crate::words::{CardSerial, LocationCode};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What came up, by names: vehicles by theirs, drop points and receiving locations by their codes.
pub type ByName = Happened<String, LocationCode, LocationCode>;

/// An incident of a plan that was in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its number.
    pub number: i64,
    /// The day on which it came up.
    pub since: NaiveDate,
    /// What.
    pub what: ByName,
    /// Why, in somebody's words.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

impl Incident {
    /// What came up, by names; none for what `problem` does not have. O(1) per name.
    pub fn by_name(&self, problem: &DayProblem) -> Option<ByName> {
        let drop = |id: DropId| problem.drops.get(id.ix()).map(|_| problem.drop_place(id).code);
        Some(match &self.what {
            Happened::VehicleOut { vehicle, back } => {
                let vehicle = problem.vehicles.get(vehicle.ix())?.name.clone();
                Happened::VehicleOut { vehicle, back: *back }
            }
            Happened::Roads(area) => Happened::Roads(area.clone()),
            Happened::Closed { drop: at, reopens, instead } => Happened::Closed {
                drop: drop(*at)?,
                reopens: *reopens,
                instead: match instead {
                    Instead::Wait => Instead::Wait,
                    Instead::Divert(to) => Instead::Divert(drop(*to)?),
                    Instead::Post => Instead::Post,
                },
            },
            Happened::MustArrive { consignments, cards, by } => {
                let code = |id: &ConsignmentId| {
                    problem.consignments.get(id.ix()).map(|_| problem.location(*id).code)
                };
                let consignments = consignments.iter().map(code).collect::<Option<_>>()?;
                Happened::MustArrive { consignments, cards: cards.clone(), by: *by }
            }
        })
    }
}

impl Carried {
    /// Whether it holds on `day`. What is said of a time of day, and what must arrive, is of its own day only; a closed
    /// place has opened on the day that was told.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let of_its_day = matches!(
            self.what,
            Happened::MustArrive { .. } | Happened::VehicleOut { back: Some(_), .. }
        );
        let open = matches!(self.what, Happened::Closed { reopens: Some(at), .. } if at <= day);
        (self.since..=self.until).contains(&day) && (day == self.since || !of_its_day) && !open
    }

    /// The same by the indices of `problem`; none when it has nothing of it. O(cards of the day).
    fn on(&self, problem: &DayProblem) -> Option<Incident> {
        let drop = |code: &LocationCode| {
            let mut drops = (0..problem.drops.len()).map(DropId::from);
            drops.find(|id| problem.drop_place(*id).code == *code)
        };
        let what = match &self.what {
            Happened::VehicleOut { vehicle, back } => {
                let ix = problem.vehicles.iter().position(|known| known.name == *vehicle)?;
                Happened::VehicleOut { vehicle: VehicleId::from(ix), back: *back }
            }
            Happened::Roads(area) => Happened::Roads(area.clone()),
            Happened::Closed { drop: at, reopens, instead } => {
                let instead = match instead {
                    // Where the other drop point gets nothing today, there is no road to it.
                    Instead::Divert(to) => drop(to).map_or(Instead::Wait, Instead::Divert),
                    Instead::Wait => Instead::Wait,
                    Instead::Post => Instead::Post,
                };
                Happened::Closed { drop: drop(at)?, reopens: *reopens, instead }
            }
            Happened::MustArrive { consignments, cards, by } => {
                let by_van = || problem.consignments_with_ids().filter(|(_, c)| c.drop.is_some());
                let wanted =
                    |id: &ConsignmentId| consignments.contains(&problem.location(*id).code);
                let consignments: Vec<_> = by_van().map(|(id, _)| id).filter(wanted).collect();
                let here: BTreeSet<&CardSerial> =
                    by_van().flat_map(|(_, c)| &c.cards).map(|card| &card.serial).collect();
                let mut cards = cards.clone();
                cards.retain(|card| here.contains(card));
                if consignments.is_empty() && cards.is_empty() {
                    return None;
                }
                Happened::MustArrive { consignments, cards, by: *by }
            }
        };
        let (reason, owner) = (self.reason.clone(), self.owner.clone());
        Some(Incident { what, reason, owner, until: self.until })
    }
}

/// `problem` with all of `carried` that holds on its day, and (P507) what of it cannot be: a sealed pouch goes where and
/// when it was to. O(incidents × cards).
pub fn carry(problem: DayProblem, carried: &[Carried]) -> (DayProblem, Vec<Fault>) {
    let mut holding: Vec<&Carried> =
        carried.iter().filter(|one| one.holds_on(problem.day)).collect();
    // Where cards go comes first, as on the desk.
    holding.sort_by_key(|one| !matches!(one.what, Happened::Closed { .. }));
    let (mut problem, mut left_out) = (problem, Vec::new());
    for one in holding {
        let Some(incident) = one.on(&problem) else { continue };
        let sealed = |id: &VehicleId| problem.kept.iter().any(|kept| kept.vehicle == *id);
        let made = match &incident.what {
            Happened::VehicleOut { vehicle, .. } if sealed(vehicle) => {
                Err(Fault::new(fault::FROZEN_STAYS, "已有封袋"))
            }
            _ => today::day(&problem, std::iter::once(&incident), &Otherwise::new()),
        };
        match made {
            Ok(next) => {
                let outside = kept_outside(&next);
                left_out.extend(outside.iter().map(|drop| {
                    let name = &next.drop_place(*drop).name;
                    told(one, &incident, &next, &format!("已封袋的车辆仍到 {name}"))
                }));
                match opened(next, &problem, &outside) {
                    Ok(next) => problem = next,
                    Err(fault) => left_out.push(told(one, &incident, &problem, &fault.detail)),
                }
            }
            Err(fault) => left_out.push(told(one, &incident, &problem, &fault.detail)),
        }
    }
    (problem, left_out)
}

fn told(one: &Carried, incident: &Incident, problem: &DayProblem, why: &str) -> Fault {
    let detail = format!("第 {} 号，{}：{why}", one.number, incident.text(problem));
    Fault::new(fault::INCIDENT_LEFT_OUT, detail)
}

/// The drop points at which a stop that is kept begins in no window.
fn kept_outside(problem: &DayProblem) -> BTreeSet<DropId> {
    let outside = |stop: &&KeptStop| {
        let windows = &problem.drops[stop.drop.ix()].windows;
        !windows.iter().any(|window| (window.from..=window.to).contains(&stop.begin))
    };
    let stops = problem.kept.iter().flat_map(|kept| &kept.stops);
    stops.filter(outside).map(|stop| stop.drop).collect()
}

/// `next`, these drop points open as they are on `before`: what is sealed for them goes there all the same.
fn opened(
    next: DayProblem,
    before: &DayProblem,
    drops: &BTreeSet<DropId>,
) -> Result<DayProblem, Fault> {
    let mut parts = next.into_parts();
    for drop in drops {
        parts.drops[drop.ix()].windows.clone_from(&before.drops[drop.ix()].windows);
    }
    let wrong = |faults: Vec<Fault>| faults.first().map_or("", |fault| &fault.detail).to_owned();
    DayProblem::new(parts).map_err(|f| Fault::new(fault::INCIDENT_SENSELESS, wrong(f)))
}
