//! An answer in VROOM's words.

use super::problem::Asked;
use super::profiles::Source;
use super::sheet::{Named, Refusal, Route, Solution, Step, Summary, Sums, Unassigned};
use crate::units::{Clock, Fen, Metres, Seconds};
use crate::vrp::{Answer, Event, Tour};
use serde::Serialize;

/// How long the work took, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Computing {
    /// Reading the problem and making its matrices.
    pub loading: u64,
    /// Searching.
    pub solving: u64,
}

/// The solution that says what `answer` does. Times and costs are cut to whole seconds and units as
/// VROOM cuts its own. O(steps × dimensions).
pub fn write(asked: &Asked, answer: &Answer, computing: Computing) -> String {
    to_text(&solution(asked, answer, computing))
}

/// `money` of the problem in VROOM's unit, cut to a whole one.
pub fn cost(asked: &Asked, money: Fen) -> i64 {
    money.0.div_euclid(asked.scale.money)
}

/// What VROOM calls the cost of `answer`: that of its tours, each cut to whole units.
pub fn total(asked: &Asked, answer: &Answer) -> i64 {
    answer.tours.iter().map(|tour| tour_cost(asked, tour)).sum()
}

/// The answer to what cannot be solved, with VROOM's status code: 1 internal, 2 input.
pub fn refusal(code: u8, error: &str) -> String {
    to_text(&Refusal { code, error })
}

fn to_text(value: &impl Serialize) -> String {
    match serde_json::to_string(value) {
        Ok(text) => text,
        // Only maps with keys that are no strings, and failing writers, cannot become JSON.
        Err(error) => unreachable!("a solution that is no JSON: {error}"),
    }
}

pub(super) fn solution<'a>(
    asked: &'a Asked,
    answer: &Answer,
    computing: Computing,
) -> Solution<'a> {
    let routes: Vec<_> = answer.tours.iter().map(|tour| route(asked, tour)).collect();
    let mut sums = asked.no_sums();
    for route in &routes {
        sums.add(&route.sums);
    }
    let unassigned: Vec<_> = answer.absent.iter().map(|&job| unassigned(asked, job)).collect();
    Solution {
        code: 0,
        summary: Summary {
            sums,
            routes: routes.len(),
            unassigned: unassigned.len(),
            computing_times: computing,
        },
        unassigned,
        routes,
        distances: match asked.source {
            Source::Estimate(percent) => {
                Some(format!("great-circle × {}", f64::from(percent) / 100.0))
            }
            Source::Matrices => Some("matrices".to_owned()),
            Source::Unknown => None,
        },
    }
}

fn unassigned(asked: &Asked, job: usize) -> Unassigned<'_> {
    Unassigned { id: asked.jobs[job].id, r#type: "job", named: asked.job_named(job) }
}

fn route<'a>(asked: &'a Asked, tour: &Tour) -> Route<'a> {
    let vehicle = &asked.vehicles[tour.vehicle];
    let profile = &asked.problem.profiles[asked.problem.vehicles[tour.vehicle].profile];
    let mut sums = asked.no_sums();
    for step in &tour.steps {
        if let Event::Stop(job) = step.event {
            let job = &asked.jobs[job];
            add(&mut sums.delivery, &job.delivery);
            add(&mut sums.pickup, &job.pickup);
            sums.priority += job.priority;
        }
    }
    let mut load = sums.delivery.clone();
    let mut driven = (Metres::ZERO, Seconds::ZERO);
    let mut before: Option<usize> = None;
    let mut steps = Vec::with_capacity(tour.steps.len());
    for step in &tour.steps {
        if let Some(from) = before.filter(|&from| from != step.node) {
            let leg = from * asked.problem.nodes + step.node;
            driven.0 += profile.metres[leg];
            driven.1 += profile.seconds[leg];
        }
        before = Some(step.node);
        let (arrival, begin) = (asked.second(step.arrive), asked.second(step.begin));
        let mut written = Step {
            r#type: "",
            named: Named::default(),
            id: None,
            job: None,
            setup: 0,
            service: 0,
            waiting_time: begin - arrival,
            load: Vec::new(),
            arrival,
            duration: driven.1.0 / asked.scale.time,
            distance: asked.distances().then_some(driven.0.0),
            violations: [],
        };
        match step.event {
            // There is no loading in a VROOM problem: its vehicles have no depots.
            Event::Start | Event::Load { .. } => {
                written.r#type = "start";
                written.named = asked.end_named(tour, true);
            }
            Event::Stop(ix) => {
                let job = &asked.jobs[ix];
                written.r#type = "job";
                written.named = asked.job_named(ix);
                (written.id, written.job) = (Some(job.id), Some(job.id));
                (written.setup, written.service) = (job.setup, job.service);
                load.iter_mut().zip(&job.delivery).for_each(|(load, less)| *load -= less);
                add(&mut load, &job.pickup);
            }
            Event::Break(ix) => {
                let pause = &vehicle.breaks[ix];
                written.r#type = "break";
                written.named.description = pause.description.as_deref();
                written.id = Some(pause.id);
                written.service = pause.service;
            }
            Event::End => {
                written.r#type = "end";
                written.named = asked.end_named(tour, false);
            }
        }
        written.load = load.clone();
        sums.setup += written.setup;
        sums.service += written.service;
        sums.waiting_time += written.waiting_time;
        sums.duration = written.duration;
        sums.distance = written.distance;
        steps.push(written);
    }
    sums.amount = sums.delivery.clone();
    sums.cost = tour_cost(asked, tour);
    Route { vehicle: vehicle.id, description: vehicle.description.as_deref(), sums, steps }
}

