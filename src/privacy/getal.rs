//! BSN and onderwijsnummer: nine digits, by their own check.

use super::blik::{Blik, Wijst, cijfer};
use super::persoon::is_voornaam;
use super::{Gegeven, Niveau, Vondst};

/// How far a word that says what a number is may stand before and after it, in words.
const ERVOOR: usize = 6;
const ERNA: usize = 3;
/// How many groups of three in a row are still numbers of people.
const RIJ: usize = 18;

/// What the elfproef leaves of nine digits: 9, 8, … 2 times the first eight, minus the last, modulo
/// eleven. A BSN leaves 0, an onderwijsnummer (which begins with 10) leaves 5.
fn rest(cijfers: &[u32]) -> Option<u32> {
    let [a, b, c, d, e, f, g, h, i] = cijfers else { return None };
    let som = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h;
    // Eleven times nine more keeps it above zero.
    Some((som + 99 - i) % 11)
}

fn gegeven(cijfers: &[u32]) -> Option<Gegeven> {
    if cijfers.iter().all(|c| *c == 0) {
        return None;
    }
    match rest(cijfers)? {
        0 => Some(Gegeven::Bsn),
        5 if cijfers.starts_with(&[1, 0]) => Some(Gegeven::Onderwijsnummer),
        _ => None,
    }
}

/// What may stand between two groups of digits of one number: one sign, or the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naad {
    Teken(char),
    Regeleinde,
    /// Some other few signs: only where a word says that it is a BSN.
    Ruim,
}

/// How two groups of digits hang together, if they do.
pub(super) fn naad(tussen: &str) -> Option<Naad> {
    let mut letters = tussen.chars();
    match (letters.next(), letters.next()) {
        (Some(' ' | '\u{A0}' | '\u{202F}' | '\u{2009}'), None) => Some(Naad::Teken(' ')),
        (Some('-' | '\u{2010}' | '\u{2011}' | '\u{2013}'), None) => Some(Naad::Teken('-')),
        (Some('.'), None) => Some(Naad::Teken('.')),
        (Some('/'), None) => Some(Naad::Teken('/')),
        _ => {
            let rest = tussen.strip_prefix(['-', '.', ' ']).unwrap_or(tussen);
            let rest = rest.trim_matches([' ', '\r', '\t']);
            (rest == "\n").then_some(Naad::Regeleinde)
        }
    }
}

/// How two groups of digits can hang together where a word says that they are a BSN.
fn ruime_naad(tussen: &str) -> Option<Naad> {
    let kort = tussen.chars().count() <= 4 && !tussen.contains(['\n', '€', '%', ';', '|', '\t']);
    (kort && !tussen.is_empty()).then_some(Naad::Ruim)
}

/// Groups of digits that hang together.
struct Reeks {
    van: usize,
    tot: usize,
    groepen: Vec<usize>,
    naden: Vec<Naad>,
}

/// The longest runs of groups of digits between which there is such a seam.
fn reeksen(blik: &Blik<'_>, naad: impl Fn(&str) -> Option<Naad>) -> Vec<Reeks> {
    let mut uit: Vec<Reeks> = Vec::new();
    for (i, d) in blik.delen.iter().enumerate().filter(|(_, d)| d.is_getal) {
        let hangt = uit.last().filter(|r| r.tot + 1 == i).and_then(|_| naad(blik.tussen(i - 1)));
        match (uit.last_mut(), hangt) {
            (Some(r), Some(n)) => {
                r.tot = i;
                r.groepen.push(d.lengte);
                r.naden.push(n);
            }
            _ => uit.push(Reeks { van: i, tot: i, groepen: vec![d.lengte], naden: Vec::new() }),
        }
    }
    uit
}

pub(super) fn zoek(blik: &Blik<'_>, gevonden: &mut Vec<Vondst>) {
    let mut reeksen_ = reeksen(blik, naad);
    if blik.delen.iter().any(|d| d.wijst(Wijst::Bsn)) {
        reeksen_.extend(reeksen(blik, ruime_naad).into_iter().filter(|r| !r.naden.is_empty()));
    }
    for r in reeksen_ {
        let n = r.groepen.len();
        for van in 0..n {
            let mut som = 0;
            for tot in van..n.min(van + 10) {
                som += r.groepen[tot];
                if som > 10 {
                    break;
                }
                if som >= 8 {
                    gevonden.extend(beoordeel(blik, &r, van, tot, som));
                }
            }
        }
    }
}

