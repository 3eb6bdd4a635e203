//! One vehicle of a VROOM problem.

use super::at::{At, Fields};
use super::job::{amounts, skills, windows};
use super::place::{Place, Places};
use crate::fault::{self, Fault};
use crate::vrp::MOST_CHOICES;

/// A vehicle as the file gives it, in its units.
pub(super) struct Vehicle {
    pub(super) id: u64,
    pub(super) description: Option<String>,
    pub(super) profile: String,
    pub(super) start: Option<Place>,
    pub(super) end: Option<Place>,
    pub(super) capacity: Vec<i64>,
    pub(super) costs: Costs,
    pub(super) skills: Vec<u32>,
    pub(super) window: Option<(i64, i64)>,
    /// By their windows, the order in which they are taken.
    pub(super) breaks: Vec<Break>,
    /// What a travel time is multiplied by, in hundredths.
    pub(super) slowness: i64,
    pub(super) max_tasks: Option<u32>,
    pub(super) max_travel_time: Option<i64>,
    pub(super) max_distance: Option<i64>,
    /// The jobs of a route to begin the search with, and where each stands in the file.
    pub(super) steps: Vec<(u64, String)>,
    /// Where it stands in the file.
    pub(super) path: String,
}

/// What it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Costs {
    pub(super) fixed: i64,
    pub(super) per_hour: i64,
    pub(super) per_task_hour: i64,
    pub(super) per_km: i64,
}

impl Costs {
    /// A second of travel costs one.
    pub(super) const USUAL: Self = Self { fixed: 0, per_hour: 3600, per_task_hour: 0, per_km: 0 };
}

/// A break of a driver.
pub(super) struct Break {
    pub(super) id: u64,
    pub(super) description: Option<String>,
    /// When it may begin, ascending and disjoint; none for at any time.
    pub(super) windows: Vec<(i64, i64)>,
    pub(super) service: i64,
    /// The most on board meanwhile, in each dimension; none for no limit.
    pub(super) max_load: Vec<i64>,
}

const KNOWN: [&str; 17] = [
    "id",
    "profile",
    "description",
    "start",
    "start_index",
    "end",
    "end_index",
    "capacity",
    "costs",
    "skills",
    "time_window",
    "breaks",
    "speed_factor",
    "max_tasks",
    "max_travel_time",
    "max_distance",
    "steps",
];
const REFUSED: [(&str, &str); 1] = [("type", "用时不能因车型而异")];

impl Vehicle {
    /// Reads a vehicle; its capacity has `dimensions` entries.
    pub(super) fn read(at: &At<'_>, places: &mut Places, dimensions: usize) -> Result<Self, Fault> {
        let fields = at.fields(&KNOWN, &REFUSED)?;
        let start = places.read(&fields, "start", "start_index")?;
        let end = places.read(&fields, "end", "end_index")?;
        if start.is_none() && end.is_none() {
            return Err(at.fault(fault::MISSING_ENTRY, "start 与 end 至少要有一个"));
        }
        let capacity = fields.map("capacity", |at| amounts(at, dimensions))?;
        Ok(Self {
            id: fields.need("id")?.whole(u64::MAX)?,
            description: fields.map("description", At::text)?,
            profile: fields.map("profile", At::text)?.unwrap_or_else(|| "car".to_owned()),
            start,
            end,
            capacity: capacity.unwrap_or_else(|| vec![0; dimensions]),
            costs: fields.map("costs", costs)?.unwrap_or(Costs::USUAL),
            skills: fields.map("skills", skills)?.unwrap_or_default(),
            window: fields.map("time_window", At::window)?,
            breaks: breaks(&fields, dimensions)?,
            slowness: fields.map("speed_factor", slowness)?.unwrap_or(100),
            max_tasks: fields.map("max_tasks", At::count)?,
            max_travel_time: fields.map("max_travel_time", At::quantity)?,
            max_distance: fields.map("max_distance", At::quantity)?,
            steps: fields.map("steps", steps)?.unwrap_or_default(),
            path: at.path().to_owned(),
        })
    }
}

fn costs(at: &At<'_>) -> Result<Costs, Fault> {
    let fields = at.fields(&["fixed", "per_hour", "per_task_hour", "per_km"], &[])?;
    Ok(Costs {
        fixed: fields.quantity("fixed", Costs::USUAL.fixed)?,
        per_hour: fields.quantity("per_hour", Costs::USUAL.per_hour)?,
        per_task_hour: fields.quantity("per_task_hour", Costs::USUAL.per_task_hour)?,
        per_km: fields.quantity("per_km", Costs::USUAL.per_km)?,
    })
}

/// VROOM respects two digits behind the point and scales times by the rounded inverse.
fn slowness(at: &At<'_>) -> Result<i64, Fault> {
    let factor = at.number()?;
    if (0.01..=5.0).contains(&factor) {
        Ok((100.0 / factor).round() as i64)
    } else {
        Err(at.fault(fault::WRONG_ENTRY, "应在 0.01 与 5 之间"))
    }
}

/// The jobs of a given route in order. Its start, breaks and end say nothing: the search decides on
/// them anew.
fn steps(at: &At<'_>) -> Result<Vec<(u64, String)>, Fault> {
    const TIMES: &str = "时刻由求解决定";
    let times = ["service_at", "service_after", "service_before"].map(|key| (key, TIMES));
    let steps = at.list(|at| {
        let fields = at.fields(&["type", "id"], &times)?;
        let kind = fields.need("type")?;
        match kind.text()?.as_str() {
            "job" => {
                let id = fields.need("id")?;
                Ok(Some((id.whole(u64::MAX)?, id.path().to_owned())))
            }
            "start" | "break" | "end" => Ok(None),
            "pickup" | "delivery" => Err(kind.fault(fault::UNSUPPORTED_KEY, "不能成对取送")),
            _ => Err(kind.fault(fault::WRONG_ENTRY, "应为 start、job、break 或 end")),
        }
    })?;
    Ok(steps.into_iter().flatten().collect())
}

fn breaks(fields: &Fields<'_>, dimensions: usize) -> Result<Vec<Break>, Fault> {
    let Some(at) = fields.get("breaks") else { return Ok(Vec::new()) };
    let mut breaks: Vec<Break> = at.list(|at| {
        let known = ["id", "time_windows", "service", "description", "max_load"];
        let fields = at.fields(&known, &[])?;
        let max_load = fields.map("max_load", |at| amounts(at, dimensions))?;
        Ok(Break {
            id: fields.need("id")?.whole(u64::MAX)?,
            description: fields.map("description", At::text)?,
            windows: fields.map("time_windows", windows)?.unwrap_or_default(),
            service: fields.quantity("service", 0)?,
            max_load: max_load.unwrap_or_default(),
        })
    })?;
    let choices = breaks.iter().map(|own| own.windows.len().max(1));
    if choices.fold(1, usize::saturating_mul) > MOST_CHOICES {
        let why = format!("各次休息的时间窗有超过 {MOST_CHOICES} 种搭配");
        return Err(at.fault(fault::UNSUPPORTED_KEY, &why));
    }
    let mut ids: Vec<u64> = breaks.iter().map(|b| b.id).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(at.fault(fault::CONTRADICTION, &format!("编号 {} 出现两次", pair[0])));
    }
    breaks.sort_by(|a, b| a.windows.cmp(&b.windows));
    Ok(breaks)
}
