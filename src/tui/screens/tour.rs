//! A short tour through the example: each step says what to do, and goes on when it was done.

use crate::export::standpunten::STANDPUNTEN;
use crate::tui::action::Place;
use crate::tui::app::{App, Screen, question};
use crate::tui::dialogs::dialog::{Decision, Dialog};
use crate::tui::work::job::Job;

/// One step.
struct Step {
    /// What to do, and why.
    says: &'static str,
    /// Whether it was done.
    done: fn(&App) -> bool,
}

const STEPS: &[Step] = &[
    Step {
        says: "Dit is het overzicht: thema’s met hun afspraken. Ga met ↓ naar een afspraak en open haar met Enter.",
        done: |app| app.screen == Screen::Reading,
    },
    Step {
        says: "Een afspraak leest u als een document. Ga met ↓ naar ‘Doel’ en druk op e om dat te bewerken.",
        done: |app| app.place() == Place::Prose,
    },
    Step {
        says: "Typ een paar woorden. Sluit het veld daarna met Esc: uw tekst blijft staan.",
        done: |app| app.dialogs.is_empty() && app.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()),
    },
    Step {
        says: "Er is nog niets bewaard. Druk op Ctrl+S: oogo vraagt waarom (de eerste keer ook wie u bent) en noemt wie op deze tekst al akkoord gaf; zeg met o dat het mag.",
        done: |app| app.dialogs.is_empty() && app.reader.as_ref().is_some_and(|r| !r.concept.is_gewijzigd()),
    },
    Step {
        says: "Bewaard; de vorige versie blijft ook bestaan. Ga met Esc terug naar het overzicht.",
        done: |app| app.screen == Screen::Overview && app.dialogs.is_empty(),
    },
    Step {
        says: "Druk op a: wie is waarmee akkoord, en wat is nu achterhaald? Lees het, en sluit de bladzijde met Esc.",
        done: |app| matches!(app.dialogs.last(), Some(Dialog::Page(p)) if p.verslag.titel == STANDPUNTEN),
    },
    Step {
        says: "Zoek met /: typ een woord, zoals ‘thuiszitten’. oogo zoekt in alle tekst.",
        done: |app| app.overview.found.is_some(),
    },
    Step {
        says: "Ctrl+P vindt elke opdracht en elke afspraak; F1 legt elk scherm uit. Druk nu op F1.",
        done: |app| app.place() == Place::Page,
    },
];

impl App {
    /// Asks whether the user wants to be shown around.
    pub(in crate::tui) fn offer_tour(&mut self) {
        self.tour_offered = true;
        self.dialogs.push(question(
            "Het voorbeeld is een verzonnen regio, waarin niets kan misgaan. Wilt u een rondleiding van een paar minuten?",
            &[('r', "Rondleiding", Decision::Tour), ('k', "Zelf rondkijken", Decision::Stay)],
        ));
    }

    /// Begins the tour.
    pub(in crate::tui) fn begin_tour(&mut self) {
        self.tour = Some(0);
    }

    /// Goes on when the step was done; says goodbye after the last one.
    pub(in crate::tui) fn follow_tour(&mut self) {
        let Some(step) = self.tour else { return };
        if !STEPS.get(step).is_some_and(|s| (s.done)(self)) {
            return;
        }
        self.tour = Some(step + 1).filter(|n| *n < STEPS.len());
        if self.tour.is_none() {
            // It is not offered a second time, however the program ends.
            self.ask_with_kopie(Job::Visited);
            self.tell("Dat was de rondleiding. Kijk gerust verder rond: in het voorbeeld kan niets misgaan.");
        }
    }

    /// What the tour says now.
    pub fn tour_says(&self) -> Option<String> {
        let step = self.tour?;
        Some(format!("Rondleiding {} van {}. {}", step + 1, STEPS.len(), STEPS.get(step)?.says))
    }
}
