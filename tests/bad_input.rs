//! Whatever stands in the folder: a clear sentence with file, line and next step, the rest stays
//! usable, nothing on disk changes.

mod common;

use std::fs;

use common::{Proef, Verwacht};

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

/// Puts bytes in a file, and gives what `oogo controleer` says about it.
fn keur(p: &Proef, pad: &str, inhoud: &[u8]) -> serde_json::Value {
    p.schrijf(pad, inhoud);
    let voor = p.alles();
    let uit = p.oogo(&["controleer", "--json"]);
    // The other afspraken stay usable, and looking changes nothing.
    let toon = p.oogo(&["toon"]);
    assert_eq!(toon.code, 0, "{}", toon.fout);
    assert!(toon.uit.contains("jh-x7bn"), "{}", toon.uit);
    p.oogo(&["wijzig", "jh-x7bn", "niveau=lokaal"]);
    p.oogo(&["zoek", "thuiszitten"]).goed();
    assert_eq!(p.alles(), voor);
    let json = uit.json();
    let van_dit: Vec<_> = json["bevindingen"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|b| b["bestand"] == pad && b["ernst"] != "melding")
        .cloned()
        .collect();
    assert!(!van_dit.is_empty(), "{json:#}");
    let fout = van_dit.iter().any(|b| b["ernst"] == "fout");
    assert_eq!(uit.code, i32::from(fout));
    van_dit[0].clone()
}

#[test]
fn files_that_cannot_be_read_are_named_with_line_and_advice() {
    let p = Proef::voorbeeld();
    let goed = p.lees(LV);
    let diep = format!("{goed}\ndiep = {}1{}\n", "[".repeat(100), "]".repeat(100));
    let gevallen: Vec<(&str, Vec<u8>, Option<u64>, &str)> = vec![
        ("broken", goed.replacen("titel = \"", "titel = ", 1).into_bytes(), Some(3), "geen geldige TOML"),
        (
            "wrong type",
            goed.replacen("titel = \"Analyse van de vervoersstromen\"", "titel = 5", 1).into_bytes(),
            Some(3),
            "Hier hoort tekst",
        ),
        ("wrong choice", goed.replacen("\"regionaal\"", "\"landelijk\"", 1).into_bytes(), Some(4), "een van"),
        ("other id", goed.replacen("lv-k7qm", "lv-aaaa", 1).into_bytes(), None, "past niet bij de plaats"),
        ("double key", format!("titel = \"x\"\n{goed}").into_bytes(), None, "twee keer"),
        ("latin-1", goed.replacen("Analyse", "Analys\u{e9}", 1).chars().map(|c| c as u8).collect(), None, "geen UTF-8"),
        ("NUL", goed.replacen("Analyse", "Ana\0lyse", 1).into_bytes(), Some(3), "U+0000"),
        ("bidi", goed.replacen("Analyse", "Ana\u{202e}lyse", 1).into_bytes(), Some(3), "U+202E"),
        ("zero width", goed.replacen("Analyse", "Ana\u{200b}lyse", 1).into_bytes(), Some(3), "U+200B"),
        ("escape", goed.replacen("Analyse", "Ana\u{1b}[2Jlyse", 1).into_bytes(), Some(3), "U+001B"),
        ("escaped bidi", goed.replacen("Analyse", "Ana\\u202elyse", 1).into_bytes(), Some(3), "U+202E"),
        ("nested", diep.into_bytes(), None, "te diep"),
        ("large", vec![b'#'; 50 * 1024 * 1024], None, "50 MB groot"),
        ("newer", goed.replacen("formaat = 1", "formaat = 2", 1).into_bytes(), Some(1), "nieuwere oogo"),
        ("markers", goed.replacen("niveau", "<<<<<<< HEAD\nniveau", 1).into_bytes(), Some(4), "door elkaar"),
        ("empty", Vec::new(), None, "ontbreekt"),
        ("rubbish", (0..4096u32).map(|n| (n * 31 % 251) as u8).collect(), None, ""),
    ];
    for (naam, inhoud, regel, zin) in gevallen {
        let b = keur(&p, LV, &inhoud);
        assert!(b["melding"].as_str().unwrap().contains(zin), "{naam}: {b:#}");
        assert!(!b["advies"].as_str().unwrap().is_empty(), "{naam}");
        if regel.is_some() {
            assert_eq!(b["regel"].as_u64(), regel, "{naam}: {b:#}");
        }
        p.oogo(&["wijzig", "lv-k7qm", "doel=Nieuw."]);
        assert!(p.oogo(&["toon"]).goed().uit.contains("niet te lezen"), "{naam}");
    }
}

