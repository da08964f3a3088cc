//! The one way in which anything is written: every change becomes a version here.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, Local};

use super::privacy;
use crate::actions::einde_akkoord;
use crate::actions::fout::Fout;
use crate::actions::gebruiker::{self, Gebruiker};
use crate::actions::kopie::{Geopend, Kopie};
use crate::actions::sleutel;
use crate::agenda::tekst::{eerste_verboden, nfc, opsomming, zichtbaar};
use crate::agenda::{Bestandsoort, Bevinding, Datum, Ernst, PartijId, Stuk};
use crate::git::{Boodschap, Buitenom, GitFout, Maker, Repository, Tekenaar, Versie, Wijziging, verwijder_map};
use crate::privacy::{Niveau, gemaskeerd};
use crate::store::disk::bytes_van;
use crate::store::load::pad_partij;
use crate::store::{bytes, check, marks};

/// What a save is about.
#[derive(Debug, Clone, Default)]
pub struct Waarom {
    /// What changed, in one line.
    pub onderwerp: String,
    /// The user's own words.
    pub toelichting: Option<String>,
}

impl Waarom {
    /// A reason without the user's own words.
    pub fn nieuw(onderwerp: impl Into<String>, toelichting: Option<&str>) -> Self {
        Self { onderwerp: onderwerp.into(), toelichting: toelichting.map(str::to_owned) }
    }
}

/// Saves files as one version, by the user of this machine, now.
///
/// # Errors
/// When it is not known who saves, a file changed in the meantime, or nothing can be written.
pub fn sla_op(kopie: &Kopie, wijzigingen: &[Wijziging], waarom: &Waarom) -> Result<Versie, Fout> {
    let gebruiker = gebruiker::vereist(kopie)?;
    sla_op_als(kopie, &gebruiker, Local::now().fixed_offset(), wijzigingen, waarom, &sleutel::tekenaar(kopie))
}

/// Saves files as one version, by a given user at a given moment, signed with what is at hand.
///
/// # Errors
/// As [`sla_op`].
pub fn sla_op_als(
    kopie: &Kopie,
    wie: &Gebruiker,
    moment: DateTime<FixedOffset>,
    wijzigingen: &[Wijziging],
    waarom: &Waarom,
    tekent: Tekenaar<'_>,
) -> Result<Versie, Fout> {
    for w in wijzigingen {
        toegestaan(w)?;
    }
    let toelichting = waarom.toelichting.as_deref().map(toelichting).transpose()?;
    let (naam, mailbox) = partijgegevens(kopie, &wie.partij, wijzigingen);
    einde_akkoord::poort(kopie, wijzigingen)?;
    let repo = kopie.versies()?;
    let teksten = [
        ("toelichting", toelichting.as_deref().unwrap_or_default()),
        ("functie", wie.functie.as_str()),
        ("partij", naam.as_str()),
        ("mailbox", wie.mailbox.as_deref().or(mailbox.as_deref()).unwrap_or_default()),
    ];
    let redenen = privacy::poort(kopie, &repo, wie, wijzigingen, &teksten)?;
    let wijzigingen = match redenen.as_slice() {
        [] => Cow::Borrowed(wijzigingen),
        redenen => Cow::Owned([wijzigingen, redenen].concat()),
    };
    let wijzigingen = wijzigingen.as_ref();
    let onderwerp = format!("{}{}", een_regel(&waarom.onderwerp), van_buiten(&repo, wijzigingen)?);
    // A file that goes may have a name that must not stay.
    let onderwerp = gemaskeerd(&onderwerp, Datum::vandaag(), Niveau::Blokkeert);
    let boodschap = Boodschap { onderwerp, toelichting, partij: wie.partij.to_string() };
    let auteur = wie.auteur(&naam, mailbox.as_deref());
    let id = repo.sla_op(wijzigingen, &boodschap, Maker { auteur: &auteur, moment, tekent: Some(tekent) })?;
    Ok(repo.versie(&id.to_string())?)
}

