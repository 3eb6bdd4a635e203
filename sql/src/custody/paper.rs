//! Papers that come back: a signed handover sheet stands for all pouches of its stop, a pouch's number for itself.
//!
//! What it says goes into the chain of the day that is open, also when the pouch left on a day that is closed by
//! now. Of a day that is open the cards follow: received pouches that were in transit are handed over, pouches that
//! came back are returned. Of a closed day their account stays as it is: a receipt is noted, and cards that came
//! back enter the open day. Each pouch gets an event of its own.

use super::desk::Desk;
use super::scans::plain;
use super::{Answer, Home, Sent, Verdict, badges, chain};
use crate::import::{Scope, judge};
use crate::open::require_open;
use crate::read;
use crate::store::{Store, share_ledger};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::digest;
use fenjian_planner::words::{CardSerial, CentreCode, LocationCode, Mode};

/// A paper and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The number that was scanned: of a handover sheet or of a pouch.
    pub number: String,
    /// What it says.
    pub says: Says,
}

/// What a paper says of its pouches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// Received as declared.
    AsDeclared {
        /// By whom: a police number.
        by: Option<String>,
    },
    /// Received, with fewer cards than declared.
    Short,
    /// Received, with a broken seal.
    BrokenSeal,
    /// Given to somebody else.
    Misdelivered {
        /// Where it turned up; where the plan sends it when nothing else is said.
        at: Option<LocationCode>,
    },
    /// Nobody took it.
    NobodyThere,
    /// It came back.
    Back,
}

impl Says {
    fn reason(&self) -> Option<&'static str> {
        match self {
            Self::AsDeclared { .. } => None,
            Self::Short => Some("short"),
            Self::BrokenSeal => Some("broken-seal"),
            Self::Misdelivered { .. } => Some("misdelivered"),
            Self::NobodyThere => Some("nobody-there"),
            Self::Back => Some("back"),
        }
    }

    /// The kinds of events that it may become.
    fn kinds(&self) -> &'static [&'static str] {
        match self {
            Self::AsDeclared { .. } => &["hand_over", "receipt"],
            Self::Back => &["return", "exception"],
            _ => &["exception"],
        }
    }
}

/// The answer to a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAnswer {
    /// As for any scan; `seq` is that of the first pouch, none when all of it was known.
    pub answer: Answer,
    /// The pouches that the paper is about.
    pub pouches: Vec<String>,
    /// The day on which they left.
    pub of_day: NaiveDate,
    /// Cards to be looked for, or that are back in the house.
    pub cards: Vec<CardSerial>,
}

/// The pouches of a paper.
struct Bundle {
    day: NaiveDate,
    sheet: Option<String>,
    route: String,
    /// Number and location of each.
    pouches: Vec<(String, LocationCode)>,
}

/// What is written of one pouch.
struct Note {
    kind: &'static str,
    /// The pouch in the event's own column: none where its cards enter a day that has no such pouch.
    column: bool,
    cards: Vec<String>,
}

impl Store {
    /// Notes what a paper says, an event for each pouch; what is known already is not noted again. Durable when
    /// this returns. O(cards of the pouches).
    ///
    /// Errors: S708, S709 for the day; W813, S730, S731 as for scans; S716 for a number that is no sheet and no
    /// pouch of a published plan; S739 for a pouch that has not left; S746 for an unknown location.
    pub async fn record_paper(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        sent: &Sent,
        paper: &Paper,
    ) -> Result<PaperAnswer, Fault> {
        sent.check()?;
        let person = match &paper.says {
            Says::AsDeclared { by } => by.as_deref(),
            _ => None,
        };
        if !plain(&paper.number) || !person.is_none_or(plain) {
            return Err(Fault::new(fault::SCAN_UNREADABLE, "number"));
        }
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        share_ledger(&work).await?;
        let centre = centre.0.as_str();
        let bundle = bundle(&work, centre, &paper.number).await?;
        // A day that is open keeps its own events, whichever page they were scanned on.
        let day = match is_open(&work, centre, bundle.day).await? {
            true => bundle.day,
            false => day,
        };
        chain::lock(&work, centre, day).await?;
        require_open(&work, centre, day).await?;
        let badges = badges::numbers(&work, centre, &[&sent.badge]).await?;
        let badge = badges.get(&sent.badge).copied();
        let badge = badge.ok_or_else(|| Fault::new(fault::NO_SUCH_BADGE, ""))?;
        let desk = Desk { work: &work, centre, day };
        let known = chain::known(&work, &[&sent.client_id]).await?;
        let answer = match known.get(&sent.client_id) {
            Some(known) => known.answer_to(sent, badge, paper.says.kinds())?,
            None => desk.note(sent, badge, paper, &bundle).await?,
        };
        let cards = match paper.says {
            Says::Short | Says::Back => desk.cards_of(&bundle).await?,
            _ => Vec::new(),
        };
        work.commit().await.map_err(fault_of)?;
        let pouches = bundle.pouches.into_iter().map(|(number, _)| number).collect();
        Ok(PaperAnswer { answer, pouches, of_day: bundle.day, cards })
    }
}

