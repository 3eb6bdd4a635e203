//! The forms of what came up today: incidents in a draft's log, closed and slow roads in a problem.

use super::plain::{self, Plain};
use crate::desk::{Happened, Incident, Instead};
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
        #[serde(with = "plain", rename = "divert")]
        instead: Instead,
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

/// Nothing, a drop point, or the word for post.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum InsteadForm<Drop> {
    Post(PostForm),
    Drop(Option<Drop>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PostForm {
    Post,
}

impl<Drop: Plain> Plain for Instead<Drop> {
    type Form = InsteadForm<Drop::Form>;
    fn form(&self) -> Self::Form {
        match self {
            Self::Wait => InsteadForm::Drop(None),
            Self::Divert(drop) => InsteadForm::Drop(Some(drop.form())),
            Self::Post => InsteadForm::Post(PostForm::Post),
        }
    }
    fn of(form: Self::Form) -> Option<Self> {
        match form {
            InsteadForm::Post(PostForm::Post) => Some(Self::Post),
            InsteadForm::Drop(None) => Some(Self::Wait),
            InsteadForm::Drop(Some(drop)) => Drop::of(drop).map(Self::Divert),
        }
    }
}
