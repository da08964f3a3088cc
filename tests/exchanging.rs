//! Two parties with a copy each: what they exchange, and what happens when something goes wrong.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Proef, Uitkomst, Verwacht};

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

/// Two copies and what they share.
struct Twee {
    a: Proef,
    b: Proef,
}

impl Twee {
    /// Voorbeeldstad and Fictiehoven, who have exchanged before.
    fn nieuw() -> Self {
        let a = Proef::voorbeeld();
        a.oogo(&["uitwisselen", "--met", gedeeld(&a).to_str().unwrap()]).goed();
        let b = Proef::kopie_van(&gedeeld(&a), "fictiehoven");
        Self { a, b }
    }

    fn gedeeld(&self) -> PathBuf {
        gedeeld(&self.a)
    }

    /// Both have the same, and nothing is amiss.
    fn gelijk(&self) {
        let bestanden = |p: &Proef| {
            let alle = p.alles().into_iter().map(|(pad, b)| (pad.strip_prefix(&p.map).unwrap().to_owned(), b));
            alle.collect::<Vec<_>>()
        };
        assert_eq!(bestanden(&self.a), bestanden(&self.b));
        for p in [&self.a, &self.b] {
            assert_eq!(p.git(&["status", "--short"]), "");
            p.oogo(&["controleer"]).goed();
            p.git(&["fsck", "--strict"]);
        }
    }
}

fn gedeeld(p: &Proef) -> PathBuf {
    p.thuis().join("gedeeld")
}

fn git(map: &Path, args: &[&str]) -> String {
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x"]).args(args).current_dir(map);
    let u = Uitkomst::van_opdracht(&mut c);
    assert_eq!(u.code, 0, "git {args:?}: {}", u.fout);
    u.uit
}

/// A copy that somebody made with git, to do harm with.
fn vreemde(twee: &Twee) -> Proef {
    let p = Proef::leeg();
    git(p.thuis(), &["clone", "-q", twee.gedeeld().to_str().unwrap(), "agenda"]);
    p
}

/// Brings what stands there to the shared folder, with git itself.
fn verzend(p: &Proef) {
    p.git(&["add", "-A"]);
    p.git(&["commit", "-qm", "x"]);
    p.git(&["push", "-q", "origin", "HEAD"]);
}

#[test]
fn two_parties_exchange_and_both_have_all_of_it() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "looptijd.tot=2031-01-01"]).goed();
    t.b.oogo(&["verplaats", "lv-b4xt", "overgangen"]).goed();
    t.a.oogo(&["wijzig", "lv-b4xt", "titel=Brochure"]).goed();
    t.a.oogo(&["uitwisselen", "--bekijk"])
        .goed()
        .bevat("0 wijzigingen van hen, 2 van u")
        .bevat("lv-k7qm: titel gewijzigd");
    let uit = t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden:").bevat_niet("Ontvangen");
    assert_eq!(uit.fout, "");
    t.b.oogo(&["uitwisselen", "--bekijk"]).goed().bevat("2 wijzigingen van hen, 2 van u");
    let eerste =
        t.b.oogo(&["uitwisselen"])
            .goed()
            .bevat("Samengevoegd: 2 versies van gemeente Voorbeeldstad met 2 versies van gemeente Fictiehoven");
    assert!(eerste.fout.contains("Alles in deze ontwikkelagenda leest de andere partij"), "{}", eerste.fout);
    t.a.oogo(&["uitwisselen"])
        .goed()
        .bevat("Ontvangen:")
        .bevat_niet("Samengevoegd: 2 versies van gemeente Fictiehoven");
    t.gelijk();
    let tekst = t.a.lees("agendas/overgangen/lv-b4xt.toml");
    assert!(tekst.contains("titel = \"Brochure\""));
    let lv = t.b.lees(LV);
    assert!(lv.contains("Titel van A") && lv.contains("2031-01-01"));
    t.a.oogo(&["uitwisselen"]).goed().bevat("Alles is al uitgewisseld");
    t.a.oogo(&["stand"]).goed().bevat_niet("nog niet uitgewisseld");
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Nieuwer"]).goed();
    t.a.oogo(&["stand"]).goed().bevat("1 versie is nog niet uitgewisseld");
}

