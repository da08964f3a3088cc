//! Looking at what changed: since when, of what, seen, taken back.

use std::sync::Arc;

use crate::actions::gezien;
use crate::actions::herkomst::Herkomst;
use crate::actions::neem_terug::{Terugname, Wat};
use crate::actions::vergelijk::Vergelijking;
use crate::agenda::tekst::zichtbaar;
use crate::agenda::{Bestandsoort, Ontwikkelagenda, Stuk};
use crate::export::vergelijking::{Filter, Geheel, Wijziging};
use crate::git::Versie;
use crate::tui::app::{App, Screen, question};
use crate::tui::dialogs::dialog::{Decision, Dialog, Purpose};
use crate::tui::editing::whole::list;
use crate::tui::screens::comparing::{Between, Comparing, Item};
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

/// The answer by which one names a day of one's own.
const A_DAY: &str = "dag";

/// The moments that people compare with: the word for it, and how one says it.
pub(in crate::tui) fn moments(agenda: &Ontwikkelagenda) -> Vec<(String, String)> {
    let own = [("stukken", "de laatst verzonden stukken"), ("bezoek", "uw vorige bezoek")];
    let own = own.map(|(word, label)| (word.to_owned(), label.to_owned())).into_iter();
    let meetings = agenda.overleggen.iter().rev();
    own.chain(meetings.map(|(naam, o)| (naam.clone(), format!("{} op {}", o.soort.label(), o.datum.lang())))).collect()
}

impl App {
    /// Looks at what changed since the papers of the last meeting, of everything or of the afspraak on
    /// screen.
    pub(in crate::tui) fn compare(&mut self) {
        if self.is_writing() {
            return;
        }
        let afspraak = self.reader.as_ref().filter(|_| self.screen == Screen::Reading);
        let afspraak = afspraak.and_then(|r| r.concept.afspraak()).map(ToString::to_string);
        self.compare_between(Between::default(), Filter { afspraak, ..Filter::default() }, false);
    }

    /// Looks at what changed since a version, or between two.
    pub(in crate::tui) fn compare_with(&mut self, between: Between, afspraak: Option<String>) {
        if !self.is_writing() {
            self.dialogs.clear();
            self.compare_from = None;
            self.compare_between(between, Filter { afspraak, ..Filter::default() }, false);
        }
    }

    fn compare_between(&mut self, between: Between, filter: Filter, again: bool) {
        self.ask_with_kopie(|kopie| Job::Compare { kopie, between, filter, again, wanted: Wanted::default() });
    }

    /// Compares once more with what stands there now.
    pub(in crate::tui) fn compare_again(&mut self) {
        if let Some(c) = &self.comparing {
            let (between, filter) = (c.between.clone(), c.filter.clone());
            self.compare_between(between, filter, true);
        }
    }

    /// Shows what was found, with the focus where it was.
    pub(in crate::tui) fn compared(&mut self, mut comparing: Comparing, again: bool) {
        // Who left in the meantime is not called back; who writes is not disturbed.
        if again && self.comparing.is_none() {
            return;
        }
        if !again && self.dialogs.iter().any(Dialog::holds_work) {
            return self.tell("De vergelijking is er; vraag haar opnieuw op met x als u klaar bent.");
        }
        if let Some(before) = self.comparing.take() {
            if before.whole {
                comparing.unfold();
            }
            if before.between == comparing.between && before.filter == comparing.filter {
                comparing.go_where(&before);
            }
            before.wanted.give_up();
            comparing.taken = before.taken;
        }
        let (found, wanted) = (Arc::clone(&comparing.found), comparing.wanted.clone());
        self.comparing = Some(comparing);
        if !again {
            self.screen = Screen::Comparing;
        }
        self.ask_with_kopie(|kopie| Job::Origins { kopie, found, wanted });
    }

    /// Back to the screen from which one came.
    pub(in crate::tui) fn stop_comparing(&mut self) {
        let mut from = None;
        if let Some(c) = self.comparing.take() {
            c.wanted.give_up();
            let of = c.filter.afspraak.and_then(|id| id.parse().ok());
            from = c.between.is_of_versions().then_some(of.map(Stuk::Afspraak));
        }
        self.screen = Screen::Overview;
        // Who came from the history goes back to it.
        if let Some(stuk) = from {
            self.ask_with_kopie(|kopie| Job::History(kopie, stuk, Wanted::default()));
        }
        // What was taken back meanwhile shows in the text, unless that is being changed.
        if let Some(r) = &self.reader {
            let stuk = r.concept.stuk().clone();
            self.screen = Screen::Reading;
            if r.concept.is_gewijzigd() {
                self.drifted = true;
            } else {
                self.open_stuk(&stuk);
            }
        }
    }

