//! When a receiving location can take a handover: the patterns of the sample.

/// Clock time in seconds of the day.
const fn at(hour: i64, minute: i64) -> i64 {
    hour * 3600 + minute * 60
}

/// A pattern of opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hours {
    /// As `opening_hours` says it.
    pub(super) text: &'static str,
    /// Its intervals on an ordinary Wednesday, in seconds of the day.
    pub(super) midweek: &'static [(i64, i64)],
}

/// Office hours with a lunch break.
pub(super) const OFFICE: Hours = Hours {
    text: "Mo-Fr 08:30-12:00,14:00-17:30; PH off",
    midweek: &[(at(8, 30), at(12, 0)), (at(14, 0), at(17, 30))],
};
/// Office hours with the long lunch of the south.
pub(super) const LONG_LUNCH: Hours = Hours {
    text: "Mo-Fr 08:30-12:00,14:30-18:00; PH off",
    midweek: &[(at(8, 30), at(12, 0)), (at(14, 30), at(18, 0))],
};
/// Office hours of Xinjiang, two hours behind the sun of Beijing.
pub(super) const WESTERN: Hours = Hours {
    text: "Mo-Fr 10:00-14:00,16:00-20:00; PH off",
    midweek: &[(at(10, 0), at(14, 0)), (at(16, 0), at(20, 0))],
};
/// A hall with evenings and Saturdays.
pub(super) const EVENINGS: Hours =
    Hours { text: "Mo-Fr 09:00-21:00; Sa 09:00-17:00; PH off", midweek: &[(at(9, 0), at(21, 0))] };
/// A hall that also opens on both days of the weekend.
pub(super) const ALL_WEEK: Hours = Hours {
    text: "Mo-Su 09:00-12:00,13:30-17:00; PH off",
    midweek: &[(at(9, 0), at(12, 0)), (at(13, 30), at(17, 0))],
};
/// A station that is closed on Mondays for its Saturdays.
pub(super) const NOT_MONDAY: Hours = Hours {
    text: "Tu-Sa 09:00-12:00,14:00-17:00; PH off",
    midweek: &[(at(9, 0), at(12, 0)), (at(14, 0), at(17, 0))],
};
/// The duty desk of a bureau, holidays included.
pub(super) const DUTY: Hours =
    Hours { text: "Mo-Su,PH 07:00-21:00", midweek: &[(at(7, 0), at(21, 0))] };
/// A cabinet in a hall that is locked at night.
pub(super) const DAYTIME: Hours =
    Hours { text: "Mo-Su,PH 06:00-23:00", midweek: &[(at(6, 0), at(23, 0))] };
/// A cabinet at the street.
pub(super) const ALWAYS: Hours = Hours { text: "24/7", midweek: &[(at(0, 0), at(24, 0))] };
