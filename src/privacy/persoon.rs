//! People: names, birth dates with a name, diagnoses.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::blik::{Blik, Wijst};
use super::datum::{self, InTekst};
use super::{Gegeven, Niveau, Vondst};
use crate::agenda::Datum;

/// Given names that occur in the Netherlands, in lower case.
static VOORNAMEN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("voornamen.txt").split_whitespace().collect());

/// Whether a word is a given name.
pub(super) fn is_voornaam(woord: &str) -> bool {
    VOORNAMEN.contains(woord.to_lowercase().as_str())
}

/// How far from a birth date a name may stand, in words.
const BIJ_DATUM: usize = 10;
/// How far from a diagnosis one may stand.
const BIJ_DIAGNOSE: usize = 12;
/// How old a child is at least and a pupil at most, in years.
const LEEFTIJD: Range<i32> = 4..24;

/// How sure it is that something is a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Zeker {
    /// One word with a capital.
    Woord,
    /// Two words with a capital.
    Misschien,
    /// A given name.
    Voornaam,
    /// A given name or initials with a surname.
    Volledig,
}

/// A name in a text, and its parts.
#[derive(Debug, Clone)]
struct Naam {
    delen: Range<usize>,
    zeker: Zeker,
}

fn tussenvoegsel(woord: &str) -> bool {
    matches!(
        woord.to_lowercase().as_str(),
        "van"
            | "de"
            | "der"
            | "den"
            | "het"
            | "ten"
            | "ter"
            | "te"
            | "el"
            | "al"
            | "ait"
            | "aït"
            | "ben"
            | "ibn"
            | "bin"
            | "la"
            | "le"
            | "du"
            | "von"
            | "op"
            | "t"
            | "in"
    )
}

/// A word with a capital that names no person.
fn is_geen_naam(blik: &Blik<'_>, i: usize) -> bool {
    let woord = blik.woord(i);
    let d = &blik.delen[i];
    let is_afkorting = d.lengte > 1 && woord.chars().all(char::is_uppercase);
    let andere = [
        Wijst::GeenNaam,
        Wijst::School,
        Wijst::Organisatie,
        Wijst::Diagnose,
        Wijst::Kind,
        Wijst::Gezin,
        Wijst::Leerlingen,
        Wijst::Geboren,
        Wijst::Bestuurder,
        Wijst::Ambtenaar,
        Wijst::Stuk,
    ];
    is_afkorting || andere.into_iter().any(|w| d.wijst(w))
}

/// The names in a text, in their order.
fn namen(blik: &Blik<'_>) -> Vec<Naam> {
    let mut uit = Vec::new();
    let mut i = 0;
    while i < blik.delen.len() {
        match naam_op(blik, i) {
            Some(naam) => {
                i = naam.delen.end.max(i + 1);
                uit.push(naam);
            }
            None => i += 1,
        }
    }
    uit
}

/// What stands between two words of one name.
fn is_naamruimte(tussen: &str) -> bool {
    matches!(tussen, " " | "\u{A0}" | "-" | ". " | "." | "'" | "’" | " '" | " ’")
}

fn naam_op(blik: &Blik<'_>, i: usize) -> Option<Naam> {
    let d = blik.delen.get(i).filter(|d| d.is_hoofdletter && !d.vast_links && !d.vast_rechts)?;
    let is_kop = |i: usize| {
        blik.delen.get(i).is_some_and(|d| d.is_hoofdletter && !d.vast_rechts && d.lengte > 1) && !is_geen_naam(blik, i)
    };
    // Initials: J.P. de Vries.
    let mut j = i;
    while blik.delen.get(j).is_some_and(|d| d.is_hoofdletter && d.lengte <= 2)
        && blik.tussen(j).starts_with('.')
        && j < i + 4
    {
        j += 1;
    }
    let heeft_voorletters = j > i;
    let is_voornaam = !heeft_voorletters && d.lengte > 1 && is_voornaam(blik.woord(i));
    if !heeft_voorletters && (d.lengte < 2 || is_geen_naam(blik, i)) {
        return None;
    }
    let mut achternaam = if heeft_voorletters { j } else { i + 1 };
    let ruimte = |k: usize| k > 0 && is_naamruimte(blik.tussen(k - 1));
    while achternaam < j + 5
        && ruimte(achternaam)
        && blik.delen.get(achternaam).is_some_and(|d| !d.is_getal)
        && tussenvoegsel(blik.woord(achternaam))
    {
        achternaam += 1;
    }
    // Somebody may have a second given name.
    let heeft_achternaam = ruimte(achternaam) && is_kop(achternaam);
    if heeft_achternaam {
        achternaam += 1;
        while ruimte(achternaam) && is_kop(achternaam) && achternaam < i + 8 {
            achternaam += 1;
        }
    }
    match (is_voornaam, heeft_voorletters, heeft_achternaam) {
        (true, _, true) | (_, true, true) => Some(Naam { delen: i..achternaam, zeker: Zeker::Volledig }),
        (true, _, false) => Some(Naam { delen: i..i + 1, zeker: Zeker::Voornaam }),
        (false, false, true) => Some(Naam { delen: i..achternaam, zeker: Zeker::Misschien }),
        (false, false, false) => Some(Naam { delen: i..i + 1, zeker: Zeker::Woord }),
        (_, true, false) => None,
    }
}

