//! The text on screen for elsewhere: a document, or words for a mail.

use std::path::PathBuf;

use crate::actions::document;
use crate::agenda::AfspraakId;
use crate::tui::app::{App, Screen};
use crate::tui::dialogs::dialog::Purpose;
use crate::tui::work::job::Job;

impl App {
    /// Puts the afspraak on screen on the clipboard, as text for a mail.
    pub(in crate::tui) fn copy_text(&mut self) {
        let (Some(kopie), Some(g), Some(r)) = (&self.kopie, &self.gelezen, &self.reader) else { return };
        let Some(id) = r.concept.afspraak() else { return };
        match document::afspraak(kopie, &g.agenda, id.as_str()) {
            Ok(hoofdstuk) => {
                self.copy(hoofdstuk.tekst());
                self.tell("De afspraak staat als tekst op het klembord. Plak haar in Outlook met Ctrl+V.");
            }
            Err(fout) => self.refuse(&fout),
        }
    }

    /// Asks where the document is to be.
    pub(in crate::tui) fn ask_document(&mut self) {
        let naam = self.afspraak_on_screen().map_or("ontwikkelagenda".to_owned(), |id| id.to_string());
        let uitleg = "Leest als een gewoon document, met de voortgang erbij. Wat u al opsloeg staat erin.";
        self.edit_line(Purpose::Document, "Waar komt het document?", uitleg, &format!("~/{naam}.html"));
    }

    /// Makes it.
    pub(in crate::tui) fn make_document(&mut self, doel: PathBuf) {
        if let (Some(kopie), Some(gelezen)) = (self.kopie.clone(), self.gelezen.clone()) {
            let id = self.afspraak_on_screen();
            self.ask(Job::Document { kopie, gelezen, id, doel });
        }
    }

    fn afspraak_on_screen(&self) -> Option<AfspraakId> {
        self.reader.as_ref().filter(|_| self.screen == Screen::Reading)?.concept.afspraak().cloned()
    }
}
