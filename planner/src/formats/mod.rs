//! Bytes → rows → values: the files people bring, and the stored text of problems and plans.
//! The only module that knows serde.

mod cells;
mod compound;
mod cut;
mod decode;
mod encoding;
mod header;
mod kinds;
mod layout;
mod records;
pub mod routing;
mod row;
mod rows;
pub mod snapshot;
mod survey;
mod translation;
pub mod vroom;
mod workbook;
mod workcell;

pub(crate) use cells::{Seen, halved};
pub use encoding::Encoding;
pub use layout::Column;
pub use survey::{Survey, survey};
pub use translation::{Translation, translation};

use self::cut::Cut;
use self::decode::Decoding;
use self::records::{Records, TextRecords};
use self::workbook::SheetRecords;
use crate::fault::{self, Fault, Finding};
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
    /// Of `centres`, and whether who proposes a plan there may not publish it.
    Centre(Centre, bool),
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

/// What reading needs to know besides the bytes.
pub struct Context<'a> {
    /// For hashing citizen numbers; only cards need it.
    pub key: Option<&'a CitizenKey>,
    /// The day for which is imported.
    pub day: NaiveDate,
}

/// Reads `source` as a file of `kind` and gives each data row to `each`, in order; memory stays
/// bounded for text files. Findings about the whole file are returned. An error from `each` ends
/// the reading and is handed on. O(bytes).
///
/// # Errors
/// F101 when there is no header, F103 when columns are missing, F104 for a record of more than
/// 1 MiB, F105 for a workbook that cannot be opened, F106 when `source` cannot be read, F107 when
/// there are no data rows.
pub fn read(
    kind: FileKind,
    source: &mut (impl Read + Seek),
    survey: &Survey,
    context: &Context<'_>,
    each: &mut dyn FnMut(Record) -> Result<(), Fault>,
) -> Result<Vec<Finding>, Fault> {
    if survey.encoding.is_workbook() {
        let mut records = SheetRecords::open(kind, source, survey.encoding)?;
        return read_records(kind, &mut records, context, each);
    }
    let delimiter = delimiter(kind, source, survey.encoding)?;
    let mut records = TextRecords::new(Decoding::new(source, survey.encoding)?, delimiter);
    read_records(kind, &mut records, context, each)
}

fn read_records(
    kind: FileKind,
    records: &mut dyn Records,
    context: &Context<'_>,
    each: &mut dyn FnMut(Record) -> Result<(), Fault>,
) -> Result<Vec<Finding>, Fault> {
    let header = header::find(kind, records)?;
    let cut = Cut::scan(kind, records, &header)?;
    let rows = rows::read(kind, records, &header, &cut, context, each)?;
    if rows == 0 {
        return Err(Fault::new(fault::NO_ROWS, ""));
    }
    let mut findings = header.findings(kind);
    findings.extend(cut.finding(&header));
    Ok(findings)
}

/// The delimiter by which the header is found: comma, tab or semicolon; a comma when it is not
/// found by any.
fn delimiter(
    kind: FileKind,
    source: &mut (impl Read + Seek),
    encoding: Encoding,
) -> Result<u8, Fault> {
    for delimiter in *b",\t;" {
        let mut records = TextRecords::new(Decoding::new(source, encoding)?, delimiter);
        if header::find(kind, &mut records).is_ok() {
            return Ok(delimiter);
        }
    }
    Ok(b',')
}
