//! What comes from elsewhere is data: attacks on an exchange, carried out on real copies.

mod common;
#[path = "common/two.rs"]
mod two;

use std::fs;
use std::path::Path;

use common::{Proef, Verwacht};
use two::{LV, Twee, git, verzend, vreemde};

#[test]
fn a_shared_folder_that_was_rolled_back_or_rewritten_is_noticed() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Later"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let later = git(&t.gedeeld(), &["rev-parse", "main"]);
    git(&t.gedeeld(), &["update-ref", "refs/heads/main", "main~1"]);
    let voor = t.b.alles();
    let fout = t.b.oogo(&["uitwisselen"]).geweigerd("is 1 versie er niet meer die er eerder wel was: die van ").fout;
    assert!(fout.contains("lv-k7qm: titel gewijzigd") && fout.contains("--vul-aan"), "{fout}");
    assert_eq!(voor, t.b.alles());
    t.b.oogo(&["uitwisselen", "--vul-aan"]).goed();
    assert_eq!(git(&t.gedeeld(), &["rev-parse", "main"]), later);
    // Another history in its place is never taken over.
    let v = vreemde(&t);
    v.git(&["reset", "-q", "--hard", "HEAD~2"]);
    v.schrijf(LV, v.lees(LV).replace("Analyse", "Andere analyse"));
    v.git(&["commit", "-qam", "x"]);
    v.git(&["push", "-qf", "origin", "HEAD"]);
    t.b.oogo(&["uitwisselen"]).geweigerd("De geschiedenis is daar herschreven");
    t.b.oogo(&["uitwisselen", "--vul-aan"]).geweigerd("De geschiedenis is daar herschreven");
    let v = vreemde(&t);
    v.git(&["checkout", "-q", "--orphan", "nieuw"]);
    v.git(&["commit", "-qm", "x"]);
    v.git(&["push", "-qf", "origin", "nieuw:main"]);
    let c = Proef::kopie_van(&t.a.map, "denkbeeldrade");
    c.oogo(&["uitwisselen", "--met", t.gedeeld().to_str().unwrap()]).geweigerd("haar geschiedenis is herschreven");
    assert_eq!(voor, t.b.alles());
}

#[test]
fn what_came_in_is_data_and_what_does_not_belong_is_refused() {
    let t = Twee::nieuw();
    let voor = t.b.alles();
    type Kwaad<'k> = (&'k str, &'k dyn Fn(&Proef));
    let kwaad: [Kwaad<'_>; 10] = [
        ("een koppeling naar elders", &|v| {
            #[cfg(unix)]
            std::os::unix::fs::symlink("/etc/passwd", v.map.join("voortgang/xx-aaaa.toml")).unwrap();
            #[cfg(not(unix))]
            let _ = v;
        }),
        ("een map van een andere verzameling", &|v| {
            let hoofd = v.git(&["rev-parse", "HEAD"]);
            v.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{},elders", hoofd.trim())]);
            fs::create_dir(v.map.join("elders")).unwrap();
        }),
        (".gitattributes veranderd", &|v| v.schrijf(".gitattributes", "* -text\n*.toml filter=kwaad\n")),
        (".gitattributes", &|v| v.schrijf("agendas/.gitattributes", "* text\n")),
        ("een naam die niet op elke computer kan", &|v| v.schrijf("nul.toml", "x")),
        ("Daar staat een andere ontwikkelagenda", &|v| {
            let tekst = v.lees("ontwikkelagenda.toml");
            let uuid = tekst.lines().find(|r| r.starts_with("uuid")).unwrap();
            v.schrijf("ontwikkelagenda.toml", tekst.replace(uuid, "uuid = \"7c9e6679-7425-40de-944b-e07fc1f90ae7\""));
        }),
        ("nieuwere", &|v| v.vervang(LV, "formaat = 1", "formaat = 2")),
        ("lv-k7qm.toml", &|v| {
            let titel = v.lees(LV).lines().find(|r| r.starts_with("titel")).unwrap().to_owned();
            v.vervang(LV, &titel, "titel = 5");
        }),
        ("Dit veld ontbreekt", &|v| v.vervang(LV, "id = \"lv-k7qm\"\n", "")),
        ("burgerservicenummer", &|v| v.vervang(LV, "Analyse", "Leerling 123456782: analyse")),
    ];
    for (zin, doe) in kwaad {
        let v = vreemde(&t);
        doe(&v);
        let begin = v.git(&["rev-parse", "HEAD"]);
        v.git(&["add", "-A"]);
        if v.git(&["status", "--porcelain"]).is_empty() {
            continue;
        }
        v.git(&["commit", "-qm", "x"]);
        v.git(&["push", "-q", "origin", "HEAD"]);
        let uit = t.b.oogo(&["uitwisselen"]);
        assert_eq!(uit.code, 1, "{zin}: {}", uit.uit);
        assert!(uit.fout.to_lowercase().contains(&zin.to_lowercase()), "{zin}: {}", uit.fout);
        assert!(!uit.fout.contains("123456782"));
        assert_eq!(voor, t.b.alles(), "{zin}");
        git(&t.gedeeld(), &["update-ref", "refs/heads/main", begin.trim()]);
    }
    // A hook or setting in the shared folder runs nowhere.
    let haak = t.gedeeld().join("hooks/post-update");
    fs::create_dir_all(haak.parent().unwrap()).unwrap();
    fs::write(&haak, format!("#!/bin/sh\ntouch {}\n", t.a.thuis().join("gehaakt").display())).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&haak, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Gewoon"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    assert!(!t.a.thuis().join("gehaakt").exists());
}

