//! Finding things: search, filters, order, the palette, and lists that lead somewhere.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

fn voorbeeld() -> Proef {
    Proef::voorbeeld()
}

#[test]
fn a_hit_is_shown_in_its_sentence_and_leads_to_its_field() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("/doorzettingsmacht").toont("thuiszitten").toont_niet("lv-k7qm");
    insta::assert_snapshot!("search_hit", s.tekst());
    s.toetsen("<enter><down><enter>").toont("ov-w3mk");
    assert!(s.tekst().contains("doorzettingsmacht"), "{}", s.tekst());
}

#[test]
fn what_is_found_outside_afspraken_opens_too() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 100, 30);
    s.toetsen("/doorzettingsmacht<enter>").toont("overleg: Ambtelijk overleg op 15 januari 2027");
    s.naar("overleg: Ambtelijk");
    s.toetsen("<enter>").toont("OVERLEG").toont("15 januari 2027");
}

#[test]
fn filters_combine_and_can_be_kept_by_name() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("f").toont("Welke afspraken wilt u zien?");
    insta::assert_snapshot!("filter_form", s.tekst());
    // Gemeente: Denkbeeldrade; niveau: lokaal; kept as ‘ons’.
    s.toetsen("<down><down><enter>denk<enter><enter>lok<enter>");
    for _ in 0..5 {
        s.toetsen("<down>");
    }
    s.toetsen("<enter>ons<enter><ctrl-s>");
    s.toont("geldt in gemeente Denkbeeldrade en lokaal").toont("lv-n9pd").toont_niet("lv-k7qm").toont_niet("hv-m3kf");
    s.toetsen("<esc>").toont("lv-k7qm");
    s.toetsen("f<enter>ons<enter><ctrl-s>").toont("lv-n9pd").toont_niet("lv-k7qm");
    p.oogo(&["toon", "--selectie", "ons"]).goed().bevat("lv-n9pd").bevat_niet("lv-k7qm");
    p.oogo(&["toon", "--gemeente", "denkbeeldrade", "--niveau", "lokaal"])
        .goed()
        .bevat("lv-n9pd")
        .bevat_niet("hv-m3kf");
}

#[test]
fn the_order_can_be_chosen() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("s<down><enter>").toont("volgorde: wat het eerst af moet").toont_niet("Leerlingenvervoer (3)");
    let tekst = s.tekst();
    let plek = |id: &str| tekst.find(id).unwrap();
    assert!(plek("lv-k7qm") < plek("ov-f6ht") && plek("ov-f6ht") < plek("lv-b4xt"), "{tekst}");
}

#[test]
fn the_palette_finds_actions_and_afspraken() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>").toont("Wat wilt u doen?");
    s.toetsen("warme over").toont("ov-f6ht  Warme overdracht");
    insta::assert_snapshot!("palette", s.tekst());
    s.toetsen("<enter>").toont("AFSPRAAK").toont("ov-f6ht");
    // An action that cannot be done now says why before it is chosen.
    s.toetsen("<ctrl-p>opslaan").toont("Nu niet: Er is niets gewijzigd om op te slaan.");
    s.toetsen("<enter>").toont("Er is niets gewijzigd om op te slaan.");
    s.toetsen("<ctrl-p>zzzzzz").toont("Niets gevonden").toetsen("<enter><esc>").toont("ov-f6ht");
}

#[test]
fn a_key_that_works_elsewhere_says_where() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("e").toont("e (bewerken) werkt niet in het overzicht; wel op het scherm van een afspraak.");
    s.toetsen("<enter><enter>").toont("Druk op e om dit onderdeel te bewerken.");
    s.toetsen("<ctrl-s>").toont("Er is niets gewijzigd om op te slaan.");
    s.toetsen("<del>").toont("Kies eerst een regel");
}

#[test]
fn a_finding_leads_to_its_field() {
    let p = voorbeeld();
    p.vervang("agendas/leerlingenvervoer/lv-k7qm.toml", "tot = 2030-07-31", "tot = 2020-07-31");
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("c").toont("Controle").toetsen("<enter>").toont("lv-k7qm").toont("> Looptijd");
}

