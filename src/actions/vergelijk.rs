//! What changed between two versions, two folders, or a version and the folder.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::bezoek;
use super::fout::Fout;
use super::kopie::Kopie;
use super::logboeken::Logboeken;
use super::naslag::Naslag;
use crate::agenda::bestand::{map_van, stam};
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::agenda::{Bestandsoort, Bevinding, Datum};
use crate::diff::{Diff, Files, compare, compare_whole};
use crate::export::vergelijking::Namen;
use crate::git::{Bomen, Oid, Repository, Versie, Wijziging};
use crate::store::disk::{alle_bestanden, bytes_van, reden};
use crate::store::load::VOORBLAD;
use crate::store::parallel;
use crate::verklaring::{Ingang, Over, Standpunt};

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kant {
    /// As a reader knows it: ‘de verzonden stukken van het OOGO op 12 maart 2027’.
    pub naam: String,
    /// What it is.
    pub bron: Bron,
}

/// What stands on a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bron {
    /// A version of this copy.
    Versie(Box<Versie>),
    /// A folder, as it is now.
    Map(PathBuf),
}

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

/// How one names a side, for who named one that is not there.
const MANIEREN: &str = "Kies een datum (2027-03-12, gisteren), een overleg (2027-03-12-oogo), ‘stukken’ (de laatst verzonden stukken), \
     ‘bezoek’ (toen u voor het laatst keek), ‘opgeslagen’, ‘nu’, ‘begin’, een versie uit ‘oogo geschiedenis’, of een map.";

/// The side that somebody names, as they name it.
///
/// # Errors
/// When there is no such side.
pub fn kant(kopie: Option<&Kopie>, naam: &str, vandaag: Datum) -> Result<Kant, Fout> {
    let naam = naam.trim();
    let map = Path::new(naam);
    if !naam.is_empty() && map.join(VOORBLAD).is_file() {
        return Ok(Kant { naam: format!("de map {}", map.display()), bron: Bron::Map(map.to_path_buf()) });
    }
    let Some(kopie) = kopie else {
        let wat = format!("In {} staat geen ontwikkelagenda.", tussen_aanhalingstekens(naam));
        return Err(Fout::nieuw(wat, "Geef twee mappen, of ga eerst naar de map van een ontwikkelagenda."));
    };
    if matches!(naam, "nu" | "map") {
        return Ok(nu(kopie));
    }
    let repo = kopie.versies()?;
    let van = |naam: String, versie: Option<Versie>| match versie {
        Some(v) => Ok(Kant { naam, bron: Bron::Versie(Box::new(v)) }),
        None => Err(Fout::nieuw("Er zijn nog geen versies.", "Sla eerst iets op.")),
    };
    match naam.to_lowercase().replace(' ', "-").as_str() {
        "begin" => return van("het begin".to_owned(), repo.eerste()?),
        "opgeslagen" | "laatste" => {
            return van(
                "de laatst opgeslagen versie".to_owned(),
                repo.hoofd()?.map(|h| repo.versie(&h.to_string())).transpose()?,
            );
        }
        "stukken" | "verzonden-stukken" | "de-verzonden-stukken" => return stukken(kopie, &repo, None),
        "bezoek" | "gezien" | "toen-ik-voor-het-laatst-keek" => {
            let Some(vorige) = bezoek::vorige(kopie) else {
                return Err(Fout::nieuw("U hebt hier nog niet eerder gekeken.", MANIEREN));
            };
            // After another beginning of history that version may be no more.
            let Ok(versie) = repo.versie(&vorige.versie) else {
                return Err(Fout::nieuw("De versie die u toen zag, is er niet meer.", MANIEREN));
            };
            return van("toen u voor het laatst keek".to_owned(), Some(versie));
        }
        _ => {}
    }
    let klein = naam.to_lowercase();
    let gaf = klein.strip_prefix("toen ").and_then(|rest| rest.strip_suffix(" akkoord gaf"));
    if let Some(partij) = gaf.or_else(|| klein.strip_prefix("akkoord ")) {
        return toen_akkoord(kopie, &repo, partij);
    }
    let overleg = naam.strip_prefix("overleg ").unwrap_or(naam);
    if kopie.wortel().join(format!("overleggen/{overleg}.toml")).is_file() {
        return stukken(kopie, &repo, Some(overleg));
    }
    // A version's own id is never taken for a date.
    if let Ok(versie) = repo.versie(naam) {
        return Ok(kant_van(versie));
    }
    match Datum::lees_geweest(naam, vandaag) {
        Ok(dag) => op_dag(&repo, dag),
        Err(_) => Err(Fout::nieuw(format!("Er is geen versie of map {}.", tussen_aanhalingstekens(naam)), MANIEREN)),
    }
}

