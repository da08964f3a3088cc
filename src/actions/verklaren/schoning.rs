//! A rewritten history, as the parties recorded it: which one it takes the place of, who said so, and who did not
//! yet.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::logboeken::Logboeken;
use crate::actions::fout::{Fout, Foutsoort};
use crate::agenda::PartijId;
use crate::agenda::tekst::opsomming;
use crate::git::{GitFout, Oid, Repository, Tijdlijn};
use crate::verklaring::{Ingang, Logboek, Schoning, Sha256};

/// What was recorded of one rewriting.
#[derive(Debug, Clone, PartialEq)]
pub struct Vastgelegd {
    /// As the first party says it.
    pub schoning: Schoning,
    /// Who said so, with the number and the file of the entry.
    pub door: BTreeMap<PartijId, (u32, String)>,
    /// Who did not say so, of those with a log and the party whose copy this is.
    pub wacht_op: BTreeSet<PartijId>,
    /// The newest version of the old history.
    pub oud: Oid,
    /// The newest of the one that takes its place.
    pub nieuw: Oid,
    /// The oldest that were left out.
    pub vanaf: Vec<Oid>,
}

/// The parties whose word a rewriting asks for: those with a log, and the party whose copy this is, for nobody else
/// replaces what it keeps.
pub(in crate::actions) fn gevraagd(hier: &Logboeken, zelf: Option<&PartijId>) -> BTreeSet<PartijId> {
    // Also one of whom it is not known here which beginning is theirs: until that is known, they are waited for.
    let spreekt = |log: &&Logboek| log.mogelijke_beginnen().next().is_some() && hier.opvolger(&log.partij).is_none();
    hier.alle.values().filter(spreekt).map(|log| &log.partij).chain(zelf).cloned().collect()
}

/// What parties recorded, here and where something comes from. What is there of a party counts where nothing that
/// is here is gone from it.
pub(in crate::actions) fn vastgelegd(
    hier: &Logboeken,
    daar: Option<&Logboeken>,
    zelf: Option<&PartijId>,
) -> Vec<Vastgelegd> {
    let is_schoning = |i: &Ingang| i.is_geldig() && i.verklaring.as_ref().is_some_and(|v| v.schoning.is_some());
    let heeft_er = |l: &Logboeken| l.alle.values().any(|log| log.ingangen.iter().any(is_schoning));
    if !heeft_er(hier) && !daar.is_some_and(heeft_er) {
        return Vec::new();
    }
    let geldig = |log: &Logboek| -> HashSet<Sha256> {
        log.ingangen.iter().filter(|i| i.is_geldig()).map(|i| i.sha256).collect()
    };
    let mut uit: Vec<Vastgelegd> = Vec::new();
    let partijen: BTreeSet<&PartijId> = hier.alle.keys().chain(daar.iter().flat_map(|d| d.alle.keys())).collect();
    for partij in &partijen {
        let van_hen = daar.and_then(|d| d.van(partij));
        let van_hen = van_hen.filter(|h| hier.van(partij).is_none_or(|l| geldig(l).is_subset(&geldig(h))));
        let Some(log) = van_hen.or_else(|| hier.van(partij)) else { continue };
        for ingang in log.ingangen.iter().filter(|i| i.is_geldig()) {
            let Some(schoning) = ingang.verklaring.as_ref().and_then(|v| v.schoning.as_ref()) else { continue };
            let door = ((*partij).clone(), (ingang.nr(), ingang.pad.clone()));
            match uit.iter_mut().find(|v| v.schoning.is_dezelfde(schoning)) {
                Some(v) => v.door.extend([door]),
                None => uit.extend(nieuw(schoning, door)),
            }
        }
    }
    let gevraagd = gevraagd(hier, zelf);
    for v in &mut uit {
        v.wacht_op = gevraagd.iter().filter(|p| !v.door.contains_key(*p)).cloned().collect();
    }
    uit
}

fn nieuw(schoning: &Schoning, door: (PartijId, (u32, String))) -> Option<Vastgelegd> {
    let versie = |s: &String| Oid::from_str(s).ok();
    Some(Vastgelegd {
        door: BTreeMap::from([door]),
        wacht_op: BTreeSet::new(),
        oud: versie(&schoning.oud)?,
        nieuw: versie(&schoning.nieuw)?,
        vanaf: schoning.vanaf.iter().map(versie).collect::<Option<_>>()?,
        schoning: schoning.clone(),
    })
}

/// The rewritings that a history came of: it holds the new versions and none of the old ones, and every party
/// recorded it that had a log by then.
pub(in crate::actions) fn uitgevoerd(logs: &Logboeken, lijn: &Tijdlijn) -> Vec<Vastgelegd> {
    let kwam_later = |v: &Vastgelegd, partij: &PartijId| {
        let begin = logs.van(partij).into_iter().flat_map(Logboek::mogelijke_beginnen);
        begin.into_iter().all(|b| v.door.values().all(|(_, pad)| lijn.kwam_na(&b.pad, pad)))
    };
    let is_gedaan = |v: &Vastgelegd| {
        lijn.kent(v.nieuw)
            && !v.vanaf.iter().any(|oud| lijn.kent(*oud))
            && v.wacht_op.iter().all(|partij| kwam_later(v, partij))
    };
    vastgelegd(logs, None, None).into_iter().filter(is_gedaan).collect()
}

