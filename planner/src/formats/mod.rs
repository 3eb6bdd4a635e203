//! Bytes → rows → values: the files people bring, and the stored text of problems and plans.
//! The only module that knows serde.

use crate::fault::{Fault, Finding};
use crate::intake::{CitizenKey, JudgedCard};
use crate::words::{
    Alert, CalendarDay, Centre, CentreCode, Location, Machine, MatrixRow, PolicyRow, Pouching,
    TariffRow, Vehicle, named,
};
use chrono::NaiveDate;
use std::io::{Read, Seek};

named!(
    /// The kinds of files.
    FileKind {
        /// Production centres.
        Centres = "centres" "制证中心",
        /// Receiving locations.
        Locations = "locations" "受理点",
        /// Vehicles.
        Fleet = "fleet" "车辆",
        /// Produced cards.
        Cards = "cards" "证件",
        /// Cards to stop.
        Alerts = "alerts" "布控",
        /// Workdays and holidays.
        Calendar = "calendar" "日历",
        /// Limits.
        Policy = "policy" "时限",
        /// Sorting machines.
        Machines = "machines" "分拣设备",
        /// Postal prices.
        Tariff = "tariff" "邮资",
        /// Pouch rules.
        Pouching = "pouching" "装袋",
        /// Measured legs.
        Matrix = "matrix" "里程表",
    }
);

/// A value read from one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of `centres`.
    Centre(Centre),
    /// Of `locations`.
    Location(Location),
    /// Of `fleet`, with the centre when the file has a `centre` column.
    Vehicle(Vehicle, Option<CentreCode>),
    /// Of `cards`.
    Card(Box<JudgedCard>),
    /// Of `alerts`.
    Alert(Alert),
    /// Of `calendar`.
    CalendarDay(CalendarDay),
    /// Of `policy`.
    Policy(PolicyRow),
    /// Of `machines`.
    Machine(Machine),
    /// Of `tariff`.
    Tariff(TariffRow),
    /// Of `pouching`.
    Pouching(Pouching),
    /// Of `matrix`.
    Leg(MatrixRow),
}

/// One data row: its value, or the finding for which it is refused, and remarks.
/// For cards, the Q codes of [`JudgedCard::stopped`] have their findings among the remarks.
#[derive(Clone, Debug)]
pub struct Record {
    /// Line in the file (row in a workbook), from 1.
    pub line: u64,
    /// The value, or why the row is refused.
    pub value: Result<Value, Finding>,
    /// Remarks about the row.
    pub findings: Vec<Finding>,
}

/// What a first pass over the bytes tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: u64,
    /// How many line ends a text file has; 0 for a workbook.
    pub lines: u64,
}

/// What reading needs to know besides the bytes.
pub struct Context<'a> {
    /// For hashing citizen numbers; only cards need it.
    pub key: Option<&'a CitizenKey>,
    /// The day for which is imported.
    pub day: NaiveDate,
}

/// Reads the whole of `source` once: its digest, size and encoding. Memory stays bounded.
pub fn survey(_source: &mut (impl Read + Seek)) -> Result<Survey, Fault> {
    unimplemented!("later")
}

/// Reads `source` as a file of `kind` and gives each data row to `each`, in order; memory stays
/// bounded for text files. Findings about the whole file are returned. An error from `each` ends
/// the reading.
pub fn read(
    _kind: FileKind,
    _source: &mut (impl Read + Seek),
    _survey: &Survey,
    _context: &Context<'_>,
    _each: &mut dyn FnMut(Record) -> Result<(), Fault>,
) -> Result<Vec<Finding>, Fault> {
    unimplemented!("later")
}
