//! A plan as text.

use super::{broken, lines, plain, write_line};
use crate::fault::{Code, Fault};
use crate::plan::{Hold, Need, Pause, PauseAt, Plan, Pouch, Route, Stop, WayOut};
use crate::problem::{ConsignmentId, DropId, VehicleId};
use crate::units::{Clock, Fen, Grams, Metres, Seconds};
use chrono::NaiveDate;
use plain::Plain;
use serde::{Deserialize, Serialize};

/// One record. The last one says how many stood before it, so that cut text is noticed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Plan { format: u32 },
    Route(#[serde(with = "RouteForm")] Route),
    Hold(#[serde(with = "HoldForm")] Hold),
    End(usize),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Route")]
struct RouteForm {
    #[serde(with = "plain")]
    vehicle: VehicleId,
    trip: u32,
    #[serde(with = "plain")]
    start: Clock,
    dock: u32,
    #[serde(with = "plain")]
    load: Clock,
    #[serde(with = "plain")]
    depart: Clock,
    #[serde(with = "plain")]
    pause: Option<Pause>,
    #[serde(with = "plain")]
    stops: Vec<Stop>,
    #[serde(with = "plain")]
    end: Clock,
    #[serde(with = "plain")]
    distance: Metres,
    #[serde(with = "plain")]
    cost: Fen,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Stop")]
struct StopForm {
    #[serde(with = "plain")]
    drop: DropId,
    #[serde(with = "plain")]
    arrive: Clock,
    #[serde(with = "plain")]
    begin: Clock,
    #[serde(with = "plain")]
    leave: Clock,
    #[serde(with = "plain")]
    pouches: Vec<Pouch>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Pouch")]
struct PouchForm {
    #[serde(with = "plain")]
    consignment: ConsignmentId,
    number: u32,
    of: u32,
    cards: u32,
    #[serde(with = "plain")]
    weight: Grams,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Hold")]
struct HoldForm {
    #[serde(with = "plain")]
    consignment: ConsignmentId,
    cards: u32,
    #[serde(with = "plain")]
    reason: Code,
    #[serde(with = "WayOutForm")]
    way_out: WayOut,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "WayOut")]
struct WayOutForm {
    #[serde(with = "plain")]
    vehicle: Option<VehicleId>,
    #[serde(with = "NeedForm")]
    needs: Need,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Need", rename_all = "snake_case")]
enum NeedForm {
    NextOpen(#[serde(with = "plain")] Option<NaiveDate>),
    AnotherVehicle,
    Skill(String),
    Pouches(u32),
    Weight(#[serde(with = "plain")] Grams),
    Window(#[serde(with = "plain")] Seconds),
    Shift(#[serde(with = "plain")] Seconds),
    Distance(#[serde(with = "plain")] Metres),
    Stops(u32),
    Dock(#[serde(with = "plain")] Seconds),
    Break(#[serde(with = "plain")] Seconds),
    Slots(u32),
    Decision,
}

/// A stop inside a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct StopItem(#[serde(with = "StopForm")] Stop);

/// A pouch inside a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct PouchItem(#[serde(with = "PouchForm")] Pouch);

/// A route inside a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct RouteItem(#[serde(with = "RouteForm")] pub(super) Route);

/// A hold inside a list.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct HoldItem(#[serde(with = "HoldForm")] pub(super) Hold);

impl Plain for Stop {
    type Form = StopItem;
    fn form(&self) -> StopItem {
        StopItem(self.clone())
    }
    fn of(form: StopItem) -> Option<Self> {
        Some(form.0)
    }
}

impl Plain for Pouch {
    type Form = PouchItem;
    fn form(&self) -> PouchItem {
        PouchItem(self.clone())
    }
    fn of(form: PouchItem) -> Option<Self> {
        Some(form.0)
    }
}

impl Plain for Pause {
    /// The stop before whose leg it is taken, none before loading; when it begins.
    type Form = (Option<u32>, i64);
    fn form(&self) -> Self::Form {
        let stop = match self.at {
            PauseAt::BeforeLoading => None,
            PauseAt::BeforeStop(stop) => Some(stop),
        };
        (stop, self.begin.0)
    }
    fn of((stop, begin): Self::Form) -> Option<Self> {
        let at = stop.map_or(PauseAt::BeforeLoading, PauseAt::BeforeStop);
        Some(Self { at, begin: Clock(begin) })
    }
}

/// The canonical text of `plan`; its [`super::digest`] is the plan hash. O(size).
pub fn write_plan(plan: &Plan) -> String {
    let records = std::iter::once(Line::Plan { format: 1 })
        .chain(plan.routes.iter().cloned().map(Line::Route))
        .chain(plan.holds.iter().cloned().map(Line::Hold));
    let mut text = String::new();
    for record in records {
        write_line(&mut text, &record);
    }
    write_line(&mut text, &Line::End(1 + plan.routes.len() + plan.holds.len()));
    text
}

/// Reads what [`write_plan`] wrote. Whether it fits a problem is not asked here but by
/// [`crate::check`]. O(size).
///
/// # Errors
/// S719 when the text is cut or changed.
pub fn read_plan(text: &str) -> Result<Plan, Fault> {
    let mut records = lines::<Line>(text);
    let Some(Line::Plan { format: 1 }) = records.next().transpose()? else {
        return Err(broken("没有开头的记录，或版本不认识"));
    };
    let mut plan = Plan::default();
    let mut ended = false;
    for record in records {
        match record? {
            _ if ended => return Err(broken("结尾之后还有记录")),
            Line::Plan { .. } => return Err(broken("有两个开头")),
            Line::Route(route) => plan.routes.push(route),
            Line::Hold(hold) => plan.holds.push(hold),
            Line::End(expected) => {
                let count = 1 + plan.routes.len() + plan.holds.len();
                if expected != count {
                    return Err(broken(format!("应有 {expected} 条记录，实有 {count} 条")));
                }
                ended = true;
            }
        }
    }
    if ended { Ok(plan) } else { Err(broken("没有结尾的记录")) }
}
