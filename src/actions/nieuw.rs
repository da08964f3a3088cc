//! Making a new ontwikkelagenda.

use std::path::Path;

use chrono::Local;

use super::afspraak::{FORMAAT, nieuw_bestand};
use super::fout::Fout;
use super::kopie::Kopie;
use super::opslaan::gitattributes;
use super::sjabloon;
use super::thuis::Thuis;
use crate::agenda::tekst::nfc;
use crate::agenda::thema::Thema;
use crate::agenda::{Bestandsoort, Ontwikkelagenda};
use crate::git::{Auteur, Boodschap, Repository};
use crate::store::load::{VOORBLAD, pad_thema, reden};

/// The author of what nobody in particular made.
fn oogo() -> Auteur {
    Auteur { naam: "oogo".to_owned(), mailbox: "oogo@oogo.invalid".to_owned() }
}

/// Makes sure that a new ontwikkelagenda can be put in a folder: it is not there, or empty.
///
/// # Errors
/// When something stands there, or the folder cannot be made.
pub fn maak_lege_map(map: &Path) -> Result<(), Fout> {
    let plaats = map.display();
    match std::fs::read_dir(map) {
        Ok(mut inhoud) => match inhoud.next() {
            None => Ok(()),
            Some(_) => Err(Fout::nieuw(
                format!("De map {plaats} is niet leeg."),
                "Kies een nieuwe of lege map; er is niets veranderd.",
            )),
        },
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => std::fs::create_dir_all(map).map_err(|e| {
            Fout::nieuw(
                format!("De map {plaats} kan niet gemaakt worden: {}.", reden(&e)),
                "Kies een map waarin u mag schrijven.",
            )
        }),
        Err(e) => {
            Err(Fout::nieuw(format!("De map {plaats} kan niet gelezen worden: {}.", reden(&e)), "Kies een andere map."))
        }
    }
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
    maak_lege_map(map)?;
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
    let repo = Repository::init(map)?;
    let boodschap =
        Boodschap { onderwerp: format!("Nieuwe ontwikkelagenda: {naam}"), toelichting: None, partij: "-".to_owned() };
    repo.sla_op(&wijzigingen, &boodschap, &oogo(), Local::now().fixed_offset())?;
    Kopie::vind(map, thuis)
}
