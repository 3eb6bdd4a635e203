//! Quantities as distinct integers, so that metres are never added to seconds.
//!
//! Rounding happens here and nowhere else; files and pages speak km, HH:MM and yuan.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0);
        }
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }
        impl Mul<i64> for $name {
            type Output = Self;
            fn mul(self, times: i64) -> Self {
                Self(self.0 * times)
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                items.fold(Self::ZERO, Add::add)
            }
        }
    };
}

quantity!(
    /// Road distance in metres.
    Metres
);
quantity!(
    /// A length of time in seconds.
    Seconds
);
quantity!(
    /// Weight in grams.
    Grams
);
quantity!(
    /// Money in fen, a hundredth of a yuan.
    Fen
);

impl Seconds {
    /// `minutes` as seconds.
    pub const fn minutes(minutes: i64) -> Self {
        Self(minutes * 60)
    }

    /// Whole minutes, rounded up: a limit that is short by a second is short by a minute on paper.
    pub fn minutes_up(self) -> i64 {
        (self.0 + 59).div_euclid(60)
    }
}

impl Metres {
    /// Kilometres with one decimal, the way sheets show them: `12.3`.
    pub fn km(self) -> String {
        let tenths = (self.0 + 50).div_euclid(100);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

impl Fen {
    /// The price of `distance` at `per_km`, rounded half up to a fen.
    pub fn for_distance(per_km: Self, distance: Metres) -> Self {
        Self((per_km.0 * distance.0 + 500).div_euclid(1000))
    }

    /// The price of `time` at `per_hour`, rounded half up to a fen.
    pub fn for_time(per_hour: Self, time: Seconds) -> Self {
        Self((per_hour.0 * time.0 + 1800).div_euclid(3600))
    }

    /// Yuan with two decimals: `12.30`.
    pub fn yuan(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100)
    }
}

/// A moment of the dispatch day: seconds since its midnight in Asia/Shanghai.
/// May pass 24:00 when a duty ends after midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(pub i64);

impl Clock {
    /// The moment `hour:minute`.
    pub const fn at(hour: i64, minute: i64) -> Self {
        Self(hour * 3600 + minute * 60)
    }
}

impl Add<Seconds> for Clock {
    type Output = Self;
    fn add(self, later: Seconds) -> Self {
        Self(self.0 + later.0)
    }
}

impl Sub<Seconds> for Clock {
    type Output = Self;
    fn sub(self, earlier: Seconds) -> Self {
        Self(self.0 - earlier.0)
    }
}

impl Sub for Clock {
    type Output = Seconds;
    fn sub(self, from: Self) -> Seconds {
        Seconds(self.0 - from.0)
    }
}

/// `HH:MM`, rounded down to the minute; hours run past 24 after midnight.
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.div_euclid(3600), self.0.rem_euclid(3600) / 60)
    }
}

/// A time window; service may *begin* at any moment from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First moment at which service may begin.
    pub from: Clock,
    /// Last moment at which service may begin.
    pub to: Clock,
}
