//! The key under which citizen numbers become hashes.

use super::citizen;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Turns citizen numbers into keyed hashes (HMAC-SHA-256, RFC 2104), so that the same holder is
/// known again while the number is nowhere kept.
#[derive(Clone)]
pub struct CitizenKey(Hmac<Sha256>);

impl CitizenKey {
    /// A key of at least 32 bytes; none when it is shorter.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let long_enough = bytes.len() >= 32;
        long_enough.then(|| Hmac::new_from_slice(&bytes).ok().map(Self))?
    }

    /// The hash of a citizen number, upper-cased and without blanks.
    pub fn hash(&self, citizen_id: &str) -> [u8; 32] {
        self.of(citizen::plain(citizen_id).as_bytes())
    }

    /// A fingerprint of the key that tells nothing of it, in hex: 16 characters.
    pub fn fingerprint(&self) -> String {
        // The label is no citizen number, so the fingerprint is never the hash of one.
        let hash = self.of(b"fenjian: fingerprint of the citizen key");
        hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn of(&self, message: &[u8]) -> [u8; 32] {
        // Cloning keeps the state after the key's blocks, which saves half the work of each hash.
        self.0.clone().chain_update(message).finalize().into_bytes().into()
    }
}
