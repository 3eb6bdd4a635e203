//! One day of one centre, immutable and validated: all that planning and checking may look at.

mod area;
mod kept;

pub use area::{Area, Shape};
pub use kept::{Kept, KeptStop, Sealed, SealedPouches};

use crate::fault::{self, Fault};
use crate::units::{Clock, Fen, Grams, Metres, Seconds, Window};
use crate::vrp::Smoothness;
use crate::words::{
    CardSerial, Centre, LocationCode, LocationKind, LonLat, Mode, Pouching, Vehicle,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Deref;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index into its list.
            pub fn ix(self) -> usize {
                self.0 as usize
            }
        }
        impl From<usize> for $name {
            fn from(ix: usize) -> Self {
                Self(u32::try_from(ix).unwrap_or(u32::MAX))
            }
        }
    };
}

index!(
    /// Index into [`Parts::places`].
    PlaceId
);
index!(
    /// Index into [`Parts::drops`].
    DropId
);
index!(
    /// Index into [`Parts::consignments`].
    ConsignmentId
);
index!(
    /// Index into [`Parts::vehicles`].
    VehicleId
);
index!(
    /// A point of the road matrix: 0 is the centre, `1 + i` is drop `i`, the terminals of
    /// vehicles follow in the order of [`Parts::terminals`].
    Node
);

impl Node {
    /// The centre.
    pub const CENTRE: Self = Self(0);
}

impl From<DropId> for Node {
    fn from(drop: DropId) -> Self {
        Self(drop.0 + 1)
    }
}

/// A location as it is called and lies on this day; a revision keeps the names it was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code today (an alias is already resolved).
    pub code: LocationCode,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: LocationKind,
    /// Its address.
    pub address: String,
    /// Where it stands.
    pub at: LonLat,
    /// Whom to ask for.
    pub contact: String,
    /// The telephone.
    pub phone: String,
    /// Whether the longer legal limit applies.
    pub remote: bool,
}

/// A drop point (交接点) with the hours it keeps on this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropPoint {
    /// Where the vehicle stops.
    pub place: PlaceId,
    /// When service may begin, ascending and disjoint; empty when it is closed today.
    pub windows: Vec<Window>,
    /// Handing over takes this long, once per stop.
    pub service: Seconds,
    /// What the vehicle needs.
    pub skills: Vec<String>,
    /// The next later day on which it has a window.
    pub next_open: Option<NaiveDate>,
}

/// One card of the day, without anything personal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayCard {
    /// The last lawful or promised day.
    pub due: NaiveDate,
    /// Its serial.
    pub serial: CardSerial,
}

/// The cards of one receiving location that leave in one mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consignment {
    /// The receiving location.
    pub location: PlaceId,
    /// How they leave.
    pub mode: Mode,
    /// Where the vehicle stops; exactly the consignments of mode van have one.
    pub drop: Option<DropId>,
    /// Its cards, ascending by due date, then serial; never empty. What travels takes them from
    /// the front, sealed ones aside, so what waits is what can wait longest.
    pub cards: Vec<DayCard>,
    /// Free slots of a cabinet.
    pub free_slots: Option<u32>,
}

/// How distances and times between nodes are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roads {
    /// Great circle × a detour factor; shown as such wherever a distance is shown.
    Estimate {
        /// The factor in percent, at least 100.
        detour_percent: u32,
    },
    /// From a matrix file, row by row over all nodes.
    Matrix {
        /// `legs[from * n + to]`.
        legs: Vec<(Metres, Seconds)>,
        /// How many pairs the file does not reach, which are estimated.
        estimated: u32,
    },
}

/// What a day problem is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The centre.
    pub centre: Centre,
    /// The dispatch day.
    pub day: NaiveDate,
    /// The rule for pouches.
    pub pouching: Pouching,
    /// Receiving locations, drop points and terminals, ascending by code.
    pub places: Vec<Place>,
    /// Drop points, ascending by code.
    pub drops: Vec<DropPoint>,
    /// Consignments, ascending by location, of which each has one by van at most.
    pub consignments: Vec<Consignment>,
    /// The fleet, ascending by name.
    pub vehicles: Vec<Vehicle>,
    /// Places other than the centre where vehicles begin or end, ascending.
    pub terminals: Vec<PlaceId>,
    /// The roads.
    pub roads: Roads,
    /// Where roads are closed or slow today.
    pub areas: Vec<Area>,
    /// 1 for the first plan of a day, one more whenever it is planned again after something was sealed.
    pub wave: u32,
    /// Routes that stay, because something is sealed for them, ascending by vehicle, then trip.
    pub kept: Vec<Kept>,
    /// What untidy routes are taken to cost while they are looked for; no part of any cost shown.
    pub smoothness: Smoothness,
}

