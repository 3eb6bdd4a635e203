//! The first pass over a file: its digest, its size, its encoding.

use super::encoding::{Detector, Encoding};
use super::records::MAX_RECORD;
use crate::fault::{self, Fault};
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read, Seek, SeekFrom};

/// What a first pass over the bytes tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: u64,
    /// How many line ends a text file has; 0 for a workbook.
    pub lines: u64,
    /// How the bytes become rows.
    pub encoding: Encoding,
}

/// Reads the whole of `source` once from its beginning: digest, size and encoding.
/// O(bytes) time; 64 KiB of memory whatever the size.
///
/// # Errors
/// F101 for a file without bytes, F102 for text that is neither UTF-8 nor GB18030, F104 as soon as
/// a line is longer than 1 MiB, F106 when `source` cannot be read.
pub fn survey(source: &mut (impl Read + Seek)) -> Result<Survey, Fault> {
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut digest = Sha256::new();
    let mut text = Text::new();
    let mut workbook = None;
    let mut bytes = 0;
    loop {
        let n = fill(source, &mut buffer)?;
        if n == 0 {
            break;
        }
        let chunk = &buffer[..n];
        if bytes == 0 {
            workbook = Encoding::of_workbook(chunk);
        }
        bytes += n as u64;
        digest.update(chunk);
        if workbook.is_none() {
            text.feed(chunk)?;
        }
    }
    if bytes == 0 {
        return Err(Fault::new(fault::EMPTY_FILE, ""));
    }
    let encoding = match workbook.or(text.detector.encoding()) {
        Some(encoding) => encoding,
        None => return Err(text.unknown()),
    };
    Ok(Survey { sha256: digest.finalize().into(), bytes, lines: text.lines, encoding })
}

/// What is watched while text goes by.
struct Text {
    detector: Detector,
    lines: u64,
    /// Bytes since the last line end.
    line_bytes: usize,
}

impl Text {
    fn new() -> Self {
        Self { detector: Detector::new(), lines: 0, line_bytes: 0 }
    }

    fn feed(&mut self, chunk: &[u8]) -> Result<(), Fault> {
        if !self.detector.feed(chunk) {
            return Err(self.unknown());
        }
        for part in chunk.split_inclusive(|&b| b == b'\n') {
            self.line_bytes += part.len();
            if self.line_bytes > MAX_RECORD {
                return Err(super::records::too_long(self.lines + 1));
            }
            if part.ends_with(b"\n") {
                self.lines += 1;
                self.line_bytes = 0;
            }
        }
        Ok(())
    }

    fn unknown(&self) -> Fault {
        let line = self.lines + 1;
        Fault::new(
            fault::UNKNOWN_ENCODING,
            format!("第 {line} 行起的内容既不是 UTF-8，也不是 GB18030"),
        )
    }
}

/// Fills `buffer` as far as the source goes, so that the chunks do not depend on how it reads.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> Result<usize, Fault> {
    let mut n = 0;
    while n < buffer.len() {
        match source.read(&mut buffer[n..]) {
            Ok(0) => break,
            Ok(read) => n += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    Ok(n)
}

/// An error of the source as a fault.
pub(super) fn unreadable(error: std::io::Error) -> Fault {
    Fault::new(fault::UNREADABLE_FILE, error.to_string())
}