impl Vastgelegd {
    /// Whether a version is of the history that was rewritten, up to where it was.
    pub(in crate::actions) fn is_van_voor(&self, repo: &Repository, versie: Oid) -> Result<bool, GitFout> {
        repo.bouwt_op_een(versie, &[self.oud])
    }

    /// Whether a version is of the history that took its place.
    pub(in crate::actions) fn is_van_na(&self, repo: &Repository, versie: Oid) -> Result<bool, GitFout> {
        Ok(repo.bouwt_op_een(versie, &[self.nieuw])? && !repo.bouwt_op_een(versie, &self.vanaf)?)
    }

    /// Whether it says of both histories what is so, where both are here.
    pub(in crate::actions) fn klopt(&self, repo: &Repository) -> Result<bool, GitFout> {
        Ok(repo.vanaf(self.oud, self.nieuw)? == self.vanaf && !repo.bouwt_op(self.oud, self.nieuw)?)
    }

    /// Who recorded it, as a phrase.
    pub(in crate::actions) fn partijen(&self, logs: &Logboeken) -> String {
        namen(logs, self.door.keys())
    }
}

/// What parties are called, as a phrase.
pub(in crate::actions) fn namen<'a>(logs: &Logboeken, partijen: impl IntoIterator<Item = &'a PartijId>) -> String {
    let namen: Vec<String> = partijen.into_iter().map(|p| logs.naam(p)).collect();
    opsomming(&namen.iter().map(String::as_str).collect::<Vec<_>>())
}

const NIETS: &str = "Er is niets overgenomen en niets van u veranderd.";

fn herschreven(wat: &str, advies: &str) -> Fout {
    Fout { soort: Foutsoort::Herschreven, ..Fout::nieuw(wat, format!("{NIETS} {advies}")) }
}

/// What was recorded by which one version takes the place of another; none where neither history was rewritten into
/// the other. `verboden` is what another history took the place of here.
///
/// # Errors
/// When not all parties recorded it, this copy lacks versions of the old history, or what comes in is of an old
/// history itself.
pub(in crate::actions) fn tussen(
    repo: &Repository,
    [hier, daar]: [&Logboeken; 2],
    [ons, hun]: [Oid; 2],
    zelf: Option<&PartijId>,
    verboden: &[Oid],
) -> Result<Option<Vastgelegd>, Fout> {
    let is_oud = |vanaf: &[Oid]| repo.bouwt_op_een(hun, vanaf);
    let mut eerder = Vec::new();
    for vanaf in hier.schoningen().iter().flat_map(|v| &v.vanaf).chain(verboden) {
        // Broken off before it took the place of ours: then it is ours still.
        if !repo.bouwt_op_een(ons, &[*vanaf])? {
            eerder.push(*vanaf);
        }
    }
    if is_oud(&eerder)? {
        return Err(herschreven(
            "Wat binnenkomt is van de geschiedenis zoals zij was voordat de partijen haar lieten schonen.",
            "Wissel uit met het adres van de geschoonde geschiedenis. Staat de oude juist op dat adres, laat een beheerder haar daar weghalen.",
        ));
    }
    let (mut wacht, mut mist) = (None, false);
    for v in vastgelegd(hier, Some(daar), zelf) {
        if !repo.bouwt_op_een(ons, &v.vanaf)? || is_oud(&v.vanaf)? {
            continue;
        }
        let is_tussen = v.is_van_voor(repo, ons)? && v.is_van_na(repo, hun)?;
        match v.wacht_op.is_empty() {
            true if is_tussen && v.klopt(repo)? => return Ok(Some(v)),
            true => mist |= daar.schoningen().iter().any(|d| d.schoning.is_dezelfde(&v.schoning)),
            false if is_tussen => drop(wacht.get_or_insert(v)),
            false if v.is_van_na(repo, hun)? => mist = true,
            false => {}
        }
    }
    if mist || (wacht.is_none() && daar.schoningen().iter().any(|d| repo.bouwt_op_een(ons, &d.vanaf).unwrap_or(true))) {
        return Err(herschreven(
            "Daar is de geschiedenis geschoond, en deze kopie mist versies van vlak voor die schoning.",
            "Haal die eerst op, bij het oude adres of uit een bestand van een andere partij. Kan dat niet meer, maak dan een nieuwe kopie met ‘oogo open ADRES MAP’, en zet daarin over wat u hier nog schreef.",
        ));
    }
    let Some(v) = wacht else { return Ok(None) };
    let wat = format!(
        "Daar is de geschiedenis geschoond ({}), maar voor zover hier bekend heeft nog niet elke partij dat vastgelegd: {} nog niet.",
        v.schoning.waarom.trim_end_matches('.'),
        namen(hier, &v.wacht_op)
    );
    Err(herschreven(
        &wat,
        "Elke partij legt het vast met ‘oogo schoning ADRES’ (of een bestand) en wisselt daarna de oude geschiedenis nog eens uit, zoals altijd; wie nog geen sleutel heeft, maakt die eerst.",
    ))
}
