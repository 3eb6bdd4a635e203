//! What a sort plan came to, for programs and for people.

use super::outcome::Outcome;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use fenjian_planner::units::Clock;
use fenjian_sql::sort_plan::SortKey;
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Outcome {
    /// Pockets that take cards in any pass.
    fn pockets_used(&self) -> usize {
        let passes = self.sorted.plan.passes.iter();
        let used = passes.flat_map(|pass| {
            let pockets = pass.slots.iter().flat_map(|slot| &slot.pockets);
            pockets.map(|pocket| (&pass.machine, pocket))
        });
        used.collect::<BTreeSet<_>>().len()
    }

    /// The machines that are used, in the order of their first passes.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for pass in &self.sorted.plan.passes {
            if !names.contains(&pass.machine.as_str()) {
                names.push(&pass.machine);
            }
        }
        names
    }

    pub(super) fn object(&self, key: &SortKey) -> Value {
        json!({
            "revision": key.revision,
            "machine": self.machines[0].name,
            "machines": self.names(),
            "destinations": self.sorted.plan.destinations.len(),
            "handling_seconds": rounded(self.simulated.seconds()),
            "by_code_seconds": rounded(self.by_code),
            "bound_seconds": self.sorted.bound.map(rounded),
            "passes": self.sorted.plan.passes.len(),
            "pockets_used": self.pockets_used(),
            "moved_since_yesterday": self.changes.len(),
            "misplaced": self.simulated.misplaced,
            "late_routes": self.late.len(),
            "late_at_least": self.sorted.least_late,
            "begin_by": self.begin_by.map(|at| moment(key.day, at)),
            "plan_seconds": rounded(self.seconds),
        })
    }

    pub(super) fn text(&self, names: &[String], day: NaiveDate) -> String {
        let minutes = |seconds: f64| (seconds / 60.0).ceil();
        let seconds = self.simulated.seconds();
        let mut text = format!(
            "{}：{} 个去向，{} 遍，格口 {} 个，处理 {} 分钟",
            self.names().join("、"),
            self.sorted.plan.destinations.len(),
            self.sorted.plan.passes.len(),
            self.pockets_used(),
            minutes(seconds),
        );
        if let Some(bound) = self.sorted.bound {
            let gap = 100.0 * (seconds / bound - 1.0).max(0.0);
            text += &format!("，高于下界 {gap:.1}%");
        }
        if self.by_code.is_finite() {
            let less = 100.0 * (1.0 - seconds / self.by_code);
            text += &format!("，比按编码分拣（{} 分钟）少 {less:.1}%", minutes(self.by_code));
        }
        if let Some(at) = self.begin_by {
            text += &format!("\n最迟 {} 开始，各线路均可在装车前封袋", moment(day, at));
        }
        if !self.late.is_empty() {
            text += &format!(
                "\n来不及在装车前封袋的线路 {} 条，其中 {} 条无论如何来不及",
                self.late.len(),
                self.sorted.least_late
            );
        }
        text += &format!("\n模拟逐张分拣：错位 {} 张", self.simulated.misplaced);
        for (ix, run) in self.simulated.runs.iter().enumerate() {
            let pass = &self.sorted.plan.passes[ix];
            text += &format!(
                "\n第 {} 遍（{}）：{} 张，格口组 {}，中途取空 {} 次，{} 分钟",
                ix + 1,
                pass.machine,
                run.cards,
                pass.slots.len(),
                run.emptied,
                minutes(run.seconds),
            );
        }
        for change in &self.changes {
            let list = |pockets: &[u32]| {
                let pockets: Vec<_> = pockets.iter().map(ToString::to_string).collect();
                if pockets.is_empty() { "再分".to_owned() } else { pockets.join("、") }
            };
            text += &format!(
                "\n格口变动：{} {} → {}",
                names[change.destination],
                list(&change.before),
                list(&change.now)
            );
        }
        text
    }
}

/// A moment of `day` with its date: sorting often begins on the eve.
fn moment(day: NaiveDate, at: Clock) -> String {
    let moment = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(at.0);
    moment.format("%Y-%m-%dT%H:%M").to_string()
}

/// To a thousandth.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
