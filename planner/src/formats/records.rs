//! Records: the rows of a file as cells of text, whatever the file was.

use super::decode::Decoding;
use crate::fault::{self, Fault};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{Read, Seek};

/// A line or record longer than this is a fault, so that memory stays bounded.
pub(super) const MAX_RECORD: usize = 1 << 20;

/// As many columns as Excel has.
const MAX_CELLS: usize = 16_384;

/// The fault for a record that is too long.
pub(super) fn too_long(line: u64) -> Fault {
    Fault::new(fault::LONG_RECORD, format!("第 {line} 行超过 1 MiB"))
}

/// The cells of one record; reused from record to record.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// Line of the record's beginning, or row of a workbook, from 1.
    pub(super) line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    /// Forgets the record before.
    pub(super) fn clear(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell at `ix` without blanks around it; empty when there is none.
    pub(super) fn get(&self, ix: usize) -> &str {
        let Some(&end) = self.ends.get(ix) else { return "" };
        let begin = ix.checked_sub(1).map_or(0, |before| self.ends[before]);
        trim(&self.text[begin..end])
    }

    /// All cells, trimmed.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|ix| self.get(ix))
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.iter().all(str::is_empty)
    }
}

/// `text` without blanks and invisible marks around it.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Something that gives records in order and can begin again.
pub(super) trait Records {
    /// Reads the next record into `cells`; false at the end.
    fn next(&mut self, cells: &mut Cells) -> Result<bool, Fault>;
    /// Back to the first record.
    fn rewind(&mut self) -> Result<(), Fault>;
    /// Whether a record that is shorter than the header is half a row; a workbook has none.
    fn can_be_cut(&self) -> bool;
}

/// Records of delimited text (RFC 4180 with any delimiter, LF or CRLF).
pub(super) struct TextRecords<'a, R> {
    source: Decoding<'a, R>,
    at: usize,
    reader: Reader,
    line: u64,
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a, R: Read + Seek> TextRecords<'a, R> {
    /// Records of `source` whose cells are parted by `delimiter`.
    pub(super) fn new(source: Decoding<'a, R>, delimiter: u8) -> Self {
        Self {
            source,
            at: 0,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            line: 1,
            output: vec![0; MAX_RECORD],
            ends: vec![0; MAX_CELLS],
        }
    }
}

impl<R: Read + Seek> Records for TextRecords<'_, R> {
    fn next(&mut self, cells: &mut Cells) -> Result<bool, Fault> {
        let (mut written, mut ended) = (0, 0);
        loop {
            if self.at == self.source.text().len() {
                self.source.advance()?;
                self.at = 0;
            }
            let input = &self.source.text()[self.at..];
            let (result, read, w, e) = self.reader.read_record(
                input,
                &mut self.output[written..],
                &mut self.ends[ended..],
            );
            let ends_line = input[..read].last() == Some(&b'\n');
            (self.at, written, ended) = (self.at + read, written + w, ended + e);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(too_long(self.line));
                }
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::Record => {
                    let text = String::from_utf8_lossy(&self.output[..written]);
                    let inside = text.bytes().filter(|&b| b == b'\n').count() as u64;
                    let after = self.reader.line() - u64::from(ends_line);
                    cells.clear(after - inside);
                    self.line = self.reader.line();
                    let mut begin = 0;
                    for &end in &self.ends[..ended] {
                        cells.push(text.get(begin..end).unwrap_or_default());
                        begin = end;
                    }
                    return Ok(true);
                }
            }
        }
    }

    fn rewind(&mut self) -> Result<(), Fault> {
        self.source.rewind()?;
        self.reader.reset();
        self.reader.set_line(1);
        (self.at, self.line) = (0, 1);
        Ok(())
    }

    fn can_be_cut(&self) -> bool {
        true
    }
}
