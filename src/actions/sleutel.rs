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
use super::thuis::{Thuis, eigen_map, schrijf_eigen, schrijf_nieuw};
use super::vertrouwen;
use crate::agenda::PartijId;
use crate::agenda::bestand::Formaat;
use crate::agenda::tekst::{tussen_aanhalingstekens, zichtbaar};
use crate::git::{Versie, Wijziging};
use crate::store::disk::{bytes_van, reden};
use crate::verklaring::{
    Functionaris, FunctionarisId, Gevonden, Ingang, Logboek, ONDERTEKENAARS, OpenbareSleutel, Sha256, Sleutels, Soort,
    Verklaring, controlewoorden, teken,
};

/// The file that says where a key is that the user had already.
const ELDERS: &str = "sleutel-elders";

/// The environment variable with the password of a key, for scripts.
pub const WACHTWOORD: &str = "OOGO_WACHTWOORD";

fn pad(thuis: &Thuis) -> PathBuf {
    thuis.instellingen().join("sleutel")
}

/// Where the key is: this user's own, or the one that they pointed at.
fn plaats(thuis: &Thuis) -> PathBuf {
    let wijst = thuis.instellingen().join(ELDERS);
    match std::fs::read_to_string(&wijst) {
        Ok(elders) if !elders.trim().is_empty() => thuis.pad(elders.trim()),
        _ => pad(thuis),
    }
}

