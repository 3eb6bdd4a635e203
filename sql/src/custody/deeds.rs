//! Steps of a pouch, sealed, loaded, departed, handed over, and cards that are spoiled or turn up.
//!
//! Each is one transaction. What is physically wrong (another route, a stopped card inside) is an answer and
//! changes nothing; what contradicts the record is a fault.

use super::desk::Desk;
use super::lookup::look_up;
use super::scans::plain;
use super::{Answer, CardKey, Home, Sent, Verdict, badges, chain};
use crate::import::{Scope, judge};
use crate::open::require_open;
use crate::store::{Store, share_ledger};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Code, Fault};
use fenjian_planner::words::{CardSerial, CentreCode, LocationCode, Mode};

/// Which cards a seal closes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that were scanned into the pouch.
    Scanned,
    /// Those that the plan puts there, where a machine's file fixes which they are.
    Planned,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A pouch is sealed; which cards are in it is fixed here.
    Seal {
        /// The pouch.
        pouch: String,
        /// The number on the seal.
        seal: String,
        /// Cards counted.
        count: u32,
        /// Weight on the scales, when it was weighed.
        weight_g: Option<u32>,
        /// Which cards.
        which: Which,
    },
    /// A sealed pouch is opened again; its cards are planned as before.
    Unseal {
        /// The pouch.
        pouch: String,
    },
    /// A sealed pouch is put into a vehicle.
    Load {
        /// The pouch.
        pouch: String,
        /// The route that is being loaded, when it is known.
        route: Option<String>,
    },
    /// A vehicle leaves with what is loaded.
    Depart {
        /// Its route.
        route: String,
    },
    /// The receiving side took a pouch.
    HandOver {
        /// The pouch.
        pouch: String,
        /// Who took it: a police number.
        accepted_by: Option<String>,
    },
    /// A card was spoiled.
    Spoiled(CardKey),
    /// A card turned up that no account has.
    Found(CardKey),
    /// A card that had left came back by itself.
    CameBack {
        /// The card.
        card: CardKey,
        /// Where it had turned up, when it was sorted or sent wrong (错发).
        missort_at: Option<LocationCode>,
    },
}

impl Deed {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Seal { .. } => "seal",
            Self::Unseal { .. } => "unseal",
            Self::Load { .. } => "load",
            Self::Depart { .. } => "depart",
            Self::HandOver { .. } => "hand_over",
            Self::CameBack { .. } => "return",
            Self::Spoiled(_) => "spoiled",
            Self::Found(_) => "found",
        }
    }

    pub(super) fn pouch(&self) -> Option<&str> {
        match self {
            Self::Seal { pouch, .. }
            | Self::Unseal { pouch }
            | Self::Load { pouch, .. }
            | Self::HandOver { pouch, .. } => Some(pouch),
            Self::Depart { .. } | Self::Spoiled(_) | Self::Found(_) | Self::CameBack { .. } => None,
        }
    }

    fn check(&self) -> Result<(), Fault> {
        let sound = self.pouch().is_none_or(plain)
            && match self {
                Self::Seal { seal, .. } => plain(seal) && !seal.is_empty(),
                Self::Load { route: Some(route), .. } | Self::Depart { route } => plain(route),
                Self::HandOver { accepted_by: Some(person), .. } => plain(person),
                Self::Spoiled(key) | Self::Found(key) | Self::CameBack { card: key, .. } => {
                    key.is_sound()
                }
                _ => true,
            };
        if sound { Ok(()) } else { Err(Fault::new(fault::SCAN_UNREADABLE, self.kind())) }
    }
}

/// What is to be written, or the answer that nothing is.
enum Step {
    Write { cards: Vec<String>, home: Home },
    Refuse(Answer),
}

