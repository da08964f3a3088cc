//! What must not get in: data about pupils and their families. Rules over text, without learning and
//! without a network; the table of [`regels`] says them in words.

mod bereikbaar;
mod blik;
mod datum;
mod getal;
mod kenmerk;
mod persoon;
pub mod regels;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::agenda::Datum;
pub use crate::agenda::uitzondering::Gegeven;
use blik::Blik;
use regels::Regel;

/// What a finding does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Niveau {
    /// It is told when somebody asks for it.
    Meldt,
    /// It is saved after a look, with a reason that is kept.
    Waarschuwt,
    /// It is not saved.
    Blokkeert,
}

impl Niveau {
    /// As the reader sees it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Meldt => "meldt",
            Self::Waarschuwt => "waarschuwt",
            Self::Blokkeert => "blokkeert",
        }
    }
}

/// Something that was found in a text. It holds the place and a mask, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vondst {
    /// What it is.
    pub gegeven: Gegeven,
    /// What that does here.
    pub niveau: Niveau,
    /// Where, in bytes.
    pub plek: Range<usize>,
    /// What may be shown of it: `123***782`.
    pub masker: String,
}

impl Vondst {
    fn nieuw(tekst: &str, gegeven: Gegeven, niveau: Niveau, plek: Range<usize>) -> Self {
        let masker = masker(tekst.get(plek.clone()).unwrap_or_default());
        Self { gegeven, niveau, plek, masker }
    }

    /// The rule by which it was found.
    pub fn regel(&self) -> &'static Regel {
        regels::van(self.gegeven)
    }

    /// What is the matter, in a sentence.
    pub fn wat(&self) -> String {
        let (wat, masker) = (self.gegeven.label(), &self.masker);
        match self.niveau {
            Niveau::Blokkeert => format!("Hier staat een {wat} ({masker})."),
            _ => format!("Hier lijkt een {wat} te staan ({masker})."),
        }
    }

    /// What is the matter, and why that is so.
    pub fn melding(&self) -> String {
        format!("{} {}", self.wat(), self.regel().waarom)
    }

    /// What to write instead.
    pub fn advies(&self) -> &'static str {
        self.regel().schrijf
    }
}

/// The first and last three of nine and more digits; of anything else the first letter.
fn masker(waarde: &str) -> String {
    let letters: Vec<char> = waarde.chars().filter(|c| c.is_alphanumeric()).collect();
    match letters.as_slice() {
        [a, b, c, .., x, y, z] if letters.len() >= 9 && letters.iter().all(char::is_ascii_digit) => {
            format!("{a}{b}{c}***{x}{y}{z}")
        }
        [a, ..] => format!("{a}***"),
        [] => "***".to_owned(),
    }
}

/// Everything in a text that must not get in, or calls for a look, in its order; `vandaag` tells how
/// old somebody is.
pub fn zoek(tekst: &str, vandaag: Datum) -> Vec<Vondst> {
    let blik = Blik::op(tekst);
    let mut gevonden = Vec::new();
    getal::zoek(&blik, &mut gevonden);
    kenmerk::zoek(&blik, &mut gevonden);
    bereikbaar::zoek(&blik, &mut gevonden);
    persoon::zoek(&blik, vandaag, &mut gevonden);
    // Of what lies over each other the gravest counts, then the one that says most.
    // Somebody's name is part of many a street.
    let rang = |v: &Vondst| {
        let is_naam = v.gegeven == Gegeven::Naam;
        (std::cmp::Reverse(v.niveau), is_naam, v.plek.start, std::cmp::Reverse(v.plek.end))
    };
    gevonden.sort_by_key(rang);
    let mut uit: BTreeMap<usize, Vondst> = BTreeMap::new();
    for v in gevonden {
        let ervoor = uit.range(..v.plek.end).next_back();
        if ervoor.is_none_or(|(_, u)| u.plek.end <= v.plek.start) {
            uit.insert(v.plek.start, v);
        }
    }
    uit.into_values().collect()
}

/// A text with what is found from this level on masked: for a message that repeats what somebody wrote.
pub fn gemaskeerd(tekst: &str, vandaag: Datum, vanaf: Niveau) -> String {
    // The parts of a path are judged one by one, as they are when they are saved.
    let mut uit: Vec<String> = Vec::new();
    for deel in tekst.split('/') {
        let mut deel = deel.to_owned();
        for v in zoek(&deel.clone(), vandaag).iter().rev().filter(|v| v.niveau >= vanaf) {
            deel.replace_range(v.plek.clone(), &v.masker);
        }
        uit.push(deel);
    }
    uit.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_no_more_than_the_ends() {
        assert_eq!(masker("123.456.782"), "123***782");
        assert_eq!(masker("12345678"), "1***");
        assert_eq!(masker("Sem"), "S***");
        assert_eq!(masker(""), "***");
    }
}