    /// Writes in who made each change, when that is known.
    pub(in crate::tui) fn know_origins(&mut self, found: &Arc<Vergelijking>, herkomst: &Herkomst) {
        if let Some(c) = self.comparing.as_mut().filter(|c| Arc::ptr_eq(&c.found, found)) {
            c.fill_in(herkomst);
        }
    }

    /// The screen under that of an afspraak.
    pub(in crate::tui) fn behind_reader(&mut self) -> Screen {
        if self.comparing.is_some() {
            self.compare_again();
            Screen::Comparing
        } else {
            Screen::Overview
        }
    }

    /// Asks since when.
    pub(in crate::tui) fn ask_since(&mut self) {
        let (Some(g), Some(c)) = (&self.gelezen, &self.comparing) else { return };
        let mut answers = moments(&g.agenda);
        let unsaved = "de laatst opgeslagen versie: wat nog niet is opgeslagen";
        answers.insert(2, ("opgeslagen".to_owned(), unsaved.to_owned()));
        let parties = g.agenda.partijen.iter();
        answers.extend(parties.map(|(id, p)| (format!("akkoord {id}"), format!("het akkoord van {}", p.naam))));
        answers.push(("begin".to_owned(), "het begin".to_owned()));
        answers.push((A_DAY.to_owned(), "een andere dag".to_owned()));
        let now = if c.between.since.is_empty() { "stukken" } else { &c.between.since };
        let now = now.to_owned();
        self.dialogs.push(list(Purpose::Since, "Wat is er veranderd sinds …", "", answers, Some(&now)));
    }

    /// Compares since what was chosen.
    pub(in crate::tui) fn since(&mut self, word: &str) {
        if word == A_DAY {
            let uitleg = "Een datum, zoals 12 maart 2027 of gisteren. U ziet wat er na die dag veranderd is.";
            return self.edit_line(Purpose::SinceDay, "Sinds welke dag?", uitleg, "");
        }
        let filter = self.comparing.as_ref().map(|c| c.filter.clone()).unwrap_or_default();
        self.compare_between(Between::since(word), filter, true);
    }

    /// Asks of what the changes are shown.
    pub(in crate::tui) fn ask_changes_of(&mut self) {
        let (Some(g), Some(c)) = (&self.gelezen, &self.comparing) else { return };
        let mut answers = vec![("alles".to_owned(), "Alles".to_owned())];
        answers.extend(g.agenda.themas.iter().map(|(id, t)| (format!("thema {id}"), format!("Thema {}", t.naam))));
        answers.extend(g.agenda.partijen.iter().map(|(id, p)| (format!("partij {id}"), format!("Met {}", p.naam))));
        if let Some(id) = c.current().and_then(|(file, _)| file.afspraak.clone()) {
            answers.push((format!("afspraak {id}"), format!("Alleen afspraak {id}")));
        }
        if let Some(veld) = c.current().and_then(|(_, change)| change?.veld.clone()) {
            // The same field of every row and every afspraak.
            let veld = veld.rsplit('.').next().unwrap_or_default();
            answers.push((format!("veld {veld}"), format!("Alleen het veld ‘{veld}’")));
        }
        answers
            .extend(c.overzicht.makers().into_iter().map(|m| (format!("door {m}"), format!("Door {}", zichtbaar(m)))));
        self.dialogs.push(list(Purpose::ChangesOf, "Van wat wilt u de wijzigingen zien?", "", answers, Some("alles")));
    }

    /// Shows the changes of what was chosen.
    pub(in crate::tui) fn changes_of(&mut self, word: &str) {
        let Some(c) = &self.comparing else { return };
        let mut filter = c.filter.clone();
        match word.split_once(' ') {
            Some(("thema", id)) => filter.thema = Some(id.to_owned()),
            Some(("partij", id)) => filter.partij = Some(id.to_owned()),
            Some(("afspraak", id)) => filter.afspraak = Some(id.to_owned()),
            Some(("veld", veld)) => filter.veld = Some(veld.to_owned()),
            Some(("door", wie)) => filter.door = Some(wie.to_owned()),
            _ => filter = Filter::default(),
        }
        let between = c.between.clone();
        self.compare_between(between, filter, true);
    }

