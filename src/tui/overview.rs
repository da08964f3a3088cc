//! The overview's state: which rows there are, which one has the focus.

use std::cell::Cell;

use crate::agenda::tekst::zoekvorm;
use crate::agenda::{Afspraak, AfspraakId, Datum, Ernst, ThemaId, volledigheid};
use crate::store::Gelezen;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A theme's heading.
    Thema(ThemaId),
    /// An afspraak.
    Afspraak(AfspraakId),
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
    /// The words that were typed to narrow the list.
    pub filter: String,
    /// The first row on screen; drawing keeps the focus in sight.
    pub top: Cell<usize>,
    /// How many rows the screen has room for, as last drawn.
    pub height: Cell<usize>,
}

impl Overview {
    /// Makes the rows anew, with the focus on the same thing where it is still there.
    pub fn fill(&mut self, gelezen: &Gelezen) {
        let was = self.rows.get(self.cursor).cloned();
        let woorden: Vec<String> = self.filter.split_whitespace().map(zoekvorm).collect();
        let agenda = &gelezen.agenda;
        self.rows.clear();
        // What cannot be read stands first: nobody may overlook it.
        for b in gelezen.bevindingen.iter().filter(|b| b.ernst == Ernst::Fout) {
            let rij = Row::Onleesbaar(b.bestand.clone());
            if !self.rows.contains(&rij) {
                self.rows.push(rij);
            }
        }
        for (id, _) in agenda.themas_op_volgorde() {
            let afspraken: Vec<&Afspraak> = agenda.afspraken_van(id).filter(|a| past(gelezen, a, &woorden)).collect();
            if woorden.is_empty() || !afspraken.is_empty() {
                self.rows.push(Row::Thema(id.clone()));
                self.rows.extend(afspraken.iter().map(|a| Row::Afspraak(a.id.clone())));
            }
        }
        let los = agenda
            .afspraken
            .values()
            .filter(|g| !agenda.themas.contains_key(&g.thema) && past(gelezen, &g.afspraak, &woorden));
        self.rows.extend(los.map(|g| Row::Afspraak(g.afspraak.id.clone())));
        let eerste = self.rows.iter().position(|r| matches!(r, Row::Afspraak(_))).unwrap_or(0);
        self.cursor = was.and_then(|w| self.rows.iter().position(|r| *r == w)).unwrap_or(eerste);
    }

    /// The row that has the focus.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
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
            Row::Thema(id) => Some(id.clone()),
            Row::Afspraak(id) => gelezen.agenda.afspraak(id).map(|g| g.thema.clone()),
            Row::Onleesbaar(_) => None,
        }
    }
}

/// Whether all the words stand in what the overview tells of an afspraak, or in its prose.
fn past(gelezen: &Gelezen, a: &Afspraak, woorden: &[String]) -> bool {
    if woorden.is_empty() {
        return true;
    }
    let agenda = &gelezen.agenda;
    let mut tekst = format!("{} {}", a.id, a.titel);
    for partij in a.trekker.iter().chain(&a.gebonden) {
        tekst.push(' ');
        tekst.push_str(agenda.partijnaam(partij));
    }
    for proza in [&a.aanleiding, &a.meerwaarde_leerling, &a.doel, &a.resultaat, &a.risicos, &a.randvoorwaarden]
        .into_iter()
        .flatten()
    {
        tekst.push(' ');
        tekst.push_str(proza);
    }
    let tekst = zoekvorm(&tekst);
    woorden.iter().all(|w| tekst.contains(w))
}

/// What the list tells of an afspraak: how far it is, what is due first, how much is missing.
pub fn columns(gelezen: &Gelezen, a: &Afspraak, vandaag: Datum) -> (String, String, String) {
    let agenda = &gelezen.agenda;
    let status = a.einde.as_ref().map_or_else(|| agenda.status(&a.id).label(), |e| e.soort.label());
    let deadline = agenda.eerste_deadline(a, vandaag).map(|(d, _)| d.kort()).unwrap_or_default();
    let ontbreekt = volledigheid::ontbreekt(a).len();
    let mist = if ontbreekt == 0 || a.einde.is_some() { String::new() } else { format!("mist {ontbreekt}") };
    (status.to_owned(), deadline, mist)
}