/// The pouches that a number stands for; S716 when it is neither a sheet's nor a pouch's of a published plan.
async fn bundle(work: &Transaction<'_>, centre: &str, number: &str) -> Result<Bundle, Fault> {
    let select = "
        SELECT p.day, p.route, p.number, p.location_code, n.kind = 'handover' AS sheet
        FROM numbering n
        JOIN pouch p ON p.centre = n.centre AND p.day = n.day AND CASE n.kind
            WHEN 'pouch' THEN p.number = n.number
            WHEN 'handover' THEN p.route || '/' || p.drop_code = n.subject END
        JOIN revision r ON r.centre = p.centre AND r.day = p.day AND r.number = p.revision
            AND r.status = 'published'
        WHERE n.centre = $1 AND n.number = $2 ORDER BY p.number";
    let rows = work.query(select, &[&centre, &number]).await.map_err(fault_of)?;
    let Some(first) = rows.first() else {
        return Err(Fault::new(fault::NOT_IN_PLAN, number));
    };
    let pouches = rows
        .iter()
        .map(|row| Ok((row.get("number"), read::word(row, "location_code", LocationCode::parse)?)));
    Ok(Bundle {
        day: first.get("day"),
        sheet: first.get::<_, bool>("sheet").then(|| number.to_owned()),
        route: first.get("route"),
        pouches: pouches.collect::<Result<_, Fault>>()?,
    })
}

