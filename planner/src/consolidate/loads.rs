//! Pouches into loads: one for a drop point, or as many as its largest suitable vehicle has to
//! come for them.

use super::{Load, merge};
use crate::fault::{self, Code};
use crate::plan::{Hold, Need, Pouch, WayOut};
use crate::problem::{DayProblem, DropId, VehicleId};
use crate::units::Grams;
use crate::words::Vehicle;

/// The loads of `drop` and, of its pouches, those that no vehicle can bring.
pub(crate) fn split(
    problem: &DayProblem,
    drop: DropId,
    pouches: Vec<Pouch>,
) -> (Vec<Load>, Vec<Hold>) {
    let suitable = match suitable(problem, drop) {
        Ok(vehicles) => vehicles,
        Err(refusal) => return (Vec::new(), hold_all(&pouches, |_| refusal.clone())),
    };
    let (fitting, refused): (Vec<_>, Vec<_>) = (pouches.into_iter())
        .partition(|pouch| suitable.iter().any(|id| takes(problem, *id, pouch)));
    let holds = hold_all(&refused, |pouch| too_small(problem, &suitable, pouch));
    // The vehicle that comes least often; it takes each pouch, being able to take the heaviest.
    let pieces = (suitable.iter())
        .filter(|id| fitting.iter().all(|pouch| takes(problem, **id, pouch)))
        .map(|id| pieces(&problem.vehicles[id.ix()], &fitting))
        .min_by_key(Vec::len)
        .unwrap_or_default();
    (pieces.into_iter().map(|pouches| Load { drop, pouches, kept: None }).collect(), holds)
}

type Refusal = (Code, WayOut);

/// The vehicles that have the skills `drop` asks for, or why there are none; those that may make no stop at all only where
/// no others have them.
fn suitable(problem: &DayProblem, drop: DropId) -> Result<Vec<VehicleId>, Refusal> {
    let needed = &problem.drops[drop.ix()].skills;
    let lacking = |vehicle: &Vehicle| -> Vec<&String> {
        needed.iter().filter(|skill| !vehicle.skills.contains(skill)).collect()
    };
    let lacks: Vec<_> = problem.vehicles.iter().map(lacking).collect();
    let able: Vec<_> = (lacks.iter().enumerate())
        .filter(|(_, lacking)| lacking.is_empty())
        .map(|(ix, _)| VehicleId::from(ix))
        .collect();
    let may_stop = |id: &VehicleId| problem.vehicles[id.ix()].may_stop();
    let way_out = |needs| WayOut { vehicle: None, needs };
    match lacks.iter().min_by_key(|lacking| lacking.len()) {
        None => Err((fault::NO_VEHICLE, way_out(Need::AnotherVehicle))),
        Some(fewest) => match fewest.first() {
            Some(skill) => Err((fault::SKILL_MISSING, way_out(Need::Skill((*skill).clone())))),
            None if able.iter().any(may_stop) => Ok(able.into_iter().filter(may_stop).collect()),
            None => Ok(able),
        },
    }
}

fn takes(problem: &DayProblem, id: VehicleId, pouch: &Pouch) -> bool {
    let vehicle = &problem.vehicles[id.ix()];
    vehicle.pouches.is_none_or(|most| most >= 1)
        && vehicle.weight.is_none_or(|most| pouch.weight <= most)
}

/// Why none of the `suitable` vehicles takes this pouch even alone, and which comes nearest.
fn too_small(problem: &DayProblem, suitable: &[VehicleId], pouch: &Pouch) -> Refusal {
    let vehicle = |id: &VehicleId| &problem.vehicles[id.ix()];
    let strongest = (suitable.iter())
        .filter(|id| vehicle(id).pouches.is_none_or(|most| most >= 1))
        .filter_map(|id| vehicle(id).weight.map(|most| (most, *id)))
        .min_by_key(|(most, id)| (-*most, *id));
    match strongest {
        Some((most, id)) => {
            let needs = Need::Weight(pouch.weight - most);
            (fault::WEIGHT_EXCEEDED, WayOut { vehicle: Some(id), needs })
        }
        None => {
            let way_out = WayOut { vehicle: suitable.first().copied(), needs: Need::Pouches(1) };
            (fault::POUCHES_EXCEEDED, way_out)
        }
    }
}

/// Cuts `pouches` into runs that `vehicle` takes at once.
fn pieces(vehicle: &Vehicle, pouches: &[Pouch]) -> Vec<Vec<Pouch>> {
    let most_pouches = vehicle.pouches.map_or(usize::MAX, |most| most as usize);
    let most_weight = vehicle.weight.unwrap_or(Grams(i64::MAX));
    let mut pieces: Vec<Vec<Pouch>> = Vec::new();
    let mut weight = Grams::ZERO;
    for pouch in pouches {
        match pieces.last_mut() {
            Some(piece) if piece.len() < most_pouches && weight + pouch.weight <= most_weight => {
                piece.push(pouch.clone());
                weight += pouch.weight;
            }
            _ => {
                pieces.push(vec![pouch.clone()]);
                weight = pouch.weight;
            }
        }
    }
    pieces
}

/// One hold for each consignment of `pouches`.
fn hold_all(pouches: &[Pouch], refusal: impl Fn(&Pouch) -> Refusal) -> Vec<Hold> {
    let hold = |pouch: &Pouch| {
        let (reason, way_out) = refusal(pouch);
        Hold { consignment: pouch.consignment, cards: pouch.cards, reason, way_out }
    };
    merge(pouches.iter().map(hold).collect())
}
