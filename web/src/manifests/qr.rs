//! A QR code (ISO/IEC 18004) as inline SVG with a size in millimetres.

use super::barcode::whole_dots;
use fast_qr::{ECL, QRBuilder};
use std::fmt::Write;

/// Blank modules on each side, as the standard asks.
const QUIET: usize = 4;

/// The code of `text`, at most `width_mm` wide with its quiet zone; a sixth of it may be dirty. None for
/// a text that no code holds.
pub(super) fn svg(text: &str, width_mm: f64) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let total = code.size + 2 * QUIET;
    let mut path = String::with_capacity(code.size * code.size * 4);
    for y in 0..code.size {
        let row: Vec<bool> = code[y].iter().map(|module| module.value()).collect();
        let mut x = QUIET;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {}h{}v1h-{}z", y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    let width = whole_dots(width_mm / total as f64) * total as f64;
    Some(format!(
        "<svg class=\"qr\" width=\"{width:.3}mm\" height=\"{width:.3}mm\" viewBox=\"0 0 {total} {total}\" \
         shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>"
    ))
}
