//! The first copy of what another party shares.

use std::path::Path;

use super::fout::Fout;
use super::kopie::Kopie;
use super::nieuw::maak_in;
use super::privacy;
use super::thuis::Thuis;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::git::Repository;
use crate::store::load::VOORBLAD;

/// Makes an own copy, in a new or empty folder, of the ontwikkelagenda that stands in a shared
/// folder: a network drive, a stick, another copy on this machine.
///
/// # Errors
/// When the address cannot be read, holds no ontwikkelagenda, or the folder cannot be written.
pub fn haal_op(thuis: &Thuis, adres: &str, map: &Path) -> Result<Kopie, Fout> {
    let adres = adres.trim().trim_matches('"');
    let bron = Path::new(adres);
    if !bron.is_dir() {
        return Err(geen_map(adres, bron.exists()));
    }
    let bron = std::path::absolute(bron).unwrap_or_else(|_| bron.to_path_buf());
    maak_in(map, |tijdelijk| {
        Repository::kopieer(&bron, tijdelijk)?;
        if tijdelijk.join(VOORBLAD).is_file() {
            return privacy::keur_ontvangen(&Kopie::in_map(tijdelijk, thuis));
        }
        Err(Fout::nieuw(
            format!("In {} staat geen ontwikkelagenda (het bestand ontwikkelagenda.toml ontbreekt).", bron.display()),
            "Vraag de andere partij welke map zij deelt.",
        ))
    })?;
    Ok(Kopie::in_map(map, thuis))
}

/// Why an address that is no folder cannot be opened.
fn geen_map(adres: &str, is_bestand: bool) -> Fout {
    let wat = tussen_aanhalingstekens(adres);
    let op_internet = adres.contains("://") || (adres.contains('@') && adres.contains(':'));
    if op_internet {
        let advies = "Een map op een netwerkschijf of stick kan wel. Vraag de andere partij daarom.";
        Fout::nieuw(format!("oogo kan nog geen adres op een server openen: {wat}."), advies)
    } else if is_bestand {
        let advies = "Vraag de andere partij om de map zelf, op een netwerkschijf of stick.";
        Fout::nieuw(format!("oogo kan nog geen uitwisselbestand openen: {wat}."), advies)
    } else {
        Fout::nieuw(format!("De map {wat} is er niet."), "Controleer of u de naam goed overnam en of de schijf er is.")
    }
}
