//! The planner's desk: a plan that people edit, each edit evaluated at once.
//!
//! A [`Draft`] is a plan and an append-only log of [`Edit`]s on it. An edit changes stops (`act`), the days it touches
//! are timed anew in their order of stops (`retime`), what breaks is measured (`breach`), and the outcome is kept
//! only when the independent checker finds the same and every limit that breaks is overridden.

mod act;
mod adopt;
mod board;
mod bound;
mod breach;
mod carried;
mod change;
mod compare;
mod draft;
mod edit;
mod ground;
mod incident;
mod lane;
mod otherwise;
mod repair;
mod replan;
mod report;
mod retime;
mod search;
mod today;
mod trial;
mod waiting;
mod why;

pub use bound::Bound;
pub use breach::{Breach, Override};
pub use carried::{ByName, Carried, carry};
pub use change::Change;
pub use compare::{Comparison, Differs, RoutePair, StopPair, Sums, Totals, Visit, compare};
pub use draft::{Draft, Refused};
pub use edit::{Edit, Entry, Lock, Place, RouteId, StopId, What};
pub use incident::{Happened, Incident, Instead};
pub use lane::{Lane, Slack};
pub use otherwise::{Otherwise, Sent};
pub use repair::Repair;
pub use replan::{Contact, Lost, Replan, Unsaved};
pub use search::{Better, Departure, Search, Selection, Sought};
pub use why::{Offer, Subject, Why};
