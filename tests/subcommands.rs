//! What a user sees of the subcommands: exit code, output, files and versions.

mod common;

use common::{Proef, Verwacht};

#[test]
fn the_example_shows_its_overview_and_is_in_order() {
    let p = Proef::voorbeeld();
    let uit = p.oogo(&["toon"]).goed().uit;
    insta::assert_snapshot!(uit);
    assert_eq!(p.oogo(&["controleer"]).goed().uit, "Alles is in orde.\n");
    assert!(p.versies() >= 20);
    let auteurs = p.git(&["log", "--format=%an"]);
    let auteurs: std::collections::BTreeSet<&str> = auteurs.lines().collect();
    assert!(auteurs.len() >= 5, "{auteurs:?}");
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    p.git(&["fsck", "--strict"]);
}

#[test]
fn the_example_in_the_own_data_folder_is_made_once_and_opened_again() {
    let p = Proef::leeg();
    let eerste = p.oogo(&["voorbeeld"]).goed().uit;
    assert!(eerste.contains("Voorbeeldland"));
    let map = p.thuis().join("gegevens/voorbeeld");
    std::fs::write(map.join("eigen.txt"), "van mij").unwrap();
    assert_eq!(p.oogo(&["voorbeeld"]).goed().uit, eerste);
    assert!(map.join("eigen.txt").exists());
}

#[test]
fn an_afspraak_is_made_changed_and_found() {
    let p = Proef::voorbeeld();
    let uit = p.oogo(&["voeg-toe", "--thema", "huisvesting", "--titel", "Schoolpleinen voor de hele buurt"]).goed().uit;
    let id = uit.lines().next().unwrap();
    assert!(id.starts_with("hv-") && id.len() == 7, "{id}");
    assert_eq!(
        p.lees(&format!("agendas/huisvesting/{id}.toml")),
        format!("formaat = 1\nid = \"{id}\"\ntitel = \"Schoolpleinen voor de hele buurt\"\n")
    );
    let gevonden = p.oogo(&["controleer"]).goed().uit;
    assert!(
        gevonden.contains("Voor overeenstemming ontbreekt nog: niveau, gebonden partijen, trekker, doel"),
        "{gevonden}"
    );

    p.oogo(&[
        "wijzig",
        id,
        "doel=Kinderen spelen samen, bijv. Na school. Ook in het weekend.",
        "trekker=Gemeente Voorbeeldstad",
        "looptijd.van=1-1-2027",
        "looptijd.tot=31 dec 2028",
        "mijlpalen.nieuw.wat=Eerste plein open",
        "mijlpalen.nieuw.datum=2027-09-01",
        "voortgang.status=in-uitvoering",
        "--toelichting",
        "Besproken met de schoolbesturen.",
    ])
    .goed();
    let tekst = p.lees(&format!("agendas/huisvesting/{id}.toml"));
    assert!(
        tekst.contains("doel = \"\"\"\nKinderen spelen samen, bijv. Na school.\nOok in het weekend.\n\"\"\"\n"),
        "{tekst}"
    );
    assert!(
        tekst.contains("trekker = [\"voorbeeldstad\"]") && tekst.contains("van = 2027-01-01\ntot = 2028-12-31"),
        "{tekst}"
    );
    assert!(p.lees(&format!("voortgang/{id}.toml")).contains("status = \"in-uitvoering\""));
    let log = p.git(&["log", "-1", "--format=%an|%ae|%B"]);
    assert!(log.starts_with("beleidsadviseur, gemeente Voorbeeldstad|onderwijs@voorbeeldstad.example|"), "{log}");
    assert!(
        log.contains(&format!("{id}: trekker, doel, looptijd"))
            || log.contains(&format!("{id}: doel, trekker, looptijd")),
        "{log}"
    );
    assert!(log.contains("Toelichting: Besproken met de schoolbesturen."), "{log}");
    assert_eq!(p.git(&["status", "--porcelain"]), "");

    let gevonden = p.oogo(&["zoek", "SCHOOLPLEINEN", "weekend"]).goed().uit;
    assert!(gevonden.contains(id) && gevonden.contains("Doel: Ook in het weekend."), "{gevonden}");
    assert_eq!(p.oogo(&["zoek", "zeppelin"]).code, 1);
}

