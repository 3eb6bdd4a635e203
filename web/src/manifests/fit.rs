//! Text that must fit its place: heights on a page are promised before anybody measures glyphs.

use super::glyphs::legible;
use super::script::setting;
use super::widths::width;
use askama::Template;
use askama::filters::HtmlSafe;

/// Text with the type size and number of lines in which it fits its place.
/// Displays as escaped HTML.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    source = "<span class=\"fit\" style=\"font-size:{{ pt }}pt;-webkit-line-clamp:{{ lines }}\"><bdi{% if !lang.is_empty() %} lang=\"{{ lang }}\"{% endif %}>{{ text }}</bdi></span>"
)]
pub(super) struct Fitted {
    text: String,
    lang: &'static str,
    pt: u32,
    /// Lines it takes; what goes beyond is clipped with an ellipsis.
    pub(super) lines: u32,
}

impl HtmlSafe for Fitted {}

/// Fits `text` into `width_mm`: the first of `sizes` (points, lines) that holds it, else the last.
pub(super) fn fit(text: &str, width_mm: u32, sizes: &[(u32, u32)]) -> Fitted {
    let text = legible(text);
    let em = f64::from(width(&text)) / 100.0;
    let holds = |&&(pt, lines): &&(u32, u32)| em <= capacity_em(width_mm, pt, lines);
    let &(pt, lines) = sizes.iter().find(holds).or(sizes.last()).unwrap_or(&(10, 1));
    Fitted { lang: setting(&text).lang, text: text.into_owned(), pt, lines }
}

/// How many ems `lines` lines of `pt` points hold, each line giving up one em to ragged edges.
fn capacity_em(width_mm: u32, pt: u32, lines: u32) -> f64 {
    const MM_PER_POINT: f64 = 25.4 / 72.0;
    let per_line = f64::from(width_mm) / (f64::from(pt) * MM_PER_POINT);
    if lines == 1 { per_line } else { (per_line - 1.0) * f64::from(lines) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_takes_a_smaller_size_or_more_lines() {
        let sizes = &[(12, 1), (10, 2)];
        assert_eq!(fit("天河派出所", 40, sizes).pt, 12);
        let long = fit("阿布都热合曼·买买提吐尔逊·艾合买提江", 40, sizes);
        assert_eq!((long.pt, long.lines), (10, 2));
    }
}
