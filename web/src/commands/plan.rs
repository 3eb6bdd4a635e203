//! `fenjian plan`: reads the day, proposes a plan, checks it, and stores it as a revision.

use super::{cores, off_workers};
use crate::cli;
use crate::console::Console;
use crate::home;
use fenjian_planner::check::check;
use fenjian_planner::day::{Assembled, SetAside, assemble};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::halt::Stop;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::propose::{Proposed, propose};
use fenjian_planner::route::{Progress, Settings};
use fenjian_planner::vrp::Smoothness;
use fenjian_sql::edition::{Edition, Ledger};
use fenjian_sql::revision::NewRevision;
use fenjian_sql::store::Store;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Plans a day and says what came of it.
pub(super) async fn run(args: cli::Plan, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let planned = plan(&database.store, &args, console).await?;
    console.result(&planned.text(), &planned.object());
    Ok(())
}

/// A stored revision and the seconds its search took.
pub(super) struct Planned {
    /// The revision with everything it shows.
    pub(super) edition: Edition,
    /// Seconds from reading the day to the stored revision.
    pub(super) seconds: f64,
    /// Standing rules that do not hold on the day.
    pub(super) set_aside: Vec<SetAside>,
    /// What came up and holds, and could not be put into the day.
    pub(super) left_out: Vec<Fault>,
}

/// Plans a day, refuses to store what the checker does not pass, and publishes when asked to.
pub(super) async fn plan(
    store: &Store,
    args: &cli::Plan,
    console: &Console,
) -> Result<Planned, Fault> {
    let begun = Instant::now();
    let cli::Day { centre, day } = &args.day;
    let input = store.day_input(centre, *day).await?;
    let assembled = off_workers(move || assemble(input).map_err(first)).await?;
    let Assembled { problem, set_aside, left_out, .. } = assembled;
    let smoothness = Smoothness { spread_per_km: args.spread, balance: args.balance };
    let problem = Arc::new(problem.smoothed(smoothness).map_err(first)?);
    let threads = args.threads.unwrap_or_else(cores);
    let settings = Settings { seed: args.seed, threads };
    let limit = Limit { time: args.time, iterations: args.iterations };
    let proposed = search(Arc::clone(&problem), settings, limit, console).await?;
    let faults = check(&problem, &proposed.plan);
    if let Some(worst) = faults.first() {
        let detail = format!("{} 处，第一处：{worst}", faults.len());
        return Err(Fault::new(fault::PLAN_UNSOUND, detail));
    }
    let revision = store
        .save_revision(NewRevision {
            centre: centre.clone(),
            day: *day,
            problem: (*problem).clone(),
            plan: proposed.plan,
            seed: args.seed,
            iterations: proposed.iterations,
            threads: threads as u32,
            set_aside: set_aside.clone(),
        })
        .await?;
    if args.publish {
        store.publish(centre, *day, Some(revision), None).await?;
    }
    let edition = store.edition(centre, *day, Some(revision)).await?;
    Ok(Planned { edition, seconds: begun.elapsed().as_secs_f64(), set_aside, left_out })
}

#[derive(Clone, Copy)]
struct Limit {
    time: Duration,
    iterations: Option<u64>,
}

/// Searches off the async workers. The first Ctrl-C ends the search and keeps the best plan found.
async fn search(
    problem: Arc<DayProblem>,
    settings: Settings,
    limit: Limit,
    console: &Console,
) -> Result<Proposed, Fault> {
    let cancelled = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancelled);
    let listener = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            flag.store(true, Ordering::Relaxed);
        }
    });
    let bar = console.bar(1000, "优化线路");
    let begun = Instant::now();
    let proposed = off_workers(move || {
        let spent = || match cancelled.load(Ordering::Relaxed) {
            true => f64::INFINITY,
            false => begun.elapsed().as_secs_f64() / limit.time.as_secs_f64().max(1e-3),
        };
        let stop = match limit.iterations {
            Some(iterations) => Stop::after(iterations, &spent),
            None => Stop::when(&spent),
        };
        let show = |p: Progress| {
            bar.set_position((p.share.clamp(0.0, 1.0) * 1000.0) as u64);
            bar.set_message(format!("优化线路 {} 元 未排 {}", p.cost.yuan(), p.unserved));
        };
        let proposed = propose(&problem, settings, stop, &show);
        bar.finish_and_clear();
        Ok(proposed)
    })
    .await;
    listener.abort();
    proposed
}

