//! The first copy of what another party shares.

use std::path::Path;

use super::fout::Fout;
use super::kopie::Kopie;
use super::nieuw::maak_in;
use super::privacy;
use super::thuis::Thuis;
use super::uitwisselen::eerste_kopie;
use crate::git::Repository;
use crate::store::load::VOORBLAD;

/// Makes an own copy, in a new or empty folder, of the ontwikkelagenda that stands in a shared folder, on a
/// server, or in a file that one got.
///
/// # Errors
/// When the address cannot be read, holds no ontwikkelagenda, or the folder cannot be written.
pub fn haal_op(thuis: &Thuis, adres: &str, map: &Path) -> Result<Kopie, Fout> {
    maak_in(map, |tijdelijk| {
        let repo = Repository::init(tijdelijk)?;
        eerste_kopie(&repo, thuis, adres)?;
        if tijdelijk.join(VOORBLAD).is_file() {
            return privacy::keur_ontvangen(&Kopie::in_map(tijdelijk, thuis));
        }
        Err(Fout::nieuw(
            "Daar staat geen ontwikkelagenda (het bestand ontwikkelagenda.toml ontbreekt).",
            "Vraag de andere partij wat zij deelt.",
        ))
    })?;
    Ok(Kopie::in_map(map, thuis))
}
