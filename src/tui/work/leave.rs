//! Leaving, saving and undoing: nothing that was typed goes without a question.

use crate::export::verslag::Doel;
use crate::tui::action::Action;
use crate::tui::app::{AfterSave, App, Screen, question};
use crate::tui::dialogs::dialog::{Decision, Dialog, Purpose};
use crate::tui::editing::edit;
use crate::tui::work::job::Job;

impl App {
    /// Leaves the afspraak, or the program; asks first when something was not saved.
    pub(in crate::tui) fn leave(&mut self, stoppen: bool) {
        if self.is_writing() {
            return;
        }
        let gewijzigd = self.reader.as_ref().filter(|r| r.concept.is_gewijzigd()).map(|r| r.concept.gewijzigd());
        let leaves = stoppen || self.screen == Screen::Reading;
        if let Some(velden) = gewijzigd.filter(|_| leaves) {
            let vraag = format!("U hebt dit nog niet opgeslagen: {}.", crate::agenda::tekst::opsomming(&velden));
            let weg = if stoppen { Decision::DiscardAndQuit } else { Decision::DiscardAndLeave };
            self.dialogs.push(question(
                &vraag,
                &[
                    ('o', "Opslaan", if stoppen { Decision::SaveAndQuit } else { Decision::SaveAndLeave }),
                    ('v', "Verder bewerken", Decision::Stay),
                    ('w', "Wijzigingen weggooien", weg),
                ],
            ));
        } else if stoppen {
            self.drop_stale_draft();
            self.stop();
        } else if self.screen == Screen::Reading {
            self.drop_stale_draft();
            self.screen = self.behind_reader();
            self.reader = None;
            // What happened outside in the meantime shows at once.
            self.ask_with_kopie(Job::Read);
        } else if self.screen == Screen::Comparing {
            self.stop_comparing();
        } else {
            self.tell("Met q sluit u oogo.");
        }
    }

    /// Whether a field or form is open in which something was typed; then it comes to the fore.
    pub(in crate::tui) fn is_writing(&mut self) -> bool {
        let Some(open) = self.dialogs.iter().rposition(Dialog::holds_work) else { return false };
        self.dialogs.truncate(open + 1);
        self.tell("Er staat nog een veld of formulier open. Sluit dat eerst met Esc.");
        true
    }

