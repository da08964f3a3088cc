//! One file, parsed so that it can be changed in place: comments, unknown keys and order stay.

use toml::Value;
use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::canonical;
use crate::agenda::Bestandsoort;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::veld::{Soort, Veld, veld};

/// Where in a file a field stands: `doel`, `looptijd.van`, `indicatoren.ritten.streefwaarde`, or
/// a whole row, `indicatoren.ritten`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plek {
    /// A field of the file itself.
    Veld(&'static Veld),
    /// A field of a table.
    InTabel(&'static Veld, &'static Veld),
    /// A row of a group.
    Rij(&'static Veld, String),
    /// A field of a row.
    InRij(&'static Veld, String, &'static Veld),
}

/// Why a field cannot be found or changed: a Dutch sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlekFout(pub String);

impl Plek {
    /// The place that a dotted path names in this kind of file.
    ///
    /// # Errors
    /// When this kind of file has no such field; the error names those it has.
    pub fn zoek(soort: Bestandsoort, pad: &str) -> Result<Self, PlekFout> {
        let delen: Vec<&str> = pad.split('.').collect();
        let kies = |velden: &'static [Veld], naam: &str| {
            veld(velden, naam).ok_or_else(|| {
                let namen: Vec<&str> = velden.iter().filter(|v| !v.is_vast()).map(|v| v.naam).collect();
                PlekFout(format!("Er is geen veld {}. Wel: {}.", tussen_aanhalingstekens(naam), namen.join(", ")))
            })
        };
        let bovenste = kies(soort.velden(), delen[0])?;
        match (bovenste.soort, &delen[1..]) {
            (Soort::Tabel(kinderen), [naam]) => Ok(Self::InTabel(bovenste, kies(kinderen, naam)?)),
            (Soort::Groep(_), [sleutel]) => Ok(Self::Rij(bovenste, (*sleutel).to_owned())),
            (Soort::Groep(kinderen), [sleutel, naam]) => {
                Ok(Self::InRij(bovenste, (*sleutel).to_owned(), kies(kinderen, naam)?))
            }
            (_, []) => Ok(Self::Veld(bovenste)),
            _ => Err(PlekFout(format!(
                "Het veld {} heeft geen onderdelen zoals {}.",
                bovenste.naam,
                tussen_aanhalingstekens(pad)
            ))),
        }
    }

    /// What a reader calls it: `looptijd: eindigt`, `indicatoren: streefwaarde`.
    pub fn naam(&self) -> String {
        match self {
            Self::Veld(v) | Self::Rij(v, _) => v.label.to_lowercase(),
            Self::InTabel(t, v) | Self::InRij(t, _, v) => format!("{}: {}", t.label, v.label).to_lowercase(),
        }
    }

    /// The field whose value stands here; for a whole row the group.
    pub fn veld(&self) -> &'static Veld {
        match self {
            Self::Veld(v) | Self::InTabel(_, v) | Self::Rij(v, _) | Self::InRij(_, _, v) => v,
        }
    }
}

impl std::fmt::Display for Plek {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Veld(v) => f.write_str(v.naam),
            Self::InTabel(t, v) => write!(f, "{}.{}", t.naam, v.naam),
            Self::Rij(g, s) => write!(f, "{}.{s}", g.naam),
            Self::InRij(g, s, v) => write!(f, "{}.{s}.{}", g.naam, v.naam),
        }
    }
}

/// A file's parsed text, with what kind of file it is.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) soort: Bestandsoort,
    pub(super) toml: DocumentMut,
}

impl Document {
    /// Parses a file's text.
    ///
    /// # Errors
    /// When it is not TOML.
    pub fn lees(soort: Bestandsoort, tekst: &str) -> Result<Self, Box<toml_edit::TomlError>> {
        Ok(Self { soort, toml: tekst.parse::<DocumentMut>()? })
    }

    /// The file's text, as it would be written.
    pub fn tekst(&self) -> String {
        self.toml.to_string()
    }

    /// What kind of file it is.
    pub fn soort(&self) -> Bestandsoort {
        self.soort
    }

    /// The plain value at a place; none where nothing stands.
    pub fn waarde(&self, plek: &Plek) -> Option<Value> {
        let item = match plek {
            Plek::Veld(v) => self.toml.get(v.naam)?,
            Plek::InTabel(t, v) => self.toml.get(t.naam)?.as_table_like()?.get(v.naam)?,
            Plek::Rij(..) => return None,
            Plek::InRij(g, sleutel, v) => self.rij(g, sleutel)?.get(v.naam)?,
        };
        als_waarde(item)
    }

