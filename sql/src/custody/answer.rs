//! Where a scanned card belongs: right, wrong and where to, or stop.

use super::lookup::{Found, Place};
use super::{Answer, Home, Verdict};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::words::{Mode, State};

/// What a scan comes to: the answer, and the pouch that the card now lies in, if it was put into one.
pub(super) struct Judged {
    pub(super) answer: Answer,
    pub(super) put: Option<String>,
}

/// Judges the cards that a scan's key fits. `asked` is the pouch that is being filled; `room` says whether it
/// takes another card of its location.
pub(super) fn judge(found: &[Found], asked: Option<&str>, room: bool) -> Judged {
    let here: Vec<&Found> = found.iter().filter(|card| card.place.is_some()).collect();
    let open: Vec<&Found> =
        here.iter().copied().filter(|c| c.place.as_ref().is_some_and(|p| p.open)).collect();
    let fits = if open.is_empty() { here } else { open };
    match (fits.as_slice(), found) {
        ([one], _) => match &one.place {
            Some(place) => of_place(one, place, asked, room),
            None => without_place(Some(*one), fault::CARD_NOT_TODAY),
        },
        ([], []) => without_place(None, fault::CARD_UNKNOWN),
        ([], [one, ..]) => without_place(Some(one), fault::CARD_NOT_TODAY),
        (_, _) => without_place(None, fault::CARD_NAMED_TWICE),
    }
}

fn without_place(card: Option<&Found>, code: Code) -> Judged {
    let card = card.map(|card| card.serial.clone());
    let (verdict, home) = (Verdict::Stop, Home::default());
    let answer = Answer {
        verdict,
        code: Some(code),
        card,
        home,
        seq: None,
        again: false,
        weighs_as: None,
        filling: None,
    };
    Judged { answer, put: None }
}

fn of_place(card: &Found, place: &Place, asked: Option<&str>, room: bool) -> Judged {
    let mut home = Home {
        mode: place.mode,
        pouch: place.pouch.clone(),
        route: place.route.clone(),
        location: place.location,
    };
    let mut put = None;
    let (verdict, code) = match place.state {
        State::Quarantined => {
            home = Home::default();
            (Verdict::Stop, place.reason)
        }
        State::Held | State::Returned => {
            home.mode = None;
            (waiting(asked), place.reason)
        }
        State::Planned if place.mode.is_none() => (waiting(asked), Some(fault::CARD_WITHOUT_PLACE)),
        State::Planned => match (asked, &place.asked) {
            (None, _) => (Verdict::Right, None),
            (Some(_), None) => (Verdict::Wrong, Some(fault::CARD_ELSEWHERE)),
            (Some(_), Some(pouch)) if pouch.sealed => (Verdict::Wrong, Some(fault::POUCH_NOT_SO)),
            (Some(number), Some(pouch)) => {
                let own = place.pouch.as_deref() == Some(number);
                let sister =
                    place.mode == Some(Mode::Van) && place.location == Some(pouch.location) && room;
                if own || sister {
                    home.pouch = Some(number.to_owned());
                    home.route = Some(pouch.route.clone());
                    put = Some(number.to_owned());
                    (Verdict::Right, None)
                } else {
                    (Verdict::Wrong, Some(fault::CARD_ELSEWHERE))
                }
            }
        },
        State::Sealed | State::Loaded | State::InTransit => {
            (Verdict::Stop, Some(fault::CARD_SEALED))
        }
        _ => (Verdict::Stop, Some(fault::CARD_LEFT)),
    };
    let card = Some(card.serial.clone());
    let answer = Answer {
        verdict,
        code,
        card,
        home,
        seq: None,
        again: false,
        weighs_as: None,
        filling: None,
    };
    Judged { answer, put }
}

/// A card that waits is right where cards are sorted and wrong in a pouch.
fn waiting(asked: Option<&str>) -> Verdict {
    match asked {
        None => Verdict::Right,
        Some(_) => Verdict::Wrong,
    }
}
