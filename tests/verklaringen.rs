//! The attacks that verklaringen withstand. Each is carried out on a real repository, by hand and with git.

mod common;
#[path = "common/regio.rs"]
mod regio;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::{Proef, Verwacht};
use oogo::verklaring::{Sha256, teken};
use regio::{LV, Regio};

#[test]
fn an_old_akkoord_on_new_text_is_achterhaald() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.wijzig_tekst("titel = \"Analyse", "titel = \"Nieuwe analyse");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
    let uit = r.0.oogo(&["controleer"]);
    assert!(uit.uit.contains("melding: ") && uit.uit.contains("is achterhaald: de tekst is sindsdien gewijzigd"));
    assert_eq!(uit.code, 0, "that is no fault");
    r.als("fictiehoven", &["stand"]).goed().bevat("Wat u over lv-k7qm zei is achterhaald");
    r.als("voorbeeldstad", &["stand"]).goed().bevat_niet("achterhaald");
    // Line ends alone are other bytes too.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    let crlf = r.0.lees(LV).replace('\n', "\r\n");
    r.0.schrijf(LV, crlf);
    assert_eq!(r.status("fictiehoven"), "achterhaald");
}

#[test]
fn text_that_goes_back_to_what_was_agreed_stays_achterhaald() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.wijzig_tekst("titel = \"Analyse", "titel = \"Nieuwe analyse");
    r.wijzig_tekst("titel = \"Nieuwe analyse", "titel = \"Analyse");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
    // Also where it happened on a line of its own that came back.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    r.0.git(&["checkout", "-q", "-b", "zijlijn"]);
    for (van, naar) in [("titel = \"Analyse", "titel = \"Andere"), ("titel = \"Andere", "titel = \"Analyse")] {
        r.0.vervang(LV, van, naar);
        r.commit("zijlijn");
    }
    r.0.git(&["checkout", "-q", "main"]);
    r.0.git(&["merge", "-q", "--no-ff", "-m", "samen", "zijlijn"]);
    assert_eq!(r.status("fictiehoven"), "achterhaald");
}

#[test]
fn an_entry_of_another_party_afspraak_or_ontwikkelagenda_is_ongeldig() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let (tekst, sig) = (r.0.lees(&pad), r.0.lees(&format!("{pad}.sig")));
    let doel = "partijen/denkbeeldrade/verklaringen/2-xxxx.toml";
    r.0.schrijf(doel, &tekst);
    r.0.schrijf(&format!("{doel}.sig"), &sig);
    r.commit("kopie");
    assert_eq!(r.status("denkbeeldrade"), "ongeldig");
    assert!(r.controle().contains("het is een verklaring van fictiehoven"), "{}", r.controle());
    // Another party's name in it breaks the signature.
    r.0.schrijf(doel, tekst.replace("\"fictiehoven\"", "\"denkbeeldrade\""));
    r.commit("ander");
    assert_eq!(r.status("denkbeeldrade"), "ongeldig");
    // In another ontwikkelagenda it says nothing, even with the party's own signature.
    let uuid = tekst.lines().find(|l| l.starts_with("ontwikkelagenda")).unwrap();
    let elders = tekst.replace(uuid, "ontwikkelagenda = \"11111111-2222-4333-8444-555555555555\"");
    let elders = elders
        .replace("nr = 2", "nr = 3")
        .replace("vorige = [\"", &format!("vorige = [\"{}\", \"", Sha256::van(tekst.as_bytes())));
    r.vervals("partijen/fictiehoven/verklaringen/3-yyyy.toml", &elders, "fictiehoven", "oogo-akkoord");
    r.commit("elders");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    assert!(r.controle().contains("uit een andere ontwikkelagenda"), "{}", r.controle());
}

#[test]
fn an_altered_entry_or_signature_is_noticed_and_the_original_still_counts_for_what_it_said() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&pad);
    r.0.schrijf(&pad, tekst.replace("niet-akkoord", "akkoord"));
    r.commit("vervalst");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    let controle = r.controle();
    assert!(controle.contains("de handtekening past niet bij deze tekst"), "{controle}");
    assert!(controle.contains("is weg of gewijzigd; in de geschiedenis staat zij nog"), "{controle}");
    r.0.schrijf(&pad, &tekst);
    // What nobody of the party signed and is gone again silences nobody; a check goes on telling of it.
    r.commit("terug");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    assert!(r.controle().contains("de handtekening past niet bij deze tekst"));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    for sig in [
        String::new(),
        "x".repeat(100_000),
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n".to_owned(),
    ] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste("fictiehoven");
        // Before anybody saw it: the history knows no better signature.
        r.0.schrijf(&format!("{pad}.sig"), &sig);
        r.0.git(&["add", "-A"]);
        r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
        assert_eq!(r.status("fictiehoven"), "ongeldig", "{:?}", sig.get(..20));
    }
}

