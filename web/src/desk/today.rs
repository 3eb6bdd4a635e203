//! What came up today: names for the indices of a day, and back.

use super::form::{AreaForm, HappenedForm, IncidentForm};
use super::names::{Names, clock};
use chrono::NaiveDate;
use fenjian_planner::desk::{Happened, Incident, Instead};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::problem::{Area, ConsignmentId, Shape};
use fenjian_planner::units::Metres;
use fenjian_planner::words::{CardSerial, LonLat};

fn wrong(field: &str) -> Fault {
    Fault::new(fault::REQUEST_UNREADABLE, field)
}

pub(super) fn day(field: &str, text: &str) -> Result<NaiveDate, Fault> {
    text.parse().map_err(|_| wrong(field))
}

/// What came up of a form.
///
/// Errors: D102 for a name that the day does not have, W851 for what cannot be read.
pub(super) fn happened(names: &Names, form: &HappenedForm) -> Result<Happened, Fault> {
    Ok(match form {
        HappenedForm::VehicleOut { vehicle, back } => Happened::VehicleOut {
            vehicle: names.vehicle(vehicle)?,
            back: back.as_deref().map(|text| clock("back", text)).transpose()?,
        },
        HappenedForm::Roads { area, percent } => {
            let percent = match percent {
                None => Area::CLOSED,
                Some(percent @ 0..Area::CLOSED) => *percent,
                Some(_) => return Err(wrong("percent")),
            };
            Happened::Roads(Area { shape: shape(area)?, percent })
        }
        HappenedForm::Closed { drop, reopens, divert, post } => Happened::Closed {
            drop: names.drop(drop)?,
            reopens: reopens.as_deref().map(|text| day("reopens", text)).transpose()?,
            instead: match (divert, post) {
                (None, false) => Instead::Wait,
                (Some(code), false) => Instead::Divert(names.drop(code)?),
                (None, true) => Instead::Post,
                (Some(_), true) => return Err(wrong("post")),
            },
        },
        HappenedForm::MustArrive { locations, serials, by } => {
            let ids = locations.iter().map(|code| names.consignment(code));
            let cards =
                serials.iter().map(|text| CardSerial::parse(text).ok_or_else(|| wrong("serials")));
            let mut consignments: Vec<ConsignmentId> = ids.collect::<Result<_, _>>()?;
            consignments.sort_unstable();
            consignments.dedup();
            let cards = cards.collect::<Result<_, _>>()?;
            Happened::MustArrive { consignments, cards, by: clock("by", by)? }
        }
    })
}

fn shape(form: &AreaForm) -> Result<Shape, Fault> {
    Ok(match form {
        AreaForm::Circle { lon, lat, radius_m } => {
            Shape::Circle { centre: at(*lon, *lat)?, radius: Metres(i64::from(*radius_m)) }
        }
        AreaForm::Polygon(corners) => {
            let corners = corners.iter().map(|(lon, lat)| at(*lon, *lat));
            Shape::Polygon(corners.collect::<Result<_, _>>()?)
        }
    })
}

fn at(lon: f64, lat: f64) -> Result<LonLat, Fault> {
    match (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat) {
        // Within the range of the type, as was asked just now.
        true => {
            Ok(LonLat { lon_e6: (lon * 1e6).round() as i32, lat_e6: (lat * 1e6).round() as i32 })
        }
        false => Err(wrong("area")),
    }
}

/// The form of what came up.
pub(super) fn form(names: &Names, what: &Happened) -> HappenedForm {
    match what {
        Happened::VehicleOut { vehicle, back } => HappenedForm::VehicleOut {
            vehicle: names.vehicle_name(*vehicle),
            back: back.map(|at| at.to_string()),
        },
        Happened::Roads(area) => HappenedForm::Roads {
            area: area_form(&area.shape),
            percent: (!area.is_closed()).then_some(area.percent),
        },
        Happened::Closed { drop, reopens, instead } => HappenedForm::Closed {
            drop: names.drop_code(*drop),
            reopens: reopens.map(|day| day.to_string()),
            divert: match instead {
                Instead::Divert(to) => Some(names.drop_code(*to)),
                Instead::Wait | Instead::Post => None,
            },
            post: *instead == Instead::Post,
        },
        Happened::MustArrive { consignments, cards, by } => HappenedForm::MustArrive {
            locations: consignments.iter().map(|id| names.location_code(*id)).collect(),
            serials: cards.iter().map(ToString::to_string).collect(),
            by: by.to_string(),
        },
    }
}

fn area_form(shape: &Shape) -> AreaForm {
    let degrees = |at: &LonLat| (f64::from(at.lon_e6) / 1e6, f64::from(at.lat_e6) / 1e6);
    match shape {
        Shape::Circle { centre, radius } => {
            let (lon, lat) = degrees(centre);
            AreaForm::Circle { lon, lat, radius_m: u32::try_from(radius.0).unwrap_or(u32::MAX) }
        }
        Shape::Polygon(corners) => AreaForm::Polygon(corners.iter().map(degrees).collect()),
    }
}

/// What came up and holds.
pub(super) fn incidents(names: &Names, incidents: &[(u32, Incident)]) -> Vec<IncidentForm> {
    let of = |(number, incident): &(u32, Incident)| IncidentForm {
        number: *number,
        text: incident.text(&names.problem),
        what: form(names, &incident.what),
        reason: incident.reason.clone(),
        owner: incident.owner.clone(),
        until: incident.until.to_string(),
    };
    incidents.iter().map(of).collect()
}
