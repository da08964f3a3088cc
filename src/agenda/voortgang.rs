//! The living part of an afspraak: how it goes. It never touches what is agreed.

use serde::{Deserialize, Serialize};

use super::bedrag::Meetwaarde;
use super::bestand::Formaat;
use super::datum::Datum;
use super::id::{AfspraakId, PartijId};
use super::keuze::keuze;
use super::veld::{FORMAAT, SLEUTEL, Soort, Veld};

keuze! {
    /// How far the work on an afspraak is; whether parties agree is told by their verklaringen.
    Status {
        Idee "idee" "Idee",
        Concept "concept" "Concept",
        Voorbereiding "voorbereiding" "In voorbereiding",
        InUitvoering "in-uitvoering" "In uitvoering",
        Afgerond "afgerond" "Afgerond",
        Gestopt "gestopt" "Gestopt",
        Geschil "geschil" "Geschil",
    }
}

keuze! {
    /// How far one action is.
    Actiestatus {
        Open "open" "Open",
        Bezig "bezig" "Bezig",
        Klaar "klaar" "Klaar",
        Vervallen "vervallen" "Vervallen",
    }
}

keuze! {
    /// What the parties decide after an evaluation.
    Evaluatiebesluit {
        Voortzetten "voortzetten" "Voortzetten",
        Uitbreiden "uitbreiden" "Voortzetten en uitbreiden",
        Bijstellen "bijstellen" "Bijstellen",
        Stoppen "stoppen" "Stoppen",
    }
}

/// Something to be done by a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Activiteit {
    pub(crate) sleutel: String,
    /// What.
    pub wat: String,
    /// Who.
    pub partij: Option<PartijId>,
    /// In which office.
    pub functie: Option<String>,
    /// By when.
    pub uiterlijk: Option<Datum>,
    /// How far.
    pub status: Option<Actiestatus>,
}

impl Activiteit {
    /// Whether somebody still has to do it.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Some(Actiestatus::Klaar | Actiestatus::Vervallen))
    }
}

/// One measurement of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Meting {
    pub(crate) sleutel: String,
    /// The indicator's key.
    pub indicator: String,
    /// When.
    pub datum: Datum,
    /// What was measured.
    pub waarde: Meetwaarde,
    /// Where, when it is not the whole area.
    pub gemeente: Option<PartijId>,
    /// In words.
    pub toelichting: Option<String>,
}

/// Something learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Les {
    pub(crate) sleutel: String,
    /// When.
    pub datum: Option<Datum>,
    /// What.
    pub les: String,
}

/// A look back, and what was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Evaluatie {
    pub(crate) sleutel: String,
    /// When.
    pub datum: Datum,
    /// What was found.
    pub oordeel: Option<String>,
    /// What was decided.
    pub besluit: Option<Evaluatiebesluit>,
}

/// `voortgang/<id>.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Voortgang {
    /// Always 1.
    pub formaat: Formaat,
    /// The afspraak it is about, equal to the file's name.
    pub id: AfspraakId,
    /// How far.
    pub status: Option<Status>,
    /// What is in the way.
    pub belemmeringen: Option<String>,
    /// What has to be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activiteiten: Vec<Activiteit>,
    /// What was measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metingen: Vec<Meting>,
    /// What was learned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessen: Vec<Les>,
    /// Looks back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluaties: Vec<Evaluatie>,
}

pub(super) const ACTIVITEITEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("wat", "Wat", Soort::Tekst, "Wat er gedaan moet worden."),
    Veld::aanbevolen("partij", "Wie", Soort::Partij, "De partij die het doet."),
    Veld::optioneel("functie", "Functie", Soort::Tekst, "De functie, niet de naam."),
    Veld::aanbevolen("uiterlijk", "Uiterlijk", Soort::Datum, "De dag waarop het klaar moet zijn."),
    Veld::optioneel("status", "Status", Soort::Keuze(Actiestatus::OPTIES), "Hoe ver het is."),
];

const METINGEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("indicator", "Indicator", Soort::Indicator, "De sleutel van de indicator in de afspraak."),
    Veld::nodig("datum", "Datum", Soort::Datum, "De dag van de meting."),
    Veld::nodig(
        "waarde",
        "Waarde",
        Soort::Meetwaarde,
        "Wat gemeten is. Kleine aantallen leerlingen schrijft u als <5.",
    ),
    Veld::optioneel("gemeente", "Gemeente", Soort::Partij, "Alleen als de meting over één gemeente gaat."),
    Veld::optioneel("toelichting", "Toelichting", Soort::Tekst, "Wat u bij het getal moet weten."),
];

const LESSEN: &[Veld] = &[
    SLEUTEL,
    Veld::optioneel("datum", "Datum", Soort::Datum, "Wanneer dit duidelijk werd."),
    Veld::nodig("les", "Les", Soort::Proza, "Wat anderen hiervan kunnen leren."),
];

const EVALUATIES: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("datum", "Datum", Soort::Datum, "De dag van de evaluatie."),
    Veld::aanbevolen("oordeel", "Oordeel", Soort::Proza, "Wat de partijen vonden."),
    Veld::aanbevolen("besluit", "Besluit", Soort::Keuze(Evaluatiebesluit::OPTIES), "Hoe het verdergaat."),
];

/// The fields of `voortgang/<id>.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig("id", "Nummer", Soort::EigenId, "Het nummer van de afspraak, gelijk aan de naam van het bestand."),
    Veld::aanbevolen(
        "status",
        "Status",
        Soort::Keuze(Status::OPTIES),
        "Hoe ver de uitvoering is. Of partijen akkoord zijn, staat in hun verklaringen.",
    ),
    Veld::optioneel(
        "belemmeringen",
        "Belemmeringen",
        Soort::Proza,
        "Wat de uitvoering in de weg staat, ook weerstand: benoem die.",
    ),
    Veld::aanbevolen("activiteiten", "Activiteiten", Soort::Groep(ACTIVITEITEN), "Wie wat wanneer doet."),
    Veld::optioneel("metingen", "Metingen", Soort::Groep(METINGEN), "Wat er gemeten is."),
    Veld::optioneel("lessen", "Lessen", Soort::Groep(LESSEN), "Wat u geleerd hebt."),
    Veld::optioneel("evaluaties", "Evaluaties", Soort::Groep(EVALUATIES), "Terugblikken, met het besluit daarna."),
];
