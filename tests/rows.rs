//! Repeating groups: rows are added, moved, doubled and removed; sums and checks speak at once.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::Proef;
use screen::Scherm;

/// The keys of the milestones, as the file has them.
fn sleutels(p: &Proef) -> Vec<String> {
    let tekst = p.lees("agendas/leerlingenvervoer/lv-k7qm.toml");
    let tabel: toml::Table = tekst.parse().unwrap();
    let rijen = tabel["mijlpalen"].as_array().unwrap();
    rijen.iter().map(|r| r["sleutel"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_row_is_moved_doubled_and_saved() {
    let p = Proef::voorbeeld();
    let voor = sleutels(&p);
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>");
    s.naar("Mijlpalen");
    s.toetsen("d").toont("Kies eerst een regel").toetsen("<down><ctrl-up>").toont("Dit is de eerste regel al.");
    s.toetsen("<ctrl-down>").toont("Verplaatst").toetsen("d").toont("Verdubbeld");
    s.toetsen("<ctrl-s><enter>").toont("Opgeslagen: lv-k7qm: mijlpalen gewijzigd");
    let na = sleutels(&p);
    assert_eq!((&na[0], &na[1]), (&voor[1], &voor[0]));
    assert_eq!((na.len(), &na[3..]), (voor.len() + 1, &voor[2..]));
    assert!(!voor.contains(&na[2]));
    assert_eq!(p.git(&["status", "--porcelain"]), "");
    assert_eq!(p.oogo(&["controleer"]).code, 0);
}

#[test]
fn a_new_row_gets_the_focus() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>");
    s.naar("Mijlpalen");
    s.toetsen("n<enter>Alles af<enter><ctrl-s>").toont("> Alles af");
}

#[test]
fn sums_and_checks_stand_beside_what_they_are_about() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>");
    s.naar("Verdeelsleutel");
    s.toont("samen 100%: dat klopt");
    s.toetsen("<down>e").toetsen("<down><enter><ctrl-a>50%<enter><ctrl-s>");
    s.toont("het hoort 100% te zijn").toont("! De aandelen zijn samen geen 100%.");
    insta::assert_snapshot!("sums", s.tekst());
    s.toetsen("<ctrl-z>").toont("dat klopt").toont_niet("geen 100%");
    s.toetsen("<home>");
    s.naar("Looptijd: eindigt");
    s.toetsen("e<ctrl-a>1 jan 2026<enter>").toont("! De looptijd eindigt voordat zij begint.");
}

#[test]
fn rows_are_moved_and_doubled_by_subcommand_too() {
    let p = Proef::voorbeeld();
    let voor = sleutels(&p);
    let rij = format!("mijlpalen.{}", voor[0]);
    assert_eq!(p.oogo(&["rij", "omlaag", "lv-k7qm", &rij]).code, 0);
    assert_eq!(sleutels(&p)[..2], [voor[1].clone(), voor[0].clone()]);
    assert_eq!(p.oogo(&["rij", "verdubbel", "lv-k7qm", &rij]).code, 0);
    assert_eq!(sleutels(&p).len(), voor.len() + 1);
    let fout = p.oogo(&["rij", "omhoog", "lv-k7qm", "mijlpalen.zzzz"]);
    assert_eq!(fout.code, 1);
    assert!(fout.fout.contains("Er is geen regel"), "{}", fout.fout);
    assert_eq!(p.oogo(&["rij", "omhoog", "lv-k7qm", "titel"]).code, 2);
}
