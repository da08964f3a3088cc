//! `oogo vergelijk`: what changed, told in Dutch, per field, down to the word.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Proef, Verwacht};

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

fn kopieer(van: &Path, naar: &Path) {
    fs::create_dir_all(naar).unwrap();
    for ingang in fs::read_dir(van).unwrap().flatten() {
        if ingang.file_name() == ".git" {
            continue;
        }
        let doel = naar.join(ingang.file_name());
        if ingang.file_type().unwrap().is_dir() {
            kopieer(&ingang.path(), &doel);
        } else {
            fs::copy(ingang.path(), doel).unwrap();
        }
    }
}

/// The example with a bit of everything changed in its folder, and how it was in another.
fn met_van_alles() -> (Proef, PathBuf) {
    let p = Proef::voorbeeld();
    let oud = p.thuis().join("oud");
    kopieer(&p.map, &oud);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"25\"");
    p.vervang(LV, "Analyse van de vervoersstromen", "Analyse van alle vervoersstromen");
    p.vervang(LV, "formaat = 1\n", "formaat = 1 # nagekeken\neigen-veld = \"van ons\"\n");
    // A row more, a row less and two that changed places.
    let tekst = p.lees(LV);
    let rijen: Vec<&str> = tekst.split("[[mijlpalen]]").collect();
    assert!(rijen.len() > 3);
    let laatste = rijen.len() - 1;
    let mijlpaal = "\nsleutel = \"zzzz\"\nwat = \"Alle ritten zijn geteld\"\ndatum = 2027-12-01\n\n";
    let tekst = [rijen[0], rijen[2], rijen[1], mijlpaal, rijen[laatste]].join("[[mijlpalen]]");
    p.schrijf(LV, tekst);
    p.vervang("agendas/jeugdhulp/jh-q9ce.toml", "denken vanaf het begin mee over", "worden betrokken bij");
    fs::rename(p.map.join("agendas/huisvesting/hv-c8rw.toml"), p.map.join("agendas/overgangen/hv-c8rw.toml")).unwrap();
    fs::remove_file(p.map.join("agendas/overgangen/ov-d8ya.toml")).unwrap();
    p.schrijf(
        "agendas/overgangen/ov-z2z2.toml",
        "formaat = 1\nid = \"ov-z2z2\"\ntitel = \"Een nieuwe <afspraak>\"\ndoel = \"\"\"\nEerst dit.\nDan *dat*.\n\"\"\"\n",
    );
    p.vervang("voortgang/lv-k7qm.toml", "status = \"in-uitvoering\"", "status = \"geevalueerd\"");
    p.vervang("partijen/fictiehoven/partij.toml", "gemeente Fictiehoven", "gemeente Groot-Fictiehoven");
    let beheer = p.lees("beheer/lv-b4xt.toml").replace('\n', "\r\n");
    p.schrijf("beheer/lv-b4xt.toml", beheer);
    p.schrijf("agendas/huisvesting/hv-t6yg.toml", "formaat = = 1\n");
    p.schrijf("partijen/denkbeeldrade/logo.toml", b"\xff\xfe\0\x01");
    (p, oud)
}

#[test]
fn everything_that_changed_is_told_in_every_form() {
    let (p, oud) = met_van_alles();
    let oud = oud.to_str().unwrap();
    let nu = p.map.to_str().unwrap();
    let zonder_map = |t: &str| t.replace(oud, "OUD").replace(nu, "NU");
    for (naam, args) in [
        ("tekst", &[][..]),
        ("kort", &["--kort"]),
        ("json", &["--json"]),
        ("markdown", &["--markdown"]),
        ("html", &["--html"]),
    ] {
        let uit = p.oogo(&[&["vergelijk", oud, nu], args].concat());
        assert_eq!((uit.code, uit.fout.as_str()), (1, ""), "{naam}");
        insta::assert_snapshot!(format!("vergelijk__{naam}"), zonder_map(&uit.uit));
    }
    // The other way round nothing is lost either.
    let terug = p.oogo(&["vergelijk", nu, oud, "--json"]).json();
    let heen = p.oogo(&["vergelijk", oud, nu, "--json"]).json();
    let (terug, heen) = (terug["wijzigingen"].as_array().unwrap(), heen["wijzigingen"].as_array().unwrap());
    assert_eq!(terug.len(), heen.len());
    for h in heen {
        let tegen = |t: &&serde_json::Value| {
            t["veld"] == h["veld"]
                && t["afspraak"] == h["afspraak"]
                && (&t["van"], &t["naar"]) == (&h["naar"], &h["van"])
        };
        assert!(terug.iter().any(|t| tegen(&t)), "{h}");
    }
}

