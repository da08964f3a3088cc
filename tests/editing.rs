//! Writing: the clipboard, undo, find and replace, the calendar, the user's own editor, the mouse.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::Proef;
use screen::Scherm;

/// The example with the field of this label open.
fn veld(p: &Proef, label: &str) -> Scherm {
    let mut s = Scherm::open(p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>");
    s.naar(label);
    s.toetsen("e");
    s
}

#[test]
fn cut_copy_and_paste_go_through_the_clipboard() {
    let p = Proef::voorbeeld();
    let mut s = veld(&p, "Titel");
    s.toetsen("<ctrl-c>").toont("Selecteer eerst tekst");
    s.toetsen("<ctrl-a><ctrl-c>");
    assert_eq!(s.gekopieerd, "Analyse van de vervoersstromen");
    s.toetsen("<ctrl-x>").toetsen("<ctrl-v><ctrl-v>");
    s.toont("Analyse van de vervoersstromenAnalyse van de vervoersstromen");
    s.toetsen("<ctrl-z><ctrl-z><ctrl-z>").toetsen("<esc>").toont("> Titel\n  Analyse van de vervoersstromen\n");
}

#[test]
fn an_afspraak_is_copied_as_text_for_a_mail() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>y").toont("Plak haar in Outlook");
    assert!(s.gekopieerd.starts_with("Analyse van de vervoersstromen\nlv-k7qm"), "{}", s.gekopieerd);
    assert!(
        s.gekopieerd.contains("Doel\n  De partijen weten samen") && !s.gekopieerd.contains('['),
        "{}",
        s.gekopieerd
    );
}

#[test]
fn words_are_found_and_replaced_in_a_field() {
    let p = Proef::voorbeeld();
    let mut s = veld(&p, "Doel");
    s.toetsen("<ctrl-f>")
        .toont("Zoeken en vervangen")
        .toetsen("<enter>partijen<enter><enter>organisaties<enter><ctrl-s>");
    s.toont("keer vervangen").toont("organisaties");
    s.toetsen("<ctrl-z>").toont_niet("organisaties");
    s.toetsen("<ctrl-f>").toetsen("<enter><ctrl-a>zeppelin<enter><ctrl-s>").toont("‘zeppelin’ staat niet in dit veld.");
    s.toetsen("<f3>").toont("staat niet in dit veld");
}

#[test]
fn a_date_is_picked_from_a_calendar() {
    let p = Proef::voorbeeld();
    let mut s = veld(&p, "Looptijd: begint");
    s.toont("F4 kalender").toetsen("<f4>").toont("januari 2027");
    insta::assert_snapshot!("calendar", s.tekst());
    s.toetsen("<pgdn><down><right><enter>").toont("9 feb 2027").toetsen("<enter>").toont("9 februari 2027");
    let mut s = veld(&p, "Titel");
    s.toetsen("<f4>").toont("Een kalender is er alleen bij een datum.");
}

#[test]
fn the_users_own_editor_gives_its_text_back() {
    let p = Proef::voorbeeld();
    let mut s = veld(&p, "Doel");
    s.bewerkt = "Een zin uit een ander programma.".to_owned();
    s.toetsen("<ctrl-e>").toont("Een zin uit een ander programma.").toont("Overgenomen");
    s.toetsen("<ctrl-z>").toont("De partijen weten samen");
}

#[test]
fn undo_takes_back_a_word_at_a_time() {
    let p = Proef::voorbeeld();
    let mut s = veld(&p, "Titel");
    s.toetsen(" en meer").toont("vervoersstromen en meer").toetsen("<ctrl-z>").toont("vervoersstromen en");
    s.toont_niet("en meer").toetsen("<ctrl-y>").toont("vervoersstromen en meer");
}

#[test]
fn the_mouse_chooses_opens_scrolls_and_presses_keys() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.klik("lv-k7qm").toont(">   lv-k7qm").klik("lv-k7qm").toont("AFSPRAAK");
    s.klik("Niveau").toont("> Niveau").klik("e bewerken").toont("Subregionaal").klik("Lokaal").toont("Lokaal");
    s.klik("Esc terug").toont("U hebt dit nog niet opgeslagen").klik("w  Wijzigingen weggooien").toont("lv-b4xt");
    s.toont("Weggegooid, niet opgeslagen: ");
    // What is covered cannot be clicked on.
    s.toetsen("<f1>").klik("Deze toetsen").toetsen("<esc>").toont("lv-b4xt");
    s.toetsen("<ctrl-p>").klik("filteren:").klik("filteren:").toont("Welke afspraken wilt u zien?");
}
