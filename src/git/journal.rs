//! The journal of a save: written before the first file changes, removed after the last, so that
//! the next start can finish what a crash broke off.
//!
//! The new version's commit is in the repository before the journal is; the journal only names it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::error::GitFout;
use crate::fault;

/// The save that was under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// The commit that the save makes the newest version.
    pub nieuw: Oid,
    /// The version that it came after; none for the first.
    pub vorig: Option<Oid>,
    /// The branch that it moves.
    pub tak: String,
}

fn pad(eigen_map: &Path) -> PathBuf {
    eigen_map.join("opslaan")
}

impl Journal {
    /// Writes the journal so that it survives a power cut.
    pub fn schrijf(&self, eigen_map: &Path) -> Result<(), GitFout> {
        let vorig = self.vorig.map_or_else(|| "-".to_owned(), |o| o.to_string());
        schrijf_veilig(&pad(eigen_map), format!("{}\n{vorig}\n{}\n", self.nieuw, self.tak).as_bytes())?;
        fault::point("journaal");
        Ok(())
    }

    /// The journal that a crash left, if any. One that cannot be read is as good as none: it was
    /// written whole or not at all, so it is not ours.
    pub fn lees(eigen_map: &Path) -> Option<Self> {
        let tekst = fs::read_to_string(pad(eigen_map)).ok()?;
        let mut regels = tekst.lines();
        let nieuw = Oid::from_str(regels.next()?).ok()?;
        let vorig = match regels.next()? {
            "-" => None,
            oid => Some(Oid::from_str(oid).ok()?),
        };
        Some(Self { nieuw, vorig, tak: regels.next()?.to_owned() })
    }

    /// Removes the journal: the save is whole.
    pub fn klaar(eigen_map: &Path) -> Result<(), GitFout> {
        match fs::remove_file(pad(eigen_map)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(GitFout::schrijven(pad(eigen_map), e)),
            _ => Ok(()),
        }
    }
}

/// The name under which a file is written before it takes its place.
pub fn tijdelijk(doel: &Path) -> PathBuf {
    let naam = doel.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    doel.with_file_name(format!(".{naam}.oogo-nieuw"))
}

/// Writes a file's new content beside it, on disk to stay, and gives where. The folder is made
/// where it is missing.
///
/// # Errors
/// When the folder or file cannot be written.
pub fn zet_klaar(doel: &Path, inhoud: &[u8]) -> Result<PathBuf, GitFout> {
    let tussen = tijdelijk(doel);
    let schrijf = || -> std::io::Result<()> {
        maak_mappen(map_van(doel))?;
        // A leftover of a crash, or a link that somebody put there: never write through it.
        match fs::remove_file(&tussen) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut bestand = File::options().write(true).create_new(true).open(&tussen)?;
        bestand.write_all(inhoud)?;
        fault::point("halverwege-bestand");
        bestand.sync_all()?;
        if let Ok(oud) = fs::metadata(doel) {
            fs::set_permissions(&tussen, oud.permissions())?;
        }
        Ok(())
    };
    schrijf().map_err(|e| {
        let _ = fs::remove_file(&tussen);
        GitFout::schrijven(doel, e)
    })?;
    Ok(tussen)
}

/// Writes a file whole or not at all: temporary file, fsync, rename, fsync of the folder.
///
/// # Errors
/// When the folder or file cannot be written; what was there is then untouched.
pub fn schrijf_veilig(doel: &Path, inhoud: &[u8]) -> Result<(), GitFout> {
    let tussen = zet_klaar(doel, inhoud)?;
    fs::rename(&tussen, doel).and_then(|()| sync_map(Some(map_van(doel)))).map_err(|e| {
        let _ = fs::remove_file(&tussen);
        GitFout::schrijven(doel, e)
    })
}

/// The folder that a file stands in; the current one for a bare name.
fn map_van(doel: &Path) -> &Path {
    doel.parent().filter(|m| !m.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes folders that last: each new one is written in the one above it.
fn maak_mappen(map: &Path) -> std::io::Result<()> {
    if map.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(map)?;
    for boven in map.ancestors().skip(1).take(2) {
        sync_map(Some(boven).filter(|b| !b.as_os_str().is_empty()))?;
    }
    Ok(())
}

/// Makes a rename or removal in a folder last. Windows has no such call and needs none.
pub fn sync_map(map: Option<&Path>) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(map) = map {
        match File::open(map)?.sync_all() {
            // Some network drives cannot sync a folder; the rename itself has been done.
            Err(e) if matches!(e.kind(), std::io::ErrorKind::InvalidInput | std::io::ErrorKind::Unsupported) => {}
            anders => return anders,
        }
    }
    #[cfg(not(unix))]
    let _ = map;
    Ok(())
}
