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
        let wat = (vraag.about.clone(), vraag.field.clone());
        self.tussen.insert(wat.clone(), keuzes::tussen(vraag));
        self.antwoorden.insert(wat, keuze);
    }

    /// What was chosen.
    pub fn keuze(&self, vraag: &Question) -> Option<&Choice> {
        self.antwoorden.get(&(vraag.about.clone(), vraag.field.clone()))
    }

    /// Takes back what was chosen.
    pub fn kies_niet(&mut self, vraag: &Question) {
        self.antwoorden.remove(&(vraag.about.clone(), vraag.field.clone()));
    }

    /// Whether something was chosen.
    pub fn heeft_gekozen(&self, vraag: &Question) -> bool {
        self.keuze(vraag).is_some()
    }

    /// These answers without those that were given between other texts than these.
    pub(super) fn die_gelden(&self, antwoorden: &Answers, gekozen: &[(Question, Choice)]) -> Answers {
        let mut antwoorden = antwoorden.clone();
        for (vraag, _) in gekozen {
            let wat = (vraag.about.clone(), vraag.field.clone());
            if self.tussen.get(&wat).is_some_and(|toen| *toen != keuzes::tussen(vraag)) {
                antwoorden.remove(&wat);
            }
        }
        antwoorden
    }
}
