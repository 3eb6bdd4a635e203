//! Runs the program against a database of its own and reads its answers.

use fenjian_sql::cluster::Ephemeral;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder, a database, and the program in them.
pub(crate) struct Program {
    pub(crate) folder: tempfile::TempDir,
    cluster: Ephemeral,
}

/// The days of the journey.
pub(crate) const DAYS: [&str; 3] = ["2026-09-28", "2026-09-29", "2026-09-30"];

/// Files in an order in which each finds what it refers to.
const KINDS: [&str; 9] = [
    "centres",
    "calendar",
    "policy",
    "locations",
    "fleet",
    "machines",
    "tariff",
    "pouching",
    "alerts",
];

impl Program {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), cluster: Ephemeral::start().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn url(&self) -> String {
        self.cluster.url()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fenjian"));
        command.args(args).env("DATABASE_URL", self.url()).env("FENJIAN_HOME", self.path("home"));
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// The JSON answer of a command that ends well.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[args, &["--json"]].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {errors}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Generates a small province for `day` and imports everything; answers with the report of cards.
    pub(crate) fn import_sample(&self, day: &str, seed: &str, cards: &str) -> Value {
        self.import_province("64", day, seed, cards)
    }

    /// The same of any province.
    pub(crate) fn import_province(
        &self,
        province: &str,
        day: &str,
        seed: &str,
        cards: &str,
    ) -> Value {
        let files = self.path(&format!("files-{day}"));
        let out = files.to_str().unwrap();
        self.json(&[
            "sample",
            "--provinces",
            province,
            "--cards",
            cards,
            "--seed",
            seed,
            "--day",
            day,
            "--out",
            out,
        ]);
        for kind in KINDS {
            self.import(&files, kind, day);
        }
        self.import(&files, "cards", day)
    }

    pub(crate) fn import(&self, folder: &Path, kind: &str, day: &str) -> Value {
        let file = folder.join(format!("{kind}.csv"));
        let report = self.json(&["import", kind, file.to_str().unwrap(), "--day", day]);
        let count = |name: &str| report[name].as_u64().unwrap();
        let parts = ["accepted", "unchanged", "quarantined", "refused"];
        assert_eq!(count("rows"), parts.into_iter().map(count).sum::<u64>(), "{kind} {day}");
        report
    }

    pub(crate) fn day(&self, command: &str, day: &str, more: &[&str]) -> Value {
        self.json(&[&[command, "--centre", "640000", "--day", day], more].concat())
    }
}
