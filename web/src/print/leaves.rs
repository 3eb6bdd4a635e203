//! Sides of paper in the order of printing. Each route begins on the front of a sheet, so that its
//! papers can be taken off the pile as they lie; printed on both sides, every paper does.

use crate::manifests::Manifest;
use fenjian_sql::print_log::Print;

/// A back with nothing on it but the word that it is meant to be so.
const BLANK: &str = "<section class=\"page blank\"><p>空白页</p></section>\n";

/// How papers are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Printed on both sides: every copy of every manifest begins on a front, for each goes to
    /// another person.
    pub both_sides: bool,
    /// How many copies of manifests that have no marked ones.
    pub copies: usize,
}

impl Default for Binding {
    fn default() -> Self {
        Self { both_sides: false, copies: 1 }
    }
}

/// One side of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// A `<section class="page">`.
    pub html: String,
    /// What begins here.
    pub opens: Option<Bookmark>,
}

/// Where a manifest begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its route, as [`Manifest::route`] has it.
    pub route: Option<String>,
    /// Its title.
    pub title: String,
    /// It, for the log of prints.
    pub print: Print,
}

/// The sides of `manifests`, one manifest in memory at a time. Labels have no backs.
pub fn leaves(
    manifests: impl Iterator<Item = Manifest>,
    binding: Binding,
) -> impl Iterator<Item = Leaf> {
    let mut sides = 0_usize;
    let mut last: Option<Option<String>> = None;
    manifests.flat_map(move |manifest| {
        let begins = last.as_ref() != Some(&manifest.route);
        last = Some(manifest.route.clone());
        let mut out = Vec::with_capacity(manifest.pages.len() + 1);
        let times = if manifest.copies > 1 { 1 } else { binding.copies.max(1) };
        let papers = manifest.papers().cycle().take(manifest.copies * times);
        let mut opens = Some(bookmark(&manifest, times));
        for (ix, paper) in papers.enumerate() {
            let on_front = binding.both_sides || (begins && ix == 0);
            if on_front && !manifest.kind.is_label() && sides % 2 == 1 {
                out.push(Leaf { html: BLANK.to_owned(), opens: None });
                sides += 1;
            }
            sides += paper.len();
            out.extend(paper.iter().map(|html| Leaf { html: html.clone(), opens: opens.take() }));
        }
        out
    })
}

fn bookmark(manifest: &Manifest, times: usize) -> Bookmark {
    let identity = manifest.identity.as_ref();
    Bookmark {
        route: manifest.route.clone(),
        title: manifest.title.clone(),
        print: Print {
            kind: manifest.kind.word().to_owned(),
            subject: manifest.subject.clone(),
            identity: identity.map(|identity| (identity.number.clone(), identity.digest.clone())),
            copies: u32::try_from(manifest.copies * times).unwrap_or(u32::MAX),
        },
    }
}
