//! `oogo uitwisselen`, `inlezen` and `samenvoegen`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::argumenten::Waar;
use super::json::{van_toml, versie};
use super::opdracht::{Uitkomst, kopie};
use super::{Antwoord, meld, tekst};
use crate::actions::uitwisselen::{self as actie, Aankomst, Gedaan, Opties, Schrijvers, Uitgewisseld, Vooraf};
use crate::actions::{Fout, Kopie};
use crate::agenda::tekst::{aantal, tussen_aanhalingstekens};
use crate::export::vraag::{Vraag, door};
use crate::git::Versie;
use crate::merge::{Answers, Choice, Question};

/// So many versions are named.
const GENOEMD: usize = 12;

#[derive(Debug, Args)]
pub struct UitwisselArgumenten {
    /// De gedeelde map op een netwerkschijf of stick; oogo onthoudt haar voor de volgende keer
    #[arg(long, value_name = "MAP")]
    met: Option<String>,
    /// Schrijf in plaats daarvan alles in een bestand om te mailen; met een map krijgt het zelf een naam
    #[arg(long, value_name = "BESTAND", conflicts_with_all = ["met", "bekijk", "vul_aan", "kies"])]
    bestand: Option<PathBuf>,
    /// Laat alleen zien wat er zou komen en gaan
    #[arg(long)]
    bekijk: bool,
    /// Geef de gedeelde map terug wat zij mist, als zij uit een reservekopie is teruggezet
    #[arg(long)]
    vul_aan: bool,
    #[command(flatten)]
    kies: Kies,
}

#[derive(Debug, Args)]
pub struct Kies {
    /// Wat geldt waar beide kanten hetzelfde wijzigden: ons, hun of basis (zoals het was)
    #[arg(long = "kies", value_name = "ID:VELD=ons|hun|basis")]
    kies: Vec<String>,
}

impl Kies {
    fn lees(&self) -> Result<Answers, Fout> {
        self.kies.iter().map(|k| keuze(k)).collect()
    }
}

