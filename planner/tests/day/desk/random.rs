//! Whatever people click: no card is lost, the checker finds what is overridden and nothing else, and the way back
//! ends where it began.

use super::open;
use crate::days::{plan, problem};
use crate::waves::{seal, under_way};
use crate::{generated, sample_day, standing};
use fenjian_planner::check::check;
use fenjian_planner::day::DayInput;
use fenjian_planner::desk::{
    Draft, Edit, Entry, Happened, Incident, Instead, Lock, Place, RouteId, Search, Selection,
    StopId, What,
};
use fenjian_planner::formats::snapshot::{digest, read_entries, write_entry, write_plan};
use fenjian_planner::halt::Stop;
use fenjian_planner::plan::{Plan, Pouch};
use fenjian_planner::problem::{Area, ConsignmentId, DropId, Shape, VehicleId};
use fenjian_planner::route::Settings;
use fenjian_planner::units::{Clock, Fen, Metres};
use fenjian_planner::words::Mode;
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
        Some(match self.below(21) {
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
            15 => {
                draft.problem().drops.first()?;
                let sent = draft.otherwise().keys().next().copied();
                let (drop, mode) = match (sent, self.below(3)) {
                    (Some(drop), 0) => (drop, Mode::Van),
                    (_, 1) => (self.drop(draft), Mode::Pickup),
                    _ => (self.drop(draft), Mode::Post),
                };
                Edit::Send { drops: vec![drop, self.drop(draft)], mode, reason }
            }
            16 if self.below(2) == 0 => self.incident(draft, plan)?,
            17 | 18 => {
                let (incident, _) = draft.incidents().get(self.below(3))?;
                Edit::Withdraw { incident: *incident }
            }
            19 => Edit::Accept,
            20 if self.below(4) == 0 => {
                let never = || 0.0;
                let settings = Settings { seed: self.0, threads: 1 };
                let stops = (0..6).filter_map(|_| self.stop(plan)).collect();
                let all = self.below(2) == 0;
                let selection = if all { Selection::All } else { Selection::Stops(stops) };
                let search = Search { selection, settings, moved: Fen(500), reordered: Fen::ZERO };
                draft.reoptimise(&search, Stop::after(20, &never), &|_| ())?.edit
            }
            _ => match draft.lanes().into_iter().flat_map(|lane| lane.locks).next() {
                Some(lock) => Edit::Unlock(lock),
                None => Edit::Lock(Lock::Order(self.route(plan)?)),
            },
        })
    }
}

impl Dice {
    /// One vehicle more is sealed, or all are opened again.
    fn sealed(&mut self, draft: &Draft, plan: &Plan) -> What {
        let mut vehicles = draft.sealed().clone();
        match self.route(plan) {
            Some(route) if self.below(4) > 0 => _ = vehicles.insert(route.vehicle),
            _ => vehicles.clear(),
        }
        What::Sealed { vehicles: vehicles.into_iter().collect() }
    }

    fn drop(&mut self, draft: &Draft) -> DropId {
        DropId::from(self.below(draft.problem().drops.len()))
    }

    /// Anything that may come up, now and then nonsense.
    fn incident(&mut self, draft: &Draft, plan: &Plan) -> Option<Edit> {
        let problem = draft.problem();
        // Some days have nowhere to go.
        problem.drops.first()?;
        let day = problem.day;
        let what = match self.below(5) {
            0 => {
                let back = (self.below(2) == 0).then(|| Clock::at(7 + self.below(9) as i64, 30));
                Happened::VehicleOut { vehicle: self.route(plan)?.vehicle, back }
            }
            1 => {
                let centre = problem.drop_place(self.drop(draft)).at;
                let radius = Metres(self.below(8_000) as i64);
                let percent = [80, 150, 300, Area::CLOSED][self.below(4)];
                Happened::Roads(Area { shape: Shape::Circle { centre, radius }, percent })
            }
            2 => {
                let corner = |dice: &mut Self| problem.drop_place(dice.drop(draft)).at;
                let corners = (0..2 + self.below(4)).map(|_| corner(self)).collect();
                Happened::Roads(Area { shape: Shape::Polygon(corners), percent: 200 })
            }
            3 => {
                let reopens = (self.below(2) == 0).then(|| day + chrono::Days::new(3));
                let instead = match self.below(3) {
                    0 => Instead::Wait,
                    1 => Instead::Divert(self.drop(draft)),
                    _ => Instead::Post,
                };
                Happened::Closed { drop: self.drop(draft), reopens, instead }
            }
            _ => {
                let id = self.below(problem.consignments.len());
                let cards = problem.consignments.get(id)?.cards.iter().take(2);
                let cards = cards.map(|card| card.serial.clone()).collect();
                let all = self.below(2) == 0;
                let consignments = if all { vec![ConsignmentId::from(id)] } else { Vec::new() };
                let by = Clock::at(8 + self.below(9) as i64, 0);
                Happened::MustArrive { consignments, cards, by }
            }
        };
        let (reason, owner) = ("来电".to_owned(), "王五".to_owned());
        Some(Edit::Report(Incident { what, reason, owner, until: day }))
    }
}