/// The first of several contradictions, with how many there are.
fn first(faults: Vec<Fault>) -> Fault {
    let count = faults.len();
    match faults.into_iter().next() {
        Some(fault) if count > 1 => {
            Fault::new(fault.code, format!("{}；共 {count} 处", fault.detail))
        }
        Some(fault) => fault,
        None => Fault::new(fault::INVALID_PROBLEM, ""),
    }
}

impl Planned {
    /// The plan for people: what travels, what waits and why.
    pub(super) fn text(&self) -> String {
        let Edition { revision, problem, plan, ledger, .. } = &self.edition;
        let mut text = format!(
            "第 {} 版（{}）：线路 {} 条，交接 {} 站，{} 公里（{}），当班 {:.1} 小时，费用 {} 元，用时 {:.1} 秒\n{}",
            revision.number,
            revision.status.zh(),
            plan.routes.len(),
            plan.stops(),
            plan.distance().km(),
            roads_text(problem),
            plan.duty().0 as f64 / 3600.0,
            plan.cost().yuan(),
            self.seconds,
            states_text(ledger),
        );
        if !problem.kept.is_empty() {
            let sealed: usize =
                problem.sealed().values().map(std::collections::BTreeMap::len).sum();
            text += &format!(
                "\n第 {} 波次：保留线路 {} 条，已封 {sealed} 袋不动",
                problem.wave,
                problem.kept.len()
            );
        }
        for aside in &self.set_aside {
            text += &format!("\n{}", aside.fault());
        }
        for fault in &self.left_out {
            text += &format!("\n{fault}");
        }
        for hold in &plan.holds {
            let place = problem.location(hold.consignment);
            text += &format!(
                "\n待发 {} {} {} 张：{} {}；{}",
                place.code,
                place.name,
                hold.cards,
                hold.reason,
                hold.reason.cause,
                hold.way_out.text(problem)
            );
        }
        text
    }

    /// The plan for programs.
    pub(super) fn object(&self) -> Value {
        let Edition { revision, problem, plan, ledger, .. } = &self.edition;
        let unserved: Vec<_> = (plan.holds.iter())
            .map(|hold| {
                json!({
                    "location": problem.location(hold.consignment).code.to_string(),
                    "cards": hold.cards,
                    "code": hold.reason.id,
                    "reason": hold.reason.cause,
                    "way_out": hold.way_out.text(problem),
                })
            })
            .collect();
        let set_aside: Vec<_> = (self.set_aside.iter())
            .map(|aside| {
                json!({
                    "rule": aside.rule,
                    "code": fault::RULE_SET_ASIDE.id,
                    "what": aside.what,
                    "why": aside.why.word(),
                    "reason": aside.why.text(),
                })
            })
            .collect();
        json!({
            "revision": revision.number,
            "status": revision.status.word(),
            "plan_hash": revision.plan_hash,
            "input_hash": revision.input_hash,
            "wave": problem.wave,
            "routes": plan.routes.len(),
            "stops": plan.stops(),
            "metres": plan.distance().0,
            "roads": roads_text(problem),
            "seconds": plan.duty().0,
            "cost_fen": plan.cost().0,
            "solve_seconds": self.seconds,
            "unserved": unserved,
            "set_aside": set_aside,
            "left_out": self.left_out.iter().map(|fault| &fault.detail).collect::<Vec<_>>(),
            "ledger": ledger_object(ledger),
        })
    }
}

/// What the distances rest on, said wherever one is shown.
pub(crate) fn roads_text(problem: &DayProblem) -> String {
    use fenjian_planner::problem::Roads;
    match &problem.roads {
        Roads::Estimate { detour_percent } => {
            format!("直线距离 × {}.{:02} 估算", detour_percent / 100, detour_percent % 100)
        }
        Roads::Matrix { estimated: 0, .. } => "里程表".into(),
        Roads::Matrix { estimated, .. } => format!("里程表，其中 {estimated} 段为估算"),
    }
}

/// Cards in each state, in the order of the design.
pub(super) fn states_text(ledger: &Ledger) -> String {
    let states: Vec<_> =
        ledger.states.iter().map(|(state, cards)| format!("{} {cards}", state.zh())).collect();
    states.join("，")
}

/// The terms of the ledger equation.
pub(super) fn ledger_object(ledger: &Ledger) -> Value {
    let states: serde_json::Map<_, _> =
        ledger.states.iter().map(|(s, cards)| (s.word().to_owned(), json!(cards))).collect();
    json!({
        "brought_forward": ledger.brought_forward,
        "produced": ledger.produced,
        "returned": ledger.returned,
        "found": ledger.found,
        "states": states,
    })
}
