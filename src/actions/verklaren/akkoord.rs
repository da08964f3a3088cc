//! What a party says of the text: akkoord, voorbehoud, niet akkoord, or taking that back.

use std::collections::{BTreeMap, BTreeSet};

use super::logboeken::Logboeken;
use super::onderteken::{Inhoud, Ondertekenaar, onderteken, opgesteld};
use super::registratie::Registratie;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::opslaan::Waarom;
use crate::agenda::tekst::{eerste_verboden, nfc, tussen_aanhalingstekens};
use crate::agenda::{Bestandsoort, Ernst, Ontwikkelagenda, PartijId};
use crate::git::{Oid, Repository, Versie};
use crate::store::disk::bytes_van;
use crate::store::load::Gelezen;
use crate::store::{bytes, check};
use crate::verklaring::{Akkoord, Onderwerp, Over, Sha256, Stand, Standpunt, Status, Voorbehoud};

/// What one text says now, as it will be bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tekst {
    /// Of what.
    pub over: Onderwerp,
    /// Where it stands.
    pub pad: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The parties that it binds.
    pub gebonden: Vec<PartijId>,
}

/// Where a text stands, and the parties that it binds: a vision binds all.
///
/// # Errors
/// When there is no such afspraak.
pub(in crate::actions) fn waar(
    kopie: &Kopie,
    agenda: &Ontwikkelagenda,
    over: &Onderwerp,
) -> Result<(String, Vec<PartijId>), Fout> {
    let pad = match over {
        Onderwerp::Afspraak(id) => kopie.pad_van(id.as_str())?.2,
        visie => visie.pad_van_visie().unwrap_or_default(),
    };
    let gebonden = match over {
        Onderwerp::Afspraak(id) => agenda.afspraak(id).map(|a| a.afspraak.gebonden.clone()).unwrap_or_default(),
        Onderwerp::Thema(_) | Onderwerp::Geheel => agenda.partijen.keys().cloned().collect(),
    };
    Ok((pad, gebonden))
}

/// The text of what one can agree to.
///
/// # Errors
/// When it is not there, not readable, or not saved as a version.
pub fn tekst(kopie: &Kopie, gelezen: &Gelezen, over: &Onderwerp) -> Result<Tekst, Fout> {
    let (pad, gebonden) = waar(kopie, &gelezen.agenda, over)?;
    let inhoud = bytes_van(kopie.wortel(), &pad)?;
    let (leesbaar, _) = bytes::als_tekst(&pad, inhoud.clone())?;
    let soort = Bestandsoort::van_pad(&pad).unwrap_or(Bestandsoort::Afspraak);
    if let Some(b) = check::keur(soort, &pad, &leesbaar).into_iter().find(|b| b.ernst == Ernst::Fout) {
        return Err(Fout::nieuw(b.to_string(), "Er is niets ondertekend."));
    }
    Ok(Tekst { over: over.clone(), pad, bytes: inhoud, gebonden })
}