async fn is_open(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<bool, Fault> {
    let select = "SELECT FROM day WHERE centre = $1 AND day = $2 AND closed_at IS NULL";
    Ok(work.query_opt(select, &[&centre, &day]).await.map_err(fault_of)?.is_some())
}

impl Desk<'_> {
    async fn note(
        &self,
        sent: &Sent,
        badge: i32,
        paper: &Paper,
        bundle: &Bundle,
    ) -> Result<Answer, Fault> {
        if bundle.day > self.day {
            return Err(Fault::new(fault::NOT_IN_PLAN, paper.number.as_str()));
        }
        if let Says::Misdelivered { at: Some(at) } = paper.says {
            self.place(at).await?;
        }
        let (mut seq, mut known) = (None, 0);
        for (pouch, location) in &bundle.pouches {
            let Some(note) = self.judge_paper(&paper.says, bundle, pouch).await? else {
                known += 1;
                continue;
            };
            // The first one bears the device's identifier, by which all of them are known again.
            let id = match seq {
                None => sent.client_id.clone(),
                Some(_) => digest(&format!("{} {pouch}", sent.client_id)),
            };
            let sent = Sent { client_id: id, ..sent.clone() };
            let written = self.write_paper(&sent, badge, paper, bundle, (pouch, *location), &note);
            let written = written.await?;
            seq = seq.or(Some(written.cast_unsigned()));
        }
        if matches!(paper.says, Says::Back) && seq.is_some() && bundle.day < self.day {
            judge(self.work, Scope::Day(self.centre, self.day)).await?;
        }
        let all_known = known == bundle.pouches.len();
        let single = match bundle.pouches.as_slice() {
            [(pouch, location)] => Some((pouch.clone(), *location)),
            _ => None,
        };
        let home = Home {
            mode: Some(Mode::Van),
            pouch: single.as_ref().map(|(pouch, _)| pouch.clone()),
            route: Some(bundle.route.clone()),
            location: single.map(|(_, location)| location),
        };
        let code = all_known.then_some(fault::PAPER_KNOWN);
        Ok(Answer {
            verdict: Verdict::Right,
            code,
            card: None,
            home,
            filling: None,
            weighs_as: None,
            seq,
            again: false,
        })
    }

    /// What is to be written of a pouch; nothing when it is known already.
    async fn judge_paper(
        &self,
        says: &Says,
        bundle: &Bundle,
        pouch: &str,
    ) -> Result<Option<Note>, Fault> {
        let last = self.last_paper(pouch).await?;
        let last = last.as_ref().map(|(kind, reason)| (kind.as_str(), reason.as_str()));
        let settled = matches!(last, Some(("hand_over" | "receipt" | "return", _) | (_, "back")));
        let not_so = || Fault::new(fault::POUCH_NOT_SO, pouch);
        let note = |kind, column, cards| Ok(Some(Note { kind, column, cards }));
        let inside = async |states: &[&str]| self.of_pouch_in(bundle.day, pouch, states).await;
        // Nothing of the route was scanned into its vehicle: paper alone tells where its pouches are.
        let by_paper = bundle.day == self.day && !self.is_scanned(&bundle.route).await?;
        match says {
            Says::AsDeclared { .. } if settled => Ok(None),
            Says::AsDeclared { .. } if bundle.day < self.day => {
                let cards = inside(&["handed_over"]).await?;
                if cards.is_empty() { Err(not_so()) } else { note("receipt", true, cards) }
            }
            Says::AsDeclared { .. } => {
                let cards = inside(&["in_transit"]).await?;
                if !cards.is_empty() {
                    return note("hand_over", true, cards);
                }
                let cards = if by_paper { inside(&["planned", "sealed"]).await? } else { vec![] };
                if cards.is_empty() { Err(not_so()) } else { note("receipt", true, cards) }
            }
            Says::Back if matches!(last, Some(("return", _) | (_, "back"))) => Ok(None),
            Says::Back if bundle.day < self.day => {
                let cards = self.gone_from(bundle.day, pouch).await?;
                if cards.is_empty() { Err(not_so()) } else { note("return", false, cards) }
            }
            Says::Back => {
                let cards = inside(&["in_transit"]).await?;
                if !cards.is_empty() {
                    return note("return", true, cards);
                }
                let open = by_paper && !inside(&["planned", "sealed"]).await?.is_empty();
                if open { note("exception", true, vec![]) } else { Err(not_so()) }
            }
            _ if last.is_some_and(|(_, reason)| Some(reason) == says.reason()) => Ok(None),
            _ => {
                let left = !inside(&["in_transit", "handed_over"]).await?.is_empty()
                    || (by_paper && !inside(&["planned", "sealed"]).await?.is_empty());
                if left { note("exception", true, vec![]) } else { Err(not_so()) }
            }
        }
    }

    /// The last event that says what became of a pouch, and its reason.
    async fn last_paper(&self, pouch: &str) -> Result<Option<(String, String)>, Fault> {
        let select = "
            SELECT kind::text, coalesce(evidence ->> 'reason', '') FROM custody_event
            WHERE centre = $1 AND evidence ->> 'belongs' = $2 AND kind <> 'scan'
              AND kind IN ('hand_over', 'receipt', 'return', 'exception')
            ORDER BY day DESC, seq DESC LIMIT 1";
        let row = self.work.query_opt(select, &[&self.centre, &pouch]).await.map_err(fault_of)?;
        Ok(row.map(|row| (row.get(0), row.get(1))))
    }

    /// Whether anything of a route was scanned into its vehicle.
    async fn is_scanned(&self, route: &str) -> Result<bool, Fault> {
        let select = "SELECT FROM custody_event
                      WHERE centre = $1 AND day = $2 AND route = $3 AND kind = 'load' LIMIT 1";
        let row = self.work.query_opt(select, &[&self.centre, &self.day, &route]).await;
        Ok(row.map_err(fault_of)?.is_some())
    }

    /// Cards that stand in a pouch, by the account of `day`, in one of `states`.
    async fn of_pouch_in(
        &self,
        day: NaiveDate,
        pouch: &str,
        states: &[&str],
    ) -> Result<Vec<String>, Fault> {
        let select = format!("{IN_POUCH} AND l.state::text = ANY ($4) ORDER BY 1");
        let rows = self.work.query(&select, &[&self.centre, &day, &pouch, &states]).await;
        Ok(rows.map_err(fault_of)?.iter().map(|row| row.get(0)).collect())
    }

    /// Cards that left in a pouch on a closed day and are in no account since.
    async fn gone_from(&self, day: NaiveDate, pouch: &str) -> Result<Vec<String>, Fault> {
        let select = format!(
            "{IN_POUCH} AND l.state = 'handed_over' AND NOT EXISTS (
                SELECT FROM ledger n WHERE n.card_serial = l.card_serial AND n.day > $2) ORDER BY 1"
        );
        let rows = self.work.query(&select, &[&self.centre, &day, &pouch]).await;
        Ok(rows.map_err(fault_of)?.iter().map(|row| row.get(0)).collect())
    }

    /// The cards of all pouches of a paper.
    async fn cards_of(&self, bundle: &Bundle) -> Result<Vec<CardSerial>, Fault> {
        let mut cards = Vec::new();
        for (pouch, _) in &bundle.pouches {
            let select = format!("{IN_POUCH} ORDER BY 1");
            let rows = self.work.query(&select, &[&self.centre, &bundle.day, &pouch]).await;
            for row in rows.map_err(fault_of)? {
                cards.push(read::word(&row, "card_serial", CardSerial::parse)?);
            }
        }
        Ok(cards)
    }

    /// S746 for a code that no location has.
    pub(super) async fn place(&self, code: LocationCode) -> Result<(), Fault> {
        let select = "SELECT FROM location WHERE code = $1 LIMIT 1";
        let row = self.work.query_opt(select, &[&code.to_string()]).await.map_err(fault_of)?;
        row.map(drop).ok_or_else(|| Fault::new(fault::NO_SUCH_LOCATION, code.to_string()))
    }

    async fn write_paper(
        &self,
        sent: &Sent,
        badge: i32,
        paper: &Paper,
        bundle: &Bundle,
        (pouch, location): (&String, LocationCode),
        note: &Note,
    ) -> Result<i64, Fault> {
        let by = match &paper.says {
            Says::AsDeclared { by } => by.as_deref(),
            _ => None,
        };
        let at = match paper.says {
            Says::Misdelivered { at } => Some(at.unwrap_or(location).to_string()),
            _ => None,
        };
        let location = location.to_string();
        let column = note.column.then_some(pouch);
        let insert = "
            INSERT INTO custody_event (centre, day, client_id, kind, badge, device, occurred_at,
                                       route, pouch, cards, evidence)
            VALUES ($1, $2, $3, $4::text::custody_kind, $5, $6, $7, $8::text, $9, $10,
                jsonb_strip_nulls(jsonb_build_object(
                    'accepted_by', $11::text, 'reason', $12::text, 'at', $13::text,
                    'mode', 'van', 'belongs', $14::text, 'route', $8::text, 'location', $15::text,
                    'sheet', $16::text, 'of_day', $17::date)))
            RETURNING seq";
        let row = (self.work)
            .query_one(
                insert,
                &[
                    &self.centre,
                    &self.day,
                    &sent.client_id,
                    &note.kind,
                    &badge,
                    &sent.device,
                    &sent.occurred_at,
                    &bundle.route,
                    &column,
                    &note.cards,
                    &by,
                    &paper.says.reason(),
                    &at,
                    &pouch,
                    &location,
                    &bundle.sheet,
                    &bundle.day,
                ],
            )
            .await
            .map_err(fault_of)?;
        Ok(row.get("seq"))
    }
}

/// Cards of a pouch by the account of its day. The published plan put the location's cards into its pouches; the
/// seals may have exchanged them.
const IN_POUCH: &str = "
    SELECT l.card_serial FROM ledger l
    WHERE l.centre = $1 AND l.day = $2 AND l.pouch = $3 AND l.card_serial IN (
        SELECT unnest(q.serials) FROM revision r
        JOIN pouch p ON p.centre = r.centre AND p.day = r.day AND p.revision = r.number
        JOIN pouch q ON q.centre = p.centre AND q.day = p.day AND q.revision = p.revision
            AND q.location_code = p.location_code
        WHERE r.centre = $1 AND r.day = $2 AND r.status = 'published' AND p.number = $3)";
