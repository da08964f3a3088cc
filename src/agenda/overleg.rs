//! A meeting: who came, what was sent, what was on the list, what was decided.

use serde::{Deserialize, Serialize};

use super::bestand::Formaat;
use super::datum::Datum;
use super::id::{AfspraakId, PartijId};
use super::keuze::keuze;
use super::veld::{FORMAAT, SLEUTEL, Soort, Veld};
use super::voortgang::{ACTIVITEITEN, Activiteit};

keuze! {
    /// What kind of meeting.
    Overlegsoort {
        Ambtelijk "ambtelijk" "Ambtelijk overleg",
        Oogo "oogo" "OOGO",
        Bestuurlijk "bestuurlijk" "Bestuurlijk gesprek",
    }
}

keuze! {
    /// What the meeting is about in law: each subject has its own parties and its own procedure.
    Betreft {
        OndersteuningsplanPo "ondersteuningsplan-po" "Ondersteuningsplan primair onderwijs (WPO art. 18a)",
        OndersteuningsplanVo "ondersteuningsplan-vo" "Ondersteuningsplan voortgezet onderwijs (WVO 2020)",
        Jeugdplan "jeugdplan" "Jeugdbeleidsplan (Jeugdwet art. 2.2)",
        Ontwikkelagenda "ontwikkelagenda" "Ontwikkelagenda",
    }
}

keuze! {
    /// What a point on the list asks of the meeting.
    Behandeling {
        Informeren "informeren" "Ter informatie",
        Bespreken "bespreken" "Ter bespreking",
        Besluiten "besluiten" "Ter besluitvorming",
    }
}

keuze! {
    /// What came of an afspraak for one party, as the list of decisions says it. What a party
    /// itself declares is in its own verklaring.
    Uitkomst {
        Overeenstemming "overeenstemming" "Overeenstemming",
        MetVoorbehoud "overeenstemming-met-voorbehoud" "Overeenstemming met voorbehoud",
        Gedeeltelijk "gedeeltelijk" "Gedeeltelijke overeenstemming",
        Voortzetten "geen-overeenstemming-voortzetten" "Geen overeenstemming, overleg voortzetten",
        Vastgesteld "geen-overeenstemming-vastgesteld" "Geen overeenstemming, zo vastgesteld",
        Geschil "geschil-aanhangig" "Geschil aanhangig",
    }
}

/// Who was there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Aanwezige {
    pub(crate) sleutel: String,
    /// For which party.
    pub partij: PartijId,
    /// In which office.
    pub functie: String,
}

/// The papers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Stukken {
    /// When they went out.
    pub verzonden: Option<Datum>,
    /// The version that went out.
    pub versie: Option<String>,
}

/// A point on the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Agendapunt {
    pub(crate) sleutel: String,
    /// The subject.
    pub onderwerp: Option<String>,
    /// The afspraak it is about.
    pub afspraak: Option<AfspraakId>,
    /// What is asked.
    pub behandeling: Option<Behandeling>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Besluit {
    pub(crate) sleutel: String,
    /// On which afspraak.
    pub afspraak: Option<AfspraakId>,
    /// For which party; for all when there is none.
    pub partij: Option<PartijId>,
    /// What came of it.
    pub uitkomst: Option<Uitkomst>,
    /// In words.
    pub besluit: Option<String>,
}

/// `overleggen/<date>-<soort>.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Overleg {
    /// Always 1.
    pub formaat: Formaat,
    /// What kind.
    pub soort: Overlegsoort,
    /// When.
    pub datum: Datum,
    /// Where.
    pub plaats: Option<String>,
    /// What it is about in law.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub betreft: Vec<Betreft>,
    /// Who chairs.
    pub voorzitter: Option<String>,
    /// Who keeps the record, and so its archive.
    pub secretariaat: Option<PartijId>,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aanwezigen: Vec<Aanwezige>,
    /// The papers.
    pub stukken: Option<Stukken>,
    /// The list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vergaderagenda: Vec<Agendapunt>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub besluiten: Vec<Besluit>,
    /// What has to be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acties: Vec<Activiteit>,
    /// In brief.
    pub verslag: Option<String>,
}

const AANWEZIGEN: &[Veld] = &[
    SLEUTEL,
    Veld::nodig("partij", "Partij", Soort::Partij, "Voor wie iemand er was."),
    Veld::nodig("functie", "Functie", Soort::Tekst, "De functie, niet de naam."),
];

const STUKKEN: &[Veld] = &[
    Veld::aanbevolen("verzonden", "Verzonden", Soort::Datum, "De dag waarop de stukken zijn verzonden."),
    Veld::optioneel("versie", "Versie", Soort::Tekst, "De versie van de ontwikkelagenda die is verzonden."),
];

const VERGADERAGENDA: &[Veld] = &[
    SLEUTEL,
    Veld::optioneel("onderwerp", "Onderwerp", Soort::Tekst, "Waar het punt over gaat."),
    Veld::optioneel("afspraak", "Afspraak", Soort::Afspraak, "De afspraak die besproken wordt."),
    Veld::optioneel(
        "behandeling",
        "Behandeling",
        Soort::Keuze(Behandeling::OPTIES),
        "Wat van het overleg gevraagd wordt.",
    ),
];

const BESLUITEN: &[Veld] = &[
    SLEUTEL,
    Veld::optioneel("afspraak", "Afspraak", Soort::Afspraak, "De afspraak waarover besloten is."),
    Veld::optioneel(
        "partij",
        "Partij",
        Soort::Partij,
        "De partij voor wie deze uitkomst geldt; leeg betekent: voor alle.",
    ),
    Veld::optioneel("uitkomst", "Uitkomst", Soort::Keuze(Uitkomst::OPTIES), "Wat de uitkomst was."),
    Veld::optioneel("besluit", "Besluit", Soort::Proza, "Het besluit in woorden, met een voorbehoud als dat er is."),
];

/// The fields of `overleggen/<date>-<soort>.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig("soort", "Soort overleg", Soort::Keuze(Overlegsoort::OPTIES), "Ambtelijk of bestuurlijk."),
    Veld::nodig("datum", "Datum", Soort::Datum, "De dag van het overleg."),
    Veld::optioneel("plaats", "Plaats", Soort::Tekst, "Waar het overleg is."),
    Veld::aanbevolen(
        "betreft",
        "Betreft",
        Soort::Keuzes(Betreft::OPTIES),
        "Waarover de wet overleg vraagt. Eén vergadering kan over meer plannen gaan.",
    ),
    Veld::optioneel("voorzitter", "Voorzitter", Soort::Tekst, "Wie voorzit, als functie."),
    Veld::aanbevolen("secretariaat", "Secretariaat", Soort::Partij, "De partij die het verslag maakt en bewaart."),
    Veld::optioneel("aanwezigen", "Aanwezigen", Soort::Groep(AANWEZIGEN), "Wie er waren, met functie en partij."),
    Veld::optioneel(
        "stukken",
        "Stukken",
        Soort::Tabel(STUKKEN),
        "Wanneer en in welke versie de stukken zijn verzonden.",
    ),
    Veld::optioneel(
        "vergaderagenda",
        "Vergaderagenda",
        Soort::Groep(VERGADERAGENDA),
        "De punten van deze vergadering.",
    ),
    Veld::optioneel("besluiten", "Besluitenlijst", Soort::Groep(BESLUITEN), "De uitkomst per afspraak en per partij."),
    Veld::optioneel("acties", "Actielijst", Soort::Groep(ACTIVITEITEN), "Wie wat wanneer doet."),
    Veld::optioneel("verslag", "Verslag", Soort::Proza, "Kort, zonder namen."),
];
