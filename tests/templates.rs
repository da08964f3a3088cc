//! Templates: tips beside the field, starting points, a filled-in example, templates of one's own.

mod common;
#[path = "common/screen.rs"]
mod screen;

use common::{Proef, Verwacht};
use screen::Scherm;

#[test]
fn tips_stand_beside_the_field_with_their_source() {
    let p = Proef::voorbeeld();
    for (breed, hoog) in [(80, 24), (160, 50)] {
        let mut s = Scherm::open(&p, breed, hoog);
        s.toetsen("<ctrl-p>lv-k7qm<enter>");
        s.naar("Doel");
        s.toetsen("e").toont("Tip:").toont("Kies als doel");
        insta::assert_snapshot!(format!("tips_{breed}x{hoog}"), s.tekst());
    }
}

#[test]
fn a_filled_in_example_is_one_key_away_and_can_be_taken_over() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>");
    s.naar("Doel");
    s.toetsen("e<ctrl-a><f6>").toont("Hulp bij ‘Doel’").toont("Tips").toont("Bron:");
    s.naar("Overnemen in het veld");
    s.toetsen("<enter>").toont("Overgenomen.");
    s.toont("Wij weten samen waarheen leerlingen reizen").toetsen("<ctrl-z>").toont("De partijen weten samen");
    // For rows too, there only to look at.
    s.toetsen("<esc>");
    s.naar("Mijlpalen");
    s.toetsen("<f6>").toont("Hulp bij ‘Mijlpalen’").toont_niet("Overnemen");
}

#[test]
fn a_new_afspraak_begins_from_a_starting_point() {
    let p = Proef::voorbeeld();
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("n<down><down><enter>folder")
        .toetsen("<backspace><backspace><backspace><backspace><backspace><backspace>");
    s.toetsen("één uitleg<enter><ctrl-s>").toont("is gemaakt").toont("Eén uitleg voor ouders");
    p.oogo(&["sjabloon", "leerlingenvervoer"]).goed().bevat("Tips").bevat("Beginpunt 7jtk");
    p.oogo(&["sjabloon", "leerlingenvervoer", "--veld", "doel"]).goed().bevat("Bron:").bevat_niet("mijlpalen");
    let uit = p.oogo(&["voeg-toe", "--thema", "leerlingenvervoer", "--beginpunt", "7jtk"]).goed();
    let id = uit.uit.lines().next().unwrap().to_owned();
    p.oogo(&["toon", &id]).goed().bevat("Zicht op de vervoersstromen").bevat("[…]");
    assert_eq!(p.oogo(&["voeg-toe", "--thema", "leerlingenvervoer", "--beginpunt", "zzzz"]).code, 2);
    p.oogo(&["controleer"]).goed();
}

#[test]
fn an_ontwikkelagenda_brings_its_own_template() {
    let p = Proef::voorbeeld();
    p.schrijf(
        "sjablonen/leerlingenvervoer.toml",
        "formaat = 1\n\n[[tips]]\nveld = \"doel\"\ntip = \"Noem altijd de reistijd.\"\nbron = \"Afspraak in ons ambtelijk overleg\"\n",
    );
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>");
    s.naar("Doel");
    s.toetsen("e").toont("Noem altijd de reistijd.").toont_niet("Kies als doel");
    p.schrijf("sjablonen/leerlingenvervoer.toml", "formaat = 1\ntips = 3\n");
    let mut s = Scherm::open(&p, 80, 24);
    s.toetsen("<ctrl-p>lv-k7qm<enter>").toont("sjablonen/leerlingenvervoer.toml").toont("regel 2").toont("AFSPRAAK");
    p.oogo(&["sjabloon", "leerlingenvervoer"]).geweigerd("is niet leesbaar (regel 2");
}
