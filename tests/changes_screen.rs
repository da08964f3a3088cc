//! What changed, on screen: read, filtered, marked as seen, answered and taken back.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

#[test]
fn the_changes_since_the_papers_are_shown_narrow_and_wide() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("x").toont("Wat er veranderd is sinds de stukken van het OOGO op 12 maart 2027");
    insta::assert_snapshot!("changes_narrow", s.tekst());
    s.toetsen("<esc>").toont("Leerlingenvervoer (3)");
    let mut s = Scherm::open(&p, 160, 50);
    s.toetsen("xs<down><down><down><down><enter>")
        .toont("sinds de stukken van het ambtelijk overleg op 15 januari 2027");
    insta::assert_snapshot!("changes_wide", s.tekst());
    s.toetsen("<down>l");
    insta::assert_snapshot!("changes_unfolded", s.tekst());
    let mut s = Scherm::open(&p, 40, 12);
    s.toetsen("x<down>").toont("overleg is nieuw");
}

#[test]
fn one_goes_from_change_to_change_and_marks_what_was_seen() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("x").toont("> Streefwaarde").toont("waarvan 0 gezien");
    s.toetsen(" ").toont("waarvan 1 gezien").toont("> + overleg is nieuw.").toont("✓ gezien");
    // Seen is seen, also in another window.
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("x").toont("waarvan 1 gezien");
    // What changes once more is news again.
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"27\"");
    s.toetsen("<f5>").toont("waarvan 0 gezien").toont("+ 27%").toont("nog niet opgeslagen");
    s.toetsen("<end><home>").toont("> Streefwaarde").toetsen("<pgdn><home>").toont("> Streefwaarde");
}

#[test]
fn changes_are_narrowed_to_a_theme_a_party_or_another_moment() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("xsbegin<enter>").toont("sinds het begin").toont("VOORBLAD");
    s.toetsen("fjeugdhulp<enter>").toont("alleen thema Jeugdhulp").toont("jh-p4vd").toont_niet("lv-k7qm  ");
    s.toetsen("falles<enter>").toont_niet("alleen ");
    s.toetsen("sdag<enter>18 februari 2027<enter>").toont("sinds het eind van 18 februari 2027");
    s.toetsen("sdag<enter>zomaar<enter>").toont("Er is geen versie of map ‘zomaar’").toont("Sinds welke dag?");
    s.toetsen("<esc>w");
    s.toetsen("snog niet<enter>").toont("Er is niets veranderd.");
    s.toetsen("sbezoek<enter>").toont("U hebt hier nog niet eerder gekeken");
}

#[test]
fn one_change_is_taken_back_and_that_is_undone() {
    let p = Proef::voorbeeld();
    let voor = p.versies();
    let mut s = Scherm::open(&p, 100, 30);
    s.toetsen("xt").toont("Neemt u deze wijziging terug?");
    s.toetsen("n").toont("+ 28%");
    assert_eq!(p.versies(), voor);
    s.toetsen("tj").toont("terug van 28% naar 30%.").toont_niet("+ 28%");
    assert!(p.lees(LV).contains("streefwaarde = \"30\""));
    assert_eq!(p.versies(), voor + 1);
    s.toetsen("<ctrl-z>").toont("Het terugnemen is ongedaan gemaakt").toont("16 wijzigingen");
    s.toetsen("<home>").toont("+ 28%");
    assert!(p.lees(LV).contains("streefwaarde = \"28\""));
    assert_eq!(p.versies(), voor + 2);
    s.toetsen("<ctrl-z>").toont("nog geen wijziging teruggenomen");
    s.toetsen("<home>tw")
        .toont("Waarom neemt u dit terug?")
        .toetsen("Te streng.<enter>")
        .toont("terug van 28% naar 30%.");
    assert!(p.git(&["log", "-1", "--format=%B"]).contains("Toelichting: Te streng."));
    s.toetsen("<ctrl-z>").toont("Het terugnemen is ongedaan gemaakt");
    let voor = voor + 2;
    // What changed elsewhere since it was shown is looked at first.
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"26\"");
    s.toetsen("<home>tj").toont("staat nog iets dat niet is opgeslagen");
    assert_eq!(p.versies(), voor + 2);
    // A whole file that came is not taken back here.
    s.toetsen("<f5><down>t").toont("neemt u niet hier terug");
}

