//! Reads a whole ontwikkelagenda from its folder. What cannot be read is named; the rest stays
//! usable.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::disk::{bytes_van, reden};
use super::{bytes, check, parallel};
use crate::agenda::Stuk;
use crate::agenda::bestand::{map_van, stam};
use crate::agenda::overleg::Overleg;
use crate::agenda::tekst::zichtbaar;
use crate::agenda::{
    AfspraakId, Bestandsoort, Bevinding, Ernst, Geplaatst, Ontwikkelagenda, PartijId, ThemaId, Voorblad,
};

/// The folders that format 1 fills; others are left alone.
pub const MAPPEN: [&str; 7] =
    ["agendas", "beheer", "opmerkingen", "overleggen", "partijen", "uitzonderingen", "voortgang"];

/// The cover page's file, by which a folder is known as an ontwikkelagenda.
pub const VOORBLAD: &str = "ontwikkelagenda.toml";

/// What was read, and what was found amiss.
#[derive(Debug)]
pub struct Gelezen {
    /// Everything that could be read.
    pub agenda: Ontwikkelagenda,
    /// Every finding of reading: broken files, odd names, links.
    pub bevindingen: Vec<Bevinding>,
    /// Every file of format 1 that stands in the folder, readable or not.
    pub bestanden: Vec<(Bestandsoort, String)>,
}

/// Why a folder cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LeesFout {
    /// There is no cover page.
    #[error("In deze map staat geen ontwikkelagenda (het bestand ontwikkelagenda.toml ontbreekt).")]
    GeenOntwikkelagenda,
    /// A later oogo made it.
    #[error("{0}")]
    Nieuwer(Box<Bevinding>),
    /// The folder could not be listed.
    #[error("De map {0} kan niet gelezen worden: {1}.")]
    Map(String, std::io::Error),
}

/// One file's content, as its kind.
enum Inhoud {
    Voorblad(Box<Voorblad>),
    Partij(Box<crate::agenda::partij::Partij>),
    Thema(crate::agenda::thema::Thema),
    Afspraak(Box<crate::agenda::Afspraak>),
    Beheer(crate::agenda::beheer::Beheer),
    Voortgang(Box<crate::agenda::voortgang::Voortgang>),
    Opmerking(Box<crate::agenda::opmerking::Opmerking>),
    Overleg(Box<Overleg>),
    Uitzondering(Box<crate::agenda::uitzondering::Uitzondering>),
}

/// A text as a value of the domain, and what is amiss in it. Without `ook_keuren` a sound file is
/// not looked at twice.
fn ontleed<T: DeserializeOwned>(
    soort: Bestandsoort,
    pad: &str,
    tekst: &str,
    ook_keuren: bool,
) -> (Option<T>, Vec<Bevinding>) {
    let past_niet = |regel| {
        let advies = "Vergelijk het met docs/formaat.md, of zet een eerdere versie terug.";
        Bevinding::nieuw(Ernst::Fout, pad, "Dit bestand past niet bij formaat 1.", advies).op_regel(regel)
    };
    let (waarde, mut bevindingen, span) = if ook_keuren {
        let document = match check::ontleed(pad, tekst) {
            Ok(document) => document,
            Err(b) => return (None, vec![*b]),
        };
        let bevindingen = check::keur_document(soort, pad, tekst, &document);
        let gelezen = T::deserialize(toml_edit::de::Deserializer::from(document));
        let span = gelezen.as_ref().err().and_then(toml_edit::de::Error::span);
        (gelezen.ok(), bevindingen, span)
    } else if met_code(tekst) {
        // What is written in code can hide anything; then the values themselves are looked at.
        return ontleed(soort, pad, tekst, true);
    } else {
        match toml::from_str::<T>(tekst) {
            Ok(waarde) => return (Some(waarde), Vec::new()),
            Err(e) => (None, check::keur(soort, pad, tekst), e.span()),
        }
    };
    let verborgen = bevindingen.iter().any(check::is_verborgen);
    let waarde = waarde.filter(|_| !verborgen);
    if waarde.is_none() && !bevindingen.iter().any(|b| b.ernst == Ernst::Fout) {
        bevindingen.push(past_niet(span.map(|s| bytes::regel_van(tekst.as_bytes(), s.start))));
    }
    (waarde, bevindingen)
}

