//! The git repository around an ontwikkelagenda.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Oid, RepositoryState};

use super::error::{GitFout, geen_rechten, technisch};
use super::saving::lasting::schrijf_veilig;

/// A repository whose work tree is an ontwikkelagenda's folder.
pub struct Repository {
    pub(super) git: git2::Repository,
    wortel: PathBuf,
}

/// The lines that every ontwikkelagenda's `.gitattributes` starts with: no line-end conversion on
/// any system, so that the bytes in a version are the bytes on disk.
pub const GITATTRIBUTES: &str = "* -text\n";

/// For a process that only shows what was saved, and proves nothing with it: what is read from the
/// repository is not hashed anew each time. What is damaged on disk still fails its checksum.
pub fn bekijk_alleen() {
    super::start::start();
    git2::opts::strict_hash_verification(false);
}

/// oogo's own settings for libgit2, inside `.git`.
const EIGEN_CONFIG: &str = "oogo/config";

/// The setting by which libgit2 makes last what it writes.
const FSYNC: &[u8] = b"[core]\n\tfsyncObjectFiles = true\n";

impl Repository {
    /// Opens the repository in exactly this folder.
    ///
    /// # Errors
    /// When there is none, or one that cannot be used.
    pub fn open(wortel: &Path) -> Result<Self, GitFout> {
        super::start::start();
        let git = git2::Repository::open(wortel).map_err(|e| openfout(wortel, &e))?;
        if git.is_bare() {
            return Err(GitFout::Kaal);
        }
        bereid_voor(&git)?;
        Ok(Self { git, wortel: wortel.to_path_buf() })
    }

    /// A repository that is open already, in the place of the one in this folder.
    pub(super) fn van(git: git2::Repository, wortel: &Path) -> Self {
        Self { git, wortel: wortel.to_path_buf() }
    }

    /// Sees to it that what is written lasts when the power goes. True when it was not so yet, and the repository has
    /// to be opened anew.
    pub(super) fn zet_fsync_aan(&self) -> Result<bool, GitFout> {
        if heeft_fsync(&self.git) {
            return Ok(false);
        }
        schrijf_veilig(&self.git.path().join(EIGEN_CONFIG), FSYNC)?;
        Ok(true)
    }

    /// Leaves in oogo's own settings only what belongs there: they come before git's.
    pub(super) fn maak_eigen_instellingen_leeg(&self) -> Result<(), GitFout> {
        let pad = self.git.path().join(EIGEN_CONFIG);
        if std::fs::read(&pad).ok().as_deref() == Some(FSYNC) { Ok(()) } else { schrijf_veilig(&pad, FSYNC) }
    }

    /// Whether its history was cut off.
    pub fn is_afgekapt(&self) -> bool {
        self.git.is_shallow()
    }

