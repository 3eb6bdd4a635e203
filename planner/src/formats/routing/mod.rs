//! Routing problems and their solutions in the text formats of benchmarks: CVRPLIB (TSPLIB 95) with
//! VRPLIB's time windows, Solomon and Gehring–Homberger, and CVRPLIB's `.sol`.
//!
//! Sources: G. Reinelt, *TSPLIB 95* (1995) for keys, sections and distances; CVRPLIB and the
//! `vrplib` package for `.sol` and the sections of time windows; the rules of the 12th DIMACS
//! Implementation Challenge for distances with time windows.

mod admit;
mod number;
mod solomon;
mod solution;
mod text;
mod vrplib;

pub use solution::{Solution, read_solution, units, write_solution};

use crate::fault::{self, Fault};
use crate::vrp::Instance;

/// What a file of a routing problem is, as its content says; its name says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Keys and sections of TSPLIB 95, CVRPLIB and VRPLIB.
    Vrplib,
    /// A table of customers with time windows.
    Solomon,
    /// The JSON of VROOM.
    VroomJson,
}

/// Tells the formats apart by the first line that only one of them has: JSON begins with `{` (after
/// blanks and a byte order mark), Solomon has a line `VEHICLE`, VRPLIB a key with a colon or a
/// section. O(bytes).
///
/// # Errors
/// F101 for an empty file, F301 when it is none of them, F311 when it is no text.
pub fn recognise(bytes: &[u8]) -> Result<Content, Fault> {
    let text = text::decode(bytes)?;
    if text.trim_start().starts_with('{') {
        return Ok(Content::VroomJson);
    }
    for line in text::lines(&text) {
        if solomon::begins(line) {
            return Ok(Content::Solomon);
        }
        if vrplib::begins(line) {
            return Ok(Content::Vrplib);
        }
    }
    Err(Fault::new(fault::NOT_A_ROUTING_FILE, ""))
}

/// Reads a problem in one of the text formats. O(bytes), and O(nodes²) where distances are neither
/// given nor straight lines.
///
/// # Errors
/// F101 and F301 to F311; each names the line and the key, section or node.
pub fn read(bytes: &[u8]) -> Result<Instance, Fault> {
    let content = recognise(bytes)?;
    let text = text::decode(bytes)?;
    match content {
        Content::Vrplib => vrplib::read(&text),
        Content::Solomon => solomon::read(&text),
        Content::VroomJson => Err(Fault::new(fault::NOT_A_ROUTING_FILE, "JSON")),
    }
}
