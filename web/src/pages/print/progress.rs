//! One PDF under way: how far it is, the file when it is done, and how to end it.

use super::jobs::State as Stands;
use crate::pages::Site;
use crate::pages::failure::Failure;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use fenjian_planner::fault::{self, Fault};
use std::sync::atomic::Ordering;

#[derive(Template)]
#[template(path = "pages/progress.html")]
struct Page<'a> {
    id: &'a str,
    title: &'a str,
    back: &'a str,
    done: usize,
    all: usize,
    state: Stands,
}

/// Shows it; the page loads itself anew until it has ended.
pub(in crate::pages) async fn page(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let job = site.jobs.find(&id)?;
    let page = Page {
        id: &job.id,
        title: &job.title,
        back: &job.back,
        done: job.done.load(Ordering::Relaxed),
        all: job.all.load(Ordering::Relaxed),
        state: job.state(),
    };
    Ok(Html(page.render()?))
}

/// The file.
pub(in crate::pages) async fn fetch(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let job = site.jobs.find(&id)?;
    let Stands::Done(pdf) = job.state() else {
        return Err(Fault::new(fault::NO_SUCH_PAGE, "PDF 还没有完成").into());
    };
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"manifests.pdf\""),
    ];
    Ok((headers, pdf).into_response())
}

/// Ends it.
pub(in crate::pages) async fn cancel(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let job = site.jobs.find(&id)?;
    job.cancel();
    Ok(Redirect::to(&format!("/prints/{id}")))
}
