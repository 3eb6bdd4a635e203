//! A sort being made: each destination in a cell of the pass that finishes it.
//!
//! The cells of a pass are numbered in the order in which its sweep takes them out: slot, then the
//! part of the pass before, then the part of the one before that. Destinations stand in them in the
//! order of loading; the cells between them that stay empty are what there is to play with.

use super::shape::Shape;

/// No destination.
const NONE: u32 = u32::MAX;

/// Nowhere: while two destinations change places.
const ASIDE: Cell = Cell { pass: usize::MAX, at: usize::MAX };

/// Where a destination stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The pass that finishes it.
    pub(super) pass: usize,
    /// Its cell there.
    pub(super) at: usize,
}

/// Destinations in cells, with all that their cost depends on.
pub(super) struct Lines<'a> {
    pub(super) shape: &'a Shape,
    /// Cards of each destination, in the order of loading.
    pub(super) volumes: &'a [u64],
    /// Where each one stands.
    pub(super) cell: Vec<Cell>,
    /// For each pass and cell, who stands there.
    taken: Vec<Vec<u32>>,
    /// For each pass and cell, the groups its cards go through: (pass, group).
    ways: Vec<Vec<Vec<(usize, usize)>>>,
    /// For each pass and group, how many cards.
    groups: Vec<Vec<u64>>,
    /// For each pass, how many cards and how many fills.
    cards: Vec<u64>,
    fills: Vec<u64>,
    /// What was changed since the last [`Lines::keep`]: destination and its cell before.
    log: Vec<(u32, Cell)>,
}

impl<'a> Lines<'a> {
    /// Puts each destination into the pass that `pass_of` names, spread evenly over its cells. Each pass
    /// must have room.
    pub(super) fn spread(shape: &'a Shape, volumes: &'a [u64], pass_of: &[usize]) -> Self {
        let mut lines = Self::empty(shape, volumes);
        for pass in 0..shape.passes.len() {
            let members: Vec<usize> =
                (0..volumes.len()).filter(|&ix| pass_of[ix] == pass).collect();
            for (rank, &ix) in members.iter().enumerate() {
                let at = rank * lines.taken[pass].len() / members.len();
                lines.put(ix, Cell { pass, at });
            }
        }
        lines
    }

    /// Puts each destination into its cell.
    pub(super) fn standing(shape: &'a Shape, volumes: &'a [u64], cells: &[Cell]) -> Self {
        let mut lines = Self::empty(shape, volumes);
        for (ix, &cell) in cells.iter().enumerate() {
            lines.put(ix, cell);
        }
        lines
    }

    fn empty(shape: &'a Shape, volumes: &'a [u64]) -> Self {
        let passes = shape.passes.len();
        let ways: Vec<Vec<_>> = (0..passes)
            .map(|pass| (0..shape.room(pass) as usize).map(|at| way(shape, pass, at)).collect())
            .collect();
        let groups = (0..passes).map(|pass| vec![0; shape.passes[pass].rules.pockets as usize]);
        Self {
            shape,
            volumes,
            cell: vec![ASIDE; volumes.len()],
            taken: ways.iter().map(|cells| vec![NONE; cells.len()]).collect(),
            ways,
            groups: groups.collect(),
            cards: vec![0; passes],
            fills: vec![0; passes],
            log: Vec::new(),
        }
    }

    /// Seconds of handling.
    pub(super) fn cost(&self) -> f64 {
        let passes = self.shape.passes.iter().enumerate();
        passes
            .filter(|(pass, _)| self.cards[*pass] > 0)
            .map(|(pass, branch)| {
                let rules = branch.rules;
                rules.pass(self.cards[pass], rules.emptied(self.fills[pass]))
            })
            .sum()
    }

    /// How many cards go through `pass`, and how many full pockets are emptied in it.
    pub(super) fn work(&self, pass: usize) -> (u64, u64) {
        (self.cards[pass], self.shape.passes[pass].rules.emptied(self.fills[pass]))
    }

    /// How far `pass` is from needing fewer fills where it has too many: the room that the last fill of each
    /// group leaves, as a number that falls when fills gather.
    pub(super) fn unevenness(&self, pass: usize) -> f64 {
        let rules = self.shape.passes[pass].rules;
        if rules.emptied(self.fills[pass]) == 0 {
            return 0.0;
        }
        let part = |&cards: &u64| ((cards % rules.capacity) as f64 / rules.capacity as f64).sqrt();
        self.groups[pass].iter().map(part).sum()
    }

    /// Who stands in a cell.
    pub(super) fn at(&self, cell: Cell) -> Option<usize> {
        let ix = self.taken[cell.pass][cell.at];
        (ix != NONE).then_some(ix as usize)
    }

    /// How many cells `pass` has.
    pub(super) fn room(&self, pass: usize) -> usize {
        self.taken[pass].len()
    }

    /// The groups the cards of a cell go through: (pass, group), the finishing one first.
    pub(super) fn way(&self, cell: Cell) -> &[(usize, usize)] {
        &self.ways[cell.pass][cell.at]
    }

    /// The cards of a group.
    pub(super) fn group(&self, pass: usize, group: usize) -> u64 {
        self.groups[pass][group]
    }

    /// Accepts what was changed.
    pub(super) fn keep(&mut self) {
        self.log.clear();
    }

