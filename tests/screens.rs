//! Screens: key scripts against a real ontwikkelagenda, drawn on a test terminal.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::Proef;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use oogo::tui::app::Message;
use screen::{Scherm, toets};

/// The example, with somebody of gemeente Voorbeeldstad at the keyboard.
fn voorbeeld() -> Proef {
    Proef::voorbeeld()
}

#[test]
fn the_start_screen_offers_what_to_begin_with() {
    let p = Proef::leeg();
    let s = Scherm::met_map(&p, None, 80, 24);
    insta::assert_snapshot!(s.tekst());
}

#[test]
fn the_example_opens_from_the_start_screen_and_only_looking_changes_nothing() {
    let p = Proef::leeg();
    let mut s = Scherm::met_map(&p, None, 80, 24);
    s.toetsen("1")
        .toont("er kan niets misgaan")
        .toont("Analyse van de vervoersstromen")
        .toont("partij nog niet gekozen");
    s.toetsen("<down><enter><pgdn><pgdn><end><home><esc>g<esc>c<esc><f1><esc>/rit<enter><esc>");
    let map = p.thuis().join("gegevens/voorbeeld");
    let status = std::process::Command::new("git").args(["status", "--porcelain"]).current_dir(map).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&status.stdout), "");
    s.toetsen("q");
    assert!(s.app.quit);
}

#[test]
fn the_overview_at_three_sizes() {
    let p = voorbeeld();
    for (breed, hoog) in [(80, 24), (160, 50), (40, 24)] {
        let mut s = Scherm::open(&p, breed, hoog);
        s.toetsen("<down>");
        insta::assert_snapshot!(format!("overview_{breed}x{hoog}"), s.tekst());
    }
}

#[test]
fn an_afspraak_reads_as_a_document_at_three_sizes() {
    let p = voorbeeld();
    for (breed, hoog) in [(80, 24), (160, 50), (40, 24)] {
        let mut s = Scherm::open(&p, breed, hoog);
        s.toetsen("<down><enter><down><down><down><down><down>");
        insta::assert_snapshot!(format!("afspraak_{breed}x{hoog}"), s.tekst());
    }
}

#[test]
fn a_prose_field_is_edited_and_saved_as_a_version() {
    let p = voorbeeld();
    let voor = p.versies();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter><down><down><down><down><down>e");
    insta::assert_snapshot!("prose_editor", s.tekst());
    s.toetsen("<ctrl-a>Ritten duren te lang, bijv. In de winter. Wij meten het.<enter>- punt een<enter>punt twee<esc>");
    s.toont("Gewijzigd, nog niet opgeslagen").toont("- punt twee");
    assert_eq!(p.versies(), voor, "nothing is saved before it is asked for");
    s.toetsen("<ctrl-s>").toont("Waarom wijzigt u dit?").toetsen("na het overleg<enter>");
    s.toont("Opgeslagen: lv-k7qm: aanleiding gewijzigd.");
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(
        tekst.contains("aanleiding = \"\"\"\nRitten duren te lang, bijv. In de winter.\nWij meten het.\n\n- punt een\n- punt twee\n\"\"\"\n"),
        "{tekst}"
    );
    assert_eq!(p.versies(), voor + 1);
    assert!(p.git(&["log", "-1", "--format=%B"]).contains("Toelichting: na het overleg"));
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    s.toetsen("<esc>").toont("Leerlingenvervoer (3)");
}

#[test]
fn the_first_save_asks_who_you_are() {
    let p = Proef::voorbeeld();
    std::fs::remove_dir_all(p.thuis().join("instellingen")).unwrap();
    let mut s = Scherm::open(&p, 80, 24);
    s.toont("partij nog niet gekozen").toetsen("<down><enter>eX<enter><ctrl-s>").toont("Wie bent u?");
    insta::assert_snapshot!("who_are_you", s.tekst());
    s.toetsen("<ctrl-s>").toont("Vul eerst in: partij.");
    s.toetsen("<enter>swv po<enter><enter>adviseur<enter><ctrl-s>")
        .toont("voor SWV PO Voorbeeldland")
        .toont("Waarom wijzigt u dit?");
    s.toetsen("<enter>").toont("Opgeslagen");
    assert!(p.git(&["log", "-1", "--format=%an"]).starts_with("adviseur, SWV PO Voorbeeldland"));
}

