//! What people say beside the text: remarks that both parties read, and notes that nobody else does.

use crate::actions::notitie;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::proza::vloeiend;
use crate::agenda::veld::Soort;
use crate::agenda::{AfspraakId, Bestandsoort, Stuk};
use crate::store::Plek;
use crate::tui::app::{App, Screen, question};
use crate::tui::dialogs::dialog::{Decision, Dialog, Editor, Purpose};
use crate::tui::screens::pages;
use crate::tui::screens::reader::Item;
use crate::tui::work::job::Job;

/// What a note's field says, so that nobody takes it for a remark.
const ALLEEN_HIER: &str = "Alleen voor u, op deze computer. Dit gaat nooit mee met de ontwikkelagenda; wat in de ontwikkelagenda zelf staat, leest de andere partij wel.";

impl App {
    pub(in crate::tui) fn show_remarks(&mut self) {
        if let (Some(r), Some(g)) = (&self.reader, &self.gelezen)
            && let Some(id) = r.concept.afspraak()
        {
            let page = pages::remarks(&g.agenda, id);
            self.dialogs.push(Dialog::Page(page));
        }
    }

    /// Asks for a remark on the field that has the focus, or on the afspraak as a whole.
    pub(in crate::tui) fn ask_remark(&mut self) {
        let veld = match self.focused_item() {
            Some(Item::Field { soort: Bestandsoort::Afspraak, pad, .. }) => Some(pad.clone()),
            Some(Item::Group { soort: Bestandsoort::Afspraak, veld, .. }) => Some(veld.naam.to_owned()),
            Some(Item::Row { soort: Bestandsoort::Afspraak, groep, sleutel, .. }) => {
                Some(format!("{}.{sleutel}", groep.naam))
            }
            _ => None,
        };
        self.remark_editor(Purpose::Remark { soort: Opmerkingsoort::Opmerking, bij: None, veld }, "");
    }

    /// Opens the field for a remark, an answer or a settlement.
    pub(in crate::tui) fn remark_editor(&mut self, purpose: Purpose, tekst: &str) {
        let Purpose::Remark { soort, veld, .. } = &purpose else { return };
        let label = match (soort, veld) {
            (Opmerkingsoort::Opmerking, Some(veld)) => {
                let naam = Plek::zoek(Bestandsoort::Afspraak, veld).map_or_else(|_| veld.clone(), |p| p.naam());
                format!("Opmerking over {naam}")
            }
            (Opmerkingsoort::Opmerking, None) => "Opmerking over deze afspraak".to_owned(),
            (Opmerkingsoort::Antwoord, _) => format!("Antwoord{}", self.quoted(&purpose)),
            (Opmerkingsoort::Afgehandeld, _) => format!("Hoe is dit afgehandeld? Leeg mag{}", self.quoted(&purpose)),
        };
        let uitleg = "Alle partijen lezen dit, met uw functie en partij erbij. Ctrl+S plaatst het; daarna verandert het niet meer.";
        self.dialogs.push(Dialog::Editor(Box::new(Editor::new(purpose, &label, uitleg, Soort::Proza, tekst))));
    }

    /// What is answered, in a few words.
    fn quoted(&self, purpose: &Purpose) -> String {
        let Purpose::Remark { bij: Some(bij), .. } = purpose else { return String::new() };
        let id = self.reader.as_ref().and_then(|r| r.concept.afspraak());
        let vraag = id.zip(self.gelezen.as_ref()).and_then(|(id, g)| {
            let (_, o) = g.agenda.opmerkingen_bij(id).find(|(naam, _)| naam == bij)?;
            o.tekst.as_deref().map(vloeiend)
        });
        vraag.map(|t| format!(": ‘{}’", t.replace('\n', " "))).unwrap_or_default()
    }

    /// Places what was written.
    pub(in crate::tui) fn place_remark(&mut self, purpose: &Purpose, tekst: &str) {
        let Purpose::Remark { soort, bij, veld } = purpose.clone() else { return };
        let id = self.reader.as_ref().and_then(|r| r.concept.afspraak().cloned());
        if let (Some(kopie), Some(id)) = (self.kopie.clone(), id) {
            self.ask(Job::Remark { kopie, id, soort, bij, veld, tekst: tekst.to_owned() });
        }
    }

    /// Asks what is to be done with a remark.
    pub(in crate::tui) fn ask_about_remark(&mut self, id: &AfspraakId, naam: &str) {
        if self.read_only {
            return self.tell("U leest alleen: er kan niets veranderen.");
        }
        let hier =
            self.screen == Screen::Reading && self.reader.as_ref().and_then(|r| r.concept.afspraak()) == Some(id);
        let open = self.gelezen.as_ref().is_some_and(|g| !g.agenda.is_afgehandeld(id, naam));
        if !hier {
            return self.go_to(crate::export::verslag::Doel::Stuk(Stuk::Afspraak(id.clone())));
        }
        if !open {
            return self.tell("Deze opmerking is al afgehandeld. Plaats een nieuwe als er nog iets is.");
        }
        self.dialogs.push(question(
            "Wat wilt u met deze opmerking?",
            &[
                ('b', "Beantwoorden", Decision::Remark(Opmerkingsoort::Antwoord, naam.to_owned())),
                ('a', "Afhandelen", Decision::Remark(Opmerkingsoort::Afgehandeld, naam.to_owned())),
                ('l', "Laten staan", Decision::Stay),
            ],
        ));
    }

    /// After a remark was placed: the remarks as they are now.
    pub(in crate::tui) fn remarked(&mut self) {
        self.tell("De opmerking is geplaatst.");
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
        self.ask_with_kopie(Job::Read);
    }

    /// Opens the note on what is on screen.
    pub(in crate::tui) fn open_note(&mut self) {
        let (Some(kopie), Some(r)) = (&self.kopie, &self.reader) else { return };
        match notitie::lees(kopie, r.concept.stuk()) {
            Ok(tekst) => self.note_editor(tekst.unwrap_or_default().trim_end()),
            Err(fout) => self.refuse(&fout),
        }
    }

    /// Opens the field for a note.
    pub(in crate::tui) fn note_editor(&mut self, tekst: &str) {
        let label = "INTERNE NOTITIE: leest niemand anders";
        let editor = Editor::new(Purpose::Note, label, ALLEEN_HIER, Soort::Proza, tekst);
        self.dialogs.push(Dialog::Editor(Box::new(editor)));
    }

    /// Keeps the note, at once: it is part of no version.
    pub(in crate::tui) fn keep_note(&mut self, tekst: &str, begin: &str) {
        let (Some(kopie), Some(r)) = (&self.kopie, &mut self.reader) else { return };
        if tekst.trim_end() == begin.trim_end() {
            return;
        }
        // Another window may have written too: then both stay.
        let nu = notitie::lees(kopie, r.concept.stuk()).ok().flatten().unwrap_or_default();
        let anders = nu.trim_end() != begin.trim_end() && nu.trim_end() != tekst.trim_end();
        let samen = if anders { format!("{}\n\n{}", tekst.trim_end(), nu.trim_end()) } else { tekst.to_owned() };
        match notitie::bewaar(kopie, r.concept.stuk(), &samen) {
            Ok(()) => {
                r.has_note = !tekst.trim().is_empty();
                self.tell("Uw interne notitie is bewaard, alleen op deze computer.");
            }
            Err(fout) => {
                self.refuse(&fout);
                self.note_editor(tekst);
            }
        }
    }
}
