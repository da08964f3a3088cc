//! `docs/verifieren.md`: its commands are run as they stand there, with OpenSSH's own `ssh-keygen`.

mod common;

use std::fs;
use std::process::Command;

use common::{Proef, Verwacht};
use oogo::verklaring::WOORDEN;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/verifieren.md");
/// Each block of commands, run on its own; what it printed.
fn run(p: &Proef) -> Vec<String> {
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let blocks = document.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    let outputs = blocks.map(|block| {
        let output =
            Command::new("sh").args(["-eu", "-c", &block]).env("TMPDIR", p.thuis()).current_dir(&p.map).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{block}\n{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    });
    outputs.collect()
}

fn with_verklaringen() -> Proef {
    let p = Proef::voorbeeld();
    // One key for two parties, which a verifier must tell apart.
    for partij in ["voorbeeldstad", "fictiehoven"] {
        p.ik(partij);
        p.oogo(&["sleutel", "maak"]).goed();
        p.oogo(&["akkoord", "lv-k7qm", "--voorbehoud", "De raad.", "--ja"]).goed();
        p.oogo(&["akkoord", "lv-k7qm", "hv-c8rw", "--ja"]).goed();
        p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    }
    p
}

#[test]
fn a_checkpoint_proves_a_copy_without_its_history() {
    let p = with_verklaringen();
    let json = p.oogo(&["peilmerk", "--overleg", "2027-03-12-oogo", "--json"]).goed().json();
    let list = json["manifest"].as_str().unwrap();
    let out = run(&p);
    assert!(!out.concat().contains("FOUT"), "{}", out.concat());
    assert!(out[5].contains("  klopt partijen/fictiehoven/verklaringen/"), "{}", out[5]);
    // A copy of the files alone.
    let kopie = p.thuis().join("kopie");
    assert!(Command::new("cp").arg("-r").arg(&p.map).arg(&kopie).status().unwrap().success());
    fs::remove_dir_all(kopie.join(".git")).unwrap();
    let check = || {
        let out = Command::new("sha256sum").args(["-c", list]).current_dir(&kopie).output().unwrap();
        (out.status.success(), String::from_utf8(out.stdout).unwrap())
    };
    // The list of who may sign stays as it was: a checkpoint changes it in nothing.
    assert_eq!(check().1.matches(": OK").count(), usize::try_from(json["bestanden"].as_u64().unwrap()).unwrap());
    let lv = kopie.join("agendas/leerlingenvervoer/lv-k7qm.toml");
    fs::write(&lv, fs::read_to_string(&lv).unwrap().replace("Analyse", "Geen analyse")).unwrap();
    let (is_good, told) = check();
    assert!(!is_good && told.contains("lv-k7qm.toml: FAILED"), "{told}");
    // A list that somebody made to fit is not the one that was signed.
    p.schrijf(list, p.lees(list).replace("  agendas/", "  agendas/./"));
    assert!(run(&p)[5].contains("is niet de lijst die ondertekend is"));
}

fn commit(p: &Proef) {
    p.git(&["add", "-A"]);
    p.git(&["commit", "-q", "-m", "x"]);
}

#[test]
fn what_is_sound_verifies() {
    let p = with_verklaringen();
    let out = run(&p);
    let entries =
        |partij: &str| fs::read_dir(p.map.join(format!("partijen/{partij}/verklaringen"))).unwrap().count() / 2;
    let all = entries("fictiehoven") + entries("voorbeeldstad");
    assert_eq!(out[1].matches("Good \"oogo-").count(), all, "{}", out[1]);
    assert!(!out.concat().contains("FOUT") && !out.concat().contains("ONBEKEND"), "{}", out.concat());
    for partij in ["voorbeeldstad", "fictiehoven"] {
        let last = out[2].lines().rfind(|l| l.starts_with(&format!("lv-k7qm, {partij}, bestuurlijk")));
        assert!(last.unwrap().contains("akkoord op de tekst van nu"), "{}", out[2]);
    }
    assert!(!out[2].contains("veranderd"), "{}", out[2]);
    assert_eq!(out[4].lines().count(), 2);
    let json = p.oogo(&["sleutel", "toon", "--json"]).goed().json();
    for partij in json["partijen"].as_array().unwrap() {
        let naam = partij["partij"].as_str().unwrap();
        let getal = out[4].lines().find(|l| l.contains(naam)).unwrap().rsplit(' ').next().unwrap();
        let woorden: Vec<&str> =
            (0..10).map(|i| WOORDEN[usize::from_str_radix(&getal[2 * i..2 * i + 2], 16).unwrap()]).collect();
        assert_eq!(partij["controlewoorden"], serde_json::json!(woorden));
    }
}

#[test]
fn the_example_verifies_with_the_commands_of_the_document() {
    let p = Proef::met_verklaringen();
    let out = run(&p);
    assert!(!out.concat().contains("FOUT") && !out.concat().contains("ONBEKEND"), "{}", out.concat());
    let entries = p.git(&["ls-files", "partijen/*/verklaringen/*.toml"]).lines().count();
    assert_eq!(out[1].matches("  is partijen/").count(), entries, "{}", out[1]);
    let told = |wat: &str| assert!(out[2].contains(wat), "{wat}: {}", out[2]);
    told("hv-t6yg, fictiehoven, bestuurlijk: akkoord op andere tekst");
    told("hv-t6yg, swv-po-voorbeeldland, bestuurlijk: akkoord op de tekst van nu");
    told("jh-q9ce, denkbeeldrade, bestuurlijk: voorbehoud op de tekst van nu");
    told("ov-d8ya, fictiehoven, bestuurlijk: niet-akkoord op de tekst van nu");
    assert!(out[5].contains("  klopt partijen/voorbeeldstad/verklaringen/"), "{}", out[5]);
    assert!(
        out[6].contains("is voorbeeldstad/1-f-") && out[6].contains("Peilmerk van gemeente Voorbeeldstad"),
        "{}",
        out[6]
    );
    // What is said of a vision is told too, and a second beginning is an alarm.
    p.oogo(&["akkoord", "thema huisvesting", "geheel", "--ja"]).goed();
    let out = run(&p);
    assert!(out[2].contains("thema:huisvesting, voorbeeldstad, bestuurlijk: akkoord op de tekst van nu"), "{}", out[2]);
    assert!(out[2].contains("geheel, voorbeeldstad, bestuurlijk: akkoord op de tekst van nu"), "{}", out[2]);
    p.oogo(&["thema", "wijzig", "huisvesting", "visie=Anders."]).goed();
    assert!(run(&p)[2].contains("thema:huisvesting, voorbeeldstad, bestuurlijk: akkoord op andere tekst"));
    p.oogo(&["standpunten", "--achterhaald"]).goed().bevat("thema huisvesting");
    p.oogo(&["controleer"]).goed().bevat("over thema huisvesting zei, is achterhaald");
    p.oogo(&["sleutel", "maak", "--opnieuw"]).goed();
    assert!(run(&p)[4].contains("FOUT: voorbeeldstad heeft meer dan één begin"), "{}", run(&p)[4]);
    // A version that says it was somebody else's is not signed by them.
    let versie = p.git(&["cat-file", "commit", "HEAD"]).replace("eerste lijst", "tweede lijst");
    p.schrijf("../versie", versie);
    let nieuw = p.git(&["hash-object", "-t", "commit", "-w", "../versie"]);
    p.git(&["update-ref", "HEAD", nieuw.trim()]);
    assert!(run(&p)[6].contains("FOUT: B"), "{}", run(&p)[6]);
}

#[test]
fn text_that_changed_is_told() {
    let p = with_verklaringen();
    p.oogo(&["verplaats", "lv-k7qm", "jeugdhulp"]).goed();
    assert!(run(&p)[2].contains("lv-k7qm, fictiehoven, bestuurlijk: akkoord op de tekst van nu"));
    p.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    assert!(run(&p)[2].contains("lv-k7qm, fictiehoven, bestuurlijk: akkoord op andere tekst"));
    p.oogo(&["wijzig", "lv-k7qm", "titel=Analyse van de vervoersstromen"]).goed();
    let out = run(&p);
    assert!(out[2].contains("op de tekst van nu") && out[2].contains("veranderd in versie"), "{}", out[2]);
    // The version that was seen is no part of this history, also where it is still somewhere here.
    p.git(&["checkout", "-q", "--orphan", "plat"]);
    commit(&p);
    assert!(run(&p)[2].contains("ONBEKEND"), "{:?}", run(&p)[2]);
}

#[test]
fn entries_that_are_forged_altered_or_gone_are_told() {
    let entry = |p: &Proef, partij: &str| {
        let map = format!("partijen/{partij}/verklaringen");
        let names = fs::read_dir(p.map.join(&map)).unwrap().flatten().map(|i| i.file_name().into_string().unwrap());
        let name = names.filter(|n| n.ends_with(".toml") && n.starts_with("2-")).max().unwrap();
        format!("{map}/{name}")
    };
    let p = with_verklaringen();
    let pad = entry(&p, "fictiehoven");
    p.vervang(&pad, "standpunt = \"voorbehoud\"", "standpunt = \"akkoord\"");
    commit(&p);
    let out = run(&p);
    assert!(out[1].contains(&format!("FOUT: {pad}")), "{}", out[1]);
    assert!(out[3].contains("ontbreekt") && out[3].contains("gewijzigd of verwijderd"), "{}", out[3]);
    // Another party's entry, with a key that speaks for both.
    let p = with_verklaringen();
    let pad = entry(&p, "fictiehoven");
    let doel = "partijen/voorbeeldstad/verklaringen/9-xxxx.toml";
    p.schrijf(doel, p.lees(&pad));
    p.schrijf(&format!("{doel}.sig"), p.lees(&format!("{pad}.sig")));
    assert!(run(&p)[1].contains(&format!("FOUT: {doel}")));
    // An entry that is gone.
    let p = with_verklaringen();
    fs::remove_file(p.map.join(entry(&p, "fictiehoven"))).unwrap();
    commit(&p);
    assert!(run(&p)[3].contains("ontbreekt"));
    // A stranger who writes himself into the list of keys, and one who makes a list of his own.
    let p = with_verklaringen();
    let begin = p.lees(&entry(&p, "fictiehoven"));
    assert!(
        Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"])
            .arg(p.thuis().join("vreemd"))
            .status()
            .unwrap()
            .success()
    );
    let vreemd = fs::read_to_string(p.thuis().join("vreemd.pub")).unwrap();
    let teken = |doel: &str, namespace: &str| {
        let mut c = Command::new("ssh-keygen");
        c.args(["-q", "-Y", "sign", "-n", namespace, "-f"]).arg(p.thuis().join("vreemd")).arg(doel).current_dir(&p.map);
        assert!(c.output().unwrap().status.success());
    };
    let regels = p.lees("ondertekenaars");
    p.schrijf(
        "ondertekenaars",
        format!("{regels}fictiehoven/1-f-vreemd namespaces=\"oogo-akkoord\" {}\n", vreemd.trim()),
    );
    let functionaris = begin.lines().find(|l| l.starts_with("functionaris")).unwrap();
    let nr = begin.lines().find(|l| l.starts_with("nr = ")).unwrap();
    let doel = "partijen/fictiehoven/verklaringen/9-vreemd.toml";
    p.schrijf(doel, begin.replace(functionaris, "functionaris = \"f-vreemd\"").replace(nr, "nr = 9"));
    teken(doel, "oogo-akkoord");
    assert!(run(&p)[0].contains("FOUT: fictiehoven/1-f-vreemd staat op geen lijst"), "{}", run(&p)[0]);
    let lijst = "partijen/fictiehoven/verklaringen/8-vreemd.toml";
    let kop: Vec<&str> = begin.lines().take_while(|l| !l.is_empty()).collect();
    let kop = kop.join("\n").replace(functionaris, "functionaris = \"f-vreemd\"").replace(nr, "nr = 8");
    p.schrijf(lijst, format!("{kop}\n\n[sleutels]\n\n[[sleutels.functionarissen]]\nid = \"f-vreemd\"\nfunctie = \"x\"\nmag = [\"bestuurlijk\"]\nsleutel = \"{}\"\n", vreemd.trim()));
    teken(lijst, "oogo-sleutels");
    p.schrijf(
        "ondertekenaars",
        format!("{regels}fictiehoven/8-f-vreemd namespaces=\"oogo-sleutels,oogo-akkoord\" {}\n", vreemd.trim()),
    );
    assert!(run(&p)[1].contains(&format!("FOUT: {lijst}")), "{}", run(&p)[1]);
}

#[test]
fn the_words_stand_in_the_document() {
    let mut table = String::from("| | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | a | b | c | d | e | f |\n");
    table.push_str(&format!("|{}\n", "---|".repeat(17)));
    for (i, row) in WOORDEN.chunks(16).enumerate() {
        table.push_str(&format!("| **{i:x}** | {} |\n", row.join(" | ")));
    }
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let (before, rest) = document.split_once("<!-- woorden -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- einde -->").unwrap();
    let expected = format!("{before}<!-- woorden -->\n{table}<!-- einde -->{after}");
    if std::env::var_os("BIJWERKEN").is_some() {
        fs::write(DOCUMENT, &expected).unwrap();
    }
    assert!(fs::read_to_string(DOCUMENT).unwrap() == expected, "BIJWERKEN=1 cargo test --test verifieren");
}
