//! The domain: what an ontwikkelagenda is, and its rules. No files, no git, no terminal.

pub mod afspraak;
pub mod begrippen;
pub mod beheer;
pub mod bestand;
pub mod bevinding;
pub mod inzicht;
pub mod ontwikkelagenda;
pub mod opmerking;
pub mod overleg;
pub mod partij;
pub mod samenhang;
pub mod selectie;
pub mod som;
pub mod stuk;
pub mod thema;
pub mod uitzondering;
pub mod veld;
pub mod volledigheid;
pub mod voortgang;
pub mod waarde;

pub use afspraak::Afspraak;
pub use bestand::Bestandsoort;
pub use bevinding::{Bevinding, Ernst};
pub use datum::Datum;
pub use id::{AfspraakId, PartijId, ThemaId};
pub use ontwikkelagenda::{Geplaatst, Ontwikkelagenda, Voorblad};
pub use stuk::Stuk;
pub use waarde::{bedrag, datum, id, keuze, nummers, proza, tekst};
