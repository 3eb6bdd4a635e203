//! Whether the weight of a pouch fits the number of cards counted into it.
//!
//! Cards with their slips differ a little, so n of them scatter by σ·√n about n times the mean. Mean and σ come
//! from the centre's earlier seals, as medians: a few pouches that were counted wrongly do not move them. A warning
//! is given only up to the count at which one card more or less stands out from that scatter.

use crate::units::Grams;

/// A pouch that was counted and weighed, without its tare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Cards counted.
    pub cards: u32,
    /// Weight without the empty pouch.
    pub net: Grams,
}

/// What a card weighs, and how well that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardWeight {
    mean_g: f64,
    scatter: Scatter,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scatter {
    /// σ of one card, and how many cards the mean was taken over.
    Measured { sigma_g: f64, cards: f64 },
    /// The file's whole grams may be off by half a gram, for every card alike.
    Stated,
}

/// Fewest earlier seals from which a scatter is taken.
const FEWEST: usize = 8;
/// A scatter of normal size beyond this many σ is one in some hundred pouches.
const SIGMAS: f64 = 3.0;
/// A median of normal deviates times this is their σ.
const SIGMA_OF_MEDIAN: f64 = 1.4826;
/// The variance of a median is this times that of the mean.
const MEDIAN_VARIANCE: f64 = std::f64::consts::FRAC_PI_2;
/// Scales show whole grams.
const ROUNDING_G: f64 = 0.5;

impl CardWeight {
    /// From the centre's earlier seals; from the pouching file's `stated` weight when they are too few.
    /// O(n log n).
    pub fn of(earlier: &[Weighed], stated: Grams) -> Self {
        let seals: Vec<(f64, f64)> = (earlier.iter())
            .filter(|seal| seal.cards > 0 && seal.net > Grams::ZERO)
            .map(|seal| (f64::from(seal.cards), seal.net.0 as f64))
            .collect();
        if seals.len() < FEWEST {
            return Self { mean_g: stated.0 as f64, scatter: Scatter::Stated };
        }
        let mean_g = median(seals.iter().map(|(cards, net)| (net / cards, *cards)).collect());
        let off = |(cards, net): &(f64, f64)| ((net - cards * mean_g).abs() / cards.sqrt(), 1.0);
        let sigma_g = SIGMA_OF_MEDIAN * median(seals.iter().map(off).collect());
        let cards = seals.iter().map(|(cards, _)| cards).sum();
        Self { mean_g, scatter: Scatter::Measured { sigma_g, cards } }
    }

    /// How far the weight of `cards` may lie from what is expected without saying anything.
    fn margin_g(&self, cards: f64) -> f64 {
        let scatter = match self.scatter {
            Scatter::Measured { sigma_g, cards: known } => {
                SIGMAS * sigma_g * (cards + MEDIAN_VARIANCE * cards * cards / known).sqrt()
            }
            Scatter::Stated => 0.5 * cards,
        };
        scatter + ROUNDING_G
    }

    /// Whether one card more or less stands out among `cards`.
    pub fn tells(&self, cards: u32) -> bool {
        self.mean_g / 2.0 > self.margin_g(f64::from(cards))
    }

    /// How many cards a pouch weighs as that was counted; none when that fits, or cannot be told.
    pub fn weighs_as(&self, counted: Weighed) -> Option<u32> {
        let net = counted.net.0.max(0) as f64;
        let off = (net - f64::from(counted.cards) * self.mean_g).abs();
        let fits = off < self.mean_g / 2.0;
        (self.tells(counted.cards) && !fits).then(|| (net / self.mean_g).round() as u32)
    }
}

/// The middle value by weight; 0 of nothing.
fn median(mut values: Vec<(f64, f64)>) -> f64 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut below = 0.0;
    for (value, weight) in values {
        below += weight;
        if below >= half {
            return value;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A year's seals of 20 to 120 cards at 6.1 g, scattered by σ; every twentieth was counted one short.
    fn seals(sigma_g: f64) -> Vec<Weighed> {
        const DEVIATES: [f64; 6] = [-1.6, -0.674, -0.3, 0.3, 0.674, 1.6];
        let seal = |ix: u32| {
            let cards = 20 + ix * 37 % 101;
            let n = f64::from(cards);
            let net = n * 6.1 + DEVIATES[ix as usize % 6] * sigma_g * n.sqrt();
            let counted = if ix % 20 == 7 { cards - 1 } else { cards };
            Weighed { cards: counted, net: Grams(net.round() as i64) }
        };
        (0..2000).map(seal).collect()
    }

    #[test]
    fn it_warns_up_to_the_count_at_which_one_card_stands_out() {
        // σ in grams (whole grams add some), a count that is judged and one that is not: 6.1 / 2 > 3 σ √n + ½.
        for (sigma_g, told, not_told) in
            [(0.05, 100, 200), (0.1, 45, 80), (0.2, 12, 21), (0.5, 2, 4), (1.0, 0, 1)]
        {
            let weight = CardWeight::of(&seals(sigma_g), Grams(9));
            assert!(told == 0 || weight.tells(told), "σ {sigma_g}: {told} of {weight:?}");
            assert!(!weight.tells(not_told), "σ {sigma_g}: {not_told} of {weight:?}");
        }
    }

    #[test]
    fn a_card_too_few_or_too_many_is_named_and_a_fitting_weight_is_not() {
        let weight = CardWeight::of(&seals(0.1), Grams(9));
        for (cards, net, says) in [
            (38, 232, None),
            (38, 234, None),
            (38, 226, Some(37)),
            (38, 238, Some(39)),
            (38, 116, Some(19)),
            (38, -5, Some(0)),
            (500, 10, None),
        ] {
            let counted = Weighed { cards, net: Grams(net) };
            assert_eq!(weight.weighs_as(counted), says, "{counted:?} by {weight:?}");
        }
    }

    #[test]
    fn without_earlier_seals_the_file_is_believed_to_half_a_gram_a_card() {
        let few = &seals(0.1)[..FEWEST - 1];
        let weight = CardWeight::of(few, Grams(6));
        assert!(weight.tells(4) && !weight.tells(5));
        let says = |cards, net| weight.weighs_as(Weighed { cards, net: Grams(net) });
        assert_eq!((says(4, 18), says(4, 25), says(40, 18)), (Some(3), None, None));
        let nothing = CardWeight::of(&[Weighed { cards: 0, net: Grams(0) }; 20], Grams(0));
        assert_eq!(nothing.weighs_as(Weighed { cards: 1, net: Grams(5) }), None);
    }
}
