//! `oogo controleer --privacy`: what must not be in it, as text or JSON. The value itself is in
//! neither.

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use super::opdracht::{Uitkomst, kopie};
use super::{Antwoord, argumenten::Waar, tekst};
use crate::actions::Fout;
use crate::actions::privacy::{self, Gevonden, Gezien};
use crate::agenda::Datum;
use crate::privacy::Niveau;

/// More versions than this are told as the first, the last and a number.
const VERSIES: usize = 20;

pub(super) fn controle(waar: &Waar, geschiedenis: bool) -> Uitkomst {
    let kopie = kopie(waar)?;
    let vandaag = Datum::vandaag();
    let gezien = if geschiedenis {
        Gezien { gevonden: privacy::in_geschiedenis(&kopie, vandaag)?, ..Gezien::default() }
    } else {
        privacy::nu(&kopie, vandaag)?
    };
    antwoord(&gezien, waar.json)
}

/// Looks through a file or standard input.
pub(super) fn van_tekst(bron: &Path, als_json: bool) -> Uitkomst {
    let fout = |e: std::io::Error| {
        let wat = format!("{} kan niet gelezen worden: {}.", bron.display(), crate::store::disk::reden(&e));
        Fout::nieuw(wat, "Geef een bestand met tekst, of - en de tekst zelf.")
    };
    let mut inhoud = Vec::new();
    if bron == Path::new("-") {
        std::io::stdin().read_to_end(&mut inhoud).map_err(fout)?;
    } else {
        inhoud = std::fs::read(bron).map_err(fout)?;
    }
    let gevonden = privacy::in_tekst(&String::from_utf8_lossy(&inhoud), Datum::vandaag());
    antwoord(&Gezien { gevonden, ..Gezien::default() }, als_json)
}

fn antwoord(gezien: &Gezien, als_json: bool) -> Uitkomst {
    let Gezien { gevonden, ongezien } = gezien;
    let mut antwoord = if als_json {
        let alle: Vec<Value> = gevonden.iter().map(bevinding).chain(ongezien.iter().map(|b| json!(b))).collect();
        Antwoord::json(&json!({ "bevindingen": alle }))?
    } else if gevonden.is_empty() && ongezien.is_empty() {
        Antwoord::tekst("Er zijn geen persoonsgegevens gevonden.\n")?
    } else {
        let regels = gevonden.iter().map(|g| format!("{}{}\n", g.bevinding(), versies(g)));
        let regels: String = regels.chain(ongezien.iter().map(|b| format!("{b}\n"))).collect();
        Antwoord::tekst(tekst::veilig(&regels))?
    };
    let geblokkeerd = gevonden.iter().any(|g| g.vondst.niveau == Niveau::Blokkeert);
    antwoord.code = u8::from(geblokkeerd || !ongezien.is_empty());
    Ok(antwoord)
}

fn bevinding(g: &Gevonden) -> Value {
    let mut object = json!(g.bevinding());
    if let Some(object) = object.as_object_mut() {
        object.insert("soort".to_owned(), json!(g.vondst.gegeven.woord()));
        object.insert("niveau".to_owned(), json!(g.vondst.niveau));
        if !g.versies.is_empty() {
            object.insert("versies".to_owned(), json!(g.versies));
        }
    }
    object
}

/// Which versions hold it, newest first.
fn versies(g: &Gevonden) -> String {
    let kort = |v: &String| v.get(..10).unwrap_or(v).to_owned();
    match g.versies.as_slice() {
        [] => String::new(),
        [een] => format!("\n  Staat in versie {}.", kort(een)),
        alle if alle.len() <= VERSIES => {
            format!("\n  Staat in {} versies: {}.", alle.len(), alle.iter().map(kort).collect::<Vec<_>>().join(", "))
        }
        [eerste, .., laatste] => format!(
            "\n  Staat in {} versies, van {} tot en met {}. Met --json ziet u ze alle.",
            g.versies.len(),
            kort(laatste),
            kort(eerste)
        ),
    }
}
