//! Texts that differ and look the same: what differs is then told, for nobody can see it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::agenda::tekst::codepunt;

/// So many characters are named.
const GENOEMD: usize = 3;
/// The last letter of the Latin script as Dutch and its neighbours write it.
const LATIJN: char = '\u{24F}';

/// What differs between two texts that a reader may take for the same; none where one sees it.
pub(super) fn schijn(oud: &str, nieuw: &str) -> Option<String> {
    if oud == nieuw {
        return None;
    }
    let (van, naar): (BTreeSet<char>, BTreeSet<char>) = (oud.chars().collect(), nieuw.chars().collect());
    let anders: Vec<char> = van.symmetric_difference(&naar).copied().collect();
    let vreemd: Vec<char> = anders.iter().copied().filter(|c| c.is_alphabetic() && *c > LATIJN).collect();
    if !vreemd.is_empty() {
        let welke = genoemd(&vreemd);
        return Some(format!("Hier staan letters uit een ander schrift, die er hetzelfde kunnen uitzien: {welke}."));
    }
    // A space is seen where there is one, not what kind it is or how many there are.
    if !oud.split_whitespace().eq(nieuw.split_whitespace()) {
        let gezien = |tekst: &str| tekst.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
        let gelijk = gezien(oud) == gezien(nieuw);
        let vreemd: Vec<char> = anders.into_iter().filter(|c| !c.is_ascii()).collect();
        return (gelijk && !vreemd.is_empty())
            .then(|| format!("Dit kan er hetzelfde uitzien; de tekens zijn anders: {}.", genoemd(&vreemd)));
    }
    Some("Alleen regels en spaties zijn anders; de woorden zijn gelijk.".to_owned())
}

fn genoemd(tekens: &[char]) -> String {
    let rest = if tekens.len() > GENOEMD { " en meer" } else { "" };
    let welke: Vec<String> = tekens.iter().take(GENOEMD).map(|c| codepunt(*c)).collect();
    format!("{}{rest}", welke.join(", "))
}

#[cfg(test)]
mod tests {
    use super::schijn;

    #[test]
    fn what_looks_the_same_is_told_and_what_one_sees_is_not() {
        for (oud, nieuw, wat) in [
            ("de school", "dе school", Some("U+0435")),
            ("een", "één", None),
            ("e\u{301}en", "éen", Some("U+00E9")),
            ("tien jaar", "tien\u{a0}jaar", Some("regels en spaties")),
            ("onderwijs", "onder\u{a0}wijs", Some("U+00A0")),
            ("een twee", "een  twee", Some("regels en spaties")),
            ("een twee", "eentwee", None),
            ("30%", "28%", None),
            ("gelijk", "gelijk", None),
        ] {
            let gezegd = schijn(oud, nieuw);
            assert_eq!(gezegd.is_some(), wat.is_some(), "{oud} {nieuw}: {gezegd:?}");
            assert!(gezegd.unwrap_or_default().contains(wat.unwrap_or_default()), "{oud} {nieuw}");
        }
    }
}
