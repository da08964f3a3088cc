//! `oogo schoning`: a party looks at a rewritten history and records that it takes the place of the old one.

use serde_json::json;

use super::argumenten::Waar;
use super::json::versie;
use super::opdracht::{Uitkomst, kopie};
use super::uitwisselen::{is_gesprek, zegt_ja};
use super::{Antwoord, meld, tekst};
use crate::actions::uitwisselen::{self as actie, Voorstel};
use crate::agenda::PartijId;
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
        "Uw partij heeft de schoning vastgelegd (versie {}). Wissel uit, zodat de andere partijen het zien.\nLeggen alle partijen haar vast, neem haar dan over: {}\n",
        gemaakt.kort(),
        voorstel.overnemen()
    )))
}

fn in_woorden(v: &Voorstel) -> String {
    let een = |versie: &Versie| {
        let dag = versie.moment.format("%d-%m-%Y %H:%M");
        format!("de laatste van {dag} ({}): {}", versie.kort(), versie.onderwerp)
    };
    let lijst = |namen: Vec<&str>| if namen.is_empty() { "niemand".to_owned() } else { opsomming(&namen) };
    let partijen = |van: &[(PartijId, String)]| lijst(van.iter().map(|(_, naam)| naam.as_str()).collect());
    let anders = match v.anders.as_slice() {
        [] => "De laatste versie is in beide gelijk.".to_owned(),
        paden => {
            let paden = lijst(paden.iter().map(String::as_str).collect());
            format!("In de laatste versie zijn deze bestanden anders: {paden}.")
        }
    };
    let gewijzigd = match v.gewijzigd.as_slice() {
        [] => String::new(),
        [een] => format!("In 1 versie staat iets anders: die van {}.", een.moment.format("%d-%m-%Y %H:%M")),
        [laatste, .., eerste] => format!(
            "In {} versies staat iets anders: van {} tot en met {}.",
            v.gewijzigd.len(),
            eerste.moment.format("%d-%m-%Y %H:%M"),
            laatste.moment.format("%d-%m-%Y %H:%M")
        ),
    };
    let waarom = v.waarom.as_ref().map(|w| format!(" De reden: {}.", w.trim_end_matches('.'))).unwrap_or_default();
    format!(
        "Hier: {}, {}.\nIn {}: {}, {}.\n{gewijzigd} {anders}\nAlle verklaringen zijn er nog zoals ze ondertekend zijn, en de privacyregels vinden in geen versie een nummer of geboortedatum die er niet in mag. Of eruit is wat eruit moest, kijkt u zelf na in een kopie: oogo open \"{}\" MAP.\nVastgelegd, voor zover hier bekend, door: {}. Nog niet door: {}.{waarom}\nWat partijen over de teksten zeiden, is na het overnemen niet meer na te gaan en moet opnieuw gezegd worden.\n",
        aantal(v.aantal[0], "versie", "versies"),
        een(&v.oud),
        v.adres,
        aantal(v.aantal[1], "versie", "versies"),
        een(&v.nieuw),
        v.adres,
        partijen(&v.door),
        partijen(&v.wacht_op),
    )
}

fn als_json(v: &Voorstel) -> serde_json::Value {
    let partijen = |van: &[(PartijId, String)]| van.iter().map(|(partij, _)| partij.to_string()).collect::<Vec<_>>();
    json!({
        "adres": v.adres,
        "oud": versie(&v.oud),
        "nieuw": versie(&v.nieuw),
        "gewijzigd": v.gewijzigd.iter().map(versie).collect::<Vec<_>>(),
        "anders": v.anders,
        "vastgelegd-door": partijen(&v.door),
        "wacht-op": partijen(&v.wacht_op),
        "waarom": v.waarom,
    })
}
