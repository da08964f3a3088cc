//! When this user last looked, and what they saw then: on this machine, per ontwikkelagenda.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local};
use serde::{Deserialize, Serialize};

use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::git::schrijf_veilig;

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bezoek {
    /// When it ended.
    pub moment: DateTime<FixedOffset>,
    /// The newest version at that moment.
    pub versie: String,
}

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("bezoek").join(format!("{}.toml", kopie.voorblad()?.uuid)))
}

/// The last visit; none when there was none, or it cannot be read.
pub fn vorige(kopie: &Kopie) -> Option<Bezoek> {
    toml::from_str(&std::fs::read_to_string(pad(kopie).ok()?).ok()?).ok()
}

/// Keeps that the user has seen everything up to now.
///
/// # Errors
/// When it cannot be written.
pub fn onthoud(kopie: &Kopie) -> Result<(), Fout> {
    let Some(versie) = kopie.versies()?.hoofd()? else { return Ok(()) };
    let bezoek = Bezoek { moment: Local::now().fixed_offset(), versie: versie.to_string() };
    let tekst =
        toml::to_string(&bezoek).map_err(|e| Fout::nieuw(format!("Uw bezoek kan niet onthouden worden ({e})."), ""))?;
    Ok(schrijf_veilig(&pad(kopie)?, tekst.as_bytes())?)
}
