//! oogo keeps the shared *ontwikkelagenda* of gemeenten and samenwerkingsverbanden passend
//! onderwijs: afspraken as text files in a git repository that the parties share.

pub mod actions;
pub mod agenda;
pub mod cli;
pub mod export;
pub mod git;
pub mod store;
pub mod tui;
