//! Sorting: a day's destinations on a machine, with the least handling that is found.
//!
//! [`destinations()`] are what has to be told apart, [`sort()`] plans the passes, [`simulate()`] runs
//! them card by card, [`by_code()`] is the usual way to compare with. docs/SORTING.md has the model: its
//! state, its costs, and why the bound is one.

mod arrivals;
mod build;
mod changes;
mod crew;
mod day;
mod exact;
mod greedy;
mod hurry;
mod improve;
mod left;
mod lines;
mod names;
mod radix;
mod relax;
mod rules;
mod search;
mod shape;
mod simulate;
mod task;
mod times;
mod variants;

pub use arrivals::arrivals;
pub use changes::{Change, changes};
pub use day::{destinations, loading_order};
pub use left::left;
pub use names::names;
pub use radix::by_code;
pub use rules::Rules;
pub use search::Settings;
pub use simulate::{Run, Simulated, simulate};
pub use task::{Before, Sorted, Task, sort};
pub use times::{late_routes, latest_begin, sealed_after};
