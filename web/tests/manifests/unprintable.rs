//! What no font has is found before anything is printed, and is never a box on paper.

use crate::edition::{Spec, build, loc};
use crate::paper;
use fenjian::manifests::{Kind, Unprintable, set, unprintable};
use fenjian_planner::problem::ConsignmentId;
use fenjian_sql::edition::{Edition, Status};

/// Private use: how an old system wrote a rare name; nothing says which.
const PRIVATE: char = '\u{e863}';
/// A place beyond the extensions of Han in which there is no character, so that no font has it.
const UNKNOWN: char = '\u{3fffd}';

fn edition() -> Edition {
    let mut location = loc("天河区公安分局", 3);
    (location.home, location.pickup) = (1, 1);
    let mut edition = build(&Spec {
        status: Status::Published,
        locations: vec![location],
        routes: vec![(0, 1, vec![0])],
        cards_per_pouch: 2,
        name: |_| "王小明".into(),
        stopped: 2,
        refused: 0,
    });
    for card in edition.cards.values_mut().flatten() {
        card.name = format!("{PRIVATE}晓");
    }
    edition.cards.get_mut(&ConsignmentId(0)).unwrap()[2].name = format!("王{UNKNOWN}\u{202e}");
    edition
}

fn found(edition: &Edition, code: &str) -> Unprintable {
    unprintable(edition).into_iter().find(|one| one.code.id == code).unwrap()
}

#[test]
fn a_day_of_usual_names_has_no_findings() {
    let mut edition = edition();
    for (ix, card) in edition.cards.values_mut().flatten().enumerate() {
        card.name = crate::scripts::NAMES[ix % crate::scripts::NAMES.len()].into();
    }
    assert_eq!(unprintable(&edition), []);
}

#[test]
fn findings_say_which_character_on_which_manifest_and_whose_but_no_name() {
    let edition = edition();
    let missing = found(&edition, "W861");
    let [at] = &*missing.places else { panic!("{missing:?}") };
    let receipt = &edition.cards[&ConsignmentId(0)][2].receipt_no;
    assert_eq!((missing.code_point(), at.field), ("U+3FFFD".into(), "姓名"));
    assert_eq!(at.of, format!("受理号 {receipt}"));
    assert_eq!(at.manifest, "袋内清单 GZ-261124-P00002");

    let private = found(&edition, "W862");
    assert_eq!((private.code_point(), private.places.len()), ("U+E863".into(), 4));
    assert!(private.places.iter().any(|at| at.manifest == "邮寄到户清单"));
    assert_eq!(found(&edition, "W863").code_point(), "U+202E");
    for finding in unprintable(&edition) {
        assert!(!finding.to_string().contains(['王', '晓', PRIVATE, UNKNOWN]), "{finding}");
    }
}

#[test]
fn paper_shows_the_code_point_and_keeps_the_rest_of_the_name() {
    let edition = edition();
    let text = |kind| paper::all(&set(&edition, &[kind])[0]);
    assert!(text(Kind::InnerList).contains("〔U+E863〕晓"));
    assert!(text(Kind::PullList).contains("王〔U+3FFFD〕"));
    assert!(text(Kind::HomeList).contains("〔U+E863〕＊"));
    for manifest in set(&edition, Kind::ALL) {
        assert!(!paper::all(&manifest).contains([PRIVATE, UNKNOWN]), "{}", manifest.title);
    }
}
