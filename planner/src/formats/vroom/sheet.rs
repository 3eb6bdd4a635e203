//! The solution as VROOM writes it: its objects and keys.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Solution<'a> {
    pub(super) code: u8,
    pub(super) summary: Summary,
    pub(super) unassigned: Vec<Unassigned<'a>>,
    pub(super) routes: Vec<Route<'a>>,
    /// What the distances are; a key of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distances: Option<String>,
}

/// Only an error.
#[derive(Serialize)]
pub(super) struct Refusal<'a> {
    pub(super) code: u8,
    pub(super) error: &'a str,
}

/// What summary and routes have in common.
#[derive(Default, Serialize)]
pub(super) struct Sums {
    pub(super) cost: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) delivery: Vec<i64>,
    /// Former name of `delivery`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amount: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pickup: Vec<i64>,
    pub(super) setup: i64,
    pub(super) service: i64,
    pub(super) duration: i64,
    pub(super) waiting_time: i64,
    pub(super) priority: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<i64>,
    pub(super) violations: [(); 0],
}

#[derive(Serialize)]
pub(super) struct Summary {
    #[serde(flatten)]
    pub(super) sums: Sums,
    pub(super) routes: usize,
    pub(super) unassigned: usize,
    pub(super) computing_times: super::Computing,
}

#[derive(Serialize)]
pub(super) struct Unassigned<'a> {
    pub(super) id: u64,
    pub(super) r#type: &'static str,
    #[serde(flatten)]
    pub(super) named: Named<'a>,
}

/// What the client called a thing and where it is, as given.
#[derive(Clone, Copy, Default, Serialize)]
pub(super) struct Named<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location_index: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Route<'a> {
    pub(super) vehicle: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(flatten)]
    pub(super) sums: Sums,
    pub(super) steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
pub(super) struct Step<'a> {
    pub(super) r#type: &'static str,
    #[serde(flatten)]
    pub(super) named: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<u64>,
    /// Former name of `id` for jobs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) job: Option<u64>,
    pub(super) setup: i64,
    pub(super) service: i64,
    pub(super) waiting_time: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) load: Vec<i64>,
    pub(super) arrival: i64,
    pub(super) duration: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<i64>,
    pub(super) violations: [(); 0],
}
