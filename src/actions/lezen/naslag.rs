//! Looking up what a person names: a party or an afspraak, in what was read or straight from disk.

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::tekst::{tussen_aanhalingstekens, zoekvorm};
use crate::agenda::thema::Thema;
use crate::agenda::{AfspraakId, Ontwikkelagenda, PartijId, ThemaId};
use crate::store::bytes;
use crate::store::disk::bytes_van;
use crate::store::load::{pad_partij, pad_thema};

/// Where names are looked up.
pub trait Naslag {
    /// Every party with its name.
    fn partijen(&self) -> Vec<(PartijId, String)>;

    /// Every theme.
    fn themas(&self) -> Vec<(ThemaId, Thema)>;

    /// Whether there is such an afspraak.
    fn heeft_afspraak(&self, id: &AfspraakId) -> bool;

    /// The theme that a person means: its identifier, or its name.
    ///
    /// # Errors
    /// When there is none; the error names them all.
    fn thema(&self, tekst: &str) -> Result<(ThemaId, Thema), Fout> {
        let gezocht = zoekvorm(tekst.trim());
        let themas = self.themas();
        let namen: Vec<String> = themas.iter().map(|(id, _)| id.to_string()).collect();
        let gevonden = themas.into_iter().find(|(id, t)| id.as_str() == gezocht || zoekvorm(&t.naam) == gezocht);
        gevonden.ok_or_else(|| {
            Fout::nieuw(
                format!("Er is geen thema {}.", tussen_aanhalingstekens(tekst)),
                format!("Kies uit: {}.", namen.join(", ")),
            )
        })
    }

    /// The party that a person means: its identifier, or its name.
    ///
    /// # Errors
    /// When no party is meant; the error names them all.
    fn partij(&self, tekst: &str) -> Result<PartijId, Fout> {
        let gezocht = zoekvorm(tekst.trim());
        let partijen = self.partijen();
        let gevonden = partijen.iter().find(|(id, naam)| id.as_str() == gezocht || zoekvorm(naam) == gezocht);
        gevonden.map(|(id, _)| id.clone()).ok_or_else(|| {
            let namen: Vec<&str> = partijen.iter().map(|(id, _)| id.as_str()).collect();
            let advies = if namen.is_empty() {
                "Voeg de partij eerst toe met ‘oogo partij nieuw’.".to_owned()
            } else {
                format!("Kies uit: {}.", namen.join(", "))
            };
            Fout::nieuw(format!("Er is geen partij {}.", tussen_aanhalingstekens(tekst)), advies)
        })
    }
}

impl Naslag for Ontwikkelagenda {
    fn partijen(&self) -> Vec<(PartijId, String)> {
        self.partijen.iter().map(|(id, p)| (id.clone(), p.naam.clone())).collect()
    }

    fn themas(&self) -> Vec<(ThemaId, Thema)> {
        self.themas.iter().map(|(id, t)| (id.clone(), t.clone())).collect()
    }

    fn heeft_afspraak(&self, id: &AfspraakId) -> bool {
        self.afspraken.contains_key(id)
    }
}

/// Straight from disk: a change to one afspraak need not read ten thousand.
impl Naslag for Kopie {
    fn partijen(&self) -> Vec<(PartijId, String)> {
        let lees = |id: &PartijId| self.lees_als::<crate::agenda::partij::Partij>(&pad_partij(id));
        mappen(self, "partijen")
            .into_iter()
            .filter_map(|id| Some((lees(&id)?.naam, id)))
            .map(|(naam, id)| (id, naam))
            .collect()
    }

    fn themas(&self) -> Vec<(ThemaId, Thema)> {
        mappen(self, "agendas")
            .into_iter()
            .filter_map(|id| Some((self.lees_als(&pad_thema(&id))?, id)))
            .map(|(t, id)| (id, t))
            .collect()
    }

    fn heeft_afspraak(&self, id: &AfspraakId) -> bool {
        self.pad_van(id.as_str()).is_ok()
    }
}

impl Kopie {
    /// A file as a value of the domain; none when it cannot be read.
    fn lees_als<T: serde::de::DeserializeOwned>(&self, pad: &str) -> Option<T> {
        let (tekst, _) = bytes::als_tekst(pad, bytes_van(self.wortel(), pad).ok()?).ok()?;
        toml::from_str(&tekst).ok()
    }
}

/// The folders in a folder whose names are identifiers, in order.
fn mappen<T: std::str::FromStr + Ord>(kopie: &Kopie, map: &str) -> Vec<T> {
    let ingangen = std::fs::read_dir(kopie.wortel().join(map)).into_iter().flatten().flatten();
    let mut namen: Vec<T> = ingangen.filter_map(|m| m.file_name().to_str()?.parse().ok()).collect();
    namen.sort();
    namen
}
