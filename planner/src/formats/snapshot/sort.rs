//! A sort plan as text.

use super::{broken, lines, write_line};
use crate::fault::Fault;
use crate::plan::sort::{Destination, LoadedPouch, Pass, Slot, SlotRef, SortPlan, To};
use crate::problem::ConsignmentId;
use serde::{Deserialize, Serialize};

/// One record. The last one says how many stood before it, so that cut text is noticed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Sort { format: u32 },
    Pass(PassForm),
    Destination(DestinationForm),
    End(usize),
}

#[derive(Serialize, Deserialize)]
struct PassForm {
    machine: String,
    from: Option<u32>,
    /// Pockets and the pass that is fed, in sweep order.
    slots: Vec<(Vec<u32>, Option<u32>)>,
}

#[derive(Serialize, Deserialize)]
struct DestinationForm {
    to: ToForm,
    cards: u32,
    /// Number, cards, load position.
    pouches: Vec<(u32, u32, u32)>,
    /// Pass and slot.
    way: Vec<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToForm {
    /// Consignment, route, stop.
    Stop(u32, u32, u32),
    Post(u32),
    Home,
    Pickup,
    Held,
}

/// The canonical text of `sort`. O(size).
pub fn write_sort(sort: &SortPlan) -> String {
    let passes = sort.passes.iter().map(|pass| {
        let slots = pass.slots.iter().map(|slot| (slot.pockets.clone(), slot.next)).collect();
        Line::Pass(PassForm { machine: pass.machine.clone(), from: pass.from, slots })
    });
    let destinations = sort.destinations.iter().map(|destination| {
        let pouches = destination.pouches.iter().map(|p| (p.number, p.cards, p.position));
        Line::Destination(DestinationForm {
            to: to_form(destination.to),
            cards: destination.cards,
            pouches: pouches.collect(),
            way: destination.way.iter().map(|at| (at.pass, at.slot)).collect(),
        })
    });
    let mut text = String::new();
    for record in std::iter::once(Line::Sort { format: 1 }).chain(passes).chain(destinations) {
        write_line(&mut text, &record);
    }
    write_line(&mut text, &Line::End(1 + sort.passes.len() + sort.destinations.len()));
    text
}

/// Reads what [`write_sort`] wrote. Whether it fits a plan is asked by [`crate::check::sort`]. O(size).
///
/// # Errors
/// S719 when the text is cut or changed.
pub fn read_sort(text: &str) -> Result<SortPlan, Fault> {
    let mut records = lines::<Line>(text);
    let Some(Line::Sort { format: 1 }) = records.next().transpose()? else {
        return Err(broken("没有开头的记录，或版本不认识"));
    };
    let mut sort = SortPlan::default();
    let mut ended = false;
    for record in records {
        match record? {
            _ if ended => return Err(broken("结尾之后还有记录")),
            Line::Sort { .. } => return Err(broken("有两个开头")),
            Line::Pass(PassForm { machine, from, slots }) => {
                let slot = |(pockets, next)| Slot { pockets, next };
                let slots = slots.into_iter().map(slot).collect();
                sort.passes.push(Pass { machine, from, slots });
            }
            Line::Destination(form) => sort.destinations.push(destination(form)),
            Line::End(expected) => {
                let count = 1 + sort.passes.len() + sort.destinations.len();
                if expected != count {
                    return Err(broken(format!("应有 {expected} 条记录，实有 {count} 条")));
                }
                ended = true;
            }
        }
    }
    if ended { Ok(sort) } else { Err(broken("没有结尾的记录")) }
}

fn to_form(to: To) -> ToForm {
    match to {
        To::Stop { consignment, route, stop } => ToForm::Stop(consignment.0, route, stop),
        To::Post(consignment) => ToForm::Post(consignment.0),
        To::Home => ToForm::Home,
        To::Pickup => ToForm::Pickup,
        To::Held => ToForm::Held,
    }
}

fn destination(form: DestinationForm) -> Destination {
    let to = match form.to {
        ToForm::Stop(consignment, route, stop) => {
            To::Stop { consignment: ConsignmentId(consignment), route, stop }
        }
        ToForm::Post(consignment) => To::Post(ConsignmentId(consignment)),
        ToForm::Home => To::Home,
        ToForm::Pickup => To::Pickup,
        ToForm::Held => To::Held,
    };
    let pouch = |(number, cards, position)| LoadedPouch { number, cards, position };
    Destination {
        to,
        cards: form.cards,
        pouches: form.pouches.into_iter().map(pouch).collect(),
        way: form.way.into_iter().map(|(pass, slot)| SlotRef { pass, slot }).collect(),
    }
}
