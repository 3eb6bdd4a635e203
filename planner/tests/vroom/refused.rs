//! What cannot be followed is refused with the path of the key.

use crate::{put, refusal, small, with};
use fenjian_planner::formats::vroom;
use serde_json::{Value, json};

/// The problem is refused with `code`, and the detail begins with `path`.
fn refused(problem: &Value, code: &str, path: &str) {
    let (found, detail) = refusal(problem);
    assert_eq!(found, code, "{detail}");
    let named = detail == path || detail.starts_with(&format!("{path}："));
    assert!(named, "{detail} does not name {path}");
}

#[test]
fn unknown_keys() {
    for (pointer, path) in [
        ("/job", "job"),
        ("/jobs/1/weight", "jobs[1].weight"),
        ("/vehicles/1/costs", "vehicles[1].costs.per_mile"),
        ("/vehicles/0/breaks", "vehicles[0].breaks[0].pause"),
        ("/matrices/car/times", "matrices.car.times"),
        ("/options", "options.q"),
    ] {
        let value = match pointer {
            "/vehicles/1/costs" => json!({ "per_mile": 1 }),
            "/vehicles/0/breaks" => json!([{ "pause": 1 }]),
            "/options" => json!({ "q": 1 }),
            _ => json!(1),
        };
        refused(&with(pointer, value), "V902", path);
    }
}

#[test]
fn unsupported_keys() {
    refused(&with("/shipments", json!([{}])), "V903", "shipments");
    refused(&with("/jobs/0/setup_per_type", json!({})), "V903", "jobs[0].setup_per_type");
    refused(&with("/jobs/0/service_per_type", json!({})), "V903", "jobs[0].service_per_type");
    for key in ["service_at", "service_after", "service_before"] {
        let steps = json!([{ "type": "job", "id": 10, key: 5 }]);
        refused(&with("/vehicles/1/steps", steps), "V903", &format!("vehicles[1].steps[0].{key}"));
    }
    let steps = json!([{ "type": "pickup", "id": 10 }]);
    refused(&with("/vehicles/1/steps", steps), "V903", "vehicles[1].steps[0].type");
    refused(&with("/vehicles/1/type", json!("van")), "V903", "vehicles[1].type");
    refused(&with("/options", json!({ "c": true })), "V903", "options.c");
    let windows = json!([[1, 2], [4, 5], [7, 8], [10, 11], [13, 14]]);
    let breaks: Vec<_> = (0..3).map(|id| json!({ "id": id, "time_windows": windows })).collect();
    refused(&with("/vehicles/0/breaks", json!(breaks)), "V903", "vehicles[0].breaks");
    let setup = put(with("/jobs/0/setup", json!(9)), "/jobs/2/location_index", json!(1));
    refused(&setup, "V903", "jobs[0].setup");
    let estimated = json!({
        "vehicles": [{ "id": 1, "start": [1, 2], "profile": "bike" }], "jobs": [],
    });
    refused(&estimated, "V903", "vehicles[0].profile");
}

#[test]
fn no_shipments_are_no_request() {
    crate::read(&with("/shipments", json!([])));
}

#[test]
fn wrong_values() {
    for (pointer, value, path) in [
        ("/jobs/0/id", json!("a"), "jobs[0].id"),
        ("/jobs/0/service", json!(-1), "jobs[0].service"),
        ("/jobs/0/service", json!(1.5), "jobs[0].service"),
        ("/jobs/0/service", json!(u64::MAX), "jobs[0].service"),
        ("/jobs/0/service", json!(null), "jobs[0].service"),
        ("/jobs/0/priority", json!(101), "jobs[0].priority"),
        ("/jobs/0/time_windows", json!([[5, 4]]), "jobs[0].time_windows[0]"),
        ("/jobs/0/time_windows", json!([[5]]), "jobs[0].time_windows[0]"),
        ("/jobs/0/time_windows", json!([]), "jobs[0].time_windows"),
        ("/jobs/0/location", json!([200, 10]), "jobs[0].location"),
        ("/jobs/0/description", json!(7), "jobs[0].description"),
        ("/jobs", json!({}), "jobs"),
        ("/vehicles/0/speed_factor", json!(0), "vehicles[0].speed_factor"),
        ("/vehicles/0/speed_factor", json!(5.1), "vehicles[0].speed_factor"),
        ("/matrices/car/durations/2/3", json!(-4), "matrices.car.durations[2][3]"),
        ("/matrices/car/durations/2", json!("x"), "matrices.car.durations[2]"),
        ("/options", json!({ "g": 1 }), "options.g"),
        ("/options", json!({ "l": 0 }), "options.l"),
    ] {
        refused(&with(pointer, value), "V904", path);
    }
}

