//! The forms in which the parts of a problem stand in stored text. A field that is added to one of
//! these types does not compile until it is added here.

use super::plain::{self, Plain};
use crate::problem::{
    Consignment, ConsignmentId, DayCard, DropId, DropPoint, Kept, KeptStop, Place, PlaceId, Sealed,
    VehicleId,
};
use crate::units::{Clock, Fen, Grams, Metres, Seconds, Window};
use crate::vrp::Smoothness;
use crate::words::{
    Break, CardSerial, Centre, CentreCode, LocationCode, LocationKind, LonLat, Mode, Pouching,
    Vehicle,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Centre")]
pub(super) struct CentreForm {
    #[serde(with = "plain")]
    code: CentreCode,
    name: String,
    #[serde(with = "plain")]
    at: LonLat,
    #[serde(with = "plain")]
    opens: Clock,
    #[serde(with = "plain")]
    closes: Clock,
    #[serde(with = "plain")]
    dock_time: Seconds,
    docks: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Pouching")]
pub(super) struct PouchingForm {
    cards_per_pouch: u32,
    #[serde(with = "plain")]
    card_weight: Grams,
    #[serde(with = "plain")]
    pouch_weight: Grams,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Smoothness")]
pub(super) struct SmoothnessForm {
    #[serde(with = "plain")]
    spread_per_km: Fen,
    #[serde(with = "plain")]
    balance: Fen,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Place")]
pub(super) struct PlaceForm {
    #[serde(with = "plain")]
    code: LocationCode,
    name: String,
    #[serde(with = "plain")]
    kind: LocationKind,
    address: String,
    #[serde(with = "plain")]
    at: LonLat,
    contact: String,
    phone: String,
    remote: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "DropPoint")]
pub(super) struct DropForm {
    #[serde(with = "plain")]
    place: PlaceId,
    #[serde(with = "plain")]
    windows: Vec<Window>,
    #[serde(with = "plain")]
    service: Seconds,
    skills: Vec<String>,
    #[serde(with = "plain")]
    next_open: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Consignment")]
pub(super) struct ConsignmentForm {
    #[serde(with = "plain")]
    location: PlaceId,
    #[serde(with = "plain")]
    mode: Mode,
    #[serde(with = "plain")]
    drop: Option<DropId>,
    #[serde(with = "plain")]
    cards: Vec<DayCard>,
    free_slots: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Vehicle")]
pub(super) struct VehicleForm {
    name: String,
    plate: String,
    kind: String,
    pouches: Option<u32>,
    #[serde(with = "plain")]
    weight: Option<Grams>,
    #[serde(with = "plain")]
    shift_start: Clock,
    #[serde(with = "plain")]
    shift_end: Clock,
    #[serde(with = "plain")]
    max_distance: Option<Metres>,
    max_stops: Option<u32>,
    #[serde(with = "plain")]
    fixed_cost: Fen,
    #[serde(with = "plain")]
    cost_per_km: Fen,
    #[serde(with = "plain")]
    cost_per_hour: Fen,
    skills: Vec<String>,
    #[serde(with = "plain")]
    pause: Option<Break>,
    trips: u32,
    #[serde(with = "plain")]
    reload: Seconds,
    #[serde(with = "plain")]
    start: Option<LocationCode>,
    #[serde(with = "plain")]
    end: Option<LocationCode>,
    driver: String,
    escort: String,
    phone: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Kept")]
pub(super) struct KeptForm {
    #[serde(with = "plain")]
    vehicle: VehicleId,
    trip: u32,
    departed: bool,
    /// Left out where it is not known.
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    load: Option<Clock>,
    #[serde(with = "plain")]
    depart: Clock,
    #[serde(with = "plain")]
    stops: Vec<KeptStop>,
}

impl Plain for KeptStop {
    type Form = (u32, i64, u32, <Vec<Sealed> as Plain>::Form);
    fn form(&self) -> Self::Form {
        let Self { drop, begin, open, sealed } = self;
        (drop.form(), begin.form(), *open, sealed.form())
    }
    fn of((drop, begin, open, sealed): Self::Form) -> Option<Self> {
        let sealed = Vec::of(sealed)?;
        Some(Self { drop: DropId(drop), begin: Clock(begin), open, sealed })
    }
}

impl Plain for Sealed {
    type Form = (u32, u32, u32, Vec<String>);
    fn form(&self) -> Self::Form {
        let Self { consignment, number, of, cards } = self;
        (consignment.form(), *number, *of, cards.form())
    }
    fn of((consignment, number, of, cards): Self::Form) -> Option<Self> {
        let consignment = ConsignmentId(consignment);
        Some(Self { consignment, number, of, cards: Vec::of(cards)? })
    }
}

impl Plain for DayCard {
    type Form = (String, String);
    fn form(&self) -> Self::Form {
        (self.due.form(), self.serial.form())
    }
    fn of((due, serial): Self::Form) -> Option<Self> {
        Some(Self { due: NaiveDate::of(due)?, serial: CardSerial::of(serial)? })
    }
}

impl Plain for Break {
    type Form = (i64, i64, i64);
    fn form(&self) -> Self::Form {
        (self.length.0, self.from.0, self.to.0)
    }
    fn of((length, from, to): Self::Form) -> Option<Self> {
        Some(Self { length: Seconds(length), from: Clock(from), to: Clock(to) })
    }
}
