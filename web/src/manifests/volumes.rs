//! A picture of the pockets of a pass: one bar for each, as high as its cards.

use std::fmt::Write;

/// Height of the drawing.
pub(super) const HEIGHT_MM: u32 = 50;
const WIDTH_MM: f64 = 184.0;
/// Room for the scale on the left.
const LEFT_MM: f64 = 13.0;
/// The line on which bars stand; below it their numbers.
const FLOOR_MM: f64 = HEIGHT_MM as f64 - 6.0;
/// The highest bar ends here.
const TOP_MM: f64 = 4.0;
/// A pocket's number needs so much room.
const LABEL_MM: f64 = 6.0;

/// One pocket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    /// Its number.
    pub(super) pocket: u32,
    /// How many cards it takes in the pass.
    pub(super) cards: f64,
    /// Whether they wait for a later pass.
    pub(super) kept: bool,
}

/// The picture of `bars` as SVG; those whose cards are finished are black. O(bars).
pub(super) fn svg(bars: &[Bar]) -> String {
    let last = bars.iter().map(|bar| bar.pocket).max().unwrap_or(0).max(1);
    let most = bars.iter().map(|bar| bar.cards).fold(1.0, f64::max);
    let (step_mm, per_card) = ((WIDTH_MM - LEFT_MM) / f64::from(last), (FLOOR_MM - TOP_MM) / most);
    let mut out = format!(
        "<svg class=\"volumes\" width=\"{WIDTH_MM}mm\" height=\"{HEIGHT_MM}mm\" \
         viewBox=\"0 0 {WIDTH_MM} {HEIGHT_MM}\" role=\"img\">"
    );
    let round = round_below(most / 2.0);
    let mut cards = round;
    while cards <= most {
        let y = FLOOR_MM - cards * per_card;
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<path class=\"line\" d=\"M{LEFT_MM} {y:.2}H{WIDTH_MM}\"/>\
             <text class=\"scale\" x=\"{:.1}\" y=\"{:.2}\">{cards}</text>",
            LEFT_MM - 1.0,
            y + 1.1
        );
        cards += round;
    }
    let middle = |pocket: u32| LEFT_MM + (f64::from(pocket) - 0.5) * step_mm;
    for bar in bars {
        let height = bar.cards * per_card;
        let class = if bar.kept { "kept" } else { "done" };
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{height:.2}\"/>",
            middle(bar.pocket) - 0.4 * step_mm,
            FLOOR_MM - height,
            0.8 * step_mm
        );
    }
    let _ = write!(out, "<path class=\"floor\" d=\"M{LEFT_MM} {FLOOR_MM}H{WIDTH_MM}\"/>");
    let every = every(step_mm);
    for pocket in (1..=last).filter(|pocket| *pocket == 1 || pocket.is_multiple_of(every)) {
        let _ = write!(
            out,
            "<text x=\"{:.2}\" y=\"{:.2}\">{pocket}</text>",
            middle(pocket),
            FLOOR_MM + 4.5
        );
    }
    out.push_str("</svg>");
    out
}

/// The largest of 1, 2, 5, 10, 20 … that is no more than `most`; at least 1.
fn round_below(most: f64) -> f64 {
    let power = 10_f64.powf(most.max(1.0).log10().floor());
    [5.0, 2.0, 1.0].into_iter().find(|times| times * power <= most).unwrap_or(1.0) * power
}

/// Every how many pockets there is room for a number.
fn every(step_mm: f64) -> u32 {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
    steps.into_iter().find(|&every| f64::from(every) * step_mm >= LABEL_MM).unwrap_or(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Every number in an attribute called `name`.
    fn numbers(svg: &str, name: &str) -> Vec<f64> {
        let attribute = format!(" {name}=\"");
        let of = svg.split(&attribute).skip(1);
        of.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
    }

    proptest! {
        #[test]
        fn bars_stay_on_the_drawing_and_are_as_high_as_their_cards(
            cards in vec(0_u32..40_000, 1..400),
        ) {
            let bars: Vec<Bar> = (1_u32..)
                .zip(&cards)
                .map(|(pocket, &n)| Bar { pocket, cards: f64::from(n), kept: n % 2 == 0 })
                .collect();
            let svg = svg(&bars);
            for x in numbers(&svg, "x") {
                prop_assert!((0.0..=WIDTH_MM).contains(&x));
            }
            for y in numbers(&svg, "y") {
                prop_assert!((0.0..=f64::from(HEIGHT_MM)).contains(&y));
            }
            let rects = svg.split("<rect").skip(1);
            let heights: Vec<f64> = rects.flat_map(|rect| numbers(rect, "height")).collect();
            prop_assert_eq!(heights.len(), cards.len());
            let most = f64::from(cards.iter().copied().max().unwrap_or(0).max(1));
            for (height, &n) in heights.iter().zip(&cards) {
                let expected = f64::from(n) / most * (FLOOR_MM - TOP_MM);
                prop_assert!((height - expected).abs() < 0.01, "{} for {}", height, n);
            }
        }
    }
}
