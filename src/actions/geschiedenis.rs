//! The versions of the whole, or of one thing in it.

use super::fout::Fout;
use super::kopie::Kopie;
use crate::agenda::Stuk;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::git::Versie;
use crate::store::load::pad_stuk;

/// What a person names: an afspraak's number, `thema huisvesting`, `overleg 2027-03-12-oogo`.
///
/// # Errors
/// When it is no such name.
pub fn stuk(naam: &str) -> Result<Stuk, Fout> {
    naam.trim().to_lowercase().parse().map_err(|()| onbekend(naam))
}

fn onbekend(naam: &str) -> Fout {
    let advies = "Bekijk met ‘oogo toon’ welke afspraken er zijn, of met ‘oogo geschiedenis’ welke er waren.";
    Fout::nieuw(format!("Er is en was geen afspraak {}.", tussen_aanhalingstekens(naam)), advies)
}

/// The versions, newest first, at most `hoogstens`: of everything, or of one thing; of an afspraak
/// with its voortgang and beheer.
///
/// # Errors
/// When no versions are kept, or there never was such a thing.
pub fn geschiedenis(kopie: &Kopie, van: Option<&Stuk>, hoogstens: usize) -> Result<Vec<Versie>, Fout> {
    let repo = kopie.versies()?;
    let Some(van) = van else { return Ok(repo.geschiedenis(&[], hoogstens)?) };
    // An afspraak is followed by its number, through a move to another theme.
    let naam = pad_stuk(van).unwrap_or_else(|| format!("{van}.toml"));
    let versies = repo.geschiedenis(&[&naam], hoogstens)?;
    if versies.is_empty() && super::concept::Concept::open(kopie, van).is_err() {
        Err(onbekend(&van.to_string()))
    } else {
        Ok(versies)
    }
}
