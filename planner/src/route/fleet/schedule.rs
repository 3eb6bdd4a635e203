//! The one evaluator: the exact schedule and cost of a vehicle's day, and whether there is one.

use super::bounds;
use super::clockwork::{Clockwork, Frame, Seen, Timing};
use super::duty::Duty;
use super::habit::departures;
use super::measure::measure;
use super::rest::{Kind, Rest, Taken};
use super::room;
use super::van::{Bill, Van};

/// Fills in everything about `duty`, the day of van number `van`, that follows from its jobs: what is
/// on board, the bounds in time that insertions are tried against, its shortest schedule and its
/// cost. False when it breaks a limit; `duty` is then unusable.
///
/// Each kind of day is tried (which breaks fall due), and for each of its breaks each place where the
/// bounds say it can be. O(visits) without breaks, times the places of each, times the windows that a
/// later start would miss.
pub(super) fn schedule(frame: Frame<'_>, van: usize, duty: &mut Duty) -> bool {
    if duty.visits.is_empty() {
        duty.clear();
        return true;
    }
    let Some((floor, bill)) = measure(frame.model, frame.van, duty) else { return false };
    bounds::forward(frame, &mut duty.visits);
    bounds::backward(frame, &mut duty.visits);
    duty.rests.clear();
    let Some(timing) = best(frame, duty, floor) else { return false };
    settle(frame, duty, timing, bill);
    duty.cost += departures(frame.model, van, duty);
    true
}

/// The shortest schedule, with its breaks put into `duty`.
fn best(frame: Frame<'_>, duty: &mut Duty, floor: i64) -> Option<Timing> {
    let van = frame.van;
    let lead = van.drive(van.start, duty.visits[0].node);
    let again = duty.trips.len() as i64 - 1;
    let times = duty.trips.iter().skip(1).map(|trip| frame.model.depots[trip.depot].time);
    // Between two trips the driver may rest while the reload time runs.
    let idle = again * van.reload - times.map(|time| time.min(van.reload)).sum::<i64>();
    let mut search = Search { frame, duty, lead, best: None };
    for kind in &van.kinds {
        let length: i64 = kind.rests.iter().map(|rest| rest.length).sum();
        let floor = floor + length - idle.min(length);
        let shortest = search.best.as_ref().map_or(i64::MAX, |(timing, _)| timing.length());
        if shortest > floor && lead + floor <= van.duration && possible(van, search.duty, kind) {
            search.kind(kind, floor, &mut Vec::new());
        }
    }
    let (timing, rests) = search.best?;
    duty.rests = rests;
    (timing.length() + lead <= van.duration).then_some(timing)
}

/// Whether the bounds leave room for a day of this kind.
fn possible(van: &Van, duty: &Duty, kind: &Kind) -> bool {
    let (Some(first), Some(last)) = (duty.visits.first(), duty.visits.last()) else { return false };
    let arrive = van.from + van.drive(van.start, first.node);
    let home = van.drive(last.node, van.end);
    match van.rest {
        None => last.early + home <= van.to,
        Some(_) if !kind.rests.is_empty() => arrive <= first.late_rest,
        Some(_) if kind.to < van.to => arrive <= first.late_short,
        Some(_) => last.after + home <= van.to || kind.from == van.from,
    }
}

/// The search for the best places of breaks.
struct Search<'a> {
    frame: Frame<'a>,
    duty: &'a Duty,
    lead: i64,
    best: Option<(Timing, Vec<Taken>)>,
}

impl Search<'_> {
    /// Tries all places of the breaks of `kind` that come after those `taken`; true when nothing
    /// shorter can be found.
    fn kind(&mut self, kind: &Kind, floor: i64, taken: &mut Vec<Taken>) -> bool {
        let Some(&rest) = kind.rests.get(taken.len()) else {
            return self.offer(kind, floor, taken);
        };
        let from = taken.last().map_or(0, |last| last.spot);
        for spot in from..2 * self.duty.visits.len() {
            if self.fits(rest, spot) && self.light(rest, spot) {
                taken.push(Taken { rest, spot });
                let found = self.kind(kind, floor, taken);
                taken.pop();
                if found {
                    return true;
                }
            }
        }
        false
    }

    /// Tries the breaks where they are.
    fn offer(&mut self, kind: &Kind, floor: i64, taken: &[Taken]) -> bool {
        let visits = &self.duty.visits;
        let work = Clockwork { frame: self.frame, visits, rests: taken };
        let timing = work.shortest(kind.from + self.lead, kind.to, floor);
        let Some(timing) = timing else { return false };
        if self.best.as_ref().is_none_or(|(best, _)| timing.length() < best.length()) {
            self.best = Some((timing, taken.to_vec()));
        }
        timing.length() <= floor
    }

    /// Whether the bounds leave room for `rest` at `spot`, other breaks left out.
    fn fits(&self, rest: Rest, spot: usize) -> bool {
        let van = self.frame.van;
        let visits = &self.duty.visits;
        let visit = &visits[spot / 2];
        if spot.is_multiple_of(2) {
            let arrive = match (spot / 2).checked_sub(1).map(|ix| &visits[ix]) {
                Some(before) => before.early + van.drive(before.node, visit.node),
                None => van.from + self.lead,
            };
            return visit.is_loading() && rest.after(arrive).is_some();
        }
        let next = visits.get(spot / 2 + 1);
        let (node, late) = next.map_or((van.end, van.to), |next| (next.node, next.late));
        rest.after(visit.early).is_some_and(|t| t + van.drive(visit.node, node) <= late)
    }
    /// Whether no more is on board at `spot` than `rest` allows.
    fn light(&self, rest: Rest, spot: usize) -> bool {
        let aboard = |dimension| room::aboard(self.frame.model, self.duty, spot, dimension);
        let most = &self.frame.van.light[rest.number];
        most.iter().enumerate().all(|(dimension, most)| aboard(dimension) <= *most)
    }
}

/// Writes the chosen schedule and its cost into `duty`.
fn settle(frame: Frame<'_>, duty: &mut Duty, timing: Timing, mut bill: Bill) {
    // When each visit and the breaks after it are over, and what was waited until then.
    let mut over: Vec<(i64, i64)> = Vec::with_capacity(duty.visits.len());
    let mut waited = 0;
    let Duty { visits, rests, trips, .. } = duty;
    let mut trips = trips.iter_mut();
    let work = Clockwork { frame, visits, rests };
    work.forward(timing.first, |seen| match seen {
        Seen::Rest { rest, ready, begin } => {
            waited += begin - ready;
            let Taken { rest, spot } = work.rests[rest];
            if let Some(last) = over.last_mut().filter(|_| !spot.is_multiple_of(2)) {
                *last = (begin + rest.length, waited);
            }
        }
        Seen::Visit { ix, arrive, begin, done } => {
            waited += begin - arrive;
            over.push((done, waited));
            if work.visits[ix].is_loading()
                && let Some(trip) = trips.next()
            {
                trip.load = begin;
            }
        }
    });
    for (visit, (leave, until)) in visits.iter_mut().zip(over) {
        (visit.leave, visit.spare) = (leave, waited - until);
    }
    duty.start = timing.first - frame.van.drive(frame.van.start, duty.visits[0].node);
    duty.end = timing.end;
    bill.length = duty.end - duty.start;
    duty.cost = frame.van.prices.tour(&bill) + frame.van.prices.untidy(&bill);
}
