//! What format 1 promises: the same bytes after reading and writing, and nothing of anyone's lost.

#[path = "common/generate.rs"]
mod generate;

use oogo::agenda::bestand::stam;
use oogo::agenda::veld::{Soort, Veld};
use oogo::agenda::{Bestandsoort, Ernst};
use oogo::store::{Document, Plek, canonical, check};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn pad(soort: Bestandsoort) -> &'static str {
    match soort {
        Bestandsoort::Voorblad => "ontwikkelagenda.toml",
        Bestandsoort::Partij => "partijen/voorbeeldstad/partij.toml",
        Bestandsoort::Thema => "agendas/huisvesting/thema.toml",
        Bestandsoort::Afspraak => "agendas/huisvesting/hv-k7qm.toml",
        Bestandsoort::Beheer => "beheer/hv-k7qm.toml",
        Bestandsoort::Voortgang => "voortgang/hv-k7qm.toml",
        Bestandsoort::Opmerking => "opmerkingen/hv-k7qm/20270312t1405-k7qm.toml",
        Bestandsoort::Overleg => "overleggen/2027-03-12-oogo.toml",
        Bestandsoort::Uitzondering => "uitzonderingen/20270312t1405-k7qm.toml",
    }
}

/// Reads as the domain's type and writes that again.
fn heen_en_terug<T: DeserializeOwned + Serialize>(soort: Bestandsoort, tekst: &str) -> String {
    let waarde: T = toml::from_str(tekst).unwrap_or_else(|e| panic!("{e}\n{tekst}"));
    canonical::van(soort, &waarde).unwrap()
}

fn via_het_domein(soort: Bestandsoort, tekst: &str) -> String {
    use oogo::agenda as a;
    match soort {
        Bestandsoort::Voorblad => heen_en_terug::<a::Voorblad>(soort, tekst),
        Bestandsoort::Partij => heen_en_terug::<a::partij::Partij>(soort, tekst),
        Bestandsoort::Thema => heen_en_terug::<a::thema::Thema>(soort, tekst),
        Bestandsoort::Afspraak => heen_en_terug::<a::Afspraak>(soort, tekst),
        Bestandsoort::Beheer => heen_en_terug::<a::beheer::Beheer>(soort, tekst),
        Bestandsoort::Voortgang => heen_en_terug::<a::voortgang::Voortgang>(soort, tekst),
        Bestandsoort::Opmerking => heen_en_terug::<a::opmerking::Opmerking>(soort, tekst),
        Bestandsoort::Overleg => heen_en_terug::<a::overleg::Overleg>(soort, tekst),
        Bestandsoort::Uitzondering => heen_en_terug::<a::uitzondering::Uitzondering>(soort, tekst),
    }
}

fn id_van(soort: Bestandsoort) -> String {
    if soort == Bestandsoort::Opmerking { "hv-k7qm".into() } else { stam(pad(soort)).to_owned() }
}

fn een_bestand() -> impl Strategy<Value = (Bestandsoort, toml::Table)> {
    proptest::sample::select(&Bestandsoort::ALLE[..])
        .prop_flat_map(|soort| (Just(soort), generate::tabel(soort.velden(), id_van(soort), vec![])))
}

/// Every simple place in a file that has a value.
fn plekken(soort: Bestandsoort, document: &Document) -> Vec<Plek> {
    let mut plekken = Vec::new();
    for v in soort.velden().iter().filter(|v| !v.is_vast()) {
        match v.soort {
            Soort::Tabel(kinderen) => plekken.extend(kinderen.iter().map(|k| Plek::InTabel(v, k))),
            Soort::Groep(kinderen) => {
                for s in document.sleutels(v) {
                    plekken.extend(kinderen.iter().filter(|k| !k.is_vast()).map(|k| Plek::InRij(v, s.clone(), k)));
                }
            }
            _ => plekken.push(Plek::Veld(v)),
        }
    }
    plekken
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn canonical_text_comes_back_byte_for_byte((soort, tabel) in een_bestand()) {
        let tekst = canonical::bestand(soort.velden(), &tabel);
        prop_assert_eq!(&via_het_domein(soort, &tekst), &tekst);
        prop_assert_eq!(&Document::lees(soort, &tekst).unwrap().tekst(), &tekst);
        prop_assert_eq!(check::keur(soort, pad(soort), &tekst), vec![]);
        prop_assert_eq!(tekst.parse::<toml::Table>().unwrap(), tabel);
    }

    #[test]
    fn emptying_and_refilling_each_field_in_place_gives_the_file_back((soort, tabel) in een_bestand()) {
        let tekst = canonical::bestand(soort.velden(), &tabel);
        let mut document = Document::lees(soort, &tekst).unwrap();
        for plek in plekken(soort, &document.clone()) {
            if let Some(waarde) = document.waarde(&plek) {
                document.zet(&plek, None).unwrap();
                prop_assert_eq!(document.waarde(&plek), None);
                document.zet(&plek, Some(&waarde)).unwrap();
                prop_assert_eq!(document.tekst(), &*tekst, "{}", plek);
            }
        }
    }
}

