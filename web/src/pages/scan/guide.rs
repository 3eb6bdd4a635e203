//! Which pockets a thing goes through, pass by pass, on each machine with a sort plan.

use chrono::NaiveDate;
use fenjian_planner::fault::Fault;
use fenjian_planner::plan::sort::{SortPlan, To};
use fenjian_planner::words::{CentreCode, Mode};
use fenjian_sql::custody::Home;
use fenjian_sql::edition::{Edition, Numbered};
use fenjian_sql::sort_plan::StoredSort;
use fenjian_sql::store::Store;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long a guide holds before it is asked whether the plan is still the same.
const HOLDS: Duration = Duration::from_secs(5);
/// Most days with a guide at once.
const DAYS: usize = 16;

/// One run of a machine and the pockets to use in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pass {
    pub(super) machine: String,
    /// 1 for the first.
    pub(super) pass: usize,
    pub(super) pockets: Vec<u32>,
}

/// The pockets of one day.
#[derive(Debug, Default)]
pub(super) struct Guide {
    pouches: HashMap<String, Vec<Pass>>,
    posted: HashMap<String, Vec<Pass>>,
    /// Home, pickup and waiting.
    home: Vec<Pass>,
    pickup: Vec<Pass>,
    waiting: Vec<Pass>,
    names: BTreeMap<String, String>,
}

impl Guide {
    fn of(edition: &Edition, sorts: &[StoredSort]) -> Self {
        let mut guide = Self::default();
        let problem = &edition.problem;
        for (id, _) in problem.consignments_with_ids() {
            let place = problem.location(id);
            guide.names.insert(place.code.to_string(), place.name.clone());
        }
        for StoredSort { plan, .. } in sorts {
            for (ix, destination) in plan.destinations.iter().enumerate() {
                let passes = || passes(plan, ix);
                match destination.to {
                    To::Stop { consignment, .. } => {
                        let code = problem.location(consignment).code.to_string();
                        for pouch in &destination.pouches {
                            let key = Numbered::Pouch(code.clone(), pouch.number);
                            if let Some(number) = edition.numbers.get(&key) {
                                guide.pouches.entry(number.clone()).or_default().extend(passes());
                            }
                        }
                    }
                    To::Post(consignment) => {
                        let code = problem.location(consignment).code.to_string();
                        guide.posted.entry(code).or_default().extend(passes());
                    }
                    To::Home => guide.home.extend(passes()),
                    To::Pickup => guide.pickup.extend(passes()),
                    To::Held => guide.waiting.extend(passes()),
                }
            }
        }
        guide
    }

    /// The pockets of what belongs to `home`.
    pub(super) fn passes(&self, home: &Home) -> &[Pass] {
        let code = || home.location.map(|code| code.to_string());
        let found = match home.mode {
            Some(Mode::Van) => home.pouch.as_ref().and_then(|pouch| self.pouches.get(pouch)),
            Some(Mode::Post) => code().and_then(|code| self.posted.get(&code)),
            Some(Mode::Home) => Some(&self.home),
            Some(Mode::Pickup) => Some(&self.pickup),
            None => Some(&self.waiting),
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// What people call the location.
    pub(super) fn name(&self, home: &Home) -> Option<&str> {
        self.names.get(&home.location?.to_string()).map(String::as_str)
    }
}

fn passes(plan: &SortPlan, destination: usize) -> Vec<Pass> {
    let pass = |(ix, pass): (usize, &fenjian_planner::plan::sort::Pass)| {
        let pockets = plan.pockets(destination, ix)?.to_vec();
        Some(Pass { machine: pass.machine.clone(), pass: ix + 1, pockets })
    };
    plan.passes.iter().enumerate().filter_map(pass).collect()
}

struct Held {
    asked: Instant,
    mark: (u32, String),
    guide: Arc<Guide>,
}

/// The guides of the days that are scanned now. Cheap to clone.
#[derive(Clone, Default)]
pub(in crate::pages) struct Guides(Arc<Mutex<HashMap<(CentreCode, NaiveDate), Held>>>);

impl Guides {
    /// The guide of a day; an empty one while there is no published plan, or when it cannot be read: the
    /// answer is written already and must not be lost for want of a pocket.
    pub(super) async fn of(
        &self,
        store: &Store,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Arc<Guide> {
        match self.fresh(store, centre, day).await {
            Ok(guide) => guide,
            Err(fault) => {
                tracing::warn!(code = fault.code.id, "no guide to pockets");
                Arc::default()
            }
        }
    }

    async fn fresh(
        &self,
        store: &Store,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Arc<Guide>, Fault> {
        let mut held = self.0.lock().await;
        let key = (centre.clone(), day);
        if let Some(one) = held.get(&key).filter(|one| one.asked.elapsed() < HOLDS) {
            return Ok(Arc::clone(&one.guide));
        }
        let Some(mark) = store.sort_mark(centre, day).await? else {
            return Ok(Arc::default());
        };
        let asked = Instant::now();
        if let Some(one) = held.get_mut(&key).filter(|one| one.mark == mark) {
            one.asked = asked;
            return Ok(Arc::clone(&one.guide));
        }
        let edition = store.edition(centre, day, Some(mark.0)).await?;
        let sorts = store.sorts(centre, day, mark.0).await?;
        let guide = Arc::new(Guide::of(&edition, &sorts));
        if held.len() >= DAYS {
            held.clear();
        }
        held.insert(key, Held { asked, mark, guide: Arc::clone(&guide) });
        Ok(guide)
    }
}
