//! The provinces and counties of the mainland: facts from `planner/data`.

use super::streams::{skewed, stream};
use crate::words::LonLat;

/// A province.
#[derive(Clone, Debug)]
pub(super) struct Province {
    /// Two-digit code.
    pub(super) code: u32,
    pub(super) name: String,
    /// The character on its number plates.
    pub(super) short: String,
    pub(super) capital: String,
    /// A point of the capital.
    pub(super) at: LonLat,
    /// Residents in units of 10,000.
    pub(super) residents: f64,
}

/// A county, district or city without counties.
#[derive(Clone, Debug)]
pub(super) struct County {
    /// Six-digit code.
    pub(super) code: u32,
    pub(super) name: String,
    /// The names above it: `广东省广州市`.
    pub(super) above: String,
    pub(super) at: LonLat,
    /// The code before its last reorganisation.
    pub(super) former: Option<u32>,
    /// Share of the country's cards, up to a common factor.
    pub(super) volume: f64,
    /// Share of the country's receiving locations beyond the first two, up to a common factor.
    pub(super) reach: f64,
}

impl County {
    /// Its province, two digits.
    pub(super) fn province(&self) -> u32 {
        self.code / 10_000
    }

    /// Whether it is an urban district.
    pub(super) fn is_urban(&self) -> bool {
        self.name.ends_with('区')
    }
}

/// Every province, ascending by code.
pub(super) fn provinces() -> Vec<Province> {
    rows(include_str!("../../data/provinces.csv"))
        .map(|row| Province {
            code: number(row[0]),
            name: row[1].to_owned(),
            short: row[2].to_owned(),
            capital: row[3].to_owned(),
            at: point(row[4], row[5]),
            residents: row[6].parse().unwrap_or_default(),
        })
        .collect()
}

/// Every county, ascending by code.
///
/// How heavy a county is follows from the residents of its province, from what it is (a district
/// weighs twice a county) and from a log-normal factor fixed by its code: volumes are very skewed,
/// but the same in every sample.
pub(super) fn counties(provinces: &[Province]) -> Vec<County> {
    let mut counties: Vec<County> = rows(include_str!("../../data/divisions.csv"))
        .map(|row| County {
            code: number(row[0]),
            name: row[1].to_owned(),
            above: format!("{}{}", &row[2], &row[3]),
            at: point(row[4], row[5]),
            former: row[6].parse().ok(),
            volume: 0.0,
            reach: 0.0,
        })
        .collect();
    for province in provinces {
        let own = |county: &&mut County| county.province() == province.code;
        let many = counties.iter_mut().filter(own).count().max(1);
        let residents = province.residents / many as f64;
        for county in counties.iter_mut().filter(own) {
            let mut rng = stream(u64::from(county.code), "weight of a county");
            let kind = match county.name.chars().next_back() {
                Some('区') => 2.0,
                Some('市') => 1.6,
                _ => 1.0,
            };
            county.volume = residents * kind * skewed(&mut rng, 0.8);
            county.reach = residents.sqrt() * kind * skewed(&mut rng, 0.4);
        }
    }
    counties
}

/// Shares out `total` by `weights`; the largest remainders get what rounding leaves.
pub(super) fn apportion(total: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights.iter().map(|w| f64::from(total) * w / sum).collect();
    let mut shares: Vec<u32> = exact.iter().map(|e| e.floor() as u32).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    let left = total.saturating_sub(shares.iter().sum());
    for &ix in order.iter().take(left as usize) {
        shares[ix] += 1;
    }
    shares
}

/// Rows of one of our own files, without its header. The files hold no quotes.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_default()
}

fn point(lon: &str, lat: &str) -> LonLat {
    let e6 = |text: &str| (text.parse::<f64>().unwrap_or_default() * 1e6).round() as i32;
    LonLat { lon_e6: e6(lon), lat_e6: e6(lat) }
}