/// What the groups from `van` to `tot` of a run are.
fn beoordeel(blik: &Blik<'_>, r: &Reeks, van: usize, tot: usize, som: usize) -> Option<Vondst> {
    let (eerste, laatste) = (r.van + van, r.van + tot);
    let genoemd = aanduiding(blik, eerste, laatste);
    let is_genoemd = genoemd == Some(Wijst::Bsn);
    let cijfers = negen_cijfers(blik, eerste, laatste, som, is_genoemd)?;
    let is_los = !blik.delen[eerste].vast_links && !blik.delen[laatste].vast_rechts;
    let aan_woord = is_genoemd && is_aangeplakt(blik, eerste) && !blik.delen[laatste].vast_rechts;
    let in_letters = !is_los && !aan_woord;
    if in_letters && !is_tussen_letters(blik, eerste, laatste) {
        return None;
    }
    // Where a word says that it is a BSN, no sign beside it says otherwise.
    let is_datum = lijkt_datum(blik, r, van, tot);
    if !is_genoemd && (is_bedrag(blik, r, van, tot) || is_telefoon(blik, r) || is_datum) {
        return None;
    }
    let vorm = if is_genoemd { Vorm::Gangbaar } else { vorm(blik, r, van, tot)? };
    let wat = gegeven(&cijfers)?;
    let naast_kind = is_naast_kind(blik, eerste);
    let anders = genoemd == Some(Wijst::Anders) && !naast_kind
        || genoemd.is_none() && !naast_kind && heeft_letterkenmerk(blik, eerste)
        || !is_genoemd && (is_in_adres(blik, eerste) || is_decimaal(r, van, tot));
    let twijfel = anders || in_letters || is_datum || vorm == Vorm::Ongewoon && !naast_kind;
    let niveau = if twijfel { Niveau::Waarschuwt } else { Niveau::Blokkeert };
    let plek = blik.delen[eerste].plek.start..blik.delen[laatste].plek.end;
    Some(Vondst::nieuw(blik.tekst, wat, niveau, plek))
}

/// The nine digits from one part to another. Where they are called a BSN, a zero before them may be
/// missing or one too many.
fn negen_cijfers(blik: &Blik<'_>, van: usize, tot: usize, som: usize, is_genoemd: bool) -> Option<Vec<u32>> {
    let ruw = (van..=tot).flat_map(|i| blik.woord(i).chars().filter_map(cijfer));
    match som {
        9 => Some(ruw.collect()),
        8 if is_genoemd => Some(std::iter::once(0).chain(ruw).collect()),
        10 if is_genoemd => ruw.collect::<Vec<_>>().strip_prefix(&[0]).map(<[u32]>::to_vec),
        _ => None,
    }
}

/// What the nearest word says that a number is, if any does.
fn aanduiding(blik: &Blik<'_>, van: usize, tot: usize) -> Option<Wijst> {
    let soort = |i: usize| {
        let d = &blik.delen[i];
        // ‘Onderwijsnummer’ is also written in three words.
        let is_nummer = |w: &str| w.eq_ignore_ascii_case("nummer") || w.eq_ignore_ascii_case("nr");
        let samen = i >= 1 && is_nummer(blik.woord(i)) && {
            let vorig = blik.woord(i - 1).to_lowercase();
            matches!(vorig.as_str(), "burgerservice" | "onderwijs" | "persoonsgebonden" | "service")
        };
        if d.wijst(Wijst::Bsn) || samen {
            Some(Wijst::Bsn)
        } else if d.wijst(Wijst::Anders) {
            Some(Wijst::Anders)
        } else {
            None
        }
    };
    let afstand = |i: usize| if i < van { van - i } else { (i - tot) * 2 };
    blik.buren(van, tot, ERVOOR, ERNA)
        .filter_map(|(i, _)| Some((afstand(i), soort(i)?)))
        .min_by_key(|(ver, wijst)| (*ver, *wijst != Wijst::Bsn))
        .map(|(_, wijst)| wijst)
}

/// Whether the word that touches a number on the left is one that says BSN.
fn is_aangeplakt(blik: &Blik<'_>, i: usize) -> bool {
    i > 0 && blik.tussen(i - 1).is_empty() && blik.delen[i - 1].wijst(Wijst::Bsn)
}

/// Whether letters with a hyphen, `#` or part of an address stand right before it: a reference.
fn heeft_letterkenmerk(blik: &Blik<'_>, i: usize) -> bool {
    match blik.voor(i) {
        Some('-') => i > 0 && !blik.delen[i - 1].is_getal && blik.tussen(i - 1).len() == 1,
        Some('/' | '=' | '#') => true,
        _ => false,
    }
}

