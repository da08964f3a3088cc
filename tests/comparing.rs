//! What differs between two versions is told whole: it leads from the one to the other and back.

use oogo::diff::{Body, Change, Files, Meaning, apply, between, compare, compare_whole, inverse};
use proptest::prelude::*;

/// A file as anybody could write one: values, tables, rows with and without keys, comments.
fn file() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        (0i64..3).prop_map(|n| n.to_string()),
        Just("nan".to_owned()),
        Just("-0.0".to_owned()),
        Just("0.0".to_owned()),
        Just("true".to_owned()),
        Just("2027-03-12".to_owned()),
        "[a-c #]{0,3}".prop_map(|t| format!("\"{t}\"")),
        Just("\"\"\"\n# geen\n\"\"\"".to_owned()),
        Just("[]".to_owned()),
        Just("[1, [2]] # lijst".to_owned()),
        Just("[\n  1, # erin\n  # los\n]".to_owned()),
        Just("{}".to_owned()),
        Just("{ a = 1, b = { c = \"x\" } }".to_owned()),
        Just("[{ sleutel = \"a\", n = 1 }, { sleutel = \"b\" }]".to_owned()),
        Just("[{ sleutel = \"a\" }, { sleutel = \"a\" }]".to_owned()),
    ];
    let comment = prop_oneof![3 => Just(String::new()), 1 => "[ab]{0,2}".prop_map(|t| format!("# {t}\n"))];
    let pairs = prop::collection::btree_map("[a-d]", (scalar, comment.clone()), 0..4)
        .prop_map(|map| map.into_iter().map(|(k, (v, c))| format!("{c}{k} = {v}\n")).collect::<String>());
    let row = ("[a-e]", pairs.clone(), comment.clone());
    let group = prop::collection::vec(row, 0..4).prop_map(|rows| {
        let mut seen = std::collections::BTreeSet::new();
        rows.into_iter()
            .filter(|(key, ..)| seen.insert(key.clone()))
            .map(|(key, pairs, c)| format!("{c}[[rijen]]\nsleutel = \"{key}\"\n{pairs}"))
            .collect::<String>()
    });
    let nested = (pairs.clone(), any::<bool>(), comment.clone())
        .prop_map(|(p, is, c)| if is { format!("{c}[e]\n{p}\n[[e.rijen]]\nsleutel = \"z\"\n") } else { String::new() });
    (pairs, group, nested, comment).prop_map(|(p, g, n, c)| format!("{p}{g}{n}{c}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn differences_lead_there_and_back(old in file(), new in file()) {
        let (Ok(was), Ok(is)) = (Meaning::read(&old), Meaning::read(&new)) else { return Ok(()) };
        let changes = between(&was, &is);
        prop_assert_eq!(changes.is_empty(), was == is);
        prop_assert_eq!(&apply(&was, &changes), &is, "{:?}", changes);
        prop_assert_eq!(&apply(&is, &inverse(&changes)), &was);
        // None is told that changes nothing: without any one of them the way there or back is lost.
        for n in 0..changes.len() {
            let without: Vec<_> = changes.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, c)| c.clone()).collect();
            let is_needed = apply(&was, &without) != is || apply(&is, &inverse(&without)) != was;
            prop_assert!(is_needed, "{:?}", changes[n]);
        }
    }

    #[test]
    fn a_meaning_is_the_values_and_the_comments(text in file()) {
        let Ok(table) = text.parse::<toml::Table>() else { return Ok(()) };
        let meaning = Meaning::read(&text).unwrap();
        prop_assert_eq!(&Meaning::of(&meaning.table()), &Meaning::of(&table));
        // Taking away one comment is always seen.
        if let Some(place) = text.lines().position(|l| l.starts_with("# ")) {
            let without: Vec<&str> = text.lines().enumerate().filter(|(i, _)| *i != place).map(|(_, l)| l).collect();
            let other = Meaning::read(&without.join("\n"));
            // Inside a string it is no comment, and then the string differs.
            prop_assert!(other.is_err() || other.unwrap() != meaning);
        }
    }
}