#[test]
fn a_script_reads_one_line_a_change() {
    let p = Proef::voorbeeld();
    let json = p.oogo(&["vergelijk", "2027-02-18", "2027-03-15", "--afspraak", "lv-k7qm", "--json"]).json();
    let rijen: Vec<_> = json["wijzigingen"].as_array().unwrap().iter().filter(|w| w["bestand"] == LV).collect();
    let [w] = rijen.as_slice() else { panic!("{json}") };
    assert_eq!(w["afspraak"], "lv-k7qm");
    assert_eq!(w["veld"], "indicatoren.ritten.streefwaarde");
    assert_eq!(
        (w["soort"].as_str(), w["van"].as_str(), w["naar"].as_str()),
        (Some("gewijzigd"), Some("30"), Some("28"))
    );
    p.oogo(&["vergelijk", "2027-02-18", "--kort"])
        .bevat("lv-k7qm: streefwaarde ‘ritten langer dan 45 minuten’ gaat van 30% naar 28%.\n");
}

#[test]
fn a_side_is_named_as_people_name_it() {
    let p = Proef::voorbeeld();
    let stukken = p.oogo(&["vergelijk", "--kort"]).uit;
    assert_eq!(p.oogo(&["vergelijk", "stukken", "nu", "--kort"]).uit, stukken);
    assert_eq!(p.oogo(&["vergelijk", "2027-03-12-oogo", "--kort"]).uit, stukken);
    assert_eq!(p.oogo(&["vergelijk", "18 februari 2027", "--kort"]).uit, stukken);
    let versie = p.git(&["rev-parse", "HEAD"]);
    for naam in ["nu", "opgeslagen", versie.trim(), &versie[..10], "HEAD", "main", "19 maart 2027"] {
        let uit = p.oogo(&["vergelijk", naam]);
        assert_eq!((uit.code, uit.fout.as_str()), (0, ""), "{naam}: {}", uit.uit);
        assert!(uit.uit.contains("Er is geen verschil."), "{naam}: {}", uit.uit);
    }
    p.git(&["tag", "vastgesteld", "HEAD~3"]);
    assert_eq!(p.oogo(&["vergelijk", "vastgesteld"]).code, 1);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"27\"");
    p.oogo(&["vergelijk", "opgeslagen", "--kort"]).bevat("gaat van 28% naar 27%");
    for (naam, wat) in [
        ("1999-01-01", "was er nog geen versie. De eerste versie is van 7 september 2026"),
        ("bezoek", "U hebt hier nog niet eerder gekeken"),
        ("zomaar", "Er is geen versie of map ‘zomaar’"),
        ("2020-01-01-oogo", "Er is geen versie of map"),
        ("../..", "In ‘../..’ staat geen ontwikkelagenda"),
        ("", "Er is geen versie of map"),
    ] {
        let uit = p.oogo(&["vergelijk", naam]);
        assert!(uit.code == 2 && uit.fout.contains(wat), "{naam}: {} {}", uit.uit, uit.fout);
    }
    // Outside an ontwikkelagenda two folders are enough, and a date is not.
    let elders = p.thuis().to_path_buf();
    let uit = p.opdracht(&["vergelijk", "agenda", "agenda"]).current_dir(&elders).output().unwrap();
    assert_eq!(uit.status.code(), Some(0), "{}", String::from_utf8_lossy(&uit.stderr));
    let uit = p.opdracht(&["vergelijk", "gisteren"]).current_dir(&elders).output().unwrap();
    assert_eq!(uit.status.code(), Some(2));
}

