//! Nothing is lost: a save that is killed at any step, two windows, an editor, upkeep.

mod common;

use std::fs;
use std::process::Command;

use common::{Proef, Verwacht};
use oogo::git::{Auteur, Boodschap, GitFout, Maker, Repository, Wijziging};

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";
const VOORTGANG: &str = "voortgang/lv-k7qm.toml";

/// Every point between two steps of a save, in order, and whether the save goes through from
/// there on.
const PUNTEN: [(&str, bool); 18] = [
    ("git-lock", false),
    ("git-lock:2", false),
    ("begin", false),
    ("objecten", false),
    ("halverwege-bestand", false),
    ("journaal", true),
    ("halverwege-bestand:2", true),
    ("bestand", true),
    ("halverwege-bestand:3", true),
    ("bestand:2", true),
    ("halverwege-bestand:4", true),
    ("git-gewisseld", true),
    ("hoofd", true),
    ("git-gewisseld:2", true),
    ("index", true),
    ("geen", true),
    ("bestand", true),
    ("geen", true),
];

#[test]
fn a_save_that_is_killed_at_any_step_leaves_the_old_version_or_the_new_one_whole() {
    let p = Proef::voorbeeld();
    for (n, (punt, gaat_door)) in PUNTEN.into_iter().enumerate() {
        let (oud, oude_voortgang, versies) = (p.lees(LV), p.lees(VOORTGANG), p.versies());
        let nieuwe_titel = format!("titel=Na {punt} {n}");
        let uit = p
            .opdracht(&["wijzig", "lv-k7qm", &nieuwe_titel, &format!("voortgang.belemmeringen=Na {punt} {n}.")])
            .env("OOGO_BREEKPUNT", punt)
            .output()
            .unwrap();
        assert_eq!(uit.status.success(), punt == "geen", "{punt}: {}", String::from_utf8_lossy(&uit.stderr));
        // The next start finishes it, whatever that start is for, and says so.
        let start = p.oogo(&["toon", "lv-k7qm"]).goed();
        if gaat_door && punt != "geen" {
            assert!(start.fout.contains("alsnog helemaal opgeslagen"), "{punt}: {}", start.fout);
        } else {
            assert_eq!(start.fout, "", "{punt}");
        }
        if gaat_door {
            assert!(p.lees(LV).contains(&format!("titel = \"Na {punt} {n}\"")), "{punt}");
            assert!(p.lees(VOORTGANG).contains(&format!("Na {punt} {n}.")), "{punt}");
            assert_eq!(p.versies(), versies + 1, "{punt}");
        } else {
            assert_eq!((p.lees(LV), p.lees(VOORTGANG), p.versies()), (oud, oude_voortgang, versies), "{punt}");
        }
        assert_eq!(p.git(&["status", "--porcelain"]), "", "{punt}");
        assert!(!p.map.join(".git/oogo/opslaan").exists(), "{punt}");
        for slot in ["index.lock", "refs/heads/main.lock"] {
            assert!(!p.map.join(".git").join(slot).exists(), "{punt}: {slot} would keep others from working");
        }
        p.git(&["fsck", "--strict"]);
        assert_eq!(p.oogo(&["toon"]).goed().fout, "", "{punt}: told only once");
    }
}

#[test]
fn a_lock_is_known_again_also_when_what_it_is_made_of_was_spoiled() {
    let p = Proef::voorbeeld();
    let inhoud = p.map.join(".git/oogo/lock-inhoud");
    p.oogo(&["wijzig", "lv-k7qm", "titel=Eerst"]).goed();
    for bedorven in [None, Some(""), Some("iets anders")] {
        match bedorven {
            None => fs::remove_file(&inhoud).unwrap(),
            Some(bedorven) => fs::write(&inhoud, bedorven).unwrap(),
        }
        let gestopt = p.opdracht(&["wijzig", "lv-k7qm", "titel=x"]).env("OOGO_BREEKPUNT", "git-lock").output().unwrap();
        assert!(!gestopt.status.success() && p.map.join(".git/index.lock").exists());
        p.oogo(&["toon"]).goed();
        p.git(&["status"]);
        assert!(!p.map.join(".git/index.lock").exists(), "{bedorven:?}");
    }
}

