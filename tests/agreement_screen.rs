//! Standpunten on screen: making a key, reading what is signed, signing, and what a save ends.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

fn with_key() -> Proef {
    let p = Proef::voorbeeld();
    p.oogo(&["sleutel", "maak"]).goed();
    p
}

#[test]
fn the_first_time_a_key_is_made_and_its_words_are_shown() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<down><enter>s").toont("Standpunten over lv-k7qm").toont("Nu: geen overeenstemming.");
    s.toont("Uw sleutel maken").toetsen("<enter>").toont("Nu maken?").toetsen("n").toont("Standpunten over");
    s.toetsen("<enter>o").toont("Uw sleutel is gemaakt").toont("Controlewoorden").toont("kluis");
    let brief = std::fs::read_to_string(p.thuis().join("oogo-herstelsleutel-voorbeeldstad.txt")).unwrap();
    assert!(brief.contains("BEGIN OPENSSH PRIVATE KEY"), "{brief}");
    s.toetsen("<esc>s").toont("Vastleggen wat gemeente Voorbeeldstad vindt").toont_niet("Uw sleutel maken");
}

#[test]
fn one_reads_exactly_what_is_signed_and_signs_on_purpose() {
    let p = with_key();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>s<enter>").toont("Wat vindt uw partij van lv-k7qm?");
    s.toetsen("<ctrl-s>").toont("Vul eerst in: standpunt.");
    s.toetsen("<enter>akkoord<enter><ctrl-s>")
        .toont("Lezen en ondertekenen")
        .toont("titel = \"Analyse van de vervoers");
    let voor = p.versies();
    s.toetsen("<enter>").toont("Ondertekent u namens gemeente Voorbeeldstad (bestuurlijk)").toont("k7qm: akkoord?");
    s.toetsen("n").toont("Lezen en ondertekenen");
    assert_eq!(p.versies(), voor);
    s.toetsen("<enter>o").toont("Ondertekend en opgeslagen: lv-k7qm: akkoord, namens gemeente Voorbeeldstad");
    s.toont("akkoord, 2").toont_niet("Lezen en ondertekenen");
    assert_eq!(p.versies(), voor + 1);
    // The next time one sees what changed since.
    p.oogo(&["wijzig", "lv-k7qm", "indicatoren.ritten.streefwaarde=26%"]).goed();
    s.toetsen("<esc><f5>s").toont("achterhaald: was akkoord");
    s.toetsen("<enter><enter>niet<enter><ctrl-s>").toont("lv-k7qm: veranderd sinds uw partij op");
    s.toont("streefwaarde ‘ritten langer dan 45 minuten’ gaat van 28% naar 26%");
}

#[test]
fn text_that_changes_between_reading_and_signing_is_not_signed() {
    let p = with_key();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>s<enter><enter>akkoord<enter><ctrl-s>").toont("Lezen en ondertekenen");
    p.oogo(&["wijzig", "lv-k7qm", "titel=Intussen anders"]).goed();
    let voor = p.versies();
    s.toetsen("<enter>o").toont("De tekst van lv-k7qm is gewijzigd terwijl u las.");
    assert_eq!(p.versies(), voor);
}

#[test]
fn a_voorbehoud_without_words_and_a_withdrawal_without_reason_are_not_taken() {
    let p = with_key();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>s<enter><enter>voorbehoud<enter><ctrl-s>")
        .toont("Een voorbehoud en zijn tekst horen bij elkaar");
    s.toetsen("<esc>w<enter><enter>ingetrokken<enter><ctrl-s>").toont("Schrijf waarom uw partij intrekt");
}

#[test]
fn a_save_that_ends_an_akkoord_asks_first() {
    let p = with_key();
    p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    let voor = p.versies();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>").naar("Titel").toetsen("e").toetsen("<end> nieuw<enter><ctrl-s><enter>");
    s.toont("Hiermee is achterhaald wat partijen over deze tekst zeiden")
        .toont("akkoord van gemeente Voorbeeldstad (bestuurlijk)");
    s.toetsen("n").toont("niets opgeslagen");
    assert_eq!(p.versies(), voor);
    s.toetsen("<ctrl-s><enter>").toont("Hiermee is achterhaald").toetsen("o").toont("Opgeslagen: lv-k7qm");
    assert_eq!(p.versies(), voor + 1);
    s.toetsen("s").toont("achterhaald: was akkoord");
}

