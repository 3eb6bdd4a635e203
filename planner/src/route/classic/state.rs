//! A state of the search: routes as linked lists, so that a customer is put in or taken out in
//! constant time, with positions and times that are brought up to date route by route, and with the
//! way back from a change.

use super::ground::{DEPOT, Ground};
use super::times::Times;
use crate::vrp::Routes;

/// The route of a customer that is on none.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A customer's place; two share a cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(super) struct Node {
    /// The customers before and after it; the depot at the ends.
    pub(super) prev: u32,
    pub(super) next: u32,
    pub(super) route: u32,
    /// Its position on its route, from 0.
    pub(super) at: u32,
    /// The legs there.
    pub(super) into: i32,
    pub(super) out: i32,
    /// The demand of its route up to and with it.
    pub(super) sum: i64,
}

/// A route; empty when it has no customer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Route {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) load: i64,
    pub(super) size: u32,
}

/// Routes, and customers that are on none for the moment.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) nodes: Vec<Node>,
    /// Empty without windows.
    pub(super) times: Vec<Times>,
    pub(super) routes: Vec<Route>,
    /// Empty routes that may be used, and more that no longer are empty.
    pub(super) spare: Vec<u32>,
    /// How many routes are in use.
    pub(super) used: usize,
    /// How many customers are on routes when it is whole.
    pub(super) present: usize,
    /// Total distance.
    pub(super) cost: i64,
    /// Load above capacity, over all routes.
    pub(super) excess: i64,
    /// Customers on no route.
    pub(super) absent: Vec<u32>,
    before: Before,
}

/// What was there when a change began.
#[derive(Clone, Debug, Default)]
struct Before {
    /// Routes touched since, and where their customers end in `customers`.
    touched: Vec<(u32, u32)>,
    customers: Vec<u32>,
    is_touched: Vec<bool>,
    absent: Vec<u32>,
}

impl State {
    /// Nobody served yet; at most `slots` routes.
    fn new(ground: &Ground<'_>, slots: usize) -> Self {
        let node = Node { prev: 0, next: 0, route: NOWHERE, at: 0, into: 0, out: 0, sum: 0 };
        Self {
            nodes: vec![node; ground.nodes],
            times: vec![Times::default(); ground.visits.len()],
            routes: vec![Route::default(); slots],
            spare: (0..slots as u32).rev().collect(),
            used: 0,
            present: 0,
            cost: 0,
            excess: 0,
            absent: Vec::new(),
            before: Before { is_touched: vec![false; slots], ..Before::default() },
        }
    }

    /// The state with these routes and room for `slots` of them. Customers on none of them are not
    /// there at all. O(n).
    pub(super) fn of(ground: &Ground<'_>, routes: &Routes, slots: usize) -> Self {
        let mut state = Self::new(ground, slots.min(ground.customers()).max(routes.len()));
        for (slot, route) in routes.iter().enumerate() {
            state.lay(ground, slot as u32, route);
            state.present += route.len();
        }
        state.spare.truncate(state.routes.len() - routes.len());
        state
    }

    /// Its routes.
    pub(super) fn lists(&self) -> Routes {
        let used = (0..self.routes.len() as u32).map(|route| self.customers(route).collect());
        used.filter(|route: &Vec<u32>| !route.is_empty()).collect()
    }