#[test]
fn a_mark_and_windows_line_ends_are_told_and_put_right_at_a_save() {
    let p = Proef::voorbeeld();
    let goed = p.lees(LV);
    let b = keur(&p, LV, format!("\u{feff}{}", goed.replace('\n', "\r\n")).as_bytes());
    assert_eq!(b["ernst"], "waarschuwing");
    p.oogo(&["wijzig", "lv-k7qm", "titel=Nieuw"]).goed();
    assert_eq!(p.lees(LV), goed.replacen("Analyse van de vervoersstromen", "Nieuw", 1));
}

#[test]
fn odd_places_and_references_are_named() {
    let p = Proef::voorbeeld();
    let goed = p.lees(LV);
    let zonder = |p: &Proef, pad: &str| fs::remove_file(p.map.join(pad)).unwrap();

    let b = keur(&p, "agendas/sport/sp-k7qm.toml", goed.replace("lv-k7qm", "sp-k7qm").as_bytes());
    assert!(b["melding"].as_str().unwrap().contains("thema sport"), "{b:#}");
    zonder(&p, "agendas/sport/sp-k7qm.toml");

    let b = keur(&p, "agendas/overgangen/lv-k7qm.toml", goed.as_bytes());
    assert!(b["melding"].as_str().unwrap().contains("staat er twee keer"), "{b:#}");
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("staat in meer thema’s");
    zonder(&p, "agendas/overgangen/lv-k7qm.toml");

    let b = keur(&p, "agendas/overgangen/OV-K7QM.toml", goed.as_bytes());
    assert!(b["melding"].as_str().unwrap().contains("hoofdletters"), "{b:#}");
    zonder(&p, "agendas/overgangen/OV-K7QM.toml");

    let b = keur(&p, LV, goed.replace("trekker = [\"voorbeeldstad\"]", "trekker = [\"nergens\"]").as_bytes());
    assert!(b["melding"].as_str().unwrap().contains("Partij nergens bestaat niet"), "{b:#}");
    assert_eq!((&b["veld"], &b["regel"]), (&"trekker".into(), &6.into()));
    let b = keur(
        &p,
        "voortgang/lv-k7qm.toml",
        p.lees("voortgang/lv-k7qm.toml").replace("indicator = \"ritten\"", "indicator = \"fietsen\"").as_bytes(),
    );
    assert!(b["melding"].as_str().unwrap().contains("geen indicator fietsen"), "{b:#}");
    let regel = 1 + p.lees("voortgang/lv-k7qm.toml").lines().position(|r| r.contains("fietsen")).unwrap();
    assert_eq!(b["regel"], regel);
    p.git(&["checkout", "-q", "voortgang"]);

    fs::remove_file(p.map.join(LV)).unwrap();
    fs::create_dir(p.map.join(LV)).unwrap();
    let json = p.oogo(&["controleer", "--json"]).json();
    assert!(json.to_string().contains("een map waar een bestand hoort"), "{json:#}");
}

#[cfg(unix)]
#[test]
fn a_link_is_never_followed() {
    let p = Proef::voorbeeld();
    let buiten = p.thuis().join("geheim.toml");
    fs::write(&buiten, p.lees(LV).replace("Analyse", "Geheim")).unwrap();
    fs::remove_file(p.map.join(LV)).unwrap();
    std::os::unix::fs::symlink(&buiten, p.map.join(LV)).unwrap();
    std::os::unix::fs::symlink(p.thuis(), p.map.join("agendas/overgangen/map")).unwrap();
    let uit = p.oogo(&["controleer"]);
    assert_eq!(uit.code, 1);
    assert!(uit.uit.contains("snelkoppeling"), "{}", uit.uit);
    assert!(!p.oogo(&["toon", "--json"]).goed().uit.contains("Geheim"));
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]);
    assert!(fs::read_to_string(&buiten).unwrap().contains("Geheim"));

    // Nor is a folder that is a link, for reading or for writing.
    let elders = p.thuis().join("elders");
    fs::create_dir(&elders).unwrap();
    fs::remove_dir_all(p.map.join("voortgang")).unwrap();
    std::os::unix::fs::symlink(&elders, p.map.join("voortgang")).unwrap();
    let versies = p.versies();
    p.oogo(&["voortgang", "wijzig", "hv-c8rw", "status=idee"]).geweigerd("snelkoppeling");
    fs::write(elders.join("hv-c8rw.toml"), "formaat = 1\nid = \"hv-c8rw\"\nbelemmeringen = \"Geheim\"\n").unwrap();
    assert!(!p.oogo(&["toon", "hv-c8rw", "--json"]).uit.contains("Geheim"));
    assert!(!p.oogo(&["zoek", "Geheim"]).uit.contains("Geheim"));
    assert_eq!(p.versies(), versies);
    assert_eq!(fs::read_dir(&elders).unwrap().count(), 1);
}

