//! What has become of receiving locations: new names, new codes, closures with and without heirs.

use super::divisions::County;
use super::places::Site;
use super::streams::stream;
use super::towns::town;
use crate::words::LocationKind;
use rand::RngExt;

/// A former state of a receiving location: a row of the locations file besides today's.
#[derive(Clone, Debug)]
pub(super) struct Former {
    pub(super) code: u64,
    pub(super) name: String,
    /// Index of the site whose other columns it shares.
    pub(super) site: usize,
    /// Whether the row names a parent.
    pub(super) has_parent: bool,
}

/// A code under which cards still arrive, and the county whose centre makes them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stray {
    pub(super) code: u64,
    pub(super) county: usize,
}

/// The past of the receiving locations.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    /// Rows of closed versions.
    pub(super) closed: Vec<Former>,
    /// (site, former code for which it stands in).
    pub(super) aliases: Vec<(usize, u64)>,
    /// Sites whose present name began on [`RENAMED_ON`].
    pub(super) renamed: Vec<usize>,
    /// Former codes of locations that go on under a new one.
    pub(super) recoded: Vec<Stray>,
    /// Closed; another location lists them as aliases.
    pub(super) succeeded: Vec<Stray>,
    /// Closed; only the parent is left.
    pub(super) left_to_parent: Vec<Stray>,
    /// Closed, with nobody to turn to.
    pub(super) abandoned: Vec<Stray>,
}

/// Present names and codes that are new began on this day.
pub(super) const RENAMED_ON: &str = "2025-07-01";
/// What is closed was open for the last time on this day.
pub(super) const CLOSED_ON: &str = "2025-06-30";

/// Draws the past of `sites`: of the stations, 1 in 50 has a new name, 1 in 40
/// a new code (and every one whose county was reorganised, as far as that is known), and as many
/// are closed with an heir (1 in 120), with a parent only (1 in 150) or with nobody (1 in 300).
/// Every kind occurs at least once.
pub(super) fn past(counties: &[County], sites: &[Site]) -> Past {
    let mut past = Past::default();
    let stations = (0..sites.len()).filter(|&ix| sites[ix].kind == LocationKind::Station);
    for (nth, ix) in stations.enumerate() {
        let site = &sites[ix];
        let county = &counties[site.county];
        let mut rng = stream(site.code, "past of a location");
        // The first few stand for each kind, so that even a small sample has all of them.
        let draw = if nth < 5 { nth as u32 * 1_000 } else { rng.random_range(0..6_000) };
        let other = |name: &str| former_name(site, name, rng.clone().random_range(0..900));
        let stray = |code| Stray { code, county: site.county };
        let old = retired(site, u64::from(county.former.unwrap_or(county.code)));
        let row = |code, name, has_parent| Former { code, name, site: ix, has_parent };
        match draw {
            0..120 => {
                past.renamed.push(ix);
                past.closed.push(row(site.code, other(&county.name), true));
            }
            1_000..1_150 => {
                past.closed.push(row(old, site.name.clone(), true));
                past.aliases.push((ix, old));
                past.recoded.push(stray(old));
            }
            2_000..2_050 => {
                past.closed.push(row(old, other(&county.name), true));
                past.aliases.push((ix, old));
                past.succeeded.push(stray(old));
            }
            3_000..3_040 => {
                past.closed.push(row(old, other(&county.name), true));
                past.left_to_parent.push(stray(old));
            }
            4_000..4_020 => {
                past.closed.push(row(old, other(&county.name), false));
                past.abandoned.push(stray(old));
            }
            _ if county.former.is_some() => {
                past.aliases.push((ix, old));
                past.recoded.push(stray(old));
            }
            _ => {}
        }
    }
    past
}

/// The code of a location before, in the county `division`. No present code ends like it.
fn retired(site: &Site, division: u64) -> u64 {
    division * 1_000_000 + site.code % 1_000_000 + 1
}

/// Another name for `site` in the county called `county`.
fn former_name(site: &Site, county: &str, start: u32) -> String {
    format!("{county}公安局{}派出所", town(start, site.code as usize % 100))
}
