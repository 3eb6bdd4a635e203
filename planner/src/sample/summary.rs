//! How much of everything a sample has: what a test can hold an import against.

use super::dirt::Dirt;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Centres, one for each province.
    pub centres: u64,
    /// Counties with receiving locations.
    pub counties: u64,
    /// Receiving locations that are active.
    pub locations: u64,
    /// Rows of the locations file: active ones and closed versions.
    pub versions: u64,
    /// Active locations at which vehicles stop.
    pub drop_points: u64,
    /// Drop points that no vehicle reaches within a shift.
    pub out_of_reach: u64,
    /// Vehicles.
    pub vehicles: u64,
    /// Rows of the alerts file.
    pub alerts: u64,
    /// Rows of the cards file.
    pub card_rows: u64,
    /// What is in the cards file.
    pub cards: CardCounts,
}

/// Rows of the cards file by what is in them. Each row is in at most one of the fields from
/// `bad_check_digit` on, except for the row before a `second_cards` or `serials_twice` row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardCounts {
    /// Rows, without header and 合计.
    pub rows: u64,
    /// Delivered home.
    pub home: u64,
    /// Collected at the centre.
    pub pickup: u64,
    /// With a day by which they must arrive.
    pub promised: u64,
    /// Found cards on their way back.
    pub found: u64,
    /// Citizen numbers with a wrong check character: Q301.
    pub bad_check_digit: u64,
    /// Dates that cannot be: Q302.
    pub impossible_date: u64,
    /// Receiving codes that nobody has: Q303.
    pub unknown_location: u64,
    /// Former codes of locations that have a new one: resolved.
    pub recoded: u64,
    /// Closed locations with an heir: resolved.
    pub succeeded: u64,
    /// Closed locations that leave only a parent: resolved.
    pub left_to_parent: u64,
    /// Closed locations with nobody to turn to: Q308.
    pub abandoned: u64,
    /// Rows whose holder is that of the row before: both cards are Q305.
    pub second_cards: u64,
    /// Receipt numbers with a citizen number in them: Q306.
    pub receipt_shows_citizen: u64,
    /// Rows that end too early, with a serial.
    pub half_rows: u64,
    /// Rows without a serial: R201.
    pub no_serial: u64,
    /// Rows with the serial of the row before and other contents: R202.
    pub serials_twice: u64,
    /// Without tray and position.
    pub no_position: u64,
    /// Named by an alert in force: Q304.
    pub alerted: u64,
}

impl CardCounts {
    pub(super) fn count(&mut self, dirt: Dirt) {
        let field = match dirt {
            Dirt::BadCheckDigit => &mut self.bad_check_digit,
            Dirt::ImpossibleDate => &mut self.impossible_date,
            Dirt::UnknownLocation => &mut self.unknown_location,
            Dirt::Recoded => &mut self.recoded,
            Dirt::Succeeded => &mut self.succeeded,
            Dirt::LeftToParent => &mut self.left_to_parent,
            Dirt::Abandoned => &mut self.abandoned,
            Dirt::SecondCard => &mut self.second_cards,
            Dirt::ReceiptShowsCitizen => &mut self.receipt_shows_citizen,
            Dirt::HalfRow => &mut self.half_rows,
            Dirt::NoSerial => &mut self.no_serial,
            Dirt::SerialTwice => &mut self.serials_twice,
            Dirt::NoPosition => &mut self.no_position,
            Dirt::AlertedBySerial | Dirt::AlertedByReceipt => &mut self.alerted,
        };
        *field += 1;
    }
}
