//! What git left halfway: a merge that was begun and not finished, and files in which two texts stand. It is looked
//! at, asked about and decided on as what comes from another copy.

use std::collections::{BTreeMap, BTreeSet};

use super::aankomst::{self, Aankomst, Weg};
use super::{Langs, Vooraf};
use crate::actions::einde_akkoord;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::agenda::Bestandsoort;
use crate::agenda::bestand::stam;
use crate::git::{GitFout, Oid, Repository, Wijziging};
use crate::merge::{Answers, Content, merge_folder};
use crate::store::bytes::als_tekst;
use crate::store::disk::{alle_bestanden, bytes_van};
use crate::store::marks::{self, Zijden};
use crate::verklaring::{ONDERTEKENAARS, Onderwerp};

/// Whether git left something halfway here.
///
/// # Errors
/// When the repository is damaged.
pub fn is_verward(kopie: &Kopie) -> Result<bool, Fout> {
    let repo = kopie.versies()?;
    Ok(repo.begonnen_samenvoeging()?.is_some() || !repo.meerzijdig()?.is_empty() || !gemerkt(kopie).is_empty())
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
    let aankomst = match begonnen {
        Some(hun) => afronden(kopie, &repo, hun, antwoorden)?,
        None => uit_elkaar(kopie, &repo, antwoorden)?,
    };
    let adres = "deze map".to_owned();
    Ok(Vooraf { adres, is_eerste: false, aankomst, van_ons: Vec::new(), langs: Langs::Halverwege })
}

/// A merge that git began: both lines come together as in any exchange, but what a person already decided in a
/// file stays so.
fn afronden(kopie: &Kopie, repo: &Repository, hun: Oid, antwoorden: &Answers) -> Result<Option<Aankomst>, Fout> {
    let mut a = aankomst::bekijk(kopie, repo, hun, antwoorden)?;
    a.weg = Weg::Afronden;
    let meerzijdig = repo.meerzijdig()?;
    let op_schijf = |pad: &str| bytes_van(kopie.wortel(), pad).ok();
    // Where one side removed the file there are no marks; git left what the other made of it.
    let is_open = |pad: &String| {
        let Some([_, ons, hun]) = meerzijdig.get(pad) else { return false };
        let gemerkt = op_schijf(pad).is_some_and(|b| marks::heeft_ze(&String::from_utf8_lossy(&b)));
        ons.is_none() || hun.is_none() || gemerkt
    };
    // An afspraak that moved stands at two paths: both are open, or neither.
    let open: BTreeSet<&str> = meerzijdig.keys().filter(|p| is_open(p)).map(|p| stam(p)).collect();
    let is_open = |pad: &str| open.contains(stam(pad)) || (pad == ONDERTEKENAARS && a.maak_ondertekenaars);
    let mut paden = repo.bewaard_en_anders()?;
    paden.extend(a.wijzigingen.iter().map(|w| w.pad.clone()));
    paden.extend(a.vragen.iter().map(|q| q.path.clone()));
    for pad in paden.into_iter().filter(|p| !is_open(p)) {
        a.vragen.retain(|q| q.path != pad);
        a.wijzigingen.retain(|w| w.pad != pad);
        let (was, wordt) = (repo.bytes_in(a.ons, &pad)?, op_schijf(&pad));
        if was != wordt {
            a.wijzigingen.push(Wijziging { pad, was, wordt });
        }
    }
    a.wijzigingen.sort_by_key(|w| w.wordt.is_some());
    let logs = [Logboeken::lees(kopie, false)?, Logboeken::in_versie(kopie, repo, hun)?];
    a.eindigt = aankomst::eindigt(kopie, repo, &a, [&logs[0], &logs[1]])?;
    Ok(Some(a))
}

/// Files in which two texts stand, without a merge that is going on: both texts are merged there, and saved.
fn uit_elkaar(kopie: &Kopie, repo: &Repository, antwoorden: &Answers) -> Result<Option<Aankomst>, Fout> {
    let hoofd = repo.hoofd()?.ok_or_else(|| GitFout::GeenVersie("om te ontwarren".to_owned()))?;
    let mut kanten = repo.meerzijdig()?;
    for (pad, z) in gemerkt(kopie) {
        if let std::collections::btree_map::Entry::Vacant(plaats) = kanten.entry(pad) {
            let leg = |tekst: &String| repo.leg_neer(tekst.as_bytes());
            plaats.insert([z.basis.as_ref().map(leg).transpose()?, Some(leg(&z.ons)?), Some(leg(&z.hun)?)]);
        }
    }
    if kanten.is_empty() {
        return Ok(None);
    }
    let logs = Logboeken::lees(kopie, false)?;
    let lijst = kanten.remove(ONDERTEKENAARS);
    let is_verklaard = |id: &str| id.parse().map(Onderwerp::Afspraak).is_ok_and(|o| !logs.sprekers(&o).is_empty());
    let samen = merge_folder(&kanten, antwoorden, |blad| repo.inhoud(blad), is_verklaard)?;
    let mut wijzigingen = Vec::new();
    for (pad, inhoud) in &samen.files {
        let wordt = match inhoud {
            None => None,
            Some(Content::Known(blad)) => Some(repo.inhoud(*blad)?),
            Some(Content::New(tekst)) => Some(tekst.clone()),
        };
        wijzigingen.push(Wijziging { was: bytes_van(kopie.wortel(), pad).ok(), wordt, pad: pad.clone() });
    }
    if lijst.is_some() {
        let wordt = Some(logs.ondertekenaars(kopie.voorblad()?.uuid, None).into_bytes());
        let was = bytes_van(kopie.wortel(), ONDERTEKENAARS).ok();
        wijzigingen.push(Wijziging { pad: ONDERTEKENAARS.to_owned(), was, wordt });
    }
    wijzigingen.sort_by_key(|w| w.wordt.is_some());
    let eindigt = einde_akkoord::eindigt(&logs, &einde_akkoord::geraakt(repo, hoofd, &wijzigingen)?);
    let mut a = Aankomst::leeg(hoofd, hoofd, Weg::Ontwarren);
    a.met_vragen(samen.questions, antwoorden, || {
        Ok(merge_folder(&kanten, &Answers::new(), |blad| repo.inhoud(blad), is_verklaard)?.questions)
    })?;
    Ok(Some(Aankomst { wijzigingen, eindigt, ..a }))
}

/// The files in which git's marks stand, taken apart.
fn gemerkt(kopie: &Kopie) -> BTreeMap<String, Zijden> {
    let apart = |pad: &String| {
        if Bestandsoort::van_pad(pad).is_none() && pad != ONDERTEKENAARS {
            return None;
        }
        let (tekst, _) = als_tekst(pad, bytes_van(kopie.wortel(), pad).ok()?).ok()?;
        if marks::heeft_ze(&tekst) { marks::uit_elkaar(&tekst) } else { None }
    };
    let alle = alle_bestanden(kopie.wortel()).unwrap_or_default();
    alle.into_iter().filter_map(|pad| apart(&pad).map(|z| (pad, z))).collect()
}