/// Whether nine digits in one piece stand between a few letters: `NL123456782`. More digits behind
/// those letters make it a checksum or the tax number of an organisation.
fn is_tussen_letters(blik: &Blik<'_>, eerste: usize, laatste: usize) -> bool {
    let links = || eerste.checked_sub(1).and_then(|i| blik.delen.get(i));
    let rechts = || blik.delen.get(laatste + 1);
    let los_links = !blik.delen[eerste].vast_links || links().is_some_and(|d| d.lengte <= 5 && !d.vast_links);
    let los_rechts = !blik.delen[laatste].vast_rechts || rechts().is_some_and(|d| d.lengte <= 5 && !d.vast_rechts);
    eerste == laatste && los_links && los_rechts
}

/// Whether the word before a number is one child.
fn is_naast_kind(blik: &Blik<'_>, i: usize) -> bool {
    let Some(d) = i.checked_sub(1).and_then(|v| blik.delen.get(v)) else { return false };
    let voornaam = d.is_hoofdletter && is_voornaam(blik.woord(i - 1));
    (d.wijst(Wijst::Kind) || voornaam) && !blik.tussen(i - 1).contains(['\n', '.', ';'])
}

/// Whether a number stands in the address of a page.
fn is_in_adres(blik: &Blik<'_>, i: usize) -> bool {
    // No address that people write is longer.
    let voor = blik.delen[i.saturating_sub(40)..i].first().map_or(0, |d| d.plek.start);
    let regel = &blik.tekst[voor..blik.delen[i].plek.start];
    let woord = regel.rsplit(char::is_whitespace).next().unwrap_or_default();
    woord.contains("://") || woord.starts_with("www.")
}

