//! How each party stands towards a text: from its log, and from what became of the text since.

use std::collections::BTreeMap;

use super::akkoord::{Onderwerp, Over, Soort, Standpunt};
use super::ingang::{Bezwaar, Ingang};
use super::logboek::Logboek;
use super::sha256::Sha256;
use crate::agenda::PartijId;

/// What counts of what a party said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It agrees to the text as it is.
    Akkoord,
    /// It agrees to it under a voorbehoud.
    Voorbehoud,
    /// It does not agree to it.
    NietAkkoord,
    /// The text is not what it spoke of.
    Achterhaald,
    /// It took back what it said.
    Ingetrokken,
    /// What stands there in its name proves nothing.
    Ongeldig,
    /// It cannot be known.
    Onbekend,
    /// Two of its people said different things at the same time.
    Dubbel,
    /// It said nothing.
    Geen,
}

impl Status {
    /// As a script reads it.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Akkoord => "akkoord",
            Self::Voorbehoud => "voorbehoud",
            Self::NietAkkoord => "niet-akkoord",
            Self::Achterhaald => "achterhaald",
            Self::Ingetrokken => "ingetrokken",
            Self::Ongeldig => "ongeldig",
            Self::Onbekend => "onbekend",
            Self::Dubbel => "dubbel",
            Self::Geen => "geen",
        }
    }

    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Akkoord => "akkoord",
            Self::Voorbehoud => "akkoord onder voorbehoud",
            Self::NietAkkoord => "niet akkoord",
            Self::Achterhaald => "achterhaald: tekst gewijzigd",
            Self::Ingetrokken => "ingetrokken",
            Self::Ongeldig => "ongeldig",
            Self::Onbekend => "onbekend",
            Self::Dubbel => "dubbel: twee verschillende standpunten",
            Self::Geen => "nog niets",
        }
    }
}

/// A party's standing towards one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand<'a> {
    /// What counts.
    pub status: Status,
    /// The entries that it rests on, and what each says.
    pub rust_op: Vec<(&'a Ingang, &'a Over)>,
    /// What a person should know of it: why it is ongeldig or onbekend; of what is achterhaald the version
    /// that changed the text, where there is one.
    pub waarom: String,
}

/// Since a version, what became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verloop {
    /// It stayed as it was in that version, in every version that follows on it.
    Gebleven,
    /// Somewhere in between it was another; in which version first, where that is known.
    Veranderd(String),
    /// That version is of before the history was rewritten.
    Geschoond,
    /// That version is no part of this history, or a part of history is not here.
    Onbekend,
}

