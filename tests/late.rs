//! Nothing typed is lost to an answer that comes late, a second window, or a way out.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::Proef;
use oogo::tui::app::Message;
use screen::Scherm;

fn open(p: &Proef, wat: &str) -> Scherm {
    let mut s = Scherm::open(p, 80, 24);
    s.toetsen(&format!("<ctrl-p>{wat}<enter>"));
    s
}

#[test]
fn the_draft_of_one_afspraak_outlives_work_on_another() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("e van gisteren<esc>").tik();
    drop(s);
    let mut s = open(&p, "lv-n9pd");
    s.toetsen("e!<esc>").tik();
    s.toetsen("<esc>o<enter>").toont("Opgeslagen");
    s.toetsen("<ctrl-p>lv-k7qm<enter>").toont("werk aan deze afspraak").tik();
    s.toetsen("h").toont("van gisteren");
}

#[test]
fn a_draft_that_is_not_decided_on_stands_in_the_way_of_a_new_one() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("e van gisteren<esc>").tik();
    drop(s);
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("l").toetsen("e").toont("Beslis eerst over het werk van de vorige keer.");
    s.toetsen("h").toont("van gisteren");
}

#[test]
fn a_remark_that_was_taken_back_asks_before_it_goes_and_survives_a_second_kill() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("rHalf").tik();
    drop(s);
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("h").toont("Half").tik();
    drop(s);
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("h").toont("Half").toetsen("<esc>").toont("w  Weggooien").toetsen("v").toont("Half");
}

#[test]
fn a_row_that_was_being_filled_in_comes_back() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.naar("Mijlpalen");
    s.toetsen("nKaart af<enter>1 mei 2027").tik();
    drop(s);
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("h").toont("Kaart af").toont("1 mei 2027").toetsen("<ctrl-s><ctrl-s><enter>").toont("Opgeslagen");
    assert!(p.lees("agendas/leerlingenvervoer/lv-k7qm.toml").contains("Kaart af"));
}

#[test]
fn what_comes_late_does_not_close_a_field() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    // A check and a history that come while one is writing already.
    let laat = s.traag("geHier staat iets");
    s.doe(laat);
    s.teken();
    s.toont("Hier staat iets").toont("u ziet het als u hiermee klaar bent");
    // It comes when the field is done.
    s.toetsen("<esc>").toont("Geschiedenis van lv-k7qm");
    // The page of one afspraak can put back no other.
    s.toetsen("<esc><ctrl-s><enter>").toont("Opgeslagen");
    // Read again while a field is open: what is typed is still compared with what stood there.
    let laat = s.traag("<f5>e!!");
    p.vervang("agendas/leerlingenvervoer/lv-k7qm.toml", "Hier staat iets", "Van een ander");
    s.doe(laat);
    s.toetsen("<esc>").toont("U schreef:").toont("Van een ander");
}

#[test]
fn a_question_waits_until_nobody_types() {
    let p = Proef::met_verklaringen();
    let voor = p.versies();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("e!<esc>");
    let laat = s.traag("<ctrl-s><enter>e");
    s.doe(laat);
    s.teken();
    s.toont("oogo heeft een vraag; die komt als u hiermee klaar bent").toont_niet("Toch opslaan?");
    // This letter is text; it says yes to nothing.
    s.toetsen("o").toont("!o");
    assert_eq!(p.versies(), voor);
    s.toetsen("<esc>").toont("Toch opslaan?").toetsen("<esc>").toont("Er is niets opgeslagen");
    assert_eq!(p.versies(), voor);
}

#[test]
fn two_questions_at_once_each_keep_their_own_work() {
    let p = Proef::met_verklaringen();
    let voor = p.versies();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("e!<esc>");
    let mut laat = s.traag("<ctrl-s><enter>");
    laat.extend(s.traag("rDe vader van Mohammed vraagt dit.<ctrl-s>"));
    s.doe(laat);
    s.teken();
    s.toont("Toch opslaan?").toetsen("o").toont("naam van een leerling of ouder");
    assert_eq!(p.versies(), voor + 1);
    s.toetsen("v").toont("De vader van Mohammed vraagt dit.");
    s.toetsen("<ctrl-a>Een ouder vraagt dit.<ctrl-s>").toont("geplaatst");
    assert_eq!(p.versies(), voor + 2);
}

#[test]
fn no_way_out_leads_past_an_open_field() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("eTitel<esc>").toetsen("<down>e<esc>");
    s.naar("Doel");
    s.toetsen("eNog iets<f1>q").toont("Er staat nog een veld of formulier open").toont("Nog iets");
    assert!(!s.app.quit);
    s.toetsen("<f6><ctrl-p>lv-n9pd<enter>").toont("Nog iets");
}

#[test]
fn a_note_of_two_windows_keeps_both() {
    let p = Proef::voorbeeld();
    let (mut een, mut twee) = (open(&p, "lv-k7qm"), open(&p, "lv-k7qm"));
    een.toetsen("t");
    twee.toetsen("tVan twee.<esc>");
    een.toetsen("<esc>");
    twee.toetsen("t").toont("Van twee.").toetsen("<esc>");
    een.toetsen("tx<esc>t").toont("Van twee.x");
}

#[test]
fn only_reading_saves_no_draft_and_keeps_it() {
    let p = Proef::voorbeeld();
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("e van gisteren<esc>").tik();
    drop(s);
    let voor = p.alles();
    let mut s = Scherm::met_map(&p, None, 80, 24);
    let map = p.map.to_str().unwrap().to_owned();
    s.toetsen(&format!("5{map}<enter>")).toetsen("<ctrl-p>lv-k7qm<enter>").toont_niet("van gisteren");
    s.toetsen("<ctrl-s>").toont("U leest alleen");
    let jobs = s.app.update(Message::Tick);
    s.doe(jobs);
    assert_eq!(p.alles(), voor);
    let mut s = open(&p, "lv-k7qm");
    s.toetsen("h").toont("van gisteren");
}

#[test]
fn what_only_reads_can_be_stopped_while_it_runs() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    let laat = s.traag("c");
    s.teken();
    s.toont("Controleren… (Esc stopt)");
    let niets = s.traag("<esc>");
    s.teken();
    s.toont("Gestopt. Er is niets gewijzigd.");
    s.doe(laat);
    s.doe(niets);
    s.teken();
    s.toont_niet("Controle ─");
    // The next one is answered as ever.
    s.toetsen("c").toont("Controle");
}

#[test]
fn a_search_follows_what_was_typed_meanwhile() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 160, 50);
    let laat = s.traag("/rit");
    // One search is under way, given up for what was typed since.
    assert_eq!(laat.len(), 1);
    assert!(!laat[0].wanted().unwrap().holds());
    s.doe(laat);
    s.teken();
    s.toont("lv-k7qm").toont_niet("hv-");
}
