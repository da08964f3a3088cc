//! What git left halfway: a merge that stopped, and files in which two texts stand.

mod common;
#[path = "common/screen.rs"]
mod screen;
#[path = "common/two.rs"]
mod two;

use std::process::Command;

use common::{Proef, Uitkomst, Verwacht};
use screen::Scherm;
use two::{LV, Twee};

const HV: &str = "agendas/huisvesting/hv-c8rw.toml";

/// Both parties write, and the second merges with git alone, which stops.
fn half(a: &[&str], b: &[&str]) -> Twee {
    let t = Twee::nieuw();
    for wat in a {
        t.a.oogo(&["wijzig", "lv-k7qm", wat]).goed();
    }
    for wat in b {
        t.b.oogo(&["wijzig", "lv-k7qm", wat]).goed();
    }
    t.a.oogo(&["wijzig", "hv-c8rw", "titel=Ook gewijzigd"]).goed();
    assert_ne!(pull(&t).code, 0);
    t
}

fn pull(t: &Twee) -> Uitkomst {
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x", "-c", "merge.conflictStyle=merge"]);
    c.args(["pull", "-q", "--no-rebase", "--no-edit"]).arg(&t.a.map).arg("main").current_dir(&t.b.map);
    Uitkomst::van_opdracht(&mut c)
}

fn is_af(p: &Proef) {
    assert_eq!(p.git(&["status", "--short"]), "");
    assert!(!p.map.join(".git/MERGE_HEAD").exists());
    p.git(&["fsck", "--strict"]);
    p.oogo(&["ontwarren"]).goed().bevat("er is niets te ontwarren");
    p.oogo(&["wijzig", "lv-k7qm", "titel=En verder"]).goed();
}

#[test]
fn a_merge_that_stopped_over_lines_beside_each_other_is_finished_by_field() {
    let t = half(&["titel=Titel van A"], &["niveau=subregionaal"]);
    assert!(t.b.lees(LV).contains("<<<<<<<"));
    t.b.oogo(&["wijzig", "hv-c8rw", "titel=x"])
        .geweigerd("een samenvoeging begonnen die nog niet af is. Maak haar af met ‘oogo ontwarren’");
    // To save is no way out of it.
    let controle = t.b.oogo(&["controleer"]);
    assert!(controle.uit.contains("‘oogo ontwarren’") && !controle.uit.contains("opslaan’.\n"), "{}", controle.uit);
    let bekijk = t.b.oogo(&["ontwarren", "--bekijk"]).goed();
    bekijk.bevat("Met git is een samenvoeging begonnen").bevat("titel");
    assert!(t.b.lees(LV).contains("<<<<<<<"));
    t.b.oogo(&["ontwarren"]).goed().bevat("Samengevoegd: 2 versies van gemeente Voorbeeldstad");
    let lv = t.b.lees(LV);
    assert!(lv.contains("Titel van A") && lv.contains("niveau = \"subregionaal\""), "{lv}");
    assert!(t.b.lees(HV).contains("Ook gewijzigd"));
    assert_eq!(t.b.git(&["log", "-1", "--format=%P"]).split_whitespace().count(), 2);
    is_af(&t.b);
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    t.gelijk();
}

#[test]
fn where_both_wrote_the_same_a_person_chooses_first() {
    let t = half(&["titel=Titel van A"], &["titel=Titel van B"]);
    let voor = t.b.alles();
    let bekijk = t.b.oogo(&["ontwarren", "--bekijk"]);
    assert_eq!(bekijk.code, 1);
    bekijk.bevat("Titel van A").bevat("Titel van B").bevat("Kies met: --kies lv-k7qm:titel=ons");
    let json = t.b.oogo(&["ontwarren", "--json"]);
    assert_eq!((json.code, json.json()["conflicten"][0]["veld"].as_str()), (1, Some("titel")));
    assert_eq!(json.json()["conflicten"][0]["hun"], "Titel van A");
    assert_eq!(t.b.alles(), voor);
    t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=hun"]).goed();
    assert!(t.b.lees(LV).contains("Titel van A"));
    is_af(&t.b);
}

