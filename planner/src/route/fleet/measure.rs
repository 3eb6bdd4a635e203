//! What of a day does not depend on time: its trips, what is on board, its way, and the limits on
//! them.

use super::duty::{Duty, Trip};
use super::model::Model;
use super::room;
use super::tidy;
use super::van::{Bill, Van};

/// Fills in what of `duty` does not depend on time. Gives the time that no schedule can be below
/// (driving, loading, service; the way to the first depot left out) and the bill without the length
/// of the day, or none when a limit is broken. O(visits).
pub(super) fn measure(model: &Model, van: &Van, duty: &mut Duty) -> Option<(i64, Bill)> {
    duty.trips.clear();
    (duty.stops, duty.weight, duty.prizes) = (0, 0, 0);
    let mut bill = Bill::default();
    let mut floor = 0;
    let mut node = van.start;
    for ix in 0..duty.visits.len() {
        let visit = duty.visits[ix];
        let leg = van.legs.leg(node, visit.node);
        if let Some(before) = ix.checked_sub(1) {
            duty.visits[before].on = leg;
        }
        bill.tolls += van.legs.toll(node, visit.node);
        node = visit.node;
        bill.metres += i64::from(leg.metres);
        bill.driving += i64::from(leg.seconds);
        if visit.is_loading() {
            let (again, lead) = if ix == 0 { (0, bill.driving) } else { (van.reload, 0) };
            floor += model.depots[visit.depot()].time.max(again) - lead;
            duty.trips.push(Trip { first: ix, depot: visit.depot(), load: 0 });
            continue;
        }
        let job = &model.jobs[visit.job as usize];
        floor += job.service;
        duty.stops += 1;
        duty.weight += job.weight;
        duty.prizes += job.prize;
    }
    let leg = van.legs.leg(node, van.end);
    if let Some(last) = duty.visits.last_mut() {
        last.on = leg;
    }
    bill.tolls += van.legs.toll(node, van.end);
    bill.metres += i64::from(leg.metres);
    bill.driving += i64::from(leg.seconds);
    (duty.metres, duty.driving, duty.tolls) = (bill.metres, bill.driving, bill.tolls);
    let within = duty.metres <= van.metres
        && duty.driving <= van.driving
        && duty.stops <= van.stops
        && duty.trips.len() <= van.trips
        && room::fill(model, van, duty);
    if !within {
        return None;
    }
    if van.prices.spreads() {
        bill.spread = tidy::spread(van, duty);
    }
    Some((floor + bill.driving, bill))
}
