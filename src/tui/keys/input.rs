//! From a key, a paste or a click to what it does.

use crossterm::event::{KeyCode, KeyEvent};

use crate::agenda::Datum;
use crate::privacy::{self, Niveau};
use crate::tui::action::{self, Place};
use crate::tui::app::App;
use crate::tui::dialogs::calendar::Calendar;
use crate::tui::dialogs::dialog::{Decision, Dialog, Form, Purpose};
use crate::tui::dialogs::forms;
use crate::tui::editing::edit;
use crate::tui::keys::key::is_tekst;
use crate::tui::need::Need;
use crate::tui::system::effect::Effect;

impl App {
    pub(in crate::tui) fn key(&mut self, event: &KeyEvent) {
        self.notice = None;
        if self.dialogs.is_empty() {
            self.after_save = None;
        }
        let place = self.place();
        if let Some(Dialog::Question(q)) = self.dialogs.last() {
            let chosen =
                q.antwoorden.iter().position(|(toets, ..)| is_tekst(event) && event.code == KeyCode::Char(*toets));
            match chosen {
                Some(n) => self.answer_with(n),
                None if event.code == KeyCode::Esc => {
                    let let_go = q.antwoorden.iter().find_map(|(.., d)| match d {
                        Decision::LetGo(held) => Some(held.clone()),
                        _ => None,
                    });
                    self.dialogs.pop();
                    if let Some(held) = let_go {
                        self.let_go(&held);
                    }
                }
                None => {
                    let letters: Vec<String> = q.antwoorden.iter().map(|(t, ..)| t.to_string()).collect();
                    let kies = crate::agenda::tekst::opsomming_met(&letters, "of");
                    self.tell(format!("Kies met {kies}; Esc gaat terug."));
                }
            }
            return;
        }
        match action::entry_of(place, event) {
            Some(entry) => self.try_to(entry),
            None => self.type_key(event),
        }
    }

    /// Does what an entry of the table says, or tells why not now.
    pub(in crate::tui) fn try_to(&mut self, entry: &action::Entry) {
        let changes = entry.needs.contains(&Need::Writable) || entry.action == action::Action::Note;
        let here = self.reader.as_ref().map(|r| r.concept.stuk());
        if changes && self.dialogs.is_empty() && self.undecided.is_some() && self.undecided.as_ref() == here {
            // A new draft would take the place of the old one.
            self.offer_draft();
            return self.tell("Beslis eerst over het werk van de vorige keer.");
        }
        match entry.needs.iter().find_map(|n| n.missing(self)) {
            Some(why) => self.tell(why),
            None if entry.needs.contains(&Need::Who) && !self.is_known(entry.action) => {}
            None => self.act(entry.action),
        }
    }

    /// A key that is no action: text for a field, a letter that narrows a list, or a key that
    /// means nothing here.
    fn type_key(&mut self, event: &KeyEvent) {
        match self.dialogs.last_mut() {
            Some(Dialog::Editor(e)) => {
                let known = e.field.input(event);
                self.live_filter();
                self.tell_too_long();
                if !known {
                    self.tell(action::why_not_here(self.place(), event));
                }
            }
            Some(Dialog::Choice(c)) => {
                match event.code {
                    KeyCode::Char(t) if is_tekst(event) => c.filter.push(t),
                    KeyCode::Backspace => {
                        c.filter.pop();
                    }
                    _ => return,
                }
                c.cursor = 0;
            }
            Some(Dialog::Form(f)) if matches!(event.code, KeyCode::Backspace | KeyCode::Delete) => {
                f.clear();
                self.note_draft();
            }
            // Whoever types in a form means the field that has the focus.
            Some(Dialog::Form(_)) if is_tekst(event) => {
                edit::edit(self);
                // What stood there goes, as in a table; Ctrl+Z brings it back.
                if let Some(Dialog::Editor(e)) = self.dialogs.last_mut()
                    && !e.field.is_prose()
                {
                    e.field.select_all();
                }
                if !matches!(self.dialogs.last(), Some(Dialog::Form(_))) {
                    self.type_key(event);
                }
            }
            Some(Dialog::Palette(p)) => {
                match event.code {
                    KeyCode::Char(t) if is_tekst(event) => p.query.push(t),
                    KeyCode::Backspace => {
                        p.query.pop();
                    }
                    _ => return,
                }
                p.search();
            }
            _ => {
                self.tell(action::why_not_here(self.place(), event));
            }
        }
    }

