//! What of an edition cannot be printed as it is, found before anything is printed: characters
//! without a glyph, private-use characters, and characters that steer the direction of text.

use super::facts::Facts;
use super::glyphs::{Coverage, code_point, is_private};
use super::placing::{Put, cards};
use super::text::printable;
use super::{Choice, Kind};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::plan::sort::To;
use fenjian_sql::edition::{CardLine, Edition};
use std::collections::BTreeMap;
use std::fmt;
use unicode_script::{Script, UnicodeScript};

/// One character that cannot be printed, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable {
    /// What is wrong with it.
    pub code: Code,
    /// The character; none when this machine has no Chinese font at all.
    pub character: Option<char>,
    /// The Debian package that has it, as far as one is known that is not installed.
    pub package: Option<&'static str>,
    /// Where it stands.
    pub places: Vec<At>,
}

/// Where a character stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The manifest on which somebody meets it first.
    pub manifest: String,
    /// What it is part of: 姓名, 受理点名称.
    pub field: &'static str,
    /// Whose: a receipt number, a location's code, a vehicle. Never a name.
    pub of: String,
}

impl Unprintable {
    /// `U+E863`; empty where no single character is meant.
    pub fn code_point(&self) -> String {
        self.character.map(code_point).unwrap_or_default()
    }
}

impl fmt::Display for Unprintable {
    /// One line for people, with the first places.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 3;
        write!(f, "{} {}", self.code, self.code.cause)?;
        if self.character.is_some() {
            write!(f, "：{}", self.code_point())?;
        }
        for at in self.places.iter().take(SHOWN) {
            write!(f, "；{} {}（{}）", at.field, at.of, at.manifest)?;
        }
        if self.places.len() > SHOWN {
            write!(f, "；共 {} 处", self.places.len())?;
        }
        write!(f, "。{}", self.code.action)?;
        if let Some(package) = self.package {
            write!(f, "：apt-get install {package}")?;
        }
        f.write_str("。")
    }
}

/// Everything in `edition` that cannot be printed as it is, by character. O(characters), and no
/// more than reading them while nothing is found.
pub fn unprintable(edition: &Edition) -> Vec<Unprintable> {
    let fonts = Coverage::installed();
    let mut search = Search { fonts, found: BTreeMap::new() };
    let choice = Choice::of(Kind::ALL);
    let facts = Facts::of(edition, &choice);
    search.cards(&facts);
    search.places(edition);
    search.vehicles(edition);
    search.rest(edition);
    let blind = (!fonts.judges()).then(|| Unprintable {
        code: fault::NO_CHINESE_FONT,
        character: None,
        package: Some("fonts-noto-cjk"),
        places: Vec::new(),
    });
    blind.into_iter().chain(search.findings()).collect()
}

/// What in texts of one's own cannot be printed as it is, with where each stands.
pub(super) fn of_texts<'t>(texts: impl IntoIterator<Item = (&'t str, At)>) -> Vec<Unprintable> {
    let mut search = Search { fonts: Coverage::installed(), found: BTreeMap::new() };
    for (text, at) in texts {
        search.look(text, || at.clone());
    }
    search.findings()
}

struct Search<'f> {
    fonts: &'f Coverage,
    found: BTreeMap<(Code, char), Vec<At>>,
}

