//! What changed between two versions, two folders, or a version and the folder.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use super::kant::{Bron, Kant};
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::bestand::{map_van, stam};
use crate::agenda::{Bestandsoort, Bevinding};
use crate::diff::{Diff, Files, compare, compare_whole};
use crate::export::vergelijking::Namen;
use crate::git::{Bomen, Oid, Repository, Wijziging};
use crate::store::disk::{alle_bestanden, bytes_van, reden};
use crate::store::load::VOORBLAD;
use crate::store::parallel;

/// Two sides, and what differs between them.
#[derive(Debug, Clone)]
pub struct Vergelijking {
    /// The old side.
    pub van: Kant,
    /// The new side.
    pub tot: Kant,
    /// What differs.
    pub diff: Diff,
    /// What things are called, as the new side has it; what is only in the old one by its old name.
    pub namen: Namen,
    /// The files that could not be read and are not compared, and why.
    pub ongelezen: Vec<Bevinding>,
}

/// Everything that differs between two sides; with `geheel` also all that the files that differ say
/// besides, as a filter on parties needs.
///
/// # Errors
/// When a side cannot be read.
pub fn vergelijk(kopie: Option<&Kopie>, van: Kant, tot: Kant, geheel: bool) -> Result<Vergelijking, Fout> {
    let repo = kopie.and_then(|kopie| kopie.versies().ok());
    let bomen = repo.as_ref().map(Repository::bomen);
    let geen = || Fout::nieuw("Deze map houdt geen versies bij.", "Begin ermee: ‘oogo beheer versies-bijhouden’.");
    let repo = || repo.as_ref().ok_or_else(geen);
    let versies = || bomen.as_ref().ok_or_else(geen);
    let mut ongelezen = Vec::new();
    // What is in a version is told, also where format 1 knows no such file.
    let bekend = |versie: Oid| -> Result<Vec<String>, Fout> {
        let repo = repo()?;
        let mut paden = repo.paden_in(versie)?;
        if let Some(hoofd) = repo.hoofd()? {
            paden.extend(repo.paden_in(hoofd)?);
        }
        Ok(paden)
    };
    let verschil = match (&van.bron, &tot.bron) {
        (Bron::Versie(a), Bron::Versie(b)) => versies()?.verschillen(a.id, b.id)?,
        (Bron::Versie(a), Bron::Map(map)) => {
            let bekend = bekend(a.id)?;
            versies()?
                .verschillen_met(a.id, &bestanden(map, &bekend, &mut ongelezen)?)?
                .into_iter()
                .filter(|w| !is_verborgen(&w.pad))
                .collect()
        }
        (Bron::Map(map), Bron::Versie(b)) => {
            let bekend = bekend(b.id)?;
            let terug = versies()?.verschillen_met(b.id, &bestanden(map, &bekend, &mut ongelezen)?)?;
            let om = |w: Wijziging| Wijziging { pad: w.pad, was: w.wordt, wordt: w.was };
            terug.into_iter().filter(|w| !is_verborgen(&w.pad)).map(om).collect()
        }
        (Bron::Map(a), Bron::Map(b)) => {
            let mut paren: BTreeMap<String, [Option<Vec<u8>>; 2]> = BTreeMap::new();
            for (i, map) in [a, b].into_iter().enumerate() {
                let alle = alle_bestanden(map).map_err(|e| onleesbaar(map, &e))?;
                for (pad, bytes) in bestanden(map, &alle, &mut ongelezen)? {
                    paren.entry(pad).or_default()[i] = Some(bytes);
                }
            }
            paren.into_iter().map(|(pad, [was, wordt])| Wijziging { pad, was, wordt }).collect()
        }
    };
    let (oud, nieuw) = zijden(verschil.into_iter().filter(|w| !ongelezen.iter().any(|b| b.bestand == w.pad)));
    let gezocht = Gezocht::van(oud.keys().chain(nieuw.keys()));
    // What the new side names, the old one is not asked for.
    let mut namen = namen(bomen.as_ref(), &tot.bron, &gezocht, &Namen::default());
    let oude = self::namen(bomen.as_ref(), &van.bron, &gezocht, &namen);
    namen.partijen.extend(oude.partijen);
    namen.themas.extend(oude.themas);
    namen.afspraken.extend(oude.afspraken);
    if namen.agenda.is_empty() {
        namen.agenda = oude.agenda;
    }
    let diff = if geheel { compare_whole(&oud, &nieuw) } else { compare(&oud, &nieuw) };
    Ok(Vergelijking { diff, van, tot, namen, ongelezen })
}

/// The files as they were, and as they are.
pub(in crate::actions) fn zijden(wijzigingen: impl IntoIterator<Item = Wijziging>) -> (Files, Files) {
    let (mut oud, mut nieuw) = (Files::new(), Files::new());
    for w in wijzigingen {
        oud.extend(w.was.map(|b| (w.pad.clone(), b)));
        nieuw.extend(w.wordt.map(|b| (w.pad, b)));
    }
    (oud, nieuw)
}

/// The afspraak that a file is about but is not the text of.
fn afspraak_van(pad: &str) -> Option<&str> {
    match Bestandsoort::van_pad(pad)? {
        Bestandsoort::Voortgang | Bestandsoort::Beheer => Some(stam(pad)),
        Bestandsoort::Opmerking => Some(map_van(pad)),
        _ => None,
    }
}

fn onleesbaar(map: &Path, e: &std::io::Error) -> Fout {
    let wat = format!("De map {} kan niet gelezen worden: {}.", map.display(), reden(e));
    Fout::nieuw(wat, "Controleer of de map bestaat en of u er rechten op hebt.")
}

