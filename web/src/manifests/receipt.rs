//! Receipt numbers on lists: officers read the last six, so these stand out and stay together; a
//! long number goes on on the next line and its row grows.

use super::glyphs::legible;
use askama::Template;
use askama::filters::HtmlSafe;

const MM_PER_POINT: f64 = 25.4 / 72.0;

/// The style sheet's height of a line of a receipt number, in type sizes.
const LINE: f64 = 1.1;

/// A receipt number in two parts, and the height it takes. Displays as escaped HTML.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    source = "{{ head }}{% if stacked && !head.is_empty() %}<br>{% endif %}<b>{{ tail }}</b>"
)]
pub(super) struct Receipt {
    head: String,
    tail: String,
    stacked: bool,
    mm: f64,
}

impl HtmlSafe for Receipt {}

/// The place of a receipt number, as the style sheet has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Width within the cell.
    pub(super) mm: u32,
    /// Type sizes of the last six and of what stands before, in points.
    pub(super) pt: (f64, f64),
    /// Whether the last six always stand on a line of their own.
    pub(super) stacked: bool,
}

/// Sets a receipt number in `room`; a dash where none may be printed.
pub(super) fn receipt(number: &str, room: Room) -> Receipt {
    if number.is_empty() {
        return Receipt { head: String::new(), tail: "—".into(), stacked: false, mm: 0.0 };
    }
    let cut = number.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let (head, tail) = (&*legible(&number[..cut]), &*legible(&number[cut..]));
    let (wide, tail_mm) = (mm(head, room.pt.1), mm(tail, room.pt.0));
    let line = f64::from(room.mm);
    // Each line may end before a character that would not fit.
    let heads = (wide / (line - mm("王", room.pt.1))).ceil();
    let tall = |pt: f64| pt * MM_PER_POINT * LINE;
    let mm = match room.stacked {
        true => heads * tall(room.pt.1) + tall(room.pt.0),
        false if wide + tail_mm <= line => tall(room.pt.0),
        false => (heads + 1.0) * tall(room.pt.0),
    };
    Receipt { head: head.into(), tail: tail.into(), stacked: room.stacked, mm }
}

impl Receipt {
    /// The height of its row.
    pub(super) fn row_mm(&self) -> u32 {
        const MARGIN_MM: f64 = 1.4;
        (self.mm + MARGIN_MM).ceil() as u32
    }
}

/// The width of `text` in the style sheet's font for codes, in which all letters are equally wide.
fn mm(text: &str, pt: f64) -> f64 {
    let em = text.chars().map(|c| if c.is_ascii() { 0.605 } else { 1.0 }).sum::<f64>();
    em * pt * MM_PER_POINT
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { mm: 40, pt: (13.0, 9.5), stacked: false };

    #[test]
    fn the_last_six_are_kept_apart() {
        let parts = |number| {
            let receipt = receipt(number, ROOM);
            (receipt.head, receipt.tail)
        };
        assert_eq!(parts("SL2026000123"), ("SL2026".into(), "000123".into()));
        assert_eq!(parts("12"), (String::new(), "12".into()));
        assert_eq!(parts(""), (String::new(), "—".into()));
    }

    #[test]
    fn long_numbers_take_more_lines() {
        let mm = |number: &str| receipt(number, ROOM).row_mm();
        assert_eq!(mm("SL44010000001234"), 7);
        assert_eq!(mm(&"7".repeat(24)), 12);
        assert_eq!(mm(&"7".repeat(64)), 27);
        let stacked = Room { mm: 28, pt: (12.0, 7.5), stacked: true };
        assert_eq!(receipt("SL44010000001234", stacked).row_mm(), 9);
    }
}
