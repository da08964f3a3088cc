//! Changing fields: from what a person typed to a changed document.

use crate::actions::fout::Fout;
use crate::actions::naslag::Naslag;
use crate::agenda::Datum;
use crate::agenda::tekst::{opsomming, tussen_aanhalingstekens};
use crate::agenda::veld::{Plicht, Soort, Veld, veld};
use crate::store::value::{bewerkbaar, lees};
use crate::store::{Document, Plek};

/// A field's path and what a person typed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoer {
    /// Such as `doel` or `mijlpalen.nieuw.wat`.
    pub veld: String,
    /// As typed; empty to empty the field.
    pub waarde: String,
}

impl Invoer {
    /// Reads `VELD=WAARDE`.
    ///
    /// # Errors
    /// When there is no `=`.
    pub fn lees(tekst: &str) -> Result<Self, Fout> {
        let (veld, waarde) = tekst.split_once('=').ok_or_else(|| {
            Fout::gebruik(
                format!("{} is geen wijziging.", tussen_aanhalingstekens(tekst)),
                "Schrijf VELD=WAARDE, bijvoorbeeld doel=\"Een zin.\".",
            )
        })?;
        Ok(Self { veld: veld.trim().to_owned(), waarde: waarde.to_owned() })
    }
}

/// Puts what was typed into the document. `nieuw` instead of a row's key makes a new row, the
/// same one for all fields of that group in one call. Gives the labels of what really changed.
///
/// # Errors
/// When a field does not exist, a value does not fit, or a party or afspraak is not known.
pub fn pas_toe(
    document: &mut Document,
    invoer: &[Invoer],
    naslag: &dyn Naslag,
    vandaag: Datum,
) -> Result<Vec<String>, Fout> {
    let mut nieuwe_rijen: Vec<(&'static str, String)> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for i in invoer {
        let mut plek = Plek::zoek(document.soort(), &i.veld)?;
        if let Plek::InRij(groep, sleutel, veld) = &plek
            && sleutel == "nieuw"
        {
            let sleutel = match nieuwe_rijen.iter().find(|(g, _)| *g == groep.naam) {
                Some((_, s)) => s.clone(),
                None => {
                    let s = document.nieuwe_rij(groep)?;
                    nieuwe_rijen.push((groep.naam, s.clone()));
                    s
                }
            };
            plek = Plek::InRij(groep, sleutel, veld);
        }
        let veld = plek.veld();
        // What stands there already may stay, also when it is no longer known.
        let al_genoemd = document.waarde(&plek).map(|w| bewerkbaar(veld.soort, &w)).unwrap_or_default();
        let is_rij = matches!(plek, Plek::Rij(..));
        let waarde = if is_rij && i.waarde.trim().is_empty() {
            None
        } else {
            lees(veld.soort, &namen(veld, &i.waarde, naslag, &al_genoemd)?, vandaag)?
        };
        if waarde.is_none() && veld.plicht == Plicht::Nodig {
            // Emptying what a table cannot do without empties the table: an einde that was a mistake.
            if let Plek::InTabel(tabel, _) = &plek {
                for kind in tabel.kinderen() {
                    document.zet(&Plek::InTabel(tabel, kind), None)?;
                }
                labels.push(label(&plek));
                continue;
            }
            return Err(Fout::nieuw(
                format!("Het veld ‘{}’ kan niet leeg zijn.", veld.label),
                "Er is niets gewijzigd.",
            ));
        }
        let was = document.waarde(&plek);
        if was != waarde || is_rij {
            document.zet(&plek, waarde.as_ref())?;
            let label = label(&plek);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    for (groep, sleutel) in &nieuwe_rijen {
        let Some(groep) = veld(document.soort().velden(), groep) else { continue };
        let mist = |k: &&'static Veld| {
            k.plicht == Plicht::Nodig
                && !k.is_vast()
                && document.waarde(&Plek::InRij(groep, sleutel.clone(), k)).is_none()
        };
        if let Some(k) = groep.kinderen().iter().find(mist) {
            let wat = format!("Bij een nieuwe regel van ‘{}’ hoort ook ‘{}’ ({}).", groep.label, k.label, k.naam);
            return Err(Fout::nieuw(wat, "Er is niets gewijzigd."));
        }
    }
    Ok(labels)
}

/// Turns names of parties and afspraken into identifiers that exist here.
fn namen(veld: &Veld, tekst: &str, naslag: &dyn Naslag, al_genoemd: &str) -> Result<String, Fout> {
    let is_genoemd = |deel: &str| al_genoemd.split(',').any(|g| g.trim() == deel);
    let delen = || tekst.split([',', ';', '\n']).map(str::trim).filter(|d| !d.is_empty());
    match veld.soort {
        Soort::Partij | Soort::Partijen => {
            let mut ids = Vec::new();
            for deel in delen() {
                ids.push(if is_genoemd(deel) { deel.to_owned() } else { naslag.partij(deel)?.to_string() });
            }
            Ok(ids.join(", "))
        }
        Soort::Afspraak | Soort::Afspraken => {
            for deel in delen() {
                let bekend = is_genoemd(deel) || deel.parse().is_ok_and(|id| naslag.heeft_afspraak(&id));
                if !bekend {
                    return Err(Fout::nieuw(
                        format!("Er is geen afspraak {}.", tussen_aanhalingstekens(deel)),
                        "Er is niets gewijzigd.",
                    ));
                }
            }
            Ok(tekst.to_owned())
        }
        _ => Ok(tekst.to_owned()),
    }
}

/// What a version's message calls a field: the group for a row, the field otherwise.
fn label(plek: &Plek) -> String {
    match plek {
        Plek::Veld(v) | Plek::Rij(v, _) | Plek::InRij(v, _, _) => v.label.to_lowercase(),
        Plek::InTabel(t, _) => t.label.to_lowercase(),
    }
}

/// `lv-k7qm: doel en looptijd gewijzigd`.
pub fn onderwerp(wat: &str, labels: &[String]) -> String {
    if labels.len() > 4 {
        return format!("{wat}: {} en nog {} onderdelen gewijzigd", labels[..3].join(", "), labels.len() - 3);
    }
    format!("{wat}: {} gewijzigd", opsomming(labels))
}
