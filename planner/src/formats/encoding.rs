//! Which encoding a file has, found while its bytes go by once.
//!
//! UTF-8 proves itself: text in another encoding is practically never valid UTF-8. What is not
//! UTF-8 is taken as GB18030 if every byte of it is valid there. Nothing is guessed beyond that.

use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8};

/// How the bytes of a file become rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Text in UTF-8, with or without a byte order mark.
    Utf8,
    /// Text in GB18030, of which GBK and GB2312 are parts.
    Gb18030,
    /// A workbook of Excel 2007 or later.
    Xlsx,
    /// A workbook of Excel 97 to 2003.
    Xls,
}

impl Encoding {
    /// Whether it is a workbook, not text.
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls)
    }

    /// The workbook that begins with `head`, the first bytes of a file.
    pub(super) fn of_workbook(head: &[u8]) -> Option<Self> {
        const ZIP: &[u8] = b"PK\x03\x04";
        const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        if head.starts_with(ZIP) {
            Some(Self::Xlsx)
        } else {
            head.starts_with(COMPOUND).then_some(Self::Xls)
        }
    }
}

/// Tells whether a stream of bytes is valid in one encoding.
struct Validity {
    decoder: Option<Decoder>,
    scratch: Vec<u8>,
}

impl Validity {
    fn of(encoding: &'static encoding_rs::Encoding) -> Self {
        Self { decoder: Some(encoding.new_decoder_with_bom_removal()), scratch: vec![0; 64 * 1024] }
    }

    fn feed(&mut self, mut bytes: &[u8]) {
        while let Some(decoder) = &mut self.decoder {
            let (result, read, _) =
                decoder.decode_to_utf8_without_replacement(bytes, &mut self.scratch, false);
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.decoder = None,
            }
        }
    }
}

/// Watches the bytes of a text file and says at the end which encoding they have.
pub(super) struct Detector {
    utf8: Validity,
    gb18030: Validity,
}

impl Detector {
    pub(super) fn new() -> Self {
        Self { utf8: Validity::of(UTF_8), gb18030: Validity::of(GB18030) }
    }

    /// Takes the next bytes. False once they are text in no known encoding: UTF-16 and binary
    /// files show themselves by bytes of zero.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> bool {
        self.utf8.feed(bytes);
        self.gb18030.feed(bytes);
        !bytes.contains(&0) && (self.utf8.decoder.is_some() || self.gb18030.decoder.is_some())
    }

    /// The encoding. A last character that is cut in half does not count against it: the file then
    /// ends in half a row, which is found where rows are read.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        if self.utf8.decoder.is_some() {
            Some(Encoding::Utf8)
        } else {
            self.gb18030.decoder.is_some().then_some(Encoding::Gb18030)
        }
    }
}
