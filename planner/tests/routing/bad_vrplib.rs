//! Everything that can be wrong with a CVRPLIB or VRPLIB file gets its code and is named.

use crate::{MATRIX, TINY, WINDOWS, fault, with};

/// What is replaced by what, the code, and what the detail names.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn refused(text: &str, cases: &[Case]) {
    for (from, to, code, named) in cases {
        let (found, detail) = fault(with(text, from, to).as_bytes());
        assert_eq!(&found, code, "{from:?} → {to:?}: {detail}");
        assert!(detail.contains(named), "{from:?} → {to:?}: {detail} names {named}");
    }
}

#[test]
fn what_is_no_routing_file() {
    let utf16: Vec<u8> = TINY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, code) in [
        (&b""[..], "F101"),
        (b"\xEF\xBB\xBF \r\n\t\n", "F101"),
        (b"card_serial,name\n1,2\n", "F301"),
        (b"\x00\x01\x02", "F311"),
        (&utf16, "F311"),
        (b"\xff\xfe\xfd", "F301"),
    ] {
        assert_eq!(fault(bytes).0, code, "{bytes:?}");
    }
}

#[test]
fn keys_and_sections() {
    refused(
        TINY,
        &[
            ("CVRP", "TSP", "F302", "TYPE “TSP”"),
            ("CVRP", "", "F302", "TYPE"),
            ("EUC_2D", "XRAY1", "F302", "XRAY1"),
            ("CAPACITY", "SALESMEN : 3\nCAPACITY", "F302", "第 6 行：“SALESMEN”"),
            ("DEMAND_SECTION", "FIXED_EDGES_SECTION\n1 2\nDEMAND_SECTION", "F302", "FIXED_EDGES"),
            ("CAPACITY : 10", "CAPACITY : 10\nsomething else", "F302", "第 7 行：“something else”"),
            ("CAPACITY : 10", "CAPACITY : 10\nCAPACITY : 20", "F305", "第 7 行：CAPACITY 重复"),
            ("DEPOT_SECTION", "DEMAND_SECTION\n1 0\nDEPOT_SECTION", "F305", "DEMAND_SECTION 重复"),
            ("DEMAND_SECTION\n1 0\n2 4\n3 5\n4 10\n", "", "F303", "DEMAND_SECTION"),
            ("DEPOT_SECTION\n 1\n -1\n", "", "F303", "DEPOT_SECTION"),
            (
                "NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\n4 0 5.6\n",
                "",
                "F303",
                "NODE_COORD_SECTION",
            ),
            ("DIMENSION : 4\n", "", "F303", "DIMENSION"),
            ("CAPACITY : 10\n", "", "F303", "CAPACITY"),
            ("EDGE_WEIGHT_TYPE : EUC_2D\n", "", "F303", "EDGE_WEIGHT_TYPE"),
            ("DEPOT_SECTION", "EDGE_WEIGHT_SECTION\n1\nDEPOT_SECTION", "F302", "矛盾"),
            (" -1\n", "2\n -1\n", "F302", "2 个车场"),
        ],
    );
}

#[test]
fn numbers() {
    refused(
        TINY,
        &[
            ("CAPACITY : 10", "CAPACITY : ten", "F304", "第 6 行：CAPACITY 不是有限的数 “ten”"),
            ("CAPACITY : 10", "CAPACITY : 0", "F304", "CAPACITY 至少为 1"),
            ("CAPACITY : 10", "CAPACITY : 10.5", "F304", "CAPACITY 应为整数"),
            ("CAPACITY : 10", "CAPACITY : 99999999999999999999", "F306", "CAPACITY"),
            ("CAPACITY : 10", "CAPACITY : 10\nVEHICLES : 0", "F304", "VEHICLES"),
            ("CAPACITY : 10", "CAPACITY : 10\nVEHICLES : 1", "F310", "需求共 19，1 辆车，每辆 10"),
            ("DIMENSION : 4", "DIMENSION : 1e30", "F306", "DIMENSION"),
            ("DIMENSION : 4", "DIMENSION : -4", "F304", "DIMENSION 不能是负数"),
            ("DIMENSION : 4", "DIMENSION : 0", "F308", "DIMENSION 0"),
            ("DIMENSION : 4", "DIMENSION : 1", "F308", "DIMENSION 1"),
            ("2 3 4", "2 nan 4", "F304", "第 9 行：坐标 不是有限的数 “nan”"),
            ("2 3 4", "2 inf 4", "F304", "坐标"),
            ("2 3 4", "2 1e400 4", "F304", "坐标"),
            ("2 3 4", "2 -1e10 4", "F306", "坐标 “-1e10”"),
            ("2 3 4\n3 6 8", "2 9e8 -9e8\n3 -9e8 9e8", "F306", "坐标相距太远"),
            ("2 4\n", "2 -4\n", "F304", "第 14 行：需求量 不能是负数"),
            ("2 4\n", "2 4.5\n", "F304", "需求量 应为整数"),
            ("2 4\n", "2 11\n", "F307", "节点 2 的需求 11，容量 10"),
            ("1 0\n2 4", "1 3\n2 4", "F304", "车场 1 的需求量"),
        ],
    );
}

