//! Who may speak for a party: the list is begun, and set right with the key from the safe.

use std::path::{Path, PathBuf};

use chrono::Local;
use ssh_key::PrivateKey;

use super::logboeken::{Logboeken, map_van};
use super::onderteken::{Inhoud, Ondertekenaar, geen_lijst, onderteken, opgesteld};
use super::sleutel::{
    self, Sleutel, als_bestand, eigen, geen_toeval, nieuwe, onthoud, op_slot, openbaar, openbare, pad, vereist,
};
use super::vertrouwen;
use crate::actions::fout::Fout;
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::opslaan::Waarom;
use crate::actions::thuis::{eigen_map, schrijf_nieuw};
use crate::agenda::PartijId;
use crate::git::Versie;
use crate::store::disk::reden;
use crate::verklaring::{
    Functionaris, FunctionarisId, Ingang, OpenbareSleutel, Sha256, Sleutels, Soort, controlewoorden,
};

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

/// How a user gets a key.
#[derive(Clone, Default)]
pub struct Wens {
    /// One that they had already, in this file.
    pub van: Option<PathBuf>,
    /// One from their agent; the name may be empty where there is only one.
    pub uit_agent: Option<String>,
    /// With this password on a new one.
    pub wachtwoord: Option<String>,
    /// Where the recovery key is put, if one is made.
    pub herstel_naar: Option<PathBuf>,
    /// Whether the party begins anew, because all is lost.
    pub opnieuw: bool,
}

