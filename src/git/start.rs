//! How libgit2 starts.

use std::sync::Once;

static EENS: Once = Once::new();

/// Starts libgit2, before anything is asked of it: without what only a web server needs, and so that it opens a
/// repository that another account owns, as on any shared network drive.
///
/// It checks whose a folder is because git runs programs that a repository's configuration names (hooks, pagers,
/// drivers); libgit2 runs none of these, and oogo starts no git.
#[allow(unsafe_code)]
pub fn start() {
    EENS.call_once(|| {
        // git2 first names the system's certificates and then starts libgit2, which reads all 200 kB of them each
        // time; once it runs, they are read where a web server is spoken to (`https::begin`).
        libgit2_sys::init();
        // SAFETY: it sets one global of libgit2, before any repository is opened; every opening
        // goes through this function, and `Once` orders the calls.
        // A failure leaves the check on: such a folder is then refused with a sentence.
        let _ = unsafe { git2::opts::set_verify_owner_validation(false) };
    });
}
