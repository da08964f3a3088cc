//! Advice beside the field: tips with their source, what to talk about, a filled-in example.

use crate::actions::{sjabloon, voorbeeld};
use crate::agenda::Bestandsoort;
use crate::agenda::afspraak::VELDEN;
use crate::agenda::proza::vloeiend;
use crate::agenda::veld::{Soort, veld};
use crate::export::verslag::{Doel, Verslag};
use crate::tui::app::App;
use crate::tui::dialogs::dialog::{Dialog, Page, Purpose};
use crate::tui::screens::reader::Item;

impl App {
    /// The field of the afspraak that is open, or has the focus: its key at the top of the file.
    pub(in crate::tui) fn advised_field(&self) -> Option<String> {
        let van_pad = |pad: &str| pad.split('.').next().unwrap_or(pad).to_owned();
        let open = self.dialogs.iter().rev().find_map(|d| match d {
            Dialog::Editor(e) => match &e.purpose {
                Purpose::Value(Bestandsoort::Afspraak, pad) => Some(van_pad(pad)),
                _ => None,
            },
            Dialog::Form(f) => match &f.purpose {
                Purpose::Row(Bestandsoort::Afspraak, groep, _) => Some((*groep).to_owned()),
                _ => None,
            },
            _ => None,
        });
        let focused = || match self.focused_item()? {
            Item::Field { soort: Bestandsoort::Afspraak, pad, .. } => Some(van_pad(pad)),
            Item::Group { soort: Bestandsoort::Afspraak, veld, .. } => Some(veld.naam.to_owned()),
            Item::Row { soort: Bestandsoort::Afspraak, groep, .. } => Some(groep.naam.to_owned()),
            _ => None,
        };
        // A form or field that is about something else has no tips.
        open.or_else(|| focused().filter(|_| self.dialogs.is_empty()))
    }

    /// The tips on a field of the afspraak on screen.
    pub(in crate::tui) fn tips(&self, pad: &str) -> Vec<(String, String)> {
        let naam = pad.split('.').next().unwrap_or(pad);
        let sjabloon = self.reader.as_ref().and_then(|r| r.sjabloon.as_ref());
        let tips = sjabloon.into_iter().flat_map(|s| &s.tips).filter(|t| t.veld == naam);
        tips.map(|t| (t.tip.clone(), t.bron.clone())).collect()
    }

    /// Shows all there is to help with the field: tips, what to talk about, starting points and how
    /// the example filled it in.
    pub(in crate::tui) fn show_examples(&mut self) {
        let Some(naam) = self.advised_field() else {
            return self.tell("Hulp is er bij de velden van een afspraak zelf.");
        };
        let Some(thema) = self.reader.as_ref().and_then(|r| r.concept.thema().cloned()) else { return };
        let mut v = match self.reader.as_ref().and_then(|r| r.sjabloon.as_ref()) {
            Some(s) => sjabloon::verslag(&thema, s, Some(&naam)),
            None => Verslag::nieuw("Hulp bij dit veld"),
        };
        let can_take = matches!(self.dialogs.last(), Some(Dialog::Editor(_)));
        if let Some(veld) = veld(VELDEN, &naam) {
            for (titel, tekst) in voorbeeld::teksten(&thema, veld) {
                v.kop(format!("Zo staat het in het voorbeeld: {titel}"));
                let tekst = if veld.soort == Soort::Proza { vloeiend(&tekst) } else { tekst };
                if !matches!(veld.soort, Soort::Groep(_)) {
                    v.naar("Overnemen in het veld", Doel::Tekst(tekst.clone()));
                }
                v.regel(tekst);
            }
        }
        if !can_take {
            v.regels.retain(|r| !matches!(r.doel, Some(Doel::Tekst(_))));
        }
        if v.regels.is_empty() {
            v.regel("Voor dit veld is er geen hulp. De uitleg staat boven het veld.");
        }
        self.dialogs.push(Dialog::Page(Page::new(v)));
    }

    /// Takes text over in the field below the page.
    pub(in crate::tui) fn take_text(&mut self, tekst: &str) {
        self.dialogs.retain(|d| !matches!(d, Dialog::Page(_)));
        if let Some(Dialog::Editor(e)) = self.dialogs.last_mut() {
            e.field.paste(tekst);
            if !self.tell_too_long() {
                self.tell("Overgenomen. Vul in wat tussen […] staat; Ctrl+Z maakt het ongedaan.");
            }
        }
    }
}
