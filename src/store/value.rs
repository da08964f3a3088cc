//! Between what a person types and what a file holds: reading and showing one field's value.

use std::str::FromStr;

use toml::Value;

use crate::agenda::bedrag::{Aandeel, Euro, Meetwaarde};
use crate::agenda::keuze::Optie;
use crate::agenda::nummers::{Gemeentecode, Kvk, Oin, Rsin, SwvNummer};
use crate::agenda::tekst::{codepunt, eerste_verboden, nfc, tussen_aanhalingstekens, zoekvorm};
use crate::agenda::veld::{Register, Soort};
use crate::agenda::{Datum, id, proza};

/// Why what was typed is not a value for the field: a Dutch sentence for the one who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct OnjuisteWaarde(pub String);

fn fout<T>(zin: impl Into<String>) -> Result<T, OnjuisteWaarde> {
    Err(OnjuisteWaarde(zin.into()))
}

fn nagekeken<T>(tekst: &str) -> Result<Value, OnjuisteWaarde>
where
    T: FromStr<Err: ToString> + ToString,
{
    tekst.parse::<T>().map(|w| Value::String(w.to_string())).map_err(|e| OnjuisteWaarde(e.to_string()))
}

/// The answer that a person means: the word itself, the label, or an unambiguous start of either.
fn kies(opties: &'static [Optie], tekst: &str) -> Result<Value, OnjuisteWaarde> {
    let gezocht = zoekvorm(tekst.trim());
    let gelijk = |o: &&Optie| o.woord == gezocht || zoekvorm(o.label) == gezocht;
    let begin = |o: &&Optie| o.woord.starts_with(&gezocht) || zoekvorm(o.label).starts_with(&gezocht);
    let mut kandidaten = opties.iter().filter(begin);
    let gevonden = opties.iter().find(gelijk).or_else(|| kandidaten.next().filter(|_| kandidaten.next().is_none()));
    match gevonden {
        Some(o) => Ok(Value::String(o.woord.to_owned())),
        None => {
            let woorden: Vec<&str> = opties.iter().map(|o| o.woord).collect();
            fout(format!("{} kan hier niet. Kies uit: {}.", tussen_aanhalingstekens(tekst.trim()), woorden.join(", ")))
        }
    }
}

fn delen(tekst: &str) -> impl Iterator<Item = &str> {
    tekst.split([',', ';', '\n']).map(str::trim).filter(|d| !d.is_empty())
}

fn naam(tekst: &str) -> Result<Value, OnjuisteWaarde> {
    if id::is_slug(tekst) {
        Ok(Value::String(tekst.to_owned()))
    } else {
        fout(format!(
            "{} is geen naam van een partij of nummer van een afspraak: gebruik kleine letters, cijfers en streepjes.",
            tussen_aanhalingstekens(tekst)
        ))
    }
}

