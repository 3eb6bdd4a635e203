//! The body of a scan as the store's words. A citizen number that a card reader sent is hashed here and goes no
//! further; nothing of a body is ever logged or repeated.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::digest;
use fenjian_planner::intake::CitizenKey;
use fenjian_planner::words::{CardSerial, CentreCode, LocationCode};
use fenjian_sql::custody::{CardKey, CardScan, Deed, Paper, Says, Sent, Which};
use serde::Deserialize;

/// A scan that can be read.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) centre: CentreCode,
    pub(super) day: NaiveDate,
    pub(super) what: What,
}

/// What was scanned.
#[derive(Debug)]
pub(super) enum What {
    Card(CardScan),
    Deed(Sent, Deed),
    Paper(Sent, Paper),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    id: String,
    badge: String,
    device: String,
    occurred_at: DateTime<FixedOffset>,
    centre: String,
    day: NaiveDate,
    command: Option<Command>,
    card: Option<Card>,
    pouch: Option<String>,
    sheet: Option<String>,
    route: Option<String>,
    seal: Option<String>,
    count: Option<u32>,
    weight_g: Option<u32>,
    accepted_by: Option<String>,
    reason: Option<Reason>,
    location: Option<String>,
}

/// Commands as their barcodes say them. Without one, a card is scanned.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Command {
    Seal,
    SealAsPlanned,
    Unseal,
    Load,
    Depart,
    HandOver,
    Receipt,
    Exception,
    Return,
    Spoiled,
    Found,
    CameBack,
}

/// What is not as declared, or why a card came back.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Reason {
    Short,
    BrokenSeal,
    Misdelivered,
    NobodyThere,
    Missort,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    serial: Option<String>,
    receipt: Option<String>,
    tray: Option<String>,
    position: Option<u32>,
    citizen_id: Option<String>,
    code: Option<String>,
}

impl Request {
    /// Reads a body; W813 names the field that is missing or in the way, never a value.
    pub(super) fn read(body: &[u8], key: &CitizenKey) -> Result<Self, Fault> {
        // The parser's own words may quote what was typed.
        let mut body: Body = serde_json::from_slice(body).map_err(|error| {
            let place = format!("第 {} 行第 {} 列", error.line(), error.column());
            Fault::new(fault::SCAN_UNREADABLE, place)
        })?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if body.centre.is_empty() || !body.centre.bytes().all(plain) {
            return Err(missing("centre"));
        }
        let sent = Sent {
            client_id: body.id.clone(),
            badge: badge_digest(&body.badge),
            device: body.device.clone(),
            occurred_at: body.occurred_at.with_timezone(&Utc),
        };
        let card = body.card.take().map(|card| card.key(key)).transpose()?;
        let what = match body.command {
            None => {
                let card = card.ok_or_else(|| missing("card"))?;
                What::Card(CardScan { sent, card, pouch: body.pouch })
            }
            Some(Command::Receipt | Command::Exception | Command::Return) => {
                let says = body.says()?;
                let number = body.sheet.or(body.pouch).ok_or_else(|| missing("pouch"))?;
                What::Paper(sent, Paper { number, says })
            }
            Some(command) => What::Deed(sent, body.deed(command, card)?),
        };
        Ok(Self { centre: CentreCode(body.centre), day: body.day, what })
    }
}

impl Body {
    /// What is done with a pouch, a route or a card. Papers are no deeds.
    fn deed(&self, command: Command, card: Option<CardKey>) -> Result<Deed, Fault> {
        let card = || card.clone().ok_or_else(|| missing("card"));
        let pouch = || self.pouch.clone().ok_or_else(|| missing("pouch"));
        Ok(match command {
            Command::Seal | Command::SealAsPlanned => Deed::Seal {
                pouch: pouch()?,
                seal: self.seal.clone().ok_or_else(|| missing("seal"))?,
                count: self.count.ok_or_else(|| missing("count"))?,
                weight_g: self.weight_g,
                which: match command {
                    Command::Seal => Which::Scanned,
                    _ => Which::Planned,
                },
            },
            Command::Unseal => Deed::Unseal { pouch: pouch()? },
            Command::Load => Deed::Load { pouch: pouch()?, route: self.route.clone() },
            Command::Depart => {
                Deed::Depart { route: self.route.clone().ok_or_else(|| missing("route"))? }
            }
            Command::HandOver => {
                Deed::HandOver { pouch: pouch()?, accepted_by: self.accepted_by.clone() }
            }
            Command::Spoiled => Deed::Spoiled(card()?),
            Command::Found => Deed::Found(card()?),
            Command::CameBack => {
                let missort_at = match self.reason {
                    None => None,
                    Some(Reason::Missort) => {
                        Some(self.location()?.ok_or_else(|| missing("location"))?)
                    }
                    Some(_) => return Err(missing("reason")),
                };
                Deed::CameBack { card: card()?, missort_at }
            }
            Command::Receipt | Command::Exception | Command::Return => {
                return Err(missing("command"));
            }
        })
    }

