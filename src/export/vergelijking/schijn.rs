//! Texts that differ and look the same: what differs is then told, for nobody can see it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::agenda::tekst::codepunt;

/// So many characters are named.
const GENOEMD: usize = 3;

/// What differs between two texts that look the same; none where one sees it.
pub(super) fn alleen_schijn(oud: &str, nieuw: &str) -> Option<String> {
    if oud == nieuw {
        return None;
    }
    if oud.split_whitespace().eq(nieuw.split_whitespace()) {
        return Some("Alleen regels en spaties zijn anders; de woorden zijn gelijk.".to_owned());
    }
    if oud.is_ascii() && nieuw.is_ascii() {
        return None;
    }
    let (oud, nieuw) = verschillend(oud, nieuw);
    // One character for an accent or two, a space that joins words, a hyphen that does not break: to the eye they are one.
    let gezien = |tekst: &str| {
        let tekens = tekst.nfc().filter(|c| !is_ongezien(*c));
        tekens.map(|c| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c }).collect::<String>()
    };
    if gezien(oud) != gezien(nieuw) {
        return None;
    }
    let [weg, erbij]: [BTreeSet<char>; 2] = [oud, nieuw].map(|t| t.chars().filter(|c| !c.is_ascii()).collect());
    let anders: Vec<char> = erbij.difference(&weg).chain(weg.difference(&erbij)).copied().collect();
    Some(format!("Dit ziet er hetzelfde uit; de tekens zijn anders{}.", genoemd(&anders)))
}

/// The part of two texts in which they differ, with the whole words around it.
fn verschillend<'t>(oud: &'t str, nieuw: &'t str) -> (&'t str, &'t str) {
    let gelijk = |(a, b): &(u8, u8)| a == b;
    let grens = |b: &u8| b.is_ascii_whitespace();
    let begin = oud.bytes().zip(nieuw.bytes()).take_while(gelijk).count();
    let begin = oud.as_bytes()[..begin].iter().rposition(grens).map_or(0, |p| p + 1);
    let (oud, nieuw) = (&oud[begin..], &nieuw[begin..]);
    let eind = oud.bytes().rev().zip(nieuw.bytes().rev()).take_while(gelijk).count();
    let eind = oud.as_bytes()[oud.len() - eind..].iter().position(grens).map_or(0, |p| eind - p);
    (&oud[..oud.len() - eind], &nieuw[..nieuw.len() - eind])
}

/// The letters of another script that came, which may be taken for those of ours.
pub(super) fn vreemde_letters(weg: &str, erbij: &str) -> Option<String> {
    let is_vreemd = |c: &char| c.is_alphabetic() && !matches!(*c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    let [weg, erbij]: [BTreeSet<char>; 2] = [weg, erbij].map(|t| t.chars().filter(is_vreemd).collect());
    let nieuw: Vec<char> = erbij.difference(&weg).copied().collect();
    let zin = || format!("Er zijn letters uit een ander schrift bij, die op gewone kunnen lijken{}.", genoemd(&nieuw));
    (!nieuw.is_empty()).then(zin)
}

/// Whether nobody sees that it is there: a space that joins words, a hyphen that only shows at the end of a line.
fn is_ongezien(teken: char) -> bool {
    matches!(teken, '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{200A}' | '\u{AD}')
}

fn genoemd(tekens: &[char]) -> String {
    let rest = if tekens.len() > GENOEMD { " en meer" } else { "" };
    let welke: Vec<String> = tekens.iter().take(GENOEMD).map(|c| codepunt(*c)).collect();
    if welke.is_empty() { String::new() } else { format!(": {}{rest}", welke.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::{alleen_schijn, vreemde_letters};

    #[test]
    fn what_looks_the_same_is_told_and_what_one_sees_is_not() {
        for (oud, nieuw, wat) in [
            ("een", "één", None),
            ("e\u{301}en", "éen", Some("U+00E9, U+0301")),
            ("tien jaar", "tien\u{a0}jaar", Some("regels en spaties")),
            ("onderwijs", "onder\u{a0}wijs", Some("U+00A0")),
            ("leer-werk", "leer\u{2011}werk", Some("U+2011")),
            ("een twee", "een  twee", Some("regels en spaties")),
            ("een twee", "eentwee", None),
            ("10\u{b2}", "102", None),
            ("m2", "m\u{b2}", None),
            ("30%", "28%", None),
            ("gelijk", "gelijk", None),
        ] {
            let gezegd = alleen_schijn(oud, nieuw);
            assert_eq!(gezegd.is_some(), wat.is_some(), "{oud} {nieuw}: {gezegd:?}");
            assert!(gezegd.unwrap_or_default().contains(wat.unwrap_or_default()), "{oud} {nieuw}");
        }
    }

    #[test]
    fn a_letter_of_another_script_is_told_where_it_comes() {
        for (weg, erbij, wat) in [
            ("de", "dе", Some("U+0435")),
            ("Олег", "", None),
            ("30 min", "45 min, Nguyễn", None),
            ("de", "één œuvre", None),
        ] {
            let gezegd = vreemde_letters(weg, erbij);
            assert_eq!(gezegd.is_some(), wat.is_some(), "{weg} {erbij}: {gezegd:?}");
            assert!(gezegd.unwrap_or_default().contains(wat.unwrap_or_default()));
        }
    }
}
