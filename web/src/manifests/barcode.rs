//! Code 128 (ISO/IEC 15417) of a number as inline SVG with a size in millimetres.

use barcoders::sym::code128::Code128;
use std::fmt::Write;

/// Blank modules on each side; the standard asks for ten.
const QUIET: usize = 10;
/// One dot of a 600 dpi printer.
const DOT_MM: f64 = 25.4 / 600.0;
/// The widest module.
const WIDEST_MM: f64 = 8.0 * DOT_MM;

/// The barcode of `number`, at most `width_mm` wide with its quiet zones and `height_mm` high.
/// None when the number is not printable ASCII or shorter than two characters.
pub(crate) fn svg(number: &str, width_mm: f64, height_mm: f64) -> Option<String> {
    let modules = Code128::new(charset_marked(number)?).ok()?.encode();
    let total = modules.len() + 2 * QUIET;
    let module_mm = whole_dots((width_mm / total as f64).min(WIDEST_MM));
    let mut bars = String::with_capacity(modules.len() * 4);
    let mut x = QUIET;
    for run in modules.chunk_by(|a, b| a == b) {
        if run[0] == 1 {
            // Writing to a String cannot fail.
            let _ = write!(bars, "M{x} 0h{}v1h-{}z", run.len(), run.len());
        }
        x += run.len();
    }
    let width = module_mm * total as f64;
    Some(format!(
        "<svg class=\"bars\" width=\"{width:.3}mm\" height=\"{height_mm}mm\" viewBox=\"0 0 {total} 1\" \
         preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\"><path d=\"{bars}\"/></svg>"
    ))
}

/// The widest module of whole dots that is no wider than `module_mm`: a printer that rounds bars
/// unevenly makes a code that scanners refuse.
pub(super) fn whole_dots(module_mm: f64) -> f64 {
    (module_mm / DOT_MM + 1e-9).floor().max(1.0) * DOT_MM
}

/// `number` with barcoders' marks for character sets: runs of four digits or more (an even
/// number of them) in set C, two digits a symbol, everything else in set B.
fn charset_marked(number: &str) -> Option<String> {
    const B: char = '\u{0181}';
    const C: char = '\u{0106}';
    if number.len() < 2 || !number.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return None;
    }
    let mut out = String::new();
    let mut set = None;
    let mut put = |wanted: char, piece: &str| {
        if set != Some(wanted) && !piece.is_empty() {
            out.push(wanted);
            set = Some(wanted);
        }
        out.push_str(piece);
    };
    for run in number.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        // Runs of ASCII are valid UTF-8.
        let run = std::str::from_utf8(run).ok()?;
        if run.len() >= 4 && run.as_bytes()[0].is_ascii_digit() {
            let (odd, pairs) = run.split_at(run.len() % 2);
            put(B, odd);
            put(C, pairs);
        } else {
            put(B, run);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn digits_are_paired_and_the_rest_is_not() {
        assert_eq!(charset_marked("P20261124").unwrap(), "ƁPĆ20261124");
        assert_eq!(charset_marked("12345-7").unwrap(), "Ɓ1Ć2345Ɓ-7");
        assert_eq!(charset_marked("路1"), None);
        assert_eq!(charset_marked("7"), None);
    }

    #[test]
    fn it_keeps_to_its_width() {
        let code = svg("GZ01-20261124-HS-000123", 52.0, 6.0).unwrap();
        let width: f64 =
            code.split("width=\"").nth(1).unwrap().split("mm").next().unwrap().parse().unwrap();
        assert!(width <= 52.0 && width > 40.0, "{width}");
    }
}
