//! The forms of what came up today: incidents in a draft's log, closed and slow roads in a problem.

use super::plain::{self, Plain};
use crate::desk::{Happened, Incident, Instead};
use crate::problem::{Area, ConsignmentId, DropId, Shape, VehicleId};
use crate::units::{Clock, Metres};
use crate::words::{CardSerial, LonLat, Mode};
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

/// Nothing, a drop point's number, or the word for post.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum InsteadForm {
    Drop(Option<u32>),
    Mode(String),
}

impl Plain for Instead {
    type Form = InsteadForm;
    fn form(&self) -> InsteadForm {
        match self {
            Self::Wait => InsteadForm::Drop(None),
            Self::Divert(drop) => InsteadForm::Drop(Some(drop.0)),
            Self::Post => InsteadForm::Mode(Mode::Post.word().into()),
        }
    }
    fn of(form: InsteadForm) -> Option<Self> {
        match form {
            InsteadForm::Drop(drop) => {
                Some(drop.map_or(Self::Wait, |drop| Self::Divert(DropId(drop))))
            }
            InsteadForm::Mode(word) => (word == Mode::Post.word()).then_some(Self::Post),
        }
    }
}
