//! Exchanging on screen: what would come and go, what is to be chosen first, and doing it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::actions::Fout;
use crate::actions::fout::Foutsoort;
use crate::actions::uitwisselen::{self, Gedaan, Met, Opties, Vooraf};
use crate::agenda::tekst::aantal;
use crate::export::kiezen::{self, Beurt};
use crate::export::verslag::{Doel, Regel, Verslag, Zijde};
use crate::export::vraag::{self, Kant};
use crate::merge::{Choice, Question};
use crate::store::value;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Dialog, Editor, Page, Purpose};
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

/// An exchange that was looked at and not done yet.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Exchange {
    opties: Opties,
    vooraf: Arc<Vooraf>,
    /// Whether it was begun, or is looked at once more: what stands there is then not done again.
    is_over: bool,
}

impl App {
    /// Looks at what would come and go; asks with whom the first time.
    pub(in crate::tui) fn ask_exchange(&mut self) {
        let Some(kopie) = &self.kopie else { return };
        match uitwisselen::is_adres_bekend(kopie) {
            Ok(true) => self.look_at_exchange(Opties::default()),
            Ok(false) => self.ask_exchange_with(),
            Err(fout) => self.refuse(&fout),
        }
    }

    /// Exchanges with this folder from now on.
    pub(in crate::tui) fn exchange_with(&mut self, getypt: &str) {
        self.look_at_exchange(Opties { met: Met::Adres(self.thuis.adres(getypt)), ..Opties::default() });
    }

    /// Looks at a file that one got.
    pub(in crate::tui) fn read_in(&mut self, getypt: &str) {
        let met = Met::Bestand(self.thuis.gekregen(getypt));
        self.look_at_exchange(Opties { met, ..Opties::default() });
    }

    /// Asks where the file comes; the first time one reads here who will read it.
    pub(in crate::tui) fn ask_exchange_file(&mut self) {
        let (Some(kopie), Some(g)) = (&self.kopie, &self.gelezen) else { return };
        let eerste = match uitwisselen::is_eerste(kopie) {
            Ok(true) => uitwisselen::eerste(&g.agenda),
            _ => "Alles in deze ontwikkelagenda staat erin, ook alle eerdere versies.".to_owned(),
        };
        let uitleg = format!(
            "De map waarin het bestand komt, of een naam voor het bestand; eindigt die op .zip, dan komt het in een zipbestand. {eerste}"
        );
        self.edit_line(Purpose::ExchangeFile, "Waar komt het uitwisselbestand?", &uitleg, "");
    }

    /// Writes everything to a file.
    pub(in crate::tui) fn write_exchange_file(&mut self, getypt: &str) {
        let doel: PathBuf = self.thuis.document(getypt);
        self.ask_with_kopie(|kopie| Job::WriteExchangeFile(kopie, doel));
    }

    /// Looks at what git left halfway here.
    pub(in crate::tui) fn untangle(&mut self) {
        self.look_at_exchange(Opties { met: Met::Halverwege, ..Opties::default() });
    }

    fn look_at_exchange(&mut self, opties: Opties) {
        self.ask_with_kopie(|kopie| Job::LookAtExchange(kopie, Box::new(opties), Wanted::default()));
    }

    /// Shows what an exchange would do.
    pub(in crate::tui) fn exchange_seen(&mut self, opties: Opties, vooraf: Vooraf) {
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
        self.exchange = Some(Exchange { opties, vooraf: Arc::new(vooraf), is_over: false });
        if let Some(page) = self.exchange_page() {
            self.show_page(page);
        }
    }

    /// Another was first, so that there is more to look at; what was already brought together is kept.
    pub(in crate::tui) fn exchange_first(&mut self, opties: Opties, vooraf: Vooraf) {
        self.exchange_seen(opties, vooraf);
        self.ask_with_kopie(Job::Read);
        self.tell("Intussen kwam er iets bij. Er is nog niets verzonden; kijk eerst, en ga dan verder.");
    }

    /// The exchange as it is now; what was chosen has the focus, so that it is read before it is done.
    fn exchange_page(&self) -> Option<Page> {
        let (x, g) = (self.exchange.as_ref()?, self.gelezen.as_ref()?);
        let mut page = Page::new(uitwisselen::verslag(&x.vooraf, &x.opties, &g.agenda));
        let chosen = |r: &Regel| matches!(r.doel, Some(Doel::KiesOpnieuw(..)));
        if x.vooraf.vragen().is_empty() {
            page.cursor = page.verslag.regels.iter().position(chosen).unwrap_or(0);
        }
        Some(page)
    }

    /// Shows all versions of one side.
    pub(in crate::tui) fn show_all_versions(&mut self, kant: Zijde) {
        if let Some(x) = &self.exchange {
            let page = Page::new(uitwisselen::alle_versies(&x.vooraf, kant));
            self.dialogs.push(Dialog::Page(page));
        }
    }