    /// A top-level key's text as it stands in the file, rows included; empty where it is absent.
    pub fn ruw(&self, naam: &str) -> String {
        self.toml.get(naam).map(ToString::to_string).unwrap_or_default()
    }

    /// Puts a value at a place, or empties it. A field that was not there comes where the field
    /// table has it; what was there keeps its comments.
    ///
    /// # Errors
    /// When the row does not exist, or something else than a table stands in the way.
    pub fn zet(&mut self, plek: &Plek, waarde: Option<&Value>) -> Result<(), PlekFout> {
        let velden = self.soort.velden();
        match plek {
            Plek::Veld(v) => zet_in(self.toml.as_table_mut(), velden, v, waarde),
            Plek::InTabel(t, v) => {
                if self.toml.get(t.naam).is_none() {
                    if waarde.is_none() {
                        return Ok(());
                    }
                    voeg_in(self.toml.as_table_mut(), velden, t.naam, Item::Table(Table::new()));
                }
                let tabel = self
                    .toml
                    .get_mut(t.naam)
                    .and_then(Item::as_table_like_mut)
                    .ok_or_else(|| PlekFout(format!("Het veld {} is geen tabel.", t.naam)))?;
                zet_in(tabel, t.kinderen(), v, waarde)?;
                if tabel.is_empty() {
                    self.toml.remove(t.naam);
                }
                Ok(())
            }
            Plek::InRij(g, sleutel, v) => {
                let rij = self.rij_mut(g, sleutel)?;
                zet_in(rij, g.kinderen(), v, waarde)
            }
            Plek::Rij(g, sleutel) => match waarde {
                None => self.verwijder_rij(g, sleutel),
                Some(_) => {
                    Err(PlekFout(format!("Noem het veld van de regel erbij, zoals {plek}.{}.", g.kinderen()[1].naam)))
                }
            },
        }
    }

    /// Rewrites every known value in canonical form, each in its own place: comments, unknown
    /// keys, notation of rows and order stay.
    pub fn maak_op(&mut self) {
        let velden = self.soort.velden();
        maak_op(self.toml.as_table_mut(), velden);
    }

    /// The top-level keys, known to the format or not.
    pub fn namen(&self) -> Vec<String> {
        self.toml.iter().map(|(naam, _)| naam.to_owned()).collect()
    }

    /// Takes over a top-level key from another version of this file, also when it is gone there.
    pub fn neem_over(&mut self, naam: &str, van: &Self) {
        self.toml.remove(naam);
        if let Some(item) = van.toml.get(naam) {
            let mut item = item.clone();
            zonder_plaats(&mut item);
            voeg_in(self.toml.as_table_mut(), self.soort.velden(), naam, item);
        }
    }
}

fn maak_op(tabel: &mut dyn TableLike, velden: &'static [Veld]) {
    for v in velden {
        match (v.soort, tabel.get_mut(v.naam)) {
            (_, None) => {}
            (Soort::Tabel(kinderen), Some(item)) => {
                if let Some(t) = item.as_table_like_mut() {
                    maak_op(t, kinderen);
                }
            }
            (Soort::Groep(kinderen), Some(Item::ArrayOfTables(a))) => a.iter_mut().for_each(|t| maak_op(t, kinderen)),
            (Soort::Groep(_), Some(_)) => {}
            (soort, Some(item)) => {
                // A list with remarks in it stays as its writer made it.
                if item.is_array() && item.to_string().contains('#') {
                    continue;
                }
                let nieuw =
                    als_waarde(item).and_then(|w| canonical::waarde(soort, &w).parse::<toml_edit::Value>().ok());
                if let (Some(mut nieuw), Some(oud)) = (nieuw, item.as_value()) {
                    // What is after the `=` is one space; a comment after the value stays.
                    let achter = oud.decor().suffix().and_then(|s| s.as_str()).unwrap_or_default().trim();
                    let achter = if achter.is_empty() { String::new() } else { format!(" {achter}") };
                    *nieuw.decor_mut() = toml_edit::Decor::new(" ", achter);
                    *item = Item::Value(nieuw);
                }
                if let Some(mut sleutel) = tabel.key_mut(v.naam) {
                    sleutel.leaf_decor_mut().set_suffix(" ");
                }
            }
        }
    }
}

