//! One change is taken back as a version of its own, and nothing goes along with it.

mod common;

use common::{Proef, Verwacht};

const LV: &str = "agendas/leerlingenvervoer/lv-k7qm.toml";

#[test]
fn one_change_is_taken_back_and_nothing_else() {
    let p = Proef::voorbeeld();
    let toen = p.git(&["rev-parse", "HEAD"]);
    let voor = p.lees(LV);
    let mijlpaal = voor.split("[[mijlpalen]]\nsleutel = \"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    p.oogo(&["wijzig", "lv-k7qm", "indicatoren.ritten.streefwaarde=25", "titel=Anders", "doel=Iets heel anders."])
        .goed();
    p.oogo(&["wijzig", "lv-k7qm", &format!("mijlpalen.{mijlpaal}=")]).goed();
    p.oogo(&["verplaats", "lv-k7qm", "overgangen"]).goed();
    let pad = "agendas/overgangen/lv-k7qm.toml";
    let terug =
        |veld: &str| p.oogo(&["neem-terug", "LV-K7QM", veld, "--sinds", toen.trim(), "--toelichting", "toch niet"]);
    terug("indicatoren.ritten.streefwaarde")
        .bevat("streefwaarde ‘ritten langer dan 45 minuten’ terug van 25% naar 28%");
    assert!(p.lees(pad).contains("streefwaarde = \"28\"") && p.lees(pad).contains("titel = \"Anders\""));
    // The row comes back in its own place, the prose in its own lines.
    assert_eq!(terug(&format!("mijlpalen.{mijlpaal}")).code, 0);
    assert_eq!(terug("doel").code, 0);
    assert_eq!(terug("titel").code, 0);
    assert_eq!(p.lees(pad), voor);
    assert_eq!(terug("thema").code, 0);
    assert_eq!(p.lees(LV), voor);
    p.oogo(&["vergelijk", toen.trim(), "--kort"]).bevat("Er is geen verschil.");
    let uit = terug("titel");
    assert!(uit.code == 1 && uit.fout.contains("niet gewijzigd"), "{}", uit.fout);
}

#[test]
fn taking_back_never_takes_along_what_was_not_saved() {
    let p = Proef::voorbeeld();
    p.vervang(LV, "streefwaarde = \"28\"", "streefwaarde = \"20\"");
    let alles = p.alles();
    for veld in ["indicatoren.ritten.streefwaarde", "titel"] {
        let uit = p.oogo(&["neem-terug", "lv-k7qm", veld, "--sinds", "2027-02-18"]);
        assert_eq!(uit.code, 1, "{}", uit.uit);
    }
    assert_eq!(p.alles(), alles);
    p.oogo(&["opslaan"]).goed();
    p.oogo(&["neem-terug", "lv-k7qm", "indicatoren.ritten.streefwaarde", "--sinds", "2027-02-18"])
        .bevat("streefwaarde ‘ritten langer dan 45 minuten’ terug van 20% naar 30%");
    // The words of the title keep their capitals.
    p.oogo(&["wijzig", "lv-k7qm", "mijlpalen.nieuw.wat=OOGO bespreekt IHP"]).goed();
    let json = p.oogo(&["vergelijk", "opgeslagen", "--json"]).json();
    assert_eq!(json["wijzigingen"].as_array().unwrap().len(), 0);
}
