//! By what a server is known: asked for once, kept where `ssh` itself keeps it, and never replaced.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use ssh_key::{HashAlg, PublicKey};

use super::ssh::Server;
use crate::git::error::GitFout;

/// The key of a server that is not known here yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serversleutel {
    /// To hold beside what the server's owner says: `SHA256:…`.
    pub vingerafdruk: String,
    regel: String,
    bestand: PathBuf,
}

impl Server {
    /// Asks the server for its key.
    ///
    /// # Errors
    /// When it cannot be reached, or shows no key that can be read.
    pub fn sleutel(&self) -> Result<Serversleutel, GitFout> {
        let onbereikbaar = || GitFout::Onbereikbaar(self.host.clone());
        // The user's own settings can give a server another name, port and list.
        let mut vraag = self.opdracht();
        let instellingen = vraag.args(["-G", "--", &self.host]).stdin(Stdio::null()).output();
        let instellingen = instellingen.map_err(|_| GitFout::GeenSsh)?;
        let tekst = String::from_utf8_lossy(&instellingen.stdout).into_owned();
        let waarde = |naam: &str| tekst.lines().find_map(|r| r.strip_prefix(naam)?.strip_prefix(' '));
        let (host, poort) = waarde("hostname").zip(waarde("port")).ok_or_else(onbereikbaar)?;
        let lijst = waarde("userknownhostsfile").and_then(|l| l.split_whitespace().next()).ok_or_else(onbereikbaar)?;
        let thuis = etcetera::home_dir().unwrap_or_default();
        let bestand = lijst.strip_prefix("~/").map_or_else(|| PathBuf::from(lijst), |rest| thuis.join(rest));
        let mut scan = std::process::Command::new("ssh-keyscan");
        scan.args(["-T", "15", "-p", poort, "-t", "ed25519,ecdsa,rsa", "--", host]).stdin(Stdio::null());
        let scan = scan.output().map_err(|_| GitFout::GeenSsh)?;
        let tekst = String::from_utf8_lossy(&scan.stdout).into_owned();
        let mut regels: Vec<&str> = tekst.lines().filter(|r| !r.starts_with('#') && !r.trim().is_empty()).collect();
        regels.sort_by_key(|r| !r.contains("ssh-ed25519"));
        let regel = regels.first().ok_or_else(onbereikbaar)?;
        let sleutel = regel.split_once(' ').and_then(|(_, s)| PublicKey::from_openssh(s.trim()).ok());
        let sleutel = sleutel.ok_or_else(onbereikbaar)?;
        let naam = if poort == "22" { host.to_owned() } else { format!("[{host}]:{poort}") };
        let tekst = sleutel.to_openssh().map_err(|_| onbereikbaar())?;
        // A server that is known by another key is not known by this one as well.
        let bekend = std::process::Command::new("ssh-keygen").args(["-F", &naam, "-f"]).arg(&bestand).output();
        let bekend = bekend.map(|b| String::from_utf8_lossy(&b.stdout).into_owned()).unwrap_or_default();
        if bekend.lines().any(|r| !r.starts_with('#') && !r.trim().is_empty() && !r.contains(&tekst)) {
            return Err(GitFout::AndereServer(self.host.clone()));
        }
        Ok(Serversleutel {
            vingerafdruk: sleutel.fingerprint(HashAlg::Sha256).to_string(),
            regel: format!("{naam} {tekst}\n"),
            bestand,
        })
    }
}

impl Serversleutel {
    /// Keeps it where `ssh` looks, behind what is there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn onthoud(&self) -> Result<(), GitFout> {
        let schrijf = || {
            if let Some(map) = self.bestand.parent() {
                std::fs::create_dir_all(map)?;
            }
            let mut bestand = File::options().append(true).create(true).open(&self.bestand)?;
            bestand.write_all(self.regel.as_bytes())?;
            bestand.sync_all()
        };
        schrijf().map_err(|e| GitFout::schrijven(&self.bestand, e))
    }
}