/// So many files at once are put ready together, and only then take their places.
#[test]
fn a_save_of_many_files_that_is_killed_is_whole_too() {
    let p = Proef::voorbeeld();
    let bestanden: Vec<String> = p.git(&["ls-files", "voortgang", "beheer"]).lines().map(str::to_owned).collect();
    assert!(bestanden.len() >= 10, "so many that they come as one pack");
    let recht: Vec<String> = bestanden.iter().map(|pad| p.lees(pad)).collect();
    for punt in [
        "pak",
        "halverwege-bestand",
        "halverwege-bestand:2",
        "halverwege-bestand:7",
        "journaal",
        "bestand",
        "bestand:7",
        "hoofd",
        "geen",
    ] {
        for (pad, tekst) in bestanden.iter().zip(&recht) {
            p.schrijf(pad, tekst.replacen("formaat = ", "formaat   = ", 1));
        }
        p.oogo(&["opslaan"]).goed();
        let versies = p.versies();
        let uit = p.opdracht(&["opmaak", "--ja"]).env("OOGO_BREEKPUNT", punt).output().unwrap();
        assert_eq!(uit.status.success(), punt == "geen", "{punt}");
        p.oogo(&["toon"]).goed();
        let is_recht = p.versies() == versies + 1;
        assert_eq!(is_recht, !["pak", "halverwege-bestand"].contains(&punt), "{punt}");
        for (pad, tekst) in bestanden.iter().zip(&recht) {
            assert_eq!(p.lees(pad) == *tekst, is_recht, "{punt}: {pad}");
        }
        assert_eq!(p.git(&["status", "--porcelain", "--ignored"]), "", "{punt}: nothing is left beside the files");
        p.git(&["fsck", "--strict"]);
        p.oogo(&["opmaak", "--ja"]).goed();
    }
}

/// What was there stands beside a file until a save is whole; what a colleague wrote at that very moment too.
#[test]
#[cfg(target_os = "linux")]
fn what_stands_beside_a_file_after_a_crash_goes_only_when_it_is_known() {
    let p = Proef::voorbeeld();
    let naast = p.map.join("agendas/leerlingenvervoer/.lv-k7qm.toml.oogo-nieuw");
    let bewaard = p.map.join("agendas/leerlingenvervoer/lv-k7qm.toml.1.bewaard");
    for (n, is_van_een_ander) in [(1, false), (2, true)] {
        let was = fs::read(p.map.join(LV)).unwrap();
        let titel = format!("titel=Titel {n}");
        let uit = p.opdracht(&["wijzig", "lv-k7qm", &titel]).env("OOGO_BREEKPUNT", "bestand").output().unwrap();
        assert!(!uit.status.success());
        assert_eq!(fs::read(&naast).unwrap(), was);
        if is_van_een_ander {
            fs::write(&naast, "van een collega").unwrap();
        }
        p.oogo(&["toon", "lv-k7qm"]).goed().bevat(&format!("Titel {n}"));
        assert!(!naast.exists());
        assert_eq!(fs::read(&bewaard).ok(), is_van_een_ander.then(|| b"van een collega".to_vec()));
    }
}

