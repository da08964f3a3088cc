//! The documents say what the code does. `BIJWERKEN=1 cargo test --test docs` writes the generated
//! parts anew.

use std::fs;
use std::path::{Path, PathBuf};

use oogo::agenda::veld::{Register, Soort, Veld};
use oogo::agenda::{Bestandsoort, Ernst, samenhang};
use oogo::store::{canonical, check, load};
use oogo::tui::action::{self, Place};

fn pad(naam: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(naam)
}

/// One at a time: two tests may keep parts of the same document.
static SCHRIJVEN: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Holds what stands between two marks to what it should be, or writes it.
fn houd_bij(bestand: &str, begin: &str, inhoud: &str) {
    let _slot = SCHRIJVEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let vol = pad(bestand);
    let tekst = fs::read_to_string(&vol).unwrap();
    let van = tekst.find(begin).unwrap_or_else(|| panic!("{bestand}: {begin} ontbreekt")) + begin.len();
    let tot = van + tekst[van..].find("<!-- einde -->").unwrap();
    let nieuw = format!("{}\n\n{}\n{}", &tekst[..van], inhoud.trim_end(), &tekst[tot..]);
    if std::env::var_os("BIJWERKEN").is_some() {
        fs::write(&vol, &nieuw).unwrap();
    }
    assert!(
        fs::read_to_string(&vol).unwrap() == nieuw,
        "{bestand}, {begin}: niet bijgewerkt; draai BIJWERKEN=1 cargo test --test docs"
    );
}

fn soort(s: Soort) -> String {
    let keuzes = |o: &[oogo::agenda::keuze::Optie]| {
        o.iter().map(|o| format!("`{}` ({})", o.woord, o.label)).collect::<Vec<_>>().join(", ")
    };
    match s {
        Soort::Formaat => "het getal 1".into(),
        Soort::EigenId => "nummer van de afspraak".into(),
        Soort::Sleutel => "sleutel".into(),
        Soort::Tekst => "tekst op één regel".into(),
        Soort::Proza => "proza".into(),
        Soort::Teksten => "lijst van teksten".into(),
        Soort::Keuze(o) => format!("een van: {}", keuzes(o)),
        Soort::Keuzes(o) => format!("lijst met een of meer van: {}", keuzes(o)),
        Soort::Datum => "datum".into(),
        Soort::Moment => "datum en tijd met tijdzone".into(),
        Soort::Getal(min, max) => format!("geheel getal van {min} tot en met {max}"),
        Soort::JaNee => "`true` (ja) of `false` (nee)".into(),
        Soort::Bedrag => "bedrag in hele euro’s".into(),
        Soort::Aandeel => "aandeel".into(),
        Soort::Meetwaarde => "meetwaarde".into(),
        Soort::Nummer(r) => match r {
            Register::Gemeentecode => "gemeentecode",
            Register::SwvNummer => "nummer van een samenwerkingsverband",
            Register::Kvk => "KvK-nummer",
            Register::Rsin => "RSIN",
            Register::Oin => "OIN",
            Register::Uuid => "UUID",
        }
        .into(),
        Soort::Partij => "naam van een partij".into(),
        Soort::Partijen => "lijst van namen van partijen".into(),
        Soort::Afspraak => "nummer van een afspraak".into(),
        Soort::Afspraken => "lijst van nummers van afspraken".into(),
        Soort::Indicator => "sleutel van een indicator van dezelfde afspraak".into(),
        Soort::Tabel(_) => "tabel".into(),
        Soort::Groep(_) => "regels".into(),
    }
}

fn tabel(velden: &[Veld], voor: &str, uit: &mut String) {
    for v in velden {
        let inhoud = format!("{}. {}", soort(v.soort), v.uitleg);
        uit.push_str(&format!("| `{voor}{}` | {} | {} | {} |\n", v.naam, v.label, v.plicht.label(), inhoud));
        match v.soort {
            Soort::Tabel(k) => tabel(k, &format!("{voor}{}.", v.naam), uit),
            Soort::Groep(k) => tabel(k, &format!("{voor}{}[].", v.naam), uit),
            _ => {}
        }
    }
}

#[test]
fn the_format_document_lists_every_field() {
    for s in Bestandsoort::ALLE {
        let mut uit =
            String::from("| Sleutel | Naam op het scherm | Hoe nodig | Wat erin staat |\n|---|---|---|---|\n");
        tabel(s.velden(), "", &mut uit);
        houd_bij("docs/formaat.md", &format!("<!-- velden: {} -->", s.label()), &uit);
    }
}

/// The examples of `docs/formaat.md`: path and text.
fn voorbeelden() -> Vec<(String, String)> {
    let tekst = fs::read_to_string(pad("docs/formaat.md")).unwrap();
    let delen = tekst.split("```toml\n").skip(1).map(|d| d.split_once("```").unwrap().0.to_owned());
    let paden = tekst.split("Voorbeeld: `").skip(1).map(|d| d.split_once('`').unwrap().0.to_owned());
    let (delen, paden): (Vec<_>, Vec<_>) = (delen.collect(), paden.collect());
    assert_eq!(delen.len(), paden.len());
    paden.into_iter().zip(delen).collect()
}

