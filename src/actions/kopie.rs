//! A copy of an ontwikkelagenda on this machine.

use std::path::{Path, PathBuf};

use super::fout::Fout;
use super::thuis::Thuis;
use super::uitwisselen;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::agenda::{AfspraakId, Bestandsoort, Geplaatst, PartijId, ThemaId, Voorblad};
use crate::git::{GitFout, Hersteld, Repository};
use crate::store::disk::bytes_van;
use crate::store::load::{self, Gelezen, VOORBLAD};
use crate::store::{Document, bytes, check, marks};

/// A folder that holds an ontwikkelagenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kopie {
    wortel: PathBuf,
    thuis: Thuis,
    toch: Option<String>,
    mag_eindigen: bool,
}

/// A file as it was read, parsed for changing.
#[derive(Debug, Clone)]
pub struct Geopend {
    /// Its path in the ontwikkelagenda.
    pub pad: String,
    /// Its bytes on disk.
    pub bytes: Vec<u8>,
    /// Its text.
    pub document: Document,
}

impl Kopie {
    /// The ontwikkelagenda in a folder or its nearest parent.
    ///
    /// # Errors
    /// When there is none.
    pub fn vind(vanaf: &Path, thuis: &Thuis) -> Result<Self, Fout> {
        let begin = std::path::absolute(vanaf).unwrap_or_else(|_| vanaf.to_path_buf());
        begin.ancestors().find(|map| map.join(VOORBLAD).is_file()).map(|map| Self::in_map(map, thuis)).ok_or_else(
            || {
                let plaats = zichtbaar(&begin.display().to_string()).into_owned();
                if begin.join("HEAD").is_file() && begin.join("objects").is_dir() {
                    let wat = format!("{plaats} is een gedeelde map, en geen kopie om in te werken.");
                    return Fout::nieuw(
                        wat,
                        "Maak een eigen kopie: oogo open ADRES MAP, of kies ‘Ontvangen’ in het beginscherm.",
                    );
                }
                let mut fout = Fout::from(load::LeesFout::GeenOntwikkelagenda);
                fout.wat = format!(
                    "In de map {plaats} staat geen ontwikkelagenda (het bestand ontwikkelagenda.toml ontbreekt)."
                );
                fout
            },
        )
    }

    /// A folder in which an ontwikkelagenda is being made.
    pub(super) fn in_map(map: &Path, thuis: &Thuis) -> Self {
        Self { wortel: map.to_path_buf(), thuis: thuis.clone(), toch: None, mag_eindigen: false }
    }

    /// The same copy for a save with a reason why what the privacy rules warn about may be there.
    #[must_use]
    pub fn met_reden(self, reden: &str) -> Self {
        Self { toch: Some(reden.to_owned()), ..self }
    }

    /// The same copy for a save of which somebody was told which akkoorden it ends, and said that it may.
    #[must_use]
    pub fn mag_eindigen(self) -> Self {
        Self { mag_eindigen: true, ..self }
    }

    /// Whether a save may end akkoorden without another word.
    pub fn mag_akkoord_eindigen(&self) -> bool {
        self.mag_eindigen
    }

    /// That reason.
    pub fn toch(&self) -> Option<&str> {
        self.toch.as_deref()
    }

    /// The folder.
    pub fn wortel(&self) -> &Path {
        &self.wortel
    }

    /// This user's own folders.
    pub fn thuis(&self) -> &Thuis {
        &self.thuis
    }

