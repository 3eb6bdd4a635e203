//! Sorters and pigeonhole racks.

use super::named;
use crate::units::Seconds;

named!(
    /// What a machine is.
    MachineKind {
        /// A card sorter.
        Sorter = "sorter" "分拣机",
        /// A pigeonhole rack.
        Rack = "rack" "分拣架",
    }
);

/// One sorting machine of a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Its name.
    pub name: String,
    /// Sorter or rack.
    pub kind: MachineKind,
    /// How many pockets it has.
    pub pockets: u32,
    /// How many cards a pocket takes.
    pub pocket_cards: u32,
    /// Its pace.
    pub cards_per_hour: u32,
    /// Emptying all pockets once.
    pub sweep: Seconds,
    /// Emptying one full pocket during a pass.
    pub full_pocket: Seconds,
    /// Setting it up for a pass.
    pub setup: Seconds,
}

/// The usual rack, for a centre that has said nothing of its machines.
impl Default for Machine {
    fn default() -> Self {
        Self {
            name: "rack".into(),
            kind: MachineKind::Rack,
            pockets: 60,
            pocket_cards: 400,
            cards_per_hour: 1_500,
            sweep: Seconds::minutes(6),
            full_pocket: Seconds(30),
            setup: Seconds::minutes(2),
        }
    }
}
