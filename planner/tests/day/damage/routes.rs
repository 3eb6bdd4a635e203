//! Distance, stops, docks, trips, skills and costs.

use super::Damage;
use fenjian_planner::fault;
use fenjian_planner::problem::{Kept, KeptStop, Sealed};
use fenjian_planner::units::{Clock, Fen, Metres, Seconds};

pub(super) const DAMAGES: &[Damage] = &[
    ("a sealed pouch comes at another time", fault::KEPT_CHANGED, |parts, plan| {
        let route = &plan.routes[2];
        let stop = &route.stops[0];
        let pouch = &stop.pouches[0];
        let cards = parts.consignments[pouch.consignment.ix()].cards.iter();
        let cards = cards.take(pouch.cards as usize).map(|card| card.serial.clone()).collect();
        let (consignment, number, of) = (pouch.consignment, pouch.number, pouch.of);
        let sealed = vec![Sealed { consignment, number, of, cards }];
        let begin = stop.begin + Seconds(1);
        let stops = vec![KeptStop { drop: stop.drop, begin, open: 0, sealed }];
        let (vehicle, trip, depart) = (route.vehicle, route.trip, route.depart);
        parts.wave = 2;
        parts.kept = vec![Kept { vehicle, trip, departed: false, load: None, depart, stops }];
    }),
    ("farther than allowed in all", fault::OVER_DISTANCE, |parts, _| {
        parts.vehicles[0].max_distance = Some(Metres(76_000));
    }),
    ("more stops than allowed in all", fault::OVER_STOPS, |parts, _| {
        parts.vehicles[0].max_stops = Some(1);
    }),
    ("two vehicles at one dock", fault::DOCK_CLASH, |_, plan| {
        plan.routes[2].load = plan.routes[0].load + Seconds::minutes(14);
    }),
    ("loading before the centre opens", fault::DOCK_CLASH, |parts, _| {
        parts.centre.opens = Clock::at(8, 30);
    }),
    ("loading after the centre closes", fault::DOCK_CLASH, |parts, _| {
        parts.centre.closes = Clock::at(12, 47);
    }),
    ("a trip has the wrong number", fault::TRIPS_WRONG, |_, plan| plan.routes[1].trip = 3),
    ("more trips than allowed", fault::TRIPS_WRONG, |parts, _| parts.vehicles[0].trips = 1),
    ("too little time to reload", fault::TRIPS_WRONG, |parts, _| {
        parts.vehicles[0].reload = Seconds::minutes(36);
    }),
    ("routes in another order", fault::TRIPS_WRONG, |_, plan| plan.routes.reverse()),
    ("a route goes nowhere", fault::TRIPS_WRONG, |_, plan| plan.routes[1].stops.clear()),
    ("a skill is lacking", fault::SKILL_LACKING, |parts, _| {
        parts.drops[0].skills = vec!["登岛".into()];
    }),
    ("a distance is wrong", fault::COST_WRONG, |_, plan| {
        plan.routes[1].distance += Metres(1);
    }),
    ("a cost is wrong", fault::COST_WRONG, |_, plan| plan.routes[2].cost -= Fen(1)),
    ("the fixed cost is forgotten", fault::COST_WRONG, |parts, _| {
        parts.vehicles[1].fixed_cost = Fen(3_001);
    }),
];
