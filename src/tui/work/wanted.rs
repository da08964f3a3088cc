//! Whether somebody still waits for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared by who asks and who answers: holds until who asked gives up.
#[derive(Debug, Clone)]
pub struct Wanted(Arc<AtomicBool>);

impl Default for Wanted {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Wanted {
    /// Whether the answer is still waited for.
    pub fn holds(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Nobody waits any more.
    pub fn give_up(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
