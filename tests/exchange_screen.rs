//! Exchanging on screen, with another copy as the other party.

mod common;
#[path = "common/screen.rs"]
mod screen;

use std::fs;

use common::{Proef, Verwacht};
use screen::Scherm;

/// Two parties with a shared folder that both know.
fn two() -> (Proef, Proef) {
    let a = Proef::voorbeeld();
    let gedeeld = a.thuis().join("gedeeld");
    a.oogo(&["uitwisselen", "--met", gedeeld.to_str().unwrap()]).goed();
    let b = Proef::kopie_van(&gedeeld, "fictiehoven");
    (a, b)
}

#[test]
fn the_first_time_it_asks_with_what_and_says_who_will_read_this() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("u").toont("Waarmee wisselt u uit?");
    let gedeeld = p.thuis().join("gedeeld").display().to_string();
    s.toetsen(&format!("{gedeeld}<enter>"))
        .toont("is er nog niet; oogo maakt haar.")
        .toont("leest de andere partij straks")
        .toont("gemeente Fictiehoven, Jeugdregio");
    s.toont("> Nu uitwisselen");
    s.toetsen("<enter>").toont("Uitgewisseld: 0 wijzigingen ontvangen");
    s.toetsen("u").toont("Alles is al uitgewisseld met").toont_niet("Nu uitwisselen");
    // A name alone is a folder in one's own, not where the program happens to be.
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 160, 40);
    s.toetsen("ugedeeld<enter>").toont("is er nog niet").toont(&p.thuis().join("gedeeld").display().to_string());
    // Somewhere that is not there is said, and asked anew.
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("u/nergens/hier<enter>").toont("De map ‘/nergens/hier’ is er niet.").toont("> Opnieuw proberen");
    s.naar("Met een andere map of server").toetsen("<enter>").toont("Waarmee wisselt u uit?");
    let nieuw = p.thuis().join("nieuw").display().to_string();
    s.toetsen(&format!("{nieuw}<enter>")).toont("> Nu uitwisselen");
    // The page's only choice is found again after reading on.
    s.toetsen("<end><home>").toont("> Nu uitwisselen");
}

#[test]
fn who_did_not_say_for_whom_they_work_says_so_first_and_goes_on_with_what_they_came_for() {
    let wie = "<enter>gemeente voorbeeldstad<enter><enter>adviseur<enter><ctrl-s>";
    let p = Proef::voorbeeld();
    let onbekend = || fs::remove_dir_all(p.thuis().join("instellingen")).unwrap();
    onbekend();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("u").toont("Wie bent u?").toont("daarna gaat u verder met ‘uitwisselen’.");
    s.toetsen("<esc>").toont_niet("Waarmee wisselt u uit?");
    s.toetsen("u").toetsen(wie).toont("Waarmee wisselt u uit?");
    let gedeeld = p.thuis().join("gedeeld").display().to_string();
    s.toetsen(&format!("{gedeeld}<enter>")).toont("> Nu uitwisselen");
    // From the page that says how things stand too.
    s.toetsen("<enter>").toont("Uitgewisseld");
    p.oogo(&["wijzig", "lv-k7qm", "titel=Nieuw"]).goed();
    onbekend();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("z").naar("1 versie is nog niet uitgewisseld.").toetsen("<enter>").toont("Wie bent u?").toetsen(wie);
    s.toont("> Nu uitwisselen");
    for (toetsen, daarna) in [
        ("<ctrl-p>inlezen<enter>", "Welk bestand kreeg u?"),
        ("<ctrl-p>uitwisselbestand<enter>", "Waar komt het uitwisselbestand?"),
        ("n", "Nieuwe afspraak"),
        ("<ctrl-p>nieuw thema<enter>", "Nieuw thema"),
        ("<ctrl-p>lv-k7qm<enter><ctrl-p>verplaatsen<enter>", "Naar welk thema?"),
        ("<ctrl-p>lv-k7qm<enter>r", "Opmerking"),
    ] {
        onbekend();
        let mut s = Scherm::open(&p, 100, 40);
        s.toetsen(toetsen).toont("Wie bent u?").toetsen(wie).toont_niet("Wie bent u?").toont(daarna);
    }
}

