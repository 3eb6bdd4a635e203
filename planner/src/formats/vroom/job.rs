//! One job of a VROOM problem.

use super::at::At;
use super::place::{Place, Places};
use crate::fault::{self, Fault};

/// A job as the file gives it, in its units.
pub(super) struct Job {
    pub(super) id: u64,
    pub(super) description: Option<String>,
    pub(super) place: Place,
    pub(super) setup: i64,
    pub(super) service: i64,
    pub(super) delivery: Vec<i64>,
    pub(super) pickup: Vec<i64>,
    pub(super) skills: Vec<u32>,
    pub(super) priority: u64,
    /// Ascending and disjoint.
    pub(super) windows: Vec<(i64, i64)>,
    /// Where it stands in the file.
    pub(super) path: String,
}

const KNOWN: [&str; 12] = [
    "id",
    "description",
    "location",
    "location_index",
    "setup",
    "service",
    "amount",
    "delivery",
    "pickup",
    "skills",
    "priority",
    "time_windows",
];
const PER_TYPE: &str = "用时不能因车型而异";
const REFUSED: [(&str, &str); 2] = [("setup_per_type", PER_TYPE), ("service_per_type", PER_TYPE)];

impl Job {
    /// Reads a job; amounts have `dimensions` entries.
    pub(super) fn read(at: &At<'_>, places: &mut Places, dimensions: usize) -> Result<Self, Fault> {
        let fields = at.fields(&KNOWN, &REFUSED)?;
        // `amount` is the former name of `delivery`.
        if let (Some(at), Some(_)) = (fields.get("amount"), fields.get("delivery")) {
            return Err(at.fault(fault::CONTRADICTION, "与 delivery 同义，只写一个"));
        }
        let place = places.read(&fields, "location", "location_index")?;
        let missing = || Fault::new(fault::MISSING_ENTRY, fields.name("location"));
        let amounts = |key| fields.map(key, |at| amounts(at, dimensions));
        let delivery = amounts("delivery")?.or(amounts("amount")?);
        Ok(Self {
            id: fields.need("id")?.whole(u64::MAX)?,
            description: fields.map("description", At::text)?,
            place: place.ok_or_else(missing)?,
            setup: fields.quantity("setup", 0)?,
            service: fields.quantity("service", 0)?,
            delivery: delivery.unwrap_or_else(|| vec![0; dimensions]),
            pickup: amounts("pickup")?.unwrap_or_else(|| vec![0; dimensions]),
            skills: fields.map("skills", skills)?.unwrap_or_default(),
            priority: fields.map("priority", |at| at.whole(100))?.unwrap_or(0),
            windows: fields.map("time_windows", windows)?.unwrap_or_default(),
            path: at.path().to_owned(),
        })
    }
}

/// Amounts in every dimension.
pub(super) fn amounts(at: &At<'_>, dimensions: usize) -> Result<Vec<i64>, Fault> {
    let amounts = at.list(|at| at.quantity())?;
    if amounts.len() != dimensions {
        let detail = format!("有 {} 项，vehicles[0].capacity 有 {dimensions} 项", amounts.len());
        return Err(at.fault(fault::CONTRADICTION, &detail));
    }
    Ok(amounts)
}

/// Skills, ascending.
pub(super) fn skills(at: &At<'_>) -> Result<Vec<u32>, Fault> {
    let mut skills = at.list(|at| at.count())?;
    skills.sort_unstable();
    skills.dedup();
    Ok(skills)
}

/// Windows, ascending and disjoint.
pub(super) fn windows(at: &At<'_>) -> Result<Vec<(i64, i64)>, Fault> {
    let windows = at.list(|at| at.window())?;
    if windows.is_empty() {
        return Err(at.fault(fault::WRONG_ENTRY, "没有时间窗；不限时间则不写此键"));
    }
    if windows.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return Err(at.fault(fault::CONTRADICTION, "时间窗应由早到晚，互不重叠"));
    }
    Ok(windows)
}