/// One line of a message: what a title or a name brings in cannot look like another line.
fn een_regel(tekst: &str) -> String {
    let regel = nfc(tekst).split_whitespace().collect::<Vec<_>>().join(" ");
    zichtbaar(&regel).into_owned()
}

/// What a version's subject adds when a file already differed from the last version: whoever
/// changed it elsewhere is part of this version too, and nobody may overlook that.
fn van_buiten(repo: &Repository, wijzigingen: &[Wijziging]) -> Result<&'static str, Fout> {
    let Some(hoofd) = repo.hoofd()? else { return Ok("") };
    for w in wijzigingen.iter().filter(|w| w.was != w.wordt && w.was.is_some()) {
        if repo.bytes_in(hoofd, &w.pad)? != w.was {
            return Ok(" (samen met wat al buiten oogo was gewijzigd)");
        }
    }
    Ok("")
}

/// The user's own words in a version's message.
fn toelichting(tekst: &str) -> Result<String, Fout> {
    let tekst = nfc(&tekst.replace("\r\n", "\n"));
    match eerste_verboden(&tekst) {
        Some((_, teken)) => Err(Fout::nieuw(
            format!(
                "In de toelichting staat een onzichtbaar of sturend teken ({}).",
                crate::agenda::tekst::codepunt(teken)
            ),
            "Haal het weg; er is niets opgeslagen.",
        )),
        None => Ok(tekst),
    }
}

/// A party's name and mailbox, from the save itself where it brings the party in.
fn partijgegevens(kopie: &Kopie, partij: &PartijId, wijzigingen: &[Wijziging]) -> (String, Option<String>) {
    let pad = pad_partij(partij);
    let uit_deze = wijzigingen.iter().find(|w| w.pad == pad).and_then(|w| w.wordt.clone());
    let tekst = uit_deze.or_else(|| bytes_van(kopie.wortel(), &pad).ok()).and_then(|b| String::from_utf8(b).ok());
    tekst
        .and_then(|t| toml::from_str::<crate::agenda::partij::Partij>(&t).ok())
        .map_or_else(|| (partij.to_string(), None), |p| (p.naam, p.mailbox))
}

/// Refuses a change that would bring a new mistake into a file.
fn toegestaan(w: &Wijziging) -> Result<(), Fout> {
    let (Some(soort), Some(wordt)) = (Bestandsoort::van_pad(&w.pad), &w.wordt) else { return Ok(()) };
    let tekst_van = |b: &[u8]| bytes::als_tekst(&w.pad, b.to_vec()).map(|(t, _)| t);
    let nieuw = fouten(soort, &w.pad, &tekst_van(wordt)?);
    let oud = match w.was.as_deref().map(tekst_van) {
        // What stood on disk already and is only now made a version: not this save's mistake.
        _ if w.was.as_ref() == Some(wordt) => return Ok(()),
        Some(Ok(tekst)) => match marks::uit_elkaar(&tekst) {
            // A mistake that either of both texts had is not this save's.
            Some(z) => [z.ons, z.hun].iter().flat_map(|kant| fouten(soort, &w.pad, kant)).collect(),
            None => fouten(soort, &w.pad, &tekst),
        },
        _ => Vec::new(),
    };
    match nieuw.iter().find(|b| !oud.iter().any(|o| o.veld == b.veld && o.melding == b.melding)) {
        Some(b) => Err(Fout::nieuw(b.to_string(), "Er is niets opgeslagen.")),
        None => Ok(()),
    }
}

fn fouten(soort: Bestandsoort, pad: &str, tekst: &str) -> Vec<Bevinding> {
    check::keur(soort, pad, tekst).into_iter().filter(|b| b.ernst == Ernst::Fout).collect()
}

impl Geopend {
    /// The change from the file as it was read to its document as it is now.
    pub fn wijziging(&self) -> Wijziging {
        Wijziging {
            pad: self.pad.clone(),
            was: Some(self.bytes.clone()),
            wordt: Some(self.document.tekst().into_bytes()),
        }
    }
}

