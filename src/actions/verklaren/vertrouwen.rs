//! With which log each party really began, as this user confirmed by its controlewoorden. On this machine
//! only: it is what this machine's user knows, and nobody else can change it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::logboeken::Logboeken;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::naslag::Naslag;
use crate::actions::thuis::schrijf_eigen;
use crate::agenda::PartijId;
use crate::verklaring::{Sha256, Vertrouwd, controlewoorden};

/// What is confirmed in one ontwikkelagenda.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Bevestigd {
    #[serde(default)]
    partijen: BTreeMap<PartijId, Vertrouwd>,
}

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().instellingen().join("vertrouwd").join(format!("{}.toml", kopie.voorblad()?.uuid)))
}

fn lees(kopie: &Kopie) -> Result<Bevestigd, Fout> {
    let pad = pad(kopie)?;
    let stuk = |reden: String| {
        let wat = format!("Wat u van de partijen hebt bevestigd ({}) is niet leesbaar: {reden}.", pad.display());
        Fout::nieuw(wat, "Geef het bestand een andere naam, en bevestig de partijen opnieuw met hun controlewoorden.")
    };
    match std::fs::read_to_string(&pad) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Bevestigd::default()),
        Err(e) => Err(stuk(crate::store::disk::reden(&e))),
        Ok(tekst) => toml::from_str(&tekst).map_err(|e| stuk(e.message().to_owned())),
    }
}

/// The beginnings that were confirmed, by party.
///
/// # Errors
/// When what was kept cannot be read: nothing is taken for confirmed then.
pub fn bevestigd(kopie: &Kopie) -> Result<BTreeMap<PartijId, Vertrouwd>, Fout> {
    Ok(lees(kopie)?.partijen)
}

fn bewaar(kopie: &Kopie, bevestigd: &Bevestigd) -> Result<(), Fout> {
    let tekst = toml::to_string(bevestigd)
        .map_err(|e| Fout::nieuw(format!("Wat u bevestigde kan niet bewaard worden ({e})."), ""))?;
    schrijf_eigen(&pad(kopie)?, tekst.as_bytes())
}

/// Keeps that a party's log begins here.
///
/// # Errors
/// When it cannot be written.
pub(in crate::actions) fn bevestig_begin(kopie: &Kopie, partij: &PartijId, begin: Sha256) -> Result<(), Fout> {
    let mut alle = lees(kopie)?;
    alle.partijen.entry(partij.clone()).or_default().insert(begin);
    bewaar(kopie, &alle)
}

/// A beginning of a party's log that one can confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The party.
    pub partij: PartijId,
    /// Of the first entry.
    pub sha256: Sha256,
    /// To read aloud.
    pub woorden: Vec<&'static str>,
    /// Whether this user confirmed it.
    pub is_bevestigd: bool,
}

/// The beginnings that there are of a party's log, also those that nobody should believe.
///
/// # Errors
/// When the party is unknown or the logs cannot be read.
pub fn beginnen(kopie: &Kopie, partij: &str) -> Result<Vec<Begin>, Fout> {
    let partij = kopie.partij(partij)?;
    let logboeken = Logboeken::lees(kopie, false)?;
    let bevestigd = bevestigd(kopie)?.remove(&partij).unwrap_or_default();
    let Some(log) = logboeken.van(&partij) else { return Ok(Vec::new()) };
    Ok(log
        .mogelijke_beginnen()
        .map(|i| Begin {
            partij: partij.clone(),
            sha256: i.sha256,
            woorden: controlewoorden(&i.sha256),
            is_bevestigd: bevestigd.contains(&i.sha256),
        })
        .collect())
}

