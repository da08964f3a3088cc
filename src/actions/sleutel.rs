//! The key of this user: made at first use, kept on this machine, put on the list of who may speak for a party.

use std::path::{Path, PathBuf};

use chrono::Local;
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{LineEnding, PrivateKey};

use super::fout::Fout;
use super::gebruiker::{self, Gebruiker};
use super::kopie::Kopie;
use super::logboeken::{Logboeken, SIG, nieuwe_naam};
use super::opslaan::{Waarom, sla_op};
use super::thuis::{Thuis, schrijf_eigen};
use super::vertrouwen;
use crate::agenda::PartijId;
use crate::agenda::bestand::Formaat;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::git::{Versie, Wijziging};
use crate::store::disk::{bytes_van, reden};
use crate::verklaring::{
    Functionaris, FunctionarisId, Gevonden, Logboek, ONDERTEKENAARS, OpenbareSleutel, Sha256, Sleutels, Soort,
    Verklaring, controlewoorden, ondertekenaars, teken,
};

/// The environment variable with the password of a key, for scripts.
pub const WACHTWOORD: &str = "OOGO_WACHTWOORD";

fn pad(thuis: &Thuis) -> PathBuf {
    thuis.instellingen().join("sleutel")
}

/// Where the key is: this user's own, or the one that they pointed at.
fn plaats(thuis: &Thuis) -> PathBuf {
    let wijst = thuis.instellingen().join("sleutel-elders");
    match std::fs::read_to_string(&wijst) {
        Ok(elders) if !elders.trim().is_empty() => thuis.pad(elders.trim()),
        _ => pad(thuis),
    }
}

fn geen_toeval() -> Fout {
    Fout::nieuw("Het systeem geeft geen toevalsgetallen.", "")
}

fn nieuwe() -> Result<PrivateKey, Fout> {
    let mut zaad = [0; 32];
    getrandom::fill(&mut zaad).map_err(|_| geen_toeval())?;
    PrivateKey::new(KeypairData::from(Ed25519Keypair::from_seed(&zaad)), "").map_err(|_| geen_toeval())
}

fn als_bestand(sleutel: &PrivateKey) -> Result<String, Fout> {
    let tekst = sleutel
        .to_openssh(LineEnding::LF)
        .map_err(|e| Fout::nieuw(format!("De sleutel kan niet bewaard worden ({e})."), ""))?;
    Ok(tekst.to_string())
}

fn openbaar(sleutel: &PrivateKey, pad: &Path) -> Result<OpenbareSleutel, Fout> {
    OpenbareSleutel::van(sleutel.public_key()).map_err(|soort| {
        Fout::nieuw(format!("In {} staat {soort}.", pad.display()), "Maak een eigen sleutel met ‘oogo sleutel maak’.")
    })
}

/// The key of this user, unlocked; none where there is none yet.
///
/// # Errors
/// When it cannot be read, others can read it too, or its password is not right.
pub fn eigen(thuis: &Thuis) -> Result<Option<PrivateKey>, Fout> {
    let pad = plaats(thuis);
    if !pad.exists() {
        return Ok(None);
    }
    alleen_van_mij(&pad)?;
    let sleutel = gelezen(&pad)?;
    openbaar(&sleutel, &pad)?;
    if !sleutel.is_encrypted() {
        return Ok(Some(sleutel));
    }
    let wachtwoord = std::env::var(WACHTWOORD).unwrap_or_default();
    sleutel.decrypt(&wachtwoord).map(Some).map_err(|_| {
        let wat = if wachtwoord.is_empty() {
            "Uw sleutel heeft een wachtwoord."
        } else {
            "Dit is niet het wachtwoord van uw sleutel."
        };
        Fout::nieuw(wat, format!("Zet het juiste in de omgevingsvariabele {WACHTWOORD}. Er is niets ondertekend."))
    })
}

