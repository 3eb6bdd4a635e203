//! What one van would need to take one more job at one place: the limits that are broken there, and
//! by how much, relaxing one at a time.

use crate::fault::{self, Code};
use crate::plan::Need;
use crate::route::fleet::clockwork::{Clockwork, Frame, Seen};
use crate::route::fleet::docks::Free;
use crate::route::fleet::duty::Visit;
use crate::route::fleet::rest::{Rest, Taken};
use crate::route::fleet::span::{FOREVER, Span, first_at};
use crate::route::fleet::van::Van;
use crate::units::{Grams, Metres, Seconds};

/// The dimensions of a day's capacity.
const POUCHES: usize = 0;
const GRAMS: usize = 1;
/// A need as large as the whole limit.
pub(super) const WHOLE: i64 = 1_000_000;

/// Something that would make a place possible, and how much that is in millionths of what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remedy {
    pub(super) need: Need,
    pub(super) share: i64,
}

/// What stands against a job at a place.
pub(super) enum Verdict {
    /// Nothing.
    Fits,
    /// One thing; the smallest of those each of which would be enough.
    One(Remedy),
    /// More than one thing; those that are counted, or the first in time.
    Several(Vec<Remedy>),
}

impl Verdict {
    /// How many limits break and the worst of them.
    pub(super) fn broken(self) -> Option<(usize, Remedy)> {
        match self {
            Self::Fits => None,
            Self::One(remedy) => Some((1, remedy)),
            Self::Several(all) => {
                let many = all.len().max(2);
                all.into_iter().max_by_key(|remedy| remedy.share).map(|worst| (many, worst))
            }
        }
    }
}

/// The reason for which a card waits that has this need.
pub(super) fn reason(need: &Need) -> Code {
    match need {
        Need::NextOpen(_) => fault::CLOSED_TODAY,
        Need::AnotherVehicle => fault::NO_VEHICLE,
        Need::Skill(_) => fault::SKILL_MISSING,
        Need::Pouches(_) => fault::POUCHES_EXCEEDED,
        Need::Weight(_) => fault::WEIGHT_EXCEEDED,
        Need::Window(_) => fault::WINDOW_MISSED,
        Need::Shift(_) => fault::SHIFT_EXCEEDED,
        Need::Distance(_) => fault::DISTANCE_EXCEEDED,
        Need::Stops(_) => fault::STOPS_EXCEEDED,
        Need::Dock(_) => fault::DOCK_BUSY,
        Need::Break(_) => fault::BREAK_MISSED,
        Need::Slots(_) => fault::CABINET_FULL,
        Need::Decision => fault::HELD_BY_PERSON,
    }
}

/// A van's day with the job put in at one place.
pub(super) struct Place<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) visits: &'a [Visit],
    /// The visit of the job.
    pub(super) at: usize,
    /// A copy of the job that is open from its first window on.
    pub(super) open: u32,
}

/// One kind of day: where the break is, the earliest arrival at the centre, the latest end.
type Kind = (Option<Taken>, i64, i64);