#[test]
fn exchanging_is_found_from_wherever_one_is() {
    let (a, _) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let mut s = Scherm::open(&a, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter><ctrl-p>uitwisselen")
        .toont("Nu niet: Dit kan in het overzicht; met Esc komt u daar.");
    s.toetsen("<enter>").toont("Dit kan in het overzicht; met Esc komt u daar.");
    s.toetsen("<esc><ctrl-p>verwij").toont("Nu niet: Dit kan als u een afspraak open hebt");
    s.toetsen("<esc>z").naar("1 versie is nog niet uitgewisseld.").toetsen("<enter>").toont("> Nu uitwisselen");
}

#[test]
fn a_choice_has_the_focus_as_long_as_one_is_in_sight() {
    let (a, b) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    a.oogo(&["uitwisselen"]).goed();
    for (breed, hoog) in [(100, 40), (60, 14)] {
        let mut s = Scherm::open(&b, breed, hoog);
        s.toetsen("u").toont("> Nu kiezen").toetsen("<end>");
        if hoog == 40 {
            s.toont("> Nu kiezen").toont("Enter kiezen");
        }
        s.toetsen("<down><up><home>").toont("> Nu kiezen").toetsen("<enter>").toont("> Die van ons");
        s.toetsen("<end>").toont("> Een eigen tekst").toont("Met Esc stopt u");
        // One further there is none; and back at once.
        s.toetsen("<down><down>").toont("> Een eigen tekst").toetsen("<up>").toont("> Zoals het was");
        s.toetsen("<home>").toont("> Die van ons").toetsen("<pgdn><up><down>").toont("Enter kiezen");
    }
}

#[test]
fn a_choice_can_be_made_again_and_can_be_a_text_of_ones_own() {
    let (a, b) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A", "doel=Doel van stad. Nog een zin."]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B", "doel=Doel van hoven. Nog een zin."]).goed();
    let mut s = Scherm::open(&b, 80, 30);
    s.toetsen("u<enter>").toont("Kiezen: 1 van 2").toont_niet("Terug naar de vorige keuze");
    s.toetsen("<enter>").toont("Kiezen: 2 van 2");
    s.naar("Terug naar de vorige keuze").toetsen("<enter>").toont("Kiezen: 1 van 2");
    s.toont("> Die van ons").toont("– nu gekozen");
    // A text of one's own begins with what one had; what is empty is not taken.
    s.naar("Een eigen tekst").toetsen("<enter><ctrl-a><backspace><enter>").toont("Hier staat nog niets.");
    s.toetsen("Samen bedacht<enter>").toont("Kiezen: 2 van 2");
    s.naar("Een eigen tekst").toetsen("<enter>").toont("Doel van stad").toont("Doel van hoven");
    s.toetsen("<ctrl-a>Een doel van allebei.<ctrl-s>")
        .toont("· Nu uitwisselen")
        .toont("> lv-k7qm Titel van B: titel: een eigen tekst ‘Samen bedacht’");
    // What was chosen stands there, and has the focus: one key too many does nothing. Each can be chosen anew
    // without the others.
    s.naar("lv-k7qm Titel van B: doel: een eigen tekst ‘Een doel van allebei.’").toetsen("<enter>");
    s.toont("Opnieuw kiezen").toont("> Een eigen tekst – nu gekozen").toetsen("<esc>").toont("Nu uitwisselen");
    s.toetsen("<up>")
        .toont("> lv-k7qm Titel van B: titel")
        .toetsen("<enter>")
        .toont("Met Esc blijft het zoals u het koos.");
    s.naar("Een eigen tekst").toetsen("<enter>").toont("Samen bedacht").toetsen("<ctrl-a>Weer anders<enter>");
    s.toont("titel: een eigen tekst ‘Weer anders’").toetsen("<home>").toont("> Nu uitwisselen").toetsen("<enter>");
    s.toont("Uitgewisseld");
    let lv = b.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(lv.contains("titel = \"Weer anders\"") && lv.contains("doel = \"\"\"\nEen doel van allebei.\n"), "{lv}");
    b.oogo(&["controleer"]).goed();
    assert!(b.git(&["log", "-1", "--format=%b"]).contains("lv-k7qm titel: een eigen tekst"));
}

