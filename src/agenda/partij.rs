//! A party: an organisation that takes part.

use serde::{Deserialize, Serialize};

use super::bestand::Formaat;
use super::id::PartijId;
use super::keuze::keuze;
use super::nummers::{Gemeentecode, Kvk, Oin, Rsin, SwvNummer};
use super::veld::{FORMAAT, Register, Soort, Veld};

keuze! {
    /// What kind of organisation a party is.
    Partijsoort {
        Gemeente "gemeente" "Gemeente",
        SwvPo "swv-po" "Samenwerkingsverband primair onderwijs",
        SwvVo "swv-vo" "Samenwerkingsverband voortgezet onderwijs",
        Schoolbestuur "schoolbestuur" "Schoolbestuur",
        Jeugdregio "jeugdregio" "Jeugdregio",
        Overig "overig" "Andere organisatie",
    }
}

/// `partijen/<partij>/partij.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Partij {
    /// Always 1.
    pub formaat: Formaat,
    /// Its name, in full.
    pub naam: String,
    /// What kind.
    pub soort: Partijsoort,
    /// TOOI.
    pub gemeentecode: Option<Gemeentecode>,
    /// DUO.
    pub swv_nummer: Option<SwvNummer>,
    /// Kamer van Koophandel.
    pub kvk: Option<Kvk>,
    /// RSIN.
    pub rsin: Option<Rsin>,
    /// OIN.
    pub oin: Option<Oin>,
    /// The office's shared mailbox.
    pub mailbox: Option<String>,
    /// On whose behalf it acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub namens: Vec<PartijId>,
    /// The party that took its place.
    pub opgevolgd_door: Option<PartijId>,
}

/// The fields of `partij.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig("naam", "Naam", Soort::Tekst, "De volledige naam, zoals ‘gemeente Voorbeeldstad’."),
    Veld::nodig("soort", "Soort", Soort::Keuze(Partijsoort::OPTIES), "Wat voor organisatie het is."),
    Veld::optioneel(
        "gemeentecode",
        "Gemeentecode",
        Soort::Nummer(Register::Gemeentecode),
        "De code in het register TOOI: gm en vier cijfers.",
    ),
    Veld::optioneel(
        "swv-nummer",
        "Nummer samenwerkingsverband",
        Soort::Nummer(Register::SwvNummer),
        "Het nummer bij DUO: PO of VO en vier cijfers.",
    ),
    Veld::optioneel("kvk", "KvK-nummer", Soort::Nummer(Register::Kvk), "Acht cijfers."),
    Veld::optioneel("rsin", "RSIN", Soort::Nummer(Register::Rsin), "Negen cijfers die aan de elfproef voldoen."),
    Veld::optioneel("oin", "OIN", Soort::Nummer(Register::Oin), "Twintig cijfers."),
    Veld::optioneel(
        "mailbox",
        "Mailbox",
        Soort::Tekst,
        "Het gedeelde e-mailadres van de afdeling, geen persoonlijk adres.",
    ),
    Veld::optioneel("namens", "Namens", Soort::Partijen, "De partijen namens wie deze partij optreedt."),
    Veld::optioneel(
        "opgevolgd-door",
        "Opgevolgd door",
        Soort::Partij,
        "De partij die na een herindeling of fusie in de plaats kwam.",
    ),
];