    /// The customers of a route in order.
    pub(super) fn customers(&self, route: u32) -> impl Iterator<Item = u32> + '_ {
        let Route { first, size, .. } = self.routes[route as usize];
        std::iter::successors(Some(first), |&at| Some(self.nodes[at as usize].next))
            .take(size as usize)
    }

    /// Begins a change that can be taken back.
    pub(super) fn begin(&mut self) {
        for (route, _) in self.before.touched.drain(..) {
            self.before.is_touched[route as usize] = false;
        }
        self.before.customers.clear();
        self.before.absent.clone_from(&self.absent);
    }

    /// Routes touched since [`Self::begin`].
    pub(super) fn touched(&self) -> impl Iterator<Item = u32> + '_ {
        self.before.touched.iter().map(|&(route, _)| route)
    }

    /// Takes back everything since [`Self::begin`].
    pub(super) fn undo(&mut self, ground: &Ground<'_>) {
        let touched = std::mem::take(&mut self.before.touched);
        let customers = std::mem::take(&mut self.before.customers);
        for &(route, _) in &touched {
            self.clear(ground, route);
        }
        let mut from = 0;
        for &(route, to) in &touched {
            self.lay(ground, route, &customers[from..to as usize]);
            from = to as usize;
        }
        self.absent.clone_from(&self.before.absent);
        (self.before.touched, self.before.customers) = (touched, customers);
    }

    /// An empty route, if there is one.
    pub(super) fn empty_route(&mut self) -> Option<u32> {
        while let Some(&route) = self.spare.last() {
            if self.routes[route as usize].size == 0 {
                return Some(route);
            }
            self.spare.pop();
        }
        None
    }

    /// Remembers a route before it changes for the first time.
    fn touch(&mut self, route: u32) {
        if self.before.is_touched[route as usize] {
            return;
        }
        self.before.is_touched[route as usize] = true;
        let Route { first, size, .. } = self.routes[route as usize];
        let mut at = first;
        for _ in 0..size {
            self.before.customers.push(at);
            at = self.nodes[at as usize].next;
        }
        self.before.touched.push((route, self.before.customers.len() as u32));
    }

    fn excess_of(&self, ground: &Ground<'_>, route: u32) -> i64 {
        (self.routes[route as usize].load - ground.capacity).max(0)
    }

    /// Makes `route` the route of `customers`, in order, all of them on no route or on this one.
    pub(super) fn replace(&mut self, ground: &Ground<'_>, route: u32, customers: &[u32]) {
        self.touch(route);
        self.clear(ground, route);
        self.lay(ground, route, customers);
    }

    /// Empties `route`. Its customers keep what they knew; they are to be put somewhere at once.
    pub(super) fn clear(&mut self, ground: &Ground<'_>, route: u32) {
        self.touch(route);
        let Route { first, size, .. } = self.routes[route as usize];
        if size == 0 {
            return;
        }
        self.excess -= self.excess_of(ground, route);
        let mut at = first;
        loop {
            let node = &mut self.nodes[at as usize];
            node.route = NOWHERE;
            self.cost -= i64::from(node.into);
            if node.next == DEPOT {
                self.cost -= i64::from(node.out);
                break;
            }
            at = node.next;
        }
        self.used -= 1;
        self.routes[route as usize] = Route::default();
        self.spare.push(route);
    }

    /// Makes the empty `route` the route of `customers`, in order.
    pub(super) fn lay(&mut self, ground: &Ground<'_>, route: u32, customers: &[u32]) {
        let (Some(&first), Some(&last)) = (customers.first(), customers.last()) else { return };
        let (mut sum, mut prev) = (0, DEPOT);
        let mut into = ground.distance(DEPOT, first);
        for (at, &customer) in customers.iter().enumerate() {
            sum += ground.demand[customer as usize];
            let next = customers.get(at + 1).copied().unwrap_or(DEPOT);
            let out = ground.distance(customer, next);
            self.cost += i64::from(into);
            self.nodes[customer as usize] =
                Node { prev, next, route, at: at as u32, into, out, sum };
            (prev, into) = (customer, out);
        }
        self.cost += i64::from(into);
        let this = &mut self.routes[route as usize];
        (this.first, this.last) = (first, last);
        (this.load, this.size) = (sum, customers.len() as u32);
        self.used += 1;
        self.excess += self.excess_of(ground, route);
        self.time(ground, route);
    }

    /// Puts `node` on `route` after `after` (the depot: at its front). Positions are not yet brought
    /// up to date; times are.
    pub(super) fn insert(&mut self, ground: &Ground<'_>, node: u32, after: u32, route: u32) {
        self.touch(route);
        self.excess -= self.excess_of(ground, route);
        let this = &mut self.routes[route as usize];
        let next = match (this.size, after) {
            (0, _) => DEPOT,
            (_, DEPOT) => this.first,
            _ => self.nodes[after as usize].next,
        };
        self.used += usize::from(this.size == 0);
        this.size += 1;
        this.load += ground.demand[node as usize];
        let (into, out) = (ground.distance(after, node), ground.distance(node, next));
        let direct = match (after, next) {
            (DEPOT, DEPOT) => 0,
            (DEPOT, next) => self.nodes[next as usize].into,
            (after, _) => self.nodes[after as usize].out,
        };
        match after {
            DEPOT => this.first = node,
            _ => {
                let before = &mut self.nodes[after as usize];
                (before.next, before.out) = (node, into);
            }
        }
        match next {
            DEPOT => this.last = node,
            _ => {
                let behind = &mut self.nodes[next as usize];
                (behind.prev, behind.into) = (node, out);
            }
        }
        self.nodes[node as usize] = Node { prev: after, next, route, at: 0, into, out, sum: 0 };
        self.cost += i64::from(into) + i64::from(out) - i64::from(direct);
        self.excess += self.excess_of(ground, route);
        if ground.timed() {
            self.forward(ground, node, true);
            self.backward(ground, node, true);
        }
    }

    /// Takes `node` off its route. Neither positions nor times are brought up to date.
    pub(super) fn remove(&mut self, ground: &Ground<'_>, node: u32) {
        let Node { prev, next, route, into, out, .. } = self.nodes[node as usize];
        self.touch(route);
        self.excess -= self.excess_of(ground, route);
        let this = &mut self.routes[route as usize];
        this.size -= 1;
        this.load -= ground.demand[node as usize];
        let direct = if this.size == 0 { 0 } else { ground.distance(prev, next) };
        match prev {
            DEPOT => this.first = next,
            _ => {
                let before = &mut self.nodes[prev as usize];
                (before.next, before.out) = (next, direct);
            }
        }
        match next {
            DEPOT => this.last = prev,
            _ => {
                let behind = &mut self.nodes[next as usize];
                (behind.prev, behind.into) = (prev, direct);
            }
        }
        if this.size == 0 {
            self.used -= 1;
            self.spare.push(route);
        }
        self.nodes[node as usize].route = NOWHERE;
        self.cost += i64::from(direct) - i64::from(into) - i64::from(out);
        self.excess += self.excess_of(ground, route);
    }

    /// Brings the positions of the customers of all touched routes up to date.
    pub(super) fn settle(&mut self, ground: &Ground<'_>) {
        for ix in 0..self.before.touched.len() {
            let route = self.before.touched[ix].0;
            let Route { first, size, .. } = self.routes[route as usize];
            let (mut sum, mut node) = (0, first);
            for at in 0..size {
                sum += ground.demand[node as usize];
                let this = &mut self.nodes[node as usize];
                (this.at, this.sum) = (at, sum);
                node = this.next;
            }
        }
    }
}