#[test]
fn the_examples_in_the_format_document_are_canonical_and_fit_together() {
    let map = tempfile::tempdir().unwrap();
    let mut soorten = std::collections::BTreeSet::new();
    for (pad, tekst) in voorbeelden() {
        if pad.starts_with("sjablonen/") {
            let sjabloon: oogo::actions::sjabloon::Sjabloon = toml::from_str(&tekst).unwrap();
            assert_eq!((sjabloon.tips.len(), sjabloon.afspraken.len()), (1, 1));
            continue;
        }
        let soort = Bestandsoort::van_pad(&pad).unwrap_or_else(|| panic!("{pad}"));
        soorten.insert(soort);
        assert_eq!(check::keur(soort, &pad, &tekst), vec![], "{pad}");
        assert_eq!(canonical::bestand(soort.velden(), &tekst.parse().unwrap()), tekst, "{pad}");
        let vol = map.path().join(&pad);
        fs::create_dir_all(vol.parent().unwrap()).unwrap();
        fs::write(vol, tekst).unwrap();
    }
    assert_eq!(soorten.len(), Bestandsoort::ALLE.len());
    let gelezen = load::lees(map.path()).unwrap();
    assert_eq!(gelezen.bevindingen, vec![]);
    let fouten: Vec<_> = samenhang::keur(&gelezen.agenda, &std::collections::BTreeSet::new())
        .into_iter()
        .filter(|b| b.ernst == Ernst::Fout)
        .collect();
    assert_eq!(fouten, vec![]);
}

#[test]
fn the_afspraak_in_the_format_document_shows_every_field() {
    let (_, tekst) =
        voorbeelden().into_iter().find(|(p, _)| p.ends_with("lv-k7qm.toml") && p.starts_with("agendas/")).unwrap();
    let tabel: toml::Table = tekst.parse().unwrap();
    for v in Bestandsoort::Afspraak.velden() {
        assert!(tabel.contains_key(v.naam), "{}", v.naam);
    }
}

#[test]
fn the_manual_lists_the_keys_of_every_screen() {
    let plaatsen = [
        (Place::Start, "Beginscherm"),
        (Place::Overview, "Overzicht"),
        (Place::Reading, "Afspraak"),
        (Place::Comparing, "Wijzigingen"),
        (Place::Line, "Veld van één regel"),
        (Place::Prose, "Veld met lopende tekst"),
        (Place::Choice, "Keuzelijst"),
        (Place::Form, "Formulier"),
        (Place::Page, "Pagina met tekst"),
        (Place::Palette, "Lijst met opdrachten"),
    ];
    let mut uit = String::new();
    for (plaats, naam) in plaatsen {
        uit.push_str(&format!("### {naam}\n\n| Toets | Wat die doet |\n|---|---|\n"));
        for e in action::entries(plaats) {
            let toetsen: Vec<String> = action::keys(e, plaats).map(|k| format!("`{}`", k.label())).collect();
            let toets = if toetsen.is_empty() { format!("`Ctrl+P`, {}", e.label) } else { toetsen.join(" of ") };
            uit.push_str(&format!("| {toets} | {} |\n", e.uitleg));
        }
        uit.push('\n');
    }
    houd_bij("docs/handleiding.md", "<!-- toetsen -->", &uit);
}

#[test]
fn the_manual_shows_the_screens_as_they_are() {
    for (naam, snapshot) in [
        ("overzicht", "screens__overview_80x24"),
        ("afspraak", "screens__afspraak_80x24"),
        ("bewerken", "screens__prose_editor"),
        ("zoeken", "finding__search_hit"),
        ("opdrachten", "finding__palette"),
        ("regels", "rows__sums"),
        ("inzicht", "insight__insight_planning"),
        ("wijzigingen", "changes_screen__changes_narrow"),
        ("privacy", "privacy_screen__privacy_while_typing"),
    ] {
        let tekst = fs::read_to_string(pad(&format!("tests/snapshots/{snapshot}.snap"))).unwrap();
        let scherm = tekst.splitn(3, "---\n").nth(2).unwrap().split("\n[cursor:").next().unwrap();
        houd_bij("docs/handleiding.md", &format!("<!-- scherm: {naam} -->"), &format!("```text\n{scherm}\n```"));
        if naam == "overzicht" {
            houd_bij("README.md", "<!-- screen -->", &format!("```text\n{scherm}\n```"));
        }
    }
}

#[test]
fn the_readme_and_ci_run_the_same_commands() {
    let readme = fs::read_to_string(pad("README.md")).unwrap();
    let ci = fs::read_to_string(pad(".ci/run")).unwrap();
    assert!(readme.contains("cargo run --release -- voorbeeld"));
    let tests = "cargo test --locked";
    assert!(readme.contains(tests) && ci.contains(tests));
}

#[test]
fn the_privacy_document_lists_every_rule() {
    let mut uit = String::from(
        "| Wat | Wat er gebeurt | Hoe het herkend wordt | Waarom | Wat u wel kunt schrijven |\n|---|---|---|---|---|\n",
    );
    for r in oogo::privacy::regels::REGELS {
        let wat = format!("{} (`{}`)", r.gegeven.label(), r.gegeven.woord());
        uit.push_str(&format!("| {wat} | {} | {} | {} | {} |\n", r.niveau.label(), r.regel, r.waarom, r.schrijf));
    }
    houd_bij("docs/privacy.md", "<!-- regels -->", &uit);
}
