//! What the wall makes of the seals so far: the pace, when the work ends at it, and which routes are at risk.
//! Arithmetic alone; now is an argument.
//!
//! The pace is that of the last quarter of an hour (of the time since the first seal while that is shorter, but of
//! five minutes at least); when nothing was sealed in it, that of the whole day. Pouches are sealed in the order of
//! departures, so a route has to wait for those that leave before it: it is at risk when the unsealed pouches up to
//! and with it need longer at this pace than is left until it departs.

use chrono::{DateTime, TimeDelta, Utc};

/// The seals that tell the pace now.
const RECENT: TimeDelta = TimeDelta::minutes(15);
/// The shortest time that tells a pace: a first pouch alone tells none.
const SHORTEST: TimeDelta = TimeDelta::minutes(5);

/// A pouch that was sealed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seal {
    pub(super) at: DateTime<Utc>,
    pub(super) cards: u32,
}

/// What a stretch of time brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    pub(super) cards_per_hour: i64,
    pub(super) pouches_per_hour: i64,
    pouches: i64,
    seconds: i64,
}

impl Pace {
    /// The pace of the seals from `since` to `now`; none when there are none.
    fn of(seals: &[Seal], since: DateTime<Utc>, now: DateTime<Utc>) -> Option<Self> {
        let within = || seals.iter().filter(|seal| since <= seal.at && seal.at <= now);
        let pouches = i64::try_from(within().count()).ok().filter(|pouches| *pouches > 0)?;
        let cards: i64 = within().map(|seal| i64::from(seal.cards)).sum();
        let seconds = (now - since).max(SHORTEST).num_seconds();
        let per_hour = |n: i64| (n * 3600 + seconds / 2) / seconds;
        let (cards_per_hour, pouches_per_hour) = (per_hour(cards), per_hour(pouches));
        Some(Self { cards_per_hour, pouches_per_hour, pouches, seconds })
    }

    /// How long `pouches` take.
    fn time_for(self, pouches: usize) -> TimeDelta {
        let pouches = i64::try_from(pouches).unwrap_or(i64::MAX);
        TimeDelta::seconds(pouches.saturating_mul(self.seconds).min(1 << 40) / self.pouches)
    }
}

/// The two paces of the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paces {
    /// Of the last quarter of an hour; none when nothing was sealed in it.
    pub(super) recent: Option<Pace>,
    /// Since the first seal; none before it.
    pub(super) since_start: Option<Pace>,
}

impl Paces {
    pub(super) fn of(seals: &[Seal], now: DateTime<Utc>) -> Self {
        let first = seals.iter().map(|seal| seal.at).min().filter(|first| *first <= now);
        let Some(first) = first else {
            return Self { recent: None, since_start: None };
        };
        Self {
            recent: Pace::of(seals, first.max(now - RECENT), now),
            since_start: Pace::of(seals, first, now),
        }
    }

    /// The one that the outlook goes by.
    fn forecast(self) -> Option<Pace> {
        self.recent.or(self.since_start)
    }

    /// When `pouches` more are sealed; none when there is no pace, or nothing left.
    pub(super) fn end(self, pouches: usize, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.forecast().filter(|_| pouches > 0).map(|pace| now + pace.time_for(pouches))
    }
}

/// A route's pouches and when it leaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    pub(super) depart: DateTime<Utc>,
    pub(super) pouches: usize,
    /// Sealed, loaded or gone.
    pub(super) sealed: usize,
    /// Loaded or gone.
    pub(super) loaded: usize,
    pub(super) gone: usize,
}

/// How a route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has left, with or without all its pouches.
    Gone,
    /// Its time has passed and it has not left.
    Late,
    /// At this pace it will not be sealed in time.
    AtRisk,
    /// At this pace it will.
    OnTime,
    /// All its pouches are sealed.
    Ready,
    /// Nothing was sealed yet, so that nobody can tell.
    Waiting,
}

