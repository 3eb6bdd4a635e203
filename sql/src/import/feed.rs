//! The rows of a file on their way from the reader into the store.

use fenjian_planner::fault::{self, Fault, Finding};
use fenjian_planner::formats::Record;
use tokio::sync::{mpsc, oneshot};

/// Both ends of the reader's work.
pub(super) struct Feed {
    pub(super) records: mpsc::Receiver<Vec<Record>>,
    pub(super) end: oneshot::Receiver<Result<Vec<Finding>, Fault>>,
}

impl Feed {
    /// How the reading ended, once all records are taken.
    pub(super) async fn outcome(self) -> Result<Vec<Finding>, Fault> {
        // A reader that died without a word has not read the file to its end.
        let lost = |_| Fault::new(fault::UNREADABLE_FILE, "读取中断");
        self.end.await.map_err(lost)?
    }
}
