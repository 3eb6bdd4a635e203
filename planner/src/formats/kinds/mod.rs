//! The kinds of files: for each its columns, and how a row becomes a value.

pub(super) mod alerts;
pub(super) mod calendar;
pub(super) mod cards;
pub(super) mod centres;
pub(super) mod fleet;
pub(super) mod locations;
pub(super) mod machines;
pub(super) mod matrix;
pub(super) mod policy;
pub(super) mod pouching;
pub(super) mod tariff;
