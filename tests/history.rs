//! `oogo geschiedenis`: the versions of one thing among all, quickly and none left out.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use common::{Proef, Verwacht};

const INDEX: &str = ".git/oogo/geraakt-3";

/// Adds some hundred versions on lines that part and come together: changes, moves, removals, and clocks
/// that are behind.
fn grow(p: &Proef) {
    let ids = ["lv-k7qm", "hv-c8rw", "jh-p4vd"];
    let themas = ["leerlingenvervoer", "huisvesting", "jeugdhulp"];
    let mut toeval = 7u64;
    let mut next = |n: u64| {
        toeval = toeval.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (toeval >> 33) % n
    };
    for n in 0..120u64 {
        if n % 10 == 3 {
            p.git(&["checkout", "-q", "-b", &format!("zijlijn-{n}"), "HEAD~2"]);
        }
        let id = ids[usize::try_from(next(3)).unwrap()];
        let waar = themas.iter().find(|t| p.map.join(format!("agendas/{t}/{id}.toml")).exists());
        match (waar, next(8)) {
            (None, _) => p.schrijf(&format!("agendas/{}/{id}.toml", themas[0]), format!("# {n}\n")),
            (Some(t), 0) => fs::remove_file(p.map.join(format!("agendas/{t}/{id}.toml"))).unwrap(),
            (Some(t), 1) => {
                let naar = themas[usize::try_from(next(3)).unwrap()];
                fs::rename(
                    p.map.join(format!("agendas/{t}/{id}.toml")),
                    p.map.join(format!("agendas/{naar}/{id}.toml")),
                )
                .unwrap();
            }
            (Some(t), _) => p.schrijf(&format!("agendas/{t}/{id}.toml"), format!("# {n}\n")),
        }
        p.git(&["add", "-A"]);
        let dag = format!("2027-0{}-1{}T12:00:00", 1 + next(6), next(9));
        let commit = ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", id];
        let done = Command::new("git").args(commit).env("GIT_COMMITTER_DATE", dag).current_dir(&p.map).status();
        assert!(done.unwrap().success());
        if n % 10 == 8 {
            p.git(&["checkout", "-q", "main"]);
            p.git(&["merge", "-q", "-s", "ours", "--no-commit", &format!("zijlijn-{}", n - 5)]);
            if next(2) == 0 {
                p.schrijf(&format!("agendas/{}/{}.toml", themas[0], ids[0]), format!("# lijn {n}\n"));
                p.git(&["add", "-A"]);
            }
            p.git(&["commit", "-q", "--allow-empty", "-m", "samen"]);
        }
    }
}

/// What each version touched, told by git version by version: the files that differ from each parent; and of one that
/// brings two lines together, those that are as in one of them while the other had made something else of it.
fn by_git(p: &Proef) -> (BTreeMap<String, BTreeSet<String>>, BTreeMap<String, Vec<String>>) {
    let mut touched = BTreeMap::new();
    let mut parents = BTreeMap::new();
    let mut taken = Vec::new();
    for line in p.git(&["rev-list", "--parents", "HEAD"]).lines() {
        let mut ids = line.split(' ').map(str::to_owned);
        let (id, from) = (ids.next().unwrap(), ids.collect::<Vec<_>>());
        let mut all: Option<BTreeSet<String>> = None;
        let mut per_parent = Vec::new();
        let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904".to_owned();
        for parent in if from.is_empty() { vec![empty] } else { from.clone() } {
            let diff = p.git(&["diff-tree", "-r", "--no-renames", "--name-only", &parent, &id]);
            let these: BTreeSet<String> = diff.lines().map(str::to_owned).collect();
            per_parent.push(these.clone());
            all = Some(all.map_or_else(|| these.clone(), |all| all.intersection(&these).cloned().collect()));
        }
        if let [one, other] = per_parent.as_slice() {
            let lines = [(one, other, &from[0], &from[1]), (other, one, &from[1], &from[0])];
            for (here, there, gone, stayed) in lines {
                taken.extend(here.difference(there).map(|f| (id.clone(), f.clone(), gone.clone(), stayed.clone())));
            }
        }
        touched.insert(id.clone(), all.unwrap());
        parents.insert(id, from);
    }
    let before = touched.clone();
    for (id, file, gone, stayed) in taken {
        let line = p.git(&["rev-list", &gone, &format!("^{stayed}")]);
        if line.lines().any(|v| before[v].contains(&file)) {
            touched.get_mut(&id).unwrap().insert(file);
        }
    }
    (touched, parents)
}

