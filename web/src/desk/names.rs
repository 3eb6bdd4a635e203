//! Names and codes, as people and programs use them, for the indices of a day, and back.

use super::form::{EditForm, Places, PouchName, RouteName, StopName};
use super::today;
use fenjian_planner::desk::{Edit, Incident, Lock, Place, RouteId, StopId};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::problem::{ConsignmentId, DayProblem, DropId, VehicleId};
use fenjian_planner::units::Clock;
use fenjian_planner::words::Mode;
use std::collections::HashMap;
use std::sync::Arc;

/// The names of one day.
pub(super) struct Names {
    pub(super) problem: Arc<DayProblem>,
    vehicles: HashMap<String, VehicleId>,
    drops: HashMap<String, DropId>,
    /// Consignments by van, by their location.
    consignments: HashMap<String, ConsignmentId>,
}

impl Names {
    /// O(vehicles + drop points + consignments).
    pub(super) fn of(problem: Arc<DayProblem>) -> Self {
        let vehicles = problem.vehicles.iter().enumerate();
        let drops = (0..problem.drops.len()).map(DropId::from);
        let by_van = problem.consignments_with_ids().filter(|(_, c)| c.mode == Mode::Van);
        Self {
            vehicles: vehicles.map(|(ix, v)| (v.name.clone(), VehicleId::from(ix))).collect(),
            drops: drops.map(|id| (problem.drop_place(id).code.to_string(), id)).collect(),
            consignments: by_van
                .map(|(id, _)| (problem.location(id).code.to_string(), id))
                .collect(),
            problem,
        }
    }

    pub(super) fn vehicle(&self, name: &str) -> Result<VehicleId, Fault> {
        let none = || Fault::new(fault::NOT_THERE, format!("车辆 {name}"));
        self.vehicles.get(name).copied().ok_or_else(none)
    }

    pub(super) fn drop(&self, code: &str) -> Result<DropId, Fault> {
        let none = || Fault::new(fault::NOT_THERE, format!("交接点 {code}"));
        self.drops.get(code).copied().ok_or_else(none)
    }

    pub(super) fn consignment(&self, location: &str) -> Result<ConsignmentId, Fault> {
        let none = || Fault::new(fault::NOT_THERE, format!("受理点 {location}"));
        self.consignments.get(location).copied().ok_or_else(none)
    }

    pub(super) fn route(&self, name: &RouteName) -> Result<RouteId, Fault> {
        Ok(RouteId { vehicle: self.vehicle(&name.vehicle)?, trip: name.trip })
    }

    pub(super) fn stop(&self, name: &StopName) -> Result<StopId, Fault> {
        let route = RouteId { vehicle: self.vehicle(&name.vehicle)?, trip: name.trip };
        Ok(StopId { route, drop: self.drop(&name.drop)? })
    }

    fn stops(&self, names: &[StopName]) -> Result<Vec<StopId>, Fault> {
        names.iter().map(|name| self.stop(name)).collect()
    }

    fn place(&self, name: &Places) -> Result<Place, Fault> {
        let route = RouteId { vehicle: self.vehicle(&name.vehicle)?, trip: name.trip };
        let before = name.before.as_deref().map(|code| self.drop(code)).transpose()?;
        Ok(Place { route, before })
    }

