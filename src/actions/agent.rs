//! Keys that stay where they are: in the user's SSH agent, or by way of it on a hardware key (RFC draft
//! "SSH Agent Protocol", draft-ietf-sshm-ssh-agent).

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use ssh_agent_client_rs::{Client, Identity};
use ssh_key::Signature;

use super::fout::Fout;
use crate::verklaring::OpenbareSleutel;

/// Somebody may have to touch a key or type a PIN; an agent that is silent for longer than this answers no more.
const GEDULD: Duration = Duration::from_secs(60);

/// The agent where this system has one: `SSH_AUTH_SOCK`, and on Windows the pipe of its own OpenSSH.
fn adres() -> Option<PathBuf> {
    let genoemd = std::env::var_os("SSH_AUTH_SOCK").filter(|a| !a.is_empty()).map(PathBuf::from);
    genoemd.or_else(|| cfg!(windows).then(|| PathBuf::from(r"\\.\pipe\openssh-ssh-agent")))
}

/// Asks the agent something on a thread of its own: one that hangs keeps nobody waiting for ever.
fn vraag<T: Send + 'static>(
    geduld: Duration,
    wat: impl FnOnce(&mut Client) -> Result<T, ssh_agent_client_rs::Error> + Send + 'static,
) -> Result<T, Fout> {
    let Some(adres) = adres() else {
        let advies = "Start ssh-agent, of gebruik een sleutel in een bestand: oogo sleutel maak --van BESTAND.";
        return Err(Fout::nieuw("Er draait geen sleutelagent (ssh-agent).", advies));
    };
    let (zend, ontvang) = mpsc::channel();
    std::thread::spawn(move || {
        // Who waited may have given up; then nobody hears it.
        let _ = zend.send(Client::connect(&adres).and_then(|mut agent| wat(&mut agent)));
    });
    let geen = |reden: String| {
        let wat = format!("De sleutelagent (ssh-agent) deed niet wat gevraagd werd: {reden}.");
        Fout::nieuw(wat, "Kijk of hij nog draait en uw sleutel kent (ssh-add -l). Er is niets ondertekend.")
    };
    match ontvang.recv_timeout(geduld) {
        Ok(Ok(antwoord)) => Ok(antwoord),
        Ok(Err(ssh_agent_client_rs::Error::RemoteFailure)) => {
            Err(geen("hij weigerde, of kent deze sleutel niet".into()))
        }
        Ok(Err(ssh_agent_client_rs::Error::AgentCommunicationError(e))) => Err(geen(crate::store::disk::reden(&e))),
        Ok(Err(e)) => Err(geen(e.to_string())),
        Err(_) => Err(geen(format!("hij antwoordde niet binnen {} seconden", geduld.as_secs()))),
    }
}

/// The keys in the agent with which one can sign here, with what the user calls them.
///
/// # Errors
/// When there is no agent, or it does not answer.
pub fn sleutels() -> Result<Vec<(OpenbareSleutel, String)>, Fout> {
    let alle = vraag(GEDULD, Client::list_all_identities)?;
    let bruikbaar = alle.into_iter().filter_map(|i| match i {
        Identity::PublicKey(sleutel) => Some((OpenbareSleutel::van(&sleutel).ok()?, sleutel.comment().to_owned())),
        Identity::Certificate(_) => None,
    });
    Ok(bruikbaar.collect())
}

/// Has the agent sign these bytes as they are.
///
/// # Errors
/// When it does not, or not within the time that is given.
pub(super) fn teken(sleutel: &OpenbareSleutel, bytes: Vec<u8>, geduld: Option<Duration>) -> Result<Signature, Fout> {
    let sleutel = sleutel.sleutel().clone();
    vraag(geduld.unwrap_or(GEDULD), move |agent| agent.sign(sleutel, &bytes))
}