#[test]
fn from_a_change_one_goes_to_the_text_and_comes_back() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 30);
    s.toetsen("x<enter>").toont("lv-k7qm  Leerlingenvervoer").toont("> ");
    s.toetsen("<esc>").toont("Wat er veranderd is sinds").toont("> Streefwaarde");
    s.toetsen("r").toont("Opmerking over indicatoren").toont("De wijziging: streefwaarde ‘ritten");
    s.toetsen("Waarom 28?<ctrl-s>").toont("De opmerking is geplaatst.");
    s.toetsen("<esc>").toont("Wat er veranderd is sinds").toont("17 wijzigingen");
    s.toetsen("<esc>").toont("Leerlingenvervoer (3)");
    // From an afspraak only its own changes are shown, and back leads to it.
    s.toetsen("<enter>x").toont("Wat er veranderd is").toont("alleen afspraak lv-k7qm");
    s.toetsen("<esc>").toont("lv-k7qm  Leerlingenvervoer");
}

#[test]
fn the_history_leads_to_what_changed_since_a_version() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 30);
    s.toetsen("<down><enter>g").toont("Geschiedenis van lv-k7qm").toetsen("<enter>").toont("wat wilt u daarmee?");
    s.toetsen("v").toont("alleen afspraak lv-k7qm").toont("er niets veranderd");
    s.toetsen("<esc>g<down><enter>v").toont("Wat er veranderd is sinds versie").toont("> ");
    // Who only reads may look, and puts nothing back.
    let mut s = Scherm::open(&p, 100, 30);
    s.app.read_only = true;
    s.toetsen("<down><enter>g<enter>").toont("sindsdien veranderd").toont_niet("De tekst terugzetten");
}

#[test]
fn who_only_reads_takes_nothing_back() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    let mut s = Scherm::open(&p, 100, 30);
    s.app.read_only = true;
    s.toetsen("xt").toont("U leest alleen");
    s.toetsen(" <enter>").toont("OVERLEG");
    assert_eq!(p.alles(), voor);
}

#[test]
fn nothing_passes_unseen_when_one_goes_from_screen_to_screen() {
    let p = Proef::voorbeeld();
    let zinnen: String =
        (1..=40).map(|n| format!("Zin nummer {n} gaat over iets heel anders dan nummer {}.\n", n + 100)).collect();
    p.vervang(LV, "doel = \"\"\"\n", &format!("doel = \"\"\"\n{zinnen}"));
    for (breed, hoog) in [(80, 24), (160, 50), (40, 12)] {
        let mut s = Scherm::open(&p, breed, hoog);
        s.toetsen("x");
        let mut gezien = String::new();
        for _ in 0..60 {
            gezien.push_str(&s.tekst());
            s.toetsen("<pgdn>");
        }
        let plat = gezien.split_whitespace().collect::<Vec<_>>().join(" ");
        for n in 1..=40 {
            assert!(plat.contains(&format!("Zin nummer {n} ")), "{breed}x{hoog}: {n}");
        }
        for wat in ["30%", "OVERLEGGEN", "In voorbereiding", "hv-c8rw", "ov-w3mk"] {
            assert!(plat.contains(wat), "{breed}x{hoog}: {wat}");
        }
    }
}

#[test]
fn going_back_after_folding_stays_on_what_is_there() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    for keten in ["xl<end><pgdn>", "<esc>xl<end><pgup>"] {
        s.toetsen(keten);
        // The keys come before anything is drawn again.
        s.traag("l");
        s.traag("<pgup>");
        s.toetsen("<pgdn>").toont("Wat er veranderd is");
    }
}

