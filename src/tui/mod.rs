//! The terminal program: keys become messages, messages change the state, the state is drawn.

mod act;
pub mod action;
mod answer;
pub mod app;
pub mod dialog;
pub mod draft;
mod edit;
pub mod field;
mod forms;
pub mod job;
pub mod key;
mod leave;
pub mod need;
pub mod overview;
mod pages;
pub mod palette;
pub mod reader;
mod results;
mod style;
pub mod terminal;
mod tour;
pub mod view;
mod whole;
