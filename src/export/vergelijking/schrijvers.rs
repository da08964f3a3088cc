//! Who wrote what stands there: who came to it last, when and why, above the fields that are theirs.

use super::Overzicht;
use crate::agenda::Stuk;
use crate::export::verslag::{Doel, Verslag};

impl Overzicht {
    /// The fields in reading order, each under its file's heading.
    pub fn schrijvers(&self, stuk: &Stuk) -> Verslag {
        let mut v = Verslag::nieuw(format!("Wie schreef wat er nu staat in {stuk}"));
        for h in &self.hoofdstukken {
            let velden = || h.bestanden.iter().flat_map(|b| b.wijzigingen.iter().map(move |w| (b, w)));
            if self.hoofdstukken.len() > 1 && velden().next().is_some() {
                v.kop(h.titel);
            }
            let mut vorige = None;
            for (b, w) in velden() {
                let door = w.door().unwrap_or_else(|| "Niet meer na te gaan".to_owned());
                if vorige.as_ref() != Some(&door) {
                    v.zacht(&door);
                    vorige = Some(door);
                }
                let doel = w.veld.clone().zip(b.soort).map(|(veld, soort)| Doel::Veld(stuk.clone(), soort, veld));
                v.naar_of_niet(format!("  {}", w.label), doel);
            }
        }
        v
    }
}
