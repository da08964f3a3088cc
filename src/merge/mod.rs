//! Three versions into one: what one side changed is taken over, what both changed in another way
//! is a conflict for a person. It works on fields, sentences and rows, never on lines of a file.

mod both;
mod conflict;
mod file;
mod folder;
mod list;
mod question;
mod rows;
mod table;

pub use conflict::{Choice, Choices, Conflict, Kind};
pub use file::{Merged, merge, merge_documents};
pub use folder::{Content, Sides, Together, differing, merge_folder};
pub use question::{Answers, Beside, Question, THEME, WHOLE};
