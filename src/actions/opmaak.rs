//! Bringing files into canonical text, without touching a word or a comment.

use super::fout::Fout;
use super::kopie::Kopie;
use super::opslaan::{Waarom, sla_op};
use crate::agenda::tekst::aantal;
use crate::git::Wijziging;
use crate::store::Document;
use crate::store::bytes;
use crate::store::load::bytes_van;

/// The files whose text is not canonical, with what they would become. Broken files are left out.
///
/// # Errors
/// When the ontwikkelagenda cannot be read.
pub fn afwijkend(kopie: &Kopie) -> Result<Vec<Wijziging>, Fout> {
    let mut wijzigingen = Vec::new();
    for (soort, pad) in kopie.lees()?.bestanden {
        let Ok(was) = bytes_van(kopie.wortel(), &pad) else { continue };
        let Ok((tekst, _)) = bytes::als_tekst(&pad, was.clone()) else { continue };
        let Ok(mut document) = Document::lees(soort, &tekst) else { continue };
        document.maak_op();
        let wordt = document.tekst().into_bytes();
        if wordt != was {
            wijzigingen.push(Wijziging { pad, was: Some(was), wordt: Some(wordt) });
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