/// The highest price of untidiness: with more, sums of a large day could run over.
pub const DEAREST: Fen = Fen(1_000_000);

/// A validated [`Parts`]; only readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayProblem(Parts);

impl Deref for DayProblem {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DayProblem {
    /// Validates `parts`; every contradiction found is one fault of kind P501. O(size of the parts).
    pub fn new(parts: Parts) -> Result<Self, Vec<Fault>> {
        let faults = faults_of(&parts);
        if faults.is_empty() { Ok(Self(parts)) } else { Err(faults) }
    }

    /// What it is made of.
    pub fn into_parts(self) -> Parts {
        self.0
    }

    /// The same day, its routes looked for with `smoothness`. O(size of the parts).
    ///
    /// # Errors
    /// P501 for a price below zero or above [`DEAREST`].
    pub fn smoothed(self, smoothness: Smoothness) -> Result<Self, Vec<Fault>> {
        Self::new(Parts { smoothness, ..self.0 })
    }

    /// The place of a drop point.
    pub fn drop_place(&self, drop: DropId) -> &Place {
        &self.places[self.drops[drop.ix()].place.ix()]
    }

    /// The receiving location of a consignment.
    pub fn location(&self, consignment: ConsignmentId) -> &Place {
        &self.places[self.consignments[consignment.ix()].location.ix()]
    }

    /// How many nodes the road matrix has.
    pub fn nodes(&self) -> usize {
        1 + self.drops.len() + self.terminals.len()
    }

    /// Where a node lies.
    pub fn position(&self, node: Node) -> LonLat {
        match node.ix().checked_sub(1) {
            None => self.centre.at,
            Some(ix) => match self.drops.get(ix) {
                Some(drop) => self.places[drop.place.ix()].at,
                None => self.places[self.terminals[ix - self.drops.len()].ix()].at,
            },
        }
    }

    /// The node where the day of `vehicle` begins.
    pub fn start_node(&self, vehicle: VehicleId) -> Node {
        self.terminal(self.vehicles[vehicle.ix()].start)
    }

    /// The node where the day of `vehicle` ends.
    pub fn end_node(&self, vehicle: VehicleId) -> Node {
        self.terminal(self.vehicles[vehicle.ix()].end)
    }

    fn terminal(&self, code: Option<LocationCode>) -> Node {
        let at = code.and_then(|code| {
            self.terminals.iter().position(|&place| self.places[place.ix()].code == code)
        });
        at.map_or(Node::CENTRE, |ix| Node::from(1 + self.drops.len() + ix))
    }

    /// The cards of a consignment in the order in which they travel: those in sealed pouches by the pouch's number,
    /// then the others; what waits are the last ones. O(cards log cards).
    pub fn in_turn(&self, id: ConsignmentId, sealed: &SealedPouches<'_>) -> Vec<&DayCard> {
        let cards = &self.consignments[id.ix()].cards;
        let Some(pouches) = sealed.get(&id) else { return cards.iter().collect() };
        let of: BTreeMap<&CardSerial, u32> = (pouches.iter())
            .flat_map(|(number, pouch)| pouch.cards.iter().map(|card| (card, *number)))
            .collect();
        let mut cards: Vec<&DayCard> = cards.iter().collect();
        cards.sort_by_key(|card| of.get(&card.serial).copied().unwrap_or(u32::MAX));
        cards
    }

    /// Consignments with their indices.
    pub fn consignments_with_ids(&self) -> impl Iterator<Item = (ConsignmentId, &Consignment)> {
        self.consignments.iter().enumerate().map(|(ix, c)| (ConsignmentId::from(ix), c))
    }

