//! Values for tests: one centre, a few locations, vehicles and cards.

use chrono::NaiveDate;
use fenjian_planner::fault::Code;
use fenjian_planner::formats::Value;
use fenjian_planner::intake::JudgedCard;
use fenjian_planner::units::{Clock, Fen, Seconds};
use fenjian_planner::words::{
    Alert, AlertReason, Alerted, Card, CardSerial, Centre, Channel, Delivery, Location,
    LocationCode, LocationKind, LonLat, Reason, Vehicle, Via,
};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The `n`th day of the test's month, from a Monday on.
pub fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, n).unwrap()
}

/// Location number `n`.
pub fn code(n: u32) -> LocationCode {
    LocationCode::parse(&format!("440100{n:06}")).unwrap()
}

pub fn serial(n: u32) -> CardSerial {
    CardSerial::parse(&format!("K{n:08}")).unwrap()
}

pub fn centre_named(code: &str) -> Value {
    let centre = Centre {
        code: fenjian_planner::words::CentreCode(code.into()),
        name: "测试中心".into(),
        at: LonLat { lon_e6: 113_260_000, lat_e6: 23_130_000 },
        opens: Clock::at(6, 0),
        closes: Clock::at(20, 0),
        dock_time: Seconds::minutes(10),
        docks: 2,
    };
    Value::Centre(centre, false)
}

pub fn location(n: u32) -> Location {
    Location {
        code: code(n),
        name: format!("第{n}派出所"),
        kind: LocationKind::Station,
        address: "某路 1 号".into(),
        at: LonLat { lon_e6: 113_260_000 + n as i32 * 5_000, lat_e6: 23_130_000 },
        parent: None,
        via: Via::Direct,
        service: Seconds::minutes(5),
        opening_hours: "Mo-Su 08:00-18:00".into(),
        slots: None,
        remote: false,
        contact: String::new(),
        phone: String::new(),
        skills: vec![],
        active_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
        active_to: None,
        aliases: vec![],
    }
}

pub fn vehicle(name: &str) -> Value {
    let vehicle = Vehicle {
        name: name.into(),
        plate: "粤A00001".into(),
        kind: "厢式".into(),
        pouches: Some(100),
        weight: None,
        shift_start: Clock::at(7, 0),
        shift_end: Clock::at(19, 0),
        max_distance: None,
        max_stops: None,
        fixed_cost: Fen(20_000),
        cost_per_km: Fen(200),
        cost_per_hour: Fen(3_000),
        skills: vec![],
        pause: None,
        trips: 1,
        reload: Seconds::minutes(30),
        start: None,
        end: None,
        driver: String::new(),
        escort: String::new(),
        phone: String::new(),
    };
    Value::Vehicle(vehicle, None)
}

/// Card `n`, whose holder is citizen `n`, for location 1.
pub fn card(n: u32) -> CardOf {
    CardOf(JudgedCard {
        card: Card {
            serial: serial(n),
            citizen: Some(citizen(n)),
            name: "王小明".into(),
            receipt_no: format!("R{n:010}"),
            receiving: Some(code(1)),
            channel: Channel::Local,
            applied_on: Some(day(1)),
            produced_at: None,
            batch_no: String::new(),
            tray: String::new(),
            position: None,
            delivery: Delivery::Collect,
            must_arrive_by: None,
            reason: Reason::First,
        },
        centre: None,
        receiving_text: code(1).to_string(),
        stopped: vec![],
        content: [0; 32],
    })
}

pub fn citizen(n: u32) -> [u8; 32] {
    let mut hash = [0; 32];
    hash[..4].copy_from_slice(&n.to_be_bytes());
    hash
}

/// A card in the making.
#[derive(Clone)]
pub struct CardOf(JudgedCard);

impl CardOf {
    pub fn with(mut self, change: impl FnOnce(&mut Card)) -> Self {
        change(&mut self.0.card);
        self
    }

    pub fn to(mut self, receiving: LocationCode) -> Self {
        self.0.card.receiving = Some(receiving);
        self.0.receiving_text = receiving.to_string();
        self
    }

    pub fn of_citizen(self, n: u32) -> Self {
        self.with(|card| card.citizen = Some(citizen(n)))
    }

    pub fn stopped(mut self, codes: &[Code]) -> Self {
        self.0.stopped = codes.to_vec();
        self
    }

    pub fn at_centre(mut self, code: &str) -> Self {
        self.0.centre = Some(fenjian_planner::words::CentreCode(code.into()));
        self
    }

    /// The value, with a content hash over all that may be changed above.
    pub fn value(mut self) -> Value {
        let mut hasher = DefaultHasher::new();
        let (card, stopped) = (&self.0.card, &self.0.stopped);
        format!("{card:?} {stopped:?}").hash(&mut hasher);
        self.0.content[..8].copy_from_slice(&hasher.finish().to_be_bytes());
        Value::Card(Box::new(self.0))
    }
}

pub fn cards(numbers: std::ops::RangeInclusive<u32>) -> Vec<Value> {
    numbers.map(|n| card(n).value()).collect()
}

pub fn alert(n: u32, until: Option<NaiveDate>) -> Value {
    Value::Alert(Alert {
        card: Alerted::Serial(serial(n)),
        reason: AlertReason::LossReport,
        since: day(1),
        until,
    })
}

/// What every test begins with: centre, locations 1 to `locations`, two vehicles.
pub async fn set_up(db: &super::Db, locations: u32) {
    use fenjian_planner::formats::FileKind;
    db.import(FileKind::Centres, vec![centre_named("C44")]).await;
    let places = (1..=locations).map(|n| Value::Location(location(n))).collect();
    db.import(FileKind::Locations, places).await;
    db.import(FileKind::Fleet, vec![vehicle("V1"), vehicle("V2")]).await;
}
