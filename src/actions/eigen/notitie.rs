//! Internal notes: for this side of the table only. On this machine, outside the ontwikkelagenda,
//! readable by this user alone; nothing of them is ever exchanged.

use std::path::PathBuf;

use super::thuis::schrijf_eigen;
use crate::actions::fout::Fout;
use crate::actions::kopie::Kopie;
use crate::agenda::Stuk;
use crate::store::disk::reden;

fn pad(kopie: &Kopie, stuk: &Stuk) -> Result<PathBuf, Fout> {
    let map = kopie.thuis().gegevens().join("notities").join(kopie.voorblad()?.uuid.to_string());
    Ok(map.join(format!("{}.txt", stuk.bestandsnaam())))
}

fn onleesbaar(pad: &std::path::Path, e: &std::io::Error) -> Fout {
    Fout::nieuw(
        format!("Uw notitie in {} is niet bereikbaar: {}.", pad.display(), reden(e)),
        "Controleer of u rechten hebt op die map.",
    )
}

/// The note; none where there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn lees(kopie: &Kopie, stuk: &Stuk) -> Result<Option<String>, Fout> {
    let pad = pad(kopie, stuk)?;
    match std::fs::read_to_string(&pad) {
        Ok(tekst) => Ok(Some(tekst)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(onleesbaar(&pad, &e)),
    }
}

/// Keeps a note; an empty one is taken away.
///
/// # Errors
/// When it cannot be written.
pub fn bewaar(kopie: &Kopie, stuk: &Stuk, tekst: &str) -> Result<(), Fout> {
    let pad = pad(kopie, stuk)?;
    if tekst.trim().is_empty() {
        return match std::fs::remove_file(&pad) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(onleesbaar(&pad, &e)),
            _ => Ok(()),
        };
    }
    schrijf_eigen(&pad, format!("{}\n", tekst.trim_end()).as_bytes())
}
