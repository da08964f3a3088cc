//! What the rows of a group come to together, in a few words.

use super::afspraak::{Afspraak, Dekking, Duur};
use super::bedrag::{Aandeel, Euro};
use super::voortgang::Voortgang;

/// An amount so many times; one that no number can hold is as large as can be.
fn totaal(bedragen: impl Iterator<Item = Euro>) -> Option<Euro> {
    let mut er_is = false;
    let som = bedragen.fold(0i64, |som, b| {
        er_is = true;
        som.saturating_add(b.euros())
    });
    er_is.then(|| Euro::nieuw(som)).flatten()
}

/// `€ 18.000 eenmalig en € 5.000 elk jaar`.
fn per_duur(posten: &[(Option<Euro>, Option<Duur>)]) -> Option<String> {
    let van = |duur: Option<Duur>| totaal(posten.iter().filter(|(_, d)| *d == duur).filter_map(|(b, _)| *b));
    let delen: Vec<String> = [
        van(Some(Duur::Eenmalig)).map(|b| format!("{b} eenmalig")),
        van(Some(Duur::Jaarlijks)).map(|b| format!("{b} elk jaar")),
        van(None).map(|b| format!("{b} waarvan niet vaststaat of het eenmalig is")),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!delen.is_empty()).then(|| super::tekst::opsomming(&delen))
}

/// What the rows of a group of an afspraak come to; none where there is nothing to add up.
pub fn van_afspraak(a: &Afspraak, groep: &str) -> Option<String> {
    match groep {
        "inzet" => totaal(a.inzet.iter().filter_map(|i| i.bedrag)).map(|b| format!("samen {b}")),
        "financien" => {
            let posten: Vec<_> = a.financien.iter().map(|p| (p.bedrag, p.duur)).collect();
            let open: Vec<_> =
                a.financien.iter().filter(|p| p.dekking != Some(Dekking::Gedekt)).map(|p| (p.bedrag, p.duur)).collect();
            let samen = per_duur(&posten)?;
            let open = per_duur(&open).map_or_else(|| "alles gedekt".to_owned(), |o| format!("nog niet gedekt: {o}"));
            Some(format!("samen {samen}; {open}"))
        }
        "verdeelsleutel" if !a.verdeelsleutel.is_empty() => {
            let delen = || a.verdeelsleutel.iter().map(|v| &v.aandeel);
            let klopt = if Aandeel::samen_heel(delen()) { "dat klopt" } else { "het hoort 100% te zijn" };
            Some(format!("samen {}: {klopt}", Aandeel::samen(delen())))
        }
        "business-case" => {
            let kosten: Vec<_> = a.business_case.iter().map(|b| (b.kosten, b.kosten_duur)).collect();
            let baten: Vec<_> = a.business_case.iter().map(|b| (b.baten, b.baten_duur)).collect();
            let delen: Vec<String> =
                [per_duur(&kosten).map(|k| format!("kosten {k}")), per_duur(&baten).map(|b| format!("baten {b}"))]
                    .into_iter()
                    .flatten()
                    .collect();
            (!delen.is_empty()).then(|| delen.join("; "))
        }
        _ => None,
    }
}

/// What the rows of a group of a voortgang come to.
pub fn van_voortgang(v: &Voortgang, groep: &str) -> Option<String> {
    let klaar = v.activiteiten.iter().filter(|a| !a.is_open()).count();
    (groep == "activiteiten" && !v.activiteiten.is_empty())
        .then(|| format!("{klaar} van de {} klaar", v.activiteiten.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn afspraak(rest: &str) -> Afspraak {
        toml::from_str(&format!("formaat = 1\nid = \"lv-k7qm\"\ntitel = \"x\"\n{rest}")).unwrap()
    }

    #[test]
    fn shares_say_whether_they_add_up() {
        let sleutel = |a: &str, b: &str| {
            afspraak(&format!(
                "[[verdeelsleutel]]\nsleutel = \"aaaa\"\npartij = \"a\"\naandeel = \"{a}\"\n[[verdeelsleutel]]\nsleutel = \"bbbb\"\npartij = \"b\"\naandeel = \"{b}\"\n"
            ))
        };
        let som = |a: &str, b: &str| van_afspraak(&sleutel(a, b), "verdeelsleutel").unwrap();
        assert_eq!(som("3/5", "40%"), "samen 100%: dat klopt");
        assert_eq!(som("3/5", "35%"), "samen 95%: het hoort 100% te zijn");
        assert_eq!(som("1/3", "1/3"), "samen 2/3: het hoort 100% te zijn");
    }

    #[test]
    fn money_is_added_up_by_how_often_it_comes() {
        let a = afspraak(
            "[[financien]]\nsleutel = \"aaaa\"\nomschrijving = \"a\"\nbedrag = 18000\nduur = \"eenmalig\"\ndekking = \"gedekt\"\n[[financien]]\nsleutel = \"bbbb\"\nomschrijving = \"b\"\nbedrag = 5000\nduur = \"jaarlijks\"\n",
        );
        assert_eq!(
            van_afspraak(&a, "financien").unwrap(),
            "samen € 18.000 eenmalig en € 5.000 elk jaar; nog niet gedekt: € 5.000 elk jaar"
        );
        assert_eq!(van_afspraak(&a, "inzet"), None);
    }
}
