//! Which rows of the cards file are wrong, and in which way: honest dirt at documented rates.

use super::streams::stream;
use rand::RngExt;
use std::collections::BTreeMap;

/// What is wrong with a row, or odd about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dirt {
    /// The check character of the citizen number is wrong.
    BadCheckDigit,
    /// A date that does not exist, or an application after production.
    ImpossibleDate,
    /// A receiving code nobody has, or one of ten digits.
    UnknownLocation,
    /// A former code of a location that goes on under a new one: resolved.
    Recoded,
    /// A closed location that another one lists as alias: resolved.
    Succeeded,
    /// A closed location of which only the parent is left: resolved.
    LeftToParent,
    /// A closed location with nobody to turn to.
    Abandoned,
    /// The same holder as in the row before.
    SecondCard,
    /// The receipt number contains the citizen number.
    ReceiptShowsCitizen,
    /// The row ends after its fifth column.
    HalfRow,
    /// No serial.
    NoSerial,
    /// The serial of the row before with other contents.
    SerialTwice,
    /// Neither tray nor position.
    NoPosition,
    /// An alert names its serial.
    AlertedBySerial,
    /// An alert names its receipt number.
    AlertedByReceipt,
}

/// How many rows in 100,000 are of each kind; at least one, unless the file is very small.
const RATES: &[(Dirt, u32)] = &[
    (Dirt::BadCheckDigit, 80),
    (Dirt::ImpossibleDate, 40),
    (Dirt::UnknownLocation, 60),
    (Dirt::Recoded, 300),
    (Dirt::Succeeded, 100),
    (Dirt::LeftToParent, 80),
    (Dirt::Abandoned, 30),
    (Dirt::SecondCard, 50),
    (Dirt::ReceiptShowsCitizen, 30),
    (Dirt::HalfRow, 10),
    (Dirt::NoSerial, 20),
    (Dirt::SerialTwice, 20),
    (Dirt::NoPosition, 100),
    (Dirt::AlertedBySerial, 20),
    (Dirt::AlertedByReceipt, 15),
];

/// Files with fewer rows have no dirt.
const TOO_SMALL: u32 = 100;

impl Dirt {
    /// Whether it needs a clean row before it.
    fn follows(self) -> bool {
        matches!(self, Self::SecondCard | Self::SerialTwice)
    }
}

/// The rows of a file of `cards` rows that are not clean. No row has two kinds, and a row that
/// repeats something of the row before follows a clean one. O(dirty rows).
pub(super) fn plan(seed: u64, cards: u32) -> BTreeMap<u32, Dirt> {
    let mut dirt = BTreeMap::new();
    if cards < TOO_SMALL {
        return dirt;
    }
    let mut rng = stream(seed, "dirt");
    let mut taken = std::collections::BTreeSet::new();
    for &(kind, rate) in RATES {
        let wanted = (u64::from(cards) * u64::from(rate) / 100_000).max(1);
        let mut placed = 0;
        while placed < wanted {
            let ix = rng.random_range(1..cards);
            let before = ix - 1;
            if taken.contains(&ix) || (kind.follows() && taken.contains(&before)) {
                continue;
            }
            taken.insert(ix);
            if kind.follows() {
                taken.insert(before);
            }
            dirt.insert(ix, kind);
            placed += 1;
        }
    }
    dirt
}