    pub(in crate::tui) fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Stay => {}
            Decision::LetGo(held) => self.let_go(&held),
            Decision::SaveEnding(held) => self.go_on(&held, Job::ending_akkoord),
            Decision::SaveAnyway(held) => {
                let uitleg = "De reden wordt bewaard bij de plaats. Noem nooit het gegeven zelf.";
                self.edit_line(Purpose::PrivacyReason(held), "Waarom mag dit er staan?", uitleg, "");
            }
            Decision::SaveAndLeave => self.save_then(AfterSave::Leave),
            Decision::SaveAndQuit => self.save_then(AfterSave::Quit),
            Decision::RestoreDraft => self.restore_draft(),
            Decision::DropDraft => self.forget_draft(),
            Decision::DiscardAndLeave => {
                self.forget_draft();
                let weg = self.reader.take().map(|r| r.concept.gewijzigd()).unwrap_or_default();
                self.screen = self.behind_reader();
                self.tell(format!("Weggegooid, niet opgeslagen: {}.", crate::agenda::tekst::opsomming(&weg)));
            }
            Decision::DiscardAndQuit => {
                self.forget_draft();
                self.stop();
            }
            Decision::DropEdit | Decision::DropForm => {
                if let Some(Dialog::Editor(e)) = self.dialogs.pop()
                    && let Purpose::PrivacyReason(held) = &e.purpose
                {
                    self.let_go(held);
                }
            }
            Decision::Remark(soort, naam) => {
                self.remark_editor(Purpose::Remark { soort, bij: Some(naam), veld: None }, "");
            }
            Decision::TakeBack(terugname) => {
                self.ask_with_kopie(|kopie| Job::TakeBack { kopie, terugname: *terugname, toelichting: None });
            }
            Decision::TakeBackWhy(terugname) => {
                let uitleg = "Waarom u dit terugneemt. De andere partijen lezen het bij deze wijziging.";
                self.edit_line(Purpose::TakeBackReason(terugname), "Waarom neemt u dit terug?", uitleg, "");
            }
            Decision::Tour => self.begin_tour(),
            Decision::Remove => {
                self.edit_line(Purpose::RemoveReason, "Waarom verwijdert u deze afspraak?", "Leeg mag.", "");
            }
            Decision::Compare(between, id) => self.compare_with(between, id.map(|id| id.to_string())),
            Decision::CompareFrom(punt) => self.compare_from(*punt),
            Decision::Sign => self.sign(),
            Decision::MakeKey => self.ask_with_kopie(|kopie| Job::MakeKey(kopie, None)),
            Decision::TrustServer(adres, vingerafdruk, held) => {
                self.go_on(&held, |job| Job::TrustServer(adres, vingerafdruk, Box::new(job)));
            }
            Decision::UndoDeclared(versie) => self.ask_with_kopie(|kopie| Job::UndoDeclared(kopie, versie)),
            Decision::ChangeSigners(change) => self.change_signers(change),
            Decision::NewKeyOf(id) => self.ask_new_key_of(&id),
            Decision::MakeLockedKey => self.ask_new_password(None),
            Decision::Open(stuk) => self.go_to(Doel::Stuk(stuk)),
            Decision::Restore(..) if !self.may_change() => {}
            Decision::Restore(id, versie) => {
                let purpose = Purpose::RestoreReason(id, versie);
                self.edit_line(purpose, "Waarom zet u dit terug?", "Leeg mag.", "");
            }
            Decision::RemoveRow(soort, groep, sleutel) => edit::remove_row(self, soort, groep, &sleutel),
            Decision::TakeTheirs(soort, plek, waarde) => self.take_theirs(soort, &plek, waarde),
            Decision::AddTheirs(soort, plek, waarde) => self.add_theirs(soort, &plek, &waarde),
        }
    }

    /// Undoes or redoes: typing in a field first, then whole changes of the afspraak.
    pub(in crate::tui) fn undo(&mut self, terug: bool) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
            let gedaan = if terug { e.field.undo() } else { e.field.redo() };
            if !gedaan {
                self.tell(if terug {
                    "Er is in dit veld niets om ongedaan te maken."
                } else {
                    "Er is niets om opnieuw te doen."
                });
            }
            return;
        }
        let (Some(r), Some(g)) = (self.reader.as_mut(), &self.gelezen) else { return };
        let wat = if terug { r.concept.ongedaan() } else { r.concept.opnieuw() };
        r.fill(&g.agenda);
        let melding = match (wat, terug) {
            (Some(wat), true) => format!("Ongedaan gemaakt: {wat}."),
            (Some(wat), false) => format!("Opnieuw gedaan: {wat}."),
            (None, true) => "Er is niets om ongedaan te maken.".to_owned(),
            (None, false) => "Er is niets om opnieuw te doen.".to_owned(),
        };
        self.tell(melding);
    }

    fn save_then(&mut self, daarna: AfterSave) {
        self.save();
        self.after_save = Some(daarna);
    }

    /// Saves the afspraak: first who is at the keyboard, then why, then the version.
    pub(in crate::tui) fn save(&mut self) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last() {
            // In a question of one line, and in a form, Ctrl+S is the same as Enter.
            if !matches!(e.purpose, Purpose::Value(..)) {
                return edit::done(self);
            }
            if !edit::accept_editor(self) {
                return;
            }
        }
        let Some(r) = &self.reader else { return };
        if !r.concept.is_gewijzigd() {
            self.tell("Er is niets gewijzigd om op te slaan.");
        } else if self.wie.is_none() {
            self.who_am_i(Some(Action::Save));
        } else {
            let velden = crate::agenda::tekst::opsomming(&r.concept.gewijzigd());
            let uitleg = format!("U slaat op: {velden}. Schrijf erbij waarom, als dat later helpt; leeg mag.");
            self.edit_line(Purpose::Reason, "Waarom wijzigt u dit?", &uitleg, "");
        }
    }

    pub(in crate::tui) fn save_outside(&mut self) {
        if self.outside.is_empty() {
            self.tell("Er is niets buiten oogo gewijzigd.");
        } else {
            let namen: Vec<&str> = self.outside.iter().take(3).map(|(pad, _)| pad.as_str()).collect();
            let uitleg = format!("Buiten oogo gewijzigd: {}. Schrijf erbij waarom; leeg mag.", namen.join(", "));
            self.edit_line(Purpose::OutsideReason, "Opslaan wat buiten oogo is gewijzigd", &uitleg, "");
        }
    }
}
