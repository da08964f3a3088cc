//! Exchanging by e-mail or stick: a file that carries versions, plain or in a zip file.

mod common;
#[path = "common/two.rs"]
mod two;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use common::{Proef, Verwacht};
use two::{LV, Twee, git};

/// The file that a party makes with these options, under this name.
fn bestand(p: &Proef, naam: &str, opties: &[&str]) -> PathBuf {
    let pad = p.thuis().join(naam);
    p.oogo(&[&["uitwisselen", "--bestand", pad.to_str().unwrap()], opties].concat()).goed();
    pad
}

/// A zip file with these files in it, packed as most programs do.
fn zip(pad: &Path, bestanden: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(pad).unwrap());
    for (naam, bytes) in bestanden {
        zip.start_file(*naam, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_file_carries_everything_and_is_taken_in_once() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let map = t.a.thuis().join("post");
    fs::create_dir(&map).unwrap();
    t.a.oogo(&["uitwisselen", "--bestand", map.to_str().unwrap()]).goed().bevat("(nummer 1)");
    let bestand = fs::read_dir(&map).unwrap().next().unwrap().unwrap().path();
    let naam = bestand.file_name().unwrap().to_str().unwrap();
    assert!(
        naam.starts_with("ontwikkelagenda-") && naam.contains("voorbeeldstad") && naam.ends_with("-1.bundle"),
        "{naam}"
    );
    let pad = bestand.to_str().unwrap();
    git(&t.b.map, &["bundle", "verify", pad]);
    let kloon = t.a.thuis().join("kloon");
    git(t.a.thuis(), &["clone", "-q", pad, "kloon"]);
    assert!(kloon.join(LV).is_file());
    t.b.oogo(&["wijzig", "hv-c8rw", "titel=Titel van B"]).goed();
    t.b.oogo(&["inlezen", pad]).goed().bevat("Ontvangen:").bevat("Samengevoegd");
    t.b.oogo(&["inlezen", pad]).goed().bevat("Al ingelezen");
    let terug = map.join("terug.bundle");
    t.b.oogo(&["uitwisselen", "--bestand", terug.to_str().unwrap()]).goed();
    t.b.oogo(&["uitwisselen", "--bestand", terug.to_str().unwrap()]).geweigerd("is er al");
    t.a.oogo(&["inlezen", terug.to_str().unwrap(), "--json"]).goed();
    t.gelijk();
    // Where both wrote the same, it is asked here too.
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Weer A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Weer B"]).goed();
    let json = t.a.oogo(&["uitwisselen", "--bestand", map.to_str().unwrap(), "--json"]).goed().json();
    assert_eq!(json["nummer"], 2);
    let pad = json["bestand"].as_str().unwrap();
    let vraag = t.b.oogo(&["inlezen", pad, "--json"]);
    assert_eq!((vraag.code, vraag.json()["conflicten"][0]["veld"].as_str()), (1, Some("titel")));
    t.b.oogo(&["inlezen", pad, "--kies", "lv-k7qm:titel=hun"]).goed();
    assert!(t.b.lees(LV).contains("Weer A"));
}

#[test]
fn the_first_copy_can_come_from_a_file() {
    let a = Proef::voorbeeld();
    let pad = a.thuis().join("x.bundle");
    a.oogo(&["uitwisselen", "--bestand", pad.to_str().unwrap()]).goed();
    let b = Proef::leeg();
    b.oogo(&["open", pad.to_str().unwrap(), b.map.to_str().unwrap()]).goed();
    b.ik("fictiehoven");
    assert_eq!(b.git(&["status", "--short"]), "");
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    let terug = b.thuis().join("terug.bundle");
    b.oogo(&["uitwisselen", "--bestand", terug.to_str().unwrap()]).goed();
    a.oogo(&["inlezen", terug.to_str().unwrap()]).goed();
    assert_eq!(a.git(&["rev-parse", "HEAD"]), b.git(&["rev-parse", "HEAD"]));
    // Two people of one party each have a number of their own.
    let c = Proef::kopie_van(&b.map, "fictiehoven");
    let eerste = c.thuis().join("eerste.bundle");
    c.oogo(&["uitwisselen", "--bestand", eerste.to_str().unwrap()]).goed();
    a.oogo(&["inlezen", eerste.to_str().unwrap()]).goed();
}

#[test]
fn a_damaged_or_strange_file_is_named_and_changes_nothing() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let pad = t.a.thuis().join("x.bundle");
    t.a.oogo(&["uitwisselen", "--bestand", pad.to_str().unwrap()]).goed();
    let goed = fs::read(&pad).unwrap();
    let voor = t.b.alles();
    let mut omgezet = goed.clone();
    let midden = goed.len() - 200;
    omgezet[midden] ^= 0x55;
    let zip = b"PK\x03\x04rommel".to_vec();
    for (i, inhoud) in
        [Vec::new(), goed[..60].to_vec(), goed[..goed.len() / 2].to_vec(), omgezet, zip].into_iter().enumerate()
    {
        let kapot = t.a.thuis().join(format!("kapot{i}.bundle"));
        fs::write(&kapot, inhoud).unwrap();
        t.b.oogo(&["inlezen", kapot.to_str().unwrap()]).geweigerd("is geen heel uitwisselbestand");
    }
    t.b.oogo(&["inlezen", t.a.thuis().to_str().unwrap()]).geweigerd("is geen uitwisselbestand");
    t.b.oogo(&["inlezen", "is-er-niet.bundle"]).geweigerd("is niet te lezen");
    // Only the newest, without what comes before.
    let kort = t.a.thuis().join("kort.bundle");
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Nog een"]).goed();
    t.a.git(&["bundle", "create", "-q", kort.to_str().unwrap(), "main~1..main"]);
    t.b.oogo(&["inlezen", kort.to_str().unwrap()]).geweigerd("u mist eerdere");
    assert_eq!(voor, t.b.alles());
    t.b.oogo(&["inlezen", pad.to_str().unwrap()]).goed();
    t.b.oogo(&["inlezen", kort.to_str().unwrap()]).goed().bevat("Ontvangen");
}

