//! With what one exchanges, and what was chosen for it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::keuzes;
use crate::merge::{Answers, Choice, Question};
use crate::verklaring::Sha256;

/// With what one exchanges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Met {
    /// The address that was used before.
    #[default]
    Bekend,
    /// This address, from now on.
    Adres(String),
    /// A file that one got; it only brings something.
    Bestand(PathBuf),
    /// With nobody: what git left halfway here is finished.
    Halverwege,
}

/// How one exchanges.
#[derive(Debug, Clone, Default)]
pub struct Opties {
    /// With what.
    pub met: Met,
    /// What was chosen where both changed the same.
    pub antwoorden: Answers,
    /// Between which texts, where somebody saw those: between others it says nothing.
    pub tussen: BTreeMap<(String, String), Sha256>,
    /// What is shared was put back on purpose: bring what it lost.
    pub vul_aan: bool,
}

impl Opties {
    /// With these answers, whatever is asked.
    pub fn met_antwoorden(met: Met, antwoorden: Answers) -> Self {
        Self { met, antwoorden, ..Self::default() }
    }

    /// What was chosen between the texts of a question.
    pub fn kies(&mut self, vraag: &Question, keuze: Choice) {
        self.tussen.insert(vraag.key(), keuzes::tussen(vraag));
        self.antwoorden.insert(vraag.key(), keuze);
    }

    /// What was chosen.
    pub fn keuze(&self, vraag: &Question) -> Option<&Choice> {
        self.antwoorden.get(&vraag.key())
    }

    /// Whether something was chosen.
    pub fn heeft_gekozen(&self, vraag: &Question) -> bool {
        self.keuze(vraag).is_some()
    }

    /// Drops the answers that do not hold here: those that were given between other texts, and those to what is asked
    /// still. Whether any was used here that does not hold.
    pub(super) fn laat_vallen(&mut self, gekozen: &[(Question, Choice)], open: &[Question]) -> bool {
        for vraag in open {
            self.antwoorden.remove(&vraag.key());
        }
        let aantal = self.antwoorden.len();
        for (vraag, _) in gekozen {
            if self.tussen.get(&vraag.key()).is_some_and(|toen| *toen != keuzes::tussen(vraag)) {
                self.antwoorden.remove(&vraag.key());
            }
        }
        self.antwoorden.len() < aantal
    }
}