pub(super) fn zoek(blik: &Blik<'_>, vandaag: Datum, gevonden: &mut Vec<Vondst>) {
    let namen = namen(blik);
    if !namen.is_empty() {
        for datum in datum::datums(blik) {
            gevonden.extend(geboren(blik, &namen, &datum, vandaag));
        }
    }
    for naam in &namen {
        gevonden.extend(kind(blik, naam));
        gevonden.extend(functionaris(blik, naam));
    }
    diagnoses(blik, &namen, gevonden);
}

fn plek(blik: &Blik<'_>, delen: &Range<usize>) -> Range<usize> {
    let begin = blik.delen.get(delen.start).map_or(0, |d| d.plek.start);
    blik.delen.get(delen.end.saturating_sub(1)).map_or(begin..begin, |d| begin..d.plek.end)
}

/// The names of which a part lies near the parts from `van` to `tot`; no rule looks further.
fn dichtbij(namen: &[Naam], van: usize, tot: usize) -> &[Naam] {
    let begin = namen.partition_point(|n| n.delen.end + BIJ_DIAGNOSE < van);
    let einde = namen.partition_point(|n| n.delen.start <= tot + BIJ_DIAGNOSE + 1);
    namen.get(begin..einde).unwrap_or_default()
}

/// Whether a name is of somebody who has an office.
fn in_functie(blik: &Blik<'_>, naam: &Naam) -> bool {
    let (van, tot) = (naam.delen.start, naam.delen.end - 1);
    blik.bij(van, tot, 4, 4, Wijst::Bestuurder) || blik.bij(van, tot, 4, 4, Wijst::Ambtenaar)
}

/// A date at which somebody with a name was born.
fn geboren(blik: &Blik<'_>, namen: &[Naam], d: &InTekst, vandaag: Datum) -> Option<Vondst> {
    let (van, tot) = (d.delen.start, d.delen.end - 1);
    let ster = blik.tekst[..blik.delen[van].plek.start].trim_end().ends_with('*');
    let genoemd = ster || blik.bij(van, tot, 5, 3, Wijst::Geboren);
    let afstand = |n: &Naam| if n.delen.end <= van { van - n.delen.end } else { n.delen.start.saturating_sub(tot + 1) };
    let ernaast = |n: &Naam| {
        // ‘Jan’ in ‘12 Jan 2014’ is a part of the date.
        let tussen = if n.delen.end <= van {
            blik.tekst.get(blik.delen[n.delen.end - 1].plek.end..blik.delen[van].plek.start)
        } else {
            blik.tekst.get(blik.delen[tot].plek.end..blik.delen[n.delen.start].plek.start)
        };
        let Some(tussen) = tussen else { return false };
        tussen.chars().count() <= 4
            && tussen
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '|' | ':' | '-' | '–' | '/'))
    };
    let oud = vandaag.jaar() - d.datum.jaar();
    let telt = |n: &&Naam| {
        if n.delen.start <= tot && n.delen.end > van {
            return false;
        }
        if n.zeker == Zeker::Woord {
            return genoemd && afstand(n) <= 2 && n.delen.end <= van;
        }
        if genoemd {
            return afstand(n) <= BIJ_DATUM && !(in_functie(blik, n) && n.zeker != Zeker::Voornaam);
        }
        let kind_erbij = blik.bij(van, tot, 12, 8, Wijst::Kind) || blik.bij(van, tot, 12, 8, Wijst::School);
        let stuk = in_functie(blik, n) || blik.bij(n.delen.start.min(van), tot.max(n.delen.end - 1), 8, 6, Wijst::Stuk);
        let in_rij = blik.tussen(van.saturating_sub(1)).contains([';', '|', '\t'])
            || blik.tussen(tot).contains([';', '|', '\t']);
        let los =
            (n.zeker >= Zeker::Voornaam || in_rij) && ernaast(n) && (!stuk || blik.bij(van, tot, 12, 8, Wijst::Kind));
        let in_groep = in_groep(blik, van, tot);
        let zin = (n.zeker == Zeker::Volledig || n.zeker == Zeker::Misschien && in_groep)
            && (kind_erbij || in_groep)
            && !stuk
            && afstand(n) <= 6;
        LEEFTIJD.contains(&oud) && (los || zin)
    };
    dichtbij(namen, van, tot).iter().find(telt)?;
    Some(Vondst::nieuw(blik.tekst, Gegeven::Geboortedatum, Niveau::Blokkeert, plek(blik, &d.delen)))
}