    /// Reads everything.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn lees(&self) -> Result<Gelezen, Fout> {
        Ok(load::lees(&self.wortel)?)
    }

    /// What a party is called; its identifier where that cannot be read.
    pub fn partijnaam(&self, partij: &PartijId) -> String {
        self.lees().map_or_else(|_| partij.to_string(), |g| g.agenda.partijnaam(partij).to_owned())
    }

    /// The versions of this copy.
    ///
    /// # Errors
    /// When none are kept, or they cannot be read.
    pub fn versies(&self) -> Result<Repository, GitFout> {
        Repository::open(&self.wortel)
    }

    /// Finishes a save that a crash broke off, and says so.
    ///
    /// # Errors
    /// When it cannot be finished now.
    pub fn herstel(&self) -> Result<Option<String>, Fout> {
        let Ok(mut repo) = self.versies() else { return Ok(None) };
        if repo.is_nog_weg_te_gooien() {
            // What holds on to it is told by a check.
            let _ = repo.gooi_weg();
            repo = self.versies()?;
        }
        let hersteld = repo.herstel()?.map(|h| match h {
            Hersteld::Afgemaakt(v) => format!(
                "De vorige keer is oogo onderbroken tijdens het opslaan. De versie ‘{}’ is nu alsnog helemaal opgeslagen.",
                zichtbaar(&v.onderwerp)
            ),
            Hersteld::Ongedaan => {
                "De vorige keer is oogo onderbroken tijdens het ongedaan maken. Dat is nu alsnog gedaan.".to_owned()
            }
            Hersteld::TochNiet => {
                "De vorige keer is oogo onderbroken tijdens het ongedaan maken, en daarna is er een andere versie bij gekomen. Wat ongedaan gemaakt werd, staat er daarom weer.".to_owned()
            }
            Hersteld::Apart(v) => format!(
                "De vorige keer is oogo onderbroken tijdens het opslaan van ‘{}’, en daarna zijn er met een ander programma versies gemaakt. De tekst is bewaard: haal hem terug met ‘oogo terugzetten ID {}’.",
                zichtbaar(&v.onderwerp),
                v.kort()
            ),
        });
        let zinnen: Vec<String> = hersteld.into_iter().chain(uitwisselen::onderbroken(&repo)).collect();
        Ok((!zinnen.is_empty()).then(|| zinnen.join(" ")))
    }

    /// The ontwikkelagenda's cover page.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn voorblad(&self) -> Result<Voorblad, Fout> {
        let tekst = match self.open(VOORBLAD) {
            Ok(geopend) => geopend.document.tekst(),
            Err(fout) => self.onze_kant_van_het_voorblad().ok_or(fout)?,
        };
        toml::from_str(&tekst).map_err(|_| {
            let bevindingen = check::keur(Bestandsoort::Voorblad, VOORBLAD, &tekst);
            let eerste = bevindingen.first().map(ToString::to_string).unwrap_or_default();
            Fout::nieuw("Het voorblad van de ontwikkelagenda kan niet gelezen worden.", eerste)
        })
    }

    /// Ours, where two texts stand in it: it is needed to take those apart.
    fn onze_kant_van_het_voorblad(&self) -> Option<String> {
        let nu = bytes_van(&self.wortel, VOORBLAD).ok()?;
        marks::uit_elkaar(&String::from_utf8_lossy(&nu)).map(|zijden| zijden.ons)
    }

    /// Opens one file for changing.
    ///
    /// # Errors
    /// When it is not there, not a plain file, or not TOML.
    pub fn open(&self, pad: &str) -> Result<Geopend, Fout> {
        let soort = Bestandsoort::van_pad(pad)
            .ok_or_else(|| Fout::nieuw(format!("{} is geen bestand van een ontwikkelagenda.", zichtbaar(pad)), ""))?;
        let bytes = bytes_van(&self.wortel, pad)?;
        let (tekst, _) = bytes::als_tekst(pad, bytes.clone())?;
        let document = Document::lees(soort, &tekst).map_err(|_| {
            let bevindingen = check::keur(soort, pad, &tekst);
            Fout::nieuw(bevindingen.first().map(ToString::to_string).unwrap_or_default(), "")
        })?;
        let nieuwer = check::keur(soort, pad, &tekst).into_iter().find(check::is_nieuwer);
        match nieuwer {
            Some(b) => Err(Fout::nieuw(b.to_string(), "")),
            None => Ok(Geopend { pad: pad.to_owned(), bytes, document }),
        }
    }

    /// Where the afspraak with this id stands, by its file; it need not be readable.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn pad_van(&self, id: &str) -> Result<(AfspraakId, ThemaId, String), Fout> {
        let geen = || {
            Fout::nieuw(
                format!("Er is geen afspraak {}.", tussen_aanhalingstekens(id)),
                "Bekijk met ‘oogo toon’ welke afspraken er zijn.",
            )
        };
        let id: AfspraakId = id.trim().to_lowercase().parse().map_err(|_| geen())?;
        let mappen = std::fs::read_dir(self.wortel.join("agendas")).map_err(|_| geen())?;
        let mut gevonden: Vec<ThemaId> = mappen
            .flatten()
            .filter_map(|m| m.file_name().to_str()?.parse().ok())
            .filter(|thema| self.wortel.join(load::pad_afspraak(thema, &id)).is_file())
            .collect();
        gevonden.sort();
        match gevonden.as_slice() {
            [] => Err(geen()),
            [thema] => Ok((id.clone(), thema.clone(), load::pad_afspraak(thema, &id))),
            meer => {
                let namen: Vec<&str> = meer.iter().map(ThemaId::as_str).collect();
                Err(Fout::nieuw(
                    format!("Afspraak {id} staat in meer thema’s: {}.", namen.join(", ")),
                    "Haal eerst het bestand weg dat er niet hoort.",
                ))
            }
        }
    }
}

impl Gelezen {
    /// The afspraak with this id.
    ///
    /// # Errors
    /// When there is none.
    pub fn afspraak(&self, id: &str) -> Result<&Geplaatst, Fout> {
        id.trim().to_lowercase().parse().ok().and_then(|id| self.agenda.afspraak(&id)).ok_or_else(|| {
            Fout::nieuw(
                format!("Er is geen afspraak {}.", tussen_aanhalingstekens(id)),
                "Bekijk met ‘oogo toon’ welke afspraken er zijn.",
            )
        })
    }
}
