//! Mixed integer programs in general, with a proved bound.

use super::Limit;
use good_lp::solvers::highs::highs;
use good_lp::variable::ProblemVariables;
use good_lp::{Expression, Solution, SolverModel, Variable, constraint, variable};

/// A quantity to be chosen, from zero up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unknown {
    /// What one of it costs.
    pub cost: f64,
    /// Its highest value.
    pub most: f64,
    /// Whether it is a whole number.
    pub whole: bool,
}

/// A weighted sum of unknowns that stays at or below a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Index of an unknown and its weight.
    pub terms: Vec<(usize, f64)>,
    /// The number.
    pub most: f64,
}

/// Unknowns to be chosen at least cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// The unknowns.
    pub unknowns: Vec<Unknown>,
    /// What must hold.
    pub rows: Vec<Row>,
    /// A cost that is paid in any case.
    pub fixed: f64,
}

/// What is known of the least cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The best values found, whole where they must be; none when no values were found that stand the check.
    pub values: Option<Vec<f64>>,
    /// No values cost less.
    pub bound: f64,
}

/// How far, as a share, a proved optimum may lie above the true one.
const GAP: f64 = 1e-6;
/// How far rows may be broken by rounding.
const SLACK: f64 = 1e-6;

impl Program {
    /// Adds an unknown and gives its index.
    pub fn unknown(&mut self, cost: f64, most: f64, whole: bool) -> usize {
        self.unknowns.push(Unknown { cost, most, whole });
        self.unknowns.len() - 1
    }

    /// Adds a row.
    pub fn at_most(&mut self, terms: Vec<(usize, f64)>, most: f64) {
        self.rows.push(Row { terms, most });
    }

    /// The least cost within `limit`: a proved optimum, or else the best values found with the bound of the relaxation
    /// to fractions. None when the program cannot be satisfied or nothing could be found out.
    /// In the worst case exponential in the number of whole unknowns.
    pub fn least(&self, limit: Limit) -> Option<Outcome> {
        let solved = self.solve(true, limit);
        if let Some((values, true)) = solved {
            let cost = self.cost(&values);
            let bound = cost - cost.abs() * GAP;
            return Some(Outcome { values: Some(values), bound });
        }
        let bound = self.relaxed(limit)?;
        Some(Outcome { values: solved.map(|(values, _)| values), bound })
    }

    /// The least cost with fractions allowed: a bound for whole numbers. None when even that cannot be satisfied.
    pub fn relaxed(&self, limit: Limit) -> Option<f64> {
        let (values, proved) = self.solve(false, limit)?;
        proved.then(|| self.cost(&values) - self.cost(&values).abs() * GAP)
    }

    /// What `values` cost.
    fn cost(&self, values: &[f64]) -> f64 {
        let each = self.unknowns.iter().zip(values);
        self.fixed + each.map(|(unknown, value)| unknown.cost * value).sum::<f64>()
    }

    /// Values that stand the check, and whether they are proved to be best.
    fn solve(&self, whole: bool, limit: Limit) -> Option<(Vec<f64>, bool)> {
        let mut variables = ProblemVariables::new();
        let chosen: Vec<Variable> = (self.unknowns.iter())
            .map(|unknown| {
                let one = variable().min(0).max(unknown.most);
                variables.add(if whole && unknown.whole { one.integer() } else { one })
            })
            .collect();
        let costs = self.unknowns.iter().zip(&chosen);
        let cost: Expression = costs.map(|(unknown, x)| unknown.cost * *x).sum();
        let mut model = (variables.minimise(cost).using(highs))
            .set_threads(1)
            .set_option("mip_rel_gap", GAP / 2.0)
            .set_option("mip_max_nodes", i32::try_from(limit.nodes).unwrap_or(i32::MAX))
            .set_option("random_seed", 0);
        if let Some(seconds) = limit.seconds {
            model = model.set_time_limit(seconds);
        }
        for row in &self.rows {
            let sum: Expression = row.terms.iter().map(|&(ix, weight)| weight * chosen[ix]).sum();
            model.add_constraint(constraint!(sum <= row.most));
        }
        let solution = model.solve().ok()?;
        let proved = !matches!(solution.status(), good_lp::solvers::SolutionStatus::TimeLimit);
        let mut values: Vec<f64> = chosen.iter().map(|x| solution.value(*x)).collect();
        if whole {
            for (value, unknown) in values.iter_mut().zip(&self.unknowns) {
                if unknown.whole {
                    if (*value - value.round()).abs() > 1e-5 {
                        return None;
                    }
                    *value = value.round();
                }
            }
        }
        self.holds(&values).then_some((values, proved))
    }

    /// Whether `values` keep every limit, by our own count.
    fn holds(&self, values: &[f64]) -> bool {
        let within = |value: f64, most: f64| value <= most + SLACK * most.abs().max(1.0);
        let unknowns = self.unknowns.iter().zip(values);
        let rows = self.rows.iter().all(|row| {
            let scale =
                row.terms.iter().map(|(ix, weight)| (weight * values[*ix]).abs()).sum::<f64>();
            let sum: f64 = row.terms.iter().map(|(ix, weight)| weight * values[*ix]).sum();
            sum <= row.most + SLACK * scale.max(1.0)
        });
        rows && unknowns.into_iter().all(|(unknown, &v)| v >= -SLACK && within(v, unknown.most))
    }
}
