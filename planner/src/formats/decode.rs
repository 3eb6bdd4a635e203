//! A reader that turns the bytes of a text file into UTF-8 as they are read.

use super::encoding::Encoding;
use super::survey::unreadable;
use crate::fault::Fault;
use encoding_rs::{CoderResult, Decoder, GB18030, UTF_8};
use std::io::{ErrorKind, Read, Seek, SeekFrom};

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// Decodes a source chunk by chunk. A byte order mark is dropped; a byte that is not valid (the
/// survey lets only a cut last character pass) becomes U+FFFD.
pub(super) struct Decoding<'a, R> {
    source: &'a mut R,
    encoding: Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    ended: bool,
    text: Vec<u8>,
    text_end: usize,
}

impl<'a, R: Read + Seek> Decoding<'a, R> {
    /// Begins at the beginning of `source`.
    pub(super) fn new(source: &'a mut R, encoding: Encoding) -> Result<Self, Fault> {
        let mut decoding = Self {
            source,
            encoding,
            decoder: decoder(encoding),
            raw: vec![0; CHUNK],
            raw_at: 0,
            raw_end: 0,
            ended: false,
            text: vec![0; CHUNK],
            text_end: 0,
        };
        decoding.rewind()?;
        Ok(decoding)
    }

    /// Back to the beginning.
    pub(super) fn rewind(&mut self) -> Result<(), Fault> {
        self.source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        self.decoder = decoder(self.encoding);
        (self.raw_at, self.raw_end, self.text_end, self.ended) = (0, 0, 0, false);
        Ok(())
    }

    /// Decodes the next chunk into [`Self::text`]; it is empty at the end of the file.
    pub(super) fn advance(&mut self) -> Result<(), Fault> {
        self.text_end = 0;
        while self.text_end == 0 && !self.ended {
            if self.raw_at == self.raw_end {
                self.raw_end = loop {
                    match self.source.read(&mut self.raw) {
                        Ok(n) => break n,
                        Err(error) if error.kind() == ErrorKind::Interrupted => {}
                        Err(error) => return Err(unreadable(error)),
                    }
                };
                self.raw_at = 0;
            }
            let last = self.raw_end == 0;
            let raw = &self.raw[self.raw_at..self.raw_end];
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, last);
            self.raw_at += read;
            self.text_end = written;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }

    /// The chunk, in UTF-8.
    pub(super) fn text(&self) -> &[u8] {
        &self.text[..self.text_end]
    }
}

fn decoder(encoding: Encoding) -> Decoder {
    let encoding = if encoding == Encoding::Gb18030 { GB18030 } else { UTF_8 };
    encoding.new_decoder_with_bom_removal()
}