#[test]
fn choices_dates_amounts_and_rows_are_edited() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    // Niveau: a list.
    s.toetsen("<down><enter><down>e").toont("( ) Lokaal").toetsen("lok<enter>").toont("  Lokaal");
    // Trekker: a list of parties of which more can be chosen.
    s.toetsen("<down><down>e").toont("[x] gemeente Voorbeeldstad");
    s.toetsen("fict").toont("Gezocht: fict").toetsen("<enter><enter>");
    s.toont("gemeente Voorbeeldstad, gemeente Fictiehoven");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen");
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(
        tekst.contains("niveau = \"lokaal\"") && tekst.contains("trekker = [\"voorbeeldstad\", \"fictiehoven\"]"),
        "{tekst}"
    );
}

#[test]
fn letters_search_in_a_list_and_what_the_list_does_not_know_stays() {
    let p = voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    p.schrijf(
        pad,
        p.lees(pad).replacen("trekker = [\"voorbeeldstad\"]", "trekker = [\"weggevallen\", \"voorbeeldstad\"]", 1),
    );
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>");
    s.naar("Trekker");
    s.toetsen("ejeugd").toont("Gezocht: jeugd").toetsen("<enter><esc>").toont("weggevallen, gemeente Voorbeeldstad");
    s.toetsen("<ctrl-s><enter>");
    assert!(
        p.lees(pad).contains("trekker = [\"weggevallen\", \"voorbeeldstad\", \"jeugdregio-voorbeeldland\"]"),
        "{}",
        p.lees(pad)
    );
}

#[test]
fn what_is_typed_while_a_save_is_under_way_stays() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e een<enter><ctrl-s>");
    let jobs = s.app.update(Message::Key(toets("enter")));
    // The save runs; meanwhile the user goes on.
    s.toetsen("<down>");
    let later = s.app.update(Message::Key(KeyEvent::new(KeyCode::Char('e'), KeyModifiers::NONE)));
    assert!(later.is_empty());
    s.toetsen("lok<enter>");
    s.doe(jobs);
    s.teken();
    s.toont("Opgeslagen: lv-k7qm: titel gewijzigd.").toont("  Lokaal");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen: lv-k7qm: niveau gewijzigd.");
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(tekst.contains("vervoersstromen een\"") && tekst.contains("niveau = \"lokaal\""), "{tekst}");
}

#[test]
fn a_broken_voortgang_keeps_nobody_from_the_afspraak() {
    let p = voorbeeld();
    p.schrijf("voortgang/lv-k7qm.toml", "status = [");
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e!<enter><ctrl-s><enter>").toont("Opgeslagen: lv-k7qm: titel gewijzigd.");
    assert_eq!(p.lees("voortgang/lv-k7qm.toml"), "status = [");
}

#[test]
fn a_date_is_typed_in_dutch_and_checked_while_typing() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>");
    s.naar("Looptijd: eindigt");
    s.toetsen("e<ctrl-a>32 mrt 2027").toont("is geen datum").toetsen("<enter>").toont("! ‘32 mrt 2027’ is geen datum");
    insta::assert_snapshot!("wrong_date", s.tekst());
    s.toetsen("<esc>").toont("Wat hier staat klopt nog niet.").toetsen("v");
    s.toetsen("<ctrl-a>over 6 weken").toont("= 2 januari 2027").toetsen("<enter>").toont("2 januari 2027");
    s.toetsen("<ctrl-z>").toont("Ongedaan gemaakt: looptijd.").toont("31 juli 2030");
    s.toetsen("<ctrl-y>").toont("2 januari 2027");
}

#[test]
fn a_row_is_added_changed_and_removed() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>");
    s.naar("Mijlpalen");
    s.toetsen("n").toont("Mijlpalen");
    insta::assert_snapshot!("row_form", s.tekst());
    s.toetsen("<ctrl-s>")
        .toont("kan niet leeg zijn")
        .toetsen("<enter>Feest<enter><ctrl-s>")
        .toont("Gewijzigd, nog niet opgeslagen");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen: lv-k7qm: mijlpalen gewijzigd.");
    assert!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("wat = \"Feest\""));
    s.naar("Feest");
    s.toetsen("<del>").toont("Deze regel weghalen").toetsen("<del>").toont("Deze regel weghalen");
    s.toetsen("n").toont("Feest").toetsen("<del>j").toont_niet("Feest").toetsen("<ctrl-z>").toont("Feest");
}

