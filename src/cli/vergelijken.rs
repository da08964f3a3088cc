//! `oogo vergelijk`: what changed, as text, sentences, a page or JSON.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::argumenten::Waar;
use super::json::van_toml;
use super::opdracht::{Uitkomst, kopie, opgeslagen};
use super::welke::{Hoe, Waarvan};
use super::{Antwoord, tekst};
use crate::actions::fout::Foutsoort;
use crate::actions::neem_terug::{self, Terugname, Wat};
use crate::actions::vergelijk::{self as actie, Vergelijking};
use crate::actions::{Fout, Kopie, document, herkomst, kant, wie_schreef};
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::agenda::veld::Veld;
use crate::agenda::{Bestandsoort, Datum, Stuk};
use crate::export::vergelijking::{Bestand, Filter, Geheel, Overzicht, Soort, Stap, Wijziging, gelezen};
use crate::store::load::VOORBLAD;

/// Ends with 1 where something differs, and with 2 where it could not be compared.
pub(super) fn vergelijk(waar: &Waar, van: Option<&str>, tot: Option<&str>, waarvan: Waarvan, hoe: &Hoe) -> Uitkomst {
    verschil(waar, van, tot, waarvan, hoe).map_err(|fout| Fout { soort: Foutsoort::Gebruik, ..fout })
}