/// Files that take their places side by side, of which one cannot.
#[test]
fn of_many_files_none_stays_changed_when_one_cannot_be() {
    let p = Proef::voorbeeld();
    let repo = Repository::open(&p.map).unwrap();
    let pad = |n: usize| format!("nieuw/{n}.txt");
    let erbij = |pad: String| Wijziging { pad, was: None, wordt: Some(b"erbij".to_vec()) };
    let lv = fs::read(p.map.join(LV)).unwrap();
    let mut wijzigingen: Vec<Wijziging> = (0..40).map(|n| erbij(pad(n))).collect();
    wijzigingen.push(Wijziging { pad: LV.into(), was: Some(lv.clone()), wordt: Some(b"anders".to_vec()) });
    wijzigingen.push(Wijziging { pad: VOORTGANG.into(), was: fs::read(p.map.join(VOORTGANG)).ok(), wordt: None });
    // A colleague makes the last of these files while the version is signed.
    wijzigingen.push(erbij("eigen.txt".to_owned()));
    let boodschap = Boodschap { onderwerp: "x".into(), toelichting: None, partij: "voorbeeldstad".into() };
    let auteur = Auteur { naam: "x".into(), mailbox: "x@x".into() };
    let maker = || Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset());
    let intussen = |_: &[u8]| {
        fs::write(p.map.join("eigen.txt"), "van een collega").unwrap();
        None
    };
    // And a folder comes where a file was, which goes first.
    repo.sla_op(&[erbij("een".to_owned())], &boodschap, maker()).unwrap();
    let weg = Wijziging { pad: "een".to_owned(), was: Some(b"erbij".to_vec()), wordt: None };
    wijzigingen.splice(0..0, [weg, erbij("een/twee/drie".to_owned())]);
    let (voortgang, versies) = (p.lees(VOORTGANG), p.versies());
    let uitkomst = repo.sla_op(&wijzigingen, &boodschap, Maker { tekent: Some(&intussen), ..maker() });
    assert!(matches!(&uitkomst, Err(GitFout::Veranderd(pad)) if pad == "eigen.txt"), "{uitkomst:?}");
    assert_eq!(p.lees("eigen.txt"), "van een collega");
    fs::remove_file(p.map.join("eigen.txt")).unwrap();
    assert_eq!(p.lees("een"), "erbij");
    assert_eq!((fs::read(p.map.join(LV)).unwrap(), p.lees(VOORTGANG), p.versies()), (lv, voortgang, versies));
    assert!(!p.map.join("nieuw").exists());
    assert!(!p.map.join(".git/oogo/opslaan").exists(), "nothing is left to be finished");
    assert_eq!(p.git(&["status", "--porcelain", "--ignored"]), "");
    wijzigingen.pop();
    repo.sla_op(&wijzigingen, &boodschap, maker()).unwrap();
    assert_eq!(p.lees("een/twee/drie"), "erbij");
    assert_eq!((p.lees(&pad(39)), p.lees(LV), p.versies()), ("erbij".to_owned(), "anders".to_owned(), versies + 1));
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    p.git(&["fsck", "--strict"]);
}

fn pakken(p: &Proef) -> usize {
    let alle = fs::read_dir(p.map.join(".git/objects/pack")).unwrap().flatten();
    alle.filter(|i| i.path().extension().is_some_and(|e| e == "pack")).count()
}

/// As after a save that something else stood in the way of: what it is made of is there already.
#[test]
fn what_is_there_already_is_not_packed_again() {
    let p = Proef::voorbeeld();
    let repo = Repository::open(&p.map).unwrap();
    let basis = repo.map_van(repo.hoofd().unwrap().unwrap()).unwrap();
    let wijziging = |n: usize| Wijziging { pad: format!("nieuw/{n}.txt"), was: None, wordt: Some(vec![b'x'; n + 1]) };
    let wijzigingen: Vec<Wijziging> = (0..20).map(wijziging).collect();
    let eerst = (repo.boom_met(Some(basis), &wijzigingen).unwrap(), pakken(&p));
    let nogmaals = Repository::open(&p.map).unwrap().boom_met(Some(basis), &wijzigingen).unwrap();
    assert_eq!((nogmaals, pakken(&p)), eerst);
    assert!(eerst.1 > 0);
    // One more file: with it only what is new because of it.
    let meer: Vec<Wijziging> = (0..21).map(wijziging).collect();
    let boom = repo.boom_met(Some(basis), &meer).unwrap();
    p.git(&["ls-tree", "-r", &boom.to_string()]);
    let indexen = fs::read_dir(p.map.join(".git/objects/pack")).unwrap().flatten().map(|i| i.path());
    let aantallen = indexen
        .filter(|i| i.extension().is_some_and(|e| e == "idx"))
        .map(|i| p.git(&["verify-pack", "-v", i.to_str().unwrap()]).lines().filter(|r| r.contains(" blob ")).count());
    let aantallen: Vec<usize> = aantallen.collect();
    assert!(aantallen.contains(&20) && aantallen.contains(&1) && !aantallen.contains(&21), "{aantallen:?}");
}

