//! Cells that hold one of a few words, in English or Chinese.

use super::text::halved;
use crate::words::{
    AlertReason, Channel, DayKind, Delivery, LimitUnit, LocationKind, MachineKind, Mode, Reason,
    Via,
};
use chrono::Weekday;

/// An enum that files may name.
pub(crate) trait Choice: Copy + 'static {
    /// The value called `text` by its word or its Chinese name.
    fn known(text: &str) -> Option<Self>;
    /// Every value with its word and its Chinese name.
    fn all() -> Vec<(&'static str, &'static str)>;
    /// What else people write for it.
    const ALSO: &'static [(&'static str, Self)] = &[];

    /// The value that a cell means; capitals and full-width letters do not matter.
    fn read(text: &str) -> Option<Self> {
        if let Some(value) = Self::known(text) {
            return Some(value);
        }
        let text = halved(text).to_ascii_lowercase();
        Self::known(&text)
            .or_else(|| Self::ALSO.iter().find(|(word, _)| *word == text).map(|(_, value)| *value))
    }

    /// What may stand in the cell, for people: `local（本地）、…`.
    fn options() -> String {
        let all: Vec<_> = Self::all().iter().map(|(word, zh)| format!("{word}（{zh}）")).collect();
        all.join("、")
    }
}

macro_rules! choice {
    ($name:ident $(, $also:literal => $value:ident)*) => {
        impl Choice for $name {
            fn known(text: &str) -> Option<Self> {
                Self::named(text)
            }
            fn all() -> Vec<(&'static str, &'static str)> {
                Self::ALL.iter().map(|value| (value.word(), value.zh())).collect()
            }
            const ALSO: &'static [(&'static str, Self)] = &[$(($also, Self::$value)),*];
        }
    };
}

choice!(Channel, "省内" => Intra, "跨省" => Cross, "本县" => Local);
choice!(Delivery, "领取" => Collect, "现场领取" => Collect, "邮寄" => Home, "快递" => Home, "自取" => Pickup);
choice!(Reason, "首次" => First, "申领" => First, "到期换领" => Renewal, "换证" => Renewal,
    "遗失补领" => Replacement, "补证" => Replacement, "捡拾" => Found);
choice!(LocationKind, "办事大厅" => Hall, "政务大厅" => Hall, "政务服务中心" => Hall, "大厅" => Hall,
    "自助机" => Cabinet, "自助设备" => Cabinet, "自助领证机" => Cabinet);
choice!(Via, "直接" => Direct, "直送" => Direct, "上级" => Parent, "转交" => Parent);
choice!(AlertReason, "照片" => Photo, "户籍不符" => RegisterMismatch, "撤销" => Withdrawn);
choice!(DayKind, "上班" => Workday, "调休上班" => Workday, "休息" => Holiday, "放假" => Holiday);
choice!(LimitUnit, "日" => Days, "天" => Days, "日历日" => Days, "个工作日" => Workdays);
choice!(MachineKind, "分拣柜" => Rack, "格架" => Rack);
choice!(Mode, "快递" => Post, "邮寄" => Post);

/// Yes or no: `1|0`, `是|否`, `true|false`, `yes|no`, `y|n`.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match halved(text).to_ascii_lowercase().as_str() {
        "1" | "是" | "true" | "yes" | "y" => Some(true),
        "0" | "否" | "false" | "no" | "n" => Some(false),
        _ => None,
    }
}

/// A day of the week: `monday`, `mon`, `Mo`, `1`, `周一`, `星期一`; 7 is Sunday.
pub(crate) fn weekday(text: &str) -> Option<Weekday> {
    let text = halved(text).to_ascii_lowercase();
    if let Some(day) = text.strip_prefix("星期").or(text.strip_prefix('周')) {
        return match day {
            "一" => Some(Weekday::Mon),
            "二" => Some(Weekday::Tue),
            "三" => Some(Weekday::Wed),
            "四" => Some(Weekday::Thu),
            "五" => Some(Weekday::Fri),
            "六" => Some(Weekday::Sat),
            "日" | "天" => Some(Weekday::Sun),
            _ => None,
        };
    }
    match text.as_str() {
        "1" | "mo" => Some(Weekday::Mon),
        "2" | "tu" => Some(Weekday::Tue),
        "3" | "we" => Some(Weekday::Wed),
        "4" | "th" => Some(Weekday::Thu),
        "5" | "fr" => Some(Weekday::Fri),
        "6" | "sa" => Some(Weekday::Sat),
        "7" | "su" => Some(Weekday::Sun),
        _ => text.parse().ok(),
    }
}
