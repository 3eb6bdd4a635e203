//! Who a card is for: a channel, a register division that fits it, a number and a name.

use super::divisions::County;
use super::weights::Weights;
use super::{Options, citizen, people};
use crate::words::Channel;
use rand::{Rng, RngExt};
use std::ops::Range;

/// A holder.
pub(super) struct Holder {
    pub(super) channel: Channel,
    pub(super) citizen_id: String,
    pub(super) name: String,
}

/// Draws holders from all counties of the country.
pub(super) struct Holders<'a> {
    options: &'a Options,
    country: &'a [County],
    weights: Weights,
}

impl<'a> Holders<'a> {
    pub(super) fn new(options: &'a Options, country: &'a [County]) -> Self {
        let weights = Weights::new(country.iter().map(|c| c.volume));
        Self { options, country, weights }
    }

    /// The holder of row `ix`, who applied in `county`: 66 % have their register there, 22 % in
    /// another county of the province, 12 % in another province.
    pub(super) fn draw(&self, rng: &mut impl Rng, county: &County, ix: u32) -> Holder {
        let province = self.province(county);
        let (channel, register) = match rng.random_range(0..100) {
            0..66 => (Channel::Local, county),
            66..88 if province.len() > 1 => {
                let other = &self.country[self.weights.within(rng, province.clone())];
                let next = || {
                    let mut others =
                        self.country[province].iter().filter(|c| c.code != county.code);
                    others.next().unwrap_or(county)
                };
                (Channel::Intra, if other.code == county.code { next() } else { other })
            }
            _ => (Channel::Cross, &self.country[self.weights.outside(rng, province)]),
        };
        let Options { seed, day, .. } = *self.options;
        Holder {
            channel,
            citizen_id: citizen::number(seed, day, ix, register.code),
            name: people::name(rng, register.province()),
        }
    }

    /// The counties of the province of `county`; they stand together.
    fn province(&self, county: &County) -> Range<usize> {
        let code = county.province();
        let from = self.country.partition_point(|c| c.province() < code);
        from..self.country.partition_point(|c| c.province() <= code)
    }
}