#[test]
fn an_afspraak_that_moved_is_followed_to_where_it_stands() {
    for door_a in [true, false] {
        let t = Twee::nieuw();
        let (verhuist, blijft) = if door_a { (&t.a, &t.b) } else { (&t.b, &t.a) };
        verhuist.oogo(&["verplaats", "lv-k7qm", "overgangen"]).goed();
        let nieuw = "agendas/overgangen/lv-k7qm.toml";
        let tekst = verhuist.lees(nieuw);
        let weg = tekst.lines().find(|r| r.starts_with("niveau = ")).unwrap();
        let titel = tekst.lines().find(|r| r.starts_with("titel = ")).unwrap();
        verhuist.schrijf(nieuw, tekst.replace(&format!("{weg}\n"), "").replace(titel, "titel = \"Verhuisd\""));
        verhuist.git(&["commit", "-qam", "x"]);
        blijft.oogo(&["wijzig", "lv-k7qm", "titel=Gebleven"]).goed();
        assert_ne!(pull(&t).code, 0);
        assert!(t.b.lees(nieuw).contains("<<<<<<<"));
        let json = t.b.oogo(&["ontwarren", "--json"]).json();
        let conflicten = json["conflicten"].as_array().unwrap();
        let velden: Vec<_> = conflicten.iter().map(|c| (c["afspraak"].as_str(), c["veld"].as_str())).collect();
        assert_eq!(velden, [(Some("lv-k7qm"), Some("titel"))], "{json}");
        assert_eq!(format!("titel = {}", conflicten[0]["basis"]), titel);
        t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=hun"]).goed();
        assert!(!t.b.map.join(LV).exists());
        let lv = t.b.lees(nieuw);
        assert!(lv.contains(if door_a { "Verhuisd" } else { "Gebleven" }) && !lv.contains(weg), "{lv}");
        is_af(&t.b);
    }
}

#[test]
fn an_afspraak_that_both_moved_is_asked_about_once_and_hand_work_stays() {
    let beide = || {
        let t = Twee::nieuw();
        for (p, thema, titel) in [(&t.a, "overgangen", "Naar overgangen"), (&t.b, "jeugdhulp", "Naar jeugdhulp")] {
            p.oogo(&["verplaats", "lv-k7qm", thema]).goed();
            p.oogo(&["wijzig", "lv-k7qm", &format!("titel={titel}")]).goed();
        }
        assert_ne!(pull(&t).code, 0);
        t
    };
    let (bij_a, bij_b) = ("agendas/overgangen/lv-k7qm.toml", "agendas/jeugdhulp/lv-k7qm.toml");
    let t = beide();
    let json = t.b.oogo(&["ontwarren", "--json"]).json();
    let velden: Vec<_> = json["conflicten"].as_array().unwrap().iter().filter_map(|c| c["veld"].as_str()).collect();
    assert_eq!(velden, ["titel", "thema"], "{json}");
    t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=hun", "--kies", "lv-k7qm:thema=ons"]).goed();
    assert!(t.b.lees(bij_b).contains("titel = \"Naar overgangen\"") && !t.b.map.join(bij_a).exists());
    is_af(&t.b);
    // Where a person made the file themselves, and removed the other.
    let t = beide();
    let tekst = t.a.lees(bij_a).replace("Naar overgangen", "Met de hand");
    t.b.schrijf(bij_b, tekst);
    std::fs::remove_file(t.b.map.join(bij_a)).unwrap();
    t.b.oogo(&["ontwarren"]).goed();
    assert!(t.b.lees(bij_b).contains("Met de hand") && !t.b.map.join(bij_a).exists());
    is_af(&t.b);
}

#[test]
fn hand_work_in_one_of_two_places_is_not_thrown_away_for_the_other() {
    let t = Twee::nieuw();
    t.a.oogo(&["verplaats", "lv-k7qm", "overgangen"]).goed();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Verhuisd"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Gebleven"]).goed();
    let was = t.b.lees(LV);
    assert_ne!(pull(&t).code, 0);
    t.b.schrijf(LV, was.replace("Gebleven", "Met de hand"));
    let voor = t.b.alles();
    t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=hun"])
        .geweigerd(&format!("met de hand bewerkt in {LV}, en met <<<<<<< in agendas/overgangen/lv-k7qm.toml"));
    assert_eq!(t.b.alles(), voor);
}

