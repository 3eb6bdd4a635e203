//! Cards, pouches and loads.

use super::{Damage, stop};
use fenjian_planner::fault;
use fenjian_planner::plan::Hold;
use fenjian_planner::problem::ConsignmentId;
use fenjian_planner::units::Grams;

pub(super) const DAMAGES: &[Damage] = &[
    ("a pouch is left behind", fault::CARDS_LOST, |_, plan| {
        stop(plan, 0, 0).pouches.pop();
    }),
    ("a card is left behind", fault::CARDS_LOST, |parts, plan| {
        let pouch = &mut stop(plan, 0, 0).pouches[2];
        pouch.cards -= 1;
        pouch.weight -= parts.pouching.card_weight;
    }),
    ("a card is packed that does not exist", fault::CARDS_LOST, |parts, plan| {
        let pouch = &mut stop(plan, 0, 0).pouches[2];
        pouch.cards += 1;
        pouch.weight += parts.pouching.card_weight;
    }),
    ("a hold has a card too few", fault::CARDS_LOST, |_, plan| plan.holds[1].cards -= 1),
    ("a hold is forgotten", fault::CARDS_LOST, |_, plan| {
        plan.holds.pop();
    }),
    ("a whole route is forgotten", fault::CARDS_LOST, |_, plan| {
        plan.routes.pop();
    }),
    ("cards that go home are held", fault::CARDS_LOST, |_, plan| {
        let hold = plan.holds[1].clone();
        plan.holds.insert(0, Hold { consignment: ConsignmentId(1), cards: 1, ..hold });
    }),
    ("a pouch weighs too little", fault::POUCH_WRONG, |_, plan| {
        stop(plan, 0, 0).pouches[0].weight = Grams(139);
    }),
    ("a pouch is overfilled", fault::POUCH_WRONG, |parts, plan| {
        let pouches = &mut stop(plan, 0, 0).pouches;
        for (pouch, cards) in pouches.iter_mut().zip([11, 9, 3]) {
            pouch.cards = cards;
            pouch.weight =
                parts.pouching.pouch_weight + parts.pouching.card_weight * i64::from(cards);
        }
    }),
    ("a pouch is empty", fault::POUCH_WRONG, |_, plan| {
        let mut empty = stop(plan, 0, 0).pouches[2].clone();
        (empty.number, empty.cards, empty.weight) = (4, 0, Grams(80));
        stop(plan, 0, 0).pouches.insert(3, empty);
        stop(plan, 0, 0).pouches[..4].iter_mut().for_each(|pouch| pouch.of = 4);
    }),
    ("a number is left out", fault::POUCH_WRONG, |_, plan| {
        stop(plan, 0, 0).pouches[2].number = 4;
    }),
    ("a pouch counts its like wrongly", fault::POUCH_WRONG, |_, plan| {
        stop(plan, 0, 0).pouches[1].of = 2;
    }),
    ("a pouch goes to another place", fault::POUCH_WRONG, |_, plan| {
        let pouch = stop(plan, 2, 1).pouches.pop().unwrap();
        stop(plan, 2, 0).pouches.push(pouch);
    }),
    ("pouches lie in another order", fault::POUCH_WRONG, |_, plan| {
        stop(plan, 0, 0).pouches.reverse();
    }),
    ("a stop has no pouches", fault::POUCH_WRONG, |_, plan| stop(plan, 0, 0).pouches.clear()),
    ("a pouch is loaded twice", fault::STOP_TWICE, |_, plan| {
        let pouch = stop(plan, 0, 0).pouches[0].clone();
        stop(plan, 0, 0).pouches.insert(0, pouch);
    }),
    ("a drop point is visited twice without need", fault::STOP_TWICE, |_, plan| {
        let mut again = stop(plan, 0, 0).clone();
        again.pouches.truncate(1);
        stop(plan, 0, 0).pouches.remove(0);
        plan.routes[1].stops.push(again);
    }),
    ("a location is held twice", fault::STOP_TWICE, |_, plan| {
        let mut half = plan.holds[1].clone();
        (half.cards, plan.holds[1].cards) = (1, 2);
        plan.holds.push(half);
    }),
    ("more pouches than there is room for", fault::LOAD_EXCEEDED, |parts, _| {
        parts.vehicles[0].pouches = Some(3);
    }),
    ("more weight than the van carries", fault::LOAD_EXCEEDED, |parts, _| {
        parts.vehicles[0].weight = Some(Grams(469));
    }),
];
