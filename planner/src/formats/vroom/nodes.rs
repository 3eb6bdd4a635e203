//! From places to the nodes of the problem.
//!
//! A place is one node as long as driving within it costs nothing. Where it does (a matrix with
//! something on its diagonal, or work that is paid by the hour and charged with the leg to it),
//! every job has a node of its own.

use super::job::Job;
use super::matrices::Matrices;
use super::vehicle::Vehicle;

/// The nodes of a problem.
pub(super) struct Nodes {
    /// The place of each node.
    pub(super) places: Vec<usize>,
    /// The node of each job.
    pub(super) of_job: Vec<usize>,
    /// For each place the node where vehicles start and end.
    of_place: Vec<usize>,
}

impl Nodes {
    /// Numbers the nodes; `places` is how many places there are.
    pub(super) fn new(
        places: usize,
        jobs: &[Job],
        vehicles: &[Vehicle],
        matrices: Option<&Matrices>,
    ) -> Self {
        let apart = vehicles.iter().any(|vehicle| vehicle.costs.per_task_hour > 0)
            || matrices.is_some_and(|matrices| drives_within(matrices, jobs, vehicles));
        const NONE: usize = usize::MAX;
        let mut nodes =
            Self { places: Vec::new(), of_job: Vec::new(), of_place: vec![NONE; places] };
        for job in jobs {
            let place = job.place.number;
            if apart || nodes.of_place[place] == NONE {
                if !apart {
                    nodes.of_place[place] = nodes.places.len();
                }
                nodes.of_job.push(nodes.places.len());
                nodes.places.push(place);
            } else {
                nodes.of_job.push(nodes.of_place[place]);
            }
        }
        for place in vehicles.iter().flat_map(|vehicle| [vehicle.start, vehicle.end]).flatten() {
            if nodes.of_place[place.number] == NONE {
                nodes.of_place[place.number] = nodes.places.len();
                nodes.places.push(place.number);
            }
        }
        nodes
    }

    /// The node where vehicles start or end at `place`.
    pub(super) fn of_place(&self, place: usize) -> usize {
        self.of_place[place]
    }
}

/// Whether a leg from a place to itself can be driven and is not free.
fn drives_within(matrices: &Matrices, jobs: &[Job], vehicles: &[Vehicle]) -> bool {
    let rows = matrices.rows;
    let mut jobs_at = vec![0; rows];
    for job in jobs {
        jobs_at[job.place.number] += 1;
    }
    let mut ends_at = vec![false; rows];
    for place in vehicles.iter().flat_map(|vehicle| [vehicle.start, vehicle.end]).flatten() {
        ends_at[place.number] = true;
    }
    let within = |row: usize| jobs_at[row] > 1 || jobs_at[row] == 1 && ends_at[row];
    (matrices.profiles.values()).any(|legs| {
        let tables = [Some(&legs.durations), legs.distances.as_ref(), legs.costs.as_ref()];
        tables
            .into_iter()
            .flatten()
            .any(|table| (0..rows).any(|row| within(row) && table[row * rows + row] > 0))
    })
}