#[test]
fn a_zip_file_goes_through_the_mail_and_is_taken_in_as_it_is() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let map = t.a.thuis().join("post");
    fs::create_dir(&map).unwrap();
    let json = t.a.oogo(&["uitwisselen", "--bestand", map.to_str().unwrap(), "--zip", "--json"]).goed().json();
    let pad = json["bestand"].as_str().unwrap();
    assert!(pad.ends_with("-1.zip"), "{pad}");
    // In it stands one file, under a name of its own, that git reads.
    let mut zip = zip::ZipArchive::new(fs::File::open(pad).unwrap()).unwrap();
    assert_eq!(zip.len(), 1);
    zip.extract(&map).unwrap();
    let uitgepakt = fs::read_dir(&map).unwrap().map(|b| b.unwrap().path()).find(|b| b.extension().unwrap() == "bundle");
    git(&t.b.map, &["bundle", "verify", uitgepakt.unwrap().to_str().unwrap()]);
    t.b.oogo(&["inlezen", pad]).goed().bevat("Ontvangen:");
    assert!(t.b.lees(LV).contains("Titel van A"));
    // A name that ends so is enough, and a first copy comes from it too.
    let pad = bestand(&t.b, "alles.zip", &[]);
    assert!(fs::read(&pad).unwrap().starts_with(b"PK"));
    let c = Proef::leeg();
    c.oogo(&["open", pad.to_str().unwrap(), c.map.to_str().unwrap()]).goed();
    assert_eq!(c.git(&["rev-parse", "HEAD"]), t.b.git(&["rev-parse", "HEAD"]));
    t.a.oogo(&["uitwisselen", "--zip"]).gebruik("--bestand");
}