/// Whether a group or class with its number stands near: ‘groep 7’, ‘klas 1C’.
fn in_groep(blik: &Blik<'_>, van: usize, tot: usize) -> bool {
    blik.buren(van, tot, 12, 12).any(|(i, _)| {
        matches!(blik.woord(i).to_lowercase().as_str(), "groep" | "klas" | "leerjaar")
            && blik.delen.get(i + 1).is_some_and(|d| d.is_getal && d.lengte <= 2)
    })
}

/// Whether nothing but a sign between words stands after a part; a dot only after an abbreviation.
fn hangt_samen(blik: &Blik<'_>, i: usize) -> bool {
    let afkorting = blik.delen[i].lengte <= 4;
    // A line ends a sentence, and a sentence begins with a capital.
    let hangt = |c: char| match c {
        '\n' => false,
        '.' => afkorting,
        c => c.is_whitespace() || matches!(c, ',' | ':' | '(' | '‘' | '“' | '"' | '\''),
    };
    blik.tussen(i).chars().all(hangt)
}

/// A name right beside a word for a pupil or relative.
fn kind(blik: &Blik<'_>, naam: &Naam) -> Option<Vondst> {
    let (van, tot) = (naam.delen.start, naam.delen.end - 1);
    // ‘Leerling Sem’, ‘de moeder van Fatima’, ‘zoon genaamd Daan’.
    let klein = |i: usize| blik.woord(i).to_lowercase();
    let mut i = van;
    let mut ruim = false;
    while i > 0 && van - i < 4 && hangt_samen(blik, i - 1) {
        i -= 1;
        let d = &blik.delen[i];
        if d.wijst(Wijst::Kind) || d.wijst(Wijst::Gezin) {
            // One word with a capital says less after ‘van’: that may be a place.
            let vlak_ervoor = i + 1 == van || naam.zeker == Zeker::Misschien;
            let zeker = naam.zeker >= Zeker::Voornaam || d.wijst(Wijst::Gezin) || ruim || vlak_ervoor;
            return zeker.then(|| vondst(blik, naam));
        }
        // ‘Besproken leerlingen: …’
        if d.wijst(Wijst::Leerlingen) && naam.zeker == Zeker::Volledig && blik.tussen(i).contains(':') {
            return Some(vondst(blik, naam));
        }
        match klein(i).as_str() {
            "van" | "is" | "met" | "en" | "de" | "het" | "onze" | "deze" | "over" => {}
            "mw" | "mevr" | "mevrouw" | "dhr" | "heer" | "meneer" | "genaamd" | "heet" | "naam" | "heten" => {
                ruim = true
            }
            _ => break,
        }
    }
    if naam.zeker == Zeker::Misschien {
        return None;
    }
    // ‘Sem, een leerling’, ‘Nora (dochter)’.
    let na = (tot + 1..tot + 4).take_while(|j| *j < blik.delen.len());
    for j in na {
        let tussen = blik.tussen(j - 1);
        if tussen.contains(['.', ';', '\n']) {
            break;
        }
        // One word with a capital may be a place: only ‘X, een meisje’ says that it is a child.
        let gezegd = naam.zeker != Zeker::Woord || (j == tot + 2 && blik.tussen(tot).trim() == ",");
        if gezegd && blik.delen[j].wijst(Wijst::Kind) && !in_functie(blik, naam) && tussen.trim() != "en" {
            return Some(vondst(blik, naam));
        }
        if !matches!(klein(j).as_str(), "een" | "de" | "haar" | "zijn" | "onze" | "is" | "als" | "onder") {
            break;
        }
    }
    if naam.zeker == Zeker::Volledig && in_groep(blik, van, tot) && !in_functie(blik, naam) {
        return Some(vondst(blik, naam));
    }
    // A given name alone that goes to school or lives somewhere.
    let uit_groep = blik.woord(tot + 1) == "uit" && matches!(blik.woord(tot + 2), "groep" | "klas");
    let doet = uit_groep
        || blik.delen.get(tot + 1).is_some_and(|d| d.wijst(Wijst::Doet)) && blik.tussen(tot).trim().is_empty();
    let thuis = uit_groep
        || blik.bij(van, tot, 10, 12, Wijst::Kind)
        || blik.bij(van, tot, 10, 12, Wijst::School)
        || blik.bij(van, tot, 2, 3, Wijst::Woont);
    (naam.zeker == Zeker::Voornaam && doet && thuis && !in_functie(blik, naam)).then(|| vondst(blik, naam))
}

