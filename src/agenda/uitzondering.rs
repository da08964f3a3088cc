//! Why something may stand in a file that the privacy rules warn about: kept by place and reason,
//! never by the value or a hash of it. Its file never changes.

use serde::{Deserialize, Serialize};

use super::bestand::Formaat;
use super::id::PartijId;
use super::keuze::keuze;
use super::veld::{FORMAAT, Soort, Veld};

keuze! {
    /// A kind of data about a person.
    Gegeven {
        Bsn "bsn" "burgerservicenummer",
        Onderwijsnummer "onderwijsnummer" "onderwijsnummer",
        EckId "eck-id" "ECK iD",
        Leerlingnummer "leerlingnummer" "leerlingnummer",
        Tlv "tlv" "nummer van een toelaatbaarheidsverklaring",
        Geboortedatum "geboortedatum" "geboortedatum met een naam",
        Naam "naam" "naam van een leerling of ouder",
        Adres "adres" "adres van een gezin",
        Email "e-mail" "privé-mailadres",
        Telefoon "telefoon" "telefoonnummer van een persoon",
        Iban "iban" "rekeningnummer",
        Diagnose "diagnose" "diagnose van een leerling",
        KleinAantal "klein-aantal" "klein aantal leerlingen",
        Functionaris "naam-functionaris" "naam van een functionaris",
    }
}

/// `uitzonderingen/<when>-<rand>.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Uitzondering {
    /// Always 1.
    pub formaat: Formaat,
    /// The afspraak's id, or the file's path, or `toelichting` for a version's message.
    pub bestand: String,
    /// The field, where it is one.
    pub veld: Option<String>,
    /// What was found there.
    pub soort: Gegeven,
    /// For how many of those in that place, from 1.
    pub aantal: u32,
    /// Why it may stand there.
    pub reden: String,
    /// From which party.
    pub partij: PartijId,
    /// In which office.
    pub functie: String,
    /// When.
    pub moment: toml::value::Datetime,
}

/// The fields of `uitzonderingen/<when>-<rand>.toml`, in reading order.
pub const VELDEN: &[Veld] = &[
    FORMAAT,
    Veld::nodig(
        "bestand",
        "Waar",
        Soort::Tekst,
        "Het nummer van de afspraak, of de plaats van een ander bestand; ‘toelichting’ voor de toelichting bij een versie.",
    ),
    Veld::optioneel("veld", "Veld", Soort::Tekst, "Het onderdeel waar het over gaat."),
    Veld::nodig("soort", "Wat", Soort::Keuze(Gegeven::OPTIES), "Waar de privacyregels voor waarschuwden."),
    Veld::nodig(
        "aantal",
        "Aantal",
        Soort::Getal(1, 9_999),
        "Voor hoeveel daarvan op die plaats; één meer vraagt een nieuwe reden.",
    ),
    Veld::nodig("reden", "Reden", Soort::Proza, "Waarom het er mag staan. Nooit het gegeven zelf."),
    Veld::nodig("partij", "Partij", Soort::Partij, "Van welke partij."),
    Veld::nodig("functie", "Functie", Soort::Tekst, "De functie, niet de naam."),
    Veld::nodig("moment", "Moment", Soort::Moment, "Datum en tijd volgens RFC 3339."),
];
