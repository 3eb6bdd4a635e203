//! What the printed manifests promise: their text, their totals, their pages, their barcodes.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod bound;
mod browser;
mod edition;
mod golden;
mod hostile;
mod lines;
mod numbers;
mod pages;
mod paper;
mod plan;
mod problem;
mod scripts;
mod second;
mod sorting;
mod sorts;
mod totals;
mod unprintable;
