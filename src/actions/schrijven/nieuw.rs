//! Making a new ontwikkelagenda.

use std::path::Path;

use chrono::Local;

use super::afspraak::{FORMAAT, nieuw_bestand};
use super::opslaan::gitattributes;
use super::privacy;
use super::sjabloon;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::thuis::Thuis;
use crate::agenda::tekst::nfc;
use crate::agenda::thema::Thema;
use crate::agenda::{Bestandsoort, Ontwikkelagenda};
use crate::git::{Auteur, Boodschap, Maker, Repository, verwijder_map};
use crate::store::disk::reden;
use crate::store::load::{VOORBLAD, pad_thema};

/// The author of what nobody in particular made.
fn oogo() -> Auteur {
    Auteur { naam: "oogo".to_owned(), mailbox: "oogo@oogo.invalid".to_owned() }
}

/// Where something comes about before it takes its place.
const WERKNAAM: &str = ".oogo-wordt-gemaakt";

/// Whether a folder is there already, and empty but for what a broken-off attempt of ours left.
fn is_er_leeg(map: &Path) -> Result<bool, Fout> {
    let plaats = map.display();
    match std::fs::read_dir(map) {
        Ok(mut inhoud) => match inhoud.find(|i| i.as_ref().is_ok_and(|i| i.file_name() != WERKNAAM)) {
            None => Ok(true),
            Some(_) => Err(Fout::nieuw(
                format!("De map {plaats} is niet leeg."),
                "Kies een nieuwe of lege map; er is niets veranderd.",
            )),
        },
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(e) => {
            Err(Fout::nieuw(format!("De map {plaats} kan niet gelezen worden: {}.", reden(&e)), "Kies een andere map."))
        }
    }
}

/// Makes something in a new or empty folder, whole or not at all: it comes about under another
/// name, beside the folder or, where that is there already, in it.
///
/// # Errors
/// When the folder is not empty or cannot be written, and what making it gives.
pub(in crate::actions) fn maak_in<T>(map: &Path, maak: impl FnOnce(&Path) -> Result<T, Fout>) -> Result<T, Fout> {
    let is_er = is_er_leeg(map)?;
    let tijdelijk = if is_er {
        map.join(WERKNAAM)
    } else {
        let mut naam = map.file_name().unwrap_or_default().to_owned();
        naam.push(WERKNAAM);
        map.with_file_name(naam)
    };
    let schrijffout = |e: std::io::Error| {
        let advies = "Er is niets gemaakt. Kies een map waarin u mag schrijven.";
        Fout::nieuw(format!("De map {} kan niet gemaakt worden: {}.", map.display(), reden(&e)), advies)
    };
    // What a broken-off attempt left; it never held anything of the user's.
    if tijdelijk.exists() {
        verwijder_map(&tijdelijk).map_err(schrijffout)?;
    }
    std::fs::create_dir_all(&tijdelijk).map_err(schrijffout)?;
    let gemaakt = maak(&tijdelijk).and_then(|gemaakt| {
        if is_er { verhuis_inhoud(&tijdelijk, map) } else { std::fs::rename(&tijdelijk, map) }.map_err(schrijffout)?;
        Ok(gemaakt)
    });
    if gemaakt.is_err() {
        let _ = verwijder_map(&tijdelijk);
    }
    gemaakt
}

/// Moves what is in a folder to another; the cover page, by which a folder is known as an
/// ontwikkelagenda, goes last.
fn verhuis_inhoud(van: &Path, naar: &Path) -> std::io::Result<()> {
    let mut namen: Vec<_> = std::fs::read_dir(van)?.flatten().map(|i| i.file_name()).collect();
    namen.sort_by_key(|naam| naam == VOORBLAD);
    for naam in namen {
        std::fs::rename(van.join(&naam), naar.join(&naam))?;
    }
    std::fs::remove_dir(van)
}

/// Makes an ontwikkelagenda with the usual themes, ready for its first party and afspraak.
///
/// # Errors
/// When the folder is not empty or cannot be written.
pub fn nieuw(thuis: &Thuis, map: &Path, naam: Option<&str>, regio: Option<&str>) -> Result<Kopie, Fout> {
    let naam =
        naam.map(str::trim).filter(|n| !n.is_empty()).map(nfc).or_else(|| Some(nfc(map.file_name()?.to_str()?)));
    let naam = naam.ok_or_else(|| {
        Fout::gebruik("De ontwikkelagenda heeft geen naam.", "Geef haar een: --naam \"Ontwikkelagenda regio …\".")
    })?;
    let mut voorblad = Ontwikkelagenda::leeg().voorblad;
    voorblad.uuid = uuid::Uuid::new_v4();
    voorblad.naam.clone_from(&naam);
    voorblad.regio = regio.map(nfc);
    let mut wijzigingen = vec![gitattributes(), nieuw_bestand(Bestandsoort::Voorblad, VOORBLAD.to_owned(), &voorblad)?];
    for (volgorde, (id, sjabloon)) in (1..).zip(sjabloon::ingebouwd()?) {
        let thema = Thema {
            formaat: FORMAAT,
            naam: sjabloon.naam,
            voorvoegsel: sjabloon.voorvoegsel,
            volgorde: Some(volgorde),
            visie: None,
            gesprekspunten: sjabloon.gesprekspunten,
        };
        wijzigingen.push(nieuw_bestand(Bestandsoort::Thema, pad_thema(&id), &thema)?);
    }
    let boodschap =
        Boodschap { onderwerp: format!("Nieuwe ontwikkelagenda: {naam}"), toelichting: None, partij: "-".to_owned() };
    maak_in(map, |map| {
        let repo = Repository::init(map)?;
        privacy::poort_geblokkeerd(&repo, &wijzigingen, &boodschap.onderwerp)?;
        Ok(repo.sla_op(&wijzigingen, &boodschap, Maker::zonder_sleutel(&oogo(), Local::now().fixed_offset()))?)
    })?;
    Kopie::vind(map, thuis)
}