#[test]
fn one_sees_what_comes_and_goes_and_chooses_where_both_wrote_the_same() {
    let (a, b) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A", "doel=Doel van stad. Nog een zin."]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B", "doel=Doel van hoven. Nog een zin."]).goed();
    let voor = b.versies();
    let mut s = Scherm::open(&b, 80, 30);
    s.toetsen("u").toont("1 wijziging van hen, 1 van u.").toont("Op 2 plaatsen botst wat beide kanten deden");
    s.toetsen("<enter>").toont("Kiezen: 1 van 2").toont("Titel van B").toont("Titel van A").toont("Zoals het was");
    s.toont("Analyse van de vervoersstromen");
    s.toetsen("<down><enter>").toont("Kiezen: 2 van 2").toont("Beide: onder die van ons wat alleen bij hen staat");
    // Whoever stops here, or is cut off, goes on later where they were.
    drop(s);
    assert_eq!(b.versies(), voor);
    b.oogo(&["stand"]).goed().bevat("U bent begonnen met kiezen");
    let mut s = Scherm::open(&b, 80, 30);
    s.toetsen("u").toont("Op 1 plaats botst wat beide kanten deden").toetsen("<enter>").toont("Kiezen: 1 van 1");
    s.naar("Beide").toetsen("<enter>").toont("Nu uitwisselen").toont_niet("botst");
    assert_eq!(b.versies(), voor);
    s.toetsen("<home><enter>").toont("Uitgewisseld: 1 wijziging ontvangen, 1 verzonden.").toont("Titel van A");
    let lv = b.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(lv.contains("Doel van hoven.\nNog een zin.\n\nDoel van stad.\n"), "{lv}");
    b.oogo(&["stand"]).goed().bevat_niet("U bent begonnen met kiezen");
    a.oogo(&["uitwisselen"]).goed();
    assert_eq!(a.lees("agendas/leerlingenvervoer/lv-k7qm.toml"), lv);
    // What was chosen then says nothing of another time.
    a.oogo(&["wijzig", "lv-k7qm", "titel=Weer A"]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Weer B"]).goed();
    s.toetsen("<f5>u").toont("Op 1 plaats");
}

#[test]
fn a_choice_holds_only_between_the_texts_that_one_saw() {
    let (a, b) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A", "doel=Doel van stad."]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B", "doel=Doel van hoven."]).goed();
    let mut s = Scherm::open(&b, 80, 30);
    s.toetsen("u<enter><enter><enter>").toont("Nu uitwisselen").toont("doel: die van ons");
    // While one looks on, the other side writes again: choosing one thing anew does not decide about that.
    a.oogo(&["wijzig", "lv-k7qm", "doel=Doel van stad, nog eens bekeken."]).goed();
    a.oogo(&["uitwisselen"]).goed();
    s.toont("> lv-k7qm Titel van B: titel: die van ons").toetsen("<enter><down><enter>");
    s.toont("Op 1 plaats botst").toont("titel: die van hen").toont_niet("doel: die van ons");
    s.toetsen("<enter>").toont("Doel van stad, nog eens bekeken.").toetsen("<enter>");
    s.toont("doel: die van ons").toetsen("<home>").toont("> Nu uitwisselen");
    // So it is when the other side is first just before one exchanges.
    a.oogo(&["wijzig", "lv-k7qm", "doel=Doel van stad, voor het laatst."]).goed();
    a.oogo(&["uitwisselen"]).goed();
    s.toetsen("<enter>").toont("Op 1 plaats botst").toont("Intussen kwam er iets bij. Er is nog niets verzonden");
    s.toetsen("<enter>").toont("voor het laatst").toetsen("<enter>").toont("doel: die van ons");
    s.toetsen("<home><enter>").toont("Uitgewisseld");
    let lv = b.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(lv.contains("titel = \"Titel van A\"") && lv.contains("Doel van hoven."), "{lv}");
}

