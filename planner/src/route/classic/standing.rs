//! Where a search stands between two rounds.

use super::ground::{DEPOT, Ground};
use crate::vrp::{Objective, Routes};

/// Routes and the customers on none of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    pub(super) routes: Routes,
    pub(super) absent: Vec<u32>,
    pub(super) cost: i64,
}

impl Standing {
    /// What is smaller when it is better.
    pub(super) fn rank(&self, objective: Objective) -> (usize, usize, i64) {
        let routes = match objective {
            Objective::Distance => 0,
            Objective::VehiclesFirst => self.routes.len(),
        };
        (self.absent.len(), routes, self.cost)
    }

    /// Gives up the route with the fewest customers, who are absent then.
    pub(super) fn give_up_a_route(&mut self) {
        let fewest = (0..self.routes.len()).min_by_key(|&ix| self.routes[ix].len());
        if let Some(ix) = fewest {
            self.absent.extend(self.routes.swap_remove(ix));
        }
    }
}

/// What the parts are together.
pub(super) fn join(parts: impl Iterator<Item = Standing>) -> Standing {
    let mut all = Standing::default();
    for part in parts {
        all.routes.extend(part.routes);
        all.absent.extend(part.absent);
        all.cost += part.cost;
    }
    all
}

/// The mean leg between two customers; legs of the depot say how far it is, not how dense they are.
pub(super) fn mean_leg(ground: &Ground<'_>, routes: &Routes) -> f64 {
    let legs = routes.iter().flat_map(|route| route.windows(2));
    let (sum, count) = legs.fold((0.0, 0.0), |(sum, count), leg| {
        (sum + f64::from(ground.distance(leg[0], leg[1])), count + 1.0)
    });
    let alone = || routes.first().map_or(1.0, |route| f64::from(ground.distance(DEPOT, route[0])));
    if count > 0.0 { sum / count } else { alone() }
}
