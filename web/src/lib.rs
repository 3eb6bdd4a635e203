//! Commands, pages and printed manifests.

pub mod manifests;
