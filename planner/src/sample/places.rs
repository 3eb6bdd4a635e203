//! The receiving locations of the chosen provinces: how many each county has, what they are, where
//! they lie and when they open.
//!
//! The same for every seed and day, except for the free slots of cabinets: a second day finds the
//! same country.

use super::divisions::{County, Province, apportion};
use super::hours::{self, Hours};
use super::people::surname;
use super::streams::{skewed, stream};
use super::towns::{street, town};
use crate::roads;
use crate::words::{LocationKind, LonLat};
use rand::{Rng, RngExt};

/// Receiving locations of all 31 provinces (13,800 acceptance points were reported for 2017).
const OF_ALL: u32 = 13_800;
/// Receiving locations of a selection, however small.
const AT_LEAST: u32 = 640;
/// Every county has its bureau and one more.
const PER_COUNTY: u32 = 2;

/// A receiving location as it is on the dispatch day.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// Twelve digits.
    pub(super) code: u64,
    pub(super) name: String,
    pub(super) kind: LocationKind,
    pub(super) address: String,
    pub(super) at: LonLat,
    /// Index of its county.
    pub(super) county: usize,
    /// Whether vehicles stop here; else at the bureau of the county.
    pub(super) direct: bool,
    pub(super) service_min: u32,
    pub(super) hours: Hours,
    /// Free slots of a cabinet.
    pub(super) slots: Option<u32>,
    pub(super) remote: bool,
    pub(super) contact: &'static str,
    pub(super) skill: &'static str,
    /// Share of its county's cards, up to a common factor.
    pub(super) volume: f64,
}

impl Site {
    /// Whether it is the bureau of its county, which stands above the others.
    pub(super) fn is_bureau(&self) -> bool {
        self.code.is_multiple_of(1_000_000)
    }

    /// The code of its county's bureau.
    pub(super) fn bureau(&self) -> u64 {
        self.code - self.code % 1_000_000
    }
}

/// How many receiving locations each of `chosen` has, of `all` counties of the country.
///
/// All 31 provinces together have 13,800: two for each county and the rest by [`County::reach`].
/// Fewer provinces keep their share of that; when it is below 640 in all, the rest is raised.
pub(super) fn counts(all: &[County], chosen: &[County]) -> Vec<u32> {
    let reach: Vec<f64> = all.iter().map(|c| c.reach).collect();
    let rest = OF_ALL.saturating_sub(PER_COUNTY * all.len() as u32);
    let shares = apportion(rest, &reach);
    let share_of = |code: u32| all.iter().position(|c| c.code == code).map_or(0, |ix| shares[ix]);
    let natural: u32 = chosen.iter().map(|c| share_of(c.code)).sum();
    let base = PER_COUNTY * chosen.len() as u32;
    let extra = if base + natural >= AT_LEAST {
        chosen.iter().map(|c| share_of(c.code)).collect()
    } else {
        let reach: Vec<f64> = chosen.iter().map(|c| c.reach).collect();
        apportion(AT_LEAST.saturating_sub(base), &reach)
    };
    extra.into_iter().map(|more| PER_COUNTY + more).collect()
}

/// The locations of `counties` (of which `counts` has the numbers), by county, each county's
/// bureau first.
pub(super) fn sites(provinces: &[Province], counties: &[County], counts: &[u32]) -> Vec<Site> {
    let mut sites = Vec::new();
    for (ix, county) in counties.iter().enumerate() {
        let Some(province) = provinces.iter().find(|p| p.code == county.province()) else {
            continue;
        };
        let far_km = roads::great_circle(province.at, county.at) / 1000.0;
        let mut rng = stream(u64::from(county.code), "receiving locations");
        for nth in 0..counts[ix] as usize {
            sites.push(site(&mut rng, county, ix, nth, far_km));
        }
    }
    sites
}