/// Makes a key where there is none, and begins the log of the user's party where it has none, or anew where
/// that is wished. The recovery key is on disk before anything is signed.
///
/// # Errors
/// When it is not known who the user is, or nothing can be written.
pub fn maak(kopie: &Kopie, wens: &Wens) -> Result<Gemaakt, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let thuis = kopie.thuis();
    if let Some(bestand) = &wens.van {
        sleutel::wijs_aan(thuis, bestand)?;
    }
    if let Some(naam) = &wens.uit_agent {
        sleutel::uit_agent(thuis, Some(naam.as_str()).filter(|n| !n.is_empty()))?;
    }
    let (sleutel, is_nieuw) = match eigen(kopie)? {
        Some(_) if wens.wachtwoord.is_some() => {
            let advies =
                "Zet er met ‘ssh-keygen -p’ een wachtwoord op, of haal eerst het bestand weg. Er is niets gewijzigd.";
            return Err(Fout::gebruik("U hebt al een sleutel, en die blijft zoals hij is.", advies));
        }
        Some(sleutel) => (sleutel, false),
        None => {
            eigen_map(thuis.instellingen()).map_err(|e| {
                let wat = format!("{} kan niet gemaakt worden: {}.", thuis.instellingen().display(), reden(&e));
                Fout::nieuw(wat, "Controleer of u rechten hebt op die map.")
            })?;
            let (nieuw, pad) = (nieuwe()?, pad(thuis));
            let wachtwoord = wens.wachtwoord.as_deref().filter(|w| !w.is_empty());
            let op_schijf = wachtwoord.map_or_else(|| Ok(nieuw.clone()), |w| op_slot(&nieuw, w))?;
            // Never over another, also where two windows do this at once.
            schrijf_nieuw(&pad, als_bestand(&op_schijf)?.as_bytes())?;
            if wachtwoord.is_some() {
                onthoud(&pad, nieuw);
            }
            (vereist(kopie)?, true)
        }
    };
    let mijn = sleutel.openbaar().clone();
    let mut uit = Gemaakt {
        partij: wie.partij.clone(),
        sleutel: mijn.clone(),
        is_nieuw,
        functionaris: None,
        herstelsleutel: None,
        woorden: Vec::new(),
    };
    let logboeken = Logboeken::lees(kopie, false)?;
    if wens.opnieuw {
        alles_is_uitgewisseld(kopie, &wie.partij)?;
    }
    match logboeken.van(&wie.partij).filter(|log| log.mogelijke_beginnen().next().is_some() && !wens.opnieuw) {
        Some(log) => {
            uit.functionaris = log.functionaris(&mijn).map(|f| f.id.clone());
            uit.woorden = log.beginnen().next().map(|b| controlewoorden(&b.sha256)).unwrap_or_default();
        }
        None => {
            let herstel = nieuwe()?;
            let pad = op_papier(kopie, &wie.partij, wens.herstel_naar.as_deref(), &als_bestand(&herstel)?)?;
            let door = Ondertekenaar::met(wie, sleutel, Local::now().fixed_offset());
            let begonnen = begin(kopie, &door, &herstel, Vec::new(), &logboeken);
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

/// Refuses a new beginning while something that the party said before is nowhere else yet: who gets both at once
/// cannot tell it from a forgery.
fn alles_is_uitgewisseld(kopie: &Kopie, partij: &PartijId) -> Result<(), Fout> {
    let repo = kopie.versies()?;
    if !repo.is_ooit_verzonden() {
        return Ok(());
    }
    let map = format!("{}/", map_van(partij));
    if !repo.is_alleen_hier_gewijzigd(|pad| pad.starts_with(&map))? {
        return Ok(());
    }
    let wat = "Wat uw partij eerder vastlegde, is nog niet uitgewisseld.";
    Err(Fout::nieuw(wat, "Wissel eerst uit en begin daarna opnieuw. Er is niets gewijzigd."))
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

/// The first list of a party: who begins it, those beside them, and the key for the safe.
pub(in crate::actions) fn begin(
    kopie: &Kopie,
    door: &Ondertekenaar,
    herstel: &PrivateKey,
    anderen: Vec<Functionaris>,
    logboeken: &Logboeken,
) -> Result<(Sha256, FunctionarisId), Fout> {
    let partij = &door.wie.partij;
    let ik = functionaris(&door.wie.functie, door.sleutel.openbaar())?;
    let id = ik.id.clone();
    let lijst = Sleutels {
        opgevolgd_door: None,
        herstelsleutel: Some(openbaar(herstel, Path::new(""))?),
        verwerpt: Vec::new(),
        functionarissen: [vec![ik], anderen].concat(),
    };
    let nieuw = opgesteld(kopie, door, None, &id, Inhoud::Sleutels(lijst))?;
    let begin = Sha256::van(nieuw.bytes.as_slice());
    let waarom = Waarom::nieuw(format!("{partij}: wie namens deze partij mag spreken, eerste lijst"), None);
    // Whoever makes it knows that it is theirs; without this a second beginning would not count for them.
    vertrouwen::bevestig_begin(kopie, partij, begin)?;
    onderteken(kopie, door, nieuw, logboeken, &waarom)?;
    Ok((begin, id))
}

/// Somebody who may register everything.
pub(in crate::actions) fn functionaris(functie: &str, sleutel: &OpenbareSleutel) -> Result<Functionaris, Fout> {
    Ok(Functionaris {
        id: FunctionarisId::nieuw().map_err(|_| geen_toeval())?,
        functie: functie.to_owned(),
        mag: vec![Soort::Ambtelijk, Soort::Bestuurlijk],
        sleutel: sleutel.clone(),
        waarneemt: None,
        tot: None,
    })
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
    let sleutel = openbare(kopie)?;
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

/// Makes this user the one who speaks for the party, with the key from the safe.
///
/// # Errors
/// When it is not the party's recovery key, or nothing can be saved.
pub fn herstel(kopie: &Kopie, bestand: &Path) -> Result<Versie, Fout> {
    let wie = gebruiker::vereist(kopie)?;
    let eigen = vereist(kopie)?;
    let mijn = eigen.openbaar().clone();
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
    let sleutel = Sleutel::van(sleutel, bestand)?;
    let logboeken = Logboeken::lees(kopie, true)?;
    let log = logboeken.van(&wie.partij).ok_or_else(|| geen_lijst(&wie.partij))?;
    let begin = |i: &Ingang| i.verklaring.as_ref().and_then(|v| v.sleutels.as_ref()?.herstelsleutel.clone());
    if !log.beginnen().any(|i| begin(i).as_ref() == Some(&herstelsleutel)) {
        let wat = format!("Dit is niet de herstelsleutel van {}.", kopie.partijnaam(&wie.partij));
        return Err(Fout::nieuw(
            wat,
            "Kijk of het blad van deze partij en deze ontwikkelagenda is. Er is niets gewijzigd.",
        ));
    }
    let ik = functionaris(&wie.functie, &mijn)?;
    let naam = kopie.partijnaam(&wie.partij);
    let onderwerp = format!("{naam}: nieuwe lijst met de herstelsleutel; {} mag namens deze partij spreken", ik.id);
    let lijst = Sleutels {
        herstelsleutel: Some(herstelsleutel),
        // Who took the party's place stays so until the party itself says otherwise.
        opgevolgd_door: log.lijsten().iter().flatten().find_map(|l| l.opgevolgd_door.clone()),
        verwerpt: Vec::new(),
        functionarissen: vec![ik],
    };
    let door = Ondertekenaar { voor_versie: eigen, ..Ondertekenaar::met(wie, sleutel, Local::now().fixed_offset()) };
    let nieuw = opgesteld(kopie, &door, Some(log), &FunctionarisId::herstel(), Inhoud::Sleutels(lijst))?;
    onderteken(kopie, &door, nieuw, &logboeken, &Waarom::nieuw(onderwerp, None))
}
