//! Random files of format 1, made from the field tables themselves.

use oogo::agenda::veld::{Plicht, Register, Soort, Veld};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use toml::{Table, Value};

fn slug() -> impl Strategy<Value = String> {
    "[a-z]{2,5}-[3-9a-h]{3,4}"
}

fn tekst() -> impl Strategy<Value = String> {
    "[A-Za-zéëïü0-9€(][A-Za-zéëïü0-9 ,.;:’“”\"'\\\\()%€/-]{0,40}[a-z.]"
        .prop_map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn proza() -> impl Strategy<Value = String> {
    vec(vec("[A-Z][a-zé \"\\\\,0-9]{0,40}[a-z][.?!]", 1..4).prop_map(|z| z.join(" ")), 1..4)
        .prop_map(|alineas| format!("{}\n", oogo::agenda::proza::gesplitst(&alineas.join("\n\n"))))
}

fn datum() -> impl Strategy<Value = Value> {
    (1900u16..2999, 1u8..=12, 1u8..=28)
        .prop_map(|(j, m, d)| Value::Datetime(format!("{j:04}-{m:02}-{d:02}").parse().unwrap()))
}

fn teksten(van: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Value> {
    vec(van, 1..4).prop_map(|t| Value::Array(t.into_iter().map(Value::String).collect())).boxed()
}

/// A value for a field of this kind.
pub fn waarde(soort: Soort, id: String) -> BoxedStrategy<Value> {
    match soort {
        Soort::Formaat => Just(Value::Integer(1)).boxed(),
        Soort::EigenId => Just(Value::String(id)).boxed(),
        Soort::Sleutel | Soort::Partij | Soort::Afspraak | Soort::Indicator => slug().prop_map(Value::String).boxed(),
        Soort::Tekst => tekst().prop_map(Value::String).boxed(),
        Soort::Proza => proza().prop_map(Value::String).boxed(),
        Soort::Teksten => teksten(tekst()),
        Soort::Keuze(opties) => select(opties).prop_map(|o| Value::String(o.woord.into())).boxed(),
        Soort::Keuzes(opties) => subsequence(opties, 1..=opties.len())
            .prop_map(|o| Value::Array(o.iter().map(|o| Value::String(o.woord.into())).collect()))
            .boxed(),
        Soort::Datum => datum().boxed(),
        Soort::Moment => (0u8..24, 0u8..60)
            .prop_map(|(u, m)| Value::Datetime(format!("2027-03-12T{u:02}:{m:02}:00+01:00").parse().unwrap()))
            .boxed(),
        Soort::Getal(min, max) => (min..=max).prop_map(Value::Integer).boxed(),
        Soort::JaNee => any::<bool>().prop_map(Value::Boolean).boxed(),
        Soort::Bedrag => (0..=100_000_000_000i64).prop_map(Value::Integer).boxed(),
        Soort::Aandeel => (0..=100u8).prop_map(|p| Value::String(format!("{p}%"))).boxed(),
        Soort::Meetwaarde => {
            select(&["28", "<5", "12,5", "0", "1250"][..]).prop_map(|s| Value::String(s.into())).boxed()
        }
        Soort::Nummer(r) => Just(Value::String(
            match r {
                Register::Gemeentecode => "gm9991",
                Register::SwvNummer => "PO9901",
                Register::Kvk => "12345678",
                Register::Rsin => "111222333",
                Register::Oin => "00000001002220647000",
                Register::Uuid => "6f1c2f0e-3b0a-4c57-9d8e-0f5a7b1e2d34",
            }
            .into(),
        ))
        .boxed(),
        Soort::Partijen | Soort::Afspraken => teksten(slug()),
        Soort::Tabel(velden) => tabel(velden, id, Vec::new()).prop_map(Value::Table).boxed(),
        Soort::Groep(velden) => vec(tabel(velden, id, Vec::new()), 1..4)
            .prop_map(|mut rijen| {
                for (i, rij) in rijen.iter_mut().enumerate() {
                    rij.insert("sleutel".into(), Value::String(format!("rij{i}")));
                }
                Value::Array(rijen.into_iter().map(Value::Table).collect())
            })
            .boxed(),
    }
}

/// A table with every field that is needed and a random choice of the rest.
pub fn tabel(velden: &'static [Veld], id: String, altijd: Vec<&'static str>) -> BoxedStrategy<Table> {
    let delen: Vec<_> = velden
        .iter()
        .map(|v| {
            let waarde = waarde(v.soort, id.clone());
            let altijd = v.plicht == Plicht::Nodig || altijd.contains(&v.naam);
            if altijd { waarde.prop_map(Some).boxed() } else { weighted(0.6, waarde).boxed() }
        })
        .collect();
    delen
        .prop_map(move |waarden| {
            velden
                .iter()
                .zip(waarden)
                .filter_map(|(v, w)| Some((v.naam.to_owned(), w?)))
                .filter(|(_, w)| !leeg(w))
                .collect()
        })
        .boxed()
}

fn leeg(w: &Value) -> bool {
    oogo::store::canonical::is_leeg(w)
}
