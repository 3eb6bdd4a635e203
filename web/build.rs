//! Makes the script and the style of the planner's desk from `web/desk` with npm and esbuild, into `OUT_DIR/desk`,
//! from where the program takes them. The libraries are those of the lock file, and nothing is written into the
//! sources.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// What of `web/desk` the bundle is made of.
const FILES: [&str; 4] = ["package.json", "package-lock.json", ".npmrc", "build.js"];

fn main() -> ExitCode {
    match bundle() {
        Ok(()) => ExitCode::SUCCESS,
        Err(told) => {
            // Each line is shown by cargo, whatever else it shows.
            told.lines().for_each(|line| println!("cargo:warning={line}"));
            ExitCode::FAILURE
        }
    }
}

fn bundle() -> Result<(), String> {
    let home =
        |name: &str| env::var_os(name).map(PathBuf::from).ok_or(format!("{name} is not set"));
    let from = home("CARGO_MANIFEST_DIR")?.join("desk");
    let into = home("OUT_DIR")?.join("desk");
    for file in FILES {
        println!("cargo:rerun-if-changed={}", from.join(file).display());
    }
    println!("cargo:rerun-if-changed={}", from.join("src").display());

    let locked = fs::read(from.join("package-lock.json"));
    let installed = fs::read(into.join("installed")).ok();
    copy(&from, &into).map_err(|e| format!("the sources of the desk cannot be copied: {e}"))?;
    if installed.is_none() || installed != locked.ok() {
        run(&into, "npm", &["ci", "--ignore-scripts", "--include=dev", "--prefer-offline"])?;
        fs::copy(into.join("package-lock.json"), into.join("installed"))
            .map_err(|e| format!("cannot note what is installed: {e}"))?;
    }
    run(&into, "node", &["build.js", "."])
}

/// The sources as they are now; what npm installed before stays.
fn copy(from: &Path, into: &Path) -> io::Result<()> {
    fs::create_dir_all(into)?;
    for file in FILES {
        fs::copy(from.join(file), into.join(file))?;
    }
    if into.join("src").exists() {
        fs::remove_dir_all(into.join("src"))?;
    }
    copy_folder(&from.join("src"), &into.join("src"))
}

fn copy_folder(from: &Path, into: &Path) -> io::Result<()> {
    fs::create_dir(into)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = into.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let done = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| {
            format!(
                "{program} cannot be started ({e}); the planner's desk is built with Node 18 or newer and npm: \
                 apt-get install nodejs npm"
            )
        })?;
    if done.status.success() {
        return Ok(());
    }
    let said = [done.stdout, done.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    Err(format!("{program} {} failed:\n{said}", arguments.join(" ")))
}
