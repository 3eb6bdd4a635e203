//! Judging cards: what stops one, what refuses it, and that nothing personal comes through.
#![allow(clippy::unwrap_used)]

mod reading;

use fenjian_planner::fault::Code;
use fenjian_planner::formats::FileKind;
use fenjian_planner::intake::citizen::check_character;
use fenjian_planner::intake::mask::{mask_name, mask_number};
use reading::{card, key, read, refused, remarks};

const HEADER: &str = "card_serial,citizen_id,name,receipt_no,receiving_code,channel,applied_on,\
    produced_at,batch_no,tray,position,delivery,must_arrive_by,reason\n";
const SOUND: &str = "GD26090001,440106199003072314,张三,R0001,440106001000,intra,2026-09-01,\
    2026-09-28 08:15,B1,T1,12,collect,,renewal";

/// The sound row with some of its text replaced.
fn with(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    format!("{HEADER}{}\n", SOUND.replace(from, to))
}

/// The number with the check character of its first 17 digits.
fn number(first: &str) -> String {
    let digits: &[u8; 17] = first.as_bytes().try_into().unwrap();
    format!("{first}{}", char::from(check_character(digits)))
}

#[test]
fn a_sound_card_may_travel() {
    let file = read(FileKind::Cards, &with("张三", "张三")).unwrap();
    let judged = card(&file.records[0]);
    assert_eq!(judged.stopped, []);
    assert_eq!(judged.card.citizen, Some(key().hash("440106199003072314")));
    assert_eq!(judged.card.position, Some(12));
    assert_eq!(remarks(&file), []);
}

#[test]
fn each_wrong_value_stops_the_card_and_is_named() {
    let long_receipt = format!("R{}", number("44010619900307231"));
    let cases: &[(&str, &str, &str, &str)] = &[
        ("440106199003072314", "440106199003072315", "Q301", "citizen_id"),
        ("440106199003072314", "440106900307231", "Q301", "citizen_id"),
        ("440106199003072314", "", "Q307", "citizen_id"),
        ("440106199003072314", &number("44010619900230231"), "Q301", "citizen_id"),
        ("440106199003072314", &number("44010620300307231"), "Q302", "citizen_id"),
        ("张三", "", "Q307", "name"),
        ("R0001", "440106199003072314", "Q306", "receipt_no"),
        ("R0001", "440106900307231", "Q306", "receipt_no"),
        ("R0001", &long_receipt, "Q306", "receipt_no"),
        ("R0001", &number("11010119800101123"), "Q306", "receipt_no"),
        ("440106001000", "44010600100", "Q303", "receiving_code"),
        ("440106001000", "", "Q303", "receiving_code"),
        ("intra", "外省", "Q307", "channel"),
        ("2026-09-01", "2026-09-31", "Q302", "applied_on"),
        ("2026-09-01", "2026-09-29", "Q302", "applied_on"),
        ("2026-09-01", "1983-12-31", "Q302", "applied_on"),
        ("2026-09-01", "昨天", "Q307", "applied_on"),
        ("2026-09-01", "", "Q307", "applied_on"),
        ("2026-09-28 08:15", "2026-09-30 08:15", "Q302", "produced_at"),
        ("collect,", "collect,2026-08-31", "Q302", "must_arrive_by"),
        ("collect", "drone", "Q307", "delivery"),
        ("renewal", "", "Q307", "reason"),
        ("T1", "440106199003072314", "Q307", "tray"),
        ("张三", "440106199003072314", "Q307", "name"),
    ];
    for (from, to, code, column) in cases {
        let file = read(FileKind::Cards, &with(from, to)).unwrap();
        let judged = card(&file.records[0]);
        let code = Code::named(code).unwrap();
        assert_eq!(judged.stopped, [code], "{from} -> {to}");
        assert_eq!(remarks(&file), [(2, code.id, (*column).to_owned())], "{from} -> {to}");
        let kept = format!("{:?} {:?}", judged, file.records[0].findings);
        assert!(!kept.contains("19900307") && !kept.contains("900307231"), "{kept}");
    }
}

#[test]
fn a_row_without_usable_serial_is_refused() {
    for serial in ["", "4.4E+17", "12345", "GD 2609 0001", "440106199003072314"] {
        let file = read(FileKind::Cards, &with("GD26090001", serial)).unwrap();
        assert_eq!(refused(&file), [(2, "R201", "card_serial".to_owned())]);
        assert!(!format!("{:?}", file.records).contains("19900307"));
    }
}

#[test]
fn names_keep_their_first_letter() {
    let cases = [
        ("张三", "张＊"),
        ("  欧阳修", "欧＊"),
        ("买买提·吐尔逊", "买＊"),
        ("مەمەت تۇرسۇن", "م＊"),
        ("བཀྲ་ཤིས", "བ＊"),
        ("སྤྱན་རས", "སྤྱ＊"),
        ("ᠪᠠᠲᠤ", "ᠪ＊"),
        ("ꀊꁈ", "ꀊ＊"),
        ("Vangz Daeng", "V＊"),
        ("김철수", "김＊"),
        ("\u{e863}明", "\u{e863}＊"),
        ("", "＊"),
        ("12", "＊"),
    ];
    for (name, masked) in cases {
        assert_eq!(mask_name(name), masked);
    }
    assert_eq!(mask_number("44010619"), "＊＊＊＊＊＊＊＊");
}
