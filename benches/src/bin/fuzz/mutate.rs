//! Damages files the way people, programs and disks do.

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Words that readers stumble over.
const WORDS: &[&str] = &[
    "",
    "0",
    "-1",
    "1",
    "-0.0",
    "0.1",
    "1e9",
    "-1e9",
    "1e308",
    "1e-308",
    "nan",
    "inf",
    "2147483647",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1099511627776",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    ":",
    ",",
    "EOF",
    "-",
    "EXPLICIT",
    "FULL_MATRIX",
    "LOWER_ROW",
    "GEO",
    "CEIL_2D",
    "DEMAND_SECTION",
    "TIME_WINDOW_SECTION",
    "SERVICE_TIME : 5",
    "DISTANCE : 50",
    "VEHICLES : 2",
    "１２",
    "\u{feff}",
    "2026-02-30",
    "24:00",
];

/// A seeded source of damage.
pub(crate) struct Mutator(Pcg64Mcg);

impl Mutator {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0.random_range(0..bound.max(1))
    }

    /// One of `samples`, or of the `files` kept so far, with one to four damages.
    pub(crate) fn damage(&mut self, samples: &[Vec<u8>], files: &[Vec<u8>]) -> Vec<u8> {
        let from = if self.below(2) == 0 || files.is_empty() { samples } else { files };
        let mut bytes = from.choose(&mut self.0).cloned().unwrap_or_default();
        for _ in 0..=self.below(4) {
            match self.below(8) {
                0 => self.change_byte(&mut bytes),
                1 => self.cut(&mut bytes),
                2 | 3 => self.replace_word(&mut bytes),
                4 => self.nudge_number(&mut bytes),
                5 | 6 => self.move_line(&mut bytes),
                _ => self.splice(&mut bytes, samples),
            }
        }
        bytes
    }

    fn change_byte(&mut self, bytes: &mut Vec<u8>) {
        let place = self.below(bytes.len() + 1);
        let byte = self.0.random();
        match self.below(3) {
            0 => bytes.insert(place, byte),
            1 if place < bytes.len() => drop(bytes.remove(place)),
            _ if place < bytes.len() => bytes[place] = byte,
            _ => bytes.push(byte),
        }
    }

    fn cut(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len());
        let to = match self.below(4) {
            0 => bytes.len(),
            _ => (from + self.below(20)).min(bytes.len()),
        };
        bytes.drain(from..to);
    }

    /// Start and end of a run of bytes that could be a word, around a random place.
    fn word(&mut self, bytes: &[u8]) -> (usize, usize) {
        let inside = |b: &u8| b.is_ascii_alphanumeric() || b"-+._".contains(b);
        let place = self.below(bytes.len());
        let before = bytes[..place].iter().rev().take_while(|b| inside(b)).count();
        let after = bytes[place..].iter().take_while(|b| inside(b)).count();
        (place - before, place + after)
    }

    fn replace_word(&mut self, bytes: &mut Vec<u8>) {
        let (from, to) = self.word(bytes);
        let word = WORDS.choose(&mut self.0).copied().unwrap_or_default();
        bytes.splice(from..to, word.bytes());
    }

    fn nudge_number(&mut self, bytes: &mut Vec<u8>) {
        let (from, to) = self.word(bytes);
        let word = std::str::from_utf8(&bytes[from..to]).ok();
        let Some(number) = word.and_then(|word| word.parse::<i64>().ok()) else { return };
        let other = match self.below(5) {
            0 => number.wrapping_neg(),
            1 => number.wrapping_mul(1 << self.below(40)),
            2 => number / 2,
            _ => number.wrapping_add(self.below(5) as i64 - 2),
        };
        bytes.splice(from..to, other.to_string().into_bytes());
    }

    fn move_line(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
        if lines.is_empty() {
            return;
        }
        let (from, to) = (self.below(lines.len()), self.below(lines.len()));
        match self.below(3) {
            0 => drop(lines.remove(from)),
            1 => lines.insert(to, lines[from]),
            _ => lines.swap(from, to),
        }
        *bytes = lines.concat();
    }

    /// Puts a piece of one file into another; files do not grow without end.
    fn splice(&mut self, bytes: &mut Vec<u8>, files: &[Vec<u8>]) {
        const MOST: usize = 20_000;
        let Some(other) = files.choose(&mut self.0) else { return };
        let from = self.below(other.len());
        let to = (from + self.below(200)).min(other.len());
        let place = self.below(bytes.len() + 1);
        if bytes.len() < MOST {
            bytes.splice(place..place, other[from..to].iter().copied());
        }
    }
}
