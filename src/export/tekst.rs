//! Documents as plain text: for a terminal, a mail, a screen reader.

use std::fmt::Write;

use super::html::Hoofdstuk;
use super::leesstuk::{Inhoud, Leesstuk};
use crate::agenda::proza::Blok;
use crate::agenda::tekst::zichtbaar;

impl Hoofdstuk {
    /// The part as text that can be put in a mail.
    pub fn tekst(&self) -> String {
        let mut uit = format!("{}\n{}\n", self.titel, self.onder);
        if let Some(stuk) = &self.stuk {
            leesstuk(stuk, false, &mut uit);
        }
        for deel in &self.delen {
            uit.push('\n');
            uit.push_str(&deel.tekst());
        }
        zichtbaar(&uit).into_owned()
    }
}

/// A document: a label on a line, its text under it.
pub fn leesstuk(stuk: &Leesstuk, met_sleutels: bool, uit: &mut String) {
    for o in stuk.onderdelen.iter().filter(|o| !o.veld.is_vast()) {
        let label = o.veld.label;
        match &o.inhoud {
            Inhoud::Leeg if o.ontbreekt() => {
                let _ = writeln!(uit, "\n{label}\n  Nog niet ingevuld.");
            }
            Inhoud::Leeg => {}
            Inhoud::Regel(r) => {
                let _ = writeln!(uit, "\n{label}\n  {r}");
            }
            Inhoud::Proza(b) => {
                let _ = writeln!(uit, "\n{label}");
                proza(b, "  ", uit);
            }
            Inhoud::Lijst(punten) => {
                let _ = writeln!(uit, "\n{label}");
                punten.iter().for_each(|p| uit.push_str(&format!("  - {p}\n")));
            }
            Inhoud::Velden(velden) => {
                let _ = writeln!(uit, "\n{label}");
                velden.iter().for_each(|(l, w)| uit.push_str(&format!("  {l}: {}\n", inspringen(w))));
            }
            Inhoud::Tabel { koppen, sleutels, rijen } => {
                let _ = writeln!(uit, "\n{label}");
                for (sleutel, rij) in sleutels.iter().zip(rijen) {
                    let cellen = koppen.iter().zip(rij).filter(|(_, c)| !c.is_empty());
                    let cellen: Vec<String> = cellen.map(|(k, c)| format!("{k}: {}", inspringen(c))).collect();
                    let sleutel = if met_sleutels { format!("[{sleutel}] ") } else { String::new() };
                    let _ = writeln!(uit, "  - {sleutel}{}", cellen.join("; "));
                }
            }
        }
    }
    for (naam, waarde) in &stuk.onbekend {
        let _ = writeln!(uit, "\n{naam} (kent formaat 1 niet)\n  {}", waarde.trim());
    }
}

/// Text whose next lines are indented.
pub fn inspringen(tekst: &str) -> String {
    tekst.replace('\n', "\n    ")
}

/// Paragraphs and lists, with a margin.
pub fn proza(blokken: &[Blok], marge: &str, uit: &mut String) {
    for (i, blok) in blokken.iter().enumerate() {
        if i > 0 {
            uit.push('\n');
        }
        match blok {
            Blok::Alinea(zinnen) => {
                let _ = writeln!(uit, "{marge}{}", zinnen.join(" "));
            }
            Blok::Lijst(punten) => punten.iter().for_each(|p| uit.push_str(&format!("{marge}- {}\n", p.join(" ")))),
        }
    }
}
