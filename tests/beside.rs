//! What stands beside the agreed text: remarks, internal notes, voortgang, meetings.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use oogo::tui::app::Message;
use screen::Scherm;

fn open(p: &Proef, wat: &str) -> Scherm {
    let mut s = Scherm::open(p, 80, 24);
    s.toetsen(&format!("<ctrl-p>{wat}<enter>"));
    s
}

/// The moment at which a remark was placed is the clock's.
fn zonder_moment(scherm: &str) -> String {
    let vorm = "00-00-0000 om 00:00";
    let letters: Vec<char> = scherm.chars().collect();
    let mut uit = letters.clone();
    for i in 0..letters.len().saturating_sub(vorm.len()) {
        let past = |(n, v): (usize, char)| if v == '0' { letters[i + n].is_ascii_digit() } else { letters[i + n] == v };
        if vorm.chars().enumerate().all(past) {
            uit.splice(i..i + vorm.len(), vorm.chars());
        }
    }
    uit.into_iter().collect()
}

#[test]
fn a_remark_is_placed_answered_and_settled() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("<down>r").toont("Opmerking over niveau").toont("Alle partijen lezen dit");
    s.toetsen("Waarom regionaal?<ctrl-s>").toont("De opmerking is geplaatst.").toont("2 open opmerkingen (m)");
    s.toetsen("m").toont("Waarom regionaal?").toont("over niveau");
    insta::assert_snapshot!("remarks", zonder_moment(&s.tekst()));
    s.toetsen("<end>").toetsen("<up>");
    while !s.tekst().lines().any(|r| r.contains("> Opmerking over niveau")) {
        s.toetsen("<up>");
    }
    s.toetsen("<enter>")
        .toont("Wat wilt u met deze opmerking?")
        .toetsen("bOmdat het busbedrijf regionaal rijdt.<ctrl-s>");
    s.toetsen("m").toont("Omdat het busbedrijf");
    while !s.tekst().lines().any(|r| r.contains("> Opmerking over niveau")) {
        s.toetsen("<down>");
    }
    s.toetsen("<enter>a<ctrl-s>").toont("1 open opmerking (m)");
    // It ends up as files that stay as they are, each a version of its own.
    let bestanden = std::fs::read_dir(p.map.join("opmerkingen/lv-k7qm")).unwrap().count();
    assert!(bestanden >= 4);
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    p.oogo(&["controleer"]).goed();
}

#[test]
fn a_remark_that_is_being_written_survives_a_kill() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("rHalf geschreven");
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    drop(s);
    let mut s = open(&p, "lv-k7qm");
    s.toont("werk aan deze afspraak").toetsen("h").toont("Opmerking over titel").toont("Half geschreven");
}

#[test]
fn an_internal_note_stays_on_this_machine() {
    let p = Proef::voorbeeld();
    let voor = p.alles();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("t").toont("INTERNE NOTITIE: leest niemand anders").toetsen("Ondergrens is 30%.<esc>");
    s.toont("alleen op deze computer").toont("interne notitie (t)");
    insta::assert_snapshot!("note", s.toetsen("t").tekst());
    assert_eq!(p.alles(), voor, "nothing in the ontwikkelagenda changes");
    p.oogo(&["notitie", "toon", "lv-k7qm"]).goed().bevat("Ondergrens is 30%.");
    p.oogo(&["notitie", "wijzig", "lv-k7qm", ""]).goed();
    p.oogo(&["notitie", "toon", "lv-k7qm"]).goed().bevat("geen interne notitie");
    p.oogo(&["notitie", "wijzig", "lv-zzzz", "x"]).geweigerd("Er is geen afspraak");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        s.toetsen("<ctrl-a>Weer een.<esc>");
        let map = p.thuis().join("gegevens/notities");
        let uuid = std::fs::read_dir(&map).unwrap().next().unwrap().unwrap().path();
        assert_eq!(uuid.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(uuid.join("lv-k7qm.txt").metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn voortgang_takes_seconds_and_leaves_the_agreed_text_alone() {
    let p = Proef::voorbeeld();
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("u").toont("Wat is er nieuw?").toont("Klaar:");
    insta::assert_snapshot!("progress", s.tekst());
    s.toetsen("meting<enter>").toont("Metingen").toont("21 nov 2026");
    s.toetsen("<enter>").toetsen("31<enter><ctrl-s>").toont("31");
    s.toetsen("uklaar<enter>")
        .toont("Klaar gemeld")
        .toetsen("ustatus<enter>")
        .toont("Afgerond")
        .toetsen("afgerond<enter>");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen: lv-k7qm: status, activiteiten en metingen gewijzigd");
    assert_eq!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml"), tekst);
}

#[test]
fn a_meeting_is_prepared_and_its_papers_are_marked_as_sent() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "nieuw overleg");
    s.toetsen("<enter>oogo<enter><enter>11 nov 2027<enter><ctrl-s>").toont("Gemaakt: overleg 2027-11-11-oogo");
    s.toetsen("a")
        .toont("Welke afspraken komen op de vergaderagenda?")
        .toetsen(" <down> <enter>")
        .toont("Op de vergaderagenda gezet");
    s.toetsen("<ctrl-p>stukken verzonden<enter>")
        .toont("Verzonden vandaag")
        .toetsen("<ctrl-s><enter>")
        .toont("Opgeslagen");
    let tekst = p.lees("overleggen/2027-11-11-oogo.toml");
    assert_eq!(tekst.matches("[[vergaderagenda]]").count(), 2);
    assert!(tekst.contains("verzonden = 2026-11-21"));
    p.oogo(&["overleg", "verzonden", "2027-11-11-oogo"]).goed();
    p.oogo(&["overleg", "verzonden", "../x"]).geweigerd("Er is geen overleg");
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("a").toont("Dit kan alleen bij een overleg.");
}

#[test]
fn an_answer_stands_under_its_own_remark() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-b4xt");
    s.toetsen("rOver de titel<ctrl-s>").toont("geplaatst");
    s.toetsen("<down>rOver het niveau<ctrl-s>").toont("geplaatst");
    // The first is answered after the second was placed.
    s.toetsen("m<home>").naar("Opmerking over titel");
    s.toetsen("<enter>b").toont("Antwoord: ‘Over de titel’").toetsen("Duidelijk<ctrl-s>").toont("geplaatst");
    let scherm = s.toetsen("m").tekst();
    let plaats = |wat: &str| scherm.find(wat).unwrap_or_else(|| panic!("{wat}: {scherm}"));
    let (titel, antwoord, niveau) = (plaats("Over de titel"), plaats("Duidelijk"), plaats("Over het niveau"));
    assert!(titel < antwoord && !(titel < niveau && niveau < antwoord), "{scherm}");
}
