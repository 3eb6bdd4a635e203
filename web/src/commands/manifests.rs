//! `fenjian manifests`: writes the day's manifests into a folder, as HTML or as PDF, and notes each in the log of
//! prints before it is written.

use super::{cores, off_workers};
use crate::cli::Manifests;
use crate::console::{Console, io_fault};
use crate::home;
use crate::manifests::{self, Choice, Kind, Second, Unprintable};
use crate::print::{Amendment, Binding, Browser, Job, Order, Outcome, amendment, press};
use crate::translations;
use fenjian_planner::fault::Fault;
use fenjian_sql::edition::Edition;
use fenjian_sql::print_log::{OnPaper, Signature};
use fenjian_sql::store::Store;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes one HTML file per kind and, unless one kind was asked for, one with everything on A4; or
/// PDF of what is on A4 and of labels.
pub(super) async fn run(args: Manifests, console: &Console) -> Result<(), Fault> {
    let browser = args.pdf.then(Browser::find).transpose()?;
    let database = home::open().await?;
    let store = &database.store;
    let edition = store.edition(&args.day.centre, args.day.day, None).await?;
    if let Some(kind) = args.only {
        manifests::require(&edition, kind)?;
    }
    let edition = Arc::new(edition);
    let kinds = args.only.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let second = args.second.as_deref().map(translations::at).transpose()?;
    let findings = inspect(&edition, second.as_deref(), console).await?;
    let mut choice = Choice { small_labels: args.small_labels, second, ..Choice::of(&kinds) };
    let mut amended = None;
    if args.changed {
        let on_paper = store.on_paper(&args.day.centre, args.day.day).await?;
        let edition = Arc::clone(&edition);
        let found = off_workers(move || Ok(amendment(&edition, &kinds, &on_paper))).await?;
        choice.only = Some(found.print.clone());
        amended = Some(found);
    }
    let binding = Binding { both_sides: args.both_sides, ..Binding::default() };
    let job = Job { edition, choice, binding };
    let signature = signature(args.by.clone());
    let written = match browser {
        Some(browser) => write_pdf(&browser, store, job, &signature, &args, console).await?,
        None => write_html(store, job, &signature, &args.out).await?,
    };
    let mut object = written.object(amended.as_ref());
    object["findings"] = findings.iter().map(finding).collect();
    console.result(&written.text(amended.as_ref()), &object);
    Ok(())
}

/// Names what cannot be printed as it is, before anything is: on stderr the first characters of
/// many.
pub(super) async fn inspect(
    edition: &Arc<Edition>,
    second: Option<&Second>,
    console: &Console,
) -> Result<Vec<Unprintable>, Fault> {
    const SHOWN: usize = 20;
    let edition = Arc::clone(edition);
    let mut found = off_workers(move || Ok(manifests::unprintable(&edition))).await?;
    found.extend(second.map(Second::findings).into_iter().flatten().cloned());
    for one in found.iter().take(SHOWN) {
        console.note(&one.to_string());
    }
    if found.len() > SHOWN {
        console.note(&format!("还有 {} 项，见 --json", found.len() - SHOWN));
    }
    Ok(found)
}

/// A finding for programs, with every place.
fn finding(one: &Unprintable) -> Value {
    let places = one
        .places
        .iter()
        .map(|at| json!({ "manifest": at.manifest, "field": at.field, "of": at.of }));
    json!({
        "code": one.code.id, "cause": one.code.cause, "action": one.code.action,
        "character": one.code_point(), "package": one.package,
        "places": places.collect::<Vec<_>>(),
    })
}

/// Who prints from the command line.
pub(super) fn signature(by: Option<String>) -> Signature {
    let user = || std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).ok();
    let named = by.or_else(user).filter(|name| !name.is_empty());
    let who = named.unwrap_or_else(|| format!("uid {}", rustix::process::getuid().as_raw()));
    Signature { who, badge: None, why: "命令行输出".into(), again: false }
}

/// Notes that `job` is printed, and gives what it comes to.
async fn log(store: &Store, job: &Job, signature: &Signature) -> Result<Outcome, Fault> {
    let counted = job.clone();
    let outcome = off_workers(move || Ok(counted.outcome())).await?;
    let edition = &job.edition;
    let of = (&edition.centre, edition.problem.day, edition.revision.number);
    store.log_prints(of, signature, &outcome.prints).await?;
    Ok(outcome)
}

/// Writes HTML of `job` into `folder`.
pub(super) async fn write_html(
    store: &Store,
    job: Job,
    signature: &Signature,
    folder: &Path,
) -> Result<Written, Fault> {
    log(store, &job, signature).await?;
    let folder = folder.to_owned();
    off_workers(move || write(&job, &folder)).await
}