/// Whether there is a key. One that the user pointed at and that is not there is not replaced by another.
fn is_er(thuis: &Thuis) -> Result<bool, Fout> {
    let plaats = plaats(thuis);
    match std::fs::metadata(&plaats) {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && plaats == pad(thuis) => Ok(false),
        Err(e) => {
            let wat = format!("Uw sleutel ({}) is niet te lezen: {}.", plaats.display(), reden(&e));
            let advies = "Zet hem terug op die plaats, of wijs een andere aan: oogo sleutel maak --van BESTAND.";
            Err(Fout::nieuw(wat, advies))
        }
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
    if is_er(thuis)? { ontgrendeld(&plaats(thuis)).map(Some) } else { Ok(None) }
}

fn ontgrendeld(pad: &Path) -> Result<PrivateKey, Fout> {
    let sleutel = gelezen(pad)?;
    alleen_van_mij(pad)?;
    openbaar(&sleutel, pad)?;
    if !sleutel.is_encrypted() {
        return Ok(sleutel);
    }
    let wachtwoord = std::env::var(WACHTWOORD).unwrap_or_default();
    sleutel.decrypt(&wachtwoord).map_err(|_| {
        let wat = match wachtwoord.is_empty() {
            true => "Uw sleutel heeft een wachtwoord.",
            false => "Dit is niet het wachtwoord van uw sleutel.",
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
    if !is_er(thuis)? {
        return Ok(None);
    }
    let pad = plaats(thuis);
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
    /// The file with the recovery key, for the safe; made once, with the party's first list.
    pub herstelsleutel: Option<PathBuf>,
    /// To read aloud at the meeting.
    pub woorden: Vec<&'static str>,
}

/// Makes a key where there is none, and begins the log of the user's party where it has none, or anew where
/// `opnieuw`. The recovery key is on disk before anything is signed.
///
/// # Errors
/// When it is not known who the user is, or nothing can be written.
pub fn maak(kopie: &Kopie, van: Option<&Path>, herstel_naar: Option<&Path>, opnieuw: bool) -> Result<Gemaakt, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let thuis = kopie.thuis();
    if let Some(elders) = van {
        let vol = std::path::absolute(elders).unwrap_or_else(|_| elders.to_path_buf());
        if !vol.is_file() {
            return Err(Fout::gebruik(
                format!("Er is geen bestand {}.", vol.display()),
                "Noem het bestand met uw privésleutel.",
            ));
        }
        // Kept only once it can be used.
        ontgrendeld(&vol)?;
        schrijf_eigen(&thuis.instellingen().join(ELDERS), vol.to_string_lossy().as_bytes())?;
    }
    let (sleutel, is_nieuw) = match eigen(thuis)? {
        Some(sleutel) => (sleutel, false),
        None => {
            let sleutel = nieuwe()?;
            eigen_map(thuis.instellingen()).map_err(|e| {
                let wat = format!("{} kan niet gemaakt worden: {}.", thuis.instellingen().display(), reden(&e));
                Fout::nieuw(wat, "Controleer of u rechten hebt op die map.")
            })?;
            // Never over another, also where two windows do this at once.
            schrijf_nieuw(&pad(thuis), als_bestand(&sleutel)?.as_bytes())?;
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
    match logboeken.van(&wie.partij).filter(|log| log.beginnen().next().is_some() && !opnieuw) {
        Some(log) => {
            uit.functionaris = log.functionaris(&mijn).map(|f| f.id.clone());
            uit.woorden = log.beginnen().next().map(|b| controlewoorden(&b.sha256)).unwrap_or_default();
        }
        None => {
            let herstel = nieuwe()?;
            let pad = op_papier(kopie, &wie.partij, herstel_naar, &als_bestand(&herstel)?)?;
            let begonnen = begin(kopie, &wie, &sleutel, mijn, &herstel, &logboeken);
            let (begin, id) = begonnen.inspect_err(|_| {
                // A key that is on no list must not come into a safe.
                let _ = std::fs::remove_file(&pad);
            })?;
            uit.functionaris = Some(id);
            uit.herstelsleutel = Some(pad);
            uit.woorden = controlewoorden(&begin);
        }
    }
    Ok(uit)
}

/// Puts the recovery key where it can be printed from; never over another file.
fn op_papier(kopie: &Kopie, partij: &PartijId, naar: Option<&Path>, sleutel: &str) -> Result<PathBuf, Fout> {
    let plek = |n: usize| match naar {
        Some(pad) => pad.to_path_buf(),
        None if n < 2 => kopie.thuis().document(&format!("oogo-herstelsleutel-{partij}.txt")),
        None => kopie.thuis().document(&format!("oogo-herstelsleutel-{partij}-{n}.txt")),
    };
    let uitleg = format!(
        "Herstelsleutel van {partij}\n\nDruk dit af, leg het in de kluis en verwijder dit bestand. Wie deze sleutel heeft,\nbeslist wie in oogo namens {partij} mag spreken.\n\n{sleutel}"
    );
    let mut n = 1;
    loop {
        let pad = plek(n);
        match schrijf_nieuw(&pad, uitleg.as_bytes()) {
            Ok(()) => return Ok(pad),
            Err(_) if naar.is_none() && n < 1_000 && pad.exists() => n += 1,
            Err(fout) => return Err(fout),
        }
    }
}

/// The first list of a party: its user, and the key for the safe.
fn begin(
    kopie: &Kopie,
    wie: &Gebruiker,
    sleutel: &PrivateKey,
    mijn: OpenbareSleutel,
    herstel: &PrivateKey,
    logboeken: &Logboeken,
) -> Result<(Sha256, FunctionarisId), Fout> {
    let id = FunctionarisId::nieuw().map_err(|_| geen_toeval())?;
    let eerste = Functionaris {
        id: id.clone(),
        functie: wie.functie.clone(),
        mag: vec![Soort::Ambtelijk, Soort::Bestuurlijk],
        sleutel: mijn,
    };
    let lijst = Sleutels {
        herstelsleutel: Some(openbaar(herstel, Path::new(""))?),
        verwerpt: Vec::new(),
        functionarissen: vec![eerste],
    };
    let inhoud = Inhoud::Sleutels(lijst);
    let nieuw = opgesteld(kopie, &wie.partij, None, &id, inhoud)?;
    let begin = Sha256::van(nieuw.bytes.as_slice());
    let waarom = Waarom::nieuw(format!("{}: wie namens deze partij mag spreken, eerste lijst", wie.partij), None);
    // Whoever makes it knows that it is theirs; without this a second beginning would not count for them.
    vertrouwen::bevestig_begin(kopie, &wie.partij, begin)?;
    onderteken(kopie, sleutel, nieuw, logboeken, &waarom)?;
    Ok((begin, id))
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
    let hoogste = nieuwste.iter().map(|i| i.nr()).max().unwrap_or(0);
    let nr = hoogste
        .checked_add(1)
        .ok_or_else(|| Fout::nieuw("Er is geen volgend nummer meer.", "Begin een nieuwe lijst."))?;
    in_een_versie(kopie, &nieuwste)?;
    let (sleutels, akkoord) = match inhoud {
        Inhoud::Sleutels(s) => (Some(s), None),
        Inhoud::Akkoord(a) => (None, Some(a)),
    };
    let verklaring = Verklaring {
        formaat: Formaat,
        ontwikkelagenda: kopie.voorblad()?.uuid,
        partij: partij.clone(),
        nr,
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

/// What is in no version is nowhere else: an entry that follows on it would count nowhere else.
fn in_een_versie(kopie: &Kopie, ingangen: &[&Ingang]) -> Result<(), Fout> {
    let repo = kopie.versies()?;
    let hoofd = repo.hoofd()?;
    for ingang in ingangen.iter().filter(|i| i.is_er) {
        let bewaard = hoofd.map(|h| repo.bytes_in(h, &ingang.pad)).transpose()?.flatten();
        if bewaard.is_none_or(|bytes| Sha256::van(&bytes) != ingang.sha256) {
            let wat = format!("{} staat in geen versie, of anders dan in de laatste.", ingang.pad);
            let advies =
                "Haal het weg of zet het terug; het hoort niet bij wat uw partij verklaarde. Er is niets ondertekend.";
            return Err(Fout::nieuw(wat, advies));
        }
    }
    Ok(())
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
    let erbij = Gevonden {
        pad: pad.clone(),
        bytes: nieuw.bytes.clone(),
        handtekeningen: vec![sig.as_bytes().to_vec()],
        nu: Some(sig.as_bytes().to_vec()),
        is_er: true,
    };
    let (uuid, sha) = (nieuw.verklaring.ontwikkelagenda, Sha256::van(&nieuw.bytes));
    // What would not count is not signed.
    let vertrouwd = vertrouwen::bevestigd(kopie)?.remove(&nieuw.partij).unwrap_or_default();
    let log = logboeken.met(&nieuw.partij, uuid, erbij.clone(), Some(&vertrouwd));
    if let Some(bezwaar) = log.ingangen.iter().find(|i| i.sha256 == sha).and_then(|i| i.bezwaar.as_ref()) {
        let advies = "Controleer met ‘oogo controleer’ wat er met de lijst van uw partij is. Er is niets ondertekend.";
        return Err(Fout::nieuw(format!("Dit zou niet tellen: {bezwaar}."), advies));
    }
    let lijst = logboeken.ondertekenaars(uuid, Some((&nieuw.partij, erbij)));
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
        // Also those of which is not known which is the real one: by their words one finds out.
        for begin in log.mogelijke_beginnen() {
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
    let mijn = openbaar(&sleutel, &plaats(kopie.thuis()))?;
    let nu = match log.lijsten_met(&mijn).as_slice() {
        [] => return Err(geen_lijst(&wie.partij)),
        [nu] => *nu,
        _ => {
            let wat = format!("Van {} zijn er twee lijsten die elkaar niet kennen.", wie.partij);
            return Err(Fout::nieuw(
                wat,
                "Maak er met de herstelsleutel één van: oogo sleutel herstel. Er is niets gewijzigd.",
            ));
        }
    };
    let mut lijst = Sleutels { verwerpt: Vec::new(), ..nu.clone() };
    let onderwerp = match wijziging {
        Lijstwijziging::Erbij { sleutel, functie, mag } => {
            if lijst.functionarissen.iter().any(|f| f.sleutel == sleutel) {
                return Err(Fout::gebruik("Deze sleutel staat al op de lijst.", "Er is niets gewijzigd."));
            }
            let functie = gebruiker::een_regel(&functie, "functie")?;
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

/// Makes this user the one who speaks for the party, with the key from the safe.
///
/// # Errors
/// When it is not the party's recovery key, or nothing can be saved.
pub fn herstel(kopie: &Kopie, bestand: &Path) -> Result<Versie, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let mijn = openbaar(&vereist(kopie.thuis())?, &plaats(kopie.thuis()))?;
    let tekst = std::fs::read_to_string(bestand).map_err(|e| {
        let wat = format!("{} kan niet gelezen worden: {}.", bestand.display(), reden(&e));
        Fout::gebruik(wat, "Noem het bestand met de herstelsleutel uit de kluis.")
    })?;
    // The printed page has an explanation above the key.
    let sleutel = tekst.find("-----BEGIN").and_then(|begin| PrivateKey::from_openssh(&tekst[begin..]).ok());
    let Some(sleutel) = sleutel else {
        let wat = format!("In {} staat geen herstelsleutel.", bestand.display());
        return Err(Fout::gebruik(wat, "Neem het hele blad over, van -----BEGIN tot en met END … -----."));
    };
    let herstelsleutel = openbaar(&sleutel, bestand)?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let log = logboeken.van(&wie.partij).ok_or_else(|| geen_lijst(&wie.partij))?;
    let begin = |i: &Ingang| i.verklaring.as_ref().and_then(|v| v.sleutels.as_ref()?.herstelsleutel.clone());
    if !log.beginnen().any(|i| begin(i).as_ref() == Some(&herstelsleutel)) {
        let wat = format!("Dit is niet de herstelsleutel van {}.", wie.partij);
        return Err(Fout::nieuw(
            wat,
            "Kijk of het blad van deze partij en deze ontwikkelagenda is. Er is niets gewijzigd.",
        ));
    }
    let ik = Functionaris {
        id: FunctionarisId::nieuw().map_err(|_| geen_toeval())?,
        functie: wie.functie.clone(),
        mag: vec![Soort::Ambtelijk, Soort::Bestuurlijk],
        sleutel: mijn,
    };
    let onderwerp =
        format!("{}: nieuwe lijst met de herstelsleutel; {} mag namens deze partij spreken", wie.partij, ik.id);
    let lijst = Sleutels { herstelsleutel: Some(herstelsleutel), verwerpt: Vec::new(), functionarissen: vec![ik] };
    let nieuw = opgesteld(kopie, &wie.partij, Some(log), &FunctionarisId::herstel(), Inhoud::Sleutels(lijst))?;
    onderteken(kopie, &sleutel, nieuw, &logboeken, &Waarom::nieuw(onderwerp, None))
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
