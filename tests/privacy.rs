//! Nothing about a pupil gets in: every way in passes the gate, and what is there already is found.

mod common;

use std::fs;
use std::io::Write;
use std::process::Stdio;

use common::{Proef, Verwacht};

const BSN: &str = "123456782";

/// The refusal names what and where, shows a mask and nothing more, and leaves every byte as it was.
fn geweigerd(p: &Proef, args: &[&str]) {
    let voor = (p.versies(), p.git(&["status", "--porcelain"]));
    let uit = p.oogo(args);
    assert_eq!(uit.code, 1, "{args:?}: {}{}", uit.uit, uit.fout);
    assert!(uit.fout.contains("burgerservicenummer") && uit.fout.contains("123***782"), "{args:?}: {}", uit.fout);
    for vorm in [BSN, "123.456.782", "123 456 782"] {
        assert!(!uit.fout.contains(vorm) && !uit.uit.contains(vorm), "{args:?}");
    }
    assert_eq!((p.versies(), p.git(&["status", "--porcelain"])), voor, "{args:?}");
}

#[test]
fn every_way_in_passes_the_gate() {
    let p = Proef::voorbeeld();
    geweigerd(&p, &["wijzig", "lv-k7qm", "doel=Een busje voor 123.456.782 elke dag."]);
    geweigerd(&p, &["wijzig", "lv-k7qm", "doel=Eerste regel met 12345\n6782 erin."]);
    geweigerd(&p, &["wijzig", "lv-k7qm", "mijlpalen.nieuw.wat=123 456 782"]);
    geweigerd(&p, &["wijzig", "lv-k7qm", "titel=x", "--toelichting", "gaat over BSN 123456782"]);
    geweigerd(&p, &["wijzig", "lv-k7qm", "titel=x", "--toch", "hoort zo", "--toelichting", "BSN 123456782"]);
    geweigerd(&p, &["voeg-toe", "--thema", "leerlingenvervoer", "--titel", "Vervoer van 123456782"]);
    geweigerd(&p, &["opmerking", "nieuw", "lv-k7qm", "Gaat dit over 123456782?"]);
    geweigerd(&p, &["overleg", "wijzig", "2027-01-15-ambtelijk", "verslag=Besproken: 123456782."]);
    geweigerd(&p, &["partij", "nieuw", "--naam", "gemeente 123456782"]);
    geweigerd(&p, &["thema", "wijzig", "overgangen", "visie=Alles over 123456782."]);
    geweigerd(&p, &["voorblad", "wijzig", "visie=Alles over 123456782."]);
    geweigerd(&p, &["voortgang", "wijzig", "lv-k7qm", "belemmeringen=Over 123456782."]);
    geweigerd(&p, &["verplaats", "hv-c8rw", "overgangen", "--toelichting", "vanwege 123456782"]);
}

#[test]
fn a_new_ontwikkelagenda_and_who_one_is_pass_it_too() {
    let p = Proef::leeg();
    let map = p.map.display().to_string();
    p.oogo(&["nieuw", &map, "--naam", "Agenda van 123456782"]).geweigerd("123***782");
    assert!(!p.map.exists());
    let p = Proef::voorbeeld();
    for extra in [&["--functie", "adviseur 123456782"][..], &["--functie", "adviseur", "--naam", "J 123456782"]] {
        p.oogo(&[&["mijn-gegevens", "--partij", "voorbeeldstad"], extra].concat()).goed();
        geweigerd(&p, &["wijzig", "lv-k7qm", "titel=Nieuw"]);
    }
}

