//! A version: who saved what, when and why.

use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use git2::Oid;

/// For whom and in which office somebody saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auteur {
    /// As git shows it: functie and partij, and a name only where the user chose so.
    pub naam: String,
    /// The office's mailbox.
    pub mailbox: String,
}

/// What a version's message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boodschap {
    /// What changed, in one line, with the afspraak's id.
    pub onderwerp: String,
    /// The user's own words.
    pub toelichting: Option<String>,
    /// The party's identifier.
    pub partij: String,
}

const TOELICHTING: &str = "Toelichting: ";
const PARTIJ: &str = "Partij: ";

impl Boodschap {
    /// The message as git keeps it.
    pub fn tekst(&self) -> String {
        let mut tekst = format!("{}\n", self.onderwerp);
        if let Some(toelichting) = self.toelichting.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            tekst.push_str(&format!("\n{TOELICHTING}{toelichting}\n"));
        }
        tekst.push_str(&format!("\n{PARTIJ}{}\n", self.partij));
        tekst
    }
}

/// One version in history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versie {
    /// Its commit.
    pub id: Oid,
    /// The version that it came from, the first of them where it brings lines together.
    pub vorige: Option<Oid>,
    /// When, by the clock of who saved it.
    pub moment: DateTime<FixedOffset>,
    /// Who.
    pub auteur: Auteur,
    /// For which party, where the message says so.
    pub partij: Option<String>,
    /// What.
    pub onderwerp: String,
    /// Why.
    pub toelichting: Option<String>,
}

impl Versie {
    /// Reads a commit, whoever made it.
    pub fn van(commit: &git2::Commit<'_>) -> Self {
        let auteur = commit.author();
        let tekst = String::from_utf8_lossy(commit.message_bytes()).into_owned();
        let (onderwerp, rest) = tekst.split_once('\n').unwrap_or((&tekst, ""));
        let partij = rest.lines().rev().find_map(|r| r.strip_prefix(PARTIJ)).map(|p| p.trim().to_owned());
        let toelichting = match rest.split_once(TOELICHTING) {
            Some((_, na)) => {
                let na = na.rsplit_once(&format!("\n{PARTIJ}")).map_or(na, |(voor, _)| voor);
                Some(na.trim().to_owned())
            }
            None => Some(rest.trim().to_owned()).filter(|r| !r.is_empty() && partij.is_none()),
        };
        Self {
            id: commit.id(),
            vorige: commit.parent_ids().next(),
            moment: moment(auteur.when()),
            auteur: Auteur {
                naam: String::from_utf8_lossy(auteur.name_bytes()).into_owned(),
                mailbox: String::from_utf8_lossy(auteur.email_bytes()).into_owned(),
            },
            partij,
            onderwerp: onderwerp.trim().to_owned(),
            toelichting,
        }
    }

    /// The first ten characters of its id, enough to name it.
    pub fn kort(&self) -> String {
        self.id.to_string().chars().take(10).collect()
    }
}

/// A git time; one that no calendar knows becomes the epoch.
fn moment(tijd: git2::Time) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(tijd.offset_minutes().saturating_mul(60)).unwrap_or_else(|| chrono::Utc.fix());
    zone.timestamp_opt(tijd.seconds(), 0).single().unwrap_or_else(|| DateTime::UNIX_EPOCH.with_timezone(&zone))
}