fn is_verborgen(pad: &str) -> bool {
    pad.split('/').any(|deel| deel.starts_with('.'))
}

/// The files in a folder that are of an ontwikkelagenda, and those with these names; other files are
/// somebody's own. What cannot be read is named.
fn bestanden(map: &Path, bekend: &[String], ongelezen: &mut Vec<Bevinding>) -> Result<BTreeMap<String, Vec<u8>>, Fout> {
    let mut paden: Vec<String> = alle_bestanden(map).map_err(|e| onleesbaar(map, &e))?;
    let bekend: HashSet<&String> = bekend.iter().collect();
    paden.retain(|p| Bestandsoort::van_pad(p).is_some() || bekend.contains(p));
    let mut uit = BTreeMap::new();
    for (pad, bytes) in paden.iter().zip(parallel::alle(&paden, |pad| bytes_van(map, pad))) {
        match bytes {
            Ok(bytes) => {
                uit.insert(pad.clone(), bytes);
            }
            Err(b) => ongelezen.push(*b),
        }
    }
    Ok(uit)
}

/// What parties and themes are called now.
pub fn namen_nu(kopie: &Kopie) -> Namen {
    let themas = std::fs::read_dir(kopie.wortel().join("agendas")).into_iter().flatten().flatten();
    let themas: Vec<String> = themas.filter_map(|m| m.file_name().into_string().ok()).collect();
    let gezocht = Gezocht { themas: themas.iter().map(String::as_str).collect(), ..Gezocht::default() };
    namen(None, &Bron::Map(kopie.wortel().to_path_buf()), &gezocht, &Namen::default())
}

/// Of what the names are looked up.
#[derive(Debug, Default)]
pub(in crate::actions) struct Gezocht<'a> {
    themas: BTreeSet<&'a str>,
    afspraken: BTreeSet<&'a str>,
}

impl<'a> Gezocht<'a> {
    fn van(paden: impl Iterator<Item = &'a String>) -> Self {
        let mut uit = Self::default();
        for pad in paden {
            uit.afspraken.extend(afspraak_van(pad));
            uit.themas.extend(pad.strip_prefix("agendas/").and_then(|rest| rest.split('/').next()));
        }
        uit
    }

    /// Whether a theme's folder is looked into. An afspraak that is known by its number can be in any.
    fn kijkt_in(&self, thema: &str) -> bool {
        !self.afspraken.is_empty() || self.themas.contains(thema)
    }
}

/// What parties, themes and afspraken are called on a side; a theme that nothing is looked up of has only
/// its folder's name.
fn namen(versies: Option<&Bomen<'_>>, bron: &Bron, gezocht: &Gezocht<'_>, bekend: &Namen) -> Namen {
    let mappen = |boven: &str| -> Vec<String> {
        match (bron, versies) {
            (Bron::Versie(v), Some(versies)) => versies.mappen_in(v.id, boven).unwrap_or_default(),
            (Bron::Versie(_), None) => Vec::new(),
            (Bron::Map(wortel), _) => {
                let mappen = std::fs::read_dir(wortel.join(boven)).into_iter().flatten().flatten();
                mappen.filter_map(|m| m.file_name().into_string().ok()).collect()
            }
        }
    };
    let bytes = |pad: &str| match (bron, versies) {
        (Bron::Versie(v), Some(versies)) => versies.bytes_in(v.id, pad).ok().flatten(),
        (Bron::Versie(_), None) => None,
        (Bron::Map(wortel), _) => bytes_van(wortel, pad).ok(),
    };
    let partijen = mappen("partijen").into_iter().filter(|p| !bekend.partijen.contains_key(p));
    let mut paden: Vec<String> = partijen.map(|p| format!("partijen/{p}/partij.toml")).collect();
    let mut namen = Namen::default();
    let afspraken = || gezocht.afspraken.iter().filter(|id| !bekend.afspraken.contains_key(**id));
    for thema in mappen("agendas") {
        let is_bekend = bekend.themas.contains_key(&thema);
        if gezocht.kijkt_in(&thema) {
            paden.extend((!is_bekend).then(|| format!("agendas/{thema}/thema.toml")));
            paden.extend(afspraken().map(|id| format!("agendas/{thema}/{id}.toml")));
        } else if !is_bekend {
            namen.themas.insert(thema.clone(), thema);
        }
    }
    let gevonden: Vec<(String, Vec<u8>)> =
        paden.into_iter().filter_map(|p| Some((bytes(&p)?, p))).map(|(b, p)| (p, b)).collect();
    let voorblad = if bekend.agenda.is_empty() { bytes(VOORBLAD) } else { None };
    let tabel = |bytes: Vec<u8>| String::from_utf8(bytes).ok()?.parse::<toml::Table>().ok();
    if let Some(naam) = voorblad.and_then(tabel).and_then(|t| t.get("naam")?.as_str().map(str::to_owned)) {
        namen.agenda = naam;
    }
    for (pad, bytes) in gevonden {
        let tabel = tabel(bytes);
        let veld = |naam: &str| tabel.as_ref()?.get(naam)?.as_str().map(str::to_owned);
        let map = map_van(&pad).to_owned();
        match Bestandsoort::van_pad(&pad) {
            Some(Bestandsoort::Partij) => namen.partijen.extend(veld("naam").map(|n| (map, n))),
            Some(Bestandsoort::Thema) => namen.themas.extend(veld("naam").map(|n| (map, n))),
            Some(Bestandsoort::Afspraak) => {
                namen.afspraken.extend(veld("titel").map(|t| (stam(&pad).to_owned(), (map, t))));
            }
            _ => {}
        }
    }
    namen
}
