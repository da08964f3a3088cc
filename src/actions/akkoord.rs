//! What a party says of the text: akkoord, voorbehoud, niet akkoord, or taking that back.

use std::collections::BTreeMap;

use super::fout::Fout;
use super::gebruiker;
use super::kopie::Kopie;
use super::logboeken::Logboeken;
use super::opslaan::Waarom;
use super::sleutel::{self, Inhoud, onderteken, opgesteld, spreker};
use crate::agenda::partij::Partijsoort;
use crate::agenda::tekst::{eerste_verboden, nfc, opsomming, tussen_aanhalingstekens};
use crate::agenda::{Bestandsoort, Datum, Ernst, Ontwikkelagenda, PartijId};
use crate::git::Versie;
use crate::store::disk::bytes_van;
use crate::store::load::{Gelezen, VOORBLAD, pad_thema};
use crate::store::{bytes, check};
use crate::verklaring::{
    Akkoord, BesluitDoor, Grondslag, Onderwerp, OpPapier, Over, Overeenstemming, Sha256, Soort, Standpunt, Status,
    Voorbehoud, Wijze, overeenstemming,
};

/// What is to be registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Registratie {
    /// Of what.
    pub over: Vec<Onderwerp>,
    /// What is said.
    pub standpunt: Standpunt,
    /// Why, or in other words; of what is taken back it must be there.
    pub toelichting: Option<String>,
    /// Under what.
    pub voorbehoud: Option<Voorbehoud>,
    /// Ambtelijk or bestuurlijk.
    pub soort: Soort,
    /// Who decided; by default who does so for this kind of party.
    pub besluit_door: Option<BesluitDoor>,
    /// On what that rests.
    pub grondslag: Option<Grondslag>,
    /// When it was decided.
    pub besluitdatum: Option<Datum>,
    /// The decision's number.
    pub kenmerk: Option<String>,
    /// How it was said.
    pub wijze: Option<Wijze>,
    /// At which meeting.
    pub overleg: Option<String>,
    /// The signed paper.
    pub papier: Option<OpPapier>,
}

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

/// The text of what one can agree to.
///
/// # Errors
/// When it is not there, not readable, or not saved as a version.
pub fn tekst(kopie: &Kopie, gelezen: &Gelezen, over: &Onderwerp) -> Result<Tekst, Fout> {
    let (pad, gebonden) = match over {
        Onderwerp::Afspraak(id) => {
            let pad = kopie.pad_van(id.as_str())?.2;
            (pad, gelezen.agenda.afspraken.get(id).map(|a| a.afspraak.gebonden.clone()).unwrap_or_default())
        }
        Onderwerp::Thema(id) => (pad_thema(id), gelezen.agenda.partijen.keys().cloned().collect()),
        Onderwerp::Geheel => (VOORBLAD.to_owned(), gelezen.agenda.partijen.keys().cloned().collect()),
    };
    let inhoud = bytes_van(kopie.wortel(), &pad)?;
    let (leesbaar, _) = bytes::als_tekst(&pad, inhoud.clone())?;
    let soort = Bestandsoort::van_pad(&pad).unwrap_or(Bestandsoort::Afspraak);
    if let Some(b) = check::keur(soort, &pad, &leesbaar).into_iter().find(|b| b.ernst == Ernst::Fout) {
        return Err(Fout::nieuw(b.to_string(), "Er is niets ondertekend."));
    }
    Ok(Tekst { over: over.clone(), pad, bytes: inhoud, gebonden })
}

