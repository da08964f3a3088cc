//! What one reads: how things stand, what changed, who wrote it.

pub mod controleer;
pub mod document;
pub mod geschiedenis;
pub mod herkomst;
pub mod kant;
pub mod naslag;
pub mod stand;
pub mod vergelijk;
pub mod wie_schreef;
pub mod zoek;
