//! Where what comes from elsewhere is looked at: it sees all that is ours, and nothing of ours sees it. What is
//! refused is thrown away with it, so that git forgets what never should have come.

use std::path::PathBuf;
use std::time::Duration;

use git2::Oid;

use super::shared_folder::kopieer_versies;
use crate::git::error::GitFout;
use crate::git::remove::verwijder_map;
use crate::git::repository::{Repository, bereid_voor};
use crate::git::versions::touched::NAAM;

/// What a crash left longer ago than this is cleared away.
const VERGETEN: Duration = Duration::from_secs(3600);

/// A repository beside ours, as long as it is held.
pub struct Quarantaine {
    // Closed before its folder goes: Windows keeps a file that is open.
    repo: Repository,
    _map: Tijdelijk,
}

/// A folder that goes when it is let go of.
struct Tijdelijk(PathBuf);

impl Drop for Tijdelijk {
    fn drop(&mut self) {
        let _ = verwijder_map(&self.0);
    }
}

impl Repository {
    /// A place for what comes in.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn quarantaine(&self) -> Result<Quarantaine, GitFout> {
        let alle = self.eigen_map().join("binnen");
        for oud in std::fs::read_dir(&alle).into_iter().flatten().flatten() {
            let is_oud =
                oud.metadata().and_then(|m| m.modified()).is_ok_and(|t| t.elapsed().is_ok_and(|e| e > VERGETEN));
            if is_oud {
                let _ = verwijder_map(&oud.path());
            }
        }
        let mut toeval = [0; 8];
        getrandom::fill(&mut toeval).map_err(|e| GitFout::schrijven(&alle, std::io::Error::other(e)))?;
        let naam: String = toeval.iter().map(|b| format!("{b:02x}")).collect();
        let map = Tijdelijk(alle.join(naam));
        let mut opties = git2::RepositoryInitOptions::new();
        opties.bare(true).mkpath(true).initial_head("main").external_template(false);
        drop(git2::Repository::init_opts(&map.0, &opties)?);
        let schrijf = |pad: &str, inhoud: String| {
            let pad = map.0.join(pad);
            let geschreven =
                pad.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&pad, inhoud));
            geschreven.map_err(|e| GitFout::schrijven(&pad, e))
        };
        let van_ons = self.git.commondir().join("objects");
        let van_ons = std::path::absolute(&van_ons).unwrap_or(van_ons);
        schrijf("objects/info/alternates", format!("{}\n", van_ons.display()))?;
        // What is known of our versions need not be found out again.
        let _ = std::fs::create_dir_all(map.0.join("oogo"));
        let _ = std::fs::copy(self.eigen_map().join(NAAM), map.0.join("oogo").join(NAAM));
        let git = git2::Repository::open(&map.0)?;
        // What is let in from here is on disk to stay.
        bereid_voor(&git)?;
        if let Some(hoofd) = self.hoofd()? {
            git.reference("refs/heads/main", hoofd, true, "oogo: quarantaine")?;
        }
        Ok(Quarantaine { repo: Repository::van(git, self.wortel()), _map: map })
    }
}

impl Quarantaine {
    /// To look at what came in, beside all that is ours.
    pub fn repo(&self) -> &Repository {
        &self.repo
    }

    /// Takes a version over that was found good, with all that leads to it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn laat_toe(&self, naar: &Repository, versie: Oid) -> Result<(), GitFout> {
        kopieer_versies(&self.repo.git, &naar.git, versie)
    }
}
