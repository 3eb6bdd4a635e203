//! Counties of a province as points, by which people find their way on a map without tiles.

use super::request::Asked;
use crate::desk::form::Problem;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};

/// Code, name, names above, longitude, latitude, former code of every county.
const COUNTIES: &str = include_str!("../../../planner/data/divisions.csv");

/// Which province.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    province: String,
}

/// The counties of a province.
#[utoipa::path(
    get,
    path = "/api/v1/divisions",
    params(("province" = String, Query, description = "two digits")),
    responses(
        (status = 200, description = "a GeoJSON FeatureCollection of points",
            content_type = "application/geo+json"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn divisions(Asked(Which { province }): Asked<Which>) -> impl IntoResponse {
    let counties =
        COUNTIES.lines().skip(1).filter(|line| province.len() == 2 && line.starts_with(&province));
    let features: Vec<Value> = counties.filter_map(county).collect();
    let text = json!({ "type": "FeatureCollection", "features": features }).to_string();
    ([(header::CONTENT_TYPE, "application/geo+json")], text)
}

fn county(line: &str) -> Option<Value> {
    let cells: Vec<&str> = line.split(',').collect();
    let [code, name, _, _, lon, lat, ..] = cells[..] else { return None };
    let at: [f64; 2] = [lon.parse().ok()?, lat.parse().ok()?];
    Some(json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": at },
        "properties": { "code": code, "name": name },
    }))
}

#[cfg(test)]
mod tests {
    use super::{COUNTIES, county};

    #[test]
    fn every_county_is_a_point() {
        let lines = COUNTIES.lines().skip(1);
        assert!(lines.clone().count() > 2000);
        assert!(lines.clone().all(|line| county(line).is_some()));
    }
}
