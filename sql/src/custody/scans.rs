//! Cards scanned one by one. Many stations scan at once, so the scans of a moment are answered in one
//! transaction: one lock, one look, one write, one commit.

use super::answer::{Judged, judge};
use super::lookup::{Found, look_up, put_into};
use super::{Answer, CardKey, Filling, Sent, badges, chain};
use crate::open::require_open;
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use chrono::{Datelike, NaiveDate};
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A card scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardScan {
    /// Who, when, on what.
    pub sent: Sent,
    /// The card.
    pub card: CardKey,
    /// The pouch that is being filled; none while sorting.
    pub pouch: Option<String>,
}

impl Sent {
    /// Refuses what the database would not take (W813), so that one bad event never fails its neighbours.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let id = self.client_id.as_bytes();
        let sound = (8..=64).contains(&id.len())
            && id.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
            && plain(&self.badge)
            && plain(&self.device)
            && (2000..2200).contains(&self.occurred_at.year());
        if sound {
            Ok(())
        } else {
            Err(Fault::new(fault::SCAN_UNREADABLE, "id、device、occurred_at"))
        }
    }
}

impl CardScan {
    fn check(&self) -> Result<(), Fault> {
        self.sent.check()?;
        let sound = self.card.is_sound() && self.pouch.as_deref().is_none_or(plain);
        if sound { Ok(()) } else { Err(Fault::new(fault::SCAN_UNREADABLE, "card、pouch")) }
    }
}

/// Short text without control characters.
pub(super) fn plain(text: &str) -> bool {
    text.len() <= 128 && !text.chars().any(char::is_control)
}

impl Store {
    /// Answers scans of a centre and day in the order given, and notes each as an event; one sent before gets
    /// the answer it got and is not noted again. Everything is durable when this returns. O(scans).
    ///
    /// Errors: S708, S709 for the day. Of one scan: W813 when it cannot be read, S730 when its badge is not in
    /// force, S731 when its identifier was used for something else.
    pub async fn record_scans(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        scans: &[CardScan],
    ) -> Result<Vec<Result<Answer, Fault>>, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let centre = centre.0.as_str();
        chain::lock(&work, centre, day).await?;
        require_open(&work, centre, day).await?;
        let sound = || scans.iter().filter(|scan| scan.check().is_ok());
        let ids: Vec<&str> = sound().map(|scan| scan.sent.client_id.as_str()).collect();
        let digests: Vec<&str> = sound().map(|scan| scan.sent.badge.as_str()).collect();
        let known = chain::known(&work, &ids).await?;
        let badges = badges::numbers(&work, centre, &digests).await?;

        let mut answers: Vec<Option<Result<Answer, Fault>>> = vec![None; scans.len()];
        let mut first: HashMap<&str, usize> = HashMap::new();
        let mut fresh = Vec::new();
        for (ix, scan) in scans.iter().enumerate() {
            let badge = badges.get(&scan.sent.badge).copied();
            let badge = badge.ok_or_else(|| Fault::new(fault::NO_SUCH_BADGE, ""));
            match (scan.check().and(badge), known.get(&scan.sent.client_id)) {
                (Err(fault), _) => answers[ix] = Some(Err(fault)),
                (Ok(badge), Some(known)) => {
                    answers[ix] = Some(known.answer_to(&scan.sent, badge, &["scan"]));
                }
                // Sent twice at the same moment: the second one gets the first one's answer, below.
                (Ok(_), None) if first.contains_key(scan.sent.client_id.as_str()) => {}
                (Ok(badge), None) => {
                    first.insert(&scan.sent.client_id, ix);
                    fresh.push((ix, badge));
                }
            }
        }
        let judged = judge_all(&work, centre, day, scans, &fresh).await?;
        let seqs = write(&work, centre, day, scans, &fresh, &judged).await?;
        work.commit().await.map_err(fault_of)?;
        for (((ix, _), judged), seq) in fresh.iter().zip(judged).zip(seqs) {
            answers[*ix] = Some(Ok(Answer { seq: Some(seq.cast_unsigned()), ..judged.answer }));
        }
        let twin = |ix: usize| {
            let first = *first.get(scans[ix].sent.client_id.as_str())?;
            let same = scans[first] == scans[ix];
            let answer = answers[first].clone()?;
            same.then(|| answer.map(|answer| Answer { again: true, ..answer }))
        };
        let reused = |ix: usize| Fault::new(fault::EVENT_REUSED, scans[ix].sent.client_id.clone());
        let answer = |ix: usize| answers[ix].clone().or_else(|| twin(ix));
        Ok((0..scans.len()).map(|ix| answer(ix).unwrap_or_else(|| Err(reused(ix)))).collect())
    }
}

