//! Bringing files into canonical text, without touching a word or a comment.

use super::fout::Fout;
use super::kopie::Kopie;
use super::opslaan::{Waarom, sla_op};
use crate::agenda::tekst::aantal;
use crate::git::Wijziging;

/// The files whose text is not canonical, with what they would become. Broken files are left out.
///
/// # Errors
/// When the ontwikkelagenda cannot be read.
pub fn afwijkend(kopie: &Kopie) -> Result<Vec<Wijziging>, Fout> {
    let mut wijzigingen = Vec::new();
    for (_, pad) in kopie.lees()?.bestanden {
        // A file of a newer format, or one that is broken, is not ours to write.
        let Ok(mut geopend) = kopie.open(&pad) else { continue };
        geopend.document.maak_op();
        let wijziging = geopend.wijziging();
        if wijziging.was != wijziging.wordt {
            wijzigingen.push(wijziging);
        }
    }
    Ok(wijzigingen)
}

/// Writes canonical text, as one version. Gives the paths that changed.
///
/// # Errors
/// When it cannot be saved.
pub fn opmaak(kopie: &Kopie) -> Result<Vec<String>, Fout> {
    let wijzigingen = afwijkend(kopie)?;
    if !wijzigingen.is_empty() {
        let onderwerp = format!(
            "Opmaak van {} rechtgezet; de woorden zijn gelijk",
            aantal(wijzigingen.len(), "bestand", "bestanden")
        );
        sla_op(kopie, &wijzigingen, &Waarom::nieuw(onderwerp, None))?;
    }
    Ok(wijzigingen.into_iter().map(|w| w.pad).collect())
}
