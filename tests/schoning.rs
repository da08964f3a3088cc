//! A history that was rewritten because something stood in it that may be in no version.

mod common;
#[path = "common/two.rs"]
mod two;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{Proef, Uitkomst, Verwacht};
use two::{LV, Twee, git};

/// What had to go; it has as many letters as what came instead.
const NAAM: &str = "Zwaluwstaartje";
const WEG: &str = "[verwijderd]..";

/// Two parties with a key each, of whose afspraak every version from some moment on held a name, and a peilmerk
/// and an akkoord of before the rewriting.
fn met_naam() -> Twee {
    let t = Twee::nieuw();
    for p in [&t.a, &t.b] {
        p.oogo(&["sleutel", "maak"]).goed();
        p.oogo(&["uitwisselen"]).goed();
    }
    t.a.oogo(&["wijzig", "lv-k7qm", &format!("titel=Vervoer van {NAAM}")]).goed();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Zelfstandig naar school"]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    t.a.oogo(&["peilmerk"]).goed();
    for p in [&t.a, &t.b, &t.a] {
        p.oogo(&["uitwisselen"]).goed();
    }
    t
}

/// Rewrites what stands in a repository, as an administrator does with git.
fn schoon(van: &Path, doe: impl Fn(Vec<u8>) -> Vec<u8>) -> PathBuf {
    let naar = van.with_file_name(format!("{}-schoon", van.file_name().unwrap().to_str().unwrap()));
    let _ = fs::remove_dir_all(&naar);
    git(van, &["init", "-q", "--bare", "-b", "main", naar.to_str().unwrap()]);
    let alles = Command::new("git").args(["fast-export", "main"]).current_dir(van).output().unwrap().stdout;
    let mut kind =
        Command::new("git").args(["fast-import", "--quiet"]).current_dir(&naar).stdin(Stdio::piped()).spawn().unwrap();
    kind.stdin.take().unwrap().write_all(&doe(alles)).unwrap();
    assert!(kind.wait().unwrap().success());
    naar
}

fn vervang(bytes: Vec<u8>, was: &[u8], wordt: &[u8]) -> Vec<u8> {
    assert_eq!(was.len(), wordt.len());
    let mut uit = bytes;
    while let Some(n) = uit.windows(was.len()).position(|w| w == was) {
        uit[n..n + was.len()].copy_from_slice(wordt);
    }
    uit
}

fn zonder_naam(t: &Twee) -> PathBuf {
    schoon(&t.gedeeld(), |alles| vervang(alles, NAAM.as_bytes(), WEG.as_bytes()))
}

fn leg_vast(p: &Proef, adres: &Path) -> Uitkomst {
    p.oogo(&["schoning", adres.to_str().unwrap(), "--waarom", "Er stond een naam in.", "--ja"])
}

fn met(p: &Proef, adres: &Path) -> Uitkomst {
    p.oogo(&["uitwisselen", "--met", adres.to_str().unwrap()])
}

/// How the first party stands towards lv-k7qm.
fn van_a(p: &Proef) -> String {
    let json = p.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    json["akkoorden"]["voorbeeldstad"]["status"].as_str().unwrap().to_owned()
}

/// Whether a text stands in any object of a repository, reachable or not.
fn staat_ergens(map: &Path, tekst: &str) -> bool {
    let alle = git(map, &["cat-file", "--batch-all-objects", "--batch-check=%(objectname)"]);
    let mut kind = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(map)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut invoer = kind.stdin.take().unwrap();
    let schrijft = std::thread::spawn(move || invoer.write_all(alle.as_bytes()).unwrap());
    let uit = kind.wait_with_output().unwrap().stdout;
    schrijft.join().unwrap();
    uit.windows(tekst.len()).any(|w| w == tekst.as_bytes())
}