#[test]
fn an_afspraak_moves_is_removed_and_comes_back() {
    let p = Proef::voorbeeld();
    let voor = p.lees("agendas/overgangen/ov-d8ya.toml");
    p.oogo(&["verplaats", "ov-d8ya", "jeugdhulp"]).goed();
    assert_eq!(p.lees("agendas/jeugdhulp/ov-d8ya.toml"), voor);
    p.oogo(&["verwijder", "ov-d8ya"]).geweigerd("wordt genoemd in overleg");

    let uit = p.oogo(&["voeg-toe", "--thema", "overgangen", "--titel", "Tijdelijk"]).goed().uit;
    let id = uit.lines().next().unwrap();
    p.oogo(&["wijzig", id, "voortgang.status=idee", "beheer.tags=proef"]).goed();
    p.oogo(&["verwijder", id, "--toelichting", "Toch niet."]).goed();
    for pad in [format!("agendas/overgangen/{id}.toml"), format!("voortgang/{id}.toml"), format!("beheer/{id}.toml")] {
        assert!(!p.map.join(&pad).exists(), "{pad}");
    }
    p.oogo(&["toon", id]).geweigerd("Er is geen afspraak");
    p.oogo(&["terugzetten", id]).goed();
    assert!(p.lees(&format!("agendas/overgangen/{id}.toml")).contains("Tijdelijk"));
    assert!(p.lees(&format!("voortgang/{id}.toml")).contains("idee"));
}

#[test]
fn an_older_version_comes_back_as_a_new_one() {
    let p = Proef::voorbeeld();
    let oud = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    p.oogo(&["wijzig", "lv-k7qm", "titel=Een"]).goed();
    p.oogo(&["wijzig", "lv-k7qm", "titel=Twee"]).goed();
    let aantal = p.versies();
    p.oogo(&["terugzetten", "lv-k7qm"]).goed();
    assert!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("titel = \"Een\""));
    let versie = p.git(&["rev-parse", "--short=10", "HEAD~3"]);
    p.oogo(&["terugzetten", "lv-k7qm", versie.trim()]).goed();
    assert_eq!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml"), oud);
    assert_eq!(p.versies(), aantal + 2);
    p.oogo(&["terugzetten", "lv-k7qm", "bestaatniet"]).geweigerd("Er is geen versie");
}

#[test]
fn a_new_ontwikkelagenda_gets_from_nothing_to_its_first_afspraak() {
    let p = Proef::leeg();
    p.oogo(&["nieuw", p.map.to_str().unwrap(), "--naam", "Ontwikkelagenda Testland"]).goed();
    p.oogo(&["voeg-toe", "--thema", "huisvesting", "--titel", "x"]).geweigerd("oogo mijn-gegevens --partij");
    p.oogo(&["mijn-gegevens", "--partij", "gemeente Teststad", "--functie", "x"]).geweigerd("oogo partij nieuw");
    assert_eq!(
        p.oogo(&["partij", "nieuw", "--naam", "gemeente Teststad", "gemeentecode=gm9999"]).goed().uit,
        "teststad\n"
    );
    assert_eq!(
        p.oogo(&["partij", "nieuw", "--naam", "SWV PO Testland", "swv-nummer=PO 99 01"]).goed().uit,
        "swv-po-testland\n"
    );
    assert!(p.lees("partijen/swv-po-testland/partij.toml").contains("soort = \"swv-po\"\nswv-nummer = \"PO9901\""));
    p.ik("gemeente Teststad");
    let uit = p
        .oogo(&[
            "voeg-toe",
            "--thema",
            "leerplicht",
            "--titel",
            "Samen tegen thuiszitten",
            "gebonden=teststad, swv-po-testland",
        ])
        .goed()
        .uit;
    assert!(uit.starts_with("lp-"), "{uit}");
    assert_eq!(p.oogo(&["thema", "nieuw", "--naam", "Sport na school"]).goed().uit, "sport-na-school\n");
    assert_eq!(
        p.oogo(&["overleg", "nieuw", "--soort", "oogo", "--datum", "12 mrt 2027"]).goed().uit,
        "2027-03-12-oogo\n"
    );
    assert_eq!(p.oogo(&["controleer"]).code, 0);
    p.git(&["fsck", "--strict"]);
}

