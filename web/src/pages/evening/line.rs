//! One line of the evening page, as a scanner or a keyboard types it: told apart by form, as on the scanning page.

use fenjian_planner::words::LocationCode;
use fenjian_sql::custody::Says;

/// What the next paper is going to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// Received as declared.
    #[default]
    AsDeclared,
    /// With fewer cards.
    Short,
    /// With a broken seal.
    BrokenSeal,
    /// Given to somebody else.
    Misdelivered,
    /// Nobody took it.
    NobodyThere,
    /// It came back.
    Back,
}

impl Mode {
    /// In the order of their keys, from 1.
    pub(super) const ALL: [Self; 6] = [
        Self::AsDeclared,
        Self::Short,
        Self::BrokenSeal,
        Self::Misdelivered,
        Self::NobodyThere,
        Self::Back,
    ];

    /// The word of its barcode, behind `FJ-`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::AsDeclared => "CANCEL",
            Self::Short => "SHORT",
            Self::BrokenSeal => "BROKEN-SEAL",
            Self::Misdelivered => "MISDELIVERED",
            Self::NobodyThere => "NOBODY-THERE",
            Self::Back => "RETURN",
        }
    }

    /// What people call it.
    pub(super) fn zh(self) -> &'static str {
        match self {
            Self::AsDeclared => "相符",
            Self::Short => "短少",
            Self::BrokenSeal => "封志破损",
            Self::Misdelivered => "错发",
            Self::NobodyThere => "无人接收",
            Self::Back => "退回",
        }
    }

    /// The mode of a barcode's word.
    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }

    /// What a paper says in this mode; `by` who signed, `at` where a misdelivered pouch turned up.
    pub(super) fn says(self, by: Option<String>, at: Option<LocationCode>) -> Says {
        match self {
            Self::AsDeclared => Says::AsDeclared { by },
            Self::Short => Says::Short,
            Self::BrokenSeal => Says::BrokenSeal,
            Self::Misdelivered => Says::Misdelivered { at },
            Self::NobodyThere => Says::NobodyThere,
            Self::Back => Says::Back,
        }
    }
}

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Who acts from now on.
    Badge,
    /// What the next paper says.
    Mode(Mode),
    /// Nobody acts any more.
    Out,
    /// The police number of who signed the next sheet.
    Signer(String),
    /// Where a misdelivered pouch turned up.
    Place(LocationCode),
    /// A sheet's or a pouch's number.
    Number(String),
    /// Nothing, or a command that is not of this page.
    Unknown,
}

impl Line {
    /// Reads what was typed.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim().to_ascii_uppercase();
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if let Some(word) = text.strip_prefix("FJ-") {
            return match word {
                "OUT" => Self::Out,
                _ => Mode::named(word).map_or(Self::Unknown, Self::Mode),
            };
        }
        match text.len() {
            0 => Self::Unknown,
            1 if digits => {
                let key = text.parse::<usize>().ok().and_then(|key| key.checked_sub(1));
                let mode = key.and_then(|key| Mode::ALL.get(key));
                mode.map_or(Self::Unknown, |mode| Self::Mode(*mode))
            }
            6 if digits => Self::Signer(text),
            12 if digits => LocationCode::parse(&text).map_or(Self::Unknown, Self::Place),
            21 if text.starts_with('B') && text.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                Self::Badge
            }
            _ if is_numbered(&text) => Self::Number(text),
            _ => Self::Unknown,
        }
    }
}

/// Whether a text has the form of a paper's number, `…-260928-P0001`. Nothing else is repeated on the page: what a
/// card reader typed by mistake is personal.
fn is_numbered(text: &str) -> bool {
    let mut parts = text.rsplit('-');
    let (last, day) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let lettered = last.starts_with(|c: char| c.is_ascii_uppercase());
    lettered && last.get(1..).is_some_and(digits) && day.len() == 6 && digits(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart_by_their_form() {
        for (text, line) in [
            ("", Line::Unknown),
            ("0", Line::Unknown),
            ("1", Line::Mode(Mode::AsDeclared)),
            ("6", Line::Mode(Mode::Back)),
            ("7", Line::Unknown),
            ("fj-short", Line::Mode(Mode::Short)),
            ("FJ-SEAL", Line::Unknown),
            ("FJ-OUT", Line::Out),
            ("044012", Line::Signer("044012".into())),
            (" 640000-260928-h0001 ", Line::Number("640000-260928-H0001".into())),
            ("B23456789ABCDEFGHJKLM", Line::Badge),
            ("11010519491231002X", Line::Unknown),
            ("640000-260928-", Line::Unknown),
        ] {
            assert_eq!(Line::read(text), line, "{text}");
        }
        assert!(matches!(Line::read("640104000100"), Line::Place(_)));
    }

    #[test]
    fn every_mode_has_a_barcode_of_its_own() {
        for mode in Mode::ALL {
            assert_eq!(Mode::named(mode.word()), Some(mode));
        }
    }
}