impl Search<'_> {
    fn findings(self) -> Vec<Unprintable> {
        let of_one = |((code, character), places)| Unprintable {
            code,
            character: Some(character),
            package: (code == fault::GLYPH_MISSING)
                .then(|| package(self.fonts, character))
                .flatten(),
            places,
        };
        self.found.into_iter().map(of_one).collect()
    }

    fn wrong(&self, c: char) -> Option<Code> {
        match c {
            '\n' | '\r' | '\t' => None,
            c if is_private(c) => Some(fault::PRIVATE_CHARACTER),
            c if self.fonts.lacks(c) => Some(fault::GLYPH_MISSING),
            c if !printable(c) => Some(fault::STEERING_CHARACTER),
            _ => None,
        }
    }

    /// Looks through `text`, which stands `at`.
    fn look(&mut self, text: &str, at: impl Fn() -> At) {
        for c in text.chars().filter(|c| !c.is_ascii() || c.is_ascii_control()) {
            if let Some(code) = self.wrong(c) {
                let (at, places) = (at(), self.found.entry((code, c)).or_default());
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
    }

    fn card(&mut self, card: &CardLine, manifest: impl Fn() -> String) {
        let texts = [
            ("姓名", &card.name),
            ("受理号", &card.receipt_no),
            ("盘", &card.tray),
            ("批次", &card.batch_no),
        ];
        for (field, text) in texts {
            self.look(text, || At { manifest: manifest(), field, of: whose(card) });
        }
    }

    fn cards(&mut self, facts: &Facts<'_>) {
        for put in cards(facts) {
            let manifest = || match put.put {
                Put::Pouch(consignment, number) => {
                    let label = facts.label_of(consignment, number);
                    format!("{} {label}", Kind::InnerList.zh())
                }
                Put::Otherwise(To::Post(_)) => Kind::PostList.zh().to_owned(),
                Put::Otherwise(To::Home) => Kind::HomeList.zh().to_owned(),
                Put::Otherwise(To::Pickup) => Kind::PickupList.zh().to_owned(),
                Put::Otherwise(_) => Kind::Exceptions.zh().to_owned(),
            };
            self.card(put.card, manifest);
        }
        for stopped in &facts.edition.stopped {
            let manifest = || Kind::Exceptions.zh().to_owned();
            self.card(&stopped.card, manifest);
            let at =
                || At { manifest: manifest(), field: "应送受理点", of: whose(&stopped.card) };
            self.look(&stopped.receiving, at);
        }
    }

    fn places(&mut self, edition: &Edition) {
        let name =
            |field, of: &str| At { manifest: Kind::Handover.zh().into(), field, of: of.into() };
        for place in &edition.problem.places {
            let code = place.code.to_string();
            let texts = [
                ("受理点名称", &place.name),
                ("地址", &place.address),
                ("联系人", &place.contact),
                ("联系电话", &place.phone),
            ];
            for (field, text) in texts {
                self.look(text, || name(field, &code));
            }
        }
        self.look(&edition.problem.centre.name, || name("中心名称", &edition.centre.0));
    }

    fn vehicles(&mut self, edition: &Edition) {
        for vehicle in &edition.problem.vehicles {
            let texts = [
                ("车辆", &vehicle.name),
                ("车牌", &vehicle.plate),
                ("车型", &vehicle.kind),
                ("驾驶员", &vehicle.driver),
                ("押运员", &vehicle.escort),
                ("联系电话", &vehicle.phone),
            ];
            for (field, text) in texts {
                self.look(text, || At {
                    manifest: Kind::LoadList.zh().into(),
                    field,
                    of: vehicle.name.clone(),
                });
            }
        }
    }

    fn rest(&mut self, edition: &Edition) {
        for sort in &edition.sorts {
            self.look(&sort.machine, || At {
                manifest: Kind::PocketMap.zh().into(),
                field: "设备",
                of: sort.machine.clone(),
            });
        }
        for row in &edition.refused {
            let value = row.value.as_deref().unwrap_or_default();
            for (field, text) in [("文件", &*row.file), ("值", value), ("说明", &row.detail)] {
                self.look(text, || At {
                    manifest: Kind::Exceptions.zh().into(),
                    field,
                    of: format!("第 {} 行", row.line),
                });
            }
        }
    }
}

/// By what a card is known without its holder's name.
fn whose(card: &CardLine) -> String {
    match &*card.receipt_no {
        "" => format!("证件序列号 {}", card.serial),
        number => format!("受理号 {number}"),
    }
}

/// The package that should have `c`, unless its fonts are here already and lack it all the same.
fn package(fonts: &Coverage, c: char) -> Option<&'static str> {
    let (package, family) = match c {
        '\u{20000}'..='\u{2ebe0}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            ("fonts-hanazono", "HanaMinB")
        }
        '\u{30000}'..='\u{323af}' => ("fonts-babelstone-han", "BabelStone Han"),
        c => match c.script() {
            Script::Han | Script::Hangul | Script::Bopomofo => {
                ("fonts-noto-cjk", "Noto Sans CJK SC")
            }
            _ => ("fonts-noto-core", "Noto Sans"),
        },
    };
    (!fonts.family(family)).then_some(package)
}
