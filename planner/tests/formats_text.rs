//! Reading delimited text: encodings, delimiters, headers, tolerances, and coded errors.
#![allow(clippy::unwrap_used)]

mod reading;

use fenjian_planner::formats::{Encoding, FileKind, Value, survey};
use reading::{read, read_bytes, refused, values};
use std::io::Cursor;

const CALENDAR: &str = "date,kind,hours_as\n2026-10-01,holiday,\n2026-10-10,workday,friday\n";

#[test]
fn a_plain_file_gives_its_rows_with_their_lines() {
    let file = read(FileKind::Calendar, CALENDAR).unwrap();
    assert_eq!(file.findings, []);
    assert_eq!(file.records.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(values(&file).len(), 2);
}

#[test]
fn encodings_delimiters_line_ends_and_names_do_not_matter() {
    let plain = values(&read(FileKind::Calendar, CALENDAR).unwrap());
    let chinese = "日期,类型,按星期几开放\n2026年10月1日,节假日,\n2026/10/10,工作日,周五\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(chinese);
    let variants: Vec<Vec<u8>> = vec![
        chinese.into(),
        gb18030.into_owned(),
        format!("\u{feff}{chinese}").into(),
        chinese.replace('\n', "\r\n").into(),
        chinese.replace(',', "\t").into(),
        chinese.replace(',', ";").into(),
        chinese.trim_end().into(),
        chinese.replace("2026/10/10", "２０２６１０１０").into(),
        format!("某省制证中心,,\n调休安排（2026年）,,\n\n{chinese}\n合计：2 天,,\n").into(),
        format!("{chinese}日期,类型,按星期几开放\n").into(),
    ];
    for bytes in variants {
        let file = read_bytes(FileKind::Calendar, &bytes).unwrap();
        assert_eq!(values(&file), plain, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn the_survey_tells_size_digest_and_encoding() {
    let told = survey(&mut Cursor::new(CALENDAR)).unwrap();
    assert_eq!((told.bytes, told.lines, told.encoding), (65, 3, Encoding::Utf8));
    let hex: String = told.sha256.iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(hex, "aeebe89f3465a67919bdd83853dec9bed51b9280506e52dd580ca3ff10067aeb");
}

#[test]
fn a_half_row_is_refused_and_the_others_are_not() {
    let file =
        read(FileKind::Calendar, "date,kind,hours_as\n2026-10-01,hol\n2026-10-02,holiday,\n")
            .unwrap();
    assert_eq!(refused(&file), [(2, "R203", "hours_as".to_owned())]);
    assert!(matches!(file.records[1].value, Ok(Value::CalendarDay(_))));
}
