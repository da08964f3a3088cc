//! Preparing a meeting: afspraken on its vergaderagenda, and which version went out as its papers.

use crate::actions::bewerk::Invoer;
use crate::actions::onderdeel;
use crate::agenda::Bestandsoort;
use crate::agenda::overleg::Overleg;
use crate::store::Document;
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Choice, Dialog, Purpose};
use crate::tui::editing::edit;

impl App {
    fn overleg(&self) -> Option<Overleg> {
        let document = self.reader.as_ref()?.concept.document(Bestandsoort::Overleg).map(Document::tekst)?;
        toml::from_str(&document).ok()
    }

    /// Asks which afspraken come on the vergaderagenda.
    pub(in crate::tui) fn ask_agenda(&mut self) {
        let (Some(g), Some(overleg)) = (self.gelezen.clone(), self.overleg()) else { return };
        let staat_erop =
            |id: &crate::agenda::AfspraakId| overleg.vergaderagenda.iter().any(|p| p.afspraak.as_ref() == Some(id));
        let lopend = g.agenda.afspraken.values().filter(|x| x.afspraak.einde.is_none() && !staat_erop(&x.afspraak.id));
        let opties =
            lopend.map(|x| (x.afspraak.id.to_string(), format!("{}  {}", x.afspraak.id, x.afspraak.titel))).collect();
        let (vraag, uitleg) =
            ("Welke afspraken komen op de vergaderagenda?", "Wat er al op staat, staat niet in deze lijst.");
        let lijst = Choice::new(Purpose::OnAgenda, vraag, uitleg, opties, Vec::new(), true);
        self.dialogs.push(Dialog::Choice(lijst));
    }

    /// Puts afspraken on the vergaderagenda.
    pub(in crate::tui) fn put_on_agenda(&mut self, woorden: &str) {
        if woorden.trim().is_empty() {
            return self.tell("U koos geen afspraak: er is niets op de vergaderagenda gezet.");
        }
        let Some(g) = self.gelezen.clone() else { return };
        let Some(r) = self.reader.as_mut() else { return };
        let mut uitkomst = Ok(());
        for id in woorden.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            let invoer = [Invoer { veld: "vergaderagenda.nieuw.afspraak".to_owned(), waarde: id.to_owned() }];
            uitkomst = uitkomst.and(r.concept.zet(Bestandsoort::Overleg, &invoer, &g.agenda, self.vandaag).map(drop));
        }
        edit::after_change(self, uitkomst, "Op de vergaderagenda gezet, nog niet opgeslagen. Ctrl+S slaat op.");
    }

    /// Notes that the papers went out today, in the version that is the newest now.
    pub(in crate::tui) fn papers_sent(&mut self) {
        let (Some(kopie), Some(g)) = (self.kopie.clone(), self.gelezen.clone()) else { return };
        let invoer = match onderdeel::verzonden(&kopie, self.vandaag) {
            Ok(invoer) => invoer,
            Err(fout) => return self.refuse(&fout),
        };
        let Some(r) = self.reader.as_mut() else { return };
        let uitkomst = r.concept.zet(Bestandsoort::Overleg, &invoer, &g.agenda, self.vandaag);
        r.focus(Bestandsoort::Overleg, "stukken.versie", &g.agenda);
        let melding = "Verzonden vandaag, in de versie die nu de nieuwste is; nog niet opgeslagen. Ctrl+S slaat op.";
        edit::after_change(self, uitkomst.map(drop), melding);
    }
}
