//! COPY in PostgreSQL's binary format.

use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use std::pin::Pin;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

/// A COPY under way. Nothing is copied unless it is finished.
pub(crate) struct Copying {
    writer: Pin<Box<BinaryCopyInWriter>>,
}

impl Copying {
    /// Begins to copy into `target`, a table with its columns in brackets, of these types.
    pub(crate) async fn begin(
        work: &Transaction<'_>,
        target: &str,
        types: &[Type],
    ) -> Result<Self, Fault> {
        let copy = format!("COPY {target} FROM STDIN (FORMAT binary)");
        let sink = work.copy_in(&copy).await.map_err(fault_of)?;
        Ok(Self { writer: Box::pin(BinaryCopyInWriter::new(sink, types)) })
    }

    /// Copies one row.
    pub(crate) async fn write(&mut self, row: &[&(dyn ToSql + Sync)]) -> Result<(), Fault> {
        self.writer.as_mut().write(row).await.map_err(fault_of)
    }

    /// Ends the COPY and waits until the rows are in the table.
    pub(crate) async fn finish(mut self) -> Result<(), Fault> {
        self.writer.as_mut().finish().await.map(drop).map_err(fault_of)
    }
}
