//! A remark on an afspraak or on one of its fields. A remark's file never changes: an answer and
//! a settlement are files of their own, so that two parties can write at the same moment.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::bestand::Formaat;
use super::id::{AfspraakId, PartijId};
use super::keuze::keuze;
use super::veld::{FORMAAT, Soort, Veld};

keuze! {
    /// What a remark does.
    Opmerkingsoort {
        Opmerking "opmerking" "Opmerking",
        Antwoord "antwoord" "Antwoord",
        Afgehandeld "afgehandeld" "Afgehandeld",
    }
}

/// `opmerkingen/<id>/<when>-<rand>.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Opmerking {
    /// Always 1.
    pub formaat: Formaat,
    /// The afspraak it is about, equal to the folder's name.
    pub afspraak: AfspraakId,
    /// What it does.
    pub soort: Opmerkingsoort,
    /// The field it is about.
    pub veld: Option<String>,
    /// The remark that it answers or settles.
    pub bij: Option<String>,
    /// From which party.
    pub partij: PartijId,
    /// In which office.
    pub functie: String,
    /// When.
    pub moment: toml::value::Datetime,
    /// What.
    pub tekst: Option<String>,
}

impl Opmerking {
    /// When it was placed.
    pub fn tijdstip(&self) -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339(&self.moment.to_string()).ok()
    }
}

/// The fields of `opmerkingen/<id>/<when>-<rand>.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig("afspraak", "Afspraak", Soort::EigenId, "Het nummer van de afspraak, gelijk aan de naam van de map."),
    Veld::nodig(
        "soort",
        "Soort",
        Soort::Keuze(Opmerkingsoort::OPTIES),
        "Een nieuwe opmerking, een antwoord, of dat de opmerking is afgehandeld.",
    ),
    Veld::optioneel("veld", "Veld", Soort::Tekst, "Het onderdeel van de afspraak waar het over gaat."),
    Veld::optioneel(
        "bij",
        "Bij opmerking",
        Soort::Tekst,
        "De naam van de opmerking die beantwoord of afgehandeld wordt.",
    ),
    Veld::nodig("partij", "Partij", Soort::Partij, "Van welke partij."),
    Veld::nodig("functie", "Functie", Soort::Tekst, "De functie, niet de naam."),
    Veld::nodig("moment", "Moment", Soort::Moment, "Datum en tijd volgens RFC 3339."),
    Veld::aanbevolen("tekst", "Tekst", Soort::Proza, "De opmerking zelf."),
];