#[test]
fn what_was_typed_is_asked_about_also_from_the_changes() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 30);
    s.toetsen("<enter>e<end> Meer.<esc>x").toont("Wat er veranderd is");
    s.toetsen("q").toont("U hebt dit nog niet opgeslagen");
    assert!(!s.app.quit);
}

#[test]
fn a_note_and_its_field_are_two_changes() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"25\" # nagekeken");
    p.oogo(&["opslaan"]);
    let json = p.oogo(&["vergelijk", toen.trim(), "--json"]).json();
    let alle = json["wijzigingen"].as_array().unwrap().clone();
    assert_eq!((alle.len(), alle.iter().filter(|w| w["notitie"] == true).count()), (2, 1), "{json}");
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("xsopgeslagen<enter>sdag<enter>").toetsen(&format!("{}<enter>", toen.trim()));
    s.toont("Notitie in het bestand (#) bij Streefwaarde").toont("> ");
    for _ in 0..2 {
        if s.tekst().contains("> Notitie") {
            break;
        }
        s.toetsen("<down>");
    }
    s.toont("> Notitie").toetsen("tj").toont("kan hier niet teruggenomen worden");
    assert!(p.lees(LV).contains("streefwaarde = \"25\" # nagekeken"));
}

#[test]
fn any_two_versions_of_the_history_are_compared() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 110, 40);
    s.toetsen("g<enter>").toont("Vergelijken met een andere versie").toetsen("m").toont("Kies nu de andere versie");
    s.toetsen("<down><down><enter>").toont("Vergelijken met de versie van 19-03-2027").toetsen("m");
    s.toont("Wat er veranderde tussen versie").toont("van 15 maart 2027 en versie").toont("VOORTGANG");
    // In the other order it is the same comparison.
    s.toetsen("<esc>").toont("Geschiedenis").toetsen("<down><down><enter>m<up><up><enter>m");
    s.toont("van 15 maart 2027 en versie");
    // What one version did is two keys away.
    s.toetsen("<esc><down><down><enter>w")
        .toont("Wat er veranderde tussen versie")
        .toont("+ 28%")
        .toont_niet("Voorgenomen");
    // From the history of everything one opens what a version is about.
    s.toetsen("<esc><enter>o").toont("ov-d8ya");
    // What was said since is taken back only where it still stands.
    let mut s = Scherm::open(&p, 110, 40);
    s.toetsen("<down><enter>g<down><down><down><down><enter>m<home><enter>m").toont("alleen afspraak lv-k7qm");
    s.toont("+ 28%");
    p.oogo(&["wijzig", "lv-k7qm", "indicatoren.ritten.streefwaarde=26%"]).goed();
    s.naar("Streefwaarde").toetsen("tj").toont("intussen opnieuw gewijzigd");
}

#[test]
fn changes_are_narrowed_to_a_field_and_to_who_made_them() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 110, 40);
    s.toetsen("xsbegin<enter>fdoor beleidsadviseur, swv vo<enter>").toont("alleen door beleidsadviseur, SWV VO");
    s.toont("ov-f6ht").toont_niet("hv-t6yg");
    s.toetsen("fthema leerl<enter>").toont("alleen thema Leerlingenvervoer, door beleidsadviseur, SWV VO");
    s.toetsen("falles<enter>").toont("VOORBLAD");
    s.toetsen("falleen het veld<enter>").toont("alleen veld");
    let uit = p.oogo(&["vergelijk", "begin", "nu", "--door", "swv vo", "--kort"]).uit;
    assert!(uit.lines().count() > 3 && uit.lines().all(|r| r.contains("SWV VO Voorbeeldland,")), "{uit}");
    let uit = p.oogo(&["vergelijk", "begin", "nu", "--door", "piet"]);
    assert!(uit.code == 2 && uit.fout.contains("is geen ‘piet’. Wel: adviseur informatiebeheer"), "{}", uit.fout);
}

#[test]
fn the_text_shows_who_wrote_each_field() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>h").toont("Wie schreef wat er nu staat in lv-k7qm").toont("24 september 2026");
    s.toetsen("<down><enter>").toont_niet("Wie schreef wat er nu staat");
}