    /// Answers the question on screen.
    pub(in crate::tui) fn answer_with(&mut self, n: usize) {
        if let Some(Dialog::Question(q)) = self.dialogs.last()
            && let Some((.., decision)) = q.antwoorden.get(n).cloned()
        {
            self.dialogs.pop();
            self.decide(decision);
        }
    }

    /// Does what Enter, or the key for it, does with what has the focus.
    pub(in crate::tui) fn press_focus(&mut self) {
        match self.place() {
            Place::Start | Place::Overview => self.open(),
            Place::Page if matches!(self.dialogs.last(), Some(Dialog::Page(p)) if p.doel().is_some()) => self.follow(),
            Place::Form | Place::Reading => edit::edit(self),
            Place::Choice if matches!(self.dialogs.last(), Some(Dialog::Choice(c)) if c.meer) => {
                if let Some(Dialog::Choice(c)) = self.dialogs.last_mut() {
                    c.wissel();
                }
            }
            Place::Choice => edit::done(self),
            Place::Palette => self.choose(),
            _ => {}
        }
    }

    /// Takes in pasted text, where text can be.
    pub(in crate::tui) fn pasted(&mut self, tekst: &str) {
        match self.dialogs.last_mut() {
            Some(Dialog::Editor(e)) => {
                if e.purpose != Purpose::Note
                    && let Some(v) =
                        privacy::zoek(tekst, self.vandaag).into_iter().find(|v| v.niveau == Niveau::Blokkeert)
                {
                    return self.tell(format!("Niet geplakt. {} {}", v.wat(), v.advies()));
                }
                e.field.paste(tekst);
                self.live_filter();
                self.tell_too_long();
            }
            Some(Dialog::Palette(p)) => {
                p.query.push_str(tekst.lines().next().unwrap_or_default());
                p.search();
            }
            _ => self.tell("Plakken kan in een veld. Open er eerst een."),
        }
        self.note_draft();
    }

    /// Says so when what was typed or pasted was too much for the field.
    pub(in crate::tui) fn tell_too_long(&mut self) -> bool {
        if let Some(Dialog::Editor(e)) = self.dialogs.last_mut()
            && let Some(most) = e.field.refused()
        {
            let wat = if e.field.is_prose() { "een alinea" } else { "dit veld" };
            self.tell(format!(
                "Dit past niet: in {wat} kunnen hoogstens {most} tekens. De tekst is gebleven zoals zij was."
            ));
            return true;
        }
        false
    }

    /// Cuts, copies, pastes or selects in the field that has the keys.
    pub(in crate::tui) fn clipboard(&mut self, action: action::Action) {
        let Some(Dialog::Editor(e)) = self.dialogs.last_mut() else { return };
        let tekst = match action {
            action::Action::Cut | action::Action::Copy if e.field.is_secret() => {
                return self.tell("Een wachtwoord wordt niet gekopieerd.");
            }
            action::Action::Cut => e.field.cut(),
            action::Action::Copy => e.field.copy(),
            action::Action::Paste => {
                self.pasting = Some(e.purpose.clone());
                return self.effects.push(Effect::Paste);
            }
            _ => {
                e.field.select_all();
                None
            }
        };
        match tekst {
            Some(tekst) => self.copy(tekst),
            None if action != action::Action::SelectAll => {
                self.tell("Selecteer eerst tekst: met Shift en de pijltjes, of alles met Ctrl+A.");
            }
            None => {}
        }
    }

