//! A theme: a folder under `agendas/` with its own vision.

use serde::{Deserialize, Serialize};

use super::bestand::Formaat;
use super::veld::{FORMAAT, Soort, Veld};

/// `agendas/<thema>/thema.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Thema {
    /// Always 1.
    pub formaat: Formaat,
    /// Its name.
    pub naam: String,
    /// What the ids of afspraken that are born here start with.
    pub voorvoegsel: String,
    /// Its place among the themes.
    pub volgorde: Option<i64>,
    /// What the parties want here.
    pub visie: Option<String>,
    /// What to talk about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gesprekspunten: Vec<String>,
}

/// The fields of `thema.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig("naam", "Naam", Soort::Tekst, "De naam van het thema."),
    Veld::nodig(
        "voorvoegsel",
        "Voorvoegsel",
        Soort::Tekst,
        "Twee tot vier kleine letters waarmee de nummers van nieuwe afspraken in dit thema beginnen.",
    ),
    Veld::optioneel("volgorde", "Volgorde", Soort::Getal(1, 999), "De plaats van dit thema in de ontwikkelagenda."),
    Veld::aanbevolen("visie", "Visie", Soort::Proza, "Wat de partijen op dit thema willen bereiken."),
    Veld::optioneel("gesprekspunten", "Gesprekspunten", Soort::Teksten, "Vragen om samen te bespreken."),
];