/// Whether nine digits are what stands behind a decimal point.
fn is_decimaal(r: &Reeks, van: usize, tot: usize) -> bool {
    van > 0 && van == tot && r.groepen[van - 1] <= 3 && r.naden[van - 1] == Naad::Teken('.')
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vorm {
    /// As people write such a number.
    Gangbaar,
    /// As one that hides among others, or is grouped as nobody does.
    Ongewoon,
}

/// Whether digits are grouped as people group such a number.
fn vorm(blik: &Blik<'_>, r: &Reeks, van: usize, tot: usize) -> Option<Vorm> {
    let groepen = &r.groepen[van..=tot];
    let naden = &r.naden[van..tot];
    if naden.contains(&Naad::Ruim) {
        return None;
    }
    let een_soort = naden.windows(2).all(|w| w[0] == w[1]) && !naden.contains(&Naad::Regeleinde);
    let is_los = van == 0 && tot + 1 == r.groepen.len();
    let afgebroken = naden.iter().filter(|n| **n == Naad::Regeleinde).count();
    let als = |waar: bool| waar.then_some(Vorm::Gangbaar);
    match groepen {
        [9] => Some(Vorm::Gangbaar),
        [3, 3, 3] if een_soort => in_drieen(blik, r, van, naden[0]),
        [3, 3, 3] => als(afgebroken == 1 && is_los),
        [4, 2, 3] => als(een_soort || (afgebroken == 1 && is_los)),
        // Broken off at the end of a line; a year before it is a year.
        [_, _] if afgebroken == 1 => als(is_los && groepen[0] != 4),
        _ if !is_los || !een_soort => None,
        _ if groepen.iter().all(|g| *g == 1) => Some(Vorm::Gangbaar),
        _ => {
            let heeft_jaar = (r.van..=r.tot).any(|i| is_jaar(blik.woord(i)));
            let is_breuk = groepen.len() == 2 && naden[0] == Naad::Teken('.');
            (groepen.len() <= 5 && !heeft_jaar && !is_breuk).then_some(Vorm::Ongewoon)
        }
    }
}

/// Three groups of three among others: between those it is a part of a longer number, unless they
/// are whole numbers of nine digits themselves, or the one before is that of a class.
fn in_drieen(blik: &Blik<'_>, r: &Reeks, van: usize, naad: Naad) -> Option<Vorm> {
    let hoort = |n: &Naad, g: usize| *n == naad && g == 3;
    // A row that goes on is a table, and no numbers of people.
    let links = (0..van).rev().take(RIJ).take_while(|i| hoort(&r.naden[*i], r.groepen[*i])).count();
    let rechts = (van + 2..r.naden.len()).take(RIJ).take_while(|i| hoort(&r.naden[*i], r.groepen[i + 1])).count();
    if links + rechts >= RIJ {
        return None;
    }
    let begin = van - links;
    let is_klas = || {
        let woord = |i: usize| (r.van + begin).checked_sub(i).map(|i| blik.woord(i).to_lowercase());
        matches!(woord(2).as_deref(), Some("groep" | "klas" | "leerjaar"))
    };
    let voorop = begin > 0 && r.groepen[begin - 1] < 3 && r.naden[begin - 1] == naad && !is_klas();
    match (links, rechts) {
        _ if voorop => None,
        (0, 0) => Some(Vorm::Gangbaar),
        _ => (links % 3 == 0 && rechts % 3 == 0).then_some(Vorm::Ongewoon),
    }
}

/// Whether four digits are a year of this time.
fn is_jaar(woord: &str) -> bool {
    woord.len() == 4 && matches!(woord.get(..2), Some("19" | "20"))
}

/// Whether it is an amount of money, a percentage or a decimal number.
fn is_bedrag(blik: &Blik<'_>, r: &Reeks, van: usize, tot: usize) -> bool {
    let (eerste, laatste) = (r.van + van, r.van + tot);
    let voor = blik.tekst[..blik.delen[r.van].plek.start].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    // Nine digits together are a column of their own: what stands before or after a comma is the next.
    let is_negen = r.groepen[van..=tot] == [9];
    // Nobody writes hundreds of millions of millions: beside nine digits that word is of something else.
    let negen_cijfers = r.groepen[van..=tot].iter().sum::<usize>() >= 9;
    let is_munt = |w: &str| {
        let w = w.to_lowercase();
        matches!(w.as_str(), "euro" | "eur" | "euros" | "usd")
            || (!negen_cijfers && matches!(w.as_str(), "miljoen" | "mln"))
    };
    let munt_ervoor = voor.ends_with(['€', '$', '£']) || (r.van > 0 && is_munt(blik.woord(r.van - 1)));
    let na = blik.na(laatste);
    let is_los = laatste == r.tot;
    // ‘… 806353624 € 12.000’: that sign belongs to the next number.
    let teken_erna = na
        .trim_start_matches([' ', '\u{A0}', '\u{202F}'])
        .strip_prefix(['€', '%'])
        .is_some_and(|rest| !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let munt_erna = teken_erna
        || (is_los
            && laatste + 1 < blik.delen.len()
            && blik.tussen(laatste).trim().is_empty()
            && is_munt(blik.woord(laatste + 1)));
    let cijfer_na_komma = |rest: &str| {
        let mut letters = rest.chars();
        letters.next() == Some(',') && letters.next().is_some_and(|c| c.is_ascii_digit() || c == '-' || c == '=')
    };
    let decimaal_ervoor = blik.voor(eerste) == Some(',')
        && eerste > 0
        && blik.delen[eerste - 1].is_getal
        && blik.tussen(eerste - 1) == ",";
    (munt_ervoor && !(is_negen && van > 0)) || munt_erna || (!is_negen && (cijfer_na_komma(na) || decimaal_ervoor))
}

/// Whether a date or years lie in it: `15-03-2027 9`, `2026-2027 5`.
fn lijkt_datum(blik: &Blik<'_>, r: &Reeks, van: usize, tot: usize) -> bool {
    let groepen = &r.groepen[van..=tot];
    let is_jaar = |i: usize| is_jaar(blik.woord(r.van + van + i));
    let datums = groepen.windows(3).enumerate().any(|(i, g)| match g {
        [1 | 2, 1 | 2, 4] => is_jaar(i + 2),
        [4, 1 | 2, 1 | 2] => is_jaar(i),
        _ => false,
    });
    let jaren = (0..groepen.len()).filter(|i| is_jaar(*i)).count();
    datums || jaren >= 2
}

/// Whether the run is a telephone number: ten digits from a 0, or what follows `+` or `+31 (0)`.
fn is_telefoon(blik: &Blik<'_>, r: &Reeks) -> bool {
    let totaal: usize = r.groepen.iter().take(6).sum();
    let voor = &blik.tekst[..blik.delen[r.van].plek.start];
    let begint = |w: &str| blik.woord(r.van).starts_with(w);
    // Nine digits together are no part of one.
    let nationaal = totaal == 10 && begint("0") && !r.groepen.contains(&9);
    let kengetal = voor.trim_end().strip_suffix("(0)").is_some_and(|v| v.trim_end().ends_with("31"));
    nationaal || kengetal || voor.ends_with('+') || (begint("0031") && totaal > 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elfproef_knows_what_the_sources_say() {
        let cijfers = |t: &str| t.chars().filter_map(cijfer).collect::<Vec<_>>();
        for (nummer, wat) in [
            ("123456782", Some(Gegeven::Bsn)),
            ("111222333", Some(Gegeven::Bsn)),
            ("999990019", Some(Gegeven::Bsn)),
            ("123456789", None),
            ("111222334", None),
            ("999990018", None),
            ("000000000", None),
        ] {
            assert_eq!(gegeven(&cijfers(nummer)), wat, "{nummer}");
        }
    }
}
