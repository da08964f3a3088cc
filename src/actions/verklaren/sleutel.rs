//! The key of this user: a file on this machine, one that the user had already, or one in their agent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{Algorithm, Cipher, Kdf, LineEnding, PrivateKey, PublicKey};

use super::agent;
use crate::actions::fout::{Fout, Foutsoort};
use crate::actions::gebruiker;
use crate::actions::kopie::Kopie;
use crate::actions::thuis::{Thuis, schrijf_eigen};
use crate::agenda::PartijId;
use crate::store::disk::{bytes_van, reden};
use crate::verklaring::{ONDERTEKENAARS, OpenbareSleutel, samengesteld, te_tekenen, teken};

/// The file that says where a key is that the user had already.
const ELDERS: &str = "sleutel-elders";

/// The environment variable with the password of a key, for scripts.
pub const WACHTWOORD: &str = "OOGO_WACHTWOORD";

/// As much work as `ssh-keygen` asks of who guesses a password.
const RONDES: u32 = 24;

/// The key that asked for its password last.
static OP_SLOT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// What a person unlocked stays so for as long as this program runs.
static ONTGRENDELD: Mutex<BTreeMap<PathBuf, PrivateKey>> = Mutex::new(BTreeMap::new());

/// A key with which this user can sign now.
#[derive(Debug, Clone)]
pub struct Sleutel {
    openbaar: OpenbareSleutel,
    /// The secret half; none where it stays in the agent.
    geheim: Option<PrivateKey>,
}

impl Sleutel {
    pub(in crate::actions) fn van(geheim: PrivateKey, pad: &Path) -> Result<Self, Fout> {
        Ok(Self { openbaar: openbaar(&geheim, pad)?, geheim: Some(geheim) })
    }

    /// The public half.
    pub fn openbaar(&self) -> &OpenbareSleutel {
        &self.openbaar
    }

    /// Signs a version, where that asks nobody anything: an agent may want a confirmation each time, and a hardware
    /// key be touched.
    pub(in crate::actions) fn teken_versie(&self, bytes: &[u8]) -> Option<String> {
        teken(self.geheim.as_ref()?, "git", bytes).ok()
    }

    /// Signs bytes for a purpose; the text of a `.sig` file.
    ///
    /// # Errors
    /// When the agent does not.
    pub fn teken(&self, namespace: &str, bytes: &[u8]) -> Result<String, Fout> {
        let mislukt = |e: ssh_key::Error| {
            Fout::nieuw(format!("Het ondertekenen is niet gelukt ({e})."), "Er is niets ondertekend.")
        };
        match &self.geheim {
            Some(geheim) => teken(geheim, namespace, bytes).map_err(mislukt),
            None => {
                let gegeven = agent::teken(&self.openbaar, &te_tekenen(namespace, bytes).map_err(mislukt)?)?;
                samengesteld(&self.openbaar, namespace, bytes, gegeven).map_err(mislukt)
            }
        }
    }
}

pub(in crate::actions) fn pad(thuis: &Thuis) -> PathBuf {
    thuis.instellingen().join("sleutel")
}

/// Where a key is that is of use for one party in one ontwikkelagenda only, as in the example.
pub(in crate::actions) fn alleen_voor(kopie: &Kopie, partij: &PartijId) -> Result<PathBuf, Fout> {
    let map = kopie.thuis().gegevens().join("sleutels").join(kopie.voorblad()?.uuid.to_string());
    Ok(map.join(partij.as_str()))
}

/// Where the key is with which the user signs here.
fn plaats(kopie: &Kopie) -> PathBuf {
    let alleen_hier = || alleen_voor(kopie, &gebruiker::huidige(kopie).ok()??.partij).ok().filter(|pad| pad.is_file());
    alleen_hier().unwrap_or_else(|| gewone_plaats(kopie.thuis()))
}

/// Where the key is otherwise: this user's own, or the one that they pointed at.
fn gewone_plaats(thuis: &Thuis) -> PathBuf {
    let wijst = thuis.instellingen().join(ELDERS);
    match std::fs::read_to_string(&wijst) {
        Ok(elders) if !elders.trim().is_empty() => thuis.pad(elders.trim()),
        _ => pad(thuis),
    }
}

