//! Writing that survives a power cut.

#[cfg(target_os = "linux")]
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::fault;
use crate::git::error::GitFout;
use crate::store::parallel;

/// From so many files on one wait for the disk is worth that it waits for what others write too.
#[cfg(target_os = "linux")]
const VEEL: usize = 50;

/// ext2 to ext4, xfs, btrfs and f2fs, as statfs(2) tells them.
#[cfg(target_os = "linux")]
const EIGEN_SCHIJF: [rustix::fs::FsWord; 4] = [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010];

/// The name under which a file is written before it takes its place.
pub fn tijdelijk(doel: &Path) -> PathBuf {
    let naam = doel.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    doel.with_file_name(format!(".{naam}.oogo-nieuw"))
}

/// What stands beside files, under a name of oogo's own: what takes their place, or what they were. What is still
/// there when this goes is removed.
#[derive(Debug)]
pub struct Naast {
    paden: Vec<PathBuf>,
    blijven: Mutex<Vec<PathBuf>>,
}

impl Naast {
    /// One for each file, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &PathBuf> {
        self.paden.iter()
    }

    /// Leaves one of them where it is.
    pub fn laat(&self, pad: &Path) {
        self.blijven.lock().unwrap_or_else(PoisonError::into_inner).push(pad.to_owned());
    }
}

impl Drop for Naast {
    fn drop(&mut self) {
        let blijven = self.blijven.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.paden.iter().filter(|pad| !blijven.contains(pad)).for_each(|pad| drop(fs::remove_file(pad)));
    }
}

/// Gives what stands beside a file a name under which it stays.
pub fn zet_opzij(tussen: &Path, doel: &Path) -> Option<PathBuf> {
    let naam = doel.file_name()?.to_string_lossy();
    let mut namen = (1..1_000).map(|n| doel.with_file_name(format!("{naam}.{n}.bewaard")));
    let vrij = namen.find(|pad| fs::symlink_metadata(pad).is_err())?;
    fs::rename(tussen, &vrij).ok().map(|()| vrij)
}

/// Removes what a crash left beside a file; what is neither of these texts, nor a beginning of one, is somebody
/// else's and stays.
pub fn ruim_naast(doel: &Path, onze: [Option<&[u8]>; 2]) {
    let tussen = tijdelijk(doel);
    let van_ons = |nu: &[u8]| onze.iter().flatten().any(|tekst| tekst.starts_with(nu));
    match fs::symlink_metadata(&tussen).map(|er| er.is_file().then(|| fs::read(&tussen))) {
        Ok(Some(Ok(nu))) if !van_ons(&nu) => drop(zet_opzij(&tussen, doel)),
        Ok(None | Some(Ok(_))) => drop(fs::remove_file(&tussen)),
        // What cannot be read now may be somebody's.
        Ok(Some(Err(_))) | Err(_) => {}
    }
}

/// Writes files' new content beside them, all on disk to stay. The folders are made where they are missing.
///
/// # Errors
/// When a folder or file cannot be written; none of them is then left.
pub fn zet_klaar(bestanden: &[(PathBuf, &[u8])]) -> Result<Naast, GitFout> {
    let schijven = Schijven::van(bestanden.len(), bestanden.iter().map(|(doel, _)| map_van(doel)));
    let gezet = parallel::alle(bestanden, |(doel, inhoud)| zet_neer(doel, inhoud, schijven.is_none()));
    let naast = Naast { paden: gezet.iter().flatten().cloned().collect(), blijven: Mutex::default() };
    gezet.into_iter().try_for_each(|gezet| gezet.map(drop))?;
    schijven.as_ref().map_or(Ok(()), Schijven::wacht)?;
    Ok(naast)
}

/// Lets two files take each other's place in one step, so that what was there is never gone; false where the system
/// cannot (renameat2(2), Linux).
///
/// # Errors
/// When one of them is not there, or the folder cannot be written.
#[cfg(target_os = "linux")]
pub fn ruil(een: &Path, ander: &Path) -> std::io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, een, CWD, ander, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// As there is no such call.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn ruil(_: &Path, _: &Path) -> std::io::Result<bool> {
    Ok(false)
}

/// The disks that some folders are on, where all that waits for them can be written out at once (syncfs(2)).
pub(in crate::git) struct Schijven(#[cfg_attr(not(target_os = "linux"), allow(dead_code))] Vec<File>);

impl Schijven {
    /// None where what is to be written is little, a folder is still to be made, or a disk is of a kind, a network's
    /// say, of which the system does not promise as much. To be asked before the writing: what is open then hears of
    /// what goes wrong with it.
    #[cfg(target_os = "linux")]
    pub(in crate::git) fn van<'m>(aantal: usize, mappen: impl IntoIterator<Item = &'m Path>) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        if aantal < VEEL {
            return None;
        }
        let mappen: BTreeSet<&Path> = mappen.into_iter().collect();
        let mut schijven = BTreeMap::new();
        for map in mappen {
            let map = File::open(map).ok()?;
            let soort = rustix::fs::fstatfs(&map).ok()?.f_type;
            let schijf = map.metadata().ok().filter(|_| EIGEN_SCHIJF.contains(&soort))?.dev();
            schijven.insert(schijf, map);
        }
        Some(Self(schijven.into_values().collect()))
    }

    #[cfg(not(target_os = "linux"))]
    pub(in crate::git) fn van<'m>(_: usize, _: impl IntoIterator<Item = &'m Path>) -> Option<Self> {
        None
    }

    /// Waits until all that was written is there to stay.
    ///
    /// # Errors
    /// When something could not be written.
    pub(in crate::git) fn wacht(&self) -> Result<(), GitFout> {
        #[cfg(target_os = "linux")]
        self.0
            .iter()
            .try_for_each(rustix::fs::syncfs)
            .map_err(|e| GitFout::schrijven("de schijf", std::io::Error::from(e)))?;
        Ok(())
    }
}

/// Writes a file's new content beside it, and gives where; `blijvend` makes that it stays.
///
/// # Errors
/// When the folder or file cannot be written; nothing is then left of it.
pub(in crate::git) fn zet_neer(doel: &Path, inhoud: &[u8], blijvend: bool) -> Result<PathBuf, GitFout> {
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
            let rechten = oud.permissions();
            if bestand.metadata()?.permissions() != rechten {
                fs::set_permissions(&tussen, rechten)?;
            }
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
    let tussen = zet_neer(doel, inhoud, true)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_are_put_ready_together_or_none_is() {
        let map = tempfile::tempdir().unwrap();
        let inhoud: Vec<String> = (0..60).map(|n| format!("tekst {n}")).collect();
        for n in 0..2 {
            fs::create_dir(map.path().join(n.to_string())).unwrap();
        }
        let bestanden: Vec<(PathBuf, &[u8])> = inhoud
            .iter()
            .enumerate()
            .map(|(n, tekst)| (map.path().join(format!("{}/{n}.toml", n % 2)), tekst.as_bytes()))
            .collect();
        let naast = zet_klaar(&bestanden).unwrap();
        for ((_, inhoud), tussen) in bestanden.iter().zip(naast.iter()) {
            assert_eq!(fs::read(tussen).unwrap(), *inhoud);
        }
        drop(naast);
        // A folder stands where the last of them has to be written.
        fs::create_dir(tijdelijk(&bestanden[59].0)).unwrap();
        assert!(zet_klaar(&bestanden).is_err());
        let over = |n: &str| fs::read_dir(map.path().join(n)).unwrap().count();
        assert_eq!((over("0"), over("1")), (0, 1));
    }
}
