//! Workbooks give the rows that the same sheet saved as CSV would give.
#![allow(clippy::unwrap_used)]

mod reading;

use fenjian_planner::fault;
use fenjian_planner::formats::FileKind;
use reading::{card, read, read_bytes, refused, remarks, values};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

const HEADER: [&str; 9] =
    ["code", "名称", "kind", "lon", "lat", "service_min", "slots", "slots_on", "active_from"];

/// A workbook with one sheet.
fn book(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet()).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn titles_merged_cells_numbers_and_dates_are_read() {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 8, "受理点表", &Format::new())?;
        sheet.write_row(2, 0, HEADER)?;
        for (row, (code, name)) in
            [(440_106_001_000.0, "甲所"), (440_106_002_000.0, "乙柜")].into_iter().enumerate()
        {
            let row = 3 + row as u32;
            sheet.write_number(row, 0, code)?;
            sheet.write_string(row, 1, name)?;
            sheet.write_number(row, 3, 113.36)?;
            sheet.write_number(row, 4, 23.12)?;
            sheet.write_number(row, 5, 6)?;
            sheet.write_number(row, 8, 43_831)?;
        }
        // Both rows show one merged kind; the slots were counted on a day that is a date.
        sheet.merge_range(3, 2, 4, 2, "自助柜", &Format::new())?;
        sheet.write_number(4, 6, 30)?;
        sheet.write_datetime_with_format(4, 7, ExcelDateTime::from_ymd(2026, 9, 27)?, &date)?;
        sheet.write_string(5, 0, "合 计")?;
        sheet.write_number(5, 6, 30)?;
        Ok(())
    });
    let csv = format!(
        "{}\n440106001000,甲所,cabinet,113.36,23.12,6,,,2020-01-01\n\
         440106002000,乙柜,cabinet,113.36,23.12,6,30,2026-09-27,2020-01-01\n",
        HEADER.join(",")
    );
    let file = read_bytes(FileKind::Locations, &bytes).unwrap();
    assert_eq!(values(&file), values(&read(FileKind::Locations, &csv).unwrap()));
    assert_eq!(file.records.iter().map(|record| record.line).collect::<Vec<_>>(), [4, 5]);
}

#[test]
fn times_of_day_are_times() {
    let time = Format::new().set_num_format("hh:mm");
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["vehicle", "shift_start", "shift_end", "max_km", "cost_per_km"])?;
        sheet.write_string(1, 0, "V1")?;
        sheet.write_datetime_with_format(1, 1, ExcelDateTime::from_hms(7, 30, 0)?, &time)?;
        sheet.write_string(1, 2, "18:00")?;
        sheet.write_number(1, 3, 120.5)?;
        sheet.write_number(1, 4, 0.1 + 0.2)?;
        Ok(())
    });
    let csv = "vehicle,shift_start,shift_end,max_km,cost_per_km\nV1,07:30,18:00,120.5,0.30\n";
    let file = read_bytes(FileKind::Fleet, &bytes).unwrap();
    assert_eq!(values(&file), values(&read(FileKind::Fleet, csv).unwrap()));
}

#[test]
fn the_sheet_with_the_header_is_read() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "填表说明").unwrap();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["date", "kind"]).unwrap();
    sheet.write_row(1, 0, ["2026年10月1日", "节假日"]).unwrap();
    let file = read_bytes(FileKind::Calendar, &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(file.records.len(), 1);
}

#[test]
fn numbers_of_more_than_15_digits_are_cut() {
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["card_serial", "reason", "since"])?;
        sheet.write_number(1, 0, 440_106_202_609_280_017.0)?;
        sheet.write_row(1, 1, ["recall", "2026-09-01"])?;
        sheet.write_row(2, 0, ["GD26090001", "recall", "2026-09-01"])?;
        Ok(())
    });
    let file = read_bytes(FileKind::Alerts, &bytes).unwrap();
    assert_eq!(refused(&file), [(2, "R201", "card_serial".to_owned())]);
    assert_eq!(remarks(&file), [(2, "R210", "card_serial".to_owned())]);
}

#[test]
fn old_workbooks_are_read() {
    let file = read_bytes(FileKind::Cards, include_bytes!("data/cards.xls")).unwrap();
    assert_eq!(file.findings, []);
    assert_eq!(file.records.len(), 2);
    let (sound, wrong) = (card(&file.records[0]), card(&file.records[1]));
    assert_eq!(sound.stopped, []);
    assert_eq!(sound.card.applied_on.unwrap().to_string(), "2026-09-01");
    assert_eq!(sound.card.produced_at.unwrap().to_string(), "2026-09-28 08:15:00");
    assert_eq!(sound.receiving_text, "440106001000");
    assert_eq!(wrong.stopped, [fault::BAD_CHECK_DIGIT]);
}

#[test]
fn damaged_workbooks_are_faults_wherever_the_damage_is() {
    let xlsx = book(|sheet| {
        sheet.write_row(0, 0, ["date", "kind"])?;
        sheet.write_row(1, 0, ["2026-10-01", "holiday"])?;
        Ok(())
    });
    for at in (8..xlsx.len()).step_by(97) {
        let fault = read_bytes(FileKind::Calendar, &xlsx[..at]).unwrap_err();
        assert_eq!(fault.code.id, "F105", "cut at {at}");
    }
    let xls: &[u8] = include_bytes!("data/cards.xls");
    for at in (8..xls.len()).step_by(211) {
        let mut damaged = xls.to_vec();
        let end = (at + 16).min(damaged.len());
        damaged[at..end].fill(0xff);
        match read_bytes(FileKind::Cards, &damaged) {
            Ok(file) => assert!(!file.records.is_empty()),
            Err(fault) => assert!(fault.code.id.starts_with("F10"), "{fault}"),
        }
    }
}

/// The sector that follows another stands in a table at 4,608; one that leads back would be read
/// again and again.
#[test]
fn a_circle_of_sectors_is_a_fault() {
    let xls: &[u8] = include_bytes!("data/cards.xls");
    for (sector, next) in [(7_usize, 0_u32), (7, 7), (9, 9), (3, 2)] {
        let mut damaged = xls.to_vec();
        damaged[4608 + 4 * sector..][..4].copy_from_slice(&next.to_le_bytes());
        let fault = read_bytes(FileKind::Cards, &damaged).unwrap_err();
        assert_eq!((fault.code.id, fault.detail.as_str()), ("F105", "扇区链成环"));
    }
}

#[test]
fn a_far_cell_costs_no_memory() {
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["date", "kind"])?;
        sheet.write_row(1, 0, ["2026-10-01", "holiday"])?;
        sheet.write_string(1_048_575, 16_383, " ")?;
        Ok(())
    });
    assert_eq!(read_bytes(FileKind::Calendar, &bytes).unwrap().records.len(), 1);
}