/// How each of `routes`, given in the order of departure, stands.
pub(super) fn standings(routes: &[Route], paces: Paces, now: DateTime<Utc>) -> Vec<Standing> {
    let mut ahead = 0;
    let stands = routes.iter().map(|route| {
        if route.gone > 0 {
            return Standing::Gone;
        }
        let left = route.pouches - route.sealed.min(route.pouches);
        ahead += left;
        if now > route.depart {
            Standing::Late
        } else if left == 0 {
            Standing::Ready
        } else {
            match paces.forecast() {
                None => Standing::Waiting,
                Some(pace) if pace.time_for(ahead) > route.depart - now => Standing::AtRisk,
                Some(_) => Standing::OnTime,
            }
        }
    });
    stands.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::<Utc>::from_timestamp(1_780_272_000, 0).unwrap_or_default()
            + TimeDelta::minutes(minute)
    }

    fn seals(minutes: impl IntoIterator<Item = i64>) -> Vec<Seal> {
        minutes.into_iter().map(|minute| Seal { at: at(minute), cards: 20 }).collect()
    }

    fn route(depart: i64, pouches: usize, sealed: usize) -> Route {
        Route { depart: at(depart), pouches, sealed, loaded: 0, gone: 0 }
    }

    fn figures(pace: Option<Pace>) -> Option<(i64, i64)> {
        pace.map(|pace| (pace.cards_per_hour, pace.pouches_per_hour))
    }

    #[test]
    fn the_pace_is_that_of_the_last_quarter_and_of_the_day() {
        // One pouch a minute for an hour, then one in five.
        let seals = seals((0..60).chain((65..=90).step_by(5)));
        let paces = Paces::of(&seals, at(90));
        assert_eq!(figures(paces.recent), Some((320, 16)), "75, 80, 85, 90");
        assert_eq!(figures(paces.since_start), Some((880, 44)), "66 pouches in an hour and a half");
        assert_eq!(paces.end(8, at(90)), Some(at(120)), "8 pouches at 16 an hour");
        assert_eq!(paces.end(0, at(90)), None);
    }

    #[test]
    fn a_first_pouch_is_no_record_and_none_is_no_pace() {
        assert_eq!(figures(Paces::of(&seals([0]), at(0)).recent), Some((240, 12)));
        let none = Paces { recent: None, since_start: None };
        assert_eq!(Paces::of(&[], at(0)), none);
        assert_eq!(Paces::of(&seals([5]), at(0)), none, "a clock that runs ahead");
        assert_eq!(none.end(9, at(0)), None);
    }

    #[test]
    fn after_a_pause_the_pace_of_the_day_counts() {
        let paces = Paces::of(&seals(0..30), at(60));
        assert_eq!((figures(paces.recent), figures(paces.since_start)), (None, Some((600, 30))));
        assert_eq!(paces.end(10, at(60)), Some(at(80)));
    }

    #[test]
    fn a_route_waits_for_those_that_leave_before_it() {
        let paces = Paces::of(&seals(0..15), at(15));
        let routes = [route(20, 5, 0), route(25, 6, 1), route(26, 3, 2), route(40, 4, 4)];
        use Standing::{AtRisk, OnTime, Ready};
        // 5, 10 and 11 minutes of work; 5, 10 and 11 are left.
        assert_eq!(standings(&routes, paces, at(15)), [OnTime, OnTime, OnTime, Ready]);
        let slower = [route(20, 6, 0), route(25, 6, 1), route(27, 3, 2), route(40, 4, 4)];
        assert_eq!(standings(&slower, paces, at(15)), [AtRisk, AtRisk, OnTime, Ready]);
    }

    #[test]
    fn what_has_left_is_gone_and_what_should_have_is_late() {
        let paces = Paces::of(&[], at(30));
        let left = Route { gone: 2, sealed: 2, ..route(10, 3, 0) };
        let routes = [left, route(20, 2, 2), route(30, 1, 0), route(40, 1, 1)];
        use Standing::{Gone, Late, Ready, Waiting};
        assert_eq!(standings(&routes, paces, at(30)), [Gone, Late, Waiting, Ready]);
    }
}
