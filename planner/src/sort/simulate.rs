//! Card by card: what comes of a sort plan when the day's cards arrive in some order.
//!
//! Knows only the plan and the machines. Pockets fill one card at a time; a slot whose pockets are all full has
//! the one filled first emptied; a sweep takes the slots out in their order; a later pass is fed with
//! what the sweep of an earlier one took out for it.

use super::rules::Rules;
use crate::plan::sort::{Pass, SortPlan, To};
use crate::words::Machine;
use std::collections::{BTreeMap, VecDeque};

/// What a pass took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Cards that went through.
    pub cards: u64,
    /// Full pockets emptied during it.
    pub emptied: u64,
    /// Seconds with set-up and sweep.
    pub seconds: f64,
    /// For each slot, how many cards it took.
    pub slots: Vec<u64>,
}

/// What came of a sort.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Simulated {
    /// For each pass, what it took.
    pub runs: Vec<Run>,
    /// Cards that did not end at their destination, together with all of it, or whose pouch would not be loaded at its
    /// position.
    pub misplaced: u64,
}

impl Simulated {
    /// Seconds of handling.
    pub fn seconds(&self) -> f64 {
        self.runs.iter().map(|run| run.seconds).sum()
    }
}

/// Runs `plan` on `machines` with cards that arrive as `arrivals` says: the destination of each, by index.
/// Whatever is wrong with the plan shows as misplaced cards; none makes this panic.
/// O(cards × passes).
pub fn simulate(plan: &SortPlan, machines: &[Machine], arrivals: &[u32]) -> Simulated {
    let mut runs = Vec::new();
    // What each sweep took out for each pass, and what it took out finished.
    let mut fed: BTreeMap<usize, Vec<u32>> = BTreeMap::from([(0, arrivals.to_vec())]);
    let mut finished: Vec<Vec<Vec<u32>>> = Vec::new();
    for (ix, pass) in plan.passes.iter().enumerate() {
        let cards = fed.remove(&ix).unwrap_or_default();
        let machine = machines.iter().find(|machine| machine.name == pass.machine);
        let Some(rules) = machine.map(Rules::of) else {
            finished.push(Vec::new());
            runs.push(Run::default());
            continue;
        };
        let mut slots: Vec<Pockets> = (pass.slots.iter())
            .map(|slot| Pockets::new(slot.pockets.len(), rules.capacity as usize))
            .collect();
        for &card in &cards {
            if let Some(slot) = slot_of(plan, card, ix).and_then(|slot| slots.get_mut(slot)) {
                slot.take(card);
            }
        }
        let emptied = slots.iter().map(|slot| slot.emptied).sum();
        let taken = slots.iter().map(Pockets::cards).collect();
        let passed = cards.len() as u64;
        runs.push(Run {
            cards: passed,
            emptied,
            seconds: rules.pass(passed, emptied),
            slots: taken,
        });
        finished.push(sweep(pass, ix, slots, &mut fed));
    }
    Simulated { runs, misplaced: misplaced(plan, &finished, arrivals) }
}

fn slot_of(plan: &SortPlan, card: u32, pass: usize) -> Option<usize> {
    let way = &plan.destinations.get(card as usize)?.way;
    way.iter().find(|at| at.pass as usize == pass).map(|at| at.slot as usize)
}

/// Takes the slots out in their order; answers with the stacks that are finished.
fn sweep(
    pass: &Pass,
    ix: usize,
    slots: Vec<Pockets>,
    fed: &mut BTreeMap<usize, Vec<u32>>,
) -> Vec<Vec<u32>> {
    let mut finished = Vec::new();
    for (slot, pockets) in pass.slots.iter().zip(slots) {
        let stack = pockets.stack();
        match slot.next {
            None => finished.push(stack),
            Some(next) if next as usize > ix => {
                fed.entry(next as usize).or_default().extend(stack);
            }
            Some(_) => {}
        }
    }
    finished
}

/// The pockets of a slot.
struct Pockets {
    capacity: usize,
    /// Filled one after the other; the last one is being filled.
    filled: VecDeque<Vec<u32>>,
    free: usize,
    /// What was emptied during the pass, in its order.
    aside: Vec<u32>,
    emptied: u64,
}

impl Pockets {
    fn new(pockets: usize, capacity: usize) -> Self {
        let free = pockets;
        Self { capacity, filled: VecDeque::new(), free, aside: Vec::new(), emptied: 0 }
    }

    fn take(&mut self, card: u32) {
        if self.filled.back().is_none_or(|pocket| pocket.len() == self.capacity) {
            if self.free == 0 {
                let full = self.filled.pop_front().unwrap_or_default();
                self.aside.extend(full);
                self.emptied += 1;
                self.free = 1;
            }
            self.free -= 1;
            self.filled.push_back(Vec::new());
        }
        if let Some(pocket) = self.filled.back_mut() {
            pocket.push(card);
        }
    }

    fn cards(&self) -> u64 {
        (self.aside.len() + self.filled.iter().map(Vec::len).sum::<usize>()) as u64
    }

    fn stack(self) -> Vec<u32> {
        self.aside.into_iter().chain(self.filled.into_iter().flatten()).collect()
    }
}

/// Counts the cards that are not where they should be.
fn misplaced(plan: &SortPlan, finished: &[Vec<Vec<u32>>], arrivals: &[u32]) -> u64 {
    // Runs of cards of one destination, pass by pass, as the sweep takes them out.
    let mut whole = vec![0_u64; plan.destinations.len()];
    let mut due = vec![0_u64; plan.destinations.len()];
    for &card in arrivals {
        if let Some(due) = due.get_mut(card as usize) {
            *due += 1;
        }
    }
    let mut stacks: Vec<Vec<usize>> = Vec::new();
    for slots in finished {
        let mut order = Vec::new();
        for stack in slots {
            for run in stack.chunk_by(|a, b| a == b) {
                let destination = run[0] as usize;
                let right = run.len() as u64 == due[destination]
                    && run.len() as u64 == u64::from(plan.destinations[destination].cards);
                if right {
                    whole[destination] += run.len() as u64;
                    order.push(destination);
                }
            }
        }
        stacks.push(order);
    }
    let loaded = loaded(plan, &stacks);
    let expected: u64 = plan.destinations.iter().map(|d| u64::from(d.cards)).sum();
    let right: u64 = (0..whole.len()).filter(|&ix| loaded[ix]).map(|ix| whole[ix]).sum();
    expected.max(arrivals.len() as u64) - right
}

/// Which destinations come to their load positions when each route's loading merges one ordered stack of each pass
/// and never reaches into the middle of one.
fn loaded(plan: &SortPlan, stacks: &[Vec<usize>]) -> Vec<bool> {
    let mut loaded = vec![true; plan.destinations.len()];
    let mut of_route: BTreeMap<(u32, usize), Vec<usize>> = BTreeMap::new();
    for (pass, stack) in stacks.iter().enumerate() {
        for &destination in stack {
            if let To::Stop { route, .. } = plan.destinations[destination].to {
                of_route.entry((route, pass)).or_default().push(destination);
            }
        }
    }
    let first = |ix: usize| plan.destinations[ix].pouches.first().map_or(0, |p| p.position);
    let last = |ix: usize| plan.destinations[ix].pouches.last().map_or(0, |p| p.position);
    for stack in of_route.values() {
        for pair in stack.windows(2) {
            if last(pair[0]) >= first(pair[1]) {
                loaded[pair[1]] = false;
            }
        }
    }
    loaded
}
