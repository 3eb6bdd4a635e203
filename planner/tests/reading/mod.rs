//! Reading a file in a test as the program does: survey, then read.
#![allow(dead_code, clippy::unwrap_used)]

use fenjian_planner::fault::{Fault, Finding};
use fenjian_planner::formats::{self, Context, FileKind, Record, Value};
use fenjian_planner::intake::{CitizenKey, JudgedCard};
use fenjian_planner::words::CardSerial;
use std::io::{Cursor, Read, Seek};

/// The day for which tests import.
pub(crate) fn day() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 9, 28).unwrap()
}

pub(crate) fn key() -> CitizenKey {
    CitizenKey::new(vec![7; 32]).unwrap()
}

/// What reading a file gave.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) records: Vec<Record>,
    pub(crate) findings: Vec<Finding>,
}

pub(crate) fn read(kind: FileKind, text: &str) -> Result<File, Fault> {
    read_bytes(kind, text.as_bytes())
}

pub(crate) fn read_bytes(kind: FileKind, bytes: &[u8]) -> Result<File, Fault> {
    read_source(kind, &mut Cursor::new(bytes))
}

pub(crate) fn read_source(kind: FileKind, source: &mut (impl Read + Seek)) -> Result<File, Fault> {
    let survey = formats::survey(source)?;
    let key = key();
    let context = Context { key: Some(&key), day: day() };
    let mut records = Vec::new();
    let findings = formats::read(kind, source, &survey, &context, &mut |record| {
        records.push(record);
        Ok(())
    })?;
    Ok(File { records, findings })
}

pub(crate) fn values(file: &File) -> Vec<Value> {
    file.records.iter().map(|record| record.value.clone().unwrap()).collect()
}

/// Refused rows as (line, code, column).
pub(crate) fn refused(file: &File) -> Vec<(u64, &'static str, String)> {
    (file.records.iter())
        .filter_map(|record| record.value.as_ref().err())
        .map(|f| (f.line.unwrap(), f.code.id, f.column.clone().unwrap_or_default()))
        .collect()
}

/// All remarks as (line, code, column).
pub(crate) fn remarks(file: &File) -> Vec<(u64, &'static str, String)> {
    (file.records.iter().flat_map(|record| &record.findings).chain(&file.findings))
        .map(|f| (f.line.unwrap_or(0), f.code.id, f.column.clone().unwrap_or_default()))
        .collect()
}

pub(crate) fn card(record: &Record) -> &JudgedCard {
    match &record.value {
        Ok(Value::Card(card)) => card,
        other => panic!("no card: {other:?}"),
    }
}

pub(crate) fn serial(text: &str) -> CardSerial {
    CardSerial::parse(text).unwrap()
}
