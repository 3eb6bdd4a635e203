//! Whether the chains of sectors in a binary workbook end.
//!
//! A compound file (MS-CFB) is cut into sectors; a table tells for each which one follows. The
//! library follows chains until they end: one that runs in a circle, which a damaged byte can make,
//! would fill the memory. A sound file has no circle anywhere.

/// Sectors from this number on are marks, not places.
const MARKS: u32 = 0xFFFF_FFFA;

/// Where the header says what.
const SECTOR_SHIFT: usize = 30;
const MINI_START: usize = 60;
const LIST_START: usize = 68;
const LIST: usize = 76;
const HEADER: usize = 512;

/// False when following some chain of `bytes` would never end. What is no compound file has no
/// chains. O(bytes).
pub(super) fn chains_end(bytes: &[u8]) -> bool {
    let shift = bytes.get(SECTOR_SHIFT).copied().unwrap_or_default();
    if !matches!(shift, 9 | 12) || bytes.len() < HEADER {
        return true;
    }
    let file = File { bytes, size: 1 << shift };
    let next = file.next();
    if circle(&next) {
        return false;
    }
    // The table of small sectors lies in a chain of its own.
    let mut small = Vec::new();
    let mut sector = word(bytes, MINI_START);
    while let Some(id) = sector.filter(|id| *id < MARKS) {
        small.extend(file.words(id));
        sector = next.get(id as usize).copied();
    }
    !circle(&small)
}

struct File<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> File<'a> {
    /// The words of a sector; of one that is cut off, those there are.
    fn words(&self, id: u32) -> impl Iterator<Item = u32> + use<'a> {
        let from = (id as usize).saturating_add(1).saturating_mul(self.size);
        let to = from.saturating_add(self.size).min(self.bytes.len());
        let sector = self.bytes.get(from..to).unwrap_or_default();
        sector.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }

    /// For each sector the one that follows: the sectors of this table are listed in the header and
    /// in a chain of lists, each of which ends with the next one's number.
    fn next(&self) -> Vec<u32> {
        let header = self.bytes[LIST..HEADER].chunks_exact(4);
        let mut listed: Vec<u32> =
            header.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        let mut list = word(self.bytes, LIST_START);
        for _ in 0..self.bytes.len() / self.size {
            let Some(id) = list.filter(|id| *id < MARKS) else { break };
            listed.extend(self.words(id));
            list = listed.pop();
        }
        listed.into_iter().filter(|id| *id < MARKS).flat_map(|id| self.words(id)).collect()
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Whether following `next` from any place comes back to it. O(places).
fn circle(next: &[u32]) -> bool {
    // The walk that first came to each place; 0 for none.
    let mut walk_of = vec![0; next.len()];
    for start in 0..next.len() {
        let walk = start + 1;
        let mut place = start;
        while let Some(seen) = walk_of.get_mut(place) {
            match *seen {
                0 => *seen = walk,
                earlier => {
                    if earlier == walk {
                        return true;
                    }
                    break;
                }
            }
            place = next[place] as usize;
        }
    }
    false
}