/// The folder as it is now.
pub fn nu(kopie: &Kopie) -> Kant {
    Kant { naam: "nu".to_owned(), bron: Bron::Map(kopie.wortel().to_path_buf()) }
}

/// A version as a side.
pub fn kant_van(versie: Versie) -> Kant {
    Kant { naam: format!("versie {} van {}", versie.kort(), op(&versie)), bron: Bron::Versie(Box::new(versie)) }
}

/// A version's date, as one reads it.
fn op(versie: &Versie) -> String {
    Datum::van_moment(versie.moment).lang()
}

/// The version that a party had read when it last agreed to something.
fn toen_akkoord(kopie: &Kopie, repo: &Repository, partij: &str) -> Result<Kant, Fout> {
    let partij = kopie.partij(partij)?;
    let logboeken = Logboeken::lees(kopie, false)?;
    let akkoord = |i: &Ingang| {
        let v = i.verklaring.as_ref().filter(|_| i.is_geldig())?;
        let a = v.akkoord.as_ref()?;
        let stemt_in = |s: &Over| matches!(s.standpunt, Standpunt::Akkoord | Standpunt::Voorbehoud);
        a.standpunten.iter().any(stemt_in).then(|| (v.moment, a.gezien.clone()))
    };
    let log = logboeken.van(&partij);
    let Some((moment, gezien)) = log.and_then(|log| log.ingangen.iter().rev().find_map(akkoord)) else {
        return Err(Fout::nieuw(format!("{partij} gaf nog nergens akkoord op."), MANIEREN));
    };
    let Ok(versie) = repo.versie(&gezien) else {
        return Err(Fout::nieuw(format!("De versie die {partij} toen las, is hier niet."), MANIEREN));
    };
    let naam = format!("toen {partij} akkoord gaf ({})", Datum::van_moment(moment).lang());
    Ok(Kant { naam, bron: Bron::Versie(Box::new(versie)) })
}

/// How it stood at the end of a day.
fn op_dag(repo: &Repository, dag: Datum) -> Result<Kant, Fout> {
    match repo.laatste_zolang(|v| Datum::van_moment(v.moment) <= dag)? {
        Some(v) => Ok(Kant { naam: format!("het eind van {}", dag.lang()), bron: Bron::Versie(Box::new(v)) }),
        None => {
            let eerste = repo.eerste()?.map(|v| format!(" De eerste versie is van {}.", op(&v))).unwrap_or_default();
            Err(Fout::nieuw(
                format!("Op {} was er nog geen versie.{eerste}", dag.lang()),
                "Kies een latere dag, of ‘begin’.",
            ))
        }
    }
}