#[test]
fn what_a_person_chose_in_the_file_already_stays() {
    let t = half(&["titel=Titel van A"], &["titel=Titel van B"]);
    let lv = t.b.lees(LV);
    let (voor, rest) = lv.split_once("<<<<<<<").unwrap();
    let na = rest.split_once(">>>>>>>").unwrap().1.split_once('\n').unwrap().1;
    t.b.schrijf(LV, format!("{voor}titel = \"Met de hand\"\n{na}"));
    t.b.vervang(HV, "Ook gewijzigd", "En dit ook");
    t.b.oogo(&["ontwarren"]).goed();
    assert!(t.b.lees(LV).contains("Met de hand"));
    assert!(t.b.lees(HV).contains("En dit ook"));
    is_af(&t.b);
}

#[test]
fn hand_work_stays_in_a_file_that_still_has_marks() {
    let t = half(&["titel=Titel van A", "doel=Doel van A."], &["titel=Titel van B", "doel=Doel van B."]);
    let lv = t.b.lees(LV);
    let (voor, rest) = lv.split_once("<<<<<<<").unwrap();
    let na = rest.split_once(">>>>>>>").unwrap().1.split_once('\n').unwrap().1;
    let met_de_hand = format!("{voor}# hand\ntitel = \"Met de hand\"\n{na}");
    assert!(met_de_hand.contains("<<<<<<<"));
    t.b.schrijf(LV, met_de_hand.replace("trekker-functie = \"", "trekker-functie = \"hand "));
    let json = t.b.oogo(&["ontwarren", "--json"]).json();
    let velden: Vec<&str> =
        json["conflicten"].as_array().unwrap().iter().map(|c| c["veld"].as_str().unwrap()).collect();
    assert_eq!(velden, ["doel"]);
    t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:doel=hun"]).goed();
    let lv = t.b.lees(LV);
    for tekst in ["# hand\ntitel = \"Met de hand\"", "trekker-functie = \"hand ", "Doel van A."] {
        assert!(lv.contains(tekst), "{tekst}: {lv}");
    }
    is_af(&t.b);
}

#[test]
fn hand_work_stays_beside_another_file_of_the_same_name() {
    let t = Twee::nieuw();
    let (een, twee) = ("agendas/huisvesting/thema.toml", "agendas/jeugdhulp/thema.toml");
    for (p, naam) in [(&t.a, "A"), (&t.b, "B")] {
        for pad in [een, twee] {
            let tekst = p.lees(pad);
            let regel = tekst.lines().find(|r| r.starts_with("naam = ")).unwrap();
            p.schrijf(pad, tekst.replace(regel, &format!("naam = \"Naam van {naam}\"")));
        }
        p.git(&["commit", "-qam", naam]);
    }
    // Not saved, and none of the merge's business.
    t.b.schrijf("voortgang/lv-k7qm.toml", t.b.lees("voortgang/lv-k7qm.toml") + "# los\n");
    assert_ne!(pull(&t).code, 0);
    let tekst = t.b.lees(een);
    let (voor, rest) = tekst.split_once("<<<<<<<").unwrap();
    let na = rest.split_once(">>>>>>>").unwrap().1.split_once('\n').unwrap().1;
    t.b.schrijf(een, format!("{voor}naam = \"Met de hand\"\n{na}"));
    t.b.oogo(&["ontwarren", "--kies", &format!("{twee}:naam=hun")]).goed();
    assert!(t.b.lees(een).contains("Met de hand") && t.b.lees(twee).contains("Naam van A"));
    assert!(t.b.lees("voortgang/lv-k7qm.toml").contains("# los"));
    assert_eq!(t.b.git(&["status", "--short"]), " M voortgang/lv-k7qm.toml\n");
}

#[test]
fn what_changes_between_looking_and_doing_stops_it() {
    let t = half(&["titel=Titel van A"], &["niveau=subregionaal"]);
    let mut s = Scherm::open(&t.b, 80, 24);
    s.toont("Haal ze uit elkaar: Ctrl+P,").toont_niet("o slaat dat op");
    s.toetsen("<ctrl-p>ontwarren<enter>").toont("Nu ontwarren");
    t.b.schrijf(LV, "titel = \"Intussen\"\n");
    s.toetsen("<enter>").toont_niet("Ontward");
    assert_eq!(t.b.lees(LV), "titel = \"Intussen\"\n");
    assert!(t.b.map.join(".git/MERGE_HEAD").exists());
}