    /// Asks about the first place that nobody chose for yet; when there is none, looks again.
    pub(in crate::tui) fn choose_next(&mut self) {
        let Some(x) = &self.exchange else { return };
        match x.vooraf.vragen().iter().position(|q| !x.opties.heeft_gekozen(q)) {
            Some(nr) => self.ask_place(nr),
            None => self.look_again(),
        }
    }

    fn ask_place(&mut self, nr: usize) {
        let Some(x) = &self.exchange else { return };
        let vragen = x.vooraf.vragen();
        if let Some(q) = vragen.get(nr).cloned() {
            let plaats = Some((nr + 1, vragen.len()));
            self.show_question(&q, plaats);
        }
    }

    fn show_question(&mut self, q: &Question, plaats: Option<(usize, usize)>) {
        let (Some(x), Some(g)) = (&self.exchange, &self.gelezen) else { return };
        let gekozen = x.opties.keuze(q).map(|keuze| Kant::van(keuze, q));
        let verslag = kiezen::verslag(q, &g.agenda, Beurt { plaats, gekozen }, &x.vooraf.schrijvers(q));
        let mut page = Page::new(verslag);
        let is_chosen = |r: &Regel| matches!(&r.doel, Some(Doel::Kies(_, _, kant)) if Some(*kant) == gekozen);
        page.cursor = page.verslag.regels.iter().position(is_chosen).unwrap_or(0);
        self.dialogs.push(Dialog::Page(page));
    }

    /// Looks with what was chosen. What is on screen till then is not done any more.
    fn look_again(&mut self) {
        let Some(x) = &mut self.exchange else { return };
        x.is_over = true;
        let opties = x.opties.clone();
        self.ask_with_kopie(|kopie| Job::LookAtExchange(kopie, Box::new(opties), Wanted::default()));
    }

    /// Keeps what was chosen, and asks about the next.
    pub(in crate::tui) fn choose_side(&mut self, over: String, veld: String, kant: Kant) {
        let Some(x) = &self.exchange else { return };
        let vraag = x.vooraf.vraag(&over, &veld);
        let keuze = match kant {
            Kant::Ons => Choice::Ours,
            Kant::Hun => Choice::Theirs,
            Kant::Basis => Choice::Base,
            Kant::Eigen => return self.ask_own_text(over, veld),
            Kant::Beide => match vraag.and_then(vraag::beide) {
                Some(tekst) => Choice::Value(toml::Value::String(tekst)),
                None => return,
            },
        };
        self.keep_choice((over, veld), keuze);
    }

    fn keep_choice(&mut self, (over, veld): (String, String), keuze: Choice) {
        self.dialogs.pop();
        let Some(x) = &mut self.exchange else { return };
        let Some(question) = x.vooraf.vraag(&over, &veld) else { return };
        let is_again = x.vooraf.gekozen().iter().any(|(q, _)| q == question);
        x.opties.kies(question, keuze);
        let (vooraf, antwoorden) = (x.vooraf.clone(), x.opties.antwoorden.clone());
        self.ask_with_kopie(|kopie| Job::KeepChoices(kopie, vooraf, antwoorden));
        if let (Some(now), Some(Dialog::Page(page))) = (self.exchange_page(), self.dialogs.first_mut()) {
            page.verslag = now.verslag;
        }
        if is_again { self.look_again() } else { self.choose_next() }
    }

    /// Asks for a text that is neither ours nor theirs.
    fn ask_own_text(&mut self, over: String, veld: String) {
        let Some(x) = &self.exchange else { return };
        let Some((field, begin)) = x.vooraf.vraag(&over, &veld).and_then(vraag::eigen) else { return };
        let what = (over.clone(), veld.clone());
        let kept = match x.opties.antwoorden.get(&what) {
            Some(Choice::Value(text)) => text.as_str().map(str::to_owned),
            _ => None,
        };
        let begin = kept.or_else(|| self.own_texts.get(&what).cloned()).unwrap_or(begin);
        let purpose = Purpose::OwnText(over, veld);
        self.dialogs.push(Dialog::Editor(Box::new(Editor::new(
            purpose,
            field.label,
            field.uitleg,
            field.soort,
            &begin,
        ))));
    }

    /// A text of one's own was typed; what does not fit stays to be improved.
    pub(in crate::tui) fn choose_own_text(&mut self, editor: Editor, over: &str, veld: &str) {
        if let Some(vondst) = editor.privacy(self.vandaag) {
            self.dialogs.push(Dialog::Editor(Box::new(editor)));
            return self.tell(format!("{} Wijzig het hier, of kies een van beide teksten.", vondst.wat()));
        }
        match value::lees(editor.soort, &editor.field.text(), self.vandaag) {
            Ok(Some(tekst)) => {
                let what = (over.to_owned(), veld.to_owned());
                self.own_texts.insert(what.clone(), editor.field.text());
                self.keep_choice(what, Choice::Value(tekst));
            }
            anders => {
                self.dialogs.push(Dialog::Editor(Box::new(editor)));
                let why = anders.err().map_or_else(|| "Hier staat nog niets.".to_owned(), |e| e.to_string());
                self.tell(format!("{why} Esc gaat terug naar de keuze."));
            }
        }
    }