/// A key that others can read is no longer one person's.
#[cfg(unix)]
fn alleen_van_mij(pad: &Path) -> Result<(), Fout> {
    use std::os::unix::fs::PermissionsExt;
    let rechten = std::fs::metadata(pad).map_or(0, |m| m.permissions().mode());
    if rechten & 0o077 == 0 {
        return Ok(());
    }
    let wat = format!("Anderen op deze computer kunnen uw sleutel lezen ({}).", pad.display());
    Err(Fout::nieuw(
        wat,
        "Neem hun die rechten af (chmod 600), en overweeg een nieuwe sleutel. Er is niets ondertekend.",
    ))
}

#[cfg(not(unix))]
fn alleen_van_mij(_: &Path) -> Result<(), Fout> {
    Ok(())
}

/// The public key of this user; none where there is no key yet. It needs no password.
///
/// # Errors
/// When the file cannot be read as a key.
pub fn openbare(thuis: &Thuis) -> Result<Option<OpenbareSleutel>, Fout> {
    let pad = plaats(thuis);
    if !pad.exists() {
        return Ok(None);
    }
    openbaar(&gelezen(&pad)?, &pad).map(Some)
}

fn gelezen(pad: &Path) -> Result<PrivateKey, Fout> {
    let tekst = std::fs::read(pad).map_err(|e| {
        let wat = format!("Uw sleutel ({}) kan niet gelezen worden: {}.", pad.display(), reden(&e));
        Fout::nieuw(wat, "Controleer of u rechten hebt op dat bestand.")
    })?;
    PrivateKey::from_openssh(&tekst).map_err(|_| {
        let wat = format!("In {} staat geen sleutel die oogo kan lezen.", pad.display());
        Fout::nieuw(
            wat,
            "Zet het bestand terug uit een reservekopie, of geef het een andere naam en maak een nieuwe sleutel.",
        )
    })
}

/// The key of this user, or the refusal that says how to get one.
///
/// # Errors
/// As [`eigen`], and when there is none.
pub fn vereist(thuis: &Thuis) -> Result<PrivateKey, Fout> {
    eigen(thuis)?.ok_or_else(|| {
        Fout::nieuw("U hebt nog geen sleutel om mee te ondertekenen.", "Maak er een: oogo sleutel maak.")
    })
}

/// What came of making a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemaakt {
    /// The party for which the user acts.
    pub partij: PartijId,
    /// The public key.
    pub sleutel: OpenbareSleutel,
    /// Whether the key was made now.
    pub is_nieuw: bool,
    /// Who the user is on the list; none where a colleague has to put them on it.
    pub functionaris: Option<FunctionarisId>,
    /// The recovery key, for the safe; made once, with the party's first list.
    pub herstelsleutel: Option<String>,
    /// To read aloud at the meeting.
    pub woorden: Vec<&'static str>,
}

/// Makes a key where there is none, and begins the log of the user's party where it has none; then `bewaar`
/// gets the recovery key before anything is signed.
///
/// # Errors
/// When it is not known who the user is, or nothing can be written.
pub fn maak(
    kopie: &Kopie,
    elders: Option<&Path>,
    bewaar: impl FnOnce(&PartijId, &str) -> Result<(), Fout>,
) -> Result<Gemaakt, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let thuis = kopie.thuis();
    if let Some(elders) = elders {
        let vol = std::path::absolute(elders).unwrap_or_else(|_| elders.to_path_buf());
        if !vol.is_file() {
            return Err(Fout::gebruik(
                format!("Er is geen bestand {}.", vol.display()),
                "Noem het bestand met uw privésleutel.",
            ));
        }
        schrijf_eigen(&thuis.instellingen().join("sleutel-elders"), vol.to_string_lossy().as_bytes())?;
    }
    let (sleutel, is_nieuw) = match eigen(thuis)? {
        Some(sleutel) => (sleutel, false),
        None => {
            let sleutel = nieuwe()?;
            schrijf_eigen(&pad(thuis), als_bestand(&sleutel)?.as_bytes())?;
            (sleutel, true)
        }
    };
    let mijn = openbaar(&sleutel, &plaats(thuis))?;
    let mut uit = Gemaakt {
        partij: wie.partij.clone(),
        sleutel: mijn.clone(),
        is_nieuw,
        functionaris: None,
        herstelsleutel: None,
        woorden: Vec::new(),
    };
    let logboeken = Logboeken::lees(kopie, false)?;
    match logboeken.van(&wie.partij) {
        Some(log) if !log.ingangen.is_empty() => {
            uit.functionaris = log.functionaris(&mijn).map(|f| f.id.clone());
            uit.woorden = log.beginnen().next().map(|b| controlewoorden(&b.sha256)).unwrap_or_default();
        }
        _ => {
            let (begin, herstel, id) = begin(kopie, &wie, &sleutel, mijn, &logboeken, bewaar)?;
            uit.functionaris = Some(id);
            uit.herstelsleutel = Some(herstel);
            uit.woorden = controlewoorden(&begin);
        }
    }
    Ok(uit)
}