/// What changed outside oogo and was not saved as a version.
///
/// # Errors
/// When the versions cannot be read.
pub fn niet_opgeslagen(kopie: &Kopie) -> Result<Vec<(String, Buitenom)>, Fout> {
    match kopie.versies() {
        Err(GitFout::GeenRepository) => Ok(Vec::new()),
        anders => Ok(anders?.niet_opgeslagen()?),
    }
}

/// Saves what changed outside oogo as a version. None when nothing did.
///
/// # Errors
/// As [`sla_op`].
pub fn sla_buitenom_op(kopie: &Kopie, toelichting: Option<&str>) -> Result<Option<Versie>, Fout> {
    let anders = niet_opgeslagen(kopie)?;
    if anders.is_empty() {
        return Ok(None);
    }
    let mut wijzigingen = Vec::new();
    for (pad, wat) in &anders {
        let nu = if *wat == Buitenom::Verwijderd { None } else { Some(bytes_van(kopie.wortel(), pad)?) };
        if let (Some(soort), Some(bytes)) = (Bestandsoort::van_pad(pad), &nu) {
            let (tekst, _) = bytes::als_tekst(pad, bytes.clone())?;
            if let Some(b) = fouten(soort, pad, &tekst).into_iter().next() {
                return Err(Fout::nieuw(b.to_string(), "Er is niets opgeslagen."));
            }
        }
        wijzigingen.push(Wijziging { pad: pad.clone(), was: nu.clone(), wordt: nu });
    }
    let mut namen: Vec<String> = anders.iter().map(|(pad, _)| Stuk::naam_van(pad)).collect();
    namen.dedup();
    let rest = namen.len().saturating_sub(3);
    namen.truncate(3);
    let wat = if rest > 0 { format!("{} en nog {rest}", namen.join(", ")) } else { opsomming(&namen) };
    sla_op(kopie, &wijzigingen, &Waarom::nieuw(format!("{wat}: buiten oogo gewijzigd"), toelichting)).map(Some)
}

/// Starts keeping versions in a folder that has none, with what is there as the first.
///
/// # Errors
/// When versions are kept already, or the folder cannot be written.
pub fn begin_versies(kopie: &Kopie, wie: &Gebruiker) -> Result<Versie, Fout> {
    match kopie.versies() {
        Err(GitFout::GeenRepository) => {}
        Ok(_) => return Err(Fout::nieuw("In deze map worden al versies bijgehouden.", "U hoeft niets te doen.")),
        Err(e) => return Err(e.into()),
    }
    let gelezen = kopie.lees()?;
    Repository::init(kopie.wortel())?;
    let mut wijzigingen = Vec::new();
    for (_, pad) in &gelezen.bestanden {
        let nu = Some(bytes_van(kopie.wortel(), pad)?);
        wijzigingen.push(Wijziging { pad: pad.clone(), was: nu.clone(), wordt: nu });
    }
    let mut regels = gitattributes();
    if let Ok(eigen) = bytes_van(kopie.wortel(), &regels.pad) {
        // What somebody wrote there stays; a version keeps it as it is.
        regels.was = Some(eigen.clone());
        regels.wordt = Some(eigen);
    }
    wijzigingen.push(regels);
    let waarom = Waarom::nieuw("Ontwikkelagenda: eerste versie", None);
    let tekent = sleutel::tekenaar(kopie);
    let gedaan = sla_op_als(kopie, wie, Local::now().fixed_offset(), &wijzigingen, &waarom, &tekent);
    if gedaan.is_err() {
        // Nothing is kept yet; the next time begins anew.
        let _ = verwijder_map(&kopie.wortel().join(".git"));
    }
    gedaan
}

/// The file that keeps git from changing line ends.
pub(in crate::actions) fn gitattributes() -> Wijziging {
    Wijziging {
        pad: ".gitattributes".to_owned(),
        was: None,
        wordt: Some(crate::git::GITATTRIBUTES.as_bytes().to_vec()),
    }
}
