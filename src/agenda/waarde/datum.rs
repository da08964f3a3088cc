//! Dates as Dutch policy officers write them, and as TOML holds them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const KORT: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// A calendar date between 1900 and 2999; a TOML local date (`2027-03-15`) in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Datum(NaiveDate);

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is geen datum; schrijf bijvoorbeeld 15-3-2027, 15 mrt 2027 of ‘over 6 weken’")]
pub struct OnjuisteDatum(String);

/// How a date stands in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datumvorm {
    /// `15 mrt 2027`.
    Woorden,
    /// `15-03-2027`.
    Cijfers,
}

static VORM: std::sync::OnceLock<Datumvorm> = std::sync::OnceLock::new();

/// Chooses how dates stand in lists, once, for the whole program.
pub fn kies_vorm(vorm: Datumvorm) {
    let _ = VORM.set(vorm);
}

impl Datum {
    /// The date, where it exists in the calendar and lies between 1900 and 2999.
    pub fn nieuw(jaar: i32, maand: u32, dag: u32) -> Option<Self> {
        (1900..3000).contains(&jaar).then(|| NaiveDate::from_ymd_opt(jaar, maand, dag).map(Self)).flatten()
    }

    /// Today on this machine; `OOGO_VANDAAG=2027-03-15` names another day, so that output can be
    /// repeated.
    pub fn vandaag() -> Self {
        let genoemd = std::env::var("OOGO_VANDAAG").ok().and_then(|d| d.parse().ok());
        genoemd.unwrap_or_else(|| Self(chrono::Local::now().date_naive()))
    }

    /// The year.
    pub fn jaar(self) -> i32 {
        self.0.year()
    }

    /// The date so many days later.
    pub fn plus_dagen(self, dagen: u64) -> Self {
        self.0.checked_add_days(Days::new(dagen)).map_or(self, Self)
    }

    /// The date so many days earlier.
    pub fn min_dagen(self, dagen: u64) -> Self {
        self.0.checked_sub_days(Days::new(dagen)).map_or(self, Self)
    }

    /// How many days from this date to another; less than none when that was before.
    pub fn dagen_tot(self, ander: Self) -> i64 {
        (ander.0 - self.0).num_days()
    }

    /// The month that a word names in full or in the usual short form.
    pub fn maand_genoemd(woord: &str) -> Option<u32> {
        // No month has a longer name; most words are longer or begin otherwise.
        if woord.len() > 9 {
            return None;
        }
        let klein = woord.to_lowercase();
        let plaats = |namen: &[&str]| namen.iter().position(|m| *m == klein);
        let nummer = plaats(&MAANDEN).or_else(|| plaats(&KORT)).or_else(|| (klein == "sept").then_some(8))?;
        u32::try_from(nummer + 1).ok()
    }

    /// The day of the month.
    pub fn dag(self) -> u32 {
        self.0.day()
    }

    /// The month, from 0.
    pub fn maandnummer(self) -> u32 {
        self.0.month0()
    }

