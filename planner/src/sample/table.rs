//! Writing one file the way people send it: header in English or Chinese, perhaps a title row,
//! 合计 row, byte order mark or GB18030.

use encoding_rs::GB18030;
use std::io::{Result, Write};

/// Opens a file of the sample by its name.
pub(super) type Open<'a> = &'a mut dyn FnMut(&str) -> Result<Box<dyn Write>>;

/// How a file looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Stands above the header.
    pub(super) title: Option<&'static str>,
    /// Whether the header is Chinese.
    pub(super) chinese: bool,
    /// Whether the last row counts the rows.
    pub(super) total: bool,
    pub(super) encoding: Encoding,
}

/// The encoding of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    #[default]
    Utf8,
    Utf8WithMark,
    Gb18030,
}

/// A column: its English and its Chinese name.
pub(super) type Column = (&'static str, &'static str);

/// A file being written.
pub(super) struct Table {
    rows: csv::Writer<Encoded>,
    width: usize,
    total: bool,
    /// Data rows so far.
    pub(super) count: u64,
}

impl Table {
    /// Opens the file called `name` and writes what stands above the data.
    pub(super) fn open(open: Open<'_>, name: &str, columns: &[Column], look: Look) -> Result<Self> {
        let mut out = open(name)?;
        if look.encoding == Encoding::Utf8WithMark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let encoded =
            Encoded { out, gb18030: look.encoding == Encoding::Gb18030, rest: Vec::new() };
        let mut rows = csv::WriterBuilder::new().flexible(true).from_writer(encoded);
        if let Some(title) = look.title {
            rows.write_record([title])?;
        }
        rows.write_record(columns.iter().map(|c| if look.chinese { c.1 } else { c.0 }))?;
        Ok(Self { rows, width: columns.len(), total: look.total, count: 0 })
    }

    /// Writes a data row; one with fewer cells than columns stays short.
    pub(super) fn row<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<()> {
        self.count += 1;
        Ok(self.rows.write_record(cells)?)
    }

    /// Writes the last row and everything that is still in memory; how many data rows there are.
    pub(super) fn close(mut self) -> Result<u64> {
        if self.total {
            let mut cells = vec![String::new(); self.width];
            cells[0] = "合计".into();
            cells[1] = self.count.to_string();
            self.rows.write_record(cells)?;
        }
        self.rows.flush()?;
        Ok(self.count)
    }
}

/// Encodes what is written, whole lines at a time, so that no character is cut.
struct Encoded {
    out: Box<dyn Write>,
    gb18030: bool,
    rest: Vec<u8>,
}

impl Encoded {
    fn encode(&mut self, end: usize) -> Result<()> {
        let text = String::from_utf8_lossy(&self.rest[..end]);
        self.out.write_all(&GB18030.encode(&text).0)?;
        self.rest.drain(..end);
        Ok(())
    }
}

impl Write for Encoded {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if !self.gb18030 {
            return self.out.write(bytes);
        }
        self.rest.extend_from_slice(bytes);
        if let Some(last) = self.rest.iter().rposition(|&byte| byte == b'\n') {
            self.encode(last + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.encode(self.rest.len())?;
        self.out.flush()
    }
}
