//! A real-looking day of any provinces, as the files people bring.
//!
//! [`write()`] draws a country of receiving locations, fleets and cards from real divisions
//! (`planner/data`) and writes one file for each kind but `matrix`. The locations, their past and
//! the calendar are the same for every seed and day, so that a second day finds the same country;
//! the fleet grows with the number of cards; seed and day make the cards. Nothing in it is real
//! but the divisions and the dates of the calendar: names, towns, plates, telephone numbers and
//! citizen numbers are made up.
//!
//! The files differ as files do: some have Chinese headers, title rows, 合计 rows, a byte order
//! mark or are in GB18030, and `cards` has honest dirt in it (`dirt` has the rates).
//!
//! Provinces so wide that no vehicle reaches a county and comes back in 14 hours, or ends there
//! after 14 hours, have drop points that stay unserved (Inner Mongolia, Tibet, Xinjiang and a few
//! more); [`Summary::out_of_reach`] counts them.

mod alerts;
mod calendar;
mod cards;
mod citizen;
mod dirt;
mod divisions;
mod fleet;
mod holders;
mod hours;
mod locations;
mod people;
mod places;
mod rounds;
mod shared;
mod streams;
mod summary;
mod table;
mod towns;
mod versions;
mod weights;

pub use summary::{CardCounts, Summary};

use chrono::NaiveDate;
use divisions::{County, Province};
use places::Site;
use rounds::Demand;
use std::io::{Error, ErrorKind, Result, Write};

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Two-digit codes of provinces, in any order; see [`provinces`].
    pub provinces: Vec<u32>,
    /// Rows of the cards file, at most 500,000.
    pub cards: u32,
    /// Seed of the cards.
    pub seed: u64,
    /// The dispatch day, in 2026 for the calendar to fit.
    pub day: NaiveDate,
}

/// The two-digit codes of all 31 provinces.
pub fn provinces() -> Vec<u32> {
    divisions::provinces().iter().map(|p| p.code).collect()
}

/// Writes the sample: `open` is called with each file's name (`locations.csv`) and answers with
/// where to write it. Time and file sizes grow with the cards (500,000 take seconds), memory only
/// with the locations.
///
/// # Errors
/// `InvalidInput` for a province that does not exist, none at all, or more than 500,000 cards;
/// whatever `open` and its writers say.
pub fn write(
    options: &Options,
    open: &mut dyn FnMut(&str) -> Result<Box<dyn Write>>,
) -> Result<Summary> {
    let (chosen, country) = read(options)?;
    let is_chosen = |c: &&County| chosen.iter().any(|p| p.code == c.province());
    let counties: Vec<County> = country.iter().filter(is_chosen).cloned().collect();
    let counts = places::counts(&country, &counties);
    let sites = places::sites(&chosen, &counties, &counts);
    let past = versions::past(&counties, &sites);
    let demands = demands(options.cards, &counties, &sites);
    let yards: Vec<fleet::Yard> = (chosen.iter())
        .map(|province| {
            let own = demands.iter().filter(|(code, _)| *code == province.code);
            fleet::yard(province, own.map(|(_, demand)| demand.clone()).collect())
        })
        .collect();

    shared::centres(open, &chosen, &yards)?;
    calendar::write(open)?;
    shared::policy(open)?;
    shared::machines(open)?;
    shared::tariff(open)?;
    shared::pouching(open)?;
    let versions = locations::write(open, &counties, &sites, &past, options.day)?;
    let vehicles = fleet::write(open, &chosen, &yards)?;
    let cards = cards::Cards {
        options,
        country: &country,
        counties: &counties,
        sites: &sites,
        past: &past,
    };
    let (cards, alerted) = cards.write(open)?;
    let alerts = alerts::write(open, &alerted, options.day)?;
    Ok(Summary {
        centres: chosen.len() as u64,
        counties: counties.len() as u64,
        locations: sites.len() as u64,
        versions,
        drop_points: demands.len() as u64,
        out_of_reach: yards.iter().map(|y| y.out_of_reach as u64).sum(),
        vehicles,
        alerts,
        card_rows: cards.rows,
        cards,
    })
}

/// The chosen provinces, ascending, and all counties of the country.
fn read(options: &Options) -> Result<(Vec<Province>, Vec<County>)> {
    let all = divisions::provinces();
    let wrong = |what: String| Err(Error::new(ErrorKind::InvalidInput, what));
    if let Some(code) = options.provinces.iter().find(|&&code| !all.iter().any(|p| p.code == code))
    {
        return wrong(format!("没有省级代码 {code}"));
    }
    if options.provinces.is_empty() {
        return wrong("没有选择省份".into());
    }
    if options.cards > citizen::MOST_CARDS {
        return wrong(format!("证件最多 {} 张", citizen::MOST_CARDS));
    }
    let country = divisions::counties(&all);
    let chosen = all.into_iter().filter(|p| options.provinces.contains(&p.code)).collect();
    Ok((chosen, country))
}

/// What an average day brings to each drop point, with the code of its province.
fn demands(cards: u32, counties: &[County], sites: &[Site]) -> Vec<(u32, Demand)> {
    /// As `pouching.csv` says.
    const CARDS_PER_POUCH: f64 = 200.0;
    let volumes = cards::Cards::volumes(counties, sites);
    let sum: f64 = volumes.iter().sum();
    let pouches = |ix: usize| {
        let expected = f64::from(cards) * volumes[ix] / sum;
        (expected / CARDS_PER_POUCH).ceil().max(1.0) as u32
    };
    let mut demands: Vec<(u32, Demand)> = Vec::new();
    let mut bureau = 0;
    for (ix, site) in sites.iter().enumerate() {
        if site.is_bureau() {
            bureau = demands.len();
        }
        if !site.direct {
            demands[bureau].1.pouches += pouches(ix);
            continue;
        }
        let demand = Demand {
            at: site.at,
            open: site.hours.midweek,
            service: i64::from(site.service_min) * 60,
            pouches: pouches(ix),
            skill: site.skill,
            bureau: site.bureau(),
        };
        demands.push((counties[site.county].province(), demand));
    }
    demands
}