#[test]
fn a_file_that_git_could_not_mark_is_asked_and_one_that_was_removed_too() {
    // Another program as merge driver that fails leaves ours, without a mark.
    let t = Twee::nieuw();
    t.b.oogo(&["beheer", "git-instellen"]).goed();
    t.b.git(&["config", "merge.oogo.driver", "false"]);
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "niveau=subregionaal"]).goed();
    assert_ne!(pull(&t).code, 0);
    assert!(!t.b.lees(LV).contains("<<<<<<<"));
    t.b.oogo(&["ontwarren"]).goed();
    let lv = t.b.lees(LV);
    assert!(lv.contains("Titel van A") && lv.contains("subregionaal"), "{lv}");
    let t = half(&["titel=Titel van A"], &["titel=Titel van B"]);
    std::fs::remove_file(t.b.map.join(LV)).unwrap();
    assert_eq!(t.b.oogo(&["ontwarren"]).code, 1);
    t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=ons"]).goed();
    assert!(t.b.lees(LV).contains("Titel van B"));
}

#[test]
fn what_an_exchange_refuses_is_refused_here_too() {
    let t = Twee::nieuw();
    t.b.oogo(&["sleutel", "maak"]).goed();
    t.b.oogo(&["uitwisselen"]).goed();
    t.a.oogo(&["uitwisselen"]).goed();
    // In the name of a party, and not signed by it.
    let map = t.a.map.join("partijen/fictiehoven/verklaringen");
    let eerste = std::fs::read_dir(&map).unwrap().map(|f| f.unwrap().path()).find(|p| p.extension().unwrap() == "toml");
    let vals = std::fs::read_to_string(eerste.unwrap()).unwrap() + "# anders\n";
    std::fs::write(map.join("2-zzzz.toml"), vals).unwrap();
    t.a.git(&["add", "-A"]);
    t.a.git(&["commit", "-qm", "x"]);
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    assert_ne!(pull(&t).code, 0);
    let voor = t.b.alles();
    t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=hun"]).geweigerd("fictiehoven");
    assert_eq!(t.b.alles(), voor);
}

#[test]
fn an_afspraak_that_git_removed_by_itself_is_asked_about_where_a_party_spoke_of_it() {
    let t = Twee::nieuw();
    t.b.oogo(&["sleutel", "maak"]).goed();
    t.b.oogo(&["akkoord", "hv-t6yg", "--ja"]).goed();
    t.a.git(&["rm", "-q", "agendas/huisvesting/hv-t6yg.toml"]);
    t.a.git(&["commit", "-qm", "x"]);
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    assert_ne!(pull(&t).code, 0);
    let uit = t.b.oogo(&["ontwarren", "--kies", "lv-k7qm:titel=hun"]);
    assert!(uit.code == 1 && format!("{}{}", uit.uit, uit.fout).contains("hv-t6yg"), "{}{}", uit.uit, uit.fout);
}

#[test]
fn what_git_put_aside_is_gits_to_bring_back() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    t.b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    t.b.schrijf(HV, t.b.lees(HV) + "# los\n");
    t.b.git(&["fetch", "-q", t.a.map.to_str().unwrap(), "main"]);
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x", "merge", "-q", "--autostash", "FETCH_HEAD"]);
    assert_ne!(Uitkomst::van_opdracht(c.current_dir(&t.b.map)).code, 0);
    t.b.oogo(&["ontwarren"]).geweigerd("waarvoor git werk opzij zette");
    assert!(t.b.map.join(".git/MERGE_AUTOSTASH").exists());
}

#[test]
fn marks_that_are_not_whole_and_text_that_cannot_be_read_are_named() {
    let p = Proef::voorbeeld();
    let lv = p.lees(LV);
    p.schrijf(LV, lv.replace("niveau = ", "<<<<<<< HEAD\nniveau = "));
    let voor = p.alles();
    p.oogo(&["ontwarren"]).geweigerd(LV);
    assert_eq!(p.alles(), voor);
    // Putting an older version back keeps what was typed.
    p.oogo(&["terugzetten", "lv-k7qm"]).goed();
    assert!(p.git(&["log", "-p", "-2"]).contains("<<<<<<< HEAD"));
    let t = half(&["titel=Titel van A"], &["titel=Titel van B"]);
    t.b.schrijf(LV, "titel = \"kapot\n");
    let voor = t.b.alles();
    t.b.oogo(&["ontwarren"]).geweigerd(LV);
    assert_eq!(t.b.alles(), voor);
}

