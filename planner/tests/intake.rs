//! Judging cards: what stops one, what refuses it, and that nothing personal comes through.
#![allow(clippy::unwrap_used)]

mod reading;

use fenjian_planner::fault::Code;
use fenjian_planner::formats::FileKind;
use fenjian_planner::intake::CitizenKey;
use fenjian_planner::intake::citizen::{birth, check_character};
use fenjian_planner::intake::mask::{mask_name, mask_number};
use proptest::prelude::*;
use reading::{card, key, read, refused, remarks};
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

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

/// The check character as the standard's table gives it: weights, then a list of characters.
fn check_by_table(first: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = first.bytes().map(|b| u32::from(b - b'0'));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    "10X98765432".chars().nth(sum as usize % 11).unwrap()
}

proptest! {
    #[test]
    fn check_characters_are_those_of_the_table(first in "[0-9]{17}") {
        prop_assert_eq!(number(&first).chars().last().unwrap(), check_by_table(&first));
    }

    /// ISO 7064 MOD 11-2 notices every wrong character and every swap of neighbours.
    #[test]
    fn one_wrong_character_or_swap_is_noticed(at in 0..17_usize, digit in 0..10_u8, seq in 0..999_u32) {
        let right = number(&format!("44010619900307{seq:03}"));
        prop_assert!(birth(&right).is_ok());
        let mut wrong = right.clone().into_bytes();
        wrong[at] = b'0' + digit;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert_eq!(birth(&wrong).is_ok(), wrong == right);
        let mut swapped = right.clone().into_bytes();
        swapped.swap(at, at + 1);
        let swapped = String::from_utf8(swapped).unwrap();
        prop_assert_eq!(birth(&swapped).is_ok(), swapped == right);
    }

    #[test]
    fn masked_names_keep_at_most_one_letter(name in "\\PC{0,20}") {
        let masked = mask_name(&name);
        let letters = masked.graphemes(true).count();
        prop_assert!(masked.ends_with('＊') && letters <= 2, "{} -> {}", name, masked);
    }
}

#[test]
fn hashes_are_keyed_and_do_not_depend_on_writing() {
    // RFC 4231, test case 2, with its key repeated would be shorter than 32 bytes; so the oracle is
    // the definition: H((K ^ opad) || H((K ^ ipad) || message)).
    let block: Vec<u8> = [vec![7; 32], vec![0; 32]].concat();
    let pad = |with: u8| block.iter().map(|b| b ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36), b"44010619900307231X".to_vec()].concat());
    let outer = Sha256::digest([pad(0x5c), inner.to_vec()].concat());
    assert_eq!(key().hash("44010619900307231X"), <[u8; 32]>::from(outer));
    assert_eq!(key().hash("440106 19900307 231x"), key().hash("44010619900307231X"));
    assert_eq!(
        key().hash("４４０１０６１９９００３０７２３１Ｘ"),
        key().hash("44010619900307231X")
    );

    let other = CitizenKey::new(vec![8; 32]).unwrap();
    assert_ne!(other.hash("44010619900307231X"), key().hash("44010619900307231X"));
    assert_eq!(key().fingerprint().len(), 16);
    assert_ne!(other.fingerprint(), key().fingerprint());
    assert!(CitizenKey::new(vec![7; 31]).is_none());
}

#[test]
fn receipt_numbers_of_division_date_and_sequence_are_no_citizen_numbers() {
    // One in eleven has the right check character, and all of them a plausible date.
    for sequence in 0..200 {
        let receipt = format!("44010620260901{sequence:04}");
        let file = read(FileKind::Cards, &with("R0001", &receipt)).unwrap();
        let judged = card(&file.records[0]);
        assert_eq!((judged.stopped.as_slice(), &judged.card.receipt_no), (&[][..], &receipt));
    }
}

#[test]
fn content_tells_whether_a_row_changed() {
    let content = |from: &str, to: &str| {
        let file = read(FileKind::Cards, &with(from, to)).unwrap();
        card(&file.records[0]).content
    };
    let sound = content("张三", "张三");
    assert_eq!(content("2026-09-01", "2026年9月1日"), sound);
    assert_eq!(content("intra", "省内异地"), sound);
    for (from, to) in [
        ("张三", "张四"),
        ("440106199003072314", "44010619900307231X"),
        ("R0001", "R0002"),
        ("440106001000", "440106002000"),
        ("intra", "cross"),
        ("2026-09-01", "2026-09-02"),
        ("08:15", "08:16"),
        ("B1", "B2"),
        ("T1", "T2"),
        (",12,", ",13,"),
        ("collect,", "home,"),
        ("collect,,", "collect,2026-10-01,"),
        ("renewal", "first"),
        ("B1,T1", "B1T,1"),
    ] {
        assert_ne!(content(from, to), sound, "{from} -> {to}");
    }
}

#[test]
fn the_centre_column_says_whose_a_row_is() {
    let text = format!("{},centre\n{},GZ-1\n", HEADER.trim_end(), SOUND);
    let file = read(FileKind::Cards, &text).unwrap();
    assert_eq!(card(&file.records[0]).centre.as_ref().unwrap().0, "GZ-1");
    let file = read(FileKind::Cards, &text.replace("GZ-1", "广州")).unwrap();
    assert_eq!(remarks(&file), [(2, "Q307", "centre".to_owned())]);
}
