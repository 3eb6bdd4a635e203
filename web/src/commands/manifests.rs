//! `fenjian manifests`: writes the day's manifests into a folder, as HTML or as PDF.

use super::{cores, off_workers};
use crate::cli::Manifests;
use crate::console::{Console, io_fault};
use crate::home;
use crate::manifests::{self, Kind};
use crate::print::{Binding, Browser, Job, Order, press};
use fenjian_planner::fault::Fault;
use fenjian_sql::edition::Edition;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes one HTML file per kind and, unless one kind was asked for, one with everything on A4; or
/// PDF of what is on A4 and of labels.
pub(super) async fn run(args: Manifests, console: &Console) -> Result<(), Fault> {
    let browser = args.pdf.then(Browser::find).transpose()?;
    let database = home::open().await?;
    let edition = database.store.edition(&args.day.centre, args.day.day, None).await?;
    if let Some(kind) = args.only {
        manifests::require(&edition, kind)?;
    }
    let kinds = args.only.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let written = match browser {
        Some(browser) => write_pdf(&browser, edition, &kinds, &args, console).await?,
        None => {
            let folder = args.out.clone();
            off_workers(move || write(&edition, &kinds, &folder)).await?
        }
    };
    let names: Vec<_> = written.files.iter().map(|f| f.display().to_string()).collect();
    let text =
        format!("单据 {} 份，{} 页：\n{}", written.manifests, written.pages, names.join("\n"));
    let object = json!({
        "files": names, "manifests": written.manifests, "pages": written.pages,
    });
    console.result(&text, &object);
    Ok(())
}

/// Writes `all.pdf` and `pouch-label.pdf`, or one file of the kind that was asked for.
async fn write_pdf(
    browser: &Browser,
    edition: Edition,
    kinds: &[Kind],
    args: &Manifests,
    console: &Console,
) -> Result<Written, Fault> {
    let folder = &args.out;
    let failed = |e: std::io::Error| io_fault(&folder.display().to_string(), &e);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let edition = Arc::new(edition);
    let (labels, on_a4): (Vec<Kind>, Vec<Kind>) = kinds.iter().partition(|kind| kind.is_label());
    let mut written = Written { files: Vec::new(), manifests: 0, pages: 0 };
    for kinds in [on_a4, labels].into_iter().filter(|kinds| !kinds.is_empty()) {
        let name = if kinds.len() > 1 { "all" } else { kinds[0].word() };
        let binding = Binding { both_sides: args.both_sides };
        let name = name.to_owned();
        let job = Job { edition: Arc::clone(&edition), kinds, binding };
        let counted = job.clone();
        let size = off_workers(move || Ok(counted.size())).await?;
        let order = Order {
            title: format!("{} {name}", edition.problem.day),
            dated: edition.revision.made_at,
            tagged: args.tagged,
            browsers: cores(),
        };
        let bar = console.bar(size.sides as u64, "生成 PDF");
        let pdf = press(browser, order, job, |sides| bar.set_position(sides as u64)).await?;
        bar.finish_and_clear();
        let path = folder.join(format!("{name}.pdf"));
        std::fs::write(&path, pdf).map_err(failed)?;
        written.files.push(path);
        written.manifests += size.manifests;
        written.pages += size.sides;
    }
    Ok(written)
}

/// What was written.
pub(super) struct Written {
    /// The files, the one with everything first.
    pub(super) files: Vec<PathBuf>,
    /// How many manifests.
    pub(super) manifests: usize,
    /// How many pages.
    pub(super) pages: usize,
}

/// Writes `kinds` of `edition` into `folder`.
pub(super) fn write(edition: &Edition, kinds: &[Kind], folder: &Path) -> Result<Written, Fault> {
    let failed = |e: std::io::Error| io_fault(&folder.display().to_string(), &e);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let all = manifests::set(edition, kinds);
    let mut files = Vec::new();
    let mut file = |name: &str, part: &[&manifests::Manifest]| -> std::io::Result<()> {
        let path = folder.join(format!("{name}.html"));
        let mut out = BufWriter::new(File::create(&path)?);
        let title = format!("{} {name}", edition.problem.day);
        manifests::write_document(&mut out, &title, part.iter().copied())?;
        out.flush()?;
        files.push(path);
        Ok(())
    };
    if kinds.len() > 1 {
        let on_a4: Vec<_> = all.iter().filter(|m| !m.kind.is_label()).collect();
        file("all", &on_a4).map_err(failed)?;
    }
    for kind in kinds {
        let part: Vec<_> = all.iter().filter(|m| m.kind == *kind).collect();
        if !part.is_empty() {
            file(kind.word(), &part).map_err(failed)?;
        }
    }
    let pages = all.iter().map(|m| m.pages.len()).sum();
    Ok(Written { files, manifests: all.len(), pages })
}
