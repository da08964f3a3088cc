//! The key of this user: a file on this machine, or one that the user had already.

use std::path::{Path, PathBuf};

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{LineEnding, PrivateKey};

use super::fout::Fout;
use super::thuis::Thuis;
use crate::store::disk::reden;
use crate::verklaring::OpenbareSleutel;

/// The file that says where a key is that the user had already.
pub(super) const ELDERS: &str = "sleutel-elders";

/// The environment variable with the password of a key, for scripts.
pub const WACHTWOORD: &str = "OOGO_WACHTWOORD";

pub(super) fn pad(thuis: &Thuis) -> PathBuf {
    thuis.instellingen().join("sleutel")
}

/// Where the key is: this user's own, or the one that they pointed at.
pub(super) fn plaats(thuis: &Thuis) -> PathBuf {
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

pub(super) fn geen_toeval() -> Fout {
    Fout::nieuw("Het systeem geeft geen toevalsgetallen.", "")
}

pub(super) fn nieuwe() -> Result<PrivateKey, Fout> {
    let mut zaad = [0; 32];
    getrandom::fill(&mut zaad).map_err(|_| geen_toeval())?;
    PrivateKey::new(KeypairData::from(Ed25519Keypair::from_seed(&zaad)), "").map_err(|_| geen_toeval())
}

pub(super) fn als_bestand(sleutel: &PrivateKey) -> Result<String, Fout> {
    let tekst = sleutel
        .to_openssh(LineEnding::LF)
        .map_err(|e| Fout::nieuw(format!("De sleutel kan niet bewaard worden ({e})."), ""))?;
    Ok(tekst.to_string())
}

pub(super) fn openbaar(sleutel: &PrivateKey, pad: &Path) -> Result<OpenbareSleutel, Fout> {
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

pub(super) fn ontgrendeld(pad: &Path) -> Result<PrivateKey, Fout> {
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
