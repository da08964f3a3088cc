//! What git left halfway: a merge that was begun and not finished, and files in which two texts stand. It is looked
//! at, asked about and decided on as what comes from another copy; what a person already made of a file by hand,
//! stays.

use std::collections::{BTreeMap, BTreeSet};

use super::aankomst::{Aankomst, Weg, eindigt, is_verklaard};
use super::schrijvers::schrijvers;
use super::{Langs, Vooraf, keuring};
use crate::actions::einde_akkoord;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::{Logboeken, partij_van};
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::stam;
use crate::git::{GitFout, Kanten, Oid, Repository, Wijziging};
use crate::merge::{Answers, Choice, Conflict, Content, Kind, Question, Together, WHOLE, merge_folder};
use crate::store::bytes::als_tekst;
use crate::store::check;
use crate::store::disk::{alle_bestanden, bytes_van};
use crate::store::marks::{self, Zijden};
use crate::verklaring::ONDERTEKENAARS;

const NIETS: &str = "Er is niets veranderd.";

/// Whether git left something halfway here.
///
/// # Errors
/// When the repository is damaged.
pub fn is_verward(kopie: &Kopie) -> Result<bool, Fout> {
    let repo = kopie.versies()?;
    Ok(repo.begonnen_samenvoeging()?.is_some() || !repo.meerzijdig()?.is_empty() || !gemerkt(kopie)?.is_empty())
}

/// Looks at what git left halfway. Nothing changes.
pub(super) fn bekijk(kopie: &Kopie, antwoorden: &Answers) -> Result<Vooraf, Fout> {
    let repo = kopie.versies()?;
    let begonnen = repo.begonnen_samenvoeging()?;
    // Another thing that was begun with git is finished with git.
    let begonnen = match repo.kan_opslaan() {
        Ok(()) => None,
        Err(GitFout::HalfSamengevoegd) => begonnen,
        Err(e) => return Err(e.into()),
    };
    let ons = repo.hoofd()?.ok_or_else(|| GitFout::GeenVersie("om te ontwarren".to_owned()))?;
    let aankomst = match begonnen {
        Some(hun) => Some(afronden(kopie, &repo, [ons, hun], antwoorden)?),
        None => uit_elkaar(kopie, &repo, ons, antwoorden)?,
    };
    Ok(Vooraf {
        adres: "deze map".to_owned(),
        is_eerste: false,
        aankomst,
        van_ons: Vec::new(),
        wordt_gemaakt: false,
        langs: Langs::Halverwege,
    })
}

/// How a file stands on disk that git was to merge.
enum Stand {
    /// As git left it: nobody decided anything.
    Open,
    /// With git's marks: what a person changed besides them stands on both sides.
    Gemerkt(Zijden),
    /// As a person made it.
    Besloten(Option<Vec<u8>>),
}

/// How a file stands; `zelf` is what git makes of it by itself, where it does, and `kanten` are the sides that it
/// holds, where it left the file to a person.
fn stand(
    repo: &Repository,
    pad: &str,
    schijf: Option<&Vec<u8>>,
    zelf: Option<Oid>,
    kanten: Option<&Kanten>,
) -> Result<Stand, Fout> {
    // Nobody decides by hand on what parties declared.
    if pad == ONDERTEKENAARS || partij_van(pad).is_some() {
        return Ok(Stand::Open);
    }
    if let Some(zijden) = schijf.map(|b| ontleed(pad, b)).transpose()?.flatten() {
        return Ok(Stand::Gemerkt(zijden));
    }
    let nu = schijf.map(|b| repo.blad_van(b)).transpose()?;
    let is_open = match kanten {
        // Where one side has no such file, git leaves what the other made of it; where it cannot mark, ours.
        Some([_, ons, hun]) => nu.is_none() || nu == ons.or(*hun),
        None => nu == zelf,
    };
    if is_open {
        return Ok(Stand::Open);
    }
    if let (Some(_), Some(bytes)) = (Bestandsoort::van_pad(pad), schijf)
        && let Err(bevinding) = check::ontleed(pad, &als_tekst(pad, bytes.clone())?.0)
    {
        return Err(Fout::nieuw(bevinding.to_string(), NIETS));
    }
    Ok(Stand::Besloten(schijf.cloned()))
}

