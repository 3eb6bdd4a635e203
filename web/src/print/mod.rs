//! Paper from manifests: sides in the order of a print job, and PDF of them by a browser.
//!
//! | file | what it does |
//! | --- | --- |
//! | `job` | what is to be printed |
//! | `amendment` | what is not on paper yet, and which papers are void |
//! | `stream` | HTML of a job, piece by piece |
//! | `leaves` | sides of paper in order, with blank backs so that a route begins on a front |
//! | `part` | documents short enough for the browser, whose time grows faster than their length |
//! | `browser` | headless Chromium: one document in, one PDF out, never longer than its limit |
//! | `press` | the parts of a job through several browsers at once |
//! | `volume` | the PDFs of the parts as one, with an outline, without clocks |
//! | `tags` | the structure for screen readers, of all parts under one root |

mod amendment;
mod browser;
mod job;
mod leaves;
mod part;
mod press;
mod stream;
mod tags;
mod volume;

pub use amendment::{Amendment, amendment};
pub use browser::Browser;
pub use job::{Job, Outcome};
pub use leaves::{Binding, Bookmark, Leaf, leaves};
pub use press::{Order, press};
pub use stream::html;
