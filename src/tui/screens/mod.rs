//! What the screens show: overview, document, pages, tour.

pub mod comparing;
pub mod overview;
pub(in crate::tui) mod pages;
pub mod reader;
pub(in crate::tui) mod searching;
pub(in crate::tui) mod tour;