#[test]
fn a_newer_or_missing_cover_page_is_refused_with_what_to_do() {
    let p = Proef::voorbeeld();
    let goed = p.lees("ontwikkelagenda.toml");
    p.schrijf("ontwikkelagenda.toml", goed.replacen("formaat = 1", "formaat = 2", 1));
    p.oogo(&["toon"]).geweigerd("nieuwere oogo");
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("nieuwere oogo");
    p.schrijf("ontwikkelagenda.toml", "naam = [");
    assert!(p.oogo(&["toon"]).goed().uit.contains("jh-x7bn"));
    fs::remove_file(p.map.join("ontwikkelagenda.toml")).unwrap();
    p.oogo(&["toon"]).geweigerd("staat geen ontwikkelagenda");
}

#[test]
fn a_folder_without_versions_can_be_read_and_starts_to_keep_them() {
    let p = Proef::voorbeeld();
    fs::remove_dir_all(p.map.join(".git")).unwrap();
    p.oogo(&["toon"]).goed();
    assert!(p.oogo(&["controleer"]).goed().uit.contains("houdt geen versies bij"));
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("oogo beheer versies-bijhouden");
    p.oogo(&["beheer", "versies-bijhouden"]).goed();
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).goed();
    p.oogo(&["beheer", "versies-bijhouden"]).geweigerd("al versies bijgehouden");
}

