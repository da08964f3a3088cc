//! The state of an afspraak on screen: a document to read, with a focus that can be edited.

use std::cell::{Cell, RefCell};

use crate::actions::concept::Concept;
use crate::actions::privacy::{self, Gevonden};
use crate::actions::sjabloon::Sjabloon;
use crate::agenda::inzicht::indicatoren;
use crate::agenda::proza::vloeiend;
use crate::agenda::veld::{Plicht, Soort, Veld};
use crate::agenda::voortgang::Voortgang;
use crate::agenda::{Afspraak, Bestandsoort, Datum, Ontwikkelagenda, samenhang, som};
use crate::export::leesstuk::naam_van;
use crate::store::load::pad_afspraak;
use crate::store::value::toon;
use crate::store::{Document, Plek};

/// One thing in the document that can have the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// The heading of one of the afspraak's files.
    Heading(Bestandsoort),
    /// A field.
    Field {
        /// In which file.
        soort: Bestandsoort,
        /// Its path.
        pad: String,
        /// The field.
        veld: &'static Veld,
        /// The label, with the table's before it.
        label: String,
        /// What it says; none while it is empty.
        tekst: Option<String>,
    },
    /// The heading of a group of rows.
    Group {
        /// In which file.
        soort: Bestandsoort,
        /// The group.
        veld: &'static Veld,
        /// How many rows.
        aantal: usize,
        /// What they come to together.
        som: Option<String>,
    },
    /// A row of a group.
    Row {
        /// In which file.
        soort: Bestandsoort,
        /// The group.
        groep: &'static Veld,
        /// The row's key.
        sleutel: String,
        /// Labels and values of what is filled in.
        cellen: Vec<(&'static str, String)>,
    },
}

/// An afspraak on screen.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The afspraak with what was changed.
    pub concept: Concept,
    /// The document's parts.
    pub items: Vec<Item>,
    /// The rows to which the norm on thuiszitters applies.
    pub norms: Vec<String>,
    /// What is amiss, by the path of the field it is about.
    pub amiss: Vec<(String, String)>,
    /// Which one has the focus.
    pub cursor: usize,
    /// What helps to write in its theme.
    pub sjabloon: Option<Sjabloon>,
    /// Whether the user has a note on it.
    pub has_note: bool,
    /// Whether empty optional fields are shown.
    pub show_empty: bool,
    /// The first line on screen; drawing keeps the focus in sight.
    pub top: Cell<usize>,
    /// How many lines the screen has room for, as last drawn.
    pub height: Cell<usize>,
    /// Each part's first line and number of lines, as last drawn.
    pub lines: RefCell<Vec<(usize, usize)>>,
}

impl Reader {
    /// Shows an afspraak from its beginning.
    pub fn new(concept: Concept, agenda: &Ontwikkelagenda) -> Self {
        // Beside the afspraken there are few fields; all of them are to be seen.
        let show_empty = concept.afspraak().is_none();
        let mut reader = Self {
            concept,
            items: Vec::new(),
            norms: Vec::new(),
            amiss: Vec::new(),
            cursor: 1,
            sjabloon: None,
            has_note: false,
            show_empty,
            top: Cell::new(0),
            height: Cell::new(0),
            lines: RefCell::default(),
        };
        reader.fill(agenda);
        reader
    }

    /// Makes the parts anew after a change, with the focus where it was.
    pub fn fill(&mut self, agenda: &Ontwikkelagenda) {
        let was = self.items.get(self.cursor).cloned();
        self.items.clear();
        for soort in self.concept.stuk().soorten().iter().copied() {
            self.items.push(Item::Heading(soort));
            if let Some(document) = self.concept.document(soort) {
                let naam = |id: &str| self.indicator(id).unwrap_or_else(|| naam_van(agenda, id));
                let delen = items(soort, document, &naam, self.show_empty);
                self.items.extend(delen);
            }
        }
        self.add_up(agenda);
        let zelfde = |a: &Item, b: &Item| a.plaats() == b.plaats();
        if let Some(i) = was.and_then(|w| self.items.iter().position(|i| zelfde(i, &w))) {
            self.cursor = i;
        }
        self.cursor = self.cursor.min(self.items.len().saturating_sub(1));
    }

