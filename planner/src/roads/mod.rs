//! Distances and driving times between the nodes of a day: measured where a matrix file says so,
//! estimated from the great circle elsewhere. The only module that names petgraph.

mod area;
mod great_circle;
mod matrix;
mod measured;

pub use great_circle::{DETOUR_PERCENT, driving_time, estimate, great_circle};
pub use matrix::Matrix;
pub use measured::from_rows;