/// Sums of a plan, as they are counted over all of it.
fn sums(plan: &Plan) -> [i64; 4] {
    let held = plan.holds.iter().map(|hold| i64::from(hold.cards)).sum();
    [plan.distance().0, plan.duty().0, plan.cost().0, held]
}

/// What a vehicle brings where.
fn brought(plan: &Plan, vehicle: VehicleId) -> Vec<(u32, DropId, Vec<Pouch>)> {
    let routes = plan.routes.iter().filter(|route| route.vehicle == vehicle);
    let stops = routes.flat_map(|route| route.stops.iter().map(move |stop| (route.trip, stop)));
    stops.map(|(trip, stop)| (trip, stop.drop, stop.pouches.clone())).collect()
}

/// Clicks `clicks` times on a day; gives how many of them were let.
fn click(day: &DayInput, iterations: u64, clicks: usize, seed: u64) -> usize {
    let mut draft = open(day, iterations);
    let problem = draft.problem().clone();
    let first = draft.plan();
    let cards: u64 = problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
    let hash = |plan: &Plan| digest(&write_plan(plan));
    let (mut dice, mut made) = (Dice(seed), 0);
    for _ in 0..clicks {
        let before = draft.plan();
        let what = match dice.below(10) {
            0 | 1 => What::Undo,
            2 => What::Redo,
            3 if dice.below(30) == 0 => dice.sealed(&draft, &before),
            _ => match dice.edit(&draft, &before) {
                None => continue,
                Some(edit) => {
                    let because = (dice.below(2) == 0).then(|| "县局来电".to_owned());
                    What::Edit { edit, because }
                }
            },
        };
        let steps = matches!(what, What::Undo | What::Redo);
        match draft.enter(Entry { by: "李四".into(), what }) {
            Err(refused) => {
                assert_ne!(refused.fault.code.id, "D108", "{}", refused.fault);
                assert_eq!(draft.plan(), before);
            }
            Ok(change) => {
                made += 1;
                let after = draft.plan();
                if !steps {
                    for id in draft.sealed() {
                        assert_eq!(brought(&after, *id), brought(&before, *id));
                    }
                }
                let found: Vec<_> = check(draft.problem(), &after).iter().map(|f| f.code).collect();
                let known = draft.overrides().iter().map(|may| may.breach.code);
                let open = draft.unsettled().iter().map(|breach| breach.code);
                assert!(same(found, known.chain(open).collect()));
                // Each card is on a route, waits, or leaves by another way.
                let on: u32 = (after.routes.iter().flat_map(|r| &r.stops))
                    .flat_map(|s| &s.pouches)
                    .map(|p| p.cards)
                    .sum();
                let others = (draft.problem().consignments.iter())
                    .filter(|c| c.drop.is_none())
                    .map(|c| c.cards.len() as u64);
                let held = sums(&after)[3] as u64;
                assert_eq!(u64::from(on) + held + others.sum::<u64>(), cards);
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
    let other = Draft::replay(problem.clone(), first.clone(), Vec::new(), entries).unwrap();
    assert_eq!(other.plan(), draft.plan());
    assert_eq!(other.overrides(), draft.overrides());
    assert_eq!(other.unsettled(), draft.unsettled());
    assert_eq!(other.incidents(), draft.incidents());
    assert_eq!(other.otherwise(), draft.otherwise());
    let opened = What::Sealed { vehicles: Vec::new() };
    draft.enter(Entry { by: "封袋台".into(), what: opened }).unwrap();
    while draft.enter(Entry { by: "李四".into(), what: What::Undo }).is_ok() {}
    assert_eq!(hash(&draft.plan()), hash(&first));
    assert_eq!(*draft.problem(), problem);
    made
}

fn same<T: Ord>(mut a: Vec<T>, mut b: Vec<T>) -> bool {
    a.sort();
    b.sort();
    a == b
}

#[test]
fn ten_thousand_edits_and_undos_of_a_day_lose_nothing() {
    let made: usize = (1..=30).map(|seed| click(&sample_day::day(), 300, 1_600, seed)).sum();
    assert!(made >= 10_000, "{made} of 48,000 were let");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn clicks_on_any_day_lose_nothing(
        day in generated::day(),
        rules in standing::rules(),
        seed in any::<u64>(),
    ) {
        click(&DayInput { rules, ..day }, 20, 40, seed);
    }

    #[test]
    fn clicks_on_a_later_wave_lose_nothing(
        day in generated::day(),
        rules in standing::rules(),
        (mask, leave, seed) in (any::<u64>(), any::<bool>(), any::<u64>()),
    ) {
        let mut day = day;
        let first = problem(&day);
        let before = plan(&first, 20);
        let mut bits = (0..).map(|n| mask.rotate_left(n) & 1 == 1);
        let sealed = seal(&first, &before, || bits.next().unwrap_or(false));
        prop_assume!(!sealed.is_empty());
        day.under_way = Some(under_way(&first, &before, sealed, leave));
        // Rules that were made between the waves.
        day.rules = rules;
        click(&day, 20, 40, seed);
    }
}
