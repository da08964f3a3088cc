//! Where this copy is exchanged with others, and what was exchanged there.

use git2::{ErrorCode, Oid};
use sha2::{Digest, Sha256};

use crate::git::error::GitFout;
use crate::git::repository::Repository;

/// The name that git gives to where a copy came from.
const NAAM: &str = "origin";
/// Under which it is kept what was exchanged, so that who rolls back what is shared is noticed.
const UITGEWISSELD: &str = "refs/oogo/uitgewisseld/";

/// What was last on its way to another.
const ONDERWEG: &str = "refs/oogo/onderweg";

/// The file by which it is known that something was sent from here.
const VERTELD: &str = "verzonden";

fn verwijzing(adres: &str) -> String {
    let kort: String = Sha256::digest(adres.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect();
    format!("{UITGEWISSELD}{kort}")
}

/// Where the user's own git goes for an address (`url.<base>.insteadOf` in git-config(1)); the longest that fits.
pub(super) fn zoals_git(adres: &str) -> String {
    let mut beste: Option<(usize, String)> = None;
    let Ok(van_git) = git2::Config::open_default() else { return adres.to_owned() };
    let Ok(mut regels) = van_git.entries(Some(r"^url\..*\.insteadof$")) else { return adres.to_owned() };
    while let Some(Ok(regel)) = regels.next() {
        let (Ok(naam), Ok(begin)) = (regel.name(), regel.value()) else { continue };
        let basis = naam.strip_prefix("url.").and_then(|n| n.strip_suffix(".insteadof"));
        if let (Some(basis), Some(rest)) = (basis, adres.strip_prefix(begin).filter(|_| !begin.is_empty()))
            && beste.as_ref().is_none_or(|(lengte, _)| begin.len() > *lengte)
        {
            beste = Some((begin.len(), format!("{basis}{rest}")));
        }
    }
    beste.map_or_else(|| adres.to_owned(), |(_, adres)| adres)
}

impl Repository {
    /// The address with which this copy is exchanged.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn adres(&self) -> Result<Option<String>, GitFout> {
        match self.git.find_remote(NAAM) {
            Ok(r) => Ok(r.url().ok().map(str::to_owned)),
            Err(e) if e.code() == ErrorCode::NotFound => {
                // Whoever used git may have given it another name.
                let namen = self.git.remotes()?;
                let mut namen = namen.iter().flatten().flatten();
                let (eerste, tweede) = (namen.next(), namen.next());
                let enige = eerste.filter(|_| tweede.is_none());
                Ok(enige.and_then(|n| self.git.find_remote(n).ok()?.url().ok().map(str::to_owned)))
            }
            Err(e) => Err(e.into()),
        }
    }

    /// Keeps the address for the next time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn onthoud_adres(&self, adres: &str) -> Result<(), GitFout> {
        // Opened without oogo's own settings, so that it comes among git's and git knows it too.
        let git = git2::Repository::open(self.git.path())?;
        match git.find_remote(NAAM) {
            Ok(_) => git.remote_set_url(NAAM, adres)?,
            Err(_) => drop(git.remote(NAAM, adres)?),
        }
        self.maak_eigen_instellingen_leeg()
    }

    /// The newest version that was exchanged at an address; none where nothing was.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn uitgewisseld(&self, adres: &str) -> Result<Option<Oid>, GitFout> {
        match self.git.refname_to_id(&verwijzing(adres)) {
            Ok(oid) => Ok(Some(oid)),
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Whether anything ever left from here: then it was told who reads it.
    pub fn is_ooit_verzonden(&self) -> bool {
        self.eigen_map().join(VERTELD).exists()
    }

    /// Keeps that a version leaves from here: what another may have is not undone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn onthoud_vertrek(&self, versie: Oid) -> Result<(), GitFout> {
        self.git.reference(ONDERWEG, versie, true, "oogo: onderweg")?;
        Ok(())
    }

    /// Keeps that something left from here. Where that cannot be written it is told once more.
    pub fn onthoud_verzonden_is_verteld(&self) {
        let _ = crate::git::saving::lasting::schrijf_veilig(&self.eigen_map().join(VERTELD), b"");
    }

    /// Keeps what was exchanged at an address, for oogo and for git itself.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn onthoud_uitgewisseld(&self, adres: &str, versie: Oid) -> Result<(), GitFout> {
        self.git.reference(&verwijzing(adres), versie, true, "oogo: uitgewisseld")?;
        if self.adres()?.as_deref() == Some(adres)
            && let Some(tak) = self.tak()?.strip_prefix("refs/heads/")
        {
            self.git.reference(&format!("refs/remotes/{NAAM}/{tak}"), versie, true, "oogo: uitgewisseld")?;
        }
        self.onthoud_moment();
        Ok(())
    }
}
