//! Whatever people click: no card is lost, the checker finds what is overridden and nothing else, and the way back
//! ends where it began.

use super::open;
use crate::{generated, sample_day};
use fenjian_planner::check::check;
use fenjian_planner::day::DayInput;
use fenjian_planner::desk::{Draft, Edit, Entry, Lock, Place, RouteId, StopId, What};
use fenjian_planner::formats::snapshot::{digest, read_entries, write_entry, write_plan};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::{DropId, VehicleId};
use fenjian_planner::units::Clock;
use proptest::prelude::*;

/// Numbers to choose with, one after the other.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % n.max(1)
    }

    fn route(&mut self, plan: &Plan) -> Option<RouteId> {
        let route = plan.routes.get(self.below(plan.routes.len()))?;
        Some(RouteId { vehicle: route.vehicle, trip: route.trip })
    }

    fn stop(&mut self, plan: &Plan) -> Option<StopId> {
        let route = plan.routes.get(self.below(plan.routes.len()))?;
        let stop = &route.stops[self.below(route.stops.len())];
        let id = RouteId { vehicle: route.vehicle, trip: route.trip };
        Some(StopId { route: id, drop: stop.drop })
    }

    /// Before a stop, at the end, or on a route that there is not yet.
    fn place(&mut self, draft: &Draft, plan: &Plan) -> Option<Place> {
        if self.below(3) == 0 {
            let many = draft.problem().vehicles.len();
            let vehicle = VehicleId::from(self.below(many));
            let trips = plan.routes.iter().filter(|route| route.vehicle == vehicle).count();
            let route = RouteId { vehicle, trip: trips as u32 + 1 };
            return Some(Place { route, before: None });
        }
        let stop = self.stop(plan)?;
        let before = (self.below(4) > 0).then_some(stop.drop);
        Some(Place { route: stop.route, before })
    }

    fn edit(&mut self, draft: &Draft, plan: &Plan) -> Option<Edit> {
        let reason = "路断".to_owned();
        Some(match self.below(16) {
            0..4 => {
                let stops = (0..=self.below(3)).filter_map(|_| self.stop(plan)).collect();
                Edit::Move { stops, to: self.place(draft, plan)? }
            }
            4 | 5 => Edit::Swap { one: self.stop(plan)?, other: self.stop(plan)? },
            6 => {
                let (from, to) = (self.stop(plan)?, self.stop(plan)?.drop);
                Edit::Reverse { from, to }
            }
            7 => {
                let id = self.stop(plan)?;
                let routes = plan.routes.iter();
                let mut stops = routes
                    .filter(|r| (r.vehicle, r.trip) == (id.route.vehicle, id.route.trip))
                    .flat_map(|r| &r.stops);
                let stop = stops.find(|stop| stop.drop == id.drop)?;
                let some = self.below(stop.pouches.len());
                let pouches = stop.pouches[..some].iter().map(|p| (p.consignment, p.number));
                let pouches = pouches.collect();
                Edit::Split { stop: id, pouches, to: self.place(draft, plan)? }
            }
            8 => Edit::Join { stop: self.stop(plan)?, into: self.route(plan)? },
            9 => {
                let at = (self.below(3) > 0).then(|| Clock::at(self.below(14) as i64 + 5, 7));
                Edit::Depart { route: self.route(plan)?, at }
            }
            10 => Edit::Hold { stops: vec![self.stop(plan)?], reason },
            11..14 => {
                let drops = draft.problem().drops.len();
                Edit::Take { drop: DropId::from(self.below(drops)), to: self.place(draft, plan)? }
            }
            14 if self.below(4) == 0 => Edit::Clear { vehicle: self.route(plan)?.vehicle, reason },
            14 => Edit::Lock(Lock::Stop(self.stop(plan)?)),
            _ => match draft.lanes().into_iter().flat_map(|lane| lane.locks).next() {
                Some(lock) => Edit::Unlock(lock),
                None => Edit::Lock(Lock::Order(self.route(plan)?)),
            },
        })
    }
}

/// Sums of a plan, as they are counted over all of it.
fn sums(plan: &Plan) -> [i64; 4] {
    let held = plan.holds.iter().map(|hold| i64::from(hold.cards)).sum();
    [plan.distance().0, plan.duty().0, plan.cost().0, held]
}

/// Clicks `clicks` times on a day; gives how many of them were let.
fn click(day: &DayInput, iterations: u64, clicks: usize, seed: u64) -> usize {
    let mut draft = open(day, iterations);
    let problem = draft.problem().clone();
    let first = draft.plan();
    let hash = |plan: &Plan| digest(&write_plan(plan));
    let (mut dice, mut made) = (Dice(seed), 0);
    for _ in 0..clicks {
        let before = draft.plan();
        let what = match dice.below(10) {
            0 | 1 => What::Undo,
            2 => What::Redo,
            _ => match dice.edit(&draft, &before) {
                None => continue,
                Some(edit) => {
                    let because = (dice.below(2) == 0).then(|| "县局来电".to_owned());
                    What::Edit { edit, because }
                }
            },
        };
        match draft.enter(Entry { by: "李四".into(), what }) {
            Err(refused) => {
                assert_ne!(refused.fault.code.id, "D108", "{}", refused.fault);
                assert_eq!(draft.plan(), before);
            }
            Ok(change) => {
                made += 1;
                let after = draft.plan();
                let found: Vec<_> = check(&problem, &after).iter().map(|f| f.code).collect();
                let known = draft.overrides().iter().map(|may| may.breach.code);
                assert!(same(found, known.collect()));
                let (was, is) = (sums(&before), sums(&after));
                let told = [change.metres.0, change.duty.0, change.cost.0, change.held];
                assert_eq!(told, std::array::from_fn(|ix| is[ix] - was[ix]));
            }
        }
    }
    // Another browser follows the log to the same plan.
    let log: String = (1..).zip(draft.log()).map(|(n, entry)| write_entry(n, entry)).collect();
    let entries = read_entries(1, &log).unwrap();
    assert_eq!(entries, draft.log());
    let other = Draft::replay(problem, first.clone(), Vec::new(), entries).unwrap();
    assert_eq!(other.plan(), draft.plan());
    assert_eq!(other.overrides(), draft.overrides());
    while draft.enter(Entry { by: "李四".into(), what: What::Undo }).is_ok() {}
    assert_eq!(hash(&draft.plan()), hash(&first));
    made
}

fn same<T: Ord>(mut a: Vec<T>, mut b: Vec<T>) -> bool {
    a.sort();
    b.sort();
    a == b
}

#[test]
fn ten_thousand_clicks_on_a_day_lose_nothing() {
    let made: usize = (1..=10).map(|seed| click(&sample_day::day(), 300, 600, seed)).sum();
    assert!(made > 2_000, "{made} of 6,000 were let");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn clicks_on_any_day_lose_nothing(day in generated::day(), seed in any::<u64>()) {
        click(&day, 20, 40, seed);
    }
}