#[test]
fn what_this_machine_remembers_of_signatures_only_saves_time() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    let map = r.0.thuis().join("voorbeeldstad/gegevens/getoetst");
    let pad = fs::read_dir(&map).unwrap().flatten().next().unwrap().path();
    // One for the beginning, one for the akkoord.
    let merken = fs::read(&pad).unwrap();
    assert_eq!(merken.len(), 2 * 32);
    for rommel in [&b""[..], b"kort", &[7; 100], &merken] {
        fs::write(&pad, rommel).unwrap();
        assert_eq!(r.status("fictiehoven"), "akkoord");
    }
    let ingang = r.nieuwste("fictiehoven");
    let vals = teken(&r.sleutel("fictiehoven"), "oogo-akkoord", b"een andere tekst").unwrap();
    r.0.schrijf(&format!("{ingang}.sig"), &vals);
    r.0.git(&["add", "-A"]);
    r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    // Who can write among what is this user's own can have the overview believe it, as with what was confirmed. A
    // check believes nothing of it.
    let sha256 = Sha256::van(r.0.lees(&ingang).as_bytes());
    let delen = [env!("CARGO_PKG_VERSION").as_bytes(), b"oogo-akkoord", sha256.bytes(), vals.as_bytes()];
    let merken = [fs::read(&pad).unwrap(), Sha256::van(&delen.join(&0)).bytes().to_vec()].concat();
    fs::write(&pad, merken).unwrap();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    assert!(r.controle().contains("de handtekening past niet bij deze tekst"));
}

#[test]
fn a_signature_made_for_git_or_a_login_is_no_akkoord() {
    for namespace in ["git", "file", "oogo-sleutels"] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste("fictiehoven");
        let tekst = r.0.lees(&pad);
        r.vervals(&pad, &tekst, "fictiehoven", namespace);
        r.0.git(&["add", "-A"]);
        r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
        assert_eq!(r.status("fictiehoven"), "ongeldig");
        assert!(r.controle().contains(&format!("voor iets anders gemaakt (‘{namespace}’)")), "{}", r.controle());
    }
}

#[test]
fn a_stranger_puts_no_key_on_the_list_of_another() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.vertrouw("voorbeeldstad", "fictiehoven");
    let begin = r.0.lees(&r.begin("fictiehoven"));
    let vreemd = r.sleutel("denkbeeldrade").public_key().to_openssh().unwrap();
    let vreemd = vreemd.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let mijn = begin.lines().rfind(|l| l.starts_with("sleutel = ")).unwrap();
    let lijst = begin
        .replace("nr = 1", "nr = 2")
        .replace("vorige = []", &format!("vorige = [\"{}\"]", Sha256::van(begin.as_bytes())))
        .replace(mijn, &format!("sleutel = \"{vreemd}\""));
    r.vervals("partijen/fictiehoven/verklaringen/2-xxxx.toml", &lijst, "denkbeeldrade", "oogo-sleutels");
    r.commit("erbij");
    assert!(r.controle().contains("staat met deze sleutel niet op de lijst"), "{}", r.controle());
    // What the stranger says on the strength of it is ongeldig as well.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn a_party_that_is_made_anew_is_named_and_not_believed() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.vertrouw("voorbeeldstad", "fictiehoven");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    // The folder is thrown away and begun again by somebody else.
    fs::remove_dir_all(r.0.map.join("partijen/fictiehoven/verklaringen")).unwrap();
    r.commit("weg");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord", "what was said is in history");
    assert!(r.controle().contains("weg of gewijzigd"), "{}", r.controle());
    let ander = Regio::met(&["fictiehoven"]);
    ander.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    for naam in fs::read_dir(ander.0.map.join("partijen/fictiehoven/verklaringen")).unwrap().flatten() {
        let naam = naam.file_name().into_string().unwrap();
        let pad = format!("partijen/fictiehoven/verklaringen/{naam}");
        r.0.schrijf(&pad, ander.0.lees(&pad));
    }
    r.commit("opnieuw");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    let controle = r.controle();
    assert!(controle.contains("het hoort bij een ander begin dan u hebt bevestigd"), "{controle}");
    assert!(controle.contains("Bel de partij en vergelijk de controlewoorden"), "{controle}");
    // Who never confirmed anything believes neither.
    assert_eq!(r.gezien_door("nieuw", "fictiehoven"), "ongeldig");
}