    /// Works out what the rows come to, and what does not fit, in the text as it is now.
    fn add_up(&mut self, agenda: &Ontwikkelagenda) {
        let tekst = |soort| self.concept.document(soort).map(Document::tekst);
        let afspraak = tekst(Bestandsoort::Afspraak).and_then(|t| toml::from_str::<Afspraak>(&t).ok());
        let voortgang = tekst(Bestandsoort::Voortgang).and_then(|t| toml::from_str::<Voortgang>(&t).ok());
        for item in &mut self.items {
            if let Item::Group { soort, veld, som, .. } = item {
                *som = match soort {
                    Bestandsoort::Afspraak => afspraak.as_ref().and_then(|a| som::van_afspraak(a, veld.naam)),
                    Bestandsoort::Voortgang => voortgang.as_ref().and_then(|v| som::van_voortgang(v, veld.naam)),
                    _ => None,
                };
            }
        }
        let thuiszitters = afspraak.iter().flat_map(|a| &a.indicatoren).filter(|i| indicatoren::telt_thuiszitters(i));
        self.norms = thuiszitters.map(|i| format!("indicatoren.{}", i.sleutel())).collect();
        let gevonden = afspraak.map(|a| samenhang::keur_afspraak(agenda, &a)).unwrap_or_default();
        self.amiss =
            gevonden.into_iter().filter_map(|b| Some((b.veld?, format!("{} {}", b.melding, b.advies)))).collect();
        if let (Some(tekst), Some(id), Some(thema)) =
            (tekst(Bestandsoort::Afspraak), self.concept.afspraak(), self.concept.thema())
        {
            let pad = pad_afspraak(thema, id);
            let gevonden = privacy::open_in_bestand(&pad, tekst.as_bytes(), Datum::vandaag(), agenda);
            let zin = |g: Gevonden| Some((g.veld.clone()?, format!("{} {}", g.vondst.wat(), g.vondst.advies())));
            self.amiss.extend(gevonden.into_iter().filter_map(zin));
        }
    }

    /// The norm that applies to a part of the document.
    pub fn norm_at(&self, item: &Item) -> Option<&'static str> {
        let (soort, pad) = item.plaats();
        (soort == Bestandsoort::Afspraak && self.norms.contains(&pad)).then_some(indicatoren::NORM_THUISZITTERS)
    }

    /// What is amiss with a part of the document.
    pub fn amiss_at(&self, item: &Item) -> impl Iterator<Item = &str> {
        let (soort, pad) = item.plaats();
        self.amiss
            .iter()
            .filter(move |(veld, _)| {
                let dieper = veld.strip_prefix(&pad).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
                // A group tells what is wrong with all of it; a row what is wrong with the row.
                soort == Bestandsoort::Afspraak && !pad.is_empty() && dieper && (veld == &pad || pad.contains('.'))
            })
            .map(|(_, zin)| zin.as_str())
    }

    /// The indicators of the afspraak as it is on screen: key and name.
    pub fn indicators(&self) -> Vec<(String, String)> {
        let tekst = self.concept.document(Bestandsoort::Afspraak).map(Document::tekst);
        let afspraak = tekst.and_then(|t| toml::from_str::<Afspraak>(&t).ok());
        let indicatoren = afspraak.map(|a| a.indicatoren).unwrap_or_default();
        indicatoren.iter().map(|i| (i.sleutel().to_owned(), i.naam.clone())).collect()
    }

    /// The name of an indicator of this afspraak, by its key.
    fn indicator(&self, sleutel: &str) -> Option<String> {
        let plek = Plek::zoek(Bestandsoort::Afspraak, &format!("indicatoren.{sleutel}.naam")).ok()?;
        let naam = self.concept.document(Bestandsoort::Afspraak)?.waarde(&plek)?;
        naam.as_str().map(str::to_owned)
    }

    /// Puts the focus on a field or row; a finding's path may go deeper than a part of the document.
    pub fn focus(&mut self, soort: Bestandsoort, pad: &str, agenda: &Ontwikkelagenda) {
        let zoek = |items: &[Item]| {
            let past = |i: &Item| {
                let (s, p) = i.plaats();
                s == soort && !p.is_empty() && (pad == p || pad.strip_prefix(&p).is_some_and(|r| r.starts_with('.')))
            };
            // The longest path that fits is the deepest part.
            items.iter().enumerate().filter(|(_, i)| past(i)).max_by_key(|(_, i)| i.plaats().1.len()).map(|(i, _)| i)
        };
        if zoek(&self.items).is_none() {
            self.show_empty = true;
            self.fill(agenda);
        }
        if let Some(i) = zoek(&self.items) {
            self.cursor = i;
        }
    }

    /// What has the focus.
    pub fn current(&self) -> Option<&Item> {
        self.items.get(self.cursor)
    }

    /// Moves the focus to the next or previous field or group, past the rows of a group.
    pub fn next_field(&mut self, onward: bool) {
        let is_field = |i: &usize| matches!(self.items.get(*i), Some(Item::Field { .. } | Item::Group { .. }));
        let found = if onward {
            (self.cursor + 1..self.items.len()).find(is_field)
        } else {
            (0..self.cursor).rev().find(is_field)
        };
        self.cursor = found.unwrap_or(self.cursor);
    }

    /// Moves the focus; a part that is longer than the screen is scrolled through first.
    pub fn go(&mut self, stappen: isize) {
        let hoogte = self.height.get().max(1);
        let top = self.top.get();
        let (begin, lengte) = self.lines.borrow().get(self.cursor).copied().unwrap_or_default();
        if stappen > 0 && begin + lengte > top + hoogte {
            self.top.set(top + usize::min(stappen.unsigned_abs(), hoogte));
        } else if stappen < 0 && begin < top {
            self.top.set(top.saturating_sub(usize::min(stappen.unsigned_abs(), hoogte)).max(begin.min(top)));
        } else if stappen.unsigned_abs() > 1 {
            self.page(stappen > 0);
        } else {
            self.cursor = self.cursor.saturating_add_signed(stappen).min(self.items.len().saturating_sub(1));
        }
    }

    /// Puts the focus a screen further on or back.
    fn page(&mut self, verder: bool) {
        let lines = self.lines.borrow();
        let hoogte = self.height.get().max(1);
        let (begin, _) = lines.get(self.cursor).copied().unwrap_or_default();
        let doel = if verder { begin + hoogte } else { begin.saturating_sub(hoogte) };
        self.cursor = lines.iter().rposition(|(b, _)| *b <= doel).unwrap_or(0);
    }
}

