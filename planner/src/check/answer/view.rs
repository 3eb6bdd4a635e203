//! What every constraint needs: the tours cut into trips, driving by profile, and names.

use crate::units::{Fen, Metres, Seconds};
use crate::vrp::{Answer, Event, Problem, Profile, Step, Tour, Vehicle};

/// An answer whose references and shape are sound.
pub(super) struct View<'a> {
    pub(super) problem: &'a Problem,
    pub(super) answer: &'a Answer,
    pub(super) days: Vec<Day<'a>>,
}

/// One tour.
pub(super) struct Day<'a> {
    pub(super) vehicle: &'a Vehicle,
    pub(super) profile: &'a Profile,
    pub(super) tour: &'a Tour,
    /// The stops of each trip in order.
    pub(super) trips: Vec<Vec<usize>>,
    nodes: usize,
}

impl<'a> View<'a> {
    pub(super) fn of(problem: &'a Problem, answer: &'a Answer) -> Self {
        let days = answer.tours.iter().map(|tour| Day::of(problem, tour)).collect();
        Self { problem, answer, days }
    }
}

impl<'a> Day<'a> {
    pub(super) fn of(problem: &'a Problem, tour: &'a Tour) -> Self {
        let vehicle = &problem.vehicles[tour.vehicle];
        let mut trips = Vec::new();
        if vehicle.depots.is_empty() {
            trips.push(Vec::new());
        }
        for step in &tour.steps {
            match (step.event, trips.last_mut()) {
                (Event::Load { .. }, _) => trips.push(Vec::new()),
                (Event::Stop(stop), Some(trip)) => trip.push(stop),
                _ => {}
            }
        }
        let profile = &problem.profiles[vehicle.profile];
        Self { vehicle, profile, tour, trips, nodes: problem.nodes }
    }

    /// The stops of the day in order.
    pub(super) fn stops(&self) -> impl Iterator<Item = usize> {
        self.trips.iter().flatten().copied()
    }

    fn leg(&self, from: usize, to: usize) -> Option<usize> {
        (from != to).then_some(from * self.nodes + to)
    }

    /// From a node to itself there is no way.
    pub(super) fn metres(&self, from: usize, to: usize) -> Metres {
        self.leg(from, to).map_or(Metres::ZERO, |leg| self.profile.metres[leg])
    }

    pub(super) fn seconds(&self, from: usize, to: usize) -> Seconds {
        self.leg(from, to).map_or(Seconds::ZERO, |leg| self.profile.seconds[leg])
    }

    /// What the legs cost beside time and way.
    pub(super) fn leg_cost(&self, from: usize, to: usize) -> Fen {
        let leg = self.leg(from, to).and_then(|leg| self.profile.costs.get(leg));
        leg.copied().unwrap_or_default()
    }

    /// Every two steps that follow each other.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'a Step, &'a Step)> {
        self.tour.steps.windows(2).map(|pair| (&pair[0], &pair[1]))
    }

    pub(super) fn start(&self) -> &'a Step {
        &self.tour.steps[0]
    }

    pub(super) fn end(&self) -> &'a Step {
        &self.tour.steps[self.tour.steps.len() - 1]
    }

    /// `车辆 3`.
    pub(super) fn name(&self) -> String {
        format!("车辆 {}", self.tour.vehicle)
    }

    /// `车辆 3 第 5 步（任务 17）`.
    pub(super) fn step_name(&self, at: usize) -> String {
        let what = match self.tour.steps[at].event {
            Event::Start => "出发".to_owned(),
            Event::Load { depot } => format!("在车场 {depot} 装货"),
            Event::Stop(stop) => format!("任务 {stop}"),
            Event::Break(number) => format!("休息 {number}"),
            Event::End => "结束".to_owned(),
        };
        format!("{}第 {at} 步（{what}）", self.name())
    }
}