#[test]
fn a_history_that_was_rolled_back_is_noticed() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.vertrouw("voorbeeldstad", "fictiehoven");
    r.0.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let controle = r.controle();
    assert!(controle.contains("Van gemeente Fictiehoven is er geen enkele verklaring meer"), "{controle}");
    assert!(controle.contains("teruggedraaid of herschreven"), "{controle}");
}

#[test]
fn an_agreed_afspraak_that_is_removed_is_an_alarm() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["verwijder", "lv-k7qm"]).geweigerd("Fictiehoven");
    fs::remove_file(r.0.map.join(LV)).unwrap();
    r.commit("weg");
    assert!(
        r.controle().contains("Afspraak lv-k7qm is weg, terwijl gemeente Fictiehoven er iets over heeft verklaard")
    );
}

#[test]
fn what_cannot_be_known_is_onbekend_and_never_akkoord() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["wijzig", "hv-t6yg", "titel=Anders"]).goed();
    let ondiep = r.0.thuis().join("ondiep");
    let url = format!("file://{}", r.0.map.display());
    let gelukt = Command::new("git").args(["clone", "-q", "--depth", "1", &url]).arg(&ondiep).status().unwrap();
    assert!(gelukt.success());
    let status = |map: &PathBuf| {
        let json = r.als("voorbeeldstad", &["toon", "lv-k7qm", "--json", "--map", map.to_str().unwrap()]).goed().json();
        json["akkoorden"]["fictiehoven"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&ondiep), "onbekend");
    // All of history made into one version: what was seen is no more.
    let plat = r.0.thuis().join("plat");
    let gelukt = Command::new("git").args(["clone", "-q", &url]).arg(&plat).status().unwrap();
    assert!(gelukt.success());
    for args in [
        &["checkout", "-q", "--orphan", "plat"][..],
        &["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "plat"],
    ] {
        assert!(Command::new("git").args(args).current_dir(&plat).status().unwrap().success());
    }
    assert_eq!(status(&plat), "onbekend");
}

#[test]
fn rubbish_in_a_log_is_named_and_stops_nothing() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let map = "partijen/fictiehoven/verklaringen";
    let goed = r.0.lees(&r.nieuwste("fictiehoven"));
    let onbekend = format!("{goed}nieuw = 1\n");
    for (naam, inhoud) in [
        ("9-aaaa.toml", vec![0, 159, 146, 150]),
        ("9-bbbb.toml", b"nr = ".to_vec()),
        ("9-cccc.toml", onbekend.into_bytes()),
        ("9-dddd.toml", "x = \"\u{202e}\"".as_bytes().to_vec()),
        ("zonder-nummer.toml", goed.replace("nr = 2", "nr = 4_000_000_000").into_bytes()),
    ] {
        r.0.schrijf(&format!("{map}/{naam}"), inhoud);
        assert!(r.controle().contains(&format!("{map}/{naam}")), "{naam}: {}", r.controle());
        fs::remove_file(r.0.map.join(format!("{map}/{naam}"))).unwrap();
    }
    assert_eq!(r.status("fictiehoven"), "akkoord");
    r.0.schrijf("ondertekenaars", "* ssh-ed25519 AAAA\n");
    assert!(r.controle().contains("ondertekenaars: Dit bestand is niet wat uit de verklaringen volgt"));
}

#[test]
fn everything_verifies_without_this_program() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    for partij in ["fictiehoven", "denkbeeldrade"] {
        r.als(partij, &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste(partij);
        let wie =
            r.0.lees("ondertekenaars")
                .lines()
                .find(|l| l.starts_with(partij))
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
                .to_owned();
        let script = format!(
            "ssh-keygen -Y verify -f ondertekenaars -I '{wie}' -n oogo-akkoord -s '{pad}.sig' < '{pad}' && grep -q \"$(sha256sum {LV} | cut -c1-64)\" '{pad}'"
        );
        let uit = Command::new("sh").args(["-c", &script]).current_dir(&r.0.map).output().unwrap();
        assert!(uit.status.success(), "{}", String::from_utf8_lossy(&uit.stderr));
        assert!(String::from_utf8_lossy(&uit.stdout).contains("Good \"oogo-akkoord\" signature"));
    }
    for regel in r.0.lees("ondertekenaars").lines() {
        assert!(regel.contains(" namespaces=\"") && !regel.contains('*'), "{regel}");
    }
}

