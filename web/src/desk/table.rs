//! One draft on the desk: who sits at it, and the way of an edit from request to answer. An edit is evaluated in
//! memory, added to the stored log, and only then seen by anybody; whatever fails in between, memory is thrown away
//! and made again from the log.

use super::form::{BoardForm, DeltaForm, EntryForm, KeptForm, LogForm, SearchForm, TrialForm};
use super::refusal::Refusal;
use super::state::State;
use super::{form::EditForm, show};
use fenjian_planner::desk::{Edit, Entry, What};
use fenjian_planner::fault::{self, Fault};
use fenjian_sql::drafts::{Appended, DraftHead, NewEntry};
use fenjian_sql::sealed::FloorMark;
use fenjian_sql::store::Store;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex as Plain, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::{Mutex, OwnedMutexGuard, broadcast};

/// So many happenings wait for a slow follower; who is slower loads the board again.
const WAITING: usize = 256;

/// Who is said to have sealed something.
const FLOOR: &str = "分拣现场";

/// An edit is tried again so often when another program writes to the same log.
const TRIES: usize = 5;

/// What everybody who follows a draft is told.
#[derive(Clone)]
pub(crate) enum Happening {
    /// The log grew.
    Entries(Arc<Grown>),
    /// Somebody came or went.
    People(Arc<Vec<String>>),
    /// A search began, found something better, or ended.
    Search(Arc<SearchForm>),
}

/// New records and what they changed.
#[derive(Serialize)]
pub(crate) struct Grown {
    pub(crate) entries: Vec<EntryForm>,
    pub(crate) delta: DeltaForm,
}

/// What somebody wants to do.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    /// An edit; a reason where limits may break.
    Edit(EditForm, Option<String>),
    /// What a search found.
    Adopt(Box<Edit>),
    /// The last edit back.
    Undo,
    /// And again.
    Redo,
    /// The floor sealed something for these vehicles and no others.
    Sealed(Vec<String>),
}

/// A wish with who, on which version, and what the device calls it.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) by: String,
    pub(crate) version: u32,
    pub(crate) client: Option<String>,
    pub(crate) wish: Wish,
}

/// A draft that is open.
pub(crate) struct Table {
    store: Store,
    id: i64,
    /// None when it has to be made again from the log.
    state: Arc<Mutex<Option<State>>>,
    feed: broadcast::Sender<Happening>,
    people: Plain<BTreeMap<u64, String>>,
    used: Plain<Instant>,
    /// How far the floor had come when it was last looked at.
    floor: Plain<Option<FloorMark>>,
}

type Seat = OwnedMutexGuard<Option<State>>;

/// What the evaluation of a wish comes to.
enum Verdict {
    /// Entered in memory, not yet stored: its line.
    Entered(String),
    /// Sent before: its number.
    Known(u32),
    Refused(Refusal),
}

impl Table {
    pub(super) fn new(store: Store, id: i64) -> Self {
        let (feed, _) = broadcast::channel(WAITING);
        let people = Plain::new(BTreeMap::new());
        let used = Plain::new(Instant::now());
        Self { store, id, state: Arc::default(), feed, people, used, floor: Plain::default() }
    }

    /// When it was last asked for anything; none while somebody follows it.
    pub(super) fn idle_since(&self) -> Option<Instant> {
        (self.feed.receiver_count() == 0).then(|| *locked(&self.used))
    }

    /// The state, made from the log where there is none.
    async fn sit(&self) -> Result<Seat, Fault> {
        *locked(&self.used) = Instant::now();
        let mut seat = Arc::clone(&self.state).lock_owned().await;
        if seat.is_none() {
            let head = self.store.draft(self.id).await?;
            let base = self.store.draft_base(&head).await?;
            let log = self.store.draft_log(self.id, 0).await?;
            *seat = Some(off(move || State::replay(base, &log)).await??);
        }
        Ok(seat)
    }

    /// Takes over what another program added to the log.
    pub(crate) async fn catch_up(&self) -> Result<(), Fault> {
        let seat = self.sit().await?;
        let from = seat.as_ref().map_or(0, State::version);
        if self.store.draft_version(self.id).await? > from {
            let log = self.store.draft_log(self.id, from).await?;
            self.follow(seat, from, log).await?;
        }
        Ok(())
    }

    async fn follow(
        &self,
        mut seat: Seat,
        from: u32,
        log: Vec<fenjian_sql::drafts::Logged>,
    ) -> Result<Seat, Fault> {
        let Some(mut state) = seat.take() else { return Ok(seat) };
        let (state, grown) = off(move || {
            for logged in &log {
                state.follow(logged)?;
            }
            let grown = Grown { entries: state.entries(from), delta: state.delta(from) };
            Ok::<_, Fault>((state, grown))
        })
        .await??;
        *seat = Some(state);
        self.tell(Happening::Entries(Arc::new(grown)));
        Ok(seat)
    }

