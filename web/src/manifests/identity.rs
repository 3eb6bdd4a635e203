//! By what a paper is known again: number, revision, and a digest of what it says.
//!
//! The digest is over the words on it: kind, number, centre, day, what it is about, and the text of its
//! pages, without the revision and the marks of copies, so that an amendment which leaves a manifest as
//! it was leaves its papers in force. It tells nothing of what it is over.

use super::Kind;
use fenjian_planner::formats::snapshot::digest;

/// Stands before every code, with its version.
const STEM: &str = "FJ1";
/// Hexadecimal digits kept: 80 bits, which nobody makes another paper for.
const DIGITS: usize = 20;

/// What is printed in the code of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The number.
    pub number: String,
    /// The revision.
    pub revision: u32,
    /// The digest.
    pub digest: String,
}

impl Identity {
    /// As it stands in the code: `FJ1/440000-260928-H0001/2/0123456789ABCDEF0123`.
    pub fn code(&self) -> String {
        format!("{STEM}/{}/{}/{}", self.number, self.revision, self.digest)
    }

    /// Reads a code as a scanner gives it; none when it is no such code.
    pub fn read(code: &str) -> Option<Self> {
        let parts: Vec<&str> = code.trim().split('/').collect();
        let &[stem, number, revision, digest] = &parts[..] else { return None };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let sound = stem == STEM
            && (1..=64).contains(&number.len())
            && number.chars().all(plain)
            && digest.len() == DIGITS
            && digest.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
        let revision = revision.parse().ok().filter(|_| sound)?;
        Some(Self { number: number.to_owned(), revision, digest: digest.to_owned() })
    }
}

/// The digest of a manifest whose head says `head` and whose pages are `bodies`. O(bytes).
pub(super) fn digest_of(kind: Kind, head: &[&str], bodies: &[String]) -> String {
    let mut text = kind.word().to_owned();
    for line in head {
        text.push('\n');
        text.push_str(line);
    }
    for body in bodies {
        text.push('\n');
        words(body, &mut text);
    }
    digest(&text)[..DIGITS].to_ascii_uppercase()
}

/// Adds the words of `html`, without tags and drawings, each after one blank.
fn words(html: &str, out: &mut String) {
    let mut put = |text: &str| {
        for word in text.split_whitespace() {
            out.push(' ');
            out.push_str(word);
        }
    };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        put(&rest[..at]);
        let tag = &rest[at..];
        let ends = match tag.starts_with("<svg") {
            true => tag.find("</svg>").map(|ends| ends + "</svg>".len()),
            false => tag.find('>').map(|ends| ends + 1),
        };
        rest = ends.map_or("", |ends| &tag[ends..]);
    }
    put(rest);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_is_read_back_and_nothing_else_is_one() {
        let digest = digest_of(Kind::Handover, &["x"], &[]);
        let identity = Identity { number: "440000-260928-H0001".into(), revision: 12, digest };
        let code = identity.code();
        assert!(code.is_ascii());
        assert_eq!(Identity::read(&format!(" {code}\r\n")).unwrap(), identity);
        for wrong in ["", "440000-260928-H0001", &code[1..], &code[..code.len() - 1]] {
            assert_eq!(Identity::read(wrong), None, "{wrong}");
        }
        assert_eq!(Identity::read(&code.replace("H0001", "<b>")), None);
        assert_eq!(Identity::read(&code.replace("/12/", "/-1/")), None);
    }

    #[test]
    fn the_digest_is_over_words_and_not_over_how_they_are_set() {
        let of = |html: &str| digest_of(Kind::LoadList, &["R1"], &[html.to_owned()]);
        let plain = of("<td>12</td><td>34 袋</td>");
        assert_eq!(
            of("<td  class=\"n\">12</td>\n<td><svg><path d=\"M1\"/></svg><b>34</b> 袋</td>"),
            plain
        );
        assert_ne!(of("<td>1234 袋</td>"), plain);
        assert_ne!(of("<td>12</td><td>35 袋</td>"), plain);
        assert_ne!(
            digest_of(Kind::LoadList, &["R2"], &[]),
            digest_of(Kind::LoadList, &["R1"], &[])
        );
    }
}
