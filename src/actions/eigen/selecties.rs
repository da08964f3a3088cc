//! Selections of afspraken that a user keeps by name, per ontwikkelagenda, on this machine.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::naslag::Naslag;
use crate::agenda::Datum;
use crate::agenda::afspraak::Niveau;
use crate::agenda::selectie::{Selectie, Volgorde};
use crate::agenda::tekst::{eerste_verboden, nfc, tussen_aanhalingstekens};
use crate::agenda::veld::Soort;
use crate::agenda::voortgang::Status;
use crate::git::schrijf_veilig;
use crate::store::disk::reden;
use crate::store::value;

type AlleSelecties = BTreeMap<String, BTreeMap<String, Selectie>>;

fn pad(kopie: &Kopie) -> PathBuf {
    kopie.thuis().instellingen().join("selecties.toml")
}

fn lees_alle(kopie: &Kopie) -> Result<AlleSelecties, Fout> {
    let pad = pad(kopie);
    let onleesbaar = |waarom: String| {
        Fout::nieuw(
            format!("Uw bewaarde selecties in {} zijn niet leesbaar ({waarom}).", pad.display()),
            "Geef het bestand een andere naam; daarna kunt u opnieuw selecties bewaren.",
        )
    };
    match std::fs::read_to_string(&pad) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(AlleSelecties::new()),
        Err(e) => Err(onleesbaar(reden(&e))),
        Ok(tekst) => toml::from_str(&tekst).map_err(|e| onleesbaar(e.message().to_owned())),
    }
}

/// The selections that were kept for this ontwikkelagenda, by name.
///
/// # Errors
/// When the file with them cannot be read.
pub fn alle(kopie: &Kopie) -> Result<BTreeMap<String, Selectie>, Fout> {
    Ok(lees_alle(kopie)?.remove(&kopie.voorblad()?.uuid.to_string()).unwrap_or_default())
}

/// The selection with this name.
///
/// # Errors
/// When there is none.
pub fn met_naam(kopie: &Kopie, naam: &str) -> Result<Selectie, Fout> {
    let alle = alle(kopie)?;
    alle.get(naam.trim()).cloned().ok_or_else(|| {
        let namen: Vec<&str> = alle.keys().map(String::as_str).collect();
        let advies = if namen.is_empty() {
            "Er is er nog geen bewaard.".to_owned()
        } else {
            format!("Kies uit: {}.", namen.join(", "))
        };
        Fout::gebruik(format!("Er is geen bewaarde selectie {}.", tussen_aanhalingstekens(naam)), advies)
    })
}

/// A selection from what was typed, by field: `partij`, `binnen-weken`, …; empty asks nothing.
///
/// # Errors
/// When a theme, party or answer is not known.
pub fn lees(naslag: &dyn Naslag, velden: &[(&str, &str)]) -> Result<Selectie, Fout> {
    let mut tabel = toml::Table::new();
    for (naam, tekst) in velden.iter().filter(|(_, t)| !t.trim().is_empty()) {
        let soort = match *naam {
            "thema" => {
                tabel.insert("thema".to_owned(), naslag.thema(tekst)?.0.to_string().into());
                continue;
            }
            "partij" | "gemeente" => {
                tabel.insert((*naam).to_owned(), naslag.partij(tekst)?.to_string().into());
                continue;
            }
            "niveau" => Soort::Keuze(Niveau::OPTIES),
            "status" => Soort::Keuze(Status::OPTIES),
            "volgorde" => Soort::Keuze(Volgorde::OPTIES),
            "binnen-weken" => Soort::Getal(0, 520),
            "mijn-acties" | "onvolledig" => Soort::JaNee,
            _ => return Err(Fout::gebruik(format!("Een selectie kent geen {}.", tussen_aanhalingstekens(naam)), "")),
        };
        if let Some(waarde) = value::lees(soort, tekst, Datum::vandaag())? {
            tabel.insert((*naam).to_owned(), waarde);
        }
    }
    tabel.try_into().map_err(|_| Fout::gebruik("Deze selectie klopt niet.", "Kies haar opnieuw."))
}

/// Keeps a selection under a name; one of that name is replaced, and none at all takes it away.
///
/// # Errors
/// When the name cannot be used, or it cannot be written.
pub fn bewaar(kopie: &Kopie, naam: &str, selectie: Option<Selectie>) -> Result<(), Fout> {
    let naam = nfc(naam.trim());
    if naam.is_empty() || naam.contains('\n') || eerste_verboden(&naam).is_some() || naam.chars().count() > 60 {
        return Err(Fout::gebruik("Onder deze naam kan geen selectie bewaard worden.", "Kies een korte naam."));
    }
    let mut alle = lees_alle(kopie)?;
    let van_deze = alle.entry(kopie.voorblad()?.uuid.to_string()).or_default();
    match selectie {
        Some(selectie) => van_deze.insert(naam, selectie),
        None => van_deze.remove(&naam),
    };
    let tekst =
        toml::to_string(&alle).map_err(|e| Fout::nieuw(format!("Uw selectie kan niet bewaard worden ({e})."), ""))?;
    Ok(schrijf_veilig(&pad(kopie), tekst.as_bytes())?)
}
