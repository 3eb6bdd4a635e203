//! Writes a province's day in VROOM's JSON: `export STOPS SEED FILE.json`.

use fenjian_benches::day::vroom;
use fenjian_benches::harness::Result;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [stops, seed, file] = arguments.as_slice() else {
        return Err("usage: export STOPS SEED FILE.json".into());
    };
    let problem = vroom(stops.parse()?, seed.parse()?);
    Ok(std::fs::write(file, problem.to_string())?)
}
