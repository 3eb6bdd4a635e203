//! The best times of a day: of all places for the driver's break the one that breaks least, then the shortest day.

use super::{CENTRE, Sheet};
use crate::route::fleet::clockwork::{Seen, Timing};
use crate::route::fleet::rest::{Rest, Taken};
use crate::route::fleet::span::{FOREVER, Span};
use crate::route::fleet::van::Van;

/// Nothing is later than this: what cannot be in time at all counts as much.
const LATEST: i64 = 24 * 3600;

/// A day with its times; the sheet holds nothing that they miss.
pub(super) struct Best {
    pub(super) sheet: Sheet,
    /// The van, its shift as long as the day takes.
    pub(super) van: Van,
    pub(super) timing: Timing,
    pub(super) rests: Vec<Taken>,
}

/// One kind of day: where the break is, the earliest arrival at the centre, the latest end.
#[derive(Clone, Copy)]
struct Kind {
    taken: Option<Taken>,
    from: i64,
    to: i64,
}

/// A kind of day begun as early as it may.
struct Pass {
    kind: Kind,
    /// Seconds by which anything is too late.
    late: i64,
    /// When each visit begins.
    begins: Vec<i64>,
    /// When the break begins.
    rests: i64,
    end: i64,
}

/// The best times of `sheet`; none when a fixed departure cannot be kept.
pub(super) fn best(mut sheet: Sheet, van: &Van) -> Option<Best> {
    let lasting = van.until(FOREVER);
    let passes: Vec<Pass> = kinds(&sheet, van)
        .into_iter()
        .filter_map(|kind| pass(&sheet, van, &lasting, kind))
        .collect();
    let least = passes.iter().map(|pass| pass.late).min()?;
    if least > 0 {
        let pass = passes.into_iter().min_by_key(|pass| (pass.late, pass.end))?;
        return late(sheet, lasting, pass);
    }
    let floor = sheet.floor(van);
    sheet.keep_hours();
    let mut best: Option<(Timing, Vec<Taken>)> = None;
    for Pass { kind, .. } in passes.into_iter().filter(|pass| pass.late == 0) {
        let rests = Vec::from_iter(kind.taken);
        let timing = sheet.clockwork(van, &rests).shortest(kind.from, kind.to, floor);
        let length = best.as_ref().map_or(i64::MAX, |(timing, _)| timing.length());
        if let Some(timing) = timing.filter(|timing| timing.length() < length) {
            best = Some((timing, rests));
        }
    }
    let (timing, rests) = best?;
    Some(Best { sheet, van: van.clone(), timing, rests })
}

/// The times of a day that cannot be lawful: what is late is no later than it must be, the rest as short as that
/// allows.
fn late(mut sheet: Sheet, van: Van, pass: Pass) -> Option<Best> {
    let Pass { kind, begins, rests, end, .. } = pass;
    let taken = kind
        .taken
        .map(|taken| Taken { rest: Rest { to: taken.rest.to.max(rests), ..taken.rest }, ..taken });
    sheet.keep_hours();
    for (ix, &begin) in begins.iter().enumerate() {
        let only = Span { from: begin, to: begin };
        if begin <= sheet.last[ix] {
            continue;
        }
        match sheet.visits[ix].is_loading() {
            true => sheet.free[CENTRE as usize].push(only),
            false => sheet.model.jobs[sheet.visits[ix].job as usize].spans = vec![only],
        }
    }
    let rests = Vec::from_iter(taken);
    let work = sheet.clockwork(&van, &rests);
    let earliest = Timing { first: kind.from, end };
    let timing = work.shortest(kind.from, end, i64::MIN).unwrap_or(earliest);
    // A break is due on a day that begins before its last moment only.
    let due = |timing: &Timing| kind.taken.is_none_or(|t| timing.first - work.lead() < t.rest.to);
    let timing = if due(&timing) { timing } else { earliest };
    Some(Best { sheet, van, timing, rests })
}

/// The kinds of days the driver can have, those without a break first.
fn kinds(sheet: &Sheet, van: &Van) -> Vec<Kind> {
    let lead = sheet.clockwork(van, &[]).lead();
    let from = van.from + lead;
    let Some(&rest) = van.rests.first() else {
        return vec![Kind { taken: None, from, to: van.to }];
    };
    let mut kinds = vec![
        Kind { taken: None, from, to: van.to.min(rest.to) },
        Kind { taken: None, from: from.max(rest.to + lead), to: van.to },
    ];
    if van.from < rest.to {
        for (ix, visit) in sheet.visits.iter().enumerate() {
            // The break before a departure that is fixed comes right after loading.
            let spots =
                [visit.is_loading().then_some(2 * ix), (!sheet.gate[ix]).then_some(2 * ix + 1)];
            let kind = |spot| Kind { taken: Some(Taken { rest, spot }), from, to: van.to };
            kinds.extend(spots.into_iter().flatten().map(kind));
        }
    }
    kinds
}

/// A day of this kind from its earliest start, however late anything gets.
fn pass(sheet: &Sheet, van: &Van, lasting: &Van, kind: Kind) -> Option<Pass> {
    let endless = |taken: Taken| Taken { rest: Rest { to: FOREVER, ..taken.rest }, ..taken };
    let rests = Vec::from_iter(kind.taken.map(endless));
    let mut begins = Vec::with_capacity(sheet.visits.len());
    let mut rested = -FOREVER;
    let end = sheet.clockwork(lasting, &rests).forward(kind.from, |seen| match seen {
        Seen::Rest { begin, .. } => rested = begin,
        Seen::Visit { begin, .. } => begins.push(begin),
    })?;
    // Whether a break is due is no limit that could be broken: a day has the one it must have.
    let due = van.rests.first().is_some_and(|rest| {
        end > rest.to && kind.from == van.from + lead(sheet, van) && van.from < rest.to
    });
    if due != kind.taken.is_some() {
        return None;
    }
    let over = |is: i64, most: i64| (is - most).clamp(0, LATEST);
    let visits: i64 = begins.iter().zip(&sheet.last).map(|(begin, last)| over(*begin, *last)).sum();
    let rest = kind.taken.map_or(0, |taken| over(rested, taken.rest.to));
    Some(Pass { kind, late: visits + rest + over(end, van.to), begins, rests: rested, end })
}

fn lead(sheet: &Sheet, van: &Van) -> i64 {
    sheet.clockwork(van, &[]).lead()
}

impl Sheet {
    /// Leaves only the moments that are lawful.
    fn keep_hours(&mut self) {
        for (ix, visit) in self.visits.iter().enumerate() {
            let last = self.last[ix];
            if visit.is_loading() {
                self.free[CENTRE as usize].retain(|span| span.from <= last);
            } else if last > -FOREVER {
                self.model.jobs[visit.job as usize].spans.retain(|span| span.from <= last);
            }
        }
    }
}