/// A file as oogo writes one, in pieces of which each may be another in the next version.
fn canonical() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        (0i64..3).prop_map(|n| n.to_string()),
        "[a-c]{0,2}".prop_map(|t| format!("\"{t}\"")),
        Just("[\"a\", \"b\"]".to_owned()),
        Just("2027-03-12".to_owned()),
        "[a-c \n\\[=#]{0,6}".prop_map(|t| format!("\"\"\"\n{t}\n\"\"\"")),
        Just("\"\"\"\n[[rijen]]\nsleutel = \\\"a\\\"\n\"\"\"".to_owned()),
        Just("1 # erbij".to_owned()),
    ];
    let note = prop_oneof![4 => Just(""), 1 => Just("# noot\n"), 1 => Just("\n"), 1 => Just("\n# ander\n\n")];
    let pair = (note.clone(), value.clone());
    let keys = prop::collection::btree_map(prop_oneof!["[a-d]", Just("titel".to_owned())], pair.clone(), 0..4)
        .prop_map(|m| m.into_iter().map(|(k, (n, v))| format!("{n}{k} = {v}\n")).collect::<String>());
    let row = (note.clone(), prop_oneof![9 => "[a-d]", 1 => Just("".to_owned())], keys.clone())
        .prop_map(|(n, key, rest)| format!("{n}[[rijen]]\nsleutel = \"{key}\"\n{}", rest.replace("titel", "wat")));
    let rows = prop::collection::vec(row, 0..4).prop_map(|r| r.concat());
    let table = prop_oneof![
        2 => Just(String::new()),
        1 => keys.clone().prop_map(|k| format!("\n[tabel]\n{k}")),
        1 => keys.clone().prop_map(|k| format!("\n[tabel.onder]\n{k}")),
        1 => Just("[[ander]]\nzonder = 1\n".to_owned()),
    ];
    (keys, table, rows, note).prop_map(|(k, t, r, n)| format!("{k}{t}{r}{n}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

    #[test]
    fn leaving_out_what_is_shared_changes_no_difference(old in canonical(), new in canonical(), mixed in any::<bool>()) {
        // The keys of the one with the tables of the other have much in common with both.
        let half = |t: &str| t.find("\n[").map_or(t.len(), |i| i + 1);
        let new = if mixed { format!("{}{}", &new[..half(&new)], &old[half(&old)..]) } else { new };
        let changes = |diff: oogo::diff::Diff| -> Option<Vec<Change>> {
            match diff.files.into_iter().next()?.body {
                Body::Fields(f) => Some(f.changes),
                _ => None,
            }
        };
        let (a, b) = (files(&[("beheer/x.toml", &old)]), files(&[("beheer/x.toml", &new)]));
        if Meaning::read(&old).is_ok() && Meaning::read(&new).is_ok() {
            prop_assert_eq!(changes(compare(&a, &b)), changes(compare_whole(&a, &b)), "{}---{}", old, new);
        }
    }
}

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect()
}

#[test]
fn a_moved_afspraak_is_one_file_and_a_broken_one_is_compared_as_text() {
    let old = files(&[
        ("agendas/a/lv-k7qm.toml", "formaat = 1\ntitel = \"x\"\n"),
        ("agendas/a/lv-m2np.toml", "formaat = 1\n"),
        ("README.md", "een\n"),
    ]);
    let new = files(&[
        ("agendas/b/lv-k7qm.toml", "formaat = 1\ntitel = \"y\"\n"),
        ("agendas/a/lv-m2np.toml", "formaat = = 1\n"),
        ("README.md", "twee\n"),
        ("bijlage.pdf", "%PDF\0"),
    ]);
    let diff = compare(&old, &new);
    let told: Vec<(&str, bool, &str)> = diff
        .files
        .iter()
        .map(|f| {
            let body = match &f.body {
                Body::Fields(_) => "fields",
                Body::Text { why: Some(_), .. } => "broken",
                Body::Text { .. } => "text",
                Body::Bytes { .. } => "bytes",
            };
            (f.path(), f.is_moved(), body)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("README.md", false, "text"),
            ("agendas/a/lv-m2np.toml", false, "broken"),
            ("agendas/b/lv-k7qm.toml", true, "fields"),
            ("bijlage.pdf", false, "bytes"),
        ]
    );
    assert!(compare(&old, &old).files.is_empty());
}

#[test]
fn another_layout_is_told_as_layout() {
    let old = files(&[("voortgang/lv-k7qm.toml", "formaat = 1\nid = \"lv-k7qm\"\n")]);
    let new = files(&[("voortgang/lv-k7qm.toml", "id   = 'lv-k7qm'\r\nformaat = 1\r\n")]);
    let diff = compare(&old, &new);
    assert!(diff.files.len() == 1 && diff.files[0].is_layout());
}
