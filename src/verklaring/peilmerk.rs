//! A checkpoint: what every file held at one moment, so that a copy without its history still proves it.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::sha256::Sha256;

/// What was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Peilmerk {
    /// The version: a commit.
    pub versie: String,
    /// The meeting, by its file's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overleg: Option<String>,
    /// How many files it had.
    pub bestanden: u32,
    /// Of the manifest beside this entry, in the form that `sha256sum -c` reads.
    pub manifest: Sha256,
}

/// The end of a manifest's name; before it stands that of its entry.
pub const MANIFEST: &str = ".sha256";

/// A manifest, in the order of the paths (sha256sum(1)).
pub fn manifest<'a>(bestanden: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut regels: Vec<(&str, Sha256)> = bestanden.into_iter().map(|(pad, b)| (pad, Sha256::van(b))).collect();
    regels.sort();
    let mut uit = String::new();
    for (pad, getal) in regels {
        let _ = writeln!(uit, "{getal}  {pad}");
    }
    uit
}