/// A file with marks, taken apart; none where it has none.
fn ontleed(pad: &str, bytes: &[u8]) -> Result<Option<Zijden>, Fout> {
    let Ok((tekst, _)) = als_tekst(pad, bytes.to_vec()) else { return Ok(None) };
    if !marks::heeft_ze(&tekst) {
        return Ok(None);
    }
    match marks::uit_elkaar(&tekst) {
        Some(zijden) => Ok(Some(zijden)),
        None => {
            let wat = format!("In {pad} staan regels met <<<<<<<, ======= en >>>>>>> die niet bij elkaar horen.");
            Err(Fout::nieuw(wat, format!("{NIETS} Herstel dat bestand in een tekstprogramma.")))
        }
    }
}

/// A merge that git began: both lines come together as in any exchange, but what a person decided stays.
fn afronden(kopie: &Kopie, repo: &Repository, lijnen: [Oid; 2], antwoorden: &Answers) -> Result<Aankomst, Fout> {
    let [ons, hun] = lijnen;
    // On disk their files stand among ours already.
    let g = keuring::keur(kopie, repo, lijnen, Logboeken::in_versie(kopie, repo, ons)?)?;
    let mut a = Aankomst::van(&g, Weg::Afronden);
    let meerzijdig = repo.meerzijdig()?;
    let zelf = repo.zoals_git_samenvoegt(ons, hun)?;
    let mut kanten = g.kanten.clone();
    // What they did not touch, git did not either.
    let raakt = kanten.iter().filter(|(_, [basis, _, hun])| hun != basis).map(|(pad, _)| pad);
    let paden: BTreeSet<String> = raakt.chain(meerzijdig.keys()).cloned().collect();
    let mut besloten: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
    let mut gemerkt: BTreeMap<&str, &String> = BTreeMap::new();
    for pad in &paden {
        let schijf = bytes_van(kopie.wortel(), pad).ok();
        match stand(repo, pad, schijf.as_ref(), zelf.get(pad).copied(), meerzijdig.get(pad))? {
            Stand::Open => {}
            Stand::Gemerkt(z) => {
                for (kant, tekst) in [(1, &z.ons), (2, &z.hun)] {
                    let hier = waar(&g.kanten, pad, kant);
                    kanten.entry(hier.to_owned()).or_default()[kant] = Some(repo.leg_neer(tekst.as_bytes())?);
                }
                let ander = gemerkt.insert(stam(pad), pad);
                // Git leaves the same text at both places.
                let schijf = |pad: &String| bytes_van(kopie.wortel(), pad).ok();
                if let Some(ander) = ander.filter(|ander| is_afspraak(pad) && schijf(ander) != schijf(pad)) {
                    return Err(op_twee_plaatsen(pad, ander));
                }
            }
            Stand::Besloten(bytes) => {
                besloten.insert(pad.clone(), bytes);
            }
        }
        a.op_schijf.insert(pad.clone(), schijf);
    }
    // An afspraak that moved stands at two paths: a person decides on both, or on neither.
    for (pad, tekst) in besloten.iter().filter(|(pad, _)| is_afspraak(pad)) {
        if let (Some(ander), Some(_)) = (gemerkt.get(stam(pad)), tekst) {
            return Err(op_twee_plaatsen(pad, ander));
        }
    }
    besloten.retain(|pad, _| !is_afspraak(pad) || !gemerkt.contains_key(stam(pad)));
    let nummers: BTreeSet<String> = besloten.keys().filter(|p| is_afspraak(p)).map(|p| stam(p).to_owned()).collect();
    for pad in paden.iter().filter(|p| is_afspraak(p) && nummers.contains(stam(p))) {
        besloten.entry(pad.clone()).or_insert_with(|| a.op_schijf[pad].clone());
    }
    kanten.retain(|pad, _| !besloten.contains_key(pad));
    if a.maak_ondertekenaars {
        kanten.remove(ONDERTEKENAARS);
    }
    let verklaard = |id: &str| is_verklaard(&[&g.logs[0], &g.logs[1]], id);
    let voeg = |antwoorden: &Answers| merge_folder(&kanten, antwoorden, |bladen| repo.inhoud_van(bladen), verklaard);
    let samen = voeg(antwoorden)?;
    for (pad, wordt) in teksten(repo, &samen)?.into_iter().chain(besloten) {
        let was = repo.bytes_in(ons, &pad)?;
        if was != wordt {
            let schijf = || bytes_van(kopie.wortel(), &pad).ok();
            a.op_schijf.entry(pad.clone()).or_insert_with(schijf);
            a.wijzigingen.push(Wijziging { pad, was, wordt });
        }
    }
    if a.maak_ondertekenaars {
        let schijf = bytes_van(kopie.wortel(), ONDERTEKENAARS).ok();
        a.op_schijf.insert(ONDERTEKENAARS.to_owned(), schijf);
    }
    a.wijzigingen.sort_by_key(|w| w.wordt.is_some());
    keuring::niets_verklaards_weg(&a.wijzigingen, verklaard)?;
    a.met_vragen(samen.questions, antwoorden, || Ok(voeg(&Answers::new())?.questions))?;
    a.schrijvers = schrijvers(repo, g.gedeeld, lijnen, a.alle_vragen())?;
    a.eindigt = eindigt(kopie, repo, &a, &g.logs)?;
    Ok(a)
}

