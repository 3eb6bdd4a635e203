//! A day's problem as text.

use super::forms::{
    CentreForm, ConsignmentForm, DropForm, KeptForm, PlaceForm, PouchingForm, SmoothnessForm,
    VehicleForm,
};
use super::today::AreaForm;
use super::{broken, lines, plain, write_line};
use crate::fault::Fault;
use crate::problem::{
    Area, Consignment, DayProblem, DropPoint, Kept, Parts, Place, PlaceId, Roads,
};
use crate::units::{Metres, Seconds};
use crate::vrp::Smoothness;
use crate::words::{Centre, Pouching, Vehicle};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One record. The last one says how many stood before it, so that cut text is noticed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Problem(Head),
    Place(#[serde(with = "PlaceForm")] Place),
    Drop(#[serde(with = "DropForm")] DropPoint),
    Consignment(#[serde(with = "ConsignmentForm")] Consignment),
    Vehicle(#[serde(with = "VehicleForm")] Vehicle),
    Terminal(#[serde(with = "plain")] PlaceId),
    Kept(#[serde(with = "KeptForm")] Kept),
    Area(#[serde(with = "AreaForm")] Area),
    /// The legs from one node.
    Legs(#[serde(with = "plain")] Vec<(Metres, Seconds)>),
    End(usize),
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    #[serde(with = "plain")]
    day: NaiveDate,
    #[serde(with = "CentreForm")]
    centre: Centre,
    #[serde(with = "PouchingForm")]
    pouching: Pouching,
    roads: Known,
    /// Left out for the first.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    wave: u32,
    /// Left out where there is none.
    #[serde(default, with = "SmoothnessForm", skip_serializing_if = "is_none")]
    smoothness: Smoothness,
}

fn first() -> u32 {
    1
}

fn is_first(wave: &u32) -> bool {
    *wave == first()
}

fn is_none(smoothness: &Smoothness) -> bool {
    *smoothness == Smoothness::default()
}

/// How the roads are known; the legs of a matrix follow as records of their own.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Known {
    Estimate { detour_percent: u32 },
    Matrix { estimated: u32 },
}

/// The canonical text of `problem`; its [`super::digest`] is the input hash. O(size).
pub fn write_problem(problem: &DayProblem) -> String {
    let nodes = problem.nodes();
    let (roads, legs) = match &problem.roads {
        Roads::Estimate { detour_percent } => {
            (Known::Estimate { detour_percent: *detour_percent }, &[][..])
        }
        Roads::Matrix { legs, estimated } => (Known::Matrix { estimated: *estimated }, &legs[..]),
    };
    let head = Line::Problem(Head {
        format: 1,
        day: problem.day,
        centre: problem.centre.clone(),
        pouching: problem.pouching,
        roads,
        wave: problem.wave,
        smoothness: problem.smoothness,
    });
    let records = std::iter::once(head)
        .chain(problem.places.iter().cloned().map(Line::Place))
        .chain(problem.drops.iter().cloned().map(Line::Drop))
        .chain(problem.consignments.iter().cloned().map(Line::Consignment))
        .chain(problem.vehicles.iter().cloned().map(Line::Vehicle))
        .chain(problem.terminals.iter().copied().map(Line::Terminal))
        .chain(problem.kept.iter().cloned().map(Line::Kept))
        .chain(problem.areas.iter().cloned().map(Line::Area))
        .chain(legs.chunks(nodes).map(|from| Line::Legs(from.to_vec())));
    let mut text = String::new();
    let mut before = 0;
    for (count, record) in (1..).zip(records) {
        write_line(&mut text, &record);
        before = count;
    }
    write_line(&mut text, &Line::End(before));
    text
}

/// Reads what [`write_problem`] wrote. O(size).
///
/// # Errors
/// S719 when the text is cut or changed, or contradicts itself.
pub fn read_problem(text: &str) -> Result<DayProblem, Fault> {
    let mut records = lines::<Line>(text);
    let Some(Line::Problem(head)) = records.next().transpose()? else {
        return Err(broken("没有开头的记录"));
    };
    if head.format != 1 {
        return Err(broken(format!("不认识的版本 {}", head.format)));
    }
    let mut legs = Vec::new();
    let mut parts = Parts {
        centre: head.centre,
        day: head.day,
        pouching: head.pouching,
        places: Vec::new(),
        drops: Vec::new(),
        consignments: Vec::new(),
        vehicles: Vec::new(),
        terminals: Vec::new(),
        roads: Roads::Estimate { detour_percent: 100 },
        areas: Vec::new(),
        wave: head.wave,
        kept: Vec::new(),
        smoothness: head.smoothness,
    };
    let mut ended = false;
    for (count, record) in (1..).zip(records) {
        match record? {
            _ if ended => return Err(broken("结尾之后还有记录")),
            Line::Problem(_) => return Err(broken("有两个开头")),
            Line::Place(place) => parts.places.push(place),
            Line::Drop(drop) => parts.drops.push(drop),
            Line::Consignment(consignment) => parts.consignments.push(consignment),
            Line::Vehicle(vehicle) => parts.vehicles.push(vehicle),
            Line::Terminal(place) => parts.terminals.push(place),
            Line::Kept(kept) => parts.kept.push(kept),
            Line::Area(area) => parts.areas.push(area),
            Line::Legs(from) => legs.extend(from),
            Line::End(expected) if expected == count => ended = true,
            Line::End(expected) => {
                return Err(broken(format!("应有 {expected} 条记录，实有 {count} 条")));
            }
        }
    }
    if !ended {
        return Err(broken("没有结尾的记录"));
    }
    parts.roads = match head.roads {
        Known::Estimate { detour_percent } => Roads::Estimate { detour_percent },
        Known::Matrix { estimated } => Roads::Matrix { legs, estimated },
    };
    DayProblem::new(parts).map_err(|faults| {
        let details: Vec<_> = faults.into_iter().map(|fault| fault.detail).collect();
        broken(details.join("；"))
    })
}
