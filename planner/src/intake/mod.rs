//! The rules by which a card enters the ledger.

use crate::fault::Code;
use crate::words::{Card, CentreCode};

/// A row of a cards file with a usable serial, judged by what the row alone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedCard {
    /// The card.
    pub card: Card,
    /// The centre, when the file has a `centre` column.
    pub centre: Option<CentreCode>,
    /// The receiving code as the file says it, at most 32 characters, for people to look at.
    pub receiving_text: String,
    /// Q codes the row alone shows; empty for a card that may travel.
    pub stopped: Vec<Code>,
    /// SHA-256 over every field that matters, so that a row that comes again unchanged is known.
    pub content: [u8; 32],
}

/// Turns citizen numbers into keyed hashes (HMAC-SHA-256).
#[derive(Clone)]
pub struct CitizenKey(Vec<u8>);

impl CitizenKey {
    /// A key of at least 32 bytes; none when it is shorter.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() >= 32).then_some(Self(bytes))
    }

    /// The hash of a citizen number, upper-cased and without blanks.
    pub fn hash(&self, _citizen_id: &str) -> [u8; 32] {
        unimplemented!("later")
    }

    /// A fingerprint of the key that tells nothing of it, in hex.
    pub fn fingerprint(&self) -> String {
        unimplemented!("later")
    }
}
