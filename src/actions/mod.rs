//! What a user can do, a file a concept. Each function returns a value and prints nothing; the
//! subcommands and the terminal program both call these.

pub mod afspraak;
pub mod akkoord;
pub mod bewerk;
pub mod bezoek;
pub mod concept;
pub mod controleer;
pub mod document;
mod einde_akkoord;
pub mod fout;
pub mod gebruiker;
pub mod geschiedenis;
mod gevonden;
pub mod gezien;
pub mod herkomst;
pub mod instellingen;
pub mod klad;
pub mod kopie;
pub mod laatst;
pub mod logboeken;
pub mod naslag;
pub mod neem_terug;
pub mod nieuw;
pub mod notitie;
pub mod onderdeel;
pub mod ontvangen;
pub mod opmaak;
pub mod opslaan;
pub mod privacy;
pub mod registratie;
pub mod selecties;
pub mod sjabloon;
pub mod sleutel;
pub mod stand;
pub mod standen;
pub mod tekenen;
pub mod thuis;
mod toets;
pub mod vergelijk;
pub mod vertrouwen;
pub mod voorbeeld;
pub mod wie_schreef;
pub mod zoek;

pub use fout::Fout;
pub use kopie::Kopie;
pub use thuis::Thuis;