/// Whether there is a key. One that the user pointed at and that is not there is not replaced by another.
fn is_er(kopie: &Kopie) -> Result<bool, Fout> {
    let plaats = plaats(kopie);
    match std::fs::metadata(&plaats) {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && plaats == pad(kopie.thuis()) => Ok(false),
        Err(e) => {
            let wat = format!("Uw sleutel ({}) is niet te lezen: {}.", plaats.display(), reden(&e));
            let advies = "Zet hem terug op die plaats, of wijs een andere aan: oogo sleutel maak --van BESTAND.";
            Err(Fout::nieuw(wat, advies))
        }
    }
}

/// Uses a key that the user had already: a file with it, or with the public half of one that is in the agent.
///
/// # Errors
/// When it cannot be used now, or it cannot be kept that it is to be used.
pub(in crate::actions) fn wijs_aan(thuis: &Thuis, bestand: &Path) -> Result<(), Fout> {
    let vol = std::path::absolute(bestand).unwrap_or_else(|_| bestand.to_path_buf());
    if !vol.is_file() {
        return Err(Fout::gebruik(
            format!("Er is geen bestand {}.", vol.display()),
            "Noem het bestand met uw privésleutel, of met de openbare helft van een sleutel in uw sleutelagent.",
        ));
    }
    // Kept only once it can be used.
    let sleutel = ontgrendeld(&vol)?;
    if sleutel.geheim.is_none() && !agent::sleutels()?.iter().any(|(s, _)| *s == sleutel.openbaar) {
        let wat = format!("De sleutel in {} zit niet in uw sleutelagent (ssh-agent).", vol.display());
        return Err(Fout::gebruik(wat, "Zet hem erin met ssh-add, of noem het bestand met de privésleutel."));
    }
    schrijf_eigen(&thuis.instellingen().join(ELDERS), vol.to_string_lossy().as_bytes())
}

/// Uses a key that is in the user's agent: the only one, or the one that is called so.
///
/// # Errors
/// When it is not clear which, or there is none.
pub(in crate::actions) fn uit_agent(thuis: &Thuis, naam: Option<&str>) -> Result<(), Fout> {
    let alle = agent::sleutels()?;
    let past = |(sleutel, opmerking): &&(OpenbareSleutel, String)| {
        naam.is_none_or(|n| opmerking.contains(n) || sleutel.to_string().contains(n))
    };
    let gekozen: Vec<&(OpenbareSleutel, String)> = alle.iter().filter(past).collect();
    match gekozen.as_slice() {
        [(sleutel, _)] => {
            let pad = thuis.instellingen().join("sleutel-agent.pub");
            schrijf_eigen(&pad, format!("{sleutel}\n").as_bytes())?;
            schrijf_eigen(&thuis.instellingen().join(ELDERS), pad.to_string_lossy().as_bytes())
        }
        [] => Err(Fout::gebruik(
            "Uw sleutelagent (ssh-agent) heeft geen ed25519-sleutel die past.",
            "Zet er een in met ssh-add, of maak een eigen sleutel: oogo sleutel maak.",
        )),
        meer => {
            let namen: Vec<&str> = meer.iter().map(|(_, opmerking)| opmerking.as_str()).collect();
            let advies = format!("Noem een deel van de naam: --uit-agent NAAM. Er zijn: {}.", namen.join(", "));
            Err(Fout::gebruik("In uw sleutelagent (ssh-agent) zit meer dan één sleutel.", advies))
        }
    }
}

pub(in crate::actions) fn geen_toeval() -> Fout {
    Fout::nieuw("Het systeem geeft geen toevalsgetallen.", "")
}

pub(in crate::actions) fn nieuwe() -> Result<PrivateKey, Fout> {
    let mut zaad = [0; 32];
    getrandom::fill(&mut zaad).map_err(|_| geen_toeval())?;
    PrivateKey::new(KeypairData::from(Ed25519Keypair::from_seed(&zaad)), "").map_err(|_| geen_toeval())
}

pub(in crate::actions) fn als_bestand(sleutel: &PrivateKey) -> Result<String, Fout> {
    Ok(sleutel.to_openssh(LineEnding::LF).map_err(niet_te_bewaren)?.to_string())
}

