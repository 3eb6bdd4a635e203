//! Measures sort plans on generated days and writes the table and the plot of docs/SORTING.md.
//!
//!     sorting [--days 20] [--docs docs]
#![allow(clippy::print_stdout, reason = "it tells how far it is")]

use clap::Parser;
use fenjian_benches::floor::measure::{Figures, measure};
use fenjian_benches::floor::plot::{Panel, write};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

/// Measures sort plans.
#[derive(Parser)]
struct Args {
    /// Days of each kind.
    #[arg(long, default_value_t = 20)]
    days: u64,
    /// The folder with SORTING.md.
    #[arg(long, default_value = "docs")]
    docs: PathBuf,
}

/// Destinations and cards of the days.
const SIZES: [(usize, u32); 2] = [(600, 12_000), (1_900, 30_000)];
/// Pockets in the table, and in the plot.
const TABLE: [u32; 3] = [60, 120, 220];
const PLOT: [u32; 10] = [50, 60, 70, 80, 100, 120, 140, 160, 190, 220];

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let mut table = String::from(
        "| destinations | cards | pockets | passes | handling, h | gap to the bound, mean and most, % | below radix by code, mean and least, % | planning, mean and most, s | misplaced |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut panels = Vec::new();
    for (destinations, cards) in SIZES {
        for pockets in TABLE {
            let days = 1..=args.days;
            let all: Result<Vec<Figures>, _> =
                days.map(|seed| measure(destinations, cards, pockets, seed)).collect();
            let row = row(destinations, cards, pockets, &all?);
            println!("{row}");
            table += &row;
            table.push('\n');
        }
        let points = PLOT.map(|pockets| {
            let figures = measure(destinations, cards, pockets, 1)?;
            Ok::<_, fenjian_planner::fault::Fault>((pockets, figures))
        });
        let points = points.into_iter().collect::<Result<Vec<_>, _>>()?;
        panels.push(Panel { title: format!("{destinations} destinations, {cards} cards"), points });
    }
    fs::create_dir_all(args.docs.join("sorting"))?;
    write(&panels, &args.docs.join("sorting/handling.svg"))?;
    let page = args.docs.join("SORTING.md");
    let text = fs::read_to_string(&page)?;
    fs::write(&page, between(&text, &table).ok_or("SORTING.md has no marks for the table")?)?;
    Ok(())
}

fn row(destinations: usize, cards: u32, pockets: u32, all: &[Figures]) -> String {
    let values = |of: &dyn Fn(&Figures) -> f64| -> Vec<f64> { all.iter().map(of).collect() };
    let mean = |of: &dyn Fn(&Figures) -> f64| values(of).iter().sum::<f64>() / all.len() as f64;
    let most = |of: &dyn Fn(&Figures) -> f64| values(of).into_iter().fold(f64::MIN, f64::max);
    let least = |of: &dyn Fn(&Figures) -> f64| values(of).into_iter().fold(f64::MAX, f64::min);
    let passes = |f: &Figures| f.passes as f64;
    let (fewest, longest) = (least(&passes), most(&passes));
    let passes =
        if fewest == longest { format!("{fewest}") } else { format!("{fewest}–{longest}") };
    format!(
        "| {destinations} | {cards} | {pockets} | {passes} | {:.2} | {:.2}, {:.2} | {:.1}, {:.1} | {:.1}, {:.1} | {} |",
        mean(&|f| f.handling / 3600.0),
        mean(&Figures::gap),
        most(&Figures::gap),
        mean(&Figures::saving),
        least(&Figures::saving),
        mean(&|f| f.planning),
        most(&|f| f.planning),
        all.iter().map(|f| f.misplaced).sum::<u64>(),
    )
}

/// `text` with `table` between its marks.
fn between(text: &str, table: &str) -> Option<String> {
    let (head, rest) = text.split_once("<!-- sorting begins -->\n")?;
    let (_, tail) = rest.split_once("<!-- sorting ends -->")?;
    Some(format!("{head}<!-- sorting begins -->\n{table}<!-- sorting ends -->{tail}"))
}
