//! Revisions of a day's plan: immutable once stored.

use crate::edition::{Revision, Status};
use crate::open::require_open;
use crate::read;
use crate::snapshot::{self, digest, write_plan, write_problem};
use crate::standing::note_set_aside;
use crate::store::{Store, lock_ledger};
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::day::SetAside;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use tokio_postgres::Row;

/// A plan to be stored, and how it was found.
#[derive(Clone, Debug)]
pub struct NewRevision {
    /// Whose day.
    pub centre: CentreCode,
    /// The dispatch day.
    pub day: NaiveDate,
    /// The problem it solves.
    pub problem: DayProblem,
    /// The plan.
    pub plan: Plan,
    /// Seed of the search.
    pub seed: u64,
    /// Iterations the search did.
    pub iterations: u64,
    /// Threads it used.
    pub threads: u32,
    /// Standing rules that the problem leaves out.
    pub set_aside: Vec<SetAside>,
}

/// A revision read back.
pub(crate) struct Loaded {
    pub(crate) revision: Revision,
    pub(crate) problem: DayProblem,
    pub(crate) plan: Plan,
}

/// The columns that [`revision_of`] reads.
pub(crate) const COLUMNS: &str = "number, parent, status::text, seed, input_hash, plan_hash,
    made_at, published_at";

impl Store {
    /// Stores a plan as the next revision of its day, with the newest one before as its parent,
    /// and gives its number. O(cards).
    ///
    /// Errors: S718 when the problem is another centre's or day's, S708 and S709 when the day is
    /// closed or has no account.
    pub async fn save_revision(&self, new: NewRevision) -> Result<u32, Fault> {
        if new.problem.centre.code != new.centre || new.problem.day != new.day {
            let detail = format!("{} {}", new.problem.centre.code, new.problem.day);
            return Err(Fault::new(fault::DIFFERENT_PROBLEM, detail));
        }
        let NewRevision { centre, day, problem, plan, seed, iterations, threads, set_aside } = new;
        let texts = written(problem, plan).await?;
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let effort = Effort { seed, iterations, threads };
        let number = insert(&work, (&centre.0, day), &texts, effort, Origin::default()).await?;
        note_set_aside(&work, (&centre.0, day, number), &set_aside).await?;
        work.commit().await.map_err(fault_of)?;
        Ok(number)
    }
}

/// A problem and a plan as they are stored.
pub(crate) struct Texts {
    problem: String,
    plan: String,
    input_hash: String,
    plan_hash: String,
}

/// Writes both off the async workers. O(cards).
pub(crate) async fn written(problem: DayProblem, plan: Plan) -> Result<Texts, Fault> {
    let texts = tokio::task::spawn_blocking(move || {
        let (problem, plan) = (write_problem(&problem), write_plan(&plan));
        Texts { input_hash: digest(&problem), plan_hash: digest(&plan), problem, plan }
    });
    texts.await.map_err(|_| unreadable("revision"))
}

/// How a plan was found; nothing for one that people made.
#[derive(Clone, Copy, Default)]
pub(crate) struct Effort {
    seed: u64,
    iterations: u64,
    threads: u32,
}

/// Where a plan comes from beside a search.
#[derive(Clone, Copy, Default)]
pub(crate) struct Origin<'a> {
    /// The revision it was made from; none for the newest.
    pub(crate) parent: Option<u32>,
    /// The limits it may break, as text.
    pub(crate) overrides: &'a str,
    /// What came up, as text.
    pub(crate) incidents: &'a str,
}

/// Stores the next revision of a day and gives its number.
///
/// Errors: S708 and S709 when the day is closed or has no account.
pub(crate) async fn insert(
    work: &Transaction<'_>,
    (centre, day): (&str, NaiveDate),
    texts: &Texts,
    effort: Effort,
    origin: Origin<'_>,
) -> Result<u32, Fault> {
    lock_ledger(work).await?;
    require_open(work, centre, day).await?;
    let insert = "
        INSERT INTO revision (centre, day, number, parent, seed, iterations, threads,
                              input_hash, plan_hash, problem, plan, overrides,
                              incidents)
        SELECT $1, $2, coalesce(max(number), 0) + 1, coalesce($10, max(number)), $3, $4, $5, $6,
            $7, $8, $9, $11, $12
        FROM revision WHERE centre = $1 AND day = $2
        RETURNING number";
    // The seed's 64 bits are stored as they are.
    let (seed, iterations) = (effort.seed.cast_signed(), effort.iterations.cast_signed());
    let threads = effort.threads.cast_signed();
    let parent = origin.parent.map(u32::cast_signed);
    let row = (work)
        .query_one(
            insert,
            &[
                &centre,
                &day,
                &seed,
                &iterations,
                &threads,
                &texts.input_hash,
                &texts.plan_hash,
                &texts.problem,
                &texts.plan,
                &parent,
                &origin.overrides,
                &origin.incidents,
            ],
        )
        .await
        .map_err(fault_of)?;
    read::count(&row, "number")
}

/// Reads a revision of a day: number `wanted`, else the published one, else the newest.
///
/// Errors: S711 when there is none such.
pub(crate) async fn load(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    wanted: Option<u32>,
) -> Result<Loaded, Fault> {
    let wanted = wanted.map(u32::cast_signed);
    let select = format!(
        "SELECT {COLUMNS}, problem, plan FROM revision
         WHERE centre = $1 AND day = $2 AND ($3::integer IS NULL OR number = $3)
         ORDER BY status = 'published' DESC, number DESC LIMIT 1"
    );
    let row = work.query_opt(&select, &[&centre, &day, &wanted]).await.map_err(fault_of)?;
    let row = row.ok_or_else(|| no_such(day, wanted))?;
    let revision = revision_of(&row)?;
    let (problem, plan) = snapshot::read(row.get("problem"), row.get("plan")).await?;
    Ok(Loaded { revision, problem, plan })
}

pub(crate) fn no_such(day: NaiveDate, wanted: Option<i32>) -> Fault {
    let detail = wanted.map_or_else(|| day.to_string(), |number| format!("{day} 第 {number} 版"));
    Fault::new(fault::NO_SUCH_REVISION, detail)
}

/// A row of `revision` with [`COLUMNS`].
pub(crate) fn revision_of(row: &Row) -> Result<Revision, Fault> {
    Ok(Revision {
        number: read::count(row, "number")?,
        parent: read::some_count(row, "parent")?,
        status: read::word(row, "status", Status::named)?,
        seed: row.get::<_, i64>("seed").cast_unsigned(),
        input_hash: row.get("input_hash"),
        plan_hash: row.get("plan_hash"),
        made_at: row.get("made_at"),
        published_at: row.get("published_at"),
    })
}
