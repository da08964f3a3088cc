//! Keys and the mouse: what each is, the user's own, and where it goes.

pub(in crate::tui) mod input;
pub mod key;
pub mod keymap;
pub mod mouse;