#[test]
fn nodes() {
    refused(
        TINY,
        &[
            ("DIMENSION : 4", "DIMENSION : 5", "F305", "DIMENSION 为 5，DEMAND_SECTION 有 4"),
            ("2 4\n", "", "F305", "DEMAND_SECTION 有 3"),
            ("2 4\n", "2 4\n2 4\n", "F305", "第 15 行：DEMAND_SECTION 节点 2 重复"),
            ("2 3 4\n", "", "F305", "NODE_COORD_SECTION 节点 2"),
            ("2 3 4\n", "2 3 4\n2 3 4\n", "F305", "NODE_COORD_SECTION 节点 2"),
            ("4 0 5.6\n", "4 0 5.6\n9 1 1\n", "F305", "NODE_COORD_SECTION 节点 9"),
            (
                "2 3 4\n",
                "2 3\n",
                "F305",
                "第 9 行：NODE_COORD_SECTION 每行应有 3 个数，这里有 2 个",
            ),
            ("2 3 4\n", "2 3 4 5\n", "F305", "这里有 4 个"),
            (" 1\n -1", " 7\n -1", "F305", "车场 7 不是节点"),
            (" 1\n -1", " -1", "F305", "没有车场"),
            (" -1\n", " -1\n1\n", "F305", "-1 之后"),
        ],
    );
}

#[test]
fn matrices() {
    refused(
        MATRIX,
        &[
            ("8 6 0", "8 6", "F305", "应有 9 个数，实有 8 个"),
            ("8 6 0", "8 6 0 1", "F305", "应有 9 个数，实有 10 个"),
            ("8 6 0", "8 -6 0", "F304", "第 10 行：距离 不能是负数"),
            ("8 6 0", "8 x 0", "F304", "“x”"),
            ("8 6 0", "8 2147483648 0", "F306", "2147483648"),
            ("8 6 0", "8 6.5 0", "F304", "距离 应为整数"),
            ("FULL_MATRIX", "FUNCTION", "F302", "FUNCTION"),
            ("EDGE_WEIGHT_FORMAT : FULL_MATRIX\n", "", "F303", "EDGE_WEIGHT_FORMAT"),
            ("EDGE_WEIGHT_SECTION\n0 7 9\n5 0 4\n8 6 0\n", "", "F303", "EDGE_WEIGHT_SECTION"),
        ],
    );
}

#[test]
fn times() {
    refused(
        WINDOWS,
        &[
            ("2 2 30", "2 30 2", "F304", "第 19 行：TIME_WINDOW_SECTION 时间窗 30 至 2 前后颠倒"),
            ("2 2 30", "2 2.25 30", "F304", "至多一位小数"),
            ("2 2 30", "2 2 1e12", "F306", "TIME_WINDOW_SECTION"),
            ("2 2 30\n", "", "F305", "TIME_WINDOW_SECTION 节点 2"),
            ("3 10.5 20", "3 0 9.9", "F309", "节点 3：最早 10.0，最迟应在 9.9"),
            ("1 0 100\n", "1 0 20\n", "F309", "节点 3：最早 22.0 回到车场，最迟应在 20.0"),
            ("2 3\n3 1.5", "2 -3\n3 1.5", "F304", "SERVICE_TIME_SECTION 不能是负数"),
            ("1 0\n2 3", "1 5\n2 3", "F304", "车场 1 的交接用时"),
            ("VEHICLES", "SERVICE_TIME : 3\nVEHICLES", "F302", "只能有一个"),
            ("VEHICLES", "DISTANCE : 30\nVEHICLES", "F302", "DISTANCE"),
        ],
    );
    let without = with(TINY, "TYPE : CVRP", "TYPE : VRPTW");
    assert_eq!(fault(without.as_bytes()), ("F303".into(), "TIME_WINDOW_SECTION".into()));
    let limited = with(TINY, "CAPACITY", "DISTANCE : 19.9\nCAPACITY");
    let (code, detail) = fault(limited.as_bytes());
    assert_eq!(code, "F309", "{detail}");
}

#[test]
fn other_encodings_are_only_taken_in_comments() {
    let [before, after] = TINY.split("by hand").collect::<Vec<_>>()[..] else { panic!() };
    let comment = [before.as_bytes(), b"S\xf6rensen", after.as_bytes()].concat();
    assert!(fenjian_planner::formats::routing::read(&comment).is_ok());
    let [before, after] = TINY.split("2 3 4").collect::<Vec<_>>()[..] else { panic!() };
    let number = [before.as_bytes(), b"2 \xa3 4", after.as_bytes()].concat();
    let (code, detail) = fault(&number);
    assert_eq!(code, "F311");
    assert!(detail.starts_with("第 9 行"), "{detail}");
}
