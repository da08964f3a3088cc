//! `oogo opmaak`: the layout of files is put right, and nothing else.

mod common;

use common::{Proef, Verwacht};

#[test]
fn layout_is_put_right_without_touching_words_comments_or_order() {
    let p = Proef::voorbeeld();
    // Without the meeting that agreed to it the text is free.
    p.git(&["rm", "-q", "overleggen/2027-03-12-oogo.toml"]);
    p.git(&["commit", "-qm", "zonder het OOGO"]);
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let rommelig = p
        .lees(pad)
        .replacen(
            "titel = \"Analyse van de vervoersstromen\"",
            "titel='Analyse van de vervoersstromen'   # eigen notitie",
            1,
        )
        .replacen("niveau = \"regionaal\"", "niveau=\"regionaal\"\neigen = 1", 1);
    p.schrijf(pad, rommelig.replace('\n', "\r\n"));
    assert_eq!(p.oogo(&["opmaak", "--toon"]).goed().uit, format!("{pad}: wijkt af\n"));
    p.oogo(&["opmaak"]).goed();
    let na = p.lees(pad);
    assert!(
        na.contains("titel = \"Analyse van de vervoersstromen\" # eigen notitie\nniveau = \"regionaal\"\neigen = 1\n"),
        "{na}"
    );
    assert!(!na.contains('\r'));
    assert!(p.oogo(&["opmaak"]).goed().uit.contains("al in orde"));

    // Remarks inside a list, and files of a later oogo, are left alone.
    let met_opmerking =
        na.replacen("trekker = [\"voorbeeldstad\"]", "trekker = [\n  # sinds 2026\n  \"voorbeeldstad\",\n]", 1);
    p.schrijf(pad, &met_opmerking);
    p.schrijf("voortgang/lv-b4xt.toml", "formaat=2\nid='lv-b4xt'\n");
    assert!(p.oogo(&["opmaak"]).goed().uit.contains("al in orde"));
    p.oogo(&["wijzig", "lv-k7qm", "trekker=voorbeeldstad, fictiehoven"]).goed();
    assert!(p.lees(pad).contains("# sinds 2026\n  \"voorbeeldstad\",\n  \"fictiehoven\""), "{}", p.lees(pad));
}

#[test]
fn layout_leaves_alone_what_a_meeting_agreed_to() {
    let p = Proef::voorbeeld();
    let pad = "agendas/leerlingenvervoer/lv-k7qm.toml";
    let rommelig = p.lees(pad).replacen("niveau = ", "niveau=", 1);
    p.schrijf(pad, &rommelig);
    assert!(
        p.oogo(&["opmaak"])
            .goed()
            .uit
            .contains("lv-k7qm.toml: blijft zoals het is, want overeengekomen in 2027-03-12-oogo")
    );
    assert_eq!(p.lees(pad), rommelig);
}
