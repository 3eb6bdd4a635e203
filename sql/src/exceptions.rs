//! What did not go as planned when a day is closed.

use crate::places::Places;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::LocationCode;

/// Exceptions of a day; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// What came back.
    pub undelivered: Vec<Undelivered>,
    /// Which pickups were collected.
    pub collected: Vec<Collected>,
}

/// Cards that left and came back in the evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// All pouches of the route of this number.
    Route(String),
    /// The pouches of one stop of a route; the first stop is 1.
    Stop(String, u32),
    /// The pouch of this number.
    Pouch(String),
    /// Everything that was to be posted to its holders.
    Home,
}

/// Pickups that were collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collected {
    /// Every one.
    All,
    /// Those of a receiving location.
    Location(LocationCode),
}

impl Exceptions {
    /// Reads them as people type them: `home`, a route's number, `ROUTE/STOP`, a pouch's number;
    /// `all` or a location code for what was collected.
    ///
    /// Errors: S716 for what is none of them.
    pub fn parse(undelivered: &[String], collected: &[String]) -> Result<Self, Fault> {
        Ok(Self {
            undelivered: undelivered
                .iter()
                .map(|t| Undelivered::parse(t))
                .collect::<Result<_, _>>()?,
            collected: collected.iter().map(|t| Collected::parse(t)).collect::<Result<_, _>>()?,
        })
    }
}

impl Undelivered {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let numbered = |letter| {
            let (_, last) = text.rsplit_once('-')?;
            last.strip_prefix(letter)?.parse::<u32>().ok()
        };
        if text == "home" {
            return Ok(Self::Home);
        }
        if let Some((route, stop)) = text.split_once('/') {
            let stop = stop.parse().map_err(|_| Fault::new(fault::NOT_IN_PLAN, text))?;
            return Ok(Self::Stop(route.to_owned(), stop));
        }
        match (numbered('P'), numbered('R')) {
            (Some(_), _) => Ok(Self::Pouch(text.to_owned())),
            (_, Some(_)) => Ok(Self::Route(text.to_owned())),
            _ => Err(Fault::new(fault::NOT_IN_PLAN, text)),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Route(number) | Self::Pouch(number) => number.clone(),
            Self::Stop(route, stop) => format!("{route}/{stop}"),
            Self::Home => "home".into(),
        }
    }
}

impl Collected {
    fn parse(text: &str) -> Result<Self, Fault> {
        match text.trim() {
            "all" => Ok(Self::All),
            code => LocationCode::parse(code)
                .map(Self::Location)
                .ok_or_else(|| Fault::new(fault::NOT_IN_PLAN, code)),
        }
    }
}

/// Gathers in `came_back` the pouches that came back, and `home` when the post did.
pub(crate) async fn mark_undelivered(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    published: Option<i32>,
    exceptions: &Exceptions,
) -> Result<(), Fault> {
    let create = "CREATE TEMP TABLE came_back (number text) ON COMMIT DROP";
    work.batch_execute(create).await.map_err(fault_of)?;
    for item in &exceptions.undelivered {
        let (column, number, stop) = match item {
            Undelivered::Route(number) => ("route", number.as_str(), None),
            Undelivered::Stop(number, stop) => ("route", number.as_str(), Some(stop.cast_signed())),
            Undelivered::Pouch(number) => ("number", number.as_str(), None),
            Undelivered::Home => ("home", "", None),
        };
        let insert = match column {
            "home" => "INSERT INTO came_back SELECT 'home' WHERE EXISTS (
                           SELECT FROM ledger WHERE centre = $1 AND day = $2 AND revision = $3
                             AND mode = 'home' AND $4 = '' AND $5::integer IS NULL)"
                .to_owned(),
            _ => format!(
                "INSERT INTO came_back SELECT number FROM pouch
                 WHERE centre = $1 AND day = $2 AND revision = $3 AND {column} = $4
                   AND ($5::integer IS NULL OR stop = $5)"
            ),
        };
        let found = work.execute(&insert, &[&centre, &day, &published, &number, &stop]).await;
        if found.map_err(fault_of)? == 0 {
            return Err(Fault::new(fault::NOT_IN_PLAN, item.text()));
        }
    }
    // What was scanned as come back though its departure was not.
    let scanned = "INSERT INTO came_back SELECT pouch FROM custody_event
                   WHERE centre = $1 AND day = $2 AND kind = 'exception'
                     AND evidence ->> 'reason' = 'back'";
    work.execute(scanned, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(())
}

/// Gathers in `collected` the pickups that were collected.
pub(crate) async fn mark_collected(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    exceptions: &Exceptions,
) -> Result<(), Fault> {
    let create = "CREATE TEMP TABLE collected (card_serial text) ON COMMIT DROP";
    work.batch_execute(create).await.map_err(fault_of)?;
    if exceptions.collected.is_empty() {
        return Ok(());
    }
    let select = "
        SELECT DISTINCT c.receiving_code FROM ledger l JOIN card c ON c.serial = l.card_serial
        WHERE l.centre = $1 AND l.day = $2 AND l.mode = 'pickup'
          AND c.receiving_code IS NOT NULL";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    let places = Places::read(work).await?;
    let places = places.on(day);
    for item in &exceptions.collected {
        // A file may still call a location by a former code.
        let means = |text: &&str| match item {
            Collected::All => true,
            Collected::Location(asked) => LocationCode::parse(text).is_some_and(|code| {
                code == *asked || places.find(code).is_ok_and(|place| place.location == *asked)
            }),
        };
        let codes: Vec<&str> = rows.iter().map(|row| row.get(0)).filter(means).collect();
        if codes.is_empty() {
            let detail = match item {
                Collected::All => "没有自取的证件".into(),
                Collected::Location(code) => code.to_string(),
            };
            return Err(Fault::new(fault::NOT_IN_PLAN, detail));
        }
        let insert = "
            INSERT INTO collected
            SELECT l.card_serial FROM ledger l JOIN card c ON c.serial = l.card_serial
            WHERE l.centre = $1 AND l.day = $2 AND l.mode = 'pickup'
              AND c.receiving_code = ANY ($3)";
        work.execute(insert, &[&centre, &day, &codes]).await.map_err(fault_of)?;
    }
    Ok(())
}
