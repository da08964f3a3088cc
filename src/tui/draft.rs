//! Drafts: what is typed and not saved is kept on this machine within two seconds, and offered
//! back after a crash.

use std::time::Duration;

use super::app::{App, question};
use super::dialog::{Decision, Dialog, Editor, Purpose};
use super::job::Job;
use crate::actions::klad::{self, OpenVeld};
use crate::agenda::Bestandsoort;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::veld::Soort;
use crate::store::Plek;

/// How long after the first key since the last one a draft is written.
pub const DELAY: Duration = Duration::from_secs(1);

/// What a draft calls the internal note.
const NOTE: &str = "notitie";

impl App {
    /// Whether something was typed since the last draft.
    pub fn draft_waits(&self) -> bool {
        self.draft_waits
    }

    /// After a key: is there work that a crash would lose?
    pub(super) fn note_draft(&mut self) {
        let is_open = self.open_field().is_some();
        let is_changed = self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd());
        self.draft_waits = is_open || is_changed || self.had_draft;
    }

    /// The field that is open with other words than it began with.
    fn open_field(&self) -> Option<OpenVeld> {
        let Some(Dialog::Editor(e)) = self.dialogs.iter().find(|d| matches!(d, Dialog::Editor(_))) else { return None };
        let (bestand, veld) = match &e.purpose {
            Purpose::Value(soort, pad) => (soort.label(), pad.as_str()),
            Purpose::Remark { soort: Opmerkingsoort::Opmerking, veld, .. } => {
                (Bestandsoort::Opmerking.label(), veld.as_deref().unwrap_or_default())
            }
            Purpose::Remark { soort, bij, .. } => (soort.woord(), bij.as_deref().unwrap_or_default()),
            Purpose::Note => (NOTE, ""),
            _ => return None,
        };
        (e.field.text() != e.begin).then(|| OpenVeld {
            bestand: bestand.to_owned(),
            veld: veld.to_owned(),
            tekst: e.field.text(),
        })
    }

    /// The job that keeps the draft.
    pub(super) fn keep_draft(&mut self) {
        self.draft_waits = false;
        let (Some(kopie), Some(r)) = (self.kopie.clone(), &self.reader) else { return };
        let open = self.open_field();
        let is_work = open.is_some() || r.concept.is_gewijzigd();
        let concept = Box::new(r.concept.clone());
        if is_work || self.had_draft {
            self.ask(Job::Draft { kopie, concept, open });
        }
        self.had_draft = is_work;
    }

    /// Asks whether the draft of the last time is to come back.
    pub(super) fn offer_draft(&mut self) {
        let (Some(kopie), Some(r)) = (&self.kopie, &self.reader) else { return };
        if let Some(klad) = klad::van(kopie, r.concept.stuk()) {
            let vraag = format!("Van {} is er werk aan deze afspraak dat niet is opgeslagen.", klad.moment);
            self.dialogs.push(question(
                &vraag,
                &[
                    ('t', "Terughalen", Decision::RestoreDraft),
                    ('w', "Weggooien", Decision::DropDraft),
                    ('l', "Later beslissen", Decision::Stay),
                ],
            ));
        }
    }

    /// Takes the draft over, the field that was open included.
    pub(super) fn restore_draft(&mut self) {
        let (Some(kopie), Some(g)) = (self.kopie.clone(), self.gelezen.clone()) else { return };
        let Some(r) = self.reader.as_mut() else { return };
        let Some(klad) = klad::van(&kopie, r.concept.stuk()) else { return };
        let uitkomst = r.concept.haal_terug(&klad);
        r.fill(&g.agenda);
        self.had_draft = true;
        match uitkomst {
            Ok(conflicten) => {
                self.tell("Teruggehaald, nog niet opgeslagen. Ctrl+Z maakt het ongedaan, Ctrl+S slaat op.");
                self.ask_about(conflicten);
            }
            Err(fout) => self.refuse(&fout),
        }
        if let Some(open) = klad.open {
            self.reopen(&open);
        }
    }

    fn reopen(&mut self, open: &OpenVeld) {
        let of_geen = |t: &String| Some(t.clone()).filter(|t| !t.is_empty());
        match open.bestand.as_str() {
            NOTE => return self.note_editor(&open.tekst),
            "opmerking" => {
                let purpose =
                    Purpose::Remark { soort: Opmerkingsoort::Opmerking, bij: None, veld: of_geen(&open.veld) };
                return self.remark_editor(purpose, &open.tekst);
            }
            woord => {
                if let Some(soort) =
                    [Opmerkingsoort::Antwoord, Opmerkingsoort::Afgehandeld].into_iter().find(|s| s.woord() == woord)
                {
                    let purpose = Purpose::Remark { soort, bij: of_geen(&open.veld), veld: None };
                    return self.remark_editor(purpose, &open.tekst);
                }
            }
        }
        let Some(soort) = Bestandsoort::met_label(&open.bestand) else { return };
        let Ok(plek) = Plek::zoek(soort, &open.veld) else { return };
        let veld = plek.veld();
        let mut editor =
            Editor::new(Purpose::Value(soort, open.veld.clone()), veld.label, veld.uitleg, veld.soort, &open.tekst);
        // What the field held before, so that Esc knows that something was typed.
        let waarde = self.reader.as_ref().and_then(|r| r.concept.document(soort)?.waarde(&plek));
        editor.begin = waarde.map(|w| crate::store::value::bewerkbaar(veld.soort, &w)).unwrap_or_default();
        if !matches!(veld.soort, Soort::Tabel(_) | Soort::Groep(_)) {
            self.dialogs.push(Dialog::Editor(Box::new(editor)));
        }
    }

    /// Throws the draft of the afspraak on screen away.
    pub(super) fn forget_draft(&mut self) {
        self.had_draft = false;
        self.draft_waits = false;
        let stuk = self.reader.as_ref().map(|r| r.concept.stuk().clone());
        if let (Some(kopie), Some(stuk)) = (self.kopie.clone(), stuk) {
            self.ask(Job::Forget(kopie, stuk));
        }
    }
}
