//! What changed elsewhere while somebody writes: it comes into the screen, and where both wrote
//! both are shown.

use crate::actions::bewerk::Invoer;
use crate::agenda::Bestandsoort;
use crate::agenda::proza::vloeiend;
use crate::agenda::veld::Soort;
use crate::export::leesstuk::naam_van;
use crate::merge::{Conflict, Kind};
use crate::store::Plek;
use crate::store::value::{bewerkbaar, toon};
use crate::tui::app::{App, Screen, question};
use crate::tui::dialogs::dialog::Decision;
use crate::tui::work::job::Job;

/// So much of each text a question shows.
const KORT: usize = 400;

impl App {
    /// Takes over what changed elsewhere, as soon as no field is open.
    pub(in crate::tui) fn take_over(&mut self) {
        if !self.drifted || !self.dialogs.is_empty() || self.screen != Screen::Reading {
            return;
        }
        self.drifted = false;
        let (Some(kopie), Some(g)) = (self.kopie.clone(), self.gelezen.clone()) else { return };
        let Some(r) = self.reader.as_mut() else { return };
        if !r.concept.is_buitenom_gewijzigd(&kopie) {
            return;
        }
        match r.concept.werk_bij(&kopie) {
            Ok(conflicten) => {
                r.fill(&g.agenda);
                self.tell(if conflicten.is_empty() {
                    "Dit is intussen buiten dit venster veranderd; dat staat nu ook op uw scherm. Uw eigen wijzigingen zijn gebleven."
                } else {
                    "Dit is intussen buiten dit venster veranderd, ook waar u schreef."
                });
                self.ask_about(conflicten);
                // A part that cannot be read any more stays different; that is not asked for again.
                if !self.reader.as_ref().is_some_and(|r| r.concept.is_buitenom_gewijzigd(&kopie)) {
                    self.ask_with_kopie(Job::Read);
                }
            }
            Err(fout) => self.refuse(&fout),
        }
    }

    /// Shows both sides of each conflict, the first on top.
    pub(in crate::tui) fn ask_about(&mut self, conflicten: Vec<(Bestandsoort, Conflict)>) {
        let Some(g) = self.gelezen.clone() else { return };
        let naam = |id: &str| naam_van(&g.agenda, id);
        for (soort, c) in conflicten.into_iter().rev() {
            // A key that the format does not know, or rows that cannot be told apart, are not taken one by one.
            let Some(plek) = Plek::zoek(soort, &c.dotted()).ok().filter(|_| c.kind != Kind::Group) else {
                let vraag = format!(
                    "‘{}’ is ook buiten dit venster gewijzigd, en oogo kan de twee niet uit elkaar houden. Op uw scherm staat die van u; de andere staat nog in het bestand zolang u niet opslaat.",
                    c.dotted()
                );
                self.dialogs.push(question(&vraag, &[('b', "Begrepen", Decision::Stay)]));
                continue;
            };
            if c.kind == Kind::Order {
                let vraag = format!("De volgorde bij {} is op twee manieren veranderd; die van u geldt.", plek.naam());
                self.dialogs.push(question(&vraag, &[('b', "Begrepen", Decision::Stay)]));
                continue;
            }
            let veld = plek.veld();
            if let Plek::Rij(groep, _) = &plek {
                let vraag = format!(
                    "Een regel bij {} is aan de ene kant weggehaald en aan de andere kant gewijzigd.",
                    groep.label.to_lowercase()
                );
                let weg = Decision::TakeTheirs(soort, plek.clone(), None);
                self.dialogs.push(question(
                    &vraag,
                    &[('h', "De regel houden", Decision::Stay), ('w', "De regel weghalen", weg)],
                ));
                continue;
            }
            let tekst = |w: &Option<toml::Value>| match w {
                None => "(leeg)".to_owned(),
                Some(toml::Value::String(s)) if veld.soort == Soort::Proza => kort(&vloeiend(s)),
                Some(w) => kort(&toon(veld.soort, w, &naam)),
            };
            let vraag = format!(
                "‘{}’ is ook buiten dit venster gewijzigd.\n\nU schreef:\n{}\n\nDaar staat nu:\n{}",
                veld.label,
                tekst(&c.ours),
                tekst(&c.theirs)
            );
            let hun = c.theirs.as_ref().map(|w| bewerkbaar(veld.soort, w));
            let mut antwoorden = vec![
                ('u', "Uw tekst houden", Decision::Stay),
                ('a', "De andere tekst nemen", Decision::TakeTheirs(soort, plek.clone(), hun.clone())),
            ];
            if let (Soort::Proza, Some(hun)) = (veld.soort, hun) {
                antwoorden.push((
                    'b',
                    "Beide: de andere tekst komt onder de uwe",
                    Decision::AddTheirs(soort, plek, hun),
                ));
            }
            self.dialogs.push(question(&vraag, &antwoorden));
        }
    }

    /// Takes their side of a conflict, as a step that can be undone.
    pub(in crate::tui) fn take_theirs(&mut self, soort: Bestandsoort, plek: &Plek, waarde: Option<String>) {
        self.put_at(soort, plek, waarde.unwrap_or_default());
    }

    /// Puts their text below ours, as a step that can be undone.
    pub(in crate::tui) fn add_theirs(&mut self, soort: Bestandsoort, plek: &Plek, waarde: &str) {
        let ons = self.reader.as_ref().and_then(|r| r.concept.document(soort)?.waarde(plek));
        let ons = ons.map(|w| bewerkbaar(plek.veld().soort, &w)).unwrap_or_default();
        self.put_at(soort, plek, format!("{}\n\n{waarde}", ons.trim_end()));
    }

    fn put_at(&mut self, soort: Bestandsoort, plek: &Plek, waarde: String) {
        let (Some(r), Some(g)) = (self.reader.as_mut(), self.gelezen.clone()) else { return };
        let invoer = [Invoer { veld: plek.to_string(), waarde }];
        let uitkomst = r.concept.zet(soort, &invoer, &g.agenda, self.vandaag);
        r.fill(&g.agenda);
        if let Err(fout) = uitkomst {
            self.refuse(&fout);
        }
    }
}

fn kort(tekst: &str) -> String {
    let eerste: String = tekst.chars().take(KORT).collect();
    if eerste.len() < tekst.len() { format!("{eerste}…") } else { eerste }
}