#[test]
fn what_an_editor_wrote_passes_the_same_gate() {
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let probeer = |wat: &dyn Fn(&Proef)| {
        let p = Proef::voorbeeld();
        wat(&p);
        geweigerd(&p, &["opslaan"]);
    };
    let erbij = |p: &Proef, tekst: &str| {
        p.schrijf(pad, p.lees(pad).replacen("formaat = 1\n", &format!("formaat = 1\n{tekst}\n"), 1))
    };
    probeer(&|p| erbij(p, "# nog nakijken: 123456782"));
    // What only has to look like a name is a text like any other.
    probeer(&|p| p.schrijf(pad, p.lees(pad).replacen("trekker = [", "trekker = [\"123456782\", ", 1)));
    // A key can say what its value is, a comment can go on, and a date can hold more than a date.
    probeer(&|p| erbij(p, "bsn = \"1234 56782\""));
    probeer(&|p| erbij(p, "# BSN 12345\n# 6782"));
    probeer(&|p| erbij(p, "x = 2000-01-01T00:00:00.123456782"));
    probeer(&|p| erbij(p, "onbekend = [[\"123456782\"]]"));
    probeer(&|p| erbij(p, "onbekend = \"123456782\""));
    probeer(&|p| erbij(p, "onbekend = 123456782"));
    probeer(&|p| erbij(p, "\"sleutel 123456782\" = true"));
    // Written in code, it is the same number.
    probeer(&|p| erbij(p, "onbekend = \"\\u0031\\u0032\\u0033456782\""));
    probeer(&|p| {
        p.schrijf("overleggen/2027-05-05-123456782.toml", "formaat = 1\nsoort = \"ambtelijk\"\ndatum = 2027-05-05\n")
    });
}

#[test]
fn numbers_of_organisations_stay_in_their_own_fields() {
    let p = Proef::voorbeeld();
    // RSIN 111222333 passes the elfproef; so do these amounts.
    p.oogo(&["partij", "wijzig", "voorbeeldstad", "rsin=111222333", "kvk=12345678"]).goed();
    p.oogo(&["wijzig", "lv-k7qm", "doel=Het krediet is € 123.456.782 voor alle gemeenten."]).goed();
}

#[test]
fn what_calls_for_a_look_is_saved_with_a_reason_that_is_kept() {
    let p = Proef::voorbeeld();
    let voor = p.versies();
    let args = ["wijzig", "lv-k7qm", "doel=De moeder van Fatima vertelt hoe het gaat."];
    let uit = p.oogo(&args);
    assert_eq!((uit.code, p.versies()), (1, voor));
    assert!(
        uit.fout.contains("F***") && !uit.fout.contains("Fatima") && uit.fout.contains("--toch REDEN"),
        "{}",
        uit.fout
    );
    // The reason itself is no place for it, and an empty one is none.
    let met = |reden: &str| p.oogo(&[&args[..], &["--toch", reden]].concat());
    assert_eq!(met("moeder van Fatima wil dat").code, 1);
    assert_eq!(met("  ").code, 2);
    met("Zij is ambassadeur en gaf toestemming.").goed();
    assert_eq!(p.versies(), voor + 1);
    let bestanden: Vec<_> = fs::read_dir(p.map.join("uitzonderingen")).unwrap().flatten().collect();
    let tekst = fs::read_to_string(bestanden[0].path()).unwrap();
    assert!(
        tekst.contains("veld = \"doel\"") && tekst.contains("soort = \"naam\"") && !tekst.contains("Fatima"),
        "{tekst}"
    );
    // In the same place it is known now; in another it is not.
    p.oogo(&["wijzig", "lv-k7qm", "doel=De moeder van Fatima vertelt hoe het nu gaat."]).goed();
    assert_eq!(p.oogo(&["wijzig", "lv-k7qm", "resultaat=De moeder van Fatima is tevreden."]).code, 1);
    assert!(!p.oogo(&["controleer", "--privacy"]).goed().uit.contains("moeder"));
    assert!(p.oogo(&["controleer"]).goed().uit.contains("in orde"));
}

#[test]
fn a_small_count_of_pupils_is_warned_about() {
    let p = Proef::voorbeeld();
    let uit = p.oogo(&[
        "wijzig",
        "ov-w3mk",
        "indicatoren.nieuw.naam=Aantal thuiszitters in het dorp",
        "indicatoren.nieuw.nulmeting=3",
    ]);
    assert_eq!(uit.code, 1);
    assert!(uit.fout.contains("‘<5’"), "{}", uit.fout);
    p.oogo(&[
        "wijzig",
        "ov-w3mk",
        "indicatoren.nieuw.naam=Aantal thuiszitters in het dorp",
        "indicatoren.nieuw.nulmeting=<5",
    ])
    .goed();
}

