//! A draft followed live: records of its log as they come, and who else has it open.

use super::request::{Asked, At, name};
use crate::desk::form::Problem;
use crate::desk::{Grown, Happening, Refusal, Seat};
use crate::pages::Site;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use fenjian_planner::fault::{self, Fault};
use futures_util::stream::{self, Stream, StreamExt};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// A line of nothing is sent so often, so that a dead connection is noticed.
const ALIVE: Duration = Duration::from_secs(15);

/// Who follows, from where.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Follow {
    /// The version that is known already.
    #[serde(default)]
    from: u32,
    /// Who.
    by: String,
}

/// Follows a draft: server-sent events `entries`, `people`, `search` and `again`.
#[utoipa::path(
    get,
    path = "/api/v1/drafts/{draft}/events",
    params(("draft" = i64, Path), ("from" = Option<u32>, Query, description = "the version that is known"), ("by" = String, Query, description = "who")),
    responses(
        (status = 200, description = "events", content_type = "text/event-stream"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn events(
    State(site): State<Site>,
    At(draft): At<i64>,
    Asked(follow): Asked<Follow>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    let by = name("by", &follow.by)?;
    // After a broken connection the browser says how far it came.
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let from: u32 = last.unwrap_or(follow.from);
    let table = site.desk.table(draft).await?;
    // Before following, so that nobody is told twice of the own coming.
    let (seat, people) = site.desk.seat(&table, by);
    let (grown, version, receiver) = table.watch(from).await?;
    if from > version {
        return Err(Fault::new(fault::VERSION_UNKNOWN, from.to_string()).into());
    }
    let mut first: Vec<Event> = grown.iter().filter_map(entries).collect();
    first.extend(event("people", &json!({ "people": *people })));
    let following = Following { receiver, ending: site.ending.clone(), version, _seat: seat };
    let events = stream::iter(first).chain(stream::unfold(following, next)).map(Ok);
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)))
}

/// One who follows.
struct Following {
    receiver: Receiver<Happening>,
    ending: watch::Receiver<bool>,
    version: u32,
    _seat: Seat,
}

async fn next(mut of: Following) -> Option<(Event, Following)> {
    loop {
        let happening = tokio::select! {
            happening = of.receiver.recv() => happening,
            // The server stops: it would wait for this stream for ever.
            _ = of.ending.wait_for(|ending| *ending) => return None,
        };
        let event = match happening {
            Ok(Happening::Entries(grown)) => {
                of.version = grown.delta.version;
                entries(&grown)
            }
            Ok(Happening::Search(search)) => event("search", &*search),
            Ok(Happening::People(people)) => event("people", &json!({ "people": *people })),
            Err(RecvError::Lagged(_)) => event("again", &json!({ "version": of.version })),
            Err(RecvError::Closed) => return None,
        };
        if let Some(event) = event {
            return Some((event, of));
        }
    }
}

fn entries(grown: &Grown) -> Option<Event> {
    Some(event("entries", grown)?.id(grown.delta.version.to_string()))
}

/// An event; none for what cannot become JSON, which nothing here is.
fn event(name: &str, data: &impl Serialize) -> Option<Event> {
    Event::default().event(name).json_data(data).ok()
}
