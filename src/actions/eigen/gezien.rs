//! Which changes this user has seen: on this machine, per ontwikkelagenda.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::thuis::schrijf_eigen;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::export::vergelijking::{Bestand, Wijziging};

fn pad(kopie: &Kopie) -> Result<PathBuf, Fout> {
    Ok(kopie.thuis().gegevens().join("gezien").join(format!("{}.txt", kopie.voorblad()?.uuid)))
}

/// By what a change is known again: its place and what it is now, as a checksum; of a whole file all
/// that is in it. When it changes once more, it is unseen.
pub fn merk(bestand: &Bestand, wijziging: Option<&Wijziging>) -> String {
    let inhoud = |w: &Wijziging| format!("{:?}{:?}{:?}{:?}", w.plaats, w.is_notitie, w.van, w.naar);
    let tekst = match wijziging {
        Some(w) => inhoud(w),
        None => bestand.wijzigingen.iter().map(inhoud).collect(),
    };
    crate::git::controlegetal(format!("{}\0{:?}\0{tekst}", bestand.pad, bestand.geheel).as_bytes())
}

/// The marks; none when there are none yet or they cannot be read.
pub fn gezien(kopie: &Kopie) -> BTreeSet<String> {
    let tekst = pad(kopie).ok().and_then(|p| std::fs::read_to_string(p).ok()).unwrap_or_default();
    tekst.lines().map(str::to_owned).collect()
}

/// Sets or takes away a mark; those that another window set stay.
///
/// # Errors
/// When it cannot be written.
pub fn zet(kopie: &Kopie, merk: &str, is_gezien: bool) -> Result<(), Fout> {
    let mut merken = gezien(kopie);
    if is_gezien {
        merken.insert(merk.to_owned());
    } else {
        merken.remove(merk);
    }
    let regels: String = merken.iter().map(|m| format!("{m}\n")).collect();
    schrijf_eigen(&pad(kopie)?, regels.as_bytes())
}