fn keuze(getypt: &str) -> Result<((String, String), Choice), Fout> {
    let onjuist = || {
        let wat = format!("Dit is geen keuze: {}.", tussen_aanhalingstekens(getypt));
        Fout::gebruik(wat, "Schrijf haar als ID:VELD=ons of ID:VELD=hun, zoals --kies lv-k7qm:doel=hun.")
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

/// Whether somebody sits at a terminal who can be asked.
fn is_gesprek(waar: &Waar) -> bool {
    !waar.json && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

pub(super) fn uitwisselen(hoe: &UitwisselArgumenten, waar: &Waar) -> Uitkomst {
    let mut kopie = kopie(waar)?;
    if let Some(doel) = &hoe.bestand {
        return naar_bestand(&kopie, doel, waar);
    }
    let mut opties = Opties { adres: hoe.met.clone(), antwoorden: hoe.kies.lees()?, vul_aan: hoe.vul_aan };
    let mut vooraf = actie::bekijk(&kopie, &opties)?;
    if hoe.bekijk {
        return if waar.json { Antwoord::json(&vooraf_json(&vooraf)) } else { Antwoord::tekst(vooraf_tekst(&vooraf)) };
    }
    if vooraf.is_eerste && !vooraf.van_ons.is_empty() {
        meld("Alles in deze ontwikkelagenda leest de andere partij straks, ook alle eerdere versies.");
    }
    if is_gesprek(waar) && !vooraf.is_gelijk() {
        meld(&vooraf_tekst(&vooraf));
        if let Some(aankomst) = vooraf.aankomst.as_ref().filter(|a| !a.vragen.is_empty()) {
            let Some(antwoorden) = vraag(&kopie, aankomst)? else { return afgebroken() };
            opties.antwoorden.extend(antwoorden);
            vooraf = actie::bekijk(&kopie, &opties)?;
        }
        if !waar.ja && !zegt_ja("Uitwisselen?") {
            return afgebroken();
        }
    }
    kopie = mag_eindigen(kopie, waar, vooraf.aankomst.as_ref())?;
    match actie::wissel_uit(&kopie, &opties, vooraf)? {
        Uitgewisseld::Klaar(gedaan) => klaar(&gedaan, waar),
        Uitgewisseld::Vragen(vooraf) => {
            let schrijvers = vooraf.aankomst.as_ref().map(|a| &a.schrijvers);
            onbeslist(&kopie, vooraf.vragen(), schrijvers, waar, "uitwisselen")
        }
    }
}

pub(super) fn inlezen(bestand: &Path, kies: &Kies, waar: &Waar) -> Uitkomst {
    let mut kopie = kopie(waar)?;
    let mut antwoorden = kies.lees()?;
    let mut ontvangen = actie::bekijk_bestand(&kopie, bestand, &antwoorden)?;
    if !ontvangen.aankomst.vragen.is_empty() {
        if !is_gesprek(waar) {
            let a = &ontvangen.aankomst;
            return onbeslist(
                &kopie,
                &a.vragen,
                Some(&a.schrijvers),
                waar,
                &format!("inlezen \"{}\"", bestand.display()),
            );
        }
        let Some(gekozen) = vraag(&kopie, &ontvangen.aankomst)? else { return afgebroken() };
        antwoorden.extend(gekozen);
        ontvangen = actie::bekijk_bestand(&kopie, bestand, &antwoorden)?;
    }
    kopie = mag_eindigen(kopie, waar, Some(&ontvangen.aankomst))?;
    let gedaan = actie::neem_in(&kopie, &bestand.display().to_string(), &ontvangen)?;
    if gedaan.ontvangen.is_empty() && !waar.json {
        return Antwoord::tekst("Al ingelezen: hierin staat niets dat u nog niet hebt.\n");
    }
    klaar(&gedaan, waar)
}

fn naar_bestand(kopie: &Kopie, doel: &Path, waar: &Waar) -> Uitkomst {
    let geschreven = actie::schrijf(kopie, doel)?;
    if geschreven.is_eerste {
        meld("Alles in deze ontwikkelagenda leest wie dit bestand krijgt, ook alle eerdere versies.");
    }
    let pad = geschreven.pad.display().to_string();
    if waar.json {
        return Antwoord::json(&json!({ "bestand": pad, "nummer": geschreven.nr }));
    }
    Antwoord::tekst(format!(
        "Het uitwisselbestand (nummer {}) staat in {pad}.\nDe andere partij leest het in met: oogo inlezen \"{}\"\n",
        geschreven.nr,
        geschreven.pad.file_name().unwrap_or_default().to_string_lossy()
    ))
}

pub(super) fn samenvoegen(basis: &Path, ons: &Path, hun: &Path, pad: Option<&str>) -> Uitkomst {
    let samen = actie::samenvoegen(basis, ons, hun, pad)?;
    if samen.conflicten.is_empty() {
        return Ok(Antwoord::default());
    }
    meld(&format!(
        "In {} wijzigden beide kanten hetzelfde: {}. Beide teksten staan er nu in, met <<<<<<< en >>>>>>> eromheen.",
        pad.map_or_else(|| ons.display().to_string(), str::to_owned),
        samen.conflicten.join(", ")
    ));
    Ok(Antwoord { code: 1, ..Antwoord::default() })
}

/// Names what parties said that no longer holds, and asks whoever is at a terminal.
fn mag_eindigen(kopie: Kopie, waar: &Waar, aankomst: Option<&Aankomst>) -> Result<Kopie, Fout> {
    let eindigt = aankomst.map(|a| a.eindigt.as_slice()).unwrap_or_default();
    if waar.ja || eindigt.is_empty() {
        return Ok(kopie);
    }
    meld(&format!("Hiermee is achterhaald wat partijen zeiden: {}.", eindigt.join("; ")));
    if is_gesprek(waar) && !zegt_ja("Toch doorgaan?") {
        return Err(Fout::nieuw("U brak het af.", "Er is niets veranderd."));
    }
    Ok(kopie.mag_eindigen())
}

fn afgebroken() -> Uitkomst {
    Ok(Antwoord { tekst: "Er is niets veranderd.\n".to_owned(), code: 1 })
}

fn zegt_ja(wat: &str) -> bool {
    matches!(antwoord(&format!("{wat} Typ j en Enter.")).as_deref(), Some("j" | "ja"))
}

fn antwoord(wat: &str) -> Option<String> {
    meld(wat);
    let mut regel = String::new();
    std::io::stdin().read_line(&mut regel).ok().filter(|n| *n > 0)?;
    Some(regel.trim().to_lowercase())
}

/// Asks about each, one after another; none where somebody stops.
fn vraag(kopie: &Kopie, aankomst: &Aankomst) -> Result<Option<Answers>, Fout> {
    let agenda = kopie.lees()?.agenda;
    let mut antwoorden = Answers::new();
    for (i, q) in aankomst.vragen.iter().enumerate() {
        let v = Vraag::van(q, &agenda);
        meld(&format!("\n{} van {}. {}", i + 1, aankomst.vragen.len(), in_woorden(&v, q, &aankomst.schrijvers)));
        let keuze = loop {
            match antwoord("Wat geldt? o (ons), h (hun), w (zoals het was) of s (stoppen), en Enter.").as_deref() {
                Some("o" | "ons") => break Choice::Ours,
                Some("h" | "hun") => break Choice::Theirs,
                Some("w") => break Choice::Base,
                Some("s") | None => return Ok(None),
                Some(_) => {}
            }
        };
        antwoorden.insert((q.about.clone(), q.field.clone()), keuze);
    }
    Ok(Some(antwoorden))
}

fn in_woorden(v: &Vraag, q: &Question, schrijvers: &Schrijvers) -> String {
    let [ons, hun] = schrijvers.get(&q.path).cloned().unwrap_or_default();
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

/// Ends with 1: a person has to decide, and nothing was changed.
fn onbeslist(
    kopie: &Kopie,
    vragen: &[Question],
    schrijvers: Option<&Schrijvers>,
    waar: &Waar,
    opdracht: &str,
) -> Uitkomst {
    let leeg = Schrijvers::new();
    let schrijvers = schrijvers.unwrap_or(&leeg);
    if waar.json {
        let conflicten: Vec<Value> = vragen.iter().map(|q| conflict_json(q, schrijvers)).collect();
        let antwoord = Antwoord::json(&json!({ "conflicten": conflicten }))?;
        return Ok(Antwoord { code: 1, ..antwoord });
    }
    let agenda = kopie.lees()?.agenda;
    let mut uit = format!("{} Er is nog niets veranderd.\n\n", beslis(vragen.len()));
    for q in vragen {
        uit.push_str(&in_woorden(&Vraag::van(q, &agenda), q, schrijvers));
        uit.push('\n');
    }
    let eerste = vragen.first().map(|q| format!("{}:{}", q.about, q.field)).unwrap_or_default();
    uit.push_str(&format!(
        "Kies per vraag: oogo {opdracht} --kies {eerste}=ons (of =hun, of =basis voor zoals het was).\n"
    ));
    Ok(Antwoord { tekst: tekst::veilig(&uit), code: 1 })
}

fn beslis(n: usize) -> String {
    match n {
        1 => "Op 1 plaats wijzigden beide kanten hetzelfde; daar moet iemand kiezen.".to_owned(),
        n => format!("Op {n} plaatsen wijzigden beide kanten hetzelfde; daar moet iemand kiezen."),
    }
}

fn conflict_json(q: &Question, schrijvers: &Schrijvers) -> Value {
    let waarde = |w: &Option<toml::Value>| w.as_ref().map_or(Value::Null, van_toml);
    let wie = |v: &Option<Versie>| v.as_ref().map_or(Value::Null, versie);
    let [ons, hun] = schrijvers.get(&q.path).cloned().unwrap_or_default();
    json!({
        "afspraak": q.about,
        "bestand": q.path,
        "veld": q.field,
        "basis": waarde(&q.conflict.base),
        "ons": waarde(&q.conflict.ours),
        "hun": waarde(&q.conflict.theirs),
        "ons-door": wie(&ons),
        "hun-door": wie(&hun),
    })
}

fn vooraf_json(vooraf: &Vooraf) -> Value {
    let lijst = |versies: &[Versie]| versies.iter().map(versie).collect::<Vec<_>>();
    let leeg = Schrijvers::new();
    let schrijvers = vooraf.aankomst.as_ref().map_or(&leeg, |a| &a.schrijvers);
    json!({
        "adres": vooraf.adres,
        "eerste-keer": vooraf.is_eerste,
        "van-hen": lijst(vooraf.van_hen()),
        "van-ons": lijst(&vooraf.van_ons),
        "eindigt": vooraf.aankomst.as_ref().map(|a| a.eindigt.clone()).unwrap_or_default(),
        "conflicten": vooraf.vragen().iter().map(|q| conflict_json(q, schrijvers)).collect::<Vec<_>>(),
    })
}

fn vooraf_tekst(vooraf: &Vooraf) -> String {
    if vooraf.is_gelijk() {
        return format!("Alles is al uitgewisseld met {}.\n", vooraf.adres);
    }
    let mut uit = format!(
        "{} van hen, {} van u. Uitwisselen met {}.\n",
        aantal(vooraf.van_hen().len(), "wijziging", "wijzigingen"),
        vooraf.van_ons.len(),
        vooraf.adres
    );
    for (kop, versies) in [("Van hen", vooraf.van_hen()), ("Van u", &vooraf.van_ons)] {
        lijst(&mut uit, kop, versies);
    }
    if !vooraf.vragen().is_empty() {
        uit.push_str(&format!("{}\n", beslis(vooraf.vragen().len())));
    }
    tekst::veilig(&uit)
}

fn lijst(uit: &mut String, kop: &str, versies: &[Versie]) {
    if versies.is_empty() {
        return;
    }
    uit.push_str(&format!("{kop}:\n"));
    for v in versies.iter().take(GENOEMD) {
        uit.push_str(&format!("  {} ({}, {})\n", v.onderwerp, v.auteur.naam, v.moment.format("%d-%m-%Y %H:%M")));
    }
    if versies.len() > GENOEMD {
        uit.push_str(&format!("  en nog {}\n", versies.len() - GENOEMD));
    }
}

fn klaar(gedaan: &Gedaan, waar: &Waar) -> Uitkomst {
    if waar.json {
        let lijst = |versies: &[Versie]| versies.iter().map(versie).collect::<Vec<_>>();
        return Antwoord::json(&json!({
            "adres": gedaan.adres,
            "ontvangen": lijst(&gedaan.ontvangen),
            "verzonden": lijst(&gedaan.verzonden),
            "samengevoegd": gedaan.samengevoegd.as_ref().map(versie),
            "conflicten": [],
        }));
    }
    if gedaan.ontvangen.is_empty() && gedaan.verzonden.is_empty() {
        return Antwoord::tekst(format!("Alles is al uitgewisseld met {}.\n", gedaan.adres));
    }
    let mut uit = String::new();
    lijst(&mut uit, "Ontvangen", &gedaan.ontvangen);
    lijst(&mut uit, "Verzonden", &gedaan.verzonden);
    if let Some(v) = &gedaan.samengevoegd {
        uit.push_str(&format!("{} (versie {}).\n", v.onderwerp, v.kort()));
    }
    Antwoord::tekst(tekst::veilig(&uit))
}
