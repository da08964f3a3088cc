//! Standpunten on screen: who stands how, and saying what one's own party finds.

use crate::actions::peilmerk::Gezet;
use crate::actions::registratie::Registratie;
use crate::agenda::{AfspraakId, Stuk};
use crate::export::verslag::Verslag;
use crate::git::Versie;
use crate::tui::app::{App, question};
use crate::tui::dialogs::dialog::{Decision, Dialog, Form, Page};
use crate::tui::dialogs::forms;
use crate::tui::work::job::Job;
use crate::verklaring::Onderwerp;

impl App {
    /// Shows how the parties stand towards the afspraak on screen.
    pub(in crate::tui) fn show_standpunten(&mut self) {
        let Some(id) = self.reader.as_ref().and_then(|r| r.concept.afspraak().cloned()) else { return };
        let only_reads = self.read_only;
        self.ask_with_kopie(|kopie| Job::Standpunten { kopie, id, only_reads });
    }

    /// Asks what the party says of an afspraak.
    pub(in crate::tui) fn ask_standpunt(&mut self, id: &AfspraakId) {
        if self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
            return self.tell("Sla eerst op wat u wijzigde; lees de tekst daarna opnieuw.");
        }
        let Some(g) = self.gelezen.clone() else { return };
        self.dialogs.push(Dialog::Form(forms::standpunt(&g.agenda, id)));
    }

    /// Shows the text that would be signed.
    pub(in crate::tui) fn read_before_signing(&mut self, form: &Form, id: &AfspraakId) {
        match Registratie::lees(vec![Onderwerp::Afspraak(id.clone())], |veld| form.waarde(veld)) {
            Ok(registratie) => {
                self.pending = self.dialogs.pop();
                self.ask_with_kopie(|kopie| Job::ReadBeforeSigning(kopie, Box::new(registratie)));
            }
            Err(fout) => {
                if let Some(Dialog::Form(f)) = self.dialogs.last_mut() {
                    f.fout = Some(fout.to_string().trim().to_owned());
                }
            }
        }
    }

    /// The text that would be signed is there.
    pub(in crate::tui) fn may_sign(&mut self, registratie: Registratie, verslag: Verslag, anders: Option<&str>) {
        self.pending = None;
        if let Some(anders) = anders {
            // What was read is no longer so: the page with it goes.
            self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
            self.tell(format!("{anders} Er is niets ondertekend; hier staat de tekst zoals hij nu is."));
        }
        self.signing = Some(registratie);
        self.dialogs.push(Dialog::Page(Page::new(verslag)));
    }

    /// Asks for the last time, with the party in full.
    pub(in crate::tui) fn ask_sign(&mut self) {
        let (Some(r), Some(wie), Some(g)) = (&self.signing, &self.wie, &self.gelezen) else {
            return self.tell("Dit is al ondertekend of niet meer de laatste tekst. Begin opnieuw met s.");
        };
        let over: Vec<String> = r.over.iter().map(ToString::to_string).collect();
        let vraag = format!(
            "Ondertekent u namens {}: {} ({}) over {}?",
            g.agenda.partijnaam(&wie.partij),
            r.standpunt.label().to_lowercase(),
            r.soort.woord(),
            over.join(", ")
        );
        self.dialogs.push(question(
            &vraag,
            &[('o', "Ja, ondertekenen", Decision::Sign), ('n', "Nee, er wordt niets vastgelegd", Decision::Stay)],
        ));
    }

    /// Signs what was read.
    pub(in crate::tui) fn sign(&mut self) {
        if let Some(registratie) = self.signing.take() {
            self.ask_with_kopie(|kopie| Job::Sign(kopie, Box::new(registratie)));
        }
    }

    /// It was signed.
    pub(in crate::tui) fn signed(&mut self, versie: &Versie) {
        self.dialogs.clear();
        // The text on screen may be older than the one that was read and signed.
        if let Some(stuk) = self.reader.as_ref().filter(|r| !r.concept.is_gewijzigd()).map(|r| r.concept.stuk().clone())
        {
            self.open_stuk(&stuk);
        }
        self.ask_with_kopie(Job::Read);
        self.show_standpunten();
        self.tell(format!("Ondertekend en opgeslagen: {}.", versie.onderwerp));
    }

    /// Signs what every file holds now, at the meeting on screen.
    pub(in crate::tui) fn make_checkpoint(&mut self) {
        if self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
            return self.tell("Sla eerst op wat u wijzigde; zet daarna het peilmerk.");
        }
        let Some(Stuk::Overleg(naam)) = self.reader.as_ref().map(|r| r.concept.stuk().clone()) else { return };
        self.ask_with_kopie(|kopie| Job::Checkpoint(kopie, naam));
    }

    /// It was made.
    pub(in crate::tui) fn checkpoint_made(&mut self, gezet: &Gezet) {
        let van = gezet.van.moment.format("%d-%m-%Y %H:%M");
        self.tell(format!("Het peilmerk is gezet: {} bestanden, zoals op {van}.", gezet.bestanden));
        self.ask_with_kopie(Job::Read);
    }

    /// Asks whether a key is to be made.
    pub(in crate::tui) fn ask_make_key(&mut self) {
        let vraag = "Voor het ondertekenen krijgt u een eigen sleutel: een bestand op deze computer, dat niemand anders hoeft te zien. Nu maken?";
        self.dialogs.push(question(
            vraag,
            &[('o', "Ja, mijn sleutel maken", Decision::MakeKey), ('n', "Nee, nu niet", Decision::Stay)],
        ));
    }
}
