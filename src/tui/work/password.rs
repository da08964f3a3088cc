//! What only the user knows: the password on their key, and who they are at a server; asked when it is needed, once
//! for as long as oogo runs.

use crate::actions::Fout;
use crate::agenda::veld::Soort;
use crate::git::log_in;
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Dialog, Editor, Hidden, Purpose};
use crate::tui::work::job::Job;

impl App {
    /// Asks for the password of the user's key; what was asked waits for it.
    pub(in crate::tui) fn ask_password(&mut self, job: Job, fout: &Fout) {
        // After a wrong one it is still the same that waits.
        self.held = Some(if let Job::Unlock(_, then) = job { *then } else { job });
        let uitleg = format!("{} Typ het; oogo onthoudt het tot u afsluit.", fout.wat);
        self.ask_hidden(Purpose::Unlock, "Wachtwoord van uw sleutel", &uitleg);
    }

    /// Goes on with what waited.
    pub(in crate::tui) fn unlock(&mut self, wachtwoord: &str) {
        if wachtwoord.is_empty() {
            return self.give_up_unlocking();
        }
        let Some(job) = self.held.take() else { return };
        let wachtwoord = Hidden(wachtwoord.to_owned());
        self.ask(Job::Unlock(wachtwoord, Box::new(job)));
    }

    /// Nobody gave the password, or said who this is: what waited is let go, and can be signed again.
    pub(in crate::tui) fn give_up_unlocking(&mut self) {
        if let Some(Job::Sign(_, registratie)) = self.held.take() {
            self.signing = Some(*registratie);
        }
        self.tell("Er is niets ondertekend of verzonden.");
    }

    /// Asks for a password on a new key, and then once more.
    pub(in crate::tui) fn ask_new_password(&mut self, eerst: Option<Hidden>) {
        let (label, uitleg) = match eerst {
            None => (
                "Wachtwoord voor uw sleutel",
                "oogo vraagt het als u ondertekent. Wie het vergeet, kan er niet meer mee ondertekenen; een collega of de herstelsleutel helpt dan.",
            ),
            Some(_) => ("Nog een keer hetzelfde wachtwoord", "Zo weet u dat er geen tikfout in zit."),
        };
        self.ask_hidden(Purpose::NewPassword(eerst), label, uitleg);
    }

    /// A password was typed, the first time or the second.
    pub(in crate::tui) fn new_password(&mut self, eerst: Option<&Hidden>, wachtwoord: &str) {
        match eerst {
            _ if wachtwoord.is_empty() => self.tell("Er is geen sleutel gemaakt."),
            None => self.ask_new_password(Some(Hidden(wachtwoord.to_owned()))),
            Some(Hidden(eerste)) if eerste != wachtwoord => {
                self.ask_new_password(None);
                self.tell("Dat was niet twee keer hetzelfde. Kies het wachtwoord opnieuw.");
            }
            Some(_) => {
                let wachtwoord = Hidden(wachtwoord.to_owned());
                self.ask_with_kopie(|kopie| Job::MakeKey(kopie, Some(wachtwoord)));
            }
        }
    }

    /// Asks who this is, for a server that wants to know; the exchange waits for it.
    pub(in crate::tui) fn ask_log_in(&mut self, fout: &Fout) {
        let uitleg = format!("{} Uw naam bij die server; leeg als u alleen een toegangstoken hebt.", fout.wat);
        self.edit_line(Purpose::LogInName, "Inloggen", &uitleg, "");
    }

    /// Asks for what belongs to that name.
    pub(in crate::tui) fn ask_log_in_secret(&mut self, naam: &str) {
        let uitleg = "oogo onthoudt het tot u afsluit, en bewaart het nergens.";
        self.ask_hidden(Purpose::LogInSecret(naam.to_owned()), "Wachtwoord of toegangstoken", uitleg);
    }

    /// Goes on with the exchange.
    pub(in crate::tui) fn log_in(&mut self, naam: &str, geheim: &str) {
        let Some(job) = self.held.take() else { return };
        if geheim.is_empty() {
            return self.tell("Niet ingelogd; er is niets verzonden.");
        }
        log_in(naam, geheim);
        self.ask(job);
    }

    fn ask_hidden(&mut self, purpose: Purpose, label: &str, uitleg: &str) {
        let mut editor = Editor::new(purpose, label, uitleg, Soort::Tekst, "");
        editor.field = editor.field.hidden();
        self.dialogs.push(Dialog::Editor(Box::new(editor)));
    }
}
