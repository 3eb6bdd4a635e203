//! How a VROOM client wants its problem solved: the `options` that VROOM's HTTP wrapper takes.

use super::at::At;
use crate::fault::{self, Fault};

/// What is asked of the search and of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Distances are wanted in the answer (`g`).
    pub distances: bool,
    /// Threads to use (`t`), at least 1.
    pub threads: Option<u32>,
    /// Most seconds to search (`l`), at least 1.
    pub seconds: Option<u32>,
    /// How hard to search (`x`), from 0 to 5; VROOM's usual is 5.
    pub level: Option<u32>,
}

/// Reads `options`.
pub(super) fn read(at: &At<'_>) -> Result<Options, Fault> {
    let fields = at.fields(&["g", "c", "t", "x", "l"], &[])?;
    if let Some(plan) = fields.get("c")
        && plan.flag()?
    {
        return Err(plan.fault(fault::UNSUPPORTED_KEY, "不能只为给定的线路推算时刻"));
    }
    let at_least_one = |at: &At<'_>| match at.count()? {
        0 => Err(at.fault(fault::WRONG_ENTRY, "至少为 1")),
        number => Ok(number),
    };
    Ok(Options {
        distances: fields.map("g", At::flag)?.unwrap_or(false),
        threads: fields.map("t", at_least_one)?,
        seconds: fields.map("l", at_least_one)?,
        level: fields.map("x", |at| at.whole(5))?.map(|level| level as u32),
    })
}
