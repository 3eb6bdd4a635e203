//! What the program says: results on stdout, progress and logs on stderr.

use crate::cli::Command;
use fenjian_planner::fault::{self, Fault};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where results go and in which form.
#[derive(Debug)]
pub struct Console {
    json: bool,
    /// Whether the result has been given: programs get one object, even when the work then fails.
    given: AtomicBool,
}

impl Console {
    /// Results as one JSON object, or as lines for people.
    pub fn new(json: bool) -> Self {
        Self { json, given: AtomicBool::new(false) }
    }

    /// Gives the result of a command: `text` to people, `object` to programs, which get no second
    /// one when a command goes on to serve pages.
    pub fn result(&self, text: &str, object: &Value) {
        if self.given.swap(true, Ordering::Relaxed) && self.json {
            return self.note(text);
        }
        let out = if self.json { object.to_string() } else { text.trim_end().to_owned() };
        // A closed pipe is the reader's wish to hear no more.
        let _ = writeln!(std::io::stdout(), "{out}");
    }

    /// Says on stderr what is being done.
    pub fn note(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// Reports a failure: on stderr for people, on stdout for programs that have no result yet.
    pub fn failed(&self, fault: &Fault) {
        if self.json && !self.given.load(Ordering::Relaxed) {
            let error = json!({
                "code": fault.code.id,
                "cause": cause(fault.code.cause, &fault.detail),
                "action": fault.code.action,
            });
            let _ = writeln!(std::io::stdout(), "{}", json!({ "error": error }));
        }
        let _ = writeln!(std::io::stderr(), "错误 {fault}");
    }

    /// A progress bar over `total` steps on stderr; silent when nobody watches.
    pub fn bar(&self, total: u64, what: &'static str) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        if let Ok(style) =
            ProgressStyle::with_template("{msg} {wide_bar} {percent}% {elapsed}/{duration}")
        {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar
    }
}

/// A kind's cause with what exactly happened.
pub fn cause(cause: &str, detail: &str) -> String {
    if detail.is_empty() { cause.to_owned() } else { format!("{cause}：{detail}") }
}

/// An input or output error about `what`.
pub fn io_fault(what: &str, error: &std::io::Error) -> Fault {
    Fault::new(fault::CANNOT_WRITE, format!("{what}：{error}"))
}

/// Starts structured logs on stderr: one JSON object a line while serving, where other programs
/// read them, short lines elsewhere. `FENJIAN_LOG` sets the level.
pub fn start_logs(command: &Command) {
    let level = std::env::var("FENJIAN_LOG").ok();
    let serving = matches!(command, Command::Serve(_));
    let usual = if serving { "warn,fenjian=info,tower_http=info" } else { "warn" };
    let filter = tracing_subscriber::EnvFilter::new(level.as_deref().unwrap_or(usual));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first.
    let _ = if serving { logs.json().try_init() } else { logs.try_init() };
}
