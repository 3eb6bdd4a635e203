//! The checker of solutions: what it finds, in which words, and that it agrees with a slow twin.

use crate::{MATRIX, TINY, UCHOA, WINDOWS, sound, with};
use fenjian_planner::check::instance::check;
use fenjian_planner::vrp::{Instance, Routes};
use proptest::prelude::*;

/// Cost and faults as people see them, without the action.
fn verdict(instance: &Instance, routes: &[&[u32]]) -> (i64, Vec<String>) {
    let routes: Routes = routes.iter().map(|route| route.to_vec()).collect();
    let found = check(instance, &routes);
    let faults = found.faults.iter();
    (found.cost, faults.map(|f| format!("{} {}：{}", f.code, f.code.cause, f.detail)).collect())
}

fn assert_faults(instance: &Instance, routes: &[&[u32]], cost: i64, expected: &[&str]) {
    let (found, faults) = verdict(instance, routes);
    assert_eq!(faults, expected, "{routes:?}");
    assert_eq!(found, cost, "{routes:?}");
}

#[test]
fn a_feasible_solution() {
    assert_faults(&sound(TINY), &[&[1, 2], &[3]], 32, &[]);
    assert_faults(&sound(TINY), &[&[3], &[2], &[1]], 12 + 20 + 10, &[]);
    assert_faults(&sound(MATRIX), &[&[2], &[1]], 17 + 12, &[]);
    assert_faults(&sound(WINDOWS), &[&[2], &[1], &[3]], 200 + 28 + 112, &[]);
}

#[test]
fn customers() {
    let tiny = sound(TINY);
    assert_faults(&tiny, &[&[1, 2]], 20, &["C631 有客户没有送到：客户 3，共 1 个"]);
    assert_faults(&tiny, &[], 0, &["C631 有客户没有送到：客户 1、2、3，共 3 个"]);
    assert_faults(&tiny, &[&[1, 2], &[3], &[1]], 42, &["C632 客户出现不止一次：客户 1 出现 2 次"]);
    let unknown = [
        "C633 没有这个客户：线路 1：4，客户为 1 至 3",
        "C633 没有这个客户：线路 2：0，客户为 1 至 3",
    ];
    assert_faults(&tiny, &[&[1, 4, 2], &[3, 0]], 32, &unknown);
    let many = verdict(&sound(UCHOA), &[&[1]]).1;
    assert_eq!(many, ["C631 有客户没有送到：客户 2、3、4、5、6 等，共 99 个"]);
}

#[test]
fn routes() {
    let tiny = sound(TINY);
    let over = "C634 线路超过车辆容量：线路 2：装载 15，容量 10";
    assert_faults(&tiny, &[&[1], &[2, 3]], 10 + 22, &[over]);
    assert_faults(&tiny, &[&[1, 2], &[], &[3]], 32, &["C637 线路上没有客户：线路 2"]);
    let two = sound(&with(TINY, "CAPACITY", "VEHICLES : 2\nCAPACITY"));
    let many = "C636 线路多于车辆数：线路 3 条，车辆 2 台";
    assert_faults(&two, &[&[1], &[2], &[3]], 42, &[many]);
}

#[test]
fn times() {
    let windows = sound(WINDOWS);
    // Customer 1 is served from 2.0 to 5.0, and 2 is sqrt(25 + 49) = 8.6 away: 13.6. Back at 25.1.
    assert_faults(&windows, &[&[1, 2], &[3]], 14 + 86 + 100 + 112, &[]);
    // Customer 2 is served from 10.5 to 12.0; 1 is reached at 20.6.
    assert_faults(&windows, &[&[2, 1], &[3]], 200 + 112, &[]);
    let narrow = sound(&with(WINDOWS, "2 2 30", "2 2 20.5"));
    let late = "C635 线路赶不上时间：线路 1：20.6 到达客户 1，最迟 20.5";
    assert_faults(&narrow, &[&[2, 1], &[3]], 200 + 112, &[late]);
    let exact = sound(&with(WINDOWS, "2 2 30", "2 2 20.6"));
    assert_faults(&exact, &[&[2, 1], &[3]], 200 + 112, &[]);
    let short = sound(&with(WINDOWS, "1 0 100", "1 0 25"));
    let home = "C635 线路赶不上时间：线路 1：25.1 到达车场，最迟 25";
    assert_faults(&short, &[&[1, 2], &[3]], 14 + 86 + 100 + 112, &[home]);
    let whole = sound(&with(MATRIX, "3 0 30000", "3 0 15963"));
    let slow = "C635 线路赶不上时间：线路 1：15964 到达客户 2，最迟 15963";
    assert_faults(&whole, &[&[1, 2]], 19, &[slow]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Any routes at all: no panic, and the cost is the sum over the arcs.
    #[test]
    fn any_routes(routes in prop::collection::vec(prop::collection::vec(0_u32..9, 0..6), 0..5)) {
        for text in [TINY, WINDOWS, MATRIX] {
            let instance = sound(text);
            let found = check(&instance, &routes);
            let mut cost = 0;
            for route in &routes {
                let mut at = 0;
                let known = route.iter().filter(|c| (1..=instance.customers() as u32).contains(*c));
                for customer in known.chain(&[0]) {
                    cost += instance.metric.distance(at, *customer as usize);
                    at = *customer as usize;
                }
            }
            prop_assert_eq!(found.cost, cost);
            let mut all: Vec<_> = routes.concat();
            all.sort_unstable();
            let complete = all == (1..=instance.customers() as u32).collect::<Vec<_>>();
            prop_assert!(complete || !found.feasible());
        }
    }
}
