//! What the whole shows: on screen, as text, as values.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

#[test]
fn every_insight_opens_and_leads_to_its_afspraken() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("i").toont("Inzicht").toont("Dekking: welke principes");
    for (n, naam) in ["dekking", "matrix", "indicatoren", "planning", "kosten_en_baten", "omvang"].iter().enumerate() {
        s.toetsen("<home>");
        for _ in 0..n {
            s.toetsen("<down>");
        }
        s.toetsen("<enter>");
        insta::assert_snapshot!(format!("insight_{naam}"), s.tekst());
        s.toetsen("<esc>").toont("Omvang: hoeveel");
    }
    s.toetsen("<home><down><enter><enter>").toont("AFSPRAAK");
}

#[test]
fn insight_is_given_as_text_and_as_values() {
    let p = Proef::voorbeeld();
    p.oogo(&["inzicht"]).goed().bevat("Dekking van principes").bevat("Planning").bevat("Norm: geen jongere");
    let dekking = p.oogo(&["inzicht", "dekking", "--json"]).goed().json();
    assert_eq!(dekking["dekking"]["principes"].as_array().unwrap().len(), 10);
    let lijnen = p.oogo(&["inzicht", "indicatoren", "--json"]).goed().json();
    let ritten = lijnen["indicatoren"].as_array().unwrap().iter().find(|l| l["sleutel"] == "ritten").unwrap();
    assert_eq!((ritten["streefjaar"].as_i64(), ritten["koers"].is_string()), (Some(2030), true));
    let fout = p.oogo(&["inzicht", "weer"]);
    assert_eq!(fout.code, 2);
    assert!(fout.fout.contains("Kies uit: dekking"), "{}", fout.fout);
}

#[test]
fn words_of_the_field_are_explained() {
    let p = Proef::leeg();
    p.oogo(&["begrippen", "opr"]).goed().bevat("Ondersteuningsplanraad").bevat_niet("IHP");
    p.oogo(&["begrippen", "zeppelin"]).goed().bevat("staat niet in de lijst");
    let mut s = Scherm::met_map(&p, None, 80, 24);
    s.toetsen("b").toont("Begrippenlijst").toont("AVG");
}

#[test]
fn an_empty_ontwikkelagenda_has_insight_too() {
    let p = Proef::leeg();
    let map = p.map.to_str().unwrap();
    p.oogo(&["nieuw", map]).goed();
    p.oogo(&["inzicht", "--map", map]).goed().bevat("Er zijn nog geen gemeenten");
}

#[test]
fn the_norm_stands_wherever_thuiszitters_are_counted() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>ov-w3mk<enter>");
    s.naar("Indicatoren");
    s.toetsen("<down>").toont("Norm: geen jongere zit langer dan drie maanden thuis");
    // Where no thuiszitters are counted there is no such norm.
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter><end>").toont_niet("Norm:");
}
