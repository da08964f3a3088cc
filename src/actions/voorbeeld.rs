//! The example region Voorbeeldland, made with a history of versions by several functionarissen.

use std::path::Path;

use chrono::DateTime;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::bewerk::{Invoer, onderwerp, pas_toe};
use super::fout::Fout;
use super::gebruiker::Gebruiker;
use super::kopie::Kopie;
use super::nieuw::maak_in;
use super::opslaan::{Waarom, gitattributes, sla_op_als};
use super::spelers::{Akkoordstap, Spelers};
use super::thuis::Thuis;
use crate::agenda::veld::{Soort, Veld};
use crate::agenda::{Bestandsoort, Datum, Ontwikkelagenda, PartijId, Stuk, ThemaId};
use crate::git::{Repository, Wijziging};
use crate::store::disk::bytes_van;
use crate::store::load::VOORBLAD;
use crate::store::{Document, Plek, value};

static AGENDAS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/agendas");
const REGIO: &str = "voorbeeldland";

/// `agendas/geschiedenis.toml`: how the text came about.
#[derive(Debug, Deserialize)]
struct Geschiedenis {
    versies: Vec<Stap>,
}

/// One version: files that are new in it, and fields that get earlier or final words.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Stap {
    moment: toml::value::Datetime,
    partij: PartijId,
    functie: String,
    toelichting: Option<String>,
    #[serde(default)]
    bestanden: Vec<String>,
    #[serde(default)]
    velden: Vec<Veldstap>,
    /// The party begins its list of who may speak.
    #[serde(default)]
    begint_lijst: bool,
    /// What the party says.
    akkoord: Option<Akkoordstap>,
    /// The meeting at which it makes a checkpoint.
    peilmerk: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Veldstap {
    bestand: String,
    veld: String,
    /// Earlier words; without them the field gets its final ones.
    waarde: Option<String>,
}

pub(super) fn kapot(wat: &str) -> Fout {
    Fout::nieuw(format!("Het ingebouwde voorbeeld is niet leesbaar ({wat})."), "Meld dit aan de makers van oogo.")
}

/// A file's final text.
fn eindtekst(pad: &str) -> Result<&'static str, Fout> {
    AGENDAS.get_file(format!("{REGIO}/{pad}")).and_then(|f| f.contents_utf8()).ok_or_else(|| kapot(pad))
}

/// What the example's afspraken in a theme say in one field, with their titles: filled-in examples.
pub fn teksten(thema: &ThemaId, veld: &'static Veld) -> Vec<(String, String)> {
    let map = AGENDAS.get_dir(format!("{REGIO}/agendas/{thema}"));
    let bestanden = map.into_iter().flat_map(Dir::files).filter_map(|f| f.contents_utf8());
    let naam = |id: &str| id.to_owned();
    let lees = |tekst: &str| {
        let document = Document::lees(Bestandsoort::Afspraak, tekst).ok()?;
        let titel = document.waarde(&Plek::zoek(Bestandsoort::Afspraak, "titel").ok()?)?.as_str()?.to_owned();
        let tekst = match veld.soort {
            Soort::Groep(kinderen) => {
                let rij = |s: String| {
                    let cel = |k: &'static Veld| {
                        let waarde = document.waarde(&Plek::InRij(veld, s.clone(), k))?;
                        Some(format!("{}: {}", k.label, value::toon(k.soort, &waarde, &naam)))
                    };
                    kinderen.iter().filter(|k| !k.is_vast()).filter_map(cel).collect::<Vec<_>>().join("; ")
                };
                document.sleutels(veld).into_iter().map(rij).map(|r| format!("- {r}")).collect::<Vec<_>>().join("\n")
            }
            Soort::Tabel(_) => return None,
            soort => value::bewerkbaar(soort, &document.waarde(&Plek::Veld(veld))?),
        };
        (!tekst.is_empty()).then_some((titel, tekst))
    };
    bestanden.filter_map(lees).collect()
}

/// The example in a folder, else in this user's data folder: opens the one that is there, makes
/// it where there is none.
///
/// # Errors
/// When the folder holds something else or cannot be written.
pub fn voorbeeld(thuis: &Thuis, map: Option<&Path>) -> Result<Kopie, Fout> {
    let map = map.map_or_else(|| thuis.gegevens().join("voorbeeld"), Path::to_path_buf);
    if map.join(VOORBLAD).is_file() {
        return Kopie::vind(&map, thuis);
    }
    maak_in(&map, |map| maak(map, thuis).map(drop))?;
    Kopie::vind(&map, thuis)
}

