//! Identifiers that oogo makes itself: of afspraken, rows and parties.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Letters and digits that cannot be mistaken for one another when read aloud or in a bad font:
/// no `0`/`o`, `1`/`i`/`l`, `u`/`v`, `2`/`z`, `5`/`s`.
const TEKENS: &[u8] = b"346789abcdefghjkmnpqrtvwxy";

/// Why a text is not an identifier of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct OnjuisteId(String);

fn random_tekens(aantal: usize) -> Result<String, getrandom::Error> {
    let mut tekst = String::with_capacity(aantal);
    while tekst.len() < aantal {
        let mut bytes = [0u8; 16];
        getrandom::fill(&mut bytes)?;
        // 234 = 9 × 26: a byte past it would favour the first letters.
        for byte in bytes.into_iter().filter(|b| *b < 234) {
            if tekst.len() < aantal {
                tekst.push(TEKENS[byte as usize % TEKENS.len()] as char);
            }
        }
    }
    Ok(tekst)
}

/// A short, random key for a row of a repeating group, such as `k7qm`; made once, never derived
/// from the row's title, so that renaming and reordering keep it.
///
/// # Errors
/// When the operating system has no random numbers to give.
pub fn nieuwe_sleutel() -> Result<String, getrandom::Error> {
    random_tekens(4)
}

/// Whether a text can be a file or folder name on every system, and a key: lower-case ASCII
/// letters, digits and single hyphens inside, at most 64 characters.
pub fn is_slug(tekst: &str) -> bool {
    let bytes = tekst.as_bytes();
    !bytes.is_empty()
        && bytes.len() <= 64
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && !tekst.starts_with('-')
        && !tekst.ends_with('-')
        && !tekst.contains("--")
        && !is_windows_apparaat(tekst)
}

/// Names that Windows keeps for devices, whatever their extension.
fn is_windows_apparaat(naam: &str) -> bool {
    matches!(naam, "con" | "prn" | "aux" | "nul")
        || (naam.len() == 4
            && (naam.starts_with("com") || naam.starts_with("lpt"))
            && naam.ends_with(|c: char| c.is_ascii_digit()))
}

/// Turns a name into a slug: `Gemeente 's-Hertogenbosch` becomes `gemeente-s-hertogenbosch`.
/// Empty when nothing of the name can be kept.
pub fn slug_van(naam: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for teken in naam.nfd().filter(|c| c.is_ascii()) {
        if teken.is_ascii_alphanumeric() {
            slug.push(teken.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(60);
    let slug = slug.trim_end_matches('-').to_owned();
    if is_windows_apparaat(&slug) { format!("{slug}-x") } else { slug }
}

macro_rules! slug_id {
    ($(#[$doc:meta])* $naam:ident, $wat:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $naam(String);

        impl $naam {
            /// The identifier as written in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $naam {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $naam {
            type Err = OnjuisteId;

            fn from_str(tekst: &str) -> Result<Self, OnjuisteId> {
                if is_slug(tekst) {
                    Ok(Self(tekst.to_owned()))
                } else {
                    Err(OnjuisteId(format!(
                        "{} is geen {}: gebruik alleen kleine letters, cijfers en streepjes",
                        super::tekst::tussen_aanhalingstekens(tekst), $wat
                    )))
                }
            }
        }

        impl Serialize for $naam {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $naam {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

slug_id!(
    /// A party's identifier: the name of its folder under `partijen/`.
    PartijId,
    "naam van een partij"
);
slug_id!(
    /// A theme's identifier: the name of its folder under `agendas/`.
    ThemaId,
    "naam van een thema"
);
slug_id!(
    /// An afspraak's identifier, such as `lv-k7qm`: also the name of its file, never reused.
    AfspraakId,
    "nummer van een afspraak"
);

impl AfspraakId {
    /// A new random identifier with the `voorvoegsel` of the theme it is born in. Two parties
    /// that each add an afspraak at the same moment get different ones.
    ///
    /// # Errors
    /// When the operating system has no random numbers to give, or the prefix is not a slug.
    pub fn nieuw(voorvoegsel: &str) -> Result<Self, OnjuisteId> {
        let rest = random_tekens(4).map_err(|_| OnjuisteId("het systeem geeft geen toevalsgetallen".to_owned()))?;
        format!("{voorvoegsel}-{rest}").parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_carries_its_prefix_and_no_look_alike_letters() {
        for _ in 0..200 {
            let id = AfspraakId::nieuw("lv").unwrap();
            let rest = id.as_str().strip_prefix("lv-").unwrap();
            assert_eq!(rest.len(), 4);
            assert!(!rest.contains(['0', 'o', '1', 'i', 'l', 'u', 's', '5', '2', 'z']));
        }
    }

    #[test]
    fn windows_device_names_are_no_names() {
        for naam in ["con", "nul", "com1", "lpt9"] {
            assert!(!is_slug(naam), "{naam}");
        }
        assert!(is_slug("contact"));
        assert_eq!(slug_van("Con"), "con-x");
    }

    #[test]
    fn a_name_becomes_a_slug() {
        assert_eq!(slug_van("Gemeente 's-Hertogenbosch"), "gemeente-s-hertogenbosch");
        assert_eq!(slug_van("Één Súdwest-Fryslân!"), "een-sudwest-fryslan");
        assert_eq!(slug_van("日本"), "");
    }

    proptest! {
        #[test]
        fn every_slug_made_of_a_name_is_a_slug_or_empty(naam in "\\PC{0,80}") {
            let slug = slug_van(&naam);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{slug}");
        }
    }
}