#[test]
fn a_filter_leaves_the_rest_out() {
    let (p, oud) = met_van_alles();
    let kort = |extra: &[&str]| {
        p.oogo(&[&["vergelijk", oud.to_str().unwrap(), p.map.to_str().unwrap(), "--kort"], extra].concat()).uit
    };
    let alleen =
        |uit: &str, begin: &str| assert!(!uit.is_empty() && uit.lines().all(|r| r.starts_with(begin)), "{uit}");
    alleen(&kort(&["--afspraak", "LV-K7QM"]), "lv-k7qm");
    assert!(kort(&["--afspraak", "lv-k7qm"]).contains("voortgang: status gaat van"));
    alleen(&kort(&["--thema", "jeugdhulp"]), "jh-");
    // What moved belongs to both themes.
    for thema in ["huisvesting", "overgangen"] {
        assert!(kort(&["--thema", thema]).contains("hv-c8rw: afspraak ‘Paragraaf"), "{thema}");
    }
    alleen(&kort(&["--veld", "streefwaarde"]), "lv-k7qm: streefwaarde");
    let mijlpalen = kort(&["--veld", "mijlpalen", "--afspraak", "lv-k7qm"]);
    assert!(mijlpalen.lines().count() == 3 && mijlpalen.lines().all(|r| r.contains("mijlpalen")), "{mijlpalen}");
    assert!(kort(&["--partij", "fictiehoven"]).contains("gemeente Groot-Fictiehoven"));
    let uit = p.oogo(&["vergelijk", oud.to_str().unwrap(), p.map.to_str().unwrap(), "--thema", "bestaat-niet"]);
    assert!(uit.code == 2 && uit.fout.contains("Er is geen thema ‘bestaat-niet’. Wel: huisvesting"), "{}", uit.fout);
}

#[test]
fn what_cannot_be_compared_by_field_is_named_and_the_rest_is_compared() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    p.vervang(LV, "formaat = 1", "formaat = 2");
    p.schrijf("agendas/overgangen/ov-w3mk.toml", "formaat = = 1\n");
    p.schrijf("agendas/overgangen/ov-f6ht.toml", b"\0\xff\xfe");
    let breed = "woord ".repeat(34_000);
    p.schrijf(
        "agendas/huisvesting/hv-t6yg.toml",
        p.lees("agendas/huisvesting/hv-t6yg.toml").replacen("doel = \"\"\"\n", &format!("doel = \"\"\"\n{breed}\n"), 1),
    );
    p.schrijf(
        "agendas/jeugdhulp/jh-p4vd.toml",
        p.lees("agendas/jeugdhulp/jh-p4vd.toml").replacen("titel = \"", "titel = \"\u{202E}", 1),
    );
    let uit = p.oogo(&["vergelijk", toen.trim(), "nu"]);
    assert_eq!(uit.code, 1, "{}", uit.fout);
    for wat in [
        "Dit bestand heeft formaat 2",
        "Dit bestand is geen geldige TOML.",
        "Inhoud: geen tekst",
        "onzichtbaar of sturend teken (U+202E)",
    ] {
        assert!(uit.uit.contains(wat), "{wat}: {}", uit.uit.chars().take(3_000).collect::<String>());
    }
    assert!(!uit.uit.contains('\u{202E}'));
    // The same from a version that holds all that, back to a sound one.
    p.git(&["commit", "-qam", "kapot"]);
    assert_eq!(p.oogo(&["vergelijk", "HEAD", toen.trim(), "--json"]).code, 1);
    assert_eq!(p.oogo(&["vergelijk", toen.trim(), "HEAD", "--html"]).code, 1);
}

#[test]
fn a_shallow_copy_and_a_rewritten_beginning_are_compared_as_far_as_they_go() {
    let p = Proef::voorbeeld();
    let oud = p.git(&["rev-parse", "HEAD~5"]);
    let ondiep = p.thuis().join("ondiep");
    let bron = format!("file://{}", p.map.display());
    p.git(&["clone", "-q", "--depth", "3", &bron, ondiep.to_str().unwrap()]);
    let in_ondiep = |args: &[&str]| p.opdracht(args).current_dir(&ondiep).output().unwrap();
    assert_eq!(in_ondiep(&["vergelijk", "HEAD~2", "HEAD"]).status.code(), Some(1));
    let uit = in_ondiep(&["vergelijk", oud.trim(), "HEAD"]);
    assert_eq!(uit.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&uit.stderr).contains("Er is geen versie"));
    p.git(&["checkout", "-q", "--orphan", "opnieuw"]);
    p.git(&["commit", "-qm", "alles opnieuw"]);
    assert_eq!(p.oogo(&["vergelijk", oud.trim(), "HEAD"]).code, 1);
    assert_eq!(p.oogo(&["vergelijk", "main", "HEAD"]).code, 0);
}

