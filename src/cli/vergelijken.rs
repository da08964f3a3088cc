//! `oogo vergelijk`: what changed, as text, sentences, a page or JSON.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::argumenten::{Hoe, Waar, Waarvan};
use super::json::van_toml;
use super::opdracht::{Uitkomst, kopie, opgeslagen};
use super::{Antwoord, tekst};
use crate::actions::{Fout, document, herkomst, neem_terug, vergelijk as actie};
use crate::agenda::Datum;
use crate::export::vergelijking::{Bestand, Filter, Geheel, Overzicht, Soort, Stap, Wijziging};
use crate::store::load::VOORBLAD;

pub(super) fn vergelijk(waar: &Waar, van: Option<&str>, tot: Option<&str>, waarvan: Waarvan, hoe: &Hoe) -> Uitkomst {
    let vandaag = Datum::vandaag();
    // Two folders can be compared anywhere.
    let mappen = [van, tot].into_iter().flatten().filter(|m| Path::new(m).join(VOORBLAD).is_file()).count();
    let kopie = if mappen == 2 && waar.map.is_none() { None } else { Some(kopie(waar)?) };
    let kopie = kopie.as_ref();
    let kant = |naam: Option<&str>, anders: &str| match (naam, kopie) {
        (None, Some(kopie)) if anders.is_empty() => actie::gewoonlijk(kopie, vandaag),
        (naam, kopie) => actie::kant(kopie, naam.unwrap_or(anders), vandaag),
    };
    let (van, tot) = (kant(van, "")?, kant(tot, "nu")?);
    let filter = filter(waarvan)?;
    let v = actie::vergelijk(kopie, van, tot)?;
    let mut overzicht = Overzicht::van(&v.van.naam, &v.tot.naam, &v.diff, &v.namen, &filter);
    if hoe.wie
        && let Some(kopie) = kopie
    {
        herkomst::herkomst(kopie, &v)?.vul_in(&mut overzicht);
    }
    let mut antwoord = if waar.json {
        let wijzigingen: Vec<Value> = overzicht.bestanden().flat_map(als_json).collect();
        Antwoord::json(&json!({ "van": v.van.naam, "tot": v.tot.naam, "wijzigingen": wijzigingen }))?
    } else if let Some(doel) = &hoe.html {
        let pagina = overzicht.html();
        if doel == Path::new("-") {
            Antwoord::tekst(pagina)?
        } else {
            document::schrijf_pagina(doel, &pagina)?;
            Antwoord::tekst(format!("De pagina staat in {}.\n", doel.display()))?
        }
    } else if hoe.markdown {
        Antwoord::tekst(tekst::veilig(&overzicht.markdown()))?
    } else if hoe.kort {
        let regels: String = overzicht.kort().iter().map(|z| format!("{z}\n")).collect();
        Antwoord::tekst(tekst::veilig(if regels.is_empty() { "Er is geen verschil.\n" } else { &regels }))?
    } else {
        Antwoord::tekst(tekst::veilig(&overzicht.tekst()))?
    };
    antwoord.code = u8::from(!overzicht.is_leeg());
    Ok(antwoord)
}

