//! The generated parts of a page: what stands between two markers is replaced.

use super::Result;
use std::path::Path;

/// Puts `text` between `<!-- NAME begins -->` and `<!-- NAME ends -->` in `page`.
///
/// # Errors
/// When the page cannot be read or written, or has no such markers.
pub fn put(page: &Path, name: &str, text: &str) -> Result<()> {
    let at = |e: std::io::Error| format!("{}: {e}", page.display());
    let old = std::fs::read_to_string(page).map_err(at)?;
    let new = replaced(&old, name, text)
        .ok_or_else(|| format!("{} has no markers for {name}", page.display()))?;
    if new != old {
        std::fs::write(page, new).map_err(at)?;
    }
    Ok(())
}

fn replaced(page: &str, name: &str, text: &str) -> Option<String> {
    let (begins, ends) = (format!("<!-- {name} begins -->\n"), format!("<!-- {name} ends -->"));
    let (before, rest) = page.split_once(&begins)?;
    let (_, after) = rest.split_once(&ends)?;
    Some(format!("{before}{begins}{text}{ends}{after}"))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let page = "a\n<!-- x begins -->\nold\n<!-- x ends -->\nb\n";
        let new = "a\n<!-- x begins -->\nnew\n<!-- x ends -->\nb\n";
        assert_eq!(replaced(page, "x", "new\n").as_deref(), Some(new));
        assert_eq!(replaced(new, "x", "new\n").as_deref(), Some(new));
        assert_eq!(replaced(page, "y", "new\n"), None);
    }
}
