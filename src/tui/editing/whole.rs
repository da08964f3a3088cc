//! What is done with an afspraak as a whole: moving it, removing it, putting it back to an older
//! version; and making what stands beside the afspraken.

use crate::actions::selecties;
use crate::agenda::AfspraakId;
use crate::agenda::selectie::Volgorde;
use crate::tui::app::{App, question};
use crate::tui::dialogs::dialog::{Choice, Decision, Dialog, Purpose};
use crate::tui::dialogs::forms;
use crate::tui::screens::pages;
use crate::tui::work::change::Change;
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

impl App {
    /// Asks the worker for a change of the afspraak on screen as a whole.
    pub(in crate::tui) fn change(&mut self, change: impl FnOnce(AfspraakId) -> Change) {
        let id = self.reader.as_ref().and_then(|r| r.concept.afspraak().cloned());
        if let (Some(kopie), Some(id)) = (self.kopie.clone(), id) {
            self.ask(Job::Change(kopie, change(id)));
        }
    }

    /// Whether nothing unsaved stands in the way; says so when something does, or when nobody said
    /// who is at the keyboard.
    pub(in crate::tui) fn may_change(&mut self) -> bool {
        if self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
            self.tell("Sla eerst op wat u wijzigde, of maak het ongedaan.");
        } else if self.wie.is_none() {
            self.who_am_i(None);
            self.tell("Zeg eerst voor welke partij u werkt; doe dit daarna opnieuw.");
        } else {
            return true;
        }
        false
    }

    /// Asks to which theme the afspraak goes.
    pub(in crate::tui) fn ask_move(&mut self) {
        if !self.may_change() {
            return;
        }
        let (Some(g), Some(r)) = (&self.gelezen, &self.reader) else { return };
        let themas = g.agenda.themas_op_volgorde();
        let andere = themas.iter().filter(|(id, _)| Some(*id) != r.concept.thema());
        let opties = andere.map(|(id, t)| (id.to_string(), t.naam.clone())).collect();
        let uitleg = "De tekst en het nummer blijven gelijk.";
        self.dialogs.push(list(Purpose::MoveTo, "Naar welk thema?", uitleg, opties, None));
    }

    /// Asks whether the afspraak is to be removed.
    pub(in crate::tui) fn ask_remove(&mut self) {
        if !self.may_change() {
            return;
        }
        if let Some(id) = self.reader.as_ref().and_then(|r| r.concept.afspraak().cloned()) {
            self.ask_with_kopie(|kopie| Job::MayRemove(kopie, id));
        }
    }

    /// It may be removed: is that what one wants?
    pub(in crate::tui) fn may_remove(&mut self, id: &AfspraakId) {
        if !self.may_change() {
            return;
        }
        let (Some(r), Some(g)) = (&self.reader, &self.gelezen) else { return };
        let stuk = r.concept.stuk();
        if r.concept.afspraak() != Some(id) {
            return;
        }
        let vraag =
            format!("Afspraak {stuk} ({}) verwijderen? In de geschiedenis blijft zij bewaard.", stuk.titel(&g.agenda));
        self.bring_up(question(
            &vraag,
            &[('v', "Verwijderen; u schrijft daarna waarom", Decision::Remove), ('l', "Laten staan", Decision::Stay)],
        ));
    }

    /// Shows the older versions of the afspraak, to choose from.
    pub(in crate::tui) fn ask_restore(&mut self) {
        if self.may_change() {
            let stuk = self.reader.as_ref().map(|r| r.concept.stuk().clone());
            self.ask_with_kopie(|kopie| Job::History(kopie, stuk, Wanted::default()));
            self.tell("Kies de versie waarnaar u wilt terugzetten.");
        }
    }

    /// Asks which afspraken the overview is to show.
    pub(in crate::tui) fn ask_selection(&mut self) {
        let (Some(g), Some(kopie)) = (self.gelezen.clone(), self.kopie.clone()) else { return };
        let bewaard = match selecties::alle(&kopie) {
            Ok(alle) => alle.into_keys().collect(),
            Err(fout) => {
                self.refuse(&fout);
                Vec::new()
            }
        };
        let form = forms::selection(&g.agenda, &self.overview.selectie, &bewaard);
        self.dialogs.push(Dialog::Form(form));
    }

    /// Asks in what order the overview is to show them.
    pub(in crate::tui) fn ask_sort(&mut self) {
        let nu = self.overview.selectie.volgorde.unwrap_or(Volgorde::Thema).woord();
        let opties = Volgorde::OPTIES.iter().map(|o| (o.woord.to_owned(), o.label.to_owned())).collect();
        self.dialogs.push(list(Purpose::Sort, "In welke volgorde?", "", opties, Some(nu)));
    }

    /// Shows the meetings.
    pub(in crate::tui) fn show_meetings(&mut self) {
        if let Some(g) = &self.gelezen {
            let page = pages::meetings(&g.agenda, self.vandaag);
            self.dialogs.push(Dialog::Page(page));
        }
    }

    /// Shows the parties, themes and cover page.
    pub(in crate::tui) fn show_parties(&mut self) {
        if let Some(g) = &self.gelezen {
            let page = pages::parts(&g.agenda);
            self.dialogs.push(Dialog::Page(page));
        }
    }
}

/// A list of which one answer is chosen.
pub(in crate::tui) fn list(
    purpose: Purpose,
    label: &str,
    uitleg: &str,
    opties: Vec<(String, String)>,
    nu: Option<&str>,
) -> Dialog {
    let begin = nu.map(str::to_owned).into_iter().collect();
    Dialog::Choice(Choice::new(purpose, label, uitleg, opties, begin, false))
}