impl Store {
    /// Notes a deed as an event and moves its cards with it; one sent before is not noted again. Durable when
    /// this returns. O(cards of the pouch or route), and waits for an import or publication that is under way.
    ///
    /// Errors: S708, S709 for the day; W813, S730, S731 as for scans; S716 when the published plan has no such
    /// pouch or route; S739 when it is not where this step begins; S740, S741 for a seal; S717 when the
    /// database refuses.
    pub async fn record_deed(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        sent: &Sent,
        deed: &Deed,
    ) -> Result<Answer, Fault> {
        sent.check()?;
        deed.check()?;
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        share_ledger(&work).await?;
        let centre = centre.0.as_str();
        chain::lock(&work, centre, day).await?;
        require_open(&work, centre, day).await?;
        let badges = badges::numbers(&work, centre, &[&sent.badge]).await?;
        let badge = badges.get(&sent.badge).copied();
        let badge = badge.ok_or_else(|| Fault::new(fault::NO_SUCH_BADGE, ""))?;
        let known = chain::known(&work, &[&sent.client_id]).await?;
        if let Some(known) = known.get(&sent.client_id) {
            return known.answer_to(sent, badge, &[deed.kind()]);
        }
        let desk = Desk { work: &work, centre, day };
        let (cards, home) = match desk.step(deed).await? {
            Step::Write { cards, home } => (cards, home),
            Step::Refuse(answer) => return Ok(answer),
        };
        let weighs_as = desk.weighs_as(deed).await?;
        let seq = desk.write(sent, badge, deed, &cards, &home, weighs_as).await?;
        // What is in the house again may have been stopped meanwhile.
        if matches!(deed, Deed::Unseal { .. } | Deed::Found(_) | Deed::CameBack { .. }) {
            judge(&work, Scope::Day(centre, day)).await?;
        }
        work.commit().await.map_err(fault_of)?;
        let (verdict, seq) = (Verdict::Right, Some(seq.cast_unsigned()));
        let (code, card, again, filling) = (None, None, false, None);
        Ok(Answer { verdict, code, card, home, seq, again, weighs_as, filling })
    }
}

impl Desk<'_> {
    async fn step(&self, deed: &Deed) -> Result<Step, Fault> {
        match deed {
            Deed::Seal { pouch, seal, count, which, .. } => {
                let home = self.home(pouch).await?;
                self.unused(seal).await?;
                if let Some(card) = self.stopped_among_put(pouch).await? {
                    return Ok(stop(card, home));
                }
                let cards = self.to_seal(pouch, *which).await?;
                if cards.len() != *count as usize || cards.is_empty() {
                    let detail = format!("{pouch}：清单 {}，清点 {count}", cards.len());
                    return Err(Fault::new(fault::SEAL_COUNT, detail));
                }
                Ok(Step::Write { cards, home })
            }
            Deed::Load { pouch, route } => {
                let home = self.home(pouch).await?;
                if route.is_some() && *route != home.route {
                    return Ok(refuse(Verdict::Wrong, fault::OTHER_ROUTE, None, home));
                }
                let cards = self.inside(pouch, "sealed").await?;
                match self.alerted(&cards).await? {
                    Some(card) => Ok(stop(card, home)),
                    None => Ok(Step::Write { cards, home }),
                }
            }
            Deed::Unseal { pouch } => self.of_pouch(pouch, "sealed").await,
            Deed::HandOver { pouch, .. } => self.of_pouch(pouch, "in_transit").await,
            Deed::Depart { route } => {
                let cards = self.loaded(route).await?;
                let home =
                    Home { mode: Some(Mode::Van), route: Some(route.clone()), ..Home::default() };
                Ok(Step::Write { cards, home })
            }
            Deed::Spoiled(key) | Deed::Found(key) | Deed::CameBack { card: key, .. } => {
                if let Deed::CameBack { missort_at: Some(at), .. } = deed {
                    self.place(*at).await?;
                }
                let found = look_up(self.work, self.centre, self.day, &[(key, None)]).await?;
                match found.first().map(Vec::as_slice) {
                    // Its day's account cannot take it in a second time.
                    Some([one]) if matches!(deed, Deed::CameBack { .. }) && one.place.is_some() => {
                        Err(Fault::new(fault::LEFT_TODAY, one.serial.as_str()))
                    }
                    Some([one]) => Ok(Step::Write {
                        cards: vec![one.serial.to_string()],
                        home: Home::default(),
                    }),
                    Some([_, ..]) => Err(Fault::new(fault::CARD_NAMED_TWICE, "")),
                    _ => Err(Fault::new(fault::CARD_UNKNOWN, "")),
                }
            }
        }
    }

    async fn of_pouch(&self, pouch: &str, state: &str) -> Result<Step, Fault> {
        let home = self.home(pouch).await?;
        Ok(Step::Write { cards: self.inside(pouch, state).await?, home })
    }
}

fn refuse(verdict: Verdict, code: Code, card: Option<CardSerial>, home: Home) -> Step {
    let (code, seq) = (Some(code), None);
    let (again, weighs_as, filling) = (false, None, None);
    Step::Refuse(Answer { verdict, code, card, home, seq, again, weighs_as, filling })
}

fn stop(card: CardSerial, home: Home) -> Step {
    refuse(Verdict::Stop, fault::POUCH_HOLDS_STOPPED, Some(card), home)
}
