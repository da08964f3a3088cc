//! The first hour and coming back: the start screen, the tour, what happened since the last visit.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

#[test]
fn the_tour_leads_through_the_example_step_by_step() {
    let p = Proef::leeg();
    let mut s = Scherm::met_map(&p, None, 80, 24);
    s.toetsen("1").toont("Wilt u een rondleiding").toetsen("r").toont("Rondleiding 1 van 8");
    insta::assert_snapshot!("tour", s.tekst());
    s.toetsen("<enter>").toont("Rondleiding 2 van 8");
    s.naar("Doel");
    s.toetsen("e").toont("Rondleiding 3 van 8").toetsen(" Zo.<esc>").toont("Rondleiding 4 van 8");
    s.toetsen("<ctrl-s>").toont("Wie bent u?");
    s.toetsen("<enter>gemeente voorbeeldstad<enter><enter>adviseur<enter><ctrl-s><enter>");
    s.toont("Hiermee is achterhaald wat partijen").toetsen("o").toont("Rondleiding 5 van 8");
    s.toetsen("<esc>")
        .toont("Rondleiding 6 van 8")
        .toetsen("a")
        .toont("achterhaald: was akkoord")
        .toont("Rondleiding 7 van 8");
    s.toetsen("<esc>/thuiszitten<enter>").toont("Rondleiding 8 van 8");
    s.toetsen("<f1><esc>").toont_niet("Rondleiding");
}

#[test]
fn only_reading_changes_nothing_and_says_so() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    let mut s = Scherm::met_map(&p, None, 80, 24);
    let map = p.map.to_str().unwrap().to_owned();
    s.toetsen(&format!("5{map}<enter>")).toont("alleen lezen").toont("lv-k7qm");
    s.toetsen("n").toont("U leest alleen: er kan niets veranderen.");
    s.toetsen("<enter>e").toont("U leest alleen").toetsen("n<del>").toont("U leest alleen");
    s.toetsen("<ctrl-p>verwijderen<enter>").toont("U leest alleen");
    assert_eq!(p.alles(), voor);
}

#[test]
fn what_another_party_shares_becomes_an_own_copy() {
    let p = Proef::voorbeeld();
    let doel = p.thuis().join("mijn-kopie");
    let mut s = Scherm::met_map(&p, None, 80, 24);
    let (adres, map) = (p.map.to_str().unwrap(), doel.to_str().unwrap());
    s.toetsen("3").toont("Bestand of adres");
    s.toetsen("<enter>http://git.example/agenda<enter><enter>").toetsen(&format!("{map}<enter><ctrl-s>"));
    s.toont("oogo kan met dit adres niet uitwisselen").toont("http://git.example/agenda");
    let mut s = Scherm::met_map(&p, None, 80, 24);
    s.toetsen(&format!("3<enter>{adres}<enter><enter>{map}<enter><ctrl-s>")).toont("Uw eigen kopie is gemaakt.");
    for (pad, tekst) in p.alles().into_iter().filter(|(pad, _)| !pad.starts_with(".git")) {
        let pad = pad.strip_prefix(&p.map).unwrap_or(&pad).to_path_buf();
        assert_eq!(std::fs::read(doel.join(&pad)).unwrap(), tekst, "{}", pad.display());
    }
    p.oogo(&["open", adres, map]).geweigerd("is niet leeg");
    p.oogo(&["open", "/nergens", p.thuis().join("x").to_str().unwrap()]).geweigerd("is er niet");
}

#[test]
fn coming_back_shows_what_others_did_and_what_waits() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    // On the first visit nothing stands in the way.
    s.toont_niet("Welkom terug").toetsen("q");
    assert!(s.app.quit);
    p.ik("fictiehoven");
    p.oogo(&["wijzig", "lv-k7qm", "titel=Analyse van alle ritten"]).goed();
    p.oogo(&["opmerking", "nieuw", "lv-k7qm", "Graag een voorbeeld erbij."]).goed();
    p.ik("voorbeeldstad");
    let mut s = Scherm::open(&p, 80, 24);
    s.toont("Welkom terug").toont("2 versies van anderen").toont("Open opmerking van gemeente Fictiehoven bij lv-k7qm");
    s.toont("Ambtelijk overleg op 15 januari 2027, over 55 dagen");
    let scherm: Vec<String> = s.tekst().lines().map(zonder_moment).collect();
    insta::assert_snapshot!("welcome_back", scherm.join("\n"));
    s.toetsen("<down><enter>").toont("Analyse van alle ritten");
    s.toetsen("<esc>q");
    // What was seen is no news any more; how things stand can be asked for at any time.
    let mut s = Scherm::open(&p, 80, 24);
    s.toont_niet("van anderen").toetsen("<esc>z").toont("Stand van zaken").toont("Wacht op u");
    p.oogo(&["stand"]).goed().bevat("Wacht op u").bevat("Ambtelijk overleg");
    p.oogo(&["stand", "--json"]).goed().bevat("\"kop\"");
}

/// A line without the day and time of the test itself.
fn zonder_moment(regel: &str) -> String {
    let nu = chrono::Local::now().format("%d-%m-%Y").to_string();
    match regel.split_once(&nu) {
        Some((voor, na)) => format!("{voor}<vandaag>{}", na.split_once(": ").map_or("", |(_, rest)| rest)),
        None => regel.to_owned(),
    }
}

#[test]
fn who_comes_back_goes_on_where_they_were() {
    let p = Proef::voorbeeld();
    drop(Scherm::open(&p, 80, 24));
    // Started elsewhere, without a folder.
    let mut s = Scherm::met_map(&p, None, 80, 24);
    s.toont("> 0  Verder waar u was").toont("regio Voorbeeldland").toont("1  Voorbeeld bekijken");
    s.toetsen("<enter>").toont("lv-k7qm");
    drop(s);
    std::fs::remove_dir_all(&p.map).unwrap();
    Scherm::met_map(&p, None, 80, 24).toont_niet("Verder waar u was").toont("> 1  Voorbeeld bekijken");
}

#[test]
fn a_document_for_word_is_made_from_the_screen_and_overwrites_nothing_else() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    let doel = p.thuis().join("stuk.html");
    let pad = doel.display().to_string();
    s.toetsen("<ctrl-p>lv-k7qm<enter><ctrl-p>document maken<enter>").toont("Waar komt het document?");
    s.toetsen(&format!("<ctrl-a>{pad}<enter>")).toont("Het document staat in");
    let tekst = std::fs::read_to_string(&doel).unwrap();
    assert!(tekst.contains("Analyse van de vervoersstromen") && !tekst.contains("Toegankelijkheidsschouw"));
    std::fs::write(&doel, "mijn eigen verslag").unwrap();
    s.toetsen(&format!("<ctrl-p>document maken<enter><ctrl-a>{pad}<enter>")).toont("is geen pagina van oogo");
    assert_eq!(std::fs::read_to_string(&doel).unwrap(), "mijn eigen verslag");
    // A name alone stands in the home folder, and no folder is made for a mistyped one.
    s.toetsen("<esc>w<ctrl-p>document maken<enter><ctrl-a>los.html<enter>").toont("Het document staat in");
    assert!(!std::path::Path::new("los.html").exists() && p.thuis().join("los.html").is_file());
    s.toetsen("<ctrl-p>document maken<enter><ctrl-a>~/nergens/los.html<enter>").toont("is er niet");
    assert!(!p.thuis().join("nergens").exists());
}
