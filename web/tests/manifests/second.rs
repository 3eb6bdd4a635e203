//! Manifests in two languages: every fixed text has its second one, nothing is cut, pages are counted
//! truly, and a copy in two languages is the same manifest as one in Chinese.

use crate::browser::{MEASURE, chromium, text};
use crate::edition::{Spec, build, large, loc, small};
use crate::pages::counted;
use fenjian::manifests::{Choice, Kind, Manifest, Second, document, each};
use fenjian_sql::edition::{Edition, Status};
use std::io::Cursor;
use std::sync::Arc;

/// Test data, not a translation to print with: words of Uyghur that are sure, for a few headings.
const UYGHUR: &str = "zh,ug\n姓名,ئىسمى\n合计,جەمئىي\n地址,ئادرېس\n签名,ئىمزا\n时间,ۋاقىت\n备注,ئىزاھات\n\
                      类别,تۈرى\n数量,سانى\n袋,خالتا\n{} 袋,{} خالتا\n序,نومۇرى\n";

fn bilingual(edition: &Edition, second: Second) -> Vec<Manifest> {
    let choice = Choice { second: Some(Arc::new(second)), ..Choice::of(Kind::ALL) };
    each(edition, &choice).collect()
}

fn read(file: &str) -> Second {
    Second::read("test.csv", &mut Cursor::new(file)).unwrap()
}

