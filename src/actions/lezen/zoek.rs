//! Searching through all text: which file holds all the words, and in which sentences.

use toml::Value;

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::tekst::zoekvorm;
use crate::agenda::veld::{Soort, Veld, veld};
use crate::agenda::{Bestandsoort, bestand, proza};
use crate::store::disk::bytes_van;
use crate::store::value::toon;
use crate::store::{bytes, parallel};

/// A sentence that holds one or more of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treffer {
    /// The field's label.
    pub veld: &'static str,
    /// The field's key, at the top of its file.
    pub naam: &'static str,
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
fn zinnen(velden: &'static [Veld], tabel: &toml::Table, boven: Option<&'static Veld>, uit: &mut Vec<Treffer>) {
    for (naam, waarde) in tabel {
        let Some(v) = veld(velden, naam).filter(|v| !v.is_vast() || v.soort == Soort::EigenId) else { continue };
        let hoort_bij = boven.unwrap_or(v);
        let treffer = |zin| Treffer { veld: hoort_bij.label, naam: hoort_bij.naam, zin };
        match (v.soort, waarde) {
            (Soort::Tabel(k), Value::Table(t)) => zinnen(k, t, Some(v), uit),
            (Soort::Groep(k), Value::Array(a)) => {
                a.iter().filter_map(Value::as_table).for_each(|t| zinnen(k, t, Some(v), uit))
            }
            (Soort::Proza, Value::String(s)) => {
                let delen = proza::blokken(s).into_iter().flat_map(|b| match b {
                    proza::Blok::Alinea(z) => z,
                    proza::Blok::Lijst(p) => p.into_iter().map(|z| z.join(" ")).collect(),
                });
                uit.extend(delen.map(treffer));
            }
            (soort, w) => uit.push(treffer(toon(soort, w, &str::to_owned))),
        }
    }
}

/// The files of an ontwikkelagenda that hold every one of the words, in any field; case and accents
/// do not matter.
///
/// # Errors
/// When there are no words, or nothing can be read.
pub fn zoek(kopie: &Kopie, woorden: &[String]) -> Result<Vec<Vindplaats>, Fout> {
    let woorden: Vec<String> = woorden.iter().flat_map(|w| w.split_whitespace()).map(zoekvorm).collect();
    if woorden.is_empty() {
        return Err(Fout::gebruik("Er is niets om te zoeken.", "Geef een of meer woorden."));
    }
    let bestanden = kopie.lees()?.bestanden;
    let gevonden = parallel::alle(&bestanden, |(soort, pad)| in_bestand(kopie, *soort, pad, &woorden));
    Ok(op_volgorde(gevonden))
}

/// As [`zoek`] for whoever is typing, in these files, for words in [`zoekvorm`]: of each file the one
/// sentence that holds the most of the words, and it leaves a processor free. Nothing when nobody wants
/// it any more before the end.
pub fn zoek_in(
    kopie: &Kopie,
    bestanden: &[(Bestandsoort, String)],
    woorden: &[String],
    gewild: impl Fn() -> bool + Sync,
) -> Option<Vec<Vindplaats>> {
    let beste = |(soort, pad): &(Bestandsoort, String)| {
        let mut v = if gewild() { in_bestand(kopie, *soort, pad, woorden)? } else { return None };
        let telt = |t: &Treffer| {
            let zin = zoekvorm(&t.zin);
            // A title is on screen already.
            let in_titel = matches!(t.naam, "titel" | "naam" | "id");
            (!in_titel, woorden.iter().filter(|w| zin.contains(*w)).count())
        };
        let meest = v.treffers.iter().enumerate().max_by_key(|(i, t)| (telt(t), std::cmp::Reverse(*i))).map(|(i, _)| i);
        v.treffers = meest.map(|i| v.treffers.swap_remove(i)).into_iter().collect();
        // Whoever types has the names already.
        (v.naam, v.titel) = (String::new(), None);
        Some(v)
    };
    let gevonden = parallel::alle_rustig(bestanden, beste);
    gewild().then(|| op_volgorde(gevonden))
}

fn op_volgorde(gevonden: Vec<Option<Vindplaats>>) -> Vec<Vindplaats> {
    let mut gevonden: Vec<Vindplaats> = gevonden.into_iter().flatten().collect();
    gevonden.sort_by_key(|v| (v.soort != Bestandsoort::Afspraak, v.soort, v.pad.clone()));
    gevonden
}

fn in_bestand(kopie: &Kopie, soort: Bestandsoort, pad: &str, woorden: &[String]) -> Option<Vindplaats> {
    let tekst = bytes_van(kopie.wortel(), pad).ok().and_then(|b| bytes::als_tekst(pad, b).ok())?;
    let tabel = tekst.0.parse::<toml::Table>().ok()?;
    let mut alle = Vec::new();
    zinnen(soort.velden(), &tabel, None, &mut alle);
    let vormen: Vec<String> = alle.iter().map(|t| zoekvorm(&t.zin)).collect();
    if !woorden.iter().all(|w| vormen.iter().any(|v| v.contains(w))) {
        return None;
    }
    let treffers =
        alle.into_iter().zip(vormen).filter(|(_, v)| woorden.iter().any(|w| v.contains(w))).map(|(t, _)| t).collect();
    let tekstveld = |naam: &str| tabel.get(naam).and_then(Value::as_str).map(str::to_owned);
    Some(Vindplaats {
        naam: match soort {
            Bestandsoort::Thema | Bestandsoort::Partij | Bestandsoort::Opmerking => bestand::map_van(pad).to_owned(),
            _ => bestand::stam(pad).to_owned(),
        },
        titel: tekstveld("titel").or_else(|| tekstveld("naam")),
        soort,
        pad: pad.to_owned(),
        treffers,
    })
}
