//! The dated table of limits.

use super::{Channel, named};
use chrono::NaiveDate;

named!(
    /// What a limit counts.
    LimitUnit {
        /// Calendar days.
        Days = "days" "自然日",
        /// Workdays of the calendar.
        Workdays = "workdays" "工作日",
    }
);

/// One row of the policy: the limit for applications of a channel from a date on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyRow {
    /// Applications from this day on.
    pub in_force_from: NaiveDate,
    /// The channel.
    pub channel: Channel,
    /// The statutory limit.
    pub limit_days: u32,
    /// More where transport is poor.
    pub remote_extra_days: u32,
    /// What the limit counts.
    pub unit: LimitUnit,
    /// Working days that pass between the drop point and the holder.
    pub legs_after: u32,
    /// What the centre promises, where that is less.
    pub promised_days: Option<u32>,
}