#[test]
fn without_what_both_began_with_a_person_says_whether_a_row_came_or_went() {
    let p = Proef::voorbeeld();
    let lv = p.lees(LV);
    let begin = lv.find("[[gehoord]]").unwrap();
    let einde = begin + lv[begin + 2..].find("[[").unwrap() + 2;
    let rij = &lv[begin..einde];
    p.schrijf(LV, lv.replace(rij, &format!("<<<<<<< HEAD\n=======\n{rij}>>>>>>> main\n")));
    let uit = p.oogo(&["ontwarren", "--json"]);
    assert_eq!((uit.code, uit.json()["conflicten"][0]["veld"].as_str()), (1, Some("geheel")));
    p.oogo(&["ontwarren", "--kies", "lv-k7qm:geheel=ons"]).goed();
    assert_eq!(p.lees(LV), lv.replace(rij, ""));
    is_af(&p);
}

#[test]
fn removed_here_and_changed_there_is_asked() {
    let t = Twee::nieuw();
    t.a.oogo(&["wijzig", "lv-n9pd", "titel=Titel van A"]).goed();
    t.b.git(&["rm", "-q", "agendas/leerlingenvervoer/lv-n9pd.toml"]);
    t.b.git(&["commit", "-qm", "x"]);
    assert_ne!(pull(&t).code, 0);
    let vraag = t.b.oogo(&["ontwarren"]);
    assert!(vraag.code == 1 && vraag.uit.contains("lv-n9pd"), "{}{}", vraag.uit, vraag.fout);
    let json = t.b.oogo(&["ontwarren", "--json"]).json();
    let veld = json["conflicten"][0]["veld"].as_str().unwrap().to_owned();
    t.b.oogo(&["ontwarren", "--kies", &format!("lv-n9pd:{veld}=hun")]).goed();
    assert!(t.b.lees("agendas/leerlingenvervoer/lv-n9pd.toml").contains("Titel van A"));
    is_af(&t.b);
}

#[test]
fn marks_that_were_saved_are_found_and_taken_apart() {
    let p = Proef::voorbeeld();
    let lv = p.lees(LV);
    let regel = lv.lines().find(|r| r.starts_with("titel")).unwrap();
    let marks = format!("<<<<<<< HEAD\n{regel}\n=======\ntitel = \"Van de ander\"\n>>>>>>> main\n");
    p.schrijf(LV, lv.replace(&format!("{regel}\n"), &marks));
    p.git(&["commit", "-qam", "x"]);
    p.oogo(&["controleer"]).geweigerd("").bevat("Twee versies van dit bestand staan door elkaar");
    let gedeeld = p.thuis().join("gedeeld");
    for waarheen in [["uitwisselen", "--met"], ["uitwisselen", "--bestand"]] {
        let args = [&waarheen[..], &[gedeeld.to_str().unwrap()]].concat();
        p.oogo(&args).geweigerd("In agendas/leerlingenvervoer/lv-k7qm.toml staan twee teksten door elkaar");
        assert!(!gedeeld.exists());
    }
    p.oogo(&["toon"]);
    let mut s = Scherm::open(&p, 80, 24);
    s.toont("Hier staan teksten van twee kanten door elkaar");
    s.toetsen("<ctrl-p>ontwarren<enter>")
        .toont("Ontwarren")
        .toont("Twee teksten staan door elkaar in")
        .toont("Nu kiezen");
    insta::assert_snapshot!("untangling", s.tekst());
    s.toetsen("<enter>").toont("Van de ander");
    s.naar("Die van hen");
    s.toetsen("<enter>")
        .toont("Nu ontwarren")
        .toetsen("<home><enter>")
        .toont("Ontward: er staat niets meer door elkaar.");
    assert!(p.lees(LV).contains("Van de ander"));
    assert!(p.git(&["log", "-1", "--format=%s"]).contains("Ontward, want twee teksten stonden door elkaar: lv-k7qm"));
    is_af(&p);
}

#[test]
fn marks_within_a_prose_field_are_noticed_too() {
    let p = Proef::voorbeeld();
    let lv = p.lees(LV);
    let begin = lv.find("\"\"\"\n").unwrap() + 4;
    let eerste = lv[begin..].lines().next().unwrap();
    let marks = format!("<<<<<<< HEAD\n{eerste}\n||||||| basis\nZo was het.\n=======\nVan de ander.\n>>>>>>> main\n");
    p.schrijf(LV, lv.replacen(&format!("{eerste}\n"), &marks, 1));
    p.oogo(&["controleer"]).geweigerd("").bevat("staan door elkaar");
    let json = p.oogo(&["ontwarren", "--json"]).json();
    let c = &json["conflicten"][0];
    assert!(c["basis"].as_str().unwrap().contains("Zo was het."), "{json}");
    p.oogo(&["ontwarren", "--kies", &format!("lv-k7qm:{}=ons", c["veld"].as_str().unwrap())]).goed();
    assert_eq!(p.lees(LV), lv);
    is_af(&p);
}

