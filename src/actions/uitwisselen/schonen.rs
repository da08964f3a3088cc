//! Recording that a history was rewritten lawfully. The rewriting itself is done with git, by who knows it; here a
//! party looks at what came of it, and signs that it takes the place of the old one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::bron::Bron;
use super::{keuring, niet_afgekapt};
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::actions::onderteken::{Inhoud, Ondertekenaar, onderteken, opgesteld};
use crate::actions::opslaan::Waarom;
use crate::actions::privacy;
use crate::actions::schoning::{gevraagd, vastgelegd};
use crate::agenda::PartijId;
use crate::agenda::tekst::{aantal, zichtbaar};
use crate::git::{Oid, Repository, Versie};
use crate::verklaring::{Ingang, Logboek, Schoning, Sha256};

const NIETS: &str = "Er is niets ondertekend en niets veranderd.";

/// A rewritten history, beside ours.
#[derive(Debug, Clone)]
pub struct Voorstel {
    /// Where it stands: an address, or a file.
    pub adres: String,
    /// Whether it stands in a file.
    pub is_bestand: bool,
    /// The newest version of the old history.
    pub oud: Versie,
    /// The newest of the new one.
    pub nieuw: Versie,
    /// How many versions lead to each.
    pub aantal: [usize; 2],
    /// Those of the new one that hold something else, newest first.
    pub gewijzigd: Vec<Versie>,
    /// The files that hold something else in the newest version.
    pub anders: Vec<String>,
    /// Who said of it already that it takes the place of the old one, with what they are called.
    pub door: Vec<(PartijId, String)>,
    /// Who did not yet.
    pub wacht_op: Vec<(PartijId, String)>,
    /// Why, as the first of them said.
    pub waarom: Option<String>,
    vanaf: Vec<Oid>,
}

impl Voorstel {
    /// With what a party lets it take the place of the old one, once all of them recorded it.
    pub fn overnemen(&self) -> String {
        let opdracht = if self.is_bestand { "inlezen" } else { "uitwisselen --met" };
        format!("oogo {opdracht} \"{}\"", self.adres)
    }
}

/// Looks at a rewritten history, at an address or in a file. Nothing changes.
///
/// # Errors
/// When it cannot be reached, is no rewriting of this one, lost what parties declared, or holds what may not be in
/// any version.
pub fn voorstel(kopie: &Kopie, adres: &str) -> Result<Voorstel, Fout> {
    let repo = kopie.versies()?;
    niet_afgekapt(&repo)?;
    let binnen = repo.quarantaine()?;
    let leeg = format!("{NIETS} Noem de plaats van de geschoonde geschiedenis.");
    let Bron { adres, hoofd: hun, is_bestand, .. } = Bron::haal(binnen.repo(), &repo, kopie.thuis(), adres, &leeg)?;
    let repo = binnen.repo();
    let ons = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", NIETS))?;
    keuring::niets_vreemds(repo, hun)?;
    keuring::hoort_hier(kopie, repo, hun)?;
    let logs = [Logboeken::lees(kopie, false)?, Logboeken::in_versie(kopie, repo, hun)?];
    let zelf = gebruiker::huidige(kopie)?.map(|g| g.partij);
    let mut al = None;
    for v in vastgelegd(&logs[0], Some(&logs[1]), zelf.as_ref()) {
        // What is not so was said in error, or to be in the way.
        if al.is_none() && v.is_van_voor(repo, ons)? && v.is_van_na(repo, hun)? && v.klopt(repo)? {
            al = Some(v);
        }
    }
    let [oud, nieuw] = al.as_ref().map_or([ons, hun], |v| [v.oud, v.nieuw]);
    let vanaf = repo.vanaf(oud, nieuw)?;
    // What merely has fewer versions is no rewriting either.
    if vanaf.is_empty() || repo.bouwt_op(oud, nieuw)? {
        let wat =
            format!("In {adres} staat geen herschreven geschiedenis, maar dezelfde als hier, of een deel daarvan.");
        return Err(Fout::nieuw(wat, format!("{NIETS} Gewone wijzigingen haalt u op met ‘oogo uitwisselen’.")));
    }
    // What only this copy has cannot be in what was made of the shared one.
    if al.is_none() && repo.niet_uitgewisseld()?.is_some_and(|n| n > 0) {
        let wat =
            "Hier staan nog versies die niet zijn uitgewisseld; die zitten dan niet in de geschoonde geschiedenis.";
        let advies =
            "Wissel eerst uit zoals u dat steeds doet, laat de geschiedenis daarna schonen, en leg het dan vast.";
        return Err(Fout::nieuw(wat, format!("{NIETS} {advies}")));
    }
    let kanten = repo.kanten(repo.map_van(oud)?, repo.map_van(oud)?, repo.map_van(nieuw)?)?;
    keuring::verklaringen_blijven(repo, oud, nieuw, &kanten, &logs)?;
    verklaringen_mee(&Logboeken::in_versie(kopie, repo, oud)?, &logs[1])?;
    privacy::keur_versies(repo, hun, None, &format!("{NIETS} De geschiedenis moet opnieuw geschoond worden."))?;
    let [oude, nieuwe] = [repo.alleen_in(oud, None)?, repo.alleen_in(nieuw, None)?];
    let weg = zonder_opvolger(&oude, &nieuwe);
    if let [laatste, ..] = weg.as_slice() {
        let wat = format!(
            "In {adres} is niets in de plaats gekomen van {}, de laatste van {}: {}.",
            aantal(weg.len(), "versie", "versies"),
            laatste.moment.format("%d-%m-%Y %H:%M"),
            laatste.onderwerp
        );
        let advies = "Laat de geschiedenis opnieuw schonen, met alle versies.";
        return Err(Fout::nieuw(wat, format!("{NIETS} {advies}")));
    }
    let aantal = [oude.len(), nieuwe.len()];
    let gewijzigd = gewijzigd(repo, &oude, nieuwe)?;
    if gewijzigd.is_empty() {
        let wat = format!("In {adres} staat in elke versie nog hetzelfde: er is niets uitgehaald.");
        return Err(Fout::nieuw(wat, format!("{NIETS} Laat wie de geschiedenis schoonde nakijken wat er misging.")));
    }
    let wacht_op = al.as_ref().map_or_else(|| gevraagd(&logs[0], zelf.as_ref()), |v| v.wacht_op.clone());
    let door = al.as_ref().map(|v| v.door.keys().cloned().collect()).unwrap_or_default();
    let genoemd = |partijen: BTreeSet<PartijId>| partijen.into_iter().map(|p| (p.clone(), logs[0].naam(&p))).collect();
    Ok(Voorstel {
        adres,
        is_bestand,
        oud: repo.versie(&oud.to_string())?,
        nieuw: repo.versie(&nieuw.to_string())?,
        aantal,
        gewijzigd,
        anders: kanten.into_keys().collect(),
        door: genoemd(door),
        wacht_op: genoemd(wacht_op),
        waarom: al.map(|v| v.schoning.waarom),
        vanaf,
    })
}