#[test]
fn leaving_with_changes_asks_and_the_key_that_asked_does_not_confirm() {
    let p = voorbeeld();
    let voor = p.alles();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>eAnders <enter>");
    s.toetsen("<esc>").toont("U hebt dit nog niet opgeslagen: titel.");
    insta::assert_snapshot!("unsaved", s.tekst());
    s.toetsen("<esc><esc>").toont("U hebt dit nog niet opgeslagen");
    s.toetsen("v").toont("Nog niet opgeslagen: titel.");
    assert_eq!(p.alles(), voor);
    s.toetsen("<esc>o<enter>")
        .toont("Opgeslagen: lv-k7qm: titel gewijzigd.")
        .toont("Inclusieve onderwijshuisvesting (3)");
    let voor = p.alles();
    s.toetsen("<enter>eNog eens<enter>");
    s.toetsen("q").toont("U hebt dit nog niet opgeslagen").toetsen("q");
    assert!(!s.app.quit);
    s.toetsen("w");
    assert!(s.app.quit);
    assert_eq!(p.alles(), voor);
}

#[test]
fn a_change_made_outside_is_never_overwritten() {
    let p = voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e <ctrl-a>Mijn titel<enter>");
    let anders = p.lees(pad).replacen("Analyse", "Van een collega", 1);
    p.schrijf(pad, &anders);
    s.toetsen("<ctrl-s><enter>").toont("‘Titel’ is ook buiten dit venster gewijzigd.");
    s.toont("Mijn titel").toont("Van een collega van de vervoersstromen");
    insta::assert_snapshot!("both_wrote", s.tekst());
    assert_eq!(p.lees(pad), anders);
    s.toetsen("a").toont("> Titel\n  Van een collega").toetsen("<ctrl-z>").toont("> Titel\n  Mijn titel");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen");
    assert!(p.lees(pad).contains("Mijn titel"));
}

#[test]
fn a_new_afspraak_and_a_new_ontwikkelagenda() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("n").toont("Nieuwe afspraak").toetsen("<enter>Fietsen naar school<enter><ctrl-s>");
    s.toont("is gemaakt").toont("Fietsen naar school").toont("nodig voor overeenstemming");
    insta::assert_snapshot!(
        "new_afspraak",
        s.tekst().replace(s.app.reader.as_ref().unwrap().concept.stuk().to_string().as_str(), "lv-????")
    );

    let leeg = Proef::leeg();
    let mut s = Scherm::met_map(&leeg, None, 80, 24);
    let map = leeg.map.to_str().unwrap().to_owned();
    s.toetsen("4").toont("Nieuwe ontwikkelagenda");
    s.toetsen(&format!("<enter>Agenda Testland<enter><enter>{map}<enter><enter>gemeente Teststad<enter><enter>beleidsmedewerker<enter><ctrl-s>"));
    s.toont("Agenda Testland").toont("voor gemeente Teststad").toont("Leerlingenvervoer (0)");
    s.toetsen("n<enter>Eerste<enter><ctrl-s>").toont("is gemaakt");
    assert_eq!(leeg.git(&["status", "--porcelain"]), "");
}

#[test]
fn searching_narrows_the_overview() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("/thuiszitten").toont("Eén aanpak tegen thuiszitten").toont_niet("Warme overdracht");
    s.toetsen("<enter>").toont("gezocht: thuiszitten").toetsen("<esc>").toont("Analyse van de vervoersstromen");
    s.toetsen("/zeppelin<enter>").toont("Niets gevonden.");
}

#[test]
fn what_cannot_be_read_is_shown_and_the_rest_works() {
    let p = voorbeeld();
    p.schrijf("agendas/leerlingenvervoer/lv-k7qm.toml", "titel = [");
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<home>").toont("! niet te lezen: agendas/leerlingenvervoer/lv-k7qm.toml");
    insta::assert_snapshot!("unreadable", s.tekst());
    s.toetsen("<enter>").toont("geen geldige TOML").toetsen("<esc><home><down><down><enter>").toont("lv-b4xt");
}

#[test]
fn what_changed_outside_is_told_and_can_be_saved() {
    let p = voorbeeld();
    p.schrijf(
        "agendas/leerlingenvervoer/lv-b4xt.toml",
        p.lees("agendas/leerlingenvervoer/lv-b4xt.toml").replacen("Eén", "Een", 1),
    );
    let mut s = Scherm::open(&p, 80, 24);
    s.toont("1 bestand is buiten oogo gewijzigd; o slaat dat op.").toetsen("o").toetsen("in een tekstprogramma<enter>");
    s.toont("Opgeslagen wat buiten oogo was gewijzigd.");
    assert_eq!(p.git(&["status", "--porcelain"]), "");
}