#[test]
fn what_git_already_holds_is_found_with_its_versions_and_hinders_no_other_change() {
    let p = Proef::voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let goed = p.lees(pad);
    p.schrijf(pad, goed.replacen("formaat = 1\n", "formaat = 1\n# gaat over 123456782\n", 1));
    p.git(&["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qam", "erbij, zie BSN 111222333"]);
    p.oogo(&["wijzig", "lv-k7qm", "niveau=lokaal"]).goed();
    let nu = p.oogo(&["controleer", "--privacy", "--json"]);
    assert_eq!(nu.code, 1);
    let json: serde_json::Value = serde_json::from_str(&nu.uit).unwrap();
    let eerste = &json["bevindingen"][0];
    assert_eq!((eerste["soort"].as_str(), eerste["niveau"].as_str()), (Some("bsn"), Some("blokkeert")));
    assert_eq!(eerste["bestand"], pad);
    assert!(!nu.uit.contains("123456782"));
    // Taken out, it is still in two versions, and in a message, a branch and a tag.
    p.schrijf(pad, p.lees(pad).replace("# gaat over 123456782\n", ""));
    p.oogo(&["opslaan"]).goed();
    p.git(&["tag", "-a", "stuk-999990019", "-m", "label"]);
    assert_eq!(p.oogo(&["controleer", "--privacy"]).code, 0);
    let alles = p.oogo(&["controleer", "--privacy", "--geschiedenis", "--json"]);
    assert_eq!(alles.code, 1);
    assert!(!["123456782", "111222333", "999990019"].iter().any(|n| alles.uit.contains(n)), "{}", alles.uit);
    let json: serde_json::Value = serde_json::from_str(&alles.uit).unwrap();
    let in_bestand = |b: &str| json["bevindingen"].as_array().unwrap().iter().find(|x| x["bestand"] == b).cloned();
    assert_eq!(in_bestand(pad).unwrap()["versies"].as_array().unwrap().len(), 2);
    assert_eq!(in_bestand("toelichting").unwrap()["versies"].as_array().unwrap().len(), 1);
    assert!(in_bestand("naam van een tak of label").is_some());
    let tekst = p.oogo(&["controleer", "--privacy", "--geschiedenis"]);
    assert!(tekst.uit.contains("Staat in 2 versies: "), "{}", tekst.uit);
}

