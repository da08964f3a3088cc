//! The overview's state: which rows there are, which one has the focus.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::actions::zoek::{Treffer, Vindplaats};
use crate::agenda::selectie::{Selectie, Volgorde};
use crate::agenda::{
    Afspraak, AfspraakId, Bestandsoort, Datum, Ernst, Geplaatst, PartijId, Stuk, ThemaId, volledigheid,
};
use crate::export::verslag::Doel;
use crate::store::Gelezen;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A theme's heading.
    Thema(ThemaId),
    /// An afspraak.
    Afspraak(AfspraakId),
    /// A sentence with what was searched for, below what it belongs to.
    Hit {
        /// What it belongs to.
        stuk: Stuk,
        /// In which of its files.
        soort: Bestandsoort,
        /// The sentence and its field.
        treffer: Treffer,
    },
    /// Something else than an afspraak in which was found what was searched for.
    Anders(Stuk),
    /// A file that could not be read.
    Onleesbaar(String),
}

/// The overview.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The row that has the focus.
    pub cursor: usize,
    /// The words that are searched for.
    pub filter: String,
    /// What was found of them; none until a search came back.
    pub found: Option<Vec<Vindplaats>>,
    /// The conditions and the order.
    pub selectie: Selectie,
    /// What has work that was not saved.
    pub drafts: Vec<Stuk>,
    /// The first row on screen; drawing keeps the focus in sight.
    pub top: Cell<usize>,
    /// How many rows the screen has room for, as last drawn.
    pub height: Cell<usize>,
}

impl Overview {
    /// Makes the rows anew, with the focus on the same thing where it is still there.
    pub fn fill(&mut self, gelezen: &Gelezen, wie: Option<&PartijId>, vandaag: Datum) {
        let was = self.rows.get(self.cursor).cloned();
        let alles = self.is_alles();
        self.rows.clear();
        // What cannot be read stands first: nobody may overlook it.
        for b in gelezen.bevindingen.iter().filter(|b| b.ernst == Ernst::Fout) {
            let rij = Row::Onleesbaar(b.bestand.clone());
            if !self.rows.contains(&rij) {
                self.rows.push(rij);
            }
        }
        let agenda = &gelezen.agenda;
        let gekozen = self.selectie.van(agenda, wie, vandaag);
        let found = self.found.take();
        let hits = found.as_deref().map(per_afspraak);
        if self.is_per_thema() {
            let mut rest = gekozen.as_slice();
            for (id, _) in agenda.themas_op_volgorde() {
                let n = rest.iter().take_while(|g| g.thema == *id).count();
                let (van_dit, verder) = rest.split_at(n);
                rest = verder;
                let voor = self.rows.len();
                self.rows.push(Row::Thema(id.clone()));
                self.add(van_dit, hits.as_ref());
                // A theme without anything shows only in the whole overview.
                if self.rows.len() == voor + 1 && !alles {
                    self.rows.pop();
                }
            }
            self.add(rest, hits.as_ref());
        } else {
            self.add(&gekozen, hits.as_ref());
        }
        drop(hits);
        self.found = found;
        self.add_others();
        let eerste = self.rows.iter().position(|r| matches!(r, Row::Afspraak(_))).unwrap_or(0);
        self.cursor = was.and_then(|w| self.rows.iter().position(|r| *r == w)).unwrap_or(eerste);
    }

    /// Adds afspraken, as far as what was searched for stands in them, with where it stands.
    fn add(&mut self, afspraken: &[&Geplaatst], found: Option<&Hits<'_>>) {
        for g in afspraken {
            let id = &g.afspraak.id;
            let Some(found) = found else {
                self.rows.push(Row::Afspraak(id.clone()));
                continue;
            };
            let Some(hits) = found.get(id) else { continue };
            // A title is on screen already; the agreed text tells more than what stands beside it.
            let in_titel = |t: &Treffer| matches!(t.naam, "titel" | "id");
            let hit = hits
                .iter()
                .filter(|(_, t)| !in_titel(t))
                .min_by_key(|(soort, _)| *soort)
                .map(|(soort, t)| Row::Hit { stuk: Stuk::Afspraak(id.clone()), soort: *soort, treffer: (*t).clone() });
            self.rows.push(Row::Afspraak(id.clone()));
            self.rows.extend(hit);
        }
    }

