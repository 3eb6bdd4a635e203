//! Documents for the browser. Laying out a document takes it longer than in proportion to its pages
//! (a hundred in 2 seconds, three thousand in 450), so a job is cut: at routes where it can be.

use super::leaves::{Bookmark, Leaf};
use crate::manifests::{document_begin, document_end};

/// A part is closed where a route begins once it has so many sides,
const ENOUGH: usize = 50;
/// and anywhere once it has so many.
const MOST: usize = 100;

/// A document of some of a job's sides.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The whole of its HTML.
    pub(super) html: String,
    /// How many sides it has.
    pub(super) sides: usize,
    /// What begins on which of its sides, from 0.
    pub(super) opens: Vec<(usize, Bookmark)>,
}

/// Cuts `leaves` into parts; one part in memory at a time.
pub(super) fn parts(title: &str, leaves: impl Iterator<Item = Leaf>) -> impl Iterator<Item = Part> {
    let begin = document_begin(title);
    let mut leaves = leaves.peekable();
    let mut route: Option<Option<String>> = None;
    std::iter::from_fn(move || {
        leaves.peek()?;
        let mut part = Part { html: begin.clone(), sides: 0, opens: Vec::new() };
        while let Some(next) = leaves.peek() {
            let opened = next.opens.as_ref().map(|mark| &mark.route);
            let turns = opened.is_some() && opened != route.as_ref();
            if part.sides >= MOST || (turns && part.sides >= ENOUGH) {
                break;
            }
            let Some(Leaf { html, opens }) = leaves.next() else { break };
            part.html.push_str(&html);
            if let Some(mark) = opens {
                route = Some(mark.route.clone());
                part.opens.push((part.sides, mark));
            }
            part.sides += 1;
        }
        part.html.push_str(document_end());
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn leaf(ix: usize, route: Option<usize>) -> Leaf {
        let opens = route.map(|route| Bookmark {
            route: Some(route.to_string()),
            title: ix.to_string(),
            print: fenjian_sql::print_log::Print {
                kind: String::new(),
                subject: String::new(),
                identity: None,
                copies: 1,
            },
        });
        Leaf { html: format!("[{ix}]"), opens }
    }

    #[test]
    fn parts_hold_every_side_once_and_end_at_routes_where_they_can() {
        // Routes of 30 sides each, but for one of 250.
        let routes = [30, 30, 30, 250, 30];
        let sides = routes
            .iter()
            .enumerate()
            .flat_map(|(route, &n)| (0..n).map(move |at| (at == 0).then_some(route)));
        let leaves: Vec<Leaf> = sides.enumerate().map(|(ix, route)| leaf(ix, route)).collect();
        let parts: Vec<Part> = parts("", leaves.clone().into_iter()).collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.sides).collect();
        assert_eq!(lengths, [60, 100, 100, 80, 30]);
        let all: String = parts.iter().map(|part| part.html.as_str()).collect();
        for leaf in &leaves {
            assert_eq!(all.matches(&leaf.html).count(), 1);
        }
        assert_eq!(parts[1].opens.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 30]);
    }
}