    /// The edit of a form.
    ///
    /// Errors: D102 for a name that the day does not have, W851 for what cannot be posted.
    pub(super) fn edit(&self, form: &EditForm) -> Result<Edit, Fault> {
        Ok(match form {
            EditForm::Move { stops, to } => {
                Edit::Move { stops: self.stops(stops)?, to: self.place(to)? }
            }
            EditForm::Swap { one, other } => {
                Edit::Swap { one: self.stop(one)?, other: self.stop(other)? }
            }
            EditForm::Reverse { from, to } => {
                Edit::Reverse { from: self.stop(from)?, to: self.drop(to)? }
            }
            EditForm::Split { stop, pouches, to } => {
                let pouch = |name: &PouchName| Ok((self.consignment(&name.location)?, name.number));
                Edit::Split {
                    stop: self.stop(stop)?,
                    pouches: pouches.iter().map(pouch).collect::<Result<_, Fault>>()?,
                    to: self.place(to)?,
                }
            }
            EditForm::Join { stop, into } => {
                Edit::Join { stop: self.stop(stop)?, into: self.route(into)? }
            }
            EditForm::Depart { route, at } => Edit::Depart {
                route: self.route(route)?,
                at: at.as_deref().map(|text| clock("at", text)).transpose()?,
            },
            EditForm::Hold { stops, reason } => {
                Edit::Hold { stops: self.stops(stops)?, reason: reason.clone() }
            }
            EditForm::Take { drop, to } => {
                Edit::Take { drop: self.drop(drop)?, to: self.place(to)? }
            }
            EditForm::Send { drops, mode, reason } => Edit::Send {
                drops: drops.iter().map(|code| self.drop(code)).collect::<Result<_, _>>()?,
                mode: Mode::named(mode)
                    .ok_or_else(|| Fault::new(fault::REQUEST_UNREADABLE, "mode"))?,
                reason: reason.trim().to_owned(),
            },
            EditForm::Clear { vehicle, reason } => {
                Edit::Clear { vehicle: self.vehicle(vehicle)?, reason: reason.clone() }
            }
            EditForm::LockStop { stop } => Edit::Lock(Lock::Stop(self.stop(stop)?)),
            EditForm::LockOrder { route } => Edit::Lock(Lock::Order(self.route(route)?)),
            EditForm::LockRoute { route } => Edit::Lock(Lock::Route(self.route(route)?)),
            EditForm::UnlockStop { stop } => Edit::Unlock(Lock::Stop(self.stop(stop)?)),
            EditForm::UnlockOrder { route } => Edit::Unlock(Lock::Order(self.route(route)?)),
            EditForm::UnlockRoute { route } => Edit::Unlock(Lock::Route(self.route(route)?)),
            EditForm::Report { what, reason, owner, until } => Edit::Report(Incident {
                what: today::happened(self, what)?,
                reason: reason.trim().to_owned(),
                owner: owner.trim().to_owned(),
                until: today::day("until", until)?,
            }),
            EditForm::Withdraw { incident } => Edit::Withdraw { incident: *incident },
            EditForm::Accept {} => Edit::Accept,
            EditForm::Adopt { .. } => {
                return Err(Fault::new(fault::REQUEST_UNREADABLE, "adopt"));
            }
        })
    }

    pub(super) fn vehicle_name(&self, id: VehicleId) -> String {
        self.problem.vehicles.get(id.ix()).map(|v| v.name.clone()).unwrap_or_default()
    }

    pub(super) fn drop_code(&self, id: DropId) -> String {
        match self.problem.drops.get(id.ix()) {
            Some(_) => self.problem.drop_place(id).code.to_string(),
            None => String::new(),
        }
    }

    pub(super) fn location_code(&self, id: ConsignmentId) -> String {
        match self.problem.consignments.get(id.ix()) {
            Some(_) => self.problem.location(id).code.to_string(),
            None => String::new(),
        }
    }

    pub(super) fn drop_name(&self, id: DropId) -> String {
        match self.problem.drops.get(id.ix()) {
            Some(_) => self.problem.drop_place(id).name.clone(),
            None => String::new(),
        }
    }

    fn route_name(&self, id: RouteId) -> RouteName {
        RouteName { vehicle: self.vehicle_name(id.vehicle), trip: id.trip }
    }

    fn stop_name(&self, id: StopId) -> StopName {
        let RouteName { vehicle, trip } = self.route_name(id.route);
        StopName { vehicle, trip, drop: self.drop_code(id.drop) }
    }

    fn stop_names(&self, ids: &[StopId]) -> Vec<StopName> {
        ids.iter().map(|id| self.stop_name(*id)).collect()
    }

