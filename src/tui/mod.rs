//! The terminal program: keys become messages, messages change the state, the state is drawn.

mod act;
pub mod action;
pub mod app;
pub mod dialogs;
mod door;
pub mod editing;
pub mod keys;
pub mod linear;
pub mod need;
pub mod screens;
mod style;
pub mod system;
pub mod view;
pub mod work;
