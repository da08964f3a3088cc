//! What a user can do, a file a concept. Each function returns a value and prints nothing; the
//! subcommands and the terminal program both call these.

mod eigen;
pub mod fout;
pub mod kopie;
mod lezen;
pub mod ontvangen;
mod schrijven;
mod spelers;
pub mod uitwisselen;
mod verklaren;
pub mod voorbeeld;

pub use eigen::thuis::Thuis;
pub use eigen::{bezoek, gebruiker, gezien, instellingen, laatst, notitie, selecties, thuis};
pub use fout::Fout;
pub use kopie::Kopie;
pub use lezen::{controleer, document, geschiedenis, herkomst, kant, naslag, stand, vergelijk, wie_schreef, zoek};
pub use schrijven::{
    afspraak, bewerk, concept, klad, neem_terug, nieuw, onderdeel, opmaak, opslaan, privacy, sjabloon,
};
pub use verklaren::{
    agent, akkoord, lijst, logboeken, ongedaan, peilmerk, registratie, sleutel, standen, tekenen, vertrouwen, wie_mag,
};

use verklaren::{einde_akkoord, onderteken, schoning, toets};
