//! All manifests of a day printed to PDF and read back by other programs: what is on paper is what the ledger says.
//!
//! A small day by default; `FENJIAN_PROVINCE=44 FENJIAN_CARDS=20000` makes it the sample day.

use crate::program::Program;
use fenjian::manifests::Identity;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const DAY: &str = "2026-09-28";
const COPIES: [&str; 3] = ["存根联", "随车联", "签收联"];

fn setting(name: &str, small: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| small.to_owned())
}

/// Standard output of a program that ends well.
fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("T901 缺少程序 {program}（{error}）"));
    assert!(output.status.success(), "T902 {program}：{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A side of paper as `pdftotext` reads it, without blanks.
struct Side(String);

impl Side {
    /// The count that ends where `mark` first stands.
    fn count(&self, mark: &str) -> Option<usize> {
        let before = &self.0[..self.0.find(mark)?];
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len();
        before[digits..].replace(',', "").parse().ok()
    }

    /// What stands after `mark`.
    fn after(&self, mark: &str) -> Option<Self> {
        self.0.split_once(mark).map(|(_, rest)| Self(rest.to_owned()))
    }

    /// The number of the manifest: it stands before `第 1 版`.
    fn manifest(&self) -> String {
        let (before, _) = self.0.split_once("版第").unwrap();
        let before = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let before = before.strip_suffix('第').unwrap();
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        before[before.trim_end_matches(is_part).len()..].to_owned()
    }

    /// `第 1 页　共 2 页`; none on a back that is left blank.
    fn page(&self) -> Option<(usize, usize)> {
        let head = self.after("波次")?;
        Some((head.count("页共")?, head.after("页共")?.count("页")?))
    }
}

fn sides(pdf: &Path) -> Vec<Side> {
    let text = output("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]);
    let flat = |page: &str| Side(page.split_whitespace().collect());
    let mut sides: Vec<_> = text.split('\u{c}').map(flat).collect();
    sides.pop();
    sides
}

/// What a barcode reader finds in the head of a side, at the resolution of an office printer.
fn codes(pdf: &Path, side: usize, folder: &Path) -> Vec<String> {
    const HEAD: [&str; 8] = ["-x", "0", "-y", "0", "-W", "2480", "-H", "450"];
    let (nth, image) = (side.to_string(), folder.join("side"));
    let ask = ["-png", "-gray", "-r", "300", "-f", &nth, "-l", &nth, "-singlefile"];
    let files = [pdf.to_str().unwrap(), image.to_str().unwrap()];
    output("pdftocairo", &[&ask[..], &HEAD[..], &files[..]].concat());
    let png = image.with_extension("png");
    let read = output("zbarimg", &["--quiet", "--raw", png.to_str().unwrap()]);
    read.lines().map(str::to_owned).collect()
}

#[test]
fn a_days_paper_says_what_the_ledger_says() {
    let (province, cards) = (setting("FENJIAN_PROVINCE", "64"), setting("FENJIAN_CARDS", "250"));
    let centre = format!("{province}0000");
    let program = Program::new();
    program.import_province(&province, DAY, "1", &cards);
    let run = |command: &str, more: &[&str]| {
        program.json(&[&[command, "--centre", &centre, "--day", DAY], more].concat())
    };
    run("plan", &["--iterations", "300", "--publish"]);
    run("sort", &[]);
    let out = program.path("paper");
    let folder = out.to_str().unwrap();
    let printed = run("manifests", &["--pdf", "--both-sides", "--out", folder]);
    let files = printed["files"].as_array().unwrap().iter().map(|f| f.as_str().unwrap());
    let (labels, on_a4): (Vec<_>, Vec<_>) = files.partition(|file| file.contains("label"));
    let [pdf] = on_a4[..] else { panic!("{printed}") };
    let pdf = Path::new(pdf);
    let sides = sides(pdf);
    let label_sides: usize = labels.iter().map(|file| self::sides(Path::new(file)).len()).sum();
    assert_eq!(printed["pages"], sides.len() + label_sides);

    pages_run_on_and_every_paper_begins_on_a_front(&sides);
    let ledger = run("reconcile", &[]);
    totals_are_those_of_the_ledger(&sides, label_sides, &ledger);
    let stride = if std::env::var("FENJIAN_CARDS").is_ok() { 1 } else { 16 };
    let manifests = codes_are_read(pdf, &sides, stride, &program.path("pixels"));
    assert_eq!(printed["manifests"], manifests + label_sides);
}

fn pages_run_on_and_every_paper_begins_on_a_front(sides: &[Side]) {
    let mut open = None;
    for (ix, side) in sides.iter().enumerate() {
        let Some((page, pages)) = side.page() else {
            assert!(side.0.contains("空白页") && ix % 2 == 1 && open.is_none(), "{}", side.0);
            continue;
        };
        let before = open.take().unwrap_or((0, pages));
        assert_eq!((page, pages), (before.0 + 1, before.1), "side {}: {}", ix + 1, side.0);
        assert!(page > 1 || ix % 2 == 0, "side {} is a back", ix + 1);
        open = (page < pages).then_some((page, pages));
    }
    assert!(open.is_none(), "the last manifest lacks its end");
}

fn totals_are_those_of_the_ledger(sides: &[Side], labels: usize, ledger: &Value) {
    let of = |title: &str, unit: &str| -> usize {
        let of_kind = sides.iter().filter(|side| side.0.contains(title));
        of_kind.filter_map(|side| side.after("合计")?.count(unit)).sum()
    };
    let by_copy = COPIES.map(|copy| of(&format!("证件交接单{copy}"), "张"));
    let by_van = by_copy[0];
    assert_eq!(by_copy, [by_van; 3]);
    assert_eq!((of("袋内清单", "张"), of("装车单", "张")), (by_van, by_van));
    let pouches = of(&format!("证件交接单{}", COPIES[0]), "袋");
    assert_eq!(pouches, labels, "a label for each pouch that is handed over");
    let elsewhere = of("邮寄到户清单", "张") + of("自取清单", "张");
    assert_eq!(ledger["states"]["planned"], by_van + elsewhere);
    assert_eq!(ledger["balanced"], true);
    let reconciliation = sides.iter().find(|side| side.0.contains("数量核对单")).unwrap();
    for term in ["produced", "found", "brought_forward"] {
        let count = ledger[term].to_string();
        assert!(reconciliation.0.replace(',', "").contains(&count), "{term} {count}");
    }
}

/// The barcode and the QR code of each manifest, from the pixels of the first side of its first copy; on a small
/// day of one in `stride`. Gives how many manifests there are.
fn codes_are_read(pdf: &Path, sides: &[Side], stride: usize, folder: &Path) -> usize {
    std::fs::create_dir_all(folder).unwrap();
    let mut numbers = BTreeSet::new();
    let first = |(_, side): &(usize, &Side)| side.page().is_some_and(|(page, _)| page == 1);
    for (ix, side) in sides.iter().enumerate().filter(first) {
        let number = side.manifest();
        if !numbers.insert(number.clone()) || numbers.len() % stride != 0 {
            continue;
        }
        let codes = codes(pdf, ix + 1, folder);
        assert!(codes.contains(&number), "side {}: {number} in {codes:?}", ix + 1);
        let qr = codes.iter().find_map(|code| Identity::read(code));
        assert_eq!(qr.map(|of| of.number), Some(number), "side {}: {codes:?}", ix + 1);
    }
    numbers.len()
}
