//! A draft of unsaved work, kept on this machine while somebody types: readable by this user only,
//! outside the ontwikkelagenda, offered back after a crash.

use std::fs;
use std::path::PathBuf;

use chrono::Local;
use serde::{Deserialize, Serialize};

use super::concept::Concept;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::actions::thuis::schrijf_eigen;
use crate::agenda::Stuk;

/// The text of a field that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenVeld {
    /// Which of the afspraak's files, by its label.
    pub bestand: String,
    /// The field's path.
    pub veld: String,
    /// What had been typed.
    pub tekst: String,
}

/// One of the afspraak's files: as it was read, and as it was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KladDeel {
    /// Which file, by its label.
    pub bestand: String,
    /// What the file held; none where it was not there.
    pub was: Option<String>,
    /// What it was to hold.
    pub nu: String,
}

/// The form of a row that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRij {
    /// Which of the afspraak's files, by its label.
    pub bestand: String,
    /// The group.
    pub groep: String,
    /// The row's key; `nieuw` for a new one.
    pub sleutel: String,
    /// What had been filled in, by field.
    pub velden: Vec<(String, String)>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Klad {
    /// When it was kept, for the reader.
    pub moment: String,
    /// The field that was open.
    pub open: Option<OpenVeld>,
    /// The form of a row that was open.
    #[serde(default)]
    pub rij: Option<OpenRij>,
    /// What was changed.
    #[serde(default)]
    pub delen: Vec<KladDeel>,
}

/// The folder with the drafts of one ontwikkelagenda.
fn map(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("klad").join(kopie.voorblad()?.uuid.to_string()))
}

fn pad(kopie: &Kopie, stuk: &Stuk) -> Result<PathBuf, Fout> {
    Ok(map(kopie)?.join(format!("{}.toml", stuk.bestandsnaam())))
}

/// Keeps what is not saved yet; removes the draft when there is nothing of that kind.
///
/// # Errors
/// When it cannot be written.
pub fn bewaar(kopie: &Kopie, concept: &Concept, open: Option<OpenVeld>, rij: Option<OpenRij>) -> Result<(), Fout> {
    let delen = concept.klad();
    if delen.is_empty() && open.is_none() && rij.is_none() {
        return vergeet(kopie, concept.stuk());
    }
    let klad = Klad { moment: Local::now().format("%d-%m-%Y om %H:%M").to_string(), open, rij, delen };
    let tekst =
        toml::to_string(&klad).map_err(|e| Fout::nieuw(format!("Uw klad kan niet bewaard worden ({e})."), ""))?;
    schrijf_eigen(&pad(kopie, concept.stuk())?, tekst.as_bytes())
}

/// The draft of something; none where there is none, or one that cannot be read.
pub fn van(kopie: &Kopie, stuk: &Stuk) -> Option<Klad> {
    toml::from_str(&fs::read_to_string(pad(kopie, stuk).ok()?).ok()?).ok()
}

/// What has a draft.
pub fn alle(kopie: &Kopie) -> Vec<Stuk> {
    let Ok(map) = map(kopie) else { return Vec::new() };
    let ingangen = fs::read_dir(map).into_iter().flatten().flatten();
    let mut stukken: Vec<Stuk> =
        ingangen.filter_map(|i| Stuk::van_bestandsnaam(i.file_name().to_str()?.strip_suffix(".toml")?)).collect();
    stukken.sort();
    stukken
}

/// Removes a draft.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn vergeet(kopie: &Kopie, stuk: &Stuk) -> Result<(), Fout> {
    match fs::remove_file(pad(kopie, stuk)?) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Fout::nieuw(format!("Het klad van {stuk} kan niet weg: {}.", crate::store::disk::reden(&e)), ""))
        }
        _ => Ok(()),
    }
}