#[test]
fn missing_values() {
    let without = |pointer: &str, key: &str| {
        let mut problem = small();
        problem.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
        problem
    };
    refused(&without("", "jobs"), "V905", "jobs");
    refused(&without("", "vehicles"), "V905", "vehicles");
    refused(&with("/vehicles", json!([])), "V905", "vehicles");
    refused(&without("/jobs/1", "id"), "V905", "jobs[1].id");
    refused(&without("/jobs/1", "location_index"), "V905", "jobs[1].location");
    refused(&without("/matrices/car", "durations"), "V905", "matrices.car.durations");
    refused(&with("/vehicles/0", json!({ "id": 7 })), "V905", "vehicles[0]");
    let bike = with("/vehicles/1/profile", json!("bike"));
    refused(&bike, "V905", "matrices.bike.durations");
    let blind = without("/matrices/car", "distances");
    let far = "matrices.car.distances";
    refused(&put(blind.clone(), "/vehicles/0/max_distance", json!(5)), "V905", far);
    refused(&put(blind.clone(), "/vehicles/0/costs", json!({ "per_km": 5 })), "V905", far);
    refused(&put(blind, "/options", json!({ "g": true })), "V905", far);
}

#[test]
fn contradictions() {
    refused(&with("/jobs/2/id", json!(10)), "V906", "jobs[2].id");
    refused(&with("/vehicles/1/id", json!(7)), "V906", "vehicles[1].id");
    refused(&with("/jobs/0/delivery", json!([1, 1])), "V906", "jobs[0].delivery");
    refused(&with("/jobs/0/amount", json!([1])), "V906", "jobs[0].amount");
    refused(&with("/jobs/0/location_index", json!(4)), "V906", "jobs[0].location_index");
    refused(&with("/matrices/car/durations/2", json!([1])), "V906", "matrices.car.durations[2]");
    refused(&with("/matrices/car/distances", json!([[0]])), "V906", "matrices.car.distances");
    refused(&with("/matrix", json!([[0]])), "V906", "matrix");
    let windows = json!([[5, 9], [9, 12]]);
    refused(&with("/jobs/0/time_windows", windows), "V906", "jobs[0].time_windows");
    let breaks = json!([{ "id": 1, "max_load": [1, 2] }]);
    refused(&with("/vehicles/0/breaks", breaks), "V906", "vehicles[0].breaks[0].max_load");
    let job = |id: u64| json!({ "type": "job", "id": id });
    let steps = json!([job(10), job(10)]);
    refused(&with("/vehicles/1/steps", steps), "V906", "vehicles[1].steps[1].id");
    let steps = json!([job(99)]);
    refused(&with("/vehicles/1/steps", steps), "V906", "vehicles[1].steps[0].id");
    let breaks = json!([{ "id": 1 }, { "id": 1 }]);
    refused(&with("/vehicles/0/breaks", breaks), "V906", "vehicles[0].breaks");
    let costs = json!([[0, 5, 5, 5], [5, 0, 5, 5], [5, 5, 0, 5], [5, 5, 5, 0]]);
    let priced =
        put(with("/matrices/car/costs", costs), "/vehicles/1/costs", json!({ "per_km": 1 }));
    refused(&priced, "V906", "vehicles[1].costs");
}

#[test]
fn too_large() {
    let (code, detail) = refusal(&with("/matrices/car/durations/0/1", json!(u32::MAX)));
    assert_eq!((code.as_str(), detail.starts_with("matrices.car")), ("V907", true), "{detail}");
    let jobs: Vec<_> =
        (0..5_100).map(|id| json!({ "id": id, "location": [f64::from(id) / 100.0, 1] })).collect();
    let many = json!({ "vehicles": [{ "id": 1, "start": [1, 2] }], "jobs": jobs });
    assert_eq!(refusal(&many).0, "V907");
}

#[test]
fn a_key_that_stands_twice() {
    let text = r#"{"vehicles": [{"id": 1, "start": [1, 2], "id": 2}], "jobs": []}"#;
    let fault = vroom::read(text.as_bytes(), 140).err().unwrap();
    assert_eq!((fault.code.id, fault.detail.as_str()), ("V906", "vehicles[0].id：出现两次"));
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for text in ["", "{", "[1,]", "{\"jobs\": [}", "nonsense", "{\"jobs\": []} more"] {
        let fault = vroom::read(text.as_bytes(), 140).err().unwrap();
        assert_eq!(fault.code.id, "V901", "{text}");
        assert!(fault.detail.contains('行'), "{text}: {}", fault.detail);
    }
    let deep = "[".repeat(100_000);
    assert_eq!(vroom::read(deep.as_bytes(), 140).err().unwrap().code.id, "V901");
}