    fn place_name(&self, place: Place) -> Places {
        let RouteName { vehicle, trip } = self.route_name(place.route);
        Places { vehicle, trip, before: place.before.map(|drop| self.drop_code(drop)) }
    }

    /// The form of an edit.
    pub(super) fn form(&self, edit: &Edit) -> EditForm {
        match edit {
            Edit::Move { stops, to } => {
                EditForm::Move { stops: self.stop_names(stops), to: self.place_name(*to) }
            }
            Edit::Swap { one, other } => {
                EditForm::Swap { one: self.stop_name(*one), other: self.stop_name(*other) }
            }
            Edit::Reverse { from, to } => {
                EditForm::Reverse { from: self.stop_name(*from), to: self.drop_code(*to) }
            }
            Edit::Split { stop, pouches, to } => {
                let name = |(id, number): &(ConsignmentId, u32)| PouchName {
                    location: self.location_code(*id),
                    number: *number,
                };
                EditForm::Split {
                    stop: self.stop_name(*stop),
                    pouches: pouches.iter().map(name).collect(),
                    to: self.place_name(*to),
                }
            }
            Edit::Join { stop, into } => {
                EditForm::Join { stop: self.stop_name(*stop), into: self.route_name(*into) }
            }
            Edit::Depart { route, at } => {
                EditForm::Depart { route: self.route_name(*route), at: at.map(|at| at.to_string()) }
            }
            Edit::Hold { stops, reason } => {
                EditForm::Hold { stops: self.stop_names(stops), reason: reason.clone() }
            }
            Edit::Take { drop, to } => {
                EditForm::Take { drop: self.drop_code(*drop), to: self.place_name(*to) }
            }
            Edit::Send { drops, mode, reason } => EditForm::Send {
                drops: drops.iter().map(|drop| self.drop_code(*drop)).collect(),
                mode: mode.word().into(),
                reason: reason.clone(),
            },
            Edit::Clear { vehicle, reason } => {
                EditForm::Clear { vehicle: self.vehicle_name(*vehicle), reason: reason.clone() }
            }
            Edit::Lock(Lock::Stop(stop)) => EditForm::LockStop { stop: self.stop_name(*stop) },
            Edit::Lock(Lock::Order(id)) => EditForm::LockOrder { route: self.route_name(*id) },
            Edit::Lock(Lock::Route(id)) => EditForm::LockRoute { route: self.route_name(*id) },
            Edit::Unlock(Lock::Stop(stop)) => EditForm::UnlockStop { stop: self.stop_name(*stop) },
            Edit::Unlock(Lock::Order(id)) => EditForm::UnlockOrder { route: self.route_name(*id) },
            Edit::Unlock(Lock::Route(id)) => EditForm::UnlockRoute { route: self.route_name(*id) },
            Edit::Report(Incident { what, reason, owner, until }) => EditForm::Report {
                what: today::form(self, what),
                reason: reason.clone(),
                owner: owner.clone(),
                until: until.to_string(),
            },
            Edit::Withdraw { incident } => EditForm::Withdraw { incident: *incident },
            Edit::Accept => EditForm::Accept {},
            Edit::Adopt { vehicles, .. } => {
                let names = vehicles.iter().map(|id| self.vehicle_name(*id));
                EditForm::Adopt { vehicles: names.collect() }
            }
        }
    }
}

/// `HH:MM`, hours past 24 for the next day.
pub(crate) fn clock(field: &str, text: &str) -> Result<Clock, Fault> {
    let wrong = || Fault::new(fault::REQUEST_UNREADABLE, field);
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    let number = |text: &str| match text.bytes().all(|b| b.is_ascii_digit()) && text.len() == 2 {
        true => text.parse::<i64>().map_err(|_| wrong()),
        false => Err(wrong()),
    };
    match (number(hour)?, number(minute)?) {
        (hour, minute @ 0..60) => Ok(Clock::at(hour, minute)),
        _ => Err(wrong()),
    }
}
