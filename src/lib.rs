//! oogo keeps the shared *ontwikkelagenda* of gemeenten and samenwerkingsverbanden passend
//! onderwijs: afspraken as text files in a git repository that the parties share.

#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)
)]

pub mod actions;
pub mod agenda;
pub mod cli;
pub mod diff;
pub mod export;
mod fault;
pub mod git;
pub mod merge;
pub mod privacy;
pub mod store;
pub mod tui;
pub mod verklaring;
