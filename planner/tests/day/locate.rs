//! Receiving codes resolved at the day: versions, aliases, closures, parents, drop points.

use super::days::{code, date, location};
use fenjian_planner::fault;
use fenjian_planner::locate::Locations;
use fenjian_planner::words::{Location, Via};
use proptest::prelude::*;

/// A version of location `n` from `from` on, named after both.
fn version(n: u32, from: &str, to: Option<&str>) -> Location {
    Location {
        name: format!("{n}@{from}"),
        active_from: date(from),
        active_to: to.map(date),
        ..location(n)
    }
}

fn open(n: u32) -> Location {
    version(n, "2020-01-01", None)
}

fn closed(n: u32) -> Location {
    version(n, "2020-01-01", Some("2026-08-31"))
}

/// `location → drop point`, or the code of why not, on 1 September 2026.
fn located(versions: &[Location], n: u32) -> String {
    let locations = Locations::on(versions, date("2026-09-01"));
    match locations.locate(code(n)) {
        Err(code) => code.id.into(),
        Ok(found) => {
            let drop = found.drop.map_or_else(|code| code.id.into(), |drop| drop.name.clone());
            format!("{} → {drop}", found.location.name)
        }
    }
}

#[test]
fn the_version_of_the_day_holds() {
    let versions = [
        version(1, "2020-01-01", Some("2026-08-31")),
        version(1, "2026-09-01", None),
        version(1, "2026-12-01", None),
    ];
    assert_eq!(located(&versions, 1), "1@2026-09-01 → 1@2026-09-01");
    // The last day of a version belongs to it; of overlapping versions the later one holds.
    assert_eq!(
        located(&[version(1, "2020-01-01", Some("2026-09-01"))], 1),
        "1@2020-01-01 → 1@2020-01-01"
    );
    let overlapping = [version(1, "2026-01-01", None), version(1, "2020-01-01", None)];
    assert_eq!(located(&overlapping, 1), "1@2026-01-01 → 1@2026-01-01");
}

#[test]
fn a_renamed_location_is_found_by_its_former_code() {
    let heir = Location { aliases: vec![code(1)], ..open(2) };
    assert_eq!(located(std::slice::from_ref(&heir), 1), "2@2020-01-01 → 2@2020-01-01");
    assert_eq!(located(&[closed(1), heir.clone()], 1), "2@2020-01-01 → 2@2020-01-01");
    assert_eq!(located(&[open(1), heir], 1), "1@2020-01-01 → 1@2020-01-01", "while it is open");
}

#[test]
fn a_location_renamed_twice_is_followed() {
    let versions = [
        Location { aliases: vec![code(1)], ..closed(2) },
        Location { aliases: vec![code(2)], ..open(3) },
    ];
    assert_eq!(located(&versions, 1), "3@2020-01-01 → 3@2020-01-01");
}

#[test]
fn a_closed_location_goes_to_its_parent_however_often() {
    let versions = [
        Location { parent: Some(code(2)), ..closed(1) },
        Location { parent: Some(code(3)), ..closed(2) },
        open(3),
    ];
    assert_eq!(located(&versions, 1), "3@2020-01-01 → 3@2020-01-01");
    // An alias goes before the parent.
    let heir = Location { aliases: vec![code(1)], ..open(4) };
    let versions = [&versions[..], &[heir]].concat();
    assert_eq!(located(&versions, 1), "4@2020-01-01 → 4@2020-01-01");
}

#[test]
fn unknown_and_closed_are_told_apart() {
    assert_eq!(located(&[open(2)], 1), "Q303");
    assert_eq!(located(&[closed(1)], 1), "Q308");
    assert_eq!(located(&[version(1, "2027-01-01", None)], 1), "Q308", "not yet open");
    assert_eq!(located(&[Location { aliases: vec![code(1)], ..closed(2) }], 1), "Q308");
    assert_eq!(located(&[Location { parent: Some(code(9)), ..closed(1) }], 1), "Q308");
}

#[test]
fn circles_end() {
    let parents = [
        Location { parent: Some(code(2)), ..closed(1) },
        Location { parent: Some(code(1)), ..closed(2) },
    ];
    assert_eq!(located(&parents, 1), "Q308");
    let aliases = [
        Location { aliases: vec![code(2)], ..closed(1) },
        Location { aliases: vec![code(1)], ..closed(2) },
    ];
    assert_eq!(located(&aliases, 1), "Q308");
}

#[test]
fn a_location_served_through_its_parent_drops_there() {
    let through = Location { via: Via::Parent, parent: Some(code(2)), ..open(1) };
    let at = |parent: &[Location]| located(&[std::slice::from_ref(&through), parent].concat(), 1);
    assert_eq!(at(&[open(2)]), "1@2020-01-01 → 2@2020-01-01");
    assert_eq!(at(&[]), "1@2020-01-01 → Q309", "no such parent");
    assert_eq!(at(&[closed(2)]), "1@2020-01-01 → Q309", "closed");
    let indirect = Location { via: Via::Parent, parent: Some(code(3)), ..open(2) };
    assert_eq!(at(&[indirect, open(3)]), "1@2020-01-01 → Q309", "itself not direct");
    let renamed = Location { aliases: vec![code(2)], ..open(3) };
    assert_eq!(at(&[renamed]), "1@2020-01-01 → 3@2020-01-01", "renamed");
    let orphan = Location { via: Via::Parent, ..open(5) };
    assert_eq!(located(&[orphan], 5), "5@2020-01-01 → Q309", "none named");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the aliases and parents are, an answer comes, and it is a version of the day.
    #[test]
    fn any_web_of_names_gives_an_answer(
        web in proptest::collection::vec((0u32..6, any::<bool>(), 0u32..6, 0u32..6, any::<bool>()), 0..10)
    ) {
        let versions: Vec<_> = web.iter().map(|&(n, is_open, parent, alias, via)| Location {
            parent: Some(code(parent)),
            aliases: vec![code(alias)],
            via: if via { Via::Parent } else { Via::Direct },
            ..if is_open { open(n) } else { closed(n) }
        }).collect();
        let locations = Locations::on(&versions, date("2026-09-01"));
        for n in 0..6 {
            let own = versions.iter().any(|v| v.code == code(n) && v.active_to.is_none());
            match locations.locate(code(n)) {
                Ok(found) => {
                    prop_assert_eq!(found.location.active_to, None);
                    prop_assert!(!own || found.location.code == code(n));
                    if let Ok(drop) = found.drop {
                        prop_assert!(drop.via == Via::Direct && drop.active_to.is_none());
                    }
                }
                Err(why) => prop_assert!(!own && (why == fault::UNKNOWN_LOCATION || why == fault::CLOSED_LOCATION)),
            }
        }
    }
}
