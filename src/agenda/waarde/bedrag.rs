//! Money and shares of it: whole euros and exact fractions, never a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in whole euros, zero or more, at most € 100 miljard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Euro(i64);

/// The largest amount, in euros.
pub const MAX_EURO: i64 = 100_000_000_000;

/// Why a text is not an amount or a share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OnjuistGetal {
    /// Not an amount.
    #[error("{0} is geen bedrag in hele euro’s; schrijf bijvoorbeeld € 18.000")]
    Bedrag(String),
    /// Not a share.
    #[error("{0} is geen aandeel; schrijf een percentage (70%) of een breuk (3/5)")]
    Aandeel(String),
    /// Not a measured value.
    #[error("{0} is geen meetwaarde; schrijf een getal, zoals 28 of 12,5, of bij kleine aantallen <5.")]
    Meetwaarde(String),
}

impl Euro {
    /// The amount, when it is within range.
    pub fn nieuw(euros: i64) -> Option<Self> {
        (0..=MAX_EURO).contains(&euros).then_some(Self(euros))
    }

    /// Whole euros.
    pub fn euros(self) -> i64 {
        self.0
    }
}

fn met_punten(n: i64) -> String {
    let cijfers = n.unsigned_abs().to_string();
    let mut uit = String::new();
    for (i, c) in cijfers.chars().enumerate() {
        if i > 0 && (cijfers.len() - i).is_multiple_of(3) {
            uit.push('.');
        }
        uit.push(c);
    }
    if n < 0 { format!("-{uit}") } else { uit }
}

impl fmt::Display for Euro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "€ {}", met_punten(self.0))
    }
}

impl FromStr for Euro {
    type Err = OnjuistGetal;

    fn from_str(tekst: &str) -> Result<Self, OnjuistGetal> {
        let fout = || OnjuistGetal::Bedrag(super::tekst::tussen_aanhalingstekens(tekst.trim()));
        let mut kaal = tekst.trim();
        for voor in ["€", "EUR", "eur", "euro"] {
            kaal = kaal.strip_prefix(voor).unwrap_or(kaal).trim();
        }
        for achter in [",-", ",00", ",--", "euro"] {
            kaal = kaal.strip_suffix(achter).unwrap_or(kaal).trim();
        }
        let mut groepen = kaal.split(['.', ' ', '\u{a0}']);
        let eerste = groepen.next().unwrap_or_default();
        let rest: Vec<&str> = groepen.collect();
        let goed = !eerste.is_empty() && (rest.is_empty() || eerste.len() <= 3) && rest.iter().all(|g| g.len() == 3);
        let cijfers: String = std::iter::once(eerste).chain(rest).collect();
        if !goed || !cijfers.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fout());
        }
        cijfers.parse().ok().and_then(Self::nieuw).ok_or_else(fout)
    }
}

impl<'de> Deserialize<'de> for Euro {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let n = i64::deserialize(d)?;
        Self::nieuw(n).ok_or_else(|| serde::de::Error::custom(OnjuistGetal::Bedrag(n.to_string())))
    }
}

/// A share of a whole, exact: `70%` or `3/5` as its writer wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aandeel {
    teller: u32,
    noemer: u32,
    tekst: String,
}

impl Aandeel {
    /// Whether these shares add up to the whole.
    pub fn samen_heel<'a>(delen: impl IntoIterator<Item = &'a Self>) -> bool {
        Self::som(delen).is_some_and(|(t, n)| t == n)
    }

    /// What these shares add up to: a whole percentage, or a fraction where it is none.
    pub fn samen<'a>(delen: impl IntoIterator<Item = &'a Self>) -> String {
        match Self::som(delen) {
            Some((t, n)) if (t * 100).is_multiple_of(n) => format!("{}%", t * 100 / n),
            Some((t, n)) => format!("{t}/{n}"),
            None => "een onbekend deel".to_owned(),
        }
    }

    /// The sum as a reduced fraction; none where it becomes too fine to tell.
    fn som<'a>(delen: impl IntoIterator<Item = &'a Self>) -> Option<(u128, u128)> {
        let (mut t, mut n) = (0u128, 1u128);
        for deel in delen {
            t = t * u128::from(deel.noemer) + u128::from(deel.teller) * n;
            n *= u128::from(deel.noemer);
            let g = ggd(t, n).max(1);
            t /= g;
            n /= g;
            if n > 1 << 60 {
                return None;
            }
        }
        Some((t, n))
    }
}

fn ggd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { ggd(b, a % b) }
}

impl FromStr for Aandeel {
    type Err = OnjuistGetal;

    fn from_str(tekst: &str) -> Result<Self, OnjuistGetal> {
        let kaal: String = tekst.chars().filter(|c| !c.is_whitespace()).collect();
        let fout = || OnjuistGetal::Aandeel(super::tekst::tussen_aanhalingstekens(tekst.trim()));
        let cijfers = |t: &str| -> Option<u32> {
            (t.len() <= 6 && !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse().ok()).flatten()
        };
        let (teller, noemer) = if let Some(procent) = kaal.strip_suffix('%') {
            match procent.split_once(',') {
                None => (cijfers(procent).ok_or_else(fout)?, 100),
                Some((heel, deel)) if deel.len() <= 2 => {
                    let schaal = 10u32.pow(u32::try_from(deel.len()).map_err(|_| fout())?);
                    let heel = cijfers(heel).filter(|h| *h <= 100).ok_or_else(fout)?;
                    (heel * schaal + cijfers(deel).ok_or_else(fout)?, 100 * schaal)
                }
                Some(_) => return Err(fout()),
            }
        } else {
            let (t, n) = kaal.split_once('/').ok_or_else(fout)?;
            (cijfers(t).ok_or_else(fout)?, cijfers(n).ok_or_else(fout)?)
        };
        if noemer == 0 || teller > noemer {
            return Err(fout());
        }
        Ok(Self { teller, noemer, tekst: kaal })
    }
}

