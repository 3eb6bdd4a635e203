//! Print jobs: sides in order, PDF by the real browser read back by other programs, and browsers that fail.

use crate::browser::{run, text};
use crate::edition::large;
use crate::paper;
use fenjian::manifests::{Choice, Identity, Kind};
use fenjian::print::{Binding, Browser, Job, Order, press};
use fenjian_planner::fault::Fault;
use fenjian_sql::edition::Status;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

fn job(kinds: &[Kind], both_sides: bool) -> Job {
    let edition = Arc::new(large(Status::Published));
    let binding = Binding { both_sides, ..Binding::default() };
    Job { edition, choice: Choice::of(kinds), binding }
}

fn on_a4() -> Vec<Kind> {
    Kind::ALL.iter().copied().filter(|kind| !kind.is_label()).collect()
}

fn pdf(browser: &Browser, job: Job, tagged: bool) -> Result<Vec<u8>, Fault> {
    let dated = job.edition.revision.made_at;
    let order = Order { title: "2026-11-24 全部单据".into(), dated, tagged, browsers: 2 };
    tokio::runtime::Runtime::new().unwrap().block_on(press(browser, order, job, |_| {}))
}

#[test]
fn each_route_begins_on_a_front_and_on_both_sides_each_paper_does() {
    for both_sides in [false, true] {
        let job = job(&on_a4(), both_sides);
        let leaves: Vec<_> = job.leaves().collect();
        assert_eq!(job.outcome().sides, leaves.len());
        let mut route = None;
        for (ix, leaf) in leaves.iter().enumerate() {
            let Some(mark) = &leaf.opens else { continue };
            if both_sides || route.as_ref() != Some(&mark.route) {
                assert_eq!(ix % 2, 0, "{} is on a back", mark.title);
            }
            route = Some(mark.route.clone());
        }
        let copies = |leaf: &str| leaf.contains("class=\"copy\"") && leaf.contains("第 1 页");
        let fronts = leaves.iter().enumerate().filter(|(_, leaf)| copies(&leaf.html));
        assert!(!both_sides || fronts.clone().all(|(ix, _)| ix % 2 == 0));
        assert!(fronts.count() >= 3 * job.edition.plan.stops());
        // A blank side is never the last and never beside another one.
        let blank = |leaf: &fenjian::print::Leaf| leaf.html.contains("空白页");
        assert!(leaves.windows(2).all(|two| !blank(&two[0]) || !blank(&two[1])));
        assert!(!blank(leaves.last().unwrap()));
    }
}

#[test]
fn a_job_is_one_pdf_with_every_page_in_order_and_the_same_bytes_each_time() {
    let browser = Browser::find().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let job = job(&on_a4(), false);
    let bytes = pdf(&browser, job.clone(), false).unwrap();
    assert!(bytes == pdf(&browser, job.clone(), false).unwrap(), "printed twice, it differs");
    let path = folder.path().join("day.pdf");
    std::fs::write(&path, &bytes).unwrap();
    let path = path.to_str().unwrap();
    let info = text(run("pdfinfo", "poppler-utils", &[path]));
    let field = |name: &str| info.lines().find(|l| l.starts_with(name)).unwrap().to_owned();
    let leaves: Vec<_> = job.leaves().collect();
    assert_eq!(field("Pages:").split_whitespace().last().unwrap(), leaves.len().to_string());
    assert!(field("Page size:").contains("A4") && field("Tagged:").ends_with("no"), "{info}");
    assert!(field("CreationDate:").contains("1970"), "{info}");
    let all = text(run("pdftotext", "poppler-utils", &["-raw", path, "-"]));
    let pages: Vec<&str> = all.split('\u{c}').collect();
    let mut cards = 0;
    for (ix, (leaf, page)) in leaves.iter().zip(&pages).enumerate() {
        let flat: String = page.split_whitespace().collect();
        assert_eq!(flat.contains("空白页"), leaf.html.contains("空白页"), "side {}", ix + 1);
        if !leaf.html.contains("data-kind=\"inner-list\"") {
            continue;
        }
        for row in paper::numbered_rows(&leaf.html) {
            let receipt: String = row[1].split_whitespace().collect();
            assert!(flat.contains(&receipt), "side {}: {receipt} is missing", ix + 1);
            cards += 1;
        }
    }
    let travelling =
        job.edition.plan.leaving(&job.edition.problem, fenjian_planner::words::Mode::Van);
    assert_eq!(cards, travelling);
    // Code 128 and QR of a page of each kind, from pixels.
    let mut seen = std::collections::BTreeSet::new();
    for (ix, leaf) in leaves.iter().enumerate() {
        let Some(mark) = leaf.opens.as_ref().filter(|mark| seen.insert(mark.print.kind.clone()))
        else {
            continue;
        };
        let image = folder.path().join(format!("page-{ix}"));
        let (image, nth) = (image.to_str().unwrap(), (ix + 1).to_string());
        let ask =
            ["-png", "-gray", "-r", "300", "-f", &nth, "-l", &nth, "-singlefile", path, image];
        run("pdftoppm", "poppler-utils", &ask);
        let png = format!("{image}.png");
        let read = text(run("zbarimg", "zbar-tools", &["--quiet", "--raw", &png]));
        let (number, digest) = mark.print.identity.clone().unwrap();
        let revision = job.edition.revision.number;
        let code = Identity { number: number.clone(), revision, digest }.code();
        assert!(read.lines().any(|line| line == number), "{}: {number} in {read}", mark.title);
        assert!(read.lines().any(|line| line == code), "{}: {code} in {read}", mark.title);
    }
    assert_eq!(seen.len(), on_a4().len());
    let outline = lopdf::Document::load_mem(&bytes).unwrap().get_toc().unwrap().toc;
    let marks =
        leaves.iter().enumerate().filter_map(|(ix, leaf)| Some((ix + 1, leaf.opens.as_ref()?)));
    for (page, mark) in marks.clone() {
        assert!(outline.iter().any(|entry| entry.page == page && entry.title == mark.title));
    }
    let mut routes: Vec<_> = marks.map(|(_, mark)| &mark.route).collect();
    routes.dedup();
    assert_eq!(outline.iter().filter(|entry| entry.level == 1).count(), routes.len());
}