/// Programs that copy or zip a folder can leave out what is empty.
#[test]
fn a_copy_without_its_empty_folders_saves_as_well() {
    let p = Proef::voorbeeld();
    let opzij = p.thuis().join("pack");
    fs::rename(p.map.join(".git/objects/pack"), &opzij).unwrap();
    for pak in fs::read_dir(opzij).unwrap().flatten().filter(|i| i.path().extension().is_some_and(|e| e == "pack")) {
        let mut los = Command::new("git");
        los.args(["unpack-objects", "-q"]).current_dir(&p.map);
        assert!(los.stdin(fs::File::open(pak.path()).unwrap()).status().unwrap().success());
    }
    assert!(!p.map.join(".git/objects/pack").exists());
    let wijziging = |n: usize| Wijziging { pad: format!("nieuw/{n}.txt"), was: None, wordt: Some(vec![b'x'; n + 1]) };
    let boodschap = Boodschap { onderwerp: "x".into(), toelichting: None, partij: "voorbeeldstad".into() };
    let auteur = Auteur { naam: "x".into(), mailbox: "x@x".into() };
    let maker = Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset());
    let wijzigingen: Vec<Wijziging> = (0..20).map(wijziging).collect();
    Repository::open(&p.map).unwrap().sla_op(&wijzigingen, &boodschap, maker).unwrap();
    assert_eq!(pakken(&p), 1);
    p.git(&["fsck", "--strict"]);
}

/// A folder where a file was, and a file where a folder was, in few files and in many.
#[test]
fn a_file_and_a_folder_can_take_each_others_place() {
    for meer in [0, 20] {
        let p = Proef::voorbeeld();
        let repo = Repository::open(&p.map).unwrap();
        let boodschap = Boodschap { onderwerp: "x".into(), toelichting: None, partij: "voorbeeldstad".into() };
        let auteur = Auteur { naam: "x".into(), mailbox: "x@x".into() };
        let maker = || Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset());
        let tekst = |er: bool| er.then(|| b"tekst".to_vec());
        let een = |pad: &str, was, wordt| Wijziging { pad: pad.into(), was: tekst(was), wordt: tekst(wordt) };
        repo.sla_op(&[een("een", false, true), een("twee/drie", false, true)], &boodschap, maker()).unwrap();
        let mut wissel = vec![een("een/vier", false, true), een("twee", false, true)];
        wissel.extend([een("een", true, false), een("twee/drie", true, false)]);
        wissel.extend((0..meer).map(|n| een(&format!("een/map/{n}"), false, true)));
        repo.sla_op(&wissel, &boodschap, maker()).unwrap();
        assert_eq!((p.lees("een/vier"), p.lees("twee")), ("tekst".to_owned(), "tekst".to_owned()), "{meer}");
        assert_eq!(p.git(&["status", "--porcelain"]), "", "{meer}");
        p.git(&["fsck", "--strict"]);
    }
}

