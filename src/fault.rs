//! Named points at which a test can stop the program as `kill -9` would, or as a fault of its own.
//! A release build has none.

/// Stops the process here when the environment says so: `OOGO_BREEKPUNT=name`, or `name:2` for
/// the second time that it comes by.
pub fn point(name: &str) {
    #[cfg(debug_assertions)]
    if let Ok(wanted) = std::env::var("OOGO_BREEKPUNT") {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static SEEN: AtomicUsize = AtomicUsize::new(0);
        let (wanted, times) = wanted.split_once(':').unwrap_or((&wanted, "1"));
        if wanted == name && times.parse() == Ok(SEEN.fetch_add(1, Ordering::Relaxed) + 1) {
            std::process::abort();
        }
    }
    #[cfg(not(debug_assertions))]
    let _ = name;
}

/// Stops on a fault of the program's own when the environment says so: `OOGO_FOUT=name`.
#[allow(clippy::panic, reason = "that is what it is for")]
pub fn panics(name: &str) {
    #[cfg(debug_assertions)]
    if std::env::var("OOGO_FOUT").is_ok_and(|wanted| wanted == name) {
        panic!("a test asked for it");
    }
    #[cfg(not(debug_assertions))]
    let _ = name;
}
