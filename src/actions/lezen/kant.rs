//! A side of a comparison, as people name it: a date, a meeting, the papers, a folder.

use std::path::{Path, PathBuf};

use super::geschiedenis::AFGEKAPT;
use super::naslag::Naslag;
use super::vergelijk::namen_nu;
use crate::actions::bezoek;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::agenda::Datum;
use crate::agenda::overleg::{Overleg, Overlegsoort};
use crate::agenda::tekst::tussen_aanhalingstekens;
use crate::git::{Repository, Versie};
use crate::store::load::{self, VOORBLAD};
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

/// How one names a side, for who named one that is not there.
const MANIEREN: &str = "Kies een datum (2027-03-12, gisteren), een overleg (2027-03-12-oogo), ‘stukken’ (de laatst verzonden stukken), ‘vorig-oogo’, \
     ‘bezoek’ (toen u voor het laatst keek), ‘opgeslagen’, ‘nu’, ‘begin’, een versie uit ‘oogo geschiedenis’, of een map.";

/// What one does where that moment is not to be had.
const ANDER_MOMENT: &str = "Kies een ander moment.";

/// The side that somebody names, as they name it; of an akkoord that on this afspraak, else on anything.
///
/// # Errors
/// When there is no such side.
pub fn kant(kopie: Option<&Kopie>, naam: &str, over: Option<&str>, vandaag: Datum) -> Result<Kant, Fout> {
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
        "begin" if repo.is_afgekapt() => {
            return van("het begin van wat deze kopie van de geschiedenis heeft".to_owned(), repo.eerste()?);
        }
        "begin" => return van("het begin".to_owned(), repo.eerste()?),
        "opgeslagen" | "laatste" | "wat-nog-niet-is-opgeslagen" => {
            return van(
                "de laatst opgeslagen versie".to_owned(),
                repo.hoofd()?.map(|h| repo.versie(&h.to_string())).transpose()?,
            );
        }
        "vorig-oogo" | "het-vorige-oogo" => return vorig_oogo(kopie, &repo, vandaag),
        "stukken" | "verzonden-stukken" | "de-verzonden-stukken" => return stukken(kopie, &repo, None, vandaag),
        "bezoek" | "gezien" | "toen-ik-voor-het-laatst-keek" => {
            let Some(vorige) = bezoek::vorige(kopie) else {
                return Err(Fout::nieuw("U hebt hier nog niet eerder gekeken.", ANDER_MOMENT));
            };
            // After another beginning of history that version may be no more.
            let Ok(versie) = repo.versie(&vorige.versie) else {
                return Err(Fout::nieuw("De versie die u toen zag, is er niet meer.", ANDER_MOMENT));
            };
            return van("uw vorige bezoek".to_owned(), Some(versie));
        }
        _ => {}
    }
    let klein = naam.to_lowercase();
    let gaf = klein.strip_prefix("toen ").and_then(|rest| rest.strip_suffix(" akkoord gaf"));
    let van = klein.strip_prefix("het ").unwrap_or(&klein).strip_prefix("akkoord ");
    if let Some(partij) = gaf.or(van) {
        return bij_akkoord(kopie, &repo, partij, over);
    }
    let overleg = naam.strip_prefix("overleg ").unwrap_or(naam);
    if kopie.wortel().join(format!("overleggen/{overleg}.toml")).is_file() {
        return stukken(kopie, &repo, Some(overleg), vandaag);
    }
    // A version's own id is never taken for a date.
    if let Ok(versie) = repo.versie(naam) {
        return Ok(kant_van(versie));
    }
    match Datum::lees_geweest(naam, vandaag) {
        Ok(dag) => op_dag(&repo, dag, vandaag),
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

/// The version that a party had read when it last agreed to an afspraak, or to anything.
fn bij_akkoord(kopie: &Kopie, repo: &Repository, partij: &str, over: Option<&str>) -> Result<Kant, Fout> {
    let namen = namen_nu(kopie).partijen;
    let zonder_van = partij.strip_prefix("van ").unwrap_or(partij);
    let vind = |wens: &str| namen.iter().find(|(id, naam)| naam.to_lowercase() == wens || *id == wens);
    let met_naam = vind(partij).or_else(|| vind(zonder_van)).map(|(id, _)| id.as_str());
    let partij = zonder_van;
    let partij = kopie.partij(met_naam.unwrap_or(partij))?;
    let naam = namen.get(partij.as_str()).map_or(partij.as_str(), |naam| naam);
    let waarop = over.map_or_else(|| "enige tekst".to_owned(), str::to_owned);
    let logboeken = Logboeken::lees(kopie, false)?;
    let stemt_in = |s: &Over| {
        matches!(s.standpunt, Standpunt::Akkoord | Standpunt::Voorbehoud)
            && over.is_none_or(|over| s.afspraak.as_ref().is_some_and(|id| id.as_str() == over))
    };
    let akkoord = |i: &Ingang| {
        let v = i.verklaring.as_ref().filter(|_| i.is_geldig())?;
        let a = v.akkoord.as_ref()?;
        a.standpunten.iter().any(stemt_in).then(|| (v.moment, a.gezien.clone()))
    };
    let log = logboeken.van(&partij);
    let Some((moment, gezien)) = log.and_then(|log| log.ingangen.iter().rev().find_map(akkoord)) else {
        return Err(Fout::nieuw(format!("{naam} gaf nog geen akkoord op {waarop}."), ANDER_MOMENT));
    };
    let Ok(versie) = repo.versie(&gezien) else {
        return Err(Fout::nieuw(format!("De versie die {naam} toen las, is hier niet."), ANDER_MOMENT));
    };
    let welk =
        over.map_or_else(|| format!("het laatste akkoord van {naam}"), |id| format!("het akkoord van {naam} op {id}"));
    let naam = format!("{welk} ({})", Datum::van_moment(moment).lang());
    Ok(Kant { naam, bron: Bron::Versie(Box::new(versie)) })
}

/// How it stood at the end of a day.
fn op_dag(repo: &Repository, dag: Datum, vandaag: Datum) -> Result<Kant, Fout> {
    // A clock may be ahead, as in the example.
    let ervoor = |v: &Versie| Datum::van_moment(v.moment) < dag;
    if dag > vandaag && repo.laatste_zolang(ervoor)?.map(|v| v.id) == repo.hoofd()? {
        return Err(Fout::nieuw(format!("Het is nog geen {}.", dag.lang()), ANDER_MOMENT));
    }
    match repo.laatste_zolang(|v| Datum::van_moment(v.moment) <= dag)? {
        Some(v) => Ok(Kant { naam: format!("het eind van {}", dag.lang()), bron: Bron::Versie(Box::new(v)) }),
        None if repo.is_afgekapt() => {
            let wat =
                format!("Hoe het op {} was, is hier niet te zien: een deel van de geschiedenis ontbreekt.", dag.lang());
            Err(Fout::nieuw(wat, AFGEKAPT))
        }
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
fn stukken(kopie: &Kopie, repo: &Repository, naam: Option<&str>, vandaag: Datum) -> Result<Kant, Fout> {
    let overleggen = load::overleggen(kopie.wortel());
    if let Some(naam) = naam {
        let wat = || Fout::nieuw(format!("Het overleg {naam} kan niet gelezen worden."), MANIEREN);
        return van_overleg(repo, overleggen.get(naam).ok_or_else(wat)?, vandaag);
    }
    let is_verzonden = |o: &&Overleg| o.stukken.as_ref().is_some_and(|s| s.verzonden.is_some() || s.versie.is_some());
    let mut verzonden: Vec<&Overleg> = overleggen.values().filter(is_verzonden).collect();
    verzonden.sort_by_key(|o| std::cmp::Reverse(o.datum));
    // Papers that are to go out some day are passed by.
    let mut kanten = verzonden.into_iter().map(|o| van_overleg(repo, o, vandaag));
    let laatste = kanten.next().unwrap_or_else(|| Err(Fout::nieuw("Er zijn nog geen stukken verzonden.", MANIEREN)));
    laatste.or_else(|fout| kanten.find(Result::is_ok).unwrap_or(Err(fout)))
}

/// How it stood at the end of the day of the last OOGO that has been.
fn vorig_oogo(kopie: &Kopie, repo: &Repository, vandaag: Datum) -> Result<Kant, Fout> {
    let mut dagen: Vec<Datum> = load::overleggen(kopie.wortel())
        .into_values()
        .filter(|o| o.soort == Overlegsoort::Oogo && o.datum != vandaag)
        .map(|o| o.datum)
        .collect();
    dagen.sort_unstable_by(|a, b| b.cmp(a));
    let eind =
        |dag: Datum| Some(Kant { naam: format!("het OOGO op {}", dag.lang()), ..op_dag(repo, dag, vandaag).ok()? });
    let geen = || Fout::nieuw("Er is nog geen OOGO geweest.", ANDER_MOMENT);
    dagen.into_iter().find_map(eind).ok_or_else(geen)
}

fn van_overleg(repo: &Repository, overleg: &Overleg, vandaag: Datum) -> Result<Kant, Fout> {
    let welk = format!("het {} op {}", in_zin(overleg.soort.label()), overleg.datum.lang());
    let stukken = overleg.stukken.as_ref();
    match (stukken.and_then(|s| s.versie.as_deref()), stukken.and_then(|s| s.verzonden)) {
        (Some(versie), _) => {
            let versie = repo.versie(versie)?;
            Ok(Kant { naam: format!("de verzonden stukken van {welk}"), bron: Bron::Versie(Box::new(versie)) })
        }
        (None, Some(dag)) => {
            let naam = format!("de stukken van {welk} (verzonden {})", dag.lang());
            Ok(Kant { naam, ..op_dag(repo, dag, vandaag)? })
        }
        (None, None) => {
            Ok(Kant { naam: format!("het eind van de dag van {welk}"), ..op_dag(repo, overleg.datum, vandaag)? })
        }
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
    kant(Some(kopie), "stukken", None, vandaag).or_else(|_| kant(Some(kopie), "begin", None, vandaag))
}