/// The first list of a party: its user, and the key for the safe.
fn begin(
    kopie: &Kopie,
    wie: &Gebruiker,
    sleutel: &PrivateKey,
    mijn: OpenbareSleutel,
    logboeken: &Logboeken,
    bewaar: impl FnOnce(&PartijId, &str) -> Result<(), Fout>,
) -> Result<(Sha256, String, FunctionarisId), Fout> {
    let herstel = nieuwe()?;
    let voor_kluis = als_bestand(&herstel)?;
    bewaar(&wie.partij, &voor_kluis)?;
    let id = FunctionarisId::nieuw().map_err(|_| geen_toeval())?;
    let eerste = Functionaris {
        id: id.clone(),
        functie: wie.functie.clone(),
        mag: vec![Soort::Ambtelijk, Soort::Bestuurlijk],
        sleutel: mijn,
    };
    let lijst = Sleutels {
        herstelsleutel: Some(openbaar(&herstel, Path::new(""))?),
        verwerpt: Vec::new(),
        functionarissen: vec![eerste],
    };
    let inhoud = Inhoud::Sleutels(lijst);
    let nieuw = opgesteld(kopie, &wie.partij, None, &id, inhoud)?;
    let begin = Sha256::van(nieuw.bytes.as_slice());
    let waarom = Waarom::nieuw(format!("{}: wie namens deze partij mag spreken, eerste lijst", wie.partij), None);
    onderteken(kopie, sleutel, nieuw, logboeken, &waarom)?;
    vertrouwen::bevestig_begin(kopie, &wie.partij, begin)?;
    Ok((begin, voor_kluis, id))
}

/// What an entry will say.
pub(super) enum Inhoud {
    Sleutels(Sleutels),
    Akkoord(crate::verklaring::Akkoord),
}

/// An entry that is written and not signed yet.
pub(super) struct Opgesteld {
    pub partij: PartijId,
    pub verklaring: Verklaring,
    pub bytes: Vec<u8>,
}

/// Writes an entry that follows on everything newest in a log.
pub(super) fn opgesteld(
    kopie: &Kopie,
    partij: &PartijId,
    log: Option<&Logboek>,
    functionaris: &FunctionarisId,
    inhoud: Inhoud,
) -> Result<Opgesteld, Fout> {
    let nieuwste = log.map(Logboek::nieuwste).unwrap_or_default();
    let hoogste = nieuwste.iter().filter_map(|i| i.verklaring.as_ref()).map(|v| v.nr).max().unwrap_or(0);
    let (sleutels, akkoord) = match inhoud {
        Inhoud::Sleutels(s) => (Some(s), None),
        Inhoud::Akkoord(a) => (None, Some(a)),
    };
    let verklaring = Verklaring {
        formaat: Formaat,
        ontwikkelagenda: kopie.voorblad()?.uuid,
        partij: partij.clone(),
        nr: hoogste + 1,
        vorige: nieuwste.iter().map(|i| i.sha256).collect(),
        moment: seconde(Local::now().fixed_offset()),
        functionaris: functionaris.clone(),
        sleutels,
        akkoord,
    };
    let tekst =
        verklaring.tekst().map_err(|e| Fout::nieuw(format!("De verklaring kan niet geschreven worden ({e})."), ""))?;
    // What is signed must be read by everybody as it was meant.
    if let Err(reden) = Verklaring::lees(tekst.as_bytes()) {
        return Err(Fout::nieuw(format!("Deze verklaring kan niet: {reden}."), "Er is niets ondertekend."));
    }
    Ok(Opgesteld { partij: partij.clone(), verklaring, bytes: tekst.into_bytes() })
}