/// Refuses to lift a voorbehoud where that would also say something else in the place of another party.
fn alleen_dit_voorbehoud(over: &Onderwerp, standen: &[Stand<'_>]) -> Result<(), Fout> {
    let voorbehouden: BTreeSet<Option<Sha256>> = standen
        .iter()
        .filter(|s| s.status == Status::Voorbehoud)
        .map(|s| s.rust_op.first().map(|(i, _)| i.sha256))
        .collect();
    let anders = standen.iter().any(|s| !matches!(s.status, Status::Voorbehoud | Status::Akkoord));
    if voorbehouden.len() > 1 || (anders && !voorbehouden.is_empty()) {
        let wat = format!("Over {over} zeiden de partijen in wier plaats u spreekt niet hetzelfde.");
        return Err(Fout::nieuw(wat, "Zeg met een nieuw standpunt wat voor alle geldt. Er is niets ondertekend."));
    }
    Ok(())
}

/// Refuses a text of which the newest version holds another: what is signed must be what others see.
pub(in crate::actions) fn is_opgeslagen(repo: &Repository, hoofd: Oid, tekst: &Tekst) -> Result<(), Fout> {
    if repo.bytes_in(hoofd, &tekst.pad)?.as_ref() == Some(&tekst.bytes) {
        return Ok(());
    }
    let wat = format!("In {} staat nog iets dat niet is opgeslagen.", tekst.pad);
    Err(Fout::nieuw(wat, "Sla dat eerst op; lees de tekst daarna opnieuw. Er is niets ondertekend."))
}

/// Registers what the user's party says, signed with the user's key.
///
/// # Errors
/// When the user may not speak for the party, a text is not what the last version holds, or it cannot be
/// saved. Nothing is signed then.
pub fn registreer(kopie: &Kopie, r: &Registratie) -> Result<Versie, Fout> {
    registreer_door(kopie, &Ondertekenaar::nu(kopie)?, r)
}

/// As [`registreer`], by a given person.
pub(in crate::actions) fn registreer_door(
    kopie: &Kopie,
    door: &Ondertekenaar,
    r: &Registratie,
) -> Result<Versie, Fout> {
    let wie = &door.wie;
    if r.namens.as_ref().is_some_and(|partij| *partij != wie.partij) {
        let wat = "U werkt intussen voor een andere partij dan toen u las.";
        return Err(Fout::veranderd(wat, "Lees de tekst opnieuw. Er is niets ondertekend."));
    }
    let gelezen = kopie.lees()?;
    let r = &r.clone().aangevuld(gelezen.agenda.partijen.get(&wie.partij).map(|p| p.soort))?;
    let repo = kopie.versies()?;
    let hoofd = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Er zijn nog geen versies.", "Sla eerst iets op."))?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = door.op_de_lijst(&logboeken)?;
    if let Some(opvolger) = logboeken.opvolger(&wie.partij) {
        let [wij, zij] = [&wie.partij, &opvolger].map(|p| gelezen.agenda.partijnaam(p));
        let wat = format!("{wij} is opgevolgd door {zij}, die nu ook namens haar spreekt.");
        return Err(Fout::nieuw(wat, "Laat die partij het vastleggen. Er is niets ondertekend."));
    }
    if !ik.mag.contains(&r.soort) {
        let wat = format!(
            "Op de lijst van {} mag u geen {} standpunt registreren.",
            wie.partij,
            r.soort.label().to_lowercase()
        );
        return Err(Fout::nieuw(wat, "Er is niets ondertekend."));
    }
    let mut over = r.over.clone();
    over.sort();
    over.dedup();
    let mut standpunten = Vec::new();
    let mut namens = BTreeSet::new();
    let mut andere: BTreeMap<PartijId, Sha256> = BTreeMap::new();
    for onderwerp in &over {
        let tekst = tekst(kopie, &gelezen, onderwerp)?;
        let voor = logboeken.spreekt_voor(&wie.partij, &tekst.gebonden);
        if voor.is_empty() {
            let wat = format!("{} is niet gebonden aan {onderwerp}.", gelezen.agenda.partijnaam(&wie.partij));
            return Err(Fout::nieuw(
                wat,
                "Alleen een partij die in ‘Gebonden partijen’ staat, kan er akkoord op geven.",
            ));
        }
        let nu = Sha256::van(&tekst.bytes);
        if r.gelezen.get(onderwerp).is_some_and(|toen| *toen != nu) {
            let wat = format!("De tekst van {onderwerp} is gewijzigd terwijl u las.");
            let advies = "Lees haar opnieuw. Er is niets ondertekend.";
            return Err(Fout::veranderd(wat, advies));
        }
        is_opgeslagen(&repo, hoofd, &tekst)?;
        namens.extend(voor.iter().filter(|p| **p != wie.partij).cloned());
        let gezegd = r.van(onderwerp);
        let nu = Sha256::van(&tekst.bytes);
        // What it said itself, or what was said by who went before it.
        let standen: Vec<Stand<'_>> =
            voor.iter().filter_map(|p| Some(logboeken.stand_van(p, r.soort, onderwerp, Some(nu))?.1)).collect();
        if gezegd.heft_op {
            alleen_dit_voorbehoud(onderwerp, &standen)?;
        }
        let heft_op = match standen.iter().find(|s| s.status == Status::Voorbehoud) {
            _ if !gezegd.heft_op => None,
            Some(stand) => {
                let eerste = stand.rust_op.first().map(|(i, _)| i.sha256);
                if r.opgeheven.get(onderwerp).is_some_and(|gelezen| Some(*gelezen) != eerste) {
                    let wat = format!("Het voorbehoud op {onderwerp} is gewijzigd terwijl u las.");
                    let advies = "Lees het opnieuw. Er is niets ondertekend.";
                    return Err(Fout::veranderd(wat, advies));
                }
                eerste
            }
            None => {
                let wat = format!(
                    "{} heeft op {onderwerp} geen voorbehoud dat nu geldt.",
                    gelezen.agenda.partijnaam(&wie.partij)
                );
                return Err(Fout::nieuw(wat, "Er valt niets op te heffen. Er is niets ondertekend."));
            }
        };
        let niets_meer = standen.iter().all(|s| matches!(s.status, Status::Geen | Status::Ingetrokken));
        if gezegd.standpunt == Standpunt::Ingetrokken && niets_meer {
            let waarom = if standen.is_empty() { "nog niets gezegd" } else { "haar standpunt al ingetrokken" };
            let wat = format!("Over {onderwerp} heeft {} {waarom}.", gelezen.agenda.partijnaam(&wie.partij));
            return Err(Fout::nieuw(wat, "Er is niets ondertekend."));
        }
        for partij in tekst.gebonden.iter().filter(|p| **p != wie.partij) {
            let mut beginnen = logboeken.van(partij).into_iter().flat_map(|l| l.beginnen());
            if let (Some(begin), None) = (beginnen.next(), beginnen.next()) {
                andere.insert(partij.clone(), begin.sha256);
            }
        }
        let (afspraak, thema) = match onderwerp {
            Onderwerp::Afspraak(id) => (Some(id.clone()), None),
            Onderwerp::Thema(id) => (None, Some(id.clone())),
            Onderwerp::Geheel => (None, None),
        };
        standpunten.push(Over {
            afspraak,
            thema,
            standpunt: gezegd.standpunt,
            sha256: nu,
            toelichting: gezegd.toelichting.as_deref().map(|t| woorden(t, "toelichting")).transpose()?,
            voorbehoud: gezegd
                .voorbehoud
                .clone()
                .map(|v| Ok::<_, Fout>(Voorbehoud { tekst: woorden(&v.tekst, "tekst van het voorbehoud")?, ..v }))
                .transpose()?,
            heft_op,
        });
    }
    if r.ook_namens.as_ref().is_some_and(|gelezen| *gelezen != namens) {
        let wat = "Namens welke partijen dit geldt, is gewijzigd terwijl u las.";
        return Err(Fout::veranderd(wat, "Lees het opnieuw. Er is niets ondertekend."));
    }
    let Some(besluit_door) = r.besluit_door else {
        return Err(Fout::gebruik("Wie het besloot, ontbreekt.", "Er is niets ondertekend."));
    };
    let akkoord = Akkoord {
        soort: r.soort,
        besluit_door,
        grondslag: r.grondslag,
        besluitdatum: r.besluitdatum,
        kenmerk: r.kenmerk.as_deref().map(|t| woorden(t, "kenmerk")).transpose()?,
        geregistreerd_door: wie.functie.clone(),
        wijze: r.wijze,
        overleg: r.overleg.as_deref().map(|o| overleg(&gelezen.agenda, o)).transpose()?,
        gezien: hoofd.to_string(),
        vergeleken_met: r.vergeleken_met.clone(),
        papier: r.papier.clone(),
        begin: andere,
        namens,
        standpunten,
    };
    let onderwerp =
        format!("{}, namens {} ({})", r.in_het_kort(), gelezen.agenda.partijnaam(&wie.partij), r.soort.woord());
    let nieuw = opgesteld(kopie, door, Some(log), &ik.id.clone(), Inhoud::Akkoord(akkoord))?;
    onderteken(kopie, door, nieuw, &logboeken, &Waarom::nieuw(onderwerp, None))
}

fn woorden(tekst: &str, wat: &str) -> Result<String, Fout> {
    let tekst = nfc(tekst.trim());
    if tekst.is_empty() || eerste_verboden(&tekst).is_some() {
        let wat = format!("De {wat} is leeg of heeft onzichtbare tekens.");
        return Err(Fout::gebruik(wat, "Schrijf gewone tekst. Er is niets ondertekend."));
    }
    Ok(tekst)
}

fn overleg(agenda: &Ontwikkelagenda, naam: &str) -> Result<String, Fout> {
    if agenda.overleggen.contains_key(naam) {
        return Ok(naam.to_owned());
    }
    let wel: Vec<&str> = agenda.overleggen.keys().map(String::as_str).collect();
    Err(Fout::gebruik(
        format!("Er is geen overleg {}.", tussen_aanhalingstekens(naam)),
        format!("Wel: {}.", wel.join(", ")),
    ))
}
