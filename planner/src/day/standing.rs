//! Standing rules become limits that the day has anyway: narrower windows of a drop point, or a skill that one vehicle
//! has. So planning, checking and the desk need not know of them. A rule that cannot hold today is set aside and told.

use super::obstacle::Obstacle;
use crate::fault::{self, Fault};
use crate::locate::Locations;
use crate::problem::{DropId, Kept, Parts, PlaceId, VehicleId};
use crate::units::{Clock, Window};
use crate::words::{Mode, Standing, StandingRule, standing_skill};
use std::collections::{BTreeMap, BTreeSet};

/// A rule that does not hold today though its days say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its number.
    pub rule: i64,
    /// Where, and what it asks for, in Chinese.
    pub what: String,
    /// Why it cannot be.
    pub why: Obstacle,
}

impl SetAside {
    /// The same as a finding (P506).
    pub fn fault(&self) -> Fault {
        let Self { rule, what, why } = self;
        Fault::new(fault::RULE_SET_ASIDE, format!("第 {rule} 号，{what}：{}", why.text()))
    }
}

/// Puts the rules of the day into `parts`. A rule acts on the drop point to which its location's cards go today, and on
/// nothing when none do. Hours come first, each rule on what the ones before left; of rules that name different
/// vehicles for one drop point none holds, as nobody can say which is meant.
/// O(rules × (consignments + stops that are kept)).
pub(super) fn stand(
    rules: &[StandingRule],
    locations: &Locations<'_>,
    parts: &mut Parts,
) -> Vec<SetAside> {
    let today = rules.iter().filter(|rule| rule.holds_on(parts.day));
    let at: Vec<_> =
        today.filter_map(|rule| Some((rule, goes_to(rule, locations, parts)?))).collect();
    let mut aside = Vec::new();
    let mut bound: BTreeMap<DropId, Vec<(&StandingRule, VehicleId)>> = BTreeMap::new();
    for (rule, drop) in at {
        let done = match &rule.what {
            Standing::NotBefore(at) => clip(parts, drop, Window { from: *at, to: Clock(i64::MAX) }),
            Standing::NotAfter(at) => clip(parts, drop, Window { from: Clock(0), to: *at }),
            Standing::OnVehicle(name) => fitting(parts, drop, name)
                .map(|vehicle| bound.entry(drop).or_default().push((rule, vehicle))),
        };
        aside.extend(done.err().map(|why| set_aside(rule, parts, drop, why)));
    }
    for (drop, rules) in bound {
        let vehicles: BTreeSet<VehicleId> = rules.iter().map(|(_, vehicle)| *vehicle).collect();
        match (vehicles.len(), vehicles.first()) {
            (1, Some(vehicle)) => bind(parts, drop, *vehicle),
            _ => aside.extend(
                rules.iter().map(|(rule, _)| set_aside(rule, parts, drop, Obstacle::OtherVehicle)),
            ),
        }
    }
    aside.sort_by_key(|aside| aside.rule);
    aside
}

fn set_aside(rule: &StandingRule, parts: &Parts, drop: DropId, why: Obstacle) -> SetAside {
    let name = &parts.places[parts.drops[drop.ix()].place.ix()].name;
    SetAside { rule: rule.id, what: format!("{name} {}", rule.what.text()), why }
}

/// The drop point to which the cards of the rule's location go by van today, if any do: its own cards, or those of
/// others when it is the drop point itself.
fn goes_to(rule: &StandingRule, locations: &Locations<'_>, parts: &Parts) -> Option<DropId> {
    let code = locations.locate(rule.location).ok()?.location.code;
    let called = |place: PlaceId| parts.places[place.ix()].code == code;
    let mut vans = parts.consignments.iter().filter(|c| c.mode == Mode::Van);
    let own = vans.find(|c| called(c.location)).and_then(|c| c.drop);
    own.or_else(|| parts.drops.iter().position(|drop| called(drop.place)).map(DropId::from))
}

/// Leaves of the windows of `drop` what lies in `hours`, where anything does and what is kept lies there.
fn clip(parts: &mut Parts, drop: DropId, hours: Window) -> Result<(), Obstacle> {
    let windows = &parts.drops[drop.ix()].windows;
    if windows.is_empty() {
        return Ok(());
    }
    let within = |window: &Window| {
        let (from, to) = (window.from.max(hours.from), window.to.min(hours.to));
        (from <= to).then_some(Window { from, to })
    };
    let left: Vec<Window> = windows.iter().filter_map(within).collect();
    if left.is_empty() {
        return Err(Obstacle::NoWindow);
    }
    let open = |at: Clock| left.iter().any(|window| (window.from..=window.to).contains(&at));
    let stops = parts.kept.iter().flat_map(|kept| &kept.stops).filter(|stop| stop.drop == drop);
    if let Some(stop) = stops.clone().find(|stop| !open(stop.begin)) {
        return Err(Obstacle::KeptAt(stop.begin));
    }
    parts.drops[drop.ix()].windows = left;
    Ok(())
}

/// The vehicle called `name`, when it may and can bring everything that goes to `drop` today.
fn fitting(parts: &Parts, drop: DropId, name: &str) -> Result<VehicleId, Obstacle> {
    let found = parts.vehicles.binary_search_by(|vehicle| vehicle.name.as_str().cmp(name));
    let ix = found.map_err(|_| Obstacle::NoVehicle)?;
    let (vehicle, id) = (&parts.vehicles[ix], VehicleId::from(ix));
    if !vehicle.may_stop() {
        return Err(Obstacle::Out);
    }
    let mut needed = parts.drops[drop.ix()].skills.iter();
    if let Some(skill) = needed.find(|skill| !vehicle.skills.contains(skill)) {
        return Err(Obstacle::Lacks(skill.clone()));
    }
    let goes = |kept: &Kept| kept.stops.iter().any(|stop| stop.drop == drop);
    if let Some(other) = parts.kept.iter().find(|kept| kept.vehicle != id && goes(kept)) {
        let other = &parts.vehicles[other.vehicle.ix()].name;
        return Err(Obstacle::KeptOn(other.clone()));
    }
    // A vehicle with something sealed makes the stops that it was to make, and takes no more once it has left.
    let mut own = parts.kept.iter().filter(|kept| kept.vehicle == id).peekable();
    if own.peek().is_some() && !own.any(|kept| !kept.departed && goes(kept)) {
        return Err(Obstacle::Sealed);
    }
    Ok(id)
}

/// Only this vehicle may bring what goes to `drop`.
fn bind(parts: &mut Parts, drop: DropId, vehicle: VehicleId) {
    let skill = standing_skill(&parts.vehicles[vehicle.ix()].name);
    for skills in [&mut parts.drops[drop.ix()].skills, &mut parts.vehicles[vehicle.ix()].skills] {
        if !skills.contains(&skill) {
            skills.push(skill.clone());
        }
    }
}