#[test]
fn what_another_party_shares_is_looked_at_before_it_is_taken_over() {
    let p = Proef::voorbeeld();
    p.schrijf("LEESMIJ.txt", "Lijst: 123456782");
    p.git(&["add", "-A"]);
    p.git(&["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "erbij"]);
    let doel = p.thuis().join("eigen");
    let uit = p.oogo(&["open", &p.map.display().to_string(), &doel.display().to_string()]);
    assert_eq!(uit.code, 1);
    assert!(uit.fout.contains("LEESMIJ.txt") && uit.fout.contains("Er is niets overgenomen"), "{}", uit.fout);
    assert!(!doel.exists() && !uit.fout.contains(BSN));
}

#[test]
fn a_text_can_be_looked_through_by_itself() {
    let p = Proef::leeg();
    let mut kind = p
        .opdracht(&["controleer", "--privacy", "--tekst", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    kind.stdin.take().unwrap().write_all("Regel een.\nSem de Vries, geb. 12-05-2014\n\0\u{FFFD}".as_bytes()).unwrap();
    let uit = kind.wait_with_output().unwrap();
    assert_eq!(uit.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&uit.stdout).unwrap();
    let b = &json["bevindingen"][0];
    assert_eq!((b["soort"].as_str(), b["regel"].as_u64()), (Some("geboortedatum"), Some(2)));
    assert_eq!(p.oogo(&["controleer", "--privacy", "--tekst", "nergens.txt"]).code, 1);
    assert_eq!(p.oogo(&["controleer", "--tekst", "-"]).code, 2);
}

#[test]
fn a_fault_in_the_program_tells_its_place_and_no_words() {
    let p = Proef::voorbeeld();
    let args = ["wijzig", "lv-k7qm", "doel=BSN 123456782"];
    let uit = p.opdracht(&args).env("OOGO_FOUT", "opdracht").env("RUST_BACKTRACE", "1").output().unwrap();
    let fout = String::from_utf8_lossy(&uit.stderr);
    assert_eq!(uit.status.code(), Some(101));
    assert!(fout.contains("oogo is gestopt door een fout in het programma (src/fault.rs"), "{fout}");
    assert!(!fout.contains("a test asked for it") && !fout.contains(BSN), "{fout}");
}

#[test]
fn a_message_that_repeats_what_was_typed_masks_it() {
    let p = Proef::voorbeeld();
    for args in [
        &["wijzig", "lv-k7qm", "looptijd.van=123456782"][..],
        &["wijzig", "lv-k7qm", "trekker=123456782"],
        &["toon", "123456782"],
        &["mijn-gegevens", "--partij", "123.456.782"],
    ] {
        let uit = p.oogo(args);
        assert!(uit.code > 0 && uit.fout.contains("123***782"), "{args:?}: {}", uit.fout);
        assert!(!uit.fout.contains("123456782") && !uit.fout.contains("123.456.782"), "{args:?}: {}", uit.fout);
    }
}

#[test]
fn what_was_let_through_as_something_else_is_blocked_when_it_becomes_a_bsn() {
    let p = Proef::voorbeeld();
    p.oogo(&["wijzig", "lv-k7qm", "doel=Het zaaknummer is 123456782.", "--toch", "Het is een zaaknummer."]).goed();
    geweigerd(&p, &["wijzig", "lv-k7qm", "doel=Sem heeft BSN 123456782."]);
    // What is not saved yet cannot come in by way of who saves.
    p.vervang(
        "partijen/voorbeeldstad/partij.toml",
        "naam = \"gemeente Voorbeeldstad\"",
        "naam = \"gemeente 123456782\"",
    );
    geweigerd(&p, &["wijzig", "lv-k7qm", "titel=Nieuw"]);
}

#[test]
fn what_belongs_to_one_version_is_no_leave_for_the_next() {
    let p = Proef::voorbeeld();
    let met = ["--toelichting", "op verzoek van de moeder van Fatima"];
    p.oogo(&[&["wijzig", "lv-k7qm", "titel=Een", "--toch", "Zij wil dat."], &met[..]].concat()).goed();
    assert_eq!(p.oogo(&[&["wijzig", "lv-k7qm", "titel=Twee"], &met[..]].concat()).code, 1);
}

#[test]
fn a_reason_holds_for_as_many_as_there_were_in_that_place() {
    let p = Proef::voorbeeld();
    let een = "doel=Bel 06-12345678.";
    p.oogo(&["wijzig", "lv-k7qm", een, "--toch", "Dit is de dienst zelf."]).goed();
    p.oogo(&["wijzig", "lv-k7qm", "doel=Bel 06-12345678 of schrijf."]).goed();
    assert_eq!(p.oogo(&["wijzig", "lv-k7qm", "doel=Bel 06-12345678 of 06-87654321."]).code, 1);
    p.oogo(&["wijzig", "lv-k7qm", "doel=Bel 06-12345678 of 06-87654321.", "--toch", "Ook van de dienst."]).goed();
    assert!(p.oogo(&["controleer", "--privacy"]).goed().uit.contains("geen persoonsgegevens"));
    // A file at the top has a place like any other.
    p.schrijf("LEESMIJ.txt", "Bel 06-12345678.");
    p.git(&["add", "-A"]);
    p.git(&["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "erbij"]);
    assert!(p.oogo(&["controleer", "--privacy"]).goed().uit.contains("LEESMIJ.txt"));
    let reden = "formaat = 1\nbestand = \"LEESMIJ.txt\"\nsoort = \"telefoon\"\naantal = 1\nreden = \"Dit is de dienst zelf.\"\n\
                 partij = \"voorbeeldstad\"\nfunctie = \"adviseur\"\nmoment = 2027-02-08T10:20:00+01:00\n";
    p.schrijf("uitzonderingen/20270208t1020-9w3d.toml", reden);
    assert!(p.oogo(&["controleer", "--privacy"]).goed().uit.contains("geen persoonsgegevens"));
}

#[test]
fn an_afspraak_that_held_it_already_can_move() {
    let p = Proef::voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    p.schrijf(pad, p.lees(pad).replacen("formaat = 1\n", "formaat = 1\n# gaat over 123456782\n", 1));
    p.git(&["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qam", "erbij"]);
    p.oogo(&["verplaats", "lv-k7qm", "overgangen"]).goed();
    // Whoever adds one on the way is refused.
    let pad = "agendas/overgangen/lv-k7qm.toml";
    p.schrijf(pad, p.lees(pad).replace("# gaat over 123456782", "# gaat over 123456782 en 111222333"));
    assert_eq!(p.oogo(&["opslaan"]).code, 1);
}

#[test]
fn a_file_that_cannot_be_looked_at_is_named() {
    let p = Proef::voorbeeld();
    p.schrijf("agendas/overgangen/ov-w3mk.toml", "# te veel\n".repeat(600_000));
    let uit = p.oogo(&["controleer", "--privacy"]);
    assert_eq!(uit.code, 1);
    assert!(uit.uit.contains("ov-w3mk.toml") && uit.uit.contains("niet nagekeken"), "{}", uit.uit);
    assert!(p.oogo(&["controleer", "--privacy", "--json"]).uit.contains("niet nagekeken"));
}

#[test]
fn what_is_refused_as_a_first_version_leaves_no_versions_behind() {
    let p = Proef::voorbeeld();
    oogo::git::verwijder_map(&p.map.join(".git")).unwrap();
    let pad = "agendas/overgangen/ov-w3mk.toml";
    let goed = p.lees(pad);
    p.schrijf(pad, goed.replacen("formaat = 1\n", "formaat = 1\n# 123456782\n", 1));
    let uit = p.oogo(&["beheer", "versies-bijhouden"]);
    assert_eq!(uit.code, 1, "{}{}", uit.uit, uit.fout);
    assert!(!p.map.join(".git").exists() && uit.fout.contains("123***782"), "{}", uit.fout);
    p.schrijf(pad, goed);
    p.oogo(&["beheer", "versies-bijhouden"]).goed();
}

#[test]
fn names_of_officials_are_told_on_request_and_stop_no_save() {
    let p = Proef::voorbeeld();
    p.oogo(&["wijzig", "lv-k7qm", "doel=Beleidsmedewerker Jan de Vries werkt dit uit."]).goed();
    let json: serde_json::Value =
        serde_json::from_str(&p.oogo(&["controleer", "--privacy", "--json"]).goed().uit).unwrap();
    let b = &json["bevindingen"][0];
    assert_eq!((b["soort"].as_str(), b["niveau"].as_str()), (Some("naam-functionaris"), Some("meldt")));
    assert_eq!(
        (b["bestand"].as_str(), b["veld"].as_str()),
        (Some("agendas/leerlingenvervoer/lv-k7qm.toml"), Some("doel"))
    );
    assert!(b["advies"].as_str().unwrap().contains("functie en de partij"));
    // A wethouder may be named, on purpose.
    p.oogo(&["wijzig", "lv-k7qm", "doel=Wethouder Jan de Vries besluit hierover."]).goed();
    assert!(p.oogo(&["controleer", "--privacy"]).goed().uit.contains("geen persoonsgegevens"));
}

#[cfg(unix)]
#[test]
fn who_one_is_can_be_read_by_nobody_else() {
    use std::os::unix::fs::PermissionsExt;
    let p = Proef::voorbeeld();
    let bestand = p.thuis().join("instellingen/mijn-gegevens.toml");
    assert_eq!(fs::metadata(bestand).unwrap().permissions().mode() & 0o077, 0);
}
