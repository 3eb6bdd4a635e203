//! From what the store knows to the day's problem: one read, resolved, judged and validated.

mod assemble;
mod keep;
mod obstacle;
mod resolve;
mod standing;

pub use assemble::assemble;
pub use obstacle::Obstacle;
pub use standing::SetAside;

use crate::desk::Carried;
use crate::fault::{Code, Fault};
use crate::plan::Plan;
use crate::problem::DayProblem;
use crate::words::{
    Alert, Calendar, CardSerial, Centre, Channel, Delivery, Location, LocationCode, MatrixRow,
    PolicyRow, Pouching, StandingRule, Vehicle,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A card in the day's account whose custody is still the centre's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCard {
    /// Its serial.
    pub serial: CardSerial,
    /// Its receipt number; may be empty.
    pub receipt_no: String,
    /// The receiving location as its file says it.
    pub receiving: Option<LocationCode>,
    /// Its channel.
    pub channel: Channel,
    /// When the holder applied.
    pub applied_on: Option<NaiveDate>,
    /// How it is collected.
    pub delivery: Delivery,
    /// A promise that goes before the policy.
    pub must_arrive_by: Option<NaiveDate>,
    /// Q codes that intake found in the row or the ledger and that only a person or a corrected
    /// row lifts. Codes that follow from locations and alerts (Q303, Q304, Q308, Q309) are not
    /// among them: they are judged anew for each plan.
    pub stopped: Vec<Code>,
}

/// All that a day's problem is assembled from.
#[derive(Clone, Debug)]
pub struct DayInput {
    /// The centre.
    pub centre: Centre,
    /// The dispatch day.
    pub day: NaiveDate,
    /// The day's open cards and those in sealed pouches, in any order.
    pub cards: Vec<OpenCard>,
    /// Every version of every location.
    pub locations: Vec<Location>,
    /// The fleet of the centre.
    pub vehicles: Vec<Vehicle>,
    /// The shared calendar.
    pub calendar: Calendar,
    /// The policy; empty means the law's table.
    pub policy: Vec<PolicyRow>,
    /// Alerts.
    pub alerts: Vec<Alert>,
    /// The rule for pouches.
    pub pouching: Pouching,
    /// Measured legs; empty means estimated roads.
    pub matrix: Vec<MatrixRow>,
    /// Standing rules in the order in which they were made; those of other days hold nothing.
    pub rules: Vec<StandingRule>,
    /// What came up on this day or before and may still hold.
    pub carried: Vec<Carried>,
    /// What is sealed already; none before the first seal.
    pub under_way: Option<UnderWay>,
}

/// The plan in force of a day on which pouches are sealed already.
#[derive(Clone, Debug)]
pub struct UnderWay {
    /// The problem it solves.
    pub problem: DayProblem,
    /// The plan.
    pub plan: Plan,
    /// The cards of each sealed pouch, by location and number; never empty.
    pub sealed: BTreeMap<(LocationCode, u32), Vec<CardSerial>>,
    /// Routes that have left, by the vehicle's name and trip.
    pub departed: BTreeSet<(String, u32)>,
}

/// The day's problem, the cards that may not travel, and the rules that do not hold today.
#[derive(Clone, Debug)]
pub struct Assembled {
    /// What is to be planned.
    pub problem: DayProblem,
    /// Cards that are stopped, ascending by serial, with every Q code that holds.
    pub stopped: Vec<(CardSerial, Vec<Code>)>,
    /// Standing rules that are set aside today, by number.
    pub set_aside: Vec<SetAside>,
    /// What came up and holds today, and cannot be put into the day (P507).
    pub left_out: Vec<Fault>,
}
