//! Recording that a history was rewritten lawfully. The rewriting itself is done with git, by who knows it; here a
//! party looks at what came of it, and signs that it takes the place of the old one.

use std::collections::{BTreeMap, BTreeSet};

use super::plaats::Plaats;
use super::{keuring, niet_afgekapt};
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::actions::onderteken::{Inhoud, Ondertekenaar, onderteken, opgesteld};
use crate::actions::opslaan::Waarom;
use crate::actions::privacy;
use crate::actions::schoning::{Vastgelegd, vastgelegd};
use crate::agenda::tekst::zichtbaar;
use crate::git::{Oid, Versie};
use crate::verklaring::{Ingang, Schoning};

const NIETS: &str = "Er is niets ondertekend en niets veranderd.";

/// A rewritten history, beside ours.
#[derive(Debug, Clone)]
pub struct Voorstel {
    /// Where it stands.
    pub adres: String,
    /// The newest version of the old history, and how many lead to it.
    pub oud: (Versie, usize),
    /// The same of the new one.
    pub nieuw: (Versie, usize),
    /// The files that hold something else in the newest version.
    pub anders: Vec<String>,
    /// The versions of the old history of which nothing came in the new one: none of the same moment by the same
    /// person.
    pub verdwenen: Vec<Versie>,
    /// What other parties said of it already, by what they are called.
    pub door: Vec<String>,
    /// Who did not yet.
    pub wacht_op: Vec<String>,
    /// Why, as the first of them said.
    pub waarom: Option<String>,
    vanaf: Vec<Oid>,
}

/// Looks at a rewritten history. Nothing changes.
///
/// # Errors
/// When it cannot be reached, is no rewriting of this one, lost what parties declared, or holds what may not be in
/// any version.
pub fn voorstel(kopie: &Kopie, adres: &str) -> Result<Voorstel, Fout> {
    let repo = kopie.versies()?;
    niet_afgekapt(&repo)?;
    let (adres, plaats) = Plaats::lees(&repo, kopie.thuis(), adres)?;
    let binnen = repo.quarantaine()?;
    let hun = plaats.open(binnen.repo(), true)?.haal(binnen.repo())?.ok_or_else(|| {
        Fout::nieuw("Daar staat nog niets.", format!("{NIETS} Noem de plaats van de geschoonde geschiedenis."))
    })?;
    let repo = binnen.repo();
    let ons = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Deze kopie heeft nog geen versie.", NIETS))?;
    keuring::niets_vreemds(repo, hun)?;
    keuring::hoort_hier(kopie, repo, hun)?;
    let logs = [Logboeken::lees(kopie, false)?, Logboeken::in_versie(kopie, repo, hun)?];
    let al = vastgelegd(&logs[0], Some(&logs[1]), gebruiker::huidige(kopie)?.as_ref().map(|g| &g.partij))
        .into_iter()
        .find(|v| {
            let past = || Ok::<_, Fout>(v.is_van_voor(repo, ons)? && v.is_van_na(repo, hun)?);
            past().unwrap_or(false)
        });
    let [oud, nieuw] = al.as_ref().map_or([ons, hun], |v| [v.oud, v.nieuw]);
    let vanaf = repo.vanaf(oud, nieuw)?;
    // What merely has fewer versions is no rewriting either.
    if vanaf.is_empty() || repo.bouwt_op(oud, nieuw)? {
        let wat =
            format!("In {adres} staat geen herschreven geschiedenis, maar dezelfde als hier, of een deel daarvan.");
        return Err(Fout::nieuw(wat, format!("{NIETS} Gewone wijzigingen haalt u op met ‘oogo uitwisselen’.")));
    }
    if al.as_ref().is_some_and(|v| v.vanaf != vanaf) {
        let wat =
            "Wat een andere partij van deze schoning vastlegde, klopt niet met de versies die hier en daar staan.";
        return Err(Fout::nieuw(wat, format!("{NIETS} Bel die partij.")));
    }
    let kanten = repo.kanten(repo.map_van(oud)?, repo.map_van(oud)?, repo.map_van(nieuw)?)?;
    keuring::verklaringen_blijven(repo, oud, nieuw, &kanten, &logs)?;
    verklaringen_mee(&Logboeken::in_versie(kopie, repo, oud)?, &logs[1])?;
    privacy::keur_versies(repo, hun, None, &format!("{NIETS} De geschiedenis moet opnieuw geschoond worden."))?;
    let [oude, nieuwe] = [repo.alleen_in(oud, None)?, repo.alleen_in(nieuw, None)?];
    let van = |v: &Versie| (v.moment, v.auteur.naam.clone());
    let mut er_nog: BTreeMap<_, usize> = BTreeMap::new();
    nieuwe.iter().for_each(|v| *er_nog.entry(van(v)).or_default() += 1);
    let mut is_weg = |v: &&Versie| match er_nog.get_mut(&van(v)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    };
    let verdwenen = oude.iter().filter(&mut is_weg).cloned().collect();
    let namen = |v: Option<&Vastgelegd>, wie: fn(&Vastgelegd) -> &BTreeSet<_>| {
        v.map(|v| wie(v).iter().map(|p| logs[0].naam(p)).collect()).unwrap_or_default()
    };
    Ok(Voorstel {
        adres,
        oud: (repo.versie(&oud.to_string())?, oude.len()),
        nieuw: (repo.versie(&nieuw.to_string())?, nieuwe.len()),
        verdwenen,
        anders: kanten.into_keys().collect(),
        door: namen(al.as_ref(), |v| &v.door),
        wacht_op: namen(al.as_ref(), |v| &v.wacht_op),
        waarom: al.map(|v| v.schoning.waarom),
        vanaf,
    })
}

/// All that parties declared went along, as they signed it.
fn verklaringen_mee(oude: &Logboeken, nieuwe: &Logboeken) -> Result<(), Fout> {
    for log in oude.alle.values() {
        let mee = |i: &&Ingang| {
            nieuwe
                .van(&log.partij)
                .is_some_and(|n| n.ingangen.iter().any(|o| o.sha256 == i.sha256 && o.is_geldig() && o.is_er))
        };
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
    let door = Ondertekenaar::nu(kopie)?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = door.op_de_lijst(&logboeken)?;
    if voorstel.door.contains(&logboeken.naam(&door.wie.partij)) {
        let wat = "Uw partij heeft deze schoning al vastgelegd.";
        return Err(Fout::nieuw(
            wat,
            "Leggen alle partijen haar vast, neem haar dan over: oogo uitwisselen --met ADRES.",
        ));
    }
    let schoning = Schoning {
        oud: voorstel.oud.0.id.to_string(),
        nieuw: voorstel.nieuw.0.id.to_string(),
        vanaf: voorstel.vanaf.iter().map(Oid::to_string).collect(),
        waarom: waarom.to_owned(),
    };
    let onderwerp = format!("Schoning vastgelegd door {}", door.wie.partij);
    let nieuw = opgesteld(kopie, &door, Some(log), &ik.id.clone(), Inhoud::Schoning(schoning))?;
    onderteken(kopie, &door, nieuw, &logboeken, &Waarom::nieuw(onderwerp, Some(waarom)))
}