/// The old versions of which no new one is of the same moment by the same person.
fn zonder_opvolger<'v>(oude: &'v [Versie], nieuwe: &[Versie]) -> Vec<&'v Versie> {
    let spoor = |v: &Versie| (v.moment, v.auteur.naam.clone());
    let mut over: BTreeMap<_, usize> = BTreeMap::new();
    for v in nieuwe {
        *over.entry(spoor(v)).or_default() += 1;
    }
    let mut weg = Vec::new();
    for v in oude {
        match over.get_mut(&spoor(v)) {
            Some(n) if *n > 0 => *n -= 1,
            _ => weg.push(v),
        }
    }
    weg
}

/// The new versions that hold or say something that no old one does.
fn gewijzigd(repo: &Repository, oude: &[Versie], nieuwe: Vec<Versie>) -> Result<Vec<Versie>, Fout> {
    let inhoud = |v: &Versie| Ok::<_, Fout>((repo.map_van(v.id)?, v.onderwerp.clone(), v.toelichting.clone()));
    let gebleven = oude.iter().map(inhoud).collect::<Result<BTreeSet<_>, _>>()?;
    let mut uit = Vec::new();
    for v in nieuwe {
        if !gebleven.contains(&inhoud(&v)?) {
            uit.push(v);
        }
    }
    Ok(uit)
}

/// All that parties declared went along, as they signed it.
fn verklaringen_mee(oude: &Logboeken, nieuwe: &Logboeken) -> Result<(), Fout> {
    let er_is = |log: &Logboek| log.ingangen.iter().filter(|i| i.is_geldig() && i.is_er).map(|i| i.sha256).collect();
    for log in oude.alle.values() {
        let daar: HashSet<Sha256> = nieuwe.van(&log.partij).map(er_is).unwrap_or_default();
        let mee = |i: &&Ingang| daar.contains(&i.sha256);
        if let Some(i) = log.ingangen.iter().filter(|i| i.is_geldig() && i.is_er).find(|i| !mee(i)) {
            let wat = format!(
                "In de geschoonde geschiedenis ontbreekt een verklaring, of zij is veranderd: {}.",
                zichtbaar(&i.pad)
            );
            let advies = "De map partijen blijft bij het schonen zoals zij is; dat moet dus opnieuw.";
            return Err(Fout::nieuw(wat, format!("{NIETS} {advies}")));
        }
    }
    Ok(())
}

/// Records, in the name of the user's party, that it takes the place of the old one.
///
/// # Errors
/// When the user may not say so for the party, the party said so already, no reason is given, or it cannot be
/// written.
pub fn leg_vast(kopie: &Kopie, voorstel: &Voorstel, waarom: &str) -> Result<Versie, Fout> {
    let waarom = waarom.trim();
    if waarom.is_empty() {
        let advies = "Noem de reden, zonder te herhalen wat eruit moest: --waarom \"een persoonsgegeven\".";
        return Err(Fout::gebruik("Er is geen reden gegeven.", advies));
    }
    let waarom = &gebruiker::een_regel(waarom, "reden")?;
    let door = Ondertekenaar::nu(kopie)?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = door.op_de_lijst(&logboeken)?;
    if voorstel.door.iter().any(|(partij, _)| *partij == door.wie.partij) {
        let wat = "Uw partij heeft deze schoning al vastgelegd.";
        let advies = format!("Leggen alle partijen haar vast, neem haar dan over: {}", voorstel.overnemen());
        return Err(Fout::nieuw(wat, advies));
    }
    let schoning = Schoning {
        oud: voorstel.oud.id.to_string(),
        nieuw: voorstel.nieuw.id.to_string(),
        vanaf: voorstel.vanaf.iter().map(Oid::to_string).collect(),
        waarom: waarom.to_owned(),
    };
    let onderwerp = format!("Schoning vastgelegd door {}", kopie.partijnaam(&door.wie.partij));
    let nieuw = opgesteld(kopie, &door, Some(log), &ik.id.clone(), Inhoud::Schoning(schoning))?;
    onderteken(kopie, &door, nieuw, &logboeken, &Waarom::nieuw(onderwerp, Some(waarom)))
}
