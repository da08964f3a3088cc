//! Templates: what a theme usually asks, and starting points for afspraken.

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::fout::Fout;
use crate::agenda::ThemaId;
use crate::agenda::bestand::Formaat;

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
    pub aanleiding: String,
    /// What a pupil gains.
    pub meerwaarde_leerling: String,
    /// What it is for.
    pub doel: String,
    /// What will be there.
    pub resultaat: String,
    /// What to ask at the evaluation.
    pub evaluatievraag: String,
}

/// `templates/<thema>.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sjabloon {
    #[serde(rename = "formaat")]
    _formaat: Formaat,
    /// The theme's name.
    pub naam: String,
    /// What ids start with.
    pub voorvoegsel: String,
    /// A vision to start from.
    pub visie: String,
    /// What to talk about.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::afspraak::VELDEN;
    use crate::agenda::proza::gesplitst;
    use crate::agenda::veld::veld;

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
