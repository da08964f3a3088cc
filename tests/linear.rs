//! Without a screen: the same program as numbered questions and answers.

mod common;

use std::io::Write;
use std::process::Stdio;

use common::Proef;

/// What the program says to these answers, a line each.
fn gesprek(p: &Proef, args: &[&str], antwoorden: &str) -> String {
    let mut c = p.opdracht(&["--schermlezer"]);
    c.args(args);
    let mut kind = c.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    kind.stdin.take().unwrap().write_all(antwoorden.as_bytes()).unwrap();
    let uit = kind.wait_with_output().unwrap();
    let fout = String::from_utf8_lossy(&uit.stderr).into_owned();
    assert!(uit.status.success(), "{fout}");
    String::from_utf8(uit.stdout).unwrap()
}

#[test]
fn a_field_is_written_and_saved_line_by_line() {
    let p = Proef::voorbeeld();
    let uit = gesprek(&p, &[], "3\n2\nbewerken\nAnalyse van alle ritten\nopslaan\nna het overleg\nterug\nstoppen\n");
    for stuk in [
        "Overzicht: Ontwikkelagenda",
        "3. lv-k7qm, Analyse van de vervoersstromen",
        "2. Titel: Analyse van de vervoersstromen",
        "Veld: Titel",
        "Nu: Analyse van de vervoersstromen",
        "Waarom wijzigt u dit?",
        "Opgeslagen: lv-k7qm: titel gewijzigd.",
        "oogo is gestopt.",
    ] {
        assert!(uit.contains(stuk), "{stuk}:\n{uit}");
    }
    assert!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("Analyse van alle ritten"));
    assert!(!uit.contains('\u{1b}'), "no escape reaches a screen reader");
}

#[test]
fn prose_lists_questions_and_pages_work_by_number_and_name() {
    let p = Proef::voorbeeld();
    let uit = gesprek(
        &p,
        &[],
        "?\n99\nvliegen\nzoeken\nthuiszitten\ninzicht\n1\nterug\nterug\n2\n8\nbewerken\nEen zin.\nNog een zin.\n.\nterug\n3\nstoppen\n",
    );
    for stuk in [
        "filteren: Toont alleen afspraken",
        "Er is geen nummer 99.",
        "Er is hier geen opdracht ‘vliegen’.",
        "Bladzijde: Inzicht",
        "Dekking van principes",
    ] {
        assert!(uit.contains(stuk), "{stuk}:\n{uit}");
    }
}

#[test]
fn whoever_hangs_up_finds_the_text_back() {
    let p = Proef::voorbeeld();
    gesprek(&p, &[], "3\n2\nbewerken\nHalf werk\n");
    let uit = gesprek(&p, &[], "3\n1\nstoppen\n1\nreden\n");
    assert!(uit.contains("Vraag: ") && uit.contains("1. Terughalen") && uit.contains("Half werk"), "{uit}");
}

#[test]
fn a_new_ontwikkelagenda_is_made_without_a_screen() {
    let p = Proef::leeg();
    let map = p.thuis().join("nieuw");
    let uit = gesprek(
        &p,
        &[],
        &format!("4\n1\nAgenda Testland\n2\n{}\n3\ngemeente Teststad\n4\nadviseur\nklaar\nstoppen\n", map.display()),
    );
    assert!(uit.contains("Overzicht: Agenda Testland"), "{uit}");
    assert!(map.join("ontwikkelagenda.toml").is_file());
}
