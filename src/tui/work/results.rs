//! What the state does with a job that came to an end.

use std::sync::Arc;

use crate::actions::concept::Concept;
use crate::actions::fout::Foutsoort;
use crate::actions::gebruiker::Gebruiker;
use crate::actions::{Fout, Kopie};
use crate::agenda::selectie::Selectie;
use crate::agenda::{AfspraakId, Stuk};
use crate::export::verslag::Verslag;
use crate::git::Versie;
use crate::store::Gelezen;
use crate::tui::app::{AfterSave, App, Busy, Screen};
use crate::tui::dialogs::dialog::{Dialog, Page};
use crate::tui::screens::pages;
use crate::tui::work::done::Done;
use crate::tui::work::job::Job;

impl App {
    /// Takes in a job that was done at once, outside the worker.
    pub(in crate::tui) fn update_done(&mut self, done: Done) {
        self.busy.insert(0, Busy { filled_in: self.pending.take(), ..Busy::default() });
        self.done(done);
    }

    pub(in crate::tui) fn done(&mut self, done: Done) {
        // Drafts go their own way; nobody is shown that they are under way.
        let is_draft = matches!(done, Done::Kept | Done::NotKept(_) | Done::Drifted(_));
        if !is_draft && !self.busy.is_empty() {
            let filled_in = self.busy.remove(0).filled_in;
            self.pending =
                filled_in.filter(|_| matches!(done, Done::Refused(_) | Done::Held(..) | Done::NewServer(..)));
        }
        match done {
            Done::Read { kopie, gelezen, wie, kladden, melding } => {
                self.overview.drafts = kladden;
                self.read(kopie, gelezen, wie, melding);
            }
            Done::Outside(anders) => self.outside = anders,
            Done::Saved(concept, versie) => self.saved(&concept, versie.as_ref()),
            Done::SavedOutside(_) => {
                self.tell("Opgeslagen wat buiten oogo was gewijzigd.");
                self.ask_with_kopie(Job::Read);
            }
            Done::Added(id) => {
                self.tell(format!("Afspraak {id} is gemaakt. Vul haar aan met e."));
                self.set_filter("");
                self.overview.selectie = Selectie { volgorde: self.overview.selectie.volgorde, ..Selectie::default() };
                self.open_after_read(&id);
            }
            Done::Remarked => self.remarked(),
            Done::Made(stuk) => {
                if self.is_free() {
                    self.dialogs.clear();
                    self.open_stuk(&stuk);
                }
                self.tell(format!("Gemaakt: {stuk}. Vul het aan met e."));
                self.ask_with_kopie(Job::Read);
            }
            Done::Changed(versie) => {
                if self.is_free()
                    && let Some(r) = self.reader.take()
                {
                    self.dialogs.clear();
                    self.screen = Screen::Overview;
                    // What was removed can no more be read.
                    self.open_stuk(r.concept.stuk());
                }
                match versie {
                    Some(v) => self.tell(format!("Opgeslagen: {}.", v.onderwerp)),
                    None => self.tell("De tekst van de afspraak was toen dezelfde als nu. Voortgang en beheer worden niet teruggezet."),
                }
                self.ask_with_kopie(Job::Read);
            }
            Done::Document(pad) => {
                self.tell(format!("Het document staat in {}. Open het in Word of de browser.", pad.display()));
            }
            Done::Known(wie) => {
                self.tell(format!("U werkt nu als {}.", wie.functie));
                self.wie = Some(wie);
            }
            Done::Checked(bevindingen) => {
                if let Some(g) = &self.gelezen {
                    let page = pages::findings(&bevindingen, &g.agenda);
                    self.show_page(page);
                }
            }
            Done::Standpunten(verslag) => self.show_page(Page::new(verslag)),
            Done::AllStandpunten(verslag) => self.all_standpunten(verslag),
            Done::CheckpointMade(gezet) => self.checkpoint_made(&gezet),
            Done::Undeclared(versie) => self.undeclared(&versie),
            Done::Signers(verslag, told) => self.signers(Page::new(verslag), told),
            Done::KeyMade(verslag) => {
                // What lies under it says that there is no key yet.
                self.dialogs.clear();
                self.show_page(Page::new(verslag));
                self.ask_with_kopie(Job::Read);
            }
            Done::MaySign { registratie, verslag, anders } => self.may_sign(*registratie, verslag, anders.as_deref()),
            Done::Signed(versie) => self.signed(&versie),
            Done::ExchangeSeen(opties, vooraf) => self.exchange_seen(*opties, *vooraf),
            Done::ExchangeFirst(opties, vooraf) => self.exchange_first(*opties, *vooraf),
            Done::NewServer(job, adres, vingerafdruk, fout) => self.ask_server(*job, adres, vingerafdruk, &fout),
            Done::NotExchanged(fout, met) => self.not_exchanged(&fout, met),
            Done::Exchanged(gedaan) => self.exchanged(&gedaan),
            Done::ExchangeFile(g) => {
                self.tell(format!("Het uitwisselbestand (nummer {}) staat in {}.", g.nr, g.pad.display()));
            }
            Done::MayRemove(id) => self.may_remove(&id),
            Done::WhoWrote(verslag) => self.show_page(Page::new(verslag)),
            Done::History(id, verloop) => self.show_page(pages::history(id.as_ref(), &verloop)),
            Done::Quiet | Done::Kept => {}
            Done::NotKept(fout) => self.refuse(&fout),
            Done::Drifted(stuk) => {
                self.drifted |= self.reader.as_ref().is_some_and(|r| *r.concept.stuk() == stuk);
            }
            Done::Compared(comparing, again) => self.compared(*comparing, again),
            Done::Origins(found, herkomst) => self.know_origins(&found, &herkomst),
            Done::TookBack(versie, undone) => self.took_back(versie.as_ref(), undone),
            Done::Stand(verslag, asked) => self.show_stand(verslag, asked),
            Done::Found(words, found) => self.found(&words, found),
            Done::Held(job, fout) => self.hold(*job, &fout),
            Done::Refused(fout) => self.refused(&fout),
        }
    }

