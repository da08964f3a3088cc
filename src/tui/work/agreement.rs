//! Standpunten on screen: who stands how, and saying what one's own party finds.

use crate::actions::Fout;
use crate::actions::peilmerk::Gezet;
use crate::actions::registratie::{Gezegd, Registratie};
use crate::agenda::Stuk;
use crate::agenda::tekst::opsomming;
use crate::export::standpunten::{STANDPUNTEN, TE_ONDERTEKENEN, Wacht, Welke, titel};
use crate::export::verslag::{Doel, Verslag};
use crate::git::Versie;
use crate::tui::app::{App, question};
use crate::tui::dialogs::dialog::{Choice, Decision, Dialog, Form, Page, Purpose};
use crate::tui::dialogs::forms;
use crate::tui::editing::whole::list;
use crate::tui::work::comparison::moments;
use crate::tui::work::job::Job;
use crate::verklaring::Onderwerp;

impl App {
    /// Shows how the parties stand towards what is on screen; of a meeting one chooses which afspraken.
    pub(in crate::tui) fn show_standpunten(&mut self) {
        let Some(stuk) = self.reader.as_ref().map(|r| r.concept.stuk().clone()) else { return };
        let over = match stuk {
            Stuk::Afspraak(id) => Onderwerp::Afspraak(id),
            Stuk::Thema(id) => Onderwerp::Thema(id),
            Stuk::Voorblad => Onderwerp::Geheel,
            Stuk::Overleg(naam) => return self.ask_standpunt_at(&naam),
            Stuk::Partij(_) => return,
        };
        let only_reads = self.read_only;
        self.ask_with_kopie(|kopie| Job::Standpunten { kopie, over, only_reads });
    }

    /// Shows how the parties stand towards every afspraak.
    pub(in crate::tui) fn show_all_standpunten(&mut self) {
        self.ask_standpunten(Welke::default());
    }

    fn ask_standpunten(&mut self, welke: Welke) {
        let only_reads = self.read_only;
        self.ask_with_kopie(|kopie| Job::AllStandpunten { kopie, welke, only_reads });
    }