#[test]
fn an_escape_in_what_came_in_does_not_reach_the_terminal() {
    let t = Twee::nieuw();
    let v = vreemde(&t);
    v.schrijf("voortgang/lv-k7qm.toml", v.lees("voortgang/lv-k7qm.toml") + "# x\n");
    v.git(&["add", "-A"]);
    v.git(&["commit", "-qm", "\u{1b}]0;kwaad\u{7}\u{1b}[31mrood"]);
    v.git(&["push", "-q", "origin", "HEAD"]);
    let uit = t.b.oogo(&["uitwisselen"]);
    assert!(!uit.uit.contains('\u{1b}') && !uit.fout.contains('\u{1b}') && uit.uit.contains("rood"), "{}", uit.uit);
}

#[test]
fn a_removed_verklaring_stops_the_exchange() {
    let t = Twee::nieuw();
    t.a.oogo(&["sleutel", "maak"]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let v = vreemde(&t);
    fs::remove_dir_all(v.map.join("partijen/voorbeeldstad/verklaringen")).unwrap();
    verzend(&v);
    let fout = t.b.oogo(&["uitwisselen"]).geweigerd("Daar is een verklaring van een partij weg of gewijzigd").fout;
    assert!(fout.contains("in de versie van") && fout.contains("door x"), "{fout}");
    let status = t.b.oogo(&["toon", "lv-k7qm", "--json"]).json();
    assert_eq!(status["akkoorden"]["voorbeeldstad"]["status"], "akkoord");
}

/// What came and went while this copy was away is missed as well.
#[test]
fn a_verklaring_that_went_before_it_was_here_stops_the_exchange() {
    let t = Twee::nieuw();
    t.a.oogo(&["sleutel", "maak"]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let v = vreemde(&t);
    fs::remove_dir_all(v.map.join("partijen/voorbeeldstad/verklaringen")).unwrap();
    verzend(&v);
    let voor = (t.b.alles(), t.b.versies());
    let fout = t.b.oogo(&["uitwisselen"]).geweigerd("Daar is een verklaring van een partij weg of gewijzigd").fout;
    assert!(fout.contains("in de versie van") && fout.contains("door x"), "{fout}");
    assert_eq!((t.b.alles(), t.b.versies()), voor);
}

/// A shared folder can come from somebody else, on a stick: nothing is written through a link in it.
#[test]
#[cfg(unix)]
fn a_link_in_a_shared_folder_leads_nowhere() {
    let t = Twee::nieuw();
    let (map, elders) = (t.gedeeld().join("oogo"), t.a.thuis().join("elders"));
    fs::create_dir(&elders).unwrap();
    fs::write(elders.join("config"), "van mij").unwrap();
    let _ = fs::remove_dir_all(&map);
    std::os::unix::fs::symlink(&elders, &map).unwrap();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    t.b.oogo(&["uitwisselen", "--bekijk"]).geweigerd("is een snelkoppeling");
    t.b.oogo(&["uitwisselen"]).geweigerd("is een snelkoppeling");
    let namen: Vec<_> = fs::read_dir(&elders).unwrap().flatten().map(|i| i.file_name()).collect();
    assert_eq!((fs::read_to_string(elders.join("config")).unwrap(), namen.len()), ("van mij".to_owned(), 1));
}

/// Rules that one takes in with a first copy would count as one's own ever after.
#[test]
fn a_first_copy_brings_no_rules_of_another() {
    let t = Twee::nieuw();
    let v = vreemde(&t);
    v.schrijf(".gitattributes", "*.toml text eol=crlf filter=kwaad\n");
    verzend(&v);
    let map = t.a.thuis().join("nieuw");
    t.a.oogo(&["open", t.gedeeld().to_str().unwrap(), map.to_str().unwrap()]).geweigerd(".gitattributes veranderd");
    assert!(!map.exists());
}

/// A version whose folder holds a file under this name, as no git program would make it.
fn with_name(twee: &Twee, naam: &str) {
    let g = git2::Repository::open(twee.gedeeld()).unwrap();
    let hoofd = g.head().unwrap().peel_to_commit().unwrap();
    let blob = g.blob(b"kwaad").unwrap();
    // A folder is a list of mode, name, zero byte and twenty bytes; libgit2 itself writes no such name.
    let mut ruw = g.odb().unwrap().read(hoofd.tree_id()).unwrap().data().to_vec();
    ruw.extend_from_slice(format!("100644 {naam}\0").as_bytes());
    ruw.extend_from_slice(blob.as_bytes());
    let boom = g.odb().unwrap().write(git2::ObjectType::Tree, &ruw).unwrap();
    let wie = git2::Signature::now("x", "x@x").unwrap();
    let tekst = format!("tree {boom}\nparent {}\nauthor {wie} 1 +0000\ncommitter {wie} 1 +0000\n\nx\n", hoofd.id());
    let versie = g.odb().unwrap().write(git2::ObjectType::Commit, tekst.as_bytes()).unwrap();
    g.reference("refs/heads/main", versie, true, "x").unwrap();
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let buiten = ["../PWNED", "/tmp/oogo-pwned", "a/../../PWNED", ".x/../.git/hooks/post-commit", "zz\\..\\PWNED"];
    for naam in buiten {
        let t = Twee::nieuw();
        let voor = t.b.alles();
        with_name(&t, naam);
        let uit = t.b.oogo(&["uitwisselen"]);
        assert_eq!(uit.code, 1, "{naam}: {}", uit.uit);
        assert_eq!(voor, t.b.alles(), "{naam}");
        assert!(!t.b.thuis().join("PWNED").exists() && !Path::new("/tmp/oogo-pwned").exists(), "{naam}");
        assert!(!t.b.map.join(".git/hooks/post-commit").exists());
        t.b.oogo(&["wijzig", "lv-k7qm", "titel=Gewoon verder"]).goed();
        // Nor does it come in by a file, or in a first copy.
        let pad = t.a.thuis().join("x.bundle");
        git(&t.gedeeld(), &["bundle", "create", "-q", pad.to_str().unwrap(), "main"]);
        assert_eq!(t.b.oogo(&["inlezen", pad.to_str().unwrap()]).code, 1);
        let c = Proef::leeg();
        assert_eq!(c.oogo(&["open", pad.to_str().unwrap(), c.map.to_str().unwrap()]).code, 1);
        assert!(!c.thuis().join("PWNED").exists());
    }
}

#[test]
fn what_is_refused_leaves_nothing_behind_in_git() {
    let t = Twee::nieuw();
    let v = vreemde(&t);
    v.vervang(LV, "Analyse", "Leerling 123456782: analyse");
    verzend(&v);
    let blob = v.git(&["rev-parse", &format!("HEAD:{LV}")]);
    t.b.oogo(&["uitwisselen"]).geweigerd("burgerservicenummer");
    let alle = t.b.git(&["cat-file", "--batch-all-objects", "--batch-check"]);
    assert!(!alle.contains(blob.trim()));
    assert!(fs::read_dir(t.b.map.join(".git/oogo/binnen")).unwrap().next().is_none());
}

#[test]
fn an_agreed_afspraak_goes_by_no_merge_unasked() {
    let t = Twee::nieuw();
    let uit =
        t.a.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Nieuw", "gebonden=voorbeeldstad, fictiehoven"]);
    let id = uit.goed().uit.lines().next().unwrap().to_owned();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["sleutel", "maak"]).goed();
    t.b.oogo(&["akkoord", &id, "--ja"]).goed();
    t.a.oogo(&["verwijder", &id]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--json"]);
    assert_eq!((json.code, json.json()["conflicten"][0]["veld"].as_str()), (1, Some("geheel")));
    t.b.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=ons")]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["toon", &id]).goed();
    // And who takes it away outside oogo is stopped.
    let v = vreemde(&t);
    fs::remove_file(v.map.join(format!("agendas/overgangen/{id}.toml"))).unwrap();
    verzend(&v);
    t.b.oogo(&["uitwisselen"]).geweigerd("verwijderd, terwijl een partij er iets over heeft verklaard");
}

#[test]
fn nothing_unsigned_comes_in_under_a_partys_name() {
    let t = Twee::nieuw();
    t.a.oogo(&["sleutel", "maak"]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let v = vreemde(&t);
    let map = "partijen/voorbeeldstad/verklaringen";
    let mut namen = fs::read_dir(v.map.join(map)).unwrap().flatten().map(|i| i.file_name().into_string().unwrap());
    let echt = namen.find(|n| n.starts_with("2-") && n.ends_with(".toml")).unwrap();
    let vals = v.lees(&format!("{map}/{echt}")).replace("nr = 2", "nr = 3");
    v.schrijf(&format!("{map}/3-zzzz.toml"), vals);
    verzend(&v);
    let fout = t.a.oogo(&["uitwisselen"]).geweigerd("in naam van voorbeeldstad dat zij niet heeft ondertekend").fout;
    assert!(fout.contains("3-zzzz.toml") && fout.contains("door x"), "{fout}");
    // Once it is gone there, all goes on.
    fs::remove_file(v.map.join(format!("{map}/3-zzzz.toml"))).unwrap();
    verzend(&v);
    t.a.oogo(&["uitwisselen"]).goed();
    let json = t.a.oogo(&["toon", "lv-k7qm", "--json"]).json();
    assert_eq!(json["akkoorden"]["voorbeeldstad"]["status"], "akkoord");
}

#[test]
fn text_that_went_to_and_fro_over_there_is_told_as_the_end_of_an_akkoord() {
    let t = Twee::nieuw();
    t.b.oogo(&["sleutel", "maak"]).goed();
    t.b.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let v = vreemde(&t);
    v.vervang(LV, "Analyse", "Anders");
    verzend(&v);
    v.vervang(LV, "Anders", "Analyse");
    verzend(&v);
    let json = t.b.oogo(&["uitwisselen", "--bekijk", "--json"]).goed().json();
    assert_eq!(json["eindigt"][0], "akkoord van gemeente Fictiehoven (bestuurlijk) over lv-k7qm");
}

#[test]
fn a_history_that_was_made_to_take_for_ever_does_not() {
    let t = Twee::nieuw();
    let g = git2::Repository::open(t.gedeeld()).unwrap();
    let begin = g.head().unwrap().peel_to_commit().unwrap();
    let wie = git2::Signature::now("x", "x@x").unwrap();
    let mut laag = vec![begin.clone()];
    for diep in 0..40 {
        let ouders: Vec<&git2::Commit<'_>> = laag.iter().collect();
        let maak = |i: usize| {
            let oid = g.commit(None, &wie, &wie, &format!("{diep} {i}"), &begin.tree().unwrap(), &ouders).unwrap();
            g.find_commit(oid).unwrap()
        };
        laag = (0..3).map(maak).collect();
    }
    g.reference("refs/heads/main", laag[0].id(), true, "x").unwrap();
    t.b.git(&["fetch", "-q", t.gedeeld().to_str().unwrap(), "main"]);
    g.reference("refs/heads/main", laag[1].id(), true, "x").unwrap();
    t.b.git(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Van B"]).goed();
    let begin = std::time::Instant::now();
    t.b.oogo(&["uitwisselen"]).goed();
    assert!(begin.elapsed() < std::time::Duration::from_secs(60));
}

#[test]
fn a_huge_or_unreadable_file_or_a_cut_off_copy_is_named() {
    let t = Twee::nieuw();
    let voor = t.b.alles();
    let v = vreemde(&t);
    v.schrijf("bijlage.bin", vec![0; 6 << 20]);
    verzend(&v);
    t.b.oogo(&["uitwisselen"]).geweigerd("bijlage.bin is te groot");
    let t = Twee::nieuw();
    let v = vreemde(&t);
    v.vervang(LV, "titel = \"", "titel = \"\"\"");
    verzend(&v);
    t.b.oogo(&["uitwisselen"]).geweigerd("Daar staat een bestand dat niet te lezen is");
    assert_eq!(voor.len(), t.b.alles().len());
    // A copy without its whole history gives nobody a broken one.
    let c = Proef::leeg();
    let adres = format!("file://{}", t.gedeeld().display());
    git(c.thuis(), &["clone", "-q", "--depth", "1", &adres, "agenda"]);
    c.ik("denkbeeldrade");
    let nieuw = c.thuis().join("nieuw");
    c.oogo(&["uitwisselen", "--met", nieuw.to_str().unwrap()]).geweigerd("ontbreekt een deel van de geschiedenis");
    c.oogo(&["uitwisselen", "--bestand", nieuw.to_str().unwrap()]).geweigerd("ontbreekt een deel van de geschiedenis");
    assert!(!nieuw.exists());
}