#[test]
fn what_was_set_aside_and_came_back_half_is_taken_apart() {
    let p = Proef::voorbeeld();
    p.vervang(LV, "titel = \"Analyse", "titel = \"Grondige analyse");
    p.git(&["stash", "-q"]);
    p.oogo(&["wijzig", "lv-k7qm", "niveau=subregionaal"]).goed();
    let uit = Uitkomst::van_opdracht(Command::new("git").args(["stash", "pop", "-q"]).current_dir(&p.map));
    assert_ne!(uit.code, 0);
    p.oogo(&["ontwarren"]).goed();
    let lv = p.lees(LV);
    assert!(lv.contains("Grondige analyse") && lv.contains("niveau = \"subregionaal\""), "{lv}");
    is_af(&p);
}

#[test]
fn hand_work_after_a_stash_stays() {
    let p = Proef::voorbeeld();
    p.vervang(LV, "titel = \"Analyse", "titel = \"Grondige analyse");
    p.git(&["stash", "-q"]);
    p.oogo(&["wijzig", "lv-k7qm", "niveau=subregionaal"]).goed();
    let uit = Uitkomst::van_opdracht(Command::new("git").args(["stash", "pop", "-q"]).current_dir(&p.map));
    assert_ne!(uit.code, 0);
    let lv = p.git(&["show", &format!("HEAD:{LV}")]).replace("titel = \"Analyse", "titel = \"Met de hand");
    p.schrijf(LV, lv.clone());
    p.oogo(&["ontwarren"]).goed();
    assert_eq!(p.lees(LV), lv);
    is_af(&p);
}

#[test]
fn the_cover_page_and_the_list_of_signers_can_be_the_mess() {
    let p = Proef::met_verklaringen();
    for pad in ["ontwikkelagenda.toml", "ondertekenaars"] {
        let tekst = p.lees(pad);
        let regel = tekst.lines().find(|r| r.starts_with("naam") || r.starts_with("voorbeeldstad")).unwrap();
        let marks = format!("<<<<<<< HEAD\n{regel}\n=======\n{regel}\n>>>>>>> main\n");
        p.schrijf(pad, tekst.replacen(&format!("{regel}\n"), &marks, 1));
        p.oogo(&["ontwarren"]).goed();
        assert_eq!(p.lees(pad), tekst, "{pad}");
    }
    p.oogo(&["controleer"]);
    is_af(&p);
}

#[test]
fn what_else_git_is_in_the_midst_of_is_finished_with_git() {
    let t = half(&["titel=Titel van A"], &["titel=Titel van B"]);
    t.b.git(&["merge", "--abort"]);
    let mut c = Command::new("git");
    c.args(["-c", "user.name=x", "-c", "user.email=x@x", "pull", "-q", "--rebase"]).arg(&t.a.map).arg("main");
    assert_ne!(Uitkomst::van_opdracht(c.current_dir(&t.b.map)).code, 0);
    let voor = t.b.alles();
    t.b.oogo(&["ontwarren"]).geweigerd("nog niet klaar (het herschikken van versies)");
    assert_eq!(t.b.alles(), voor);
}

#[test]
fn killed_at_any_moment_it_can_be_taken_up_again() {
    for punt in ["begin", "objecten", "journaal", "bestand", "git-gewisseld", "hoofd", "index"] {
        let t = half(&["titel=Titel van A"], &["niveau=subregionaal"]);
        let uit = Uitkomst::van_opdracht(t.b.opdracht(&["ontwarren"]).env("OOGO_BREEKPUNT", punt));
        assert_eq!(uit.code, -1, "{punt} {}", uit.fout);
        t.b.oogo(&["ontwarren"]).goed();
        let lv = t.b.lees(LV);
        assert!(lv.contains("Titel van A") && lv.contains("niveau = \"subregionaal\""), "{punt} {lv}");
        is_af(&t.b);
    }
}
