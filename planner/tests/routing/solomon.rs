//! Solomon's table, and how the formats are told apart.

use crate::{MATRIX, SOLOMON, TINY, UCHOA, WINDOWS, legs, sound};
use fenjian_planner::formats::routing::{Content, recognise};

#[test]
fn a_cut_of_r101() {
    let instance = sound(SOLOMON);
    assert_eq!(instance.name, "R101");
    assert_eq!((instance.capacity, instance.max_routes, instance.scale), (200, Some(25), 10));
    assert_eq!(instance.customers(), 25);
    assert_eq!(instance.demand[..4], [0, 10, 7, 13]);
    let timing = instance.timing.as_ref().unwrap();
    assert_eq!(timing.window[..3], [(0, 2300), (1610, 1710), (500, 600)]);
    assert_eq!(timing.service[..3], [0, 100, 100]);
    // (35, 35) to (41, 49): sqrt(232) = 15.23…
    assert_eq!(legs(&instance)[0][..3], [0, 152, 180]);
}

#[test]
fn spelling_does_not_matter() {
    let plain = sound(SOLOMON);
    let other = SOLOMON.replace("VEHICLE", "Vehicle").replace("CUST NO.", "Cust No.");
    assert_eq!(sound(&other.replace("CUSTOMER", "customer").replace('\n', "\r\n")), plain);
    let bare: String =
        SOLOMON.lines().filter(|l| !l.starts_with("CUST NO")).collect::<Vec<_>>().join("\n");
    assert_eq!(sound(&bare), plain);
}

#[test]
fn content_tells_the_formats_apart() {
    for (text, content) in [
        (TINY, Content::Vrplib),
        (WINDOWS, Content::Vrplib),
        (MATRIX, Content::Vrplib),
        (UCHOA, Content::Vrplib),
        (SOLOMON, Content::Solomon),
        ("\u{feff}\n {\"jobs\": []}", Content::VroomJson),
    ] {
        assert_eq!(recognise(text.as_bytes()), Ok(content));
    }
}

#[test]
fn an_instance_of_uchoa() {
    let instance = sound(UCHOA);
    assert_eq!(instance.name, "X-n101-k25");
    assert_eq!((instance.customers(), instance.capacity), (100, 206));
    assert_eq!(instance.demand.iter().sum::<i64>(), 5147);
}
