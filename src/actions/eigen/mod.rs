//! What is this user's own, on this machine only.

pub mod bezoek;
pub mod gebruiker;
pub mod gezien;
pub mod instellingen;
pub mod laatst;
pub mod notitie;
pub mod selecties;
pub mod thuis;