/// What is new in a save of many files comes as one pack; many of these become one.
#[test]
fn many_packs_are_tidied_too() {
    let p = Proef::voorbeeld();
    let repo = || Repository::open(&p.map).unwrap();
    let boodschap = Boodschap { onderwerp: "x".into(), toelichting: None, partij: "voorbeeldstad".into() };
    let auteur = Auteur { naam: "x".into(), mailbox: "x@x".into() };
    let mut keren = 0;
    while !repo().is_opruimen_nodig() {
        let tekst = |n: usize| (n > 0).then(|| format!("keer {n}").into_bytes());
        let wijziging = |n| Wijziging { pad: format!("nieuw/{n}.txt"), was: tekst(keren), wordt: tekst(keren + 1) };
        let wijzigingen: Vec<Wijziging> = (0..20).map(wijziging).collect();
        let maker = Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset());
        repo().sla_op(&wijzigingen, &boodschap, maker).unwrap();
        keren += 1;
        assert!(keren < 60, "so many packs make it slower");
    }
    assert!(keren > 40, "git waits as long");
    p.oogo(&["beheer", "opruimen"]).goed();
    assert!(!repo().is_opruimen_nodig());
    p.git(&["fsck", "--strict"]);
}

#[test]
fn what_moves_is_nowhere_missing() {
    let p = Proef::voorbeeld();
    let plekken = ["leerlingenvervoer", "huisvesting"].map(|thema| format!("agendas/{thema}/lv-k7qm.toml"));
    let er = || plekken.each_ref().map(|plek| p.map.join(plek).exists());
    for (n, punt) in ["objecten", "journaal", "halverwege-bestand:2", "bestand", "bestand:2"].into_iter().enumerate() {
        let hierheen = usize::from(er() == [true, false]);
        let thema = ["leerlingenvervoer", "huisvesting"][hierheen];
        p.opdracht(&["verplaats", "lv-k7qm", thema]).env("OOGO_BREEKPUNT", punt).output().unwrap();
        assert!(er().contains(&true), "{punt}");
        p.oogo(&["toon"]).goed();
        let verplaatst = (n > 0) == (hierheen == 1);
        assert_eq!(er(), [!verplaatst, verplaatst], "{punt}");
        assert_eq!(p.git(&["status", "--porcelain"]), "", "{punt}");
    }
}

/// The points in the source are the points in the test.
#[test]
fn every_fault_point_of_a_save_is_tried() {
    let bron: String = ["save.rs", "objects.rs", "journal.rs", "lasting.rs", "swap.rs"]
        .iter()
        .map(|f| fs::read_to_string(format!("src/git/saving/{f}")).unwrap())
        .collect();
    let in_bron: std::collections::BTreeSet<&str> =
        bron.split("fault::point(\"").skip(1).map(|r| r.split('"').next().unwrap()).collect();
    let getest: std::collections::BTreeSet<&str> = PUNTEN
        .iter()
        .map(|(p, _)| p.split(':').next().unwrap())
        .chain(["pak", "terug"])
        .filter(|p| *p != "geen")
        .collect();
    assert_eq!(in_bron, getest);
}

#[test]
fn a_process_killed_at_a_random_moment_leaves_a_whole_ontwikkelagenda() {
    let p = Proef::voorbeeld();
    for n in 0..40u64 {
        let mut kind = p
            .opdracht(&[
                "wijzig",
                "lv-k7qm",
                &format!("titel=Ronde {n}"),
                &format!("voortgang.belemmeringen=Ronde {n}."),
            ])
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(n * 900));
        let _ = kind.kill();
        let _ = kind.wait();
        p.oogo(&["toon"]).goed();
        let titel = p.lees(LV).lines().find(|r| r.starts_with("titel")).unwrap().to_owned();
        let ronde = titel.trim_end_matches('"').rsplit(' ').next().unwrap().to_owned();
        if titel.contains("Ronde") {
            assert!(p.lees(VOORTGANG).contains(&format!("Ronde {ronde}.")), "both files are of one version: {titel}");
        }
        assert_eq!(p.git(&["status", "--porcelain"]), "", "{n}");
    }
    p.git(&["fsck", "--strict"]);
    assert_eq!(p.oogo(&["controleer"]).code, 0);
}

