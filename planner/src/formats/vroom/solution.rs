//! A VROOM solution as an answer, so that it can be checked whoever made it.

use super::at::At;
use super::json::Json;
use super::problem::Asked;
use crate::fault::{self, Fault};
use crate::units::{Clock, Fen, Metres, Seconds};
use crate::vrp::{Answer, Event, Step, Tour};
use std::collections::HashMap;

/// A solution that was read.
pub struct Stated {
    /// What it does; its sums are zero, to be computed anew.
    pub answer: Answer,
    pub(super) json: Json,
    /// For each tour its place in the list of routes.
    pub(super) order: Vec<usize>,
}

/// Reads the solution of `asked`: vehicles, steps and their times. Other keys are looked at by
/// [`super::compare`]. O(bytes).
///
/// # Errors
/// V901 for what is no JSON; V904, V905 and V906 for what is no solution; V908 when it says itself
/// that there is none, or names what the problem does not have.
pub fn read_solution(asked: &Asked, text: &[u8]) -> Result<Stated, Fault> {
    let json = Json::parse(text)?;
    let root = At::root(&json);
    let code = need(&root, "code")?;
    if code.whole(u64::MAX)? != 0 {
        return Err(code.fault(fault::NO_SUCH_SOLUTION, "解文件报告了错误"));
    }
    let vehicles: HashMap<u64, usize> =
        asked.vehicles.iter().enumerate().map(|(ix, vehicle)| (vehicle.id, ix)).collect();
    let jobs: HashMap<u64, usize> =
        asked.jobs.iter().enumerate().map(|(ix, job)| (job.id, ix)).collect();
    let number = |at: &At<'_>, numbers: &HashMap<u64, usize>| {
        let id = at.whole(u64::MAX)?;
        let missing = || at.fault(fault::NO_SUCH_SOLUTION, &format!("问题中没有编号 {id}"));
        numbers.get(&id).copied().ok_or_else(missing)
    };
    let tours = need(&root, "routes")?.list(|at| {
        let vehicle = number(&need(&at, "vehicle")?, &vehicles)?;
        let mut steps =
            need(&at, "steps")?.list(|at| step(asked, vehicle, &at, |at| number(at, &jobs)))?;
        place(asked, vehicle, &mut steps);
        settle(asked, vehicle, &mut steps);
        Ok(Tour { vehicle, steps, metres: Metres::ZERO, driving: Seconds::ZERO, cost: Fen::ZERO })
    })?;
    let mut absent = need(&root, "unassigned")?.list(|at| number(&need(&at, "id")?, &jobs))?;
    absent.sort_unstable();
    let mut numbered: Vec<_> = tours.into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, tour)| tour.vehicle);
    let (order, tours) = numbered.into_iter().unzip();
    Ok(Stated { answer: Answer { tours, absent, cost: Fen::ZERO }, json, order })
}

/// The value of `key`; others are not looked at.
pub(super) fn need<'a>(at: &'a At<'_>, key: &str) -> Result<At<'a>, Fault> {
    let found = at.entries()?.into_iter().find(|(name, _)| *name == key);
    let missing = || at.fault(fault::MISSING_ENTRY, key);
    found.map(|(_, at)| at).ok_or_else(missing)
}

/// A step with the times it states, in units of the problem; its node is set later.
fn step(
    asked: &Asked,
    vehicle: usize,
    at: &At<'_>,
    job: impl Fn(&At<'_>) -> Result<usize, Fault>,
) -> Result<Step, Fault> {
    let time = |key: &str| {
        let found = at.entries()?.into_iter().find(|(name, _)| *name == key);
        let stated = found.map(|(_, at)| at.quantity()).transpose()?;
        Ok(stated.unwrap_or(0) * asked.scale.time)
    };
    let kind = need(at, "type")?;
    let event = match kind.text()?.as_str() {
        "start" => Event::Start,
        "end" => Event::End,
        "job" => Event::Stop(job(&need(at, "id")?)?),
        "break" => {
            let id = need(at, "id")?;
            let wanted = id.whole(u64::MAX)?;
            let found = asked.vehicles[vehicle].breaks.iter().position(|b| b.id == wanted);
            let missing = || id.fault(fault::NO_SUCH_SOLUTION, "该车没有这次休息");
            Event::Break(found.ok_or_else(missing)?)
        }
        _ => return Err(kind.fault(fault::WRONG_ENTRY, "应为 start、job、break 或 end")),
    };
    let arrive = Clock(need(at, "arrival")?.quantity()? * asked.scale.time);
    let begin = arrive + Seconds(time("waiting_time")?);
    let leave = begin + Seconds(time("setup")? + time("service")?);
    Ok(Step { event, node: 0, arrive, begin, leave })
}

/// Says where each step is: start and end at the vehicle's place or at the first or last job, a
/// break where the vehicle is.
fn place(asked: &Asked, vehicle: usize, steps: &mut [Step]) {
    let vehicle = &asked.problem.vehicles[vehicle];
    let stop = |step: &Step| match step.event {
        Event::Stop(job) => Some(asked.problem.stops[job].node),
        _ => None,
    };
    let mut here = vehicle.start.or(steps.iter().find_map(stop)).unwrap_or_default();
    for step in steps {
        here = match step.event {
            Event::Stop(_) => stop(step).unwrap_or(here),
            Event::End => vehicle.end.unwrap_or(here),
            _ => here,
        };
        step.node = here;
    }
}

/// With a speed factor VROOM counts hundredths and writes whole seconds. Where the exact moment of
/// a step is the stated one but for that, it takes its place.
fn settle(asked: &Asked, vehicle: usize, steps: &mut [Step]) {
    let unit = asked.scale.time;
    if unit == 1 {
        return;
    }
    let seconds = &asked.problem.profiles[asked.problem.vehicles[vehicle].profile].seconds;
    let near = |stated: Clock, exact: Clock| (stated - exact).0.abs() < unit;
    for ix in 1..steps.len() {
        let (before, step) = (steps[ix - 1], &mut steps[ix]);
        let leg = match before.node == step.node {
            true => Seconds::ZERO,
            false => seconds[before.node * asked.problem.nodes + step.node],
        };
        let arrive = before.leave + leg;
        if near(step.arrive, arrive) {
            let work = step.leave - step.begin;
            step.arrive = arrive;
            // A moment cut to a second is still within a window of whole seconds.
            step.begin = step.begin.max(arrive);
            step.leave = step.begin + work;
        }
    }
}
