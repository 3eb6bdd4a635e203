//! Names of people who do not exist: Han names, also with rare characters, and names of other
//! peoples as registers write them, with U+00B7 between their parts, or in their own script.

use super::streams::pick;
use rand::{Rng, RngExt};

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "欧阳", "司徒", "仝", "逄", "亓", "缪", "尉迟",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "秀", "霞", "平", "刚", "桂", "英", "华", "建", "国", "文", "志", "玉", "梓", "涵", "宇",
    "轩", "欣", "怡", "浩", "然", "思", "雨", "晨",
];
/// Characters that are in the table of general standard characters, yet often missing in fonts and
/// old encodings; some need four bytes in GB18030.
const RARE: &[&str] =
    &["喆", "堃", "翀", "赟", "昇", "珺", "犇", "龑", "㛃", "䶮", "𬭊", "𫘧", "𬱖", "𣲘", "𬸚"];

const UYGHUR: &[&str] = &[
    "阿卜杜拉",
    "买买提",
    "艾合买提",
    "吐尔逊",
    "古丽娜尔",
    "热依汗古丽",
    "帕提古丽",
    "库尔班",
    "努尔买买提",
    "阿依古丽",
    "麦合木提",
    "祖丽胡玛尔",
];
const UYGHUR_SCRIPT: &[&str] = &["ئابدۇللا ئەخمەت", "ئايگۈل تۇرسۇن", "مەمەت قۇربان", "گۈلنار ھەسەن"];
const TIBETAN: &[&str] = &[
    "扎西", "次仁", "卓玛", "央金", "多吉", "平措", "白玛", "格桑", "旦增", "拉姆", "索朗", "尼玛",
];
const TIBETAN_SCRIPT: &[&str] = &["བཀྲ་ཤིས་ཚེ་རིང་", "སྒྲོལ་མ་དབྱངས་ཅན་", "པད་མ་རྡོ་རྗེ་"];
const MONGOLIAN: &[&str] =
    &["巴特尔", "其其格", "苏日娜", "乌兰", "图雅", "那日苏", "萨仁", "格日勒", "特木尔", "哈斯"];
const MONGOLIAN_SCRIPT: &[&str] = &["ᠪᠠᠭᠠᠲᠤᠷ", "ᠰᠠᠷᠠᠨ ᠲᠤᠶᠠᠭᠠ"];
const ZHUANG: &[&str] = &["韦", "覃", "侬", "陆", "蒙", "农"];
const ZHUANG_SCRIPT: &[&str] = &["Veiz Gyahningz", "Nungz Cifcauh", "Vangz Daihfungh"];
const KOREAN: &[&str] = &["金", "朴", "崔", "全", "尹"];
const KOREAN_SCRIPT: &[&str] = &["김철수", "박영희", "최명호"];

/// A surname.
pub(super) fn surname(rng: &mut impl Rng) -> &'static str {
    pick(rng, SURNAMES)
}

/// A full name for somebody whose register is in the province `province` (two digits).
pub(super) fn name(rng: &mut impl Rng, province: u32) -> String {
    let other = match province {
        65 | 54 => 0.5,
        15 | 45 => 0.25,
        22 => 0.1,
        _ => 0.01,
    };
    if rng.random_bool(other) { of_other_people(rng, province) } else { han(rng, SURNAMES) }
}

/// A name of one of the peoples of `province`, one in eight in its own script.
fn of_other_people(rng: &mut impl Rng, province: u32) -> String {
    let own_script = rng.random_bool(0.125);
    let people = match province {
        65 => 0,
        54 => 1,
        15 => 2,
        45 => 3,
        22 => 4,
        _ => rng.random_range(0..5),
    };
    match (people, own_script) {
        (0, false) => format!("{}·{}", pick(rng, UYGHUR), pick(rng, UYGHUR)),
        (0, true) => pick(rng, UYGHUR_SCRIPT).to_owned(),
        (1, false) => format!("{}{}", pick(rng, TIBETAN), pick(rng, TIBETAN)),
        (1, true) => pick(rng, TIBETAN_SCRIPT).to_owned(),
        (2, false) => format!("{}·{}", pick(rng, MONGOLIAN), pick(rng, MONGOLIAN)),
        (2, true) => pick(rng, MONGOLIAN_SCRIPT).to_owned(),
        (3, false) => han(rng, ZHUANG),
        (3, true) => pick(rng, ZHUANG_SCRIPT).to_owned(),
        (_, false) => han(rng, KOREAN),
        (_, true) => pick(rng, KOREAN_SCRIPT).to_owned(),
    }
}

/// A surname and one or two characters, one name in a hundred with a rare one.
fn han(rng: &mut impl Rng, surnames: &[&str]) -> String {
    let mut name = pick(rng, surnames).to_owned();
    if rng.random_bool(0.7) {
        name.push_str(pick(rng, GIVEN));
    }
    let last = if rng.random_bool(0.01) { RARE } else { GIVEN };
    name.push_str(pick(rng, last));
    name
}