#[test]
fn while_it_is_looked_again_nothing_older_is_exchanged() {
    let (a, b) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B"]).goed();
    let voor = b.versies();
    let mut s = Scherm::open(&b, 80, 30);
    s.toetsen("u<enter><enter>").toont("> lv-k7qm Titel van B: titel: die van ons");
    let mut jobs = s.traag("<enter>");
    s.teken();
    jobs.extend(s.traag("<down><enter>"));
    s.teken();
    jobs.extend(s.traag("<home>"));
    s.teken();
    s.toont("> Nu uitwisselen");
    jobs.extend(s.traag("<enter>"));
    s.teken();
    s.toont("Kijken wat er klaarstaat…").doe(jobs);
    s.teken();
    assert_eq!(b.versies(), voor);
    s.toont("titel: die van hen").toetsen("<home><enter>").toont("Uitgewisseld");
    assert!(b.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("Titel van A"));
}

#[test]
fn of_both_texts_is_marked_what_each_side_changed() {
    let (a, b) = two();
    let doel = |tekst: &str| vec!["wijzig".to_owned(), "lv-k7qm".to_owned(), format!("doel={tekst}")];
    let wijzig = |p: &Proef, tekst: &str| p.oogo(&doel(tekst).iter().map(String::as_str).collect::<Vec<_>>()).goed();
    wijzig(&a, "De bus is op tijd. Elk kind komt veilig op school. De rit duurt kort. Ouders zijn tevreden.");
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["uitwisselen"]).goed();
    wijzig(&a, "Ieder kind komt veilig op school. De rit duurt een uur.");
    wijzig(&b, "De bus is op tijd. Elk kind komt veilig op school. De rit duurt drie kwartier. Ouders zijn tevreden.");
    a.oogo(&["uitwisselen"]).goed();
    let mut s = Scherm::open(&b, 80, 40);
    s.toetsen("u<enter>").toont("Kiezen: 1 van 1").toont("Gemerkt is wat anders is dan het was.");
    assert_eq!(s.onderstreept(), ["drie kwartier", "Ieder", "een uur"]);
    // Also a sentence before one in which another word stands.
    s.toont("(weggehaald: ‘De bus is op tijd.’)").toont("(weggehaald: ‘Ouders zijn tevreden.’)").toont_niet("↓ meer");
    insta::assert_snapshot!("choosing", s.tekst().replace(|c: char| c.is_ascii_digit(), "9"));
    // In a low window one sees that the page goes on.
    let mut s = Scherm::open(&b, 80, 16);
    s.toetsen("u<enter>").toont("↓ meer").toetsen("<end>").toont_niet("↓ meer").toont("Met Esc stopt u");
}

#[test]
fn a_list_of_versions_opens_whole() {
    let (a, b) = two();
    for n in 1..=14 {
        a.oogo(&["wijzig", "lv-k7qm", &format!("titel=Titel {n}")]).goed();
    }
    a.oogo(&["uitwisselen"]).goed();
    let mut s = Scherm::open(&b, 80, 50);
    s.toetsen("u").toont("14 wijzigingen van hen, 0 van u.").naar("en nog 2 versies").toetsen("<enter>");
    assert_eq!(s.tekst().matches("lv-k7qm: titel gewijzigd").count(), 14, "{}", s.tekst());
    s.toetsen("<esc>").toont("> en nog 2 versies");
}

#[test]
fn what_ends_stands_on_the_page_before_it_is_done() {
    let (a, b) = two();
    b.oogo(&["sleutel", "maak"]).goed();
    b.oogo(&["akkoord", "lv-k7qm", "--soort", "bestuurlijk", "--besluit-door", "college", "--ja"]).goed();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    a.oogo(&["uitwisselen"]).goed();
    let mut s = Scherm::open(&b, 160, 50);
    s.toetsen("u").toont(
        "Hiermee is achterhaald wat partijen zeiden: akkoord van gemeente Fictiehoven (bestuurlijk) over lv-k7qm",
    );
    s.toetsen("<esc>");
    assert!(!b.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("Titel van A"));
    s.toetsen("u<enter>").toont("Uitgewisseld");
}