#[test]
fn tags_of_all_parts_stand_in_one_tree() {
    let browser = Browser::find().unwrap();
    // More than one part.
    let job = job(&[Kind::Handover, Kind::InnerList], false);
    assert!(job.outcome().sides > 200);
    let bytes = pdf(&browser, job.clone(), true).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert!(catalog.get(b"MarkInfo").is_ok());
    let root = catalog.get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let root = document.get_dictionary(root).unwrap();
    let parents = root.get(b"ParentTree").unwrap().as_reference().unwrap();
    let nums = document.get_dictionary(parents).unwrap().get(b"Nums").unwrap().as_array().unwrap();
    let keys: Vec<i64> = nums.iter().step_by(2).map(|key| key.as_i64().unwrap()).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "keys of the tree of parents ascend");
    let mut pages = 0;
    for id in document.page_iter() {
        let page = document.get_dictionary(id).unwrap();
        let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
        // What the marks of the page belong to is on that page.
        let at = keys.binary_search(&key).unwrap();
        let (_, marks) = document.dereference(&nums[2 * at + 1]).unwrap();
        let element = marks.as_array().unwrap().iter().find_map(|m| m.as_reference().ok()).unwrap();
        let on =
            document.get_dictionary(element).unwrap().get(b"Pg").unwrap().as_reference().unwrap();
        assert_eq!(on, id);
        pages += 1;
    }
    assert_eq!(pages, job.outcome().sides);
}

/// A browser that is a shell script.
fn sham(folder: &tempfile::TempDir, script: &str) -> PathBuf {
    let path = folder.path().join("chromium");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn refused(script: &str, limit: Duration) -> Fault {
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::at(sham(&folder, script), limit);
    pdf(&browser, job(&[Kind::DaySheet], false), false).unwrap_err()
}

#[test]
fn a_browser_that_is_missing_fails_or_lies_is_told_with_its_code() {
    let minute = Duration::from_secs(60);
    let missing = Browser::at("/nowhere/chromium".into(), minute);
    let fault = pdf(&missing, job(&[Kind::DaySheet], false), false).unwrap_err();
    assert_eq!(fault.code.id, "W830");
    let fault = refused("echo out of paper >&2; exit 3", minute);
    assert!(fault.code.id == "W831" && fault.detail.contains("out of paper"), "{fault}");
    assert_eq!(refused("kill -SEGV $$", minute).code.id, "W831");
    let nonsense = "for a; do case $a in --print-to-pdf=*) echo no >\"${a#*=}\";; esac; done";
    assert_eq!(refused(nonsense, minute).code.id, "W833");
    assert_eq!(pdf(&missing, job(&[], false), false).unwrap_err().code.id, "W834");
}

#[test]
fn a_browser_that_hangs_is_ended_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let pids = folder.path().join("pids");
    let script = format!("sleep 600 & echo $! $$ >{}; wait", pids.display());
    let browser = Browser::at(sham(&folder, &script), Duration::from_millis(700));
    let fault = pdf(&browser, job(&[Kind::DaySheet], false), false).unwrap_err();
    assert_eq!(fault.code.id, "W832");
    let pids = std::fs::read_to_string(pids).unwrap();
    for pid in pids.split_whitespace() {
        // Gone, or dead and waiting to be taken off the list by whoever inherited it.
        let ended = || {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"));
            stat.map_or(true, |stat| stat.rsplit(')').next().unwrap().trim().starts_with('Z'))
        };
        let mut waits = 0..200;
        while !ended() {
            assert!(waits.next().is_some(), "{pid} lives on");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn copies_are_printed_as_often_as_asked_and_each_is_counted() {
    let twice = Binding { copies: 2, ..Binding::default() };
    let job = Job { binding: twice, ..job(&[Kind::Handover, Kind::LoadList], false) };
    let marks: Vec<_> = job.outcome().prints;
    for print in &marks {
        assert_eq!(print.copies, if print.kind == "handover" { 3 } else { 2 }, "{print:?}");
    }
    let titles = job.leaves().filter(|leaf| leaf.html.contains("装车单")).count();
    let once = Job { binding: Binding::default(), ..job.clone() };
    assert_eq!(titles, 2 * once.leaves().filter(|leaf| leaf.html.contains("装车单")).count());
}
