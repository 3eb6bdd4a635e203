//! As planned beside as driven: what drivers bring back is entered and shown, route by route and day by day.

use crate::program::{DAYS, Program};
use crate::served::Served;

const DAY: &str = DAYS[0];

/// The cells of the row that begins with `first`.
fn row(page: &str, first: &str) -> Vec<String> {
    let rows = page.split("<tr>").skip(1);
    let cells = |row: &str| {
        let cells = row.split("</td>").map(|cell| {
            let plain = cell.split('<').map(|part| part.rsplit('>').next().unwrap());
            plain.collect::<String>().trim().to_owned()
        });
        cells.collect::<Vec<_>>()
    };
    let found = rows.map(cells).find(|cells| cells[0].starts_with(first));
    found.unwrap_or_else(|| panic!("no row {first}: {page}"))
}

#[test]
fn what_drivers_bring_back_stands_beside_the_plan() {
    let program = Program::new();
    program.import_sample(DAY, "1", "400");
    let planned = program.day("plan", DAY, &["--iterations", "100", "--publish"]);
    let badge = program.json(&["badge", "add", "王五", "--centre", "640000"]);
    let badge = badge["code"].as_str().unwrap();
    let served = Served::start(&program);
    let path = format!("/days/640000/{DAY}/trips");
    let enter = |route: &str, out: &str, back: &str, at: &str, badge: &str| {
        let form = format!("route={route}&out={out}&back={back}&at={at}&badge={badge}");
        served.post(&path, &form)
    };
    let route = "640000-260928-R01";
    assert!(enter(route, "5000", "4999", "16:40", badge).contains("W844"), "driven backwards");
    assert!(enter(route, "5000", "5123", "16:70", badge).contains("W844"), "no such time");
    assert!(enter(route, "5000", "5123", "16:40", "nobody").contains("S730"), "nobody's badge");
    assert!(enter("640000-260928-R99", "1", "2", "16:40", badge).contains("S716"), "no such route");
    assert!(row(&served.get(&path), route)[5] == "—");
    for (back, at) in [("5999", "30:00"), ("5123", "26:15")] {
        let answer = enter(route, "5000", back, at, badge);
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
    // The newer record counts. A shift that ends before midnight was overrun.
    let line = row(&served.get(&path), route);
    assert_eq!((&*line[5], &*line[7]), ("123", "26:15"), "{line:?}");
    let (hours, _) = line[8].split_once(':').unwrap();
    assert!(hours.parse::<u32>().unwrap() >= 2, "{line:?}");

    let replayed = served.get("/centres/640000/replay");
    let day = row(&replayed, DAY);
    let routes = planned["routes"].to_string();
    let km = (planned["metres"].as_f64().unwrap() / 1000.0).round().to_string();
    assert_eq!((&day[1], &day[2], &*day[3], &*day[5]), (&routes, &km, "1", "123"), "{day:?}");
    assert_eq!(&*day[10], "未结账");
    program.day("close", DAY, &[]);
    let day = row(&served.get("/centres/640000/replay"), DAY);
    // What the plan let wait though it was due is what was still there at the end.
    assert_eq!(day[9], day[10], "{day:?}");
    assert!(
        served.get(&format!("/centres/640000/replay?from={DAY}&to={DAY}")).contains("合计 1 日")
    );
    served.stop();
}
