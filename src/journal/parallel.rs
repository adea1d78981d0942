//! More hands: work that is done by several threads at the same time.
//!
//! Used where a long journal is read and folded. Whether more hands are worth their while is for
//! the caller to say; this module gets it done, even where the system gives
//! no thread any more, as under a limit on processes.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Builder};

/// Does all works at the same time, each on a thread of its own, and hands over what came of them
/// in their order. It does itself what no thread could be had for.
///
/// This thread waits meanwhile: a system that has a processor to spare gives it to a thread that
/// begins only when the one that called it in is out of the way. Workers wait until all are
/// called in: one that does may take this processor from the caller, who then calls the next one
/// when the first is done.
pub(super) fn do_all<W: FnOnce() -> T + Send, T: Send>(
    works: impl IntoIterator<Item = W>,
) -> Vec<T> {
    do_all_by(Builder::new, works)
}

/// As [`do_all`], with threads that are built in this way.
fn do_all_by<W: FnOnce() -> T + Send, T: Send>(
    builder: impl Fn() -> Builder,
    works: impl IntoIterator<Item = W>,
) -> Vec<T> {
    // A thread that could not be had does not give back what it was to do.
    let works: Vec<_> = works
        .into_iter()
        .map(|work| Mutex::new(Some(work)))
        .collect();
    let all_are_called = AtomicBool::new(false);
    thread::scope(|scope| {
        let threads: Vec<_> = works
            .iter()
            .map(|work| {
                builder().spawn_scoped(scope, || {
                    while !all_are_called.load(Ordering::Acquire) {
                        thread::yield_now();
                    }
                    done(work)
                })
            })
            .collect();
        all_are_called.store(true, Ordering::Release);
        let results = threads
            .into_iter()
            .zip(&works)
            .map(|(thread, work)| match thread {
                Ok(thread) => thread.join().unwrap_or_else(|why| resume_unwind(why)),
                Err(_) => done(work),
            });
        results.flatten().collect()
    })
}

/// The result of a job that has not run yet.
fn done<W: FnOnce() -> T, T>(work: &Mutex<Option<W>>) -> Option<T> {
    let work = work.lock().ok()?.take();
    work.map(|work| work())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubled(builder: impl Fn() -> Builder) -> Vec<u32> {
        do_all_by(builder, (0..5).map(|number| move || 2 * number))
    }

    #[test]
    fn what_several_did_comes_in_the_order_of_the_works() {
        assert_eq!(doubled(Builder::new), [0, 2, 4, 6, 8]);
    }

    #[test]
    fn without_a_thread_to_spare_all_is_done_all_the_same() {
        let too_large = || Builder::new().stack_size(usize::MAX / 4);
        assert!(too_large().spawn(|| ()).is_err());
        assert_eq!(doubled(too_large), [0, 2, 4, 6, 8]);
    }
}