#[test]
fn a_zip_file_that_holds_no_one_file_of_ours_says_so() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let bundel = fs::read(bestand(&t.a, "x.bundle", &[])).unwrap();
    let voor = t.b.alles();
    let pad = t.a.thuis().join("k.zip");
    let weiger = |reden: &str| {
        t.b.oogo(&["inlezen", pad.to_str().unwrap()]).geweigerd(reden);
        assert_eq!(t.b.alles(), voor);
    };
    zip(&pad, &[]);
    weiger("geen bestand dat op .bundle eindigt");
    zip(&pad, &[("lees mij.txt", b"niets")]);
    weiger("geen bestand dat op .bundle eindigt");
    zip(&pad, &[("a.bundle", &bundel), ("b.bundle", &bundel)]);
    weiger("meer dan een bestand");
    zip(&pad, &[("../../a.bundle", b"rommel")]);
    weiger("het begint niet als een uitwisselbestand");
    // A password, as the flag in both headers says.
    zip(&pad, &[("a.bundle", &bundel)]);
    let mut bytes = fs::read(&pad).unwrap();
    let midden = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[midden + 8] |= 1;
    fs::write(&pad, &bytes).unwrap();
    weiger("zit een wachtwoord");
    // Cut off, and one byte another.
    zip(&pad, &[("a.bundle", &bundel)]);
    let bytes = fs::read(&pad).unwrap();
    fs::write(&pad, &bytes[..bytes.len() / 2]).unwrap();
    weiger("beschadigd of afgebroken");
    let mut anders = bytes.clone();
    anders[bytes.len() / 2] ^= 0x55;
    fs::write(&pad, &anders).unwrap();
    weiger("is geen heel uitwisselbestand");
    // Beside other things, and packed, it is taken in.
    zip(
        &pad,
        &[("map/", b""), ("__MACOSX/map/._a.bundle", b"x"), ("lees mij.txt", b"niets"), ("map/a.BUNDLE", &bundel)],
    );
    t.b.oogo(&["inlezen", pad.to_str().unwrap()]).goed();
    assert!(t.b.lees(LV).contains("Titel van A"));
}

#[test]
fn only_the_newest_is_read_by_who_has_what_came_before() {
    let t = Twee::nieuw();
    // Of a first one, all is new.
    let eerste = bestand(&t.a, "1.bundle", &["--alleen-nieuwste"]);
    let adres = t.a.thuis().join("2.bundle");
    t.a.oogo(&["uitwisselen", "--bestand", adres.to_str().unwrap(), "--alleen-nieuwste"])
        .geweigerd("Sinds bestand nummer 1 is er niets nieuws.");
    assert!(!adres.exists());
    let mut volgende = Vec::new();
    for nr in 2..5 {
        t.a.oogo(&["wijzig", "lv-k7qm", &format!("titel=Titel {nr}")]).goed();
        volgende.push(bestand(&t.a, &format!("{nr}.bundle"), &["--alleen-nieuwste"]));
    }
    let groot = |pad: &PathBuf| fs::metadata(pad).unwrap().len();
    assert!(groot(&volgende[0]) * 4 < groot(&eerste), "{} {}", groot(&volgende[0]), groot(&eerste));
    let lees = |pad: &PathBuf| t.b.oogo(&["inlezen", pad.to_str().unwrap()]);
    lees(&eerste).goed().bevat("Al ingelezen");
    let voor = t.b.alles();
    lees(&volgende[1]).geweigerd("U mist nummer 2 van voorbeeldstad.");
    lees(&volgende[2]).geweigerd("U mist nummers 2 en 3 van voorbeeldstad.");
    assert_eq!(t.b.alles(), voor);
    git(&t.b.map, &["bundle", "verify", volgende[0].to_str().unwrap()]);
    for pad in &volgende {
        lees(pad).goed().bevat("Ontvangen:");
    }
    t.gelijk();
    t.b.oogo(&["controleer"]).goed();
    // A first copy needs all of it.
    let c = Proef::leeg();
    c.oogo(&["open", volgende[0].to_str().unwrap(), c.map.to_str().unwrap()])
        .geweigerd("U mist nummer 1 van voorbeeldstad.");
}

#[cfg(unix)]
#[test]
fn a_device_is_no_file_to_keep_anything_in() {
    let t = Twee::nieuw();
    t.a.oogo(&["uitwisselen", "--bestand", "/dev/null"]).geweigerd("Het bestand /dev/null is er al.");
}
