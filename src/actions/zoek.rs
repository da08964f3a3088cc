//! Searching through all text: which file holds all the words, and in which sentences.

use toml::Value;

use super::fout::Fout;
use super::kopie::Kopie;
use crate::agenda::tekst::zoekvorm;
use crate::agenda::veld::{Soort, Veld, veld};
use crate::agenda::{Bestandsoort, bestand, proza};
use crate::store::bytes;
use crate::store::disk::bytes_van;
use crate::store::value::toon;

/// A sentence that holds one or more of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treffer {
    /// The field's label.
    pub veld: &'static str,
    /// The sentence.
    pub zin: String,
}

/// A file that holds all the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vindplaats {
    /// What kind of file.
    pub soort: Bestandsoort,
    /// Its path.
    pub pad: String,
    /// The afspraak's id, the meeting's or theme's name.
    pub naam: String,
    /// A title, where the file has one.
    pub titel: Option<String>,
    /// The sentences, in reading order.
    pub treffers: Vec<Treffer>,
}

/// Every sentence of a file with the label of its field.
fn zinnen(velden: &'static [Veld], tabel: &toml::Table, label: Option<&'static str>, uit: &mut Vec<Treffer>) {
    for (naam, waarde) in tabel {
        let Some(v) = veld(velden, naam).filter(|v| !v.is_vast() || v.soort == Soort::EigenId) else { continue };
        let label = label.unwrap_or(v.label);
        match (v.soort, waarde) {
            (Soort::Tabel(k), Value::Table(t)) => zinnen(k, t, Some(v.label), uit),
            (Soort::Groep(k), Value::Array(a)) => {
                a.iter().filter_map(Value::as_table).for_each(|t| zinnen(k, t, Some(v.label), uit))
            }
            (Soort::Proza, Value::String(s)) => {
                let delen = proza::blokken(s).into_iter().flat_map(|b| match b {
                    proza::Blok::Alinea(z) => z,
                    proza::Blok::Lijst(p) => p.into_iter().map(|z| z.join(" ")).collect(),
                });
                uit.extend(delen.map(|zin| Treffer { veld: label, zin }));
            }
            (soort, w) => uit.push(Treffer { veld: label, zin: toon(soort, w, &str::to_owned) }),
        }
    }
}

/// The files that hold every one of the words, in any field; case and accents do not matter.
///
/// # Errors
/// When there are no words, or nothing can be read.
pub fn zoek(kopie: &Kopie, woorden: &[String]) -> Result<Vec<Vindplaats>, Fout> {
    let woorden: Vec<String> = woorden.iter().flat_map(|w| w.split_whitespace()).map(zoekvorm).collect();
    if woorden.is_empty() {
        return Err(Fout::gebruik("Er is niets om te zoeken.", "Geef een of meer woorden."));
    }
    let gelezen = kopie.lees()?;
    let mut gevonden = Vec::new();
    for (soort, pad) in gelezen.bestanden {
        let Some(tekst) = bytes_van(kopie.wortel(), &pad).ok().and_then(|b| bytes::als_tekst(&pad, b).ok()) else {
            continue;
        };
        let Ok(tabel) = tekst.0.parse::<toml::Table>() else { continue };
        let mut alle = Vec::new();
        zinnen(soort.velden(), &tabel, None, &mut alle);
        let vormen: Vec<String> = alle.iter().map(|t| zoekvorm(&t.zin)).collect();
        if !woorden.iter().all(|w| vormen.iter().any(|v| v.contains(w))) {
            continue;
        }
        let treffers = alle
            .into_iter()
            .zip(vormen)
            .filter(|(_, v)| woorden.iter().any(|w| v.contains(w)))
            .map(|(t, _)| t)
            .collect();
        let tekstveld = |naam: &str| tabel.get(naam).and_then(Value::as_str).map(str::to_owned);
        gevonden.push(Vindplaats {
            naam: match soort {
                Bestandsoort::Thema | Bestandsoort::Partij | Bestandsoort::Opmerking => {
                    bestand::map_van(&pad).to_owned()
                }
                _ => bestand::stam(&pad).to_owned(),
            },
            titel: tekstveld("titel").or_else(|| tekstveld("naam")),
            soort,
            pad,
            treffers,
        });
    }
    gevonden.sort_by_key(|v| (v.soort != Bestandsoort::Afspraak, v.soort, v.pad.clone()));
    Ok(gevonden)
}
