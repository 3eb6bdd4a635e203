//! The independent checker of solutions of classic problems: adds up again every distance, load and
//! time from the instance alone.

use crate::fault::{self, Fault};
use crate::vrp::{Instance, Routes, Timing};

/// What a solution costs and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Distance of all routes, in units of the instance; unknown customers count nothing.
    pub cost: i64,
    /// Routes with customers.
    pub routes: usize,
    /// Every way in which the solution breaks the problem; empty when it is feasible.
    pub faults: Vec<Fault>,
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn feasible(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Recomputes `routes` of `instance`. Customers are called by their numbers in `routes`, routes by
/// their place from 1. No solution makes this panic. O(nodes + customers visited).
pub fn check(instance: &Instance, routes: &Routes) -> Verdict {
    let mut faults = Vec::new();
    let mut visits = vec![0_u32; instance.demand.len()];
    let mut cost = 0;
    for (index, route) in routes.iter().enumerate() {
        let name = format!("线路 {}", index + 1);
        let known: Vec<usize> = (route.iter())
            .filter_map(|&customer| {
                let node = customer as usize;
                let exists = node != 0 && node < instance.demand.len();
                if !exists {
                    let detail =
                        format!("{name}：{customer}，客户为 1 至 {}", instance.customers());
                    faults.push(Fault::new(fault::CUSTOMER_UNKNOWN, detail));
                }
                exists.then_some(node)
            })
            .collect();
        if route.is_empty() {
            faults.push(Fault::new(fault::ROUTE_EMPTY, name));
            continue;
        }
        known.iter().for_each(|node| visits[*node] += 1);
        cost += distance(instance, &known);
        load(instance, &known, &name, &mut faults);
        if let Some(timing) = &instance.timing {
            times(instance, timing, &known, &name, &mut faults);
        }
    }
    for (customer, visits) in visits.iter().enumerate().skip(1).filter(|(_, v)| **v > 1) {
        let detail = format!("客户 {customer} 出现 {visits} 次");
        faults.push(Fault::new(fault::CUSTOMER_TWICE, detail));
    }
    missing(&visits, &mut faults);
    let used = routes.iter().filter(|route| !route.is_empty()).count();
    if let Some(most) = instance.max_routes.filter(|most| used > *most) {
        let detail = format!("线路 {used} 条，车辆 {most} 台");
        faults.push(Fault::new(fault::ROUTES_TOO_MANY, detail));
    }
    Verdict { cost, routes: used, faults }
}

/// One fault for all customers without a visit, naming the first few.
fn missing(visits: &[u32], faults: &mut Vec<Fault>) {
    const NAMED: usize = 5;
    let missing: Vec<_> = (1..visits.len()).filter(|customer| visits[*customer] == 0).collect();
    if missing.is_empty() {
        return;
    }
    let named: Vec<_> = missing.iter().take(NAMED).map(usize::to_string).collect();
    let more = if missing.len() > NAMED { " 等" } else { "" };
    let detail = format!("客户 {}{more}，共 {} 个", named.join("、"), missing.len());
    faults.push(Fault::new(fault::CUSTOMER_MISSING, detail));
}

/// From the depot through `nodes` and back.
fn distance(instance: &Instance, nodes: &[usize]) -> i64 {
    let Some((first, last)) = nodes.first().zip(nodes.last()) else { return 0 };
    let between: i64 = nodes.windows(2).map(|p| instance.metric.distance(p[0], p[1])).sum();
    instance.metric.distance(0, *first) + between + instance.metric.distance(*last, 0)
}

fn load(instance: &Instance, nodes: &[usize], name: &str, faults: &mut Vec<Fault>) {
    let load: i128 = nodes.iter().map(|node| i128::from(instance.demand[*node])).sum();
    if load > i128::from(instance.capacity) {
        let detail = format!("{name}：装载 {load}，容量 {}", instance.capacity);
        faults.push(Fault::new(fault::ROUTE_OVERLOADED, detail));
    }
}

/// Drives as early as possible; the first place that is reached too late is named.
fn times(
    instance: &Instance,
    timing: &Timing,
    nodes: &[usize],
    name: &str,
    faults: &mut Vec<Fault>,
) {
    let mut at = 0;
    let mut free = timing.window[0].0;
    for &node in nodes.iter().chain(&[0]) {
        let arrive = free + instance.metric.distance(at, node);
        let (from, to) = timing.window[node];
        if arrive > to {
            let place = if node == 0 { "车场".to_owned() } else { format!("客户 {node}") };
            let unit = |time: i64| match instance.scale {
                1 => time.to_string(),
                scale => format!("{}", time as f64 / scale as f64),
            };
            let detail = format!("{name}：{} 到达{place}，最迟 {}", unit(arrive), unit(to));
            faults.push(Fault::new(fault::ROUTE_LATE, detail));
            return;
        }
        free = arrive.max(from) + timing.service[node];
        at = node;
    }
}
