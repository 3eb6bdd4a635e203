//! Manifests as one HTML document that any browser prints.

use super::{Manifest, text};
use std::io::{self, Write};

/// The style sheet, inlined so that a saved document needs nothing else.
pub(super) const CSS: &str = include_str!("../../assets/manifest.css");

/// Styles of its own and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// One complete document of `manifests`, in their order.
pub fn document(title: &str, manifests: &[Manifest]) -> String {
    let mut out = Vec::new();
    // Writing to memory cannot fail; what is written is UTF-8.
    match write_document(&mut out, title, manifests) {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        Err(_) => String::new(),
    }
}

/// Writes the same document piece by piece: with [`super::each`] no more than one manifest is in
/// memory at a time.
///
/// # Errors
/// Those of `out`.
pub fn write_document<M: std::borrow::Borrow<Manifest>>(
    out: &mut impl Write,
    title: &str,
    manifests: impl IntoIterator<Item = M>,
) -> io::Result<()> {
    out.write_all(begin(title).as_bytes())?;
    for manifest in manifests {
        for page in &manifest.borrow().pages {
            out.write_all(page.as_bytes())?;
        }
    }
    out.write_all(end().as_bytes())
}

/// What stands before the first page. A document loads nothing and runs nothing, wherever it is opened.
pub(crate) fn begin(title: &str) -> String {
    let title = askama::filters::escape(text::scrub(title.to_owned()), askama::filters::Html)
        .map(|escaped| escaped.to_string())
        .unwrap_or_default();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{CSS}</style>\n</head>\n<body>\n"
    )
}

/// What stands after the last page.
pub(crate) fn end() -> &'static str {
    "</body>\n</html>\n"
}
