//! Translation files: where they lie, and which a person may choose for printing.

use crate::home;
use crate::manifests::Second;
use fenjian_planner::fault::{self, Fault};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The language that comes with the program.
const ENGLISH: &str = "en";

/// Where files lie among which the print room chooses.
fn folder() -> PathBuf {
    home::folder().join("translations")
}

/// The names of the files in the program's own folder, without `.csv`.
pub(crate) fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).into_iter().flatten().flatten();
    let name = |path: PathBuf| {
        let is_table = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        let stem = path.file_stem().filter(|_| is_table)?.to_str()?;
        (stem != ENGLISH && !stem.starts_with('.')).then(|| stem.to_owned())
    };
    let mut names: Vec<String> = entries.filter_map(|entry| name(entry.path())).collect();
    names.sort();
    names
}

/// English, or the file of this name in the program's own folder; none for no name at all.
///
/// # Errors
/// F106 for a name that is none of [`names`], and those of [`Second::read`].
pub(crate) fn named(name: &str) -> Result<Option<Arc<Second>>, Fault> {
    match name {
        "" => Ok(None),
        ENGLISH => Ok(Some(Arc::new(Second::english()))),
        name if names().iter().any(|known| known == name) => {
            read(&folder().join(format!("{name}.csv"))).map(Some)
        }
        name => Err(Fault::new(fault::UNREADABLE_FILE, format!("没有译文文件 {name}"))),
    }
}

/// English, or the file at `path`.
///
/// # Errors
/// F106 when it cannot be read, and those of [`Second::read`].
pub(crate) fn at(path: &Path) -> Result<Arc<Second>, Fault> {
    if path == Path::new(ENGLISH) {
        return Ok(Arc::new(Second::english()));
    }
    read(path)
}

fn read(path: &Path) -> Result<Arc<Second>, Fault> {
    let unreadable =
        |e: std::io::Error| Fault::new(fault::UNREADABLE_FILE, format!("{}：{e}", path.display()));
    let mut file = File::open(path).map_err(unreadable)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Second::read(&name, &mut file).map(Arc::new)
}
