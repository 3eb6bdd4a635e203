//! How large a second text is set where it stands, and how much higher that makes a block: pages are
//! counted before any browser sees them.

use crate::manifests::document::CSS;
use crate::manifests::script::setting;
use crate::manifests::widths::width;
use crate::manifests::wrap::{ems, lines};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Type sizes of Latin in tenths of a point, the first that fits is taken. Other scripts are set as large
/// as reads equally large.
const SIZES: [u32; 4] = [65, 60, 55, 50];

/// The width of a page between its margins.
const PAGE_MM: f64 = 184.0;

/// A type size and the line it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// In hundredths of a point.
    pub(super) hundredths: u32,
    /// The height of a line, in tenths of a millimetre.
    pub(super) step: u32,
}

impl Size {
    /// The line of Latin, for which the style sheet has room below every Chinese text.
    pub(super) const LEAST_STEP: u32 = 28;

    fn of(text: &str, tenths: u32) -> Self {
        let setting = setting(text);
        let hundredths = tenths * setting.size / 10;
        // 254 / 720 tenths of a millimetre in a tenth of a point.
        let step = (hundredths * setting.line * 254).div_ceil(100 * 100 * 72);
        Self { hundredths, step }
    }

    fn pt(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }
}

/// The size of `text` on one line below `heading`: hardly wider than that, so that nothing is pushed
/// aside. None when it is longer.
pub(super) fn below(heading: &str, text: &str) -> Option<Size> {
    const LEAST_MM: u32 = 11;
    const BEYOND_MM: u32 = 4;
    // Numbers of two digits stand for those that will be there.
    let wide = |text: &str| width(&text.replace("{}", "00"));
    // The smallest Chinese text is of 10 points, which are 3.53 mm.
    let room_mm = LEAST_MM.max(BEYOND_MM + wide(heading) * 353 / 10_000);
    let mut sizes = SIZES.into_iter().map(|tenths| Size::of(text, tenths));
    sizes.find(|size| wide(text) <= ems(room_mm, size.pt()))
}

/// The size of `text` in the head of a column `column_mm` wide, and what its lines take there, in tenths
/// of a millimetre.
pub(super) fn in_column(text: &str, column_mm: u32) -> (Size, u32) {
    const LINES: u32 = 3;
    let room_mm = column_mm.saturating_sub(1).max(1);
    let set = |tenths| {
        let size = Size::of(text, tenths);
        let line = ems(room_mm, size.pt());
        (size, lines(text, line), text.split(' ').all(|word| width(word) <= line))
    };
    let whole = SIZES.into_iter().map(set).find(|&(_, lines, whole)| whole && lines <= LINES);
    let (size, lines, _) = whole.unwrap_or_else(|| set(SIZES[SIZES.len() - 1]));
    (size, lines * size.step)
}

/// Whole millimetres of the columns of the tables of a class, as the style sheet has them.
pub(super) fn columns(class: &str) -> &'static [u32] {
    static READ: OnceLock<HashMap<&'static str, Vec<u32>>> = OnceLock::new();
    let all = READ.get_or_init(|| CSS.lines().filter_map(grid).collect());
    all.get(class).map_or(&[], Vec::as_slice)
}

/// `.load tr { grid-template-columns: 15mm 1fr 12mm; }`.
fn grid(line: &str) -> Option<(&str, Vec<u32>)> {
    let (class, columns) = line.strip_prefix('.')?.split_once(" tr { grid-template-columns: ")?;
    let columns: Vec<_> =
        columns.split_once(';')?.0.split(' ').map(|it| it.strip_suffix("mm")).collect();
    let fixed = |it: &Option<&str>| it.and_then(|mm| mm.parse::<f64>().ok());
    let rest = PAGE_MM - columns.iter().filter_map(fixed).sum::<f64>();
    Some((class, columns.iter().map(|it| fixed(it).unwrap_or(rest).max(0.0) as u32).collect()))
}

/// How many second lines stand one below the other in a block, beyond those that it has room for.
pub(super) fn levels(html: &str) -> u32 {
    let has = |part: &str| u32::from(html.contains(part));
    let boxes = 2 * has("<td class=\"tick\">□ ");
    let end = has("class=\"total\"") + 4 * has("class=\"sign\"") + 3 * has("class=\"returned\"");
    let one = has("class=\"bar\"") + has("class=\"caption\"") + has("<p>");
    boxes.max(end).max(5 * has("class=\"lead")).max(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_style_sheet() {
        assert_eq!(columns("load"), [15, 10, 54, 56, 15, 13, 9, 12]);
        assert_eq!(columns("handover").iter().sum::<u32>(), 184);
        for class in
            ["inner", "run", "sort", "pockets", "sweep", "pull", "changes", "codes", "stopped"]
        {
            assert!(columns(class).len() > 2, "{class}");
        }
    }

    #[test]
    fn a_text_is_set_smaller_before_it_is_too_long() {
        let size = |text| below("姓名", text).map(|size| size.hundredths);
        assert_eq!(size("Name"), Some(650));
        assert!(size("Signature").is_some_and(|size| size < 650));
        assert_eq!(size("Name of the holder"), None);
    }

    #[test]
    fn heads_of_columns_take_as_many_lines_as_they_need() {
        let (size, one) = in_column("Rush", 9);
        assert_eq!((size.hundredths, one), (650, size.step));
        let (size, two) = in_column("Receipt number", 15);
        assert_eq!(two, 2 * size.step);
    }
}
