//! The shape of a sort: which passes there are, which feeds which, and in how many parts.

use super::crew::Crew;
use super::rules::Rules;

/// The passes of a sort, each but the first fed from an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    /// In the order in which they are run; the first is fed with the day's cards.
    pub(super) passes: Vec<Branch>,
}

/// One pass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Branch {
    /// The pass that feeds it; meaningless for the first.
    pub(super) parent: usize,
    /// Into how many parts, told apart by slot, that pass divides what it hands on to this one; 1 for the first.
    pub(super) digits: u32,
    /// The machine it is run on.
    pub(super) rules: Rules,
}

impl Shape {
    /// Passes that feed one another in a row; `digits` says in how many parts each is handed to
    /// the next.
    pub(super) fn chain(crew: &Crew<'_>, digits: &[u32]) -> Self {
        let first = Branch { parent: 0, digits: 1, rules: crew.rules(0) };
        let later = digits.iter().enumerate().map(|(parent, &digits)| {
            let rules = crew.rules(parent + 1);
            Branch { parent, digits, rules }
        });
        Self { passes: std::iter::once(first).chain(later).collect() }
    }

    /// One pass that hands on to several, each with its number of parts.
    pub(super) fn batches(crew: &Crew<'_>, digits: &[u32]) -> Self {
        let first = Branch { parent: 0, digits: 1, rules: crew.rules(0) };
        let later = digits.iter().enumerate().map(|(batch, &digits)| {
            let rules = crew.rules(batch + 1);
            Branch { parent: 0, digits, rules }
        });
        Self { passes: std::iter::once(first).chain(later).collect() }
    }

    /// The passes fed by `pass`.
    pub(super) fn children(&self, pass: usize) -> impl Iterator<Item = usize> + '_ {
        (pass + 1..self.passes.len()).filter(move |&child| self.passes[child].parent == pass)
    }

    /// Most slots of `pass` that can finish cards: what it need not keep for later passes.
    pub(super) fn finishing(&self, pass: usize) -> u64 {
        let kept: u32 = self.children(pass).map(|child| self.passes[child].digits).sum();
        u64::from(self.passes[pass].rules.pockets.saturating_sub(kept))
    }

    /// How many destinations, one after the other, a slot of `pass` can finish: as many as the order of feeding
    /// tells apart.
    pub(super) fn run(&self, pass: usize) -> u64 {
        match pass {
            0 => 1,
            _ => {
                let before = self.run(self.passes[pass].parent);
                before.saturating_mul(u64::from(self.passes[pass].digits))
            }
        }
    }

    /// How many destinations `pass` can finish.
    pub(super) fn room(&self, pass: usize) -> u64 {
        self.finishing(pass).saturating_mul(self.run(pass))
    }

    /// How many destinations all passes can finish.
    pub(super) fn room_of_all(&self) -> u64 {
        (0..self.passes.len()).fold(0, |sum: u64, pass| sum.saturating_add(self.room(pass)))
    }

    /// Whether no pass keeps more pockets for later ones than it has.
    pub(super) fn fits(&self) -> bool {
        (0..self.passes.len()).all(|pass| {
            let kept: u32 = self.children(pass).map(|child| self.passes[child].digits).sum();
            kept <= self.passes[pass].rules.pockets
        })
    }

    /// `pass` and the passes its cards went through before, last first.
    pub(super) fn back(&self, pass: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(pass), |&pass| (pass > 0).then(|| self.passes[pass].parent))
    }
}