#[test]
fn where_both_wrote_the_same_a_person_chooses_and_until_then_nothing_changes() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A", "voortgang.status=afgerond"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B", "voortgang.status=gestopt"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let (voor, versies) = (t.b.alles(), t.b.git(&["rev-parse", "HEAD"]));
    let json = t.b.oogo(&["uitwisselen", "--json"]);
    assert_eq!(json.code, 1);
    let json = json.json();
    let velden: Vec<_> = json["conflicten"].as_array().unwrap().iter().map(|c| c["veld"].as_str().unwrap()).collect();
    assert_eq!(velden, ["titel", "voortgang.status"]);
    let c = &json["conflicten"][0];
    assert_eq!(c["afspraak"], "lv-k7qm");
    assert_eq!([&c["basis"], &c["ons"], &c["hun"]], ["Analyse van de vervoersstromen", "Titel van B", "Titel van A"]);
    assert_eq!(c["hun-door"]["partij"], "voorbeeldstad");
    let tekst = t.b.oogo(&["uitwisselen"]);
    assert_eq!(tekst.code, 1);
    let tekst = tekst.bevat("Op 2 plaatsen wijzigden beide kanten hetzelfde").bevat("Er is nog niets veranderd");
    tekst.bevat("Ons (beleidsadviseur, gemeente Fictiehoven").bevat("--kies lv-k7qm:titel=ons");
    assert_eq!((t.b.alles(), t.b.git(&["rev-parse", "HEAD"])), (voor, versies));
    // One answer is not enough; a mistyped one is wrong use.
    assert_eq!(t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel=hun"]).code, 1);
    assert_eq!(t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel"]).code, 2);
    let kies = ["uitwisselen", "--kies", "lv-k7qm:titel=hun", "--kies", "lv-k7qm:voortgang.status=ons"];
    t.b.oogo(&kies).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.gelijk();
    assert!(t.a.lees(LV).contains("Titel van A"));
    assert!(t.a.lees("voortgang/lv-k7qm.toml").contains("status = \"gestopt\""));
    // What was not chosen is still in history.
    assert!(t.a.git(&["log", "-p", "--all"]).contains("Titel van B"));
}

#[test]
fn removed_here_and_changed_there_is_asked() {
    let t = Twee::nieuw();
    let uit = t.a.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Nieuw"]).goed().uit;
    let id = uit.lines().next().unwrap();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["verwijder", id]).goed();
    t.b.oogo(&["wijzig", id, "titel=Toch anders"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--json"]).json();
    let c = &json["conflicten"][0];
    assert_eq!([&c["afspraak"], &c["veld"]], [id, "geheel"]);
    assert!(c["hun"].is_null() && c["ons"].as_str().unwrap().contains("Toch anders"));
    t.b.oogo(&["uitwisselen"]).bevat("Dit is bij hen weggehaald en bij ons gewijzigd");
    t.b.oogo(&["uitwisselen", "--kies", &format!("{id}:geheel=ons")]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.gelijk();
    t.a.oogo(&["toon", id]).goed().bevat("Toch anders");
}

#[test]
fn both_at_the_same_moment_lose_nothing() {
    let t = Twee::nieuw();
    let c = Proef::kopie_van(&t.gedeeld(), "denkbeeldrade");
    let wie = [(&t.a, "lv-k7qm"), (&t.b, "hv-c8rw"), (&c, "jh-p4vd")];
    for ronde in 0..3 {
        for (p, id) in wie {
            p.oogo(&["wijzig", id, &format!("titel={id} ronde {ronde}")]).goed();
        }
        std::thread::scope(|s| {
            let bezig = wie.map(|(p, _)| s.spawn(move || p.oogo(&["uitwisselen"]).goed()));
            bezig.into_iter().for_each(|b| drop(b.join().unwrap()));
        });
    }
    for (p, _) in wie.iter().chain(&wie) {
        p.oogo(&["uitwisselen"]).goed();
    }
    t.gelijk();
    let uit = c.oogo(&["toon"]).goed();
    let uit = uit.bevat("lv-k7qm ronde 2").bevat("hv-c8rw ronde 2").bevat("jh-p4vd ronde 2");
    drop(uit);
    git(&t.gedeeld(), &["fsck", "--strict"]);
}

#[test]
fn a_shared_folder_that_was_rolled_back_or_rewritten_is_noticed() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Later"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    let later = git(&t.gedeeld(), &["rev-parse", "main"]);
    git(&t.gedeeld(), &["update-ref", "refs/heads/main", "main~1"]);
    let voor = t.b.alles();
    let fout = t.b.oogo(&["uitwisselen"]).geweigerd("is 1 versie er niet meer die er eerder wel was sinds").fout;
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
    let kwaad: [Kwaad<'_>; 8] = [
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

#[test]
fn both_declare_at_the_same_time_and_the_list_of_who_may_sign_holds_both() {
    let t = Twee::nieuw();
    for p in [&t.a, &t.b] {
        p.oogo(&["sleutel", "maak"]).goed();
        p.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    }
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    for p in [&t.a, &t.b] {
        let lijst = p.lees("ondertekenaars");
        assert!(lijst.contains("voorbeeldstad/1-") && lijst.contains("fictiehoven/1-"), "{lijst}");
        let uit = p.oogo(&["controleer"]);
        assert!(!uit.uit.contains("fout"), "{}", uit.uit);
        let json = p.oogo(&["toon", "lv-k7qm", "--json"]).json();
        for partij in ["voorbeeldstad", "fictiehoven"] {
            assert_eq!(json["akkoorden"][partij]["status"], "akkoord");
        }
    }
}

#[test]
fn an_akkoord_that_a_merge_ends_is_named_and_never_made_fresh() {
    let t = Twee::nieuw();
    t.a.oogo(&["sleutel", "maak"]).goed();
    t.a.oogo(&["wijzig", "lv-k7qm", "doel=Doel van A."]).goed();
    t.a.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    let json = t.b.oogo(&["uitwisselen", "--bekijk", "--json"]).goed().json();
    assert_eq!(json["eindigt"][0], "akkoord van voorbeeldstad (bestuurlijk) over lv-k7qm");
    let uit = t.b.oogo(&["uitwisselen"]).goed();
    assert!(uit.fout.contains("achterhaald") && uit.fout.contains("voorbeeldstad"), "{}", uit.fout);
    t.a.oogo(&["uitwisselen"]).goed();
    for p in [&t.a, &t.b] {
        let json = p.oogo(&["toon", "lv-k7qm", "--json"]).json();
        assert_eq!(json["akkoorden"]["voorbeeldstad"]["status"], "achterhaald");
    }
}

#[test]
fn what_was_changed_outside_and_not_saved_stands_in_the_way() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.b.vervang(LV, "Analyse", "Zelf getypt");
    t.b.oogo(&["uitwisselen"]).geweigerd("hier buiten oogo gewijzigd en nog niet als versie bewaard");
    assert!(t.b.lees(LV).contains("Zelf getypt"));
    t.b.oogo(&["opslaan"]).goed();
    assert_eq!(t.b.oogo(&["uitwisselen"]).code, 1);
    t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel=hun"]).goed();
    // What does not come in, may stay as it is.
    t.b.vervang("agendas/huisvesting/hv-c8rw.toml", "titel = \"", "titel = \"Nog niet ");
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel twee van A"]).goed_of_eerst(&t);
    t.b.oogo(&["uitwisselen"]).goed();
    assert!(t.b.lees("agendas/huisvesting/hv-c8rw.toml").contains("Nog niet"));
}

/// After a change, brings it.
trait Brengt {
    fn goed_of_eerst(self, t: &Twee);
}

impl Brengt for Uitkomst {
    fn goed_of_eerst(self, t: &Twee) {
        self.goed();
        t.a.oogo(&["uitwisselen"]).goed();
    }
}

#[test]
fn offline_or_elsewhere_is_said_and_work_goes_on() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let weg = t.a.thuis().join("stick/gedeeld");
    let elders = t.a.oogo(&["uitwisselen", "--met", weg.to_str().unwrap()]);
    elders.geweigerd("is er niet").bevat_niet("Verzonden");
    t.a.oogo(&["uitwisselen", "--met", t.a.map.to_str().unwrap()]);
    t.a.oogo(&["uitwisselen", "--met", "https://voorbeeld.example/x.git"])
        .geweigerd("kan met dit adres niet uitwisselen");
    let leeg = Proef::voorbeeld();
    let uit = leeg.oogo(&["uitwisselen"]);
    assert_eq!(uit.code, 2);
    assert!(uit.fout.contains("--met MAP"), "{}", uit.fout);
    // None of this changed with what one exchanges.
    t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_and_what_came_in_stays() {
    use std::os::unix::fs::PermissionsExt;
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let objecten = t.gedeeld().join("objects/pack");
    fs::set_permissions(&objecten, fs::Permissions::from_mode(0o555)).unwrap();
    let uit = t.a.oogo(&["uitwisselen"]);
    fs::set_permissions(&objecten, fs::Permissions::from_mode(0o755)).unwrap();
    // Root writes everywhere.
    if uit.code != 0 {
        assert_eq!(uit.code, 1, "{}", uit.fout);
        t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden");
    }
    t.b.oogo(&["uitwisselen"]).goed();
    t.gelijk();
}

#[test]
fn with_a_copy_of_another_one_exchanges_too() {
    let a = Proef::voorbeeld();
    let b = Proef::kopie_van(&a.map, "fictiehoven");
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    a.oogo(&["wijzig", "hv-c8rw", "titel=Titel van A"]).goed();
    b.oogo(&["uitwisselen"]).goed();
    Twee { a, b }.gelijk();
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
fn killed_at_any_moment_the_next_start_has_the_old_or_the_new() {
    let punten = [
        "git-lock",
        "begin",
        "objecten",
        "journaal",
        "bestand",
        "bestand:2",
        "git-gewisseld",
        "hoofd",
        "index",
        "gebracht",
    ];
    for punt in punten {
        let t = Twee::nieuw();
        t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
        t.a.oogo(&["verplaats", "lv-b4xt", "overgangen"]).goed();
        t.b.oogo(&["wijzig", "hv-c8rw", "titel=Titel van B"]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        let uit = Uitkomst::van_opdracht(t.b.opdracht(&["uitwisselen"]).env("OOGO_BREEKPUNT", punt));
        assert_eq!(uit.code, -1, "{punt} {}", uit.fout);
        let na = t.b.oogo(&["toon", "lv-k7qm"]).goed().uit;
        assert!(na.contains("Titel van A") || na.contains("Analyse van de vervoersstromen"), "{punt}");
        assert!(t.b.lees("agendas/huisvesting/hv-c8rw.toml").contains("Titel van B"), "{punt}");
        t.b.oogo(&["uitwisselen"]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        t.gelijk();
    }
}

#[test]
fn whoever_uses_git_merges_by_field_too() {
    let t = Twee::nieuw();
    t.b.oogo(&["beheer", "git-instellen"]).goed();
    t.b.git(&["config", "merge.conflictStyle", "merge"]);
    // Lines beside each other, which git alone would ask about.
    t.a.vervang(LV, "titel = \"Analyse", "titel = \"Grondige analyse");
    t.a.git(&["commit", "-qam", "a"]);
    t.b.oogo(&["wijzig", "lv-k7qm", "trekker=fictiehoven"]).goed();
    t.b.git(&["pull", "-q", "--no-rebase", "--no-edit", t.a.map.to_str().unwrap(), "main"]);
    let lv = t.b.lees(LV);
    assert!(lv.contains("Grondige analyse") && lv.contains("trekker = [\"fictiehoven\"]"), "{lv}");
    // What both changed stays marked for a person.
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x", "pull", "-q", "--no-rebase", "--no-edit"]);
    c.arg(&t.a.map).arg("main").current_dir(&t.b.map);
    let uit = Uitkomst::van_opdracht(&mut c);
    assert_ne!(uit.code, 0);
    let lv = t.b.lees(LV);
    assert!(
        lv.contains("<<<<<<< ons\ntitel = \"Titel van B\"\n=======\ntitel = \"Titel van A\"\n>>>>>>> hun\n"),
        "{lv}"
    );
    assert!(t.b.git(&["status", "--short"]).contains("UU"));
}

#[test]
fn the_merge_of_three_files_by_hand_answers_with_its_exit_code() {
    let p = Proef::voorbeeld();
    let tekst = p.lees(LV);
    let (basis, ons, hun) = ("basis.toml", "ons.toml", "hun.toml");
    let zet = |o: &str, h: &str| {
        p.schrijf(basis, &tekst);
        p.schrijf(ons, tekst.replace("Analyse van de", o));
        p.schrijf(hun, tekst.replace("2027", h));
    };
    zet("Onze", "2028");
    p.oogo(&["samenvoegen", basis, ons, hun]).goed();
    assert!(p.lees(ons).contains("Onze") && p.lees(ons).contains("2028"));
    p.schrijf(basis, &tekst);
    p.schrijf(ons, tekst.replace("Analyse van de", "Onze"));
    p.schrijf(hun, tekst.replace("Analyse van de", "Hun"));
    let uit = p.oogo(&["samenvoegen", basis, ons, hun]);
    assert_eq!(uit.code, 1);
    assert!(uit.fout.contains("titel") && p.lees(ons).contains("<<<<<<< ons"), "{}", uit.fout);
    for kapot in ["geen = [toml", "\u{0}"] {
        p.schrijf(ons, kapot);
        assert_eq!(p.oogo(&["samenvoegen", basis, ons, hun]).code, 1);
        assert_eq!(p.lees(ons), kapot);
    }
    p.oogo(&["samenvoegen", basis, "is-er-niet.toml", hun]).geweigerd("is niet te lezen");
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
    assert_eq!(json["eindigt"][0], "akkoord van fictiehoven (bestuurlijk) over lv-k7qm");
}

#[test]
fn a_choice_is_never_undone_by_bringing_both_ways_together_unasked() {
    for (van_a, van_b) in [("basis", "ons"), ("ons", "ons"), ("hun", "hun")] {
        let t = Twee::nieuw();
        t.a.oogo(&["wijzig", "lv-k7qm", "titel=Van A"]).goed();
        t.b.oogo(&["wijzig", "lv-k7qm", "titel=Van B"]).goed();
        let (naar_b, naar_a) = (t.a.thuis().join("a.bundle"), t.a.thuis().join("b.bundle"));
        t.a.oogo(&["uitwisselen", "--bestand", naar_b.to_str().unwrap()]).goed();
        t.b.oogo(&["uitwisselen", "--bestand", naar_a.to_str().unwrap()]).goed();
        t.a.oogo(&["inlezen", naar_a.to_str().unwrap(), "--kies", &format!("lv-k7qm:titel={van_a}")]).goed();
        t.b.oogo(&["inlezen", naar_b.to_str().unwrap(), "--kies", &format!("lv-k7qm:titel={van_b}")]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        let uit = t.b.oogo(&["uitwisselen"]);
        assert_eq!(uit.code, 1, "{van_a} {van_b}: {}", uit.uit);
        t.b.oogo(&["uitwisselen", "--kies", "lv-k7qm:titel=hun"]).goed();
        t.a.oogo(&["uitwisselen"]).goed();
        t.gelijk();
    }
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

#[test]
fn a_wrong_place_is_not_remembered_and_a_missing_one_not_taken_for_an_old_one() {
    let t = Twee::nieuw();
    let map = t.a.thuis().join("word");
    fs::create_dir(&map).unwrap();
    fs::write(map.join("nota.docx"), "x").unwrap();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.a.oogo(&["uitwisselen", "--met", map.to_str().unwrap(), "--bekijk"]).geweigerd("is geen gedeelde map");
    t.a.oogo(&["uitwisselen", "--met", &format!("{}/../agenda/gedeeld", t.a.map.display())]);
    assert!(!t.a.map.join("gedeeld").exists());
    t.a.oogo(&["uitwisselen"]).goed().bevat("Verzonden:");
    // The drive is not there today.
    let elders = t.a.thuis().join("weg");
    fs::rename(t.gedeeld(), &elders).unwrap();
    let fout = t.b.oogo(&["uitwisselen"]).geweigerd("is er niet").fout;
    assert!(!fout.contains("reservekopie"), "{fout}");
    fs::rename(&elders, t.gedeeld()).unwrap();
    // However one writes it, it is the same place: what it lost is missed.
    t.b.oogo(&["uitwisselen"]).goed();
    git(&t.gedeeld(), &["update-ref", "refs/heads/main", "main~1"]);
    t.b.oogo(&["uitwisselen", "--met", &format!("{}/", t.gedeeld().display())]).geweigerd("er niet meer");
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