/// Whether a text writes characters in code: `\\u202E`, `\\x1b`, `\\e`.
fn met_code(tekst: &str) -> bool {
    tekst.as_bytes().windows(2).any(|w| w[0] == b'\\' && matches!(w[1], b'u' | b'U' | b'x' | b'e' | b'b' | b'f' | b'r'))
}

fn lees_bestand(wortel: &Path, soort: Bestandsoort, pad: &str, ook_keuren: bool) -> (Option<Inhoud>, Vec<Bevinding>) {
    let gelezen = bytes_van(wortel, pad).and_then(|b| bytes::als_tekst(pad, b));
    let (tekst, mut bevindingen) = match gelezen {
        Ok(gelezen) => gelezen,
        Err(b) => return (None, vec![*b]),
    };
    fn als<T: DeserializeOwned>(
        (soort, pad, tekst, ook_keuren): (Bestandsoort, &str, &str, bool),
        maak: fn(T) -> Inhoud,
    ) -> (Option<Inhoud>, Vec<Bevinding>) {
        let (waarde, bevindingen) = ontleed(soort, pad, tekst, ook_keuren);
        (waarde.map(maak), bevindingen)
    }
    let wat = (soort, pad, tekst.as_str(), ook_keuren);
    let (inhoud, gevonden) = match soort {
        Bestandsoort::Voorblad => als(wat, |v| Inhoud::Voorblad(Box::new(v))),
        Bestandsoort::Partij => als(wat, |v| Inhoud::Partij(Box::new(v))),
        Bestandsoort::Thema => als(wat, Inhoud::Thema),
        Bestandsoort::Afspraak => als(wat, |v| Inhoud::Afspraak(Box::new(v))),
        Bestandsoort::Beheer => als(wat, Inhoud::Beheer),
        Bestandsoort::Voortgang => als(wat, |v| Inhoud::Voortgang(Box::new(v))),
        Bestandsoort::Opmerking => als(wat, |v| Inhoud::Opmerking(Box::new(v))),
        Bestandsoort::Overleg => als(wat, |v| Inhoud::Overleg(Box::new(v))),
        Bestandsoort::Uitzondering => als(wat, |v| Inhoud::Uitzondering(Box::new(v))),
    };
    bevindingen.extend(gevonden);
    (inhoud, bevindingen)
}

/// Lists the files of format 1 under a folder, at most four levels deep, without following links.
fn opsporen(wortel: &Path, map: &str, bestanden: &mut Vec<(Bestandsoort, String)>, bevindingen: &mut Vec<Bevinding>) {
    let lezen = match fs::read_dir(wortel.join(map)) {
        Ok(lezen) => lezen,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return,
        Err(e) => {
            let melding = format!("Deze map kan niet gelezen worden: {}.", reden(&e));
            bevindingen.push(Bevinding::nieuw(Ernst::Fout, map, melding, "Controleer of u rechten hebt op deze map."));
            return;
        }
    };
    for ingang in lezen.flatten() {
        let Ok(naam) = ingang.file_name().into_string() else {
            let melding = format!(
                "De naam van een bestand in deze map is niet leesbaar: {}.",
                zichtbaar(&ingang.file_name().to_string_lossy())
            );
            bevindingen.push(Bevinding::nieuw(
                Ernst::Waarschuwing,
                map,
                melding,
                "Geef het een naam van gewone letters.",
            ));
            continue;
        };
        if naam.starts_with('.') {
            continue;
        }
        let pad = format!("{map}/{naam}");
        let diepte = pad.matches('/').count();
        let Ok(aard) = ingang.file_type() else { continue };
        if aard.is_symlink() {
            bevindingen.push(Bevinding::nieuw(
                Ernst::Fout,
                &pad,
                "Dit is een snelkoppeling (symbolic link), geen bestand of map.",
                "oogo volgt die niet. Zet het bestand zelf hier neer, of haal de koppeling weg.",
            ));
        } else if let Some(soort) = Bestandsoort::van_pad(&pad) {
            bestanden.push((soort, pad));
        } else if aard.is_dir() {
            if diepte <= 3 {
                opsporen(wortel, &pad, bestanden, bevindingen);
            }
        } else if Bestandsoort::van_pad(&pad.to_lowercase()).is_some() {
            bevindingen.push(Bevinding::nieuw(
                Ernst::Fout,
                &pad,
                "De naam van dit bestand heeft hoofdletters; het wordt daarom niet gelezen.",
                format!("Noem het {}.", pad.to_lowercase()),
            ));
        } else if !pad.contains("/verklaringen/") {
            bevindingen.push(Bevinding::nieuw(
                Ernst::Melding,
                &pad,
                "Dit bestand kent formaat 1 niet.",
                "oogo laat het staan zoals het is.",
            ));
        }
    }
}

