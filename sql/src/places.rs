//! Where receiving codes lead on a day, as the planner resolves them.

use crate::read::locations;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::locate::Locations;
use fenjian_planner::words::{Location, LocationCode};

/// Every version of every location.
pub(crate) struct Places(Vec<Location>);

/// Where a code leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The receiving location under its code of the day.
    pub(crate) location: LocationCode,
    /// Where the vehicle stops for it; Q309 when it goes by a parent that cannot serve.
    pub(crate) drop: Result<LocationCode, Code>,
}

/// The places of one day.
pub(crate) struct OnDay<'a>(Locations<'a>);

impl Places {
    pub(crate) async fn read(work: &Transaction<'_>) -> Result<Self, Fault> {
        Ok(Self(locations(work).await?))
    }

    pub(crate) fn on(&self, day: NaiveDate) -> OnDay<'_> {
        OnDay(Locations::on(&self.0, day))
    }
}

impl OnDay<'_> {
    /// Where `code` leads; Q303 or Q308 when nowhere.
    pub(crate) fn find(&self, code: LocationCode) -> Result<Place, Code> {
        let located = self.0.locate(code)?;
        let drop = located.drop.map(|drop| drop.code);
        Ok(Place { location: located.location.code, drop })
    }

    /// The Q code for which cards with receiving code `code` stop, if any; only those that go by
    /// van need a drop point.
    pub(crate) fn fault(&self, code: LocationCode, by_van: bool) -> Option<Code> {
        match self.find(code) {
            Err(fault) => Some(fault),
            Ok(place) => place.drop.err().filter(|_| by_van),
        }
    }
}
