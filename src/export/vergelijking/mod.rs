//! What differs between two ontwikkelagenda's as a reader sees it: under headings, with labels and
//! names, in Dutch.

mod bestand;
mod filter;
mod gelezen;
mod html;
mod markdown;
mod schijn;
mod schrijvers;
mod tekst;
mod veld;
mod verklaard;
mod zin;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use toml::Value;

use crate::agenda::{Bestandsoort, Bevinding};
use crate::diff::{Diff, Path, Words};
use crate::store::parallel;
use bestand::bestand;
pub use bestand::{Bestand, Geheel};
pub use filter::Filter;
pub use gelezen::gelezen;

/// What parties, themes and afspraken are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namen {
    /// The ontwikkelagenda.
    pub agenda: String,
    /// Parties, by the name of their folder.
    pub partijen: BTreeMap<String, String>,
    /// Themes, by the name of their folder.
    pub themas: BTreeMap<String, String>,
    /// Afspraken, by their number, as far as something about them differs: their theme and title.
    pub afspraken: BTreeMap<String, (String, String)>,
}

impl Namen {
    fn partij(&self, id: &str) -> String {
        een_regel(self.partijen.get(id).map_or(id, |n| n))
    }

    fn thema(&self, id: &str) -> String {
        een_regel(self.themas.get(id).map_or(id, |n| n))
    }
}

/// What happened to a field, a row or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// It was not there.
    Toegevoegd,
    /// It is there no more.
    Verwijderd,
    /// It says something else.
    Gewijzigd,
    /// It stands elsewhere.
    Verplaatst,
}

impl Soort {
    /// As a script reads it.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Toegevoegd => "toegevoegd",
            Self::Verwijderd => "verwijderd",
            Self::Gewijzigd => "gewijzigd",
            Self::Verplaatst => "verplaatst",
        }
    }

    fn van<T>(van: &Option<T>, naar: &Option<T>) -> Self {
        match (van, naar) {
            (None, _) => Self::Toegevoegd,
            (_, None) => Self::Verwijderd,
            _ => Self::Gewijzigd,
        }
    }
}

/// How a change is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Vorm {
    /// Two short values.
    Waarde(Option<String>, Option<String>),
    /// Running text.
    Tekst(Words),
    /// Items that came and went, and those that stayed.
    Lijst {
        /// What came.
        erbij: Vec<String>,
        /// What went.
        weg: Vec<String>,
        /// Whether what stayed stands in another order.
        anders_geordend: bool,
    },
    /// A row that came or went, with its fields.
    Rij(Vec<(String, String)>),
    /// The rows by name, as they stood and as they stand.
    Volgorde(Vec<String>, Vec<String>),
    /// What is in it is no text.
    Bytes(Option<usize>, Option<usize>),
}

/// One step on the way from the old side to the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stap {
    /// In which office, for which party.
    pub wie: String,
    /// When; none where it was not saved yet.
    pub moment: Option<DateTime<FixedOffset>>,
    /// The day, as one reads it.
    pub dag: String,
    /// Why.
    pub toelichting: String,
}

impl Stap {
    /// What was done before the history that is here begins.
    pub fn onbekend() -> Self {
        let dag = "niet meer na te gaan: wat hiervóór gebeurde, ontbreekt in deze kopie".to_owned();
        Self { wie: String::new(), moment: None, dag, toelichting: String::new() }
    }

