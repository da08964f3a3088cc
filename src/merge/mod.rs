//! Three versions of a file into one: what one side changed is taken over, what both changed is a
//! conflict for a person.

mod document;

pub use document::{Conflict, Merged, merge};
