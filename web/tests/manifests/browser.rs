//! What a real browser prints, read back by other programs: pages, text, fonts, barcodes.

use crate::edition::large;
use crate::paper;
use fenjian::manifests::{Identity, Kind, Manifest, document, set};
use fenjian_sql::edition::Status;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs a program these tests cannot do without; a missing one fails the test by name.
pub fn run(program: &str, package: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| {
        panic!("T901 缺少程序 {program}（{error}）。安装后再测试：apt-get install {package}")
    });
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "T902 {program} 失败（{}）：{errors}", output.status);
    output
}

pub fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

/// Loads `html` in headless Chromium with `task` (print or dump).
pub fn chromium(folder: &Path, html: &str, task: &str) -> Output {
    let page = folder.join("page.html");
    std::fs::write(&page, html).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let data = format!("--user-data-dir={}", profile.path().display());
    let url = format!("file://{}", page.display());
    let fixed = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
                 --disable-background-networking --disable-component-update --disable-sync \
                 --disable-pdf-tagging";
    let mut arguments: Vec<&str> = fixed.split_whitespace().collect();
    arguments.extend([data.as_str(), task, url.as_str()]);
    run("chromium", "chromium", &arguments)
}

struct Printed {
    manifests: Vec<Manifest>,
    pdf: PathBuf,
    _folder: tempfile::TempDir,
}

fn printed(kinds: &[Kind]) -> Printed {
    let folder = tempfile::tempdir().unwrap();
    let edition = large(Status::Published);
    let manifests = set(&edition, kinds);
    let pdf = folder.path().join("day.pdf");
    let task = format!("--print-to-pdf={}", pdf.display());
    chromium(folder.path(), &document("2026-11-24", &manifests), &task);
    Printed { manifests, pdf, _folder: folder }
}

#[test]
fn paper_has_the_pages_the_text_and_the_fonts_that_were_promised() {
    let on_a4: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !kind.is_label()).collect();
    let printed = printed(&on_a4);
    let pdf = printed.pdf.to_str().unwrap();
    let sections: Vec<&String> = printed.manifests.iter().flat_map(|m| &m.pages).collect();
    let info = text(run("pdfinfo", "poppler-utils", &[pdf]));
    let field = |name: &str| info.lines().find(|l| l.starts_with(name)).unwrap().to_owned();
    assert_eq!(field("Pages:").split_whitespace().last().unwrap(), sections.len().to_string());
    assert!(field("Page size:").contains("A4"), "{}", field("Page size:"));

    let all = text(run("pdftotext", "poppler-utils", &["-raw", pdf, "-"]));
    let pages: Vec<&str> = all.split('\u{c}').collect();
    for (ix, (section, page)) in sections.iter().zip(&pages).enumerate() {
        let page: String = page.split_whitespace().collect();
        for row in paper::numbered_rows(section) {
            for cell in
                row.iter().filter(|cell| cell.contains("GZ-261124") || cell.contains("SL4401"))
            {
                let cell: String = cell.split_whitespace().collect();
                assert!(page.contains(&cell), "page {}: {cell} is missing", ix + 1);
            }
        }
    }
    for words in ["肆仟伍佰陆拾伍张", "叁仟张", "平衡合拢", "封志破损", "𠮷野家𡈽"]
    {
        let flat: String = all.split_whitespace().collect();
        assert!(flat.contains(words), "{words}");
    }
    let fonts = text(run("pdffonts", "poppler-utils", &["-l", "40", pdf]));
    // Chromium embeds the CFF outlines of Noto Sans CJK as Type 3; what matters is that none is left
    // to the reader's machine.
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() > 2, "{fonts}");
    for row in rows {
        // name, type, encoding, embedded, subset, unicode, object id (two words)
        let words: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(words[words.len() - 5], "yes", "not embedded: {row}");
    }
}