#[test]
fn help_history_and_a_key_without_meaning() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<f1>");
    insta::assert_snapshot!("help", s.tekst());
    s.toetsen("<esc>%").toont("Deze toets doet hier niets.");
    s.toetsen("<enter>g")
        .toont("Geschiedenis van lv-b4xt")
        .toetsen("<esc><enter>")
        .toont("Druk op e om dit onderdeel te bewerken.");
}

#[test]
fn a_paste_never_submits_and_keeps_every_character() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e<ctrl-a>")
        .plak("Een titel\nover twee regels € é 漢字")
        .toont("Een titel over twee regels € é 漢");
    s.toetsen("<enter><ctrl-s><enter>");
    assert!(
        p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("titel = \"Een titel over twee regels € é 漢字\"")
    );
    s.plak("zomaar").toont_niet("zomaar");
}

#[test]
fn nothing_in_a_file_can_steer_the_screen() {
    let p = voorbeeld();
    p.schrijf("agendas/leerlingenvervoer/lv-zzzz\u{1b}[2J.toml", "x");
    let mut s = Scherm::open(&p, 80, 24);
    assert!(!s.tekst().contains('\u{1b}'));
    s.toont("Analyse van de vervoersstromen");
}

#[test]
fn what_was_typed_before_a_crash_is_offered_back() {
    let p = voorbeeld();
    let voor = p.alles();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e: nieuw<enter>");
    s.naar("Aanleiding");
    s.toetsen("e<ctrl-a>Half getypt");
    assert!(s.app.draft_waits());
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    drop(s);
    assert_eq!(p.alles(), voor, "a draft lies outside the ontwikkelagenda");

    let mut s = Scherm::open(&p, 80, 24);
    s.toont("werk dat niet is opgeslagen: lv-k7qm")
        .toetsen("<down><enter>")
        .toont("werk aan deze afspraak")
        .toont("Terughalen");
    s.toetsen("h").toont("Half getypt").toetsen("<esc>").toont("Gewijzigd, nog niet opgeslagen");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen");
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(
        tekst.contains("titel = \"Analyse van de vervoersstromen: nieuw\"") && tekst.contains("Half getypt"),
        "{tekst}"
    );
    drop(s);
    let mut s = Scherm::open(&p, 80, 24);
    s.toont_niet("werk dat niet is opgeslagen").toetsen("<down><enter>").toont_niet("Terughalen");
}

#[test]
fn a_draft_comes_back_beside_what_changed_elsewhere_since() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e: van mij<enter>");
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    drop(s);
    p.oogo(&["wijzig", "lv-k7qm", "niveau=lokaal"]);
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>h").toont("vervoersstromen: van mij").toont("  Lokaal");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen: lv-k7qm: titel gewijzigd.");
    // Thrown away is thrown away.
    s.toetsen("<home><down>e weg<enter>");
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    s.toetsen("<esc>w");
    drop(s);
    Scherm::open(&p, 80, 24).toont_niet("werk dat niet is opgeslagen");
}

#[test]
fn what_changes_elsewhere_comes_into_the_screen_while_one_writes() {
    let p = voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>e van mij<enter>").toont("vervoersstromen van mij");
    p.vervang(pad, "niveau = \"regionaal\"", "niveau = \"lokaal\"");
    // The draft that is kept within two seconds notices.
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    s.teken();
    s.toont("dat staat nu ook op uw scherm").toont("  Lokaal").toont("vervoersstromen van mij");
    s.toetsen("<ctrl-z>").toont("> Titel\n  Analyse van de vervoersstromen\n").toont("  Lokaal");
    s.toetsen("<ctrl-y><ctrl-s><enter>").toont("Opgeslagen");
    assert!(p.lees(pad).contains("niveau = \"lokaal\"") && p.lees(pad).contains("van mij"));
    // While a field is open it waits: what is typed there is compared when it is done.
    s.toetsen("e!!");
    p.vervang(pad, "vervoersstromen van mij", "vervoersstromen van een ander");
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    s.toetsen("<enter>").toont("U schreef:").toont("van mij!!").toont("van een ander").toetsen("u").toont("van mij!!");
    assert!(p.lees(pad).contains("van een ander"));
}
