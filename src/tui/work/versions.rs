//! What one can do with a version in the history: open what it is about, compare, put back.

use crate::export::verslag::Versiepunt;
use crate::tui::app::{App, question};
use crate::tui::dialogs::dialog::Decision;
use crate::tui::screens::comparing::Between;

impl App {
    /// Asks what is wanted with a version.
    pub(in crate::tui) fn ask_about_version(&mut self, punt: Versiepunt) {
        let afspraak = punt.van.as_ref().and_then(|stuk| stuk.afspraak().cloned());
        let since = Between { since: punt.versie.clone(), until: None };
        let mut answers: Vec<(char, String, Decision)> = Vec::new();
        if let Some(vorige) = &punt.vorige {
            let between = Between { since: vorige.clone(), until: Some(punt.versie.clone()) };
            let words = "Bekijken wat deze versie veranderde".to_owned();
            answers.push(('w', words, Decision::Compare(between, afspraak.clone())));
        }
        let words = "Bekijken wat er sindsdien veranderd is".to_owned();
        answers.push(('v', words, Decision::Compare(since, afspraak.clone())));
        let other = self.compare_from.as_ref().filter(|o| o.versie != punt.versie && o.van == punt.van);
        if let Some(other) = other {
            let (old, new) = if other.moment <= punt.moment { (other, &punt) } else { (&punt, other) };
            let between = Between { since: old.versie.clone(), until: Some(new.versie.clone()) };
            let words = format!("Vergelijken met de versie van {}", other.wanneer());
            answers.push(('m', words, Decision::Compare(between, afspraak)));
        } else {
            let words = "Vergelijken met een andere versie, die u hierna kiest".to_owned();
            answers.push(('m', words, Decision::CompareFrom(Box::new(punt.clone()))));
        }
        if let Some(stuk) = punt.over.clone().filter(|_| punt.van.is_none()) {
            answers.push(('o', format!("Openen waar zij over gaat: {stuk}"), Decision::Open(stuk)));
        }
        let mut vraag = format!("De versie van {}: wat wilt u daarmee?", punt.wanneer());
        if let Some(id) = punt.over.as_ref().and_then(|s| s.afspraak().cloned()).filter(|_| !self.read_only) {
            vraag
                .push_str(" Terugzetten wordt zelf een nieuwe versie; voortgang en beheer blijven dan zoals zij zijn.");
            let words = format!("De tekst van {id} terugzetten; u schrijft daarna waarom");
            answers.push(('t', words, Decision::Restore(id, punt.versie.clone())));
        }
        answers.push(('l', "Niets; laten staan".to_owned(), Decision::Stay));
        let answers: Vec<(char, &str, Decision)> =
            answers.iter().map(|(key, words, decision)| (*key, words.as_str(), decision.clone())).collect();
        self.dialogs.push(question(&vraag, &answers));
    }

    /// Keeps a version in mind until the other is chosen.
    pub(in crate::tui) fn compare_from(&mut self, punt: Versiepunt) {
        self.tell("Kies nu de andere versie met Enter, en dan ‘Vergelijken’.");
        self.compare_from = Some(punt);
    }
}
