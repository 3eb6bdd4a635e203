//! The HTML of a job piece by piece: a few manifests are in memory at a time, and a piece leaves the
//! house only when the log of prints has its manifests.

use super::job::Job;
use crate::manifests::{document_begin, document_end};
use fenjian_planner::fault::Fault;
use fenjian_planner::words::CentreCode;
use fenjian_sql::print_log::{Print, Signature};
use fenjian_sql::store::Store;
use futures_util::Stream;
use futures_util::stream::unfold;
use std::io;
use tokio::sync::mpsc;

/// A piece is sent when it has so many bytes.
const PIECE: usize = 512 << 10;

struct Piece {
    html: String,
    prints: Vec<Print>,
}

/// The document of `job`. With `viewed` it is only shown; the log notes that once.
pub fn html(
    store: Store,
    job: Job,
    title: &str,
    signature: Signature,
    viewed: bool,
) -> impl Stream<Item = io::Result<String>> + Send + 'static {
    let (send, made) = mpsc::channel(2);
    let edition = &job.edition;
    let of = (edition.centre.clone(), edition.problem.day, edition.revision.number);
    let begin = document_begin(title);
    // Ends by itself when nobody reads any more.
    tokio::task::spawn_blocking(move || make(&job, begin, viewed, &send));
    unfold((made, store, of, signature), |(mut made, store, of, signature)| async move {
        let piece: Piece = made.recv().await?;
        let (centre, day, revision): &(CentreCode, _, _) = &of;
        let logged = store.log_prints((centre, *day, *revision), &signature, &piece.prints).await;
        let sent = logged.map(|()| piece.html).map_err(cut_off);
        Some((sent, (made, store, of, signature)))
    })
}

fn make(job: &Job, begin: String, viewed: bool, send: &mpsc::Sender<Piece>) {
    let mut piece = Piece { html: begin, prints: Vec::new() };
    for leaf in job.leaves() {
        piece.html.push_str(&leaf.html);
        piece.prints.extend(leaf.opens.map(|mark| match viewed {
            true => Print { copies: 0, ..mark.print },
            false => mark.print,
        }));
        if piece.html.len() >= PIECE {
            let full =
                std::mem::replace(&mut piece, Piece { html: String::new(), prints: Vec::new() });
            if send.blocking_send(full).is_err() {
                return;
            }
        }
    }
    piece.html.push_str(document_end());
    // Nobody reading is no failure.
    let _ = send.blocking_send(piece);
}

/// The connection is cut, so that nobody takes half a document for a whole one.
fn cut_off(fault: Fault) -> io::Error {
    tracing::error!(code = fault.code.id, detail = fault.detail, "prints not logged");
    io::Error::other(fault.to_string())
}
