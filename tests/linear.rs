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
fn commands_pages_and_search_work_by_name_and_number() {
    let p = Proef::voorbeeld();
    let uit = gesprek(&p, &[], "?\n99\nvliegen\nzoeken\nthuiszitten\ninzicht\n1\nterug\nterug\nstoppen\n");
    for stuk in [
        "filteren: Toont alleen afspraken",
        "Er is geen nummer 99.",
        "Er is hier geen opdracht ‘vliegen’.",
        "ov-w3mk, Eén aanpak tegen thuiszitten",
        "Bladzijde: Inzicht",
        "Dekking van principes",
    ] {
        assert!(uit.contains(stuk), "{stuk}:\n{uit}");
    }
}

#[test]
fn prose_is_written_in_lines_and_a_list_is_chosen_by_number() {
    let p = Proef::voorbeeld();
    // Afspraak 3, item 10 is its doel; item 3 its niveau.
    let begin = gesprek(&p, &[], "3\nstoppen\n");
    let nummer = |label: &str| {
        let regel =
            begin.lines().find(|r| r.contains(&format!(". {label}: "))).unwrap_or_else(|| panic!("{label}:\n{begin}"));
        regel.split('.').next().unwrap().trim_start_matches("> ").to_owned()
    };
    let script = format!(
        "terug\n3\n{}\nbewerken\nEen zin.\nNog een zin.\n.\n{}\nbewerken\n3\nopslaan\n\nstoppen\n",
        nummer("Doel"),
        nummer("Niveau")
    );
    let uit = gesprek(&p, &[], &script);
    assert!(uit.contains("Opgeslagen: lv-k7qm: niveau en doel gewijzigd."), "{uit}");
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    assert!(tekst.contains("Een zin.\nNog een zin.") && tekst.contains("niveau = \"lokaal\""), "{tekst}");
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
