//! From the duties of the search to an answer.

use super::clockwork::{Clockwork, Frame, Seen};
use super::docks::Free;
use super::duty::Duty;
use super::model::Model;
use super::solution::{NOWHERE, Solution};
use super::span::Span;
use crate::units::{Clock, Fen, Metres, Seconds};
use crate::vrp::{Answer, Event, Step, Tour};

/// The answer that `solution` is. O(visits).
pub(in crate::route) fn answer(model: &Model, solution: &Solution) -> Answer {
    let used = solution.duties.iter().enumerate().filter(|(_, duty)| !duty.visits.is_empty());
    let tours = used.map(|(van, duty)| tour(model, van, duty)).collect();
    let mut absent: Vec<usize> = (solution.absent.iter())
        .filter(|&&job| {
            let served = |&mate: &u32| solution.home[mate as usize] != NOWHERE;
            !model.mates(job).iter().any(served)
        })
        .map(|&job| job as usize)
        .collect();
    absent.sort_unstable();
    Answer { tours, absent, cost: Fen(solution.cost) }
}

fn tour(model: &Model, van: usize, duty: &Duty) -> Tour {
    let this = &model.vans[van];
    // Loading begins when the duty says so, whatever else the docks would allow.
    let mut free: Free = vec![Vec::new(); model.depots.len()];
    for trip in &duty.trips {
        free[trip.depot].push(Span { from: trip.load, to: trip.load });
    }
    let frame = Frame { model, van: this, free: &free, late: false };
    let work = Clockwork { frame, visits: &duty.visits, rests: &duty.rests };
    let lead = work.lead();
    let moment = |event, node: u32, arrive: i64, begin: i64, leave: i64| Step {
        event,
        node: node as usize,
        arrive: Clock(arrive),
        begin: Clock(begin),
        leave: Clock(leave),
    };
    let place = |node: u32, other: u32| if node as usize == model.nodes { other } else { node };
    let begins = duty.visits.iter().map(|visit| visit.node);
    let begins = begins.into_iter().find(|&node| (node as usize) < model.nodes);
    let begins = place(this.start, begins.unwrap_or_default());
    let mut steps = vec![moment(Event::Start, begins, duty.start, duty.start, duty.start)];
    let mut arrived = duty.start;
    let mut node = this.start;
    work.forward(duty.start + lead, |seen| match seen {
        Seen::Rest { rest, ready, begin } => {
            let taken = duty.rests[rest];
            let at = place(duty.visits[taken.spot / 2].node, begins);
            let leave = begin + taken.rest.length;
            steps.push(moment(Event::Break(taken.rest.number), at, ready, begin, leave));
            arrived = leave;
        }
        Seen::Visit { ix, arrive, begin, done } => {
            let visit = &duty.visits[ix];
            node = visit.node;
            let event = match visit.is_loading() {
                true => Event::Load { depot: visit.depot() },
                false => Event::Stop(visit.job as usize),
            };
            if !visit.is_loading() || model.depots[visit.depot()].real {
                steps.push(moment(event, node, arrive, begin, done));
            }
            arrived = done;
        }
    });
    let ends = place(this.end, place(node, begins));
    steps.push(moment(Event::End, ends, duty.end, duty.end, duty.end));
    let cost = this.prices.tour(&super::van::Bill {
        metres: duty.metres,
        driving: duty.driving,
        tolls: duty.tolls,
        length: duty.end - duty.start,
        spread: 0,
    });
    Tour {
        vehicle: van,
        steps,
        metres: Metres(duty.metres),
        driving: Seconds(duty.driving),
        cost: Fen(cost),
    }
}