#[test]
fn a_page_is_written_and_nothing_else_is_overwritten() {
    let p = Proef::voorbeeld();
    p.oogo(&["vergelijk", "2027-02-18", "--html", "uit.html"]).bevat("De pagina staat in uit.html.");
    assert!(p.lees("uit.html").contains("<ins>28%</ins>"));
    p.schrijf("eigen.html", "van mij");
    assert_eq!(p.oogo(&["vergelijk", "2027-02-18", "--html", "eigen.html"]).code, 2);
    // A moment behind --html is no name of a page.
    assert_eq!(p.oogo(&["vergelijk", "--html", "begin"]).code, 2);
    assert!(!p.map.join("begin").exists());
    assert_eq!(p.lees("eigen.html"), "van mij");
}

#[test]
fn each_change_knows_who_made_it_why_and_in_how_many_steps() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    p.oogo(&["wijzig", "lv-k7qm", "indicatoren.ritten.streefwaarde=27", "--toelichting", "eerst dit"]).goed();
    p.ik("fictiehoven");
    p.oogo(&["wijzig", "lv-k7qm", "indicatoren.ritten.streefwaarde=26", "titel=Anders", "--toelichting", "toen dit"])
        .goed();
    p.oogo(&["verplaats", "hv-c8rw", "overgangen", "--toelichting", "hoort daar"]).goed();
    p.vervang("agendas/jeugdhulp/jh-q9ce.toml", "denken vanaf het begin mee over", "worden betrokken bij");
    let json = p.oogo(&["vergelijk", toen.trim(), "nu", "--wie", "--json"]).json();
    let een = |afspraak: &str, veld: &str| {
        let alle = json["wijzigingen"].as_array().unwrap();
        alle.iter().find(|w| w["afspraak"] == afspraak && w["veld"] == veld).unwrap_or_else(|| panic!("{json}")).clone()
    };
    let w = een("lv-k7qm", "indicatoren.ritten.streefwaarde");
    assert_eq!((w["stappen"].as_u64(), w["toelichting"].as_str()), (Some(2), Some("toen dit")));
    assert_eq!(w["door"], "beleidsadviseur, gemeente Fictiehoven");
    assert_eq!(een("lv-k7qm", "titel")["stappen"], 1);
    let w = een("hv-c8rw", "thema");
    assert_eq!((w["soort"].as_str(), w["toelichting"].as_str()), (Some("verplaatst"), Some("hoort daar")));
    let w = een("jh-q9ce", "doel");
    assert_eq!((w["door"].as_str(), w["moment"].is_null()), (Some(""), true));
    p.oogo(&["vergelijk", toen.trim(), "nu", "--wie"])
        .bevat("    nog niet opgeslagen\n")
        .bevat("  beleidsadviseur, gemeente Fictiehoven, ")
        .bevat(" (in 2 stappen): toen dit\n");
}

#[test]
fn a_merge_that_brings_two_lines_together_makes_no_change_of_its_own() {
    // In two files, and in one.
    for ander in ["agendas/jeugdhulp/jh-q9ce.toml", LV] {
        merged(ander);
    }
}

fn merged(ander: &str) {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    p.git(&["checkout", "-q", "-b", "zij"]);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"20\"");
    p.git(&["commit", "-qam", "van hen"]);
    p.git(&["checkout", "-q", "main"]);
    let (van, naar) = if ander == LV {
        ("Analyse van de", "Analyse van alle")
    } else {
        ("denken vanaf het begin mee over", "worden betrokken bij")
    };
    p.vervang(ander, van, naar);
    p.git(&["commit", "-qam", "van ons"]);
    p.git(&["merge", "-q", "--no-ff", "-m", "samen", "zij"]);
    let json = p.oogo(&["vergelijk", toen.trim(), "nu", "--wie", "--json"]).json();
    let mut tellen: Vec<_> = json["wijzigingen"].as_array().unwrap().iter().map(|w| w["stappen"].as_u64()).collect();
    tellen.dedup();
    assert_eq!(tellen, [Some(1)], "{json}");
    let waarom: Vec<_> =
        json["wijzigingen"].as_array().unwrap().iter().map(|w| w["toelichting"].as_str().unwrap()).collect();
    assert!(waarom.contains(&"van hen") && waarom.contains(&"van ons"), "{json}");
}