#[test]
fn what_a_stranger_puts_beside_an_entry_does_not_hide_it() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&pad);
    // A good signature, but a stranger's, in the place of the party's own.
    r.0.schrijf(&format!("{pad}.sig"), teken(&r.sleutel("denkbeeldrade"), "oogo-akkoord", tekst.as_bytes()).unwrap());
    r.commit("vreemde handtekening");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    // And the same entry once more, under a name that comes first.
    r.0.schrijf("partijen/fictiehoven/verklaringen/0-aaaa.toml", &tekst);
    r.commit("kopie");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    // A signature that is gone or spoiled is told, though history still has it.
    for rommel in [None, Some("rommel")] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let sig = format!("{}.sig", r.nieuwste("fictiehoven"));
        match rommel {
            None => fs::remove_file(r.0.map.join(&sig)).unwrap(),
            Some(rommel) => r.0.schrijf(&sig, rommel),
        }
        r.commit("handtekening weg");
        assert!(r.controle().contains("of de handtekening eronder, is weg of gewijzigd"), "{}", r.controle());
        assert_eq!(r.0.oogo(&["controleer"]).code, 1);
    }
}

#[test]
fn no_trick_with_moves_revives_an_akkoord() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let ander = r.0.lees(LV).replace("titel = \"Analyse", "titel = \"Iets heel anders");
    // Another text is parked, takes the place of the agreed one under the same name, and goes again.
    r.0.schrijf("park/lv-k7qm.toml", &ander);
    r.commit("geparkeerd");
    fs::create_dir_all(r.0.map.join("park2")).unwrap();
    fs::rename(r.0.map.join(LV), r.0.map.join("park2/lv-k7qm.toml")).unwrap();
    fs::rename(r.0.map.join("park/lv-k7qm.toml"), r.0.map.join("agendas/huisvesting/lv-k7qm.toml")).unwrap();
    r.commit("verwisseld");
    fs::rename(r.0.map.join("agendas/huisvesting/lv-k7qm.toml"), r.0.map.join("park/lv-k7qm.toml")).unwrap();
    fs::rename(r.0.map.join("park2/lv-k7qm.toml"), r.0.map.join(LV)).unwrap();
    r.commit("terug");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
    // Out of the agenda and back again is no move either; from theme to theme is.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["verplaats", "lv-k7qm", "jeugdhulp"]).goed();
    r.0.oogo(&["verplaats", "lv-k7qm", "leerlingenvervoer"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    fs::rename(r.0.map.join(LV), r.0.map.join("park/lv-k7qm.toml")).unwrap();
    r.commit("eruit");
    fs::rename(r.0.map.join("park/lv-k7qm.toml"), r.0.map.join(LV)).unwrap();
    r.commit("erin");
    assert_eq!(r.status("fictiehoven"), "achterhaald");
}

#[test]
fn an_entry_that_was_carried_in_from_elsewhere_does_not_vanish_without_a_trace() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    r.0.git(&["reset", "-q", "--soft", "HEAD~1"]);
    for eind in ["", ".sig"] {
        let naar = r.0.map.join(format!("elders{eind}"));
        fs::rename(r.0.map.join(format!("{pad}{eind}")), naar).unwrap();
    }
    r.commit("elders");
    for eind in ["", ".sig"] {
        fs::rename(r.0.map.join(format!("elders{eind}")), r.0.map.join(format!("{pad}{eind}"))).unwrap();
    }
    r.commit("binnengebracht");
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    fs::remove_file(r.0.map.join(&pad)).unwrap();
    r.commit("weg");
    assert!(r.controle().contains("weg of gewijzigd"), "{}", r.controle());
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
}

