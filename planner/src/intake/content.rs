//! The digest by which a row that comes again is known to be unchanged.

use super::JudgedCard;
use sha2::{Digest, Sha256};

/// SHA-256 over every field of `card` that matters, except `content` itself. The citizen number is
/// in it only as its keyed hash. Fields are preceded by their lengths, so that no two different
/// cards write the same bytes.
pub(super) fn digest(card: &JudgedCard) -> [u8; 32] {
    let mut sum = Sum(Sha256::new());
    let fields = &card.card;
    sum.text("fenjian card 1");
    sum.text(fields.serial.as_str());
    sum.bytes(fields.citizen.as_ref().map_or(&[], |hash| hash.as_slice()));
    sum.text(&fields.name);
    sum.text(&fields.receipt_no);
    sum.text(&card.receiving_text);
    sum.text(fields.channel.word());
    sum.number(fields.applied_on.map(|day| i64::from(day.to_epoch_days())));
    sum.number(fields.produced_at.map(|moment| moment.and_utc().timestamp()));
    sum.text(&fields.batch_no);
    sum.text(&fields.tray);
    sum.number(fields.position.map(i64::from));
    sum.text(fields.delivery.word());
    sum.number(fields.must_arrive_by.map(|day| i64::from(day.to_epoch_days())));
    sum.text(fields.reason.word());
    sum.text(card.centre.as_ref().map_or("", |centre| &centre.0));
    for code in &card.stopped {
        sum.text(code.id);
    }
    sum.0.finalize().into()
}

struct Sum(Sha256);

impl Sum {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn number(&mut self, number: Option<i64>) {
        match number {
            Some(number) => self.bytes(&number.to_le_bytes()),
            None => self.bytes(&[]),
        }
    }
}
