//! Templates: what a theme usually asks, and starting points for afspraken.

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::afspraak::VELDEN;
use crate::agenda::bestand::Formaat;
use crate::agenda::proza::vloeiend;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::thema::Thema;
use crate::agenda::veld::veld;
use crate::agenda::{Ontwikkelagenda, ThemaId};
use crate::export::verslag::{Doel, Verslag};
use crate::store::bytes;
use crate::store::disk::bytes_van;

static SJABLONEN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The themes of a new ontwikkelagenda, in their usual order.
const VOLGORDE: [&str; 5] = ["leerlingenvervoer", "huisvesting", "jeugdhulp", "overgangen", "leerplicht"];

/// A piece of advice beside a field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Tip {
    /// The field of an afspraak that it is about.
    pub veld: String,
    /// The advice.
    pub tip: String,
    /// Where it comes from.
    pub bron: String,
}

/// A starting point for an afspraak, with gaps marked `[…]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Beginpunt {
    /// Its key in the template.
    pub sleutel: String,
    /// A title.
    pub titel: String,
    /// Why it is usually needed.
    #[serde(default)]
    pub aanleiding: String,
    /// What a pupil gains.
    #[serde(default)]
    pub meerwaarde_leerling: String,
    /// What it is for.
    #[serde(default)]
    pub doel: String,
    /// What will be there.
    #[serde(default)]
    pub resultaat: String,
    /// What to ask at the evaluation.
    #[serde(default)]
    pub evaluatievraag: String,
}

impl Beginpunt {
    /// The fields that it fills in, with their texts.
    pub fn velden(&self) -> Vec<(&'static str, &str)> {
        [
            ("aanleiding", &self.aanleiding),
            ("meerwaarde-leerling", &self.meerwaarde_leerling),
            ("doel", &self.doel),
            ("resultaat", &self.resultaat),
            ("evaluatievraag", &self.evaluatievraag),
        ]
        .into_iter()
        .filter(|(_, tekst)| !tekst.is_empty())
        .map(|(veld, tekst)| (veld, tekst.as_str()))
        .collect()
    }
}

/// `templates/<thema>.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sjabloon {
    #[serde(rename = "formaat")]
    _formaat: Formaat,
    /// The theme's name.
    #[serde(default)]
    pub naam: String,
    /// What ids start with.
    #[serde(default)]
    pub voorvoegsel: String,
    /// A vision to start from.
    #[serde(default)]
    pub visie: String,
    /// What to talk about.
    #[serde(default)]
    pub gesprekspunten: Vec<String>,
    /// Advice per field.
    #[serde(default)]
    pub tips: Vec<Tip>,
    /// Starting points.
    #[serde(default)]
    pub afspraken: Vec<Beginpunt>,
}

/// The templates in the program, in the usual order of the themes.
///
/// # Errors
/// When one of them is broken; the tests see to it that none is.
pub fn ingebouwd() -> Result<Vec<(ThemaId, Sjabloon)>, Fout> {
    let kapot = |naam: &str| {
        Fout::nieuw(format!("Het ingebouwde sjabloon {naam} is niet leesbaar."), "Meld dit aan de makers van oogo.")
    };
    let lees = |naam: &&str| {
        let tekst =
            SJABLONEN.get_file(format!("{naam}.toml")).and_then(|f| f.contents_utf8()).ok_or_else(|| kapot(naam))?;
        let sjabloon = toml::from_str(tekst).map_err(|_| kapot(naam))?;
        Ok((naam.parse().map_err(|_| kapot(naam))?, sjabloon))
    };
    VOLGORDE.iter().map(lees).collect()
}

/// Where an ontwikkelagenda keeps templates of its own, a file for each theme.
const EIGEN: &str = "sjablonen";

/// The template of a theme: the ontwikkelagenda's own, else the one in the program; none where
/// neither has one.
///
/// # Errors
/// When the ontwikkelagenda's own one cannot be read.
pub fn van_thema(kopie: &Kopie, thema: &ThemaId) -> Result<Option<Sjabloon>, Fout> {
    let pad = format!("{EIGEN}/{thema}.toml");
    if std::fs::symlink_metadata(kopie.wortel().join(&pad)).is_err() {
        return Ok(ingebouwd()?.into_iter().find(|(id, _)| id == thema).map(|(_, s)| s));
    }
    let (tekst, _) = bytes::als_tekst(&pad, bytes_van(kopie.wortel(), &pad)?)?;
    toml::from_str(&tekst).map(Some).map_err(|e| {
        let regel = e.span().map_or(1, |s| bytes::regel_van(tekst.as_bytes(), s.start));
        let wat = format!("Het eigen sjabloon {pad} is niet leesbaar (regel {regel}: {}).", e.message());
        Fout::nieuw(wat, "Vergelijk het met de sjablonen in docs/formaat.md, of haal het bestand weg.")
    })
}

