//! Everything that changes a text, and the gates that it passes.

pub mod afspraak;
pub mod bewerk;
pub mod concept;
pub(in crate::actions) mod gevonden;
pub mod klad;
pub mod neem_terug;
pub mod nieuw;
pub mod onderdeel;
pub mod opmaak;
pub mod opslaan;
pub mod privacy;
pub mod sjabloon;