    /// The day of the week: 0 is Monday.
    pub fn weekdag(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// Whether two dates lie in the same month of the same year.
    pub fn is_zelfde_maand(self, ander: Self) -> bool {
        (self.0.year(), self.0.month()) == (ander.0.year(), ander.0.month())
    }

    /// The date so many months further on, or back; the month's last day where it has no such day.
    pub fn plus_maanden(self, maanden: i32) -> Self {
        let n = Months::new(maanden.unsigned_abs());
        let ander = if maanden < 0 { self.0.checked_sub_months(n) } else { self.0.checked_add_months(n) };
        ander.map_or(self, Self)
    }

    /// The month and year: `maart 2027`.
    pub fn maand(self) -> String {
        format!("{} {}", MAANDEN[self.0.month0() as usize], self.0.year())
    }

    /// Long form for documents: `15 maart 2027`.
    pub fn lang(self) -> String {
        format!("{} {} {}", self.0.day(), MAANDEN[self.0.month0() as usize], self.0.year())
    }

    /// Short form for lists: `15 mrt 2027`, or `15-03-2027` where the user wants figures.
    pub fn kort(self) -> String {
        if VORM.get() == Some(&Datumvorm::Cijfers) {
            return self.0.format("%d-%m-%Y").to_string();
        }
        format!("{} {} {}", self.0.day(), KORT[self.0.month0() as usize], self.0.year())
    }

    /// The day of a moment, where its writer was. Outside 1900 to 2999 the nearest of those.
    pub fn van_moment(moment: chrono::DateTime<chrono::FixedOffset>) -> Self {
        let dag = moment.date_naive();
        let grens = |jaar, maand, dag| NaiveDate::from_ymd_opt(jaar, maand, dag).map(Self);
        match dag.year() {
            ..1900 => grens(1900, 1, 1).unwrap_or(Self(dag)),
            3000.. => grens(2999, 12, 31).unwrap_or(Self(dag)),
            _ => Self(dag),
        }
    }

    /// Reads what a person types of a day that was: as [`Datum::lees`], and without a year the last time
    /// that day came round.
    ///
    /// # Errors
    /// As [`Datum::lees`].
    pub fn lees_geweest(tekst: &str, vandaag: Self) -> Result<Self, OnjuisteDatum> {
        let dag = Self::lees(tekst, vandaag)?;
        // A day that is said to be still to come is no day that was.
        if dag > vandaag
            && !tekst.trim_start().starts_with(|c: char| c.is_ascii_digit())
            && lees_relatief(&tekst.trim().to_lowercase(), vandaag).is_some()
        {
            return Err(OnjuisteDatum(super::tekst::tussen_aanhalingstekens(tekst.trim())));
        }
        let zonder_jaar = dag > vandaag && !tekst.contains(&dag.jaar().to_string());
        Ok(if zonder_jaar { dag.plus_maanden(-12) } else { dag })
    }

    /// Reads what a person types, relative words against `vandaag`: `2027-03-15`, `15-3-2027`,
    /// `15/3/27`, `15 mrt 2027`, `maart 2027` (the first), `vandaag`, `morgen`, `over 6 weken`, `2 weken geleden`.
    ///
    /// # Errors
    /// When the text is none of these or names a day that does not exist.
    pub fn lees(tekst: &str, vandaag: Self) -> Result<Self, OnjuisteDatum> {
        let fout = || OnjuisteDatum(super::tekst::tussen_aanhalingstekens(tekst.trim()));
        let klein = tekst.trim().to_lowercase();
        lees_relatief(&klein, vandaag)
            .or_else(|| lees_cijfers(&klein))
            .or_else(|| lees_met_maand(&klein, vandaag))
            .ok_or_else(fout)
    }
}

fn lees_relatief(tekst: &str, vandaag: Datum) -> Option<Datum> {
    match tekst {
        "vandaag" => return Some(vandaag),
        "morgen" => return Some(vandaag.plus_dagen(1)),
        "overmorgen" => return Some(vandaag.plus_dagen(2)),
        "gisteren" => return Some(vandaag.min_dagen(1)),
        "eergisteren" => return Some(vandaag.min_dagen(2)),
        "vorige week" => return Some(vandaag.min_dagen(7)),
        "vorige maand" => return Some(vandaag.plus_maanden(-1)),
        _ => {}
    }
    let (telling, terug) = match (tekst.strip_prefix("over "), tekst.strip_suffix(" geleden")) {
        (Some(telling), None) => (telling, false),
        (None, Some(telling)) => (telling, true),
        _ => return None,
    };
    let mut woorden = telling.split_whitespace();
    let aantal: u32 = match woorden.next()? {
        "een" | "één" => 1,
        "twee" => 2,
        "drie" => 3,
        "vier" => 4,
        "vijf" => 5,
        "zes" => 6,
        n => n.parse().ok().filter(|n| *n <= 4000)?,
    };
    let eenheid = woorden.next()?;
    if woorden.next().is_some() {
        return None;
    }
    let dagen = |n: u64| {
        let n = Days::new(n);
        if terug { vandaag.0.checked_sub_days(n) } else { vandaag.0.checked_add_days(n) }
    };
    let maanden = |n: u32| {
        let n = Months::new(n);
        if terug { vandaag.0.checked_sub_months(n) } else { vandaag.0.checked_add_months(n) }
    };
    let datum = match eenheid {
        "dag" | "dagen" => dagen(aantal.into())?,
        "week" | "weken" => dagen(u64::from(aantal) * 7)?,
        "maand" | "maanden" => maanden(aantal)?,
        "jaar" | "jaren" => maanden(aantal.checked_mul(12)?)?,
        _ => return None,
    };
    Datum::nieuw(datum.year(), datum.month(), datum.day())
}

fn jaar_van(tekst: &str) -> Option<i32> {
    let jaar: i32 = tekst.parse().ok()?;
    match tekst.len() {
        2 => Some(2000 + jaar),
        4 => Some(jaar),
        _ => None,
    }
}

fn lees_cijfers(tekst: &str) -> Option<Datum> {
    let delen: Vec<&str> = tekst.split(['-', '/', '.', ' ']).filter(|d| !d.is_empty()).collect();
    let [a, b, c] = delen.as_slice() else {
        return None;
    };
    if !delen.iter().all(|d| d.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    if a.len() == 4 {
        return Datum::nieuw(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    Datum::nieuw(jaar_van(c)?, b.parse().ok()?, a.parse().ok()?)
}

fn lees_met_maand(tekst: &str, vandaag: Datum) -> Option<Datum> {
    let delen: Vec<&str> = tekst.split([' ', '-', '.', '/']).filter(|d| !d.is_empty()).collect();
    let maand = |naam: &str| {
        let i = MAANDEN.iter().position(|m| *m == naam || (naam.len() >= 3 && m.starts_with(naam)));
        i.or_else(|| KORT.iter().position(|m| *m == naam)).and_then(|i| u32::try_from(i + 1).ok())
    };
    match delen.as_slice() {
        [dag, m, jaar] => Datum::nieuw(jaar_van(jaar)?, maand(m)?, dag.parse().ok()?),
        [m, jaar] if jaar.len() == 4 => Datum::nieuw(jaar_van(jaar)?, maand(m)?, 1),
        // Without a year: the first time that day comes round.
        [dag, m] => {
            let (dag, m) = (dag.parse().ok()?, maand(m)?);
            Datum::nieuw(vandaag.jaar(), m, dag)
                .filter(|d| *d >= vandaag)
                .or_else(|| Datum::nieuw(vandaag.jaar() + 1, m, dag))
        }
        _ => None,
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for Datum {
    type Err = OnjuisteDatum;

    /// Only the form of the files, `2027-03-15`.
    fn from_str(tekst: &str) -> Result<Self, OnjuisteDatum> {
        let vorm = tekst.len() == 10 && tekst.as_bytes()[4] == b'-';
        NaiveDate::parse_from_str(tekst, "%Y-%m-%d")
            .ok()
            .filter(|_| vorm)
            .and_then(|d| Self::nieuw(d.year(), d.month(), d.day()))
            .ok_or_else(|| OnjuisteDatum(super::tekst::tussen_aanhalingstekens(tekst)))
    }
}

impl TryFrom<toml::value::Datetime> for Datum {
    type Error = OnjuisteDatum;

    fn try_from(d: toml::value::Datetime) -> Result<Self, OnjuisteDatum> {
        match (d.date, d.time, d.offset) {
            (Some(datum), None, None) => Self::nieuw(datum.year.into(), datum.month.into(), datum.day.into()),
            _ => None,
        }
        .ok_or_else(|| OnjuisteDatum(super::tekst::tussen_aanhalingstekens(&d.to_string())))
    }
}

impl From<Datum> for toml::value::Datetime {
    fn from(d: Datum) -> Self {
        // The range of `Datum` makes these fit.
        let klein = |n: u32| u8::try_from(n).unwrap_or(1);
        Self {
            date: Some(toml::value::Date {
                year: u16::try_from(d.0.year()).unwrap_or(1900),
                month: klein(d.0.month()),
                day: klein(d.0.day()),
            }),
            time: None,
            offset: None,
        }
    }
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        toml::value::Datetime::from(*self).serialize(s)
    }
}

impl<'de> Deserialize<'de> for Datum {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        toml::value::Datetime::deserialize(d)?.try_into().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(j: i32, m: u32, dag: u32) -> Datum {
        Datum::nieuw(j, m, dag).unwrap()
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let nu = d(2026, 11, 21);
        for (tekst, verwacht) in [
            ("2027-03-15", d(2027, 3, 15)),
            ("15-3-2027", d(2027, 3, 15)),
            ("15/03/27", d(2027, 3, 15)),
            ("15 mrt 2027", d(2027, 3, 15)),
            ("15 mrt. 2027", d(2027, 3, 15)),
            ("15 maart 2027", d(2027, 3, 15)),
            ("1 Sept 2027", d(2027, 9, 1)),
            ("maart 2027", d(2027, 3, 1)),
            ("15 mrt", d(2027, 3, 15)),
            ("1 dec", d(2026, 12, 1)),
            ("vandaag", nu),
            ("over 6 weken", d(2027, 1, 2)),
            ("2 weken geleden", d(2026, 11, 7)),
            ("drie maanden geleden", d(2026, 8, 21)),
            ("eergisteren", d(2026, 11, 19)),
            ("vorige week", d(2026, 11, 14)),
            ("over een maand", d(2026, 12, 21)),
        ] {
            assert_eq!(Datum::lees(tekst, nu), Ok(verwacht), "{tekst}");
        }
        for tekst in ["30-2-2027", "", "ooit", "over 6 manen", "2027", "99999999-1-1", "over 4001 dagen"] {
            assert!(Datum::lees(tekst, nu).is_err(), "{tekst}");
        }
    }

    proptest! {
        #[test]
        fn a_date_reads_back_from_each_form(dagen in 0u64..36_000) {
            let datum = d(1990, 1, 1).plus_dagen(dagen);
            let nu = d(2026, 11, 21);
            for vorm in [datum.to_string(), datum.lang(), datum.kort()] {
                prop_assert_eq!(Datum::lees(&vorm, nu).unwrap(), datum);
            }
        }

        #[test]
        fn no_text_makes_reading_a_date_panic(tekst in "\\PC{0,40}") {
            let _ = Datum::lees(&tekst, d(2026, 11, 21));
            let _ = tekst.parse::<Datum>();
        }
    }
}