fn seconde(moment: chrono::DateTime<chrono::FixedOffset>) -> chrono::DateTime<chrono::FixedOffset> {
    use chrono::SubsecRound;
    moment.trunc_subsecs(0)
}

/// Signs an entry and saves it, with the list of who may sign that follows from it.
pub(super) fn onderteken(
    kopie: &Kopie,
    sleutel: &PrivateKey,
    nieuw: Opgesteld,
    logboeken: &Logboeken,
    waarom: &Waarom,
) -> Result<Versie, Fout> {
    let namespace = nieuw.verklaring.kind().namespace();
    let sig = teken(sleutel, namespace, &nieuw.bytes)
        .map_err(|e| Fout::nieuw(format!("Het ondertekenen is niet gelukt ({e})."), "Er is niets opgeslagen."))?;
    let pad = nieuwe_naam(&nieuw.partij, nieuw.verklaring.nr)?;
    let lijst = met_nieuwe(kopie, logboeken, &nieuw, &pad, &sig)?;
    let was = bytes_van(kopie.wortel(), ONDERTEKENAARS).ok();
    let mut wijzigingen = vec![
        Wijziging { pad: pad.clone(), was: None, wordt: Some(nieuw.bytes) },
        Wijziging { pad: format!("{pad}{SIG}"), was: None, wordt: Some(sig.into_bytes()) },
    ];
    if was.as_deref() != Some(lijst.as_bytes()) {
        wijzigingen.push(Wijziging { pad: ONDERTEKENAARS.to_owned(), was, wordt: Some(lijst.into_bytes()) });
    }
    sla_op(kopie, &wijzigingen, waarom)
}

/// The list of who may sign as it is with an entry that comes.
fn met_nieuwe(kopie: &Kopie, logboeken: &Logboeken, nieuw: &Opgesteld, pad: &str, sig: &str) -> Result<String, Fout> {
    if nieuw.verklaring.sleutels.is_none() {
        return Ok(ondertekenaars(logboeken.alle.values()));
    }
    let vertrouwd = vertrouwen::bevestigd(kopie)?.remove(&nieuw.partij).unwrap_or_default();
    let erbij = Gevonden {
        pad: pad.to_owned(),
        bytes: nieuw.bytes.clone(),
        handtekeningen: vec![sig.as_bytes().to_vec()],
        is_er: true,
    };
    let log = logboeken.met(&nieuw.partij, nieuw.verklaring.ontwikkelagenda, erbij, &vertrouwd);
    let andere = logboeken.alle.iter().filter(|(partij, _)| **partij != nieuw.partij).map(|(_, log)| log);
    Ok(ondertekenaars(andere.chain([&log])))
}

/// What there is to know of this user's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Getoond {
    /// The public key; none where there is no key yet.
    pub sleutel: Option<OpenbareSleutel>,
    /// For each party of which this key is on the list: who the user is there.
    pub lijsten: Vec<(PartijId, FunctionarisId)>,
    /// Of each party with a log, the words to read aloud, and whether they were confirmed here.
    pub woorden: Vec<(PartijId, Vec<&'static str>, bool)>,
}

/// Shows this user's key and everybody's controlewoorden.
///
/// # Errors
/// When the key or the logs cannot be read.
pub fn toon(kopie: &Kopie) -> Result<Getoond, Fout> {
    let sleutel = openbare(kopie.thuis())?;
    let logboeken = Logboeken::lees(kopie, false)?;
    let bevestigd = vertrouwen::bevestigd(kopie)?;
    let mut uit = Getoond { sleutel, lijsten: Vec::new(), woorden: Vec::new() };
    for (partij, log) in &logboeken.alle {
        if let Some(f) = uit.sleutel.as_ref().and_then(|s| log.functionaris(s)) {
            uit.lijsten.push((partij.clone(), f.id.clone()));
        }
        for begin in log.beginnen() {
            let is_bevestigd = bevestigd.get(partij).is_some_and(|b| b.contains(&begin.sha256));
            uit.woorden.push((partij.clone(), controlewoorden(&begin.sha256), is_bevestigd));
        }
    }
    Ok(uit)
}

