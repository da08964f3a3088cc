//! What two copies bring each other through a folder: a network drive, a stick, another copy here.

use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use git2::{ErrorCode, Oid};

use crate::git::error::{GitFout, technisch};
use crate::git::repository::{Repository, bereid_voor};
use crate::git::saving::lasting::schrijf_veilig;
use crate::git::saving::objects::schrijf_pak;

/// The name of the branch of a folder that nobody saved in yet.
const TAK: &str = "refs/heads/main";
/// How long to wait for another program before explaining.
const GEDULD: Duration = Duration::from_secs(8);
/// For who looks into the folder itself.
const LEESMIJ: &str = "Deze map hoort bij een ontwikkelagenda die partijen met oogo delen.\r\nWijzig hier niets met de hand. Een eigen kopie maakt u met oogo: kies ‘Ontvangen bestand of adres openen’ en noem deze map.\r\n";

/// What is made before the last of it, without which it is no folder of git yet.
const BEGIN: [&str; 6] = ["objects", "refs", "hooks", "info", "description", "config"];

/// Whether it holds only what a new one begins with.
fn is_onaf(map: &Path) -> bool {
    let ingangen = std::fs::read_dir(map).into_iter().flatten().flatten();
    let namen: Vec<String> = ingangen.map(|i| i.file_name().to_string_lossy().into_owned()).collect();
    let is_leeg = |naam: &str| {
        !std::fs::read_dir(map.join(naam)).is_ok_and(|mut i| i.any(|i| i.is_ok_and(|i| i.path().is_file())))
    };
    namen.iter().any(|n| n == "objects" || n == "refs")
        && namen.iter().all(|n| BEGIN.contains(&n.as_str()))
        && ["objects", "refs"].into_iter().all(is_leeg)
}

/// A folder through which versions are exchanged.
pub struct Gedeeld {
    git: git2::Repository,
    tak: String,
}

impl Gedeeld {
    /// Opens what is shared in a folder; none where the folder is empty or not there.
    ///
    /// # Errors
    /// When what stands there cannot be used.
    pub fn open(map: &Path) -> Result<Option<Self>, GitFout> {
        crate::git::start::start();
        match std::fs::read_dir(map).map(|mut i| i.next().is_none()) {
            Ok(true) => return Ok(None),
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) if e.kind() == ErrorKind::PermissionDenied => {
                return Err(GitFout::GeenRechten(map.display().to_string()));
            }
            // Whoever made it was cut off before anything was in it.
            Ok(false) if is_onaf(map) => return Ok(None),
            // What else it is, libgit2 says.
            Ok(false) | Err(_) => {}
        }
        let git = git2::Repository::open(map).map_err(|e| crate::git::repository::openfout(map, &e))?;
        bereid_voor(&git)?;
        let tak = git.find_reference("HEAD")?.symbolic_target().ok().flatten().map(str::to_owned);
        Ok(Some(Self { git, tak: tak.ok_or(GitFout::LosHoofd)? }))
    }

    /// Makes an empty one.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn maak(map: &Path) -> Result<Self, GitFout> {
        crate::git::start::start();
        std::fs::create_dir_all(map).map_err(|e| GitFout::schrijven(map, e))?;
        let mut opties = git2::RepositoryInitOptions::new();
        opties.bare(true).mkpath(true).initial_head("main").external_template(false);
        let git = git2::Repository::init_opts(map, &opties)?;
        bereid_voor(&git)?;
        let _ = schrijf_veilig(&map.join("LEESMIJ.txt"), LEESMIJ.as_bytes());
        Ok(Self { git, tak: TAK.to_owned() })
    }

    /// The newest version that is shared.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hoofd(&self) -> Result<Option<Oid>, GitFout> {
        match self.git.find_reference(&self.tak) {
            Ok(tak) => Ok(Some(tak.peel_to_commit().map_err(|e| GitFout::Beschadigd(technisch(&e)))?.id())),
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Brings a version with all that leads to it, if the newest one there is still the one that was seen.
    /// False where somebody was first.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn breng(&self, van: &Repository, gezien: Option<Oid>, nieuw: Oid) -> Result<bool, GitFout> {
        if self.hoofd()? != gezien {
            return Ok(false);
        }
        kopieer_versies(&van.git, &self.git, nieuw)?;
        crate::fault::point("gebracht");
        if let (false, Some(gezien), Some(map)) = (self.git.is_bare(), gezien, self.git.workdir()) {
            let daar = Repository::open(map)?;
            let wijzigingen = daar.bomen().verschillen(gezien, nieuw)?;
            return match daar.schuif_op(gezien, nieuw, &wijzigingen) {
                Err(GitFout::Ingehaald) => Ok(false),
                anders => anders.map(|()| true),
            };
        }
        let begin = Instant::now();
        loop {
            let gezet = match gezien {
                Some(gezien) => self.git.reference_matching(&self.tak, nieuw, true, gezien, "oogo: uitgewisseld"),
                None => self.git.reference(&self.tak, nieuw, false, "oogo: uitgewisseld"),
            };
            match gezet {
                Ok(_) => return Ok(true),
                Err(e) if matches!(e.code(), ErrorCode::Modified | ErrorCode::Exists) => return Ok(false),
                // Another is at it this moment; a lock that stays is somebody's who was cut off.
                Err(e) if e.code() == ErrorCode::Locked && begin.elapsed() < GEDULD => {
                    std::thread::sleep(Duration::from_millis(30));
                }
                Err(e) if e.code() == ErrorCode::Locked => {
                    let lock = self.git.path().join(format!("{}.lock", self.tak));
                    return Err(GitFout::Vergrendeld(lock.display().to_string()));
                }
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// Takes over what is shared, with all that leads to it, without changing anything that is ours.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn haal(&self, naar: &Repository) -> Result<Option<Oid>, GitFout> {
        let Some(hoofd) = self.hoofd()? else { return Ok(None) };
        kopieer_versies(&self.git, &naar.git, hoofd)?;
        Ok(Some(hoofd))
    }
}

/// Copies a version with all that leads to it, but for what the other has already, as one pack: whole or not
/// at all, and each object is hashed anew. What stands in a copy of ours is whole: it came in through here.
pub(in crate::git) fn kopieer_versies(
    van: &git2::Repository,
    naar: &git2::Repository,
    versie: Oid,
) -> Result<(), GitFout> {
    let mut loop_ = van.revwalk()?;
    loop_.push(versie)?;
    let (mut rij, mut gezien) = (vec![versie], std::collections::HashSet::new());
    while let Some(oid) = rij.pop() {
        if naar.find_commit(oid).is_ok() {
            if oid == versie {
                return Ok(());
            }
            loop_.hide(oid)?;
        } else if gezien.insert(oid) {
            rij.extend(van.find_commit(oid)?.parent_ids());
        }
    }
    let mut pak = van.packbuilder()?;
    pak.insert_walk(&mut loop_)?;
    schrijf_pak(&mut pak, naar)
}
