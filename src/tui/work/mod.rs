//! What is asked of the worker and what becomes of it; drafts, leaving, taking over.

mod agreement;
pub mod change;
pub(in crate::tui) mod comparison;
pub mod done;
pub mod draft;
pub(in crate::tui) mod exchange;
pub mod held;
pub mod job;
pub(in crate::tui) mod leave;
mod opening;
pub(in crate::tui) mod paper;
mod password;
pub(in crate::tui) mod results;
mod run;
pub mod signers;
pub(in crate::tui) mod takeover;
mod versions;
pub mod wanted;
