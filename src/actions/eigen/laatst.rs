//! Which ontwikkelagenda this user had open last, so that the start screen can offer it: on this
//! machine alone.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::thuis::{Thuis, schrijf_eigen};
use crate::actions::kopie::Kopie;

/// An ontwikkelagenda on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Laatst {
    /// What it is called.
    pub naam: String,
    /// Its folder.
    pub map: PathBuf,
}

fn pad(thuis: &Thuis) -> PathBuf {
    thuis.gegevens().join("laatst.toml")
}

/// The one that was open last; none when there was none, or it is no longer there.
pub fn laatst(thuis: &Thuis) -> Option<Laatst> {
    let laatst: Laatst = toml::from_str(&std::fs::read_to_string(pad(thuis)).ok()?).ok()?;
    Kopie::vind(&laatst.map, thuis).is_ok().then_some(laatst)
}

/// Keeps that this one was opened. Where that cannot be written, the start screen offers the others.
pub fn onthoud(kopie: &Kopie, naam: &str) {
    let map = std::path::absolute(kopie.wortel()).unwrap_or_else(|_| kopie.wortel().to_path_buf());
    if let Ok(tekst) = toml::to_string(&Laatst { naam: naam.to_owned(), map }) {
        let _ = schrijf_eigen(&pad(kopie.thuis()), tekst.as_bytes());
    }
}
