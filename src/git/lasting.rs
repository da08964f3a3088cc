//! Writing that survives a power cut.

#[cfg(target_os = "linux")]
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::GitFout;
use crate::fault;

/// From so many files on they are written out together, where the system can.
const VEEL: usize = 8;

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
    zet_neer(doel, inhoud, true)
}

/// As [`zet_klaar`], for files that are all put ready before the first of them takes its place.
///
/// # Errors
/// As [`zet_klaar`]; none of them is then left.
pub fn zet_samen_klaar(bestanden: &[(PathBuf, &[u8])]) -> Result<Vec<PathBuf>, GitFout> {
    let in_een_keer = cfg!(target_os = "linux") && bestanden.len() >= VEEL;
    let mut klaar = Vec::with_capacity(bestanden.len());
    let mut zet = || {
        for (doel, inhoud) in bestanden {
            klaar.push(zet_neer(doel, inhoud, !in_een_keer)?);
        }
        #[cfg(target_os = "linux")]
        if in_een_keer {
            sync_schijven(&klaar)?;
        }
        Ok(())
    };
    match zet() {
        Ok(()) => Ok(klaar),
        Err(e) => {
            klaar.iter().for_each(|tussen| drop(fs::remove_file(tussen)));
            Err(e)
        }
    }
}

/// Writes out all that is waiting for the disks that these files are on: for many files that is one wait, not one
/// for each (syncfs(2)).
#[cfg(target_os = "linux")]
fn sync_schijven(bestanden: &[PathBuf]) -> Result<(), GitFout> {
    use std::os::unix::fs::MetadataExt;
    let mappen: BTreeSet<&Path> = bestanden.iter().map(|b| map_van(b)).collect();
    let mut gedaan = BTreeSet::new();
    for map in mappen {
        let mut sync = || {
            let map = File::open(map)?;
            if gedaan.insert(map.metadata()?.dev()) { Ok(rustix::fs::syncfs(&map)?) } else { Ok(()) }
        };
        sync().map_err(|e: std::io::Error| GitFout::schrijven(map, e))?;
    }
    Ok(())
}

fn zet_neer(doel: &Path, inhoud: &[u8], blijvend: bool) -> Result<PathBuf, GitFout> {
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
        if blijvend {
            bestand.sync_all()?;
        }
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