#[test]
fn who_only_reads_sees_the_standpunten_and_signs_nothing() {
    let p = with_key();
    let mut s = Scherm::open(&p, 100, 40);
    s.app.read_only = true;
    s.toetsen("<down><enter>s").toont("Standpunten over lv-k7qm").toont_niet("Vastleggen wat");
}

#[test]
fn who_cannot_sign_reads_what_others_say_and_why_not() {
    // A key that cannot be read does not keep one from reading.
    let p = with_key();
    p.oogo(&["akkoord", "lv-k7qm", "--ja"]).goed();
    std::fs::write(p.thuis().join("instellingen/sleutel"), "rommel").unwrap();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>s").toont("geen sleutel die oogo kan lezen").toont("akkoord, 2");
    // Who has a key and is not on the list learns what to do.
    std::fs::remove_file(p.thuis().join("instellingen/sleutel")).unwrap();
    p.oogo(&["sleutel", "maak"]).goed();
    s.toetsen("<esc>s").toont("staat nog niet op de lijst").toont("oogo sleutel voeg-toe");
    // Nor whose party is not bound, or who did not say for which party they work.
    p.ik("swv-vo-voorbeeldland");
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><down><enter>s").toont("is hier niet aan gebonden");
    std::fs::remove_file(p.thuis().join("instellingen/mijn-gegevens.toml")).unwrap();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>s").toont("Kies eerst met w voor welke partij u werkt");
}

#[test]
fn of_all_that_waits_one_says_the_same_at_once_but_for_the_exceptions() {
    let p = with_key();
    let mut s = Scherm::open(&p, 110, 45);
    s.toetsen("a")
        .toont("Wacht op ons (10)")
        .toont("Wacht op anderen (2)")
        .toont("> Vastleggen wat gemeente Voorbeeldstad");
    s.toetsen("<enter>").toont("Van welke teksten?").toont("[x] lv-k7qm").toetsen("k7qm<enter>").toont("[ ] lv-k7qm");
    s.toetsen("<enter>").toont("Wat vindt uw partij van deze 9 teksten?");
    s.toetsen("<enter>akkoord<enter><ctrl-s>").toont("na het lezen van alle teksten hieronder");
    let voor = p.versies();
    s.toetsen("<enter>").toont("en nog 6").toetsen("o").toont("Ondertekend en opgeslagen");
    assert_eq!(p.versies(), voor + 1);
    s.toont("Wacht op ons (1)").toont("lv-k7qm");
    p.oogo(&["standpunten", "--wacht-op", "ons"]).goed().bevat("lv-k7qm").bevat_niet("hv-c8rw");
    p.oogo(&["wijzig", "hv-c8rw", "titel=Anders"]).goed();
    p.oogo(&["standpunten", "--achterhaald"])
        .goed()
        .bevat("hv-c8rw")
        .bevat("achterhaald: was akkoord")
        .bevat_niet("lv-k7qm");
    let json = p.oogo(&["standpunten", "--achterhaald", "--json"]).goed().json();
    assert_eq!(json["standpunten"][0]["akkoorden"]["voorbeeldstad"], "achterhaald");
    p.oogo(&["standpunten", "--achterhaald-sinds", "begin"]).goed().bevat("hv-c8rw").bevat("sinds begin");
    // By the version that is the newest now: nothing since.
    p.oogo(&["standpunten", "--achterhaald-sinds", "opgeslagen"]).goed().bevat("geen afspraak waarvoor dit geldt");
    p.oogo(&["standpunten", "--achterhaald-sinds", "kerst"]).geweigerd("kerst");
    p.oogo(&["standpunten", "--achterhaald-sinds", p.map.to_str().unwrap()]).gebruik("Dat is geen moment.");
    // The same on the page.
    s.toetsen("<esc><f5>a<up>").toont("> Alleen zien wat op iemand wacht").toetsen("<enter>");
    s.toetsen("op ons<enter>")
        .toont("U ziet hier alleen ‘Wacht op ons’.")
        .toont("lv-k7qm")
        .toont_niet("Wacht op anderen");
    s.toetsen("<up><enter>alleen wat achterhaald is<enter>").toont("alleen wat achterhaald is.").toont("hv-c8rw");
    s.toetsen("<esc>").toont("Ontwikkelagenda");
}

