//! Measures the planner's desk on a whole day and prints what docs/DESK.md says of it: how long an edit takes with the full
//! check, when a search has its first improvement, what a broken morning leaves.
//!
//!     desk [--day province-840] [--plan 20] [--edits 2000] [--search 10] [--morning 60]
#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use clap::Parser;
use fenjian_benches::day::named;
use fenjian_planner::check::check_with;
use fenjian_planner::desk::{
    Draft, Edit, Entry, Happened, Incident, Lost, Place, RouteId, Search, Selection, Sought,
    StopId, Subject, What,
};
use fenjian_planner::halt::Stop;
use fenjian_planner::problem::{Area, ConsignmentId, DayProblem, Shape, VehicleId};
use fenjian_planner::propose::propose;
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::Settings;
use fenjian_planner::units::{Clock, Fen, Metres};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use std::error::Error;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Measures the desk.
#[derive(Parser)]
struct Args {
    /// The day: province-STOPS or sample-PROVINCE.
    #[arg(long, default_value = "province-840")]
    day: String,
    /// Seconds for the first plan.
    #[arg(long, default_value_t = 20.0)]
    plan: f64,
    /// Random edits.
    #[arg(long, default_value_t = 2_000)]
    edits: usize,
    /// Seconds for a search.
    #[arg(long, default_value_t = 8.0)]
    search: f64,
    /// Searches, each with another seed.
    #[arg(long, default_value_t = 20)]
    searches: usize,
    /// Seconds for the broken morning.
    #[arg(long, default_value_t = 60.0)]
    morning: f64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let problem = Arc::new(named(&args.day)?.ok_or("no such day")?);
    let settings = Settings { seed: 1, threads: args.threads };
    let plan = timed(args.plan, |stop| propose(&problem, settings, stop, &|_| ()).plan);
    let begun = Instant::now();
    let draft = Draft::open(Arc::clone(&problem), plan.clone(), Vec::new())?;
    let (routes, stops) = (plan.routes.len(), plan.stops());
    println!("{}: {stops} stops, {routes} routes; opened in {:?}", args.day, begun.elapsed());
    check(&problem, &draft);
    edits(draft.clone(), args.edits)?;
    why(&draft)?;
    hundred(draft.clone(), &args, settings);
    match args.morning > 0.0 {
        true => morning(draft, &args, settings),
        false => Ok(()),
    }
}

