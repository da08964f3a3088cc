//! Whence one only reads: a shared folder, a server or a file. Nothing is made there.

use super::bestand;
use super::plaats::Plaats;
use crate::actions::fout::Fout;
use crate::actions::thuis::Thuis;
use crate::git::{Oid, Repository, Uitwisseling};

/// What was fetched.
pub(super) struct Bron {
    /// The address in full, or the file.
    pub adres: String,
    /// The newest version.
    pub hoofd: Oid,
    /// Whether it was a file.
    pub is_bestand: bool,
    /// What a file says of itself.
    pub uitwisseling: Option<Uitwisseling>,
}

impl Bron {
    /// Fetches it into a repository that is new, or lies beside ours. `leeg` is what to do where nothing is.
    ///
    /// # Errors
    /// When it cannot be reached or read, or nothing is there yet.
    pub fn haal(binnen: &Repository, ons: &Repository, thuis: &Thuis, adres: &str, leeg: &str) -> Result<Self, Fout> {
        let kaal = adres.trim().trim_matches('"');
        let bestand = thuis.pad(kaal);
        if bestand.is_file() {
            let (hoofd, uitwisseling) = bestand::pak_uit(binnen, ons, &bestand)?;
            return Ok(Self { adres: bestand.display().to_string(), hoofd, is_bestand: true, uitwisseling });
        }
        let (adres, mut plaats) = Plaats::lees(ons, thuis, kaal)?;
        let hoofd = plaats.haal(binnen, true)?.ok_or_else(|| Fout::nieuw("Daar staat nog niets.", leeg))?;
        Ok(Self { adres, hoofd, is_bestand: false, uitwisseling: None })
    }
}