#[test]
fn at_a_meeting_it_is_about_the_vergaderagenda_and_a_vision_can_be_agreed_to_as_well() {
    let p = with_key();
    let mut s = Scherm::open(&p, 110, 45);
    s.toetsen("v").naar("OOGO op 12 maart 2027").toetsen("<enter>s").toont("Van welke teksten?").toont("[x] lv-k7qm");
    s.toetsen("<enter><ctrl-s>").toont("Vul eerst in: standpunt.").toont("Overleg            OOGO op 12 maart 2027");
    s.toetsen("<esc><esc>p")
        .naar("Leerlingenvervoer")
        .toetsen("<enter>s")
        .toont("Standpunten over thema leerlingenvervoer");
    s.toetsen("<enter><enter>akkoord<enter><ctrl-s>").toont("thema leerlingenvervoer: de tekst waar het over gaat");
    s.toetsen("<enter>o")
        .toont("Ondertekend en opgeslagen: thema leerlingenvervoer: akkoord, namens gemeente Voorbeeldstad");
}

#[test]
fn of_one_of_many_texts_one_says_something_else_in_the_same_entry() {
    let p = with_key();
    let mut s = Scherm::open(&p, 110, 45);
    s.toetsen("a<enter><enter><enter>akkoord<enter><ctrl-s>").toont("Lezen en ondertekenen");
    s.naar("Alleen van jh-q9ce vindt").toetsen("<enter>").toont("Wat vindt uw partij van jh-q9ce?");
    s.toetsen("<ctrl-s>").toont("Vul eerst in: standpunt.");
    s.toetsen("<enter>akkoord onder<enter><ctrl-s>").toont("Een voorbehoud en zijn tekst horen bij elkaar");
    s.naar("Voorbehoud").toetsen("<enter>Eerst de raad.<enter><ctrl-s>").toont("Lezen en ondertekenen");
    s.toont("Akkoord onder voorbehoud: jh-q9ce").toont("Voorbehoud: Eerst de raad. (inhoudelijk)");
    let voor = p.versies();
    s.toetsen("<enter>o").toont("Ondertekend en opgeslagen");
    assert_eq!(p.versies(), voor + 1);
    let status =
        |id: &str| p.oogo(&["toon", id, "--json"]).goed().json()["akkoorden"]["voorbeeldstad"]["status"].clone();
    assert_eq!([status("lv-k7qm"), status("jh-q9ce")], ["akkoord", "voorbehoud"]);
}

#[test]
fn a_key_with_a_password_asks_for_it_once() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 100, 40);
    s.toetsen("<down><enter>s<enter>w").toont("Wachtwoord voor uw sleutel");
    s.toetsen("geheim").toont("••••••").toont_niet("geheim").toetsen("<enter>").toont("Nog een keer hetzelfde");
    s.toetsen("geheum<enter>").toont("Dat was niet twee keer hetzelfde").toont("Wachtwoord voor uw sleutel");
    s.toetsen("geheim<enter>geheim<enter>").toont("Uw sleutel is gemaakt");
    // For as long as oogo runs it is not asked again; another time it is.
    s.toetsen("<esc>s<enter><enter>akkoord<enter><ctrl-s><enter>o").toont("Ondertekend en opgeslagen");
    let elders = p.thuis().join("verhuisd");
    let van = p.thuis().join("instellingen/sleutel");
    std::fs::rename(&van, &elders).unwrap();
    std::fs::write(p.thuis().join("instellingen/sleutel-elders"), elders.to_str().unwrap()).unwrap();
    s.toetsen("<esc>s<enter><enter>akkoord<enter><ctrl-s><enter>o");
    s.toont("Wachtwoord van uw sleutel").toont_niet("Ondertekend");
    s.toetsen("anders<enter>")
        .toont("Dit is niet het wachtwoord")
        .toetsen("geheim<enter>")
        .toont("Ondertekend en opgeslagen");
}

#[test]
fn what_was_just_signed_can_be_undone_from_the_page() {
    let p = with_key();
    let mut s = Scherm::open(&p, 110, 45);
    s.toetsen("<down><enter>s").toont_niet("Ongedaan maken");
    s.toetsen("<enter><enter>akkoord<enter><ctrl-s><enter>o").toont("Ondertekend en opgeslagen");
    s.naar("Ongedaan maken, want nog niet uitgewisseld: lv-k7qm: akkoord")
        .toetsen("<enter>")
        .toont("Dan is het nooit gezegd");
    s.toetsen("n");
    let voor = p.versies();
    s.toetsen("<enter>o").toont("Ongedaan gemaakt: lv-k7qm: akkoord").toont_niet("Ongedaan maken,").toont("nog niets");
    assert_eq!(p.versies(), voor - 1);
}
