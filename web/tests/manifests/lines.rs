//! The cards of a day made by hand, as its sheets list them.

use crate::edition::{Spec, code, day};
use chrono::{Days, NaiveDate};
use fenjian_planner::fault;
use fenjian_planner::problem::{Consignment, ConsignmentId};
use fenjian_planner::words::{CardSerial, Channel, Reason};
use fenjian_sql::edition::{CardLine, RefusedRow, StoppedCard};

pub fn lines(spec: &Spec, id: ConsignmentId, consignment: &Consignment) -> Vec<CardLine> {
    let all = consignment.cards.iter().enumerate();
    all.map(|(n, card)| line(spec, id.ix() * 7 + n, card.serial.clone(), card.due)).collect()
}

fn line(spec: &Spec, ix: usize, serial: CardSerial, due: NaiveDate) -> CardLine {
    CardLine {
        receipt_no: format!("SL4401{:010}", ix),
        serial,
        name: (spec.name)(ix),
        applied_on: day().checked_sub_days(Days::new(20)),
        reason: Reason::ALL[ix % 3],
        channel: Channel::ALL[ix % 3],
        due: Some(due),
        batch_no: "B1124".into(),
        tray: format!("T{:02}", ix / 200),
        position: Some((ix % 200) as u32 + 1),
    }
}

pub fn stopped(spec: &Spec, ix: usize) -> StoppedCard {
    let serial = CardSerial::parse(&format!("Q{ix:08}")).unwrap();
    let mut reasons = vec![fault::BAD_CHECK_DIGIT];
    if ix % 2 == 1 {
        reasons.push(fault::SECOND_CARD);
    }
    StoppedCard {
        card: line(spec, 90_000 + ix, serial, day()),
        receiving: code(ix % spec.locations.len()).to_string(),
        reasons,
        since: day().checked_sub_days(Days::new(ix as u64 % 3)).unwrap(),
    }
}

pub fn refused(ix: usize) -> RefusedRow {
    RefusedRow {
        file: "证件_20261124_第一批.csv".into(),
        line: 3 + ix as u64,
        column: Some("card_serial".into()),
        value: Some("A＊".into()),
        code: fault::NO_SERIAL,
        detail: "序列号只有 2 位".into(),
    }
}
