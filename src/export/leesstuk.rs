//! One file as a reader sees it: labels and values in reading order, ready for a screen, a page
//! or plain text.

use toml::Value;

use crate::agenda::proza::{Blok, blokken};
use crate::agenda::veld::{Plicht, Soort, Veld};
use crate::agenda::{Ontwikkelagenda, PartijId};
use crate::store::value::toon;

/// What a field holds, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhoud {
    /// Nothing yet.
    Leeg,
    /// One line.
    Regel(String),
    /// Paragraphs and lists.
    Proza(Vec<Blok>),
    /// Several lines.
    Lijst(Vec<String>),
    /// Rows with named columns; empty columns are left out.
    Tabel {
        /// The columns' labels.
        koppen: Vec<&'static str>,
        /// The rows' keys.
        sleutels: Vec<String>,
        /// The cells, row by row.
        rijen: Vec<Vec<String>>,
    },
    /// Named lines.
    Velden(Vec<(&'static str, String)>),
}

/// One field of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onderdeel {
    /// The field.
    pub veld: &'static Veld,
    /// What it holds.
    pub inhoud: Inhoud,
}

/// A file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leesstuk {
    /// The fields in reading order, empty ones included.
    pub onderdelen: Vec<Onderdeel>,
    /// Keys that format 1 does not know, with their text.
    pub onbekend: Vec<(String, String)>,
}

/// A table of values as a document.
pub fn van(velden: &'static [Veld], tabel: &toml::Table, agenda: &Ontwikkelagenda) -> Leesstuk {
    let naam = |id: &str| naam_van(agenda, id);
    let onderdelen = velden
        .iter()
        .filter(|v| !matches!(v.soort, Soort::Formaat))
        .map(|veld| Onderdeel { veld, inhoud: tabel.get(veld.naam).map_or(Inhoud::Leeg, |w| inhoud(veld, w, &naam)) })
        .collect();
    let onbekend = tabel
        .iter()
        .filter(|(k, _)| !velden.iter().any(|v| v.naam == k.as_str()))
        .map(|(k, w)| (k.clone(), w.to_string()))
        .collect();
    Leesstuk { onderdelen, onbekend }
}

/// What a reader calls a party or an afspraak.
pub fn naam_van(agenda: &Ontwikkelagenda, id: &str) -> String {
    let partij = id.parse::<PartijId>().ok().and_then(|p| agenda.partijen.get(&p)).map(|p| p.naam.clone());
    partij
        .or_else(|| {
            let afspraak = agenda.afspraak(&id.parse().ok()?)?;
            Some(format!("{id} ({})", afspraak.afspraak.titel))
        })
        .unwrap_or_else(|| id.to_owned())
}

fn inhoud(veld: &'static Veld, waarde: &Value, naam: &dyn Fn(&str) -> String) -> Inhoud {
    match (veld.soort, waarde) {
        (Soort::Proza, Value::String(s)) => match blokken(s) {
            leeg if leeg.is_empty() => Inhoud::Leeg,
            blokken => Inhoud::Proza(blokken),
        },
        (Soort::Teksten | Soort::Keuzes(_), Value::Array(a)) => {
            Inhoud::Lijst(a.iter().map(|w| losse(veld.soort, w, naam)).collect())
        }
        (Soort::Tabel(kinderen), Value::Table(t)) => Inhoud::Velden(
            kinderen.iter().filter_map(|k| Some((k.label, toon(k.soort, t.get(k.naam)?, naam)))).collect(),
        ),
        (Soort::Groep(kinderen), Value::Array(rijen)) => tabel(kinderen, rijen, naam),
        (soort, w) => Inhoud::Regel(toon(soort, w, naam)),
    }
}

fn losse(soort: Soort, waarde: &Value, naam: &dyn Fn(&str) -> String) -> String {
    toon(soort, &Value::Array(vec![waarde.clone()]), naam)
}

fn tabel(kinderen: &'static [Veld], rijen: &[Value], naam: &dyn Fn(&str) -> String) -> Inhoud {
    let rijen: Vec<&toml::Table> = rijen.iter().filter_map(Value::as_table).collect();
    let kolommen: Vec<&Veld> =
        kinderen.iter().filter(|k| !k.is_vast() && rijen.iter().any(|r| r.contains_key(k.naam))).collect();
    Inhoud::Tabel {
        koppen: kolommen.iter().map(|k| k.label).collect(),
        sleutels: rijen
            .iter()
            .map(|r| r.get("sleutel").and_then(Value::as_str).unwrap_or_default().to_owned())
            .collect(),
        rijen: rijen
            .iter()
            .map(|r| {
                kolommen.iter().map(|k| r.get(k.naam).map(|w| toon(k.soort, w, naam)).unwrap_or_default()).collect()
            })
            .collect(),
    }
}

impl Onderdeel {
    /// Whether it is empty and parties cannot agree before it is filled.
    pub fn ontbreekt(&self) -> bool {
        self.inhoud == Inhoud::Leeg && self.veld.plicht == Plicht::Verplicht
    }
}
