//! The forms of what came up today: incidents in a draft's log, closed and slow roads in a problem.

use super::plain;
use crate::desk::{Happened, Incident};
use crate::problem::{Area, ConsignmentId, DropId, Shape, VehicleId};
use crate::units::{Clock, Metres};
use crate::words::{CardSerial, LonLat};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Area")]
pub(super) struct AreaForm {
    #[serde(with = "ShapeForm")]
    shape: Shape,
    percent: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Shape", rename_all = "snake_case")]
enum ShapeForm {
    Circle {
        #[serde(with = "plain")]
        centre: LonLat,
        #[serde(with = "plain")]
        radius: Metres,
    },
    Polygon(#[serde(with = "plain")] Vec<LonLat>),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Incident")]
pub(super) struct IncidentForm {
    #[serde(with = "HappenedForm")]
    what: Happened,
    reason: String,
    owner: String,
    #[serde(with = "plain")]
    until: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Happened", rename_all = "snake_case")]
enum HappenedForm {
    VehicleOut {
        #[serde(with = "plain")]
        vehicle: VehicleId,
        #[serde(with = "plain")]
        back: Option<Clock>,
    },
    Roads(#[serde(with = "AreaForm")] Area),
    Closed {
        #[serde(with = "plain")]
        drop: DropId,
        #[serde(with = "plain")]
        reopens: Option<NaiveDate>,
        #[serde(with = "plain")]
        divert: Option<DropId>,
    },
    MustArrive {
        #[serde(with = "plain")]
        consignments: Vec<ConsignmentId>,
        #[serde(with = "plain")]
        cards: Vec<CardSerial>,
        #[serde(with = "plain")]
        by: Clock,
    },
}