/// The same key, of use only to who knows the password.
pub(in crate::actions) fn op_slot(sleutel: &PrivateKey, wachtwoord: &str) -> Result<PrivateKey, Fout> {
    let (mut zout, mut getal) = ([0; 16], [0; 4]);
    getrandom::fill(&mut zout).and_then(|()| getrandom::fill(&mut getal)).map_err(|_| geen_toeval())?;
    let kdf = Kdf::Bcrypt { salt: zout.to_vec(), rounds: RONDES };
    sleutel.encrypt_with(Cipher::Aes256Ctr, kdf, u32::from_le_bytes(getal), wachtwoord).map_err(niet_te_bewaren)
}

fn niet_te_bewaren(e: ssh_key::Error) -> Fout {
    Fout::nieuw(format!("De sleutel kan niet bewaard worden ({e})."), "Er is geen sleutel gemaakt.")
}

pub(in crate::actions) fn openbaar(sleutel: &PrivateKey, pad: &Path) -> Result<OpenbareSleutel, Fout> {
    bruikbaar(sleutel.public_key(), pad)
}

fn bruikbaar(sleutel: &PublicKey, pad: &Path) -> Result<OpenbareSleutel, Fout> {
    OpenbareSleutel::van(sleutel).map_err(|soort| {
        Fout::nieuw(format!("In {} staat {soort}.", pad.display()), "Maak een eigen sleutel met ‘oogo sleutel maak’.")
    })
}

/// The key of this user, unlocked; none where there is none yet.
///
/// # Errors
/// When it cannot be read, others can read it too, or its password is not known or not right.
pub fn eigen(kopie: &Kopie) -> Result<Option<Sleutel>, Fout> {
    if is_er(kopie)? { ontgrendeld(&plaats(kopie)).map(Some) } else { Ok(None) }
}

/// Unlocks the key that asked for its password last, for as long as this program runs.
///
/// # Errors
/// When the password is not right.
pub fn ontgrendel(wachtwoord: &str) -> Result<(), Fout> {
    let pad = OP_SLOT.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(pad) = pad else { return Ok(()) };
    let Inhoud::Geheim(op_slot) = gelezen(&pad)? else { return Ok(()) };
    onthoud(&pad, open(&op_slot, wachtwoord)?);
    Ok(())
}

/// Keeps in mind that this key is unlocked.
pub(in crate::actions) fn onthoud(pad: &Path, sleutel: PrivateKey) {
    ONTGRENDELD.lock().unwrap_or_else(PoisonError::into_inner).insert(pad.to_path_buf(), sleutel);
}

/// The unlocked half of a key, where a person unlocked exactly this one before.
fn onthouden(pad: &Path, op_slot: &PrivateKey) -> Option<PrivateKey> {
    let onthouden = ONTGRENDELD.lock().unwrap_or_else(PoisonError::into_inner);
    onthouden.get(pad).filter(|s| s.public_key() == op_slot.public_key()).cloned()
}

fn open(op_slot: &PrivateKey, wachtwoord: &str) -> Result<PrivateKey, Fout> {
    op_slot.decrypt(wachtwoord).map_err(|_| Fout {
        soort: Foutsoort::Vergrendeld,
        ..Fout::nieuw(
            "Dit is niet het wachtwoord van uw sleutel.",
            format!("Probeer het opnieuw, of zet het juiste in {WACHTWOORD}. Er is niets ondertekend."),
        )
    })
}

fn ontgrendeld(pad: &Path) -> Result<Sleutel, Fout> {
    let geheim = match gelezen(pad)? {
        Inhoud::InAgent(openbaar) => return Ok(Sleutel { openbaar, geheim: None }),
        Inhoud::Geheim(geheim) => geheim,
    };
    alleen_van_mij(pad)?;
    let openbaar = openbaar(&geheim, pad)?;
    if !geheim.is_encrypted() {
        return Sleutel::van(*geheim, pad);
    }
    if let Some(geheim) = onthouden(pad, &geheim) {
        return Sleutel::van(geheim, pad);
    }
    *OP_SLOT.lock().unwrap_or_else(PoisonError::into_inner) = Some(pad.to_path_buf());
    if let Ok(wachtwoord) = std::env::var(WACHTWOORD) {
        let open = open(&geheim, &wachtwoord)?;
        onthoud(pad, open.clone());
        return Sleutel::van(open, pad);
    }
    // Who unlocked it for their agent need not do so again.
    if agent::sleutels().is_ok_and(|alle| alle.iter().any(|(s, _)| *s == openbaar)) {
        return Ok(Sleutel { openbaar, geheim: None });
    }
    let advies =
        format!("Geef het wachtwoord op, of zet het in de omgevingsvariabele {WACHTWOORD}. Er is niets ondertekend.");
    Err(Fout { soort: Foutsoort::Vergrendeld, ..Fout::nieuw("Uw sleutel heeft een wachtwoord.", advies) })
}

