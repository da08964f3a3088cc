//! Reads one file from disk, never through a link and never more than is bearable.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::bytes;
use crate::agenda::tekst::MAX_BESTAND;
use crate::agenda::{Bevinding, Ernst};

/// A file's bytes, when it is a plain file of a bearable size.
///
/// # Errors
/// A finding that says why not: a link, a folder, too large, no rights.
pub fn bytes_van(wortel: &Path, pad: &str) -> Result<Vec<u8>, Box<Bevinding>> {
    let vol = wortel.join(pad);
    let fout = |melding: String, advies: &str| Box::new(Bevinding::nieuw(Ernst::Fout, pad, melding, advies));
    let onleesbaar = |e: std::io::Error| {
        fout(
            format!("Het bestand kan niet gelezen worden: {}.", reden(&e)),
            "Controleer of u rechten hebt op deze map.",
        )
    };
    let kenmerken = fs::symlink_metadata(&vol).map_err(onleesbaar)?;
    if kenmerken.file_type().is_symlink() || heeft_koppeling(wortel, pad) {
        return Err(fout(
            "Dit is een snelkoppeling (symbolic link), geen bestand.".to_owned(),
            "oogo volgt die niet. Zet het bestand zelf hier neer, of haal de koppeling weg.",
        ));
    }
    if !kenmerken.is_file() {
        return Err(fout(
            "Hier staat een map waar een bestand hoort.".to_owned(),
            "Haal de map weg of geef haar een andere naam.",
        ));
    }
    if kenmerken.len() > MAX_BESTAND {
        return Err(bytes::te_groot(pad, kenmerken.len()));
    }
    let mut inhoud = Vec::with_capacity(usize::try_from(kenmerken.len()).unwrap_or(0) + 1);
    let bestand = fs::File::open(&vol).map_err(onleesbaar)?;
    // A file may grow between the look and the read; never take in more than the limit.
    bestand.take(MAX_BESTAND + 1).read_to_end(&mut inhoud).map_err(onleesbaar)?;
    Ok(inhoud)
}

/// How deep folders are looked into.
const DIEPTE: usize = 12;

/// Every file under a folder, with `/` between the parts of its path, in that order. What is hidden
/// (`.git`) or a link is left out.
///
/// # Errors
/// When the folder cannot be read.
pub fn alle_bestanden(wortel: &Path) -> std::io::Result<Vec<String>> {
    fn in_map(map: &Path, voor: &str, diep: usize, uit: &mut Vec<String>) -> std::io::Result<()> {
        for ingang in fs::read_dir(map)?.flatten() {
            let (Ok(naam), Ok(aard)) = (ingang.file_name().into_string(), ingang.file_type()) else { continue };
            if naam.starts_with('.') {
                continue;
            }
            if aard.is_dir() && diep < DIEPTE {
                in_map(&ingang.path(), &format!("{voor}{naam}/"), diep + 1, uit)?;
            } else if aard.is_file() {
                uit.push(format!("{voor}{naam}"));
            }
        }
        Ok(())
    }
    let mut uit = Vec::new();
    in_map(wortel, "", 0, &mut uit)?;
    uit.sort();
    Ok(uit)
}

/// Whether a folder on the way to a file is a link, which may lead out of the ontwikkelagenda.
pub fn heeft_koppeling(wortel: &Path, pad: &str) -> bool {
    let mut hier = wortel.to_path_buf();
    Path::new(pad).parent().into_iter().flat_map(Path::components).any(|deel| {
        hier.push(deel);
        fs::symlink_metadata(&hier).is_ok_and(|k| k.file_type().is_symlink())
    })
}

/// The system's reason, in Dutch where it is a common one.
pub fn reden(e: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match e.kind() {
        K::NotFound => "het bestaat niet (meer)".to_owned(),
        K::PermissionDenied => "u hebt er geen rechten voor".to_owned(),
        K::StorageFull | K::QuotaExceeded => "de schijf is vol".to_owned(),
        K::ReadOnlyFilesystem => "u kunt hier alleen lezen".to_owned(),
        K::AlreadyExists => "het bestaat al".to_owned(),
        K::NotADirectory => "een deel van het pad is geen map".to_owned(),
        K::IsADirectory => "het is een map".to_owned(),
        K::ResourceBusy => "een ander programma houdt het bezet".to_owned(),
        K::InvalidFilename => "de naam is niet toegestaan".to_owned(),
        _ => format!("het systeem meldt ‘{e}’"),
    }
}
