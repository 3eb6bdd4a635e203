//! The protocols: which instances, chosen once, how long, with which seeds, and by whom.

use super::Result;
use super::solver::Solver;

/// A named comparison.
pub struct Protocol {
    /// As the command line and the page name it.
    pub name: &'static str,
    /// What is compared.
    pub measure: Measure,
    /// The instances, in classes whose means are compared.
    pub classes: &'static [Class],
    /// What is run.
    pub rounds: &'static [Round],
}

/// What a table of a protocol shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Gap to the best known.
    Gap,
    /// Distance, because not every instance has a best known.
    Distance,
    /// Vehicles, then distance.
    Vehicles,
    /// Seconds until the gap is small.
    Scaling,
    /// Cost of a day of a mixed fleet, and stops left out.
    Day,
}

/// Instances of one size.
pub struct Class {
    /// As tables name it.
    pub label: &'static str,
    /// Their names.
    pub instances: &'static [&'static str],
}

/// Runs with one limit.
pub struct Round {
    /// Wall seconds.
    pub seconds: f64,
    /// Seeds.
    pub seeds: &'static [u64],
    /// Threads; each is a run of its own.
    pub threads: &'static [usize],
    /// By whom.
    pub solvers: &'static [Solver],
}

const CVRP_PEERS: [Solver; 6] = Solver::ALL;
const OURS: [Solver; 1] = [Solver::Fenjian];

/// All protocols.
pub const PROTOCOLS: [Protocol; 7] = [X, X_ALL, BELGIUM, VRPTW, FEWEST, DAY, SCALING];

const X: Protocol = Protocol {
    name: "x",
    measure: Measure::Gap,
    classes: &[
        Class { label: "n ≤ 250", instances: &["X-n143-k7", "X-n186-k15", "X-n242-k48"] },
        Class { label: "n ≤ 500", instances: &["X-n284-k15", "X-n344-k43", "X-n449-k29"] },
        Class { label: "n ≤ 1,000", instances: &["X-n627-k43", "X-n819-k171", "X-n1001-k43"] },
    ],
    rounds: &[
        Round { seconds: 10.0, seeds: &[1, 2, 3], threads: &[2], solvers: &CVRP_PEERS },
        Round { seconds: 60.0, seeds: &[1], threads: &[2], solvers: &CVRP_PEERS },
    ],
};

const X_ALL: Protocol = Protocol {
    name: "x-all",
    measure: Measure::Gap,
    classes: &[
        Class {
            label: "n ≤ 250",
            instances: &[
                "X-n101-k25",
                "X-n115-k10",
                "X-n129-k18",
                "X-n143-k7",
                "X-n157-k13",
                "X-n172-k51",
                "X-n186-k15",
                "X-n200-k36",
                "X-n214-k11",
                "X-n228-k23",
                "X-n242-k48",
            ],
        },
        Class {
            label: "n ≤ 500",
            instances: &[
                "X-n256-k16",
                "X-n270-k35",
                "X-n284-k15",
                "X-n298-k31",
                "X-n313-k71",
                "X-n327-k20",
                "X-n344-k43",
                "X-n367-k17",
                "X-n393-k38",
                "X-n420-k130",
                "X-n449-k29",
                "X-n480-k70",
            ],
        },
        Class {
            label: "n ≤ 1,000",
            instances: &[
                "X-n513-k21",
                "X-n548-k50",
                "X-n586-k159",
                "X-n627-k43",
                "X-n670-k130",
                "X-n716-k35",
                "X-n766-k71",
                "X-n819-k171",
                "X-n876-k59",
                "X-n936-k151",
                "X-n1001-k43",
            ],
        },
    ],
    rounds: &[Round { seconds: 10.0, seeds: &[1], threads: &[2], solvers: &OURS }],
};

const BELGIUM: Protocol = Protocol {
    name: "belgium",
    measure: Measure::Gap,
    classes: &[Class {
        label: "3,000 to 20,000",
        instances: &["Leuven1", "Antwerp1", "Ghent2", "Brussels1", "Flanders1"],
    }],
    rounds: &[Round { seconds: 60.0, seeds: &[1], threads: &[2], solvers: &OURS }],
};

// One instance with customers in clusters, one at random, one mixed; both lengths of the day.
const VRPTW: Protocol = Protocol {
    name: "vrptw",
    measure: Measure::Distance,
    classes: &[
        Class { label: "100", instances: &["C203", "R107", "RC207"] },
        Class { label: "200", instances: &["C1_2_4", "R1_2_4", "RC2_2_7"] },
        Class { label: "400", instances: &["C1_4_4", "R2_4_4", "RC1_4_7"] },
        Class { label: "1,000", instances: &["C2_10_4", "R1_10_4", "RC1_10_7"] },
    ],
    rounds: &[Round {
        seconds: 30.0,
        seeds: &[1],
        threads: &[2],
        solvers: &[Solver::Fenjian, Solver::Pyvrp],
    }],
};

const FEWEST: Protocol = Protocol {
    name: "fewest",
    measure: Measure::Vehicles,
    classes: &[
        Class {
            label: "C",
            instances: &["C101", "C103", "C105", "C107", "C109", "C201", "C203", "C205", "C207"],
        },
        Class {
            label: "R",
            instances: &[
                "R101", "R103", "R105", "R107", "R109", "R111", "R201", "R203", "R205", "R207",
                "R209", "R211",
            ],
        },
        Class {
            label: "RC",
            instances: &["RC101", "RC103", "RC105", "RC107", "RC201", "RC203", "RC205", "RC207"],
        },
    ],
    rounds: &[Round { seconds: 10.0, seeds: &[1], threads: &[2], solvers: &OURS }],
};

/// Days of the sample, as the demonstration has them, and of the made-up province; the number is the
/// province's or how many drop points it has.
const DAY: Protocol = Protocol {
    name: "day",
    measure: Measure::Day,
    classes: &[
        Class { label: "the sample's days", instances: &["sample-44", "sample-51"] },
        Class { label: "made-up days", instances: &["province-450", "province-700"] },
    ],
    rounds: &[Round {
        seconds: 30.0,
        seeds: &[1, 2, 3],
        threads: &[2],
        solvers: &[Solver::Fenjian, Solver::Vroom, Solver::VrpCli],
    }],
};

/// The last is made by the generator; its best known is the best of these runs.
const SCALING: Protocol = Protocol {
    name: "scaling",
    measure: Measure::Scaling,
    classes: &[Class {
        label: "100 to 30,000",
        instances: &[
            "X-n101-k25",
            "X-n200-k36",
            "X-n513-k21",
            "X-n1001-k43",
            "Leuven1",
            "Antwerp1",
            "Ghent2",
            "Flanders1",
            "generated-30000",
        ],
    }],
    rounds: &[Round { seconds: 60.0, seeds: &[1], threads: &[1, 2], solvers: &OURS }],
};

/// The protocol of this name.
///
/// # Errors
/// With the names there are when it is none of them.
pub fn named(name: &str) -> Result<&'static Protocol> {
    static ALL: [Protocol; 7] = PROTOCOLS;
    let names = PROTOCOLS.map(|protocol| protocol.name).join(", ");
    let found = ALL.iter().find(|protocol| protocol.name == name);
    found.ok_or_else(|| format!("no protocol {name:?}; there are {names}").into())
}
