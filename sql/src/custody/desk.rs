//! What the steps of pouches ask of the database, and how an event is written.

use super::{Deed, Home, Sent, Which};
use crate::read;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::units::Grams;
use fenjian_planner::weigh::{CardWeight, Weighed};
use fenjian_planner::words::{CardSerial, LocationCode, Mode};
use tokio_postgres::Row;

/// The day that a deed belongs to, in its transaction.
pub(super) struct Desk<'a> {
    pub(super) work: &'a Transaction<'a>,
    pub(super) centre: &'a str,
    pub(super) day: NaiveDate,
}

impl Desk<'_> {
    /// Where the published plan sends a pouch; S716 when it has none such.
    pub(super) async fn home(&self, pouch: &str) -> Result<Home, Fault> {
        let select = "
            SELECT p.route, p.location_code FROM pouch p
            JOIN revision r ON r.centre = p.centre AND r.day = p.day AND r.number = p.revision
            WHERE p.centre = $1 AND p.day = $2 AND p.number = $3 AND r.status = 'published'";
        let row = self.work.query_opt(select, &[&self.centre, &self.day, &pouch]).await;
        let none = || Fault::new(fault::NOT_IN_PLAN, pouch);
        let row = row.map_err(fault_of)?.ok_or_else(none)?;
        Ok(Home {
            mode: Some(Mode::Van),
            pouch: Some(pouch.to_owned()),
            route: row.get("route"),
            location: Some(read::word(&row, "location_code", LocationCode::parse)?),
        })
    }

    pub(super) async fn unused(&self, seal: &str) -> Result<(), Fault> {
        let select = "SELECT FROM custody_event
                      WHERE centre = $1 AND kind = 'seal' AND evidence ->> 'seal' = $2";
        match self.work.query_opt(select, &[&self.centre, &seal]).await.map_err(fault_of)? {
            None => Ok(()),
            Some(_) => Err(Fault::new(fault::SEAL_USED, seal)),
        }
    }

    /// The cards that a seal closes in: planned ones only.
    pub(super) async fn to_seal(&self, pouch: &str, which: Which) -> Result<Vec<String>, Fault> {
        let among = match which {
            Which::Scanned => "SELECT custody_put($1, $2, $3)",
            Which::Planned => {
                "SELECT unnest(q.serials) FROM revision r
                 JOIN pouch p ON p.centre = r.centre AND p.day = r.day AND p.revision = r.number
                 JOIN pouch q ON q.centre = p.centre AND q.day = p.day AND q.revision = p.revision
                    AND q.location_code = p.location_code
                 WHERE r.centre = $1 AND r.day = $2 AND r.status = 'published' AND p.number = $3"
            }
        };
        let own = match which {
            Which::Scanned => "",
            Which::Planned => "AND l.pouch = $3",
        };
        let select = format!(
            "SELECT l.card_serial FROM ledger l
             WHERE l.centre = $1 AND l.day = $2 AND l.open AND l.state = 'planned' {own}
               AND l.card_serial IN ({among}) ORDER BY 1"
        );
        self.serials(&select, pouch).await
    }

    /// A stopped card among those that were scanned into a pouch.
    pub(super) async fn stopped_among_put(&self, pouch: &str) -> Result<Option<CardSerial>, Fault> {
        let select = "SELECT l.card_serial FROM ledger l
             WHERE l.centre = $1 AND l.day = $2 AND l.open AND l.state = 'quarantined'
               AND l.card_serial IN (SELECT custody_put($1, $2, $3)) ORDER BY 1 LIMIT 1";
        let serials = self.serials(select, pouch).await?;
        Ok(serials.first().and_then(|serial| CardSerial::parse(serial)))
    }

    /// The cards of the pouch's standing seal that are in `state`; S739 when there are none.
    pub(super) async fn inside(&self, pouch: &str, state: &str) -> Result<Vec<String>, Fault> {
        let select = format!(
            "SELECT l.card_serial FROM ledger l
             WHERE l.centre = $1 AND l.day = $2 AND l.pouch = $3 AND l.state = '{state}'
               AND l.card_serial IN (
                SELECT unnest(cards) FROM (
                    SELECT cards FROM custody_event
                    WHERE centre = $1 AND day = $2 AND pouch = $3 AND kind = 'seal'
                    ORDER BY seq DESC LIMIT 1) last)
             ORDER BY 1"
        );
        let cards = self.serials(&select, pouch).await?;
        if cards.is_empty() { Err(Fault::new(fault::POUCH_NOT_SO, pouch)) } else { Ok(cards) }
    }

    /// The loaded cards of a route; S739 when there are none.
    pub(super) async fn loaded(&self, route: &str) -> Result<Vec<String>, Fault> {
        let select = "
            SELECT l.card_serial FROM ledger l
            WHERE l.centre = $1 AND l.day = $2 AND l.state = 'loaded' AND l.card_serial IN (
                SELECT unnest(cards) FROM custody_event
                WHERE centre = $1 AND day = $2 AND route = $3 AND kind = 'load')
            ORDER BY 1";
        let cards = self.serials(select, route).await?;
        if cards.is_empty() { Err(Fault::new(fault::POUCH_NOT_SO, route)) } else { Ok(cards) }
    }

    /// A card among `cards` that an alert stops on this day.
    pub(super) async fn alerted(&self, cards: &[String]) -> Result<Option<CardSerial>, Fault> {
        let select = "
            SELECT c.serial FROM card c JOIN alert a
              ON (a.by = 'serial' AND a.number = c.serial)
              OR (a.by = 'receipt' AND a.number = c.receipt_no)
            WHERE c.serial = ANY ($1) AND $2 BETWEEN a.since AND coalesce(a.until, 'infinity')
            ORDER BY 1 LIMIT 1";
        let row = self.work.query_opt(select, &[&cards, &self.day]).await.map_err(fault_of)?;
        row.map(|row| read::word(&row, "serial", CardSerial::parse)).transpose()
    }

    /// How many cards a pouch weighs as that is being sealed, where its weight says that it was miscounted.
    pub(super) async fn weighs_as(&self, deed: &Deed) -> Result<Option<u32>, Fault> {
        let Deed::Seal { count, weight_g: Some(weight), .. } = deed else { return Ok(None) };
        let pouching = read::pouching(self.work, self.centre).await?;
        let net = |gross: i64| Grams(gross) - pouching.pouch_weight;
        let select = "
            SELECT cardinality(cards) AS cards, (evidence ->> 'weight_g')::bigint AS weight_g
            FROM custody_event WHERE centre = $1 AND kind = 'seal' AND evidence ? 'weight_g'
            ORDER BY day DESC, seq DESC LIMIT 500";
        let rows = self.work.query(select, &[&self.centre]).await.map_err(fault_of)?;
        let weighed = |row: &Row| {
            let cards = read::count(row, "cards")?;
            Ok(Weighed { cards, net: net(row.get("weight_g")) })
        };
        let earlier: Result<Vec<Weighed>, Fault> = rows.iter().map(weighed).collect();
        let card = CardWeight::of(&earlier?, pouching.card_weight);
        Ok(card.weighs_as(Weighed { cards: *count, net: net(i64::from(*weight)) }))
    }

    async fn serials(&self, select: &str, about: &str) -> Result<Vec<String>, Fault> {
        let rows = self.work.query(select, &[&self.centre, &self.day, &about]).await;
        Ok(rows.map_err(fault_of)?.iter().map(|row| row.get(0)).collect())
    }

    /// Writes the event; the database moves its cards, and gives it its number.
    pub(super) async fn write(
        &self,
        sent: &Sent,
        badge: i32,
        deed: &Deed,
        cards: &[String],
        home: &Home,
        weighs_as: Option<u32>,
    ) -> Result<i64, Fault> {
        let (mut seal, mut count, mut weight, mut accepted_by, mut at) =
            (None, None, None, None, None);
        match deed {
            Deed::Seal { seal: number, count: counted, weight_g, .. } => {
                seal = Some(number.as_str());
                count = Some(i64::from(*counted));
                weight = weight_g.map(i64::from);
            }
            Deed::HandOver { accepted_by: person, .. } => accepted_by = person.as_deref(),
            Deed::CameBack { missort_at, .. } => at = missort_at.map(|code| code.to_string()),
            _ => {}
        }
        let weighs_as = weighs_as.map(i64::from);
        let reason = at.is_some().then_some("missort");
        let mode = home.mode.map(|mode| mode.word());
        let location = home.location.map(|code| code.to_string());
        let insert = "
            INSERT INTO custody_event (centre, day, client_id, kind, badge, device, occurred_at,
                                       route, pouch, cards, evidence)
            VALUES ($1, $2, $3, $4::text::custody_kind, $5, $6, $7, $8::text, $9::text, $10,
                jsonb_strip_nulls(jsonb_build_object(
                    'seal', $11::text, 'count', $12::bigint, 'weight_g', $13::bigint,
                    'accepted_by', $14::text, 'reason', $15::text, 'at', $16::text, 'mode', $17::text,
                    'belongs', $9::text, 'route', $8::text, 'location', $18::text,
                    'weighs_as', $19::bigint)))
            RETURNING seq";
        let row = (self.work)
            .query_one(
                insert,
                &[
                    &self.centre,
                    &self.day,
                    &sent.client_id,
                    &deed.kind(),
                    &badge,
                    &sent.device,
                    &sent.occurred_at,
                    &home.route,
                    &deed.pouch(),
                    &cards,
                    &seal,
                    &count,
                    &weight,
                    &accepted_by,
                    &reason,
                    &at,
                    &mode,
                    &location,
                    &weighs_as,
                ],
            )
            .await
            .map_err(fault_of)?;
        Ok(row.get("seq"))
    }
}