    /// Whether nobody is at work here: nothing typed, nothing changed.
    fn is_free(&self) -> bool {
        !self.dialogs.iter().any(Dialog::takes_text) && !self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd())
    }

    /// Shows a page that was asked for.
    pub(in crate::tui) fn show_page(&mut self, page: Page) {
        self.bring_up(Dialog::Page(page));
    }

    /// An afspraak was saved. What was typed since stays on screen, as a change.
    fn saved(&mut self, concept: &Concept, versie: Option<&Versie>) {
        match versie {
            Some(v) => self.tell(format!("Opgeslagen: {}.", v.onderwerp)),
            None => self.tell("Er is niets veranderd: dit stond er al."),
        }
        if let (Some(r), Some(g)) = (self.reader.as_mut().filter(|r| r.concept.stuk() == concept.stuk()), &self.gelezen)
        {
            r.concept.opgeslagen(concept);
            r.fill(&g.agenda);
        }
        let is_nieuwer = self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd());
        if !is_nieuwer {
            // Behind a draft that was still under way.
            let stuk = concept.stuk().clone();
            self.ask_with_kopie(|kopie| Job::Forget(kopie, stuk));
            self.had_draft = None;
        }
        match self.after_save.take().filter(|_| !is_nieuwer) {
            // A question that came up meanwhile holds work of its own.
            Some(AfterSave::Quit) if self.dialogs.iter().any(Dialog::takes_text) => {}
            Some(AfterSave::Quit) => self.stop(),
            Some(AfterSave::Leave) => {
                self.reader = None;
                self.screen = self.behind_reader();
            }
            None => {}
        }
        self.ask_with_kopie(Job::Read);
        self.ask_with_kopie(Job::Tidy);
    }

    fn open_after_read(&mut self, id: &AfspraakId) {
        // Somebody who is at work on another one is not taken away from it.
        if self.is_free() {
            self.dialogs.clear();
            self.open_stuk(&Stuk::Afspraak(id.clone()));
        }
        self.ask_with_kopie(Job::Read);
    }

    fn refused(&mut self, fout: &Fout) {
        self.searching = None;
        self.after_save = None;
        self.refuse(fout);
        // What was filled in is not to be filled in again.
        if let Some(mut dialog) = self.pending.take() {
            if let Dialog::Form(f) = &mut dialog {
                f.fout = Some(fout.to_string().trim().to_owned());
            }
            self.bring_up(dialog);
        }
        if fout.soort == Foutsoort::Veranderd {
            self.drifted = true;
        }
    }

    /// Asks how things stand; on coming back only what there is to tell is shown.
    pub(in crate::tui) fn ask_with_stand(&mut self, coming_back: bool) {
        if let (Some(kopie), Some(gelezen)) = (self.kopie.clone(), self.gelezen.clone()) {
            let (wie, vandaag) = (self.wie.clone(), self.vandaag);
            self.ask(Job::Stand { kopie, gelezen, wie, vandaag, coming_back });
        }
    }

    fn show_stand(&mut self, mut verslag: Verslag, coming_back: bool) {
        if verslag.regels.is_empty() {
            verslag.regel("Er is niets nieuws en er wacht niets op u.");
        }
        // Somebody who went on in the meantime is not called back.
        if !coming_back || (self.screen == Screen::Overview && self.dialogs.is_empty()) {
            if coming_back {
                verslag.titel = "Welkom terug".to_owned();
            }
            self.show_page(Page::new(verslag));
        }
    }

    fn read(&mut self, kopie: Kopie, gelezen: Arc<Gelezen>, wie: Option<Gebruiker>, melding: Option<String>) {
        let is_new = self.kopie.as_ref().is_none_or(|k| k.wortel() != kopie.wortel());
        if is_new {
            (self.exchange, self.exchange_refused) = (None, None);
            self.own_texts.clear();
        }
        self.kopie = Some(kopie.clone());
        self.wie = wie;
        if let Some(r) = &mut self.reader {
            r.fill(&gelezen.agenda);
        }
        let nu_open = self.reader.as_ref().map(|r| r.concept.stuk().clone());
        self.gelezen = Some(gelezen);
        self.refill();
        self.search();
        if let Some(stuk) = nu_open {
            if let Some(id) = stuk.afspraak() {
                self.overview.select(id);
            }
            // Only what was not changed here is shown as it is on disk now.
            if self.screen == Screen::Reading {
                let writing = !self.dialogs.is_empty();
                if writing || self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
                    self.drifted = true;
                } else {
                    self.open_stuk(&stuk);
                }
            }
        } else if self.screen != Screen::Comparing || is_new {
            self.comparing = None;
            self.screen = Screen::Overview;
        }
        if let Some(melding) = melding.filter(|_| !self.notice.as_ref().is_some_and(|n| n.fout)) {
            self.tell(melding);
        }
        self.ask(Job::Outside(kopie));
        if is_new && !std::mem::take(&mut self.tour_offered) {
            self.ask_with_stand(true);
        }
    }
}