    /// Marks the change as seen, on this machine.
    pub(in crate::tui) fn mark_seen(&mut self) {
        let (Some(kopie), Some(c)) = (&self.kopie, &mut self.comparing) else { return };
        if let Some((mark, is_seen)) = c.mark_seen()
            && let Err(fout) = gezien::zet(kopie, &mark, is_seen)
        {
            self.refuse(&fout);
        }
    }

    /// Asks whether the change is to be taken back.
    pub(in crate::tui) fn ask_take_back(&mut self) {
        let Some(c) = &self.comparing else { return };
        let Some((file, change)) = c.current() else { return };
        let (zin, wat, onderwerp, stappen) = match (change, &file.geheel) {
            (Some(w), _) => (w.zin(), Wat::Veld(w.plaats.clone(), w.is_notitie), w.terug(), w.stappen.len()),
            (None, Geheel::Verplaatst(..)) => {
                (file.zin_geheel().unwrap_or_default(), Wat::Plaats, String::new(), file.stappen.len())
            }
            (None, _) => {
                let tekst = "Wat er als geheel bij kwam of weg is, neemt u niet hier terug: verwijder, beëindig of zet het terug.";
                return self.tell(tekst);
            }
        };
        let samen = if stappen > 1 { format!(" Dat waren {stappen} stappen.") } else { String::new() };
        let vraag = format!("Neemt u deze wijziging terug? {}: {zin}{samen} Er komt een nieuwe versie.", file.naam());
        let t = Terugname { vergelijking: Arc::clone(&c.found), pad: file.pad.clone(), wat, onderwerp };
        self.dialogs.push(question(
            &vraag,
            &[
                ('j', "Ja, terug naar hoe het was", Decision::TakeBack(Box::new(t.clone()))),
                ('w', "Ja, en ik schrijf erbij waarom", Decision::TakeBackWhy(Box::new(t))),
                ('n', "Nee, laten staan", Decision::Stay),
            ],
        ));
    }

    /// A change was taken back, or that was undone.
    pub(in crate::tui) fn took_back(&mut self, versie: Option<&Versie>, undone: bool) {
        match (versie, undone) {
            (Some(v), false) => {
                if let Some(c) = &mut self.comparing {
                    c.taken.push(v.id.to_string());
                }
                self.tell(format!("Opgeslagen: {}. Ctrl+Z maakt dat ongedaan.", v.onderwerp));
            }
            (Some(_), true) => {
                if let Some(c) = &mut self.comparing {
                    c.taken.pop();
                }
                self.tell("Het terugnemen is ongedaan gemaakt, met een nieuwe versie.");
            }
            (None, _) => self.tell("Er is niets veranderd: dit stond er al zo."),
        }
        self.compare_again();
        self.ask_with_kopie(Job::Read);
    }

    /// Undoes the last change that was taken back here.
    pub(in crate::tui) fn undo_take_back(&mut self) {
        if let Some(versie) = self.comparing.as_ref().and_then(|c| c.taken.last().cloned()) {
            self.ask_with_kopie(|kopie| Job::UndoTakeBack { kopie, versie });
        }
    }

    /// Opens the field for a remark about what changed.
    pub(in crate::tui) fn remark_on_change(&mut self) {
        let Some(c) = &self.comparing else { return };
        let is_afspraak = c
            .items
            .get(c.cursor)
            .and_then(|i: &Item| c.file(*i))
            .is_some_and(|f| f.soort == Some(Bestandsoort::Afspraak));
        if !is_afspraak {
            return self.tell("Een opmerking plaatst u bij een wijziging in de tekst van een afspraak.");
        }
        // The field to write in covers what is answered.
        let zin = c.items.get(c.cursor).and_then(|i| c.change(*i)).map(Wijziging::zin);
        self.open();
        if self.screen == Screen::Reading {
            self.ask_remark();
            if let (Some(zin), Some(Dialog::Editor(e))) = (zin, self.dialogs.last_mut()) {
                e.uitleg = format!("De wijziging: {zin} {}", e.uitleg);
            }
        }
    }
}
