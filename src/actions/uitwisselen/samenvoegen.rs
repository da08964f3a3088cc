//! Taking over what came in: as it is, or together with what is ours.

use std::collections::BTreeSet;

use chrono::Local;

use super::aankomst::{Aankomst, Weg};
use crate::actions::einde_akkoord;
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::logboeken::Logboeken;
use crate::actions::opslaan::{self, Waarom};
use crate::actions::privacy;
use crate::actions::sleutel;
use crate::agenda::bestand::stam;
use crate::agenda::tekst::{aantal, opsomming};
use crate::agenda::{Bestandsoort, Ontwikkelagenda};
use crate::export::vraag::Kant;
use crate::git::{Boodschap, GitFout, Maker, Oid, Repository, Versie, Wijziging};
use crate::merge::{Choice, Question};
use crate::verklaring::ONDERTEKENAARS;

/// So many numbers a version's subject names.
const GENOEMD: usize = 5;

/// Makes what came in ours, whole or not at all. The akkoorden that this ends were named before.
///
/// # Errors
/// When it ends akkoorden and nobody said that it may, something here was not saved, or it cannot be written.
pub(super) fn neem_over(kopie: &Kopie, repo: &Repository, aankomst: &Aankomst) -> Result<(), Fout> {
    if !aankomst.vragen.is_empty() {
        return Err(Fout::nieuw("Er is nog niet over alles beslist.", "Er is niets overgenomen."));
    }
    if !kopie.mag_akkoord_eindigen() {
        einde_akkoord::vraag(aankomst.eindigt.clone())?;
    }
    if !matches!(aankomst.weg, Weg::Afronden | Weg::Ontwarren) {
        niet_opgeslagen(kopie, aankomst)?;
    }
    match aankomst.weg {
        Weg::Niets => Ok(()),
        Weg::Overnemen => Ok(repo.schuif_op(aankomst.ons, aankomst.hun, &aankomst.wijzigingen)?),
        Weg::Samenvoegen => {
            let (samen, wijzigingen) = voeg_samen(kopie, repo, aankomst)?;
            Ok(repo.schuif_op(aankomst.ons, samen, &wijzigingen)?)
        }
        Weg::Schonen => {
            let (na, _) = voeg_samen(kopie, repo, aankomst)?;
            // What had to go does not come back in with a text of ours.
            privacy::keur_versies(
                repo,
                na,
                Some(aankomst.hun),
                "Er is niets overgenomen. Haal het eerst uit de tekst.",
            )?;
            Ok(repo.vervang_door(aankomst.ons, na, &aankomst.vanaf)?)
        }
        Weg::Afronden => {
            let (samen, _) = voeg_samen(kopie, repo, aankomst)?;
            Ok(repo.rond_af([aankomst.ons, aankomst.hun], samen, &aankomst.op_schijf)?)
        }
        Weg::Ontwarren if repo.hoofd()? != Some(aankomst.ons) => Err(GitFout::Ingehaald.into()),
        Weg::Ontwarren => {
            let bestanden: Vec<&str> = aankomst.wijzigingen.iter().map(|w| stam(&w.pad)).collect();
            let onderwerp = format!("Ontward, want twee teksten stonden door elkaar: {}", opsomming(&bestanden));
            let waarom = Waarom { onderwerp, toelichting: gekozen(aankomst) };
            opslaan::sla_op(&kopie.clone().mag_eindigen(), &aankomst.wijzigingen, &waarom).map(drop)
        }
    }
}

/// Refuses while something that would change here was changed outside oogo and not saved.
fn niet_opgeslagen(kopie: &Kopie, aankomst: &Aankomst) -> Result<(), Fout> {
    let paden: BTreeSet<&str> = aankomst.wijzigingen.iter().map(|w| w.pad.as_str()).collect();
    let anders = opslaan::niet_opgeslagen(kopie)?;
    let Some((pad, _)) = anders.iter().find(|(pad, _)| paden.contains(pad.as_str())) else { return Ok(()) };
    let wat = format!("Het bestand {pad} is hier buiten oogo gewijzigd en nog niet als versie bewaard.");
    Err(Fout::nieuw(wat, "Er is niets overgenomen. Bewaar het eerst met ‘oogo opslaan’, en wissel dan opnieuw uit."))
}

