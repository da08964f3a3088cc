//! Whose folder it is.

use std::sync::Once;

static EENS: Once = Once::new();

/// Lets libgit2 open a repository that another account owns, as on any shared network drive.
///
/// The check exists because git runs programs that a repository's configuration names (hooks,
/// pagers, drivers); libgit2 runs none of these, and oogo starts no git.
#[allow(unsafe_code)]
pub fn accept_any() {
    EENS.call_once(|| {
        // SAFETY: it sets one global of libgit2, before any repository is opened; every opening
        // goes through this function, and `Once` orders the calls.
        // A failure leaves the check on: such a folder is then refused with a sentence.
        let _ = unsafe { git2::opts::set_verify_owner_validation(false) };
    });
}
