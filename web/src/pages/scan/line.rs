//! Scans of a moment, written together: while one transaction is made durable the next ones gather, so that
//! the disk is asked once for all of them and nobody waits for more than two.

use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use fenjian_sql::custody::{Answer, CardScan};
use fenjian_sql::store::Store;
use std::collections::BTreeMap;
use tokio::sync::{mpsc, oneshot};

/// Most scans of one transaction, and most that wait for the next.
const MOST: usize = 64;
const WAITING: usize = 1024;

struct Asked {
    centre: CentreCode,
    day: NaiveDate,
    scan: CardScan,
    answer: oneshot::Sender<Result<Answer, Fault>>,
}

/// Where scans queue up. Cheap to clone.
#[derive(Clone)]
pub(in crate::pages) struct Line {
    send: mpsc::Sender<Asked>,
}

impl Line {
    /// Opens the line; it closes when nobody can ask any more.
    pub(in crate::pages) fn open(store: Store) -> Self {
        let (send, asked) = mpsc::channel(WAITING);
        tokio::spawn(serve(store, asked));
        Self { send }
    }

    /// The answer to a scan, once its event is durable.
    pub(super) async fn ask(
        &self,
        centre: CentreCode,
        day: NaiveDate,
        scan: CardScan,
    ) -> Result<Answer, Fault> {
        let (answer, answered) = oneshot::channel();
        let gone = || Fault::new(fault::PAGE_BROKEN, "扫描队列已停");
        let asked = Asked { centre, day, scan, answer };
        self.send.send(asked).await.map_err(|_| gone())?;
        answered.await.unwrap_or_else(|_| Err(gone()))
    }
}

async fn serve(store: Store, mut asked: mpsc::Receiver<Asked>) {
    let mut batch = Vec::with_capacity(MOST);
    while asked.recv_many(&mut batch, MOST).await > 0 {
        let mut by_day: BTreeMap<(CentreCode, NaiveDate), Vec<Asked>> = BTreeMap::new();
        for one in batch.drain(..) {
            by_day.entry((one.centre.clone(), one.day)).or_default().push(one);
        }
        for ((centre, day), asked) in by_day {
            let (scans, answers): (Vec<_>, Vec<_>) =
                asked.into_iter().map(|one| (one.scan, one.answer)).unzip();
            match store.record_scans(&centre, day, &scans).await {
                // A device that went away sends its scan again and gets the same answer.
                Ok(found) => answers.into_iter().zip(found).for_each(|(answer, found)| {
                    let _ = answer.send(found);
                }),
                Err(fault) => answers.into_iter().for_each(|answer| {
                    let _ = answer.send(Err(fault.clone()));
                }),
            }
        }
    }
}