#[test]
fn every_barcode_of_a_handover_sheet_is_read_from_the_paper() {
    let mut edition = large(Status::Published);
    edition.plan.routes.truncate(1);
    let folder = tempfile::tempdir().unwrap();
    let manifests = set(&edition, &[Kind::Handover]);
    let manifest = manifests.iter().max_by_key(|m| m.pages[0].matches("class=\"bars\"").count());
    let manifest = manifest.unwrap().clone();
    let pdf = folder.path().join("one.pdf");
    let task = format!("--print-to-pdf={}", pdf.display());
    chromium(folder.path(), &document("", std::slice::from_ref(&manifest)), &task);
    let image = folder.path().join("page");
    let (pdf, image) = (pdf.to_str().unwrap(), image.to_str().unwrap());
    let ask = ["-png", "-r", "300", "-f", "1", "-l", "1", "-singlefile", pdf, image];
    run("pdftoppm", "poppler-utils", &ask);
    let png = format!("{image}.png");
    let codes = text(run("zbarimg", "zbar-tools", &["--quiet", "--raw", &png]));
    let mut read: Vec<&str> = codes.lines().collect();
    let mut printed: Vec<String> = paper::numbered_rows(&manifest.pages[0])
        .into_iter()
        .map(|row| row[1].clone())
        .chain(manifest.identity.as_ref().map(|identity| identity.number.clone()))
        .chain(manifest.identity.as_ref().map(Identity::code))
        .collect();
    read.sort_unstable();
    printed.sort_unstable();
    assert_eq!(read, printed);
}

#[test]
fn labels_have_their_size_and_are_read_from_the_paper() {
    let printed = printed(&[Kind::PouchLabel]);
    let pdf = printed.pdf.to_str().unwrap();
    let labels: usize = printed.manifests.iter().map(|m| m.pages.len()).sum();
    let info = text(run("pdfinfo", "poppler-utils", &[pdf]));
    let field = |name: &str| info.lines().find(|l| l.starts_with(name)).unwrap();
    assert_eq!(field("Pages:").split_whitespace().last().unwrap(), labels.to_string());
    // 100 × 150 mm in points.
    let size: Vec<f64> =
        field("Page size:").split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert!((size[0] - 283.5).abs() < 1.0 && (size[1] - 425.2).abs() < 1.0, "{size:?}");
    // As a label printer has it: 300 dots to the inch, black or white.
    let image = printed.pdf.with_extension("label");
    let image = image.to_str().unwrap();
    let ask = ["-png", "-gray", "-r", "300", "-f", "1", "-l", "1", "-singlefile", pdf, image];
    run("pdftoppm", "poppler-utils", &ask);
    let codes = text(run("zbarimg", "zbar-tools", &["--quiet", "--raw", &format!("{image}.png")]));
    let number = codes.trim();
    assert!(number.starts_with("GZ-261124-P"), "{codes}");
    assert!(paper::text(&printed.manifests[0].pages[0]).contains(number), "{codes}");
}

/// Measured by the browser itself: what sticks out of its box is clipped and lost.
pub const MEASURE: &str = r"<script>
const out = [];
for (const page of document.querySelectorAll('.page')) {
  const main = page.querySelector('main'), floor = main.getBoundingClientRect().bottom + 0.5;
  const number = page.querySelector('footer').innerText;
  for (const block of main.querySelectorAll(':scope > *, tr')) {
    if (block.getBoundingClientRect().bottom > floor) out.push('below the page: ' + number + ': ' + block.innerText);
  }
  for (const box of page.querySelectorAll('td, th, tr, main > *, .line, .total, .counts p, .version, .number, .when')) {
    if (box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2)
      out.push('does not fit: ' + number + ': ' + box.outerHTML.replace(/<svg.*?<\/svg>/g, '').slice(0, 200));
  }
}
document.documentElement.innerHTML = '<body><pre id=out></pre></body>';
document.getElementById('out').textContent = 'measured ' + out.length + '\n' + out.slice(0, 20).join('\n');
</script>";

#[test]
fn no_block_is_cut_and_no_cell_overflows() {
    let folder = tempfile::tempdir().unwrap();
    let html = document("", &set(&large(Status::Published), Kind::ALL));
    // Scripts are forbidden on paper; this one measures it.
    let html = html.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'");
    let html = html.replace("</body>", &format!("{MEASURE}</body>"));
    let dom = text(chromium(folder.path(), &html, "--dump-dom"));
    assert!(dom.contains("measured 0\n"), "{dom}");
}
