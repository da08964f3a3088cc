//! What parties say of the text, day by day.

mod common;
#[path = "common/regio.rs"]
mod regio;
#[path = "common/screen.rs"]
mod screen;

use std::fs;

use common::{Proef, Verwacht};
use oogo::verklaring::Sha256;
use regio::{ALLEN, LV, Regio};

#[test]
fn a_party_agrees_and_everybody_sees_it() {
    let r = Regio::met(&ALLEN);
    assert_eq!(r.status("fictiehoven"), "geen");
    for partij in ALLEN {
        let uit = r.als(partij, &["akkoord", "lv-k7qm", "--ja"]).goed();
        assert!(uit.uit.contains("lv-k7qm: akkoord, namens ") && uit.uit.contains("(bestuurlijk)"), "{}", uit.uit);
    }
    let json = r.0.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    assert_eq!(json["overeenstemming"], "ja");
    r.als(
        "fictiehoven",
        &[
            "akkoord",
            "lv-k7qm",
            "--voorbehoud",
            "De raad beslist over het geld.",
            "--voorbehoud-soort",
            "raad",
            "--uiterlijk",
            "1 juni 2027",
            "--ja",
        ],
    )
    .goed();
    let json = r.0.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    assert_eq!(json["overeenstemming"], "onder-voorbehoud");
    assert_eq!(json["akkoorden"]["fictiehoven"]["voorbehoud"]["uiterlijk"], "2027-06-01");
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--niet", "--toelichting", "Het is te duur.", "--ja"]).goed();
    assert_eq!(r.status("denkbeeldrade"), "niet-akkoord");
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--intrekken", "Vergissing.", "--ja"]).goed();
    assert_eq!(r.status("denkbeeldrade"), "ingetrokken");
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--intrekken", "Nog eens.", "--ja"]).geweigerd("al ingetrokken");
    // What is ambtelijk does not count for overeenstemming, and stands apart.
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    let json = r.0.oogo(&["toon", "lv-k7qm", "--json"]).goed().json();
    assert_eq!(json["akkoorden"]["denkbeeldrade"]["status"], "ingetrokken");
    assert_eq!(json["akkoorden"]["denkbeeldrade"]["ambtelijk"]["status"], "akkoord");
    assert_eq!(json["overeenstemming"], "nee");
    // A voorbehoud is lifted without touching the text.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    assert!(!r.controle().contains("fout:"), "{}", r.controle());
    // A move to another theme ends nothing; voortgang and beheer end nothing.
    r.0.oogo(&["verplaats", "lv-k7qm", "jeugdhulp"]).goed();
    r.0.oogo(&["voortgang", "wijzig", "lv-k7qm", "status=afgerond"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn what_changed_since_a_party_agreed_is_asked_by_its_name() {
    let r = Regio::met(&["fictiehoven"]);
    assert_eq!(r.0.oogo(&["vergelijk", "akkoord fictiehoven"]).code, 2);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.0.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    // What it agreed to later on another afspraak is another moment.
    r.als("fictiehoven", &["akkoord", "lv-b4xt", "--ja"]).goed();
    let uit = r.0.oogo(&["vergelijk", "akkoord fictiehoven", "--afspraak", "lv-k7qm"]);
    assert!(uit.uit.contains("Van: het akkoord van gemeente Fictiehoven op lv-k7qm ("), "{}{}", uit.uit, uit.fout);
    assert!(uit.uit.contains("+ Anders"), "{}", uit.uit);
    let uit = r.0.oogo(&["vergelijk", "akkoord fictiehoven", "--afspraak", "lv-n9pd"]);
    assert!(uit.code == 2 && uit.fout.contains("gaf nog geen akkoord op lv-n9pd"), "{}", uit.fout);
    for naam in ["toen Fictiehoven akkoord gaf", "het akkoord van gemeente Fictiehoven"] {
        let uit = r.0.oogo(&["vergelijk", naam, "--kort", "--afspraak", "lv-k7qm"]);
        assert!(uit.uit.contains("lv-k7qm: titel"), "{naam}: {}{}", uit.uit, uit.fout);
    }
    assert!(
        r.0.oogo(&["vergelijk", "akkoord denkbeeldrade"])
            .fout
            .contains("gemeente Denkbeeldrade gaf nog geen akkoord op enige tekst")
    );
}

#[test]
fn nothing_is_signed_unseen() {
    let r = Regio::met(&["voorbeeldstad"]);
    let versies = r.0.versies();
    let uit = r.als("voorbeeldstad", &["akkoord", "lv-k7qm"]);
    assert!(uit.code == 1 && uit.uit.contains("titel = \"Analyse van de vervoersstromen\""), "{}", uit.uit);
    assert!(uit.uit.contains("gemeente Voorbeeldstad") && uit.uit.contains("nog niets ondertekend"));
    r.0.vervang(LV, "niveau = \"regionaal\"", "niveau = \"lokaal\"");
    r.als("voorbeeldstad", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("niet is opgeslagen");
    // Who is not bound has nothing to agree to.
    r.0.git(&["checkout", "-q", "."]);
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("nog geen sleutel");
    r.als("fictiehoven", &["sleutel", "maak"]).goed();
    r.als("fictiehoven", &["akkoord", "lv-n9pd", "--ja"]).geweigerd("is niet gebonden aan lv-n9pd");
    r.als("voorbeeldstad", &["akkoord", "zz-9999", "--ja"]).geweigerd("zz-9999");
    assert_eq!(r.als("voorbeeldstad", &["akkoord", "lv-k7qm", "--soort", "zomaar", "--ja"]).code, 2);
    assert_eq!(r.0.versies(), versies + 1, "only the second key");
}

#[test]
fn before_a_save_ends_an_akkoord_it_is_named() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    let naam = "Hiermee is achterhaald wat partijen over deze tekst zeiden: akkoord van gemeente Fictiehoven (ambtelijk) over lv-k7qm.";
    // A move, voortgang and another afspraak end nothing.
    for args in [
        &["verplaats", "lv-k7qm", "jeugdhulp"][..],
        &["verplaats", "lv-k7qm", "leerlingenvervoer"],
        &["voortgang", "wijzig", "lv-k7qm", "status=afgerond"],
        &["wijzig", "hv-t6yg", "titel=Anders"],
    ] {
        let uit = r.0.oogo(args).goed();
        assert!(!uit.fout.contains("achterhaald"), "{args:?}: {}", uit.fout);
    }
    // A script is told, and goes on; who said yes beforehand is not told again.
    assert!(r.0.oogo(&["wijzig", "lv-k7qm", "titel=Anders"]).goed().fout.contains(naam));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    let uit = r.0.oogo(&["wijzig", "lv-k7qm", "titel=Weer anders", "--ja"]).goed();
    assert!(uit.fout.is_empty(), "{}", uit.fout);
    // Also where another program changed it, and where it goes back.
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    r.0.vervang(LV, "Weer anders", "Nog eens anders");
    assert!(r.0.oogo(&["opslaan"]).goed().fout.contains(naam));
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--soort", "ambtelijk", "--ja"]).goed();
    assert!(r.0.oogo(&["terugzetten", "lv-k7qm"]).goed().fout.contains(naam));
}

#[test]
fn two_people_of_one_party_at_the_same_time() {
    for (ander, verwacht) in [("akkoord", "akkoord"), ("niet-akkoord", "dubbel")] {
        let r = Regio::met(&["fictiehoven"]);
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
        let pad = r.nieuwste("fictiehoven");
        let tekst = r.0.lees(&pad);
        let tweede = tekst.replace("standpunt = \"akkoord\"", &format!("standpunt = \"{ander}\""))
            + "toelichting = \"Tegelijk.\"\n";
        r.vervals("partijen/fictiehoven/verklaringen/2-zzzz.toml", &tweede, "fictiehoven", "oogo-akkoord");
        r.commit("tegelijk");
        assert_eq!(r.status("fictiehoven"), verwacht);
        // The next one follows on both, and decides.
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
        assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    }
}

#[test]
fn one_person_for_two_parties_is_shown_and_each_party_counts_once() {
    let r = Regio::met(&["fictiehoven"]);
    let sleutel = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    r.als("dubbel", &["mijn-gegevens", "--partij", "denkbeeldrade", "--functie", "x"]).goed();
    r.als("dubbel", &["sleutel", "maak", "--van", sleutel.to_str().unwrap()]).goed();
    assert!(r.controle().contains("Eén sleutel spreekt namens gemeente Denkbeeldrade en namens gemeente Fictiehoven"));
    r.als("dubbel", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!((r.status("denkbeeldrade").as_str(), r.status("fictiehoven").as_str()), ("akkoord", "geen"));
}

#[test]
fn one_entry_says_something_else_of_some_texts() {
    let r = Regio::met(&["denkbeeldrade"]);
    let als = |args: &[&str]| r.als("denkbeeldrade", args);
    let alle = ["akkoord", "lv-k7qm", "jh-q9ce", "ov-d8ya", "--overleg", "2027-03-12-oogo", "--ja"];
    let anders = |bij: &[&str]| als(&[alle.as_slice(), bij].concat());
    let voor = r.0.versies();
    anders(&["--voorbehoud-bij", "hv-c8rw=De raad."]).gebruik("hv-c8rw staat niet bij de teksten");
    anders(&["--voorbehoud-soort", "raad"]).gebruik("hoort bij een voorbehoud");
    anders(&["--voorbehoud-bij", "jh-q9ce="]).gebruik("Een voorbehoud en zijn tekst horen bij elkaar");
    assert_eq!(r.0.versies(), voor);
    let bij = [
        "--voorbehoud-bij",
        "jh-q9ce=Het college bekijkt eerst de rekenvoorbeelden.",
        "--voorbehoud-soort",
        "college",
        "--uiterlijk",
        "30 juni 2027",
        "--niet-bij",
        "ov-d8ya=Over de kosten praten wij verder.",
        "--toelichting-bij",
        "lv-k7qm=Met dank aan de schrijvers.",
    ];
    let uit = anders(&bij).goed();
    assert_eq!(r.0.versies(), voor + 1);
    let zin = "jh-q9ce: akkoord onder voorbehoud; lv-k7qm: akkoord; ov-d8ya: niet akkoord, namens gemeente Denkbeeldrade (bestuurlijk)";
    assert!(uit.uit.contains(zin), "{}", uit.uit);
    let status = |id: &str| {
        let json = als(&["toon", id, "--json"]).goed().json();
        json["akkoorden"]["denkbeeldrade"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!([status("lv-k7qm"), status("jh-q9ce"), status("ov-d8ya")], ["akkoord", "voorbehoud", "niet-akkoord"]);
    let entry = r.0.lees(&r.nieuwste("denkbeeldrade"));
    assert_eq!(entry.matches("[[akkoord.standpunten]]").count(), 3, "{entry}");
    for woorden in ["soort = \"college\"", "uiterlijk = 2027-06-30", "Over de kosten praten wij verder.", "Met dank"] {
        assert!(entry.contains(woorden), "{woorden}: {entry}");
    }
}

#[test]
fn a_voorbehoud_is_lifted_without_touching_the_text() {
    let r = Regio::met(&["fictiehoven"]);
    let als = |args: &[&str]| r.als("fictiehoven", args);
    als(&["akkoord", "lv-k7qm", "--opheffen", "--ja"]).geweigerd("geen voorbehoud dat nu geldt");
    als(&["akkoord", "lv-k7qm", "--voorbehoud", "De raad beslist.", "--voorbehoud-soort", "raad", "--ja"]).goed();
    let [tekst, voorbehoud] = [r.0.lees(LV), r.0.lees(&r.nieuwste("fictiehoven"))];
    let uit = als(&["akkoord", "lv-k7qm", "--opheffen", "--toelichting", "Raadsbesluit van 3 juni.", "--ja"]).goed();
    assert!(uit.uit.contains("lv-k7qm: voorbehoud opgeheven, akkoord, namens gemeente Fictiehoven"), "{}", uit.uit);
    assert_eq!(r.0.lees(LV), tekst);
    assert_eq!(r.status("fictiehoven"), "akkoord");
    let opheffing = r.0.lees(&r.nieuwste("fictiehoven"));
    assert!(opheffing.contains(&format!("heft-op = \"{}\"", Sha256::van(voorbehoud.as_bytes()))), "{opheffing}");
    als(&["standpunten"]).goed().bevat("Het voorbehoud is opgeheven.");
    als(&["akkoord", "lv-k7qm", "--opheffen", "--ja"]).geweigerd("geen voorbehoud dat nu geldt");
    // On another text there is nothing left to lift.
    als(&["akkoord", "lv-k7qm", "--voorbehoud", "De raad beslist.", "--ja"]).goed();
    r.wijzig_tekst("Analyse", "Onderzoek");
    als(&["akkoord", "lv-k7qm", "--opheffen", "--ja"]).geweigerd("geen voorbehoud dat nu geldt");
}

#[test]
fn what_was_read_is_what_is_signed_also_from_a_script() {
    let r = Regio::met(&["fictiehoven"]);
    let als = |args: &[&str]| r.als("fictiehoven", args);
    let uit = als(&["akkoord", "lv-k7qm"]).uit;
    let versie = uit.rsplit("--gelezen ").next().unwrap().trim().trim_end_matches('.').to_owned();
    // Another text may change; this one may not.
    r.0.oogo(&["wijzig", "hv-c8rw", "doel=Anders."]).goed();
    als(&["akkoord", "lv-k7qm", "--ja", "--gelezen", &versie]).goed();
    r.wijzig_tekst("Analyse", "Onderzoek");
    als(&["akkoord", "lv-k7qm", "--ja", "--gelezen", &versie]).geweigerd("is gewijzigd terwijl u las");
    als(&["akkoord", "lv-k7qm", "--ja", "--gelezen", "0123456789"]).geweigerd("0123456789");
    als(&["akkoord", "lv-k7qm", "--gelezen", &versie]).gebruik("--ja");
}

#[test]
fn before_signing_one_reads_what_changed_since_the_papers_and_since_the_last_oogo() {
    let r = Regio::met(&["fictiehoven"]);
    let uit = r.als("fictiehoven", &["akkoord", "lv-k7qm", "--overleg", "2027-03-12-oogo"]).uit;
    let sinds = "lv-k7qm: veranderd sinds de stukken van het OOGO op 12 maart 2027 (verzonden 19 februari 2027)";
    assert!(uit.contains(sinds), "{uit}");
    assert!(uit.contains("streefwaarde ‘ritten langer dan 45 minuten’ gaat van 30% naar 28%"), "{uit}");
    assert!(uit.contains("sinds het OOGO op 12 maart 2027"), "{uit}");
    r.als("fictiehoven", &["akkoord", "thema huisvesting", "geheel", "--ja"]).goed();
    r.0.oogo(&["thema", "wijzig", "huisvesting", "visie=Een andere visie."]).goed();
    let uit = r.als("fictiehoven", &["akkoord", "thema huisvesting"]).uit;
    assert!(uit.contains("thema huisvesting: veranderd sinds uw partij op"), "{uit}");
    assert!(uit.contains("Een andere visie.") && !uit.contains("lv-k7qm"), "{uit}");
}

#[test]
fn what_was_signed_on_paper_is_registered_with_its_sha256_and_where_it_is_kept() {
    let p = Proef::voorbeeld();
    p.oogo(&["sleutel", "maak"]).goed();
    let stuk = p.thuis().join("akkoord.pdf");
    fs::write(&stuk, "getekend").unwrap();
    let papier = ["akkoord", "lv-k7qm", "--wijze", "papier", "--papier", stuk.to_str().unwrap()];
    p.oogo(&[&papier[..], &["--ja"]].concat()).gebruik("--vindplaats");
    p.oogo(&["akkoord", "lv-k7qm", "--wijze", "papier", "--ja"]).gebruik("Op papier kan alleen met het stuk erbij");
    p.oogo(&[&papier[..], &["--vindplaats", "archief, doos 12", "--ja"]].concat()).goed();
    p.oogo(&["standpunten"]).goed().bevat("akkoord, 2");
    let mut s = screen::Scherm::open(&p, 110, 60);
    s.toetsen("<down><enter>s").toont("op papier; het getekende stuk:").toont("archief, doos 12");
}

#[test]
fn the_example_shows_each_way_in_which_parties_stand() {
    let p = Proef::met_verklaringen();
    let akkoorden = |id: &str| p.oogo(&["toon", id, "--json"]).goed().json();
    let status = |id: &str, partij: &str| akkoorden(id)["akkoorden"][partij]["status"].as_str().unwrap().to_owned();
    assert_eq!(akkoorden("hv-c8rw")["overeenstemming"], "ja");
    assert_eq!(akkoorden("jh-q9ce")["overeenstemming"], "onder-voorbehoud");
    assert_eq!(status("jh-q9ce", "denkbeeldrade"), "voorbehoud");
    assert_eq!(akkoorden("ov-d8ya")["overeenstemming"], "nee");
    assert_eq!(status("ov-d8ya", "fictiehoven"), "niet-akkoord");
    assert_eq!(status("hv-t6yg", "fictiehoven"), "achterhaald");
    let vier = ALLEN.iter().filter(|partij| status("lv-k7qm", partij) == "akkoord").count();
    assert_eq!((vier, status("lv-k7qm", "swv-vo-voorbeeldland").as_str()), (4, "geen"));
    // Who looks at the example can play each party, with that party's own key; and it is another one each time.
    p.ik("swv-vo-voorbeeldland");
    p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    p.ik("fictiehoven");
    p.oogo(&["akkoord", "hv-t6yg", "--ja"]).goed();
    p.oogo(&["controleer"]).goed().bevat("Alles is in orde.");
    let tweede = p.thuis().join("tweede");
    p.oogo(&["voorbeeld", tweede.to_str().unwrap()]).goed();
    p.oogo(&["controleer", "--map", tweede.to_str().unwrap()]).goed();
    p.oogo(&["controleer"]).goed().bevat("Alles is in orde.");
}

#[test]
fn what_was_not_exchanged_can_be_undone_and_leaves_no_trace() {
    let p = Proef::voorbeeld();
    p.oogo(&["sleutel", "maak"]).goed();
    p.oogo(&["ongedaan"]).geweigerd("geen standpunt of peilmerk dat u zelf ondertekende");
    let (voor, versie) = (p.alles(), p.git(&["rev-parse", "HEAD"]));
    p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    p.oogo(&["controleer"]).goed();
    let vraag = p.oogo(&["ongedaan"]);
    assert!(vraag.code == 1 && vraag.uit.contains("lv-k7qm: akkoord, namens gemeente Voorbeeldstad"), "{}", vraag.uit);
    p.oogo(&["ongedaan", "--ja"]).goed().bevat("Ongedaan gemaakt: lv-k7qm: akkoord, namens gemeente Voorbeeldstad");
    assert_eq!((p.alles(), p.git(&["rev-parse", "HEAD"])), (voor, versie));
    assert_eq!(p.git(&["status", "--short"]), "");
    // What is undone is not missed.
    p.oogo(&["controleer"]).goed().bevat_niet("is er niet meer");
    // What came after it stays, and so does what an exchange brought elsewhere.
    p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    p.oogo(&["wijzig", "hv-c8rw", "doel=Anders."]).goed();
    p.oogo(&["ongedaan"]).geweigerd("geen standpunt of peilmerk dat u zelf ondertekende");
    p.oogo(&["akkoord", "hv-c8rw", "--ja"]).goed();
    p.ik("fictiehoven");
    p.oogo(&["ongedaan"]).geweigerd("geen standpunt of peilmerk dat u zelf ondertekende");
    p.ik("voorbeeldstad");
    p.oogo(&["uitwisselen", "--bestand", p.thuis().join("b.bundle").to_str().unwrap()]).goed();
    p.oogo(&["ongedaan"]).geweigerd("--intrekken REDEN");
    // Nor what an exchange that broke off may have brought.
    p.oogo(&["akkoord", "lv-n9pd", "--ja"]);
    p.oogo(&["akkoord", "hv-m3kf", "--ja"]).goed();
    let naar = p.thuis().join("gedeeld");
    let uitwisselen = ["uitwisselen", "--met", naar.to_str().unwrap(), "--ja"];
    p.opdracht(&uitwisselen).env("OOGO_BREEKPUNT", "gebracht").output().unwrap();
    p.oogo(&["ongedaan", "--ja"]).geweigerd("uitgewisseld is of werd");
    // A file that somebody changed meanwhile is not lost.
    p.oogo(&["akkoord", "lv-b4xt", "--ja"]).goed();
    let nieuwste = p.git(&["show", "--format=", "--name-only", "HEAD"]);
    let bestand = nieuwste.lines().find(|r| r.ends_with(".toml")).unwrap();
    p.schrijf(bestand, "iets anders\n");
    p.oogo(&["ongedaan", "--ja"]).geweigerd("is veranderd sinds");
    assert_eq!(p.lees(bestand), "iets anders\n");
}

#[test]
fn an_undo_that_is_broken_off_is_finished_or_was_never_begun() {
    for punt in ["begin", "objecten", "journaal", "bestand", "bestand:2", "hoofd", "index"] {
        let p = Proef::voorbeeld();
        p.oogo(&["sleutel", "maak"]).goed();
        let voor = p.git(&["rev-parse", "HEAD"]);
        p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
        let na = p.git(&["rev-parse", "HEAD"]);
        p.oogo(&["controleer"]).goed();
        assert!(
            !p.opdracht(&["ongedaan", "--ja"]).env("OOGO_BREEKPUNT", punt).output().unwrap().status.success(),
            "{punt}"
        );
        p.oogo(&["toon"]).goed();
        let nu = p.git(&["rev-parse", "HEAD"]);
        let is_gedaan = !matches!(punt, "begin" | "objecten");
        assert_eq!(nu, if is_gedaan { voor } else { na }, "{punt}");
        assert_eq!(p.git(&["status", "--short"]), "", "{punt}");
        p.oogo(&["controleer"]).goed().bevat_niet("is er niet meer");
    }
    // Somebody who makes a version meanwhile, keeps what it builds on.
    let p = Proef::voorbeeld();
    p.oogo(&["sleutel", "maak"]).goed();
    p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    p.opdracht(&["ongedaan", "--ja"]).env("OOGO_BREEKPUNT", "bestand:2").output().unwrap();
    fs::remove_file(p.map.join(".git/index.lock")).unwrap();
    for slot in ["refs/heads/main.lock", "index.lock"] {
        let _ = fs::remove_file(p.map.join(".git").join(slot));
    }
    p.git(&["commit", "-q", "--allow-empty", "-m", "van een ander"]);
    p.oogo(&["toon"]).goed();
    assert_eq!(p.git(&["status", "--short"]), "");
    assert_eq!(p.oogo(&["toon", "lv-k7qm", "--json"]).goed().json()["akkoorden"]["voorbeeldstad"]["status"], "akkoord");
}
