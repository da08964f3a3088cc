//! Checks everything, and says of each finding where it is and what to do.

use std::path::Path;

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::toets::toets;
use crate::agenda::{Bestandsoort, Bevinding, Datum, Ernst, Ontwikkelagenda, bestand, samenhang};
use crate::git::GitFout;
use crate::privacy::{Niveau, gemaskeerd};
use crate::store::disk::bytes_van;
use crate::store::load::{self, Gelezen};
use crate::store::{bytes, check};

/// Every finding, the worst first.
///
/// # Errors
/// When the ontwikkelagenda cannot be read at all.
pub fn controleer(kopie: &Kopie) -> Result<Vec<Bevinding>, Fout> {
    let gelezen = load::lees_en_keur(kopie.wortel())?;
    let verklaringen = toets(kopie, &gelezen);
    let Gelezen { agenda, mut bevindingen, bestanden } = gelezen;
    bevindingen.extend(verklaringen);
    let namen = bestanden.iter().filter_map(|(soort, pad)| match soort {
        Bestandsoort::Afspraak => Some(bestand::stam(pad)),
        Bestandsoort::Partij => Some(bestand::map_van(pad)),
        _ => None,
    });
    let onleesbaar = namen.filter(|n| !is_gelezen(&agenda, n)).collect();
    let mut gevonden = samenhang::keur(&agenda, &onleesbaar);
    zet_regels(kopie, &mut gevonden);
    bevindingen.extend(gevonden);
    bevindingen.extend(versies(kopie));
    bevindingen.extend(gesynchroniseerd(kopie.wortel()));
    // A file's name can hold what must not be told.
    let vandaag = Datum::vandaag();
    for b in &mut bevindingen {
        b.melding = gemaskeerd(&b.melding, vandaag, Niveau::Blokkeert);
        b.advies = gemaskeerd(&b.advies, vandaag, Niveau::Blokkeert);
        b.bestand = gemaskeerd(&b.bestand, vandaag, Niveau::Waarschuwt);
        b.veld = b.veld.as_deref().map(|v| gemaskeerd(v, vandaag, Niveau::Waarschuwt));
    }
    bevindingen.sort();
    bevindingen.dedup();
    Ok(bevindingen)
}

/// Looks up on which line the fields of these findings stand; the domain knows no lines.
fn zet_regels(kopie: &Kopie, bevindingen: &mut [Bevinding]) {
    for b in bevindingen.iter_mut().filter(|b| b.regel.is_none()) {
        let Some(veld) = &b.veld else { continue };
        let tekst = bytes_van(kopie.wortel(), &b.bestand).and_then(|inhoud| bytes::als_tekst(&b.bestand, inhoud));
        b.regel = tekst.ok().and_then(|(tekst, _)| check::regel_van_veld(&tekst, veld));
    }
}

/// Whether an afspraak or party of this name could be read.
fn is_gelezen(agenda: &Ontwikkelagenda, naam: &str) -> bool {
    let als_afspraak = naam.parse().is_ok_and(|id| agenda.afspraken.contains_key(&id));
    als_afspraak || naam.parse().is_ok_and(|id| agenda.partijen.contains_key(&id))
}

/// What is amiss with the versions.
fn versies(kopie: &Kopie) -> Vec<Bevinding> {
    let als_bevinding = |e: &GitFout| {
        let ernst = if matches!(e, GitFout::GeenRepository) { Ernst::Waarschuwing } else { Ernst::Fout };
        Bevinding::nieuw(ernst, "", format!("{e}."), e.advies())
    };
    let repo = match kopie.versies() {
        Ok(repo) => repo,
        Err(e) => return vec![als_bevinding(&e)],
    };
    let mut bevindingen = Vec::new();
    let kan = repo.hoofd().and_then(|_| repo.kan_opslaan());
    let advies = match &kan {
        Ok(()) => "Bewaar het met ‘oogo opslaan’.",
        Err(_) => "Bewaar het met ‘oogo opslaan’, als dat weer kan.",
    };
    if let Err(e) = &kan {
        bevindingen.push(als_bevinding(e));
    }
    match repo.niet_opgeslagen() {
        Ok(anders) => bevindingen.extend(anders.into_iter().map(|(pad, wat)| {
            Bevinding::nieuw(
                Ernst::Melding,
                pad,
                format!("Dit bestand is buiten oogo {} en nog niet als versie opgeslagen.", wat.label()),
                advies,
            )
        })),
        Err(e) => bevindingen.push(als_bevinding(&e)),
    }
    bevindingen
}

/// Warns when a folder is kept in step by a service that moves files on its own: it can damage a
/// repository.
pub fn gesynchroniseerd(wortel: &Path) -> Option<Bevinding> {
    let dienst = wortel.components().find_map(|deel| {
        let naam = deel.as_os_str().to_string_lossy().to_lowercase();
        [
            ("onedrive", "OneDrive"),
            ("sharepoint", "SharePoint"),
            ("dropbox", "Dropbox"),
            ("google drive", "Google Drive"),
            ("icloud", "iCloud"),
        ]
        .into_iter()
        .find(|(teken, _)| naam.starts_with(teken))
        .map(|(_, dienst)| dienst)
    });
    let dienst =
        dienst.or_else(|| wortel.ancestors().any(|m| m.join(".dropbox.cache").exists()).then_some("Dropbox"))?;
    Some(Bevinding::nieuw(
        Ernst::Waarschuwing,
        "",
        format!("Deze map wordt bijgehouden door {dienst}. Zo’n dienst kan de versies beschadigen."),
        "Zet de ontwikkelagenda in een gewone map of op een netwerkschijf, en deel haar op een andere manier.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_a_syncing_service_is_recognised() {
        for (map, dienst) in [
            ("/home/x/OneDrive - Gemeente Voorbeeldstad/agenda", "OneDrive"),
            ("/home/x/Dropbox/agenda", "Dropbox"),
            ("/home/x/SharePoint/agenda", "SharePoint"),
        ] {
            assert!(gesynchroniseerd(Path::new(map)).is_some_and(|b| b.melding.contains(dienst)), "{map}");
        }
        assert_eq!(gesynchroniseerd(Path::new("/home/x/Documenten/agenda")), None);
    }
}
