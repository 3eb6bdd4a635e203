//! The print room: who prints is known, papers are known again, an amendment prints what changed.

use crate::program::{DAYS, Program};
use crate::served::Served;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const DAY: &str = "/days/640000/2026-09-28";

/// Number, revision and digest of all that is on paper.
fn codes(program: &Program) -> Vec<(String, u32, String)> {
    let work = async {
        let store = fenjian_sql::store::Store::connect(&program.url()).await.unwrap();
        let centre = fenjian_planner::words::CentreCode("640000".into());
        let day = DAYS[0].parse().unwrap();
        let mut codes = Vec::new();
        for paper in store.on_paper(&centre, day).await.unwrap() {
            let known = store.printed_as(&paper.number).await.unwrap();
            codes.extend(
                known.into_iter().map(|k| (k.paper.number, k.paper.revision, k.paper.digest)),
            );
        }
        codes
    };
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}

/// The numbers of papers to throw away.
fn void(answer: &Value) -> BTreeSet<String> {
    let void = answer["void"].as_array().unwrap().iter();
    void.map(|paper| paper["number"].as_str().unwrap().to_owned()).collect()
}

fn print(program: &Program, out: &str, more: &[&str]) -> Value {
    let out = program.path(out);
    program.day(
        "manifests",
        DAYS[0],
        &[&["--out", out.to_str().unwrap(), "--by", "李四"], more].concat(),
    )
}

fn planned(program: &Program) {
    program.import_sample(DAYS[0], "1", "900");
    program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
}

#[test]
fn names_are_printed_for_people_who_say_who_they_are_and_each_print_is_noted() {
    let program = Program::new();
    planned(&program);
    let served = Served::start(&program);
    let refused = |path: &str| {
        let answer = served.post(&format!("{DAY}/{path}"), "");
        answer.lines().next().unwrap().to_owned()
    };
    assert!(refused("print").contains("400"), "nobody signed");
    let listed = served.any(&format!("{DAY}/manifests?kind=inner-list"));
    assert!(listed.starts_with("HTTP/1.1 400") && listed.contains("W835"), "{listed}");

    let form = "who=%E6%9D%8E%E5%9B%9B&as=html&kind=inner-list&kind=load-list";
    let printed = served.post(&format!("{DAY}/print"), form);
    assert!(printed.starts_with("HTTP/1.1 200") && printed.contains("</html>"));
    assert!(
        printed.contains("data-kind=\"inner-list\"") && !printed.contains("data-kind=\"handover\"")
    );
    assert!(!printed.contains("补打"));
    let again = "who=%E6%9D%8E%E5%9B%9B&as=html&number=640000-260928-I0001";
    let unexplained = served.post(&format!("{DAY}/print"), again);
    assert!(unexplained.contains("W836"), "{unexplained}");
    let again = served.post(&format!("{DAY}/print"), &format!("{again}&why=%E5%8D%A1%E7%BA%B8"));
    assert!(again.contains("补打") && again.contains("640000-260928-I0001"));
    let page = served.get(&format!("{DAY}/print"));
    assert!(
        page.contains("李四") && page.contains("补打 640000-260928-I0001") && page.contains("卡纸")
    );
    served.stop();
}

#[test]
fn a_pdf_is_prepared_with_progress_and_fetched_or_cancelled() {
    let program = Program::new();
    planned(&program);
    let served = Served::start(&program);
    let order = |kinds: &str| {
        let answer = served.post(&format!("{DAY}/print"), &format!("who=x&as=pdf&{kinds}"));
        let to = answer
            .lines()
            .find_map(|l| l.strip_prefix("location: "))
            .unwrap_or_else(|| panic!("{answer}"));
        to.trim().to_owned()
    };
    let (first, second) = (order("kind=load-list"), order("kind=handover"));
    served.post(&format!("{second}/cancel"), "");
    assert!(served.get(&second).contains("已取消"));
    let mut page = served.get(&first);
    while page.contains("http-equiv=\"refresh\"") {
        std::thread::sleep(std::time::Duration::from_millis(100));
        page = served.get(&first);
    }
    assert!(page.contains("已完成"), "{page}");
    assert!(served.get(&format!("{first}/pdf")).contains("%PDF-1.7"));
    assert!(served.any(&format!("{second}/pdf")).contains("W807"));
    served.stop();
}