/// Puts remarks and unknown keys between the top-level keys of a canonical text.
fn met_eigen_regels(tekst: &str, waar: &[bool]) -> String {
    let mut uit = String::new();
    let (mut in_proza, mut in_lijst, mut bovenaan, mut n) = (false, false, true, 0);
    for regel in tekst.lines() {
        let is_sleutel = !in_proza && !in_lijst && regel.contains(" = ") && !regel.starts_with([' ', '#', ']']);
        if is_sleutel && waar.get(n % waar.len().max(1)).copied().unwrap_or(false) {
            uit.push_str(&format!("# eigen opmerking {n}\n"));
            if bovenaan {
                uit.push_str(&format!("eigen-{n} = [{n}, \"x\"]\n"));
            }
        }
        n += usize::from(is_sleutel);
        bovenaan &= !regel.starts_with('[');
        if !in_proza && regel.ends_with("= \"\"\"") {
            in_proza = true;
        } else if in_proza && regel == "\"\"\"" {
            in_proza = false;
        }
        in_lijst = !in_proza && (regel.ends_with("= [") || (in_lijst && regel != "]"));
        uit.push_str(regel);
        uit.push('\n');
    }
    uit
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn remarks_unknown_keys_and_order_survive_emptying_or_filling_any_field(
        (soort, tabel) in een_bestand(),
        waar in proptest::collection::vec(any::<bool>(), 1..12),
        welke in any::<prop::sample::Index>(),
    ) {
        let tekst = met_eigen_regels(&canonical::bestand(soort.velden(), &tabel), &waar);
        let mut document = Document::lees(soort, &tekst).unwrap();
        prop_assert_eq!(document.tekst(), &*tekst);
        let gevuld: Vec<Plek> = plekken(soort, &document).into_iter().filter(|p| document.waarde(p).is_some()).collect();
        prop_assume!(!gevuld.is_empty());
        let plek = welke.get(&gevuld).clone();
        let waarde = document.waarde(&plek).unwrap();
        document.zet(&plek, Some(&waarde)).unwrap();
        prop_assert_eq!(document.tekst(), &*tekst, "the same value at {}", plek);
        let eigen = |t: &str| t.lines().filter(|r| r.starts_with("eigen-")).map(str::to_owned).collect::<Vec<_>>();
        document.zet(&plek, None).unwrap();
        let na = document.tekst();
        prop_assert_eq!(eigen(&na), eigen(&tekst), "without {}", plek);
        Document::lees(soort, &na).unwrap();
    }
}

const MET_COMMENTAAR: &str = "\
# Deze afspraak is lokaal.
formaat = 1
id = \"hv-k7qm\"   # vast
eigen-veld = { a = 1, b = [1, 2] }
# over de titel
titel = 'Nieuwbouw'  # werktitel

[onbekend]
x = 1.5

# de mijlpalen
[[mijlpalen]]
sleutel = \"aaaa\"
wat = \"Start\"
kleur = \"rood\"

  # ingesprongen
  [[mijlpalen]]
  sleutel = \"bbbb\"
  wat = \"Einde\"
# slot
";