    /// Asks once more about a place before this one.
    pub(in crate::tui) fn choose_previous(&mut self, nr: usize) {
        self.dialogs.pop();
        self.ask_place(nr);
    }

    /// Asks anew about a place that was chosen for.
    pub(in crate::tui) fn choose_again(&mut self, over: &str, veld: &str) {
        if let Some(q) = self.exchange.as_ref().and_then(|x| x.vooraf.vraag(over, veld)).cloned() {
            self.show_question(&q, None);
        }
    }

    /// It could not be: why stands on a page, whole, and who is known by another address can give it.
    pub(in crate::tui) fn not_exchanged(&mut self, fout: &Fout, met: Met) {
        self.exchange = None;
        let bestand = match &met {
            Met::Bestand(pad) => Some(pad.clone()),
            _ => None,
        };
        self.exchange_refused = Some(met);
        // What came in before it stopped is there.
        self.ask_with_kopie(Job::Read);
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
        let mut v = Verslag::nieuw(if bestand.is_some() { "Niet ingelezen" } else { "Niet uitgewisseld" });
        v.let_op(fout.wat.clone());
        v.regel(fout.advies.clone());
        v.wit();
        if let Some(bestand) = bestand {
            v.naar("Opnieuw inlezen, dit bestand of een ander", Doel::Inlezen(bestand));
        } else {
            v.naar("Opnieuw proberen", Doel::Uitwisselen(false));
            if fout.soort == Foutsoort::Teruggedraaid {
                v.naar("De gedeelde map of server aanvullen met wat er ontbreekt", Doel::VulAan);
            }
            v.naar("Met een andere map of server uitwisselen", Doel::Uitwisselen(true));
        }
        self.show_page(Page::new(v));
    }

    /// Asks for a file after one that could not be read in.
    pub(in crate::tui) fn read_in_again(&mut self, bestand: &Path) {
        self.dialogs.pop();
        self.ask_read_in(&bestand.display().to_string());
    }

    /// Asks which file to read in.
    pub(in crate::tui) fn ask_read_in(&mut self, getypt: &str) {
        let uitleg = "Het uitwisselbestand dat u kreeg; het eindigt op .bundle of .zip.";
        self.edit_line(Purpose::ReadIn, "Welk bestand kreeg u?", uitleg, getypt);
    }

    /// Exchanges anew, or elsewhere.
    pub(in crate::tui) fn exchange_again(&mut self, is_elders: bool) {
        self.dialogs.pop();
        if !self.is_known(Action::Exchange) {
            return;
        }
        match self.exchange_refused.clone() {
            _ if is_elders => self.ask_exchange_with(),
            Some(met) => self.look_at_exchange(Opties { met, ..Opties::default() }),
            None => self.ask_exchange(),
        }
    }

    /// Exchanges while what is shared gets back what it lost.
    pub(in crate::tui) fn bring_what_is_missing(&mut self) {
        self.dialogs.pop();
        let met = self.exchange_refused.clone().unwrap_or_default();
        self.look_at_exchange(Opties { met, vul_aan: true, ..Opties::default() });
    }

    fn ask_exchange_with(&mut self) {
        let uitleg = "De map op een netwerkschijf of stick die u met de andere partij deelt, of een server (https://server/pad of naam@server:pad). Een nieuwe of lege map kan ook.";
        self.edit_line(Purpose::ExchangeWith, "Waarmee wisselt u uit?", uitleg, "");
    }

    /// Does what is shown.
    pub(in crate::tui) fn do_exchange(&mut self) {
        let Some(x) = &mut self.exchange else { return };
        if x.is_over {
            // It was refused, or somebody let go of it.
            let is_at_work = self.busy.iter().any(|b| b.label.is_some());
            return if is_at_work { self.tell("Even geduld; oogo is nog bezig.") } else { self.look_again() };
        }
        x.is_over = true;
        let (opties, vooraf) = (x.opties.clone(), x.vooraf.clone());
        self.ask_with_kopie(|kopie| Job::Exchange(kopie, Box::new(opties), vooraf, Wanted::default()));
    }

    /// It is done.
    pub(in crate::tui) fn exchanged(&mut self, gedaan: &Gedaan) {
        self.own_texts.clear();
        self.exchange = None;
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
        let kwam = aantal(gedaan.ontvangen.len(), "wijziging", "wijzigingen");
        self.tell(match gedaan.is_bestand {
            _ if gedaan.geschoond.is_some() => gedaan.geschoond.clone().unwrap_or_default(),
            _ if gedaan.is_halverwege => "Ontward: er staat niets meer door elkaar.".to_owned(),
            true => format!("Ingelezen: {kwam}. Stuurt u zelf ook iets terug, maak dan een uitwisselbestand (Ctrl+P)."),
            false => format!("Uitgewisseld: {kwam} ontvangen, {} verzonden.", gedaan.verzonden.len()),
        });
        self.ask_with_kopie(Job::Read);
        self.ask_with_kopie(Job::Tidy);
    }
}
