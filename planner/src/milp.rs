//! Integer programs, solved by HiGHS through good_lp. The only module that names good_lp.
//!
//! Back-ends report their status each in its own way, so every answer is checked here before it
//! is used: integral, and feasible by our own count.

mod program;

pub use program::{Outcome, Program, Row, Unknown};

use good_lp::solvers::highs::highs;
use good_lp::variable::ProblemVariables;
use good_lp::{Expression, Solution, SolverModel, constraint, variable};

/// A set of rows that can be chosen at a cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What choosing it costs.
    pub cost: f64,
    /// The rows it covers, each below the number of rows.
    pub covers: Vec<usize>,
    /// Its group, an index into the room for each.
    pub group: usize,
}

/// When a solution by branch and bound ends at the latest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Nodes of the tree; the outcome depends on it alone, not on the machine.
    pub nodes: u32,
    /// Seconds, where the outcome may depend on the machine.
    pub seconds: Option<f64>,
}

/// Chooses columns of least total cost that cover each of `rows` rows at least once, of each group no
/// more than its `room`. `start` are the indices of columns that do so; the answer costs no more. Gives the
/// chosen indices, ascending, or none when the solver found nothing that stands the check.
///
/// The start is not handed to the solver: HiGHS 1.1x gives it back as optimal when presolve alone
/// settles the problem.
///
/// Set covering, in the worst case exponential in the number of columns.
pub fn cover(
    columns: &[Column],
    rows: usize,
    room: &[usize],
    start: &[usize],
    limit: Limit,
) -> Option<Vec<usize>> {
    let mut variables = ProblemVariables::new();
    let chosen = variables.add_vector(variable().binary(), columns.len());
    let cost: Expression = columns.iter().zip(&chosen).map(|(c, x)| c.cost * *x).sum();
    let mut covering = vec![Expression::default(); rows];
    let mut grouped = vec![Expression::default(); room.len()];
    for (column, x) in columns.iter().zip(&chosen) {
        for &row in &column.covers {
            covering[row] += *x;
        }
        grouped[column.group] += *x;
    }
    let mut model = (variables.minimise(cost).using(highs))
        .set_threads(1)
        .set_option("mip_max_nodes", i32::try_from(limit.nodes).unwrap_or(i32::MAX))
        .set_option("random_seed", 0);
    if let Some(seconds) = limit.seconds {
        model = model.set_time_limit(seconds);
    }
    for row in covering {
        model.add_constraint(constraint!(row >= 1));
    }
    for (group, &most) in grouped.into_iter().zip(room) {
        model.add_constraint(constraint!(group <= most as f64));
    }
    let solution = model.solve().ok()?;
    let values: Vec<f64> = chosen.iter().map(|x| solution.value(*x)).collect();
    let integral = values.iter().all(|v| (v - v.round()).abs() < 1e-6);
    let taken: Vec<usize> = (0..columns.len()).filter(|&ix| values[ix] > 0.5).collect();
    let price = |of: &[usize]| of.iter().map(|&ix| columns[ix].cost).sum::<f64>();
    let sound =
        integral && feasible(columns, rows, room, &taken) && price(&taken) <= price(start) + 1e-6;
    sound.then_some(taken)
}

/// Whether `taken` covers every row and no group twice.
fn feasible(columns: &[Column], rows: usize, room: &[usize], taken: &[usize]) -> bool {
    let mut covered = vec![false; rows];
    let mut used = vec![0; room.len()];
    for &ix in taken {
        used[columns[ix].group] += 1;
        for &row in &columns[ix].covers {
            covered[row] = true;
        }
    }
    covered.into_iter().all(|is| is) && used.iter().zip(room).all(|(used, most)| used <= most)
}