/// The starting point with this key, of whichever theme.
///
/// # Errors
/// When there is none.
pub fn beginpunt(kopie: &Kopie, thema: &ThemaId, sleutel: &str) -> Result<Beginpunt, Fout> {
    let punten = van_thema(kopie, thema)?.map(|s| s.afspraken).unwrap_or_default();
    let namen: Vec<String> = punten.iter().map(|p| format!("{} ({})", p.sleutel, p.titel)).collect();
    punten.into_iter().find(|p| p.sleutel == sleutel.trim()).ok_or_else(|| {
        let advies = if namen.is_empty() {
            "Dit thema heeft er geen.".to_owned()
        } else {
            format!("Kies uit: {}.", namen.join("; "))
        };
        Fout::gebruik(format!("Er is geen beginpunt {}.", tussen_aanhalingstekens(sleutel)), advies)
    })
}

/// Every starting point, as `thema/sleutel`, with its theme and title.
pub fn beginpunten(kopie: &Kopie, agenda: &Ontwikkelagenda) -> Vec<(String, String)> {
    let themas = agenda.themas_op_volgorde();
    let van = |(id, t): &(&ThemaId, &Thema)| {
        let punten = van_thema(kopie, id).ok().flatten().map(|s| s.afspraken).unwrap_or_default();
        punten
            .into_iter()
            .map(|p| (format!("{id}/{}", p.sleutel), format!("{}: {}", t.naam, p.titel)))
            .collect::<Vec<_>>()
    };
    themas.iter().flat_map(van).collect()
}

/// A template as a report: of everything, or of what helps with one field.
pub fn verslag(thema: &ThemaId, s: &Sjabloon, alleen: Option<&str>) -> Verslag {
    let bij = |naam: &str| veld(VELDEN, naam).map_or(naam, |v| v.label).to_owned();
    let mut v = Verslag::nieuw(match alleen {
        Some(naam) => format!("Hulp bij ‘{}’", bij(naam)),
        None => format!("Sjabloon voor {}", if s.naam.is_empty() { thema.as_str() } else { &s.naam }),
    });
    let past = |naam: &str| alleen.is_none_or(|a| a == naam);
    let tips: Vec<&Tip> = s.tips.iter().filter(|t| past(&t.veld)).collect();
    if !tips.is_empty() {
        v.kop("Tips");
    }
    for t in tips {
        let voor = if alleen.is_none() { format!("{}: ", bij(&t.veld)) } else { String::new() };
        v.regel(format!("{voor}{}", t.tip));
        v.zacht(format!("  Bron: {}", t.bron));
    }
    // What a theme asks is talked over where the question and the aim are written down.
    let is_gesprek = alleen.is_none_or(|a| matches!(a, "aanleiding" | "doel" | "titel"));
    if is_gesprek && !s.gesprekspunten.is_empty() {
        v.kop("Gesprekspunten bij dit thema");
        s.gesprekspunten.iter().for_each(|p| v.regel(format!("- {p}")));
    }
    for punt in &s.afspraken {
        for (naam, tekst) in punt.velden().into_iter().filter(|(naam, _)| past(naam)) {
            match alleen {
                Some(_) => v.kop(format!("Beginpunt: {}", punt.titel)),
                None => v.kop(format!("Beginpunt {}: {} – {}", punt.sleutel, punt.titel, bij(naam))),
            }
            let tekst = vloeiend(tekst);
            if alleen.is_some() {
                v.naar("Overnemen in het veld", Doel::Tekst(tekst.clone()));
            }
            v.regel(tekst);
        }
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::proza::gesplitst;

    #[test]
    fn every_template_reads_and_each_tip_is_about_a_field() {
        let sjablonen = ingebouwd().unwrap();
        assert_eq!(sjablonen.len(), SJABLONEN.files().count());
        for (id, s) in &sjablonen {
            assert!(s.gesprekspunten.len() >= 5 && s.tips.len() >= 8 && s.afspraken.len() >= 3, "{id}");
            for tip in &s.tips {
                assert!(veld(VELDEN, &tip.veld).is_some(), "{id}: {}", tip.veld);
            }
            for a in &s.afspraken {
                for tekst in [&a.aanleiding, &a.meerwaarde_leerling, &a.doel, &a.resultaat, &a.evaluatievraag] {
                    assert_eq!(format!("{}\n", gesplitst(tekst)), *tekst, "{id} {}", a.titel);
                }
            }
        }
    }
}
