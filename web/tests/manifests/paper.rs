//! Reading manifests back: text without tags, cells, pages.

use fenjian::manifests::Manifest;

/// The text of `html`, one line per row or block, cells parted by ` | `. Drawings are left out.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').unwrap();
        let tag = rest[at + 1..end].split_whitespace().next().unwrap_or("");
        match tag {
            "svg" => {
                rest = &rest[rest.find("</svg>").unwrap() + "</svg>".len()..];
                continue;
            }
            "/td" | "/th" => out.push_str(" | "),
            "/tr" | "/p" | "/h1" | "/h2" | "/div" | "br" => out.push('\n'),
            "/span" | "/b" | "/i" | "/small" | "/em" => out.push(' '),
            _ => {}
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    let plain = unescape(&out);
    let lines = plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

/// Text as it was before it was escaped.
pub fn unescape(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#60;", "<"), ("&#62;", ">")];
    let more = [("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&"), ("&amp;", "&")];
    pairs.iter().chain(&more).fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The text of all pages of a manifest.
pub fn all(manifest: &Manifest) -> String {
    manifest.pages.iter().map(|page| text(page)).collect()
}

/// The table rows of a page whose first cell is a number, as cells.
pub fn numbered_rows(page: &str) -> Vec<Vec<String>> {
    rows(page, |cell| cell.parse::<u32>().is_ok())
}

/// The table rows of a page whose first cell is a location code, as cells.
pub fn coded_rows(page: &str) -> Vec<Vec<String>> {
    rows(page, |cell| cell.len() == 12 && cell.bytes().all(|b| b.is_ascii_digit()))
}

/// The table rows of a page, as cells.
pub fn table_rows(page: &str) -> Vec<Vec<String>> {
    rows(page, |_| true)
}

fn rows(page: &str, first: fn(&str) -> bool) -> Vec<Vec<String>> {
    let cells = |row: &str| {
        let row = &row[row.find('>').unwrap() + 1..row.find("</tr>").unwrap()];
        let line = text(row).replace('\n', " ");
        line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    page.split("<tr").skip(1).map(cells).filter(|row| first(&row[0])).collect()
}

/// A count as it is printed: `1,234` is 1234.
pub fn count(text: &str) -> u64 {
    text.replace(',', "").parse().unwrap_or_else(|_| panic!("{text} is no count"))
}
