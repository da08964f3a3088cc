//! A list of answers, searched by typing, of which one or more are chosen.

use std::collections::BTreeSet;

use crate::agenda::tekst::zoekvorm;
use crate::tui::dialogs::dialog::Purpose;

/// A list of answers to choose from.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is for.
    pub purpose: Purpose,
    /// The question.
    pub label: String,
    /// What belongs in it.
    pub uitleg: String,
    /// The answers: word and label.
    pub opties: Vec<(String, String)>,
    /// The words that were chosen, in their order.
    pub begin: Vec<String>,
    /// The words that are chosen.
    pub gekozen: BTreeSet<String>,
    /// Whether more than one may be chosen.
    pub meer: bool,
    /// Whether anything was chosen or taken back since the list came up.
    pub touched: bool,
    /// What was typed to narrow the list.
    pub filter: String,
    /// The row that has the focus, among those shown.
    pub cursor: usize,
}

impl Choice {
    /// A list with these answers chosen, and the focus on the first of them.
    pub fn new(
        purpose: Purpose,
        label: &str,
        uitleg: &str,
        opties: Vec<(String, String)>,
        begin: Vec<String>,
        meer: bool,
    ) -> Self {
        let cursor = opties.iter().position(|(w, _)| begin.contains(w)).unwrap_or(0);
        let gekozen = begin.iter().cloned().collect();
        let (label, uitleg) = (label.to_owned(), uitleg.to_owned());
        Self { purpose, label, uitleg, opties, begin, gekozen, meer, touched: false, filter: String::new(), cursor }
    }

    /// The answers that fit what was typed.
    pub fn zichtbaar(&self) -> Vec<&(String, String)> {
        // A space chooses, so whoever searches cannot always type one.
        let vorm = |t: &str| zoekvorm(t).replace(' ', "");
        let gezocht = vorm(&self.filter);
        self.opties.iter().filter(|(w, l)| vorm(l).contains(&gezocht) || w.contains(&gezocht)).collect()
    }

    /// Chooses the focused answer, or takes the choice back.
    pub fn wissel(&mut self) {
        let Some((woord, _)) = self.zichtbaar().get(self.cursor).copied().cloned() else { return };
        self.touched = true;
        if !self.gekozen.remove(&woord) {
            if !self.meer {
                self.gekozen.clear();
            }
            self.gekozen.insert(woord);
        }
    }

    /// The chosen words as one would type them: what was chosen before first, in its own order, then
    /// what was added.
    pub fn antwoord(&self) -> String {
        let nieuw = self.opties.iter().map(|(w, _)| w).filter(|w| !self.begin.contains(w));
        let woorden = self.begin.iter().chain(nieuw).map(String::as_str).filter(|w| self.gekozen.contains(*w));
        woorden.collect::<Vec<_>>().join(", ")
    }

    /// Whether anything was chosen that Esc would lose.
    pub fn is_gewijzigd(&self) -> bool {
        self.gekozen.len() != self.begin.len() || self.begin.iter().any(|w| !self.gekozen.contains(w))
    }
}