fn maak(map: &Path, thuis: &Thuis) -> Result<Kopie, Fout> {
    let tekst =
        AGENDAS.get_file("geschiedenis.toml").and_then(|f| f.contents_utf8()).ok_or_else(|| kapot("geschiedenis"))?;
    let geschiedenis: Geschiedenis = toml::from_str(tekst).map_err(|e| kapot(e.message()))?;
    Repository::init(map)?;
    let geen_verwijzingen = Ontwikkelagenda::leeg();
    let mut kopie = None;
    let mut spelers = Spelers::default();
    for (i, stap) in geschiedenis.versies.iter().enumerate() {
        let mut wijzigingen: Vec<Wijziging> = Vec::new();
        if i == 0 {
            wijzigingen.push(gitattributes());
        }
        for pad in &stap.bestanden {
            wijzigingen.push(Wijziging {
                pad: pad.clone(),
                was: None,
                wordt: Some(nieuw_kenmerk(eindtekst(pad)?).into_bytes()),
            });
        }
        let mut labels = Vec::new();
        for veldstap in &stap.velden {
            let gezet = zet(map, &mut wijzigingen, veldstap, &geen_verwijzingen)?;
            // What is new is told as such, whatever its first words are.
            if !stap.bestanden.contains(&veldstap.bestand) {
                labels.extend(gezet);
            }
        }
        let moment = DateTime::parse_from_rfc3339(&stap.moment.to_string()).map_err(|_| kapot("moment"))?;
        let wie = Gebruiker { partij: stap.partij.clone(), functie: stap.functie.clone(), mailbox: None, naam: None };
        let kopie = match &kopie {
            Some(k) => k,
            // The text that changes after an akkoord does so on purpose.
            None => kopie.insert(Kopie::in_map(map, thuis).mag_eindigen()),
        };
        if stap.begint_lijst {
            spelers.begin(kopie, &wie, moment)?;
        } else if let Some(akkoord) = &stap.akkoord {
            spelers.zeg(kopie, &wie, moment, akkoord)?;
        } else if let Some(overleg) = &stap.peilmerk {
            spelers.peil(kopie, &wie, moment, overleg)?;
        } else {
            let waarom = Waarom::nieuw(wat(stap, &labels), stap.toelichting.as_deref());
            let tekent = |bytes: &[u8]| spelers.tekent(&wie.partij, bytes);
            sla_op_als(kopie, &wie, moment, &wijzigingen, &waarom, &tekent)?;
        }
    }
    kopie.ok_or_else(|| kapot("geen versies"))
}

/// A cover page with an identifier of its own: each example is another one, with keys of its own.
fn nieuw_kenmerk(tekst: &str) -> String {
    let regel = |r: &str| match r.starts_with("uuid = ") {
        true => format!("uuid = \"{}\"\n", uuid::Uuid::new_v4()),
        false => r.to_owned(),
    };
    tekst.split_inclusive('\n').map(regel).collect()
}

/// The version's subject: the fields that changed, and the files that are new.
fn wat(stap: &Stap, labels: &[String]) -> String {
    let uniek = |paden: &mut dyn Iterator<Item = &String>| {
        let mut namen: Vec<String> = Vec::new();
        for pad in paden {
            if !namen.contains(&Stuk::naam_van(pad)) {
                namen.push(Stuk::naam_van(pad));
            }
        }
        if namen.len() > 4 {
            let rest = namen.len() - 3;
            namen.truncate(3);
            format!("{} en nog {rest}", namen.join(", "))
        } else {
            crate::agenda::tekst::opsomming(&namen)
        }
    };
    let oud = || stap.velden.iter().map(|v| &v.bestand).filter(|b| !stap.bestanden.contains(b));
    let gewijzigd = oud().next().is_some().then(|| onderwerp(&uniek(&mut oud()), labels));
    let nieuw = (!stap.bestanden.is_empty()).then(|| format!("{}: toegevoegd", uniek(&mut stap.bestanden.iter())));
    gewijzigd.into_iter().chain(nieuw).collect::<Vec<_>>().join("; ")
}

