//! The versions of the whole, or of one afspraak.

use super::fout::Fout;
use super::kopie::Kopie;
use crate::agenda::AfspraakId;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::git::Versie;

/// The versions, newest first, at most `hoogstens`: of everything, or of one afspraak with its
/// voortgang and beheer.
///
/// # Errors
/// When no versions are kept, or there never was such an afspraak.
pub fn geschiedenis(kopie: &Kopie, id: Option<&str>, hoogstens: usize) -> Result<Vec<Versie>, Fout> {
    let repo = kopie.versies()?;
    let Some(id) = id else { return Ok(repo.geschiedenis(&[], hoogstens)?) };
    let onbekend = || {
        let advies = "Bekijk met ‘oogo toon’ welke afspraken er zijn, of met ‘oogo geschiedenis’ welke er waren.";
        Fout::nieuw(format!("Er is en was geen afspraak {}.", tussen_aanhalingstekens(id)), advies)
    };
    let id: AfspraakId = id.trim().to_lowercase().parse().map_err(|_| onbekend())?;
    let versies = repo.geschiedenis(&[&format!("{id}.toml")], hoogstens)?;
    if versies.is_empty() && kopie.pad_van(id.as_str()).is_err() { Err(onbekend()) } else { Ok(versies) }
}
