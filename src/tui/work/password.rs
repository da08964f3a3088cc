//! What only the user knows: the password on their key, and who they are at a server; asked when it is needed, once
//! for as long as oogo runs.

use crate::actions::Fout;
use crate::agenda::veld::Soort;
use crate::git::log_in;
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Dialog, Editor, Hidden, Purpose};
use crate::tui::work::held::Held;
use crate::tui::work::job::Job;

impl App {
    /// Asks for the password of the user's key, for what waits for it.
    pub(in crate::tui) fn ask_password(&mut self, held: Held, fout: &Fout) {
        let uitleg = format!("{} Typ het; oogo onthoudt het tot u afsluit.", fout.wat);
        let editor = hidden(Purpose::Unlock(held), "Wachtwoord van uw sleutel", &uitleg);
        self.bring_up(editor);
    }

    /// Goes on with what waited.
    pub(in crate::tui) fn unlock(&mut self, wachtwoord: &str, held: &Held) {
        if wachtwoord.is_empty() {
            return self.let_go(held);
        }
        self.go_on(held, |job| Job::Unlock(Hidden(wachtwoord.to_owned()), Box::new(job)));
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
        self.dialogs.push(hidden(Purpose::NewPassword(eerst), label, uitleg));
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
    pub(in crate::tui) fn ask_log_in(&mut self, held: Held, fout: &Fout) {
        let uitleg = format!("{} Uw naam bij die server; leeg als u alleen een toegangstoken hebt.", fout.wat);
        let editor = Editor::new(Purpose::LogInName(held), "Inloggen", &uitleg, Soort::Tekst, "");
        self.bring_up(Dialog::Editor(Box::new(editor)));
    }

    /// Asks for what belongs to that name.
    pub(in crate::tui) fn ask_log_in_secret(&mut self, naam: &str, held: &Held) {
        let uitleg = "oogo onthoudt het tot u afsluit, en bewaart het nergens.";
        let purpose = Purpose::LogInSecret(naam.to_owned(), held.clone());
        self.dialogs.push(hidden(purpose, "Wachtwoord of toegangstoken", uitleg));
    }

    /// Goes on with the exchange.
    pub(in crate::tui) fn log_in(&mut self, naam: &str, geheim: &str, held: &Held) {
        if geheim.is_empty() {
            return self.let_go(held);
        }
        log_in(naam, geheim);
        self.go_on(held, |job| job);
    }
}

fn hidden(purpose: Purpose, label: &str, uitleg: &str) -> Dialog {
    let mut editor = Editor::new(purpose, label, uitleg, Soort::Tekst, "");
    editor.field = editor.field.hidden();
    Dialog::Editor(Box::new(editor))
}
