//! Which changes this user has seen: on this machine, per ontwikkelagenda.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::fout::Fout;
use super::kopie::Kopie;
use super::thuis::schrijf_eigen;
use crate::export::vergelijking::{Bestand, Wijziging};

/// More marks than this are not kept; the oldest comparisons are no news any more.
const MEEST: usize = 50_000;

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("gezien").join(format!("{}.txt", kopie.voorblad()?.uuid)))
}

/// By what a change is known again: its place and what it is now, as a checksum. When it changes once
/// more, it is unseen.
pub fn merk(bestand: &Bestand, wijziging: Option<&Wijziging>) -> String {
    let veld = wijziging.map(|w| (&w.veld, &w.van, &w.naar));
    let tekst = format!("{}\0{:?}\0{veld:?}", bestand.pad, bestand.geheel);
    crate::git::controlegetal(tekst.as_bytes())
}

/// The marks; none when there are none yet or they cannot be read.
pub fn gezien(kopie: &Kopie) -> BTreeSet<String> {
    let tekst = pad(kopie).ok().and_then(|p| std::fs::read_to_string(p).ok()).unwrap_or_default();
    tekst.lines().map(str::to_owned).collect()
}

/// Keeps the marks.
///
/// # Errors
/// When they cannot be written.
pub fn onthoud(kopie: &Kopie, merken: &BTreeSet<String>) -> Result<(), Fout> {
    let regels: String = merken.iter().take(MEEST).map(|m| format!("{m}\n")).collect();
    schrijf_eigen(&pad(kopie)?, regels.as_bytes())
}