#[test]
fn a_name_that_the_reader_sees_is_understood_and_a_wrong_one_is_told() {
    let p = Proef::voorbeeld();
    let kort = |args: &[&str]| p.oogo(&[&["vergelijk", "begin", "--kort"], args].concat());
    assert_eq!(kort(&["--veld", "beoogd resultaat"]).uit, kort(&["--veld", "resultaat"]).uit);
    assert_eq!(kort(&["--partij", "Gemeente Fictiehoven"]).uit, kort(&["--partij", "fictiehoven"]).uit);
    assert_eq!(kort(&["--thema", "Leerlingenvervoer"]).uit, kort(&["--thema", "leerlingenvervoer"]).uit);
    assert!(kort(&["--veld", "dool"]).fout.contains("Wel: ") && kort(&["--veld", "dool"]).fout.contains("looptijd"));
    assert_eq!(p.oogo(&["vergelijk", "wat nog niet is opgeslagen"]).code, 0);
    let ver = p.oogo(&["vergelijk", "2093-01-01"]);
    assert!(ver.code == 2 && ver.fout.contains("Het is nog geen 1 januari 2093"), "{}", ver.fout);
}

#[test]
fn what_looks_the_same_is_never_told_as_if_it_were() {
    let p = Proef::voorbeeld();
    let heel = p.lees(LV);
    let tekst: Vec<&str> = heel.lines().collect();
    let aanleiding = tekst.iter().position(|r| r.starts_with("aanleiding")).unwrap();
    // A sentence that moved, a character that nobody sees, a letter of another script, another accent, a space.
    let (zin, volgende) = (tekst[aanleiding + 1], tekst[aanleiding + 2]);
    for (van, naar, wat) in [
        (format!("{zin}\n{volgende}\n"), format!("{volgende}\n{zin}\n"), "op een andere plaats."),
        (
            "Analyse van de".into(),
            "Analyse va\u{a0}n de".into(),
            "Dit ziet er hetzelfde uit; de tekens zijn anders: U+00A0.",
        ),
        (
            "Analyse van de".into(),
            "Anаlyse van de".into(),
            "Er zijn letters uit een ander schrift bij, die op gewone kunnen lijken: U+0430.",
        ),
        ("Analyse van de".into(), "Analyse  van de".into(), "Alleen regels en spaties zijn anders"),
    ] {
        p.schrijf(LV, heel.replacen(&van, &naar, 1));
        let kort = p.oogo(&["vergelijk", "opgeslagen", "--kort"]).uit;
        assert!(kort.contains(wat), "{wat}: {kort}");
        if !wat.starts_with("op een") {
            p.oogo(&["vergelijk", "opgeslagen"]).bevat(wat);
            p.oogo(&["vergelijk", "opgeslagen", "--html", "-"]).bevat(wat);
            p.oogo(&["vergelijk", "opgeslagen", "--markdown"]).bevat(wat);
        }
    }
    p.schrijf(LV, heel);
}

#[test]
fn who_lost_the_choice_in_a_merge_did_not_write_what_stands_there() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    p.git(&["checkout", "-q", "-b", "zij"]);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"20\"");
    p.git(&["commit", "-qam", "gekozen"]);
    p.git(&["checkout", "-q", "main"]);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"26\"");
    p.git(&["commit", "-qam", "verloren", "--date", "2099-01-01T00:00:00Z"]);
    p.git(&["merge", "-q", "--no-ff", "-X", "theirs", "-m", "samen", "zij"]);
    assert!(p.lees(LV).contains("streefwaarde = \"20\""));
    let json = p.oogo(&["vergelijk", toen.trim(), "nu", "--wie", "--json"]).json();
    assert_eq!(json["wijzigingen"][0]["toelichting"], "gekozen", "{json}");
    let json = p.oogo(&["geschiedenis", "lv-k7qm", "--velden", "--json"]).json();
    let velden = json["velden"].as_array().unwrap();
    let veld = velden.iter().find(|v| v["veld"] == "indicatoren.ritten.streefwaarde").unwrap();
    assert_eq!(veld["toelichting"], "gekozen", "{veld}");
}

