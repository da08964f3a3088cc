//! The terminal program: keys become messages, messages change the state, the state is drawn.

pub mod action;
pub mod app;
pub mod dialog;
mod edit;
pub mod field;
pub mod job;
pub mod key;
pub mod overview;
mod pages;
pub mod reader;
mod style;
pub mod terminal;
pub mod view;