#[test]
fn states_of_the_repository_in_which_nothing_can_be_saved_are_explained() {
    type Geval = (&'static str, fn(&Proef), &'static str);
    let gevallen: [Geval; 7] = [
        ("detached", |p| drop(p.git(&["checkout", "-q", "--detach"])), "staat op een oude versie"),
        (
            "merge",
            |p| {
                let ander = p.git(&["commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "x"]);
                fs::write(p.map.join(".git/MERGE_HEAD"), ander).unwrap();
            },
            "Met git is een samenvoeging begonnen",
        ),
        ("bare", |p| drop(p.git(&["config", "core.bare", "true"])), "alleen versies, geen bestanden"),
        ("corrupt", |p| fs::write(p.map.join(".git/HEAD"), "onzin").unwrap(), "Haal daarna een gave kopie"),
        (
            "sha256",
            |p| {
                drop(
                    p.git(&["config", "core.repositoryformatversion", "1"])
                        + &p.git(&["config", "extensions.objectformat", "sha256"]),
                )
            },
            "niet kan lezen",
        ),
        (
            "reftable",
            |p| {
                drop(
                    p.git(&["config", "core.repositoryformatversion", "1"])
                        + &p.git(&["config", "extensions.refstorage", "reftable"]),
                )
            },
            "niet kan lezen",
        ),
        ("lost objects", |p| fs::remove_dir_all(p.map.join(".git/objects")).unwrap(), ""),
    ];
    for (naam, doe, zin) in gevallen {
        let p = Proef::voorbeeld();
        doe(&p);
        let voor = p.alles();
        p.oogo(&["toon"]).goed();
        let u = p.oogo(&["wijzig", "lv-k7qm", "titel=x"]);
        assert_eq!(u.code, 1, "{naam}: {}{}", u.uit, u.fout);
        assert!(u.fout.contains(zin), "{naam}: {}", u.fout);
        assert_eq!(p.alles(), voor, "{naam}");
        let c = p.oogo(&["controleer"]);
        assert!(c.code == 1 && c.uit.contains(zin), "{naam}: {}{}", c.uit, c.fout);
        p.oogo(&["geschiedenis"]);
        p.oogo(&["terugzetten", "lv-k7qm"]);
    }
}

#[test]
fn the_work_of_a_colleague_is_left_as_it_was() {
    let p = Proef::voorbeeld();
    p.schrijf("notities.txt", "los");
    p.schrijf(
        "agendas/huisvesting/hv-c8rw.toml",
        p.lees("agendas/huisvesting/hv-c8rw.toml").replacen("titel = \"", "titel = \"Concept: ", 1),
    );
    p.schrijf("gestaged.txt", "klaar");
    p.git(&["add", "gestaged.txt"]);
    let voor = p.git(&["status", "--porcelain"]);
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).goed();
    assert_eq!(p.git(&["status", "--porcelain"]), voor);
    assert_eq!(p.git(&["show", "--name-only", "--format=", "HEAD"]).trim(), LV);
    // A plain commit of the colleague takes only what was staged, and reverts nothing.
    p.git(&["commit", "-qm", "van een collega"]);
    assert_eq!(p.git(&["show", "--name-only", "--format=", "HEAD"]).trim(), "gestaged.txt");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_and_one_of_somebody_else() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let p = Proef::voorbeeld();
    let is_root = chown(&p.map, Some(12_345), Some(12_345)).is_ok();
    if is_root {
        // Somebody else's folder on a network drive is normal.
        for pad in [".git", "agendas", "agendas/leerlingenvervoer"] {
            chown(p.map.join(pad), Some(12_345), Some(12_345)).unwrap();
        }
        p.oogo(&["wijzig", "lv-k7qm", "titel=Op de netwerkschijf"]).goed();
        p.oogo(&["geschiedenis"]).goed();
        return;
    }
    let map = p.map.join("agendas/leerlingenvervoer");
    let voor = p.alles();
    fs::set_permissions(&map, fs::Permissions::from_mode(0o555)).unwrap();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("u hebt er geen rechten voor");
    fs::set_permissions(&map, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(p.alles(), voor);
    p.oogo(&["wijzig", "lv-k7qm", "titel=y"]).goed();
}

#[test]
fn a_path_that_cannot_be_written_changes_nothing() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    // A folder in the way of the temporary file stands for any disk that refuses.
    fs::create_dir(p.map.join("agendas/leerlingenvervoer/.lv-k7qm.toml.oogo-nieuw")).unwrap();
    let versies = p.versies();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x", "voortgang.status=idee"]).geweigerd("kan niet geschreven worden");
    fs::remove_dir(p.map.join("agendas/leerlingenvervoer/.lv-k7qm.toml.oogo-nieuw")).unwrap();
    assert_eq!(p.alles(), voor);
    assert_eq!(p.versies(), versies);
    assert_eq!(p.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_lock_of_another_program_is_waited_for_then_explained_and_never_removed() {
    let p = Proef::voorbeeld();
    let slot = p.map.join(".git/index.lock");
    fs::write(&slot, "").unwrap();
    let voor = p.alles();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("Een ander programma is in deze map aan het opslaan");
    assert!(slot.exists());
    assert_eq!(p.alles(), voor);
    let kind = p.opdracht(&["wijzig", "lv-k7qm", "titel=Na het wachten"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(400));
    fs::remove_file(&slot).unwrap();
    assert!(kind.wait_with_output().unwrap().status.success());
}

#[test]
fn rubbish_in_the_own_settings_is_named_and_kept() {
    let p = Proef::voorbeeld();
    let pad = p.thuis().join("instellingen/mijn-gegevens.toml");
    fs::write(&pad, "dit is [ geen toml").unwrap();
    p.oogo(&["toon"]).goed();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("mijn-gegevens.toml");
    p.oogo(&["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).geweigerd("niet leesbaar");
    assert_eq!(fs::read_to_string(&pad).unwrap(), "dit is [ geen toml");
}

#[test]
fn new_goes_only_into_an_empty_folder() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    for args in [&["nieuw", p.map.to_str().unwrap()][..], &["nieuw", p.map.join("agendas").to_str().unwrap()]] {
        p.oogo(args).geweigerd("is niet leeg");
    }
    let bestand = p.thuis().join("bestand");
    fs::write(&bestand, "x").unwrap();
    p.oogo(&["nieuw", bestand.to_str().unwrap()]).geweigerd("kan niet gelezen worden");
    p.oogo(&["voorbeeld", bestand.join("x").to_str().unwrap()]).geweigerd("map");
    assert_eq!(p.alles(), voor);
}

#[test]
fn an_example_that_was_broken_off_halfway_is_made_anew_and_whole() {
    let p = Proef::leeg();
    let map = p.map.to_str().unwrap().to_owned();
    for punt in ["bestand:30", "hoofd:7"] {
        let uit = p.opdracht(&["voorbeeld", &map]).env("OOGO_BREEKPUNT", punt).output().unwrap();
        assert!(!uit.status.success());
        assert!(!p.map.exists(), "{punt}");
    }
    p.oogo(&["voorbeeld", &map]).goed();
    // One akkoord of the example is achterhaald, on purpose; nothing else is to be told.
    let controle = p.oogo(&["controleer"]).goed().uit;
    assert!(controle.lines().count() == 1 && controle.contains("hv-t6yg zei, is achterhaald"), "{controle}");
    assert_eq!(
        fs::read_dir(p.thuis())
            .unwrap()
            .flatten()
            .filter(|i| i.file_name().to_string_lossy().contains("wordt-gemaakt"))
            .count(),
        0
    );
}