#[test]
fn comments_unknown_keys_and_order_survive_a_change() {
    let soort = Bestandsoort::Afspraak;
    let mut document = Document::lees(soort, MET_COMMENTAAR).unwrap();
    let zet = |d: &mut Document, pad: &str, waarde: &str| {
        d.zet(&Plek::zoek(soort, pad).unwrap(), Some(&toml::Value::String(waarde.into()))).unwrap();
    };
    zet(&mut document, "titel", "Nieuwbouw campus");
    zet(&mut document, "mijlpalen.bbbb.wat", "Oplevering");
    zet(&mut document, "niveau", "lokaal");
    zet(&mut document, "doel", "Eén gebouw.\nVoor iedereen.\n");
    insta::assert_snapshot!(document.tekst(), @r#"
    # Deze afspraak is lokaal.
    formaat = 1
    id = "hv-k7qm"   # vast
    eigen-veld = { a = 1, b = [1, 2] }
    # over de titel
    titel = "Nieuwbouw campus"  # werktitel
    niveau = "lokaal"
    doel = """
    Eén gebouw.
    Voor iedereen.
    """

    [onbekend]
    x = 1.5

    # de mijlpalen
    [[mijlpalen]]
    sleutel = "aaaa"
    wat = "Start"
    kleur = "rood"

      # ingesprongen
      [[mijlpalen]]
      sleutel = "bbbb"
      wat = "Oplevering"
    # slot
    "#);
}

#[test]
fn rows_are_added_and_removed_by_their_key() {
    let soort = Bestandsoort::Afspraak;
    let mut document = Document::lees(soort, MET_COMMENTAAR).unwrap();
    let mijlpalen: &Veld = Plek::zoek(soort, "mijlpalen.aaaa").unwrap().veld();
    let nieuw = document.nieuwe_rij(mijlpalen).unwrap();
    document.zet(&Plek::zoek(soort, &format!("mijlpalen.{nieuw}.wat")).unwrap(), Some(&"Feest".into())).unwrap();
    assert_eq!(document.sleutels(mijlpalen), ["aaaa", "bbbb", &nieuw]);
    document.zet(&Plek::zoek(soort, "mijlpalen.aaaa").unwrap(), None).unwrap();
    assert_eq!(document.sleutels(mijlpalen), ["bbbb", &nieuw]);
    let fout = document.zet(&Plek::zoek(soort, "mijlpalen.cccc.wat").unwrap(), Some(&"x".into())).unwrap_err();
    assert!(fout.to_string().contains("wel: bbbb"), "{fout}");
    assert!(Document::lees(soort, &document.tekst()).unwrap().tekst().contains("onbekend"));
}

#[test]
fn rows_written_inline_can_be_changed_too() {
    let soort = Bestandsoort::Afspraak;
    let tekst =
        "formaat = 1\nid = \"hv-k7qm\"\ntitel = \"x\"\nmijlpalen = [{ sleutel = \"aaaa\", wat = \"Start\" }] # kort\n";
    let mut document = Document::lees(soort, tekst).unwrap();
    document.zet(&Plek::zoek(soort, "mijlpalen.aaaa.wat").unwrap(), Some(&"Begin".into())).unwrap();
    assert_eq!(document.tekst(), tekst.replace("Start", "Begin"));
}

#[test]
fn each_kind_of_mistake_names_line_field_and_what_belongs_there() {
    let tekst = "formaat = 1\nid = \"hv-xxxx\"\ntitel = 5\nniveau = \"landelijk\"\ntrekkers = [\"a\"]\n\n[looptijd]\nvan = \"morgen\"\n\n[[financien]]\nsleutel = \"k7qm\"\nomschrijving = \"x\"\nbedrag = 12.50\n\n[[financien]]\nsleutel = \"k7qm\"\n";
    let regels: Vec<String> = check::keur(Bestandsoort::Afspraak, "agendas/huisvesting/hv-k7qm.toml", tekst)
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(regels.join("\n"));
}

#[test]
fn a_newer_format_is_refused_with_what_to_do() {
    let bevindingen = check::keur(Bestandsoort::Thema, "agendas/huisvesting/thema.toml", "formaat = 2\nnieuw = 1\n");
    assert_eq!(bevindingen.len(), 1);
    assert_eq!(bevindingen[0].ernst, Ernst::Fout);
    assert!(bevindingen[0].melding.contains("nieuwere oogo"));
}

#[test]
fn two_rows_with_one_key_are_told_apart_by_their_place() {
    let soort = Bestandsoort::Afspraak;
    let tekst = "formaat = 1\nid = \"hv-k7qm\"\ntitel = \"x\"\n\n[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"Een\"\n\n[[mijlpalen]]\nsleutel = \"aaaa\"\nwat = \"Twee\"\n";
    let mut document = Document::lees(soort, tekst).unwrap();
    let groep = Plek::zoek(soort, "mijlpalen.aaaa").unwrap().veld();
    assert_eq!(document.sleutels(groep), ["#1", "#2"]);
    document.zet(&Plek::Rij(groep, "#2".into()), None).unwrap();
    assert!(document.tekst().contains("Een") && !document.tekst().contains("Twee"));
}
