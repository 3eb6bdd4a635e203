//! Writes a day in VROOM's JSON: `export DAY FILE.json`; DAY as `province-700` or `sample-44`.

use fenjian_benches::day::{named, vroom};
use fenjian_benches::harness::Result;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [day, file] = arguments.as_slice() else {
        return Err("usage: export DAY FILE.json, DAY as province-700 or sample-44".into());
    };
    let day = named(day)?.ok_or_else(|| format!("no day {day:?}"))?;
    Ok(std::fs::write(file, vroom(&day).to_string())?)
}