#[test]
fn a_history_that_all_parties_recorded_takes_the_place_of_the_old_one() {
    let t = met_naam();
    let nieuw = zonder_naam(&t);
    let gezien = t.a.oogo(&["schoning", nieuw.to_str().unwrap()]);
    assert_eq!(gezien.code, 1);
    gezien
        .bevat("In 1 versie staat iets anders: die van ")
        .bevat("De laatste versie is in beide gelijk.")
        .bevat("door: niemand. Nog niet door: gemeente Fictiehoven en gemeente Voorbeeldstad.")
        .bevat("met --ja legt u het vast");
    leg_vast(&t.a, &nieuw).goed().bevat("Uw partij heeft de schoning vastgelegd");
    leg_vast(&t.a, &nieuw).geweigerd("Uw partij heeft deze schoning al vastgelegd.");
    t.a.oogo(&["uitwisselen"]).goed();
    met(&t.a, &nieuw)
        .geweigerd("nog niet elke partij dat vastgelegd: gemeente Fictiehoven nog niet")
        .bevat_niet("Ontvangen");
    t.b.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["controleer"]).goed().bevat("nog niet vastgelegd door gemeente Fictiehoven");
    t.b.oogo(&["schoning", nieuw.to_str().unwrap()])
        .bevat("door: gemeente Voorbeeldstad. Nog niet door: gemeente Fictiehoven. De reden: Er stond een naam in.");
    // Their own reason goes on.
    t.b.oogo(&["schoning", nieuw.to_str().unwrap(), "--ja"]).goed();
    t.b.oogo(&["wijzig", "hv-c8rw", "titel=Nog even doorgewerkt"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    // What nothing leads to holds it too: a commit that was made over, a file that was only staged.
    let over = t.a.thuis().join("over.txt");
    fs::write(&over, format!("{NAAM} nog eens")).unwrap();
    t.a.git(&["hash-object", "-w", over.to_str().unwrap()]);
    t.a.git(&["commit-tree", "-m", NAAM, "HEAD^{tree}"]);
    assert!(staat_ergens(&t.a.map, NAAM) && staat_ergens(&t.b.map, NAAM));
    // And what was being written when the power went; which others may be at right now, as long as nothing is wiped.
    let onaf = ["objects/tmp_object_git2_x", "objects/pack/pack_git2_x"].map(|pad| t.a.map.join(".git").join(pad));
    onaf.iter().for_each(|pad| fs::write(pad, NAAM).unwrap());
    t.a.oogo(&["beheer", "opruimen"]).goed();
    assert!(onaf.iter().all(|pad| pad.exists()));

    let bekijk = t.a.oogo(&["uitwisselen", "--met", nieuw.to_str().unwrap(), "--bekijk", "--json"]).goed().json();
    assert!(bekijk["eindigt"].to_string().contains("Voorbeeldstad"), "{bekijk}");
    let klaar = met(&t.a, &nieuw).goed();
    assert!(klaar.fout.contains("De geschoonde geschiedenis staat nu hier."), "{}", klaar.fout);
    met(&t.b, &nieuw).goed();
    assert!(!onaf.iter().any(|pad| pad.exists()));
    for p in [&t.a, &t.b] {
        assert!(!staat_ergens(&p.map, NAAM), "{}", p.map.display());
        assert!(p.lees("agendas/huisvesting/hv-c8rw.toml").contains("Nog even doorgewerkt"));
        assert_eq!(van_a(p), "onbekend");
        p.oogo(&["controleer"])
            .goed()
            .bevat("De geschiedenis is geschoond: Er stond een naam in. Vastgelegd door gemeente Fictiehoven en gemeente Voorbeeldstad.")
            .bevat("De versie van dit peilmerk is van voor de schoning");
    }
    t.gelijk();
    // And on it goes, with what was said anew.
    t.a.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    assert_eq!(van_a(&t.b), "akkoord");
    // The old one does not come back by the old address, nor from an older copy.
    met(&t.b, &t.gedeeld()).geweigerd("zoals zij was voordat de partijen haar lieten schonen");
    assert!(!staat_ergens(&t.b.map, NAAM));
    let oud = Proef::kopie_van(&t.gedeeld(), "denkbeeldrade");
    oud.git(&["reset", "-q", "--hard", "HEAD^{/lv-k7qm: akkoord}~1"]);
    oud.oogo(&["wijzig", "hv-c8rw", "doel=Uit een oude kopie."]).goed();
    let bestand = oud.thuis().join("oud.bundle");
    oud.oogo(&["uitwisselen", "--bestand", bestand.to_str().unwrap()]).goed();
    t.b.oogo(&["inlezen", bestand.to_str().unwrap()])
        .geweigerd("zoals zij was voordat de partijen haar lieten schonen");
    met(&oud, &nieuw).geweigerd("deze kopie mist versies van vlak voor die schoning");
    assert!(oud.lees("agendas/huisvesting/hv-c8rw.toml").contains("Uit een oude kopie."));
}

/// Gives what a party has to another as a file.
fn mail(van: &Proef, naar: &Proef) {
    let map = van.thuis().join("post");
    let _ = fs::remove_dir_all(&map);
    fs::create_dir(&map).unwrap();
    van.oogo(&["uitwisselen", "--bestand", map.to_str().unwrap()]).goed();
    let bestand = fs::read_dir(&map).unwrap().next().unwrap().unwrap().path();
    naar.oogo(&["inlezen", bestand.to_str().unwrap(), "--ja"]).goed();
}

#[test]
fn parties_that_share_no_server_record_it_from_a_file_and_take_it_over_from_there() {
    let t = met_naam();
    fs::rename(t.gedeeld(), t.a.thuis().join("onbereikbaar")).unwrap();
    mail(&t.a, &t.b);
    mail(&t.b, &t.a);
    let schoon = schoon(&t.a.map, |alles| vervang(alles, NAAM.as_bytes(), WEG.as_bytes()));
    let bestand = t.a.thuis().join("schone geschiedenis.bundle");
    git(&schoon, &["bundle", "create", "-q", bestand.to_str().unwrap(), "main"]);
    let zelfde = t.a.thuis().join("zelfde.bundle");
    git(&t.a.map, &["bundle", "create", "-q", zelfde.to_str().unwrap(), "main"]);
    leg_vast(&t.a, &zelfde).geweigerd("zelfde.bundle staat geen herschreven geschiedenis");

    let inlezen = |p: &Proef| p.oogo(&["inlezen", bestand.to_str().unwrap(), "--ja"]);
    inlezen(&t.a).geweigerd("leg de schoning vast: oogo schoning ADRES (of een bestand)");
    let neem_over = format!("neem haar dan over: oogo inlezen \"{}\"", bestand.display());
    leg_vast(&t.a, &bestand).goed().bevat("Uw partij heeft de schoning vastgelegd").bevat(&neem_over);
    leg_vast(&t.a, &bestand).geweigerd(&neem_over);
    mail(&t.a, &t.b);
    inlezen(&t.b).geweigerd("nog niet elke partij dat vastgelegd: gemeente Fictiehoven nog niet");
    leg_vast(&t.b, &bestand).goed();
    mail(&t.b, &t.a);
    t.b.oogo(&["wijzig", "hv-c8rw", "titel=Nog even doorgewerkt"]).goed();

    for p in [&t.a, &t.b] {
        let klaar = inlezen(p).goed();
        assert!(klaar.fout.contains("De geschoonde geschiedenis staat nu hier."), "{}", klaar.fout);
        assert!(!staat_ergens(&p.map, NAAM), "{}", p.map.display());
    }
    mail(&t.b, &t.a);
    mail(&t.a, &t.b);
    for p in [&t.a, &t.b] {
        assert!(p.lees("agendas/huisvesting/hv-c8rw.toml").contains("Nog even doorgewerkt"));
        p.oogo(&["controleer"]).goed().bevat("De geschiedenis is geschoond: Er stond een naam in.");
    }
    t.gelijk();
}

#[test]
fn what_both_wrote_since_is_asked_and_comes_along() {
    let t = met_naam();
    let nieuw = zonder_naam(&t);
    for p in [&t.a, &t.b] {
        leg_vast(p, &nieuw).goed();
        p.oogo(&["uitwisselen"]).goed();
    }
    t.a.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["wijzig", "hv-c8rw", "titel=Titel van A"]).goed();
    met(&t.a, &nieuw).goed();
    t.b.oogo(&["wijzig", "hv-c8rw", "titel=Titel van B"]).goed();
    t.b.oogo(&["wijzig", "hv-c8rw", "niveau=subregionaal"]).goed();
    let voor = t.b.alles();
    let json = t.b.oogo(&["uitwisselen", "--met", nieuw.to_str().unwrap(), "--json"]);
    assert_eq!((json.code, json.json()["conflicten"][0]["veld"].as_str()), (1, Some("titel")));
    assert_eq!(t.b.alles(), voor);
    t.b.oogo(&["uitwisselen", "--met", nieuw.to_str().unwrap(), "--kies", "hv-c8rw:titel=ons"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    for p in [&t.a, &t.b] {
        let hv = p.lees("agendas/huisvesting/hv-c8rw.toml");
        assert!(hv.contains("Titel van B") && hv.contains("niveau = \"subregionaal\""), "{hv}");
        assert!(!staat_ergens(&p.map, NAAM));
    }
    t.gelijk();
}

#[test]
fn what_is_no_lawful_rewriting_is_not_recorded() {
    let t = met_naam();
    let geweigerd = |adres: &Path, wat: &str| {
        let voor = t.a.alles();
        leg_vast(&t.a, adres).geweigerd(wat);
        assert_eq!(t.a.alles(), voor);
    };
    geweigerd(&t.gedeeld(), "staat geen herschreven geschiedenis");
    let korter = schoon(&t.gedeeld(), |alles| alles);
    git(&korter, &["fetch", "-q", t.gedeeld().to_str().unwrap(), "+main:main"]);
    git(&korter, &["update-ref", "refs/heads/main", "main~1"]);
    geweigerd(&korter, "staat geen herschreven geschiedenis");
    // A line of its own that merely misses something is shown as what it is.
    let los = Proef::kopie_van(&t.gedeeld(), "fictiehoven");
    los.git(&["commit", "-q", "--amend", "--reset-author", "--no-edit", "--date", "2020-01-01T00:00:00Z"]);
    geweigerd(&los.map, "niets in de plaats gekomen van 1 versie");
    // A rewriting that left everything as it was.
    let nog_zo = schoon(&t.gedeeld(), |alles| vervang(alles, b"Zwaluwstaartjen", b"xxxxxxxxxxxxxxx"));
    geweigerd(&nog_zo, "er is niets uitgehaald");
    geweigerd(&t.a.thuis().join("is-er-niet"), "is er niet");
    let sig = schoon(&t.gedeeld(), |alles| vervang(alles, b"functionaris = \"", b"functionaris= \" "));
    geweigerd(&sig, "een verklaring van een partij weg of gewijzigd");
    let bsn = schoon(&t.gedeeld(), |alles| vervang(alles, NAAM.as_bytes(), b"BSN 111222333."));
    geweigerd(&bsn, "burgerservicenummer");
    let ander = Proef::met_verklaringen();
    geweigerd(&ander.map, "een andere ontwikkelagenda");
    let nieuw = zonder_naam(&t);
    t.a.oogo(&["schoning", nieuw.to_str().unwrap(), "--ja"]).gebruik("Er is geen reden gegeven.");
    t.a.oogo(&["schoning", nieuw.to_str().unwrap(), "--waarom", "111222333", "--ja"]).geweigerd("burgerservicenummer");
    t.a.oogo(&["schoning", nieuw.to_str().unwrap(), "--waarom", "een\nnaam", "--ja"])
        .gebruik("Dit kan geen reden zijn");
    // Entries that are left out, with all that speaks of them.
    let weg = Proef::kopie_van(&nieuw, "voorbeeldstad");
    weg.git(&["rm", "-rq", "partijen/fictiehoven/verklaringen"]);
    weg.git(&["commit", "-qm", "x"]);
    weg.git(&["push", "-q", "origin", "HEAD"]);
    geweigerd(&nieuw, "verklaring");
}

#[test]
fn nobody_records_it_for_another_and_without_all_of_them_nothing_comes_in() {
    let t = met_naam();
    let nieuw = zonder_naam(&t);
    // Not recorded by anybody, and a part of both is the same.
    assert_eq!(
        git(&nieuw, &["rev-list", "--max-parents=0", "main"]),
        t.b.git(&["rev-list", "--max-parents=0", "HEAD"])
    );
    met(&t.b, &nieuw).geweigerd("versies die ook hier zijn, staan er anders in");
    leg_vast(&t.a, &nieuw).goed();
    // The administrator puts the rewritten history at the old address, and the entry of one party in it.
    met(&t.a, &nieuw).geweigerd("nog niet elke partij");
    let vals = Proef::kopie_van(&nieuw, "voorbeeldstad");
    let log = "partijen/voorbeeldstad/verklaringen";
    let naar = "partijen/fictiehoven/verklaringen";
    for ingang in fs::read_dir(t.a.map.join(log)).unwrap().flatten() {
        let (bytes, naam) = (fs::read(ingang.path()).unwrap(), ingang.file_name());
        fs::write(vals.map.join(log).join(&naam), &bytes).unwrap();
        if String::from_utf8_lossy(&bytes).contains("[schoning]") {
            let naam = naam.to_str().unwrap().to_owned();
            fs::copy(t.a.map.join(log).join(&naam), vals.map.join(naar).join(&naam)).unwrap();
            let sig = format!("{naam}.sig");
            fs::copy(t.a.map.join(log).join(&sig), vals.map.join(naar).join(&sig)).unwrap();
        }
    }
    vals.git(&["add", "-A"]);
    vals.git(&["commit", "-qm", "x"]);
    vals.git(&["push", "-q", "origin", "HEAD"]);
    let voor = t.b.alles();
    for adres in [&nieuw, &t.gedeeld()] {
        if *adres == t.gedeeld() {
            fs::rename(adres, t.a.thuis().join("opzij")).unwrap();
            fs::rename(&nieuw, adres).unwrap();
        }
        let uit = met(&t.b, adres);
        assert_eq!(uit.code, 1, "{}", uit.uit);
        assert!(uit.fout.contains("Er is niets overgenomen"), "{}", uit.fout);
        assert_eq!(t.b.alles(), voor);
    }
    assert!(staat_ergens(&t.b.map, NAAM) && t.b.lees(LV).contains("Zelfstandig"));
}

#[test]
fn killed_at_any_moment_the_old_one_goes_or_stays_whole() {
    for punt in ["begin", "objecten", "journaal", "hoofd", "index", "pak-geschreven"] {
        let t = met_naam();
        let nieuw = zonder_naam(&t);
        for p in [&t.a, &t.b, &t.a] {
            leg_vast(p, &nieuw);
            p.oogo(&["uitwisselen"]).goed();
        }
        let mut c = t.a.opdracht(&["uitwisselen", "--met", nieuw.to_str().unwrap()]);
        let uit = Uitkomst::van_opdracht(c.env("OOGO_BREEKPUNT", punt));
        assert_eq!(uit.code, -1, "{punt} {}", uit.fout);
        t.a.git(&["fsck", "--strict"]);
        t.a.oogo(&["controleer"]).goed();
        if matches!(punt, "begin" | "objecten") {
            // It was not replaced: then it goes on as it was.
            t.a.oogo(&["uitwisselen"]).goed();
            assert!(staat_ergens(&t.a.map, NAAM), "{punt}");
        }
        met(&t.a, &nieuw).goed();
        t.a.oogo(&["beheer", "opruimen"]).goed();
        assert!(!staat_ergens(&t.a.map, NAAM), "{punt}");
        t.a.git(&["fsck", "--strict"]);
        assert_eq!(t.a.git(&["status", "--short"]), "", "{punt}");
    }
}

#[test]
fn what_a_person_keeps_with_git_is_named_and_then_nothing_goes() {
    let t = met_naam();
    let nieuw = zonder_naam(&t);
    t.a.git(&["branch", "mijn-tak", "HEAD~2"]);
    t.a.git(&["-c", "user.name=x", "-c", "user.email=x@x", "tag", "-am", "tag", "mijn-tag", "HEAD~2"]);
    let tag_vooraf = t.a.git(&["-c", "user.name=x", "-c", "user.email=x@x", "tag", "-am", "oud", "eerste", "HEAD~20"]);
    assert_eq!(tag_vooraf, "");
    for p in [&t.a, &t.b, &t.a] {
        leg_vast(p, &nieuw);
        p.oogo(&["uitwisselen"]).goed();
    }
    t.a.vervang(LV, "Zelfstandig", "Zelf");
    t.a.git(&["-c", "user.name=x", "-c", "user.email=x@x", "stash", "-q"]);
    let klaar = met(&t.a, &nieuw).goed();
    for naam in ["refs/heads/mijn-tak", "refs/tags/mijn-tag", "refs/stash"] {
        assert!(klaar.fout.contains(naam), "{}", klaar.fout);
    }
    assert!(!klaar.fout.contains("eerste"), "{}", klaar.fout);
    t.a.git(&["fsck", "--strict"]);
    assert!(staat_ergens(&t.a.map, NAAM) && t.a.git(&["stash", "list"]).contains("stash@{0}"));
    t.a.oogo(&["controleer"]).goed().bevat("staat nog op deze computer");
    t.a.oogo(&["beheer", "opruimen"]).geweigerd("refs/heads/mijn-tak");
    t.a.git(&["branch", "-D", "mijn-tak"]);
    t.a.git(&["tag", "-d", "mijn-tag"]);
    t.a.git(&["stash", "drop", "-q"]);
    t.a.oogo(&["beheer", "opruimen"]).goed();
    assert!(!staat_ergens(&t.a.map, NAAM));
    t.a.git(&["fsck", "--strict"]);
    assert_eq!(t.a.git(&["cat-file", "-t", "eerste"]), "tag\n");
    t.a.oogo(&["controleer"]).goed().bevat_niet("staat nog op deze computer");
}
