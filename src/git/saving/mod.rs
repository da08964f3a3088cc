//! Making a version, whole or not at all, whatever breaks it off.

pub(in crate::git) mod halfway;
pub(in crate::git) mod index;
pub(in crate::git) mod journal;
pub(in crate::git) mod lasting;
pub(in crate::git) mod lock;
pub(in crate::git) mod maker;
pub(in crate::git) mod objects;
pub(in crate::git) mod recover;
pub(in crate::git) mod save;
pub(in crate::git) mod swap;
pub(in crate::git) mod together;
pub(in crate::git) mod undo;
