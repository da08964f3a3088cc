//! Documents out: what bestuurders and archivists read without this program.

pub mod html;
pub mod inzicht;
pub mod kiezen;
pub mod leesstuk;
pub mod standpunten;
pub mod tekst;
pub mod vergelijking;
pub mod verslag;
pub mod vraag;
pub mod wie_mag;
