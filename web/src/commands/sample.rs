//! `fenjian sample`: a generated province, one file per kind.

use super::off_workers;
use crate::cli::Sample;
use crate::console::{Console, io_fault};
use fenjian_planner::fault::Fault;
use fenjian_planner::sample::{self, Options, Summary};
use serde_json::json;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// Writes the sample and says what is in it.
pub(super) async fn run(args: Sample, console: &Console) -> Result<(), Fault> {
    let options =
        Options { provinces: args.provinces.0, cards: args.cards, seed: args.seed, day: args.day };
    let folder = args.out.clone();
    let summary = off_workers(move || write(&options, &folder)).await?;
    let text = format!(
        "已写入 {}：受理点 {} 个，车辆 {} 台，证件 {} 行",
        args.out.display(),
        summary.locations,
        summary.vehicles,
        summary.card_rows
    );
    console.result(&text, &json!({ "out": args.out, "rows": summary.card_rows }));
    Ok(())
}

/// Writes every file of the sample into `folder`, which is made when missing.
pub(super) fn write(options: &Options, folder: &Path) -> Result<Summary, Fault> {
    let failed = |e: std::io::Error| io_fault(&folder.display().to_string(), &e);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let folder: PathBuf = folder.to_owned();
    sample::write(options, &mut |name| {
        Ok(Box::new(BufWriter::with_capacity(1 << 16, File::create(folder.join(name))?)))
    })
    .map_err(failed)
}
