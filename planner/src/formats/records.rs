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

    /// Adds a cell. Line ends and other control characters in it become blanks.
    pub(super) fn push(&mut self, cell: &str) {
        if cell.bytes().any(|b| b.is_ascii_control()) {
            self.text.extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
        } else {
            self.text.push_str(cell);
        }
        self.ends.push(self.text.len());
    }

    /// Adds cells that end at `ends` in `text`. What is no UTF-8 (there is none) is replaced.
    fn fill(&mut self, text: &[u8], ends: &[usize]) {
        let mut begin = 0;
        for &end in ends {
            self.push(&String::from_utf8_lossy(text.get(begin..end).unwrap_or_default()));
            begin = end;
        }
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
    /// The lines of the record just read, each as a record of its own; none when it is one line.
    /// A quote that is never closed swallows the rows behind it: so they are found again.
    fn lines_apart(&self) -> Vec<Cells>;
    /// Whether the records are those of a workbook: then none is half, and dates may be numbers.
    fn are_of_workbook(&self) -> bool;
}

/// Records of delimited text (RFC 4180 with any delimiter, LF or CRLF).
pub(super) struct TextRecords<'a, R> {
    source: Decoding<'a, R>,
    at: usize,
    delimiter: u8,
    reader: Reader,
    /// Line at which the bytes of `raw` begin.
    line: u64,
    /// The bytes of the record, and blank lines before it.
    raw: Vec<u8>,
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a, R: Read + Seek> TextRecords<'a, R> {
    /// Records of `source` whose cells are parted by `delimiter`.
    pub(super) fn new(source: Decoding<'a, R>, delimiter: u8) -> Self {
        Self {
            source,
            at: 0,
            delimiter,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            line: 1,
            raw: Vec::new(),
            output: vec![0; MAX_RECORD],
            ends: vec![0; MAX_CELLS],
        }
    }
}

impl<R: Read + Seek> Records for TextRecords<'_, R> {
    fn next(&mut self, cells: &mut Cells) -> Result<bool, Fault> {
        self.line = self.reader.line();
        self.raw.clear();
        let (mut written, mut ended) = (0, 0);
        let ends_line = loop {
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
            if written + w + ended + e > 0 {
                self.raw.extend_from_slice(&input[..read]);
            } else {
                // Nothing but blank lines so far, and a file may have any number of them.
                self.line = self.reader.line();
            }
            let ends_line = input[..read].last() == Some(&b'\n');
            (self.at, written, ended) = (self.at + read, written + w, ended + e);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(too_long(self.line));
                }
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::Record => break ends_line,
            }
        };
        let inside = self.output[..written].iter().filter(|&&b| b == b'\n').count() as u64;
        cells.clear(self.reader.line() - u64::from(ends_line) - inside);
        cells.fill(&self.output[..written], &self.ends[..ended]);
        Ok(true)
    }

    fn lines_apart(&self) -> Vec<Cells> {
        let lines = self.raw.split(|&b| b == b'\n');
        let filled = (self.line..).zip(lines).filter(|(_, line)| !line.is_empty());
        let apart: Vec<_> =
            filled.map(|(number, line)| alone(number, line, self.delimiter)).collect();
        if apart.len() > 1 { apart } else { Vec::new() }
    }

    fn rewind(&mut self) -> Result<(), Fault> {
        self.source.rewind()?;
        self.reader.reset();
        self.at = 0;
        Ok(())
    }

    fn are_of_workbook(&self) -> bool {
        false
    }
}

/// One line as a record; a quote left open ends with it.
fn alone(number: u64, line: &[u8], delimiter: u8) -> Cells {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut output = vec![0; line.len() + 1];
    let mut ends = vec![0; line.len() + 2];
    let (_, _, written, some) = reader.read_record(line, &mut output, &mut ends);
    let (_, _, _, last) = reader.read_record(&[], &mut output[written..], &mut ends[some..]);
    let mut cells = Cells::default();
    cells.clear(number);
    cells.fill(&output[..written], &ends[..some + last]);
    cells
}
