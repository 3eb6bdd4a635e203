//! What a plan says of its routes, kept while screens ask for it every few seconds.

use crate::shanghai::moment_of;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::fault::Fault;
use fenjian_planner::words::CentreCode;
use fenjian_sql::edition::{Edition, Numbered};
use fenjian_sql::store::Store;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Most plans kept at once.
const PLANS: usize = 16;

/// A route of a plan.
pub(super) struct Planned {
    pub(super) number: String,
    pub(super) plate: String,
    pub(super) depart: DateTime<Utc>,
}

/// The routes of one plan in the order of departure.
pub(super) type Board = Arc<Vec<Planned>>;

/// Whose plan it is, and the number of its revision.
type Key = (CentreCode, NaiveDate, u32);

/// The plans that walls show. A revision never changes, so what was read once holds. Cheap to clone.
#[derive(Clone, Default)]
pub(in crate::pages) struct Boards(Arc<Mutex<HashMap<Key, Board>>>);

impl Boards {
    /// The routes of a revision.
    pub(super) async fn of(
        &self,
        store: &Store,
        centre: &CentreCode,
        day: NaiveDate,
        revision: u32,
    ) -> Result<Board, Fault> {
        let key = (centre.clone(), day, revision);
        let mut held = self.0.lock().await;
        if let Some(board) = held.get(&key) {
            return Ok(Arc::clone(board));
        }
        let edition = store.edition(centre, day, Some(revision)).await?;
        let board = Arc::new(planned(&edition, day));
        if held.len() >= PLANS {
            held.clear();
        }
        held.insert(key, Arc::clone(&board));
        Ok(board)
    }
}

fn planned(edition: &Edition, day: NaiveDate) -> Vec<Planned> {
    let mut routes: Vec<Planned> = (edition.plan.routes.iter())
        .filter_map(|route| {
            let vehicle = &edition.problem.vehicles[route.vehicle.ix()];
            let number = edition.numbers.get(&Numbered::Route(vehicle.name.clone(), route.trip))?;
            let (number, plate) = (number.clone(), vehicle.plate.clone());
            Some(Planned { number, plate, depart: moment_of(day, route.depart) })
        })
        .collect();
    routes.sort_by(|a, b| (a.depart, &a.number).cmp(&(b.depart, &b.number)));
    routes
}