    /// Adds what was found in other files than those of afspraken.
    fn add_others(&mut self) {
        let anders = self.found.iter().flatten().filter_map(|v| Some((Stuk::van_pad(&v.pad)?, v)));
        let rijen: Vec<Row> = anders
            .filter(|(stuk, _)| stuk.afspraak().is_none())
            .flat_map(|(stuk, v)| {
                let eerste = v.treffers.iter().find(|t| t.naam != "naam");
                let hit = eerste.map(|t| Row::Hit { stuk: stuk.clone(), soort: v.soort, treffer: t.clone() });
                std::iter::once(Row::Anders(stuk)).chain(hit)
            })
            .collect();
        self.rows.extend(rijen);
    }

    /// Whether everything is shown.
    pub fn is_alles(&self) -> bool {
        self.found.is_none() && self.selectie.is_alles()
    }

    /// Whether the themes stand above their afspraken.
    pub fn is_per_thema(&self) -> bool {
        matches!(self.selectie.volgorde, None | Some(Volgorde::Thema))
    }

    /// The row that has the focus.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// Where below the row that has the focus a sentence was found.
    pub fn hit(&self) -> Option<Doel> {
        match self.rows.get(self.cursor + 1)? {
            Row::Hit { stuk, soort, treffer } => Some(Doel::Veld(stuk.clone(), *soort, treffer.naam.to_owned())),
            _ => None,
        }
    }

    /// Puts the focus on an afspraak.
    pub fn select(&mut self, id: &AfspraakId) {
        if let Some(i) = self.rows.iter().position(|r| matches!(r, Row::Afspraak(a) if a == id)) {
            self.cursor = i;
        }
    }

    /// The theme of the row that has the focus.
    pub fn thema(&self, gelezen: &Gelezen) -> Option<ThemaId> {
        match self.current()? {
            Row::Thema(id) | Row::Anders(Stuk::Thema(id)) => Some(id.clone()),
            Row::Afspraak(id) => gelezen.agenda.afspraak(id).map(|g| g.thema.clone()),
            Row::Hit { stuk, .. } => gelezen.agenda.afspraak(stuk.afspraak()?).map(|g| g.thema.clone()),
            Row::Anders(_) | Row::Onleesbaar(_) => None,
        }
    }
}

/// What was found, by afspraak: in which of its files, in which sentences.
type Hits<'a> = BTreeMap<AfspraakId, Vec<(Bestandsoort, &'a Treffer)>>;

fn per_afspraak(found: &[Vindplaats]) -> Hits<'_> {
    let mut hits = Hits::new();
    for v in found {
        if let Some(Stuk::Afspraak(id)) = Stuk::van_pad(&v.pad) {
            hits.entry(id).or_default().extend(v.treffers.iter().map(|t| (v.soort, t)));
        }
    }
    hits
}

/// What the list tells of an afspraak: how far it is, who leads it, what is due first, how much is
/// missing.
pub fn columns(gelezen: &Gelezen, a: &Afspraak, vandaag: Datum) -> [String; 4] {
    let agenda = &gelezen.agenda;
    let status = a.einde.as_ref().map_or_else(|| agenda.status(&a.id).label(), |e| e.soort.label());
    let trekker = a.trekker.first().map_or("", |p| agenda.korte_partijnaam(p));
    let deadline = agenda.eerste_deadline(a, vandaag).map(|(d, _)| d.kort()).unwrap_or_default();
    let ontbreekt = volledigheid::ontbreekt(a).len();
    let mist = if ontbreekt == 0 || a.einde.is_some() { String::new() } else { format!("mist {ontbreekt}") };
    [status.to_owned(), trekker.to_owned(), deadline, mist]
}
