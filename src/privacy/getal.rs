//! BSN and onderwijsnummer: nine digits, by their own check.

use super::blik::{Blik, Wijst, cijfer};
use super::{Gegeven, Niveau, Vondst};

/// How far a word that says what a number is may stand before and after it, in words.
const ERVOOR: usize = 6;
const ERNA: usize = 3;

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

/// Groups of digits that hang together.
struct Reeks {
    van: usize,
    tot: usize,
    groepen: Vec<usize>,
    naden: Vec<Naad>,
}

/// The longest runs of groups of digits.
fn reeksen(blik: &Blik<'_>) -> Vec<Reeks> {
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
    for r in reeksen(blik) {
        let n = r.groepen.len();
        for van in 0..n {
            let mut som = 0;
            for tot in van..n.min(van + 9) {
                som += r.groepen[tot];
                if som > 9 {
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
    let is_vast = blik.delen[eerste].vast_links && !(genoemd == Some(Wijst::Bsn) && is_aangeplakt(blik, eerste));
    if is_vast || blik.delen[laatste].vast_rechts || (som == 8 && genoemd != Some(Wijst::Bsn)) {
        return None;
    }
    // Where a word says that it is a BSN, no sign beside it says otherwise.
    let is_anders = genoemd != Some(Wijst::Bsn) && (is_bedrag(blik, r, van, tot) || is_telefoon(blik, r));
    if is_anders || lijkt_datum(blik, r, van, tot) {
        return None;
    }
    if genoemd != Some(Wijst::Bsn) && !is_gangbaar(r, van, tot) {
        return None;
    }
    let mut cijfers: Vec<u32> = if som == 8 { vec![0] } else { Vec::new() };
    cijfers.extend((eerste..=laatste).flat_map(|i| blik.woord(i).chars().filter_map(cijfer)));
    let wat = gegeven(&cijfers)?;
    let anders = genoemd == Some(Wijst::Anders) || (genoemd.is_none() && heeft_letterkenmerk(blik, eerste));
    let niveau = if anders { Niveau::Waarschuwt } else { Niveau::Blokkeert };
    let plek = blik.delen[eerste].plek.start..blik.delen[laatste].plek.end;
    Some(Vondst::nieuw(blik.tekst, wat, niveau, plek))
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

/// Whether digits are grouped as people group such a number.
fn is_gangbaar(r: &Reeks, van: usize, tot: usize) -> bool {
    let groepen = &r.groepen[van..=tot];
    let naden = &r.naden[van..tot];
    let een_soort = naden.windows(2).all(|w| w[0] == w[1]) && !naden.contains(&Naad::Regeleinde);
    let is_los = van == 0 && tot + 1 == r.groepen.len();
    let afgebroken = naden.iter().filter(|n| **n == Naad::Regeleinde).count();
    match groepen {
        [9] => true,
        // Between other groups of three it is a part of a longer number.
        [3, 3, 3] => {
            let voor = van > 0 && r.groepen[van - 1] <= 3 && r.naden[van - 1] == naden[0];
            let na = tot + 1 < r.groepen.len() && r.groepen[tot + 1] == 3 && r.naden[tot] == naden[0];
            (een_soort && !voor && !na) || (afgebroken == 1 && is_los)
        }
        [4, 2, 3] => een_soort || (afgebroken == 1 && is_los),
        // Broken off at the end of a line; a year before it is a year.
        [_, _] if afgebroken == 1 => is_los && groepen[0] != 4,
        _ => is_los && een_soort && groepen.iter().all(|g| *g == 1),
    }
}

/// Whether it is an amount of money, a percentage or a decimal number.
fn is_bedrag(blik: &Blik<'_>, r: &Reeks, van: usize, tot: usize) -> bool {
    let (eerste, laatste) = (r.van + van, r.van + tot);
    let voor = blik.tekst[..blik.delen[r.van].plek.start].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    let is_munt = |w: &str| matches!(w.to_lowercase().as_str(), "euro" | "eur" | "euros" | "miljoen" | "mln" | "usd");
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
    // Nine digits together are a column of their own: what stands before or after a comma is the next.
    let is_negen = r.groepen[van..=tot] == [9];
    (munt_ervoor && !(is_negen && van > 0)) || munt_erna || (!is_negen && (cijfer_na_komma(na) || decimaal_ervoor))
}

/// Whether a date or years lie in it: `15-03-2027 9`, `2026-2027 5`.
fn lijkt_datum(blik: &Blik<'_>, r: &Reeks, van: usize, tot: usize) -> bool {
    let groepen = &r.groepen[van..=tot];
    let is_jaar =
        |i: usize| r.groepen[van + i] == 4 && matches!(blik.woord(r.van + van + i).get(..2), Some("19" | "20"));
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
