//! A rewritten history, as the parties recorded it: which one it takes the place of, who said so, and who did not
//! yet.

use std::collections::BTreeSet;

use super::fout::{Fout, Foutsoort};
use super::logboeken::Logboeken;
use crate::agenda::PartijId;
use crate::agenda::tekst::opsomming;
use crate::git::{GitFout, Oid, Repository};
use crate::verklaring::{Ingang, Logboek, Schoning};

/// What was recorded of one rewriting.
#[derive(Debug, Clone, PartialEq)]
pub struct Vastgelegd {
    /// As the first party says it.
    pub schoning: Schoning,
    /// Who said so.
    pub door: BTreeSet<PartijId>,
    /// Who did not say so, of those with a log and the party whose copy this is.
    pub wacht_op: BTreeSet<PartijId>,
    /// The newest version of the old history.
    pub oud: Oid,
    /// The newest of the one that takes its place.
    pub nieuw: Oid,
    /// The oldest that were left out.
    pub vanaf: Vec<Oid>,
}

/// What parties recorded, here and where something comes from. What is there of a party counts where nothing that
/// is here is gone from it. `zelf` is the party whose copy this is: nobody else replaces what it keeps.
pub(super) fn vastgelegd(hier: &Logboeken, daar: Option<&Logboeken>, zelf: Option<&PartijId>) -> Vec<Vastgelegd> {
    let heeft = |log: &Logboek, i: &Ingang| log.ingangen.iter().any(|o| o.sha256 == i.sha256 && o.is_geldig());
    let mut uit: Vec<Vastgelegd> = Vec::new();
    let partijen: BTreeSet<&PartijId> = hier.alle.keys().chain(daar.iter().flat_map(|d| d.alle.keys())).collect();
    for partij in &partijen {
        let van_hen = daar.and_then(|d| d.van(partij)).filter(|van_hen| {
            hier.van(partij).is_none_or(|l| l.ingangen.iter().filter(|i| i.is_geldig()).all(|i| heeft(van_hen, i)))
        });
        let Some(log) = van_hen.or_else(|| hier.van(partij)) else { continue };
        for ingang in log.ingangen.iter().filter(|i| i.is_geldig()) {
            let Some(schoning) = ingang.verklaring.as_ref().and_then(|v| v.schoning.as_ref()) else { continue };
            match uit.iter_mut().find(|v| v.schoning.is_dezelfde(schoning)) {
                Some(v) => drop(v.door.insert((*partij).clone())),
                None => uit.extend(nieuw(schoning, partij)),
            }
        }
    }
    let spreekt = |log: &&Logboek| log.beginnen().next().is_some() && hier.opvolger(&log.partij).is_none();
    for v in &mut uit {
        let wacht = hier.alle.values().filter(spreekt).map(|l| &l.partij).chain(zelf);
        v.wacht_op = wacht.filter(|p| !v.door.contains(*p)).cloned().collect();
    }
    uit
}

fn nieuw(schoning: &Schoning, door: &PartijId) -> Option<Vastgelegd> {
    let versie = |s: &String| Oid::from_str(s).ok();
    Some(Vastgelegd {
        door: BTreeSet::from([door.clone()]),
        wacht_op: BTreeSet::new(),
        oud: versie(&schoning.oud)?,
        nieuw: versie(&schoning.nieuw)?,
        vanaf: schoning.vanaf.iter().map(versie).collect::<Option<_>>()?,
        schoning: schoning.clone(),
    })
}

impl Vastgelegd {
    /// Whether a version is of the history that was rewritten, up to where it was.
    pub(super) fn is_van_voor(&self, repo: &Repository, versie: Oid) -> Result<bool, GitFout> {
        repo.bouwt_op_een(versie, &[self.oud])
    }

    /// Whether a version is of the history that took its place.
    pub(super) fn is_van_na(&self, repo: &Repository, versie: Oid) -> Result<bool, GitFout> {
        Ok(repo.bouwt_op_een(versie, &[self.nieuw])? && !repo.bouwt_op_een(versie, &self.vanaf)?)
    }

    /// Who recorded it, as a phrase.
    pub(super) fn partijen(&self, logs: &Logboeken) -> String {
        let namen: Vec<String> = self.door.iter().map(|p| logs.naam(p)).collect();
        opsomming(&namen.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

fn herschreven(wat: String, advies: String) -> Fout {
    Fout { soort: Foutsoort::Herschreven, ..Fout::nieuw(wat, advies) }
}

/// What was recorded by which one version takes the place of another; none where neither history was rewritten into
/// the other.
///
/// # Errors
/// When not all parties recorded it, this copy lacks versions of the old history, or what comes in is of the old
/// history itself.
pub(super) fn tussen(
    repo: &Repository,
    [hier, daar]: [&Logboeken; 2],
    [ons, hun]: [Oid; 2],
    zelf: Option<&PartijId>,
) -> Result<Option<Vastgelegd>, Fout> {
    const NIETS: &str = "Er is niets overgenomen en niets van u veranderd.";
    for v in vastgelegd(hier, Some(daar), zelf) {
        if v.is_van_na(repo, ons)? {
            if repo.bouwt_op_een(hun, &v.vanaf)? {
                let wat = format!(
                    "Daar staat de geschiedenis nog zoals zij was voor de schoning die {} vastlegden.",
                    v.partijen(hier)
                );
                let advies = format!(
                    "{NIETS} Wissel uit met het adres van de geschoonde geschiedenis, en laat de oude daar weghalen."
                );
                return Err(herschreven(wat, advies));
            }
            continue;
        }
        if !v.is_van_na(repo, hun)? || !repo.bouwt_op_een(ons, &v.vanaf)? {
            continue;
        }
        if !v.is_van_voor(repo, ons)? {
            let wat =
                "Daar is de geschiedenis geschoond, en deze kopie mist versies van vlak voor die schoning.".to_owned();
            let advies = format!(
                "{NIETS} Maak een nieuwe kopie met ‘oogo open ADRES MAP’, en zet daarin over wat u hier nog schreef."
            );
            return Err(herschreven(wat, advies));
        }
        if !v.wacht_op.is_empty() {
            let wacht: Vec<String> = v.wacht_op.iter().map(|p| hier.naam(p)).collect();
            let wacht = opsomming(&wacht.iter().map(String::as_str).collect::<Vec<_>>());
            let wat = format!(
                "Daar is de geschiedenis geschoond ({}), maar nog niet elke partij heeft dat vastgelegd: {wacht} nog niet.",
                v.schoning.waarom.trim_end_matches('.')
            );
            return Err(herschreven(wat, format!("{NIETS} Elke partij legt het vast met ‘oogo schoning ADRES’.")));
        }
        return Ok(Some(v));
    }
    Ok(None)
}
