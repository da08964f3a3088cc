//! What a user changes: fields, rows, the whole, remarks, progress, meetings.

pub(in crate::tui) mod advice;
pub(in crate::tui) mod edit;
pub(in crate::tui) mod meeting;
pub(in crate::tui) mod progress;
pub(in crate::tui) mod remarks;
pub(in crate::tui) mod whole;
