//! All of git: versions, history, saving, upkeep. No other module knows libgit2.

mod error;
mod exchange;
mod remove;
mod repository;
mod rewritten;
mod saving;
mod settings;
mod start;
mod status;
mod upkeep;
mod versions;

pub use error::GitFout;
pub use exchange::bundle::{Bundel, Uitwisseling};
pub use exchange::host_key::Serversleutel;
pub use exchange::https::log_in;
pub use exchange::last::{Bezig, Onderbroken};
pub use exchange::quarantine::Quarantaine;
pub use exchange::server::{OpServer, Server};
pub use exchange::shared_folder::Gedeeld;
pub use exchange::ssh::mag_vragen;
pub use git2::Oid;
pub use remove::verwijder_map;
pub use repository::{GITATTRIBUTES, Repository, bekijk_alleen};
pub use saving::lasting::schrijf_veilig;
pub use saving::maker::{Maker, Tekenaar};
pub use saving::recover::Hersteld;
pub use saving::save::Wijziging;
pub use saving::together::Kanten;
pub use status::Buitenom;
pub use upkeep::Opgeruimd;
pub use versions::holding::Bijschrift;
pub use versions::timeline::{Sindsdien, Tijdlijn};
pub use versions::tree::{Bomen, controlegetal};
pub use versions::version::{Auteur, Boodschap, Versie};
