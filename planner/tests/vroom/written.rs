//! Answers come back in VROOM's words, and can be read again.

use crate::{put, read, small, with};
use fenjian_planner::check::answer::{check, reckon};
use fenjian_planner::formats::vroom::{self, Asked, Computing};
use fenjian_planner::units::{Fen, Metres, Seconds};
use fenjian_planner::vrp::{Answer, Event, Step, Tour};
use serde_json::{Value, json};

/// One tour of the first vehicle with `events`, each begun as early as it can.
pub(crate) fn answer(asked: &Asked, events: &[Event], absent: Vec<usize>) -> Answer {
    let problem = &asked.problem;
    let own = &problem.vehicles[0];
    let seconds = &problem.profiles[own.profile].seconds;
    let first = events.iter().find_map(|event| match event {
        Event::Stop(stop) => Some(problem.stops[*stop].node),
        _ => None,
    });
    let mut here = own.start.or(first).unwrap();
    let mut clock = own.shift.from;
    let mut steps = Vec::new();
    for &event in events {
        let (node, from, length) = match event {
            Event::Stop(stop) => {
                let stop = &problem.stops[stop];
                (stop.node, stop.windows.first().map(|w| w.from), stop.service)
            }
            Event::Break(ix) => (here, Some(own.breaks[ix].begin.from), own.breaks[ix].length),
            Event::End => (own.end.unwrap_or(here), None, Seconds::ZERO),
            _ => (here, None, Seconds::ZERO),
        };
        let leg = if node == here { Seconds::ZERO } else { seconds[here * problem.nodes + node] };
        let arrive = clock + leg;
        let begin = from.unwrap_or(arrive).max(arrive);
        steps.push(Step { event, node, arrive, begin, leave: begin + length });
        (here, clock) = (node, begin + length);
    }
    let tour =
        Tour { vehicle: 0, steps, metres: Metres::ZERO, driving: Seconds::ZERO, cost: Fen::ZERO };
    let answer = reckon(problem, &Answer { tours: vec![tour], absent, cost: Fen::ZERO });
    assert_eq!(check(problem, &answer), [], "{:?}", answer.tours);
    answer
}

pub(crate) const DAY: [Event; 4] = [Event::Start, Event::Stop(0), Event::Stop(1), Event::End];

fn written(asked: &Asked, answer: &Answer) -> Value {
    let computing = Computing { loading: 3, solving: 40 };
    serde_json::from_str(&vroom::write(asked, answer, computing)).unwrap()
}

#[test]
fn a_whole_solution() {
    let named = put(small(), "/jobs/0/description", json!("甲"));
    let named = put(named, "/jobs/0/time_windows", json!([[500, 900]]));
    let named = put(named, "/jobs/0/priority", json!(3));
    let named = put(named, "/jobs/0/location", json!([113.25, 23]));
    let named = put(named, "/jobs/1/pickup", json!([1]));
    let asked = read(&put(named, "/vehicles/0/description", json!("一号车")));
    let found = written(&asked, &answer(&asked, &DAY, vec![2]));
    let sums = json!({
        "cost": 240, "delivery": [4], "amount": [4], "pickup": [1], "setup": 0, "service": 200,
        "duration": 240, "waiting_time": 440, "priority": 3, "distance": 4000, "violations": [],
    });
    let step = |kind: &str, rest: Value| {
        let mut step = json!({
            "type": kind, "setup": 0, "service": 0, "waiting_time": 0, "violations": [],
        });
        step.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        step
    };
    let mut route = json!({
        "vehicle": 7, "description": "一号车",
        "steps": [
            step("start", json!({
                "arrival": 0, "duration": 0, "distance": 0, "load": [4], "location_index": 0,
            })),
            step("job", json!({
                "id": 10, "job": 10, "description": "甲", "location": [113.25, 23.0],
                "location_index": 1, "arrival": 60, "waiting_time": 440, "service": 100,
                "duration": 60, "distance": 1000, "load": [2],
            })),
            step("job", json!({
                "id": 11, "job": 11, "location_index": 2, "arrival": 660, "service": 100,
                "duration": 120, "distance": 2000, "load": [1],
            })),
            step("end", json!({
                "arrival": 880, "duration": 240, "distance": 4000, "load": [1],
                "location_index": 0,
            })),
        ],
    });
    route.as_object_mut().unwrap().extend(sums.as_object().unwrap().clone());
    let mut summary = sums;
    let more = json!({
        "routes": 1, "unassigned": 1, "computing_times": { "loading": 3, "solving": 40 },
    });
    summary.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let whole = json!({
        "code": 0, "summary": summary, "routes": [route], "distances": "matrices",
        "unassigned": [{ "id": 12, "type": "job", "location_index": 3 }],
    });
    assert_eq!(found, whole);
}

#[test]
fn breaks_setups_and_open_ends() {
    let vehicle = json!({
        "id": 7, "start_index": 0,
        "breaks": [{ "id": 4, "service": 50, "time_windows": [[200, 300]], "description": "午休" }],
    });
    let problem = put(small(), "/vehicles", json!([vehicle]));
    let jobs = json!([{ "id": 10, "location_index": 1, "setup": 30, "service": 100 }]);
    let asked = read(&put(problem, "/jobs", jobs));
    let events = [Event::Start, Event::Stop(0), Event::Break(0), Event::End];
    let found = written(&asked, &answer(&asked, &events, vec![]));
    let steps = &found["routes"][0]["steps"];
    assert_eq!((&steps[1]["setup"], &steps[1]["service"]), (&json!(30), &json!(100)));
    let pause = json!({
        "type": "break", "id": 4, "description": "午休", "arrival": 190, "waiting_time": 10,
        "service": 50, "setup": 0, "duration": 60, "distance": 1000, "violations": [],
    });
    assert_eq!(steps[2], pause, "without capacity there is no load");
    assert_eq!((&steps[3]["arrival"], &steps[3]["location_index"]), (&json!(250), &json!(1)));
    assert_eq!(found["summary"]["service"], 150);
    assert!(found["summary"].get("delivery").is_none());
}

#[test]
fn what_distances_are_is_said() {
    let estimated = json!({
        "vehicles": [{ "id": 1, "start": [113.26, 23.13] }], "jobs": [],
    });
    let asked = read(&estimated);
    assert_eq!(written(&asked, &Answer::default())["distances"], "great-circle × 1.4");
    let mut blind = small();
    blind["matrices"]["car"].as_object_mut().unwrap().remove("distances");
    let asked = read(&blind);
    let found = written(&asked, &answer(&asked, &DAY, vec![2]));
    assert!(found.get("distances").is_none() && found["summary"].get("distance").is_none());
}

#[test]
fn costs_are_cut_like_vrooms_own() {
    let costs = json!({ "fixed": 10, "per_hour": 100, "per_km": 7, "per_task_hour": 50 });
    let asked = read(&with("/vehicles/0/costs", costs));
    let found = written(&asked, &answer(&asked, &DAY, vec![2]));
    // 10 fixed; 240 s at 100 an hour and 4 km at 7 are 34.67; 200 s of work at 50 an hour are 2.78.
    assert_eq!(found["routes"][0]["cost"], 10 + 34 + 2);
    assert_eq!(found["summary"]["cost"], 46);
}

#[test]
fn errors_are_answers_too() {
    let refusal: Value = serde_json::from_str(&vroom::refusal(2, "坏了")).unwrap();
    assert_eq!(refusal, json!({ "code": 2, "error": "坏了" }));
}