/// Changes the list of who may speak for the user's party.
///
/// # Errors
/// When the user is not on it, nothing would change, or nobody would be left.
pub fn wijzig_lijst(kopie: &Kopie, wijziging: Lijstwijziging) -> Result<Versie, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let sleutel = vereist(kopie.thuis())?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let (log, ik) = spreker(kopie, &logboeken, &wie.partij, &sleutel)?;
    let lijsten = log.lijsten();
    let Some(nu) = lijsten.first() else { return Err(geen_lijst(&wie.partij)) };
    let mut lijst = Sleutels { verwerpt: Vec::new(), ..(*nu).clone() };
    let onderwerp = match wijziging {
        Lijstwijziging::Erbij { sleutel, functie, mag } => {
            if lijst.functionarissen.iter().any(|f| f.sleutel == sleutel) {
                return Err(Fout::gebruik("Deze sleutel staat al op de lijst.", "Er is niets gewijzigd."));
            }
            let id = FunctionarisId::nieuw().map_err(|_| geen_toeval())?;
            lijst.functionarissen.push(Functionaris { id: id.clone(), functie, mag, sleutel });
            format!("{id} mag namens deze partij spreken")
        }
        Lijstwijziging::Weg { id } => {
            let eerst = lijst.functionarissen.len();
            lijst.functionarissen.retain(|f| f.id.as_str() != id);
            if lijst.functionarissen.len() == eerst {
                return Err(Fout::gebruik(
                    format!("{} staat niet op de lijst.", tussen_aanhalingstekens(&id)),
                    "Bekijk de lijst met ‘oogo sleutel lijst’.",
                ));
            }
            if lijst.functionarissen.is_empty() {
                let advies = "Zet eerst iemand anders op de lijst: ‘oogo sleutel voeg-toe’.";
                return Err(Fout::nieuw("Dan is er niemand meer die namens uw partij mag spreken.", advies));
            }
            format!("{} mag niet meer namens deze partij spreken", zichtbaar(&id))
        }
    };
    let ik = ik.id.clone();
    let nieuw = opgesteld(kopie, &wie.partij, Some(log), &ik, Inhoud::Sleutels(lijst))?;
    let waarom = Waarom::nieuw(format!("{}: {onderwerp}", wie.partij), None);
    onderteken(kopie, &sleutel, nieuw, &logboeken, &waarom)
}

/// A change of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lijstwijziging {
    /// Somebody may speak from now on.
    Erbij {
        /// Their key.
        sleutel: OpenbareSleutel,
        /// Their office.
        functie: String,
        /// What they may register.
        mag: Vec<Soort>,
    },
    /// Somebody no longer speaks.
    Weg {
        /// Their id.
        id: String,
    },
}

fn geen_lijst(partij: &PartijId) -> Fout {
    let wat = format!("Van {partij} is er geen lijst van wie namens haar mag spreken.");
    Fout::nieuw(wat, "Begin haar: oogo sleutel maak.")
}

/// The log of the user's party, and who the user is on its list.
pub(super) fn spreker<'a>(
    kopie: &Kopie,
    logboeken: &'a Logboeken,
    partij: &PartijId,
    sleutel: &PrivateKey,
) -> Result<(&'a Logboek, &'a Functionaris), Fout> {
    let log = logboeken.van(partij).filter(|l| l.beginnen().next().is_some()).ok_or_else(|| geen_lijst(partij))?;
    let mijn = openbaar(sleutel, &plaats(kopie.thuis()))?;
    let ik = log.functionaris(&mijn).ok_or_else(|| {
        Fout::nieuw(
            format!("Uw sleutel staat niet op de lijst van wie namens {partij} mag spreken."),
            format!(
                "Vraag een collega die er wel op staat: oogo sleutel voeg-toe \"{mijn}\" --functie \"UW FUNCTIE\"."
            ),
        )
    })?;
    Ok((log, ik))
}
