//! Who may speak for whom, on screen: colleagues come and go, and other parties are confirmed.

use std::path::PathBuf;

use crate::actions::lijst::{Lijstwijziging, openbare_sleutel};
use crate::agenda::PartijId;
use crate::export::wie_mag::OverLijst;
use crate::tui::app::{App, question};
use crate::tui::dialogs::choice::Choice;
use crate::tui::dialogs::dialog::{Decision, Dialog, Form, Page, Purpose};
use crate::tui::dialogs::forms;
use crate::tui::work::job::Job;

/// What changes about who may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignersChange {
    /// The list of the user's party.
    List(Lijstwijziging),
    /// A party read these words aloud.
    Confirm(PartijId, String),
    /// The list is set right with the key in this file.
    Recover(PathBuf),
}

impl App {
    /// Shows who may speak for whom.
    pub(in crate::tui) fn show_signers(&mut self) {
        let only_reads = self.read_only;
        self.ask_with_kopie(|kopie| Job::Signers { kopie, only_reads, told: None });
    }

    /// The report is there; it comes in the place of an older one.
    pub(in crate::tui) fn signers(&mut self, page: Page, told: Option<String>) {
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(p) if p.verslag.titel == page.verslag.titel));
        self.show_page(page);
        if let Some(told) = told {
            self.tell(told);
            self.ask_with_kopie(Job::Read);
        }
    }

    /// Goes on from a line of the report.
    pub(in crate::tui) fn about_signers(&mut self, doel: OverLijst) {
        match doel {
            OverLijst::Kopieer(sleutel) => {
                self.copy(sleutel);
                self.tell("Uw openbare sleutel staat op het klembord. Mail hem aan een collega die op de lijst staat.");
            }
            OverLijst::Erbij => self.dialogs.push(Dialog::Form(forms::colleague())),
            OverLijst::Een(id, functie) => {
                let vraag = format!("{functie} ({id}): wat verandert er?");
                let weg = SignersChange::List(Lijstwijziging::Weg { id: id.clone() });
                self.dialogs.push(question(
                    &vraag,
                    &[
                        ('s', "Een nieuwe sleutel, bijvoorbeeld van een nieuwe laptop", Decision::NewKeyOf(id)),
                        ('w', "Van de lijst halen; wat eerder gezegd is, blijft", Decision::ChangeSigners(weg)),
                        ('n', "Niets", Decision::Stay),
                    ],
                ));
            }
            OverLijst::Bevestig(partij, woorden) => {
                let naam = self.gelezen.as_ref().map(|g| g.agenda.partijnaam(&partij).to_owned()).unwrap_or_default();
                let vraag =
                    format!("Las {naam} zelf precies deze woorden voor, in het overleg of aan de telefoon? {woorden}");
                let bevestig = SignersChange::Confirm(partij, woorden);
                self.dialogs.push(question(
                    &vraag,
                    &[
                        ('j', "Ja, precies deze woorden", Decision::ChangeSigners(bevestig)),
                        ('n', "Nee, of dat weet ik niet", Decision::Stay),
                    ],
                ));
            }
            OverLijst::Herstel => {
                let uitleg = "Het bestand met de herstelsleutel, zoals het uit de kluis komt: typ het blad over of scan het, van -----BEGIN tot en met END.";
                self.edit_line(Purpose::RecoveryKey, "Waar staat de herstelsleutel?", uitleg, "");
            }
            OverLijst::GeenOpvolger => {
                let terug = SignersChange::List(Lijstwijziging::Opvolger(None));
                self.dialogs.push(question(
                    "Spreekt uw partij weer zelf? Dit wordt ondertekend.",
                    &[('o', "Ja, ondertekenen", Decision::ChangeSigners(terug)), ('n', "Nee", Decision::Stay)],
                ));
            }
            OverLijst::Opvolger => {
                let Some(g) = &self.gelezen else { return };
                let wij = self.wie.as_ref().map(|w| &w.partij);
                let andere = g.agenda.partijen.iter().filter(|(id, _)| Some(*id) != wij);
                let opties = andere.map(|(id, p)| (id.to_string(), p.naam.clone())).collect();
                let uitleg = "Zij spreekt van nu af ook namens uw partij. Wat uw partij zei, blijft gelden tot zij iets anders zegt.";
                let vraag =
                    Choice::new(Purpose::Successor, "Welke partij volgt de uwe op?", uitleg, opties, Vec::new(), false);
                self.dialogs.push(Dialog::Choice(vraag));
            }
        }
    }

    /// Asks for the last time, with both parties in full.
    pub(in crate::tui) fn ask_successor(&mut self, partij: &str) {
        let (Some(g), Some(wie)) = (&self.gelezen, &self.wie) else { return };
        let zij = g.agenda.partijen.iter().find(|(id, _)| id.as_str() == partij);
        let vraag = format!(
            "Spreekt {} van nu af ook in de plaats van {}? Dit wordt ondertekend.",
            zij.map_or(partij, |(_, p)| p.naam.as_str()),
            g.agenda.partijnaam(&wie.partij)
        );
        let opvolger = SignersChange::List(Lijstwijziging::Opvolger(Some(partij.to_owned())));
        self.dialogs.push(question(
            &vraag,
            &[('o', "Ja, ondertekenen", Decision::ChangeSigners(opvolger)), ('n', "Nee", Decision::Stay)],
        ));
    }

    /// Asks for the key that somebody on the list has from now on.
    pub(in crate::tui) fn ask_new_key_of(&mut self, id: &str) {
        let uitleg =
            "De openbare sleutel van de nieuwe computer, zoals daar onder m staat. De oude geldt dan niet meer.";
        self.edit_line(Purpose::NewKeyOf(id.to_owned()), "Welke sleutel?", uitleg, "");
    }

    /// A key was given.
    pub(in crate::tui) fn new_key_of(&mut self, id: &str, sleutel: &str) {
        match openbare_sleutel(sleutel) {
            Ok(sleutel) => {
                let wijziging = Lijstwijziging::Vervang { id: id.to_owned(), sleutel };
                self.change_signers(SignersChange::List(wijziging));
            }
            Err(fout) => {
                self.ask_new_key_of(id);
                self.refuse(&fout);
            }
        }
    }

    /// A colleague was filled in.
    pub(in crate::tui) fn add_colleague(&mut self, form: &Form) {
        match Lijstwijziging::erbij(|veld| form.waarde(veld)) {
            Ok(wijziging) => {
                self.pending = self.dialogs.pop();
                self.change_signers(SignersChange::List(wijziging));
            }
            Err(fout) => self.not_filled_in(&fout),
        }
    }

    pub(in crate::tui) fn change_signers(&mut self, change: SignersChange) {
        self.ask_with_kopie(|kopie| Job::ChangeSigners(kopie, change));
    }
}