/// Judges the fresh scans one after the other, each knowing what those before it put into pouches.
async fn judge_all(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    scans: &[CardScan],
    fresh: &[(usize, i32)],
) -> Result<Vec<Judged>, Fault> {
    let keys: Vec<_> =
        fresh.iter().map(|(ix, _)| (&scans[*ix].card, scans[*ix].pouch.as_deref())).collect();
    let found = look_up(work, centre, day, &keys).await?;
    let asked: BTreeSet<&str> = keys.iter().filter_map(|(_, asked)| *asked).collect();
    let mut put = put_into(work, centre, day, &asked).await?;
    let mut judged = Vec::with_capacity(fresh.len());
    for ((_, asked), found) in keys.iter().zip(&found) {
        let mut one = judge(found, *asked, has_room(found, *asked, &put));
        if let (Some(pouch), Some(card)) = (&one.put, &one.answer.card) {
            for (number, cards) in &mut put {
                match number == pouch {
                    true => cards.insert(card.to_string()),
                    false => cards.remove(card.as_str()),
                };
            }
            let inside = put.get(pouch).map_or(0, BTreeSet::len);
            one.answer.filling = planned(found).map(|planned| Filling { inside, planned });
        }
        judged.push(one);
    }
    Ok(judged)
}

/// How many cards the plan puts into the pouch that is being filled.
fn planned(found: &[Found]) -> Option<usize> {
    found.iter().find_map(|card| Some(card.place.as_ref()?.asked.as_ref()?.cards))
}

fn has_room(
    found: &[Found],
    asked: Option<&str>,
    put: &BTreeMap<String, BTreeSet<String>>,
) -> bool {
    let inside = asked.and_then(|asked| put.get(asked));
    let fits = |card: &Found| {
        let pouch = card.place.as_ref().and_then(|place| place.asked.as_ref());
        let others = inside.map_or(0, |inside| {
            inside.iter().filter(|serial| serial.as_str() != card.serial.as_str()).count()
        });
        pouch.is_some_and(|pouch| others < pouch.cards)
    };
    found.iter().any(fits)
}

/// Writes the events in their order and gives their numbers.
async fn write(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    scans: &[CardScan],
    fresh: &[(usize, i32)],
    judged: &[Judged],
) -> Result<Vec<i64>, Fault> {
    let (mut ids, mut badges, mut devices, mut moments) = (vec![], vec![], vec![], vec![]);
    for (ix, badge) in fresh {
        let sent = &scans[*ix].sent;
        ids.push(sent.client_id.as_str());
        badges.push(*badge);
        devices.push(sent.device.as_str());
        moments.push(sent.occurred_at);
    }
    let (mut pouches, mut cards, mut verdicts, mut codes) = (vec![], vec![], vec![], vec![]);
    let (mut modes, mut belongs, mut routes, mut locations) = (vec![], vec![], vec![], vec![]);
    for Judged { answer, put } in judged {
        pouches.push(put.as_deref());
        cards.push(answer.card.as_ref().map(|card| card.as_str()));
        verdicts.push(answer.verdict.word());
        codes.push(answer.code.map(|code| code.id));
        modes.push(answer.home.mode.map(|mode| mode.word()));
        belongs.push(answer.home.pouch.as_deref());
        routes.push(answer.home.route.as_deref());
        locations.push(answer.home.location.map(|code| code.to_string()));
    }
    let insert = "
        INSERT INTO custody_event (centre, day, client_id, kind, badge, device, occurred_at, pouch,
                                   cards, evidence)
        SELECT $1, $2, u.id, 'scan'::custody_kind, u.badge, u.device, u.moment, u.pouch,
            array_remove(ARRAY[u.card], NULL), jsonb_strip_nulls(jsonb_build_object(
                'verdict', u.verdict, 'code', u.code, 'mode', u.mode, 'belongs', u.belongs,
                'route', u.route, 'location', u.location))
        FROM unnest($3::text[], $4::integer[], $5::text[], $6::timestamptz[], $7::text[],
                    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                    $14::text[])
            WITH ORDINALITY u (id, badge, device, moment, pouch, card, verdict, code, mode, belongs,
                               route, location, n)
        ORDER BY u.n RETURNING seq";
    let insert = work.prepare_cached(insert).await.map_err(fault_of)?;
    let rows = (work)
        .query(
            &insert,
            &[
                &centre, &day, &ids, &badges, &devices, &moments, &pouches, &cards, &verdicts,
                &codes, &modes, &belongs, &routes, &locations,
            ],
        )
        .await
        .map_err(fault_of)?;
    let seqs: Vec<i64> = rows.iter().map(|row| row.get("seq")).collect();
    if seqs.len() == fresh.len() { Ok(seqs) } else { Err(unreadable("custody_event.seq")) }
}