impl fmt::Display for Aandeel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tekst)
    }
}

/// A measured or aimed-at value: a whole or decimal number, or `<5` where a small count may not
/// be told. Text in files, because a float would change what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meetwaarde(String);

impl Meetwaarde {
    /// The value in thousandths, where it is a number and not a suppressed count.
    pub fn duizendsten(&self) -> Option<i64> {
        let (min, kaal) = match self.0.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, self.0.as_str()),
        };
        let (heel, deel) = kaal.split_once(',').unwrap_or((kaal, ""));
        let heel: i64 = heel.parse().ok()?;
        let deel: i64 = format!("{deel:0<3}").parse().ok()?;
        Some(min * (heel * 1000 + deel))
    }
}

impl FromStr for Meetwaarde {
    type Err = OnjuistGetal;

    fn from_str(tekst: &str) -> Result<Self, OnjuistGetal> {
        let fout = || OnjuistGetal::Meetwaarde(super::tekst::tussen_aanhalingstekens(tekst.trim()));
        let kaal: String = tekst.chars().filter(|c| !c.is_whitespace()).collect();
        let kaal = kaal.strip_suffix('%').unwrap_or(&kaal);
        let getal = kaal.strip_prefix('<').or_else(|| kaal.strip_prefix('-')).unwrap_or(kaal);
        let (heel, deel) = match getal.split_once(',') {
            Some((h, d)) if !d.is_empty() && d.len() <= 3 && !kaal.starts_with('<') => (h, d),
            Some(_) => return Err(fout()),
            None => (getal, "0"),
        };
        let cijfers = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        // 1.250 is Dutch for 1250; 1.25 is nobody's.
        let groepen: Vec<&str> = heel.split('.').collect();
        let groepen_goed = groepen.len() == 1 || (groepen[0].len() <= 3 && groepen[1..].iter().all(|g| g.len() == 3));
        let heel: String = groepen.concat();
        if !groepen_goed || heel.len() > 12 || !cijfers(&heel) || !cijfers(deel) {
            return Err(fout());
        }
        Ok(Self(kaal.replace('.', "")))
    }
}

impl fmt::Display for Meetwaarde {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! als_tekst {
    ($($soort:ty),*) => {$(
        impl Serialize for $soort {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $soort {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use als_tekst;
als_tekst!(Aandeel, Meetwaarde);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (tekst, euros) in [
            ("€ 18.000", 18_000),
            ("18000", 18_000),
            ("€18.000,-", 18_000),
            ("1.250.000 euro", 1_250_000),
            ("EUR 85 000", 85_000),
            ("0", 0),
        ] {
            assert_eq!(tekst.parse::<Euro>().map(Euro::euros), Ok(euros), "{tekst}");
        }
        for tekst in ["", "18,50", "1.8000", "18.00", "-5", "veel", "999999999999999", "€"] {
            assert!(tekst.parse::<Euro>().is_err(), "{tekst}");
        }
    }

    #[test]
    fn a_key_of_fifths_and_percentages_adds_up_exactly() {
        let lees = |d: &[&str]| -> Vec<Aandeel> { d.iter().map(|a| a.parse().unwrap()).collect() };
        assert!(Aandeel::samen_heel(&lees(&["3/5", "2/5"])));
        assert!(Aandeel::samen_heel(&lees(&["1/3", "1/3", "1/3"])));
        assert!(Aandeel::samen_heel(&lees(&["70%", "3/10"])));
        assert!(Aandeel::samen_heel(&lees(&["33,4%", "66,6%"])));
        assert!(!Aandeel::samen_heel(&lees(&["70%", "20%"])));
        assert!(!Aandeel::samen_heel(&lees(&[])));
        for fout in ["", "5/3", "1/0", "101%", "0.5", "1,234%"] {
            assert!(fout.parse::<Aandeel>().is_err(), "{fout}");
        }
    }

    #[test]
    fn small_counts_stay_suppressed() {
        assert_eq!("<5".parse::<Meetwaarde>().unwrap().duizendsten(), None);
        assert_eq!("12,5 %".parse::<Meetwaarde>().unwrap().duizendsten(), Some(12_500));
        assert_eq!("1.250".parse::<Meetwaarde>().unwrap().to_string(), "1250");
        for fout in ["", "1.5", "<5,2", "vijf", "1,"] {
            assert!(fout.parse::<Meetwaarde>().is_err(), "{fout}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_reads_back(euros in 0..=MAX_EURO) {
            let e = Euro::nieuw(euros).unwrap();
            prop_assert_eq!(e.to_string().parse::<Euro>().unwrap(), e);
        }

        #[test]
        fn no_text_makes_reading_a_number_panic(tekst in "\\PC{0,30}") {
            let _ = tekst.parse::<Euro>();
            let _ = tekst.parse::<Aandeel>();
            let _ = tekst.parse::<Meetwaarde>();
        }
    }
}