impl Item {
    /// What makes a part the same one after a change.
    fn plaats(&self) -> (Bestandsoort, String) {
        match self {
            Self::Heading(soort) => (*soort, String::new()),
            Self::Field { soort, pad, .. } => (*soort, pad.clone()),
            Self::Group { soort, veld, .. } => (*soort, veld.naam.to_owned()),
            Self::Row { soort, groep, sleutel, .. } => (*soort, format!("{}.{sleutel}", groep.naam)),
        }
    }
}

fn items(soort: Bestandsoort, document: &Document, naam: &dyn Fn(&str) -> String, leeg_ook: bool) -> Vec<Item> {
    let mut items = Vec::new();
    let tonen = |v: &Veld, leeg: bool| !leeg || leeg_ook || matches!(v.plicht, Plicht::Verplicht | Plicht::Nodig);
    for v in soort.velden().iter().filter(|v| !v.is_vast()) {
        match v.soort {
            Soort::Groep(kinderen) => {
                let sleutels = document.sleutels(v);
                if tonen(v, sleutels.is_empty()) || v.plicht == Plicht::Aanbevolen {
                    items.push(Item::Group { soort, veld: v, aantal: sleutels.len(), som: None });
                }
                for sleutel in sleutels {
                    let cel = |k: &'static Veld| {
                        let waarde = document.waarde(&Plek::InRij(v, sleutel.clone(), k))?;
                        Some((k.label, toon(k.soort, &waarde, naam)))
                    };
                    let cellen = kinderen.iter().filter(|k| !k.is_vast()).filter_map(cel).collect();
                    items.push(Item::Row { soort, groep: v, sleutel, cellen });
                }
            }
            Soort::Tabel(kinderen) => {
                for k in kinderen {
                    let label = format!("{}: {}", v.label, k.label.to_lowercase());
                    let veld = veld(soort, document, &Plek::InTabel(v, k), label, naam);
                    let is_leeg = matches!(veld, Item::Field { tekst: None, .. });
                    // An end is only asked for once it begins.
                    if tonen(v, is_leeg) && (!is_leeg || v.naam != "einde" || leeg_ook) {
                        items.push(veld);
                    }
                }
            }
            _ => {
                let veld = veld(soort, document, &Plek::Veld(v), v.label.to_owned(), naam);
                let is_leeg = matches!(veld, Item::Field { tekst: None, .. });
                if tonen(v, is_leeg) || v.plicht == Plicht::Aanbevolen {
                    items.push(veld);
                }
            }
        }
    }
    items
}

fn veld(soort: Bestandsoort, document: &Document, plek: &Plek, label: String, naam: &dyn Fn(&str) -> String) -> Item {
    let veld = plek.veld();
    let tekst = document.waarde(plek).map(|w| match (veld.soort, &w) {
        (Soort::Proza, toml::Value::String(s)) => vloeiend(s),
        (Soort::Teksten, toml::Value::Array(a)) => {
            a.iter().filter_map(|w| w.as_str()).map(|t| format!("- {t}")).collect::<Vec<_>>().join("\n")
        }
        (s, w) => toon(s, w, naam),
    });
    Item::Field { soort, pad: plek.to_string(), veld, label, tekst }
}