#[test]
fn junk_in_a_log_silences_nobody() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let goed = r.0.lees(&r.nieuwste("fictiehoven"));
    let nr = goed.lines().find(|l| l.starts_with("nr = ")).unwrap();
    let pad = "partijen/fictiehoven/verklaringen/4294967295-a.toml";
    r.0.schrijf(pad, goed.replace(nr, "nr = 4294967295").replace("\"akkoord\"", "\"niet-akkoord\""));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("staat in geen versie");
    r.commit("rommel");
    assert_eq!(r.status("fictiehoven"), "ongeldig");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord", "the next one sets it aside");
    // Also where the junk came before the first key.
    let r = Regio::met(&[]);
    r.0.schrijf("partijen/fictiehoven/verklaringen/1-a.toml", "nr = 1\n");
    r.commit("rommel");
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    r.als("fictiehoven", &["sleutel", "maak"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn what_this_machine_saw_is_missed_when_history_is_rolled_back() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--intrekken", "Vergissing.", "--ja"]).goed();
    assert!(!r.controle().contains("fout:"), "{}", r.controle());
    r.0.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(r.status("fictiehoven"), "akkoord");
    let controle = r.controle();
    assert!(controle.contains("Een verklaring van gemeente Fictiehoven die hier sinds"), "{controle}");
    assert!(controle.contains("is er niet meer, ook niet in de geschiedenis"), "{controle}");
}

#[test]
fn what_contradicts_itself_is_not_taken() {
    let r = Regio::met(&["fictiehoven"]);
    let weigert = |args: &[&str], zin: &str| {
        let uit = r.als("fictiehoven", &[&["akkoord", "lv-k7qm", "--ja"], args].concat());
        assert!(uit.code != 0 && uit.fout.contains(zin), "{args:?}: {}", uit.fout);
    };
    weigert(&["--besluit-door", "ambtelijk"], "gaan niet samen");
    weigert(&["--soort", "ambtelijk", "--besluit-door", "college"], "gaan niet samen");
    weigert(&["--voorbehoud", "Later.", "--uiterlijk", "2020-01-01"], "al geweest");
    weigert(&["--besluitdatum", "1 jan 2099"], "moet nog komen");
    weigert(&["--wijze", "papier"], "met het stuk erbij");
    weigert(&["--toelichting", "regel 1\nregel 2"], "");
    assert_eq!(r.als("fictiehoven", &["sleutel", "voeg-toe", "ssh-ed25519 AAAA", "--functie", "x"]).code, 2);
    // By hand it is ongeldig.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let pad = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&pad).replace("besluit-door = \"college\"", "besluit-door = \"ambtelijk\"");
    r.vervals(&pad, &tekst, "fictiehoven", "oogo-akkoord");
    r.0.git(&["add", "-A"]);
    r.0.git(&["commit", "-q", "--amend", "-m", "x"]);
    assert_eq!(r.status("fictiehoven"), "ongeldig");
}

#[test]
fn a_checkpoint_is_missed_when_history_or_its_list_is_not_what_it_was() {
    let r = Regio::met(&["voorbeeldstad"]);
    let zet = || r.als("voorbeeldstad", &["peilmerk", "--overleg", "2027-03-12-oogo", "--json"]);
    let json = zet().goed().json();
    assert!(!r.controle().contains("peilmerk"), "{}", r.controle());
    let lijst = json["manifest"].as_str().unwrap();
    let goed = r.0.lees(lijst);
    assert!(goed.lines().any(|l| l.ends_with("  agendas/leerlingenvervoer/lv-k7qm.toml")));
    r.0.schrijf(lijst, goed.replace('a', "b"));
    assert!(r.controle().contains("De lijst van bestanden naast dit peilmerk is weg of gewijzigd"));
    r.0.schrijf(lijst, goed);
    // Somebody squashes everything that was before: the versions that the checkpoint is of are gone.
    r.0.git(&["checkout", "-q", "--orphan", "plat"]);
    r.0.git(&["add", "-A"]);
    r.0.git(&["commit", "-qm", "plat"]);
    assert!(r.controle().contains("De versie van dit peilmerk hoort niet meer bij de geschiedenis"));
    // What is not saved is in no checkpoint, and a meeting that is not there is said.
    let r = Regio::met(&["voorbeeldstad"]);
    r.als("voorbeeldstad", &["peilmerk", "--overleg", "is-er-niet"]);
    r.0.vervang(LV, "Analyse", "Nog niet opgeslagen");
    r.als("voorbeeldstad", &["peilmerk"]).geweigerd("nog iets dat niet is opgeslagen");
    // A key that may not speak makes none.
    let zonder = Proef::voorbeeld();
    zonder.oogo(&["peilmerk"]).geweigerd("sleutel");
}

#[test]
fn a_forged_checkpoint_is_ongeldig() {
    let r = Regio::met(&["voorbeeldstad", "fictiehoven"]);
    r.als("voorbeeldstad", &["peilmerk"]).goed();
    let pad = r.nieuwste("voorbeeldstad");
    let tekst = r.0.lees(&pad);
    // Signed for something else.
    let anders = tekst.replace("nr = 2", "nr = 3");
    let doel = "partijen/voorbeeldstad/verklaringen/3-abcd.toml";
    r.0.schrijf(doel, &anders);
    r.0.schrijf(&format!("{doel}.sig"), teken(&r.sleutel("voorbeeldstad"), "oogo-akkoord", anders.as_bytes()).unwrap());
    assert!(r.controle().contains("ongeldig"), "{}", r.controle());
    // Altered, and no version in it.
    r.0.schrijf(doel, tekst.replace("versie = \"", "versie = \"x"));
    assert!(r.controle().contains("het is geen verklaring volgens formaat 1"), "{}", r.controle());
}
