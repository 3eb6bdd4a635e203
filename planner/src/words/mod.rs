//! The words of the domain as types: one word per thing, the same in code, tables and pages.

mod alert;
mod calendar;
mod card;
mod centre;
mod location;
mod machine;
mod matrix;
mod policy;
mod pouching;
mod standing;
mod tariff;
mod vehicle;

pub use alert::{Alert, AlertReason, Alerted};
pub use calendar::{Calendar, CalendarDay, DayKind};
pub use card::{Card, CardSerial, Channel, Delivery, Mode, Reason, State};
pub use centre::{Centre, CentreCode};
pub use location::{Location, LocationCode, LocationKind, LonLat, Via};
pub use machine::{Machine, MachineKind};
pub use matrix::MatrixRow;
pub use policy::{LimitUnit, PolicyRow};
pub use pouching::Pouching;
pub use standing::{Standing, StandingRule, standing_skill};
pub use tariff::TariffRow;
pub use vehicle::{Break, Vehicle};

/// Defines an enum whose values have one name in files and one in Chinese.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $zh:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order of the design.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word used in files, tables and URLs.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The word on pages and sheets.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),* }
            }

            /// The value called `text`, by its word or its Chinese name.
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word() == text || v.zh() == text)
            }
        }
    };
}
pub(crate) use named;