    /// They are there; from the page one can go on to some of them.
    pub(in crate::tui) fn all_standpunten(&mut self, mut verslag: Verslag) {
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(p) if p.verslag.titel == STANDPUNTEN));
        let first = verslag.regels.iter().position(|r| r.doel.is_some());
        verslag.naar("Alleen zien wat op iemand wacht, of wat achterhaald is", Doel::KiesStandpunten);
        // It stands above, where it is seen; the focus is on what there is to do.
        verslag.regels.rotate_right(1);
        let mut page = Page::new(verslag);
        page.cursor = first.map_or(0, |i| i + 1);
        self.show_page(page);
    }

    /// Asks of which afspraken one wants to see the standpunten.
    pub(in crate::tui) fn ask_which_standpunten(&mut self) {
        let Some(g) = &self.gelezen else { return };
        let mut answers: Vec<(String, String)> = [
            ("alle", "alle afspraken"),
            ("ons", "alleen wat op ons wacht"),
            ("hen", "alleen wat op anderen wacht"),
            ("achterhaald", "alleen wat achterhaald is"),
        ]
        .map(|(word, label)| (word.to_owned(), label.to_owned()))
        .to_vec();
        let since = |(word, label): (String, String)| (word, format!("alleen wat achterhaald is sinds {label}"));
        answers.extend(moments(&g.agenda).into_iter().map(since));
        self.dialogs.push(list(Purpose::Standpunten, "Welke standpunten wilt u zien?", "", answers, Some("alle")));
    }

    /// Shows those that were chosen.
    pub(in crate::tui) fn standpunten_of(&mut self, word: &str) {
        let wacht = |wacht| Welke { wacht: Some(wacht), ..Welke::default() };
        self.ask_standpunten(match word {
            "alle" => Welke::default(),
            "ons" => wacht(Wacht::OpOns),
            "hen" => wacht(Wacht::OpHen),
            "achterhaald" => Welke { achterhaald: true, ..Welke::default() },
            since => Welke { sinds: Some(since.to_owned()), ..Welke::default() },
        });
    }

    /// Asks what the party says of what is on a meeting's vergaderagenda.
    fn ask_standpunt_at(&mut self, naam: &str) {
        let Some(g) = self.gelezen.clone() else { return };
        let Some(overleg) = g.agenda.overleggen.get(naam) else { return };
        let over: Vec<Onderwerp> =
            overleg.vergaderagenda.iter().filter_map(|p| p.afspraak.clone()).map(Onderwerp::Afspraak).collect();
        if over.is_empty() {
            return self.tell("Op deze vergaderagenda staat nog geen afspraak. Zet ze erop met a.");
        }
        self.ask_standpunt(over, Some(naam.to_owned()));
    }

    /// Asks what the party says of a text; of more, first of which.
    pub(in crate::tui) fn ask_standpunt(&mut self, over: Vec<Onderwerp>, overleg: Option<String>) {
        if !self.may_change() {
            return;
        }
        if self.reader.as_ref().is_some_and(|r| r.concept.is_gewijzigd()) {
            return self.tell("Sla eerst op wat u wijzigde; lees de tekst daarna opnieuw.");
        }
        let Some(g) = self.gelezen.clone() else { return };
        // Of what it is not bound to, a party says nothing.
        let wij = self.wie.as_ref().map(|w| g.agenda.spreekt_voor(&w.partij)).unwrap_or_default();
        let bindt = |o: &Onderwerp| match o {
            Onderwerp::Afspraak(id) => {
                g.agenda.afspraak(id).is_some_and(|a| a.afspraak.gebonden.iter().any(|p| wij.contains(p)))
            }
            Onderwerp::Thema(_) | Onderwerp::Geheel => true,
        };
        let over: Vec<Onderwerp> = over.into_iter().filter(bindt).collect();
        if over.is_empty() {
            return self.tell(
                "Uw partij is aan geen van deze afspraken gebonden, of u koos nog niet voor welke partij u werkt (w).",
            );
        }
        if over.len() == 1 {
            let form = forms::standpunt(&g.agenda, over, overleg.as_deref());
            return self.dialogs.push(Dialog::Form(form));
        }
        let optie = |o: &Onderwerp| (o.to_string(), format!("{o}  {}", titel(&g.agenda, o)));
        let opties: Vec<(String, String)> = over.iter().map(optie).collect();
        let alle = opties.iter().map(|(woord, _)| woord.clone()).collect();
        let uitleg = "Alle zijn gekozen: haal met de spatiebalk weg waar u nog niets van zegt. Vindt u van een tekst iets anders dan van de rest, dan kiest u dat hierna.";
        let purpose = Purpose::StandpuntOver(over, overleg);
        self.dialogs.push(Dialog::Choice(Choice::new(purpose, "Van welke teksten?", uitleg, opties, alle, true)));
    }

    /// Of these texts the party says something.
    pub(in crate::tui) fn standpunt_over(&mut self, alle: &[Onderwerp], overleg: Option<&str>, woorden: &str) {
        let gekozen: Vec<&str> = woorden.split(',').map(str::trim).collect();
        let over: Vec<Onderwerp> = alle.iter().filter(|o| gekozen.contains(&o.to_string().as_str())).cloned().collect();
        let Some(g) = self.gelezen.clone() else { return };
        if over.is_empty() {
            return self.tell("U koos niets: er is niets vastgelegd.");
        }
        self.dialogs.push(Dialog::Form(forms::standpunt(&g.agenda, over, overleg)));
    }

    /// Shows the text that would be signed.
    pub(in crate::tui) fn read_before_signing(&mut self, form: &Form, over: &[Onderwerp]) {
        match Registratie::lees(over.to_vec(), |veld| form.waarde(veld)) {
            Ok(registratie) => {
                self.pending = self.dialogs.pop();
                self.ask_with_kopie(|kopie| Job::ReadBeforeSigning(kopie, Box::new(registratie)));
            }
            Err(fout) => self.not_filled_in(&fout),
        }
    }

    /// Asks what the party says of one of the texts that would be signed, otherwise than of the rest.
    pub(in crate::tui) fn ask_otherwise(&mut self, over: Onderwerp) {
        self.dialogs.push(Dialog::Form(forms::standpunt_anders(over)));
    }

    /// Of one of the texts the party says something else: the rest stays, and all is read anew.
    pub(in crate::tui) fn say_otherwise(&mut self, form: &Form, over: &Onderwerp) {
        let Some(registratie) = &self.signing else { return };
        match Gezegd::lees(|veld| form.waarde(veld)) {
            Ok(gezegd) => {
                let mut registratie = registratie.clone();
                registratie.anders.insert(over.clone(), gezegd);
                self.pending = self.dialogs.pop();
                self.dialogs.retain(|d| !matches!(d, Dialog::Page(p) if p.verslag.titel == TE_ONDERTEKENEN));
                self.ask_with_kopie(|kopie| Job::ReadBeforeSigning(kopie, Box::new(registratie)));
            }
            Err(fout) => self.not_filled_in(&fout),
        }
    }

    pub(in crate::tui) fn not_filled_in(&mut self, fout: &Fout) {
        if let Some(Dialog::Form(f)) = self.dialogs.last_mut() {
            f.fout = Some(fout.to_string().trim().to_owned());
        }
    }

    /// The text that would be signed is there.
    pub(in crate::tui) fn may_sign(&mut self, registratie: Registratie, verslag: Verslag, anders: Option<&str>) {
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
        let alle = [&wie.partij].into_iter().chain(r.ook_namens.iter().flatten());
        let partij = opsomming(&alle.map(|p| g.agenda.partijnaam(p)).collect::<Vec<_>>());
        let vraag = format!("Ondertekent u namens {partij} ({}): {}?", r.soort.woord(), r.in_het_kort());
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

    /// Asks whether what the party declared last is to be undone.
    pub(in crate::tui) fn ask_undo_declared(&mut self, versie: &Versie) {
        let wat = &versie.onderwerp;
        let vraag = format!("{wat}. Dit is nog niet uitgewisseld. Ongedaan maken? Dan is het nooit gezegd.");
        self.dialogs.push(question(
            &vraag,
            &[
                ('o', "Ja, ongedaan maken", Decision::UndoDeclared(versie.id)),
                ('n', "Nee, het blijft staan", Decision::Stay),
            ],
        ));
    }

    /// It was undone.
    pub(in crate::tui) fn undeclared(&mut self, versie: &Versie) {
        self.declared(&format!("Ongedaan gemaakt: {}.", versie.onderwerp));
    }

    /// It was signed.
    pub(in crate::tui) fn signed(&mut self, versie: &Versie) {
        self.declared(&format!("Ondertekend en opgeslagen: {}.", versie.onderwerp));
    }

    /// What the party declares is another now: how the parties stand is shown anew.
    fn declared(&mut self, told: &str) {
        self.dialogs.clear();
        // The text on screen may be older than the one that was read and signed.
        if let Some(stuk) = self.reader.as_ref().filter(|r| !r.concept.is_gewijzigd()).map(|r| r.concept.stuk().clone())
        {
            self.open_stuk(&stuk);
        }
        self.ask_with_kopie(Job::Read);
        match self.reader.as_ref().map(|r| r.concept.stuk()) {
            Some(Stuk::Overleg(_)) | None => self.show_all_standpunten(),
            Some(_) => self.show_standpunten(),
        }
        self.tell(told);
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
            &[
                ('o', "Ja, mijn sleutel maken", Decision::MakeKey),
                ('w', "Ja, met een wachtwoord erop", Decision::MakeLockedKey),
                ('n', "Nee, nu niet", Decision::Stay),
            ],
        ));
    }
}