/// Reads the ontwikkelagenda in a folder.
///
/// # Errors
/// When there is no ontwikkelagenda, or one of a newer format.
pub fn lees(wortel: &Path) -> Result<Gelezen, LeesFout> {
    lees_en(wortel, false)
}

/// Reads the ontwikkelagenda in a folder, and checks every file against the field tables too.
///
/// # Errors
/// As [`lees`].
pub fn lees_en_keur(wortel: &Path) -> Result<Gelezen, LeesFout> {
    lees_en(wortel, true)
}

/// Only the meetings that can be read, by name.
pub fn overleggen(wortel: &Path) -> BTreeMap<String, Overleg> {
    const MAP: &str = "overleggen";
    let mut bestanden = Vec::new();
    if fs::symlink_metadata(wortel.join(MAP)).is_ok_and(|k| k.is_dir()) {
        opsporen(wortel, MAP, &mut bestanden, &mut Vec::new());
    }
    let een = |(soort, pad): &(Bestandsoort, String)| match lees_bestand(wortel, *soort, pad, false).0 {
        Some(Inhoud::Overleg(overleg)) => Some((stam(pad).to_owned(), *overleg)),
        _ => None,
    };
    bestanden.iter().filter_map(een).collect()
}

fn lees_en(wortel: &Path, ook_keuren: bool) -> Result<Gelezen, LeesFout> {
    let mut bevindingen = Vec::new();
    let mut bestanden = vec![(Bestandsoort::Voorblad, VOORBLAD.to_owned())];
    if fs::symlink_metadata(wortel.join(VOORBLAD)).is_err() {
        return Err(LeesFout::GeenOntwikkelagenda);
    }
    for map in MAPPEN {
        match fs::symlink_metadata(wortel.join(map)) {
            Ok(k) if k.file_type().is_symlink() => bevindingen.push(Bevinding::nieuw(
                Ernst::Fout,
                map,
                "Dit is een snelkoppeling (symbolic link), geen map.",
                "oogo volgt die niet. Zet de map zelf hier neer.",
            )),
            _ => opsporen(wortel, map, &mut bestanden, &mut bevindingen),
        }
    }
    bestanden.sort_by(|a, b| a.1.cmp(&b.1));
    let gelezen = parallel::alle(&bestanden, |(soort, pad)| lees_bestand(wortel, *soort, pad, ook_keuren));

    let mut agenda = Ontwikkelagenda::leeg();
    agenda.voorblad.naam = wortel
        .file_name()
        .map_or_else(|| "Ontwikkelagenda".to_owned(), |n| zichtbaar(&n.to_string_lossy()).into_owned());
    for ((_, pad), (inhoud, gevonden)) in bestanden.iter().zip(gelezen) {
        if pad == VOORBLAD
            && let Some(b) = gevonden.iter().find(|b| check::is_nieuwer(b))
        {
            return Err(LeesFout::Nieuwer(Box::new(b.clone())));
        }
        bevindingen.extend(gevonden);
        let Some(inhoud) = inhoud else { continue };
        if let Some(b) = plaats(&mut agenda, pad, inhoud) {
            bevindingen.push(b);
        }
    }
    Ok(Gelezen { agenda, bevindingen, bestanden })
}