/// Makes an item fit for another document: where its tables stood in the old one says nothing there.
pub(crate) fn zonder_plaats(item: &mut Item) {
    let tabel = |t: &mut Table| {
        t.set_position(None);
        t.iter_mut().for_each(|(_, lager)| zonder_plaats(lager));
    };
    match item {
        Item::Table(t) => tabel(t),
        Item::ArrayOfTables(a) => a.iter_mut().for_each(tabel),
        _ => {}
    }
}

/// The plain value of an item, whatever its notation.
pub(crate) fn als_waarde(item: &Item) -> Option<Value> {
    let tekst = format!("w = {}", item.clone().into_value().ok()?.decorated("", ""));
    tekst.parse::<toml::Table>().ok()?.remove("w")
}

/// Puts a value at a key of a table, or empties it; what was there keeps its comments.
///
/// # Errors
/// When this value cannot stand there.
pub(crate) fn zet_in(
    tabel: &mut dyn TableLike,
    velden: &'static [Veld],
    v: &'static Veld,
    waarde: Option<&Value>,
) -> Result<(), PlekFout> {
    let Some(waarde) = waarde.filter(|w| !canonical::is_leeg(w)) else {
        tabel.remove(v.naam);
        return Ok(());
    };
    let tekst = canonical::waarde(v.soort, waarde);
    let mut nieuw: toml_edit::Value =
        tekst.parse().map_err(|_| PlekFout(format!("Deze waarde kan niet in het veld {} staan.", v.naam)))?;
    if let Some(oud) = tabel.get_mut(v.naam) {
        if let Some(oud) = oud.as_value() {
            *nieuw.decor_mut() = oud.decor().clone();
            if let (Some(oud), Some(nieuw)) = (oud.as_array(), nieuw.as_array_mut()) {
                behoud_opmerkingen(oud, nieuw);
            }
        }
        *oud = Item::Value(nieuw);
    } else {
        voeg_in(tabel, velden, v.naam, Item::Value(nieuw));
    }
    Ok(())
}

/// A list keeps what its writer noted beside each item that stays.
fn behoud_opmerkingen(oud: &toml_edit::Array, nieuw: &mut toml_edit::Array) {
    let met_opmerking =
        oud.iter().any(|w| w.decor().prefix().and_then(|p| p.as_str()).is_some_and(|p| p.contains('#')));
    if !met_opmerking && !oud.trailing().as_str().is_some_and(|t| t.contains('#')) {
        return;
    }
    for waarde in nieuw.iter_mut() {
        match oud.iter().find(|o| o.as_str() == waarde.as_str()) {
            Some(zelfde) => *waarde.decor_mut() = zelfde.decor().clone(),
            None => waarde.decor_mut().set_prefix("\n  "),
        }
    }
    nieuw.set_trailing(oud.trailing().clone());
    nieuw.set_trailing_comma(oud.trailing_comma());
}

/// Inserts a new key before the first key that the field table has after it. `TableLike` only
/// appends, so what comes later is taken out and put back, with its comments.
pub(crate) fn voeg_in(tabel: &mut dyn TableLike, velden: &'static [Veld], naam: &str, item: Item) {
    // In a file every simple key comes before the first table header.
    let rang = |n: &str, item: &Item| {
        let kop = matches!(item, Item::Table(_) | Item::ArrayOfTables(_));
        velden.iter().position(|v| v.naam == n).map(|plaats| (kop, plaats))
    };
    let mijn_rang = rang(naam, &item);
    let sleutels: Vec<String> = tabel.iter().map(|(k, _)| k.to_owned()).collect();
    let later =
        tabel.iter().position(|(k, i)| rang(k, i).is_some_and(|r| Some(r) > mijn_rang)).unwrap_or(sleutels.len());
    let mut achterna = Vec::new();
    for sleutel in &sleutels[later..] {
        if let (Some(key), Some(item)) = (tabel.key(sleutel).cloned(), tabel.remove(sleutel)) {
            achterna.push((key, item));
        }
    }
    tabel.insert(naam, item);
    for (key, item) in achterna {
        if let toml_edit::Entry::Vacant(plek) = tabel.entry_format(&key) {
            plek.insert(item);
        }
    }
}
