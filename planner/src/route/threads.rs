//! Several pieces of work at once.

/// Does `work` on each of `items`, each on a thread of its own, the first one on this thread.
pub(super) fn side_by_side<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Sync) {
    let Some((own, others)) = items.split_first_mut() else { return };
    let work = &work;
    std::thread::scope(|scope| {
        for other in others {
            scope.spawn(move || work(other));
        }
        work(own);
    });
}
