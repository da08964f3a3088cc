//! A zip file around a file that is mailed: many a mail server lets nothing else through.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::actions::fout::Fout;

const ONBEKEND: &str = "het zipbestand is ingepakt op een manier die oogo niet kent; pak het eerst uit";

/// Whether a file's name says that it is a zip file.
pub(super) fn is_naam(pad: &Path) -> bool {
    pad.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

/// Whether these are the bytes of a zip file.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// A zip file with one file in it. What it holds is packed already, so it is not packed again.
pub(super) fn pak_in(naam: &str, bytes: &[u8]) -> Result<Vec<u8>, Fout> {
    let mut uit = ZipWriter::new(Cursor::new(Vec::new()));
    let vorm = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let gedaan = uit.start_file(naam, vorm).and_then(|()| Ok(uit.write_all(bytes)?)).and_then(|()| uit.finish());
    let advies = "Er is geen bestand gemaakt. Probeer het zonder zip.";
    Ok(gedaan.map_err(|e| Fout::nieuw(format!("Het zipbestand is niet te maken: {e}."), advies))?.into_inner())
}

/// The one exchange file in a zip file, of at most so many bytes; a Dutch reason where there is none.
pub(super) fn pak_uit(bytes: &[u8], hoogstens: u64) -> Result<Vec<u8>, &'static str> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "het zipbestand is beschadigd of afgebroken")?;
    let namen: Vec<usize> = (0..zip.len()).filter(|i| is_bundel(&mut zip, *i)).collect();
    let [nr] = namen[..] else {
        return Err(match namen.len() {
            0 => "in het zipbestand zit geen bestand dat op .bundle eindigt",
            _ => "in het zipbestand zit meer dan een bestand; pak het uit en lees ze een voor een in",
        });
    };
    let mut bestand = zip.by_index(nr).map_err(|e| match e {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "op het zipbestand zit een wachtwoord; pak het eerst uit"
        }
        _ => ONBEKEND,
    })?;
    if !matches!(bestand.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Err(ONBEKEND);
    }
    let mut uit = Vec::new();
    // What it says of its own size is only a claim, and what is packed already does not become twenty times as much.
    let hoogstens = hoogstens.min(bestand.compressed_size().saturating_mul(20).saturating_add(1 << 16));
    match bestand.by_ref().take(hoogstens + 1).read_to_end(&mut uit) {
        Ok(_) if uit.len() as u64 <= hoogstens => Ok(uit),
        Ok(_) => Err("wat erin zit is te groot"),
        Err(_) => Err("het zipbestand is beschadigd of afgebroken"),
    }
}

fn is_bundel(zip: &mut ZipArchive<Cursor<&[u8]>>, nr: usize) -> bool {
    // What a Mac keeps beside a file has its name too.
    let is_bijlage =
        |naam: &str| naam.starts_with("__MACOSX/") || naam.rsplit('/').next().is_some_and(|n| n.starts_with("._"));
    zip.by_index_raw(nr)
        .is_ok_and(|b| b.is_file() && b.name().is_ok_and(|n| n.to_lowercase().ends_with(".bundle") && !is_bijlage(&n)))
}
