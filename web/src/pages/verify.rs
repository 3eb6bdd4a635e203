//! Whether a paper that comes back is genuine, superseded or altered, by the code in its head. No page tells
//! anything of a person here, and the code comes in the body of a form.

use super::Site;
use super::failure::Failure;
use super::show::moment;
use crate::manifests::{self, Choice, Identity, Kind};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Html;
use fenjian_planner::fault::{self, Code, Fault};
use fenjian_sql::edition::{Edition, Status};
use fenjian_sql::print_log::Known;
use fenjian_sql::store::Store;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What was scanned.
#[derive(Deserialize)]
pub(super) struct Scanned {
    code: String,
}

/// What the page says of a paper.
struct Verdict {
    /// What is wrong with it.
    wrong: Option<Code>,
    /// Its kind and number.
    about: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/verify.html")]
struct Page {
    verdict: Option<Verdict>,
}

/// The page before anything was scanned.
pub(super) async fn form() -> Result<Html<String>, Failure> {
    Ok(Html(Page { verdict: None }.render()?))
}

/// The verdict on what was scanned.
pub(super) async fn page(
    State(site): State<Site>,
    Form(scanned): Form<Scanned>,
) -> Result<Html<String>, Failure> {
    let verdict = match Identity::read(&scanned.code) {
        None => {
            Verdict { wrong: Some(fault::CODE_UNREADABLE), about: String::new(), lines: vec![] }
        }
        Some(identity) => verdict(&site.store, &identity).await?,
    };
    Ok(Html(Page { verdict: Some(verdict) }.render()?))
}

async fn verdict(store: &Store, identity: &Identity) -> Result<Verdict, Fault> {
    let about = identity.number.clone();
    let known = store.printed_as(&identity.number).await?;
    let Some(newest) = known.first() else {
        return Ok(Verdict { wrong: Some(fault::PAPER_UNKNOWN), about, lines: Vec::new() });
    };
    let kind = Kind::named(&newest.paper.kind);
    let about = format!("{}　{about}", kind.map_or("", Kind::zh));
    let is_it = |known: &&Known| {
        known.paper.digest == identity.digest && known.paper.revision == identity.revision
    };
    let Some(paper) = known.iter().find(is_it) else {
        return Ok(Verdict { wrong: Some(fault::PAPER_ALTERED), about, lines: Vec::new() });
    };
    let edition = store.edition(&paper.centre, paper.day, None).await?;
    let revision = edition.revision.number;
    let lines = vec![
        format!("{}　{}", edition.problem.centre.name, paper.day),
        format!("纸单为第 {} 版，{} 印出", identity.revision, moment(paper.printed_at)),
        format!("现行为第 {revision} 版"),
    ];
    let (subject, digest) = (paper.paper.subject.clone(), identity.digest.clone());
    let printed_with = identity.revision;
    let in_force = tokio::task::spawn_blocking(move || {
        kind.is_some_and(|kind| in_force(&edition, kind, &subject, &digest, printed_with))
    });
    let in_force = in_force.await.map_err(|e| Fault::new(fault::PAGE_BROKEN, e.to_string()))?;
    Ok(Verdict { wrong: (!in_force).then_some(fault::PAPER_SUPERSEDED), about, lines })
}

/// Whether a paper still says what the manifest says, or said it at its moment under the same revision.
fn in_force(edition: &Edition, kind: Kind, subject: &str, digest: &str, printed_with: u32) -> bool {
    let same_revision = printed_with == edition.revision.number;
    if edition.revision.status != Status::Published {
        return false;
    }
    if kind.of_a_moment() && same_revision {
        return true;
    }
    let only = Some(BTreeSet::from([(kind, subject.to_owned())]));
    let choice = Choice { only, ..Choice::of(&[kind]) };
    let mut now = manifests::each(edition, &choice);
    now.any(|manifest| manifest.identity.is_some_and(|identity| identity.digest == digest))
}
