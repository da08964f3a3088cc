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
        // The user's own settings can give it another list.
        let mut vraag = self.opdracht();
        let instellingen = vraag.args(["-G", "--", &self.host]).stdin(Stdio::null()).output();
        let instellingen = instellingen.map_err(|_| GitFout::GeenSsh)?;
        let tekst = String::from_utf8_lossy(&instellingen.stdout).into_owned();
        let waarde = |naam: &str| tekst.lines().find_map(|r| r.strip_prefix(naam)?.strip_prefix(' '));
        let lijst = eerste_pad(waarde("userknownhostsfile").ok_or_else(onbereikbaar)?);
        let thuis = etcetera::home_dir().unwrap_or_default();
        let bestand = lijst.strip_prefix("~/").map_or_else(|| PathBuf::from(lijst), |rest| thuis.join(rest));
        // `ssh` itself goes the way that the settings say, by another server where that is so, and notes the key under
        // the name by which it will look for it. Nobody logs in.
        let map = tempfile::tempdir().map_err(|e| GitFout::schrijven(std::env::temp_dir(), e))?;
        let gezien = map.path().join("gezien");
        let mut kijk = self.opdracht();
        kijk.args(["-o", "StrictHostKeyChecking=accept-new", "-o", "HashKnownHosts=no", "-o", "BatchMode=yes"]);
        kijk.args(["-o", "PreferredAuthentications=none", "-o", "ConnectTimeout=15"]);
        kijk.arg("-o").arg(format!("UserKnownHostsFile=\"{}\"", gezien.display()));
        kijk.args(["-T", "--", &self.host, "true"]).stdin(Stdio::null()).output().map_err(|_| GitFout::GeenSsh)?;
        let tekst = std::fs::read_to_string(&gezien).map_err(|_| onbereikbaar())?;
        let (naam, sleutel) = tekst.lines().find_map(|r| r.split_once(' ')).ok_or_else(onbereikbaar)?;
        let sleutel = PublicKey::from_openssh(sleutel.trim()).map_err(|_| onbereikbaar())?;
        let tekst = sleutel.to_openssh().map_err(|_| onbereikbaar())?;
        // A server that is known by another key is not known by this one as well.
        let bekend = std::process::Command::new("ssh-keygen").args(["-F", naam, "-f"]).arg(&bestand).output();
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

/// The first of a list of paths, as `ssh -G` prints it: with a space between, and without quotes where there is one
/// in a path.
fn eerste_pad(lijst: &str) -> &str {
    let begint = |rest: &str| {
        let mut letters = rest.chars();
        let (een, twee) = (letters.next(), letters.next());
        matches!(een, Some('/' | '~' | '\\')) || (een.is_some_and(|c| c.is_ascii_alphabetic()) && twee == Some(':'))
    };
    let einde = lijst.match_indices(' ').map(|(n, _)| n).find(|n| begint(&lijst[n + 1..]));
    lijst[..einde.unwrap_or(lijst.len())].trim_end()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_in_a_path_ends_it_only_where_the_next_one_begins() {
        for (lijst, eerste) in [
            ("/home/jan/.ssh/known_hosts /home/jan/.ssh/known_hosts2", "/home/jan/.ssh/known_hosts"),
            (
                "/home/jan de boer/.ssh/known_hosts /home/jan de boer/.ssh/known_hosts2",
                "/home/jan de boer/.ssh/known_hosts",
            ),
            (
                "C:\\Users\\Jan de Boer/.ssh/known_hosts C:\\Users\\Jan de Boer/.ssh/known_hosts2",
                "C:\\Users\\Jan de Boer/.ssh/known_hosts",
            ),
            ("~/.ssh/known_hosts ~/.ssh/known_hosts2", "~/.ssh/known_hosts"),
            ("/een/pad", "/een/pad"),
        ] {
            assert_eq!(eerste_pad(lijst), eerste);
        }
    }
}
