//! Distances of classic instances, from a matrix or from points, so that 30,000 customers need no
//! matrix.

/// How a Euclidean distance becomes an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest integer, half up (TSPLIB EUC_2D).
    Nearest,
    /// Up to the next integer (TSPLIB CEIL_2D).
    Up,
    /// Tenths, cut off (the DIMACS rule for VRPTW): 12.37 is 123.
    Tenths,
}

/// The distance between any two nodes. Durations are the same numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Metric {
    /// Row by row: `legs[from * nodes + to]`, not necessarily symmetric.
    Matrix {
        /// How many nodes.
        nodes: usize,
        /// The distances.
        legs: Vec<i32>,
    },
    /// Straight lines between points.
    Plane {
        /// x and y of each node.
        points: Vec<(f64, f64)>,
        /// How they are rounded.
        rounding: Rounding,
    },
}

impl Metric {
    /// How many nodes it knows.
    pub fn nodes(&self) -> usize {
        match self {
            Self::Matrix { nodes, .. } => *nodes,
            Self::Plane { points, .. } => points.len(),
        }
    }

    /// The distance from one node to another. O(1).
    #[inline]
    pub fn distance(&self, from: usize, to: usize) -> i64 {
        match self {
            Self::Matrix { nodes, legs } => i64::from(legs[from * nodes + to]),
            Self::Plane { points, rounding } => {
                let ((ax, ay), (bx, by)) = (points[from], points[to]);
                let (dx, dy) = (ax - bx, ay - by);
                rounding.round((dx * dx + dy * dy).sqrt())
            }
        }
    }
}

impl Rounding {
    /// `length` as this rule makes it an integer.
    #[inline]
    pub fn round(self, length: f64) -> i64 {
        match self {
            Self::Nearest => (length + 0.5) as i64,
            Self::Up => length.ceil() as i64,
            // A hair more than the product, which can fall short of a whole number of tenths.
            Self::Tenths => (10.0 * length + 1e-9) as i64,
        }
    }
}