/// Reads what a person typed for a field of this kind. None means: leave the field empty.
///
/// # Errors
/// When the text cannot be a value of this kind; the error says what can.
pub fn lees(soort: Soort, getypt: &str, vandaag: Datum) -> Result<Option<Value>, OnjuisteWaarde> {
    // Windows line ends and tabs come in with any paste.
    let getypt = nfc(&getypt.replace("\r\n", "\n").replace(['\r', '\t'], " "));
    if let Some((_, teken)) = eerste_verboden(&getypt) {
        return fout(format!("Hier staat een onzichtbaar of sturend teken ({}). Haal het weg.", codepunt(teken)));
    }
    let kaal = getypt.trim();
    if kaal.is_empty() {
        return Ok(None);
    }
    let een_regel = || kaal.split_whitespace().collect::<Vec<_>>().join(" ");
    let waarde = match soort {
        Soort::Formaat | Soort::EigenId | Soort::Sleutel | Soort::Nummer(Register::Uuid) => {
            return fout("Dit vult oogo zelf in; het verandert nooit.");
        }
        Soort::Tabel(_) | Soort::Groep(_) => {
            return fout(
                "Dit bestaat uit meer velden. Noem het veld erbij, zoals looptijd.van of mijlpalen.nieuw.wat.",
            );
        }
        Soort::Tekst => Value::String(een_regel()),
        Soort::Proza => {
            let tekst = proza::gesplitst(&getypt);
            if tekst.is_empty() {
                return Ok(None);
            }
            Value::String(format!("{tekst}\n"))
        }
        Soort::Teksten => Value::Array(
            kaal.split([';', '\n'])
                .map(|d| d.trim().trim_start_matches("- ").trim())
                .filter(|d| !d.is_empty())
                .map(|d| Value::String(d.split_whitespace().collect::<Vec<_>>().join(" ")))
                .collect(),
        ),
        Soort::Keuze(opties) => kies(opties, kaal)?,
        Soort::Keuzes(opties) => {
            let mut gekozen = Vec::new();
            for deel in delen(kaal) {
                let keuze = kies(opties, deel)?;
                if !gekozen.contains(&keuze) {
                    gekozen.push(keuze);
                }
            }
            Value::Array(gekozen)
        }
        Soort::Datum => {
            Value::Datetime(Datum::lees(kaal, vandaag).map_err(|e| OnjuisteWaarde(format!("{e}.")))?.into())
        }
        Soort::Moment => match kaal.parse::<toml::value::Datetime>() {
            Ok(d) if d.date.is_some() && d.time.is_some() && d.offset.is_some() => Value::Datetime(d),
            _ => {
                return fout(format!(
                    "{} is geen moment zoals 2027-03-12T14:00:00+01:00.",
                    tussen_aanhalingstekens(kaal)
                ));
            }
        },
        Soort::Getal(min, max) => match kaal.parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => Value::Integer(n),
            _ if (min, max) == (1900, 2999) => {
                return fout(format!("{} is geen jaartal.", tussen_aanhalingstekens(kaal)));
            }
            _ => return fout(format!("{} is geen getal van {min} tot en met {max}.", tussen_aanhalingstekens(kaal))),
        },
        Soort::JaNee => match zoekvorm(kaal).as_str() {
            "ja" | "j" | "true" => Value::Boolean(true),
            "nee" | "n" | "false" => Value::Boolean(false),
            _ => return fout(format!("Antwoord met ja of nee, niet met {}.", tussen_aanhalingstekens(kaal))),
        },
        Soort::Bedrag => Value::Integer(kaal.parse::<Euro>().map_err(|e| OnjuisteWaarde(format!("{e}.")))?.euros()),
        Soort::Aandeel => nagekeken::<Aandeel>(kaal)?,
        Soort::Meetwaarde => nagekeken::<Meetwaarde>(kaal)?,
        Soort::Nummer(register) => nummer(register, kaal)?,
        Soort::Partij | Soort::Afspraak | Soort::Indicator => naam(kaal)?,
        Soort::Partijen | Soort::Afspraken => {
            let mut namen = Vec::new();
            for deel in delen(kaal) {
                let n = naam(deel)?;
                if !namen.contains(&n) {
                    namen.push(n);
                }
            }
            Value::Array(namen)
        }
    };
    Ok(Some(waarde))
}

/// Reads a register's number by that register's own rule.
pub(super) fn nummer(register: Register, tekst: &str) -> Result<Value, OnjuisteWaarde> {
    match register {
        Register::Gemeentecode => nagekeken::<Gemeentecode>(tekst),
        Register::SwvNummer => nagekeken::<SwvNummer>(tekst),
        Register::Kvk => nagekeken::<Kvk>(tekst),
        Register::Rsin => nagekeken::<Rsin>(tekst),
        Register::Oin => nagekeken::<Oin>(tekst),
        Register::Uuid => match tekst.parse::<uuid::Uuid>() {
            Ok(u) => Ok(Value::String(u.to_string())),
            Err(_) => fout(format!("{} is geen uuid.", tussen_aanhalingstekens(tekst))),
        },
    }
}

fn label(opties: &[Optie], woord: &str) -> String {
    opties.iter().find(|o| o.woord == woord).map_or(woord, |o| o.label).to_owned()
}

fn datum_van(d: &toml::value::Datetime) -> Option<Datum> {
    Datum::try_from(*d).ok()
}

/// A value as a reader sees it: `€ 18.000`, `15 maart 2027`, the label of a choice. Names of
/// parties stay identifiers here; `naam_van` turns them into names.
pub fn toon(soort: Soort, waarde: &Value, naam_van: &dyn Fn(&str) -> String) -> String {
    match (soort, waarde) {
        (Soort::Keuze(opties), Value::String(s)) => label(opties, s),
        (Soort::Keuzes(opties), Value::Array(a)) => a
            .iter()
            .map(|w| w.as_str().map_or_else(|| w.to_string(), |s| label(opties, s)))
            .collect::<Vec<_>>()
            .join("; "),
        (Soort::Bedrag, Value::Integer(n)) => Euro::nieuw(*n).map_or_else(|| n.to_string(), |e| e.to_string()),
        (Soort::Datum, Value::Datetime(d)) => datum_van(d).map_or_else(|| d.to_string(), Datum::lang),
        (Soort::Moment, Value::Datetime(d)) => moment(d),
        (Soort::JaNee, Value::Boolean(b)) => if *b { "ja" } else { "nee" }.to_owned(),
        (Soort::Partij | Soort::Afspraak | Soort::Indicator, Value::String(s)) => naam_van(s),
        (Soort::Partijen | Soort::Afspraken, Value::Array(a)) => {
            a.iter().map(|w| w.as_str().map_or_else(|| w.to_string(), naam_van)).collect::<Vec<_>>().join(", ")
        }
        (Soort::Proza, Value::String(s)) => proza::vloeiend(s),
        (_, Value::Array(a)) => a.iter().map(kaal).collect::<Vec<_>>().join("; "),
        (_, ander) => kaal(ander),
    }
}

