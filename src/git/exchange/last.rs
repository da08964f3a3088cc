//! The last exchange of this copy: when it ended, and whether one was broken off.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local};
use git2::Oid;

use crate::git::repository::Repository;
use crate::git::saving::lasting::schrijf_veilig;

/// When, as RFC 3339 has it.
const MOMENT: &str = "uitgewisseld-op";
/// Which version was the newest when an exchange began, and what it was; there as long as it is under way.
const BEZIG: &str = "uitwisselen-bezig";

/// Held while an exchange is under way: the system lets go of it when the program dies, the file stays.
#[derive(Debug)]
pub struct Bezig(Option<(File, PathBuf)>);

impl Drop for Bezig {
    fn drop(&mut self) {
        if let Some((bestand, pad)) = self.0.take() {
            // Whoever opened it at this moment finds it empty.
            let _ = bestand.set_len(0);
            let _ = fs::remove_file(pad);
        }
    }
}

/// An exchange that was broken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onderbroken {
    /// What it was, as it was named when it began.
    pub wat: String,
    /// Whether what came from elsewhere had been taken over.
    pub is_overgenomen: bool,
}

impl Repository {
    /// Marks that an exchange is under way. Where that cannot be, it is only not told when it is broken off.
    pub fn begin_uitwisseling(&self, wat: &str) -> Bezig {
        let pad = self.eigen_map().join(BEZIG);
        let begin = || {
            fs::create_dir_all(self.eigen_map()).ok()?;
            let mut bestand = File::options().create(true).truncate(false).write(true).open(&pad).ok()?;
            bestand.try_lock().ok()?;
            bestand.set_len(0).ok()?;
            write!(bestand, "{} {wat}", self.hoofd().ok()??).ok()?;
            bestand.sync_all().ok()?;
            Some(bestand)
        };
        Bezig(begin().map(|bestand| (bestand, pad)))
    }

    /// The exchange that was broken off, once: then it is told.
    pub fn onderbroken(&self) -> Option<Onderbroken> {
        let pad = self.eigen_map().join(BEZIG);
        let mut bestand = File::options().read(true).write(true).open(&pad).ok()?;
        bestand.try_lock().ok()?;
        let mut tekst = String::new();
        let gelezen = bestand.read_to_string(&mut tekst);
        drop(Bezig(Some((bestand, pad))));
        gelezen.ok()?;
        let (toen, wat) = tekst.split_once(' ')?;
        let is_overgenomen = self.hoofd().ok()? != Oid::from_str(toen).ok();
        Some(Onderbroken { wat: wat.to_owned(), is_overgenomen })
    }

    /// Keeps that this copy is now as what is shared. Where that cannot be written, an earlier moment is told.
    pub fn onthoud_moment(&self) {
        let _ = schrijf_veilig(&self.eigen_map().join(MOMENT), Local::now().to_rfc3339().as_bytes());
    }

    /// When it was that last; none where that is not known.
    pub fn laatst_uitgewisseld(&self) -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339(fs::read_to_string(self.eigen_map().join(MOMENT)).ok()?.trim()).ok()
    }
}