/// Sets one field in a file of this version, and gives the labels of what changed.
fn zet(
    map: &Path,
    wijzigingen: &mut Vec<Wijziging>,
    stap: &Veldstap,
    agenda: &Ontwikkelagenda,
) -> Result<Vec<String>, Fout> {
    let soort = Bestandsoort::van_pad(&stap.bestand).ok_or_else(|| kapot(&stap.bestand))?;
    if !wijzigingen.iter().any(|w| w.pad == stap.bestand) {
        let nu = bytes_van(map, &stap.bestand)?;
        wijzigingen.push(Wijziging { pad: stap.bestand.clone(), was: Some(nu.clone()), wordt: Some(nu) });
    }
    let wijziging = wijzigingen.iter_mut().find(|w| w.pad == stap.bestand).ok_or_else(|| kapot(&stap.bestand))?;
    let lees = |tekst: &str| Document::lees(soort, tekst).map_err(|_| kapot(&stap.bestand));
    let nu = String::from_utf8(wijziging.wordt.clone().unwrap_or_default()).map_err(|_| kapot(&stap.bestand))?;
    let mut document = lees(&nu)?;
    let plek = Plek::zoek(soort, &stap.veld)?;
    let waarde = match &stap.waarde {
        Some(waarde) => waarde.clone(),
        None => {
            let eind = lees(eindtekst(&stap.bestand)?)?.waarde(&plek);
            eind.map(|w| value::bewerkbaar(plek.veld().soort, &w)).unwrap_or_default()
        }
    };
    let labels = pas_toe(&mut document, &[Invoer { veld: stap.veld.clone(), waarde }], agenda, Datum::vandaag())?;
    wijziging.wordt = Some(document.tekst().into_bytes());
    Ok(labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::{Ernst, samenhang};
    use crate::store::{canonical, check, load};

    /// Every file of the example below a folder, by path relative to the region.
    fn alle(map: &Dir<'static>) -> Vec<(String, &'static str)> {
        let mut bestanden: Vec<_> = map
            .files()
            .map(|f| {
                let pad = f.path().to_str().unwrap().replace('\\', "/");
                (pad.strip_prefix("voorbeeldland/").unwrap().to_owned(), f.contents_utf8().unwrap())
            })
            .collect();
        bestanden.extend(map.dirs().flat_map(alle));
        bestanden
    }

    fn regio() -> Vec<(String, &'static str)> {
        alle(AGENDAS.get_dir(REGIO).unwrap())
    }

    #[test]
    fn every_file_of_the_example_is_canonical_and_without_findings() {
        for (pad, tekst) in regio() {
            let soort = Bestandsoort::van_pad(&pad).unwrap_or_else(|| panic!("{pad}"));
            assert_eq!(check::keur(soort, &pad, tekst), vec![], "{pad}");
            let opnieuw = canonical::bestand(soort.velden(), &tekst.parse().unwrap());
            assert_eq!(opnieuw, tekst, "{pad}");
        }
    }

    #[test]
    fn the_history_ends_with_exactly_the_text_of_the_example() {
        let map = tempfile::tempdir().unwrap();
        let kopie = maak(map.path(), &Thuis::in_map(map.path())).unwrap();
        for (pad, tekst) in regio() {
            let op_schijf = std::fs::read_to_string(map.path().join(&pad)).unwrap();
            let zonder_kenmerk =
                |t: &str| t.lines().filter(|r| !r.starts_with("uuid = ")).collect::<Vec<_>>().join("\n");
            assert_eq!(zonder_kenmerk(&op_schijf), zonder_kenmerk(tekst), "{pad}");
        }
        let versies = kopie.versies().unwrap();
        assert!(versies.geschiedenis(&[], 100).unwrap().len() >= 20);
        assert!(versies.niet_opgeslagen().unwrap().is_empty());
        let gelezen = load::lees(map.path()).unwrap();
        assert_eq!(gelezen.bevindingen, vec![]);
        assert_eq!(gelezen.agenda.afspraken.len(), 12);
        let erger: Vec<_> = samenhang::keur(&gelezen.agenda, &std::collections::BTreeSet::new())
            .into_iter()
            .filter(|b| b.ernst != Ernst::Melding)
            .collect();
        assert_eq!(erger, vec![]);
    }
}