fn is_afspraak(pad: &str) -> bool {
    Bestandsoort::van_pad(pad) == Some(Bestandsoort::Afspraak)
}

/// Where one side has what git marked in a file: of an afspraak, wherever that side keeps its number.
fn waar<'a>(kanten: &'a BTreeMap<String, Kanten>, pad: &'a str, kant: usize) -> &'a str {
    let is_hier = |p: &str| kanten.get(p).is_some_and(|k| k[kant].is_some());
    if !is_afspraak(pad) || is_hier(pad) {
        return pad;
    }
    let zelfde = |p: &&String| is_afspraak(p) && stam(p) == stam(pad) && is_hier(p);
    kanten.keys().find(zelfde).map_or(pad, String::as_str)
}

fn op_twee_plaatsen(pad: &str, ander: &str) -> Fout {
    let wat = format!("{} staat op twee plaatsen: met de hand bewerkt in {pad}, en met <<<<<<< in {ander}.", stam(pad));
    Fout::nieuw(wat, format!("{NIETS} Zet in een van beide wat u wilt houden, en haal het andere bestand weg."))
}

/// Files in which two texts stand, without a merge that is going on: both texts are merged there, and saved.
fn uit_elkaar(kopie: &Kopie, repo: &Repository, ons: Oid, antwoorden: &Answers) -> Result<Option<Aankomst>, Fout> {
    let meerzijdig = repo.meerzijdig()?;
    let mut paden = gemerkt(kopie)?;
    paden.extend(meerzijdig.keys().cloned());
    if paden.is_empty() {
        return Ok(None);
    }
    let logs = Logboeken::lees(kopie, false)?;
    let mut a = Aankomst::leeg(ons, ons, Weg::Ontwarren);
    let mut kanten: BTreeMap<String, Kanten> = BTreeMap::new();
    let mut wordt: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
    let (mut alle, mut open) = (Vec::new(), Vec::new());
    for pad in paden {
        let schijf = bytes_van(kopie.wortel(), &pad).ok();
        if pad == ONDERTEKENAARS {
            let lijst = logs.ondertekenaars(kopie.voorblad()?.uuid, None);
            wordt.insert(pad.clone(), Some(lijst.into_bytes()));
        } else {
            let van_git = meerzijdig.get(&pad);
            match stand(repo, &pad, schijf.as_ref(), None, van_git)? {
                Stand::Open => drop(kanten.insert(pad.clone(), van_git.copied().unwrap_or_default())),
                Stand::Besloten(bytes) => drop(wordt.insert(pad.clone(), bytes)),
                Stand::Gemerkt(z) => {
                    let basis = z.basis.as_ref().map(|b| repo.leg_neer(b.as_bytes())).transpose()?;
                    let basis = basis.or_else(|| van_git.and_then(|k| k[0]));
                    if basis.is_none() && is_eenzijdig(&z) {
                        let vraag = heel(&pad, &z);
                        match antwoorden.get(&vraag.key()) {
                            Some(Choice::Ours) => drop(wordt.insert(pad.clone(), Some(z.ons.into_bytes()))),
                            Some(Choice::Theirs) => drop(wordt.insert(pad.clone(), Some(z.hun.into_bytes()))),
                            _ => open.push(vraag.clone()),
                        }
                        alle.push(vraag);
                    } else {
                        let leg = |tekst: &str| repo.leg_neer(tekst.as_bytes());
                        kanten.insert(pad.clone(), [basis, Some(leg(&z.ons)?), Some(leg(&z.hun)?)]);
                    }
                }
            }
        }
        a.op_schijf.insert(pad, schijf);
    }
    let verklaard = |id: &str| is_verklaard(&[&logs], id);
    let voeg = |antwoorden: &Answers| merge_folder(&kanten, antwoorden, |bladen| repo.inhoud_van(bladen), verklaard);
    let samen = voeg(antwoorden)?;
    wordt.extend(teksten(repo, &samen)?);
    open.extend(samen.questions);
    let naar = |(pad, wordt): (String, Option<Vec<u8>>)| {
        let was = a.op_schijf.get(&pad).cloned().unwrap_or_else(|| bytes_van(kopie.wortel(), &pad).ok());
        Wijziging { pad, was, wordt }
    };
    a.wijzigingen = wordt.into_iter().map(naar).collect();
    a.wijzigingen.sort_by_key(|w| w.wordt.is_some());
    a.eindigt = einde_akkoord::eindigt(&logs, &einde_akkoord::geraakt(repo, ons, &a.wijzigingen)?);
    a.met_vragen(open, antwoorden, || {
        alle.extend(voeg(&Answers::new())?.questions);
        Ok(alle)
    })?;
    Ok(Some(a))
}

