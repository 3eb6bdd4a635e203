//! `/days/{centre}/{day}/scan/commands`: the commands of the scanning page as barcodes, on one A4 page for the wall.

use crate::manifests::barcode;
use crate::pages::failure::Failure;
use askama::Template;
use axum::response::Html;

/// What is printed under one heading: the word behind `FJ-`, and what it does.
type Group = (&'static str, &'static [(&'static str, &'static str)]);

const GROUPS: [Group; 4] = [
    (
        "做什么",
        &[
            ("SORT", "分拣"),
            ("FILL", "装袋"),
            ("SEAL", "封袋"),
            ("SEAL-AS-PLANNED", "按方案封袋"),
            ("UNSEAL", "拆封"),
            ("LOAD", "装车"),
            ("DEPART", "发车"),
            ("HAND-OVER", "交接"),
            ("RETURN", "退回"),
            ("EXCEPTION", "异常"),
            ("SPOILED", "废损"),
            ("FOUND", "捡拾"),
            ("CAME-BACK", "错发退回"),
        ],
    ),
    (
        "异常种类",
        &[
            ("SHORT", "短少"),
            ("BROKEN-SEAL", "封志破损"),
            ("MISDELIVERED", "错发"),
            ("NOBODY-THERE", "无人接收"),
        ],
    ),
    ("本台分拣", &[("PASS-1", "第 1 遍"), ("PASS-2", "第 2 遍"), ("PASS-3", "第 3 遍")]),
    ("随时", &[("OK", "确认"), ("CANCEL", "取消"), ("OUT", "退出")]),
];

struct Code {
    text: String,
    zh: &'static str,
    bars: String,
}

#[derive(Template)]
#[template(path = "pages/scan_commands.html")]
struct Page {
    groups: Vec<(&'static str, Vec<Code>)>,
}

/// Shows the sheet, which is the same for every day.
pub(in crate::pages) async fn commands() -> Result<Html<String>, Failure> {
    const BARS_MM: (f64, f64) = (60.0, 13.0);
    let code = |&(word, zh): &(&str, &'static str)| {
        let text = format!("FJ-{word}");
        let bars = barcode::svg(&text, BARS_MM.0, BARS_MM.1).unwrap_or_default();
        Code { text, zh, bars }
    };
    let groups = GROUPS.iter().map(|(heading, words)| (*heading, words.iter().map(code).collect()));
    let page = Page { groups: groups.collect() };
    Ok(Html(page.render()?))
}
