//! What stands over a screen: fields, lists, forms, questions, pages, the palette, the calendar.

pub(in crate::tui) mod answer;
pub mod calendar;
pub mod choice;
pub mod dialog;
pub mod field;
pub(in crate::tui) mod find;
pub(in crate::tui) mod forms;
pub mod page;
pub mod palette;