/// A party's standing towards a text in one kind (ambtelijk or bestuurlijk), or (`namens`) that of one whose
/// place it took: of that only what it says for it counts. `nu` is the sha256 of its
/// bytes now, none where it is not there; `sinds` says of a version that was seen what became of it.
pub fn stand<'a>(
    log: &'a Logboek,
    soort: Soort,
    over: &Onderwerp,
    namens: Option<&PartijId>,
    nu: Option<Sha256>,
    sinds: impl Fn(&str) -> Verloop,
) -> Stand<'a> {
    let standpunt = |i: &'a Ingang| {
        let akkoord = i.verklaring.as_ref()?.akkoord.as_ref()?;
        akkoord.standpunten.iter().find(|s| s.onderwerp().as_ref() == Some(over))
    };
    // What nobody of the party can have said, and is there no more, silences nobody; a check still tells of it.
    let telt = |i: &Ingang| i.is_er || !i.bezwaar.as_ref().is_some_and(Bezwaar::is_vervalst);
    let spreekt_voor = |i: &Ingang| {
        let akkoord = i.verklaring.as_ref().and_then(|v| v.akkoord.as_ref());
        namens.is_none_or(|partij| akkoord.is_some_and(|a| a.namens.contains(partij)))
    };
    let alle: Vec<(usize, &Ingang, &Over)> = log
        .over(soort, over)
        .filter(|(_, i)| telt(i) && spreekt_voor(i))
        .filter_map(|(n, i)| Some((n, i, standpunt(i)?)))
        .collect();
    let is_nieuwste = |n: usize| !alle.iter().any(|(ander, i, _)| i.is_geldig() && log.is_voor(n, *ander));
    let nieuwste: Vec<(&Ingang, &Over)> =
        alle.iter().filter(|(n, ..)| is_nieuwste(*n)).map(|(_, i, s)| (*i, *s)).collect();
    let met = |status, waarom: String| Stand { status, rust_op: nieuwste.clone(), waarom };
    let Some((eerste, standpunt)) = nieuwste.first() else { return met(Status::Geen, String::new()) };
    // What stands there in the party's name and proves nothing must not pass in silence.
    if let Some((ingang, bezwaar)) = nieuwste.iter().find_map(|(i, _)| Some((i, i.bezwaar.as_ref()?))) {
        return met(Status::Ongeldig, format!("{}: {bezwaar}", ingang.pad));
    }
    let zelfde = |s: &Over| {
        (s.standpunt, s.sha256, &s.voorbehoud) == (standpunt.standpunt, standpunt.sha256, &standpunt.voorbehoud)
    };
    if !nieuwste.iter().all(|(_, s)| zelfde(s)) {
        return met(Status::Dubbel, "twee verklaringen van tegelijk zeggen iets anders".to_owned());
    }
    if standpunt.standpunt == Standpunt::Ingetrokken {
        return met(Status::Ingetrokken, standpunt.toelichting.clone().unwrap_or_default());
    }
    if nu != Some(standpunt.sha256) {
        let gezien = eerste.verklaring.as_ref().and_then(|v| v.akkoord.as_ref()).map(|a| sinds(&a.gezien));
        let versie = if let Some(Verloop::Veranderd(versie)) = gezien { versie } else { String::new() };
        return met(Status::Achterhaald, versie);
    }
    // Of equal ones it is enough that one still holds.
    let mut uitkomst = None;
    for (ingang, _) in &nieuwste {
        let gezien = ingang.verklaring.as_ref().and_then(|v| v.akkoord.as_ref()).map_or("", |a| a.gezien.as_str());
        match sinds(gezien) {
            Verloop::Gebleven => {
                let status = match standpunt.standpunt {
                    Standpunt::Akkoord => Status::Akkoord,
                    Standpunt::Voorbehoud => Status::Voorbehoud,
                    Standpunt::NietAkkoord => Status::NietAkkoord,
                    Standpunt::Ingetrokken => Status::Ingetrokken,
                };
                return met(status, String::new());
            }
            Verloop::Veranderd(versie) => uitkomst = Some((Status::Achterhaald, versie)),
            Verloop::Geschoond => {
                uitkomst.get_or_insert((Status::Onbekend, VOOR_SCHONING.to_owned()));
            }
            Verloop::Onbekend => {
                uitkomst.get_or_insert((
                    Status::Onbekend,
                    "een deel van de geschiedenis is hier niet; of de tekst ertussen gelijk bleef, is niet te zeggen"
                        .to_owned(),
                ));
            }
        }
    }
    let (status, waarom) = uitkomst.unwrap_or((Status::Onbekend, eerste.pad.clone()));
    met(status, waarom)
}

/// Why it is not known how a party stands that spoke before the history was rewritten.
pub const VOOR_SCHONING: &str = "dit is gezegd voordat de geschiedenis geschoond is, en moet opnieuw gezegd worden";

/// Whether the parties are of one mind about a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overeenstemming {
    /// Every party that is bound agrees, bestuurlijk.
    Ja,
    /// So it is, but a voorbehoud is open.
    OnderVoorbehoud,
    /// Not.
    Nee,
}

impl Overeenstemming {
    /// As a script reads it.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::OnderVoorbehoud => "onder-voorbehoud",
            Self::Nee => "nee",
        }
    }

    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ja => "overeenstemming",
            Self::OnderVoorbehoud => "overeenstemming onder voorbehoud",
            Self::Nee => "geen overeenstemming",
        }
    }
}

/// Whether all that are bound agree; nobody bound is no overeenstemming.
pub fn overeenstemming(gebonden: &[PartijId], bestuurlijk: &BTreeMap<PartijId, Status>) -> Overeenstemming {
    let mut uit = if gebonden.is_empty() { Overeenstemming::Nee } else { Overeenstemming::Ja };
    for partij in gebonden {
        uit = uit.max(match bestuurlijk.get(partij) {
            Some(Status::Akkoord) => Overeenstemming::Ja,
            Some(Status::Voorbehoud) => Overeenstemming::OnderVoorbehoud,
            _ => Overeenstemming::Nee,
        });
    }
    uit
}