#[test]
fn rows_and_places_that_a_merge_did_not_choose_are_not_credited() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    let heel = p.lees(LV);
    let rij = {
        let begin = heel.find("[[indicatoren]]\nsleutel = \"ritten\"").unwrap();
        let einde = heel[begin + 4..].find("\n[").map_or(heel.len(), |n| begin + 4 + n + 1);
        heel[begin..einde].to_owned()
    };
    p.git(&["checkout", "-q", "-b", "zij"]);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"20\"");
    p.oogo(&["verplaats", "hv-c8rw", "overgangen", "--toelichting", "gekozen"]).goed();
    p.git(&["commit", "-qam", "gekozen", "--allow-empty"]);
    p.git(&["checkout", "-q", "main"]);
    p.schrijf(LV, heel.replace(&rij, ""));
    p.git(&["mv", "agendas/huisvesting/hv-c8rw.toml", "agendas/jeugdhulp/hv-c8rw.toml"]);
    p.git(&["commit", "-qam", "verloren", "--date", "2099-01-01T00:00:00Z"]);
    p.git(&["merge", "-q", "-s", "ours", "--no-commit", "zij"]);
    p.git(&["checkout", "-q", "zij", "--", "."]);
    p.git(&["rm", "-qf", "--ignore-unmatch", "agendas/jeugdhulp/hv-c8rw.toml"]);
    p.git(&["commit", "-qm", "samen"]);
    let json = p.oogo(&["vergelijk", toen.trim(), "HEAD", "--wie", "--json"]).json();
    let alle = json["wijzigingen"].as_array().unwrap();
    for veld in ["thema", "indicatoren.ritten.streefwaarde"] {
        let w = alle.iter().find(|w| w["veld"] == veld).unwrap_or_else(|| panic!("{veld}: {json}"));
        assert_eq!(w["toelichting"], "gekozen", "{json}");
    }
    let json = p.oogo(&["geschiedenis", "lv-k7qm", "--velden", "--json"]).json();
    let van_rij = |v: &&serde_json::Value| v["veld"].as_str().is_some_and(|v| v.starts_with("indicatoren.ritten."));
    for v in json["velden"].as_array().unwrap().iter().filter(van_rij) {
        assert_ne!(v["toelichting"], "verloren", "{v}");
    }
}

#[test]
fn what_came_broken_is_by_who_mended_it_and_a_move_that_is_not_saved_changes_no_author() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    let nieuw = "agendas/huisvesting/hv-z2z2.toml";
    p.schrijf(nieuw, "titel = \"Kapot\n");
    p.git(&["add", "-A"]);
    p.git(&["commit", "-qm", "kapot erbij"]);
    p.schrijf(nieuw, p.lees("agendas/huisvesting/hv-c8rw.toml").replace("hv-c8rw", "hv-z2z2"));
    p.git(&["commit", "-qam", "gemaakt"]);
    let json = p.oogo(&["vergelijk", toen.trim(), "HEAD", "--wie", "--json"]).json();
    assert_eq!(json["wijzigingen"][0]["toelichting"], "gemaakt", "{json}");
    // From a side on which it was broken it is known who mended it too.
    let json = p.oogo(&["vergelijk", "HEAD~1", "HEAD", "--wie", "--json"]).json();
    assert_eq!(json["wijzigingen"][0]["toelichting"], "gemaakt", "{json}");
    let voor = p.oogo(&["geschiedenis", "lv-b4xt", "--velden", "--json"]).json();
    std::fs::rename(p.map.join("agendas/leerlingenvervoer/lv-b4xt.toml"), p.map.join("agendas/jeugdhulp/lv-b4xt.toml"))
        .unwrap();
    let na = p.oogo(&["geschiedenis", "lv-b4xt", "--velden", "--json"]).json();
    let door = |json: &serde_json::Value| -> Vec<String> {
        json["velden"].as_array().unwrap().iter().map(|v| v["door"].to_string()).collect()
    };
    assert_eq!(door(&na), door(&voor));
}

