//! What is recorded about an afspraak without being part of it: tags, publicity, archive data.

use serde::{Deserialize, Serialize};

use super::bestand::Formaat;
use super::id::{AfspraakId, PartijId};
use super::keuze::keuze;
use super::veld::{FORMAAT, SLEUTEL, Soort, Veld};

keuze! {
    /// Who may read the afspraak (Woo art. 3.1, 5.1 and 5.2).
    Openbaarheid {
        Openbaar "openbaar" "Openbaar",
        Intern "intern-tot-overeenstemming" "Intern tot er overeenstemming is",
        Beperkt "beperkt" "Beperkt openbaar, met een grond",
    }
}

keuze! {
    /// Whether a record is kept (MDTO, begrippenlijst Waarderingen).
    Waardering {
        Blijvend "blijvend" "Blijvend bewaren",
        Tijdelijk "tijdelijk" "Vernietigen na de bewaartermijn",
    }
}

/// Archive data of one party (the archiefvormer decides on its own records).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Archief {
    pub(crate) sleutel: String,
    /// Whose archive.
    pub partij: PartijId,
    /// The case number there.
    pub zaaknummer: Option<String>,
    /// The selectielijst used.
    pub selectielijst: Option<String>,
    /// The category in that list, such as 16.1.2.
    pub categorie: Option<String>,
    /// Kept or destroyed.
    pub waardering: Option<Waardering>,
    /// After how long, an ISO 8601 duration such as `P10Y`.
    pub bewaartermijn: Option<String>,
}

/// `beheer/<id>.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Beheer {
    /// Always 1.
    pub formaat: Formaat,
    /// The afspraak it is about, equal to the file's name.
    pub id: AfspraakId,
    /// Free words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Who may read it.
    pub openbaarheid: Option<Openbaarheid>,
    /// On what ground that is limited.
    pub grond: Option<String>,
    /// Per party.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archief: Vec<Archief>,
}

pub(super) const ARCHIEF: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("partij", "Partij", Soort::Partij, "De partij die dit in haar archief heeft."),
    Veld::optioneel("zaaknummer", "Zaaknummer", Soort::Tekst, "Het nummer van de zaak bij die partij."),
    Veld::optioneel("selectielijst", "Selectielijst", Soort::Tekst, "De lijst die deze partij gebruikt."),
    Veld::optioneel("categorie", "Categorie", Soort::Tekst, "Het nummer in die lijst, zoals 16.1.2."),
    Veld::optioneel(
        "waardering",
        "Waardering",
        Soort::Keuze(Waardering::OPTIES),
        "Of het stuk bewaard blijft. De archivaris van de partij beslist.",
    ),
    Veld::optioneel(
        "bewaartermijn",
        "Bewaartermijn",
        Soort::Tekst,
        "Een duur volgens ISO 8601, zoals P10Y voor tien jaar.",
    ),
];

/// The fields of `beheer/<id>.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig("id", "Nummer", Soort::EigenId, "Het nummer van de afspraak, gelijk aan de naam van het bestand."),
    Veld::optioneel("tags", "Trefwoorden", Soort::Teksten, "Eigen woorden om de afspraak terug te vinden."),
    Veld::aanbevolen("openbaarheid", "Openbaarheid", Soort::Keuze(Openbaarheid::OPTIES), "Wie de afspraak mag lezen."),
    Veld::optioneel("grond", "Grond", Soort::Tekst, "Waarom de openbaarheid beperkt is, met het artikel van de Woo."),
    Veld::optioneel("archief", "Archief", Soort::Groep(ARCHIEF), "Gegevens voor het archief van elke partij."),
];
