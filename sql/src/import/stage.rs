//! The temporary table into which the rows of a cards file are copied.

use crate::import::copying::Copying;
use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::intake::JudgedCard;
use tokio_postgres::types::Type;

/// The staged rows of one file.
pub(super) struct Stage<'a> {
    work: &'a Transaction<'a>,
}

/// A batch on its way into the stage.
pub(super) struct Batch(Copying);

impl<'a> Stage<'a> {
    /// The columns that the stage has in common with `card`, the serial first.
    pub(super) const CARD: [&'static str; 17] = [
        "serial",
        "citizen",
        "name",
        "receipt_no",
        "receiving_code",
        "receiving_text",
        "channel",
        "applied_on",
        "produced_at",
        "batch_no",
        "tray",
        "position",
        "delivery",
        "must_arrive_by",
        "reason",
        "stopped",
        "content",
    ];

    const TYPES: [Type; 20] = [
        Type::INT8,
        Type::TEXT,
        Type::BOOL,
        Type::TEXT,
        Type::BYTEA,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::DATE,
        Type::TIMESTAMP,
        Type::TEXT,
        Type::TEXT,
        Type::INT4,
        Type::TEXT,
        Type::DATE,
        Type::TEXT,
        Type::TEXT_ARRAY,
        Type::BYTEA,
    ];

    pub(super) async fn create(work: &'a Transaction<'a>) -> Result<Self, Fault> {
        let create = "CREATE TEMP TABLE stage ON COMMIT DROP AS
                      SELECT 0::bigint AS line, ''::text AS centre, false AS found, c.*
                      FROM card c WITH NO DATA";
        work.batch_execute(create).await.map_err(fault_of)?;
        Ok(Self { work })
    }

    pub(super) async fn begin(&self) -> Result<Batch, Fault> {
        let target = format!("stage (line, centre, found, {})", Self::CARD.join(", "));
        Ok(Batch(Copying::begin(self.work, &target, &Self::TYPES).await?))
    }
}

impl Batch {
    pub(super) async fn card(
        &mut self,
        line: u64,
        centre: &str,
        judged: &JudgedCard,
    ) -> Result<(), Fault> {
        let card = &judged.card;
        let found = card.reason == fenjian_planner::words::Reason::Found;
        let position = card.position.map(|p| i32::try_from(p).unwrap_or(i32::MAX));
        let stopped: Vec<&str> = judged.stopped.iter().map(|code| code.id).collect();
        self.0
            .write(&[
                &super::signed(line),
                &centre,
                &found,
                &card.serial.as_str(),
                &card.citizen.as_ref().map(<[u8; 32]>::as_slice),
                &card.name,
                &card.receipt_no,
                &card.receiving.map(|code| code.to_string()),
                &judged.receiving_text,
                &card.channel.word(),
                &card.applied_on,
                &card.produced_at,
                &card.batch_no,
                &card.tray,
                &position,
                &card.delivery.word(),
                &card.must_arrive_by,
                &card.reason.word(),
                &stopped,
                &judged.content.as_slice(),
            ])
            .await
    }

    pub(super) async fn finish(self) -> Result<(), Fault> {
        self.0.finish().await
    }
}
