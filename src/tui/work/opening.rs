//! Opening an ontwikkelagenda: what is read of it, and what waits from the last time.

use std::sync::Arc;

use crate::actions::{Fout, Kopie, controleer, gebruiker, klad, laatst, uitwisselen};
use crate::tui::work::done::Done;

const VERWARD: &str = "Hier staan teksten van twee kanten door elkaar. Haal ze uit elkaar: Ctrl+P, ontwarren.";

/// Which afspraken have work that was not saved the last time.
pub(super) fn kladden(kopie: &Kopie) -> Option<String> {
    let ids: Vec<String> = klad::alle(kopie).iter().map(ToString::to_string).collect();
    let namen = crate::agenda::tekst::opsomming(&ids);
    (!ids.is_empty()).then(|| {
        format!(
            "Van de vorige keer is er werk dat niet is opgeslagen: {namen}. Open de afspraak om het terug te halen."
        )
    })
}

/// Reads everything, after finishing a save that broke off.
pub(super) fn open(kopie: Kopie, melding: Option<String>) -> Result<Done, Fout> {
    // What cannot be finished now does not keep anyone from reading; a save says why.
    let hersteld = kopie.herstel().unwrap_or_default();
    let verward = uitwisselen::is_verward(&kopie).unwrap_or(false);
    let melding = hersteld.or_else(|| verward.then(|| VERWARD.to_owned())).or(melding);
    let gedaan = read(kopie, melding)?;
    if let Done::Read { kopie, gelezen, .. } = &gedaan {
        laatst::onthoud(kopie, &gelezen.agenda.voorblad.naam);
    }
    Ok(gedaan)
}

/// Reads everything, and changes nothing.
pub(super) fn read(kopie: Kopie, melding: Option<String>) -> Result<Done, Fout> {
    let afgeraden = controleer::gesynchroniseerd(kopie.wortel()).map(|b| format!("{} {}", b.melding, b.advies));
    let gelezen = kopie.lees()?;
    let wie = gebruiker::huidige(&kopie).unwrap_or_default();
    let kladden = klad::alle(&kopie);
    Ok(Done::Read { kopie, gelezen: Arc::new(gelezen), wie, kladden, melding: melding.or(afgeraden) })
}
