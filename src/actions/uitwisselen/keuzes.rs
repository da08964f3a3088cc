//! What somebody chose where both changed the same, kept on this machine until it is done: it survives a kill.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Vooraf;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::thuis::schrijf_eigen;
use crate::merge::{Answers, Choice};

/// The choices between two versions.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Bewaard {
    ons: String,
    hun: String,
    /// By what it is about and field, with a tab between: `ons`, `hun`, `basis`, or a text after `=`.
    keuzes: BTreeMap<String, String>,
}

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("keuzes").join(format!("{}.toml", kopie.voorblad()?.uuid)))
}

fn versies(vooraf: &Vooraf) -> Option<(String, String)> {
    vooraf.aankomst.as_ref().map(|a| (a.ons.to_string(), a.hun.to_string()))
}

/// Keeps what was chosen so far.
///
/// # Errors
/// When it cannot be written.
pub fn bewaar(kopie: &Kopie, vooraf: &Vooraf, antwoorden: &Answers) -> Result<(), Fout> {
    let Some((ons, hun)) = versies(vooraf) else { return Ok(()) };
    let woord = |keuze: &Choice| match keuze {
        Choice::Ours => "ons".to_owned(),
        Choice::Theirs => "hun".to_owned(),
        Choice::Base | Choice::Gone => "basis".to_owned(),
        Choice::Value(w) => format!("={}", w.as_str().unwrap_or_default()),
    };
    let keuzes = antwoorden.iter().map(|((over, veld), k)| (format!("{over}\t{veld}"), woord(k))).collect();
    let tekst = toml::to_string(&Bewaard { ons, hun, keuzes })
        .map_err(|e| Fout::nieuw(format!("Uw keuzes kunnen niet bewaard worden ({e})."), ""))?;
    schrijf_eigen(&pad(kopie)?, tekst.as_bytes())
}

/// What was chosen earlier between the same two versions; nothing where one of both is another by now.
pub fn bewaarde(kopie: &Kopie, vooraf: &Vooraf) -> Answers {
    let lees = || -> Option<Bewaard> { toml::from_str(&std::fs::read_to_string(pad(kopie).ok()?).ok()?).ok() };
    let Some(bewaard) = lees() else { return Answers::new() };
    if versies(vooraf) != Some((bewaard.ons, bewaard.hun)) {
        return Answers::new();
    }
    let keuze = |woord: &str| match woord {
        "ons" => Some(Choice::Ours),
        "hun" => Some(Choice::Theirs),
        "basis" => Some(Choice::Base),
        tekst => Some(Choice::Value(toml::Value::String(tekst.strip_prefix('=')?.to_owned()))),
    };
    let een = |(wat, woord): (&String, &String)| {
        let (over, veld) = wat.split_once('\t')?;
        Some(((over.to_owned(), veld.to_owned()), keuze(woord)?))
    };
    bewaard.keuzes.iter().filter_map(een).collect()
}

/// Throws them away: it is done.
pub fn vergeet(kopie: &Kopie) {
    if let Ok(pad) = pad(kopie) {
        let _ = std::fs::remove_file(pad);
    }
}
