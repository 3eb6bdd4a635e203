//! The limits that a revision's plan breaks by name and reason, one a line.

use super::plain;
use super::{lines, write_line};
use crate::desk::{Breach, Override};
use crate::fault::{Code, Fault};
use crate::problem::{DropId, VehicleId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(with = "plain")]
    code: Code,
    #[serde(with = "plain")]
    vehicle: Option<VehicleId>,
    trip: Option<u32>,
    #[serde(with = "plain")]
    drop: Option<DropId>,
    over: i64,
    weight: bool,
    by: String,
    reason: String,
}

/// Overrides as text; nothing for none. O(overrides).
pub fn write_overrides(overrides: &[Override]) -> String {
    let mut text = String::new();
    for Override { breach, by, reason } in overrides.iter().cloned() {
        let Breach { code, vehicle, trip, drop, over, weight } = breach;
        write_line(&mut text, &Line { code, vehicle, trip, drop, over, weight, by, reason });
    }
    text
}

/// Reads what [`write_overrides`] wrote. O(size).
///
/// # Errors
/// S719 when it is changed.
pub fn read_overrides(text: &str) -> Result<Vec<Override>, Fault> {
    let overrides = lines::<Line>(text).map(|line| {
        let Line { code, vehicle, trip, drop, over, weight, by, reason } = line?;
        let breach = Breach { code, vehicle, trip, drop, over, weight };
        Ok(Override { breach, by, reason })
    });
    overrides.collect()
}
