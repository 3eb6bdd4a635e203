//! `cards`: the day's produced cards.

use crate::fault::Finding;
use crate::formats::cells::{self, Choice, Seen};
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::intake::{self, CardRow, CitizenKey, JudgedCard, Remark};
use chrono::NaiveDate;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("card_serial", "证件序列号", &["证件流水号"]),
    required("citizen_id", "公民身份号码", &["身份证号", "身份证号码"]),
    required("name", "姓名", &[]),
    required("receipt_no", "受理号", &["领证回执号"]),
    required("receiving_code", "受理点编码", &["受理点"]),
    required("channel", "渠道", &["受理渠道"]),
    required("applied_on", "申领日期", &["受理日期"]),
    optional("produced_at", "制证时间", &["制证日期"]),
    optional("batch_no", "批次号", &["批次"]),
    optional("tray", "托盘", &["托盘号"]),
    optional("position", "位置", &["盘内位置"]),
    required("delivery", "领取方式", &[]),
    optional("must_arrive_by", "最晚送达日期", &[]),
    required("reason", "申领原因", &["办理原因"]),
    optional("centre", "制证中心", &["中心编码"]),
];

/// Columns whose values are never shown, whatever stands in them.
const PERSONAL: &[&str] = &["citizen_id", "name", "receipt_no"];

/// Reads and judges one row; remarks go to `remarks`.
pub(in crate::formats) fn read(
    row: &Row<'_>,
    day: NaiveDate,
    key: Option<&CitizenKey>,
    remarks: &mut Vec<Finding>,
) -> Result<JudgedCard, Finding> {
    let serial = row.uncut_code("card_serial");
    let citizen_id = row.uncut_code("citizen_id");
    let receipt_no = row.uncut_code("receipt_no");
    let receiving_code = row.code("receiving_code");
    let read = CardRow {
        serial: &serial,
        citizen_id: &citizen_id,
        name: row.text("name"),
        receipt_no: &receipt_no,
        receiving_code: &receiving_code,
        channel: choice(row.text("channel")),
        applied_on: cells::date(row.text("applied_on"), row.of_workbook),
        produced_at: cells::date_time(row.text("produced_at"), row.of_workbook),
        batch_no: row.text("batch_no"),
        tray: row.text("tray"),
        position: seen(row.text("position"), |text| cells::whole(text, &[])),
        delivery: choice(row.text("delivery")),
        must_arrive_by: cells::date(row.text("must_arrive_by"), row.of_workbook),
        reason: choice(row.text("reason")),
        centre: seen(row.text("centre"), cells::centre),
    };
    let mut said = Vec::new();
    let judged = intake::judge(read, day, key, &mut said);
    remarks.extend(said.into_iter().map(|remark| finding(row, remark)));
    judged.map_err(|remark| finding(row, remark))
}

/// Judges a row that has another number of cells than the header. Its serial is trusted only if
/// the row goes on behind it: else it may be cut.
pub(in crate::formats) fn read_half(
    row: &Row<'_>,
    day: NaiveDate,
    half: Finding,
    remarks: &mut Vec<Finding>,
) -> Result<JudgedCard, Finding> {
    let complete = (row.header.place("card_serial")).is_some_and(|ix| ix + 1 < row.cells.len());
    if !complete {
        return Err(half);
    }
    let mut said = Vec::new();
    let judged = intake::judge_half(&row.uncut_code("card_serial"), day, &mut said);
    remarks.push(half);
    // Which column a cell belongs to is not known, so none of them is shown.
    let bare = |remark: Remark| Finding { value: None, ..finding(row, remark) };
    remarks.extend(said.into_iter().map(bare));
    judged.map_err(bare)
}

fn finding(row: &Row<'_>, remark: Remark) -> Finding {
    let found = row.finding(remark.code, remark.column, remark.detail);
    let value = match remark.value {
        None if PERSONAL.contains(&remark.column) => None,
        None => found.value,
        masked => masked,
    };
    Finding { value, ..found }
}

fn choice<T: Choice>(text: &str) -> Seen<T> {
    seen(text, T::read)
}

fn seen<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Seen<T> {
    match text {
        "" => Seen::Nothing,
        text => read(text).map_or(Seen::Unreadable, Seen::Value),
    }
}
