//! The form of the print room as a job and a signature.

use crate::manifests::{self, Choice, Kind, Order, Second};
use crate::pages::scan::badge_digest;
use crate::print::{Binding, Job, amendment};
use crate::translations;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use fenjian_sql::edition::Edition;
use fenjian_sql::print_log::Signature;
use fenjian_sql::store::Store;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most copies of one manifest in one job.
const MOST_COPIES: usize = 9;

/// What was ordered.
pub(super) struct Ordered {
    pub(super) job: Job,
    pub(super) signature: Signature,
    /// As PDF, and whether with tags.
    pub(super) pdf: bool,
    pub(super) tagged: bool,
}

/// The fields of the form; those that may be ticked more than once are lists.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn all(&self, name: &str) -> Vec<String> {
        let of = self.0.iter().filter(|(key, value)| key == name && !value.trim().is_empty());
        of.map(|(_, value)| value.trim().to_owned()).collect()
    }

    fn one(&self, name: &str) -> String {
        self.all(name).into_iter().next().unwrap_or_default()
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
}

/// Reads the form.
///
/// Errors: W835 to W837, W834 when nothing was chosen, S730 for a badge that is not in force, F106 and
/// others for a translation file that cannot be read.
pub(super) async fn read(
    store: &Store,
    centre: &CentreCode,
    day: NaiveDate,
    fields: Vec<(String, String)>,
) -> Result<Ordered, Fault> {
    let fields = Fields(fields);
    let signature = sign(store, centre, &fields).await?;
    let edition = Arc::new(store.edition(centre, day, None).await?);
    let output = fields.one("as");
    let labels = output.starts_with("labels");
    let mut choice = Choice {
        kinds: if labels { vec![Kind::PouchLabel] } else { kinds(&fields) },
        routes: fields.all("route"),
        wave: fields.one("wave").parse().ok(),
        order: Order::named(&fields.one("order")).unwrap_or_default(),
        only: None,
        copies: fields.all("copy"),
        again: signature.again,
        small_labels: fields.has("small"),
        second: second(fields.one("second")).await?,
    };
    if signature.again {
        let number = fields.one("number");
        let (wanted, searched) = (number.clone(), Arc::clone(&edition));
        let found = tokio::task::spawn_blocking(move || find(&searched, &wanted));
        let found = found.await.map_err(gone)?;
        let (kind, subject) = found.ok_or_else(|| Fault::new(fault::NO_SUCH_MANIFEST, number))?;
        (choice.kinds, choice.routes, choice.wave) = (vec![kind], Vec::new(), None);
        choice.only = Some(BTreeSet::from([(kind, subject)]));
    } else if fields.has("changed") {
        let on_paper = store.on_paper(centre, day).await?;
        let (kinds, compared) = (choice.kinds.clone(), Arc::clone(&edition));
        let found = tokio::task::spawn_blocking(move || amendment(&compared, &kinds, &on_paper));
        choice.only = Some(found.await.map_err(gone)?.print);
    }
    if choice.kinds.is_empty() || choice.only.as_ref().is_some_and(BTreeSet::is_empty) {
        return Err(Fault::new(fault::NOTHING_TO_PRINT, ""));
    }
    for &kind in &choice.kinds {
        manifests::require(&edition, kind)?;
    }
    let copies = fields.one("copies").parse().unwrap_or(1).clamp(1, MOST_COPIES);
    let binding = Binding { both_sides: fields.has("both-sides"), copies };
    Ok(Ordered {
        job: Job { edition, choice, binding },
        signature,
        pdf: output.ends_with("pdf"),
        tagged: fields.has("tagged"),
    })
}

/// The second language that was chosen.
async fn second(name: String) -> Result<Option<Arc<Second>>, Fault> {
    tokio::task::spawn_blocking(move || translations::named(&name)).await.map_err(gone)?
}

/// The kinds that were ticked; words that are none are left out.
fn kinds(fields: &Fields) -> Vec<Kind> {
    let ticked = fields.all("kind");
    let ticked = ticked.iter().filter_map(|word| Kind::named(word));
    ticked.filter(|kind| !kind.is_label()).collect()
}

/// Who prints: the person of a badge, else the name that was typed.
async fn sign(store: &Store, centre: &CentreCode, fields: &Fields) -> Result<Signature, Fault> {
    let (code, typed, why) = (fields.one("badge"), fields.one("who"), fields.one("why"));
    let (who, badge) = match code.is_empty() {
        true => (typed, None),
        false => {
            let badge = store.badge(centre, &badge_digest(&code)).await?;
            (badge.name, Some(badge.number))
        }
    };
    let short = |text: String| text.chars().take(100).collect::<String>();
    let again = !fields.one("number").is_empty();
    if who.is_empty() {
        return Err(Fault::new(fault::PRINT_UNSIGNED, ""));
    }
    if again && why.is_empty() {
        return Err(Fault::new(fault::REPRINT_UNEXPLAINED, ""));
    }
    Ok(Signature { who: short(who), badge, why: short(why), again })
}

/// The manifest of a number.
fn find(edition: &Edition, number: &str) -> Option<(Kind, String)> {
    let all = Choice::of(Kind::ALL);
    let found = manifests::each(edition, &all)
        .find(|manifest| manifest.identity.as_ref().is_some_and(|it| it.number == number))?;
    Some((found.kind, found.subject))
}

fn gone(error: tokio::task::JoinError) -> Fault {
    Fault::new(fault::PAGE_BROKEN, error.to_string())
}
