//! Choosing where both sides changed the same: answers on the command line, questions at a terminal and as JSON.

use clap::Args;
use serde_json::{Value, json};

use super::json::{van_toml, versie};
use super::meld;
use super::uitwisselen::antwoord;
use crate::actions::uitwisselen::{self as actie, Opties, Vooraf};
use crate::actions::{Fout, Kopie};
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::export::vraag::{Kant, Vraag, door, is_te_kiezen};
use crate::git::Versie;
use crate::merge::{Answers, Beside, Choice, Question};

#[derive(Debug, Args)]
pub struct Kies {
    /// Wat geldt waar beide kanten hetzelfde wijzigden: ons, hun of basis (zoals het was)
    #[arg(long = "kies", value_name = "ID:VELD=ons|hun|basis")]
    kies: Vec<String>,
}

impl Kies {
    pub(super) fn lees(&self) -> Result<Answers, Fout> {
        self.kies.iter().map(|k| keuze(k)).collect()
    }
}

fn keuze(getypt: &str) -> Result<((String, String), Choice), Fout> {
    let onjuist = || {
        let wat = format!("Dit is geen keuze: {}.", tussen_aanhalingstekens(getypt));
        Fout::gebruik(wat, "Schrijf haar als ID:VELD=ons, =hun of =basis, zoals --kies lv-k7qm:doel=hun.")
    };
    let (waarover, kant) = getypt.rsplit_once('=').ok_or_else(onjuist)?;
    let (over, veld) = waarover.split_once(':').ok_or_else(onjuist)?;
    let kant = match kant.trim().to_lowercase().as_str() {
        "ons" => Choice::Ours,
        "hun" => Choice::Theirs,
        "basis" => Choice::Base,
        _ => return Err(onjuist()),
    };
    Ok(((over.trim().to_owned(), veld.trim().to_owned()), kant))
}

/// Asks about each, one after another; false where somebody stops. What was chosen is kept meanwhile.
pub(super) fn vraag(kopie: &Kopie, vooraf: &Vooraf, opties: &mut Opties) -> Result<bool, Fout> {
    let agenda = kopie.lees()?.agenda;
    for (q, keuze) in actie::bewaarde(kopie, vooraf) {
        opties.kies(q, keuze);
    }
    for (i, q) in vooraf.vragen().iter().enumerate() {
        if opties.heeft_gekozen(q) {
            continue;
        }
        let v = Vraag::van(q, &agenda);
        meld(&format!("\n{} van {}. {}", i + 1, vooraf.vragen().len(), in_woorden(&v, q, vooraf)));
        let alle = [
            (Kant::Ons, "o", "ons", Choice::Ours),
            (Kant::Hun, "h", "hun", Choice::Theirs),
            (Kant::Basis, "w", "zoals het was", Choice::Base),
        ];
        let kan = alle.into_iter().filter(|(kant, ..)| is_te_kiezen(q, *kant)).collect::<Vec<_>>();
        let namen: Vec<String> = kan.iter().map(|(_, letter, woord, _)| format!("{letter} ({woord})")).collect();
        let keuze = loop {
            let getypt = antwoord(&format!("Wat geldt? {} of s (stoppen), en Enter.", namen.join(", ")));
            let Some(getypt) = getypt.filter(|getypt| getypt != "s") else { return Ok(false) };
            if let Some((.., keuze)) = kan.iter().find(|(_, letter, woord, _)| [letter, woord].contains(&&&*getypt)) {
                break keuze.clone();
            }
        };
        opties.kies(q, keuze);
        actie::bewaar(kopie, vooraf, &opties.antwoorden)?;
    }
    Ok(true)
}

fn in_woorden(v: &Vraag, q: &Question, vooraf: &Vooraf) -> String {
    let [ons, hun] = vooraf.schrijvers(q);
    let was = v.was.as_ref().map(|w| format!("  Het was: {}\n", ingesprongen(w))).unwrap_or_default();
    format!(
        "{}\n  {}\n{was}  Ons{}: {}\n  Hun{}: {}\n",
        v.kop,
        v.zin,
        door(ons.as_ref()),
        ingesprongen(&v.ons),
        door(hun.as_ref()),
        ingesprongen(&v.hun)
    )
}

fn ingesprongen(tekst: &str) -> String {
    tekst.trim_end().replace('\n', "\n    ")
}

/// The questions, each with the word by which one answers it.
pub(super) fn in_vragen(kopie: &Kopie, vooraf: &Vooraf, opdracht: &str) -> Result<String, Fout> {
    let agenda = kopie.lees()?.agenda;
    let mut uit = String::new();
    let sleutel = |q: &Question| format!("{}:{}", q.about, q.field);
    for q in vooraf.vragen() {
        uit.push_str(&in_woorden(&Vraag::van(q, &agenda), q, vooraf));
        uit.push_str(&format!("  Kies met: --kies {}=ons\n\n", sleutel(q)));
    }
    let eerste = vooraf.vragen().first().map(sleutel).unwrap_or_default();
    uit.push_str(&format!(
        "Kies per vraag: oogo {opdracht} --kies {eerste}=ons (of =hun, of =basis voor zoals het was).\n"
    ));
    Ok(uit)
}

pub(super) fn conflict_json(q: &Question, vooraf: &Vooraf) -> Value {
    let waarde = |w: &Option<toml::Value>| w.as_ref().map_or(Value::Null, van_toml);
    let wie = |v: &Option<Versie>| v.as_ref().map_or(Value::Null, versie);
    let [ons, hun] = vooraf.schrijvers(q);
    json!({
        "afspraak": q.about,
        "bestand": q.path,
        "veld": q.field,
        "basis": waarde(&q.conflict.base),
        "ons": waarde(&q.conflict.ours),
        "hun": waarde(&q.conflict.theirs),
        "ons-door": wie(&ons),
        "hun-door": wie(&hun),
        "ernaast": q.beside.iter().map(ernaast_json).collect::<Vec<_>>(),
    })
}

fn ernaast_json(wat: &Beside) -> Value {
    match wat {
        Beside::Moved { from, to } => json!({ "thema": { "was": from, "wordt": to } }),
        Beside::File { path, was, is } => json!({ "bestand": path, "was": was, "wordt": is }),
        Beside::Named { path } => json!({ "genoemd-in": path }),
        Beside::Declared => json!({ "verklaard": true }),
    }
}
