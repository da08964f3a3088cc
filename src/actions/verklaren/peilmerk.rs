//! A checkpoint of the whole, signed: for each meeting one, and what became of those that were made.

use super::logboeken::Logboeken;
use super::onderteken::{Inhoud, Ondertekenaar, onderteken, opgesteld};
use super::schoning::Vastgelegd;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::opslaan::{Waarom, niet_opgeslagen};
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::{Bevinding, Ernst};
use crate::git::{GitFout, Oid, Repository, Versie};
use crate::store::disk::bytes_van;
use crate::verklaring::{Ingang, Logboek, MANIFEST, Peilmerk, Sha256, manifest};

/// What was made.
#[derive(Debug, Clone)]
pub struct Gezet {
    /// The version with it.
    pub versie: Versie,
    /// The version that it is of.
    pub van: Versie,
    /// How many files that has.
    pub bestanden: u32,
    /// The manifest, as a path in the ontwikkelagenda.
    pub manifest: String,
}

/// Makes a checkpoint of the newest version, in the name of the user's party.
///
/// # Errors
/// When the user may not speak for the party, something is not saved, there is no such meeting, or it cannot
/// be written.
pub fn zet(kopie: &Kopie, overleg: Option<&str>) -> Result<Gezet, Fout> {
    zet_door(kopie, &Ondertekenaar::nu(kopie)?, overleg)
}

/// As [`zet`], by a given person.
pub(in crate::actions) fn zet_door(kopie: &Kopie, door: &Ondertekenaar, overleg: Option<&str>) -> Result<Gezet, Fout> {
    if let Some((pad, _)) = niet_opgeslagen(kopie)?.first() {
        let wat = format!("In {pad} staat nog iets dat niet is opgeslagen.");
        return Err(Fout::nieuw(wat, "Sla dat eerst op: oogo opslaan. Er is geen peilmerk gezet."));
    }
    if let Some(naam) = overleg.filter(|o| !o.is_empty()) {
        let overleggen = kopie.lees()?.agenda.overleggen;
        if !overleggen.contains_key(naam) {
            let wel: Vec<&str> = overleggen.keys().map(String::as_str).collect();
            let wat = format!("Er is geen overleg {}.", tussen_aanhalingstekens(naam));
            return Err(Fout::gebruik(wat, format!("Wel: {}.", wel.join(", "))));
        }
    }
    let repo = kopie.versies()?;
    let hoofd = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Er zijn nog geen versies.", "Sla eerst iets op."))?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = door.op_de_lijst(&logboeken)?;
    let (bestanden, tekst) = manifest_van(&repo, hoofd)?;
    let merk = Peilmerk {
        versie: hoofd.to_string(),
        overleg: overleg.filter(|o| !o.is_empty()).map(str::to_owned),
        bestanden,
        manifest: Sha256::van(tekst.as_bytes()),
    };
    let bij = merk.overleg.as_ref().map(|o| format!(" bij {o}")).unwrap_or_default();
    let onderwerp = format!("Peilmerk van {}{bij}", kopie.partijnaam(&door.wie.partij));
    let inhoud = Inhoud::Peilmerk(merk, tekst.into_bytes());
    let nieuw = opgesteld(kopie, door, Some(log), &ik.id.clone(), inhoud)?;
    let versie = onderteken(kopie, door, nieuw, &logboeken, &Waarom::nieuw(onderwerp, None))?;
    let erbij = repo.bomen().verschillen(hoofd, versie.id)?;
    let pad = erbij.into_iter().map(|w| w.pad).find(|pad| pad.ends_with(MANIFEST)).unwrap_or_default();
    Ok(Gezet { versie, van: repo.versie(&hoofd.to_string())?, bestanden, manifest: pad })
}

/// What every file of a version holds, in the form of `sha256sum -c`, and how many they are.
fn manifest_van(repo: &Repository, versie: Oid) -> Result<(u32, String), GitFout> {
    let bomen = repo.bomen();
    let mut alle = Vec::new();
    for pad in repo.paden_in(versie)? {
        let bytes = bomen.bytes_in(versie, &pad)?.unwrap_or_default();
        alle.push((pad, bytes));
    }
    let aantal = u32::try_from(alle.len()).unwrap_or(u32::MAX);
    Ok((aantal, manifest(alle.iter().map(|(pad, b)| (pad.as_str(), b.as_slice())))))
}

/// What is amiss with the checkpoints of a log: the version that they are of must be here, as it was.
pub(in crate::actions) fn toets(kopie: &Kopie, log: &Logboek, schoningen: &[Vastgelegd]) -> Vec<Bevinding> {
    let Ok(repo) = kopie.versies() else { return Vec::new() };
    let hoofd = repo.hoofd().ok().flatten();
    let mut uit = Vec::new();
    // Only what the party set before it recorded the rewriting itself.
    let is_van_voor =
        |i: &Ingang| schoningen.iter().any(|s| s.door.get(&log.partij).is_some_and(|(nr, _)| i.nr() < *nr));
    for i in log.ingangen.iter().filter(|i| i.is_geldig()) {
        let Some(merk) = i.verklaring.as_ref().and_then(|v| v.peilmerk.as_ref()) else { continue };
        let mut meld = |ernst: Ernst, melding: &str, advies: &str| {
            uit.push(Bevinding::nieuw(ernst, &i.pad, format!("{melding} ({}).", log.partij), advies));
        };
        let versie = Oid::from_str(&merk.versie).ok();
        let is_voorganger = |v: Oid| hoofd.is_some_and(|h| repo.bouwt_op(h, v).unwrap_or(false));
        match versie.filter(|v| is_voorganger(*v)).map(|v| manifest_van(&repo, v)) {
            None if is_van_voor(i) => meld(
                Ernst::Melding,
                "De versie van dit peilmerk is van voor de schoning",
                "Wat er toen stond, is alleen nog na te gaan met een kopie van toen en de lijst naast dit peilmerk.",
            ),
            None => meld(
                Ernst::Fout,
                "De versie van dit peilmerk hoort niet meer bij de geschiedenis",
                "De geschiedenis is herschreven of afgekapt. Haal haar terug bij een andere partij of uit een reservekopie.",
            ),
            Some(Ok((_, tekst))) if Sha256::van(tekst.as_bytes()) == merk.manifest => {}
            Some(_) => meld(
                Ernst::Fout,
                "Dit peilmerk past niet bij de bestanden van zijn versie",
                "Vraag de partij wat zij heeft vastgelegd; de bestanden van toen staan in de geschiedenis.",
            ),
        }
        let pad = i.pad.strip_suffix(".toml").map(|stam| format!("{stam}{MANIFEST}")).unwrap_or_default();
        if i.is_er && bytes_van(kopie.wortel(), &pad).ok().map(|b| Sha256::van(&b)) != Some(merk.manifest) {
            meld(
                Ernst::Fout,
                "De lijst van bestanden naast dit peilmerk is weg of gewijzigd",
                "Zet haar terug uit de geschiedenis.",
            );
        }
    }
    uit
}