#[test]
fn one_person_acts_for_two_parties() {
    let p = Proef::voorbeeld();
    p.oogo(&[
        "mijn-gegevens",
        "--partij",
        "swv-po-voorbeeldland",
        "--functie",
        "adviseur",
        "--mailbox",
        "info@swv.example",
        "--naam",
        "A. Naam",
    ])
    .goed();
    p.oogo(&["wijzig", "lv-k7qm", "titel=Namens het swv"]).goed();
    assert!(
        p.git(&["log", "-1", "--format=%an <%ae>"])
            .starts_with("A. Naam (adviseur, SWV PO Voorbeeldland) <info@swv.example>")
    );
    let uit = p.oogo(&["mijn-gegevens", "--partij", "voorbeeldstad"]).goed().uit;
    assert!(
        uit.contains("U werkt als: beleidsadviseur, gemeente Voorbeeldstad") && uit.contains("Ook bekend: A. Naam"),
        "{uit}"
    );
    let json = p.oogo(&["mijn-gegevens", "--json"]).goed().json();
    assert_eq!(json["nu"]["partij"], "voorbeeldstad");
}

#[test]
fn remarks_are_placed_answered_and_settled() {
    let p = Proef::voorbeeld();
    let naam = p.oogo(&["opmerking", "nieuw", "hv-c8rw", "Wie rekent dit door?", "--veld", "financien"]).goed().uit;
    let naam = naam.trim();
    p.ik("swv-po-voorbeeldland");
    p.oogo(&["opmerking", "antwoord", "hv-c8rw", naam, "Dat doen wij."]).goed();
    p.oogo(&["opmerking", "afgehandeld", "hv-c8rw", naam]).goed();
    let uit = p.oogo(&["opmerking", "toon", "hv-c8rw"]).goed().uit;
    assert!(uit.contains(&format!("{naam}: afgehandeld over financien")) && uit.contains("Dat doen wij."), "{uit}");
    p.oogo(&["opmerking", "antwoord", "hv-c8rw", "bestaat-niet", "x"]).geweigerd("geen opmerking");
    p.oogo(&["opmerking", "nieuw", "hv-c8rw", "x", "--veld", "kleur"]).geweigerd("Er is geen veld ‘kleur’");
}

#[test]
fn the_whole_is_shown_as_json_for_other_programs() {
    let p = Proef::voorbeeld();
    p.schrijf(
        "agendas/leerlingenvervoer/lv-k7qm.toml",
        p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").replacen("niveau", "eigen-veld = 7\nniveau", 1),
    );
    let json = p.oogo(&["toon", "--json"]).goed().json();
    let sleutels: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(sleutels, ["ontwikkelagenda", "partijen", "themas", "afspraken", "overleggen"]);
    assert!(
        json["partijen"]
            .as_array()
            .unwrap()
            .iter()
            .any(|p| p["id"] == "voorbeeldstad" && p["naam"] == "gemeente Voorbeeldstad")
    );
    let afspraken = json["afspraken"].as_array().unwrap();
    assert_eq!(afspraken.len(), 12);
    let lv = afspraken.iter().find(|a| a["id"] == "lv-k7qm").unwrap();
    assert_eq!(lv["thema"], "leerlingenvervoer");
    assert_eq!(lv["looptijd"]["van"], "2027-01-01");
    assert_eq!(lv["indicatoren"][0]["streefwaarde"], "28");
    assert_eq!(lv["eigen-veld"], 7);
    assert_eq!(lv["voortgang"]["status"], "in-uitvoering");
    assert_eq!(p.oogo(&["toon", "lv-k7qm", "--json"]).goed().json()["id"], "lv-k7qm");
}

