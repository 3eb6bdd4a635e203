//! The one evaluator: the exact schedule and cost of a vehicle's day, and whether there is one.

use super::bounds;
use super::clockwork::{Clockwork, Frame, Timing};
use super::duty::{CENTRE, Duty, RestAt, Trip};
use super::model::{Model, Rest, Van};
use crate::units::{Fen, Metres, Seconds};

/// Fills in everything about `duty` that follows from its jobs: the loads of its trips, the bounds
/// in time that insertions are tried against, its shortest schedule and its cost. False when it
/// breaks a limit; `duty` is then unusable.
///
/// A break is due iff the duty begins before its last moment and ends after it. So there are three
/// kinds of days: those that end before, those that begin after, and those with a break; for the
/// last each place of the break is tried. O(visits²) with a break, O(visits) without, times the
/// windows that a later start would miss.
pub(super) fn schedule(frame: Frame<'_>, duty: &mut Duty) -> bool {
    let Frame { model, van, .. } = frame;
    if duty.visits.is_empty() {
        *duty = Duty::empty();
        return true;
    }
    let Some(floor) = measure(model, van, duty) else { return false };
    bounds::forward(frame, &mut duty.visits);
    bounds::backward(frame, &mut duty.visits);
    let work = Clockwork { frame, visits: &duty.visits };
    let best = match van.rest {
        None => work
            .shortest(van.from + frame.lead(), van.to, RestAt::Nowhere, floor)
            .map(|timing| (timing, RestAt::Nowhere)),
        Some(rest) => with_break(work, rest, floor),
    };
    let Some((timing, at)) = best else { return false };
    settle(frame, duty, timing, at);
    true
}

/// Counts what does not depend on time; gives the time that no schedule can be below (driving,
/// loading, service), or none when a limit is broken.
fn measure(model: &Model, van: &Van, duty: &mut Duty) -> Option<i64> {
    duty.trips.clear();
    (duty.stops, duty.cards) = (0, 0);
    let (mut metres, mut floor) = (0, 0);
    let mut node = van.start;
    for (ix, visit) in duty.visits.iter().enumerate() {
        let leg = model.leg(node, visit.node);
        node = visit.node;
        metres += i64::from(leg.metres);
        // The lead from the start place is no part of what a start at the centre decides.
        floor += if ix == 0 { 0 } else { i64::from(leg.seconds) };
        if visit.is_loading() {
            let again = if ix == 0 { 0 } else { van.reload };
            floor += model.dock_time.max(again);
            duty.trips.push(Trip { first: ix, ..Trip::default() });
            continue;
        }
        let job = &model.jobs[visit.job as usize];
        floor += job.service;
        duty.stops += 1;
        duty.cards += job.cards;
        let trip = duty.trips.last_mut()?;
        trip.pouches += job.pouches;
        trip.weight += job.weight;
        if trip.pouches > van.pouches || trip.weight > van.weight {
            return None;
        }
    }
    let leg = model.leg(node, van.end);
    duty.metres = metres + i64::from(leg.metres);
    let within =
        duty.metres <= van.metres && duty.stops <= van.stops && duty.trips.len() <= van.trips;
    within.then_some(floor + i64::from(leg.seconds))
}

/// The best schedule of a van whose break may fall due.
fn with_break(work: Clockwork<'_>, rest: Rest, floor: i64) -> Option<(Timing, RestAt)> {
    let Frame { model, van, .. } = work.frame;
    let lead = work.frame.lead();
    let (from, to) = (van.from + lead, van.to);
    let nowhere = RestAt::Nowhere;
    let mut best: Option<(Timing, RestAt)> = None;
    let mut offer = |timing: Option<Timing>, at: RestAt| {
        let length = |timing: Timing| timing.end - timing.first;
        if let Some(timing) = timing
            && best.is_none_or(|(best, _)| length(timing) < length(best))
        {
            best = Some((timing, at));
        }
        best.map_or(i64::MAX, |(best, _)| length(best))
    };
    offer(work.shortest(from, to.min(rest.to), nowhere, floor), nowhere);
    let shortest = offer(work.shortest(from.max(rest.to + lead), to, nowhere, floor), nowhere);
    // Between two trips the driver may rest while the reload time runs.
    let loadings = work.visits.iter().filter(|visit| visit.is_loading()).count();
    let again = if loadings > 1 { (van.reload - model.dock_time).max(0) } else { 0 };
    let floor = floor + rest.length - again.min(rest.length);
    if shortest <= floor {
        return best;
    }
    // The bounds tell where a break fits at all.
    let mut node = CENTRE;
    let mut early = from;
    for (ix, visit) in work.visits.iter().enumerate() {
        let arrive = early + model.drive(node, visit.node);
        if visit.is_loading()
            && rest.after(arrive).is_some()
            && offer(work.shortest(from, to, RestAt::Before(ix), floor), RestAt::Before(ix))
                <= floor
        {
            break;
        }
        (node, early) = (visit.node, visit.early);
        let (next, late) =
            (work.visits.get(ix + 1)).map_or((van.end, van.to), |next| (next.node, next.late));
        let fits = rest.after(early).is_some_and(|t| t + model.drive(node, next) <= late);
        if fits
            && offer(work.shortest(from, to, RestAt::After(ix), floor), RestAt::After(ix)) <= floor
        {
            break;
        }
    }
    best
}

/// Writes the chosen schedule and its cost into `duty`.
fn settle(frame: Frame<'_>, duty: &mut Duty, timing: Timing, at: RestAt) {
    let Frame { model, van, .. } = frame;
    let mut steps = Vec::with_capacity(duty.visits.len());
    let work = Clockwork { frame, visits: &duty.visits };
    work.forward(timing.first, at, |_, step| steps.push(step));
    let length = van.rest.map_or(0, |rest| rest.length);
    let mut waiting = 0;
    for (ix, (visit, step)) in duty.visits.iter_mut().zip(&steps).enumerate().rev() {
        (visit.leave, visit.spare) = (step.leave, waiting);
        waiting += step.begin - step.arrive;
        match at {
            RestAt::Before(at) if at == ix => waiting -= length,
            RestAt::After(at) if at == ix => waiting += step.leave - step.done - length,
            _ => (),
        }
    }
    duty.rest = at;
    duty.start = timing.first - frame.lead();
    duty.end = timing.end;
    // The cost is rounded trip by trip, as each is a route of its own.
    duty.cost = van.fixed;
    let mut begins = duty.start;
    let mut node = van.start;
    for trip in 0..duty.trips.len() {
        let first = duty.trips[trip].first;
        let next = duty.trips.get(trip + 1).map(|next| next.first);
        let mut metres = 0;
        for visit in &duty.visits[first..next.unwrap_or(duty.visits.len())] {
            metres += i64::from(model.leg(node, visit.node).metres);
            node = visit.node;
        }
        let (home, ends) = match next {
            Some(next) => (duty.visits[next].node, steps[next].arrive),
            None => (van.end, duty.end),
        };
        metres += i64::from(model.leg(node, home).metres);
        node = home;
        duty.cost += Fen::for_distance(Fen(van.per_km), Metres(metres)).0;
        duty.cost += Fen::for_time(Fen(van.per_hour), Seconds(ends - begins)).0;
        begins = ends;
        duty.trips[trip].load = steps[first].begin;
    }
}