fn site(rng: &mut impl Rng, county: &County, ix: usize, nth: usize, far_km: f64) -> Site {
    let start = county.code % 900;
    let place = town(start, nth);
    let bureau = u64::from(county.code) * 1_000_000;
    let kind = match nth {
        0 => LocationKind::Hall,
        1 => LocationKind::Station,
        _ if nth % 7 == 4 => LocationKind::Hall,
        _ if nth % 7 == 6 => LocationKind::Cabinet,
        _ => LocationKind::Station,
    };
    let (series, name) = match kind {
        LocationKind::Hall if nth == 0 => (0, format!("{}公安局户政大厅", county.name)),
        LocationKind::Hall => (1, format!("{}{place}政务服务大厅", county.name)),
        LocationKind::Station => (2, format!("{}公安局{place}派出所", county.name)),
        LocationKind::Cabinet => (9, format!("{}{place}自助领证柜", county.name)),
    };
    // The farther the county, the more it distributes by itself (FACTS: centre → county → station).
    let by_bureau = match far_km {
        _ if nth == 0 => 0.0,
        near if near < 60.0 => 0.1,
        near if near < 180.0 => 0.4,
        _ => 0.75,
    };
    let volume = match kind {
        LocationKind::Hall if nth == 0 => 3.0,
        LocationKind::Hall => 2.0,
        LocationKind::Station => 1.0,
        LocationKind::Cabinet => 0.3,
    } * skewed(rng, 0.7);
    let at = if nth == 0 { county.at } else { scattered(rng, county) };
    let slots = (kind == LocationKind::Cabinet).then(|| match rng.random_range(0..25) {
        0 => rng.random_range(0..4),
        _ => rng.random_range(40..120),
    });
    Site {
        code: bureau + if nth == 0 { 0 } else { series * 100_000 + nth as u64 * 100 },
        name,
        kind,
        address: format!("{}{}{}", county.above, county.name, street(start as usize + nth)),
        at,
        county: ix,
        direct: !rng.random_bool(by_bureau),
        service_min: match kind {
            LocationKind::Hall if nth == 0 => rng.random_range(10..=15),
            LocationKind::Cabinet => rng.random_range(8..=12),
            _ => rng.random_range(5..=9),
        },
        hours: hours(rng, county.province(), kind, nth, far_km),
        slots,
        remote: nth > 0 && far_km > 250.0 && rng.random_bool(0.15),
        contact: surname(rng),
        skill: if nth > 0 && !county.is_urban() && rng.random_bool(0.01) { "四驱" } else { "" },
        volume,
    }
}

/// Scatters a location around its county's point: any direction, and a distance whose square root
/// is uniform, up to 9 km in a district, 25 km in a city or county. A substitute for township
/// coordinates, which are not to be had: it may lie in a lake or over a county's border.
fn scattered(rng: &mut impl Rng, county: &County) -> LonLat {
    let most_km = if county.is_urban() { 9.0 } else { 25.0 };
    let km = 0.3 + most_km * rng.random::<f64>().powi(2);
    let angle = rng.random::<f64>() * std::f64::consts::TAU;
    let lat = f64::from(county.at.lat_e6) / 1e6;
    let north = km * angle.sin() / 111.2;
    let east = km * angle.cos() / (111.2 * lat.to_radians().cos());
    LonLat {
        lon_e6: county.at.lon_e6 + (east * 1e6).round() as i32,
        lat_e6: county.at.lat_e6 + (north * 1e6).round() as i32,
    }
}

fn hours(rng: &mut impl Rng, province: u32, kind: LocationKind, nth: usize, far_km: f64) -> Hours {
    let draw = rng.random_range(0..100);
    match kind {
        LocationKind::Cabinet if draw < 60 => hours::ALWAYS,
        LocationKind::Cabinet => hours::DAYTIME,
        // Whoever is supplied from afar takes pouches at the duty desk.
        LocationKind::Hall if nth == 0 && (far_km > 120.0 || draw < 40) => hours::DUTY,
        LocationKind::Station if far_km > 180.0 && draw < 60 => hours::DUTY,
        _ if matches!(province, 54 | 65) => hours::WESTERN,
        LocationKind::Hall if draw < 55 => hours::EVENINGS,
        LocationKind::Hall if draw < 75 => hours::ALL_WEEK,
        LocationKind::Station if draw >= 98 => hours::NOT_MONDAY,
        _ if matches!(province, 35 | 43..=46) => hours::LONG_LUNCH,
        _ => hours::OFFICE,
    }
}