/// Writes `all.pdf` and `pouch-label.pdf`, or one file of the kind that was asked for.
async fn write_pdf(
    browser: &Browser,
    store: &Store,
    job: Job,
    signature: &Signature,
    args: &Manifests,
    console: &Console,
) -> Result<Written, Fault> {
    let folder = &args.out;
    let failed = |e: std::io::Error| io_fault(&folder.display().to_string(), &e);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let (labels, on_a4): (Vec<Kind>, Vec<Kind>) =
        job.choice.kinds.iter().partition(|kind| kind.is_label());
    let mut written = Written::default();
    for kinds in [on_a4, labels].into_iter().filter(|kinds| !kinds.is_empty()) {
        let name = if kinds.len() > 1 { "all" } else { kinds[0].word() };
        let order = Order {
            title: format!("{} {name}", job.edition.problem.day),
            dated: job.edition.revision.made_at,
            tagged: args.tagged,
            browsers: cores(),
        };
        let path = folder.join(format!("{name}.pdf"));
        let job = Job { choice: Choice { kinds, ..job.choice.clone() }, ..job.clone() };
        let outcome = log(store, &job, signature).await?;
        if outcome.sides == 0 {
            continue;
        }
        let bar = console.bar(outcome.sides as u64, "生成 PDF");
        let pdf = press(browser, order, job, |sides| bar.set_position(sides as u64)).await?;
        bar.finish_and_clear();
        std::fs::write(&path, pdf).map_err(failed)?;
        written.files.push(path);
        written.manifests += outcome.prints.len();
        written.pages += outcome.sides;
    }
    Ok(written)
}

/// What was written.
#[derive(Default)]
pub(super) struct Written {
    /// The files, the one with everything first.
    pub(super) files: Vec<PathBuf>,
    /// How many manifests.
    pub(super) manifests: usize,
    /// How many pages.
    pub(super) pages: usize,
}

impl Written {
    fn text(&self, amended: Option<&Amendment>) -> String {
        let mut lines = vec![format!("单据 {} 份，{} 页：", self.manifests, self.pages)];
        lines.extend(self.files.iter().map(|file| file.display().to_string()));
        if let Some(amended) = amended {
            let Amendment { print, changed, kept, void } = amended;
            let (new, void_all) = (print.len() - changed, void.len());
            lines.push(format!(
                "有变 {changed} 份，新增 {new} 份，照旧有效 {kept} 份；作废纸单 {void_all} 份："
            ));
            lines.extend(void.iter().map(|paper| {
                let kind = Kind::named(&paper.kind).map_or("", Kind::zh);
                format!("作废 {}　{kind}　第 {} 版", paper.number, paper.revision)
            }));
        }
        lines.join("\n")
    }

    fn object(&self, amended: Option<&Amendment>) -> Value {
        let files: Vec<_> = self.files.iter().map(|f| f.display().to_string()).collect();
        let mut object =
            json!({ "files": files, "manifests": self.manifests, "pages": self.pages });
        if let Some(Amendment { print, changed, kept, void }) = amended {
            let paper = |paper: &OnPaper| json!({ "number": paper.number, "kind": paper.kind, "revision": paper.revision });
            object["changed"] = json!(changed);
            object["new"] = json!(print.len() - changed);
            object["kept"] = json!(kept);
            object["void"] = void.iter().map(paper).collect();
        }
        object
    }
}

/// Writes the HTML of `job` into `folder`.
fn write(job: &Job, folder: &Path) -> Result<Written, Fault> {
    let failed = |e: std::io::Error| io_fault(&folder.display().to_string(), &e);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let edition: &Edition = &job.edition;
    let kinds = &job.choice.kinds;
    let all: Vec<_> = manifests::each(edition, &job.choice).collect();
    let mut files = Vec::new();
    let mut file = |name: &str, part: &[&manifests::Manifest]| -> std::io::Result<()> {
        let path = folder.join(format!("{name}.html"));
        let mut out = BufWriter::new(File::create(&path)?);
        let title = format!("{} {name}", edition.problem.day);
        manifests::write_document(&mut out, &title, part.iter().copied())?;
        out.flush()?;
        files.push(path);
        Ok(())
    };
    if kinds.len() > 1 {
        let on_a4: Vec<_> = all.iter().filter(|m| !m.kind.is_label()).collect();
        file("all", &on_a4).map_err(failed)?;
    }
    for kind in kinds {
        let part: Vec<_> = all.iter().filter(|m| m.kind == *kind).collect();
        if !part.is_empty() {
            file(kind.word(), &part).map_err(failed)?;
        }
    }
    let pages = all.iter().map(|m| m.pages.len()).sum();
    Ok(Written { files, manifests: all.len(), pages })
}