/// Takes one change back.
pub(super) fn neem_terug(
    waar: &Waar,
    id: &str,
    veld: &str,
    sinds: Option<&str>,
    toelichting: Option<&str>,
) -> Uitkomst {
    let vandaag = Datum::vandaag();
    let kopie = kopie(waar)?;
    let van = match sinds {
        Some(naam) => actie::kant(Some(&kopie), naam, vandaag)?,
        None => actie::gewoonlijk(&kopie, vandaag)?,
    };
    let v = actie::vergelijk(Some(&kopie), van, actie::kant(Some(&kopie), "nu", vandaag)?)?;
    let overzicht = Overzicht::van(&v.van.naam, &v.tot.naam, &v.diff, &v.namen, &Filter::default());
    let hoort = |b: &&Bestand| b.pad == id || b.afspraak.as_deref() == Some(id.to_lowercase().as_str());
    let in_bestand = |b: &Bestand| b.wijzigingen.iter().find(|w| w.veld.as_deref() == Some(veld)).cloned();
    let is_plaats = |b: &&Bestand| veld == "thema" && matches!(b.geheel, Geheel::Verplaatst(..));
    if let Some(b) = overzicht.bestanden().filter(hoort).find(is_plaats) {
        return opgeslagen(waar, neem_terug::neem_terug(&kopie, &v, &b.pad, None, "thema", toelichting)?.as_ref());
    }
    let Some((b, w)) = overzicht.bestanden().filter(hoort).find_map(|b| Some((b, in_bestand(b)?))) else {
        let wat = format!("Sinds {} is {veld} van {id} niet gewijzigd.", v.van.naam);
        return Err(Fout::nieuw(wat, "Bekijk met ‘oogo vergelijk --json’ wat er gewijzigd is."));
    };
    let versie = neem_terug::neem_terug(&kopie, &v, &b.pad, Some(veld), &w.label.to_lowercase(), toelichting)?;
    opgeslagen(waar, versie.as_ref())
}

fn filter(waarvan: Waarvan) -> Result<Filter, Fout> {
    let klein = |t: Option<String>| t.map(|t| t.trim().to_lowercase());
    Ok(Filter {
        thema: klein(waarvan.thema),
        afspraak: klein(waarvan.afspraak),
        partij: klein(waarvan.partij),
        veld: klein(waarvan.veld),
    })
}

/// A file's changes for a script: what came, went or moved as a whole is one.
fn als_json(b: &Bestand) -> Vec<Value> {
    let basis = || {
        let mut object = Map::new();
        object.insert("bestand".to_owned(), json!(b.pad));
        if let Some(id) = &b.afspraak {
            object.insert("afspraak".to_owned(), json!(id));
        }
        object
    };
    let met = |veld: Value, soort: &str, van: Value, naar: Value, zin: String, stappen: &[Stap]| {
        let mut object = basis();
        for (sleutel, waarde) in
            [("veld", veld), ("soort", json!(soort)), ("van", van), ("naar", naar), ("zin", json!(zin))]
        {
            object.insert(sleutel.to_owned(), waarde);
        }
        if let Some(laatste) = stappen.first() {
            object.insert("door".to_owned(), json!(laatste.wie));
            object.insert("moment".to_owned(), json!(laatste.moment.map(|m| m.to_rfc3339())));
            object.insert("toelichting".to_owned(), json!(laatste.toelichting));
            object.insert("stappen".to_owned(), json!(stappen.len()));
        }
        Value::Object(object)
    };
    let toml = |w: &Option<toml::Value>| w.as_ref().map_or(Value::Null, van_toml);
    let geheel = |kant: fn(&Wijziging) -> &Option<toml::Value>| {
        let velden = b.wijzigingen.iter().filter_map(|w| Some((w.veld.clone()?, toml(kant(w)))));
        Value::Object(velden.collect())
    };
    let zin = b.zin_geheel().unwrap_or_default();
    let mut uit = match &b.geheel {
        Geheel::Nieuw => {
            return vec![met(
                Value::Null,
                Soort::Toegevoegd.woord(),
                Value::Null,
                geheel(|w| &w.naar),
                zin,
                &b.stappen,
            )];
        }
        Geheel::Weg => {
            return vec![met(Value::Null, Soort::Verwijderd.woord(), geheel(|w| &w.van), Value::Null, zin, &b.stappen)];
        }
        Geheel::Verplaatst(..) => {
            let (naar, van) = (b.themas.first(), b.themas.get(1));
            vec![met(json!("thema"), Soort::Verplaatst.woord(), json!(van), json!(naar), zin, &b.stappen)]
        }
        Geheel::Opmaak => vec![met(Value::Null, "opmaak", Value::Null, Value::Null, zin, &b.stappen)],
        Geheel::Gebleven | Geheel::Beeindigd(_) => Vec::new(),
    };
    uit.extend(
        b.wijzigingen
            .iter()
            .map(|w| met(json!(w.veld), w.soort.woord(), toml(&w.van), toml(&w.naar), w.zin(), &w.stappen)),
    );
    uit
}
