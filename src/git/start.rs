//! How libgit2 starts.

use std::sync::Once;

static EENS: Once = Once::new();

/// Starts libgit2, before anything is asked of it: with the ways to a server, and so that it opens a
/// repository that another account owns, as on any shared network drive.
///
/// It checks whose a folder is because git runs programs that a repository's configuration names (hooks, pagers,
/// drivers); libgit2 runs none of these, and oogo starts no git.
#[allow(unsafe_code)]
pub fn start() {
    EENS.call_once(|| {
        super::exchange::web::begin();
        super::exchange::ssh::begin();
        // SAFETY: it sets one global of libgit2, before any repository is opened; every opening
        // goes through this function, and `Once` orders the calls.
        // A failure leaves the check on: such a folder is then refused with a sentence.
        let _ = unsafe { git2::opts::set_verify_owner_validation(false) };
    });
}
