//! One data row seen through its header: typed access to its cells, and findings about them.

use super::cells::{self, Choice, Seen};
use super::cut::Cut;
use super::header::Header;
use super::records::Cells;
use crate::fault::{self, Code, Finding};
use crate::intake::mask;
use crate::units::{Clock, Fen, Grams, Metres, Seconds};
use crate::words::{CentreCode, LocationCode, LonLat};
use chrono::NaiveDate;
use std::borrow::Cow;

/// A data row.
pub(super) struct Row<'a> {
    pub(super) header: &'a Header,
    pub(super) cells: &'a Cells,
    /// Which columns a spreadsheet cut.
    pub(super) cut: &'a Cut,
    /// Whether it is a row of a workbook: none of these is half, and dates may be day numbers.
    pub(super) of_workbook: bool,
}

impl<'a> Row<'a> {
    /// The trimmed cell of a column; empty when the file has no such column.
    pub(super) fn text(&self, name: &str) -> &'a str {
        self.header.place(name).map_or("", |ix| self.cells.get(ix))
    }

    /// The cell as the text of a code: half-width, without a spreadsheet's marks.
    pub(super) fn code(&self, name: &str) -> Cow<'a, str> {
        cells::code(self.text(name))
    }

    /// [`Self::code`], or nothing when a spreadsheet cut it: a cut number is somebody else's.
    pub(super) fn uncut_code(&self, name: &str) -> Cow<'a, str> {
        let code = self.code(name);
        if self.cut.spoils(name, &code) { Cow::Borrowed("") } else { code }
    }

    /// R203 for a row that has not as many cells as the header. Blank cells behind the last column
    /// do no harm.
    pub(super) fn half(&self) -> Option<Finding> {
        let (header, cells) = (self.header, self.cells);
        let surplus = || (header.width..cells.len()).any(|ix| !cells.get(ix).is_empty());
        let column = if cells.len() < header.width && !self.of_workbook {
            header.label_at(cells.len())
        } else if surplus() {
            header.label_at(header.width - 1)
        } else {
            return None;
        };
        Some(Finding {
            line: Some(cells.line),
            column: Some(column.to_owned()),
            value: None,
            code: fault::HALF_ROW,
            detail: format!("表头 {} 列，该行 {} 列", header.width, cells.len()),
        })
    }

    /// A finding about a column of this row, with its value as far as it may be shown.
    pub(super) fn finding(&self, code: Code, name: &str, detail: impl Into<String>) -> Finding {
        let text = self.text(name);
        Finding {
            line: Some(self.cells.line),
            column: Some(self.header.label(name).to_owned()),
            value: (!text.is_empty()).then(|| mask::shown(text)),
            code,
            detail: detail.into(),
        }
    }

    /// A finding of kind R204: the value cannot be read; `expected` says what would be.
    pub(super) fn bad(&self, name: &str, expected: impl Into<String>) -> Finding {
        self.finding(fault::BAD_VALUE, name, expected)
    }

    /// The text of a column that must not be empty.
    pub(super) fn need_text(&self, name: &str) -> Result<&'a str, Finding> {
        match self.text(name) {
            "" => Err(self.finding(fault::MISSING_VALUE, name, "")),
            text => Ok(text),
        }
    }

    /// The value of a column that may be empty.
    pub(super) fn may<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Finding> {
        match self.text(name) {
            "" => Ok(None),
            text => read(text).map(Some).ok_or_else(|| self.bad(name, expected)),
        }
    }

    /// `value`, or R213 for the column that should have held it.
    pub(super) fn need<T>(
        &self,
        name: &str,
        value: Result<Option<T>, Finding>,
    ) -> Result<T, Finding> {
        value?.ok_or_else(|| self.finding(fault::MISSING_VALUE, name, ""))
    }

    /// A whole number from 0.
    pub(super) fn whole(&self, name: &str, units: &[&str]) -> Result<Option<u32>, Finding> {
        self.may(name, "应为不小于 0 的整数", |text| cells::whole(text, units))
    }

    /// A number that is not negative, times `factor`, rounded half up.
    fn scaled(&self, name: &str, factor: i64, units: &[&str]) -> Result<Option<i64>, Finding> {
        self.may(name, "应为不小于 0 的数", |text| {
            // A bound far above anything real keeps sums of such numbers from overflowing.
            cells::scaled(text, factor, units).filter(|n| (0..=1_000_000_000_000).contains(n))
        })
    }

    /// Yuan as fen.
    pub(super) fn yuan(&self, name: &str) -> Result<Option<Fen>, Finding> {
        Ok(self.scaled(name, 100, &["元"])?.map(Fen))
    }

    /// Kilometres as metres.
    pub(super) fn km(&self, name: &str) -> Result<Option<Metres>, Finding> {
        Ok(self.scaled(name, 1000, &["公里", "千米", "km"])?.map(Metres))
    }

    /// Metres.
    pub(super) fn metres(&self, name: &str) -> Result<Option<Metres>, Finding> {
        Ok(self.scaled(name, 1, &["米", "m"])?.map(Metres))
    }

    /// Kilograms as grams.
    pub(super) fn kg(&self, name: &str) -> Result<Option<Grams>, Finding> {
        Ok(self.scaled(name, 1000, &["千克", "公斤", "kg"])?.map(Grams))
    }

    /// Grams.
    pub(super) fn grams(&self, name: &str) -> Result<Option<Grams>, Finding> {
        Ok(self.scaled(name, 1, &["克", "g"])?.map(Grams))
    }

    /// Minutes as seconds.
    pub(super) fn minutes(&self, name: &str) -> Result<Option<Seconds>, Finding> {
        Ok(self.scaled(name, 60, &["分钟", "分", "min"])?.map(Seconds))
    }

    /// Seconds.
    pub(super) fn seconds(&self, name: &str) -> Result<Option<Seconds>, Finding> {
        Ok(self.scaled(name, 1, &["秒", "s"])?.map(Seconds))
    }

    /// A time of day.
    pub(super) fn clock(&self, name: &str) -> Result<Option<Clock>, Finding> {
        self.may(name, "应为 HH:MM，次日凌晨写作 24:00 以后", cells::clock)
    }

    /// A date.
    pub(super) fn date(&self, name: &str) -> Result<Option<NaiveDate>, Finding> {
        match cells::date(self.text(name), self.of_workbook) {
            Seen::Nothing => Ok(None),
            Seen::Value(date) => Ok(Some(date)),
            Seen::Unreadable => Err(self.bad(name, "应为日期，如 2026-09-28")),
            Seen::Impossible => Err(self.bad(name, "没有这一天")),
        }
    }

    /// One of a few words.
    pub(super) fn choice<T: Choice>(&self, name: &str) -> Result<Option<T>, Finding> {
        match self.text(name) {
            "" => Ok(None),
            text => match T::read(text) {
                Some(value) => Ok(Some(value)),
                None => Err(self.bad(name, format!("应为 {}", T::options()))),
            },
        }
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Finding> {
        self.may(name, "应为 1 或 0", cells::flag)
    }

    /// A location code.
    pub(super) fn location(&self, name: &str) -> Result<Option<LocationCode>, Finding> {
        self.may(name, "应为 12 位数字", |text| LocationCode::parse(&cells::code(text)))
    }

    /// The code of a centre.
    pub(super) fn centre(&self, name: &str) -> Result<Option<CentreCode>, Finding> {
        self.may(name, "应为字母、数字或连字符", cells::centre)
    }

    /// A list of words.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        cells::list(self.text(name)).map(str::to_owned).collect()
    }

    /// The columns `lon` and `lat`.
    pub(super) fn lon_lat(&self) -> Result<LonLat, Finding> {
        let degrees = |name: &str| {
            let read = self.may(name, "应为十进制度数，如 113.264435", |text| {
                i32::try_from(cells::scaled(text, 1_000_000, &["°", "度"])?).ok()
            });
            self.need(name, read)
        };
        let at = LonLat { lon_e6: degrees("lon")?, lat_e6: degrees("lat")? };
        let in_china = |lon: i32, lat: i32| {
            (73_000_000..=136_000_000).contains(&lon) && (3_000_000..=54_000_000).contains(&lat)
        };
        if in_china(at.lon_e6, at.lat_e6) {
            Ok(at)
        } else if in_china(at.lat_e6, at.lon_e6) {
            let both = format!("lon {}，lat {}", self.text("lon"), self.text("lat"));
            Err(self.finding(fault::SWAPPED_COORDINATES, "lon", both))
        } else {
            let both = format!("lon {}，lat {}", self.text("lon"), self.text("lat"));
            Err(self.finding(fault::OUTSIDE_CHINA, "lon", both))
        }
    }
}
