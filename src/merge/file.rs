//! A file: its tables, and the comment after the last of them.

use toml_edit::{DocumentMut, TomlError};

use super::conflict::{Choices, Conflict};
use super::table::{Merging, decor};
use crate::agenda::veld::Veld;
use crate::store::Document;

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The file's text. Where nobody decided yet it has our side, and a row that one of both removed stays.
    pub text: String,
    /// What a person has yet to decide on.
    pub conflicts: Vec<Conflict>,
}

/// Merges a file of which two sides each made something else. Without conflicts it is the same text
/// whichever side is called ours.
///
/// # Errors
/// When one of them is not TOML.
pub fn merge(
    fields: &'static [Veld],
    base: &str,
    ours: &str,
    theirs: &str,
    choices: &Choices,
) -> Result<Merged, Box<TomlError>> {
    if ours == theirs || theirs == base {
        return Ok(Merged { text: ours.to_owned(), conflicts: Vec::new() });
    }
    if ours == base {
        return Ok(Merged { text: theirs.to_owned(), conflicts: Vec::new() });
    }
    let read = |text: &str| text.parse::<DocumentMut>().map_err(Box::new);
    let (base, ours, theirs) = (read(base)?, read(ours)?, read(theirs)?);
    let mut merged = base.clone();
    let mut merging = Merging::new(choices);
    merging.table(merged.as_table_mut(), [&*base, &*ours, &*theirs].map(|t| t as _), fields, &[]);
    let end = [&base, &ours, &theirs].map(|d| d.trailing().as_str().unwrap_or_default());
    merged.set_trailing(decor(end[0], end[1], end[2]));
    Ok(Merged { text: merged.to_string(), conflicts: merging.conflicts })
}