    /// What a paper says.
    fn says(&self) -> Result<Says, Fault> {
        let by = self.accepted_by.clone();
        match (self.command, self.reason) {
            (Some(Command::Receipt), None) => Ok(Says::AsDeclared { by }),
            (Some(Command::Return), None) => Ok(Says::Back),
            (Some(Command::Exception), Some(Reason::Short)) => Ok(Says::Short),
            (Some(Command::Exception), Some(Reason::BrokenSeal)) => Ok(Says::BrokenSeal),
            (Some(Command::Exception), Some(Reason::NobodyThere)) => Ok(Says::NobodyThere),
            (Some(Command::Exception), Some(Reason::Misdelivered)) => {
                Ok(Says::Misdelivered { at: self.location()? })
            }
            _ => Err(missing("reason")),
        }
    }

    fn location(&self) -> Result<Option<LocationCode>, Fault> {
        let code = |text: &String| LocationCode::parse(text).ok_or_else(|| missing("location"));
        self.location.as_ref().map(code).transpose()
    }
}

impl Card {
    fn key(self, key: &CitizenKey) -> Result<CardKey, Fault> {
        match (self.serial, self.receipt, self.tray, self.position, self.citizen_id, self.code) {
            (Some(serial), None, None, None, None, None) => {
                let serial = CardSerial::parse(&serial).ok_or_else(|| missing("card.serial"))?;
                Ok(CardKey::Serial(serial))
            }
            (None, Some(receipt), None, None, None, None) => Ok(CardKey::Receipt(receipt)),
            (None, None, Some(tray), Some(position), None, None) => {
                Ok(CardKey::Place(tray, position))
            }
            (None, None, None, None, Some(id), None) => Ok(CardKey::Citizen(key.hash(&id))),
            (None, None, None, None, None, Some(code)) => Ok(CardKey::Code(code)),
            _ => Err(missing("card")),
        }
    }
}

fn missing(field: &str) -> Fault {
    Fault::new(fault::SCAN_UNREADABLE, field)
}

/// The digest by which a badge is known. Codes are random, so that a plain digest tells nothing.
pub(crate) fn badge_digest(code: &str) -> String {
    digest(&code.trim().to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(change: impl FnOnce(&mut Value)) -> Result<Request, Fault> {
        let mut body = json!({
            "id": "device-1-000001", "badge": "b0123", "device": "station 1", "centre": "GZ",
            "day": "2026-09-28", "occurred_at": "2026-09-28T08:00:00.5+08:00",
            "card": { "serial": "GD26090001" }
        });
        change(&mut body);
        let key = CitizenKey::new(vec![7; 32]).ok_or_else(|| missing("key"))?;
        Request::read(body.to_string().as_bytes(), &key)
    }

    #[test]
    fn a_card_is_known_in_one_way() {
        let key = |card: Value| match read(|body| body["card"] = card).map(|read| read.what) {
            Ok(What::Card(scan)) => Some(scan.card),
            _ => None,
        };
        assert_eq!(key(json!({ "receipt": "R1" })), Some(CardKey::Receipt("R1".into())));
        assert_eq!(key(json!({ "code": "R1" })), Some(CardKey::Code("R1".into())));
        let place = json!({ "tray": "T1", "position": 12 });
        assert_eq!(key(place), Some(CardKey::Place("T1".into(), 12)));
        assert!(matches!(key(json!({ "citizen_id": "x" })), Some(CardKey::Citizen(_))));
        for wrong in [
            json!({}),
            json!({ "tray": "T1" }),
            json!({ "serial": "a b" }),
            json!({ "serial": "GD26090001", "receipt": "R1" }),
        ] {
            assert_eq!(key(wrong), None);
        }
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_is_repeated() {
        let refused = |change: &dyn Fn(&mut Value)| match read(change) {
            Err(fault) => fault,
            Ok(read) => panic!("{read:?}"),
        };
        let seal = refused(&|body| {
            body["command"] = json!("seal");
            body["pouch"] = json!("P1");
        });
        assert_eq!((seal.code, seal.detail.as_str()), (fault::SCAN_UNREADABLE, "seal"));
        let typed = refused(&|body| body["11010519491231002X"] = json!("11010519491231002X"));
        assert!(!typed.to_string().contains("1949"), "{typed}");
        let word = refused(&|body| body["command"] = json!("110105194912310021"));
        assert!(!word.to_string().contains("1949"), "{word}");
    }
}
