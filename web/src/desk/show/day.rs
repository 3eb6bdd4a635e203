//! The day that a board is a plan for: the centre, drop points, the fleet.

use crate::desk::form::{DepotForm, PlaceForm, VehicleForm};
use fenjian_planner::problem::{DayProblem, DropId, VehicleId};
use fenjian_planner::units::{Clock, Window};
use fenjian_planner::words::LonLat;
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::desk) fn depot(problem: &DayProblem) -> DepotForm {
    let centre = &problem.centre;
    let (lon, lat) = degrees(centre.at);
    DepotForm {
        code: centre.code.to_string(),
        name: centre.name.clone(),
        lon,
        lat,
        opens: centre.opens.to_string(),
        closes: centre.closes.to_string(),
        docks: centre.docks,
        dock_s: centre.dock_time.0,
    }
}

/// The drop points of the day by code.
pub(in crate::desk) fn places(problem: &DayProblem) -> BTreeMap<String, PlaceForm> {
    let of = |drop: DropId| {
        let (place, point) = (problem.drop_place(drop), &problem.drops[drop.ix()]);
        let (lon, lat) = degrees(place.at);
        let window = |window: &Window| span(window.from, window.to);
        let form = PlaceForm {
            name: place.name.clone(),
            address: place.address.clone(),
            kind: place.kind.word().into(),
            lon,
            lat,
            contact: place.contact.clone(),
            phone: place.phone.clone(),
            windows: point.windows.iter().map(window).collect(),
            service_s: point.service.0,
            skills: point.skills.clone(),
            next_open: point.next_open.map(|day| day.to_string()),
        };
        (place.code.to_string(), form)
    };
    (0..problem.drops.len()).map(DropId::from).map(of).collect()
}

/// The fleet; `kept` vehicles are not edited.
pub(in crate::desk) fn vehicles(
    problem: &DayProblem,
    kept: &BTreeSet<VehicleId>,
) -> Vec<VehicleForm> {
    let of = |(ix, vehicle): (usize, &fenjian_planner::words::Vehicle)| VehicleForm {
        vehicle: vehicle.name.clone(),
        plate: vehicle.plate.clone(),
        kind: vehicle.kind.clone(),
        driver: vehicle.driver.clone(),
        escort: vehicle.escort.clone(),
        phone: vehicle.phone.clone(),
        shift: span(vehicle.shift_start, vehicle.shift_end),
        pouches: vehicle.pouches,
        weight_g: vehicle.weight.map(|most| most.0),
        max_metres: vehicle.max_distance.map(|most| most.0),
        max_stops: vehicle.max_stops,
        trips: vehicle.trips,
        skills: vehicle.skills.clone(),
        frozen: kept.contains(&VehicleId::from(ix)),
        out: !vehicle.may_stop(),
    };
    problem.vehicles.iter().enumerate().map(of).collect()
}

pub(super) fn span(from: Clock, to: Clock) -> (String, String) {
    (from.to_string(), to.to_string())
}

fn degrees(at: LonLat) -> (f64, f64) {
    (f64::from(at.lon_e6) / 1e6, f64::from(at.lat_e6) / 1e6)
}
