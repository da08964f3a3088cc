//! The versions of the whole, or of one thing in it.

use super::vergelijk::{namen_nu, zijden};
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::Stuk;
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::diff::compare;
use crate::export::vergelijking::{Filter, Namen, Overzicht};
use crate::git::{Versie, Wijziging};
use crate::store::load::pad_stuk;

/// What a person names: an afspraak's number, `thema huisvesting`, `overleg 2027-03-12-oogo`.
///
/// # Errors
/// When it is no such name.
pub fn stuk(naam: &str) -> Result<Stuk, Fout> {
    naam.trim().to_lowercase().parse().map_err(|()| onbekend(naam))
}

fn onbekend(naam: &str) -> Fout {
    let advies = "Bekijk met ‘oogo toon’ welke afspraken er zijn, of met ‘oogo geschiedenis’ welke er waren.";
    Fout::nieuw(format!("Er is en was geen afspraak {}.", tussen_aanhalingstekens(naam)), advies)
}

/// A version with what it changed.
#[derive(Debug, Clone)]
pub struct Gebeurtenis {
    /// The version.
    pub versie: Versie,
    /// What changed in what was asked for, a sentence a change; nothing where that is not told.
    pub zinnen: Vec<String>,
}

/// What happened to the whole or to one thing in it.
#[derive(Debug, Clone, Default)]
pub struct Verloop {
    /// The versions, newest first.
    pub gebeurtenissen: Vec<Gebeurtenis>,
    /// Whether what came before is not in this copy.
    pub is_afgekapt: bool,
}

/// What is said where what came before is not in this copy.
pub const AFGEKAPT: &str =
    "Wat eerder gebeurde, ontbreekt in deze kopie. Maak met ‘oogo open ADRES MAP’ een kopie met de hele geschiedenis.";

/// Of so many versions is told what they changed.
const VERTELD: usize = 200;
/// So many changes of one version are told.
const ZINNEN: usize = 3;

/// The versions, newest first, at most `hoogstens`: of everything, or of one thing; of an afspraak
/// with its voortgang and beheer. What they changed is told as long as somebody waits.
///
/// # Errors
/// When no versions are kept, or there never was such a thing.
pub fn geschiedenis(
    kopie: &Kopie,
    van: Option<&Stuk>,
    hoogstens: usize,
    wacht: impl Fn() -> bool,
) -> Result<Verloop, Fout> {
    let repo = kopie.versies()?;
    // An afspraak is followed by its number, through a move to another theme.
    let naam = van.map(|stuk| pad_stuk(stuk).unwrap_or_else(|| format!("{stuk}.toml")));
    let namen: Vec<&str> = naam.as_deref().into_iter().collect();
    let versies = repo.geschiedenis(&namen, hoogstens)?;
    if let Some(stuk) =
        van.filter(|stuk| versies.is_empty() && crate::actions::concept::Concept::open(kopie, stuk).is_err())
    {
        return Err(onbekend(&stuk.to_string()));
    }
    let is_van = |pad: &str| match naam.as_deref().map(|naam| pad.strip_suffix(naam)) {
        None | Some(Some("")) => true,
        Some(Some(voor)) => voor.ends_with('/'),
        Some(None) => false,
    };
    let namen = namen_nu(kopie);
    let bomen = repo.bomen();
    let mut gebeurtenissen = Vec::new();
    for (i, versie) in versies.into_iter().enumerate() {
        // What cannot be read is not told; that the version was there is.
        let is_verteld = i < VERTELD && wacht();
        let stap = if is_verteld { repo.stap(&bomen, versie.id, is_van).ok().flatten() } else { None };
        let zinnen = stap.map(|stap| zinnen(stap, &namen, van)).unwrap_or_default();
        gebeurtenissen.push(Gebeurtenis { versie, zinnen });
    }
    Ok(Verloop { gebeurtenissen, is_afgekapt: repo.is_afgekapt() })
}

/// What a step changed, a sentence a change; with `van` all of it is about that one thing.
fn zinnen(stap: Vec<Wijziging>, namen: &Namen, van: Option<&Stuk>) -> Vec<String> {
    let (oud, nieuw) = zijden(stap);
    let overzicht = Overzicht::van("", "", &compare(&oud, &nieuw), namen, &Filter::default(), &[]);
    let mut zinnen = overzicht.kort();
    if let Some(stuk) = van {
        let kop = format!("{stuk}: ");
        zinnen.iter_mut().for_each(|z| *z = z.strip_prefix(&kop).unwrap_or(z).to_owned());
    }
    if zinnen.len() > ZINNEN + 1 {
        let rest = zinnen.len() - ZINNEN;
        zinnen.truncate(ZINNEN);
        zinnen.push(format!("en nog {rest} wijzigingen."));
    }
    zinnen
}
