//! Who makes a version, when, and with what they sign it.

use chrono::{DateTime, FixedOffset};
use git2::{Commit, Oid, Signature, Time};

use crate::git::error::GitFout;
use crate::git::repository::Repository;
use crate::git::versions::version::{Auteur, Boodschap};

/// Gives the signature over a version's bytes, as `ssh-keygen -Y sign -n git` would; none where there is no key
/// at hand, and the version goes without.
pub type Tekenaar<'a> = &'a dyn Fn(&[u8]) -> Option<String>;

/// Who makes a version.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// Whom git names.
    pub auteur: &'a Auteur,
    /// By their clock.
    pub moment: DateTime<FixedOffset>,
    /// With what they sign.
    pub tekent: Option<Tekenaar<'a>>,
}

impl<'a> Maker<'a> {
    /// Somebody who signs nothing.
    pub fn zonder_sleutel(auteur: &'a Auteur, moment: DateTime<FixedOffset>) -> Self {
        Self { auteur, moment, tekent: None }
    }

    fn handtekening(&self) -> Result<Signature<'static>, GitFout> {
        let (naam, mailbox) = (schoon(&self.auteur.naam, "oogo"), schoon(&self.auteur.mailbox, "oogo@invalid"));
        let tijd = Time::new(self.moment.timestamp(), self.moment.offset().local_minus_utc() / 60);
        Ok(Signature::new(&naam, &mailbox, &tijd)?)
    }
}

impl Repository {
    /// A version of a folder; nothing leads to it yet.
    pub(in crate::git) fn maak_versie(
        &self,
        map: Oid,
        ouders: &[&Commit<'_>],
        boodschap: &Boodschap,
        maker: Maker<'_>,
    ) -> Result<Oid, GitFout> {
        let wie = maker.handtekening()?;
        let (map, tekst) = (self.git.find_tree(map)?, boodschap.tekst());
        let bytes = self.git.commit_create_buffer(&wie, &wie, &tekst, &map, ouders)?;
        match (maker.tekent.and_then(|tekent| tekent(&bytes)), std::str::from_utf8(&bytes)) {
            (Some(sig), Ok(inhoud)) => Ok(self.git.commit_signed(inhoud, &sig, None)?),
            _ => Ok(self.git.commit(None, &wie, &wie, &tekst, &map, ouders)?),
        }
    }
}

/// A name or address as git takes it: no angle brackets, newlines or controls.
fn schoon(tekst: &str, anders: &str) -> String {
    let schoon: String = tekst.chars().filter(|c| !matches!(c, '<' | '>') && !c.is_control()).collect();
    let schoon = schoon.trim();
    if schoon.is_empty() { anders.to_owned() } else { schoon.to_owned() }
}