#[test]
fn a_page_for_word_and_browser_is_whole_and_escapes_what_it_shows() {
    let p = Proef::voorbeeld();
    p.oogo(&["wijzig", "lv-k7qm", "titel=Vervoer <script>alert(1)</script> & meer"]).goed();
    // A bare name, as in the manual, goes into the folder where one stands.
    p.oogo(&["toon", "--html", "pagina.html"]).goed();
    std::fs::remove_file(p.map.join("pagina.html")).unwrap();
    let brief = p.thuis().join("brief.docx");
    std::fs::write(&brief, "van mij").unwrap();
    p.oogo(&["toon", "--html", brief.to_str().unwrap()]).geweigerd("geen pagina van oogo");
    assert_eq!(std::fs::read_to_string(&brief).unwrap(), "van mij");
    let doel = p.thuis().join("pagina.html");
    p.oogo(&["toon", "--html", doel.to_str().unwrap()]).goed();
    p.oogo(&["toon", "--html", doel.to_str().unwrap()]).goed();
    let html = std::fs::read_to_string(&doel).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">"));
    assert!(html.contains("Vervoer &lt;script&gt;alert(1)&lt;/script&gt; &amp; meer") && !html.contains("<script"));
    assert!(!html.contains("http://") && !html.contains("src="));
    for woord in [
        "<main>",
        "<nav aria-label=\"Inhoud\">",
        "<th scope=\"col\">",
        "<caption",
        "€ 18.000",
        "Eén aanpak tegen thuiszitten",
    ] {
        assert!(html.contains(woord), "{woord}");
    }
    assert_eq!(html.matches("<section>").count(), html.matches("</section>").count());
    let een = p.oogo(&["toon", "lv-k7qm", "--html", "-"]).goed().uit;
    assert!(een.contains("<h1>Vervoer") && !een.contains("thuiszitten</h"));
}