fn by_oogo(p: &Proef, id: &str) -> Vec<String> {
    let json = p.oogo(&["geschiedenis", id, "--aantal", "1000", "--json"]).goed().json();
    json["versies"].as_array().unwrap().iter().map(|v| v["versie"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_version_is_left_out_and_none_stands_before_what_it_builds_on() {
    let p = Proef::voorbeeld();
    grow(&p);
    let (touched, parents) = by_git(&p);
    for id in ["lv-k7qm", "hv-c8rw", "jh-p4vd", "lv-b4xt"] {
        let file = format!("/{id}.toml");
        let expected: BTreeSet<&String> =
            touched.iter().filter(|(_, files)| files.iter().any(|f| f.ends_with(&file))).map(|(id, _)| id).collect();
        let found = by_oogo(&p, id);
        assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected, "{id}");
        assert_eq!(found.len(), expected.len(), "{id}: each once");
        let at: BTreeMap<&String, usize> = found.iter().enumerate().map(|(i, v)| (v, i)).collect();
        for (child, from) in &parents {
            for parent in from.iter().filter(|p| at.contains_key(p)) {
                assert!(at.get(child).is_none_or(|child| *child < at[parent]), "{id}");
            }
        }
    }
    assert!(p.map.join(INDEX).exists());
}

#[test]
fn each_version_says_in_a_sentence_what_it_changed() {
    let p = Proef::voorbeeld();
    p.oogo(&["wijzig", "lv-k7qm", "indicatoren.ritten.streefwaarde=26", "titel=Anders"]).goed();
    p.oogo(&["opmerking", "nieuw", "lv-k7qm", "Klopt dit?"]).goed();
    p.schrijf("opmerkingen/lv-k7qm/20270401t1412-b7kd.toml", p.lees(&opmerking(&p)));
    p.oogo(&["opslaan"]).goed();
    p.oogo(&["geschiedenis", "--aantal", "100"])
        .bevat("  - ov-d8ya: voortgang is nieuw.\n")
        .bevat("  opmerking bij lv-k7qm: buiten oogo gewijzigd\n")
        .bevat("  - lv-k7qm: streefwaarde ‘ritten langer dan 45 minuten’ gaat van 28% naar 26%.\n")
        .bevat("  - lv-k7qm: titel gaat van Analyse van de vervoersstromen naar Anders.\n")
        .bevat(": indicatoren en status gewijzigd; overleg 2027-03-12-oogo: toegevoegd\n");
    // Of one afspraak only what is about it, also from a version of more.
    let uit = p.oogo(&["geschiedenis", "jh-p4vd"]).bevat("  - ").bevat_niet("  - lv-");
    assert!(uit.uit.contains("6 weken") || uit.uit.contains("van 6"), "{}", uit.uit);
    assert_eq!(p.oogo(&["geschiedenis", "--json"]).json()["afgekapt"], false);
}

fn opmerking(p: &Proef) -> String {
    let uit = p.git(&["show", "--name-only", "--format=", "HEAD"]);
    uit.lines().find(|r| r.starts_with("opmerkingen/")).unwrap().to_owned()
}

#[test]
fn a_copy_without_all_its_history_says_so_and_names_nobody_for_what_came_before() {
    let p = Proef::voorbeeld();
    p.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    let kort = p.thuis().join("kort");
    p.git(&["clone", "-q", "--depth", "2", &format!("file://{}", p.map.display()), kort.to_str().unwrap()]);
    let in_kort = |args: &[&str]| {
        let uit = p.opdracht(args).current_dir(&kort).output().unwrap();
        String::from_utf8(uit.stdout).unwrap() + &String::from_utf8(uit.stderr).unwrap()
    };
    let wie = in_kort(&["geschiedenis", "lv-k7qm", "--velden"]);
    assert!(wie.contains("niet meer na te gaan: wat hiervóór gebeurde, ontbreekt in deze kopie"), "{wie}");
    assert_eq!(wie.matches("beleidsadviseur").count(), 1, "only the title is known:\n{wie}");
    assert!(in_kort(&["geschiedenis"]).contains("Wat eerder gebeurde, ontbreekt in deze kopie"));
    let dag = in_kort(&["vergelijk", "2027-01-15"]);
    assert!(dag.contains("een deel van de geschiedenis ontbreekt"), "{dag}");
    assert!(in_kort(&["vergelijk", "begin"]).contains("Van: het begin van wat deze kopie van de geschiedenis heeft"));
}

#[test]
fn an_index_that_is_missing_damaged_or_of_another_history_changes_no_answer() {
    let p = Proef::voorbeeld();
    grow(&p);
    let right = by_oogo(&p, "lv-k7qm");
    assert!(right.len() > 20);
    let index = p.lees(INDEX);
    // One line less, as if it had never been, with the count that went with it.
    let line = index.lines().position(|l| l.starts_with(&right[3])).unwrap();
    let less: String = index.lines().enumerate().filter(|(i, _)| *i != line).map(|(_, l)| format!("{l}\n")).collect();
    let shorter = index[..index.len() / 2].to_owned();
    for broken in [String::new(), "onzin\n".to_owned(), "\u{0}".repeat(4_000), shorter, less] {
        p.schrijf(INDEX, &broken);
        assert_eq!(by_oogo(&p, "lv-k7qm"), right, "{:?}", broken.get(..40));
    }
    // Versions that came since are found without a new index.
    p.vervang("agendas/leerlingenvervoer/lv-b4xt.toml", "niveau", "# nieuw\nniveau");
    p.oogo(&["opslaan"]).goed();
    assert_eq!(by_oogo(&p, "lv-b4xt")[0], p.git(&["rev-parse", "HEAD"]).trim());
    assert_eq!(by_oogo(&p, "lv-k7qm"), right);
    // A history that was rolled back does not know them.
    p.git(&["reset", "-q", "--hard", "HEAD~6"]);
    let (touched, _) = by_git(&p);
    let expected: BTreeSet<&String> = touched
        .iter()
        .filter(|(_, files)| files.iter().any(|f| f.ends_with("/lv-k7qm.toml")))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(by_oogo(&p, "lv-k7qm").iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn per_field_it_says_who_wrote_what_stands_there() {
    let p = Proef::voorbeeld();
    let uit = p.oogo(&["geschiedenis", "lv-k7qm", "--velden"]).goed();
    let regels: Vec<&str> = uit.uit.lines().collect();
    let wie_van = |veld: &str| {
        let i = regels.iter().position(|r| *r == format!("  {veld}")).unwrap_or_else(|| panic!("{veld}: {}", uit.uit));
        *regels[..i].iter().rev().find(|r| !r.starts_with(' ')).unwrap()
    };
    assert!(wie_van("Titel").starts_with("beleidsmedewerker leerlingenvervoer, gemeente Voorbeeldstad, 24 september"));
    let streef = wie_van("Streefwaarde ‘ritten langer dan 45 minuten’");
    assert!(streef.contains("15 maart 2027 (in 2 stappen): Streefwaarde aangepast zoals besloten"), "{streef}");
    assert!(wie_van("Openbaarheid").starts_with("adviseur informatiebeheer"));
    // What stands there and was not saved is nobody's yet.
    p.vervang("agendas/leerlingenvervoer/lv-k7qm.toml", "niveau = \"regionaal\"", "niveau = \"lokaal\"");
    let json = p.oogo(&["geschiedenis", "lv-k7qm", "--velden", "--json"]).goed().json();
    let velden = json["velden"].as_array().unwrap();
    let veld = |naam: &str| velden.iter().find(|v| v["veld"] == naam).unwrap();
    assert_eq!(veld("niveau")["door"], "");
    assert_eq!(veld("niveau")["moment"], serde_json::Value::Null);
    assert!(veld("titel")["door"].as_str().unwrap().contains("Voorbeeldstad"));
    assert_eq!(p.oogo(&["geschiedenis", "--velden"]).code, 2);
    // A broken file is named.
    p.schrijf("agendas/leerlingenvervoer/lv-k7qm.toml", "titel = \n");
    p.oogo(&["geschiedenis", "lv-k7qm", "--velden"]).geweigerd("lv-k7qm.toml");
}
