//! Dates as people write them in running text.

use std::ops::Range;

use super::blik::Blik;
use crate::agenda::Datum;

/// A date and the parts that it takes.
#[derive(Debug, Clone)]
pub(super) struct InTekst {
    /// The first and last part.
    pub delen: Range<usize>,
    /// The day.
    pub datum: Datum,
}

/// Every date in a text, in its order.
pub(super) fn datums(blik: &Blik<'_>) -> Vec<InTekst> {
    let mut uit: Vec<InTekst> = Vec::new();
    let mut i = 0;
    while i < blik.delen.len() {
        if let Some(datum) = op(blik, i) {
            i += datum.1;
            uit.push(InTekst { delen: i - datum.1..i, datum: datum.0 });
        } else {
            i += 1;
        }
    }
    uit
}

/// The date that begins at a part, and how many parts it takes.
fn op(blik: &Blik<'_>, i: usize) -> Option<(Datum, usize)> {
    let deel = blik.delen.get(i).filter(|d| d.is_getal && !d.vast_links)?;
    let getal = |i: usize| blik.woord(i).parse::<u32>().ok();
    let lengte = |i: usize| blik.delen.get(i).filter(|d| d.is_getal).map(|d| d.lengte);
    // 12 mei 2014
    if deel.lengte <= 2
        && let Some(m) = Datum::maand_genoemd(blik.woord(i + 1))
        && blik.tussen(i).chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-' | '.' | '\n'))
        && blik.tussen(i + 1).chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-' | '.' | '\'' | '’' | '\n'))
    {
        return Some((Datum::nieuw(jaar(getal(i + 2)?, lengte(i + 2)?)?, m, getal(i)?)?, 3));
    }
    let streep = blik.tussen(i).trim();
    let tweede = blik.tussen(i + 1).trim().trim_end_matches(['\'', '’']);
    if !matches!(streep, "-" | "/" | "." | "\u{2011}" | "\u{2013}") || tweede != streep {
        return None;
    }
    match (deel.lengte, lengte(i + 1)?, lengte(i + 2)?) {
        (1 | 2, 1 | 2, n @ (2 | 4)) => Some((Datum::nieuw(jaar(getal(i + 2)?, n)?, getal(i + 1)?, getal(i)?)?, 3)),
        (4, 2, 2) => Some((Datum::nieuw(jaar(getal(i)?, 4)?, getal(i + 1)?, getal(i + 2)?)?, 3)),
        _ => None,
    }
}

/// A year of two or four digits.
fn jaar(n: u32, cijfers: usize) -> Option<i32> {
    let n = i32::try_from(n).ok()?;
    match cijfers {
        4 if (1900..2100).contains(&n) => Some(n),
        2 if n <= 40 => Some(2000 + n),
        2 => Some(1900 + n),
        _ => None,
    }
}
