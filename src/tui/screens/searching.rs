//! Searching while one types: the search runs beside the keys, one at a time.

use crate::actions::zoek::Vindplaats;
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Dialog, Purpose};
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

impl App {
    /// The overview follows what is typed in the search field.
    pub(in crate::tui) fn live_filter(&mut self) {
        if let Some(Dialog::Editor(e)) = self.dialogs.last()
            && e.purpose == Purpose::Filter
        {
            let words = e.field.text();
            self.set_filter(&words);
        }
    }

    /// Sets the words that are searched for; the search itself runs beside the keys.
    pub(in crate::tui) fn set_filter(&mut self, words: &str) {
        if self.overview.filter.trim() != words.trim() {
            self.overview.filter = words.trim().to_owned();
            self.search();
        }
    }

    /// Asks for a search on the present words, one at a time: what is typed meanwhile is searched
    /// for when the last one came back.
    pub(in crate::tui) fn search(&mut self) {
        // A single letter stands everywhere.
        let one_letter =
            self.overview.filter.chars().count() == 1 && self.overview.filter.chars().all(char::is_alphabetic);
        if self.overview.filter.is_empty() || one_letter {
            self.overview.found = None;
            self.refill();
        } else if let Some(under_way) = &self.searching {
            under_way.give_up();
        } else if let (Some(kopie), Some(gelezen)) = (self.kopie.clone(), self.gelezen.clone()) {
            let wanted = self.searching.insert(Wanted::default()).clone();
            self.ask(Job::Search { kopie, gelezen, words: self.overview.filter.clone(), wanted });
        }
    }

    /// Takes in what was found of these words.
    pub(in crate::tui) fn found(&mut self, words: &str, found: Option<Vec<Vindplaats>>) {
        self.searching = None;
        if self.overview.filter.is_empty() {
            return;
        }
        if self.overview.filter == words && found.is_some() {
            self.overview.found = found;
            self.overview.top.set(0);
            self.refill();
        } else {
            self.search();
        }
    }
}
