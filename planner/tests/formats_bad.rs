//! Bad input of every kind gets its code, its line and its column, in bounded memory.
#![allow(clippy::unwrap_used)]

mod reading;

use fenjian_planner::formats::{FileKind, Value};
use fenjian_planner::intake::check_parents;
use fenjian_planner::words::Location;
use proptest::prelude::*;
use reading::{read, read_bytes, read_source, refused, remarks};
use std::io::{Read, Seek, SeekFrom};

const LOCATIONS: &str =
    "code,name,kind,lon,lat,parent_code,via,service_min,opening_hours,active_from\n";
const CARDS: &str =
    "card_serial,citizen_id,name,receipt_no,receiving_code,channel,applied_on,delivery,reason\n";
const REST: &str = ",440106199003072314,张三,R1,440106001000,local,2026-09-01,collect,first\n";

fn location(code: u32, parent: &str, via: &str) -> String {
    format!(
        "440106{code:06},所,station,113.36,23.12,{parent},{via},5,Mo-Fr 09:00-17:00,2020-01-01\n"
    )
}

/// A file of one endless line that counts what is read of it.
struct Endless {
    head: &'static [u8],
    at: u64,
    furthest: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = *self.head.get(self.at as usize).unwrap_or(&b'x');
            self.at += 1;
        }
        self.furthest = self.furthest.max(self.at);
        Ok(buffer.len())
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let SeekFrom::Start(at) = to else { return Err(std::io::ErrorKind::Unsupported.into()) };
        self.at = at;
        Ok(at)
    }
}

#[test]
fn files_that_are_no_files_of_their_kind_are_faults() {
    let utf16: Vec<u8> = "date,kind".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1 = b"date,kind\n2026-10-01,f\xeate \xff\n";
    let cases: &[(&[u8], &str, &str)] = &[
        (b"", "F101", ""),
        (b"\n \n,,\n", "F101", ""),
        (&utf16, "F102", "第 1 行"),
        (latin1, "F102", ""),
        (b"\x7fELF\x00\x01", "F102", ""),
        (b"a,b\n1,2\n", "F103", "date（日期）"),
        (b"date,sort\n2026-10-01,holiday\n", "F103", "第 1 行缺 kind（类型）"),
        (b"PK\x03\x04 no zip at all", "F105", ""),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 no workbook", "F105", ""),
        (b"date,kind\n", "F107", ""),
        (b"date,kind\n\xe5\x90\x88\xe8\xae\xa1,3\n", "F107", ""),
    ];
    for (bytes, code, detail) in cases {
        let fault = read_bytes(FileKind::Calendar, bytes).unwrap_err();
        assert_eq!(fault.code.id, *code, "{:?}", String::from_utf8_lossy(bytes));
        assert!(fault.detail.contains(detail), "{}", fault.detail);
    }
}

#[test]
fn a_header_fault_shows_nothing_of_the_rows() {
    let fault = read(FileKind::Cards, &format!("GD26090001{REST}")).unwrap_err();
    assert_eq!(fault.code.id, "F103");
    assert!(!fault.detail.contains("张三") && !fault.detail.contains("4401"), "{}", fault.detail);
}

#[test]
fn an_endless_line_fails_early_with_its_line() {
    let mut source = Endless { head: b"date,kind\n2026-10-01,holiday\n2026-", at: 0, furthest: 0 };
    let fault = read_source(FileKind::Calendar, &mut source).unwrap_err();
    assert_eq!((fault.code.id, fault.detail.contains("第 3 行")), ("F104", true));
    assert!(source.furthest < 2 << 20, "{} bytes read", source.furthest);
}

#[test]
fn a_record_over_many_lines_is_bounded_too() {
    let text = format!("date,kind\n2026-10-01,\"{}\"\n", "holiday\n".repeat(200_000));
    let fault = read(FileKind::Calendar, &text).unwrap_err();
    assert_eq!((fault.code.id, fault.detail.contains("第 2 行")), ("F104", true));
}

#[test]
fn an_open_quote_costs_one_row() {
    let text =
        "date,kind,hours_as\n2026-10-01,\"holiday,\n2026-10-02,holiday,\n\n2026-10-03,holiday,\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let file = read(FileKind::Calendar, &text).unwrap();
        assert_eq!(refused(&file), [(2, "R203", "hours_as".to_owned())]);
        let lines: Vec<_> = file.records.iter().map(|record| record.line).collect();
        assert_eq!(lines, [2, 3, 5]);
    }
}

#[test]
fn a_half_card_row_keeps_its_serial_and_nothing_else() {
    let file =
        read(FileKind::Cards, &format!("{CARDS}GD26090001,44010619900307\nGD2609\n")).unwrap();
    let judged = reading::card(&file.records[0]);
    assert_eq!(judged.card.serial, reading::serial("GD26090001"));
    assert_eq!((judged.card.citizen, judged.card.name.as_str()), (None, ""));
    assert_eq!(
        remarks(&file),
        [(2, "R203", "name".to_owned()), (2, "Q307", "card_serial".to_owned())]
    );
    // The second row ends within its serial, which may be cut.
    assert_eq!(refused(&file), [(3, "R203", "citizen_id".to_owned())]);
    assert!(!format!("{:?}", file.records).contains("1990"));
}