#[test]
fn who_mends_a_broken_file_wrote_what_differs_and_nobody_else() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    let heel = p.lees(LV);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"28");
    p.git(&["commit", "-qam", "kapot"]);
    p.vervang(LV, "titel = \"", "titel = ");
    p.git(&["commit", "-qam", "nog kapotter"]);
    p.schrijf(LV, heel.replace("streefwaarde = \"28\"", "streefwaarde = \"26\""));
    p.git(&["commit", "-qam", "hersteld"]);
    let json = p.oogo(&["vergelijk", toen.trim(), "nu", "--wie", "--json"]).json();
    let w = &json["wijzigingen"][0];
    assert_eq!((&w["toelichting"], &w["stappen"]), (&"hersteld".into(), &1.into()), "{json}");
    let json = p.oogo(&["geschiedenis", "lv-k7qm", "--velden", "--json"]).json();
    for (veld, waarom) in [("indicatoren.ritten.streefwaarde", true), ("titel", false), ("doel", false)] {
        let v = json["velden"].as_array().unwrap().iter().find(|v| v["veld"] == veld).unwrap();
        assert_eq!(v["toelichting"] == "hersteld", waarom, "{v}");
    }
}

#[test]
fn what_cannot_be_taken_back_alone_says_so_and_changes_nothing() {
    let (p, oud) = met_van_alles();
    let oud = oud.to_str().unwrap();
    p.git(&["checkout", "-q", "--", "agendas/huisvesting/hv-t6yg.toml"]);
    let alles = p.alles();
    for (id, veld, wat) in [
        ("lv-k7qm", "trekker", "‘trekker’ van lv-k7qm niet gewijzigd"),
        ("ov-z2z2", "titel", "verwijdert of beëindigt u zelf"),
        ("ov-d8ya", "titel", "oogo terugzetten"),
        ("lv-k7qm", "bestaat.niet", "is ‘bestaat.niet’ van lv-k7qm niet gewijzigd"),
        ("zomaar", "titel", "niet gewijzigd"),
    ] {
        let uit = p.oogo(&["neem-terug", id, veld, "--sinds", oud]);
        assert!(uit.code == 1 && uit.fout.contains(wat), "{id} {veld}: {}{}", uit.uit, uit.fout);
    }
    assert_eq!(p.alles(), alles);
    p.git(&["commit", "-qam", "alles"]);
    // An unknown key, a row that came, and an order are taken back by themselves.
    for veld in ["eigen-veld", "mijlpalen.zzzz", "mijlpalen"] {
        let uit = p.oogo(&["neem-terug", "lv-k7qm", veld, "--sinds", oud]);
        assert_eq!(uit.code, 0, "{veld}: {}", uit.fout);
    }
    let rest = p.oogo(&["vergelijk", oud, p.map.to_str().unwrap(), "--afspraak", "lv-k7qm", "--kort"]).uit;
    assert!(!rest.contains("volgorde") && !rest.contains("eigen-veld") && !rest.contains("geteld"), "{rest}");
}

#[test]
fn a_large_or_strange_file_hinders_no_comparison() {
    let p = Proef::voorbeeld();
    p.schrijf("bijlage.pdf", vec![b'x'; 6_000_000]);
    p.schrijf("notities.txt", "een nieuwe notitie\n");
    p.git(&["add", "-A"]);
    p.git(&["commit", "-qm", "erbij"]);
    let uit = p.oogo(&["vergelijk", "HEAD~1", "nu"]);
    assert_eq!(uit.code, 1, "{}", uit.fout);
    assert!(uit.uit.contains("Niet vergeleken: ") && uit.uit.contains("notities.txt"), "{}", uit.uit);
    // Only line ends differ: that is said, and nothing is drawn as equal.
    p.schrijf("notities.txt", "een nieuwe notitie\r\n");
    p.oogo(&["vergelijk", "HEAD", "--kort"]).bevat("notities.txt: alleen de opmaak van het bestand is gewijzigd");
    for (lijst, wat) in
        [("[\"voorbeeldstad\", \"voorbeeldstad\"]", "+ gemeente Voorbeeldstad"), ("[]", "- gemeente Voorbeeldstad")]
    {
        let tekst = p.git(&["show", &format!("HEAD:{LV}")]);
        p.schrijf(LV, tekst.replace("trekker = [\"voorbeeldstad\"]", &format!("trekker = {lijst}")));
        p.oogo(&["vergelijk", "opgeslagen", "--veld", "trekker"]).bevat(wat).bevat_niet("volgorde");
    }
    // A line end in a title is no line of ours.
    let tekst = p.git(&["show", &format!("HEAD:{LV}")]);
    p.schrijf(LV, tekst.replace("titel = \"Analyse", "titel = \"Analyse\\n  Bedrag\\n    - € 1"));
    let uit = p.oogo(&["vergelijk", "opgeslagen", "--afspraak", "lv-k7qm"]).uit;
    assert!(uit.contains("lv-k7qm  Analyse Bedrag - € 1"), "{uit}");
}