/// The version that went out as the papers of a meeting, or of the last one that has any; of a meeting
/// without papers how it stood at the end of its day.
fn stukken(kopie: &Kopie, repo: &Repository, naam: Option<&str>) -> Result<Kant, Fout> {
    let agenda = kopie.lees()?.agenda;
    let overleg = match naam {
        Some(naam) => agenda.overleggen.get(naam),
        None => {
            let verzonden = agenda
                .overleggen
                .values()
                .filter(|o| o.stukken.as_ref().is_some_and(|s| s.verzonden.is_some() || s.versie.is_some()));
            verzonden.max_by_key(|o| o.datum)
        }
    };
    let Some(overleg) = overleg else {
        let wat = match naam {
            Some(naam) => format!("Het overleg {naam} kan niet gelezen worden."),
            None => "Er zijn nog geen stukken verzonden.".to_owned(),
        };
        return Err(Fout::nieuw(wat, MANIEREN));
    };
    let welk = format!("het {} op {}", in_zin(overleg.soort.label()), overleg.datum.lang());
    let stukken = overleg.stukken.as_ref();
    match (stukken.and_then(|s| s.versie.as_deref()), stukken.and_then(|s| s.verzonden)) {
        (Some(versie), _) => {
            let versie = repo.versie(versie)?;
            Ok(Kant { naam: format!("de verzonden stukken van {welk}"), bron: Bron::Versie(Box::new(versie)) })
        }
        (None, Some(dag)) => {
            let naam = format!("de stukken van {welk} (verzonden {})", dag.lang());
            Ok(Kant { naam, ..op_dag(repo, dag)? })
        }
        (None, None) => Ok(Kant { naam: format!("het eind van de dag van {welk}"), ..op_dag(repo, overleg.datum)? }),
    }
}

/// A word as it stands inside a sentence: `OOGO` stays as it is.
fn in_zin(label: &str) -> String {
    if label.chars().all(char::is_uppercase) { label.to_owned() } else { label.to_lowercase() }
}

/// From what one compares when one does not say: the papers that were sent last, else the beginning.
///
/// # Errors
/// When there are no versions.
pub fn gewoonlijk(kopie: &Kopie, vandaag: Datum) -> Result<Kant, Fout> {
    kant(Some(kopie), "stukken", vandaag).or_else(|_| kant(Some(kopie), "begin", vandaag))
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
    let (mut oud, mut nieuw) = (Files::new(), Files::new());
    for w in verschil.into_iter().filter(|w| !ongelezen.iter().any(|b| b.bestand == w.pad)) {
        oud.extend(w.was.map(|b| (w.pad.clone(), b)));
        nieuw.extend(w.wordt.map(|b| (w.pad, b)));
    }
    let gezocht = Gezocht::van(oud.keys().chain(nieuw.keys()));
    let mut namen = namen(bomen.as_ref(), &van.bron, &gezocht);
    let nieuwe = self::namen(bomen.as_ref(), &tot.bron, &gezocht);
    namen.partijen.extend(nieuwe.partijen);
    namen.themas.extend(nieuwe.themas);
    namen.afspraken.extend(nieuwe.afspraken);
    if !nieuwe.agenda.is_empty() {
        namen.agenda = nieuwe.agenda;
    }
    let diff = if geheel { compare_whole(&oud, &nieuw) } else { compare(&oud, &nieuw) };
    Ok(Vergelijking { diff, van, tot, namen, ongelezen })
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

/// Of what the names are looked up.
#[derive(Debug, Default)]
pub(super) struct Gezocht<'a> {
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
pub(super) fn namen(versies: Option<&Bomen<'_>>, bron: &Bron, gezocht: &Gezocht<'_>) -> Namen {
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
    let mut paden: Vec<String> = mappen("partijen").iter().map(|p| format!("partijen/{p}/partij.toml")).collect();
    let mut namen = Namen::default();
    for thema in mappen("agendas") {
        if gezocht.kijkt_in(&thema) {
            paden.push(format!("agendas/{thema}/thema.toml"));
            paden.extend(gezocht.afspraken.iter().map(|id| format!("agendas/{thema}/{id}.toml")));
        } else {
            namen.themas.insert(thema.clone(), thema);
        }
    }
    let gevonden: Vec<(String, Vec<u8>)> =
        paden.into_iter().filter_map(|p| Some((bytes(&p)?, p))).map(|(b, p)| (p, b)).collect();
    let voorblad = bytes(VOORBLAD);
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