#[test]
fn what_an_editor_changed_is_shown_and_can_be_saved() {
    let p = Proef::voorbeeld();
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").replacen("Analyse", "Onderzoek", 1);
    p.schrijf("agendas/leerlingenvervoer/lv-k7qm.toml", tekst);
    let json = p.oogo(&["controleer", "--json"]).goed().json();
    let b = &json["bevindingen"][0];
    assert_eq!(b["ernst"], "melding");
    assert_eq!(b["bestand"], "agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(b["melding"].as_str().unwrap().contains("buiten oogo gewijzigd"));
    p.oogo(&["opslaan", "--toelichting", "In een tekstprogramma."]).goed();
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    assert!(p.git(&["log", "-1", "--format=%s"]).contains("lv-k7qm: buiten oogo gewijzigd"));
    assert!(p.oogo(&["opslaan"]).goed().uit.contains("Er is niets buiten oogo gewijzigd"));
}

#[test]
fn a_mistake_in_the_end_of_an_afspraak_can_be_taken_back() {
    let p = Proef::voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let voor = p.lees(pad);
    p.oogo(&["wijzig", "lv-k7qm", "einde.soort=vervallen", "einde.datum=vandaag", "einde.reden=Toch niet."]).goed();
    assert!(p.oogo(&["toon"]).goed().uit.contains("Vervallen;"));
    p.oogo(&["wijzig", "lv-k7qm", "einde.soort="]).goed();
    assert_eq!(p.lees(pad), voor);
}

#[test]
fn a_message_says_who_else_is_in_the_version_and_holds_no_forged_lines() {
    let p = Proef::voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    p.schrijf(pad, p.lees(pad).replacen("niveau = \"regionaal\"", "niveau = \"lokaal\"", 1));
    p.oogo(&["wijzig", "lv-k7qm", "titel=Nieuw"]).goed();
    assert!(
        p.git(&["log", "-1", "--format=%s"]).contains("titel gewijzigd (samen met wat al buiten oogo was gewijzigd)")
    );
    let uit = p.oogo(&["voeg-toe", "--thema", "huisvesting", "--titel", "Een\n\nToelichting: vals"]).goed().uit;
    let id = uit.lines().next().unwrap();
    assert!(!p.oogo(&["geschiedenis", id]).goed().uit.contains("\n  Toelichting"));
}

#[test]
fn one_can_be_named_and_unnamed_again() {
    let p = Proef::voorbeeld();
    p.oogo(&["mijn-gegevens", "--naam", "A. Naam"]).goed();
    assert!(p.oogo(&["mijn-gegevens"]).goed().uit.contains("A. Naam"));
    p.oogo(&["mijn-gegevens", "--naam", ""]).goed();
    assert!(!p.oogo(&["mijn-gegevens"]).goed().uit.contains("A. Naam"));
}

#[test]
fn wrong_use_is_told_in_dutch_and_exits_with_two() {
    let p = Proef::voorbeeld();
    for (args, zin) in [
        (&["wijzg", "lv-k7qm"][..], "Bedoelt u ‘oogo wijzig’?"),
        (&["toon", "--jsn"][..], "Bedoelt u --json?"),
        (&["voeg-toe", "--thema", "huisvesting"][..], "Er ontbreekt iets: --titel"),
        (&["wijzig", "lv-k7qm", "doel"][..], "Schrijf VELD=WAARDE"),
        (&["beheer"][..], "Er ontbreekt een opdracht"),
    ] {
        let u = p.oogo(args);
        assert_eq!(u.code, 2, "{args:?}: {}", u.fout);
        assert!(u.fout.contains(zin), "{}", u.fout);
    }
    let alle = oogo::cli::opdrachten();
    let alle = alle.iter().map(|o| o.split(' ').chain(["--help"]).collect::<Vec<_>>());
    for args in [vec!["--help"], vec!["partij", "nieuw", "--hulp"]].into_iter().chain(alle) {
        let uit = p.oogo(&args).goed().uit;
        for engels in ["Usage", "Options:", "Commands", "Print", "default:", "Possible", "possible"] {
            assert!(!uit.contains(engels), "{engels} in {uit}");
        }
    }
}

#[test]
fn a_value_that_does_not_fit_changes_nothing() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    let versies = p.versies();
    for (veld, zin) in [
        ("niveau=landelijk", "Kies uit: regionaal, subregionaal, lokaal"),
        ("looptijd.van=32-13-2027", "geen datum"),
        ("financien.t8md.bedrag=veel", "geen bedrag"),
        ("trekker=utopia", "Er is geen partij ‘utopia’"),
        ("afhankelijk-van=lv-0000", "Er is geen afspraak"),
        ("kleur=rood", "Er is geen veld ‘kleur’"),
        ("id=lv-xxxx", "Dit vult oogo zelf in"),
        ("titel=", "kan niet leeg zijn"),
        ("doel=a\u{202e}b", "U+202E"),
        ("mijlpalen.zzzz.wat=x", "Er is geen regel ‘zzzz’"),
        ("mijlpalen.nieuw.datum=vandaag", "hoort ook ‘Wat’"),
    ] {
        p.oogo(&["wijzig", "lv-k7qm", veld]).geweigerd(zin);
    }
    p.oogo(&["wijzig", "lv-k7qm", "doel=Goed.", "niveau=fout"]).geweigerd("Kies uit");
    assert_eq!(p.alles(), voor);
    assert_eq!(p.versies(), versies);
    assert!(p.oogo(&["wijzig", "lv-k7qm", "niveau=regionaal"]).goed().uit.contains("Er is niets veranderd"));
}

#[test]
fn an_ontwikkelagenda_is_found_from_a_folder_below_it() {
    let p = Proef::voorbeeld();
    let uit = p.opdracht(&["toon"]).current_dir(p.map.join("agendas/huisvesting")).output().unwrap();
    assert!(uit.status.success() && String::from_utf8_lossy(&uit.stdout).contains("Voorbeeldland"));
    let buiten = p.opdracht(&["toon"]).current_dir(p.thuis()).output().unwrap();
    assert_eq!(buiten.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&buiten.stderr).contains("staat geen ontwikkelagenda"));
}

#[test]
fn shells_get_completion() {
    let p = Proef::leeg();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(p.oogo(&["beheer", "shell-aanvulling", shell]).goed().uit.contains("voeg-toe"), "{shell}");
    }
}