    /// The weight of a pouch with `cards` cards.
    pub fn pouch_weight(&self, cards: u32) -> Grams {
        self.pouching.pouch_weight + self.pouching.card_weight * i64::from(cards)
    }
}

/// Every contradiction in `parts`, in words.
fn faults_of(parts: &Parts) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut require = |holds: bool, detail: &dyn Fn() -> String| {
        if !holds {
            faults.push(Fault::new(fault::INVALID_PROBLEM, detail()));
        }
    };
    let places = parts.places.len();
    require(parts.centre.docks >= 1, &|| "中心没有装车位".into());
    require(parts.centre.opens < parts.centre.closes, &|| "中心开门不早于关门".into());
    require(parts.centre.dock_time >= Seconds::ZERO, &|| "装车用时为负".into());
    require(parts.pouching.cards_per_pouch >= 1, &|| "每袋张数为零".into());
    let Smoothness { spread_per_km, balance } = parts.smoothness;
    let sound = |price: Fen| (Fen::ZERO..=DEAREST).contains(&price);
    require(sound(spread_per_km) && sound(balance), &|| {
        format!("线路交错和工时悬殊的折算须在 0 至 {} 元之间", DEAREST.yuan())
    });
    require(parts.places.is_sorted_by(|a, b| a.code < b.code), &|| "地点未按编码排列".into());
    require(parts.drops.is_sorted_by(|a, b| a.place < b.place), &|| "交接点未按编码排列".into());
    for drop in &parts.drops {
        require(drop.place.ix() < places, &|| "交接点不在地点表中".into());
        let ordered = drop.windows.is_sorted_by(|a, b| a.to < b.from)
            && drop.windows.iter().all(|w| w.from <= w.to && w.from >= Clock(0));
        require(ordered, &|| format!("第 {} 个地点的可交接时间次序不对", drop.place.0));
        require(drop.service >= Seconds::ZERO, &|| "交接用时为负".into());
    }
    require(parts.consignments.is_sorted_by_key(|c| c.location), &|| "未按受理点排列".into());
    // Pouches are numbered by location; what a person sends otherwise may meet more that goes so.
    let by_van = parts.consignments.iter().filter(|c| c.mode == Mode::Van);
    require(by_van.is_sorted_by(|a, b| a.location < b.location), &|| {
        "同一受理点由专车运送的证件出现两次".into()
    });
    for consignment in &parts.consignments {
        require(consignment.location.ix() < places, &|| "受理点不在地点表中".into());
        require(!consignment.cards.is_empty(), &|| "有受理点没有证件".into());
        require(consignment.cards.is_sorted_by(|a, b| a < b), &|| "证件未按时限排列".into());
        let drop_fits = match (consignment.mode, consignment.drop) {
            (Mode::Van, Some(drop)) => drop.ix() < parts.drops.len(),
            (Mode::Van, None) | (_, Some(_)) => false,
            (_, None) => true,
        };
        require(drop_fits, &|| "专车证件须有交接点，其他方式不得有".into());
    }
    let mut serials: Vec<_> =
        parts.consignments.iter().flat_map(|c| &c.cards).map(|c| &c.serial).collect();
    serials.sort_unstable();
    require(serials.is_sorted_by(|a, b| a < b), &|| "同一证件出现两次".into());
    require(parts.vehicles.is_sorted_by(|a, b| a.name < b.name), &|| {
        "车辆重名或未按名称排列".into()
    });
    for vehicle in &parts.vehicles {
        let name = &vehicle.name;
        require(vehicle.shift_start < vehicle.shift_end, &|| format!("车辆 {name} 当班时间颠倒"));
        require(vehicle.trips >= 1, &|| format!("车辆 {name} 车次为零"));
        require(vehicle.reload >= Seconds::ZERO, &|| format!("车辆 {name} 再装车时间为负"));
        if let Some(pause) = vehicle.pause {
            let sound = pause.from <= pause.to && pause.length >= Seconds::ZERO;
            require(sound, &|| format!("车辆 {name} 休息时间颠倒"));
        }
        for code in [vehicle.start, vehicle.end].into_iter().flatten() {
            let known = parts
                .terminals
                .iter()
                .any(|&p| parts.places.get(p.ix()).is_some_and(|place| place.code == code));
            require(known, &|| format!("车辆 {name} 的起讫地点 {code} 不存在"));
        }
    }
    require(parts.wave >= 1 && (parts.wave > 1) != parts.kept.is_empty(), &|| {
        format!("第 {} 波次，保留 {} 条线路", parts.wave, parts.kept.len())
    });
    for contradiction in kept::contradictions(parts) {
        require(false, &|| contradiction.clone());
    }
    for contradiction in area::contradictions(parts) {
        require(false, &|| contradiction.clone());
    }
    let n = 1 + parts.drops.len() + parts.terminals.len();
    match &parts.roads {
        Roads::Estimate { detour_percent } => {
            require(*detour_percent >= 100, &|| "绕行系数小于 1".into());
        }
        Roads::Matrix { legs, .. } => {
            require(legs.len() == n * n, &|| "距离矩阵大小不符".into());
            let sound = legs.iter().all(|(m, s)| m.0 >= 0 && s.0 >= 0);
            require(sound, &|| "距离矩阵有负值".into());
        }
    }
    faults
}
