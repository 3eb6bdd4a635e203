//! The answer to a scan: for programs as JSON, for people as one sentence in it.

use super::guide::{Guide, Pass};
use fenjian_planner::fault::{self, Kind};
use fenjian_planner::words::Mode;
use fenjian_sql::custody::{Answer, PaperAnswer, Says, Verdict};
use serde_json::{Value, json};

/// The answer with where to.
pub(super) fn object(answer: &Answer, guide: &Guide) -> Value {
    let home = &answer.home;
    let stopped = answer.verdict == Verdict::Stop;
    let passes: &[Pass] = if stopped { &[] } else { guide.passes(home) };
    let pockets: Vec<Value> = (passes.iter())
        .map(|p| json!({ "machine": p.machine, "pass": p.pass, "pockets": p.pockets }))
        .collect();
    json!({
        "verdict": answer.verdict.word(),
        "code": answer.code.map(|code| code.id),
        "text": sentence(answer, guide, passes),
        "card": answer.card.as_ref().map(|card| card.as_str()),
        "mode": home.mode.map(|mode| mode.word()),
        "pouch": home.pouch,
        "route": home.route,
        "location": home.location.map(|code| code.to_string()),
        "location_name": guide.name(home),
        "pockets": pockets,
        "weighs_as": answer.weighs_as,
        "inside": answer.filling.map(|filling| filling.inside),
        "planned": answer.filling.map(|filling| filling.planned),
        "seq": answer.seq,
        "again": answer.again,
    })
}

/// The answer to a paper: the same, with its pouches, the day they left, and the cards that are looked for or back.
pub(super) fn of_paper(told: &PaperAnswer, says: &Says, guide: &Guide) -> Value {
    let mut object = object(&told.answer, guide);
    let cards: Vec<&str> = told.cards.iter().map(|card| card.as_str()).collect();
    object["text"] = json!(paper_text(told, says));
    object["pouches"] = json!(told.pouches);
    object["of_day"] = json!(told.of_day);
    object["cards"] = json!(cards);
    object
}

/// What a person reads of a paper.
pub(in crate::pages) fn paper_text(told: &PaperAnswer, says: &Says) -> String {
    let said = match (told.answer.code, says) {
        (Some(code), _) => format!("：{}（{}）", code.cause, code.id),
        (None, Says::AsDeclared { .. }) => "。相符".into(),
        (None, Says::Short) => "。短少：查找所列证件".into(),
        (None, Says::BrokenSeal) => "。封志破损，已记".into(),
        (None, Says::Misdelivered { .. }) => "。错发，已记；签收或退回前仍列为未回".into(),
        (None, Says::NobodyThere) => "。无人接收，已记；签收或退回前仍列为未回".into(),
        (None, Says::Back) => "。退回：所列证件重新入账".into(),
    };
    format!("对{said}。{} 袋，{} 发出", told.pouches.len(), told.of_day)
}

/// What a person reads: the verdict, why, and where to.
fn sentence(answer: &Answer, guide: &Guide, passes: &[Pass]) -> String {
    let verdict = match answer.verdict {
        Verdict::Right => "对",
        Verdict::Wrong => "不对",
        Verdict::Stop => "停",
    };
    let mut text = verdict.to_owned();
    if let Some(code) = answer.code {
        text += &format!("：{}（{}）", code.cause, code.id);
        if answer.verdict == Verdict::Stop {
            text += &format!("。取出，送异常台。{}", code.action);
            return text;
        }
    }
    let home = &answer.home;
    match (home.mode, &home.pouch) {
        (Some(Mode::Van), Some(pouch)) => {
            text += &format!("。{} 袋 {pouch}", guide.name(home).unwrap_or_default());
        }
        (Some(mode), _) => text += &format!("。{}", mode.zh()),
        (None, _) if answer.card.is_some() => text += "。待发",
        (None, _) => {}
    }
    if let Some(cards) = answer.weighs_as {
        let Kind { id, cause, action } = *fault::WEIGHT_DOUBTFUL;
        text += &format!("。{cause}：约合 {cards} 张（{id}）。{action}");
    }
    for pass in passes {
        let pockets: Vec<String> = pass.pockets.iter().map(ToString::to_string).collect();
        text += &format!("；{} 第 {} 遍 {} 格", pass.machine, pass.pass, pockets.join("、"));
    }
    text
}
