//! All of git: versions, history, saving, upkeep. No other module knows libgit2.

mod error;
mod history;
mod holding;
mod journal;
mod lock;
mod owner;
mod recover;
mod remove;
mod repository;
mod save;
mod settings;
mod status;
mod steps;
mod swap;
mod timeline;
mod touched;
mod tree;
mod upkeep;
mod version;

pub use error::GitFout;
pub use git2::Oid;
pub use holding::Bijschrift;
pub use journal::schrijf_veilig;
pub use recover::Hersteld;
pub use remove::verwijder_map;
pub use repository::{GITATTRIBUTES, Repository, bekijk_alleen};
pub use save::Wijziging;
pub use status::Buitenom;
pub use timeline::{Sindsdien, Tijdlijn};
pub use tree::{Bomen, controlegetal};
pub use upkeep::Opgeruimd;
pub use version::{Auteur, Boodschap, Versie};