#[test]
fn a_file_goes_out_and_comes_in_by_the_palette() {
    // Before the first one leaves it is told who will read it.
    let nieuw = Proef::voorbeeld();
    let mut s = Scherm::open(&nieuw, 80, 24);
    s.toetsen("<ctrl-p>uitwisselbestand<enter>").toont("gemeente Fictiehoven, Jeugdregio");
    let (a, b) = two();
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A"]).goed();
    let pad = a.thuis().join("voor b.bundle");
    let mut s = Scherm::open(&a, 100, 30);
    s.toetsen("<ctrl-p>uitwisselbestand<enter>").toont("Waar komt het uitwisselbestand?");
    s.toetsen(&format!("{}<enter>", pad.display())).toont("Het uitwisselbestand (nummer 1) staat in");
    let mut s = Scherm::open(&b, 100, 30);
    s.toetsen("<ctrl-p>inlezen<enter>").toont("Welk bestand kreeg u?");
    s.toetsen(&format!("{}<enter>", pad.display())).toont("1 wijziging van hen, uit").toont("> Nu inlezen");
    s.toetsen("<enter>").toont("Ingelezen: 1 wijziging.").toont("Titel van A");
    s.toetsen(&format!("<ctrl-p>inlezen<enter>{}<enter>", pad.display())).toont("Al ingelezen");
    fs::write(&pad, "rommel").unwrap();
    s.toetsen(&format!("<esc><ctrl-p>inlezen<enter>{}<enter>", pad.display())).toont("is geen heel uitwisselbestand");
    s.toont("Niet ingelezen").toont_niet("andere map of server").toont("> Opnieuw inlezen");
    s.toetsen("<enter>").toont("Welk bestand kreeg u?").toont("voor b.bundle");
}

#[test]
fn what_was_chosen_stays_chosen_while_the_texts_stay_the_same() {
    let (a, b) = two();
    let rij = "mijlpalen.nieuw.wat=Rapport klaar";
    a.oogo(&["wijzig", "lv-k7qm", rij]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["uitwisselen"]).goed();
    let lv = a.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    let sleutel = lv.split("wat = \"Rapport klaar\"").next().unwrap().rsplit("sleutel = \"").next().unwrap();
    let datum = format!("mijlpalen.{}.datum", sleutel.split('"').next().unwrap());
    a.oogo(&["wijzig", "lv-k7qm", "titel=Titel van A", &format!("{datum}=2028-01-01")]).goed();
    b.oogo(&["wijzig", "lv-k7qm", "titel=Titel van B", &format!("{datum}=2028-02-02")]).goed();
    a.oogo(&["uitwisselen"]).goed();
    let mut s = Scherm::open(&b, 100, 30);
    s.toetsen("u<enter>").toont("Kiezen: 1 van 2").naar("Die van hen").toetsen("<enter>");
    // Which row it is about is said by its name.
    s.toont("Kiezen: 2 van 2").toont("(‘Rapport klaar’)").toont("1 januari 2028");
    s.toetsen("<esc><esc>");
    a.oogo(&["wijzig", "hv-c8rw", "titel=Iets heel anders"]).goed();
    a.oogo(&["uitwisselen"]).goed();
    b.oogo(&["wijzig", "jh-p4vd", "titel=Ook iets anders"]).goed();
    s.toetsen("<f5>u").toont("Op 1 plaats botst wat beide kanten deden").toetsen("<enter>").toont("Rapport klaar");
    s.toetsen("<enter><home><enter>").toont("Uitgewisseld");
    // Who did not choose reads in the history what was chosen.
    a.oogo(&["uitwisselen"]).goed();
    a.oogo(&["geschiedenis", "--aantal", "1"]).goed().bevat("lv-k7qm titel: de tekst van de ander");
}
