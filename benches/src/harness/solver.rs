//! The programs that are compared.

use fenjian_planner::vrp::Instance;
use serde::{Deserialize, Serialize};

/// One of them.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Solver {
    /// Ours.
    Fenjian,
    /// PyVRP's iterated local search.
    Pyvrp,
    /// HGS-CVRP by hygese.
    Hygese,
    /// VROOM by pyvroom.
    Vroom,
    /// vrp-cli by its Python module.
    VrpCli,
    /// OR-Tools' routing.
    Ortools,
}

impl Solver {
    /// All that can be installed, and Fenjian first.
    pub const ALL: [Self; 6] =
        [Self::Fenjian, Self::Pyvrp, Self::Hygese, Self::Vroom, Self::VrpCli, Self::Ortools];

    /// As people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fenjian => "Fenjian",
            Self::Pyvrp => "PyVRP",
            Self::Hygese => "HGS",
            Self::Vroom => "VROOM",
            Self::VrpCli => "vrp-cli",
            Self::Ortools => "OR-Tools",
        }
    }

    /// The package it comes in, as `benches/peers/requirements.txt` names it; none for ours.
    pub fn package(self) -> Option<&'static str> {
        match self {
            Self::Fenjian => None,
            Self::Pyvrp => Some("pyvrp"),
            Self::Hygese => Some("hygese"),
            Self::Vroom => Some("pyvroom"),
            Self::VrpCli => Some("vrp-cli"),
            Self::Ortools => Some("ortools"),
        }
    }

    /// Its worker for classic instances; none for ours, which is a program.
    pub fn worker(self) -> Option<&'static str> {
        match self {
            Self::Fenjian => None,
            Self::Pyvrp => Some("run_pyvrp.py"),
            Self::Hygese => Some("run_hygese.py"),
            Self::Vroom => Some("run_vroom.py"),
            Self::VrpCli => Some("run_vrp_cli.py"),
            Self::Ortools => Some("run_ortools.py"),
        }
    }

    /// Its worker for a day.
    pub fn day_worker(self) -> Option<&'static str> {
        match self {
            Self::Vroom => Some("day_vroom.py"),
            Self::VrpCli => Some("day_vrp_cli.py"),
            _ => None,
        }
    }

    /// Whether another seed can give another answer: those without are run once.
    pub fn seeded(self) -> bool {
        !matches!(self, Self::Vroom | Self::Ortools)
    }

    /// Whether it knows this kind of instance.
    pub fn takes(self, instance: &Instance) -> bool {
        self != Self::Hygese || instance.timing.is_none()
    }
}