fn vondst(blik: &Blik<'_>, naam: &Naam) -> Vondst {
    Vondst::nieuw(blik.tekst, Gegeven::Naam, Niveau::Waarschuwt, plek(blik, &naam.delen))
}

/// An official with a name, where the office would do.
fn functionaris(blik: &Blik<'_>, naam: &Naam) -> Option<Vondst> {
    let (van, tot) = (naam.delen.start, naam.delen.end - 1);
    let ambtelijk = blik.bij(van, tot, 4, 4, Wijst::Ambtenaar) && !blik.bij(van, tot, 3, 3, Wijst::Bestuurder);
    (naam.zeker == Zeker::Volledig && ambtelijk)
        .then(|| Vondst::nieuw(blik.tekst, Gegeven::Functionaris, Niveau::Meldt, plek(blik, &naam.delen)))
}

/// A diagnosis about somebody with a name, or about so few at a school that one knows who.
fn diagnoses(blik: &Blik<'_>, namen: &[Naam], gevonden: &mut Vec<Vondst>) {
    for (i, d) in blik.delen.iter().enumerate().filter(|(_, d)| d.wijst(Wijst::Diagnose)) {
        // ‘Tos’ and ‘add’ in lower case are words of their own; so is ‘trauma’ of an organisation.
        if d.lengte <= 4
            && !blik.woord(i).chars().all(char::is_uppercase)
            && !matches!(blik.woord(i), "tos" | "adhd" | "add" | "lvb" | "zmlk")
        {
            continue;
        }
        let raakt = |n: &&Naam| {
            let ver = if n.delen.end <= i { i - n.delen.end } else { n.delen.start.saturating_sub(i + 1) };
            (n.zeker >= Zeker::Voornaam || kind(blik, n).is_some())
                && ver <= BIJ_DIAGNOSE
                && !in_functie(blik, n)
                && zelfde_zin(blik, n.delen.start.min(i), i.max(n.delen.start))
        };
        let klein = klein_aantal(blik, i);
        if dichtbij(namen, i, i).iter().any(|n| raakt(&n)) || klein {
            gevonden.push(Vondst::nieuw(blik.tekst, Gegeven::Diagnose, Niveau::Waarschuwt, d.plek.clone()));
        }
    }
}

/// Whether no sentence ends between two parts.
fn zelfde_zin(blik: &Blik<'_>, van: usize, tot: usize) -> bool {
    let einde = |i: usize| {
        let tussen = blik.tussen(i);
        (tussen.contains(". ") && blik.delen[i].lengte > 1) || tussen.contains(['!', '?', '\n'])
    };
    !(van..tot).any(einde)
}

/// Whether one to four pupils of a school with a name are meant.
fn klein_aantal(blik: &Blik<'_>, i: usize) -> bool {
    let is_klein = |j: usize| {
        matches!(
            blik.woord(j).to_lowercase().as_str(),
            "1" | "2" | "3" | "4" | "één" | "een" | "twee" | "drie" | "vier" | "enige"
        ) && (j + 1..j + 4).any(|k| blik.delen.get(k).is_some_and(|d| d.wijst(Wijst::Leerlingen)))
            && !blik.tussen(j).contains('%')
    };
    let buren: Vec<usize> =
        blik.buren(i, i, 14, 14).map(|(j, _)| j).filter(|j| zelfde_zin(blik, i.min(*j), i.max(*j))).collect();
    // ‘Op De Wegwijzer’ names a school too.
    let op_naam = buren.iter().any(|j| {
        matches!(blik.woord(*j).to_lowercase().as_str(), "op" | "van" | "bij")
            && matches!(blik.woord(*j + 1), "De" | "Het" | "t")
            && blik.delen.get(*j + 2).is_some_and(|d| d.is_hoofdletter)
    });
    let school = op_naam
        || buren.iter().any(|j| {
            blik.delen[*j].wijst(Wijst::School)
                && [j.checked_sub(1), Some(j + 1), Some(j + 2)]
                    .into_iter()
                    .flatten()
                    .any(|k| blik.delen.get(k).is_some_and(|d| d.is_hoofdletter && !d.wijst(Wijst::School)))
        });
    school && buren.into_iter().any(is_klein)
}
