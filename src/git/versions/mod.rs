//! What the versions are and hold.

pub(in crate::git) mod history;
pub(in crate::git) mod holding;
pub(in crate::git) mod steps;
pub(in crate::git) mod timeline;
pub(in crate::git) mod touched;
pub(in crate::git) mod tree;
pub(in crate::git) mod version;
