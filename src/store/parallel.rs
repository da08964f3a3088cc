//! The same work on many files, with a thread for each processor.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fewer are not worth a thread.
const WEINIG: usize = 16;
/// So many a thread takes at a time at most; of few it takes less, so that none waits long for another.
const BLOK: usize = 8;

/// What `doe` makes of each, in the order in which they are given.
pub fn alle<T: Sync, R: Send>(van: &[T], doe: impl Fn(&T) -> R + Sync) -> Vec<R> {
    op_draden(processoren(), van, doe)
}

/// As [`alle`], with one processor left free for whoever types in the meantime.
pub fn alle_rustig<T: Sync, R: Send>(van: &[T], doe: impl Fn(&T) -> R + Sync) -> Vec<R> {
    op_draden(processoren().saturating_sub(1).max(1), van, doe)
}

fn processoren() -> usize {
    // To ask the system takes longer than to read a file.
    static AANTAL: LazyLock<usize> =
        LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from).min(8));
    *AANTAL
}

/// As [`alle`], with something that each thread has of its own.
pub fn alle_met<T: Sync, E, R: Send>(
    van: &[T],
    eigen: impl Fn() -> E + Sync,
    doe: impl Fn(&E, &T) -> R + Sync,
) -> Vec<R> {
    op_draden_met(processoren(), van, eigen, doe)
}

fn op_draden<T: Sync, R: Send>(draden: usize, van: &[T], doe: impl Fn(&T) -> R + Sync) -> Vec<R> {
    op_draden_met(draden, van, || (), |(), een| doe(een))
}

fn op_draden_met<T: Sync, E, R: Send>(
    draden: usize,
    van: &[T],
    eigen: impl Fn() -> E + Sync,
    doe: impl Fn(&E, &T) -> R + Sync,
) -> Vec<R> {
    if van.len() < WEINIG || draden == 1 {
        let eigen = eigen();
        return van.iter().map(|een| doe(&eigen, een)).collect();
    }
    // Files differ much in size: each thread takes a few at a time until there are none left.
    let grootte = (van.len() / (draden * BLOK)).clamp(1, BLOK);
    let volgende = AtomicUsize::new(0);
    let werk = || {
        let mut gedaan = Vec::new();
        let eigen = eigen();
        loop {
            let begin = volgende.fetch_add(grootte, Ordering::Relaxed);
            let Some(blok) = van.get(begin..(begin + grootte).min(van.len())) else { return gedaan };
            gedaan.push((begin, blok.iter().map(|een| doe(&eigen, een)).collect::<Vec<_>>()));
        }
    };
    let mut blokken: Vec<(usize, Vec<R>)> = std::thread::scope(|bereik| {
        // Where the system has no thread left, the work is done by fewer.
        let draad = || std::thread::Builder::new().spawn_scoped(bereik, werk).ok();
        let taken: Vec<_> = (1..draden).map_while(|_| draad()).collect();
        let mut gedaan = werk();
        // A result that is lost would be taken for one that is not there.
        gedaan.extend(taken.into_iter().flat_map(|t| t.join().unwrap_or_else(|fout| std::panic::resume_unwind(fout))));
        gedaan
    });
    blokken.sort_by_key(|(begin, _)| *begin);
    blokken.into_iter().flat_map(|(_, blok)| blok).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_order_is_kept_for_any_number() {
        for n in [0, 1, 7, 8, 15, 16, 17, 1_000] {
            let van: Vec<usize> = (0..n).collect();
            assert_eq!(super::alle(&van, |x| x * 2), van.iter().map(|x| x * 2).collect::<Vec<_>>());
        }
    }
}
