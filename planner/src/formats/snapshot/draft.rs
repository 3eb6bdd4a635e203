//! The log of a draft as text: one numbered record a line, so that it grows at its end and whoever follows it notices
//! when something is missing.

use super::plain::{self, Plain};
use super::plan::{HoldItem, RouteItem};
use super::today::IncidentForm;
use super::{broken, lines, write_line};
use crate::desk::{Edit, Entry, Incident, Lock, Place, RouteId, StopId, What};
use crate::fault::Fault;
use crate::plan::{Hold, Route};
use crate::problem::{ConsignmentId, DropId, VehicleId};
use crate::units::Clock;
use crate::words::Mode;
use serde::{Deserialize, Serialize};

/// One record, from 1.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    entry: usize,
    by: String,
    #[serde(with = "WhatForm")]
    what: What,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "What", rename_all = "snake_case")]
enum WhatForm {
    Edit {
        #[serde(with = "EditForm")]
        edit: Edit,
        because: Option<String>,
    },
    Undo,
    Redo,
    Sealed {
        #[serde(with = "plain")]
        vehicles: Vec<VehicleId>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Edit", rename_all = "snake_case")]
enum EditForm {
    Move {
        #[serde(with = "plain")]
        stops: Vec<StopId>,
        #[serde(with = "plain")]
        to: Place,
    },
    Swap {
        #[serde(with = "plain")]
        one: StopId,
        #[serde(with = "plain")]
        other: StopId,
    },
    Reverse {
        #[serde(with = "plain")]
        from: StopId,
        #[serde(with = "plain")]
        to: DropId,
    },
    Split {
        #[serde(with = "plain")]
        stop: StopId,
        #[serde(with = "plain")]
        pouches: Vec<(ConsignmentId, u32)>,
        #[serde(with = "plain")]
        to: Place,
    },
    Join {
        #[serde(with = "plain")]
        stop: StopId,
        #[serde(with = "plain")]
        into: RouteId,
    },
    Depart {
        #[serde(with = "plain")]
        route: RouteId,
        #[serde(with = "plain")]
        at: Option<Clock>,
    },
    Hold {
        #[serde(with = "plain")]
        stops: Vec<StopId>,
        reason: String,
    },
    Take {
        #[serde(with = "plain")]
        drop: DropId,
        #[serde(with = "plain")]
        to: Place,
    },
    Send {
        #[serde(with = "plain")]
        drops: Vec<DropId>,
        #[serde(with = "plain")]
        mode: Mode,
        reason: String,
    },
    Clear {
        #[serde(with = "plain")]
        vehicle: VehicleId,
        reason: String,
    },
    Report(#[serde(with = "IncidentForm")] Incident),
    Withdraw {
        incident: u32,
    },
    Accept,
    Lock(#[serde(with = "LockForm")] Lock),
    Unlock(#[serde(with = "LockForm")] Lock),
    Adopt {
        #[serde(with = "plain")]
        vehicles: Vec<VehicleId>,
        instead_of: u64,
        #[serde(with = "plain")]
        routes: Vec<Route>,
        #[serde(with = "plain")]
        holds: Vec<Hold>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Lock", rename_all = "snake_case")]
enum LockForm {
    Stop(#[serde(with = "plain")] StopId),
    Order(#[serde(with = "plain")] RouteId),
    Route(#[serde(with = "plain")] RouteId),
}

impl Plain for u32 {
    type Form = Self;
    fn form(&self) -> Self {
        *self
    }
    fn of(form: Self) -> Option<Self> {
        Some(form)
    }
}

impl Plain for RouteId {
    type Form = (u32, u32);
    fn form(&self) -> Self::Form {
        (self.vehicle.0, self.trip)
    }
    fn of((vehicle, trip): Self::Form) -> Option<Self> {
        Some(Self { vehicle: VehicleId(vehicle), trip })
    }
}

impl Plain for StopId {
    type Form = ((u32, u32), u32);
    fn form(&self) -> Self::Form {
        (self.route.form(), self.drop.0)
    }
    fn of((route, drop): Self::Form) -> Option<Self> {
        Some(Self { route: RouteId::of(route)?, drop: DropId(drop) })
    }
}

impl Plain for Place {
    type Form = ((u32, u32), Option<u32>);
    fn form(&self) -> Self::Form {
        (self.route.form(), self.before.form())
    }
    fn of((route, before): Self::Form) -> Option<Self> {
        Some(Self { route: RouteId::of(route)?, before: before.map(DropId) })
    }
}

impl Plain for Route {
    type Form = RouteItem;
    fn form(&self) -> RouteItem {
        RouteItem(self.clone())
    }
    fn of(form: RouteItem) -> Option<Self> {
        Some(form.0)
    }
}

impl Plain for Hold {
    type Form = HoldItem;
    fn form(&self) -> HoldItem {
        HoldItem(self.clone())
    }
    fn of(form: HoldItem) -> Option<Self> {
        Some(form.0)
    }
}

/// Record number `number`, from 1, of a draft's log, as one line. O(size).
pub fn write_entry(number: usize, entry: &Entry) -> String {
    let Entry { by, what } = entry.clone();
    let mut text = String::new();
    write_line(&mut text, &Line { entry: number, by, what });
    text
}

/// Reads lines that [`write_entry`] wrote, the first of them number `first`. O(size).
///
/// # Errors
/// S719 when a line is changed or missing.
pub fn read_entries(first: usize, text: &str) -> Result<Vec<Entry>, Fault> {
    let entries = lines::<Line>(text).zip(first..).map(|(line, expected)| {
        let Line { entry, by, what } = line?;
        match entry == expected {
            true => Ok(Entry { by, what }),
            false => Err(broken(format!("草稿的第 {expected} 条写作第 {entry} 条"))),
        }
    });
    entries.collect()
}