fn plaats(agenda: &mut Ontwikkelagenda, pad: &str, inhoud: Inhoud) -> Option<Bevinding> {
    let past_niet = |nummer: &AfspraakId, verwacht: &str| {
        Bevinding::nieuw(
            Ernst::Fout,
            pad,
            format!("Het nummer {nummer} past niet bij de plaats van het bestand ({verwacht})."),
            "Geef het bestand zijn oude naam terug, of herstel het nummer.",
        )
        .in_veld("id")
    };
    match inhoud {
        Inhoud::Voorblad(v) => agenda.voorblad = *v,
        Inhoud::Partij(p) => {
            agenda.partijen.insert(map_van(pad).parse().ok()?, *p);
        }
        Inhoud::Thema(t) => {
            agenda.themas.insert(map_van(pad).parse().ok()?, t);
        }
        Inhoud::Afspraak(a) if a.id.as_str() != stam(pad) => return Some(past_niet(&a.id, stam(pad))),
        Inhoud::Afspraak(a) => {
            if let Some(eerste) = agenda.afspraken.get(&a.id) {
                let melding =
                    format!("Afspraak {} staat er twee keer: ook in {}.", a.id, pad_afspraak(&eerste.thema, &a.id));
                let advies = "oogo laat die andere zien. Haal het bestand weg dat er niet hoort.";
                return Some(Bevinding::nieuw(Ernst::Fout, pad, melding, advies).in_veld("id"));
            }
            let thema = map_van(pad).parse().ok()?;
            agenda.afspraken.insert(a.id.clone(), Geplaatst { thema, afspraak: *a });
        }
        Inhoud::Beheer(b) if b.id.as_str() != stam(pad) => return Some(past_niet(&b.id, stam(pad))),
        Inhoud::Beheer(b) => {
            agenda.beheer.insert(b.id.clone(), b);
        }
        Inhoud::Voortgang(v) if v.id.as_str() != stam(pad) => return Some(past_niet(&v.id, stam(pad))),
        Inhoud::Voortgang(v) => {
            agenda.voortgang.insert(v.id.clone(), *v);
        }
        Inhoud::Opmerking(o) if o.afspraak.as_str() != map_van(pad) => {
            return Some(past_niet(&o.afspraak, map_van(pad)));
        }
        Inhoud::Opmerking(o) => {
            agenda.opmerkingen.insert((o.afspraak.clone(), stam(pad).to_owned()), *o);
        }
        Inhoud::Overleg(o) => {
            agenda.overleggen.insert(stam(pad).to_owned(), *o);
        }
        Inhoud::Uitzondering(u) => {
            agenda.uitzonderingen.insert(stam(pad).to_owned(), *u);
        }
    }
    None
}

/// The path of an afspraak's bound text.
pub fn pad_afspraak(thema: &ThemaId, id: &AfspraakId) -> String {
    format!("agendas/{thema}/{id}.toml")
}

/// The path of a theme's own file.
pub fn pad_thema(thema: &ThemaId) -> String {
    format!("agendas/{thema}/thema.toml")
}

/// The path of a party's own file.
pub fn pad_partij(partij: &PartijId) -> String {
    format!("partijen/{partij}/partij.toml")
}

/// The path of what is no afspraak: its place never changes. None for an afspraak, which may stand in
/// any theme.
pub fn pad_stuk(stuk: &Stuk) -> Option<String> {
    match stuk {
        Stuk::Afspraak(_) => None,
        Stuk::Voorblad => Some(VOORBLAD.to_owned()),
        Stuk::Thema(id) => Some(pad_thema(id)),
        Stuk::Partij(id) => Some(pad_partij(id)),
        Stuk::Overleg(naam) => Some(format!("overleggen/{naam}.toml")),
    }
}
