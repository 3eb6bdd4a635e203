//! Problems and plans as stored text: JSON Lines, one record a line, in one canonical form.
//!
//! The same problem or plan always gives the same bytes, so that their digests tell whether two are
//! the same. The text holds indices, quantities in their smallest units and names, but no
//! identifier or clock of the store.

mod carried;
mod draft;
mod forms;
mod overrides;
mod plain;
mod plan;
mod problem;
mod sort;
mod today;

pub use carried::{Noted, read_noted, write_noted};
pub use draft::{read_entries, write_entry};
pub use overrides::{read_overrides, write_overrides};
pub use plan::{read_plan, write_plan};
pub use problem::{read_problem, write_problem};
pub use sort::{read_sort, write_sort};

use crate::fault::{self, Fault};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// SHA-256 of `text` in hex: the `plan_hash` of a written plan, the `input_hash` of a written
/// problem. O(length).
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds a record to `text`.
fn write_line(text: &mut String, line: &impl Serialize) {
    match serde_json::to_string(line) {
        Ok(json) => {
            text.push_str(&json);
            text.push('\n');
        }
        // Only maps with keys that are no strings, and failing writers, cannot become JSON.
        Err(error) => unreachable!("a record that is no JSON: {error}"),
    }
}

/// The records of `text` with their lines, from 1.
fn lines<T: DeserializeOwned>(text: &str) -> impl Iterator<Item = Result<T, Fault>> {
    text.lines().enumerate().map(|(ix, line)| {
        serde_json::from_str(line).map_err(|error| broken(format!("第 {} 行：{error}", ix + 1)))
    })
}

/// The fault for text that is not what was written.
fn broken(detail: impl Into<String>) -> Fault {
    Fault::new(fault::BROKEN_SNAPSHOT, detail)
}
