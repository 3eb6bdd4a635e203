//! The time of Shanghai, which all dates and times are in, whatever the machine's zone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc};
use fenjian_planner::units::Clock;

/// Evaluated by the compiler.
const ZONE: FixedOffset = FixedOffset::east_opt(8 * 3600).expect("an offset that exists");

/// The date it is.
pub(crate) fn today() -> NaiveDate {
    Utc::now().with_timezone(&ZONE).date_naive()
}

/// A moment written as `form` says.
pub(crate) fn written(at: DateTime<Utc>, form: &str) -> String {
    at.with_timezone(&ZONE).format(form).to_string()
}

/// A moment as RFC 3339 has it.
pub(crate) fn rfc3339(at: DateTime<Utc>) -> String {
    at.with_timezone(&ZONE).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A moment as a clock of `day`, beyond 24:00 after its midnight.
pub(crate) fn clock_on(day: NaiveDate, at: DateTime<Utc>) -> Clock {
    Clock((at.with_timezone(&ZONE).naive_local() - day.and_time(NaiveTime::MIN)).num_seconds())
}

/// The moment of a clock of `day`.
pub(crate) fn moment_of(day: NaiveDate, clock: Clock) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(clock.0);
    (local - TimeDelta::seconds(ZONE.local_minus_utc().into())).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_beyond_midnight_is_a_moment_of_the_next_day_and_back() {
        let day = NaiveDate::MIN + TimeDelta::days(1_000_000);
        for clock in [Clock(0), Clock(26 * 3600 + 900)] {
            assert_eq!(clock_on(day, moment_of(day, clock)), clock);
        }
        let at = moment_of(day, Clock(26 * 3600 + 900));
        assert!(rfc3339(at).ends_with("T02:15:00+08:00"), "{}", rfc3339(at));
        assert_eq!(written(at, "%H:%M"), "02:15");
    }
}
