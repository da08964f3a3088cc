//! Who may speak for whom, on screen.

mod common;
#[path = "common/regio.rs"]
mod regio;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use regio::Regio;
use screen::Scherm;

/// Somebody's public key, who works for a party.
fn key_of(r: &Regio, wie: &str, partij: &str) -> String {
    r.als(wie, &["mijn-gegevens", "--partij", partij, "--functie", wie]).goed();
    r.als(wie, &["sleutel", "maak"]).goed();
    r.als(wie, &["sleutel", "toon", "--json"]).goed().json()["sleutel"].as_str().unwrap().to_owned()
}

/// The example with keys for two other parties, and one's own for Voorbeeldstad.
fn region() -> Regio {
    let r = Regio::met(&["fictiehoven"]);
    r.0.oogo(&["sleutel", "maak"]).goed();
    r
}

#[test]
fn who_has_no_key_makes_one_there() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("m").toont("Wie mag namens wie spreken").toont("U hebt nog geen sleutel").toont("> Uw sleutel maken");
    s.toetsen("<enter>o").toont("Uw sleutel is gemaakt").toetsen("<esc>m").toont(": dat bent u");
}

#[test]
fn a_colleague_comes_gets_another_key_and_goes() {
    let r = region();
    let [eerst, later] = ["collega", "laptop"].map(|wie| key_of(&r, wie, "voorbeeldstad"));
    let mut s = Scherm::open(&r.0, 120, 40);
    s.toetsen("m").toont("gemeente Voorbeeldstad (uw partij)").toont("beleidsadviseur (f-").toont(": dat bent u");
    s.naar("Deze sleutel kopiëren").toetsen("<enter>").toont("staat op het klembord");
    s.toont("gemeente Fictiehoven").toont("Controlewoorden: ").toont("Nog niet bevestigd");
    s.naar("Een collega op de lijst").toetsen("<enter><ctrl-s>").toont("Vul eerst in: openbare sleutel.");
    s.toetsen("<enter>geen sleutel<enter><enter>adviseur<enter><ctrl-s>").toont("Dit is geen openbare sleutel");
    s.toetsen("<up><up><up><up>")
        .toetsen("<enter><ctrl-a>")
        .plak(&format!("{eerst} collega@kantoor"))
        .toetsen("<enter><ctrl-s>");
    s.toont("mag namens deze partij spreken").toont("adviseur (f-");
    r.als("collega", &["akkoord", "lv-k7qm", "--ja"]).goed();
    s.naar("adviseur (f-").toetsen("<enter>").toont("wat verandert er?").toetsen("s").plak(&later).toetsen("<enter>");
    s.toont("heeft een nieuwe sleutel");
    r.als("collega", &["akkoord", "hv-c8rw", "--ja"]).geweigerd("staat niet op de lijst");
    r.als("laptop", &["akkoord", "hv-c8rw", "--ja"]).goed();
    s.naar("adviseur (f-")
        .toetsen("<enter>w")
        .toont("mag niet meer namens deze partij spreken")
        .toont_niet("· adviseur (f-");
    r.als("laptop", &["akkoord", "hv-c8rw", "--ja"]).geweigerd("staat niet op de lijst");
    s.naar("beleidsadviseur (f-").toetsen("<enter>w").toont("er niemand meer die namens uw partij mag spreken");
}

#[test]
fn a_party_is_confirmed_by_the_words_that_it_reads_aloud() {
    let r = region();
    let bevestigd = || {
        let json = r.0.oogo(&["sleutel", "toon", "--json"]).goed().json();
        let partijen = json["partijen"].as_array().unwrap().clone();
        partijen.iter().find(|p| p["partij"] == "fictiehoven").unwrap()["bevestigd"] == true
    };
    let mut s = Scherm::open(&r.0, 80, 24);
    s.toetsen("m").naar("Nog niet bevestigd").toetsen("<enter>").toont("Las gemeente Fictiehoven zelf precies deze");
    s.toetsen("n");
    assert!(!bevestigd());
    s.toetsen("<enter>j").toont("de controlewoorden zijn bevestigd").toont("Bevestigd op deze computer.");
    assert!(bevestigd());
}

#[test]
fn the_key_from_the_safe_sets_the_list_right() {
    let r = region();
    std::fs::remove_file(r.0.thuis().join("instellingen/sleutel")).unwrap();
    let mut s = Scherm::open(&r.0, 120, 40);
    s.toetsen("m<enter>o").toont("Uw sleutel is gemaakt").toetsen("<esc>m").toont("U staat nog niet op deze lijst");
    s.naar("De lijst rechtzetten")
        .toetsen("<enter>oogo-herstelsleutel-niemand.txt<enter>")
        .toont("kan niet gelezen worden");
    s.naar("De lijst rechtzetten").toetsen("<enter>oogo-herstelsleutel-voorbeeldstad.txt<enter>");
    s.toont("nieuwe lijst met de herstelsleutel").toont(": dat bent u");
}

#[test]
fn a_successor_is_named_on_purpose() {
    let r = region();
    let mut s = Scherm::open(&r.0, 120, 40);
    s.toetsen("m").naar("Na een herindeling").toetsen("<enter>").toont("Welke partij volgt de uwe op?");
    s.toetsen("fictie<enter>")
        .toont("Spreekt gemeente Fictiehoven van nu af ook in de plaats van")
        .toont("gemeente Voorbeeldstad? Dit wordt ondertekend.");
    s.toetsen("o").toont("nog niet bevestigd").naar("Nog niet bevestigd").toetsen("<enter>j");
    s.naar("Na een herindeling").toetsen("<enter>fictie<enter>n").toont_niet("Van nu af spreekt");
    s.toetsen("<enter>fictie<enter>o")
        .toont("opgevolgd door gemeente Fictiehoven")
        .toont("Van nu af spreekt gemeente Fictiehoven");
    r.als("fictiehoven", &["akkoord", "hv-m3kf", "--ja"]).goed();
    s.naar("Weer zelf spreken").toetsen("<enter>o").toont("zij spreekt weer zelf").toont_niet("Van nu af spreekt");
}

#[test]
fn who_only_reads_changes_nothing_shared() {
    let r = region();
    let mut s = Scherm::open(&r.0, 120, 40);
    s.app.read_only = true;
    s.toetsen("m").toont("gemeente Fictiehoven").toont_niet("Een collega op de lijst");
    // What one knows oneself is one's own.
    let versies = r.0.versies();
    s.naar("Nog niet bevestigd").toetsen("<enter>j").toont("de controlewoorden zijn bevestigd");
    assert_eq!(r.0.versies(), versies);
}