impl Place<'_> {
    /// What stands against the job here, for a van that lacks the skills `lacking`.
    pub(super) fn verdict(&self, lacking: &[&String]) -> Verdict {
        let mut broken = self.counted();
        let skill = |skill: &&String| Remedy { need: Need::Skill((*skill).clone()), share: WHOLE };
        broken.extend(lacking.iter().map(skill));
        match (broken.pop(), self.in_time()) {
            (None, true) => Verdict::Fits,
            (None, false) => {
                let least = self.timed().into_iter().min_by_key(|remedy| remedy.share);
                least.map_or_else(|| Verdict::Several(self.together()), Verdict::One)
            }
            (Some(remedy), true) if broken.is_empty() => Verdict::One(remedy),
            (Some(remedy), _) => {
                broken.push(remedy);
                Verdict::Several(broken)
            }
        }
    }

    /// Broken limits that are counted, not timed.
    fn counted(&self) -> Vec<Remedy> {
        let Frame { model, van, .. } = self.frame;
        let first = self.visits[..self.at].iter().rposition(Visit::is_loading).unwrap_or_default();
        let trip = self.visits[first + 1..].iter().take_while(|visit| !visit.is_loading());
        let (pouches, weight) = trip.fold((0, 0), |(pouches, weight), visit| {
            let job = &model.jobs[visit.job as usize];
            (pouches + job.delivery[POUCHES], weight + job.delivery[GRAMS])
        });
        let stops = self.visits.iter().filter(|visit| !visit.is_loading()).count() as i64;
        let ends = [van.start].into_iter().chain(self.visits.iter().map(|visit| visit.node));
        let nexts = self.visits.iter().map(|visit| visit.node).chain([van.end]);
        let metres = ends.zip(nexts).map(|(a, b)| i64::from(van.legs.leg(a, b).metres)).sum();
        let count = |over: i64| u32::try_from(over).unwrap_or(u32::MAX);
        let over = |is: i64, most: i64, need: &dyn Fn(i64) -> Need| {
            (is > most).then(|| remedy(need(is - most), is - most, most))
        };
        [
            over(pouches, van.capacity[POUCHES], &|over| Need::Pouches(count(over))),
            over(weight, van.capacity[GRAMS], &|over| Need::Weight(Grams(over))),
            over(stops, van.stops, &|over| Need::Stops(count(over))),
            over(metres, van.metres, &|over| Need::Distance(Metres(over))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What would make the times possible, one thing at a time.
    fn timed(&self) -> Vec<Remedy> {
        let van = self.frame.van;
        let shift = van.to - van.from;
        let needs = [
            self.shift().map(|short| (Need::Shift(Seconds(short)), short)),
            self.window().map(|short| (Need::Window(Seconds(short)), short)),
            self.dock().map(|short| (Need::Dock(Seconds(short)), short)),
            self.rest().map(|short| (Need::Break(Seconds(short)), short)),
        ];
        needs.into_iter().flatten().map(|(need, short)| remedy(need, short, shift)).collect()
    }

    /// What is short in time when the shift binds no more and still something does.
    fn together(&self) -> Vec<Remedy> {
        let van = self.frame.van.until(FOREVER);
        let always = always();
        let endless = Frame { van: &van, ..self.frame };
        let free = Frame { free: &always, ..endless };
        let of = |frame, visits| Place { frame, visits, at: self.at, open: self.open };
        let window = of(free, self.visits).window();
        let endless = of(endless, self.visits);
        let need = match (window, endless.dock()) {
            (Some(short), _) => Some((Need::Window(Seconds(short)), short)),
            (None, Some(short)) => Some((Need::Dock(Seconds(short)), short)),
            // The centre closes before the shift begins, and it ends too soon as well.
            (None, None) => endless.earlier().map(|short| (Need::Shift(Seconds(short)), short)),
        };
        let shift = self.frame.van.to - self.frame.van.from;
        need.into_iter().map(|(need, short)| remedy(need, short, shift)).collect()
    }

    fn in_time(&self) -> bool {
        self.kinds(self.frame.van).into_iter().any(|kind| self.ends(self.frame, kind).is_some())
    }

    /// When a day of this kind ends, if it can.
    fn ends(&self, frame: Frame<'_>, (rest, from, to): Kind) -> Option<i64> {
        let work = Clockwork { frame, visits: self.visits, rests: rest.as_slice() };
        work.forward(from, |_| ()).filter(|&end| end <= to)
    }

    /// Driving time from the start place to the centre.
    fn lead(&self) -> i64 {
        Clockwork { frame: self.frame, visits: self.visits, rests: &[] }.lead()
    }

    /// How much longer the shift would have to be, at its end or at its beginning.
    fn shift(&self) -> Option<i64> {
        let van = self.frame.van.until(FOREVER);
        let frame = Frame { van: &van, ..self.frame };
        let ends = self.kinds(&van).into_iter().filter_map(|kind| self.ends(frame, kind));
        let later = ends.min().map(|end| end - self.frame.van.to);
        later.into_iter().chain(self.earlier()).min()
    }

    /// How much earlier the shift would have to begin.
    fn earlier(&self) -> Option<i64> {
        let Frame { van, .. } = self.frame;
        let short = self.kinds(van).into_iter().filter_map(|(rest, from, to)| {
            let work = Clockwork { frame: self.frame, visits: self.visits, rests: rest.as_slice() };
            let start = work.backward(to)? - self.lead();
            // Without a break the day lies before or after the last moment of one.
            let lawful = rest.is_some()
                || van.rests.first().is_none_or(|pause| to <= pause.to || start >= pause.to);
            (lawful && start >= 0).then_some(from - self.lead() - start)
        });
        short.filter(|&short| short > 0).min()
    }

    /// How much longer a window of the job would have to be open.
    fn window(&self) -> Option<i64> {
        let mut visits = self.visits.to_vec();
        let spans = &self.frame.model.jobs[visits[self.at].job as usize].spans;
        visits[self.at].job = self.open;
        let short = self.kinds(self.frame.van).into_iter().filter_map(|(rest, from, to)| {
            let work = Clockwork { frame: self.frame, visits: &visits, rests: rest.as_slice() };
            let mut served = 0;
            let end = work.forward(from, |seen| match seen {
                Seen::Visit { ix, begin, .. } if ix == self.at => served = begin,
                _ => (),
            });
            let begin = served;
            end.filter(|&end| end <= to)?;
            spans.iter().rev().find(|span| span.to < begin).map(|span| begin - span.to)
        });
        short.min()
    }

    /// How much earlier than the docks allow loading would have to begin.
    fn dock(&self) -> Option<i64> {
        let always = always();
        let frame = Frame { free: &always, ..self.frame };
        let short = self.kinds(self.frame.van).into_iter().filter_map(|(rest, from, to)| {
            self.ends(frame, (rest, from, to))?;
            // From the latest start every loading is as late as the day allows, or soon after the
            // trip before.
            let work = Clockwork { frame, visits: self.visits, rests: rest.as_slice() };
            let first = work.backward(to)?;
            let mut loads = Vec::new();
            work.forward(first, |seen| match seen {
                Seen::Visit { ix, begin, .. } if self.visits[ix].is_loading() => loads.push(begin),
                _ => (),
            })?;
            let early = |load: i64| first_at(self.frame.dock(0), load).map(|free| free - load);
            loads.into_iter().map(early).collect::<Option<Vec<_>>>()?.into_iter().max()
        });
        short.filter(|&short| short > 0).min()
    }

    /// How much later the break would have to be allowed to begin.
    fn rest(&self) -> Option<i64> {
        let van = self.frame.van;
        let rest = *van.rests.first()?;
        let short = self.kinds(van).into_iter().filter_map(|(taken, from, _)| {
            let late = |taken| Taken { rest: Rest { to: FOREVER, ..rest }, ..taken };
            let taken = taken.map(late);
            let work =
                Clockwork { frame: self.frame, visits: self.visits, rests: taken.as_slice() };
            let mut rests = None;
            let end = work.forward(from, |seen| {
                if let Seen::Rest { begin, .. } = seen {
                    rests = Some(begin);
                }
            });
            // A day that ends before its break begins needs none.
            let end = end.filter(|&end| end <= van.to)?;
            Some(rests.unwrap_or(end) - rest.to)
        });
        short.filter(|&short| short > 0).min()
    }

    /// The kinds of days `van` can have.
    fn kinds(&self, van: &Van) -> Vec<Kind> {
        let from = van.from + self.lead();
        let Some(&rest) = van.rests.first() else { return vec![(None, from, van.to)] };
        let mut kinds = vec![
            (None, from, van.to.min(rest.to)),
            (None, from.max(rest.to + self.lead()), van.to),
        ];
        for spot in 0..2 * self.visits.len() {
            if !spot.is_multiple_of(2) || self.visits[spot / 2].is_loading() {
                kinds.push((Some(Taken { rest, spot }), from, van.to));
            }
        }
        kinds
    }
}

/// Docks that are always free.
fn always() -> Free {
    vec![vec![Span { from: 0, to: FOREVER }]]
}

/// A need of `over` where there is `of`.
fn remedy(need: Need, over: i64, of: i64) -> Remedy {
    Remedy { need, share: over.saturating_mul(WHOLE) / of.max(1) }
}
