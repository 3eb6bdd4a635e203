//! A produced card and the states it can be in.

use super::{LocationCode, named};
use chrono::{NaiveDate, NaiveDateTime};
use std::fmt;

/// A card's serial, unique in the country; ASCII letters and digits, 6 to 32 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardSerial(String);

impl CardSerial {
    /// Reads a serial; none when it is not usable.
    pub fn parse(text: &str) -> Option<Self> {
        let fits =
            (6..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned()))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CardSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

named!(
    /// Where the holder applied, seen from the register; as the file says, never guessed.
    Channel {
        /// In the county of the register.
        Local = "local" "本地",
        /// In another county of the province.
        Intra = "intra" "省内异地",
        /// In another province.
        Cross = "cross" "跨省异地",
    }
);

named!(
    /// What the holder asked for.
    Delivery {
        /// Collects at the receiving location.
        Collect = "collect" "受理点领取",
        /// Delivered home.
        Home = "home" "邮寄到户",
        /// Collects at the centre.
        Pickup = "pickup" "中心自取",
    }
);

named!(
    /// How a card leaves the centre.
    Mode {
        /// By the centre's own vehicles.
        Van = "van" "专车",
        /// By postal express to the drop point.
        Post = "post" "邮政速递",
        /// To the holder.
        Home = "home" "邮寄到户",
        /// Collected at the centre.
        Pickup = "pickup" "自取",
    }
);

named!(
    /// Why the card was made.
    Reason {
        /// The holder's first.
        First = "first" "首次申领",
        /// The old one expired.
        Renewal = "renewal" "换领",
        /// The old one is lost or damaged.
        Replacement = "replacement" "补领",
        /// Found and on its way back to its holder.
        Found = "found" "捡拾招领",
    }
);

named!(
    /// The one state a card is in.
    State {
        /// Stopped until a person decides.
        Quarantined = "quarantined" "停发待查",
        /// In the day's work.
        Planned = "planned" "待分拣",
        /// The plan lets it wait.
        Held = "held" "待发",
        /// In a sealed pouch.
        Sealed = "sealed" "已封袋",
        /// On the vehicle.
        Loaded = "loaded" "已装车",
        /// Under way.
        InTransit = "in_transit" "运送中",
        /// Signed for at the drop point.
        HandedOver = "handed_over" "已交接",
        /// Given to the post.
        Posted = "posted" "已交邮",
        /// Collected at the centre.
        PickedUp = "picked_up" "已自取",
        /// Came back to the centre.
        Returned = "returned" "已退回",
        /// Spoiled in production or handling.
        Spoiled = "spoiled" "废证",
        /// Destroyed and logged.
        Destroyed = "destroyed" "已销毁",
        /// Given to another centre.
        Transferred = "transferred" "已移交",
    }
);

impl State {
    /// Whether the centre's custody is over, so that the card is not brought forward.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::HandedOver
                | Self::Posted
                | Self::PickedUp
                | Self::Spoiled
                | Self::Destroyed
                | Self::Transferred
        )
    }
}

/// One row of a cards file whose values could be read. The citizen number is not among them: it
/// is hashed while the row is read and never kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its serial.
    pub serial: CardSerial,
    /// Keyed hash of the citizen number.
    pub citizen: Option<[u8; 32]>,
    /// The holder's full name.
    pub name: String,
    /// The receipt number; empty when the file has none or when it must not be kept.
    pub receipt_no: String,
    /// The receiving location as the file says it; 12 digits when usable.
    pub receiving: Option<LocationCode>,
    /// Its channel.
    pub channel: Channel,
    /// When the holder applied.
    pub applied_on: Option<NaiveDate>,
    /// When it was made.
    pub produced_at: Option<NaiveDateTime>,
    /// Its batch; may be empty.
    pub batch_no: String,
    /// Its tray; may be empty.
    pub tray: String,
    /// Its position in the tray.
    pub position: Option<u32>,
    /// How it is collected.
    pub delivery: Delivery,
    /// A promise that goes before the policy.
    pub must_arrive_by: Option<NaiveDate>,
    /// Why it was made.
    pub reason: Reason,
}