/// The headings, from the file that comes with the program.
fn headings() -> Vec<String> {
    let file = include_str!("../../translations/en.csv");
    file.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

fn days() -> Vec<Edition> {
    let nothing = Spec {
        status: Status::Published,
        locations: vec![loc("天河区公安分局", 7)],
        routes: Vec::new(),
        cards_per_pouch: 10,
        name: |_| "王小明".into(),
        stopped: 0,
        refused: 0,
    };
    let mut first_of_its_machine = small(Status::Published);
    for sort in &mut first_of_its_machine.sorts {
        sort.before = None;
    }
    let status = [Status::Published, Status::Proposed, Status::Superseded];
    let mut days: Vec<_> = status.into_iter().flat_map(|it| [small(it), large(it)]).collect();
    days.extend([build(&nothing), first_of_its_machine]);
    days
}

/// What of a page is left in Chinese alone though it is neither filled in nor a cell: its text between
/// tags, without drawings, dates and the foot, which says once more what the head says.
fn chinese_alone(page: &str) -> Vec<String> {
    let mut rest = page.to_owned();
    let left = [
        ("<ruby", "</ruby>"),
        ("<svg", "</svg>"),
        ("<bdi", "</bdi>"),
        ("<footer", "</footer>"),
        ("<p class=\"about\"", "<div class=\"which\""),
        ("<div class=\"mark\"", "</div>"),
    ];
    for (begin, end) in left {
        while let Some(at) = rest.find(begin) {
            let to = at + rest[at..].find(end).unwrap();
            rest.replace_range(at..to, "");
        }
    }
    // Cells hold what is filled in.
    let mut rows = rest.split("<tr").map(str::to_owned).collect::<Vec<_>>();
    for row in rows
        .iter_mut()
        .filter(|row| !row.starts_with(" class=\"bar\"") && !row.starts_with(" class=\"caption\""))
    {
        while let Some(at) = row.find("<td") {
            let to = at + row[at..].find("</td>").unwrap() + 5;
            row.replace_range(at..to, "");
        }
    }
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let texts = rows
        .iter()
        .flat_map(|row| row.split('<'))
        .map(|part| part.split_once('>').map_or(part, |it| it.1));
    let pieces = texts.flat_map(|text| text.split('\u{3000}')).map(str::trim);
    // A reason of the day begins with its code.
    let pieces = pieces.filter(|piece| {
        piece.contains(is_han) && !piece.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    pieces.map(str::to_owned).collect()
}

#[test]
fn every_fixed_text_of_every_kind_is_printed_in_english_too() {
    let mut alone = std::collections::BTreeSet::new();
    for day in days() {
        for manifest in bilingual(&day, Second::english()) {
            alone.extend(manifest.pages.iter().flat_map(|page| chinese_alone(page)));
        }
    }
    assert!(alone.is_empty(), "{alone:?}");
}

#[test]
fn a_copy_in_two_languages_is_the_same_manifest() {
    for day in [large(Status::Published), small(Status::Published)] {
        let plain: Vec<_> = each(&day, &Choice::of(Kind::ALL)).collect();
        let both = bilingual(&day, Second::english());
        assert_eq!(plain.len(), both.len());
        for (plain, both) in plain.iter().zip(&both) {
            assert_eq!(plain.identity, both.identity, "{}", plain.title);
            assert!(plain.pages.iter().all(|page| !page.contains("<ruby")));
            assert!(both.pages.iter().all(|page| page.contains("<ruby")), "{}", both.title);
        }
    }
}

#[test]
fn pages_are_counted_in_two_languages_as_they_are() {
    let both = bilingual(&large(Status::Published), tibetan());
    let plain: usize =
        each(&large(Status::Published), &Choice::of(Kind::ALL)).map(|m| m.pages.len()).sum();
    assert!(both.iter().map(|m| m.pages.len()).sum::<usize>() > plain);
    for manifest in both.iter().filter(|manifest| !manifest.kind.is_label()) {
        let pages = manifest.pages.len() / manifest.copies;
        let expected: Vec<_> =
            (0..manifest.copies).flat_map(|_| (1..=pages).map(|page| (page, pages))).collect();
        assert_eq!(counted(manifest), expected, "{}", manifest.title);
    }
}

/// Every heading with a text as long as may stand there, of these words.
fn longest(language: &str, word: &str) -> Second {
    let mut texts: Vec<String> = headings().iter().map(|_| String::new()).collect();
    let letters: Vec<char> = word.chars().cycle().take(400).collect();
    for long in 1..160 {
        let text: String = letters[..long].iter().collect();
        let text = text.trim().to_owned();
        let file: String = headings().iter().map(|it| format!("{it},{text}\n")).collect();
        let tried = read(&format!("zh,{language}\n{file}"));
        let unfit: Vec<_> = tried
            .findings()
            .iter()
            .filter(|it| it.code.id == "W866")
            .flat_map(|it| &it.places)
            .collect();
        for (heading, best) in headings().iter().zip(&mut texts) {
            if !unfit.iter().any(|at| at.of == *heading) {
                text.clone_into(best);
            }
        }
    }
    let rows: String =
        headings().iter().zip(&texts).map(|(it, text)| format!("{it},{text}\n")).collect();
    read(&format!("zh,{language}\n{rows}"))
}

fn tibetan() -> Second {
    longest("bo", "བསྒྲུབས་")
}

fn nothing_is_cut(second: Second) {
    let folder = tempfile::tempdir().unwrap();
    let mut manifests = bilingual(&large(Status::Published), second.clone());
    manifests.extend(bilingual(&small(Status::Proposed), second));
    let html = document("", &manifests);
    let html = html.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'");
    // The second text itself, and whatever it may have pushed aside.
    let boxes = MEASURE.replace(".line, ", ".line, .line .fit, .tag, h1, rt, ruby, .sign p, .sign > div, .returned p, .boxes, .signline, .tail, .lead > *, header, .what, .which, .unnumbered, footer, ");
    let html = html.replace("</body>", &format!("{boxes}</body>"));
    let dom = text(chromium(folder.path(), &html, "--dump-dom"));
    assert!(dom.contains("measured 0\n"), "{dom}");
}

#[test]
fn nothing_is_cut_in_english() {
    nothing_is_cut(Second::english());
}

#[test]
fn nothing_is_cut_where_every_text_is_as_long_as_may_be_in_latin() {
    nothing_is_cut(longest("za", "mwngz gij saw "));
}

#[test]
fn nothing_is_cut_where_every_text_is_as_long_as_may_be_in_uyghur() {
    nothing_is_cut(longest("ug", "ئىسىم گۇۋاھنامە "));
}

#[test]
fn nothing_is_cut_where_every_text_is_as_long_as_may_be_in_tibetan() {
    nothing_is_cut(tibetan());
}

#[test]
fn nothing_is_cut_where_every_text_is_as_long_as_may_be_in_mongolian() {
    nothing_is_cut(longest("mn-Mong", "ᠨᠡᠷ᠎ᠡ ᠬᠠᠶᠢᠭ "));
}

#[test]
fn what_is_filled_in_is_never_translated() {
    let count = |word: &str| {
        let mut edition = small(Status::Published);
        for card in edition.cards.values_mut().flatten() {
            for field in [&mut card.name, &mut card.tray, &mut card.batch_no] {
                word.clone_into(field);
            }
        }
        for row in &mut edition.refused {
            (row.file, row.detail) = (word.to_owned(), word.to_owned());
        }
        for stopped in &mut edition.stopped {
            word.clone_into(&mut stopped.receiving);
            word.clone_into(&mut stopped.card.name);
        }
        let manifests = bilingual(&edition, Second::english());
        manifests
            .iter()
            .flat_map(|m| &m.pages)
            .map(|page| page.matches("<ruby").count())
            .sum::<usize>()
    };
    assert_eq!(count("姓名"), count("名名"));
}

#[test]
fn headings_of_a_part_of_them_are_set_in_their_own_script() {
    let second = read(UYGHUR);
    let missing = second.findings().iter().find(|it| it.code.id == "W864").unwrap();
    assert!(missing.places.len() > 200 && missing.places.iter().any(|at| at.of == "证件交接单"));
    let both = bilingual(&small(Status::Published), second);
    let page = &both.iter().find(|m| m.kind == Kind::Handover).unwrap().pages[0];
    assert!(page.contains("<ruby>合计<rt lang=\"ug\" dir=\"auto\""), "{page}");
    assert!(page.contains("<h1>证件交接单<span"));
}

#[test]
fn a_handover_of_twelve_pouches_is_one_page_in_english_too() {
    let edition = build(&Spec {
        status: Status::Published,
        locations: vec![loc("天河区公安分局", 120)],
        routes: vec![(0, 1, vec![0])],
        cards_per_pouch: 10,
        name: |_| "王小明".into(),
        stopped: 0,
        refused: 0,
    });
    let both = bilingual(&edition, Second::english());
    let sheet = both.iter().find(|manifest| manifest.kind == Kind::Handover).unwrap();
    assert_eq!(sheet.pages.len(), sheet.copies);
}
