//! `fenjian manifests`: writes the day's manifests into a folder.

use super::off_workers;
use crate::cli::Manifests;
use crate::console::{Console, io_fault};
use crate::home;
use crate::manifests::{self, Kind};
use fenjian_planner::fault::Fault;
use fenjian_sql::edition::Edition;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes one HTML file per kind and, unless one kind was asked for, one with everything on A4.
pub(super) async fn run(args: Manifests, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let edition = database.store.edition(&args.day.centre, args.day.day, None).await?;
    if let Some(kind) = args.only {
        manifests::require(&edition, kind)?;
    }
    let kinds = args.only.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let folder = args.out.clone();
    let written = off_workers(move || write(&edition, &kinds, &folder)).await?;
    let names: Vec<_> = written.files.iter().map(|f| f.display().to_string()).collect();
    let text =
        format!("单据 {} 份，{} 页：\n{}", written.manifests, written.pages, names.join("\n"));
    let object = json!({
        "files": names, "manifests": written.manifests, "pages": written.pages,
    });
    console.result(&text, &object);
    Ok(())
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
