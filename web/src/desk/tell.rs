//! Edits in one Chinese sentence, for the log and for repairs.

use super::names::Names;
use fenjian_planner::desk::{Edit, Lock, Place, RouteId, StopId, What};
use fenjian_planner::words::Mode;

/// What a record of the log did.
pub(super) fn what(names: &Names, what: &What) -> String {
    match what {
        What::Edit { edit, because: None } => self::edit(names, edit),
        What::Edit { edit, because: Some(reason) } => {
            format!("{}（强行保留：{}）", self::edit(names, edit), reason.trim())
        }
        What::Undo => "撤销".into(),
        What::Redo => "重做".into(),
        What::Sealed { vehicles } if vehicles.is_empty() => "已封袋的都已拆开".into(),
        What::Sealed { vehicles } => {
            let names: Vec<String> = vehicles.iter().map(|id| names.vehicle_name(*id)).collect();
            format!("已封袋，不再改动：车辆 {}", names.join("、"))
        }
    }
}

/// What an edit does.
pub(super) fn edit(names: &Names, edit: &Edit) -> String {
    match edit {
        Edit::Move { stops, to } => {
            format!("移动 {} → {}", several(names, stops), place(names, *to))
        }
        Edit::Swap { one, other } => {
            format!("对调 {} 与 {}", stop(names, *one), stop(names, *other))
        }
        Edit::Reverse { from, to } => {
            format!("颠倒次序 {} 至 {}", stop(names, *from), names.drop_name(*to))
        }
        Edit::Split { stop: from, pouches, to } => {
            format!("拆分 {}：{} 袋 → {}", stop(names, *from), pouches.len(), place(names, *to))
        }
        Edit::Join { stop: from, into } => {
            format!("合并 {} → {}", stop(names, *from), route(names, *into))
        }
        Edit::Depart { route: id, at: Some(at) } => {
            format!("{} 定于 {at} 发车", route(names, *id))
        }
        Edit::Depart { route: id, at: None } => format!("{} 不再定时发车", route(names, *id)),
        Edit::Hold { stops, reason } => {
            format!("待发 {}：{}", several(names, stops), reason.trim())
        }
        Edit::Take { drop: from, to } => {
            format!("取出待发 {} → {}", names.drop_name(*from), place(names, *to))
        }
        Edit::Send { drops, mode, reason } => {
            let back = if *mode == Mode::Van { "改回" } else { "改走" };
            let name = drops.first().map(|drop| names.drop_name(*drop)).unwrap_or_default();
            let more =
                if drops.len() > 1 { format!(" 等 {} 处", drops.len()) } else { "".into() };
            format!("{back}{} {name}{more}：{}", mode.zh(), reason.trim())
        }
        Edit::Clear { vehicle, reason } => {
            format!("车辆 {} 停用：{}", names.vehicle_name(*vehicle), reason.trim())
        }
        Edit::Lock(of) => format!("锁定 {}", lock(names, *of)),
        Edit::Unlock(of) => format!("解锁 {}", lock(names, *of)),
        Edit::Report(incident) => {
            let text = incident.text(&names.problem);
            format!("当日变化：{text}（{}，{}）", incident.reason.trim(), incident.owner.trim())
        }
        Edit::Withdraw { incident } => format!("撤回当日变化 {incident}"),
        Edit::Accept => "接受尚未解决的各处".into(),
        Edit::Adopt { vehicles, .. } => format!("采用优化结果，{} 辆车有变", vehicles.len()),
    }
}

fn lock(names: &Names, lock: Lock) -> String {
    match lock {
        Lock::Stop(id) => stop(names, id),
        Lock::Order(id) => format!("{} 的次序", route(names, id)),
        Lock::Route(id) => route(names, id),
    }
}

fn route(names: &Names, id: RouteId) -> String {
    format!("车辆 {} 第 {} 趟", names.vehicle_name(id.vehicle), id.trip)
}

fn stop(names: &Names, id: StopId) -> String {
    format!("{} {}", route(names, id.route), names.drop_name(id.drop))
}

fn several(names: &Names, stops: &[StopId]) -> String {
    match stops {
        [] => String::new(),
        [only] => stop(names, *only),
        [first, ..] => format!("{} 等 {} 站", stop(names, *first), stops.len()),
    }
}

fn place(names: &Names, place: Place) -> String {
    match place.before {
        Some(before) => format!("{} {} 之前", route(names, place.route), names.drop_name(before)),
        None => format!("{} 末站", route(names, place.route)),
    }
}
