//! Undoing what was declared last, as long as it was not exchanged: afterwards one takes it back with a reason.

use super::logboeken::{SIG, map_van};
use super::sleutel::openbare;
use super::vertrouwen;
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::git::{GitFout, Oid, Versie};
use crate::verklaring::{Handtekening, Kind, MANIFEST, ONDERTEKENAARS, Onderwerp, Over, Sha256, Verklaring};

/// What the user signed last, where it can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laatste {
    /// The version with it.
    pub versie: Versie,
    /// Of what it speaks.
    pub over: Vec<Onderwerp>,
    sha256: Sha256,
}

/// The newest version, where all that it does is say something in the name of the user's party, with the user's own
/// key, and it can be undone.
///
/// # Errors
/// When the versions cannot be read.
pub fn laatste(kopie: &Kopie) -> Result<Option<Laatste>, Fout> {
    let repo = match kopie.versies() {
        Err(GitFout::GeenRepository) => return Ok(None),
        repo => repo?,
    };
    // With a key that cannot be read one undoes nothing, and reads on.
    let mijn = openbare(kopie).ok().flatten();
    let (Some(wie), Some(mijn), Some(hoofd)) = (gebruiker::huidige(kopie)?, mijn, repo.hoofd()?) else {
        return Ok(None);
    };
    let Some(vorige) = repo.kan_terug(hoofd)? else { return Ok(None) };
    let map = map_van(&wie.partij);
    let (mut gezegd, mut is_mijn) = (None, false);
    for w in repo.bomen().verschillen(vorige, hoofd)? {
        let naam = w.pad.strip_prefix(&map).and_then(|rest| rest.strip_prefix('/'));
        match (naam, &w.was, &w.wordt) {
            (None, ..) if w.pad == ONDERTEKENAARS => {}
            (Some(naam), None, Some(_)) if naam.ends_with(MANIFEST) => {}
            (Some(naam), None, Some(sig)) if naam.ends_with(SIG) => {
                is_mijn = Handtekening::lees(sig).is_ok_and(|h| h.sleutel == mijn);
            }
            (Some(_), None, Some(bytes)) => {
                // Who may speak is changed by another list, and not undone: others may have read it aloud.
                let v = Verklaring::lees(bytes).ok().filter(|v| v.kind() != Kind::Sleutels);
                let Some(v) = v.filter(|_| gezegd.is_none()) else { return Ok(None) };
                let standpunten = v.akkoord.iter().flat_map(|a| &a.standpunten);
                gezegd = Some((Sha256::van(bytes), standpunten.filter_map(Over::onderwerp).collect()));
            }
            _ => return Ok(None),
        }
    }
    let Some((sha256, over)) = gezegd.filter(|_| is_mijn) else { return Ok(None) };
    Ok(Some(Laatste { versie: repo.versie(&hoofd.to_string())?, over, sha256 }))
}

/// Undoes it, where it still is what the user saw; what it was about.
///
/// # Errors
/// When there is nothing to undo, it is another, or it cannot be written.
pub fn maak_ongedaan(kopie: &Kopie, gezien: Oid) -> Result<Versie, Fout> {
    let Some(Laatste { versie, sha256, .. }) = laatste(kopie)?.filter(|l| l.versie.id == gezien) else {
        return Err(niets());
    };
    // What is undone is not missed, also where this breaks off halfway.
    vertrouwen::vergeet(kopie, sha256)?;
    kopie.versies()?.ga_terug(versie.id)?;
    Ok(versie)
}

/// The refusal where there is nothing to undo.
pub fn niets() -> Fout {
    Fout::nieuw(
        "De laatste versie is geen standpunt of peilmerk dat u zelf ondertekende en dat nog hier is gebleven.",
        "Wat al uitgewisseld is of werd, neemt uw partij terug met een reden: oogo akkoord ID --intrekken REDEN.",
    )
}
