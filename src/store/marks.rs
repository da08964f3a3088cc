//! The marks by which git shows two texts in one file where it could not merge them (git-merge(1), "How conflicts
//! are presented").

use similar::{ChangeTag, TextDiff};

/// The texts between which a file was left undecided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zijden {
    /// What both began with, where git wrote that down for every place.
    pub basis: Option<String>,
    /// Ours.
    pub ons: String,
    /// Theirs.
    pub hun: String,
}

/// Where a line of a marked file belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deel {
    Beide,
    Ons,
    Basis,
    Hun,
}

/// Whether a line is a mark of this sign, alone or before a name: seven of it, and more where git took a text along
/// to another name.
fn is_teken(regel: &str, teken: char) -> bool {
    let kaal = regel.trim_end_matches(['\r', '\n']);
    let rest = kaal.trim_start_matches(teken);
    kaal.len() - rest.len() >= 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// Whether a text holds any such mark.
pub fn heeft_ze(tekst: &str) -> bool {
    tekst.lines().any(|r| is_teken(r, '<') || is_teken(r, '>'))
}

/// The texts that a file with such marks is made of; none where the marks are not whole, or there are none.
pub fn uit_elkaar(tekst: &str) -> Option<Zijden> {
    let mut uit = Zijden { basis: Some(String::new()), ..Zijden::default() };
    let (mut deel, mut plaatsen) = (Deel::Beide, 0);
    // A place without what both began with tells nothing of it, and then nor does the rest.
    let mut had_basis = true;
    for regel in tekst.split_inclusive('\n') {
        deel = match deel {
            Deel::Beide if is_teken(regel, '<') => {
                plaatsen += 1;
                had_basis = false;
                Deel::Ons
            }
            Deel::Ons if is_teken(regel, '|') => {
                had_basis = true;
                Deel::Basis
            }
            Deel::Ons | Deel::Basis if is_teken(regel, '=') => {
                if !had_basis {
                    uit.basis = None;
                }
                Deel::Hun
            }
            Deel::Hun if is_teken(regel, '>') => Deel::Beide,
            hier => {
                let in_deel = |d: Deel| hier == Deel::Beide || hier == d;
                if in_deel(Deel::Ons) {
                    uit.ons.push_str(regel);
                }
                if in_deel(Deel::Hun) {
                    uit.hun.push_str(regel);
                }
                if let Some(basis) = uit.basis.as_mut().filter(|_| in_deel(Deel::Basis)) {
                    basis.push_str(regel);
                }
                continue;
            }
        };
    }
    (plaatsen > 0 && deel == Deel::Beide).then_some(uit)
}

/// Both texts in one, with the marks of git where they differ.
pub fn in_elkaar(ons: &str, hun: &str) -> String {
    let mut uit = String::new();
    let (mut hier, mut daar) = (String::new(), String::new());
    let klaar = |hier: &mut String, daar: &mut String, uit: &mut String| {
        if !hier.is_empty() || !daar.is_empty() {
            uit.push_str(&format!("<<<<<<< ons\n{hier}=======\n{daar}>>>>>>> hun\n"));
            hier.clear();
            daar.clear();
        }
    };
    for regel in TextDiff::from_lines(ons, hun).iter_all_changes() {
        let mut tekst = regel.value().to_owned();
        if !tekst.ends_with('\n') {
            tekst.push('\n');
        }
        match regel.tag() {
            ChangeTag::Delete => hier.push_str(&tekst),
            ChangeTag::Insert => daar.push_str(&tekst),
            ChangeTag::Equal => {
                klaar(&mut hier, &mut daar, &mut uit);
                uit.push_str(&tekst);
            }
        }
    }
    klaar(&mut hier, &mut daar, &mut uit);
    uit
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_whole_is_left_alone() {
        for kapot in [
            "",
            "a\n",
            "a\n=======\nb\n",
            "<<<<<<< ons\na\n",
            "<<<<<<< ons\na\n=======\nb\n",
            "a\n>>>>>>> hun\n",
            "<<<<<< zes\na\n======\nb\n>>>>>> hun\n",
        ] {
            assert_eq!(uit_elkaar(kapot), None, "{kapot:?}");
        }
    }

    #[test]
    fn what_both_began_with_counts_where_every_place_has_it() {
        let drie = "t\n<<<<<<< ons\na\n||||||| basis\nb\n=======\nc\n>>>>>>> hun\n";
        let een = uit_elkaar(drie).unwrap();
        assert_eq!((een.basis.as_deref(), &*een.ons, &*een.hun), (Some("t\nb\n"), "t\na\n", "t\nc\n"));
        let twee = uit_elkaar(&format!("{drie}<<<<<<< x\r\na\r\n=======\r\n>>>>>>> y\r\n")).unwrap();
        assert_eq!((twee.basis, &*twee.ons, &*twee.hun), (None, "t\na\na\r\n", "t\nc\n"));
    }

    proptest! {
        #[test]
        fn what_goes_into_one_comes_out_again(ons in "([a-c=<>|]{0,3}\n){0,6}", hun in "([a-c=<>|]{0,3}\n){0,6}") {
            let samen = in_elkaar(&ons, &hun);
            match uit_elkaar(&samen) {
                Some(z) => prop_assert_eq!((z.ons, z.hun), (ons, hun)),
                None => prop_assert_eq!(&ons, &hun),
            }
        }

        #[test]
        fn no_text_panics(tekst in "([<=>|]{6,8}( x)?\n|.{0,5}\n){0,12}") {
            let _ = uit_elkaar(&tekst);
        }
    }
}