#[test]
fn an_overleg_is_made_filled_and_saved_on_screen() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("v").toont("OOGO op 12 maart 2027");
    insta::assert_snapshot!("meetings", s.tekst());
    s.toetsen("<ctrl-p>nieuw overleg<enter>").toont("Nieuw overleg");
    s.toetsen("<enter>ambt<enter><enter>9 apr 2027<enter><ctrl-s>").toont("Gemaakt: overleg 2027-04-09-ambtelijk");
    s.toont("OVERLEG").toetsen("e").toont("Soort overleg");
    s.toetsen("<esc>");
    s.toetsen("<down><down>e").toont("Plaats").toetsen("Gemeentehuis<enter><ctrl-s><enter>").toont("Opgeslagen");
    assert!(p.lees("overleggen/2027-04-09-ambtelijk.toml").contains("Gemeentehuis"));
    assert_eq!(p.git(&["status", "--porcelain"]), "");
}

#[test]
fn parties_themes_and_the_cover_page_are_edited_on_screen() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("p").toont("Voorblad:").toont("SWV PO Voorbeeldland");
    s.toetsen("<enter>").toont("VOORBLAD").toont("Visie").toetsen("<esc>");
    s.toetsen("<ctrl-p>nieuw thema<enter><enter>Thuiszitters<enter><ctrl-s>").toont("Gemaakt: thema thuiszitters");
    assert!(p.lees("agendas/thuiszitters/thema.toml").contains("Thuiszitters"));
}

#[test]
fn an_afspraak_is_moved_put_back_and_removed_on_screen() {
    let p = voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-n9pd<enter>").toont("lv-n9pd");
    s.toetsen("<ctrl-p>verplaatsen<enter>")
        .toont("Naar welk thema?")
        .toetsen("jeugd<enter>")
        .toont("Opgeslagen: lv-n9pd: verplaatst");
    assert!(p.lees("agendas/jeugdhulp/lv-n9pd.toml").contains("lv-n9pd"));
    s.toetsen("ex<ctrl-s><enter>").toont("Opgeslagen: lv-n9pd: titel gewijzigd");
    s.toetsen("<ctrl-p>terugzetten<enter>").toont("Geschiedenis van lv-n9pd").toetsen("<down><down>");
    s.toetsen("<enter>").toont("wat wilt u daarmee").toetsen("t<enter>").toont("Opgeslagen: lv-n9pd: teruggezet");
    assert!(!p.lees("agendas/jeugdhulp/lv-n9pd.toml").contains("sportx"));
    // On a meeting's list: such an afspraak is ended, not removed.
    s.toetsen("<ctrl-p>verwijderen<enter>").toont("kan niet weg: zij wordt genoemd in").toont("vul bij Einde in");
    s.toetsen("<esc>nFietsen<ctrl-s><ctrl-s>").toont("is gemaakt");
    s.toetsen("<ctrl-p>verwijderen<enter>").toont("verwijderen?").toetsen("<enter>").toont("verwijderen?");
    s.toetsen("vdubbel<enter>").toont(": verwijderd").toont_niet("Fietsen");
    // Whoever types meanwhile answers no question that they do not see.
    s.toetsen("nSkaten<ctrl-s><ctrl-s>").toont("is gemaakt");
    let jobs = s.traag("<ctrl-p>verwijderen<enter>");
    s.teken();
    s.toont("Kijken of dat kan…").traag("ev");
    s.doe(jobs);
    s.teken();
    s.toont_niet("verwijderen?").toont("oogo heeft een vraag");
    assert_eq!(p.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_list_of_several_is_searched_and_ticked_with_the_space_bar() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter><ctrl-p>ga naar: Gebonden<enter>e");
    s.toetsen("swvvo").toont("[x] SWV VO Voorbeeldland");
    s.toetsen(" ").toont("[ ] SWV VO Voorbeeldland").toetsen(" ").toont("[x] SWV VO Voorbeeldland");
}

#[test]
fn what_is_typed_on_a_filled_line_of_a_form_takes_its_place() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter><ctrl-p>ga naar: Mijlpalen<enter><down>e").toont("Mijlpalen");
    s.toetsen("Anders<enter>").toont(" Anders ").toont_niet("Gezamenlijk formatAnders");
    s.toetsen("<up><backspace>").toont_niet(" Anders ");
}

#[test]
fn a_filter_that_finds_nothing_says_so_and_how_to_go_back() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("f").toont("Thema");
    for _ in 0..20 {
        if s.tekst().contains("> Status") {
            break;
        }
        s.toetsen("<down>");
    }
    s.toetsen("<enter>idee<enter><ctrl-s>").toont("Niets gevonden. Esc toont alles.").toont("0 afspraken");
}