    /// Makes a repository in a folder, with `main` as its branch.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn init(wortel: &Path) -> Result<Self, GitFout> {
        super::start::start();
        let mut opties = git2::RepositoryInitOptions::new();
        // No template of the user's or system's: a hook in it would run for git later on.
        opties.initial_head("main").no_reinit(true).external_template(false);
        drop(git2::Repository::init_opts(wortel, &opties)?);
        Self::open(wortel)
    }

    /// Writes the files of a version that came from elsewhere in a folder without any, every byte as it is,
    /// and makes it the newest one.
    ///
    /// # Errors
    /// When a branch is there already, or the folder cannot be written.
    pub fn begin_met(&self, versie: Oid) -> Result<(), GitFout> {
        self.git.reference(&self.tak()?, versie, false, "oogo: ontvangen")?;
        let mut schrijven = git2::build::CheckoutBuilder::new();
        schrijven.disable_filters(true).force();
        Ok(self.git.checkout_head(Some(&mut schrijven))?)
    }

    /// The folder.
    pub fn wortel(&self) -> &Path {
        &self.wortel
    }

    /// oogo's own folder inside `.git`: lock, journal.
    pub(super) fn eigen_map(&self) -> PathBuf {
        self.git.path().join("oogo")
    }

    /// The newest version; none in a repository without any.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn hoofd(&self) -> Result<Option<Oid>, GitFout> {
        match self.git.head() {
            Ok(head) => Ok(Some(head.peel_to_commit().map_err(|e| GitFout::Beschadigd(technisch(&e)))?.id())),
            Err(e) if matches!(e.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            Err(e) => Err(GitFout::Beschadigd(technisch(&e))),
        }
    }

    /// The branch that HEAD names, as a full ref name.
    ///
    /// # Errors
    /// When HEAD is at a commit instead.
    pub(super) fn tak(&self) -> Result<String, GitFout> {
        let head = self.git.find_reference("HEAD")?;
        head.symbolic_target().ok().flatten().map(str::to_owned).ok_or(GitFout::LosHoofd)
    }

    /// Whether a version can be made now.
    ///
    /// # Errors
    /// When somebody is halfway through something with git, or HEAD is detached.
    pub fn kan_opslaan(&self) -> Result<(), GitFout> {
        match self.git.state() {
            RepositoryState::Clean => self.tak().map(drop),
            // A crash came between that version and the end of the merge.
            RepositoryState::Merge if self.hoofd()?.is_some_and(|hoofd| self.rondt_af(hoofd)) => {
                self.git.cleanup_state()?;
                self.tak().map(drop)
            }
            RepositoryState::Merge => Err(GitFout::HalfSamengevoegd),
            RepositoryState::Revert | RepositoryState::RevertSequence => {
                Err(GitFout::Onaf("het terugdraaien van een versie"))
            }
            RepositoryState::CherryPick | RepositoryState::CherryPickSequence => {
                Err(GitFout::Onaf("het overnemen van een versie"))
            }
            RepositoryState::Bisect => Err(GitFout::Onaf("het zoeken naar een versie")),
            _ => Err(GitFout::Onaf("het herschikken van versies")),
        }
    }

    /// A file's bytes in a version; none where it is not there.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn bytes_in(&self, versie: Oid, pad: &str) -> Result<Option<Vec<u8>>, GitFout> {
        self.bomen().bytes_in(versie, pad)
    }

    /// Every file's path in a version.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn paden_in(&self, versie: Oid) -> Result<Vec<String>, GitFout> {
        let mut paden = Vec::new();
        self.git.find_commit(versie)?.tree()?.walk(git2::TreeWalkMode::PreOrder, |map, ingang| {
            if ingang.kind() == Some(git2::ObjectType::Blob)
                && let Ok(naam) = ingang.name()
            {
                paden.push(format!("{map}{naam}"));
            }
            git2::TreeWalkResult::Ok
        })?;
        Ok(paden)
    }
}

/// Makes libgit2 fsync what it writes, by a configuration file of oogo's own beside git's: git warns at every
/// command about the key that libgit2 reads. To be done before anything else is read: libgit2 remembers what a
/// setting was when first asked.
pub(super) fn bereid_voor(git: &git2::Repository) -> Result<(), GitFout> {
    // Programs that copy can leave out an empty folder; without this one libgit2 writes its packs elsewhere.
    let _ = std::fs::create_dir_all(git.commondir().join("objects/pack"));
    let pad = git.path().join(EIGEN_CONFIG);
    // A shared folder can come from somebody else.
    if let Some(map) = pad.parent().filter(|map| map.is_symlink()) {
        return Err(GitFout::Koppeling(map.display().to_string()));
    }
    if !heeft_fsync(git) {
        // What can only be read needs none.
        let _ = schrijf_veilig(&pad, FSYNC);
    }
    if pad.exists() {
        git.config()?.add_file(&pad, git2::ConfigLevel::App, false)?;
    }
    Ok(())
}

fn heeft_fsync(git: &git2::Repository) -> bool {
    let sleutel = FSYNC.strip_prefix(b"[core]\n").unwrap_or(FSYNC);
    std::fs::read(git.path().join(EIGEN_CONFIG))
        .is_ok_and(|tekst| tekst.windows(sleutel.len()).any(|deel| deel == sleutel))
}

pub(super) fn openfout(wortel: &Path, e: &git2::Error) -> GitFout {
    if let Some(waarop) = geen_rechten(e) {
        return GitFout::GeenRechten(waarop);
    }
    let reden = technisch(e);
    let klein = reden.to_lowercase();
    let is_er_iets = std::fs::symlink_metadata(wortel.join(".git")).is_ok();
    if e.code() == ErrorCode::NotFound && !is_er_iets {
        GitFout::GeenRepository
    } else if ["extension", "object format", "objectformat", "sha256", "reftable", "version"]
        .iter()
        .any(|w| klein.contains(w))
    {
        GitFout::NietOndersteund(reden)
    } else {
        GitFout::Beschadigd(reden)
    }
}