#[test]
fn an_amendment_prints_what_changed_and_papers_are_known_again() {
    let program = Program::new();
    planned(&program);
    let all = print(&program, "first", &[]);
    let manifests = all["manifests"].as_u64().unwrap();
    let same = print(&program, "same", &["--changed"]);
    assert_eq!((&same["changed"], &same["new"]), (&0.into(), &0.into()), "{same}");
    assert_eq!(same["kept"], manifests);

    // A driver falls ill: one vehicle has another one, and nothing else is different.
    let file = program.path("files-2026-09-28").join("fleet.csv");
    let fleet = fs::read_to_string(&file).unwrap();
    let first = fs::read_to_string(program.path("first").join("load-list.html")).unwrap();
    let driver = first.split("司机　").nth(1).unwrap().split('　').next().unwrap();
    fs::write(&file, fleet.replacen(driver, "代班司机", 1)).unwrap();
    program.import(&program.path("files-2026-09-28"), "fleet", DAYS[0]);
    program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
    let amended = print(&program, "amended", &["--changed"]);
    let changed = amended["changed"].as_u64().unwrap();
    assert!(changed > 0 && changed < manifests / 2, "{amended}");
    assert_eq!(amended["kept"].as_u64().unwrap() + changed, manifests, "{amended}");
    assert_eq!(amended["new"], 0, "numbers stay: {amended}");
    let void = void(&amended);
    assert_eq!(void.len() as u64, changed);
    assert!(void.iter().all(|number| !number.contains("-I")), "inner lists stay: {void:?}");
    let lists = fs::read_to_string(program.path("amended").join("load-list.html")).unwrap();
    assert!(lists.contains("代班司机"));
    assert!(
        !program.path("amended").join("pouch-label.html").exists(),
        "labels stay where they are"
    );

    let served = Served::start(&program);
    let verdict =
        |code: &str| served.post("/verify", &format!("code={}", code.replace('/', "%2F")));
    let codes = codes(&program);
    let of = |number: &str, revision: u32| {
        let found = codes.iter().find(|(n, r, _)| n == number && *r == revision).unwrap();
        format!("FJ1/{}/{}/{}", found.0, found.1, found.2)
    };
    let gone = void.iter().find(|number| number.contains("-L")).unwrap();
    assert!(verdict(&of(gone, 1)).contains("W843"));
    assert!(verdict(&of(gone, 2)).contains("真实有效"));
    // Printed with the first revision, still in force under the second.
    let stays = verdict(&of("640000-260928-I0001", 1));
    assert!(stays.contains("真实有效") && stays.contains("现行为第 2 版"), "{stays}");
    let forged = of(gone, 2).replace("/2/", "/1/");
    assert!(verdict(&forged).contains("W842"));
    assert!(verdict("FJ1/640000-260928-L9999/1/00000000000000000000").contains("W841"));
    assert!(verdict("640000-260928-L0001").contains("W840"));
    served.stop();
}

#[test]
fn a_second_language_is_chosen_from_the_files_of_the_program_which_say_what_they_lack() {
    let program = Program::new();
    planned(&program);
    let folder = program.path("home").join("translations");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("ug.csv"), "zh,ug\n合计,جەمئىي\n名字,ئىسمى\n").unwrap();
    let served = Served::start(&program);
    let page = served.get(&format!("{DAY}/print"));
    assert!(page.contains("<option>ug</option>"), "{page}");
    assert!(page.contains("W864") && page.contains("W865") && page.contains("名字（第 3 行）"));
    let form = "who=%E6%9D%8E%E5%9B%9B&as=html&kind=inner-list&second=";
    let printed = served.post(&format!("{DAY}/print"), &format!("{form}ug"));
    assert!(printed.contains("<ruby>合计<rt lang=\"ug\" dir=\"auto\""));
    let unknown = served.post(&format!("{DAY}/print"), &format!("{form}..%2Fkey"));
    assert!(unknown.contains("F106") && !unknown.contains("data-kind"), "{unknown}");
    served.stop();

    let answer = print(&program, "both", &["--second", "en", "--only", "handover"]);
    assert_eq!(answer["findings"], serde_json::json!([]));
    let sheet = fs::read_to_string(program.path("both").join("handover.html")).unwrap();
    assert!(sheet.contains("Handover sheet") && sheet.contains("Office stamp"));
}