/// As [`merge`], for documents, with nothing decided yet.
pub fn merge_documents(base: &Document, ours: &Document, theirs: &Document) -> (Document, Vec<Conflict>) {
    let fields = ours.soort().velden();
    let merged = merge(fields, &base.tekst(), &ours.tekst(), &theirs.tekst(), &Choices::new());
    let read = |m: Merged| Some((Document::lees(ours.soort(), &m.text).ok()?, m.conflicts));
    // What was parsed before is parsed again.
    merged.ok().and_then(read).unwrap_or_else(|| (ours.clone(), Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::Bestandsoort;
    use crate::merge::{Choice, Kind};
    use proptest::prelude::*;
    use toml::Value;

    const BASE: &str = "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"Titel\"\n# Over het doel.\ndoel = \"\"\"\nEen.\nTwee.\nDrie.\n\"\"\"\ngebonden = [\"a\", \"b\"]\neigen = 1 # van ons\n\n[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n# bij B\n[[mijlpalen]]\nsleutel = \"bbbb\"\nwat = \"B\"\ndatum = 2027-01-01\n\n[looptijd]\nvan = 2027-01-01\ntot = 2028-01-01\n\n[vreemd]\nx = 1\ny = 2\n# einde\n";

    fn met(vervang: &[(&str, &str)]) -> String {
        let mut tekst = BASE.to_owned();
        for (van, naar) in vervang {
            assert!(tekst.contains(van), "{van}");
            tekst = tekst.replace(van, naar);
        }
        tekst
    }

    fn three(base: &str, ours: &str, theirs: &str) -> Merged {
        merge(Bestandsoort::Afspraak.velden(), base, ours, theirs, &Choices::new()).unwrap()
    }

    /// What both make of it without a question; the same whichever is ours, and still TOML.
    fn clean(ours: &str, theirs: &str) -> String {
        let (one, other) = (three(BASE, ours, theirs), three(BASE, theirs, ours));
        assert_eq!(one.conflicts, vec![], "{}", one.text);
        assert_eq!(one, other);
        one.text.parse::<DocumentMut>().unwrap();
        // Whoever already has both sides gets nothing new from either.
        for side in [ours, theirs] {
            assert_eq!(three(BASE, &one.text, side), one);
        }
        one.text
    }

    #[test]
    fn what_one_side_changed_is_taken_over() {
        let ours = met(&[("\"Titel\"", "\"Onze titel\""), ("tot = 2028", "tot = 2029"), ("\"A\"", "\"Onze A\"")]);
        let theirs = met(&[("Twee.", "Hun twee."), ("van = 2027-01-01", "van = 2027-02-01"), ("\"B\"", "\"Hun B\"")]);
        let together = clean(&ours, &theirs);
        assert_eq!(
            together,
            met(&[
                ("\"Titel\"", "\"Onze titel\""),
                ("tot = 2028", "tot = 2029"),
                ("\"A\"", "\"Onze A\""),
                ("Twee.", "Hun twee."),
                ("van = 2027-01-01", "van = 2027-02-01"),
                ("\"B\"", "\"Hun B\"")
            ])
        );
    }

    #[test]
    fn sentences_sets_notes_and_unknown_keys_merge_too() {
        let ours = met(&[
            ("Een.", "Onze een."),
            ("[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]"),
            ("# Over het doel.", "# Over het doel.\n# Van ons."),
            ("x = 1", "x = 10"),
        ]);
        let theirs = met(&[
            ("Drie.", "Hun drie.\nVier."),
            ("[\"a\", \"b\"]", "[\"b\", \"d\"]"),
            ("# Over het doel.", "# Over het doel.\n# Van hen."),
            ("y = 2", "y = 20\nz = 3"),
            ("eigen = 1 # van ons", "eigen = 2 # van ons"),
        ]);
        let together = clean(&ours, &theirs);
        for stuk in [
            "Onze een.\nTwee.\nHun drie.\nVier.",
            "[\"b\", \"c\", \"d\"]",
            "# Van ons.",
            "# Van hen.",
            "x = 10\ny = 20\nz = 3",
            "eigen = 2 # van ons",
            "# einde",
        ] {
            assert!(together.contains(stuk), "{stuk}\n{together}");
        }
    }

    #[test]
    fn what_both_changed_is_asked_and_answered() {
        let ours = met(&[("\"Titel\"", "\"Onze titel\""), ("Twee.", "Onze twee.")]);
        let theirs = met(&[("\"Titel\"", "\"Hun titel\""), ("\"A\"", "\"Hun A\""), ("Twee.", "Hun twee.")]);
        let merged = three(BASE, &ours, &theirs);
        assert!(merged.text.contains("Onze titel") && merged.text.contains("Hun A"));
        let paths: Vec<String> = merged.conflicts.iter().map(Conflict::dotted).collect();
        assert_eq!(paths, ["titel", "doel"]);
        assert_eq!(merged.conflicts[0].base, Some(Value::String("Titel".into())));
        let mut choices = Choices::from([("titel".to_owned(), Choice::Theirs)]);
        let fields = Bestandsoort::Afspraak.velden();
        let answered = merge(fields, BASE, &ours, &theirs, &choices).unwrap();
        assert_eq!(answered.conflicts.len(), 1);
        choices.insert("doel".to_owned(), Choice::Value(Value::String("Samen.\n".into())));
        let answered = merge(fields, BASE, &ours, &theirs, &choices).unwrap();
        assert_eq!(answered.conflicts, vec![]);
        assert!(answered.text.contains("Hun titel") && answered.text.contains("Samen.\n"), "{}", answered.text);
    }

    #[test]
    fn rows_come_go_and_move_on_both_sides() {
        let a = "[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n";
        let (zonder, anders) = (met(&[(a, "")]), met(&[("\"A\"", "\"Andere A\"")]));
        for (ours, theirs) in [(&zonder, &anders), (&anders, &zonder)] {
            let merged = three(BASE, ours, theirs);
            assert!(merged.text.contains("Andere A"));
            let [c] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
            assert_eq!((c.dotted().as_str(), c.kind), ("mijlpalen.aaaa", Kind::Row));
        }
        let c = "\n[[mijlpalen]]\nsleutel = \"cccc\"\nwat = \"C\"\n\n[looptijd]";
        let erbij = met(&[("\n[looptijd]", c)]);
        let together = clean(&zonder, &erbij);
        assert!(!together.contains("aaaa") && together.contains("cccc"), "{together}");
        let d = "[[mijlpalen]]\nsleutel = \"dddd\"\nwat = \"D\"\n\n# bij B";
        let together = clean(&met(&[("# bij B", d)]), &erbij);
        let places = ["aaaa", "dddd", "bbbb", "cccc"].map(|k| together.find(k).unwrap());
        assert!(places.is_sorted(), "{together}");
        // Both added one at the end: both stay, in an order that does not hang on who is who.
        let e = "\n[[mijlpalen]]\nsleutel = \"eeee\"\nwat = \"E\"\n\n[looptijd]";
        let together = clean(&met(&[("\n[looptijd]", e)]), &erbij);
        assert!(together.contains("cccc") && together.contains("eeee"));
        // One moves a row, the other changes it.
        let b = "# bij B\n[[mijlpalen]]\nsleutel = \"bbbb\"\nwat = \"B\"\ndatum = 2027-01-01\n\n";
        let moved = met(&[(b, ""), (a, &format!("{b}{a}"))]);
        let together = clean(&moved, &anders);
        assert!(together.find("bbbb").unwrap() < together.find("Andere A").unwrap(), "{together}");
        assert!(together.contains("# bij B\n[[mijlpalen]]\nsleutel = \"bbbb\""), "{together}");
    }

    #[test]
    fn a_removed_key_against_a_changed_one_is_asked() {
        let zonder = met(&[("titel = \"Titel\"\n", "")]);
        let anders = met(&[("\"Titel\"", "\"Nieuw\"")]);
        let merged = three(BASE, &zonder, &anders);
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!((merged.conflicts[0].ours.clone(), merged.conflicts[0].base.is_some()), (None, true));
        let looptijd = met(&[("[looptijd]\nvan = 2027-01-01\ntot = 2028-01-01\n\n", "")]);
        let merged = three(BASE, &looptijd, &met(&[("tot = 2028", "tot = 2030")]));
        assert_eq!(merged.conflicts[0].dotted(), "looptijd");
    }

    #[test]
    fn no_note_is_lost_without_a_question() {
        let a = "[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n";
        let list = "gebonden = [\"a\", \"b\"]";
        let pairs = [
            // Removed here, a note there: at a row, at a key.
            (met(&[(a, "")]), met(&[("wat = \"A\"", "# let op\nwat = \"A\"")])),
            (met(&[("eigen = 1 # van ons\n", "")]), met(&[("eigen = 1 # van ons", "# let op\neigen = 1 # van ons")])),
            // A list with a note beside an item, and another with one more item or another note.
            (
                met(&[(list, "gebonden = [\n  \"a\", # let op\n  \"b\",\n]")]),
                met(&[(list, "gebonden = [\"a\", \"b\", \"c\"]")]),
            ),
            (
                met(&[(list, "gebonden = [\n  \"a\", # let op\n  \"b\",\n]")]),
                met(&[(list, "gebonden = [\n  \"a\", # iets anders\n  \"b\",\n]")]),
            ),
        ];
        for (ours, theirs) in pairs {
            for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
                let merged = three(BASE, one, other);
                assert!(merged.text.contains("let op") || !merged.conflicts.is_empty(), "{}", merged.text);
                assert_eq!(merged.conflicts.len(), 1, "{}", merged.text);
            }
        }
    }

    /// One of the kinds of edits that people make, at one of some places.
    fn edits() -> Vec<(&'static str, &'static str)> {
        vec![
            ("\"Titel\"", "\"T1\""),
            ("titel = \"Titel\"\n", ""),
            ("Een.", "Eerste."),
            ("Twee.\n", ""),
            ("Drie.", "Drie.\nVier."),
            ("# Over het doel.\n", ""),
            ("# Over het doel.", "# Anders."),
            ("[\"a\", \"b\"]", "[\"b\", \"c\"]"),
            ("eigen = 1", "eigen = 2"),
            ("eigen = 1 # van ons", "eigen = 1"),
            ("eigen = 1 # van ons\n", "eigen = 1 # van ons\nnieuw = \"n\"\n"),
            ("wat = \"A\"", "wat = \"A2\""),
            ("wat = \"A\"", "wat = \"A\"\ndatum = 2029-09-09"),
            ("[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"A\"\n\n", ""),
            ("datum = 2027-01-01\n", ""),
            ("\n[looptijd]", "\n[[mijlpalen]]\nsleutel = \"cccc\"\nwat = \"C\"\n\n[looptijd]"),
            ("\n[looptijd]", "\n[[indicatoren]]\nsleutel = \"dddd\"\nwat = \"D\"\n\n[looptijd]"),
            ("tot = 2028", "tot = 2031"),
            ("[looptijd]\nvan = 2027-01-01\ntot = 2028-01-01\n\n", ""),
            ("x = 1\n", ""),
            ("y = 2", "y = [1, 2]"),
            ("# einde\n", ""),
            ("# einde\n", "# slot\n"),
            ("formaat = 1\n", "formaat = 1\nmijn = { a = 1 }\n"),
        ]
    }

    #[test]
    fn every_pair_of_edits_merges_the_same_both_ways_or_is_asked() {
        let edits = edits();
        for one in &edits {
            for other in &edits {
                let (ours, theirs) = (met(&[*one]), met(&[*other]));
                let (here, there) = (three(BASE, &ours, &theirs), three(BASE, &theirs, &ours));
                here.text.parse::<DocumentMut>().unwrap_or_else(|e| panic!("{one:?} {other:?} {e}\n{}", here.text));
                assert_eq!(here.conflicts.len(), there.conflicts.len(), "{one:?} {other:?}");
                if here.conflicts.is_empty() {
                    assert_eq!(here.text, there.text, "{one:?} {other:?}");
                }
                if one == other {
                    assert_eq!(here.text, ours);
                }
            }
        }
    }

    /// Whether two differences are one; a row may have come to stand elsewhere.
    fn same(a: &crate::diff::Change, b: &crate::diff::Change) -> bool {
        use crate::diff::What;
        match (&a.what, &b.what) {
            (What::Row { to: Some(x), .. }, What::Row { to: Some(y), .. }) => {
                a.path == b.path && x.meaning == y.meaning
            }
            (What::Row { from: Some(_), .. }, What::Row { from: Some(_), .. }) => a.path == b.path,
            _ => a == b,
        }
    }

    /// What is said in a file, apart from its layout.
    fn said(text: &str) -> crate::diff::Meaning {
        crate::diff::Meaning::read(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
    }

    proptest! {
        #[test]
        fn two_sides_with_many_edits_merge_both_ways(which in proptest::collection::vec(0..24usize, 0..6), split in 0..6usize) {
            let edits = edits();
            let side = |chosen: &[usize]| {
                let mut text = BASE.to_owned();
                for i in chosen.iter().collect::<std::collections::BTreeSet<_>>() {
                    text = text.replacen(edits[*i].0, edits[*i].1, 1);
                }
                text
            };
            let split = split.min(which.len());
            let (ours, theirs) = (side(&which[..split]), side(&which[split..]));
            let (here, there) = (three(BASE, &ours, &theirs), three(BASE, &theirs, &ours));
            prop_assert_eq!(here.conflicts.len(), there.conflicts.len());
            if here.conflicts.is_empty() {
                prop_assert_eq!(&here.text, &there.text);
                // Each difference of either side is there, as that side made it, unless both wrote in one text.
                let (base, merged) = (said(BASE), said(&here.text));
                let made = crate::diff::between(&base, &merged);
                let sides = [&ours, &theirs].map(|side| crate::diff::between(&base, &said(side)));
                for (i, changes) in sides.iter().enumerate() {
                    for change in changes {
                        let shared = sides[1 - i].iter().any(|c| c.path == change.path);
                        let still = made.iter().any(|c| if shared { c.path == change.path } else { same(c, change) });
                        let with_row = made.iter().any(|c| c.path.len() != change.path.len() && (c.path.starts_with(&change.path) || change.path.starts_with(&c.path)));
                        prop_assert!(still || with_row, "{:?} is lost in\n{}", change, here.text);
                    }
                    for note in [&ours, &theirs][i].lines().filter_map(|l| l.split_once('#')) {
                        let was_there = BASE.contains(note.1);
                        prop_assert!(was_there || here.text.contains(note.1), "# {} is lost in\n{}", note.1, here.text);
                    }
                }
                // Merged once more with a side it already holds, nothing changes; of lines beside each other it can
                // be asked once more.
                for side in [&ours, &theirs] {
                    prop_assert_eq!(&three(BASE, &here.text, side).text, &here.text, "once more with\n{}", side);
                }
            }
        }
    }
}
