//! What a field can hold: money, dates, numbers of registers, names, prose, choices.

pub mod bedrag;
pub mod datum;
pub mod id;
pub mod keuze;
pub mod nummers;
pub mod proza;
pub mod tekst;