/// What files hold after a merge.
fn teksten(repo: &Repository, samen: &Together<Oid>) -> Result<BTreeMap<String, Option<Vec<u8>>>, Fout> {
    let mut uit = BTreeMap::new();
    for (pad, inhoud) in &samen.files {
        let tekst = match inhoud {
            None => None,
            Some(Content::Known(blad)) => Some(repo.inhoud(*blad)?),
            Some(Content::New(tekst)) => Some(tekst.clone()),
        };
        uit.insert(pad.clone(), tekst);
    }
    Ok(uit)
}

/// Whether one of two texts has what the other has not. Without what both began with nobody can tell whether it
/// came or went.
fn is_eenzijdig(z: &Zijden) -> bool {
    fn sleutels(waarde: &toml::Value, pad: &str, uit: &mut BTreeSet<String>) {
        match waarde {
            toml::Value::Table(tabel) => {
                for (sleutel, w) in tabel {
                    uit.insert(format!("{pad}.{sleutel}"));
                    sleutels(w, &format!("{pad}.{sleutel}"), uit);
                }
            }
            toml::Value::Array(rijen) => {
                for rij in rijen {
                    let naam =
                        rij.get("sleutel").and_then(toml::Value::as_str).map_or_else(|| rij.to_string(), str::to_owned);
                    uit.insert(format!("{pad}[{naam}]"));
                    sleutels(rij, &format!("{pad}[{naam}]"), uit);
                }
            }
            _ => {}
        }
    }
    let van = |tekst: &str| {
        let mut uit = BTreeSet::new();
        let tabel = tekst.parse::<toml::Table>().ok()?;
        sleutels(&toml::Value::Table(tabel), "", &mut uit);
        Some(uit)
    };
    match (van(&z.ons), van(&z.hun)) {
        (Some(ons), Some(hun)) => ons != hun,
        _ => true,
    }
}

/// The question which of two texts a whole file gets.
fn heel(pad: &str, z: &Zijden) -> Question {
    let tekst = |t: &String| Some(toml::Value::String(t.clone()));
    let conflict = Conflict {
        path: Vec::new(),
        kind: Kind::File,
        row: None,
        base: None,
        ours: tekst(&z.ons),
        theirs: tekst(&z.hun),
    };
    Question {
        about: if is_afspraak(pad) { stam(pad).to_owned() } else { pad.to_owned() },
        field: WHOLE.to_owned(),
        path: pad.to_owned(),
        conflict,
        beside: Vec::new(),
    }
}

/// Whether two texts in a file at this path are ours to take apart.
pub(super) fn kan_door_elkaar(pad: &str) -> bool {
    Bestandsoort::van_pad(pad).is_some() || pad == ONDERTEKENAARS
}

/// The files in which git's marks stand.
fn gemerkt(kopie: &Kopie) -> Result<BTreeSet<String>, Fout> {
    let mut uit = BTreeSet::new();
    for pad in alle_bestanden(kopie.wortel()).unwrap_or_default() {
        let Some(bytes) = kan_door_elkaar(&pad).then(|| bytes_van(kopie.wortel(), &pad).ok()).flatten() else {
            continue;
        };
        if ontleed(&pad, &bytes)?.is_some() {
            uit.insert(pad);
        }
    }
    Ok(uit)
}
