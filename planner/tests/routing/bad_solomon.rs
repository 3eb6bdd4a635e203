//! Everything that can be wrong with a Solomon file gets its code and is named.

use crate::{SOLOMON, fault, with};

#[test]
fn each_fault_has_its_code() {
    let second = "    2          35      17           7      50          60          10";
    let cases = [
        (second, "", "F305", "2 重复或缺少"),
        (second, "3 35 17 7 50 60 10", "F305", "2 重复或缺少"),
        (second, "2 35 17 7 50 60", "F305", "第 12 行：CUSTOMER 每行应有 7 个数，这里有 6 个"),
        (second, "2 35 17 7 50 60 10 1", "F305", "这里有 8 个"),
        (second, "2 NaN 17 7 50 60 10", "F304", "第 12 行：坐标"),
        (second, "2 35 1e99 7 50 60 10", "F306", "坐标"),
        (second, "2 35 17 x 50 60 10", "F304", "DEMAND 不是有限的数 “x”"),
        (second, "2 35 17 -7 50 60 10", "F304", "DEMAND 不能是负数"),
        (second, "2 35 17 201 50 60 10", "F307", "节点 2 的需求 201，容量 200"),
        (second, "2 35 17 7 60 50 10", "F304", "客户 2 的时间窗 60 至 50 前后颠倒"),
        (second, "2 35 17 7 0 17.9 10", "F309", "节点 2：最早 18.0，最迟应在 17.9"),
        (second, "2 35 17 7 50 60 170", "F309", "节点 2：最早 238.0 回到车场"),
        (second, "2 35 17 7 50 60 -1", "F304", "SERVICE TIME 不能是负数"),
        (second, "2 35 17 7 50 1e300 1", "F306", "DUE DATE"),
        ("  25         200", "  25", "F305", "NUMBER CAPACITY 每行应有 2 个数"),
        ("  25         200", "  0         200", "F304", "至少为 1"),
        ("  25         200", "  1         200", "F310", "1 辆车，每辆 200"),
        ("  25         200", "  25         1e20", "F306", "CAPACITY"),
        ("NUMBER     CAPACITY", "", "F303", "NUMBER CAPACITY"),
        ("CUSTOMER\n", "", "F303", "CUSTOMER"),
        ("    0          35      35           0", "0 35 35 3", "F304", "车场 0"),
    ];
    for (from, to, code, named) in cases {
        let (found, detail) = fault(with(SOLOMON, from, to).as_bytes());
        assert_eq!(found, code, "{from:?} → {to:?}: {detail}");
        assert!(detail.contains(named), "{from:?} → {to:?}: {detail} names {named}");
    }
}

#[test]
fn a_file_that_ends_early() {
    let upto = |words: &str| SOLOMON.split(words).next().unwrap().as_bytes();
    assert_eq!(fault(upto("NUMBER")), ("F303".into(), "VEHICLE 之下的 NUMBER 和 CAPACITY".into()));
    assert_eq!(fault(upto("CUSTOMER")).0, "F303");
    assert_eq!(fault(upto("CUST NO.")).0, "F308");
    assert_eq!(fault(upto("    1          41")).0, "F308");
}
