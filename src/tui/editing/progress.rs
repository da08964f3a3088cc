//! Voortgang in seconds: a status, a measurement, an action that is done; the agreed text is never
//! touched.

use crate::actions::bewerk::Invoer;
use crate::agenda::Bestandsoort;
use crate::agenda::veld::veld;
use crate::agenda::voortgang::{Actiestatus, VELDEN, Voortgang};
use crate::store::Document;
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Dialog, Purpose};
use crate::tui::editing::edit;
use crate::tui::editing::whole::list;
use crate::tui::screens::reader::Reader;

const STATUS: &str = "status";
const METING: &str = "meting";

impl App {
    /// The voortgang as it is on screen.
    fn voortgang(&self) -> Option<Voortgang> {
        let document = self.reader.as_ref()?.concept.document(Bestandsoort::Voortgang).map(Document::tekst)?;
        toml::from_str(&document).ok()
    }

    /// Asks what there is to tell.
    pub(in crate::tui) fn ask_progress(&mut self) {
        let voortgang = self.voortgang();
        let status = voortgang.as_ref().and_then(|v| v.status).map_or("nog niet ingevuld", |s| s.label());
        let mut opties = vec![
            (STATUS.to_owned(), format!("Status wijzigen (nu: {})", status.to_lowercase())),
            (METING.to_owned(), "Meting invullen".to_owned()),
        ];
        for a in voortgang.iter().flat_map(|v| &v.activiteiten).filter(|a| a.is_open()) {
            opties.push((a.sleutel.clone(), format!("Klaar: {}", a.wat)));
        }
        let uitleg = "De tekst waar de partijen akkoord op geven, verandert hierdoor niet.";
        self.dialogs.push(list(Purpose::Progress, "Wat is er nieuw?", uitleg, opties, None));
    }

    /// Does what was chosen.
    pub(in crate::tui) fn progress(&mut self, woord: &str) {
        let Some(g) = self.gelezen.clone() else { return };
        let Some(r) = self.reader.as_mut() else { return };
        match woord {
            "" => {}
            STATUS => {
                r.focus(Bestandsoort::Voortgang, "status", &g.agenda);
                edit::edit(self);
            }
            METING if r.indicators().is_empty() => {
                self.tell("Er is nog geen indicator om te meten. Voeg er eerst een toe bij ‘Indicatoren’ (Ctrl+P).");
            }
            METING => {
                let Some(groep) = veld(VELDEN, "metingen") else { return };
                edit::new_row(self, Bestandsoort::Voortgang, groep);
                let vandaag = self.vandaag.kort();
                let een = match self.reader.as_ref().map(Reader::indicators).as_deref() {
                    Some([(sleutel, _)]) => Some(sleutel.clone()),
                    _ => None,
                };
                if let Some(Dialog::Form(f)) = self.dialogs.last_mut() {
                    for v in &mut f.velden {
                        match v.naam.as_str() {
                            "datum" => v.tekst.clone_from(&vandaag),
                            "indicator" => v.tekst = een.clone().unwrap_or_default(),
                            _ => {}
                        }
                    }
                    // What is asked first is what is not known yet.
                    f.cursor = f.velden.iter().position(|v| v.tekst.is_empty()).unwrap_or(0);
                }
            }
            sleutel => {
                let waarde = Actiestatus::Klaar.woord().to_owned();
                let invoer = [Invoer { veld: format!("activiteiten.{sleutel}.status"), waarde }];
                let uitkomst = r.concept.zet(Bestandsoort::Voortgang, &invoer, &g.agenda, self.vandaag);
                r.focus(Bestandsoort::Voortgang, &format!("activiteiten.{sleutel}"), &g.agenda);
                edit::after_change(self, uitkomst.map(drop), "Klaar gemeld, nog niet opgeslagen. Ctrl+S slaat op.");
            }
        }
    }
}
