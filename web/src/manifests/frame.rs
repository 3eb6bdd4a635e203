//! The frame around each page: what it is, its number and barcode, revision, day, page x of y.

use super::facts::Facts;
use super::fit::{Fitted, fit};
use super::identity::{Identity, digest_of};
use super::{Kind, Manifest, barcode, flow, qr, text};
use askama::Template;
use fenjian_sql::edition::Status;

/// What the head of a manifest says.
pub(super) struct Frame<'a> {
    /// The lookups.
    pub(super) facts: &'a Facts<'a>,
    /// The kind.
    pub(super) kind: Kind,
    /// What it is about, as its number knows it; empty for the whole day.
    pub(super) subject: String,
    /// What it is about, for people: `线路 R3　第 4 站`.
    pub(super) about: String,
}

/// By what a manifest is known again, drawn once for all its pages; empty while it has no number.
#[derive(Default)]
struct Marks {
    number: String,
    bars: String,
    qr: String,
}

impl Marks {
    fn of(identity: Option<&Identity>) -> Self {
        const BARS_MM: (f64, f64) = (51.0, 11.0);
        const QR_MM: f64 = 18.0;
        let Some(identity) = identity else { return Self::default() };
        Self {
            number: identity.number.clone(),
            bars: barcode::svg(&identity.number, BARS_MM.0, BARS_MM.1).unwrap_or_default(),
            qr: qr::svg(&identity.code(), QR_MM).unwrap_or_default(),
        }
    }
}

/// One of several copies that differ only in their mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy {
    /// Its name.
    pub(super) name: &'static str,
    /// Who keeps it.
    pub(super) kept_by: &'static str,
}

#[derive(Template)]
#[template(path = "manifests/page.html")]
struct Page<'a> {
    kind: Kind,
    about: Fitted,
    copy: Option<Copy>,
    mark: &'static str,
    class: &'static str,
    number: &'a str,
    bars: &'a str,
    qr: &'a str,
    again: bool,
    centre: Fitted,
    day: &'a str,
    wave: u32,
    revision: u32,
    plan: &'a str,
    page: usize,
    pages: usize,
    body: &'a str,
}

impl Frame<'_> {
    /// The manifest with `parts`, printed once for each of `copies`, or once without a mark when
    /// there is none. Each copy counts its own pages: it is a paper of its own.
    pub(super) fn bind(self, parts: Vec<flow::Part>, copies: &[Copy]) -> Manifest {
        let wave = self.facts.problem().wave;
        self.bind_in(wave, parts, copies)
    }

    /// The same of a pouch that may have been sealed in an earlier wave.
    pub(super) fn bind_in(self, wave: u32, parts: Vec<flow::Part>, copies: &[Copy]) -> Manifest {
        let number = self.facts.number(self.kind, &self.subject);
        let bodies = flow::paginate(&parts);
        let second = self.facts.choice.second.as_deref();
        let in_both = second.map(|second| flow::paginate(&second.set(&parts)));
        let shown = in_both.as_deref().unwrap_or(&bodies);
        let identity = number.map(|number| self.identity(number, &bodies));
        let chosen = |copy: &&Copy| self.facts.choice.has_copy(copy.name);
        let copies: Vec<Option<Copy>> = match copies {
            [] => vec![None],
            copies => copies.iter().filter(chosen).map(|&copy| Some(copy)).collect(),
        };
        let marks = Marks::of(identity.as_ref());
        let pages = copies.iter().flat_map(|&copy| self.pages(wave, &marks, shown, copy)).collect();
        let title = format!("{}　{}", self.kind.zh(), self.about);
        let title = text::scrub(title.trim().to_owned());
        Manifest {
            kind: self.kind,
            subject: self.subject,
            identity,
            title,
            route: None,
            copies: copies.len(),
            pages,
        }
    }

    fn identity(&self, number: String, bodies: &[String]) -> Identity {
        let edition = self.facts.edition;
        let day = edition.problem.day.to_string();
        let head = [number.as_str(), &edition.centre.0, &day, &self.about];
        let digest = digest_of(self.kind, &head, bodies);
        Identity { number, revision: edition.revision.number, digest }
    }

    fn pages(
        &self,
        wave: u32,
        marks: &Marks,
        bodies: &[String],
        copy: Option<Copy>,
    ) -> Vec<String> {
        let edition = self.facts.edition;
        let day = text::long_day(edition.problem.day);
        let about = fit(&self.about, 111, &[(12, 1), (10, 1), (9, 1), (7, 2)]);
        let centre = fit(&edition.problem.centre.name, 62, &[(10, 1), (8, 1), (6, 2)]);
        let (mark, class) = mark(edition.revision.status);
        let page = |(ix, body): (usize, &String)| {
            let page = Page {
                kind: self.kind,
                about: about.clone(),
                copy,
                mark,
                class,
                number: &marks.number,
                bars: &marks.bars,
                qr: &marks.qr,
                again: self.facts.choice.again,
                centre: centre.clone(),
                day: &day,
                wave,
                revision: edition.revision.number,
                plan: edition.revision.plan_hash.get(..12).unwrap_or(""),
                page: ix + 1,
                pages: bodies.len(),
                body,
            };
            let html = html(&page);
            let second = self.facts.choice.second.as_deref();
            text::scrub(match second {
                Some(second) => second.page(&html),
                None => html,
            })
        };
        bodies.iter().enumerate().map(page).collect()
    }
}

/// The mark across a page and its class; both empty while its revision is in force.
pub(super) fn mark(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Proposed => ("草稿", " draft"),
        Status::Published => ("", ""),
        Status::Superseded => ("已被替代", " superseded"),
    }
}

/// Renders a template. Writing to a `String` cannot fail and our templates call nothing else
/// that can.
pub(super) fn html(template: &impl Template) -> String {
    template.render().expect("templates write to memory")
}

/// A block of `mm` millimetres from a template that keeps to it.
pub(super) fn block(mm: u32, template: &impl Template) -> flow::Block {
    flow::Block { mm, html: html(template) }
}