fn verschil(waar: &Waar, van: Option<&str>, tot: Option<&str>, waarvan: Waarvan, hoe: &Hoe) -> Uitkomst {
    let vandaag = Datum::vandaag();
    for naam in [van, tot].into_iter().flatten() {
        let pad = Path::new(naam);
        if !naam.is_empty() && pad.exists() && !pad.join(VOORBLAD).is_file() {
            let wat = format!("In {} staat geen ontwikkelagenda.", tussen_aanhalingstekens(naam));
            return Err(Fout::nieuw(wat, "Noem de map van een ontwikkelagenda, of een moment zoals 2027-03-12."));
        }
    }
    // Two folders can be compared anywhere.
    let mappen = [van, tot].into_iter().flatten().filter(|m| Path::new(m).join(VOORBLAD).is_file()).count();
    let kopie = if mappen == 2 && waar.map.is_none() { None } else { Some(kopie(waar)?) };
    let kopie = kopie.as_ref();
    let filter = filter(waarvan, kopie);
    let kant = |naam: Option<&str>, anders: &str| match (naam, kopie) {
        (None, Some(kopie)) if anders.is_empty() => kant::gewoonlijk(kopie, vandaag),
        (naam, kopie) => kant::kant(kopie, naam.unwrap_or(anders), filter.afspraak.as_deref(), vandaag),
    };
    let (van, tot) = (kant(van, "")?, kant(tot, "nu")?);
    let v = actie::vergelijk(kopie, van, tot, filter.partij.is_some())?;
    let met_wie = hoe.wie || filter.door.is_some();
    if met_wie && kopie.is_none() {
        let advies = "Laat --wie en --door weg.";
        return Err(Fout::gebruik("Bij twee mappen is niet bekend wie iets wijzigde.", advies));
    }
    let mut overzicht = Overzicht::van(&v.van.naam, &v.tot.naam, &v.diff, &v.namen, &filter, &v.ongelezen);
    if overzicht.is_leeg() {
        bestaat(kopie, &filter, &v)?;
    }
    if let Some(kopie) = kopie.filter(|_| met_wie) {
        herkomst::herkomst(kopie, &v, || true)?.vul_in(&mut overzicht);
        houd_door(&mut overzicht, &filter)?;
    }
    let mut antwoord = if waar.json {
        let wijzigingen: Vec<Value> = overzicht.bestanden().flat_map(als_json).collect();
        let mut alles = json!({ "van": v.van.naam, "tot": v.tot.naam, "wijzigingen": wijzigingen });
        if let (false, Some(object)) = (v.ongelezen.is_empty(), alles.as_object_mut()) {
            object.insert("niet-vergeleken".to_owned(), json!(v.ongelezen));
        }
        Antwoord::json(&alles)?
    } else if let Some(doel) = &hoe.html {
        let pagina = overzicht.html();
        let is_pagina = doel.extension().is_some_and(|e| e == "html" || e == "htm");
        if doel != Path::new("-") && !is_pagina {
            let wat = format!("{} eindigt niet op .html.", doel.display());
            return Err(Fout::gebruik(wat, "Noem eerst VAN en TOT, en achter --html de naam van de pagina."));
        }
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

/// A file as plain lines, for git.
pub(super) fn als_tekst(bestand: &Path) -> Uitkomst {
    let bytes = std::fs::read(bestand).map_err(|e| {
        let wat = format!("{} kan niet gelezen worden: {}.", bestand.display(), crate::store::disk::reden(&e));
        Fout::nieuw(wat, "Noem een bestand van een ontwikkelagenda.")
    })?;
    let pad = bestand.to_string_lossy().replace('\\', "/");
    Antwoord::tekst(gelezen(&pad, &String::from_utf8_lossy(&bytes)))
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
    let over = Some(id.to_lowercase()).filter(|id| !id.contains('/'));
    let van = match sinds {
        Some(naam) => kant::kant(Some(&kopie), naam, over.as_deref(), vandaag)?,
        None => kant::gewoonlijk(&kopie, vandaag)?,
    };
    let v = actie::vergelijk(Some(&kopie), van, kant::nu(&kopie), false)?;
    let overzicht = Overzicht::van(&v.van.naam, &v.tot.naam, &v.diff, &v.namen, &Filter::default(), &[]);
    let naam = v.van.naam.clone();
    let vergelijking = Arc::new(v);
    let mut bezwaar = None;
    for b in overzicht.bestanden().filter(|b| b.pad == id || b.afspraak.as_deref() == Some(id.to_lowercase().as_str()))
    {
        let is_plaats = veld == "thema" && matches!(b.geheel, Geheel::Verplaatst(..));
        let hier = || b.wijzigingen.iter().filter(|w| w.veld.as_deref() == Some(veld));
        // Where the field stayed, what is noted at it may have changed.
        let wijziging = hier().find(|w| !w.is_notitie).or_else(|| hier().next());
        bezwaar = bezwaar.or_else(|| b.bezwaar.clone());
        let (wat, onderwerp) = match wijziging {
            _ if is_plaats => (Wat::Plaats, String::new()),
            Some(w) => (Wat::Veld(w.plaats.clone(), w.is_notitie), w.terug()),
            None => continue,
        };
        let t = Terugname { vergelijking, pad: b.pad.clone(), wat, onderwerp };
        return opgeslagen(waar, neem_terug::neem_terug(&kopie, &t, toelichting)?.as_ref());
    }
    let wat = format!("Sinds {naam} is {} van {} niet gewijzigd.", tussen_aanhalingstekens(veld), zichtbaar(id));
    let advies = "Bekijk met ‘oogo vergelijk --json’ wat er gewijzigd is.";
    Err(Fout::nieuw(bezwaar.unwrap_or(wat), advies))
}

/// Themes, parties and fields go by the reader's names too.
fn filter(waarvan: Waarvan, kopie: Option<&Kopie>) -> Filter {
    let klein = |t: Option<String>| t.map(|t| t.trim().to_lowercase());
    let namen = kopie.map(actie::namen_nu).unwrap_or_default();
    let met_naam = |wens: Option<String>, namen: &BTreeMap<String, String>| {
        klein(wens).map(|wens| namen.iter().find(|(_, n)| n.to_lowercase() == wens).map_or(wens, |(id, _)| id.clone()))
    };
    Filter {
        thema: met_naam(waarvan.thema, &namen.themas),
        afspraak: klein(waarvan.afspraak),
        partij: met_naam(waarvan.partij, &namen.partijen),
        veld: klein(waarvan.veld).map(|wens| met_label(&wens).unwrap_or(wens)),
        door: klein(waarvan.door),
    }
}

/// Leaves only what was done by whom one asked for; who is nowhere among them is told who is.
fn houd_door(overzicht: &mut Overzicht, filter: &Filter) -> Result<(), Fout> {
    let Some(wie) = &filter.door else { return Ok(()) };
    let makers = overzicht.makers();
    if !makers.is_empty() && !makers.iter().any(|m| m.to_lowercase().contains(wie)) {
        let wat = format!("Onder wie iets wijzigde, is geen {}.", tussen_aanhalingstekens(wie));
        let wel = makers.into_iter().map(zichtbaar).collect::<Vec<_>>().join("; ");
        return Err(Fout::gebruik(wat, format!("Wel: {wel}.")));
    }
    overzicht.houd(filter);
    Ok(())
}

/// Who wrote what stands there, per field.
pub(super) fn wie_schreef(waar: &Waar, stuk: &Stuk) -> Uitkomst {
    let overzicht = wie_schreef::wie_schreef(&kopie(waar)?, stuk, || true)?;
    if !waar.json {
        return Antwoord::tekst(tekst::veilig(&overzicht.schrijvers(stuk).tekst()));
    }
    let velden: Vec<Value> = overzicht
        .bestanden()
        .flat_map(|b| b.wijzigingen.iter().map(move |w| (b, w)))
        .map(|(b, w)| {
            let mut object = door(&w.stappen);
            object.insert("bestand".to_owned(), json!(b.pad));
            object.insert("veld".to_owned(), json!(w.veld));
            Value::Object(object)
        })
        .collect();
    Antwoord::json(&json!({ "velden": velden }))
}

/// Whether what was asked for is there at all: who mistypes a name must not read that nothing changed.
fn bestaat(kopie: Option<&Kopie>, filter: &Filter, v: &Vergelijking) -> Result<(), Fout> {
    let onbekend = |wat: &str, naam: &str, wel: Vec<&str>| {
        let advies = if wel.is_empty() { String::new() } else { format!("Wel: {}.", wel.join(", ")) };
        Err(Fout::gebruik(format!("Er is geen {wat} {}.", tussen_aanhalingstekens(naam)), advies))
    };
    let namen = |n: &BTreeMap<String, String>| n.keys().cloned().collect::<Vec<_>>();
    for (wat, wens, er_zijn) in
        [("thema", &filter.thema, namen(&v.namen.themas)), ("partij", &filter.partij, namen(&v.namen.partijen))]
    {
        if let Some(naam) = wens.as_ref().filter(|n| !er_zijn.contains(n)) {
            return onbekend(wat, naam, er_zijn.iter().map(String::as_str).collect());
        }
    }
    if let (Some(id), Some(kopie)) = (&filter.afspraak, kopie)
        && kopie.pad_van(id).is_err()
    {
        return onbekend("afspraak", id, Vec::new());
    }
    let Some(veld) = &filter.veld else { return Ok(()) };
    let heeft = |velden: &'static [Veld]| {
        velden.iter().any(|f| veld.split('.').next() == Some(f.naam) || f.kinderen().iter().any(|k| k.naam == veld))
    };
    let van_afspraak = Bestandsoort::Afspraak.velden().iter().map(|v| v.naam);
    if Bestandsoort::ALLE.into_iter().any(|s| heeft(s.velden())) {
        Ok(())
    } else {
        onbekend("veld", veld, van_afspraak.collect())
    }
}

/// The field that the reader calls so.
fn met_label(label: &str) -> Option<String> {
    let velden = || Bestandsoort::ALLE.into_iter().flat_map(|s| s.velden().iter());
    let alle = || velden().chain(velden().flat_map(|v| v.kinderen()));
    let past = |v: &&Veld| v.label.to_lowercase() == label;
    alle().find(past).filter(|_| !alle().any(|v| v.naam == label)).map(|v| v.naam.to_owned())
}

/// Who came to it last, when, why and in how many steps; nothing where that was not looked up.
fn door(stappen: &[Stap]) -> Map<String, Value> {
    let mut object = Map::new();
    if let Some(laatste) = stappen.first() {
        object.insert("door".to_owned(), json!(laatste.wie));
        object.insert("moment".to_owned(), json!(laatste.moment.map(|m| m.to_rfc3339())));
        object.insert("toelichting".to_owned(), json!(laatste.toelichting));
        object.insert("stappen".to_owned(), json!(stappen.len()));
    }
    object
}

/// A file's changes for a script: what came, went or moved as a whole is one.
fn als_json(b: &Bestand) -> Vec<Value> {
    let basis = || {
        let mut object = Map::new();
        object.insert("bestand".to_owned(), json!(b.pad));
        if let Some(id) = &b.afspraak {
            object.insert("afspraak".to_owned(), json!(id));
        }
        if let Some(bezwaar) = &b.bezwaar {
            object.insert("bezwaar".to_owned(), json!(bezwaar));
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
        object.extend(door(stappen));
        Value::Object(object)
    };
    let toml = |w: &Option<toml::Value>| w.as_ref().map_or(Value::Null, van_toml);
    let geheel = |kant: fn(&Wijziging) -> &Option<toml::Value>| {
        let velden = b.wijzigingen.iter().filter(|w| !w.is_notitie);
        let velden = velden.map(|w| (w.veld.clone().unwrap_or_else(|| "tekst".to_owned()), toml(kant(w))));
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
    for w in &b.wijzigingen {
        let mut een = met(json!(w.veld), w.soort.woord(), toml(&w.van), toml(&w.naar), w.zin(), &w.stappen);
        // A note stands at the same place as its field.
        if let (true, Some(object)) = (w.is_notitie, een.as_object_mut()) {
            object.insert("notitie".to_owned(), json!(true));
        }
        uit.push(een);
    }
    uit
}