/// Signs versions with the key of this user where that asks nobody anything: a version without a signature is a
/// version too.
pub(in crate::actions) fn tekenaar(kopie: &Kopie) -> impl Fn(&[u8]) -> Option<String> + use<> {
    // A key that is on no list would be a riddle to who verifies.
    let lijst = bytes_van(kopie.wortel(), ONDERTEKENAARS).unwrap_or_default();
    let staat_erop = |s: &Sleutel| String::from_utf8_lossy(&lijst).contains(&format!(" {}\n", s.openbaar));
    let sleutel = bij_de_hand(&plaats(kopie)).filter(staat_erop);
    move |bytes: &[u8]| sleutel.as_ref()?.teken_versie(bytes)
}

fn bij_de_hand(pad: &Path) -> Option<Sleutel> {
    match gelezen(pad).ok()? {
        Inhoud::InAgent(_) => None,
        Inhoud::Geheim(geheim) => {
            alleen_van_mij(pad).ok()?;
            let geheim = if geheim.is_encrypted() { onthouden(pad, &geheim)? } else { *geheim };
            Sleutel::van(geheim, pad).ok()
        }
    }
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
pub fn openbare(kopie: &Kopie) -> Result<Option<OpenbareSleutel>, Fout> {
    if !is_er(kopie)? {
        return Ok(None);
    }
    let pad = plaats(kopie);
    match gelezen(&pad)? {
        Inhoud::InAgent(openbaar) => Ok(Some(openbaar)),
        Inhoud::Geheim(geheim) => openbaar(&geheim, &pad).map(Some),
    }
}

/// What a file with a key holds.
enum Inhoud {
    Geheim(Box<PrivateKey>),
    /// The public half: the secret one is in the agent, or on a hardware key.
    InAgent(OpenbareSleutel),
}

fn gelezen(pad: &Path) -> Result<Inhoud, Fout> {
    let tekst = std::fs::read(pad).map_err(|e| {
        let wat = format!("Uw sleutel ({}) kan niet gelezen worden: {}.", pad.display(), reden(&e));
        Fout::nieuw(wat, "Controleer of u rechten hebt op dat bestand.")
    })?;
    let als_openbaar = std::str::from_utf8(&tekst).ok().and_then(|t| PublicKey::from_openssh(t).ok());
    if let Some(sleutel) = als_openbaar {
        return bruikbaar(&sleutel, pad).map(Inhoud::InAgent);
    }
    match PrivateKey::from_openssh(&tekst) {
        Ok(sleutel) if sleutel.algorithm() == Algorithm::SkEd25519 => openbaar(&sleutel, pad).map(Inhoud::InAgent),
        Ok(sleutel) => Ok(Inhoud::Geheim(Box::new(sleutel))),
        Err(_) => {
            let wat = format!("In {} staat geen sleutel die oogo kan lezen.", pad.display());
            let advies =
                "Zet het bestand terug uit een reservekopie, of geef het een andere naam en maak een nieuwe sleutel.";
            Err(Fout::nieuw(wat, advies))
        }
    }
}

/// The key of this user, or the refusal that says how to get one.
///
/// # Errors
/// As [`eigen`], and when there is none.
pub fn vereist(kopie: &Kopie) -> Result<Sleutel, Fout> {
    eigen(kopie)?.ok_or_else(|| {
        Fout::nieuw("U hebt nog geen sleutel om mee te ondertekenen.", "Maak er een: oogo sleutel maak.")
    })
}