#[test]
fn git_itself_speaks_the_same_language_where_that_was_set() {
    let p = Proef::voorbeeld();
    p.oogo(&["beheer", "git-instellen"]).goed().bevat("Ingesteld");
    p.oogo(&["beheer", "git-instellen"]).goed().bevat("Dat was al ingesteld.");
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    p.oogo(&["wijzig", "lv-k7qm", "doel=Eerste zin. Tweede zin.", "indicatoren.ritten.streefwaarde=25"]).goed();
    for opdracht in [&["diff", "HEAD~1", "HEAD"][..], &["show"], &["log", "-p", "-1"]] {
        let uit = p.git(opdracht);
        for wat in ["-  Streefwaarde: 28", "+  Streefwaarde: 25", "+  Tweede zin."] {
            assert!(uit.contains(wat), "{opdracht:?} {wat}: {uit}");
        }
        assert!(!uit.contains("streefwaarde = "), "{uit}");
    }
    // A note in a row is told too.
    p.vervang(LV, "streefwaarde = \"25\"", "streefwaarde = \"25\" # nog eens kijken");
    assert!(p.git(&["diff"]).contains("+  Notitie (#) bij Streefwaarde: nog eens kijken"));
    p.git(&["checkout", "-q", "--", LV]);
    // Whatever differs shows, also what a reader has no need of.
    for (van, naar) in [
        ("formaat = 1", "formaat = 2"),
        ("id = \"lv-k7qm\"", "id = \"lv-k7qn\""),
        ("sleutel = \"ritten\"", "sleutel = \"ritte\""),
        ("streefwaarde = \"25\"", "streefwaarde = 25"),
        ("streefwaarde = \"25\"", "streefwaarde  =  \"25\""),
        ("\n", "\r\n"),
    ] {
        p.vervang(LV, van, naar);
        let uit = p.git(&["diff"]);
        let is_er = uit.lines().any(|r| r.starts_with('+') && !r.starts_with("+++"));
        assert!(is_er, "{van} {naar}: {uit}");
        p.git(&["checkout", "-q", "--", LV]);
    }
    // Without it the raw difference is a line a sentence; a broken file stays as it is.
    let kaal = p.git(&["-c", "diff.oogo.textconv=cat", "diff", "HEAD~1", "HEAD"]);
    assert!(kaal.contains("+Tweede zin.") && kaal.contains("+streefwaarde = \"25\""), "{kaal}");
    p.schrijf("kapot.toml", "a = = 1\u{202E}\n");
    p.oogo(&["als-tekst", "kapot.toml"]).goed().bevat("a = = 1").bevat_niet("\u{202E}");
    assert_eq!(p.oogo(&["als-tekst", "nergens.toml"]).code, 1);
    p.oogo(&["opmerking", "nieuw", "lv-k7qm", "Klopt dit?"]).goed();
    for versie in ["HEAD", "HEAD~1"] {
        assert!(!p.git(&["show", versie]).contains("kenmerk"), "{versie}");
    }
}

#[test]
fn an_afspraak_that_came_to_its_end_is_told_as_such() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    let einde =
        ["wijzig", "lv-k7qm", "einde.soort=vervallen", "einde.datum=2027-04-01", "einde.reden=Niet meer nodig."];
    p.oogo(&[&einde[..], &["--toelichting", "klaar"]].concat()).goed();
    let uit = p.oogo(&["vergelijk", toen.trim(), "--kort", "--wie"]).uit;
    assert!(!uit.contains("is nieuw") && uit.contains("geldt niet meer (vervallen)"), "{uit}");
    assert!(uit.lines().next().unwrap().ends_with(": klaar)"), "{uit}");
}
