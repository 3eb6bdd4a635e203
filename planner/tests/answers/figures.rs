//! No number of a sound answer can be another, and no answer makes the checker panic.

use crate::case::{answer, problem};
use fenjian_planner::check::answer::{check, reckon};
use fenjian_planner::units::{Fen, Metres, Seconds};
use fenjian_planner::vrp::{Answer, Event};
use proptest::prelude::*;
use proptest::sample::Index;

/// The numbers of `answer`, each to be changed.
fn numbers(answer: &mut Answer) -> Vec<&mut i64> {
    let mut numbers = vec![&mut answer.cost.0];
    for tour in &mut answer.tours {
        numbers.extend([&mut tour.metres.0, &mut tour.driving.0, &mut tour.cost.0]);
        for step in &mut tour.steps {
            numbers.extend([&mut step.arrive.0, &mut step.begin.0, &mut step.leave.0]);
        }
    }
    numbers
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Start),
        Just(Event::End),
        (0_usize..2).prop_map(|depot| Event::Load { depot }),
        (0_usize..9).prop_map(Event::Stop),
        (0_usize..3).prop_map(Event::Break),
    ]
}

#[test]
fn sums_can_be_had_from_the_steps_alone() {
    let mut blank = answer();
    blank.cost = Fen::ZERO;
    for tour in &mut blank.tours {
        (tour.metres, tour.driving, tour.cost) = (Metres::ZERO, Seconds::ZERO, Fen::ZERO);
    }
    assert_eq!(reckon(&problem(), &blank), answer());
}

proptest! {
    #[test]
    fn any_other_number_is_found(at: Index, other in prop_oneof![any::<i64>(), -5_000_i64..5_000]) {
        let mut damaged = answer();
        let mut numbers = numbers(&mut damaged);
        let at = at.index(numbers.len());
        prop_assume!(*numbers[at] != other);
        *numbers[at] = other;
        prop_assert!(!check(&problem(), &damaged).is_empty());
    }

    #[test]
    fn nothing_panics(
        changes in prop::collection::vec((any::<Index>(), any::<Index>(), event(), 0_usize..8), 0..6),
        dropped: Index,
        vehicle in 0_usize..3,
    ) {
        let mut damaged = answer();
        damaged.tours[1].vehicle = vehicle;
        for (tour, at, event, node) in changes {
            let tour = &mut damaged.tours[tour.index(2)];
            let at = at.index(tour.steps.len());
            (tour.steps[at].event, tour.steps[at].node) = (event, node);
        }
        let steps = &mut damaged.tours[0].steps;
        steps.remove(dropped.index(steps.len()));
        let reckoned = reckon(&problem(), &damaged);
        prop_assert!(!check(&problem(), &reckoned).is_empty(), "a step is missing");
    }
}