#[test]
fn recovery_that_is_killed_too_is_finished_by_the_start_after_it() {
    let p = Proef::voorbeeld();
    for (n, punt) in
        ["halverwege-bestand", "git-lock", "git-lock:2", "bestand", "bestand:2", "git-gewisseld", "git-gewisseld:2"]
            .into_iter()
            .enumerate()
    {
        let versies = p.versies();
        let args = ["wijzig", "lv-k7qm", &format!("titel=Ronde {n}"), &format!("voortgang.belemmeringen=Ronde {n}.")];
        p.opdracht(&args).env("OOGO_BREEKPUNT", "journaal").output().unwrap();
        let herstel = p.opdracht(&["toon"]).env("OOGO_BREEKPUNT", punt).output().unwrap();
        assert!(!herstel.status.success(), "{punt} is not on the way of recovery");
        assert!(p.oogo(&["toon"]).goed().fout.contains("alsnog"), "{punt}");
        assert!(
            p.lees(LV).contains(&format!("Ronde {n}")) && p.lees(VOORTGANG).contains(&format!("Ronde {n}.")),
            "{punt}"
        );
        assert_eq!((p.versies(), p.git(&["status", "--porcelain"])), (versies + 1, String::new()), "{punt}");
        p.git(&["fsck", "--strict"]);
    }
}

/// What a colleague does whom git tells that another program may have crashed.
fn ontgrendel(p: &Proef) {
    for slot in ["index.lock", "refs/heads/main.lock"] {
        fs::remove_file(p.map.join(".git").join(slot)).unwrap();
    }
}

#[test]
fn a_broken_off_save_never_overwrites_what_somebody_changed_since() {
    let p = Proef::voorbeeld();
    p.opdracht(&["wijzig", "lv-k7qm", "titel=Van oogo"]).env("OOGO_BREEKPUNT", "journaal").output().unwrap();
    let eigen = p.lees(LV).replacen("Analyse", "Eigen analyse", 1);
    p.schrijf(LV, &eigen);
    p.oogo(&["toon"]).goed();
    assert_eq!(p.lees(LV), eigen);
    assert!(p.git(&["show", &format!("HEAD:{LV}")]).contains("Van oogo"));
    assert_eq!(p.git(&["status", "--porcelain"]).trim(), format!("M {LV}"));
}

#[test]
fn a_broken_off_save_is_kept_aside_when_others_made_versions_since() {
    let p = Proef::voorbeeld();
    p.opdracht(&["wijzig", "lv-k7qm", "titel=Van oogo"]).env("OOGO_BREEKPUNT", "journaal").output().unwrap();
    ontgrendel(&p);
    p.schrijf("los.txt", "x");
    p.git(&["add", "los.txt"]);
    p.git(&["commit", "-qm", "van een collega"]);
    let start = p.oogo(&["toon"]).goed();
    assert!(start.fout.contains("oogo terugzetten ID"), "{}", start.fout);
    let bewaard = p.git(&["for-each-ref", "--format=%(refname)", "refs/oogo/niet-afgemaakt"]);
    assert!(p.git(&["show", &format!("{}:{LV}", bewaard.trim())]).contains("Van oogo"));
    p.oogo(&["wijzig", "lv-k7qm", "titel=Daarna"]).goed();
}