#[test]
fn location_rows_are_refused_for_what_is_wrong_in_them() {
    let sound = location(1, "", "");
    let cases = [
        ("113.36,23.12", "23.12,113.36", "R205", "lon"),
        ("113.36,23.12", "13.36,52.51", "R206", "lon"),
        ("113.36,23.12", "0,0", "R206", "lon"),
        ("113.36", "113°21′", "R204", "lon"),
        ("440106000001", "44010600001", "R204", "code"),
        ("所", "", "R213", "name"),
        ("station", "post office", "R204", "kind"),
        ("Mo-Fr 09:00-17:00", "周一至周五 9点到17点", "R209", "opening_hours"),
        (",5,", ",-5,", "R204", "service_min"),
        ("2020-01-01", "2020-02-30", "R204", "active_from"),
    ];
    for (from, to, code, column) in cases {
        let text = format!("{LOCATIONS}{}{}", sound.replacen(from, to, 1), location(2, "", ""));
        let file = read(FileKind::Locations, &text).unwrap();
        assert_eq!(refused(&file), [(2, code, column.to_owned())], "{from} -> {to}");
        assert_eq!(file.records.len(), 2);
    }
}

fn locations(rows: &[String]) -> Vec<Location> {
    let file = read(FileKind::Locations, &format!("{LOCATIONS}{}", rows.concat())).unwrap();
    let value = |value| match value {
        Value::Location(location) => location,
        other => panic!("{other:?}"),
    };
    reading::values(&file).into_iter().map(value).collect()
}

#[test]
fn parents_in_a_circle_or_unfit_are_found() {
    let code = |n: u32| format!("440106{n:06}");
    let all = locations(&[
        location(1, &code(2), "parent"),
        location(2, &code(3), "direct"),
        location(3, &code(2), "direct"),
        location(4, &code(4), "parent"),
        location(5, &code(9), "parent"),
        location(6, "", "parent"),
        location(7, &code(1), "parent"),
        location(8, &code(2), "parent"),
        location(10, &code(9), "direct"),
    ]);
    let found: Vec<_> =
        check_parents(&all).iter().map(|(at, f)| (at.to_string(), f.code.id)).collect();
    let expected = [(2, "R207"), (3, "R207"), (4, "R207"), (5, "R208"), (6, "R208"), (7, "R208")];
    assert_eq!(found, expected.map(|(n, id)| (code(n), id)));
}

#[test]
fn numbers_cut_by_a_spreadsheet_are_one_finding() {
    let row = |serial: &str| format!("{serial}{REST}");
    let cut: String = (0..20).map(|n| row(&format!("4401062609000{n:02}000"))).collect();
    let file = read(FileKind::Cards, &format!("{CARDS}{}{cut}", row("GD26090001"))).unwrap();
    assert_eq!(remarks(&file), [(3, "R210", "card_serial".to_owned())]);
    assert_eq!(file.findings[0].detail, "card_serial 20 个");
    let refusals = refused(&file);
    assert_eq!(refusals.len(), 20);
    assert!(refusals.iter().all(|(_, code, _)| *code == "R201"));

    let scientific = format!("{CARDS}{}{}", row("4.40106E+17"), row("GD26090001"));
    let file = read(FileKind::Cards, &scientific).unwrap();
    assert_eq!(remarks(&file), [(2, "R210", "card_serial".to_owned())]);
    assert_eq!(refused(&file), [(2, "R201", "card_serial".to_owned())]);

    // One serial in a thousand ends so by chance.
    let whole: String = (0..3000).map(|n| row(&format!("44010626090{n:07}"))).collect();
    let file = read(FileKind::Cards, &format!("{CARDS}{whole}")).unwrap();
    assert_eq!((refused(&file), remarks(&file)), (vec![], vec![]));
}

#[test]
fn unknown_columns_are_told_once() {
    let file = read(FileKind::Calendar, "date,kind,备注,kind\n2026-10-01,holiday,a,b\n").unwrap();
    let names = [(1, "R214", "备注".to_owned()), (1, "R214", "kind".to_owned())];
    assert_eq!(remarks(&file), names);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(
        kind in prop::sample::select(FileKind::ALL),
        magic in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"date,kind\n",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        // A fault or rows, but an answer.
        let _ = read_bytes(kind, &[magic, &bytes].concat());
    }

    #[test]
    fn arbitrary_text_under_a_header_gives_rows_or_findings(
        kind in prop::sample::select(FileKind::ALL),
        cells in prop::collection::vec("\\PC{0,12}|[0-9./:年月日E+-]{0,12}|\"", 0..60),
    ) {
        let columns: Vec<_> = kind.columns().iter().map(|column| column.name).collect();
        let rows: Vec<_> = cells.chunks(columns.len()).map(|row| row.join(",")).collect();
        let text = format!("{}\n{}\n", columns.join(","), rows.join("\n"));
        match read(kind, &text) {
            Ok(file) => prop_assert!(!file.records.is_empty()),
            Err(fault) => prop_assert_eq!(fault.code.id, "F107"),
        }
    }

    #[test]
    fn rows_out_are_rows_in(
        sound in prop::collection::vec(any::<bool>(), 1..40),
        title in any::<bool>(), total in any::<bool>(), gb18030 in any::<bool>(),
    ) {
        let mut text = String::from(if title { "某省制证中心证件清单\n\n" } else { "" });
        text.push_str(CARDS);
        for (n, sound) in sound.iter().enumerate() {
            text.push_str(&format!("{}{n:06}{REST}", if *sound { "GD" } else { "？" }));
        }
        if total {
            text.push_str(&format!("合计：{}张\n", sound.len()));
        }
        let bytes = match gb18030 {
            true => encoding_rs::GB18030.encode(&text).0.into_owned(),
            false => text.into_bytes(),
        };
        let file = read_bytes(FileKind::Cards, &bytes).unwrap();
        prop_assert_eq!(file.records.len(), sound.len());
        let read: Vec<_> = file.records.iter().map(|record| record.value.is_ok()).collect();
        prop_assert_eq!(read, sound);
    }
}
