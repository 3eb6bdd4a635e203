//! What came up today, in names.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that came up and holds.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Incident)]
pub(crate) struct IncidentForm {
    /// The number by which it is taken back.
    pub(crate) number: u32,
    /// In Chinese.
    pub(crate) text: String,
    /// What.
    pub(crate) what: HappenedForm,
    /// Why.
    pub(crate) reason: String,
    /// Who answers for it.
    pub(crate) owner: String,
    /// The last day on which it holds.
    pub(crate) until: String,
}

/// What came up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Happened)]
pub(crate) enum HappenedForm {
    /// A vehicle is out.
    VehicleOut {
        /// Which.
        vehicle: String,
        /// When it is back, `HH:MM`; null for not today.
        back: Option<String>,
    },
    /// Roads are closed or slow.
    Roads {
        /// Where.
        area: AreaForm,
        /// What a way takes, in percent of what it takes otherwise; null when it is closed.
        percent: Option<u32>,
    },
    /// Nobody takes handovers at a drop point today.
    Closed {
        /// Which.
        drop: String,
        /// The day it opens again, as far as that is known.
        reopens: Option<String>,
        /// The drop point that takes its cards instead.
        divert: Option<String>,
        /// Whether they go to their receiving locations by post instead; else they wait.
        #[serde(default)]
        post: bool,
    },
    /// A batch must be handed over by a time.
    MustArrive {
        /// Receiving locations all of whose cards must.
        #[serde(default)]
        locations: Vec<String>,
        /// Serials of cards that must.
        #[serde(default)]
        serials: Vec<String>,
        /// The last moment at which service may begin, `HH:MM`.
        by: String,
    },
}

/// An area on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Area)]
pub(crate) enum AreaForm {
    /// Everything within a distance of a point.
    Circle {
        /// Degrees east.
        lon: f64,
        /// Degrees north.
        lat: f64,
        /// Metres as the crow flies.
        radius_m: u32,
    },
    /// Everything inside a line; the first corner is not repeated.
    Polygon(Vec<(f64, f64)>),
}