#[test]
fn a_file_that_changed_since_it_was_read_is_never_written_over() {
    let p = Proef::voorbeeld();
    let repo = Repository::open(&p.map).unwrap();
    let was = fs::read(p.map.join(LV)).unwrap();
    let van_een_ander = p.lees(LV).replacen("Analyse", "Van een ander", 1);
    p.schrijf(LV, &van_een_ander);
    let wijziging = Wijziging { pad: LV.into(), was: Some(was), wordt: Some(b"formaat = 1\n".to_vec()) };
    let boodschap = Boodschap { onderwerp: "x".into(), toelichting: None, partij: "voorbeeldstad".into() };
    let auteur = Auteur { naam: "x".into(), mailbox: "x@x".into() };
    let uitkomst =
        repo.sla_op(&[wijziging], &boodschap, Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset()));
    assert!(matches!(uitkomst, Err(GitFout::Veranderd(_))), "{uitkomst:?}");
    assert_eq!(p.lees(LV), van_een_ander);
    // A file that appeared where a new one was to come is left alone too.
    let nieuw = Wijziging { pad: VOORTGANG.into(), was: None, wordt: Some(b"x".to_vec()) };
    assert!(
        repo.sla_op(&[nieuw], &boodschap, Maker::zonder_sleutel(&auteur, chrono::Local::now().fixed_offset())).is_err()
    );
}

#[test]
fn a_save_that_is_refused_leaves_nothing_behind() {
    // Each: what stands in the way, and how it goes away.
    let weg = |p: &Proef, naam: &str| drop(fs::remove_file(p.map.join(naam)));
    for naam in [".git/index.lock", ".git/refs/heads/main.lock"] {
        let p = Proef::voorbeeld();
        let voor = (p.alles(), p.versies());
        fs::write(p.map.join(naam), "").unwrap();
        p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("Een ander programma");
        assert!(p.map.join(naam).exists(), "the lock of another is never removed");
        weg(&p, naam);
        assert_eq!((p.alles(), p.versies()), voor, "{naam}");
        assert_eq!(p.oogo(&["toon"]).goed().fout, "");
        p.oogo(&["wijzig", "lv-k7qm", "titel=y"]).goed();
    }
    let p = Proef::voorbeeld();
    let voor = (p.alles(), p.versies());
    fs::write(p.map.join(".git/index"), "onzin").unwrap();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).geweigerd("beschadigd");
    assert_eq!((p.alles(), p.versies()), voor);
}

#[test]
fn a_second_file_that_cannot_be_written_undoes_the_first() {
    let p = Proef::voorbeeld();
    let voor = (p.alles(), p.versies());
    // A folder in the way of the second file's temporary name.
    let weg = p.map.join("voortgang/.lv-k7qm.toml.oogo-nieuw");
    fs::create_dir(&weg).unwrap();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x", "voortgang.status=idee"]).geweigerd("kan niet geschreven worden");
    fs::remove_dir(&weg).unwrap();
    assert_eq!((p.alles(), p.versies()), voor);
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    assert_eq!(p.oogo(&["toon"]).goed().fout, "");
}

#[test]
fn what_is_put_back_is_put_back_while_no_git_program_can_save() {
    let p = Proef::voorbeeld();
    let voor = (p.alles(), p.versies());
    // A folder in the way of the branch: every file took its place by then.
    let weg = p.map.join(".git/oogo/.tak.oogo-nieuw");
    let wijzig = || p.opdracht(&["wijzig", "lv-k7qm", "titel=Nieuw", "voortgang.belemmeringen=Nieuw."]);
    fs::create_dir_all(&weg).unwrap();
    assert_eq!(wijzig().output().unwrap().status.code(), Some(1));
    assert_eq!((p.alles(), p.versies()), voor);
    assert!(!wijzig().env("OOGO_BREEKPUNT", "terug").output().unwrap().status.success());
    assert!(p.lees(LV).contains("Nieuw") && p.lees(VOORTGANG).contains("Nieuw."));
    assert!(p.map.join(".git/index.lock").exists());
    fs::remove_dir(&weg).unwrap();
    assert!(p.oogo(&["toon"]).goed().fout.contains("alsnog"));
    assert_eq!((p.versies(), p.git(&["status", "--porcelain"])), (voor.1 + 1, String::new()));
}

