//! Which machine makes which pass.

use super::rules::Rules;
use crate::words::Machine;
use std::collections::BTreeSet;

/// A machine as it stands.
#[derive(Clone, Debug)]
pub(super) struct Station<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its pockets that are not broken.
    pub(super) usable: BTreeSet<u32>,
    /// Its rules with these pockets alone.
    pub(super) rules: Rules,
}

impl<'a> Station<'a> {
    pub(super) fn of(machine: &'a Machine, broken: &BTreeSet<u32>) -> Self {
        let usable: BTreeSet<u32> =
            (1..=machine.pockets).filter(|pocket| !broken.contains(pocket)).collect();
        let rules = Rules { pockets: usable.len() as u32, ..Rules::of(machine) };
        Self { name: &machine.name, usable, rules }
    }
}

/// The machine of the first pass and those of the later ones.
#[derive(Clone, Debug)]
pub(super) struct Crew<'a> {
    /// Makes the first pass.
    pub(super) first: &'a Station<'a>,
    /// Make the later passes in turn; at least one.
    pub(super) later: Vec<&'a Station<'a>>,
}

impl<'a> Crew<'a> {
    /// Who makes `pass`.
    pub(super) fn station(&self, pass: usize) -> &'a Station<'a> {
        match pass {
            0 => self.first,
            _ => self.later[(pass - 1) % self.later.len()],
        }
    }

    /// The rules of whoever makes `pass`.
    pub(super) fn rules(&self, pass: usize) -> Rules {
        self.station(pass).rules
    }
}
