//! The rows of a workbook (XLSX or XLS) as cells of text.
//!
//! The sheet that is read is the first visible one with a header of the kind. Its cells are held
//! in memory as text; only what a cell shows matters, so a date is written as a date again.

use super::compound::chains_end;
use super::encoding::Encoding;
use super::header;
use super::records::{Cells, Records};
use super::{FileKind, workcell};
use crate::fault::{self, Fault};
use calamine::{
    Cell, Data, DataRef, Dimensions, Reader, Sheet, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Columns beyond this are not looked at: a stray cell in the last column of the last row must
/// not cost memory for all between.
const MAX_COLUMNS: u32 = 1024;

/// The cells of one sheet.
#[derive(Default)]
pub(super) struct SheetRecords {
    text: String,
    /// Row from 1, column from 0, and where in `text` the cell ends; ascending.
    cells: Vec<(u32, u16, u32)>,
    /// Cells that show the value of a merged cell above them: by row, then column.
    fills: BTreeMap<u32, BTreeMap<u16, String>>,
    /// The next cell to give.
    at: usize,
}

impl SheetRecords {
    /// Reads the sheet of the workbook `source` that has the header of `kind`. When there is none,
    /// the first sheet that is not empty is given, whose header tells what is missing.
    ///
    /// # Errors
    /// F101 for a workbook without cells, F105 for one that cannot be opened.
    pub(super) fn open(
        kind: FileKind,
        source: &mut (impl Read + Seek),
        encoding: Encoding,
    ) -> Result<Self, Fault> {
        // The library indexes into damaged binary workbooks and then panics; nothing of what was
        // read is used after that.
        let read = catch_unwind(AssertUnwindSafe(|| match encoding {
            Encoding::Xls => from_xls(kind, source),
            _ => from_xlsx(kind, source),
        }));
        read.unwrap_or_else(|_| Err(broken("内部结构损坏")))
    }

    fn push(&mut self, row: u32, column: u32, text: &str) -> Result<(), Fault> {
        let place = u16::try_from(column).ok().filter(|_| column < MAX_COLUMNS);
        let Some(column) = place.filter(|_| !text.is_empty()) else { return Ok(()) };
        if self.cells.last().is_some_and(|&(r, c, _)| (r, c) >= (row, column)) {
            return Err(broken("单元格次序颠倒"));
        }
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).map_err(|_| broken("超过 4 GiB"))?;
        self.cells.push((row, column, end));
        Ok(())
    }

    fn cell(&self, ix: usize) -> &str {
        let begin = ix.checked_sub(1).map_or(0, |before| self.cells[before].2);
        &self.text[begin as usize..self.cells[ix].2 as usize]
    }

    /// Lets the rows of a merged cell show its value; what is merged sideways belongs to its first
    /// column only.
    fn merge(&mut self, region: &Dimensions) {
        let (first, last) = (region.start.0.saturating_add(1), region.end.0.saturating_add(1));
        let Ok(column) = u16::try_from(region.start.1) else { return };
        let Ok(top) = self.cells.binary_search_by_key(&(first, column), |&(r, c, _)| (r, c)) else {
            return;
        };
        let value = self.cell(top).to_owned();
        let mut row = first;
        for &(r, ..) in self.cells[top..].iter().take_while(|&&(r, ..)| r <= last) {
            if r > row {
                row = r;
                self.fills.entry(r).or_default().insert(column, value.clone());
            }
        }
    }
}

impl Records for SheetRecords {
    fn next(&mut self, cells: &mut Cells) -> Result<bool, Fault> {
        let Some(&(row, ..)) = self.cells.get(self.at) else { return Ok(false) };
        let own = self.cells[self.at..].iter().take_while(|&&(r, ..)| r == row).count();
        let mut shown: BTreeMap<u16, &str> = BTreeMap::new();
        if let Some(fills) = self.fills.get(&row) {
            shown.extend(fills.iter().map(|(column, text)| (*column, text.as_str())));
        }
        shown.extend((self.at..self.at + own).map(|ix| (self.cells[ix].1, self.cell(ix))));
        cells.clear(u64::from(row));
        for (column, text) in shown {
            while cells.len() < usize::from(column) {
                cells.push("");
            }
            cells.push(text);
        }
        self.at += own;
        Ok(true)
    }

    fn lines_apart(&self) -> Vec<Cells> {
        Vec::new()
    }

    fn rewind(&mut self) -> Result<(), Fault> {
        self.at = 0;
        Ok(())
    }

    fn are_of_workbook(&self) -> bool {
        true
    }
}

fn from_xlsx(kind: FileKind, source: &mut (impl Read + Seek)) -> Result<SheetRecords, Fault> {
    let mut book = Xlsx::new(source).map_err(|e: XlsxError| broken(e))?;
    let names = visible(book.sheets_metadata());
    first_fit(kind, names, |name| {
        let mut sheet = SheetRecords::default();
        let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            sheet.push(row.saturating_add(1), column, &text_of(&cell))?;
        }
        drop(cells);
        for region in book.merge_cells_by_sheet_name(name).map_err(broken)? {
            sheet.merge(&region);
        }
        Ok(sheet)
    })
}

fn text_of(cell: &Cell<DataRef<'_>>) -> String {
    match cell.get_value() {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => workcell::text(&Data::from(other.clone())),
    }
}

fn from_xls(kind: FileKind, source: &mut (impl Read + Seek)) -> Result<SheetRecords, Fault> {
    let mut bytes = Vec::new();
    source.rewind().and_then(|()| source.read_to_end(&mut bytes)).map_err(broken)?;
    if !chains_end(&bytes) {
        return Err(broken("扇区链成环"));
    }
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e: XlsError| broken(e))?;
    let names = visible(book.sheets_metadata());
    first_fit(kind, names, |name| {
        let mut sheet = SheetRecords::default();
        let range = book.worksheet_range(name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = |offset: usize, start: u32| u32::try_from(offset).unwrap_or(0) + start;
            sheet.push(at(row, top) + 1, at(column, left), &workcell::text(value))?;
        }
        for region in book.merge_cells_by_sheet_name(name).map_err(broken)? {
            sheet.merge(&region);
        }
        Ok(sheet)
    })
}

/// Names of the sheets that people see.
fn visible(sheets: &[Sheet]) -> Vec<String> {
    let seen = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    seen.map(|sheet| sheet.name.clone()).collect()
}

/// The first sheet with a header of `kind`, else the first one with any cell.
fn first_fit(
    kind: FileKind,
    names: Vec<String>,
    mut read: impl FnMut(&str) -> Result<SheetRecords, Fault>,
) -> Result<SheetRecords, Fault> {
    let mut other = None;
    for name in names {
        let mut sheet = read(&name)?;
        if header::find(kind, &mut sheet).is_ok() {
            return Ok(sheet);
        }
        if other.is_none() && !sheet.cells.is_empty() {
            other = Some(sheet);
        }
    }
    other.ok_or_else(|| Fault::new(fault::EMPTY_FILE, "工作簿里没有内容"))
}

fn broken(detail: impl Display) -> Fault {
    Fault::new(fault::BROKEN_WORKBOOK, detail.to_string())
}
