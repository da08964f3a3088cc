//! The privacy rules on screen: in the field, at the paste, and before a save.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

fn open(p: &Proef) -> Scherm {
    let mut s = Scherm::open(p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter><ctrl-p>ga naar: Doel<enter>");
    s
}

#[test]
fn a_field_says_what_may_not_be_in_it_while_one_types() {
    let p = Proef::voorbeeld();
    let mut s = open(&p);
    s.toetsen("eBSN 12345678").toont_niet("burgerservicenummer");
    s.toetsen("2").toont("Hier staat een burgerservicenummer (123***782).");
    insta::assert_snapshot!("privacy_while_typing", s.tekst());
    s.toetsen("<backspace>").toont_niet("burgerservicenummer");
}

#[test]
fn a_paste_that_may_not_get_in_is_not_pasted() {
    let p = Proef::voorbeeld();
    let mut s = open(&p);
    s.toetsen("e").plak("lijst: 123.456.782 en meer");
    s.toont("Niet geplakt. Hier staat een burgerservicenummer").toont_niet("lijst: 123");
    s.plak("een gewone zin").toont("een gewone zin");
}

#[test]
fn a_save_is_refused_and_the_draft_stays() {
    let p = Proef::voorbeeld();
    let voor = p.versies();
    let mut s = open(&p);
    s.toetsen("eBSN 123456782<esc><ctrl-s><enter>").toont("burgerservicenummer (123***782)");
    assert_eq!(p.versies(), voor);
    s.tik();
    drop(s);
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>").toont("werk aan deze afspraak");
    s.toetsen("h").naar("Doel").toont("BSN 123456782");
}

#[test]
fn a_warning_is_saved_with_a_reason_or_improved() {
    let p = Proef::voorbeeld();
    let voor = p.versies();
    let mut s = open(&p);
    s.toetsen("eDe moeder van Fatima belde.<esc><ctrl-s><enter>");
    insta::assert_snapshot!("privacy_question", s.tekst());
    s.toetsen("v").toont("Er is niets opgeslagen; uw tekst staat er nog.").toont("Fatima");
    assert_eq!(p.versies(), voor);
    s.toetsen("<ctrl-s>vanwege haar<enter>h").toont("Waarom mag dit er staan?");
    s.toetsen("<esc>").toont("Er is niets opgeslagen");
    s.toetsen("<ctrl-s>vanwege haar<enter>hZij gaf toestemming.<enter>").toont("Opgeslagen: lv-k7qm");
    assert_eq!(p.versies(), voor + 1);
    assert!(p.git(&["show", "--stat", "HEAD"]).contains("uitzonderingen/"));
    p.oogo(&["controleer"]).goed();
}

#[test]
fn a_remark_that_calls_for_a_look_comes_back_to_be_improved() {
    let p = Proef::voorbeeld();
    let voor = p.versies();
    let mut s = open(&p);
    s.toetsen("rDe vader van Mohammed vraagt dit.<ctrl-s>").toont("naam van een leerling of ouder");
    s.toetsen("<esc>").toont("De vader van Mohammed vraagt dit.");
    s.toetsen("<ctrl-a>Een ouder vraagt dit.<ctrl-s>").toont("geplaatst");
    assert_eq!(p.versies(), voor + 1);
}

#[test]
fn a_note_may_hold_anything_because_it_stays_here() {
    let p = Proef::voorbeeld();
    let mut s = open(&p);
    s.toetsen("tGebeld met de moeder van Fatima<esc>").toont("bewaard, alleen op deze computer");
}

#[test]
fn all_of_it_is_looked_through_from_the_palette_and_the_document_shows_it() {
    let p = Proef::voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    p.schrijf(pad, p.lees(pad).replacen("titel = \"Analyse", "titel = \"BSN 123456782 Analyse", 1));
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>privacycontrole<enter>").toont("fout: Hier staat een burgerservicenummer (123***782).");
    s.naar("fout");
    s.toetsen("<enter>").toont("! Hier staat een burgerservicenummer (123***782).");
}
