//! Drafts: what is typed and not saved is kept on this machine within two seconds, and offered
//! back after a crash.

use std::time::Duration;

use crate::actions::klad::{self, OpenRij, OpenVeld};
use crate::agenda::Bestandsoort;
use crate::agenda::opmerking::Opmerkingsoort;
use crate::agenda::veld::Soort;
use crate::store::Plek;
use crate::tui::app::{App, question};
use crate::tui::dialogs::dialog::{Decision, Dialog, Editor, Purpose};
use crate::tui::work::job::Job;

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
    pub(in crate::tui) fn note_draft(&mut self) {
        let is_open = self.open_field().is_some() || self.open_row().is_some();
        let is_changed = self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd());
        self.draft_waits = is_open || is_changed || self.has_own_draft();
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

    /// The form of a row that is being filled in.
    fn open_row(&self) -> Option<OpenRij> {
        let form = self.dialogs.iter().find_map(|d| if let Dialog::Form(f) = d { Some(f) } else { None })?;
        let Purpose::Row(soort, groep, sleutel) = &form.purpose else { return None };
        let mut velden: Vec<(String, String)> = form.velden.iter().map(|v| (v.naam.clone(), v.tekst.clone())).collect();
        // What is being typed in one of its fields counts as filled in.
        if let Some(Dialog::Editor(e)) = self.dialogs.last()
            && let Purpose::InForm(i) = e.purpose
            && let Some(veld) = velden.get_mut(i)
        {
            veld.1 = e.field.text();
        }
        let is_work = velden.iter().zip(&form.begin).any(|((_, nu), begin)| nu != begin);
        is_work.then(|| OpenRij {
            bestand: soort.label().to_owned(),
            groep: (*groep).to_owned(),
            sleutel: sleutel.clone(),
            velden,
        })
    }

    /// Whether the draft on this machine is of what is on screen, and made now.
    fn has_own_draft(&self) -> bool {
        self.had_draft.is_some() && self.had_draft.as_ref() == self.reader.as_ref().map(|r| r.concept.stuk())
    }

    /// The job that keeps the draft.
    pub(in crate::tui) fn keep_draft(&mut self) {
        self.draft_waits = false;
        let (Some(kopie), Some(r)) = (self.kopie.clone(), &self.reader) else { return };
        let (open, rij) = (self.open_field(), self.open_row());
        let is_work = open.is_some() || rij.is_some() || r.concept.is_gewijzigd();
        let concept = Box::new(r.concept.nu());
        let stuk = concept.stuk().clone();
        if is_work || self.has_own_draft() {
            self.ask(Job::Draft { kopie, concept, open, rij });
        }
        self.had_draft = is_work.then_some(stuk);
    }

    /// What was typed and taken back again is not offered the next time.
    pub(in crate::tui) fn drop_stale_draft(&mut self) {
        if self.has_own_draft() {
            self.forget_draft();
        }
    }

    /// Asks whether the draft of the last time is to come back.
    pub(in crate::tui) fn offer_draft(&mut self) {
        let (Some(kopie), Some(r)) = (&self.kopie, &self.reader) else { return };
        // What this window itself keeps is no work of an earlier time.
        if self.has_own_draft() || self.read_only {
            return;
        }
        if let Some(klad) = klad::van(kopie, r.concept.stuk()) {
            self.undecided = Some(r.concept.stuk().clone());
            let vraag = format!("Van {} is er werk aan deze afspraak dat niet is opgeslagen.", klad.moment);
            self.dialogs.push(question(
                &vraag,
                &[
                    // Letters that do nothing else: whoever types on blindly decides nothing.
                    ('h', "Terughalen", Decision::RestoreDraft),
                    ('x', "Weggooien", Decision::DropDraft),
                    ('l', "Later beslissen", Decision::Stay),
                ],
            ));
        }
    }

    /// Takes the draft over, the field that was open included.
    pub(in crate::tui) fn restore_draft(&mut self) {
        let (Some(kopie), Some(g)) = (self.kopie.clone(), self.gelezen.clone()) else { return };
        let Some(r) = self.reader.as_mut() else { return };
        let Some(klad) = klad::van(&kopie, r.concept.stuk()) else { return };
        let uitkomst = r.concept.haal_terug(&klad);
        r.fill(&g.agenda);
        match uitkomst {
            Ok(conflicten) => {
                self.undecided = None;
                self.had_draft = self.reader.as_ref().map(|r| r.concept.stuk().clone());
                self.tell("Teruggehaald; het is nog niet opgeslagen.");
                self.ask_about(conflicten);
            }
            // What could not be taken back stays where it is.
            Err(fout) => return self.refuse(&fout),
        }
        if let Some(rij) = &klad.rij {
            self.reopen_row(rij);
        }
        if let Some(open) = klad.open {
            self.reopen(&open);
        }
    }

    fn reopen(&mut self, open: &OpenVeld) {
        let of_geen = |t: &String| Some(t.clone()).filter(|t| !t.is_empty());
        match open.bestand.as_str() {
            NOTE => {
                self.open_note();
                return self.put_back(&open.tekst);
            }
            "opmerking" => {
                let purpose =
                    Purpose::Remark { soort: Opmerkingsoort::Opmerking, bij: None, veld: of_geen(&open.veld) };
                self.remark_editor(purpose, "");
                return self.put_back(&open.tekst);
            }
            woord => {
                if let Some(soort) =
                    [Opmerkingsoort::Antwoord, Opmerkingsoort::Afgehandeld].into_iter().find(|s| s.woord() == woord)
                {
                    let purpose = Purpose::Remark { soort, bij: of_geen(&open.veld), veld: None };
                    self.remark_editor(purpose, "");
                    return self.put_back(&open.tekst);
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

    /// Puts text in the field that was just opened, as a change of what stood there.
    fn put_back(&mut self, tekst: &str) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
            e.field.replace_text(tekst);
        }
    }

    fn reopen_row(&mut self, rij: &OpenRij) {
        let Some(soort) = Bestandsoort::met_label(&rij.bestand) else { return };
        let Some(groep) = crate::agenda::veld::veld(soort.velden(), &rij.groep) else { return };
        crate::tui::editing::edit::row_form(self, soort, groep, rij.sleutel.clone());
        if let Some(Dialog::Form(f)) = self.dialogs.last_mut() {
            for v in &mut f.velden {
                if let Some((_, tekst)) = rij.velden.iter().find(|(naam, _)| *naam == v.naam) {
                    v.tekst.clone_from(tekst);
                }
            }
        }
    }

    /// Throws the draft of the afspraak on screen away.
    pub(in crate::tui) fn forget_draft(&mut self) {
        self.had_draft = None;
        self.undecided = None;
        self.draft_waits = false;
        let stuk = self.reader.as_ref().map(|r| r.concept.stuk().clone());
        self.overview.drafts.retain(|s| Some(s) != stuk.as_ref());
        if let (Some(kopie), Some(stuk)) = (self.kopie.clone(), stuk) {
            self.ask(Job::Forget(kopie, stuk));
        }
    }
}
