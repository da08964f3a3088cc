//! Bringing files into canonical text, without touching a word or a comment.

use super::opslaan::{Waarom, sla_op};
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::tekst::aantal;
use crate::agenda::{Bestandsoort, bestand};
use crate::git::Wijziging;

/// The files whose text is not canonical.
#[derive(Debug, Default)]
pub struct Afwijkend {
    /// What they would become.
    pub wijzigingen: Vec<Wijziging>,
    /// Those that stay as they are because a meeting agreed to them, with that meeting's name: the
    /// parties said yes to these very bytes.
    pub overeengekomen: Vec<(String, String)>,
}

/// The files whose text is not canonical. Broken ones, and those of a later oogo, are left out.
///
/// # Errors
/// When the ontwikkelagenda cannot be read.
pub fn afwijkend(kopie: &Kopie) -> Result<Afwijkend, Fout> {
    let gelezen = kopie.lees()?;
    let mut afwijkend = Afwijkend::default();
    for (soort, pad) in &gelezen.bestanden {
        let Ok(mut geopend) = kopie.open(pad) else { continue };
        geopend.document.maak_op();
        let wijziging = geopend.wijziging();
        if wijziging.was == wijziging.wordt {
            continue;
        }
        let id = bestand::stam(pad).parse().ok().filter(|_| *soort == Bestandsoort::Afspraak);
        match id.and_then(|id| gelezen.agenda.overeengekomen_in(&id)) {
            Some(overleg) => afwijkend.overeengekomen.push((pad.clone(), overleg.to_owned())),
            None => afwijkend.wijzigingen.push(wijziging),
        }
    }
    Ok(afwijkend)
}

/// Writes canonical text, as one version.
///
/// # Errors
/// When it cannot be saved.
pub fn opmaak(kopie: &Kopie) -> Result<Afwijkend, Fout> {
    let afwijkend = afwijkend(kopie)?;
    if !afwijkend.wijzigingen.is_empty() {
        let bestanden = aantal(afwijkend.wijzigingen.len(), "bestand", "bestanden");
        let onderwerp = format!("Opmaak van {bestanden} rechtgezet; de woorden zijn gelijk");
        sla_op(kopie, &afwijkend.wijzigingen, &Waarom::nieuw(onderwerp, None))?;
    }
    Ok(afwijkend)
}