    /// The whole draft.
    pub(crate) async fn board(&self, head: DraftHead) -> Result<BoardForm, Fault> {
        let seat = self.sit().await?;
        let behind = seat.as_ref().is_some_and(|state| state.version() < head.version);
        drop(seat);
        if behind {
            self.catch_up().await?;
        }
        self.read(move |state| state.board(&head)).await
    }

    /// The records after version `from`.
    pub(crate) async fn log(&self, from: u32) -> Result<LogForm, Fault> {
        self.read(move |state| LogForm { version: state.version(), entries: state.entries(from) })
            .await
    }

    /// Looks at the state off the async workers.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&State) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let seat = self.sit().await?;
        let gone = || Fault::new(fault::PAGE_BROKEN, "草稿不在内存中");
        off(move || seat.as_ref().map(look).ok_or_else(gone)).await?
    }

    /// What an edit would change, on the newest version; nothing is kept.
    pub(crate) async fn trial(&self, version: u32, form: EditForm) -> Result<TrialForm, Refusal> {
        self.read(move |state| trial(state, version, &form)).await?
    }

    /// Takes over what the floor sealed or opened since it was last looked at: that stays from here on.
    pub(crate) async fn heed_floor(self: &Arc<Self>) -> Result<(), Refusal> {
        let head = self.store.draft(self.id).await?;
        let mark = self.store.floor_mark(&head.centre, head.day).await?;
        if *locked(&self.floor) == Some(mark) {
            return Ok(());
        }
        let sealed = self.store.sealed_vehicles(&head.centre, head.day).await?;
        let (version, news) =
            self.read(move |state| (state.version(), state.newly_sealed(&sealed))).await?;
        if let Some(vehicles) = news {
            let (by, wish) = (FLOOR.to_owned(), Wish::Sealed(vehicles));
            self.enter(Ask { by, version, client: None, wish }).await?;
        }
        *locked(&self.floor) = Some(mark);
        Ok(())
    }

    /// Does what somebody wants, and answers when that is durable. Goes on when who asked has gone.
    pub(crate) async fn ask(self: &Arc<Self>, ask: Ask) -> Result<KeptForm, Refusal> {
        self.heed_floor().await?;
        self.enter(ask).await
    }

    async fn enter(self: &Arc<Self>, ask: Ask) -> Result<KeptForm, Refusal> {
        let table = Arc::clone(self);
        let work = tokio::spawn(async move { table.serve(ask).await });
        let broken = |e: tokio::task::JoinError| Fault::new(fault::PAGE_BROKEN, e.to_string());
        work.await.map_err(broken)?
    }

    async fn serve(&self, ask: Ask) -> Result<KeptForm, Refusal> {
        for _ in 0..TRIES {
            let mut seat = self.sit().await?;
            if seat.as_ref().is_some_and(|state| state.version() < ask.version) {
                drop(seat);
                self.catch_up().await?;
                seat = self.sit().await?;
            }
            let Some(state) = seat.take() else { continue };
            let asked = ask.clone();
            let (verdict, mut state) = off(move || judge(state, &asked)).await?;
            let line = match verdict {
                Verdict::Entered(line) => line,
                Verdict::Refused(refusal) => {
                    *seat = Some(state);
                    return Err(refusal);
                }
                Verdict::Known(n) => {
                    let answered = answer(&state, &ask, n, true);
                    *seat = Some(state);
                    return answered;
                }
            };
            let n = state.version();
            let new = NewEntry {
                after: n.saturating_sub(1),
                by: &ask.by,
                text: &line,
                client: ask.client.as_deref(),
            };
            // Where it is not stored, the state is dropped and made again from the log; where another program was
            // faster, the wish is judged again on that.
            let Appended::Kept { at } = self.store.append_entry(self.id, new).await? else {
                continue;
            };
            let asked = ask.clone();
            let (state, grown, answered) = off(move || {
                state.stamp(at);
                let grown = Grown { entries: state.entries(n - 1), delta: state.delta(n - 1) };
                let answered = answer(&state, &asked, n, false);
                (state, grown, answered)
            })
            .await?;
            *seat = Some(state);
            self.tell(Happening::Entries(Arc::new(grown)));
            return answered;
        }
        Err(Fault::new(fault::CONFLICT, "草稿").into())
    }

    pub(super) fn tell(&self, happening: Happening) {
        // Nobody may be listening.
        let _ = self.feed.send(happening);
    }

    /// Follows the draft from version `from`: what came since, and a receiver of all that comes.
    pub(crate) async fn watch(
        &self,
        from: u32,
    ) -> Result<(Option<Grown>, u32, broadcast::Receiver<Happening>), Fault> {
        // Under the lock, so that nothing falls between the two.
        let seat = self.sit().await?;
        let receiver = self.feed.subscribe();
        off(move || {
            let version = seat.as_ref().map_or(0, State::version);
            let grown = seat
                .as_ref()
                .filter(|_| from < version)
                .map(|state| Grown { entries: state.entries(from), delta: state.delta(from) });
            (grown, version, receiver)
        })
        .await
    }

    /// Somebody comes; who is there by now.
    pub(super) fn come(&self, seat: u64, name: String) -> Arc<Vec<String>> {
        self.change_people(|people| {
            people.insert(seat, name);
        })
    }

    /// And goes.
    pub(super) fn go(&self, seat: u64) {
        self.change_people(|people| {
            people.remove(&seat);
        });
    }

    fn change_people(&self, change: impl FnOnce(&mut BTreeMap<u64, String>)) -> Arc<Vec<String>> {
        let names = {
            let mut people = locked(&self.people);
            change(&mut people);
            let mut names: Vec<String> = people.values().cloned().collect();
            names.sort();
            names.dedup();
            Arc::new(names)
        };
        self.tell(Happening::People(Arc::clone(&names)));
        names
    }
}