/// Registers what the user's party says, signed with the user's key.
///
/// # Errors
/// When the user may not speak for the party, a text is not what the last version holds, or it cannot be
/// saved. Nothing is signed then.
pub fn registreer(kopie: &Kopie, r: &Registratie) -> Result<Versie, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let sleutel = sleutel::vereist(kopie.thuis())?;
    let gelezen = kopie.lees()?;
    let repo = kopie.versies()?;
    let hoofd = repo.hoofd()?.ok_or_else(|| Fout::nieuw("Er zijn nog geen versies.", "Sla eerst iets op."))?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = spreker(kopie, &logboeken, &wie.partij, &sleutel)?;
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
    let mut andere: BTreeMap<PartijId, Sha256> = BTreeMap::new();
    for onderwerp in &over {
        let tekst = tekst(kopie, &gelezen, onderwerp)?;
        if !tekst.gebonden.contains(&wie.partij) {
            let wat = format!("{} is niet gebonden aan {onderwerp}.", gelezen.agenda.partijnaam(&wie.partij));
            return Err(Fout::nieuw(
                wat,
                "Alleen een partij die in ‘Gebonden partijen’ staat, kan er akkoord op geven.",
            ));
        }
        if repo.bytes_in(hoofd, &tekst.pad)?.as_ref() != Some(&tekst.bytes) {
            let wat = format!("In {} staat nog iets dat niet is opgeslagen.", tekst.pad);
            return Err(Fout::nieuw(wat, "Sla dat eerst op; lees de tekst daarna opnieuw. Er is niets ondertekend."));
        }
        if r.standpunt == Standpunt::Ingetrokken {
            let nu = logboeken.stand(&wie.partij, r.soort, onderwerp, Some(&tekst.bytes)).map(|s| s.status);
            if matches!(nu, None | Some(Status::Geen | Status::Ingetrokken)) {
                let wat = format!("Over {onderwerp} heeft {} nog niets gezegd dat in te trekken is.", wie.partij);
                return Err(Fout::nieuw(wat, "Er is niets ondertekend."));
            }
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
            standpunt: r.standpunt,
            sha256: Sha256::van(&tekst.bytes),
            toelichting: r.toelichting.as_deref().map(|t| woorden(t, "toelichting")).transpose()?,
            voorbehoud: r.voorbehoud.clone(),
        });
    }
    let soort = gelezen.agenda.partijen.get(&wie.partij).map(|p| p.soort);
    let akkoord = Akkoord {
        soort: r.soort,
        besluit_door: r.besluit_door.unwrap_or_else(|| gewoonlijk(soort, r.soort)),
        grondslag: r.grondslag,
        besluitdatum: r.besluitdatum,
        kenmerk: r.kenmerk.as_deref().map(|t| woorden(t, "kenmerk")).transpose()?,
        geregistreerd_door: wie.functie.clone(),
        wijze: r.wijze,
        overleg: r.overleg.as_deref().map(|o| overleg(&gelezen.agenda, o)).transpose()?,
        gezien: hoofd.to_string(),
        vergeleken_met: None,
        papier: r.papier.clone(),
        begin: andere,
        standpunten,
    };
    let namen: Vec<String> = over.iter().take(3).map(ToString::to_string).collect();
    let rest = over.len().saturating_sub(namen.len());
    let waarvan = if rest > 0 { format!("{} en nog {rest}", namen.join(", ")) } else { opsomming(&namen) };
    let onderwerp =
        format!("{waarvan}: {} van {} ({})", r.standpunt.label().to_lowercase(), wie.partij, r.soort.woord());
    let nieuw = opgesteld(kopie, &wie.partij, Some(log), &ik.id.clone(), Inhoud::Akkoord(akkoord))?;
    onderteken(kopie, &sleutel, nieuw, &logboeken, &Waarom::nieuw(onderwerp, None))
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

/// Who decides for this kind of party, unless said otherwise.
fn gewoonlijk(partij: Option<Partijsoort>, soort: Soort) -> BesluitDoor {
    match (soort, partij) {
        (Soort::Ambtelijk, _) => BesluitDoor::Ambtelijk,
        (_, Some(Partijsoort::Gemeente)) => BesluitDoor::College,
        (_, Some(Partijsoort::SwvPo | Partijsoort::SwvVo)) => BesluitDoor::DirecteurBestuurder,
        _ => BesluitDoor::Bestuur,
    }
}

/// How one party stands, in both kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partijstand {
    /// What counts for overeenstemming.
    pub bestuurlijk: Oordeel,
    /// What its office said.
    pub ambtelijk: Oordeel,
}

/// A standing, apart from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oordeel {
    /// What counts.
    pub status: Status,
    /// Under what voorbehoud.
    pub voorbehoud: Option<Voorbehoud>,
    /// Why, where that is to be known.
    pub waarom: String,
    /// The claim of the moment, by the newest entry.
    pub moment: Option<chrono::DateTime<chrono::FixedOffset>>,
}

/// How all parties stand towards one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standen {
    /// Of what.
    pub over: Onderwerp,
    /// Whether they agree.
    pub overeenstemming: Overeenstemming,
    /// By party that is bound.
    pub partijen: BTreeMap<PartijId, Partijstand>,
}

/// How the parties stand towards every afspraak.
///
/// # Errors
/// When the logs cannot be read.
pub fn standen(kopie: &Kopie, gelezen: &Gelezen, logboeken: &Logboeken) -> Vec<Standen> {
    let van = |(id, a): (&crate::agenda::AfspraakId, &crate::agenda::Geplaatst)| {
        let over = Onderwerp::Afspraak(id.clone());
        let pad = crate::store::load::pad_afspraak(&a.thema, id);
        let inhoud = bytes_van(kopie.wortel(), &pad).ok();
        standen_van(logboeken, over, &a.afspraak.gebonden, inhoud.as_deref())
    };
    gelezen.agenda.afspraken.iter().map(van).collect()
}

/// How these parties stand towards one text.
pub fn standen_van(logboeken: &Logboeken, over: Onderwerp, gebonden: &[PartijId], nu: Option<&[u8]>) -> Standen {
    let oordeel = |partij: &PartijId, soort: Soort| {
        let Some(stand) = logboeken.stand(partij, soort, &over, nu) else {
            return Oordeel { status: Status::Geen, voorbehoud: None, waarom: String::new(), moment: None };
        };
        let nieuwste = stand.rust_op.first();
        Oordeel {
            status: stand.status,
            voorbehoud: nieuwste.and_then(|(_, s)| s.voorbehoud.clone()),
            moment: nieuwste.and_then(|(i, _)| i.verklaring.as_ref()).map(|v| v.moment),
            waarom: stand.waarom,
        }
    };
    let partijen: BTreeMap<PartijId, Partijstand> = gebonden
        .iter()
        .map(|p| {
            let stand =
                Partijstand { bestuurlijk: oordeel(p, Soort::Bestuurlijk), ambtelijk: oordeel(p, Soort::Ambtelijk) };
            (p.clone(), stand)
        })
        .collect();
    let bestuurlijk = partijen.iter().map(|(p, s)| (p.clone(), s.bestuurlijk.status)).collect();
    Standen { overeenstemming: overeenstemming(gebonden, &bestuurlijk), over, partijen }
}