    /// What stands in the folder and in no version.
    pub fn nog_niet_opgeslagen() -> Self {
        Self { wie: String::new(), moment: None, dag: "nog niet opgeslagen".to_owned(), toelichting: String::new() }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Wijziging {
    /// The field's path: `indicatoren.ritten.streefwaarde`; none for the whole file.
    pub veld: Option<String>,
    /// Where in the file that is; empty for the whole.
    pub plaats: Path,
    /// Whether it is what is noted there (`#`), and not the field itself.
    pub is_notitie: bool,
    /// What the reader calls it: `Streefwaarde ‘ritten langer dan 45 minuten’`.
    pub label: String,
    /// What happened.
    pub soort: Soort,
    /// What it was.
    pub van: Option<Value>,
    /// What it is.
    pub naar: Option<Value>,
    /// How it is drawn.
    pub vorm: Vorm,
    /// The steps that led to it, newest first, where that was looked up.
    pub stappen: Vec<Stap>,
}

/// The files of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Hoofdstuk {
    /// What the reader calls it.
    pub titel: &'static str,
    /// The files.
    pub bestanden: Vec<Bestand>,
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Overzicht {
    /// Of which ontwikkelagenda.
    pub naam: String,
    /// What of it is shown, where that is not all.
    pub alleen: Option<String>,
    /// The files that could not be compared, and why.
    pub ongelezen: Vec<Bevinding>,
    /// What the old side is called.
    pub van: String,
    /// What the new side is called.
    pub tot: String,
    /// What differs, each kind apart; a kind without differences is left out.
    pub hoofdstukken: Vec<Hoofdstuk>,
}

/// The kinds in reading order: first what the parties are bound to.
const VOLGORDE: &[(Option<Bestandsoort>, &str)] = &[
    (Some(Bestandsoort::Voorblad), "Voorblad"),
    (Some(Bestandsoort::Thema), "Thema’s"),
    (Some(Bestandsoort::Afspraak), "Afspraken"),
    (Some(Bestandsoort::Partij), "Partijen"),
    (Some(Bestandsoort::Overleg), "Overleggen"),
    (Some(Bestandsoort::Voortgang), "Voortgang"),
    (Some(Bestandsoort::Opmerking), "Opmerkingen"),
    (Some(Bestandsoort::Beheer), "Beheer"),
    (Some(Bestandsoort::Uitzondering), "Uitzonderingen op de privacyregels"),
    (None, VERKLARINGEN),
    (None, "Andere bestanden"),
];

const VERKLARINGEN: &str = "Verklaringen van partijen";

impl Overzicht {
    /// Puts differences under their headings.
    pub fn van(van: &str, tot: &str, diff: &Diff, namen: &Namen, filter: &Filter, ongelezen: &[Bevinding]) -> Self {
        let mut alle = parallel::alle(&diff.files, |f| bestand(f, namen, filter));
        for b in alle.iter_mut().filter(|b| b.soort != Some(Bestandsoort::Afspraak)) {
            // What is about an afspraak stands in its theme, under its title.
            if let Some((thema, titel)) = b.afspraak.as_ref().and_then(|a| namen.afspraken.get(a)) {
                b.titel.clone_from(titel);
                b.themas.push(thema.clone());
            }
        }
        alle.retain_mut(|b| {
            b.wijzigingen.retain(|w| filter.wil_veld(w));
            filter.wil(b) && (filter.veld.is_none() || !b.wijzigingen.is_empty())
        });
        let in_dit = |soort: Option<Bestandsoort>, titel: &str, b: &mut Bestand| {
            b.soort == soort && b.is_verklaard() == (titel == VERKLARINGEN)
        };
        let hoofdstukken = VOLGORDE
            .iter()
            .map(|(soort, titel)| Hoofdstuk {
                titel,
                bestanden: alle.extract_if(.., |b| in_dit(*soort, titel, b)).collect(),
            })
            .filter(|h| !h.bestanden.is_empty())
            .collect();
        Self {
            naam: een_regel(&namen.agenda),
            alleen: filter.in_woorden(namen),
            ongelezen: ongelezen.to_vec(),
            van: van.to_owned(),
            tot: tot.to_owned(),
            hoofdstukken,
        }
    }

    /// Leaves out what nobody who is wanted had a hand in, once the steps are known.
    pub fn houd(&mut self, filter: &Filter) {
        for h in &mut self.hoofdstukken {
            for b in &mut h.bestanden {
                b.wijzigingen.retain(|w| filter.wil_door(&w.stappen));
            }
            h.bestanden.retain(|b| !b.wijzigingen.is_empty() || filter.wil_door(&b.stappen));
        }
        self.hoofdstukken.retain(|h| !h.bestanden.is_empty());
    }

    /// Everybody who made a step, each once.
    pub fn makers(&self) -> BTreeSet<&str> {
        let stappen =
            self.bestanden().flat_map(|b| b.stappen.iter().chain(b.wijzigingen.iter().flat_map(|w| &w.stappen)));
        stappen.map(|s| s.wie.as_str()).filter(|wie| !wie.is_empty()).collect()
    }

    /// Every file.
    pub fn bestanden(&self) -> impl Iterator<Item = &Bestand> {
        self.hoofdstukken.iter().flat_map(|h| &h.bestanden)
    }

    /// Whether nothing differs.
    pub fn is_leeg(&self) -> bool {
        self.hoofdstukken.is_empty() && self.ongelezen.is_empty()
    }

    /// How many afspraken and other things differ, in a sentence.
    pub fn samenvatting(&self) -> String {
        zin::samenvatting(self)
    }
}

/// On one line: what a title or name brings in cannot look like another line.
pub(super) fn een_regel(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}