/// Fixed cost, travel and work, each cut to a whole unit.
fn tour_cost(asked: &Asked, tour: &Tour) -> i64 {
    let costs = asked.vehicles[tour.vehicle].costs;
    let work: i128 = (tour.steps.iter())
        .filter_map(|step| match step.event {
            Event::Stop(job) => Some(&asked.jobs[job]),
            _ => None,
        })
        .map(|job| i128::from(job.setup + job.service) * i128::from(costs.per_task_hour))
        .sum();
    let money = i128::from(asked.scale.money);
    let travel = i128::from(tour.cost.0) - i128::from(costs.fixed) * money - work * money / 3600;
    // All three are parts of what was bounded when the problem was read.
    costs.fixed + (travel / money) as i64 + (work / 3600) as i64
}

fn add(sums: &mut [i64], more: &[i64]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

impl Sums {
    fn add(&mut self, more: &Self) {
        self.cost += more.cost;
        add(&mut self.delivery, &more.delivery);
        add(&mut self.amount, &more.amount);
        add(&mut self.pickup, &more.pickup);
        self.setup += more.setup;
        self.service += more.service;
        self.duration += more.duration;
        self.waiting_time += more.waiting_time;
        self.priority += more.priority;
        self.distance = self.distance.zip(more.distance).map(|(sum, more)| sum + more);
    }
}

impl Asked {
    fn no_sums(&self) -> Sums {
        let none = vec![0; self.dimensions];
        Sums {
            delivery: none.clone(),
            amount: none.clone(),
            pickup: none,
            distance: self.distances().then_some(0),
            ..Sums::default()
        }
    }

    /// Whether distances are known.
    fn distances(&self) -> bool {
        self.source != Source::Unknown
    }

    fn second(&self, clock: Clock) -> i64 {
        clock.0.div_euclid(self.scale.time)
    }

    fn job_named(&self, job: usize) -> Named<'_> {
        let job = &self.jobs[job];
        Named {
            description: job.description.as_deref(),
            location: job.place.location,
            location_index: job.place.index,
        }
    }

    /// Where a tour starts or ends: at the vehicle's place, else at its first or last job.
    fn end_named(&self, tour: &Tour, start: bool) -> Named<'_> {
        let vehicle = &self.vehicles[tour.vehicle];
        let place = if start { vehicle.start } else { vehicle.end };
        let job = |step: &crate::vrp::Step| match step.event {
            Event::Stop(job) => Some(self.jobs[job].place),
            _ => None,
        };
        let at_job = || {
            let mut steps = tour.steps.iter();
            if start { steps.find_map(job) } else { steps.rev().find_map(job) }
        };
        let place = place.or_else(at_job);
        Named {
            description: None,
            location: place.and_then(|place| place.location),
            location_index: place.and_then(|place| place.index),
        }
    }
}