    /// Takes back what was changed since the last [`Lines::keep`].
    pub(super) fn undo(&mut self) {
        let log = std::mem::take(&mut self.log);
        for &(ix, before) in log.iter().rev() {
            self.lift(ix as usize);
            self.put(ix as usize, before);
        }
        self.log.clear();
    }

    /// Puts all back to where they stood.
    pub(super) fn restore(&mut self, cells: &[Cell]) {
        for ix in 0..cells.len() {
            self.lift(ix);
        }
        for (ix, &cell) in cells.iter().enumerate() {
            self.put(ix, cell);
        }
        self.log.clear();
    }

    /// Moves the destination `ix` to the empty `to`.
    fn shift(&mut self, ix: usize, to: Cell) {
        self.log.push((ix as u32, self.cell[ix]));
        self.lift(ix);
        self.put(ix, to);
    }

    fn lift(&mut self, ix: usize) {
        let cell = self.cell[ix];
        if cell != ASIDE {
            self.taken[cell.pass][cell.at] = NONE;
            self.count(cell, self.volumes[ix], false);
        }
    }

    fn put(&mut self, ix: usize, cell: Cell) {
        self.cell[ix] = cell;
        if cell != ASIDE {
            self.taken[cell.pass][cell.at] = ix as u32;
            self.count(cell, self.volumes[ix], true);
        }
    }

    fn count(&mut self, cell: Cell, volume: u64, add: bool) {
        for &(pass, group) in &self.ways[cell.pass][cell.at] {
            let rules = self.shape.passes[pass].rules;
            let cards = &mut self.groups[pass][group];
            let before = rules.fills(*cards);
            if add {
                *cards += volume;
                self.cards[pass] += volume;
            } else {
                *cards -= volume;
                self.cards[pass] -= volume;
            }
            self.fills[pass] = self.fills[pass] + rules.fills(*cards) - before;
        }
    }

    /// Moves the empty cell `gap` of `pass` to `to`: all between move by one cell.
    pub(super) fn rotate(&mut self, pass: usize, gap: usize, to: usize) {
        let mut empty = gap;
        while empty != to {
            let next = if to > empty { empty + 1 } else { empty - 1 };
            if let Some(ix) = self.at(Cell { pass, at: next }) {
                self.shift(ix, Cell { pass, at: empty });
            }
            empty = next;
        }
    }

    /// Moves the destination `ix` to `pass`, between its neighbours in the order of loading; false, with nothing
    /// changed, when there is no room.
    pub(super) fn send(&mut self, ix: usize, pass: usize) -> bool {
        match self.opening(ix, pass) {
            None => false,
            Some((gap, to)) => {
                self.rotate(pass, gap, to);
                self.shift(ix, Cell { pass, at: to });
                true
            }
        }
    }

    /// Lets two destinations of different passes change places; false, perhaps half done, when there is
    /// no room.
    pub(super) fn swap(&mut self, one: usize, other: usize) -> bool {
        let (of_one, of_other) = (self.cell[one].pass, self.cell[other].pass);
        self.shift(other, ASIDE);
        self.send(one, of_other) && self.send(other, of_one)
    }

    /// The empty cell of `pass` nearest to where `ix` belongs, and where it belongs once that cell is moved there.
    fn opening(&self, ix: usize, pass: usize) -> Option<(usize, usize)> {
        let cells = &self.taken[pass];
        if pass == 0 {
            // Slots with one destination are swept in the order of loading, wherever they are.
            return cells.iter().position(|&c| c == NONE).map(|gap| (gap, gap));
        }
        let behind = self.boundary(ix, pass);
        let up = (behind..cells.len()).find(|&at| cells[at] == NONE);
        let down = (0..behind).rev().find(|&at| cells[at] == NONE);
        match (down, up) {
            (Some(down), Some(up)) if behind - down <= up - behind + 1 => Some((down, behind - 1)),
            (_, Some(up)) => Some((up, behind)),
            (Some(down), None) => Some((down, behind - 1)),
            (None, None) => None,
        }
    }

    /// The cell just behind the last destination of `pass` that is loaded before `ix`.
    fn boundary(&self, ix: usize, pass: usize) -> usize {
        let cells = &self.taken[pass];
        let (mut low, mut high) = (0, cells.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match (middle..high).find(|&at| cells[at] != NONE) {
                None => high = middle,
                Some(at) if (cells[at] as usize) < ix => low = at + 1,
                Some(_) => high = middle,
            }
        }
        low
    }
}

/// The groups that the cards of cell `at` of `pass` go through, the finishing one first. In each
/// pass, the slots that finish come first, then those that feed later passes, in their order.
fn way(shape: &Shape, pass: usize, at: usize) -> Vec<(usize, usize)> {
    let run = shape.run(pass) as usize;
    let mut way = vec![(pass, at / run)];
    let mut rest = at % run;
    let back: Vec<usize> = shape.back(pass).collect();
    for pair in back.windows(2) {
        let (child, parent) = (pair[0], pair[1]);
        let below = shape.run(parent) as usize;
        way.push((parent, first_group(shape, child) + rest / below));
        rest %= below;
    }
    way
}

/// The group of the first part that the parent of `child` keeps for it.
pub(super) fn first_group(shape: &Shape, child: usize) -> usize {
    let parent = shape.passes[child].parent;
    let before = shape.children(parent).take_while(|&other| other != child);
    let kept: u32 = before.map(|other| shape.passes[other].digits).sum();
    shape.finishing(parent) as usize + kept as usize
}