/// The version in which both come together, and what it differs in from ours.
fn voeg_samen(kopie: &Kopie, repo: &Repository, aankomst: &Aankomst) -> Result<(Oid, Vec<Wijziging>), Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let agenda = kopie.lees()?.agenda;
    let mailbox = agenda.partijen.get(&wie.partij).and_then(|p| p.mailbox.clone());
    let auteur = wie.auteur(agenda.partijnaam(&wie.partij), mailbox.as_deref());
    let onderwerp = onderwerp(aankomst, &agenda);
    privacy::poort_geblokkeerd(repo, &aankomst.wijzigingen, &onderwerp)?;
    let boodschap = Boodschap { onderwerp, toelichting: gekozen(aankomst), partij: wie.partij.to_string() };
    let maker = Maker::zonder_sleutel(&auteur, Local::now().fixed_offset());
    let mut wijzigingen = aankomst.wijzigingen.clone();
    if aankomst.maak_ondertekenaars {
        // Who may sign follows from the logs of both, also from what is in their histories only.
        let tussen = aankomst.versie(repo, &wijzigingen, &boodschap, maker)?;
        let lijst = Logboeken::in_versie(kopie, repo, tussen)?.ondertekenaars(agenda.voorblad.uuid, None).into_bytes();
        let was = repo.bytes_in(aankomst.ons, ONDERTEKENAARS)?;
        if was.as_ref() != Some(&lijst) {
            wijzigingen.push(Wijziging { pad: ONDERTEKENAARS.to_owned(), was, wordt: Some(lijst) });
        }
    }
    let tekent = sleutel::tekenaar(kopie);
    let samen = aankomst.versie(repo, &wijzigingen, &boodschap, Maker { tekent: Some(&tekent), ..maker })?;
    Ok((samen, wijzigingen))
}

/// What was chosen where both had changed the same: whoever did not choose reads it here.
fn gekozen(aankomst: &Aankomst) -> Option<String> {
    let een = |(q, keuze): &(Question, Choice)| {
        let wat = match Kant::van(keuze, q) {
            Kant::Ons => "de tekst van wie samenvoegde",
            Kant::Hun => "de tekst van de ander",
            Kant::Basis => "zoals het was",
            Kant::Beide => "beide teksten",
            Kant::Eigen => "een eigen tekst",
        };
        format!("{} {}: {wat}", q.about, q.field)
    };
    let alle: Vec<String> = aankomst.gekozen.iter().map(een).collect();
    let gekozen =
        (!alle.is_empty()).then(|| format!("Gekozen waar beide kanten hetzelfde wijzigden. {}.", alle.join("; ")));
    // Versions that are not there any more as such.
    let versie = |v: &Versie| format!("{} ({}, {})", v.onderwerp, v.auteur.naam, v.moment.format("%d-%m-%Y %H:%M"));
    let mee: Vec<String> = match aankomst.weg {
        Weg::Schonen => aankomst.van_ons.iter().rev().map(versie).collect(),
        _ => Vec::new(),
    };
    let mee =
        (!mee.is_empty()).then(|| format!("Hierin staat wat deze versies bij elkaar opleverden: {}.", mee.join("; ")));
    let delen: Vec<String> = mee.into_iter().chain(gekozen).collect();
    (!delen.is_empty()).then(|| delen.join(" "))
}

/// What came together, in a line.
fn onderwerp(aankomst: &Aankomst, agenda: &Ontwikkelagenda) -> String {
    if aankomst.weg == Weg::Schonen {
        return format!("Verder na de schoning, met {}", aantal(aankomst.van_ons.len(), "versie", "versies"));
    }
    let kant = |versies: &[Versie]| {
        let partijen: BTreeSet<String> = versies
            .iter()
            .filter_map(|v| v.partij.as_deref()?.parse().ok())
            .map(|p| agenda.partijnaam(&p).to_string())
            .collect();
        let van: Vec<&str> = partijen.iter().map(String::as_str).collect();
        let van = if van.is_empty() { String::new() } else { format!(" van {}", opsomming(&van)) };
        format!("{}{van}", aantal(versies.len(), "versie", "versies"))
    };
    let nummers: BTreeSet<&str> = aankomst
        .wijzigingen
        .iter()
        .filter(|w| Bestandsoort::van_pad(&w.pad) == Some(Bestandsoort::Afspraak))
        .map(|w| stam(&w.pad))
        .collect();
    let mut over: Vec<&str> = nummers.iter().copied().take(GENOEMD).collect();
    let rest = format!("nog {}", nummers.len().saturating_sub(GENOEMD));
    if nummers.len() > GENOEMD {
        over.push(&rest);
    }
    let over = if over.is_empty() { String::new() } else { format!(" ({})", opsomming(&over)) };
    format!("Samengevoegd: {} met {}{over}", kant(&aankomst.van_hen), kant(&aankomst.van_ons))
}
