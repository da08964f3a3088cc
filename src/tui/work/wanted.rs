//! Whether somebody still waits for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// So long it takes at most before it is noticed that nobody waits any more.
const NOTICE: Duration = Duration::from_millis(50);

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

    /// Does what waits for others, who may never answer: none when nobody waits for it any more. It then goes on by
    /// itself, so it has to be safe beside anything.
    pub fn while_it_holds<T: Send + 'static>(&self, act: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (done, answer) = mpsc::channel();
        let thread = std::thread::spawn(move || drop(done.send(act())));
        loop {
            match answer.recv_timeout(NOTICE) {
                Ok(done) => return Some(done),
                Err(RecvTimeoutError::Timeout) if self.holds() => {}
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => match thread.join() {
                    Err(fault) => std::panic::resume_unwind(fault),
                    Ok(()) => return None,
                },
            }
        }
    }

    /// Nobody waits any more.
    pub fn give_up(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
