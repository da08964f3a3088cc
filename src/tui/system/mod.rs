//! The terminal and the system around the program: events in, effects out, threads.

pub mod clipboard;
pub mod effect;
pub mod handover;
pub(in crate::tui) mod incoming;
pub mod terminal;
pub(in crate::tui) mod threads;