/// `12 mrt 2027, 14:05`.
fn moment(d: &toml::value::Datetime) -> String {
    let datum = d.date.and_then(|datum| Datum::nieuw(datum.year.into(), datum.month.into(), datum.day.into()));
    match (datum, d.time) {
        (Some(datum), Some(t)) => format!("{}, {}:{:02}", datum.kort(), t.hour, t.minute),
        _ => d.to_string(),
    }
}

fn kaal(waarde: &Value) -> String {
    match waarde {
        Value::String(s) => s.trim().to_owned(),
        ander => ander.to_string(),
    }
}

/// A value as a person edits it; [`lees`] reads it back to the same value.
pub fn bewerkbaar(soort: Soort, waarde: &Value) -> String {
    match (soort, waarde) {
        (Soort::Datum, Value::Datetime(d)) => datum_van(d).map_or_else(|| d.to_string(), Datum::kort),
        (Soort::Proza, Value::String(s)) => proza::vloeiend(s),
        (Soort::Bedrag | Soort::JaNee, w) => toon(soort, w, &str::to_owned),
        (Soort::Teksten, Value::Array(a)) => a.iter().map(kaal).collect::<Vec<_>>().join("\n"),
        (_, Value::Array(a)) => a.iter().map(kaal).collect::<Vec<_>>().join(", "),
        (_, ander) => kaal(ander),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::afspraak::{Niveau, Principe};

    fn nu() -> Datum {
        Datum::nieuw(2026, 11, 21).unwrap()
    }

    #[test]
    fn a_choice_is_known_by_word_label_or_start() {
        for getypt in ["regionaal", "Regionaal", "reg"] {
            assert_eq!(lees(Soort::Keuze(Niveau::OPTIES), getypt, nu()), Ok(Some("regionaal".into())));
        }
        let e = lees(Soort::Keuze(Niveau::OPTIES), "landelijk", nu()).unwrap_err();
        assert_eq!(e.to_string(), "‘landelijk’ kan hier niet. Kies uit: regionaal, subregionaal, lokaal.");
    }

    #[test]
    fn what_is_shown_for_editing_reads_back_as_it_was() {
        for (soort, waarde) in [
            (Soort::Bedrag, Value::Integer(18_000)),
            (Soort::JaNee, Value::Boolean(true)),
            (Soort::Datum, Value::Datetime("2027-03-15".parse().unwrap())),
            (Soort::Proza, Value::String("Eén zin.\nNog een.\n\n- punt\n".into())),
            (Soort::Teksten, Value::Array(vec!["een, twee".into(), "drie".into()])),
            (Soort::Partijen, Value::Array(vec!["voorbeeldstad".into(), "swv-po".into()])),
            (Soort::Keuzes(Principe::OPTIES), Value::Array(vec!["een-route".into()])),
            (Soort::Meetwaarde, Value::String("<5".into())),
        ] {
            assert_eq!(lees(soort, &bewerkbaar(soort, &waarde), nu()), Ok(Some(waarde)));
        }
    }

    #[test]
    fn characters_that_hide_are_refused_by_name() {
        let e = lees(Soort::Tekst, "abc\u{202e}def", nu()).unwrap_err();
        assert!(e.to_string().contains("U+202E"), "{e}");
        assert!(lees(Soort::Proza, "\u{1b}[2J", nu()).is_err());
        assert_eq!(lees(Soort::Tekst, "een\ttwee\r\ndrie", nu()), Ok(Some("een twee drie".into())));
    }

    #[test]
    fn nothing_typed_empties_the_field() {
        assert_eq!(lees(Soort::Bedrag, "  ", nu()), Ok(None));
        assert_eq!(lees(Soort::Proza, "\n \n", nu()), Ok(None));
    }
}
