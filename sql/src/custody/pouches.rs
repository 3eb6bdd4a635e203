//! A pouch as somebody finds it who begins to work on it: where it goes, how full it is, what was done with it.

use super::{Filling, Home};
use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::{CentreCode, LocationCode, Mode, State};

/// A pouch of the published plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PouchNow {
    /// Where it goes.
    pub home: Home,
    /// How full it is.
    pub filling: Filling,
    /// Where its cards are; planned while it is open.
    pub state: State,
}

impl Store {
    /// What is known of a pouch; S716 when the published plan has none such. O(cards of the pouch).
    pub async fn pouch_now(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        pouch: &str,
    ) -> Result<PouchNow, Fault> {
        let client = self.client().await?;
        let select = "
            WITH last AS (
                SELECT kind, cards FROM custody_event
                WHERE centre = $1 AND day = $2 AND pouch = $3 AND kind IN ('seal', 'unseal')
                ORDER BY seq DESC LIMIT 1
            )
            SELECT p.route, p.location_code, p.cards, s.state, coalesce(s.inside, (
                SELECT count(*)::integer FROM custody_put($1, $2, $3) t (serial)
                JOIN ledger l ON l.centre = $1 AND l.day = $2 AND l.card_serial = t.serial
                    AND l.open AND l.state = 'planned')) AS inside
            FROM pouch p
            JOIN revision r ON r.centre = p.centre AND r.day = p.day AND r.number = p.revision
            LEFT JOIN (
                SELECT l.state::text, cardinality(last.cards) AS inside FROM last
                JOIN ledger l ON l.centre = $1 AND l.day = $2 AND l.card_serial = last.cards[1]
                WHERE last.kind = 'seal') s ON true
            WHERE p.centre = $1 AND p.day = $2 AND p.number = $3 AND r.status = 'published'";
        let row = client.query_opt(select, &[&centre.0, &day, &pouch]).await.map_err(fault_of)?;
        let row = row.ok_or_else(|| Fault::new(fault::NOT_IN_PLAN, pouch))?;
        let state: Option<&str> = row.get("state");
        Ok(PouchNow {
            home: Home {
                mode: Some(Mode::Van),
                pouch: Some(pouch.to_owned()),
                route: row.get("route"),
                location: Some(read::word(&row, "location_code", LocationCode::parse)?),
            },
            filling: Filling {
                inside: read::count(&row, "inside")? as usize,
                planned: read::count(&row, "cards")? as usize,
            },
            state: state.and_then(State::named).unwrap_or(State::Planned),
        })
    }
}
