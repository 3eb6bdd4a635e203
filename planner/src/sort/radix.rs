//! The rival: radix sorting by code, in which every card goes through every pass.

use super::rules::Rules;

/// Least seconds in which `volumes`, in the order of their codes, are sorted by the digits of
/// their rank on one machine: in one pass when it has pockets enough, else in two, else in as many as it takes. The base of the last digit but one
/// is chosen for the least handling, and spare pockets are given to digits that overflow.
/// None when the machine has one pocket. O(pockets × destinations).
pub fn by_code(volumes: &[u64], rules: Rules) -> Option<f64> {
    let pockets = rules.pockets as usize;
    if volumes.len() <= pockets {
        let fills = volumes.iter().map(|&cards| rules.fills(cards)).sum();
        return Some(rules.pass(volumes.iter().sum(), rules.emptied(fills)));
    }
    if pockets < 2 {
        return None;
    }
    let mut passes = 2;
    while pockets.saturating_pow(passes) < volumes.len() {
        passes += 1;
    }
    // All digits but the lowest have as many values as there are pockets.
    let high = pockets.saturating_pow(passes - 1);
    let bases = volumes.len().div_ceil(high)..=pockets;
    bases.map(|base| handling(volumes, rules, base, passes)).min_by(f64::total_cmp)
}

/// Seconds with `base` values of the lowest digit.
fn handling(volumes: &[u64], rules: Rules, base: usize, passes: u32) -> f64 {
    let total: u64 = volumes.iter().sum();
    let pockets = rules.pockets as usize;
    let mut below = 1;
    let mut seconds = 0.0;
    for pass in 0..passes {
        let values = if pass == 0 { base } else { pockets };
        let mut groups = vec![0; values];
        for (rank, cards) in volumes.iter().enumerate() {
            groups[rank / below % values] += cards;
        }
        let fills = groups.into_iter().map(|cards| rules.fills(cards)).sum();
        seconds += rules.pass(total, rules.emptied(fills));
        below *= values;
    }
    seconds
}
