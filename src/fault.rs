//! Faults of the program itself: what is told of one, and named points at which a test can bring one
//! about, or stop the program as `kill -9` would. A release build has no such points.

use std::io::Write;
use std::panic::PanicHookInfo;

/// Tells that a fault stopped the program, and where in its code. Its own words are left out: they may
/// quote what a user wrote.
pub fn tell(info: &PanicHookInfo<'_>) {
    let plaats = info.location().map(|l| format!(" ({}:{})", l.file(), l.line())).unwrap_or_default();
    let mut uit = std::io::stderr();
    let _ = writeln!(
        uit,
        "oogo is gestopt door een fout in het programma{plaats}. Wat was opgeslagen, is er nog. Meld dit aan de makers."
    );
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        let _ = writeln!(uit, "{}", std::backtrace::Backtrace::force_capture());
    }
}

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
