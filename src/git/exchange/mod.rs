//! Where versions come from and go to: a folder, a server, a file.

pub(in crate::git) mod address;
pub(in crate::git) mod bundle;
pub(in crate::git) mod foreign;
pub(in crate::git) mod host_key;
pub(in crate::git) mod https;
pub(in crate::git) mod last;
pub(in crate::git) mod quarantine;
pub(in crate::git) mod server;
pub(in crate::git) mod shared_folder;
pub(in crate::git) mod ssh;
// Both have `begin` and `antwoorden`.
#[cfg_attr(windows, path = "web_windows.rs")]
pub(in crate::git) mod web;