/// Enters a wish into the state, or says why not.
fn judge(mut state: State, ask: &Ask) -> (Verdict, State) {
    if let Some(record) = ask.client.as_deref().and_then(|client| state.known(client)) {
        return (Verdict::Known(record.form.n), state);
    }
    let newest = state.version();
    let verdict = match enter(&mut state, ask) {
        Ok(()) => Verdict::Entered(state.line()),
        Err(refusal) => Verdict::Refused(refusal.at(newest)),
    };
    (verdict, state)
}

fn enter(state: &mut State, ask: &Ask) -> Result<(), Refusal> {
    let newest = state.version();
    if ask.version > newest {
        return Err(Fault::new(fault::VERSION_UNKNOWN, ask.version.to_string()).into());
    }
    let late = ask.version < newest;
    let overtaken = |state: &State, refusal: Refusal| refusal.overtaken(state.entries(ask.version));
    let still = |state: &State, edit: Edit, because: Option<String>| {
        if late && !state.same_meaning(&edit, ask.version) {
            return Err(overtaken(state, Fault::new(fault::OVERTAKEN, "").into()));
        }
        Ok(What::Edit { edit, because })
    };
    let what = match &ask.wish {
        Wish::Edit(form, because) => still(state, state.names.edit(form)?, because.clone())?,
        Wish::Adopt(edit) => still(state, edit.as_ref().clone(), None)?,
        Wish::Undo | Wish::Redo if late => {
            return Err(overtaken(state, Fault::new(fault::OVERTAKEN, "").into()));
        }
        Wish::Undo => What::Undo,
        Wish::Redo => What::Redo,
        Wish::Sealed(vehicles) => What::Sealed { vehicles: state.vehicles(vehicles) },
    };
    let entry = Entry { by: ask.by.clone(), what };
    match state.enter(entry, ask.client.clone()) {
        Ok(_) => Ok(()),
        Err(refused) => {
            let refusal = Refusal::of(&state.names, *refused);
            Err(if late { overtaken(state, refusal) } else { refusal })
        }
    }
}

fn trial(state: &State, version: u32, form: &EditForm) -> Result<TrialForm, Refusal> {
    let newest = state.version();
    let lawful = |change, broken: Vec<_>| TrialForm {
        version: newest,
        lawful: broken.is_empty(),
        change,
        broken,
    };
    let refused = match state.names.edit(form) {
        Err(fault) => fault.into(),
        Ok(edit) => match state.draft.look(&edit) {
            Ok(change) => return Ok(lawful(show::change(&change), Vec::new())),
            Err(refused) => match &refused.change {
                Some(change) => {
                    let broken = refused.broken.iter().map(|b| show::broken(&state.names, b));
                    return Ok(lawful(show::change(change), broken.collect()));
                }
                None => Refusal::of(&state.names, *refused),
            },
        },
    };
    let refused = match version < newest {
        true => refused.overtaken(state.entries(version)),
        false => refused,
    };
    Err(refused.at(newest))
}

/// What is answered to a wish whose record is number `n`.
fn answer(state: &State, ask: &Ask, n: u32, repeated: bool) -> Result<KeptForm, Refusal> {
    let record = state.log.get(n as usize - 1);
    let record = record.ok_or_else(|| Fault::new(fault::PAGE_BROKEN, "没有这条记录"))?;
    let mut since = state.entries(ask.version);
    since.retain(|other| other.n < n);
    Ok(KeptForm {
        version: n,
        repeated,
        change: record.form.change,
        entry: record.form.as_ref().clone(),
        since,
        delta: state.delta(ask.version.min(state.version())),
    })
}

/// Runs what takes long off the async workers.
pub(super) async fn off<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let broken = |e: tokio::task::JoinError| Fault::new(fault::PAGE_BROKEN, e.to_string());
    tokio::task::spawn_blocking(work).await.map_err(broken)
}

/// What a thread that panicked left behind is still whole: each change is one assignment.
pub(super) fn locked<T>(mutex: &Plain<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
