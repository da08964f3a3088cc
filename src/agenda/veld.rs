//! What fields a file of format 1 has: the one description that reading, checking, editing,
//! showing and `docs/formaat.md` all follow.

use super::keuze::Optie;

/// How much a field is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plicht {
    /// The file cannot be read without it.
    Nodig,
    /// A concept may lack it, but parties cannot agree before it is there.
    Verplicht,
    /// Missing it is worth a remark.
    Aanbevolen,
    /// Only where it applies.
    Optioneel,
}

impl Plicht {
    /// As the reader sees it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nodig => "altijd nodig",
            Self::Verplicht => "verplicht voor overeenstemming",
            Self::Aanbevolen => "aanbevolen",
            Self::Optioneel => "optioneel",
        }
    }
}

/// Registers whose numbers have a rule of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// TOOI gemeentecode.
    Gemeentecode,
    /// DUO number of a samenwerkingsverband.
    SwvNummer,
    /// Kamer van Koophandel.
    Kvk,
    /// RSIN.
    Rsin,
    /// OIN.
    Oin,
    /// RFC 9562 UUID.
    Uuid,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// The format's number.
    Formaat,
    /// The afspraak's own identifier, equal to the file's name.
    EigenId,
    /// A row's key.
    Sleutel,
    /// One line of text.
    Tekst,
    /// Sentences, paragraphs and lists.
    Proza,
    /// Several lines of text.
    Teksten,
    /// One of a fixed list.
    Keuze(&'static [Optie]),
    /// Any of a fixed list.
    Keuzes(&'static [Optie]),
    /// A TOML local date.
    Datum,
    /// An instant with its offset (RFC 3339).
    Moment,
    /// A whole number between two bounds.
    Getal(i64, i64),
    /// True or false.
    JaNee,
    /// Whole euros.
    Bedrag,
    /// A percentage or fraction.
    Aandeel,
    /// A measured value.
    Meetwaarde,
    /// A register's number.
    Nummer(Register),
    /// A party's identifier.
    Partij,
    /// Several parties.
    Partijen,
    /// An afspraak's identifier.
    Afspraak,
    /// Several afspraken.
    Afspraken,
    /// The key of an indicator of the same afspraak.
    Indicator,
    /// A table of its own.
    Tabel(&'static [Veld]),
    /// Rows, each with a `sleutel`.
    Groep(&'static [Veld]),
}

/// One field of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Veld {
    /// The TOML key.
    pub naam: &'static str,
    /// What the reader sees.
    pub label: &'static str,
    /// What it holds.
    pub soort: Soort,
    /// How much it is wanted.
    pub plicht: Plicht,
    /// What belongs in it, in a sentence or two.
    pub uitleg: &'static str,
}

impl Veld {
    const fn met(naam: &'static str, label: &'static str, soort: Soort, plicht: Plicht, uitleg: &'static str) -> Self {
        Self { naam, label, soort, plicht, uitleg }
    }

    pub(crate) const fn nodig(naam: &'static str, label: &'static str, soort: Soort, uitleg: &'static str) -> Self {
        Self::met(naam, label, soort, Plicht::Nodig, uitleg)
    }

    pub(crate) const fn verplicht(naam: &'static str, label: &'static str, soort: Soort, uitleg: &'static str) -> Self {
        Self::met(naam, label, soort, Plicht::Verplicht, uitleg)
    }

    pub(crate) const fn aanbevolen(
        naam: &'static str,
        label: &'static str,
        soort: Soort,
        uitleg: &'static str,
    ) -> Self {
        Self::met(naam, label, soort, Plicht::Aanbevolen, uitleg)
    }

    pub(crate) const fn optioneel(naam: &'static str, label: &'static str, soort: Soort, uitleg: &'static str) -> Self {
        Self::met(naam, label, soort, Plicht::Optioneel, uitleg)
    }

    /// The fields of a table's or group's rows; none for a simple field.
    pub fn kinderen(&self) -> &'static [Veld] {
        match self.soort {
            Soort::Tabel(velden) | Soort::Groep(velden) => velden,
            _ => &[],
        }
    }

    /// Whether oogo fills it in and nobody else changes it.
    pub fn is_vast(&self) -> bool {
        matches!(self.soort, Soort::Formaat | Soort::EigenId | Soort::Sleutel)
            || self.soort == Soort::Nummer(Register::Uuid)
    }
}

/// The field with this key.
pub fn veld(velden: &'static [Veld], naam: &str) -> Option<&'static Veld> {
    velden.iter().find(|v| v.naam == naam)
}

pub(crate) const FORMAAT: Veld =
    Veld::nodig("formaat", "Formaat", Soort::Formaat, "Het nummer van de bestandsindeling. Voor dit formaat is dat 1.");
pub(crate) const SLEUTEL: Veld = Veld::nodig(
    "sleutel",
    "Sleutel",
    Soort::Sleutel,
    "De vaste, korte naam van deze regel. Die verandert nooit, ook niet als de regel een andere titel krijgt of verplaatst wordt.",
);
