//! What an afspraak still lacks before parties can agree to it. A concept with only a title can
//! be kept.

use super::afspraak::{Afspraak, VELDEN};
use super::veld::{Veld, veld};

fn gevuld(tekst: Option<&String>) -> bool {
    tekst.is_some_and(|t| !t.trim().is_empty())
}

/// The fields that are required for overeenstemming and are still empty, in reading order.
pub fn ontbreekt(a: &Afspraak) -> Vec<&'static Veld> {
    let looptijd = a.looptijd.is_some_and(|l| l.van.is_some() && l.tot.is_some());
    [
        ("niveau", a.niveau.is_some()),
        ("gebonden", !a.gebonden.is_empty()),
        ("trekker", !a.trekker.is_empty()),
        ("doel", gevuld(a.doel.as_ref())),
        ("resultaat", gevuld(a.resultaat.as_ref())),
        ("inzet", !a.inzet.is_empty()),
        ("looptijd", looptijd),
        ("mijlpalen", !a.mijlpalen.is_empty()),
    ]
    .into_iter()
    .filter(|(_, is_er)| !is_er)
    .filter_map(|(naam, _)| veld(VELDEN, naam))
    .collect()
}

/// The fields that are recommended and are still empty, in reading order.
pub fn aanbevolen(a: &Afspraak) -> Vec<&'static Veld> {
    [
        ("trekker-functie", gevuld(a.trekker_functie.as_ref())),
        ("aanleiding", gevuld(a.aanleiding.as_ref())),
        ("meerwaarde-leerling", gevuld(a.meerwaarde_leerling.as_ref())),
        ("gehoord", !a.gehoord.is_empty()),
        ("indicatoren", !a.indicatoren.is_empty()),
        ("evaluatiemoment", a.evaluatiemoment.is_some()),
    ]
    .into_iter()
    .filter(|(_, is_er)| !is_er)
    .filter_map(|(naam, _)| veld(VELDEN, naam))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::veld::Plicht;

    #[test]
    fn a_bare_concept_lacks_exactly_what_the_field_table_requires() {
        let kaal: Afspraak = toml::from_str("formaat = 1\nid = \"lv-k7qm\"\ntitel = \"Vervoer\"\n").unwrap();
        let met = |plicht| VELDEN.iter().filter(move |v| v.plicht == plicht).collect::<Vec<_>>();
        assert_eq!(ontbreekt(&kaal), met(Plicht::Verplicht));
        assert_eq!(aanbevolen(&kaal), met(Plicht::Aanbevolen));
    }

    #[test]
    fn white_space_is_not_an_answer() {
        let a: Afspraak = toml::from_str(
            "formaat = 1\nid = \"lv-k7qm\"\ntitel = \"x\"\ndoel = \"  \\n\"\n[looptijd]\nvan = 2027-01-01\n",
        )
        .unwrap();
        let namen: Vec<&str> = ontbreekt(&a).iter().map(|v| v.naam).collect();
        assert!(namen.contains(&"doel") && namen.contains(&"looptijd"));
    }
}