#[test]
fn a_broken_off_save_stays_on_the_branch_that_it_was_for() {
    let p = Proef::voorbeeld();
    let versies = p.versies();
    p.opdracht(&["wijzig", "lv-k7qm", "titel=Van oogo", "voortgang.status=idee"])
        .env("OOGO_BREEKPUNT", "bestand")
        .output()
        .unwrap();
    ontgrendel(&p);
    p.git(&["stash", "-q"]);
    p.git(&["switch", "-q", "-c", "ander"]);
    let start = p.oogo(&["toon"]).goed();
    assert!(start.fout.contains("De tekst is bewaard"), "{}", start.fout);
    assert!(!p.lees(LV).contains("Van oogo"));
    assert_eq!(p.versies(), versies);
    assert_eq!(p.git(&["status", "--porcelain"]), "");
}

#[test]
fn many_windows_that_save_at_once_lose_nothing() {
    let p = Proef::voorbeeld();
    let ids = ["lv-k7qm", "lv-b4xt", "hv-c8rw", "jh-x7bn", "ov-f6ht", "ov-w3mk"];
    let voor = p.versies();
    let kinderen: Vec<_> = (0..4)
        .flat_map(|ronde| ids.map(|id| (id, ronde)))
        .map(|(id, ronde)| p.opdracht(&["wijzig", id, &format!("beheer.tags=ronde {ronde}; {id}")]).output())
        .collect();
    assert!(kinderen.iter().all(|k| k.as_ref().unwrap().status.success()));
    let tegelijk: Vec<_> =
        ids.iter().map(|id| p.opdracht(&["wijzig", id, &format!("titel=Tegelijk {id}")]).spawn().unwrap()).collect();
    for kind in tegelijk {
        assert!(kind.wait_with_output().unwrap().status.success());
    }
    assert_eq!(p.versies(), voor + 4 * ids.len() + ids.len());
    for id in ids {
        assert!(p.oogo(&["toon", id]).goed().uit.contains(&format!("Tegelijk {id}")));
    }
    assert_eq!(p.git(&["status", "--porcelain"]), "");
}

#[test]
fn upkeep_keeps_every_version_also_when_it_is_killed() {
    let p = Proef::voorbeeld();
    let objecten = |p: &Proef| {
        let alle = p.git(&["cat-file", "--batch-all-objects", "--batch-check"]);
        alle.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    let voor = objecten(&p);
    let uit = p.opdracht(&["beheer", "opruimen", "--alles"]).env("OOGO_BREEKPUNT", "pak-geschreven").output().unwrap();
    assert!(!uit.status.success());
    assert_eq!(objecten(&p), voor);
    p.oogo(&["beheer", "opruimen", "--alles"]).goed();
    assert_eq!(objecten(&p), voor);
    p.git(&["fsck", "--strict"]);
    let los = Command::new("git").args(["count-objects", "-v"]).current_dir(&p.map).output().unwrap();
    assert!(String::from_utf8_lossy(&los.stdout).starts_with("count: 0\n"), "{}", String::from_utf8_lossy(&los.stdout));
    p.oogo(&["wijzig", "lv-k7qm", "titel=Na het opruimen"]).goed();
    p.oogo(&["beheer", "opruimen", "--alles"]).goed();
    p.oogo(&["terugzetten", "lv-k7qm"]).goed();
    p.git(&["fsck", "--strict"]);
}

#[test]
fn a_pack_that_somebody_wants_to_keep_stays() {
    let p = Proef::voorbeeld();
    p.git(&["gc", "--quiet"]);
    let pak = fs::read_dir(p.map.join(".git/objects/pack"))
        .unwrap()
        .flatten()
        .map(|i| i.path())
        .find(|p| p.extension().is_some_and(|e| e == "pack"))
        .unwrap();
    fs::write(pak.with_extension("keep"), "").unwrap();
    p.oogo(&["wijzig", "lv-k7qm", "titel=x"]).goed();
    p.oogo(&["beheer", "opruimen", "--alles"]).goed();
    assert!(pak.exists());
    p.git(&["fsck", "--strict"]);
}
