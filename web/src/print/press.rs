//! A job through several browsers at once, in order, with its progress.

use super::browser::Browser;
use super::job::Job;
use super::part::{Part, parts};
use super::volume::{Bound, bind};
use chrono::{DateTime, Utc};
use fenjian_planner::fault::{self, Fault};
use std::collections::BTreeMap;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// What is the same for every part of a job.
#[derive(Clone, Debug)]
pub struct Order {
    /// The title of the document.
    pub title: String,
    /// Stands in the file instead of the moment of printing, so that the same revision gives the
    /// same bytes.
    pub dated: DateTime<Utc>,
    /// Whether it is tagged for screen readers.
    pub tagged: bool,
    /// How many browsers work at once.
    pub browsers: usize,
}

/// The PDF of `job`; `progress` hears how many sides are done. Dropping the future ends it and its
/// browsers. Memory: the HTML of a part for each browser, and the PDF twice.
///
/// Errors: those of the browser (W830 to W832); W833 when a PDF is not what was promised; W834 when
/// there is nothing to print.
pub async fn press(
    browser: &Browser,
    order: Order,
    job: Job,
    progress: impl Fn(usize),
) -> Result<Vec<u8>, Fault> {
    let title = order.title.clone();
    let (send, mut made) = mpsc::channel::<Part>(1);
    // Ends by itself when nobody takes the parts any more.
    let maker = tokio::task::spawn_blocking(move || {
        parts(&title, job.leaves()).try_for_each(|part| send.blocking_send(part))
    });
    let mut done: BTreeMap<usize, Bound> = BTreeMap::new();
    let (mut running, mut next, mut sides) = (JoinSet::new(), 0, 0);
    loop {
        let free = running.len() < order.browsers.max(1);
        tokio::select! {
            part = made.recv(), if free => {
                let Some(part) = part else { break };
                let (browser, tagged, at) = (browser.clone(), order.tagged, next);
                next += 1;
                running.spawn(async move {
                    let bytes = browser.pdf(&part.html, tagged).await?;
                    Ok::<_, Fault>((at, Bound { bytes, sides: part.sides, opens: part.opens }))
                });
            }
            Some(ended) = running.join_next() => {
                let (at, bound) = ended.map_err(gone)??;
                sides += bound.sides;
                progress(sides);
                done.insert(at, bound);
            }
        }
    }
    while let Some(ended) = running.join_next().await {
        let (at, bound) = ended.map_err(gone)??;
        sides += bound.sides;
        progress(sides);
        done.insert(at, bound);
    }
    maker.await.map_err(gone)?.ok();
    if done.is_empty() {
        return Err(Fault::new(fault::NOTHING_TO_PRINT, order.title));
    }
    tokio::task::spawn_blocking(move || bind(done.into_values().collect(), &order))
        .await
        .map_err(gone)?
}

fn gone(error: tokio::task::JoinError) -> Fault {
    Fault::new(fault::STOPPED_BY_PERSON, error.to_string())
}
