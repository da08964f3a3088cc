//! Two ontwikkelagenda's in, what changed out: per file, per field, down to the word.

mod change;
mod comment;
mod file;
mod meaning;
mod shared;
mod words;

pub use change::{Change, Row, What, apply, between, inverse};
pub use file::{Body, Diff, Fields, FileDiff, Files, compare, compare_whole};
pub use meaning::{Meaning, Path};
pub use words::{Piece, Sentence, Words, new_lines, words};
