//! The JSON format of VROOM (docs/API.md of its project): a problem becomes a [`vrp::Problem`], an
//! answer to it VROOM's solution, and a solution an answer again, to be checked.
//!
//! What VROOM's format can say and Fenjian cannot do is refused with the path of the key, never
//! ignored. `docs/FORMATS.md` lists both.
//!
//! [`vrp::Problem`]: crate::vrp::Problem

mod at;
mod compare;
mod job;
mod json;
mod matrices;
mod nodes;
mod options;
mod place;
mod problem;
mod profiles;
mod scale;
mod sheet;
mod solution;
mod vehicle;
mod write;

pub use compare::compare;
pub use options::Options;
pub use problem::{Asked, read};
pub use profiles::Source;
pub use solution::{Stated, read_solution};
pub use write::{Computing, cost, refusal, total, write};
