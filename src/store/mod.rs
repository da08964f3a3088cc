//! Between the domain and its files: layout, canonical text, checks, safe writing.

pub mod bytes;
pub mod canonical;
pub mod check;
pub mod comment;
pub mod disk;
pub mod document;
pub mod load;
pub mod marks;
pub mod parallel;
mod rows;
pub mod teksten;
pub mod value;

pub use document::{Document, Plek};
pub use load::Gelezen;
