//! oogo keeps the shared *ontwikkelagenda* of gemeenten and samenwerkingsverbanden passend
//! onderwijs: afspraken as text files in a git repository that the parties share.
//!
//! The map, from what is kept to who asks for it:
//!
//! | Module | What it is |
//! |---|---|
//! | [`agenda`] | the domain and its rules; no files, no git, no terminal |
//! | [`store`] | between the domain and its files |
//! | [`diff`], [`merge`] | what changed between two; three that become one |
//! | [`privacy`], [`verklaring`] | what must not get in; what parties said, signed |
//! | [`git`] | versions, how one is made, where they go; all of libgit2 |
//! | [`export`] | documents and reports out |
//! | [`actions`] | what a user can do: each thing once |
//! | [`cli`], [`tui`] | the two doors: subcommands, and the terminal program |

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