/// Confirms the beginning that has these words, as the party read them aloud.
///
/// # Errors
/// When there is none with these words, or it cannot be kept.
pub fn vertrouw(kopie: &Kopie, partij: &str, woorden: &str) -> Result<Begin, Fout> {
    let beginnen = beginnen(kopie, partij)?;
    let getypt: Vec<String> =
        woorden.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let Some(begin) = beginnen.iter().find(|b| b.woorden == getypt) else {
        let wat = if beginnen.is_empty() {
            format!("Van {partij} is er nog geen sleutel.")
        } else {
            "Deze controlewoorden passen niet bij wat hier staat.".to_owned()
        };
        let advies = "Vraag de partij zelf om haar controlewoorden (‘oogo sleutel toon’), niet per mail maar mondeling. Passen ze dan nog niet, vertrouw dan niets wat hier in haar naam staat.";
        return Err(Fout::nieuw(wat, advies));
    };
    bevestig_begin(kopie, &begin.partij, begin.sha256)?;
    Ok(Begin { is_bevestigd: true, ..begin.clone() })
}

/// The entries that this machine saw, by party; what was seen must stay.
fn pad_gezien(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("verklaringen").join(format!("{}.txt", kopie.voorblad()?.uuid)))
}

/// No longer keeps in mind that an entry was seen.
///
/// # Errors
/// When what was seen cannot be read or kept.
pub(in crate::actions) fn vergeet(kopie: &Kopie, sha: Sha256) -> Result<(), Fout> {
    let (pad, sha) = (pad_gezien(kopie)?, sha.to_string());
    let Ok(tekst) = std::fs::read_to_string(&pad) else { return Ok(()) };
    let blijft: String = tekst.split_inclusive('\n').filter(|r| r.split(' ').nth(1) != Some(&sha)).collect();
    if blijft == tekst { Ok(()) } else { schrijf_eigen(&pad, blijft.as_bytes()) }
}

/// The entries that were seen here on an earlier day and that are nowhere now: party, sha256, since when they
/// were known. Then keeps what is there now.
///
/// # Errors
/// When what was seen cannot be read or kept.
pub(in crate::actions) fn kwijt(kopie: &Kopie, logboeken: &Logboeken) -> Result<Vec<(PartijId, Sha256, String)>, Fout> {
    let pad = pad_gezien(kopie)?;
    let tekst = match std::fs::read_to_string(&pad) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        gelezen => gelezen.map_err(|e| {
            let wat = format!(
                "Welke verklaringen u eerder zag ({}) is niet te lezen: {}.",
                pad.display(),
                crate::store::disk::reden(&e)
            );
            Fout::nieuw(wat, "Controleer of u rechten hebt op dat bestand.")
        })?,
    };
    let regel = |r: &str| -> Option<(PartijId, Sha256, String)> {
        let mut delen = r.splitn(3, ' ');
        Some((delen.next()?.parse().ok()?, delen.next()?.parse().ok()?, delen.next()?.to_owned()))
    };
    let gezien: Vec<(PartijId, Sha256, String)> = tekst.lines().filter_map(regel).collect();
    let er_is = |partij: &PartijId, sha: &Sha256| {
        logboeken.van(partij).is_some_and(|log| log.ingangen.iter().any(|i| i.sha256 == *sha))
    };
    let kwijt: Vec<_> = gezien.iter().filter(|(p, sha, _)| !er_is(p, sha)).cloned().collect();
    let bekend: std::collections::BTreeSet<Sha256> = gezien.iter().map(|(_, sha, _)| *sha).collect();
    let vandaag = crate::agenda::Datum::vandaag();
    let nieuw: String = logboeken
        .alle
        .iter()
        .flat_map(|(p, log)| log.ingangen.iter().filter(|i| i.is_geldig()).map(move |i| (p, i.sha256)))
        .filter(|(_, sha)| !bekend.contains(sha))
        .map(|(p, sha)| format!("{p} {sha} {vandaag}\n"))
        .collect();
    if !nieuw.is_empty() {
        schrijf_eigen(&pad, format!("{tekst}{nieuw}").as_bytes())?;
    }
    Ok(kwijt)
}
