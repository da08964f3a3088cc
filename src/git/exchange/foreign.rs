//! What stands in a version that came from elsewhere and in no ontwikkelagenda.

use git2::{ObjectType, Oid};

use crate::agenda::tekst::nfc;
use crate::git::error::GitFout;
use crate::git::repository::Repository;

const GEWOON: i32 = 0o100_644;
/// Names that Windows keeps for devices.
const VOORBEHOUDEN: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl Repository {
    /// The first thing in a version's folder that oogo does not take in, with why not.
    ///
    /// # Errors
    /// When the repository is damaged.
    pub fn vreemd(&self, versie: Oid) -> Result<Option<(String, &'static str)>, GitFout> {
        self.vreemd_in(self.map_van(versie)?, "", 0)
    }

    fn vreemd_in(&self, boom: Oid, map: &str, diepte: usize) -> Result<Option<(String, &'static str)>, GitFout> {
        if diepte > 16 {
            return Ok(Some((map.to_owned(), "mappen in mappen, te diep")));
        }
        let mut gezien = std::collections::BTreeSet::new();
        for ingang in self.git.find_tree(boom)?.iter() {
            let naam = String::from_utf8_lossy(ingang.name_bytes()).into_owned();
            let pad = format!("{map}{naam}");
            let bezwaar = match ingang.kind() {
                Some(ObjectType::Blob) if ingang.filemode() == 0o120_000 => Some("een koppeling naar elders"),
                Some(ObjectType::Blob) if ingang.filemode() != GEWOON => Some("een uitvoerbaar bestand"),
                Some(ObjectType::Blob | ObjectType::Tree) => naam_bezwaar(&naam, ingang.name_bytes(), map.is_empty()),
                _ => Some("een map van een andere verzameling"),
            };
            if let Some(bezwaar) = bezwaar {
                return Ok(Some((pad, bezwaar)));
            }
            if !gezien.insert(naam.to_lowercase()) {
                return Ok(Some((pad, "twee namen die alleen in hoofdletters verschillen")));
            }
            if ingang.kind() == Some(ObjectType::Tree)
                && let Some(vreemd) = self.vreemd_in(ingang.id(), &format!("{pad}/"), diepte + 1)?
            {
                return Ok(Some(vreemd));
            }
        }
        Ok(None)
    }
}

/// Why a name cannot be taken in on every system.
fn naam_bezwaar(naam: &str, bytes: &[u8], is_bovenaan: bool) -> Option<&'static str> {
    let klein = naam.to_lowercase();
    let is_apparaat = VOORBEHOUDEN.contains(&klein.split('.').next().unwrap_or_default());
    // A way out of the folder needs one of these; so does what another system reads as one.
    let mag = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '(' | ')' | ',' | '&' | '+' | '\'');
    if std::str::from_utf8(bytes).is_err() || nfc(naam) != naam || !naam.chars().all(mag) {
        Some("een naam met tekens die niet kunnen")
    } else if naam.is_empty()
        || naam.chars().all(|c| c == '.')
        || (klein.starts_with(".git") && !(is_bovenaan && matches!(naam, ".gitattributes" | ".gitignore")))
    {
        Some("een naam die voor het bewaren van versies is")
    } else if naam.ends_with(['.', ' ']) || naam.starts_with(' ') || is_apparaat {
        Some("een naam die niet op elke computer kan")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_do_harm_are_refused() {
        for naam in [
            ".git",
            ".GIT",
            ".gitmodules",
            "..",
            "a\\b",
            "c:",
            "GIT~1",
            "nul",
            "aux.toml",
            "com1.txt",
            "x.",
            "x ",
            "a\u{202e}b",
            "a\nb",
        ] {
            assert!(naam_bezwaar(naam, naam.as_bytes(), true).is_some(), "{naam}");
        }
        for naam in [
            "lv-k7qm.toml",
            "README.md",
            ".gitattributes",
            "company.toml",
            "conclusie.md",
            "auxiliair",
            ".editorconfig",
        ] {
            assert!(naam_bezwaar(naam, naam.as_bytes(), true).is_none(), "{naam}");
        }
        assert!(naam_bezwaar(".gitattributes", b".gitattributes", false).is_some());
        assert!(naam_bezwaar("\u{fffd}", b"\xff", false).is_some());
    }
}
