//! A draft as GeoJSON: the centre, drop points, and routes as straight legs, which say that they are estimates of
//! roads.

use super::request::At;
use crate::desk::Refusal;
use crate::desk::form::Problem;
use crate::pages::Site;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use fenjian_planner::plan::{Plan, Route};
use fenjian_planner::problem::{DayProblem, DropId, Node};
use serde_json::{Value, json};

/// Points and lines of a draft.
#[utoipa::path(
    get,
    path = "/api/v1/drafts/{draft}/map",
    params(("draft" = i64, Path)),
    responses(
        (status = 200, description = "a GeoJSON FeatureCollection",
            content_type = "application/geo+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn map(
    State(site): State<Site>,
    At(draft): At<i64>,
) -> Result<impl IntoResponse, Refusal> {
    let snapshot = site.desk.table(draft).await?.snapshot().await?;
    let text = features(&snapshot.problem, &snapshot.plan).to_string();
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], text))
}

fn features(problem: &DayProblem, plan: &Plan) -> Value {
    let mut features = vec![feature(
        json!({ "type": "Point", "coordinates": at(problem, Node::CENTRE) }),
        json!({ "kind": "depot", "name": problem.centre.name }),
    )];
    features.extend((0..problem.drops.len()).map(DropId::from).map(|drop| {
        let place = problem.drop_place(drop);
        feature(
            json!({ "type": "Point", "coordinates": at(problem, drop.into()) }),
            json!({ "kind": "drop", "code": place.code.to_string(), "name": place.name }),
        )
    }));
    features.extend(plan.routes.iter().map(|route| line(problem, route)));
    json!({ "type": "FeatureCollection", "features": features })
}

fn line(problem: &DayProblem, route: &Route) -> Value {
    let first = if route.trip == 1 { problem.start_node(route.vehicle) } else { Node::CENTRE };
    let mut nodes = vec![first];
    nodes.extend((first != Node::CENTRE).then_some(Node::CENTRE));
    nodes.extend(route.stops.iter().map(|stop| Node::from(stop.drop)));
    nodes.push(Node::CENTRE);
    let coordinates: Vec<Value> = nodes.iter().map(|node| at(problem, *node)).collect();
    feature(
        json!({ "type": "LineString", "coordinates": coordinates }),
        json!({
            "kind": "route",
            "vehicle": problem.vehicles[route.vehicle.ix()].name,
            "trip": route.trip,
            "estimated": true,
        }),
    )
}

fn feature(geometry: Value, properties: Value) -> Value {
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn at(problem: &DayProblem, node: Node) -> Value {
    let at = problem.position(node);
    json!([f64::from(at.lon_e6) / 1e6, f64::from(at.lat_e6) / 1e6])
}
