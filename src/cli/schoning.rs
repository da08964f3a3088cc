//! `oogo schoning`: a party looks at a rewritten history and records that it takes the place of the old one.

use serde_json::json;

use super::argumenten::Waar;
use super::json::versie;
use super::opdracht::{Uitkomst, kopie};
use super::uitwisselen::{is_gesprek, zegt_ja};
use super::{Antwoord, meld, tekst};
use crate::actions::uitwisselen::{self as actie, Voorstel};
use crate::agenda::tekst::{aantal, opsomming};
use crate::git::Versie;

pub(super) fn schoning(adres: &str, waarom: Option<&str>, waar: &Waar) -> Uitkomst {
    let kopie = kopie(waar)?;
    let voorstel = actie::voorstel(&kopie, adres)?;
    let waarom = waarom.or(voorstel.waarom.as_deref()).unwrap_or_default();
    if !waar.ja {
        if waar.json {
            return Antwoord::json(&als_json(&voorstel));
        }
        let gezien = in_woorden(&voorstel);
        if !is_gesprek(waar) {
            let uit = format!("{gezien}Er is niets vastgelegd; met --ja legt u het vast namens uw partij.\n");
            return Antwoord::tekst(tekst::veilig(&uit)).map(|a| Antwoord { code: 1, ..a });
        }
        meld(&gezien);
        if !zegt_ja("Legt u namens uw partij vast dat deze geschiedenis in de plaats komt van de oude?") {
            return Antwoord::tekst("Er is niets vastgelegd.\n").map(|a| Antwoord { code: 1, ..a });
        }
    }
    let gemaakt = actie::leg_vast(&kopie, &voorstel, waarom)?;
    if waar.json {
        return Antwoord::json(&json!({ "versie": versie(&gemaakt) }));
    }
    Antwoord::tekst(tekst::veilig(&format!(
        "Uw partij heeft de schoning vastgelegd (versie {}). Wissel uit, zodat de andere partijen het zien.\nLeggen alle partijen haar vast, neem haar dan over: oogo uitwisselen --met \"{}\"\n",
        gemaakt.kort(),
        voorstel.adres
    )))
}

fn in_woorden(v: &Voorstel) -> String {
    let een = |(versie, n): &(Versie, usize)| {
        let dag = versie.moment.format("%d-%m-%Y %H:%M");
        format!("{}, de laatste van {dag} ({}): {}", aantal(*n, "versie", "versies"), versie.kort(), versie.onderwerp)
    };
    let lijst = |namen: &[String]| match namen {
        [] => "niemand".to_owned(),
        namen => opsomming(&namen.iter().map(String::as_str).collect::<Vec<_>>()),
    };
    let anders = match v.anders.as_slice() {
        [] => "De laatste versie is in beide gelijk.".to_owned(),
        paden => format!("In de laatste versie zijn deze bestanden anders: {}.", lijst(paden)),
    };
    let verdwenen = match v.verdwenen.as_slice() {
        [] => "Elke versie heeft er een die ervoor in de plaats kwam.".to_owned(),
        [eerste, ..] => format!(
            "Daar is niets voor in de plaats gekomen van {}, de laatste van {}: {}. Klopt dat niet, leg dan niets vast.",
            aantal(v.verdwenen.len(), "versie", "versies"),
            eerste.moment.format("%d-%m-%Y %H:%M"),
            eerste.onderwerp
        ),
    };
    format!(
        "Hier: {}.\nIn {}: {}.\n{verdwenen}\n{anders}\nAlle verklaringen zijn er nog zoals ze ondertekend zijn, en de privacyregels vinden in geen versie iets dat er niet in mag.\nVastgelegd door: {}. Nog niet: {}.{}\nWat partijen over de teksten zeiden, is na het overnemen niet meer na te gaan en moet opnieuw gezegd worden.\n",
        een(&v.oud),
        v.adres,
        een(&v.nieuw),
        lijst(&v.door),
        if v.door.is_empty() { "alle partijen".to_owned() } else { lijst(&v.wacht_op) },
        v.waarom.as_ref().map(|w| format!(" De reden: {}.", w.trim_end_matches('.'))).unwrap_or_default(),
    )
}

fn als_json(v: &Voorstel) -> serde_json::Value {
    json!({
        "adres": v.adres,
        "oud": versie(&v.oud.0),
        "nieuw": versie(&v.nieuw.0),
        "anders": v.anders,
        "verdwenen": v.verdwenen.iter().map(versie).collect::<Vec<_>>(),
        "vastgelegd-door": v.door,
        "wacht-op": v.wacht_op,
        "waarom": v.waarom,
    })
}
