//! Names in every script that identity cards carry, on paper: whole, in the right font, and text
//! that other programs read back.

use crate::browser::{MEASURE, chromium, run, text};
use crate::edition::{Loc, Spec, build, loc};
use fenjian::manifests::{Kind, document, set};
use fenjian_sql::edition::{Edition, Status};

/// Names as registers have them; the longest are longer than any column.
pub const NAMES: [&str; 20] = [
    "王小明",
    "𠮷野家𡈽",
    "𪚥𫘧𬭊𬺰",
    "𰀀𰻝𱁬",
    "𱍐龘䶮㛃",
    "阿布都热合曼·买买提吐尔逊·艾合买提江·依布拉音·努尔买买提",
    "阿卜杜拉·买买提",
    "ئابدۇللا ئەخمەت",
    "بەختىيار ئابدۇرەھمان مەمەتتۇرسۇن ئوغلى",
    "سەۋلەت جۇڭگو ۋەتەن ھېۋزۇللا",
    "བཀྲ་ཤིས་དོན་གྲུབ",
    "སྒྲོལ་མ་དབྱངས་ཅན་བསྒྲུབས་རྒྱལ་མཚན་ཕུན་ཚོགས",
    "ᠪᠠᠭᠠᠲᠤᠷ",
    "ᠰᠠᠷᠠᠨ ᠲᠤᠶᠠᠭᠠ ᠥᠯᠵᠡᠢᠲᠦ",
    "ꀊꁈꂷꃅ",
    "Veiz Gyahningz",
    "Maximilian Alexander von und zu Hohenstein-Wittgenstein",
    "김철수",
    "Нұрсұлтан Әбішұлы",
    "ᥛᥨᥒᥰ ᦺᦎ",
];

pub fn edition() -> Edition {
    let mut by_script =
        Loc { home: 20, pickup: 20, held: 20, ..loc("乌鲁木齐市天山区公安分局", 100) };
    by_script.van = 100;
    let mut edition = build(&Spec {
        status: Status::Published,
        locations: vec![
            by_script,
            loc("广州市越秀区流动人口和出租屋服务管理中心暨居民身份证异地受理大厅（二号楼）", 400),
        ],
        routes: vec![(0, 1, vec![0, 1])],
        cards_per_pouch: 40,
        name: |ix| NAMES[ix % NAMES.len()].into(),
        stopped: 20,
        refused: 1,
    });
    // Receipt numbers of every length that a register may give.
    for (ix, card) in edition.cards.values_mut().flatten().enumerate().filter(|(ix, _)| ix % 9 == 4)
    {
        card.receipt_no = "SL65-".repeat(1 + ix % 12) + "0012";
    }
    edition
}

fn printed(edition: &Edition, kinds: &[Kind], name: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join(format!("{name}.pdf"));
    let task = format!("--print-to-pdf={}", pdf.display());
    chromium(folder.path(), &document("", &set(edition, kinds)), &task);
    let pdf = pdf.to_str().unwrap().to_owned();
    (folder, pdf)
}

/// Without blanks and marks of direction.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}".contains(*c))
        .collect()
}

#[test]
fn names_in_every_script_are_read_back_from_the_paper() {
    let (_folder, pdf) = printed(&edition(), &[Kind::InnerList], "inner");
    let all = squeezed(&text(run("pdftotext", "poppler-utils", &["-raw", &pdf, "-"])));
    for name in NAMES {
        for part in name.split(['·', ' ', '་']).map(squeezed) {
            // The reader turns what runs from right to left around by glyphs, and one is two letters.
            let turned = part.replace("لا", "ال");
            assert!(all.contains(&part) || all.contains(&turned), "{name}: {part}");
        }
    }
}

#[test]
fn no_name_is_cut_wherever_one_stands() {
    let mut edition = edition();
    for (ix, card) in edition.cards.values_mut().flatten().enumerate().filter(|(ix, _)| ix % 3 > 0)
    {
        card.name = made_up(ix);
    }
    let folder = tempfile::tempdir().unwrap();
    let kinds =
        [Kind::InnerList, Kind::PullList, Kind::HomeList, Kind::PickupList, Kind::Exceptions];
    let html = document("", &set(&edition, &kinds));
    // Scripts are forbidden on paper; this one measures it.
    let html = html.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'");
    let html = html.replace("</body>", &format!("{MEASURE}</body>"));
    let dom = text(chromium(folder.path(), &html, "--dump-dom"));
    assert!(dom.contains("measured 0\n"), "{dom}");
}

/// A name made of the letters of one script, by its place in the list.
fn made_up(ix: usize) -> String {
    const LETTERS: [&str; 7] = [
        "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
        "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ་་་",
        "ᠠᠡᠢᠣᠤᠥᠦᠧᠨᠩᠪᠫᠬᠭᠮᠯᠰᠱᠲᠳᠴᠵᠶᠷᠸᠹᠺᠻᠼᠽᠾ",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzwmWM",
        "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЮЯабвгджзиклмнопрстуфхцчшщыюяәіңғүұқөһ",
        "王李张𠮷𡈽𪚥𫘧𰻝龘ꀊꁈꂷ김철수",
        "éüŵœæßñÄØḿẄ",
    ];
    let letters: Vec<char> = LETTERS[ix % LETTERS.len()].chars().collect();
    // Seeded by the place, so that the same names are made on every machine.
    let mut state = ix as u64 * 7919 + 1;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let words = 1 + draw(4);
    let word = |_| (0..1 + draw(14)).map(|_| letters[draw(letters.len())]).collect::<String>();
    let words: Vec<String> = (0..words).map(word).collect();
    words.join(if ix.is_multiple_of(2) { " " } else { "·" }).chars().take(64).collect()
}