    /// Puts text on the clipboard, the system's and our own.
    pub(in crate::tui) fn copy(&mut self, tekst: String) {
        self.effects.push(Effect::Copy(tekst.clone()));
        self.clipboard = tekst;
    }

    /// Hands the text of the field to the user's own editor.
    pub(in crate::tui) fn edit_elsewhere(&mut self) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last() {
            self.effects.push(Effect::Edit(e.field.text()));
        }
    }

    /// Takes in what the system's clipboard held, in the field for which it was asked.
    pub(in crate::tui) fn paste_from_clipboard(&mut self, tekst: &str) {
        let asked = self.pasting.take();
        match self.dialogs.last() {
            Some(Dialog::Editor(e)) if Some(&e.purpose) == asked.as_ref() => self.pasted(tekst),
            _ => self.tell("Het plakken kwam te laat: het veld was al dicht. Doe het opnieuw."),
        }
    }

    /// Takes in what the user's own editor made of the text.
    pub(in crate::tui) fn edited(&mut self, tekst: &str) {
        if !matches!(self.dialogs.last(), Some(Dialog::Editor(_))) {
            self.copy(tekst.to_owned());
            return self.tell("Het veld is niet meer open; uw tekst staat op het klembord.");
        }
        if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
            e.field.replace_text(tekst);
            self.tell("Overgenomen uit uw eigen programma. Ctrl+Z maakt het ongedaan.");
            if self.tell_too_long() {
                // What was written elsewhere is not to be written again.
                self.copy(tekst.to_owned());
            }
            self.note_draft();
        }
    }

    /// Asks what to find, and by what to replace it.
    pub(in crate::tui) fn ask_replace(&mut self) {
        let form = forms::replace(&self.sought);
        self.dialogs.push(Dialog::Form(form));
    }

    /// Finds, or replaces everywhere when there is something to replace it by.
    pub(in crate::tui) fn replace(&mut self, form: &Form) {
        let (zoek, door) = (form.waarde("zoek").to_owned(), form.waarde("door").to_owned());
        let weg = form.waarde("weghalen") == "ja";
        self.sought = zoek;
        if door.is_empty() && !weg {
            return self.find_next();
        }
        let Some(Dialog::Editor(e)) = self.dialogs.last_mut() else { return };
        let n = e.field.replace_all(&self.sought, &door);
        if self.tell_too_long() {
            return;
        }
        self.tell(match n {
            0 => format!("‘{}’ staat niet in dit veld.", self.sought),
            1 => "1 keer vervangen. Ctrl+Z maakt het ongedaan.".to_owned(),
            n => format!("{n} keer vervangen. Ctrl+Z maakt het ongedaan."),
        });
    }

    /// Goes to the next place of what was last searched for in the field.
    pub(in crate::tui) fn find_next(&mut self) {
        if self.sought.is_empty() {
            return self.ask_replace();
        }
        let Some(Dialog::Editor(e)) = self.dialogs.last_mut() else { return };
        if !e.field.find_next(&self.sought) {
            self.tell(format!("‘{}’ staat niet in dit veld.", self.sought));
        }
    }

    /// Opens the calendar at the date in the field, or today.
    pub(in crate::tui) fn open_calendar(&mut self) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last() {
            let dag = Datum::lees(&e.field.text(), self.vandaag).unwrap_or(self.vandaag);
            self.dialogs.push(Dialog::Calendar(Calendar { dag }));
        }
    }

    /// Puts the day that has the focus in the field.
    pub(in crate::tui) fn pick_day(&mut self) {
        if let Some(Dialog::Calendar(c)) = self.dialogs.pop()
            && let Some(Dialog::Editor(e)) = self.dialogs.last_mut()
        {
            e.field.replace_text(&c.dag.kort());
        }
    }
}
