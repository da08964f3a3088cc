//! Undoing what was declared last, as long as it was not exchanged: afterwards one takes it back with a reason.

use super::fout::Fout;
use super::gebruiker;
use super::kopie::Kopie;
use super::logboeken::{SIG, map_van};
use super::vertrouwen;
use crate::git::{Repository, Versie};
use crate::verklaring::{Kind, MANIFEST, ONDERTEKENAARS, Sha256, Verklaring};

/// The newest version, where all that it does is say something in the name of the user's party, and it can be
/// undone.
///
/// # Errors
/// When the versions cannot be read.
pub fn laatste(kopie: &Kopie) -> Result<Option<Versie>, Fout> {
    let repo = match kopie.versies() {
        Err(crate::git::GitFout::GeenRepository) => return Ok(None),
        repo => repo?,
    };
    Ok(verklaring(kopie, &repo)?.map(|(versie, _)| versie))
}

fn verklaring(kopie: &Kopie, repo: &Repository) -> Result<Option<(Versie, Sha256)>, Fout> {
    let (Some(wie), Some(hoofd)) = (gebruiker::huidige(kopie)?, repo.hoofd()?) else { return Ok(None) };
    let Some(vorige) = repo.kan_terug(hoofd)? else { return Ok(None) };
    let map = map_van(&wie.partij);
    let mut gezegd = None;
    for w in repo.bomen().verschillen(vorige, hoofd)? {
        let naam = w.pad.strip_prefix(&map).and_then(|rest| rest.strip_prefix('/'));
        match (naam, &w.was, &w.wordt) {
            (None, ..) if w.pad == ONDERTEKENAARS => {}
            (Some(naam), None, Some(_)) if naam.ends_with(SIG) || naam.ends_with(MANIFEST) => {}
            (Some(_), None, Some(bytes)) => {
                // Who may speak is changed by another list, and not undone: others may have read it aloud.
                let is_lijst = Verklaring::lees(bytes).is_ok_and(|v| v.kind() == Kind::Sleutels);
                if is_lijst || gezegd.replace(Sha256::van(bytes)).is_some() {
                    return Ok(None);
                }
            }
            _ => return Ok(None),
        }
    }
    let Some(sha) = gezegd else { return Ok(None) };
    Ok(Some((repo.versie(&hoofd.to_string())?, sha)))
}

/// Undoes it; what it was about.
///
/// # Errors
/// When there is nothing to undo, or it cannot be written.
pub fn maak_ongedaan(kopie: &Kopie) -> Result<Versie, Fout> {
    let repo = kopie.versies()?;
    let Some((versie, sha)) = verklaring(kopie, &repo)? else {
        let wat = "De laatste versie is geen standpunt of peilmerk van uw partij dat nog niet is uitgewisseld.";
        let advies = "Wat al uitgewisseld is, neemt uw partij terug met een reden: oogo akkoord ID --intrekken REDEN.";
        return Err(Fout::nieuw(wat, advies));
    };
    repo.ga_terug(versie.id)?;
    // What is undone is not missed.
    vertrouwen::vergeet(kopie, sha)?;
    Ok(versie)
}
