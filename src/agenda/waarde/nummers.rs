//! Numbers that registers give to organisations, each checked by its own rule.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bedrag::als_tekst;
use super::tekst::tussen_aanhalingstekens;

/// Why a text is not the number that it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{gelezen} is geen {soort}: {regel}")]
pub struct OnjuistNummer {
    gelezen: String,
    soort: &'static str,
    regel: &'static str,
}

fn zonder_scheiding(tekst: &str) -> String {
    tekst.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{a0}')).collect()
}

fn cijfers(tekst: &str, aantal: usize) -> bool {
    tekst.len() == aantal && tekst.bytes().all(|b| b.is_ascii_digit())
}

macro_rules! nummer {
    ($(#[$doc:meta])* $naam:ident, $soort:literal, $regel:literal, $lees:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $naam(String);

        impl FromStr for $naam {
            type Err = OnjuistNummer;

            fn from_str(tekst: &str) -> Result<Self, OnjuistNummer> {
                let lees: fn(&str) -> Option<String> = $lees;
                lees(&zonder_scheiding(tekst)).map(Self).ok_or_else(|| OnjuistNummer {
                    gelezen: tussen_aanhalingstekens(tekst.trim()),
                    soort: $soort,
                    regel: $regel,
                })
            }
        }

        impl fmt::Display for $naam {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        als_tekst!($naam);
    };
}

nummer!(
    /// A gemeente in TOOI, `gm0363`: `gm` and the four digits of the CBS gemeentecode.
    Gemeentecode, "gemeentecode", "gm en vier cijfers, zoals gm0363",
    |t| {
        let klein = t.to_lowercase();
        let code = klein.strip_prefix("gm").unwrap_or(&klein);
        cijfers(code, 4).then(|| format!("gm{code}"))
    }
);
nummer!(
    /// A samenwerkingsverband passend onderwijs at DUO, `PO3006`: also read from `PO 30 06`.
    SwvNummer, "nummer van een samenwerkingsverband", "PO of VO en vier cijfers, zoals PO3006",
    |t| {
        let groot = t.to_uppercase();
        let rest = groot.strip_prefix("PO").or_else(|| groot.strip_prefix("VO"))?;
        cijfers(rest, 4).then(|| groot.clone())
    }
);
nummer!(
    /// A registration with the Kamer van Koophandel: eight digits.
    Kvk, "KvK-nummer", "acht cijfers",
    |t| (cijfers(t, 8) && t != "00000000").then(|| t.to_owned())
);
nummer!(
    /// A Rechtspersonen en Samenwerkingsverbanden Informatienummer: nine digits that pass the
    /// elfproef (weights 9 to 2 and -1).
    Rsin, "RSIN", "negen cijfers die aan de elfproef voldoen",
    |t| (cijfers(t, 9) && elfproef(t)).then(|| t.to_owned())
);
nummer!(
    /// An Organisatie-identificatienummer: twenty digits, that start with `0000000`.
    Oin, "OIN", "twintig cijfers, waarvan de eerste zeven nullen",
    |t| (cijfers(t, 20) && t.starts_with("0000000") && t != "00000000000000000000").then(|| t.to_owned())
);

/// The elfproef over nine digits: 9·d1 + 8·d2 + … + 2·d8 − d9 is a multiple of eleven, and not
/// all are zero.
pub fn elfproef(negen_cijfers: &str) -> bool {
    if !cijfers(negen_cijfers, 9) || negen_cijfers == "000000000" {
        return false;
    }
    let som: i32 =
        negen_cijfers.bytes().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(b, gewicht)| i32::from(b - b'0') * gewicht).sum();
    som % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_swv_number_is_read_as_it_is_written_in_the_field() {
        for tekst in ["PO3006", "PO 30 06", "po-30-06", "PO\u{a0}3006"] {
            assert_eq!(tekst.parse::<SwvNummer>().unwrap().to_string(), "PO3006");
        }
        for tekst in ["PO306", "SO3006", "3006", "PO30066", ""] {
            assert!(tekst.parse::<SwvNummer>().is_err(), "{tekst}");
        }
    }

    #[test]
    fn each_number_has_its_own_rule() {
        assert_eq!("0363".parse::<Gemeentecode>().unwrap().to_string(), "gm0363");
        assert!("gm363".parse::<Gemeentecode>().is_err());
        assert!("12345678".parse::<Kvk>().is_ok());
        assert!("1234567".parse::<Kvk>().is_err());
        assert!("00000001002220647000".parse::<Oin>().is_ok());
        assert!("10000001002220647000".parse::<Oin>().is_err());
    }

    #[test]
    fn the_elfproef_follows_the_published_examples() {
        for goed in ["123456782", "111222333", "999990019"] {
            assert!(elfproef(goed) && goed.parse::<Rsin>().is_ok(), "{goed}");
        }
        for fout in ["123456789", "111222334", "999990018", "000000000", "12345678", "12345678x"] {
            assert!(!elfproef(fout), "{fout}");
        }
    }
}
