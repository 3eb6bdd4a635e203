//! Names of towns and streets, put together from usual parts; none is meant to be a real one.

const FIRST: &[&str] = &[
    "城关", "东", "西", "南", "北", "新", "永", "长", "太", "安", "和", "清", "龙", "凤", "石",
    "金", "白", "大", "小", "双", "三", "上", "下", "古", "高", "平", "青", "红", "花", "河",
];
const SECOND: &[&str] = &[
    "山", "河", "湖", "桥", "门", "塘", "坪", "岭", "湾", "店", "集", "堡", "营", "关", "溪", "江",
    "泉", "林", "田", "园", "村", "口", "港", "井", "庄", "坝", "屯", "岗", "洲", "渡",
];
const STREETS: &[&str] =
    &["人民路", "解放路", "建设路", "中山路", "和平街", "新华街", "文化路", "迎宾大道", "环城路"];

/// How many names there are before they repeat.
const NAMES: usize = FIRST.len() * SECOND.len();

/// The `ix`-th town name of a county; no two of the first 900 are alike. `start` differs between
/// counties so that not every one of them begins with the same town.
pub(super) fn town(start: u32, ix: usize) -> String {
    // 37 has no factor in common with 900, so the steps pass through every name.
    let n = (start as usize + ix * 37) % NAMES;
    format!("{}{}", FIRST[n % FIRST.len()], SECOND[n / FIRST.len()])
}

/// The `ix`-th street with a house number.
pub(super) fn street(ix: usize) -> String {
    format!("{}{}号", STREETS[ix % STREETS.len()], 1 + (ix * 7) % 199)
}
