//! Writes instances never seen before: `generate FOLDER SEED N…`, for each size one with capacity
//! alone (.vrp) and one with time windows (.txt).
#![allow(clippy::print_stdout)]

use fenjian_benches::generate::{cvrp, vrptw};
use fenjian_benches::harness::Result;
use std::path::Path;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, seed, sizes @ ..] = arguments.as_slice() else {
        return Err("usage: generate FOLDER SEED N…".into());
    };
    let (folder, seed) = (Path::new(folder), seed.parse()?);
    std::fs::create_dir_all(folder)?;
    for size in sizes {
        let size: usize = size.parse()?;
        if size == 0 {
            return Err("an instance has at least one customer".into());
        }
        let (plain, timed) = (cvrp(size, seed), vrptw(size, seed));
        let names = [format!("{}.vrp", plain.name), format!("{}.txt", timed.base.name)];
        std::fs::write(folder.join(&names[0]), plain.text())?;
        std::fs::write(folder.join(&names[1]), timed.text())?;
        println!("{}\n{}", names[0], names[1]);
    }
    Ok(())
}
