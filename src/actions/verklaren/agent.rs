//! Keys that stay where they are: in the user's SSH agent, or by way of it on a hardware key. Two questions of its
//! protocol are all that is needed (draft-ietf-sshm-ssh-agent, sections 3.5 and 3.6).

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use ssh_key::{PublicKey, Signature};

use crate::actions::fout::Fout;
use crate::agenda::tekst::zichtbaar;
use crate::store::disk::reden;
use crate::verklaring::OpenbareSleutel;

/// Somebody may have to touch a key or type a PIN; an agent that is silent for longer than this answers no more.
const GEDULD: Duration = Duration::from_secs(60);

/// To say which keys it has, it needs nobody.
const LIJST: Duration = Duration::from_secs(5);

/// No answer of an agent is longer, in bytes.
const HOOGSTENS: u32 = 256 * 1024;

const VRAAG_LIJST: u8 = 11;
const LIJST_VAN: u8 = 12;
const VRAAG_HANDTEKENING: u8 = 13;
const HANDTEKENING: u8 = 14;

/// The agent where this system has one: `SSH_AUTH_SOCK`, and on Windows the pipe of its own OpenSSH.
fn adres() -> Option<PathBuf> {
    let genoemd = std::env::var_os("SSH_AUTH_SOCK").filter(|a| !a.is_empty()).map(PathBuf::from);
    // On Windows other programs name a plain file there, which would be written over.
    let genoemd = genoemd.filter(|pad| !cfg!(windows) || pad.to_string_lossy().starts_with(r"\\.\pipe\"));
    genoemd.or_else(|| cfg!(windows).then(|| PathBuf::from(r"\\.\pipe\openssh-ssh-agent")))
}

#[cfg(unix)]
fn verbind(adres: &Path) -> io::Result<impl Read + Write + use<>> {
    std::os::unix::net::UnixStream::connect(adres)
}

/// A named pipe is opened like a file.
#[cfg(not(unix))]
fn verbind(adres: &Path) -> io::Result<impl Read + Write + use<>> {
    std::fs::File::options().read(true).write(true).open(adres)
}

/// One question and its answer, of the kind that belongs to it.
fn gesprek(adres: &Path, vraag: &[u8], antwoord: u8) -> io::Result<Vec<u8>> {
    let mut agent = verbind(adres)?;
    agent.write_all(&lang(vraag))?;
    let mut lengte = [0; 4];
    agent.read_exact(&mut lengte)?;
    let lengte = u32::from_be_bytes(lengte);
    if lengte == 0 || lengte > HOOGSTENS {
        return Err(io::Error::other("hij gaf een antwoord dat niet klopt"));
    }
    let mut bericht = Vec::new();
    agent.take(lengte.into()).read_to_end(&mut bericht)?;
    match bericht.split_first() {
        Some((soort, inhoud)) if *soort == antwoord && bericht.len() == lengte as usize => Ok(inhoud.to_vec()),
        _ => Err(io::Error::other("hij weigerde, of kent deze sleutel niet")),
    }
}

/// Bytes with their length before them.
fn lang(bytes: &[u8]) -> Vec<u8> {
    let lengte = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [&lengte.to_be_bytes(), bytes].concat()
}

/// The bytes at the beginning that have their length before them, and what comes after.
fn deel(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (lengte, rest) = bytes.split_at_checked(4)?;
    rest.split_at_checked(u32::from_be_bytes(lengte.try_into().ok()?) as usize)
}

/// Asks the agent something on a thread of its own: one that hangs keeps nobody waiting for ever.
fn vraag(geduld: Duration, vraag: Vec<u8>, antwoord: u8) -> Result<Vec<u8>, Fout> {
    let Some(adres) = adres() else {
        let advies = "Start ssh-agent, of gebruik een sleutel in een bestand: oogo sleutel maak --van BESTAND.";
        return Err(Fout::nieuw("Er draait geen sleutelagent (ssh-agent).", advies));
    };
    let (zend, ontvang) = mpsc::channel();
    std::thread::spawn(move || {
        // Who waited may have given up; then nobody hears it.
        let _ = zend.send(gesprek(&adres, &vraag, antwoord));
    });
    let gezegd = match ontvang.recv_timeout(geduld) {
        Ok(Ok(antwoord)) => return Ok(antwoord),
        Ok(Err(e)) if e.kind() == io::ErrorKind::Other => e.to_string(),
        Ok(Err(e)) => reden(&e),
        Err(_) => format!("hij antwoordde niet binnen {} seconden", geduld.as_secs()),
    };
    let wat = format!("De sleutelagent (ssh-agent) ondertekent niet: {gezegd}.");
    Err(Fout::nieuw(wat, "Kijk of hij nog draait en uw sleutel kent (ssh-add -l). Er is niets ondertekend."))
}

/// The keys in the agent with which one can sign here, with what the user calls them. What cannot be read as a key is
/// left out.
///
/// # Errors
/// When there is no agent, or it does not answer.
pub fn sleutels() -> Result<Vec<(OpenbareSleutel, String)>, Fout> {
    let antwoord = vraag(LIJST, vec![VRAAG_LIJST], LIJST_VAN)?;
    let mut uit = Vec::new();
    let mut rest = antwoord.get(4..).unwrap_or_default();
    while let Some((sleutel, na)) = deel(rest) {
        let Some((naam, verder)) = deel(na) else { break };
        rest = verder;
        let sleutel = PublicKey::from_bytes(sleutel).ok().and_then(|s| OpenbareSleutel::van(&s).ok());
        uit.extend(sleutel.map(|s| (s, zichtbaar(&String::from_utf8_lossy(naam)).into_owned())));
    }
    Ok(uit)
}

/// Has the agent sign these bytes as they are.
///
/// # Errors
/// When it does not, or not in time.
pub(in crate::actions) fn teken(sleutel: &OpenbareSleutel, bytes: &[u8]) -> Result<Signature, Fout> {
    let geen = || Fout::nieuw("De sleutelagent (ssh-agent) gaf geen handtekening.", "Er is niets ondertekend.");
    let openbaar = sleutel.sleutel().to_bytes().map_err(|_| geen())?;
    let verzoek = [vec![VRAAG_HANDTEKENING], lang(&openbaar), lang(bytes), vec![0; 4]].concat();
    let antwoord = vraag(GEDULD, verzoek, HANDTEKENING)?;
    deel(&antwoord).and_then(|(sig, _)| Signature::try_from(sig).ok()).ok_or_else(geen)
}