/// Runs `work` with a budget of `seconds`.
fn timed<T>(seconds: f64, work: impl FnOnce(Stop<'_>) -> T) -> T {
    let begun = Instant::now();
    let spent = || begun.elapsed().as_secs_f64() / seconds;
    work(Stop::when(&spent))
}

fn check(problem: &DayProblem, draft: &Draft) {
    let (roads, plan) = (Matrix::of(problem), draft.plan());
    let took: Vec<Duration> = (0..50)
        .map(|_| {
            let begun = Instant::now();
            assert!(check_with(problem, &plan, &roads).is_empty());
            begun.elapsed()
        })
        .collect();
    say("the full check alone", took);
}

/// Prints mean, median, 95th percentile and most.
fn say(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let many = took.len().max(1);
    let mean = took.iter().sum::<Duration>() / many as u32;
    let at = |percent: usize| took.get((many * percent / 100).min(many - 1)).copied();
    let (p50, p95, most) = (at(50), at(95), took.last());
    println!("{what}: n {many}, mean {mean:?}, p50 {p50:?}, p95 {p95:?}, most {most:?}");
}

/// Random edits as people make them, each answered with its change or with what breaks and the repairs.
fn edits(mut draft: Draft, many: usize) -> Result<(), Box<dyn Error>> {
    let mut random = Pcg64::seed_from_u64(1);
    let (mut made, mut refused, mut undone) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..many {
        let plan = draft.plan();
        let mut stop = || {
            let route = &plan.routes[random.random_range(0..plan.routes.len())];
            let stop = &route.stops[random.random_range(0..route.stops.len())];
            let id = RouteId { vehicle: route.vehicle, trip: route.trip };
            StopId { route: id, drop: stop.drop }
        };
        let (one, other) = (stop(), stop());
        let to = Place { route: other.route, before: Some(other.drop) };
        let undo = random.random_range(0..5) == 0;
        let what = match random.random_range(0..4) {
            _ if undo => What::Undo,
            0 => What::Edit { edit: Edit::Swap { one, other }, because: None },
            1 => {
                let edit = Edit::Move { stops: vec![one], to };
                What::Edit { edit, because: Some("试".into()) }
            }
            _ => What::Edit { edit: Edit::Move { stops: vec![one], to }, because: None },
        };
        let begun = Instant::now();
        let answer = draft.enter(Entry { by: "测".into(), what });
        let took = begun.elapsed();
        match answer {
            _ if undo => undone.push(took),
            Ok(_) => made.push(took),
            Err(_) => refused.push(took),
        }
    }
    say("edits made, with the full check", made);
    say("edits refused, with repairs", refused);
    say("undone", undone);
    Ok(())
}

fn why(draft: &Draft) -> Result<(), Box<dyn Error>> {
    let plan = draft.plan();
    let mut took = Vec::new();
    for route in plan.routes.iter().take(30) {
        let id = RouteId { vehicle: route.vehicle, trip: route.trip };
        let begun = Instant::now();
        draft.why(Subject::Stop(StopId { route: id, drop: route.stops[0].drop }))?;
        took.push(begun.elapsed());
    }
    say("why a stop is where it is", took);
    Ok(())
}

/// Re-optimises 100 stops, half of which were moved to a place where they do not belong.
fn hundred(mut draft: Draft, args: &Args, settings: Settings) {
    let mut random = Pcg64::seed_from_u64(2);
    let pick = |draft: &Draft, random: &mut Pcg64| {
        let routes = draft.plan().routes;
        let route = &routes[random.random_range(0..routes.len())];
        let stop = &route.stops[random.random_range(0..route.stops.len())];
        StopId { route: RouteId { vehicle: route.vehicle, trip: route.trip }, drop: stop.drop }
    };
    let mut moved = std::collections::BTreeSet::new();
    for _ in 0..2_000 {
        let (one, other) = (pick(&draft, &mut random), pick(&draft, &mut random));
        let to = Place { route: other.route, before: Some(other.drop) };
        let what = What::Edit { edit: Edit::Move { stops: vec![one], to }, because: None };
        if moved.len() < 50 && draft.enter(Entry { by: "测".into(), what }).is_ok() {
            moved.insert(one.drop);
        }
    }
    let change = draft.changed();
    println!("{} stops astray: {change:?}", moved.len());
    let mut all: Vec<StopId> = Vec::new();
    for route in &draft.plan().routes {
        let id = RouteId { vehicle: route.vehicle, trip: route.trip };
        let mine = route.stops.iter().filter(|stop| moved.contains(&stop.drop));
        all.extend(mine.map(|stop| StopId { route: id, drop: stop.drop }));
    }
    while all.len() < 100 {
        let more = pick(&draft, &mut random);
        if !all.contains(&more) {
            all.push(more);
        }
    }
    let selection = Selection::Stops(all.into_iter().collect());
    for price in [0, 500] {
        let search = |seed| Search {
            selection: selection.clone(),
            settings: Settings { seed, ..settings },
            moved: Fen(price),
            reordered: Fen(price),
        };
        println!("100 stops, {price} fen a change");
        let many = args.searches as u64;
        let watched: Vec<Sighting> =
            (1..=many).map(|seed| watch(&draft, &search(seed), args.search, true)).collect();
        let none = watched.iter().filter(|seen| seen.first.is_none()).count();
        let told = watched.iter().filter_map(|seen| seen.told).collect();
        say("  progress told for the first time", told);
        say("  first improvement", watched.iter().filter_map(|seen| seen.first).collect());
        println!("  without any: {none}");
        for seconds in [1.0, 2.0, args.search] {
            let left: Vec<Fen> = (1..=many.min(5))
                .map(|seed| watch(&draft, &search(seed), seconds, false).saved)
                .collect();
            let mean = left.iter().map(|fen| fen.0).sum::<i64>() / left.len().max(1) as i64;
            println!("  saved after {seconds} s: mean {mean}, {left:?}");
        }
    }
}

/// What was seen of a search.
struct Sighting {
    /// When it told its progress, and when it told that something was better.
    told: Option<Duration>,
    first: Option<Duration>,
    /// What its plan costs less in the end, changes priced.
    saved: Fen,
}

/// Searches for `seconds`, or only until there is an improvement.
fn watch(draft: &Draft, search: &Search, seconds: f64, only_first: bool) -> Sighting {
    let seen = Mutex::new((None, None));
    let begun = Instant::now();
    let heard = |sought: Sought| {
        if let Ok(mut seen) = seen.lock() {
            seen.0.get_or_insert_with(|| begun.elapsed());
            if sought.saved > Fen::ZERO && sought.unserved == 0 {
                seen.1.get_or_insert_with(|| begun.elapsed());
            }
        }
    };
    let spent = || match seen.lock() {
        Ok(seen) if only_first && seen.1.is_some() => f64::INFINITY,
        _ => begun.elapsed().as_secs_f64() / seconds,
    };
    let better = draft.reoptimise(search, Stop::when(&spent), &heard);
    let saved = better.map_or(Fen::ZERO, |b| Fen::ZERO - b.change.cost - b.departure.price);
    let (told, first) = seen.into_inner().unwrap_or_default();
    Sighting { told, first, saved }
}

/// Two vans out, a road closed, forty batches that must arrive by eleven.
fn morning(mut draft: Draft, args: &Args, settings: Settings) -> Result<(), Box<dyn Error>> {
    let plan = draft.plan();
    let problem = Arc::clone(draft.problem());
    let mut report = |what: Happened| -> Result<(), Box<dyn Error>> {
        let (reason, owner) = ("早间".into(), "调度".into());
        let incident = Incident { what, reason, owner, until: problem.day };
        let what = What::Edit { edit: Edit::Report(incident), because: None };
        let begun = Instant::now();
        let answer = draft.enter(Entry { by: "调度".into(), what });
        let change = answer.map_err(|refused| refused.fault.to_string())?;
        println!("came up, in {:?}: {change:?}", begun.elapsed());
        Ok(())
    };
    let used: Vec<VehicleId> = plan.routes.iter().map(|route| route.vehicle).collect();
    for vehicle in [used[0], used[used.len() / 2]] {
        report(Happened::VehicleOut { vehicle, back: None })?;
    }
    let centre = problem.drop_place(plan.routes[1].stops[0].drop).at;
    let shape = Shape::Circle { centre, radius: Metres(8_000) };
    report(Happened::Roads(Area { shape, percent: 300 }))?;
    let all = problem.consignments.len();
    let may = |id: &usize| {
        let drop = problem.consignments[*id].drop;
        drop.is_some_and(|drop| {
            let first = problem.drops[drop.ix()].windows.first();
            first.is_some_and(|window| window.from <= Clock::at(9, 30))
        })
    };
    let consignments: Vec<ConsignmentId> =
        (0..all).step_by(all / 45).filter(may).take(40).map(ConsignmentId::from).collect();
    println!("{} batches must arrive", consignments.len());
    report(Happened::MustArrive { consignments, cards: Vec::new(), by: Clock::at(11, 0) })?;
    println!("unsettled: {}, held: {}", draft.unsettled().len(), draft.changed().held);
    let search =
        Search { selection: Selection::All, settings, moved: Fen(500), reordered: Fen(100) };
    let begun = Instant::now();
    let answer = timed(args.morning, |stop| draft.replan(&search, stop, &|_| ()));
    println!("planned again in {:?}", begun.elapsed());
    if let Some(better) = &answer.better {
        println!(
            "  {:?}, {:?}, without a price {:?}",
            better.change, better.departure, better.free
        );
    }
    let found = &answer.comparison;
    println!(
        "  {} drop points differ, {} do not; {:?}",
        found.stops.len(),
        found.same,
        found.totals
    );
    for lost in answer.unsaved {
        let way_out = lost.way_out.map(|way| way.text(&problem)).unwrap_or_default();
        let Lost::Waits { cards, due } = lost.what else {
            println!("  breaks: {way_out}");
            continue;
        };
        println!("  {cards} cards wait, {due} due: {} {way_out}", lost.reason);
    }
    if let Some(better) = answer.better {
        let what = What::Edit { edit: better.edit, because: None };
        let answer = draft.enter(Entry { by: "调度".into(), what });
        answer.map_err(|refused| refused.fault.to_string())?;
        println!("  unsettled after it: {}", draft.unsettled().len());
    }
    Ok(())
}
