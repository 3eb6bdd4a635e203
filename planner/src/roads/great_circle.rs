//! The estimate of a leg that nobody measured.
//!
//! Great-circle distance × a detour factor, driven at a speed that grows with the length of the leg.
//! It is an estimate and is called one wherever it is shown.

use crate::units::{Metres, Seconds};
use crate::words::LonLat;

/// Mean radius of the Earth (IUGG 1980, R₁), in metres.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// The speed profile, as (this many metres of a leg, at km/h); what is longer is driven at
/// [`FAR_KMH`]. Leaving and reaching a place is slow, most of a long leg is highway. Because the
/// speed only grows with the length, a detour over a third place is never faster.
const PROFILE: [(i64, i64); 2] = [(5_000, 25), (25_000, 45)];
const FAR_KMH: i64 = 70;

/// How much longer a road is than the great circle, in hundredths, as long as nobody says otherwise.
pub const DETOUR_PERCENT: u32 = 140;

/// Great-circle distance in metres, not rounded (haversine formula). Symmetric.
pub fn great_circle(a: LonLat, b: LonLat) -> f64 {
    let radians = |e6: i32| (f64::from(e6) / 1e6).to_radians();
    let half_sine = |x: f64, y: f64| ((y - x) / 2.0).sin().powi(2);
    let (lat_a, lat_b) = (radians(a.lat_e6), radians(b.lat_e6));
    let h = half_sine(lat_a, lat_b)
        + lat_a.cos() * lat_b.cos() * half_sine(radians(a.lon_e6), radians(b.lon_e6));
    // Rounding may lift the haversine of antipodes a little above 1.
    2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
}

/// Driving time over `distance` of road: the first 5 km at 25 km/h, the next 25 km at 45 km/h, the
/// rest at 70 km/h; rounded up to a second.
pub fn driving_time(distance: Metres) -> Seconds {
    // Seconds are metres × 3.6 / km/h; over the common denominator everything stays whole.
    let common: i64 = 25 * 45 * 70;
    let mut rest = distance.0;
    let mut weighted = 0;
    for (length, kmh) in PROFILE {
        let here = rest.min(length);
        weighted += here * (common / kmh);
        rest -= here;
    }
    weighted += rest * (common / FAR_KMH);
    Seconds(
        (weighted * 36).div_euclid(common * 10) + i64::from((weighted * 36) % (common * 10) > 0),
    )
}

/// The estimated leg between two positions: great circle × `detour_percent` / 100, rounded to the
/// nearest metre, and its driving time. Symmetric; zero between equal positions. The triangle
/// inequality holds to the rounding: one metre, one second.
pub fn estimate(a: LonLat, b: LonLat, detour_percent: u32) -> (Metres, Seconds) {
    let metres = (great_circle(a, b) * f64::from(detour_percent) / 100.0).round();
    // At most half the Earth's girth × the factor: far inside an i64.
    let distance = Metres(metres as i64);
    (distance, driving_time(distance))
}
