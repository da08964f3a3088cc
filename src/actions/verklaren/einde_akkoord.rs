//! Which akkoorden a save would end: they are named before it is done.

use super::logboeken::Logboeken;
use crate::actions::fout::{Fout, Foutsoort};
use crate::actions::kopie::Kopie;
use crate::git::{Oid, Repository, Wijziging};
use crate::verklaring::{Onderwerp, Sha256, Soort, Status};

/// Refuses a save that makes what a party said achterhaald, until somebody says that it may.
pub(in crate::actions) fn poort(kopie: &Kopie, wijzigingen: &[Wijziging]) -> Result<(), Fout> {
    if kopie.mag_akkoord_eindigen() {
        return Ok(());
    }
    let repo = kopie.versies()?;
    let Some(hoofd) = repo.hoofd()? else { return Ok(()) };
    let geraakt = geraakt(&repo, hoofd, wijzigingen)?;
    if geraakt.is_empty() {
        return Ok(());
    }
    vraag(eindigt(&Logboeken::lees(kopie, false)?, &geraakt))
}

/// The texts of a version that these changes make another.
pub(in crate::actions) fn geraakt(
    repo: &Repository,
    versie: Oid,
    wijzigingen: &[Wijziging],
) -> Result<Vec<Geraakt>, Fout> {
    let mut geraakt = Vec::new();
    for w in wijzigingen {
        let Some(over) = Onderwerp::van_pad(&w.pad) else { continue };
        let was = repo.bytes_in(versie, &w.pad)?;
        // The same bytes under another theme are the same text.
        let verhuist = w.wordt.is_none() && wijzigingen.iter().any(|a| a.pad != w.pad && a.wordt == was);
        if was.is_some() && was != w.wordt && !verhuist {
            geraakt.push((over, was));
        }
    }
    Ok(geraakt)
}

/// A text that changes, as it was.
pub(in crate::actions) type Geraakt = (Onderwerp, Option<Vec<u8>>);

/// What parties said that no longer holds when these texts change, a phrase each.
pub(in crate::actions) fn eindigt(logboeken: &Logboeken, geraakt: &[Geraakt]) -> Vec<String> {
    geraakt.iter().flat_map(|(over, was)| geldig(logboeken, over, was.as_deref())).collect()
}

/// What parties said of a text with these bytes that holds, a phrase each.
pub(in crate::actions) fn geldig(logboeken: &Logboeken, over: &Onderwerp, bytes: Option<&[u8]>) -> Vec<String> {
    let mut uit = Vec::new();
    let nu = bytes.map(Sha256::van);
    for partij in logboeken.alle.keys() {
        for soort in [Soort::Bestuurlijk, Soort::Ambtelijk] {
            let Some(status) = logboeken.stand(partij, soort, over, nu).map(|s| s.status) else { continue };
            if matches!(status, Status::Akkoord | Status::Voorbehoud | Status::NietAkkoord) {
                let partij = logboeken.naam(partij);
                uit.push(format!("{} van {partij} ({}) over {over}", status.label(), soort.woord()));
            }
        }
    }
    uit
}

/// Refuses until somebody says that it may.
pub(in crate::actions) fn vraag(eindigt: Vec<String>) -> Result<(), Fout> {
    if eindigt.is_empty() {
        return Ok(());
    }
    let wat = format!("Hiermee is achterhaald wat partijen over deze tekst zeiden: {}.", eindigt.join("; "));
    let advies = "Zij moeten de nieuwe tekst opnieuw lezen. Er is niets opgeslagen.";
    Err(Fout { soort: Foutsoort::EindigtAkkoord, ..Fout::nieuw(wat, advies) })
}
